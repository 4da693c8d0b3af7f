// What is to be said of a query: what it was taken for, what else may be meant, what went wrong.
import { element } from "./dom.js";
import { digits, filled } from "./say.js";

const bdi = (value) => element("bdi", {}, value);

function listed(name, items) {
  const list = element("ul", { class: "inline" }, ...items.map((item) => element("li", {}, item)));
  return element("div", { class: "note-line" }, element("p", { class: "label" }, name), list);
}

const ask = (query, run) =>
  element("button", { type: "button", class: "again", onclick: () => run(query) }, bdi(query));

// A filter that means nothing, and what there is: names, each to be put in its place by `mend`.
export function wrongFilter(field, given, names, words, mend) {
  const said = given
    ? filled(words.no_such, { field: words.fields[field], given })
    : filled(words.no_value, { field: words.fields[field] });
  const offers = names.map((name) =>
    element("button", { type: "button", class: "again", onclick: () => mend(name) }, bdi(name)),
  );
  return element(
    "div",
    { class: "search-problem" },
    element("p", {}, said),
    offers.length ? listed(words.there_is, offers) : "",
  );
}

// A query with the value of its filter replaced: quoted where it has to be.
export function mended(query, given, name) {
  const value = /\s/.test(name) ? `"${name}"` : name;
  const at = given ? query.lastIndexOf(given) : -1;
  if (at < 0) return `${query.trim()}${value}`;
  const quoted = /["“”„«»]/.test(query[at - 1] ?? "");
  return query.slice(0, at) + (quoted ? name : value) + query.slice(at + given.length);
}

// One day, month or year, or from one to another.
const span = ({ from, to }) => (from === to ? [from] : [from, to]).filter(Boolean).join(" – ");

// A date that was typed and that leaves nothing: its words are looked for.
export const noSuchDate = (dates, words) =>
  element("p", { class: "note-line label" }, filled(words.no_date, { date: digits(span(dates), words) }));

// What was understood of a query that found nothing.
export function understoodAs(understood, words) {
  const said = [];
  const add = (kind, value) => said.push(element("span", {}, `${words.taken[kind]} `, bdi(value)));
  for (const { text, must, not, term } of understood.words) {
    add(!term ? "dropped" : not ? "without" : must ? "with" : "word", text);
  }
  for (const { text, not } of understood.phrases) add(not ? "without_phrase" : "phrase", text);
  for (const { field, value, not } of understood.filters) {
    add(not ? "without" : "filter", `${words.fields[field]}: ${value}`);
  }
  if (understood.dates) add("dates", span(understood.dates));
  return said.length ? listed(words.understood, said) : "";
}

export function nothingFound({ understood, suggestions }, filtered, words, { run, clear }) {
  return [
    suggestions.length ? listed(words.did_you_mean, suggestions.map((query) => ask(query, run))) : "",
    understoodAs(understood, words),
    filtered
      ? element("button", { type: "button", class: "again", onclick: clear }, words.without_filters)
      : "",
  ].filter(Boolean);
}

export function failed(words, retry) {
  return element(
    "div",
    { class: "search-problem" },
    element("p", {}, words.failed),
    element("button", { type: "button", class: "again", onclick: retry }, words.retry),
  );
}
