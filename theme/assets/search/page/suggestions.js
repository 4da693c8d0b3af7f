// The box on every page: titles, keywords, outlets as one types (ARIA's combobox with a list).
// https://www.w3.org/WAI/ARIA/apg/patterns/combobox/
import { suggest } from "../engine.js";
import { element } from "./dom.js";
import { filled } from "./say.js";

const MOST = 8;

export function suggestIn(form, words, root) {
  const input = form.querySelector("input[type=search]");
  const list = element("div", {
    class: "suggestions",
    role: "listbox",
    id: "suggestions",
    "aria-label": words.suggestions,
    hidden: true,
    // The focus stays in the box.
    onmousedown: (event) => event.preventDefault(),
  });
  form.append(list);
  for (const [name, value] of [
    ["role", "combobox"],
    ["aria-autocomplete", "list"],
    ["aria-controls", list.id],
    ["aria-expanded", "false"],
  ]) {
    input.setAttribute(name, value);
  }
  let turn = 0;

  const options = () => [...list.querySelectorAll("[role=option]")];
  const active = () => list.querySelector("[aria-selected=true]");

  function activate(option) {
    active()?.setAttribute("aria-selected", "false");
    option?.setAttribute("aria-selected", "true");
    option?.scrollIntoView({ block: "nearest" });
    if (option) input.setAttribute("aria-activedescendant", option.id);
    else input.removeAttribute("aria-activedescendant");
  }

  function toggle(open) {
    list.hidden = !open;
    input.setAttribute("aria-expanded", String(open));
    if (!open) activate(null);
  }

  function option(href, ...children) {
    return element(
      "a",
      { role: "option", tabindex: "-1", href, id: `suggestion-${options().length}`, "aria-selected": "false" },
      ...children,
    );
  }

  function show(found, typed) {
    const chosen = active()?.href;
    list.replaceChildren();
    const groups = new Map();
    for (const { kind, text, url } of found) {
      if (!groups.has(kind)) {
        const name = element("p", { class: "label", "aria-hidden": "true" }, words.kinds[kind]);
        const group = element("div", { role: "group", "aria-label": words.kinds[kind] }, name);
        groups.set(kind, group);
        list.append(group);
      }
      groups.get(kind).append(option(url, element("bdi", {}, text)));
    }
    const all = `${root}search.html#q=${encodeURIComponent(typed)}`;
    list.append(option(all, filled(words.all_results, { query: typed })));
    // What one has gone to stays chosen when the list comes anew.
    activate(options().find(({ href }) => href === chosen) ?? null);
    toggle(true);
  }

  async function refresh() {
    turn += 1;
    const mine = turn;
    const typed = input.value.trim();
    if (!typed) {
      toggle(false);
      return;
    }
    const found = await suggest(typed, MOST).catch(() => []);
    if (mine === turn && document.activeElement === input) show(found, typed);
  }

  input.addEventListener("input", refresh);
  input.addEventListener("blur", () => toggle(false));
  input.addEventListener("keydown", (event) => {
    const all = options();
    const at = all.indexOf(active());
    if (event.key === "Escape") {
      event.preventDefault();
      if (list.hidden) input.value = "";
      turn += 1;
      toggle(false);
    } else if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      event.preventDefault();
      if (list.hidden) refresh();
      else if (event.key === "ArrowDown") activate(all[at + 1] ?? null);
      else activate(at < 0 ? all[all.length - 1] : (all[at - 1] ?? null));
    } else if (event.key === "Enter" && at >= 0) {
      event.preventDefault();
      all[at].click();
    }
  });
  if (document.activeElement === input) refresh();
}
