// Asks the index. parse → understand → match → rank; everything is loaded as it is needed.
import { forms, isStopWord, stem, terms, withoutProclitic } from "./analyze.js";
import { count, facetValues, filter, filterDates, meant as valuesMeant, nearest } from "./facets.js";
import { declared, exact, family } from "./kin.js";
import { LoadError, root } from "./load.js";
import { parse } from "./parse.js";
import { withPhrase } from "./phrases.js";
import { addWord, askLunr } from "./rank.js";
import {
  beginning,
  dates,
  facet,
  heads,
  isLong,
  lengths,
  manifest,
  postings,
  shown,
  size,
  text,
} from "./shards.js";
import { matches, snippet } from "./snippet.js";
import { spellingsNear, suggest } from "./suggest.js";

export { facetValues, LoadError, matches, parse, snippet, suggest, text };

// From here on a kin is the word itself: behind a clinging letter, or declared to be.
const SAME = 0.7;
// Where some article has a word itself, one that has no word but neighbours below this is none
// of the found: مكان is no مكة.
const NEAR = 0.49;
// What a word that only begins as typed counts, times how much of it is typed.
const BEGINS = 0.5;
const FEWEST_LETTERS = 3;
const MOST_BEGINNINGS = 24;

// What a query is taken for: the parsed query, each word with its terms and variants, the
// filters' values, and `marks` for snippets.
export async function understand(query, options = {}) {
  const parsed = parse(query, options);
  const words = await Promise.all(parsed.words.map((word) => familyOf(word, options)));
  const filters = await Promise.all(parsed.filters.map(filterOf));
  const phrased = parsed.phrases
    .filter(({ not }) => !not)
    .flatMap((phrase) => forms(phrase.text).map((form) => ({ text: form, phrase })));
  const inPhrases = await Promise.all(phrased.map((word) => familyOf(word, { kin: false })));
  if (options.kin !== false) await addDeclared(words);
  const wanted = words.filter(({ not }) => !not);
  return {
    ...parsed,
    words,
    filters,
    inPhrases,
    dropped: words.filter(({ term }) => !term).map((word) => word.text),
    unknown: filters.filter(({ known }) => known),
    marks: wanted.filter(({ term }) => term).map(marksOf),
  };
}

async function familyOf(word, { kin = true } = {}) {
  const [form = ""] = forms(word.text);
  const term = form && !isStopWord(form) ? stem(form) : "";
  const found = term
    ? await family(term, { alone: !kin || word.not })
    : { variants: [], around: [] };
  const beginnings = word.prefix ? await beginningsOf(form, term, found) : [];
  const variants = word.prefix
    ? [...found.variants.map((variant) => begun(variant, form, term)), ...beginnings]
    : found.variants;
  return { ...word, form, term, variants, around: found.around };
}

// The letters typed that a term goes on from, with or without what clings before its stem: what
// seems to cling behind it may be letters of a word half typed (معاه is no معا). Or nothing.
const startOf = (other, form, term) =>
  [form, form.slice(form.indexOf(term))].find(
    (letters) => letters.length >= FEWEST_LETTERS && other.startsWith(letters),
  );

// A neighbour that goes on from letters which the stem has lost is a beginning, as sure to be
// found as the stem. Where none is lost the word may be whole: قطر is no قطار.
function begun(variant, form, term) {
  const start = variant.weight < SAME && startOf(variant.term, form, term);
  return start && start !== term ? { ...variant, begins: true } : variant;
}

// What begins with the letters typed, as variants of the word: words of titles, and terms nearby.
async function beginningsOf(form, term, { variants, around }) {
  if (form.length < FEWEST_LETTERS) return [];
  const counted = (length) => (BEGINS * form.length) / length;
  const known = new Set(variants.map((variant) => variant.term));
  const titles = (await heads(form))
    .filter(({ word, titles: documents }) => word !== form && documents.length)
    .map(({ word, titles: documents }) => ({
      term: stem(word),
      weight: counted(word.length),
      begins: true,
      postings: inTitles(documents),
    }));
  const nearby = [];
  for (const { codes } of new Set([...around, ...(await beginning(form))])) {
    for (const [other, code] of codes) {
      if (known.has(other) || isLong(code)) continue;
      const start = startOf(other, form, term);
      if (start && other !== start) {
        nearby.push({ term: other, weight: counted(form.length + other.length - start.length), begins: true, code });
      }
    }
  }
  nearby.sort((a, b) => b.weight - a.weight || size(b.code) - size(a.code));
  return [
    ...titles,
    ...nearby.slice(0, MOST_BEGINNINGS).map((found) => ({ ...found, postings: postings(found.code) })),
  ];
}

