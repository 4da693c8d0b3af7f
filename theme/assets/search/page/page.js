// The search page: what is typed and chosen → the address → the answer on the screen.
import { ask, facetValues, LoadError } from "../engine.js";
import { addressOf, FIELDS, isAsked, isFiltered, read } from "./address.js";
import { showChosen, showLatest, showLists, showYears, walkYears } from "./facets.js";
import { failed, mended, noSuchDate, nothingFound, wrongFilter } from "./notes.js";
import { entries, painted } from "./results.js";
import { counted, digits } from "./say.js";
import { steps } from "./steps.js";

const STEP = 10;
// How long nothing is said of waiting, and how long one must pause for an answer to be announced.
// In milliseconds.
const PATIENCE = 150;
const PAUSE = 700;
const MOST_OFFERED = 8;

// A moment at most, so that what is in memory already is not waited for longer than it takes.
const soon = (promise) => Promise.race([promise, new Promise((done) => setTimeout(done, 0))]);

export function startPage(page, form, words) {
  const input = form.querySelector("input[type=search]");
  const part = (name) => page.querySelector(`.search-${name}`);
  const [status, live, results, notes, more] = ["status", "live", "results", "notes", "more"].map(part);
  const [years, lists, chosen, filters] = ["years", "lists", "chosen", "filters"].map(part);
  const sorts = [...page.querySelectorAll("input[name=sort]")];

  let state = read(window.location);
  let shown = STEP;
  let turn = 0;

  const trail = steps(() => ({ address: addressOf(state), shown }));

  // Asking

  function set(change) {
    trail.settle();
    state = { ...state, ...change };
    shown = STEP;
    trail.add();
    show();
  }
  const run = (q) => {
    input.value = q;
    set({ q });
    input.focus();
  };
  function choose(field, id) {
    if (field === "dates") return set({ from: "", to: "" });
    const now = state.filters[field];
    const next = now.includes(id) ? now.filter((other) => other !== id) : [...now, id];
    return set({ filters: { ...state.filters, [field]: next } });
  }
  const clear = () =>
    set({ filters: Object.fromEntries(FIELDS.map((field) => [field, []])), from: "", to: "" });
  const options = (offset, limit) => ({
    limit,
    offset,
    filters: state.filters,
    from: state.from,
    to: state.to,
    sort: state.sort || "relevance",
    all: !state.q.trim(),
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
    page.removeAttribute("aria-busy");
    status.textContent = "";
    announce("");
    notes.replaceChildren();
    results.replaceChildren();
    chosen.hidden = true;
    more.hidden = true;
  }

  // Values that the dossier does not know, from an address, are left out and told.
  let checked = false;
  async function leaveOutStrangers() {
    const { filters: given } = state;
    const found = [];
    for (const field of checked ? [] : FIELDS.filter((name) => given[name].length)) {
      const known = new Set((await facetValues(field)).map(({ id }) => id));
      found.push(...given[field].filter((id) => !known.has(id)).map((id) => ({ field, given: id })));
      given[field] = given[field].filter((id) => known.has(id));
    }
    checked = true;
    return found;
  }

  function say(answer) {
    const took = digits((Math.max(1, answer.ms) / 1000).toFixed(3), words);
    const found = counted(answer.total, "results", words);
    status.textContent = answer.total ? `${found} (${took} ${words.second})` : words.none;
    announce(answer.total ? found : words.none);
  }

  function showFilters(facets) {
    const values = FIELDS.flatMap((field) =>
      facets[field].filter(({ selected }) => selected).map(({ id, name }) => ({ field, id, name })),
    );
    if (state.from || state.to) {
      const name = [state.from, state.to].map((date) => digits(date, words)).join(" – ");
      values.push({ field: "dates", id: "", name });
    }
    showChosen(chosen, values, words, choose, clear);
    showLists(lists, facets, words, choose);
    if (years) {
      const fresh = !years.querySelector("[aria-label]");
      showYears(years.children, facets.year, words);
      if (fresh) showLatest(years);
    }
    const count = filters.querySelector("summary .count");
    count.textContent = values.length ? `(${digits(values.length, words)})` : "";
  }

  async function notesOf(answer, strangers) {
    const { unknown, problems, missing } = answer.understood;
    const wrong = (field, given, names) =>
      wrongFilter(field, given, names, words, (name) => run(mended(state.q, given, name)));
    const empty = await Promise.all(
      problems.map(async ({ field }) => {
        const names = (await facetValues(field)).slice(0, MOST_OFFERED).map(({ name }) => name);
        return wrong(field, "", names);
      }),
    );
    return [
      ...strangers.map(({ field, given }) => wrongFilter(field, given, [], words)),
      ...unknown.map(({ field, value, known }) => wrong(field, value, known.map(({ name }) => name))),
      ...empty,
      ...(missing ? [noSuchDate(missing, words)] : []),
      ...(answer.total ? [] : nothingFound(answer, isFiltered(state), words, { run, clear })),
    ];
  }

  function fail() {
    page.dataset.state = "failed";
    results.replaceChildren();
    more.hidden = true;
    status.textContent = "";
    announce(words.failed);
    notes.replaceChildren(failed(words, () => show()));
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
      const strangers = await leaveOutStrangers();
      const answer = await ask(state.q, options(0, shown));
      if (mine !== turn) return;
      const { made, first } = entries(answer.hits, state.q, answer.understood, words);
      // Lines that are here already are painted with the rest; so are the filters. What has to
      // be loaded for them comes after the results.
      const said = await notesOf(answer, strangers);
      await soon(first);
      if (mine !== turn) return;
      page.dataset.state = answer.total ? "found" : "nothing";
      results.replaceChildren(...made);
      more.hidden = shown >= answer.total;
      say(answer);
      notes.replaceChildren(...said);
      clearTimeout(waiting);
      page.removeAttribute("aria-busy");
      if (y) window.scrollTo(0, y);
      // The counts come last, and while one types after the results are painted.
      if (trail.isTyping()) await painted();
      await first;
      const facets = await answer.facets();
      if (mine === turn) showFilters(facets);
    } catch (error) {
      if (mine === turn) fail();
      if (!(error instanceof LoadError)) throw error;
    } finally {
      clearTimeout(waiting);
      if (mine === turn) page.removeAttribute("aria-busy");
    }
  }

  async function showMore() {
    const mine = turn;
    const answer = await ask(state.q, options(shown, STEP)).catch(() => null);
    if (mine !== turn) return;
    notes.replaceChildren(...(answer ? [] : [failed(words, showMore)]));
    if (!answer) return;
    const { made } = entries(answer.hits, state.q, answer.understood, words);
    results.append(...made);
    shown += STEP;
    more.hidden = shown >= answer.total;
    made[0]?.querySelector("a").focus();
  }

  // Events

  input.addEventListener("input", () => {
    state = { ...state, q: input.value };
    shown = STEP;
    trail.typed();
    show();
  });
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    trail.settle();
    if (state.q !== input.value) set({ q: input.value });
  });
  for (const radio of sorts) radio.addEventListener("change", () => set({ sort: radio.value }));
  more.addEventListener("click", showMore);
  if (years) walkYears(years, choose);
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
    checked = false;
    shown = Math.max(STEP, Math.min(500, Number(kept?.shown) || STEP));
    input.value = state.q;
    show(Number(kept?.y) || 0);
  }
  window.addEventListener("popstate", (event) => {
    trail.drop();
    restore(event.state);
  });
  // Where one was in a long list, for the way back; in this tab's history and nowhere else.
  window.addEventListener("pagehide", trail.keep);
  restore(history.state);
  if (window.location.hash) trail.keep();
  if (!isAsked(state) && window.matchMedia("(hover: hover)").matches) input.focus();
}
