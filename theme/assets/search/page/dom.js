// Small helpers for making and updating elements. Text is always text, never markup.

export function element(tag, attributes = {}, ...children) {
  const made = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (name.startsWith("on")) made.addEventListener(name.slice(2), value);
    else if (value === true) made.setAttribute(name, "");
    else if (value !== false && value !== undefined) made.setAttribute(name, value);
  }
  made.append(...children.filter((child) => child !== "" && child != null));
  return made;
}

// Makes `parent` hold one child for each of `entries`, in order. A child is made once for a key
// and then updated, so that what has the focus keeps it.
export function reconcile(parent, entries, key, make, update) {
  const known = new Map([...parent.children].map((child) => [child.dataset.key, child]));
  const focused = document.activeElement;
  entries.forEach((entry, at) => {
    const name = key(entry);
    let child = known.get(name);
    if (!child) {
      child = make(entry);
      child.dataset.key = name;
    }
    known.delete(name);
    update(child, entry);
    if (parent.children[at] !== child) parent.insertBefore(child, parent.children[at] ?? null);
  });
  for (const child of known.values()) child.remove();
  if (focused !== document.activeElement && parent.contains(focused)) focused.focus();
}

// `text` into `parent`, with the words at `ranges` marked.
export function marked(parent, text, ranges) {
  let at = 0;
  for (const [from, to] of ranges) {
    parent.append(text.slice(at, from), element("mark", {}, text.slice(from, to)));
    at = to;
  }
  parent.append(text.slice(at));
}