// Postings of what stands once in the titles of some documents.
const inTitles = (documents) => [
  { documents: [], times: [] },
  { documents, times: documents.map(() => 1) },
];

// Spellings that the curator declares to be one name: the other is a variant of the word, or of
// the words, that are typed.
async function addDeclared(words) {
  const all = words.map(({ term, not }) => (not ? "" : term));
  for (const { from, to, others } of await declared(all)) {
    for (const other of others) {
      const found = (await Promise.all(other.map(exact))).filter(Boolean);
      if (found.length !== other.length || !found.length) continue;
      const [variant] = found.length === 1 ? found : [together(found)];
      const word = words[from];
      word.same = [...(word.same ?? []), ...other];
      word.variants.push({ term: other.join(" "), weight: 1, declared: true, postings: variant });
      if (to - from > 1) word.whole = { to, term: other.join(" ") };
    }
  }
}

// The postings of terms that stand in one document together: those of the rarest there.
function together(all) {
  const sets = all.map((found) => new Set(found.flatMap(({ documents }) => documents)));
  const rarest = all.reduce((a, b) => (count_(a) <= count_(b) ? a : b));
  return rarest.map(({ documents, times }) => {
    const keep = documents.map((document) => sets.every((set) => set.has(document)));
    return { documents: documents.filter((_, at) => keep[at]), times: times.filter((_, at) => keep[at]) };
  });
}
const count_ = (found) => found.reduce((sum, { documents }) => sum + documents.length, 0);

async function filterOf(given) {
  const { values } = await facet(given.field);
  const words = terms(given.value);
  const alike = (await declared(words)).filter(({ from, to }) => to - from === words.length);
  const found = valuesMeant(values, given.value, alike.flatMap(({ others }) => others));
  return found.length
    ? { ...given, values: found }
    : { ...given, values: [], known: nearest(values, given.value) };
}

function marksOf({ term, form, prefix, variants, same = [] }) {
  const kin = variants.map((variant) => variant.term);
  const own = kin.filter((other) => withoutProclitic(other) === term || withoutProclitic(term) === other);
  return {
    same: new Set([term, ...own, ...same]),
    kin: new Set(kin),
    prefix: prefix && form.length >= FEWEST_LETTERS ? form : "",
  };
}

// Which documents pass what the query and the options ask for, filters of facets apart.
async function passing(understood, { from = "", to = "" }) {
  const { documents } = await manifest();
  const passes = new Uint8Array(documents).fill(1);
  for (const { field, values, not } of understood.filters) {
    await filter(passes, field, values.map(({ id }) => id), not);
  }
  const dated = understood.dates;
  if (dated) await filterDates(passes, dated.from, dated.to);
  if (from || to) await filterDates(passes, from, to);
  for (const word of understood.words) {
    if (!word.term || !(word.must || word.not)) continue;
    const has = new Uint8Array(documents);
    for (const { weight, begins, postings: found } of word.variants) {
      if (weight < SAME || begins) continue;
      for (const field of found) for (const document of field.documents) has[document] = 1;
    }
    has.forEach((is, document) => {
      if (Boolean(is) === Boolean(word.not)) passes[document] = 0;
    });
  }
  for (const { text: phrase, not } of understood.phrases) {
    const has = await withPhrase(phrase);
    passes.forEach((_, document) => {
      if (has.has(document) === Boolean(not)) passes[document] = 0;
    });
  }
  return passes;
}

