// Filters and facets: which documents pass, and how many there are of each value.
import { forms, stem } from "./analyze.js";
import { within, yearOf } from "./dates.js";
import { dates, facet, manifest } from "./shards.js";

export const FACETS = ["section", "source", "author", "keyword", "year"];

// The values of a facet and, by document, the numbers of those that it has.
export async function column(field) {
  if (field !== "year") return facet(field);
  const years = (await dates()).map(yearOf);
  const values = [...new Set(years)].filter(Boolean).map((year) => ({ id: year, name: year }));
  const place = new Map(values.map(({ id }, at) => [id, at]));
  return { values, column: years.map((year) => (year ? [place.get(year)] : [])) };
}

// How many documents have each value: [{id, name, count}], most first; years newest first.
export async function facetValues(field) {
  const { values, column: of } = await column(field);
  const counts = new Array(values.length).fill(0);
  for (const numbers of of) for (const number of numbers) counts[number] += 1;
  const found = values.map((value, at) => ({ ...value, count: counts[at] }));
  return field === "year" ? found : found.sort((a, b) => b.count - a.count);
}

const key = (text) => forms(text).map(stem).join(" ");

// The values that a filter means: the one of this id, name or declared spelling (`others`, as
// terms), else those whose words begin with its words.
export function meant(values, given, others = []) {
  const wanted = new Set([key(given), ...others.map((terms) => terms.join(" "))]);
  const same = values.filter(({ id, name }) => id === given || wanted.has(key(name)));
  if (same.length) return same;
  const words = key(given).split(" ");
  return values.filter(({ name }) => {
    const has = key(name).split(" ");
    return words.every((word) => has.some((other) => other.startsWith(word)));
  });
}

// The values most like one that is unknown, by the letters they share.
export function nearest(values, given, most = 5) {
  const wanted = new Set(key(given));
  const shared = ({ name }) => {
    const letters = new Set(key(name));
    const both = [...letters].filter((letter) => wanted.has(letter)).length;
    return (2 * both) / (letters.size + wanted.size || 1);
  };
  return [...values].sort((a, b) => shared(b) - shared(a)).slice(0, most);
}

// Marks in `passes` (a Uint8Array by document) as failing what has none of the values `ids`;
// with `not`, what has one.
export async function filter(passes, field, ids, not = false) {
  const { values, column: of } = await column(field);
  const wanted = new Set(ids.map((id) => values.findIndex((value) => value.id === id)));
  for (let document = 0; document < passes.length; document += 1) {
    const has = of[document].some((number) => wanted.has(number));
    if (has === not) passes[document] = 0;
  }
}

// Marks as failing what cannot lie between two partial dates.
export async function filterDates(passes, from, to) {
  const days = await dates();
  for (let document = 0; document < passes.length; document += 1) {
    if (!within(days[document], from, to)) passes[document] = 0;
  }
}

// The values of each facet among `found` documents, counted as if its own filter were not there:
// {field: [{id, name, count, selected}]}. `chosen` are the ids chosen by field.
export async function count(found, chosen) {
  const { documents } = await manifest();
  const fields = FACETS.filter((field) => chosen[field]?.length);
  const passes = new Map();
  for (const field of fields) {
    const mask = new Uint8Array(documents).fill(1);
    await filter(mask, field, chosen[field]);
    passes.set(field, mask);
  }
  const counted = {};
  for (const field of FACETS) {
    const { values, column: of } = await column(field);
    const counts = new Array(values.length).fill(0);
    const others = fields.filter((other) => other !== field).map((other) => passes.get(other));
    for (const document of found) {
      if (!others.every((mask) => mask[document])) continue;
      for (const number of of[document]) counts[number] += 1;
    }
    const selected = new Set(chosen[field] ?? []);
    const all = values.map((value, at) => ({
      ...value,
      count: counts[at],
      selected: selected.has(value.id),
    }));
    counted[field] = all.filter(({ count: n, selected: is }) => n || is);
    if (field !== "year") counted[field].sort((a, b) => b.count - a.count);
  }
  return counted;
}
