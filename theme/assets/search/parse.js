// The query language. Whatever is typed means something: nothing here throws.
import { forms, normalise } from "./analyze.js";
import { first, last, month, range } from "./dates.js";

const FIELDS = {
  author: "author", كاتب: "author", الكاتب: "author",
  source: "source", مصدر: "source", المصدر: "source",
  keyword: "keyword", وسم: "keyword", الوسم: "keyword",
  section: "section", قسم: "section", القسم: "section",
};
const QUESTION = /[؟?]\s*$/u;
const MOST_LETTERS = 2000;
const NAMES = Object.keys(FIELDS).join("|");
const QUOTED = '["“”„«»](?<quoted>[^"“”„«»]*)["“”„«»]';
// `bare` is a filter whose value is still to come.
const TOKEN = new RegExp(
  `(?<sign>[-+\u2212]?)(?:(?<bare>${NAMES})\\s*[:：]["“”„«»]?\\s*$|` +
    `(?:(?<field>${NAMES})\\s*[:：]\\s*)?(?:${QUOTED}|(?<plain>[^\\s"“”„«»]+)))|["“”„«»]`,
  "giu",
);

// What a query asks for: {words: [{text, must, not, prefix}], phrases: [{text, must, not}],
// filters: [{field, value, not}], dates: {from, to, named} | null, problems}. With `months` false
// a month and its year are words.
export function parse(query, { months = true } = {}) {
  const text = String(query ?? "").slice(0, MOST_LETTERS);
  const found = { words: [], phrases: [], filters: [], dates: null, problems: [] };
  for (const token of text.matchAll(TOKEN)) take(found, token);
  if (months) readMonths(found);
  markPrefix(found, text);
  relaxPhrases(found, text);
  return found;
}

function take(found, token) {
  const { sign = "", bare, field = bare, quoted, plain } = token.groups;
  const value = quoted ?? plain ?? "";
  const not = sign !== "" && sign !== "+";
  const must = sign === "+";
  if (field) {
    const name = FIELDS[field.toLowerCase()];
    if (forms(value).length) found.filters.push({ field: name, value, not });
    else found.problems.push({ kind: "empty", field: name, given: value });
  } else if (quoted !== undefined) {
    if (forms(quoted).length) found.phrases.push({ text: quoted, must, not });
  } else if (plain !== undefined) {
    takePlain(found, plain, must, not);
  }
}

function takePlain(found, plain, must, not) {
  const dates = not ? null : range(normalise(plain).replace(/[؟?،,]+$/u, ""));
  if (dates) {
    found.dates = narrowed(found.dates, { ...dates, named: false });
    return;
  }
  const prefix = plain.endsWith("*");
  const pieces = forms(plain);
  pieces.forEach((form, at) => {
    // A word of one form stands as it was written; else its pieces do.
    const text = pieces.length === 1 ? plain.replace(/\*+$/u, "") : form;
    found.words.push({ text, must, not, prefix: prefix && at === pieces.length - 1 });
  });
}

function narrowed(one, other) {
  if (!one) return other;
  return {
    from: first(one.from) > first(other.from) ? one.from : other.from,
    to: last(one.to) < last(other.to) ? one.to : other.to,
    named: one.named || other.named,
  };
}

// Months with their year become dates, `named`: where no article is of them, words were meant.
function readMonths(found) {
  const plain = found.words.map(({ text, must, not, prefix }) =>
    must || not || prefix ? "" : forms(text)[0],
  );
  for (let at = 0; at < plain.length; at += 1) {
    const dates = month(plain, at);
    if (!dates) continue;
    const { from, to, start, stop } = dates;
    found.dates = narrowed(found.dates, { from, to, named: true });
    found.words.splice(start, stop - start);
    plain.splice(start, stop - start);
    at = start - 1;
  }
}

// The word that is being typed: the last, with nothing after it.
function markPrefix(found, text) {
  const word = found.words[found.words.length - 1];
  if (word && !word.not && /[\p{L}\p{N}\p{M}]$/u.test(text) && text.endsWith(word.text)) {
    word.prefix = true;
  }
}

// In a question that is asked in words, quotation marks name something: its words are looked for.
function relaxPhrases(found, text) {
  if (!QUESTION.test(text) || !found.words.some(({ not }) => !not)) return;
  const named = found.phrases.filter(({ must, not }) => !must && !not);
  found.phrases = found.phrases.filter((phrase) => !named.includes(phrase));
  for (const { text: words } of named) takePlain(found, words, false, false);
}
