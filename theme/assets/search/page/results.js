// The list of results: title, date, outlet, section, and two lines in context.
import { matches, snippet, text } from "../engine.js";
import { element, marked } from "./dom.js";

const LETTERS = 190;
// The first have their lines at once, the others after the first painting.
const AT_ONCE = 5;

// After the next painting.
export const painted = () =>
  new Promise((done) => requestAnimationFrame(() => setTimeout(done, 0)));

function entry(hit, query, understood, words) {
  const behind = query.trim() ? `#q=${encodeURIComponent(query)}` : "";
  const link = element("a", { href: `${hit.url}${behind}` });
  marked(link, hit.title, matches(hit.title, understood));
  const meta = element("p", { class: "meta" });
  const date = hit.date
    ? element("time", { datetime: hit.iso }, element("bdi", {}, hit.date))
    : words.undated;
  for (const part of [date, hit.source, hit.section].filter(Boolean)) {
    meta.append(element("span", {}, part));
  }
  const lines = element("p", { class: "item-summary", lang: hit.language, dir: "auto" });
  marked(lines, hit.summary, matches(hit.summary, understood));
  return element(
    "li",
    { class: "item" },
    element("h2", { class: "item-title", lang: hit.language, dir: "auto" }, link),
    meta,
    lines,
  );
}

async function bringLines(item, hit, understood) {
  const found = snippet(await text(hit.document), understood, LETTERS);
  if (!found.text) return;
  const lines = item.querySelector(".item-summary");
  lines.textContent = "";
  marked(lines, found.text, found.ranges);
}

// Elements for `hits`; their lines in context come as their texts do, or the summary stays.
export function entries(hits, query, understood, words) {
  const made = hits.map((hit) => entry(hit, query, understood, words));
  const bring = (at) => bringLines(made[at], hits[at], understood).catch(() => {});
  const first = hits.slice(0, AT_ONCE).map((_, at) => bring(at));
  if (hits.length > AT_ONCE) {
    painted().then(() => hits.slice(AT_ONCE).forEach((_, at) => bring(at + AT_ONCE)));
  }
  return { made, first: Promise.all(first) };
}
