// What the box proposes: titles and names that begin as one types, and what one may have meant.
import { forms, stem, written } from "./analyze.js";
import { exact } from "./kin.js";
import { root } from "./load.js";
import { beginning, heads, nameOf, shown, size, text } from "./shards.js";

const FEWEST = 2;
const FOLDERS = {
  section: "sections",
  source: "sources",
  author: "authors",
  keyword: "keywords",
};

// Titles and names that have all the words typed, the last of them as a beginning:
// [{kind, text, url}], names first.
export async function suggest(typed, limit = 8) {
  const words = forms(typed);
  if (!words.length || words[words.length - 1].length < FEWEST) return [];
  let titles = null;
  let names = null;
  for (const [at, word] of words.entries()) {
    const found = await heads(word);
    const fit = at === words.length - 1 ? found : found.filter((head) => head.word === word);
    if (!fit.length && at < words.length - 1) continue;
    const only = (before, list) => {
      const here = new Set(list);
      return before ? before.filter((number) => here.has(number)) : [...here];
    };
    titles = only(titles, fit.flatMap((head) => head.titles));
    names = only(names, fit.flatMap((head) => head.names));
  }
  const wanted = Math.ceil(limit / 2);
  const named = await Promise.all(ascending(names ?? []).slice(0, wanted).map(nameOf));
  const first = named.map(([kind, id, name]) => ({
    kind,
    text: name,
    url: `${root}${FOLDERS[kind]}/${id}/index.html`,
  }));
  const documents = ascending(titles ?? []).slice(0, limit - first.length);
  const articles = await Promise.all(documents.map(shown));
  return [
    ...first,
    ...articles.map(({ slug, title }) => ({
      kind: "title",
      text: title,
      url: `${root}articles/${slug}.html`,
    })),
  ];
}

const ascending = (numbers) => [...numbers].sort((a, b) => a - b);

// How many letters must change to make `a` of `b`, two that change places counting as one; gives
// up beyond `most` (optimal string alignment).
export function distance(a, b, most) {
  if (Math.abs(a.length - b.length) > most) return most + 1;
  let before = [];
  let last = Array.from({ length: b.length + 1 }, (_, j) => j);
  for (let i = 1; i <= a.length; i += 1) {
    const row = [i];
    for (let j = 1; j <= b.length; j += 1) {
      const change = a[i - 1] === b[j - 1] ? 0 : 1;
      row[j] = Math.min(last[j] + 1, row[j - 1] + 1, last[j - 1] + change);
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1]) {
        row[j] = Math.min(row[j], before[j - 2] + 1);
      }
    }
    if (Math.min(...row) > most) return most + 1;
    before = last;
    last = row;
  }
  return last[b.length];
}

// How the dossier writes what a word may have been meant for, nearest first: words of titles that
// begin alike, and terms nearby.
export async function spellingsNear({ form, term, around }, most = 3) {
  const found = [];
  const add = (typed, other, size_, where) => {
    const allowed = Math.floor(typed.length / 3);
    const away = distance(typed, other, Math.min(2, allowed));
    if (away === 0 || away > Math.min(2, allowed)) return;
    const longer = Math.abs(typed.length - other.length);
    found.push({ other: stem(other), away, longer, size: size_, where });
  };
  const half = (word) => word.slice(0, Math.ceil(word.length / 2));
  for (const { word, titles } of await heads(half(form))) {
    if (titles.length) add(form, word, titles.length, async () => titles[0]);
  }
  for (const { codes } of new Set([...around, ...(await beginning(half(term), 16))])) {
    for (const [other, code] of codes) {
      add(term, other, size(code), async () => firstOf(await exact(other)));
    }
  }
  found.sort(
    (a, b) =>
      a.away - b.away || a.longer - b.longer || b.size - a.size || (a.other < b.other ? -1 : 1),
  );
  const spelled = new Set();
  for (const { other, where } of found.slice(0, most)) {
    const word = await spelling(other, await where());
    if (word) spelled.add(word);
  }
  return [...spelled];
}

const firstOf = (postings) => Math.min(...postings.flatMap(({ documents }) => documents));

// How a document writes a term: the word of its title or body that has it, or nothing.
async function spelling(term, document) {
  for (const content of [(await shown(document)).title, await text(document)]) {
    const word = written(content).find(({ forms: of }) => of.some((form) => stem(form) === term));
    if (word) return content.slice(word.start, word.end);
  }
  return "";
}
