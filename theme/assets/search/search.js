// The search page: window.milaff.search, and the form, the results and their words.
import { terms } from "./analyze.js";
import { load, manifest, shown, text } from "./load.js";
import { rank } from "./rank.js";

const PAGE = 20;
const SNIPPET_WORDS = 24;
// How many words stand before the first that was found.
const LEAD_WORDS = 5;
// A word as it is written: letters, digits, and the marks and joiners between them.
const WRITTEN = /[\p{L}\p{N}][\p{L}\p{N}\p{M}\u0640\u200c\u200d]*/gu;

async function ranked(query) {
  const wanted = terms(query);
  const info = await manifest();
  const kin = new Map();
  await Promise.all(
    [...new Set(wanted)].map(async (term) => kin.set(term, await load(term))),
  );
  const marks = new Set(wanted);
  for (const variants of kin.values()) for (const { term } of variants) marks.add(term);
  return { found: rank(wanted, kin, info), marks };
}

// The articles that `query` finds, best first: [{url, title, source, date, summary, score, …}].
async function search(query, { limit = PAGE } = {}) {
  const found = (await ranked(String(query))).found.slice(0, limit);
  return Promise.all(
    found.map(async ({ document, score }) => ({ ...(await shown(document)), score })),
  );
}

window.milaff = Object.assign(window.milaff || {}, { search });

// `content` in `element`, with every word that has one of `wanted` marked. Text only: what an
// article holds is never markup.
function marked(element, content, wanted) {
  let at = 0;
  for (const found of content.matchAll(WRITTEN)) {
    if (!terms(found[0]).some((term) => wanted.has(term))) continue;
    const mark = document.createElement("mark");
    mark.textContent = found[0];
    element.append(content.slice(at, found.index), mark);
    at = found.index + found[0].length;
  }
  element.append(content.slice(at));
}

// The stretch of `content` that holds most of the words looked for.
function snippet(content, wanted) {
  const words = [...content.matchAll(WRITTEN)];
  const hits = words.map((found) => terms(found[0]).find((term) => wanted.has(term)));
  let best = 0;
  let bestScore = -1;
  for (let start = 0; start < words.length; start += 1) {
    if (start > 0 && !hits[start + LEAD_WORDS]) continue;
    const inside = hits.slice(start, start + SNIPPET_WORDS).filter(Boolean);
    const score = new Set(inside).size * 10 + inside.length;
    if (score > bestScore) {
      best = start;
      bestScore = score;
    }
  }
  if (!words.length) return content;
  const last = words[Math.min(words.length, best + SNIPPET_WORDS) - 1];
  const from = best === 0 ? 0 : words[best].index;
  const to = last.index + last[0].length;
  const before = from > 0 ? "… " : "";
  const after = to < content.trimEnd().length - 1 ? " …" : content.slice(to);
  return before + content.slice(from, to).replace(/\s+/g, " ") + after;
}

function start() {
  const results = document.querySelector(".search-results");
  const status = document.querySelector(".search-status");
  const input = document.querySelector(".search-box input[type=search]");
  const words = JSON.parse(document.getElementById("search-words").textContent);
  const more = document.querySelector(".search-more");
  const plural = new Intl.PluralRules("ar");
  let turn = 0;

  const digits = (number) =>
    words.digits === "arabic"
      ? String(number).replace(/\d/g, (digit) => String.fromCharCode(0x660 + Number(digit)))
      : String(number);
  const counted = (number) =>
    words.forms[plural.select(number)].replace("{n}", digits(number));

  async function item({ document: number }, wanted) {
    const article = await shown(number);
    const entry = document.createElement("li");
    entry.className = "item";
    const heading = document.createElement("h2");
    heading.className = "item-title";
    heading.lang = article.language;
    heading.dir = "auto";
    const link = document.createElement("a");
    link.href = article.url;
    marked(link, article.title, wanted);
    heading.append(link);
    const meta = document.createElement("p");
    meta.className = "meta";
    for (const part of [article.date || words.undated, article.source].filter(Boolean)) {
      const span = document.createElement("span");
      span.textContent = part;
      meta.append(span);
    }
    const summary = document.createElement("p");
    summary.className = "item-summary";
    summary.lang = article.language;
    summary.dir = "auto";
    marked(summary, article.summary, wanted);
    entry.append(heading, meta, summary);
    // The stretch that was found comes when its text has come.
    text(number).then(
      (content) => {
        if (!content) return;
        summary.textContent = "";
        marked(summary, snippet(content, wanted), wanted);
      },
      () => {},
    );
    return entry;
  }

  async function show(query) {
    turn += 1;
    const mine = turn;
    more.hidden = true;
    if (!terms(query).length) {
      results.replaceChildren();
      status.textContent = query.trim() ? words.only_common : "";
      return;
    }
    const waiting = setTimeout(() => {
      if (mine === turn) status.textContent = words.loading;
    }, 200);
    try {
      const { found, marks: wanted } = await ranked(query);
      let next = 0;
      const page = async () => {
        const stop = Math.min(found.length, next + PAGE);
        const entries = await Promise.all(
          found.slice(next, stop).map((entry) => item(entry, wanted)),
        );
        next = stop;
        return entries;
      };
      const entries = await page();
      if (mine !== turn) return;
      results.replaceChildren(...entries);
      status.textContent = found.length ? counted(found.length) : words.none;
      more.hidden = next >= found.length;
      more.onclick = async () => {
        const added = await page();
        results.append(...added);
        more.hidden = next >= found.length;
        added[0]?.querySelector("a").focus();
      };
    } catch (error) {
      if (mine === turn) status.textContent = words.failed;
    } finally {
      clearTimeout(waiting);
    }
  }

  function remember(query) {
    try {
      const address = new URL(window.location.href);
      if (query) address.searchParams.set("q", query);
      else address.searchParams.delete("q");
      history.replaceState(null, "", address);
    } catch (error) {
      // Some browsers let no page from a file change its address; the search works without.
    }
  }

  let typing = 0;
  input.addEventListener("input", () => {
    clearTimeout(typing);
    typing = setTimeout(() => {
      remember(input.value.trim());
      show(input.value);
    }, 180);
  });
  input.form.addEventListener("submit", (event) => {
    event.preventDefault();
    clearTimeout(typing);
    remember(input.value.trim());
    show(input.value);
  });
  input.value = new URLSearchParams(window.location.search).get("q") || "";
  if (input.value) show(input.value);
  else if (window.matchMedia("(hover: hover)").matches) input.focus();
}

if (document.querySelector(".search-results")) start();
