// The kin of a word: what the dossier has of the word in other shapes and spellings.
import { skeleton, withoutProclitic } from "./analyze.js";
import { isLong, longPostings, postings, size, spellings, vicinity } from "./shards.js";

// What a kin counts beside the word itself. A neighbour by trigrams counts NEIGHBOUR times their
// Dice coefficient, from LEAST_DICE on.
const SAME_BEHIND_A_CLITIC = 0.7;
const SAME_SKELETON = 0.49;
const NEIGHBOUR = 0.8;
const LEAST_DICE = 0.5;
const MOST_KIN = 24;
// Kin whose postings lie in scripts of their own are many words of their own; so many of them,
// and letters of them, are loaded for a word.
const MOST_LONG = 2;
const MOST_LONG_LETTERS = 16384;

export function trigrams(term) {
  const word = `^${term}$`;
  const found = new Set();
  for (let i = 0; i + 3 <= word.length; i += 1) found.add(word.slice(i, i + 3));
  return found;
}

function dice(grams, other) {
  const word = `^${other}$`;
  let shared = 0;
  const count = word.length - 2;
  for (let i = 0; i < count; i += 1) if (grams.has(word.substr(i, 3))) shared += 1;
  return (2 * shared) / (grams.size + count);
}

// How alike `other` is to `term`, from 0 to 1; 1 is the word itself.
function likeness(term, grams, key, other) {
  if (other === term) return 1;
  if (withoutProclitic(other) === term || withoutProclitic(term) === other) {
    return SAME_BEHIND_A_CLITIC;
  }
  if (term.length < 3) return 0;
  const near = dice(grams, other);
  const weight = near >= LEAST_DICE ? near * NEIGHBOUR : 0;
  return key.length > 2 && weight < SAME_SKELETON && skeleton(other) === key ? SAME_SKELETON : weight;
}

// The words near `term` in spelling that the dossier has, best first: [{term, weight, code, of}].
export function near(term, around) {
  const grams = trigrams(term);
  const key = skeleton(term);
  const found = [];
  for (const of of around) {
    for (const [other, code] of of.codes) {
      if (Math.abs(other.length - term.length) > term.length + 2) continue;
      const weight = likeness(term, grams, key, other);
      if (weight > 0) found.push({ term: other, weight, code, of });
    }
  }
  return found.sort((a, b) => b.weight - a.weight || (a.term < b.term ? -1 : 1));
}

async function withPostings({ term, weight, code, of }) {
  let found = of.postings.get(term);
  if (!found) {
    found = isLong(code) ? await longPostings(term) : postings(code);
    of.postings.set(term, found);
  }
  return { term, weight, postings: found };
}

// What of the kin is worth its bytes: all whose postings are at hand, a few of the others.
function affordable(found) {
  let long = 0;
  let letters = 0;
  return found.filter(({ weight, code }) => {
    if (weight === 1 || !isLong(code)) return true;
    long += 1;
    letters += size(code);
    return long <= MOST_LONG && letters <= MOST_LONG_LETTERS;
  });
}

// A term as the dossier has it: {term, variants: [{term, weight, postings}], around}, the word
// itself first where there is one. `alone` leaves the kin out.
export async function family(term, { alone = false } = {}) {
  const around = await vicinity(term);
  const candidates = near(term, around);
  const chosen = alone
    ? candidates.filter(({ weight }) => weight === 1)
    : affordable(candidates.slice(0, MOST_KIN + 1));
  return { term, around, variants: await Promise.all(chosen.map(withPostings)) };
}

// The exact postings of a term, or nothing.
export async function exact(term) {
  const [found] = (await family(term, { alone: true })).variants;
  return found?.postings;
}

// What is declared to be the same as a stretch of the terms: [{from, to, others: [[term…]…]}].
export async function declared(all) {
  const found = [];
  for (let from = 0; from < all.length; from += 1) {
    for (const [spelling, ...others] of await spellings(all[from])) {
      const to = from + spelling.length;
      if (spelling.every((term, at) => all[from + at] === term)) found.push({ from, to, others });
    }
  }
  return found;
}
