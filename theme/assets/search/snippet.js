// Where the words of a query stand in a text, and the stretch of it that holds most of them.
import { forms, stem, written } from "./analyze.js";

// For each written word of a text, the number of the word of the query that it is, or -1.
// `understood.marks` are {same, kin, prefix}: the terms that are the word itself, its kin, and the
// letters that it begins with. Kin are marked only where a text has not the word itself.
function hits(words, marks) {
  const found = new Array(words.length).fill(-1);
  marks.forEach(({ same, kin, prefix }, number) => {
    const mark = (is) => {
      let any = false;
      words.forEach((word, at) => {
        if (!is(word.terms, word.forms)) return;
        any = true;
        if (found[at] < 0) found[at] = number;
      });
      return any;
    };
    const own = mark(
      (terms, of) =>
        terms.some((term) => same.has(term)) || (prefix && of.some((f) => f.startsWith(prefix))),
    );
    if (!own) mark((terms) => terms.some((term) => kin.has(term)));
  });
  return found;
}

// Marks the words of each phrase where they stand side by side.
function addPhrases(found, words, phrases, first) {
  phrases.forEach(({ text }, n) => {
    const wanted = forms(text);
    for (let at = 0; at + wanted.length <= words.length; at += 1) {
      if (wanted.every((form, i) => words[at + i].forms[0] === form)) {
        for (let i = 0; i < wanted.length; i += 1) found[at + i] = first + n;
      }
    }
  });
}

// The words of the texts last seen: as one types, the same texts come again and again.
const MOST_TEXTS = 150;
const seen = new Map();
function wordsOf(text) {
  if (!seen.has(text)) {
    seen.set(text, written(text).map((word) => ({ ...word, terms: word.forms.map(stem) })));
    if (seen.size > MOST_TEXTS) seen.delete(seen.keys().next().value);
  }
  return seen.get(text);
}

function hitsIn(text, { marks, phrases }) {
  const words = wordsOf(text);
  const found = hits(words, marks);
  addPhrases(found, words, phrases.filter(({ not }) => !not), marks.length);
  return { words, found };
}

// The places of the query's words in `text`: [[start, end], …], whole words, in UTF-16 units.
export function matches(text, understood) {
  const { words, found } = hitsIn(text, understood);
  return words.filter((_, at) => found[at] >= 0).map(({ start, end }) => [start, end]);
}

// About `letters` letters of `text` in which most of the query's words stand:
// {text, ranges: [[start, end], …]}.
export function snippet(text, understood, letters = 240) {
  const { words, found } = hitsIn(text, understood);
  const { from, to } = stretch(words, found, letters);
  if (!words.length) return { text: text.slice(0, letters), ranges: [] };
  const start = from === 0 ? 0 : words[from].start;
  const end = to === words.length - 1 ? text.length : words[to].end;
  const before = start > 0 ? "… " : "";
  const after = end < text.length ? " …" : "";
  const ranges = [];
  for (let at = from; at <= to; at += 1) {
    if (found[at] < 0) continue;
    const shift = before.length - start;
    ranges.push([words[at].start + shift, words[at].end + shift]);
  }
  // One letter for one, so that the places stay true.
  const shown = text.slice(start, end).replace(/[\n\r\t]/g, " ");
  return { text: before + shown + after, ranges };
}

// The first and last word of the best stretch: most different words, then most words; a little of
// what leads to the first of them goes before it.
function stretch(words, found, letters) {
  let best = { from: 0, to: lastWithin(words, 0, letters), score: -1 };
  const lead = Math.floor(letters / 6);
  for (let at = 0; at < words.length; at += 1) {
    if (found[at] < 0) continue;
    let from = at;
    while (from > 0 && words[at].start - words[from - 1].start <= lead) from -= 1;
    const to = lastWithin(words, from, letters);
    const inside = found.slice(from, to + 1).filter((number) => number >= 0);
    const score = new Set(inside).size * 8 + inside.length;
    if (score > best.score) best = { from, to, score };
  }
  return best;
}

function lastWithin(words, from, letters) {
  let to = from;
  while (to + 1 < words.length && words[to + 1].end - words[from].start <= letters) to += 1;
  return to;
}
