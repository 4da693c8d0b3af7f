// Exact phrases, by the places of their words.
import { forms, isStopWord, stem } from "./analyze.js";
import { exact } from "./kin.js";
import { places } from "./shards.js";

// The documents in whose body or front matter the words of `text` stand side by side: a Set.
export async function withPhrase(text) {
  const words = forms(text);
  const among = await candidates(words);
  const found = new Set();
  if (!among.length) return found;
  const at = await Promise.all(words.map((word) => places(word, among)));
  for (const document of among) {
    for (const part of ["body", "front"]) {
      const [start, ...others] = at.map((word) => word[part].get(document));
      if (start?.some((place) => others.every((list, n) => list?.includes(place + n + 1)))) {
        found.add(document);
        break;
      }
    }
  }
  return found;
}

// The documents that have every word of it that is no function word.
async function candidates(words) {
  const content = words.filter((word) => !isStopWord(word));
  if (!content.length) {
    const { body, front } = await places(words[0], null);
    return [...new Set([...body.keys(), ...front.keys()])].sort((a, b) => a - b);
  }
  let among = null;
  for (const postings of await Promise.all(content.map((word) => exact(stem(word))))) {
    const here = new Set((postings ?? []).flatMap(({ documents }) => documents));
    among = (among ?? [...here]).filter((document) => here.has(document));
  }
  return among.sort((a, b) => a - b);
}
