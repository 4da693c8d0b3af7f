// The search page: the form, the results and their words. window.milaff is for programs.
import { ask, matches, snippet, text } from "./engine.js";

const PAGE = 20;

const search = async (query, options) => (await ask(query, options)).hits;

window.milaff = Object.assign(window.milaff || {}, { ask, search });

// `content` in `element` with the stretches `ranges` marked. Text only: what an article holds is
// never markup.
function marked(element, content, ranges) {
  let at = 0;
  for (const [start, end] of ranges) {
    const mark = document.createElement("mark");
    mark.textContent = content.slice(start, end);
    element.append(content.slice(at, start), mark);
    at = end;
  }
  element.append(content.slice(at));
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

  function item(article, understood) {
    const entry = document.createElement("li");
    entry.className = "item";
    const heading = document.createElement("h2");
    heading.className = "item-title";
    heading.lang = article.language;
    heading.dir = "auto";
    const link = document.createElement("a");
    link.href = article.url;
    marked(link, article.title, matches(article.title, understood));
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
    marked(summary, article.summary, matches(article.summary, understood));
    entry.append(heading, meta, summary);
    // The stretch that was found comes when its text has come.
    text(article.document).then(
      (content) => {
        if (!content) return;
        const found = snippet(content, understood);
        summary.textContent = "";
        marked(summary, found.text, found.ranges);
      },
      () => {},
    );
    return entry;
  }

  async function show(query) {
    turn += 1;
    const mine = turn;
    more.hidden = true;
    if (!query.trim()) {
      results.replaceChildren();
      status.textContent = "";
      return;
    }
    const waiting = setTimeout(() => {
      if (mine === turn) status.textContent = words.loading;
    }, 200);
    try {
      const answer = await ask(query, { limit: PAGE });
      if (mine !== turn) return;
      const { total, understood } = answer;
      results.replaceChildren(...answer.hits.map((hit) => item(hit, understood)));
      const common = understood.words.length && !understood.words.some(({ term }) => term);
      const none = common ? words.only_common : words.none;
      status.textContent = total ? counted(total) : none;
      more.hidden = answer.hits.length >= total;
      more.onclick = async () => {
        const offset = results.childElementCount;
        const { hits } = await ask(query, { limit: PAGE, offset });
        const added = hits.map((hit) => item(hit, understood));
        results.append(...added);
        more.hidden = results.childElementCount >= total;
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