// The score of each document, and how surely it was found: the best weight of a variant in it.
async function scored(understood) {
  const context = { manifest: await manifest(), lengths: await lengths() };
  const scores = new Float64Array(context.manifest.documents);
  const strongest = new Float64Array(context.manifest.documents);
  const words = counted(understood);
  for (const [times, { variants }] of words) addWord(variants, times, context, scores, strongest);
  // What differs by less than a billionth was only added in another order.
  scores.forEach((score, document) => {
    if (score) scores[document] = Math.round(score * 1e9) / 1e9;
  });
  return { scores, strongest, finals: (documents) => askLunr(words, documents, context) };
}

// The words that count for the order, each once with how often it is asked.
function counted({ words, inPhrases }) {
  const found = new Map();
  for (const word of [...words.filter(({ not }) => !not), ...inPhrases]) {
    if (!word.variants.length) continue;
    const key = `${word.term || word.form} ${word.prefix ?? ""}`;
    const [times] = found.get(key) ?? [0];
    found.set(key, [times + 1, word]);
  }
  return [...found.values()];
}

const asksWords = ({ words, inPhrases, phrases }) =>
  words.some(({ not }) => !not) || inPhrases.length || phrases.some(({ not }) => !not);

// With `all`, to ask nothing is to ask for everything.
const asksNothing = ({ words, phrases, filters, dates: dated }, options) =>
  !(options.all || words.length || phrases.length || filters.length || dated || options.from || options.to) &&
  !Object.values(options.filters ?? {}).some((ids) => ids?.length);

async function inOrder(found, scores, sort) {
  if (sort === "newest") return found;
  if (sort === "oldest") {
    const days = await dates();
    return [...found].sort((a, b) => (days[a] || Infinity) - (days[b] || Infinity) || b - a);
  }
  return [...found].sort((a, b) => scores[b] - scores[a] || a - b);
}

// Answers a query; see docs/developers.md.
export async function ask(query, options = {}) {
  const { limit = 10, offset = 0, filters = {}, sort = "relevance" } = options;
  const start = performance.now();
  let understood = await understand(query, options);
  let found = await match(understood, options);
  if (!found.documents.length && understood.dates?.named) {
    // What no article is of, for the page to say so.
    const { dates: missing } = understood;
    understood = { ...(await understand(query, { ...options, months: false })), missing };
    found = await match(understood, options);
  }
  const chosen = Object.fromEntries(
    Object.entries(filters).filter(([, ids]) => Array.isArray(ids) && ids.length),
  );
  let documents = found.documents;
  if (Object.keys(chosen).length) {
    const passes = new Uint8Array(found.scores.length).fill(1);
    for (const [field, ids] of Object.entries(chosen)) await filter(passes, field, ids.map(String));
    documents = documents.filter((document) => passes[document]);
  }
  const ordered = await inOrder(documents, found.scores, sort);
  const page = ordered.slice(offset, offset + limit);
  const scores = found.finals(page);
  const hits = await Promise.all(page.map((document) => hit(document, scores.get(document))));
  return {
    total: documents.length,
    hits,
    facets: () => count(found.documents, chosen),
    understood,
    suggestions: await suggestions(query, understood, documents.length),
    ms: performance.now() - start,
  };
}

async function hit(document, score) {
  const found = await shown(document);
  return { document, score, url: `${root}articles/${found.slug}.html`, ...found };
}

// The documents that a query finds, newest first, and their scores.
async function match(understood, options) {
  const passes = await passing(understood, options);
  const { scores, strongest, finals } = await scored(understood);
  const documents = [];
  if (asksNothing(understood, options)) return { documents, scores, finals };
  const all = !asksWords(understood);
  const least = strongest.some((weight) => weight >= SAME) ? NEAR : 0;
  passes.forEach((pass, document) => {
    if (pass && (all || (scores[document] > 0 && strongest[document] >= least))) {
      documents.push(document);
    }
  });
  return { documents, scores, finals };
}

// What may have been meant, where nothing was found or a word is nowhere: whole queries.
async function suggestions(query, { words }, total) {
  const lost = words.filter(
    ({ term, not, variants }) => term.length > 2 && !not && !variants.some(({ weight }) => weight >= NEAR),
  );
  if (total && !lost.length) return [];
  const found = [];
  for (const word of lost) {
    for (const spelled of await spellingsNear(word)) {
      found.push(String(query).replace(word.text, spelled));
    }
  }
  return [...new Set(found)].slice(0, 3);
}
