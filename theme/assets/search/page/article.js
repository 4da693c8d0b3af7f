// An article opened from the results: its matches are marked, and one steps through them.
import { matches, understand } from "../engine.js";
import { element } from "./dom.js";
import { counted, digits, filled } from "./say.js";

const BLOCKS = "h1, h2, h3, h4, h5, h6, p, li, dt, dd, td, th, figcaption, blockquote, pre";
const AROUND = 40;

// The text nodes of the innermost blocks, block by block, so that no word joins across two.
function blocks(article) {
  const found = new Map();
  const walker = document.createTreeWalker(article, NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) {
    const block = walker.currentNode.parentElement.closest(BLOCKS);
    if (!block || !article.contains(block)) continue;
    if (!found.has(block)) found.set(block, []);
    found.get(block).push(walker.currentNode);
  }
  return [...found.values()];
}

// [{range, before, after}] for every match, in the order of the text.
function find(article, understood) {
  const found = [];
  for (const nodes of blocks(article)) {
    const text = nodes.map((node) => node.data).join("");
    const place = (offset, end) => {
      let at = 0;
      for (const node of nodes) {
        if (offset < at + node.length || (end && offset === at + node.length)) return [node, offset - at];
        at += node.length;
      }
      return [nodes[nodes.length - 1], nodes[nodes.length - 1].length];
    };
    for (const [from, to] of matches(text, understood)) {
      const range = document.createRange();
      range.setStart(...place(from, false));
      range.setEnd(...place(to, true));
      found.push({ range, around: text.slice(Math.max(0, from - AROUND), to + AROUND) });
    }
  }
  return found;
}

// Paints with the CSS Custom Highlight API, which leaves the text as it is; where there is none,
// whole words are wrapped. {current(match) → its box, clear()}
function paint(found) {
  if (window.CSS?.highlights && window.Highlight) {
    CSS.highlights.set("found", new Highlight(...found.map(({ range }) => range)));
    return {
      current({ range }) {
        CSS.highlights.set("current", new Highlight(range));
        return range.getBoundingClientRect();
      },
      clear: () => ["found", "current"].forEach((name) => CSS.highlights.delete(name)),
    };
  }
  const marks = found.map(({ range }) => wrap(range));
  return {
    current(match) {
      marks.flat().forEach((mark) => mark.classList.remove("current"));
      const own = marks[found.indexOf(match)];
      own.forEach((mark) => mark.classList.add("current"));
      return own[0].getBoundingClientRect();
    },
    clear() {
      for (const mark of marks.flat()) {
        const parent = mark.parentNode;
        mark.replaceWith(...mark.childNodes);
        parent.normalize();
      }
    },
  };
}

// A mark around each piece of text in a range; the range then holds them.
function wrap(range) {
  const { startContainer: first, startOffset: from, endContainer: last, endOffset: to } = range;
  const walker = document.createTreeWalker(range.commonAncestorContainer, NodeFilter.SHOW_TEXT);
  const nodes = [];
  for (let node = walker.currentNode; node; node = walker.nextNode()) {
    if (node.nodeType === Node.TEXT_NODE && range.intersectsNode(node)) nodes.push(node);
  }
  return nodes.map((node) => {
    const piece = document.createRange();
    piece.selectNodeContents(node);
    if (node === first) piece.setStart(node, from);
    if (node === last) piece.setEnd(node, to);
    const mark = element("mark");
    piece.surroundContents(mark);
    return mark;
  });
}

export async function markArticle(article, words, root) {
  if (!window.location.hash.startsWith("#q=")) return;
  const query = new URLSearchParams(window.location.hash.slice(1)).get("q");
  const understood = await understand(query).catch(() => null);
  const found = understood ? find(article, understood) : [];
  if (!found.length) return;
  const painted = paint(found);
  let at = -1;

  const count = element("span", { class: "steps-count" });
  const live = element("span", { class: "unseen", role: "status" });
  const button = (name, key, action) =>
    element(
      "button",
      { type: "button", "aria-keyshortcuts": key, title: `${name} (${key})`, onclick: action },
      name,
    );
  const bar = element(
    "div",
    { class: "steps", role: "region", "aria-label": words.matches },
    count,
    button(words.previous, "Shift+N", () => step(-1)),
    button(words.next, "N", () => step(1)),
    element("a", { href: `${root}search.html#q=${encodeURIComponent(query)}` }, words.results_again),
    button(words.clear_marks, "Escape", () => end()),
    live,
  );

  function say() {
    const all = counted(found.length, "places", words);
    count.textContent =
      at < 0
        ? all
        : filled(words.nth, { n: digits(at + 1, words), all: digits(found.length, words) });
  }

  function step(by) {
    at = at < 0 && by < 0 ? found.length - 1 : (at + by + found.length) % found.length;
    const box = painted.current(found[at]);
    const calm = window.matchMedia("(prefers-reduced-motion: reduce)").matches;
    window.scrollBy({
      top: box.top - window.innerHeight * 0.4,
      behavior: calm ? "instant" : "smooth",
    });
    say();
    live.textContent = `${count.textContent}: ${found[at].around}`;
  }

  function end() {
    painted.clear();
    bar.remove();
    document.removeEventListener("keydown", onKey);
    history.replaceState(history.state, "", window.location.pathname + window.location.search);
  }

  function onKey(event) {
    if (event.ctrlKey || event.altKey || event.metaKey) return;
    if (event.target.closest("input, textarea, select, [contenteditable]")) return;
    // The key N, whatever letter an Arabic layout has on it.
    const isN = event.key.toLowerCase() === "n" || (event.code === "KeyN" && !/[a-z]/i.test(event.key));
    if (isN) {
      event.preventDefault();
      step(event.shiftKey ? -1 : 1);
    } else if (event.key === "Escape") end();
  }

  document.addEventListener("keydown", onKey);
  say();
  live.textContent = count.textContent;
  document.querySelector("main").append(bar);
}
