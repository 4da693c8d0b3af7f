// What the index holds, on demand: each part is a classic script that hands its value over, since
// a page opened from a file can load nothing else.

import { skeleton, withoutProclitic } from "./analyze.js";

const parts = new Map();
const root = document.currentScript?.dataset.root ?? "";

window.milaffSearch = {
  take(name, value) {
    parts.get(name)?.resolve(value);
  },
};

// The value of one part; asked for once, and again after a failure.
export function part(name) {
  const known = parts.get(name);
  if (known) return known.promise;
  const entry = {};
  entry.promise = new Promise((resolve, reject) => {
    const script = document.createElement("script");
    const fail = () => {
      parts.delete(name);
      script.remove();
      reject(new Error(`search/${name}.js cannot be loaded`));
    };
    entry.resolve = resolve;
    script.src = `${root}search/${name}.js`;
    script.onerror = fail;
    // Loaded without handing anything over: a file cut short.
    script.onload = () => setTimeout(fail, 0);
    parts.set(name, entry);
    document.head.append(script);
  });
  entry.promise.then(
    () => {
      entry.resolve = () => {};
    },
    () => {},
  );
  return entry.promise;
}

export const manifest = () => part("manifest");

// FNV-1a of the UTF-8 bytes, as plugins/milaff/search/index.py has it.
export function shardOf(name, count) {
  let value = 0x811c9dc5;
  for (const byte of new TextEncoder().encode(name)) {
    value = Math.imul(value ^ byte, 0x01000193) >>> 0;
  }
  return value % count;
}

// What a kin of a word counts beside the word itself.
const SAME_BEHIND_A_CLITIC = 0.7;
const SAME_SKELETON = 0.49;
const MOST_KIN = 24;

// The term and its kin, as far as the dossier has them, best first: [{term, weight, postings}].
// `postings` says where one stands: for each field [document, times, document, times, …].
export async function load(term) {
  const { shards } = await manifest();
  const bare = withoutProclitic(term);
  const found = new Map();
  for (const form of bare ? [term, bare] : [term]) {
    const shard = await part(`terms-${shardOf(skeleton(form), shards)}`);
    const own = form === term ? 1 : SAME_BEHIND_A_CLITIC;
    for (const [other, postings] of Object.entries(shard)) {
      let weight = 0;
      if (other === form) weight = own;
      else if (withoutProclitic(other) === form) weight = own * SAME_BEHIND_A_CLITIC;
      else if (form.length > 2 && skeleton(other) === skeleton(form)) weight = own * SAME_SKELETON;
      if (weight > (found.get(other)?.weight ?? 0)) found.set(other, { term: other, weight, postings });
    }
  }
  return [...found.values()].sort((a, b) => b.weight - a.weight).slice(0, MOST_KIN);
}

export async function shown(document) {
  const { chunk } = await manifest();
  return (await part(`shown-${Math.floor(document / chunk)}`))[document % chunk];
}

export const text = async (document) => part(`text-${document}`);
