// What the index holds, by question: postings of terms, places of words, what begins alike.
import { bare, isAffix, isStopWord, skeleton, takenApart } from "./analyze.js";
import { each, LONG, numbers, rows, swapped } from "./codes.js";
import { made, part } from "./load.js";
import { plant, shardOf, shardsUnder } from "./tree.js";

// The manifest, with its trees planted.
export const manifest = () =>
  made("manifest", (value) => ({
    ...value,
    termTree: plant(value.terms),
    headTree: plant(value.heads),
  }));

// Terms by field and document, as the manifest orders the fields, and their averages.
export const lengths = () =>
  made("lengths", (codes) =>
    codes.map((code) => {
      const found = Int32Array.from(numbers(code));
      const sum = found.reduce((a, b) => a + b, 0);
      return { found, average: sum / Math.max(1, found.length) };
    }),
  );

// FNV-1a (32 bit) of the UTF-8 bytes, as plugins/milaff/search/places.py has it.
export function hashOf(text) {
  let value = 0x811c9dc5;
  for (const byte of new TextEncoder().encode(text)) {
    value = Math.imul(value ^ byte, 0x01000193) >>> 0;
  }
  return value;
}

// The keys under which kin of a term may lie; its own among them (postings.py, `home`).
export function keys(term) {
  const found = new Set([bare(term)]);
  if (term.length >= 3 && isAffix(term[0])) {
    found.add(bare(term.slice(1)));
    if (term.length >= 5 && isAffix(term[1])) found.add(bare(term.slice(2)));
  }
  return found;
}

// The terms that lie where kin of `term` may lie: Map of term → code.
export async function vicinity(term) {
  const { termTree } = await manifest();
  const names = new Set([...keys(term)].map((key) => shardOf(termTree, key)));
  names.delete("");
  const found = await Promise.all([...names].map((name) => made(`terms-${name}`, shard)));
  return found;
}

// Shards of terms that begin with some letters, where they are few.
export async function beginning(letters, most = 6) {
  const { termTree } = await manifest();
  const key = bare(isAffix(letters[0]) ? letters.slice(1) || letters : letters);
  const names = shardsUnder(termTree, key);
  if (names.length > most) return [];
  return Promise.all(names.map((name) => made(`terms-${name}`, shard)));
}

// A shard of terms: their codes, and what their kin are known by.
function shard(text) {
  const codes = rows(text);
  const skeletons = new Map();
  for (const term of codes.keys()) {
    const key = skeleton(term);
    if (skeletons.has(key)) skeletons.get(key).push(term);
    else skeletons.set(key, [term]);
  }
  return { codes, skeletons, postings: new Map() };
}

// Postings: for each field the documents that the term stands in, and how often.
export function postings(code) {
  return code.split(",").map((field) => {
    const all = numbers(field);
    const documents = [];
    const times = [];
    let next = 0;
    for (let i = 0; i < all.length; i += 1) {
      next += all[i] >> 1;
      documents.push(next);
      next += 1;
      if (all[i] & 1) {
        i += 1;
        times.push(all[i] + 2);
      } else times.push(1);
    }
    return { documents, times };
  });
}

// Whether postings lie in a script of their own, and how many letters they are.
export const isLong = (code) => code.startsWith(LONG);
export const size = (code) => (isLong(code) ? numbers(code.slice(1))[0] : code.length);

export async function longPostings(term) {
  const found = await made(`long-${hashOf(term).toString(16)}`, (text) => ({
    codes: rows(text),
    postings: new Map(),
  }));
  if (!found.postings.has(term)) found.postings.set(term, postings(found.codes.get(term)));
  return found.postings.get(term);
}

