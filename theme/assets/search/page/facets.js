// The filters: a list of choices for each field, the chart of years, and what is chosen.
import { FIELDS } from "./address.js";
import { element, reconcile } from "./dom.js";
import { counted, digits, filled } from "./say.js";

const SHOWN = 7;
const LISTS = FIELDS.filter((field) => field !== "year");
const opened = new Set();

// `choose(field, id)` adds a value or takes it away.
export function showLists(parent, facets, words, choose) {
  const given = LISTS.filter((field) => facets[field].length);
  reconcile(
    parent,
    given,
    (field) => field,
    (field) =>
      element(
        "fieldset",
        { class: "facet" },
        element("legend", { class: "label" }, words.fields[field]),
        element("div", { class: "choices" }),
      ),
    (box, field) => showList(box, field, facets[field], words, choose),
  );
}

function showList(box, field, values, words, choose) {
  const few = values.filter((value, at) => at < SHOWN || value.selected);
  const shown = opened.has(field) ? values : few;
  reconcile(
    box.querySelector(".choices"),
    shown,
    ({ id }) => id,
    ({ id, name }) =>
      element(
        "label",
        { class: "choice" },
        element("input", { type: "checkbox", onchange: () => choose(field, id) }),
        element("span", { class: "choice-name" }, element("bdi", {}, name)),
        element("span", { class: "count" }),
      ),
    (choice, { count, selected }) => {
      choice.querySelector("input").checked = selected;
      choice.querySelector(".count").textContent = digits(count, words);
    },
  );
  let more = box.querySelector(".facet-more");
  more?.remove();
  if (few.length < values.length) {
    const open = opened.has(field);
    more = element(
      "button",
      {
        class: "facet-more",
        type: "button",
        "aria-expanded": String(open),
        onclick: () => {
          if (open) opened.delete(field);
          else opened.add(field);
          showList(box, field, values, words, choose);
          box.querySelector(".facet-more").focus();
        },
      },
      open ? words.fewer : filled(words.all_values, { n: digits(values.length, words) }),
    );
    box.append(more);
  }
}

// How many there are of each year, on the bars that the page has: the earliest at the start.
export function showYears(bars, facet, words) {
  const now = new Map(facet.map((value) => [value.id, value]));
  const most = Math.max(1, ...facet.map(({ count }) => count));
  const some = facet.some(({ selected }) => selected);
  for (const bar of bars) {
    const { count = 0, selected = false } = now.get(bar.dataset.key) ?? {};
    const name = bar.querySelector(".year-name").textContent;
    bar.setAttribute("aria-pressed", String(selected));
    bar.setAttribute("aria-label", `${name}: ${counted(count, "articles", words)}`);
    bar.classList.toggle("aside", some && !selected);
    bar.querySelector(".year-count").textContent = count ? digits(count, words) : "";
    bar.querySelector(".year-bar").style.blockSize = `${(100 * count) / most}%`;
  }
}

// Where the chart is wider than the screen, the latest year with results stands at its end.
export function showLatest(parent) {
  const full = [...parent.children].filter((bar) => bar.querySelector(".year-count").textContent);
  const last = full[full.length - 1];
  if (last) parent.scrollLeft += last.getBoundingClientRect().left - parent.getBoundingClientRect().left;
}

// A press filters. One stop of the Tab key: the arrows go from bar to bar.
export function walkYears(parent, choose) {
  parent.addEventListener("click", (event) => {
    const bar = event.target.closest(".year");
    if (bar) choose("year", bar.dataset.key);
  });
  parent.addEventListener("keydown", (event) => {
    const bars = [...parent.children];
    const at = bars.indexOf(document.activeElement);
    const to = { ArrowLeft: at + 1, ArrowRight: at - 1, Home: 0, End: bars.length - 1 }[event.key];
    if (at < 0 || to === undefined || !bars[to]) return;
    event.preventDefault();
    bars[at].tabIndex = -1;
    bars[to].tabIndex = 0;
    bars[to].focus();
  });
}

// What is chosen, each with a way to take it away: [{field, id, name}].
export function showChosen(parent, chosen, words, choose, clear) {
  const entries = chosen.length > 1 ? [...chosen, { field: "", id: "", name: words.clear }] : chosen;
  parent.hidden = !entries.length;
  reconcile(
    parent,
    entries,
    ({ field, id }) => `${field} ${id}`,
    ({ field, id, name }) =>
      element(
        "li",
        {},
        element(
          "button",
          { type: "button", onclick: () => (field ? choose(field, id) : clear()) },
          field && `${words.fields[field]}: `,
          element("bdi", {}, name),
          field && element("span", { class: "unseen" }, ` (${words.remove})`),
          field && element("span", { class: "cross", "aria-hidden": "true" }, " ×"),
        ),
      ),
    () => {},
  );
}
