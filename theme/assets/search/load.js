// The parts of the index, on demand: each is a classic script that hands its value over, since a
// page opened from a file can load nothing else.

// A part of the index that could not be loaded; asking again tries again.
export class LoadError extends Error {
  constructor(part, reason) {
    super(`search/${part}.js ${reason}`);
    this.name = "LoadError";
    this.part = part;
  }
}

// How many letters of loaded parts are kept; the oldest are let go beyond it.
const MOST_LETTERS = 12e6;
const parts = new Map();
let kept = 0;
// Names the numbering of the articles that the manifest belongs to.
let order = "";

// The site's root as seen from this page: the script that this is part of tells it.
const own = document.currentScript?.dataset.root;
export const root = own ?? document.documentElement.dataset.root ?? "";

window.milaffSearch = {
  take(name, value, numbering) {
    parts.get(name)?.take(value, numbering);
  },
};

const sizeOf = (value) =>
  typeof value === "string" ? value.length : JSON.stringify(value).length;

function letGo(name) {
  kept -= parts.get(name)?.size ?? 0;
  parts.delete(name);
}

function keep(name, entry, value) {
  entry.size = sizeOf(value);
  kept += entry.size;
  for (const [other, { size }] of parts) {
    if (kept <= MOST_LETTERS) break;
    if (size && other !== name && other.includes("-")) letGo(other);
  }
}

function load(name) {
  const entry = { size: 0 };
  entry.promise = new Promise((resolve, reject) => {
    const script = document.createElement("script");
    const fail = (reason) => {
      letGo(name);
      script.remove();
      reject(new LoadError(name, reason));
    };
    let done = false;
    entry.take = (value, numbering) => {
      if (done) return;
      done = true;
      if (name === "manifest") order = numbering;
      else if (numbering !== order) {
        // The site was published anew while this page was open.
        letGo("manifest");
        fail("belongs to another edition of the site");
        return;
      }
      keep(name, entry, value);
      resolve(value);
      script.remove();
    };
    script.onerror = () => fail("cannot be loaded");
    // Loaded without handing anything over: a file cut short.
    script.onload = () => setTimeout(() => done || fail("is not whole"), 0);
    const edition = name === "manifest" ? "" : `?${order}`;
    script.src = `${root}search/${name}.js${edition}`;
    parts.set(name, entry);
    document.head.append(script);
  });
  return entry;
}

// The value of one part; asked for once while it is kept, and again after a failure.
export async function part(name) {
  // The manifest says which edition the others must be of.
  if (name !== "manifest") await part("manifest");
  let entry = parts.get(name);
  if (entry) {
    // The least recently used part comes first.
    parts.delete(name);
    parts.set(name, entry);
  } else {
    entry = load(name);
  }
  return entry.promise;
}

// What is made of a part, kept with it: `make(value)` is called once while the part is kept.
export async function made(name, make) {
  const value = await part(name);
  const entry = parts.get(name);
  if (!entry) return make(value);
  if (!entry.made) entry.made = make(value);
  return entry.made;
}