// Where a word stands as it is asked for: {body, front}, each Map of document → places. `among`
// says which documents are asked for; null, that all are.
export async function places(word, among) {
  const { places: count, block, documents } = await manifest();
  const { stem: key, affix } = isStopWord(word) ? { stem: word, affix: 0 } : takenApart(word);
  const hash = hashOf(key);
  const found = await made(`places-${hash % count}`, rows);
  const [body = "", front = ""] = (found.get(key) ?? "").split(",");
  if (body !== LONG) return { body: placesOf(body, affix, 0), front: placesOf(front, affix, 0) };
  const blocks = among
    ? new Set(among.map((document) => Math.floor(document / block)))
    : Array.from({ length: Math.ceil(documents / block) }, (_, number) => number);
  const all = new Map();
  await Promise.all(
    [...blocks].map(async (number) => {
      const name = `at-${hash.toString(16)}-${number}`;
      const codes = await made(name, rows);
      for (const [document, at] of placesOf(codes.get(key) ?? "", affix, number * block)) {
        all.set(document, at);
      }
    }),
  );
  return { body: all, front: placesOf(front, affix, 0) };
}

// The places with this affix, by document (counts.py tells how they are packed).
function placesOf(code, affix, base) {
  const all = numbers(code);
  const found = new Map();
  let document = base - 1;
  for (let i = 0; i < all.length; ) {
    document += all[i] + 1;
    const differ = all[i + 1] & 1;
    const times = (all[i + 1] >> 1) + 1;
    i += 2;
    let own = 0;
    if (!differ) {
      own = all[i];
      i += 1;
    }
    const at = [];
    let place = -1;
    for (let n = 0; n < times; n += 1) {
      place += all[i] + 1;
      i += 1;
      if (differ) {
        own = all[i];
        i += 1;
      }
      if (own === affix) at.push(place);
    }
    if (at.length) found.set(document, at);
  }
  return found;
}

// What begins with the letters typed: [{word, titles, names}] of numbers.
export async function heads(start) {
  const { headTree } = await manifest();
  const shardsFound = await Promise.all(
    shardsUnder(headTree, start).map((name) => made(`heads-${name}`, rows)),
  );
  const found = [];
  for (const words of shardsFound) {
    for (const [word, code] of words) {
      if (!word.startsWith(start)) continue;
      const [titles = "", names = ""] = code.split(",");
      found.push({ word, titles: ascending(titles), names: ascending(names) });
    }
  }
  return found;
}

function ascending(code) {
  let next = 0;
  return numbers(code).map((gap) => {
    next += gap + 1;
    return next - 1;
  });
}

// Every section, source, author and keyword, by number: [facet, id, name, count].
export async function nameOf(number) {
  const chunk = (await manifest()).names[1];
  return (await part(`names-${Math.floor(number / chunk)}`))[number % chunk];
}

// Spellings declared for what begins with `term`: [[spelling, other, …], …] of terms.
export async function spellings(term) {
  const { spelled } = await manifest();
  if (!spelled) return [];
  return (await part(`spelled-${hashOf(term) % spelled}`))[term] ?? [];
}

const SHOWN = ["slug", "title", "date", "iso", "source", "section", "summary", "language"];

// What is shown of a document.
export async function shown(document) {
  const { chunk } = await manifest();
  const row = (await part(`shown-${Math.floor(document / chunk)}`))[document % chunk];
  return Object.fromEntries(SHOWN.map((name, at) => [name, row[at]]));
}

// The body of a document.
export const text = (document) => made(`text-${document}`, swapped);

// A facet: its values, and by document the numbers of those that it has.
export const facet = (name) =>
  made(`facet-${name}`, ({ values, column }) => {
    const found = [];
    let left = 0;
    each(column, (number) => {
      if (left) {
        found[found.length - 1].push(number);
        left -= 1;
      } else {
        found.push([]);
        left = number;
      }
    });
    return { values: values.map(([id, text_]) => ({ id, name: text_ })), column: found };
  });

// By document ((year × 13) + month) × 32 + day, 0 where unknown.
export const dates = () =>
  made("dates", (code) => {
    let last = 10000 * 13 * 32;
    return numbers(code).map((gap) => {
      last -= gap;
      return last;
    });
  });
