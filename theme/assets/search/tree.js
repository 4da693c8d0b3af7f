// The tree that leads from a key to its shard, as plugins/milaff/search/tree.py cuts it.

const MOST_LETTERS = 12;
const BITS = 7;
const INNER = "1";
const LEAF = "2";

function letterBits(letter) {
  const code = letter.codePointAt(0);
  let value = 64 + 36 + (code % 28);
  if (code >= 0x620 && code < 0x660) value = code - 0x620;
  else if (code >= 48 && code < 58) value = 64 + code - 48;
  else if (code >= 97 && code < 123) value = 64 + 10 + code - 97;
  return value.toString(2).padStart(BITS, "0");
}

export const bits = (key) => [...key].slice(0, MOST_LETTERS).map(letterBits).join("");

export const shardName = (path) => BigInt(`0b1${path}`).toString(16);

// A tree told in preorder → nested nodes: [zero, one], true for a leaf, null where nothing is.
export function plant(shape) {
  let at = 0;
  const grow = () => {
    const node = shape[at];
    at += 1;
    if (node === INNER) {
      const zero = grow();
      return [zero, grow()];
    }
    return node === LEAF || null;
  };
  return grow();
}

// The name of the shard that holds a key, or nothing.
export function shardOf(tree, key) {
  const path = bits(key).padEnd(MOST_LETTERS * BITS, "0");
  let node = tree;
  let depth = 0;
  while (Array.isArray(node)) {
    node = node[Number(path[depth])];
    depth += 1;
  }
  return node ? shardName(path.slice(0, depth)) : "";
}

// The names of all shards that hold keys that begin with `start`.
export function shardsUnder(tree, start) {
  const path = bits(start);
  let node = tree;
  let depth = 0;
  while (Array.isArray(node) && depth < path.length) {
    node = node[Number(path[depth])];
    depth += 1;
  }
  const found = [];
  const walk = (below, way) => {
    if (below === true) found.push(shardName(way));
    else if (below) below.forEach((next, bit) => walk(next, way + bit));
  };
  walk(node, path.slice(0, depth));
  return found;
}
