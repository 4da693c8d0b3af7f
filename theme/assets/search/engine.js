// A plain engine behind the contract of the search page: every document is read and ranked.
import { terms } from "./analyze.js";
import { load, manifest, shown, text as body } from "./load.js";
import { rank } from "./rank.js";

export class LoadError extends Error {
  constructor(part) {
    super(`search/${part}.js cannot be loaded`);
    this.part = part;
  }
}

const FIELDS = ["section", "source", "author", "keyword", "year"];
const NAMES = {
  author: "author", source: "source", keyword: "keyword", section: "section",
  "كاتب": "author", "مصدر": "source", "وسم": "keyword", "قسم": "section",
};
const WRITTEN = /[\p{L}\p{N}][\p{L}\p{N}\p{M}\u0640\u200c\u200d]*/gu;

export function parse(query) {
  const found = { words: [], phrases: [], filters: [], dates: null, problems: [] };
  const part = /([-+]?)(?:(author|source|keyword|section|كاتب|مصدر|وسم|قسم):)?(?:["«“]([^"»”]*)["»”]?|(\S+))/gu;
  for (const [, sign, field, quoted, bare] of String(query).matchAll(part)) {
    const given = (quoted ?? bare).trim();
    if (!given) continue;
    const years = /^(\d{4})?\.\.(\d{4})?$/.exec(given);
    if (field) found.filters.push({ field: NAMES[field], value: given, not: sign === "-" });
    else if (years) found.dates = { from: years[1] ?? "", to: years[2] ?? "" };
    else if (quoted !== undefined) found.phrases.push({ text: given, must: true, not: sign === "-" });
    else found.words.push({ text: given, must: sign === "+", not: sign === "-", prefix: false });
  }
  return found;
}

let documents;
async function all() {
  documents ??= Promise.all(
    Array.from({ length: (await manifest()).documents }, (_, n) => shown(n)),
  ).catch((error) => {
    documents = undefined;
    throw new LoadError(String(error.message));
  });
  return documents;
}

const valuesOf = (entry, field) => {
  if (field === "year") return entry.iso ? [{ id: entry.iso.slice(0, 4), name: entry.iso.slice(0, 4) }] : [];
  const value = entry.terms[field];
  return value;
};

async function understand(query) {
  const asked = parse(query);
  const words = await Promise.all(
    asked.words.map(async (word) => {
      const wanted = terms(word.text);
      const kin = new Map();
      for (const term of wanted) kin.set(term, await load(term));
      return { ...word, terms: [...new Set([...kin.values()].flat().map(({ term }) => term).concat(wanted))], kin, wanted, stop: wanted.length === 0 };
    }),
  );
  return { ...asked, words };
}

export async function facetValues(field) {
  const count = new Map();
  for (const entry of await all()) {
    for (const { id, name } of valuesOf(entry, field)) {
      const known = count.get(id) ?? { id, name, count: 0 };
      known.count += 1;
      count.set(id, known);
    }
  }
  return [...count.values()];
}

export async function ask(query, { limit = 10, offset = 0, filters = {}, from = "", to = "", sort = "relevance" } = {}) {
  const start = performance.now();
  const entries = await all();
  const understood = await understand(query);
  const info = await manifest();
  const wanted = understood.words.filter(({ not }) => !not);
  const kin = new Map(wanted.flatMap((word) => [...word.kin]));
  const plain = [...wanted.flatMap((word) => word.wanted), ...understood.phrases.filter((p) => !p.not).flatMap((p) => terms(p.text))];
  for (const term of plain) if (!kin.has(term)) kin.set(term, await load(term));
  let found = plain.length
    ? rank(plain, kin, info)
    : query.trim() && !understood.filters.length && !understood.dates
      ? []
      : entries.map((_, document) => ({ document, score: 0 }));
  for (const word of understood.words.filter(({ not, must }) => not || must)) {
    const has = new Set(rank(word.wanted, word.kin, info).map(({ document }) => document));
    found = found.filter(({ document }) => has.has(document) !== word.not);
  }
  const problems = [];
  for (const filter of understood.filters) {
    const known = await facetValues(filter.field);
    const match = known.find(({ id, name }) => id === filter.value || terms(name).join(" ") === terms(filter.value).join(" "));
    if (!match) problems.push({ kind: "value", field: filter.field, given: filter.value, nearest: known.slice(0, 5) });
    found = found.filter(({ document }) => valuesOf(entries[document], filter.field).some(({ id }) => id === match?.id) !== filter.not);
  }
  const dates = { from: understood.dates?.from || from, to: understood.dates?.to || to };
  if (dates.from || dates.to) {
    found = found.filter(({ document }) => {
      const year = entries[document].iso.slice(0, 4);
      return year && (!dates.from || year >= dates.from.slice(0, 4)) && (!dates.to || year <= dates.to.slice(0, 4));
    });
  }
  const passes = (document, but) =>
    FIELDS.every((field) => field === but || !filters[field]?.length ||
      valuesOf(entries[document], field).some(({ id }) => filters[field].includes(id)));
  const facets = {};
  for (const field of FIELDS) {
    const count = new Map();
    for (const { document } of found) {
      if (!passes(document, field)) continue;
      for (const { id, name } of valuesOf(entries[document], field)) {
        const known = count.get(id) ?? { id, name, count: 0, selected: Boolean(filters[field]?.includes(id)) };
        known.count += 1;
        count.set(id, known);
      }
    }
    facets[field] = [...count.values()].sort((a, b) => b.count - a.count);
  }
  const kept = found.filter(({ document }) => passes(document));
  if (sort !== "relevance") {
    const way = sort === "newest" ? -1 : 1;
    kept.sort((a, b) => way * (entries[a.document].iso < entries[b.document].iso ? -1 : 1));
  }
  return {
    total: kept.length,
    hits: kept.slice(offset, offset + limit).map(({ document, score }) => ({ ...entries[document], document, score })),
    facets,
    understood: { ...understood, problems },
    suggestions: kept.length || !plain.length ? [] : ["طنجة"],
    ms: performance.now() - start,
  };
}

export const text = (document) => body(document);

export function matches(content, understood) {
  const wanted = new Set(understood.words.filter(({ not }) => !not).flatMap((word) => word.terms));
  for (const { text: phrase, not } of understood.phrases) if (!not) terms(phrase).forEach((term) => wanted.add(term));
  const ranges = [];
  for (const { 0: word, index } of content.matchAll(WRITTEN)) {
    if (terms(word).some((term) => wanted.has(term))) ranges.push([index, index + word.length]);
  }
  return ranges;
}

export function snippet(content, understood, letters = 240) {
  const [first] = matches(content, understood);
  let from = first ? Math.max(0, first[0] - 40) : 0;
  while (from > 0 && /\S/.test(content[from - 1])) from -= 1;
  let to = Math.min(content.length, from + letters);
  while (to < content.length && /\S/.test(content[to])) to += 1;
  const cut = (from ? "… " : "") + content.slice(from, to).replace(/\s/g, " ") + (to < content.length ? " …" : "");
  return { text: cut, ranges: matches(cut, understood) };
}

const PATHS = { keyword: "keywords", source: "sources", author: "authors", section: "sections" };
export async function suggest(typed, limit = 8) {
  const given = terms(typed)[0] ?? typed.trim();
  if (!given) return [];
  const found = [];
  for (const entry of await all()) {
    if (terms(entry.title).some((term) => term.startsWith(given))) found.push({ kind: "title", text: entry.title, url: entry.url });
  }
  for (const field of Object.keys(PATHS)) {
    for (const { id, name } of await facetValues(field)) {
      if (terms(name).some((term) => term.startsWith(given))) found.push({ kind: field, text: name, url: `${PATHS[field]}/${id}/index.html` });
    }
  }
  return found.slice(0, limit);
}
