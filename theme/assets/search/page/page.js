// The search page: what is typed and chosen → the address → the answer on the screen.
import { ask, facetValues } from "../engine.js";
import { FIELDS, isAsked, isFiltered, read, write } from "./address.js";
import { showChosen, showLatest, showLists, showYears, walkYears } from "./facets.js";
import { failed, nothingFound, wrongFilter } from "./notes.js";
import { entries } from "./results.js";
import { counted, digits } from "./say.js";

const STEP = 10;
// How long nothing is said of waiting, and how long one must pause for an answer to be announced
// or for what is typed next to be a step of its own in the history. In milliseconds.
const PATIENCE = 150;
const PAUSE = 700;

export function startPage(page, form, words, root) {
  const input = form.querySelector("input[type=search]");
  const part = (name) => page.querySelector(`.search-${name}`);
  const [status, live, results, notes, more] = ["status", "live", "results", "notes", "more"].map(part);
  const [years, lists, chosen, filters] = ["years", "lists", "chosen", "filters"].map(part);
  const sorts = [...page.querySelectorAll("input[name=sort]")];

  let state = read(window.location);
  let shown = STEP;
  let turn = 0;
  let known = null;

  // The names of every value, for what the address names, and the years of the chart.
  async function values() {
    if (!known) {
      const all = await Promise.all(FIELDS.map((field) => facetValues(field)));
      known = new Map(FIELDS.map((field, at) => [field, new Map(all[at].map((v) => [v.id, v.name]))]));
    }
    return known;
  }

  // The address

  let typing = false;
  let pause = 0;
  function remember(how) {
    const address = `${window.location.pathname}${write(state)}`;
    try {
      history[how]({ shown, y: 0 }, "", address);
    } catch (error) {
      // A browser that lets no page from a file change its address, or not so often: it still
      // answers.
    }
  }
  // Typing is one step in the history until one pauses or asks for something else.
  function typed() {
    remember(typing ? "replaceState" : "pushState");
    typing = true;
    clearTimeout(pause);
    pause = setTimeout(settle, 2 * PAUSE);
  }
  function settle() {
    typing = false;
    clearTimeout(pause);
  }

  // Asking

  function set(change) {
    settle();
    state = { ...state, ...change };
    shown = STEP;
    remember("pushState");
    show();
  }
  const run = (q) => {
    input.value = q;
    set({ q });
    input.focus();
  };
  function choose(field, id) {
    const now = state.filters[field];
    const next = now.includes(id) ? now.filter((other) => other !== id) : [...now, id];
    set({ filters: { ...state.filters, [field]: next } });
  }
  const clear = () =>
    set({ filters: Object.fromEntries(FIELDS.map((field) => [field, []])), from: "", to: "" });
  const options = (offset, limit) => ({
    limit,
    offset,
    filters: state.filters,
    from: state.from,
    to: state.to,
    // Without words there is no relevance.
    sort: state.sort || "relevance",
  });

  // Showing

  let announcing = 0;
  function announce(text) {
    clearTimeout(announcing);
    announcing = setTimeout(() => {
      live.textContent = text;
    }, PAUSE);
  }

  function blank() {
    page.dataset.state = "empty";
    status.textContent = "";
    announce("");
    notes.replaceChildren();
    results.replaceChildren();
    chosen.hidden = true;
    more.hidden = true;
  }

  // Values that the dossier does not know, from an address, are left out and told.
  function strangers(names) {
    const found = [];
    for (const field of FIELDS) {
      for (const id of state.filters[field]) {
        if (!names.get(field).has(id)) found.push({ field, given: id });
      }
      state.filters[field] = state.filters[field].filter((id) => names.get(field).has(id));
    }
    return found;
  }

  function say(answer) {
    const took = digits((Math.max(1, answer.ms) / 1000).toFixed(3), words);
    const found = counted(answer.total, "results", words);
    status.textContent = answer.total ? `${found} (${took} ${words.second})` : words.none;
    announce(answer.total ? found : words.none);
  }

  function showFilters(answer, names) {
    const labels = FIELDS.flatMap((field) =>
      state.filters[field].map((id) => ({ field, id, name: names.get(field).get(id) })),
    );
    showChosen(chosen, labels, words, choose, clear);
    showLists(lists, answer.facets, words, choose);
    const all = [...names.get("year").keys()].sort();
    const fresh = !years.children.length;
    showYears(years, all, answer.facets.year, words, choose);
    if (fresh && !years.hidden) showLatest(years);
    const count = filters.querySelector("summary .count");
    count.textContent = labels.length ? `(${digits(labels.length, words)})` : "";
  }

  function showNotes(answer, unknown) {
    const mend = ({ field, given }) => (name) => {
      // The filter as it was typed, with or without quotation marks around its value.
      const at = state.q.lastIndexOf(given);
      const [from, to] = [at, at + given.length];
      const quoted = /["«“]/.test(state.q[from - 1] ?? "");
      const value = quoted || !/\s/.test(name) ? name : `"${name}"`;
      run(at < 0 ? `${field}:"${name}"` : state.q.slice(0, from) + value + state.q.slice(to));
    };
    const problems = (answer.understood.problems ?? []).filter(({ field }) => words.fields[field]);
    notes.replaceChildren(
      ...unknown.map((one) => wrongFilter(one, words)),
      ...problems.map((one) => wrongFilter(one, words, mend(one))),
      ...(answer.total ? [] : nothingFound(answer, isFiltered(state), words, { run, clear })),
    );
  }

  async function show(y = 0) {
    turn += 1;
    const mine = turn;
    for (const radio of sorts) radio.checked = radio.value === (state.sort || "relevance");
    if (!isAsked(state)) return blank();
    const waiting = setTimeout(() => {
      if (mine !== turn) return;
      page.setAttribute("aria-busy", "true");
      status.textContent = words.loading;
    }, PATIENCE);
    try {
      const names = await values();
      const unknown = strangers(names);
      const answer = await ask(state.q, options(0, shown));
      if (mine !== turn) return;
      const { made, first } = entries(answer.hits, state.q, answer.understood, words, root);
      // Lines that are here already are painted with the rest.
      await Promise.race([first, new Promise((done) => setTimeout(done, 0))]);
      if (mine !== turn) return;
      page.dataset.state = answer.total ? "found" : "nothing";
      results.replaceChildren(...made);
      say(answer);
      showFilters(answer, names);
      showNotes(answer, unknown);
      more.hidden = shown >= answer.total;
      if (y) window.scrollTo(0, y);
    } catch (error) {
      if (mine !== turn) return;
      page.dataset.state = "failed";
      results.replaceChildren();
      more.hidden = true;
      status.textContent = "";
      announce(words.failed);
      notes.replaceChildren(failed(words, () => show()));
    } finally {
      clearTimeout(waiting);
      if (mine === turn) page.removeAttribute("aria-busy");
    }
  }

  async function showMore() {
    const mine = turn;
    const answer = await ask(state.q, options(shown, STEP)).catch(() => null);
    if (!answer || mine !== turn) return;
    const { made } = entries(answer.hits, state.q, answer.understood, words, root);
    results.append(...made);
    shown += STEP;
    more.hidden = shown >= answer.total;
    made[0]?.querySelector("a").focus();
  }

  // Events

  input.addEventListener("input", () => {
    state = { ...state, q: input.value };
    shown = STEP;
    typed();
    show();
  });
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    settle();
    if (state.q !== input.value) set({ q: input.value });
  });
  for (const radio of sorts) radio.addEventListener("change", () => set({ sort: radio.value }));
  more.addEventListener("click", showMore);
  walkYears(years);
  page.addEventListener("click", (event) => {
    const example = event.target.closest("a[data-query]");
    if (!example || event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    run(example.dataset.query);
  });
  page.addEventListener("keydown", (event) => {
    const links = [...results.querySelectorAll(".item-title a")];
    const at = links.indexOf(document.activeElement);
    const inside = at >= 0 || document.activeElement === input;
    if (event.key === "Escape" && inside) {
      event.preventDefault();
      if (at >= 0) input.focus();
      else if (input.value) run("");
    } else if (event.key === "ArrowDown" && inside && links[at + 1]) {
      event.preventDefault();
      links[at + 1].focus();
    } else if (event.key === "ArrowUp" && at >= 0) {
      event.preventDefault();
      (links[at - 1] ?? input).focus();
    }
  });

  const wide = window.matchMedia("(min-width: 60rem)");
  const fold = () => {
    filters.open = wide.matches;
  };
  wide.addEventListener("change", fold);
  fold();

  function restore(kept) {
    state = read(window.location);
    shown = Math.max(STEP, Math.min(500, Number(kept?.shown) || STEP));
    input.value = state.q;
    show(Number(kept?.y) || 0);
  }
  window.addEventListener("popstate", (event) => {
    settle();
    restore(event.state);
  });
  // Where one was in a long list, for the way back; in this tab's history and nowhere else.
  window.addEventListener("pagehide", () => {
    try {
      history.replaceState({ shown, y: window.scrollY }, "");
    } catch (error) {
      // As above.
    }
  });
  restore(history.state);
  if (window.location.hash) remember("replaceState");
  if (!isAsked(state) && window.matchMedia("(hover: hover)").matches) input.focus();
}
