// What the index holds, on demand: each part is a classic script that hands its value over, since
// a page opened from a file can load nothing else.

const parts = new Map();

window.milaffSearch = {
  take(name, value) {
    parts.get(name)?.resolve(value);
  },
};

// The value of one part; asked for once, and again after a failure.
export function part(name) {
  const known = parts.get(name);
  if (known) return known.promise;
  const entry = {};
  entry.promise = new Promise((resolve, reject) => {
    const script = document.createElement("script");
    const fail = () => {
      parts.delete(name);
      script.remove();
      reject(new Error(`search/${name}.js cannot be loaded`));
    };
    entry.resolve = resolve;
    script.src = `search/${name}.js`;
    script.onerror = fail;
    // Loaded without handing anything over: a file cut short.
    script.onload = () => setTimeout(fail, 0);
    parts.set(name, entry);
    document.head.append(script);
  });
  entry.promise.then(
    () => {
      entry.resolve = () => {};
    },
    () => {},
  );
  return entry.promise;
}

export const manifest = () => part("manifest");

// FNV-1a of the UTF-8 bytes, as plugins/milaff/search/index.py has it.
export function shardOf(term, count) {
  let value = 0x811c9dc5;
  for (const byte of new TextEncoder().encode(term)) {
    value = Math.imul(value ^ byte, 0x01000193) >>> 0;
  }
  return value % count;
}

// Where a term stands: for each field [document, times, document, times, …]; null for nowhere.
export async function load(term) {
  const { shards } = await manifest();
  const shard = await part(`terms-${shardOf(term, shards)}`);
  return Object.hasOwn(shard, term) ? shard[term] : null;
}

export async function shown(document) {
  const { chunk } = await manifest();
  return (await part(`shown-${Math.floor(document / chunk)}`))[document % chunk];
}

export const text = (document) => part(`text-${document}`);
