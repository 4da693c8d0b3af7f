// Numbers and words in printable letters, as plugins/milaff/search/codes.py writes them.

const SHARED = "0123456789";
export const LONG = "*";
const ARABIC = "ءابتثجحخدذرزسشصضطظعغفقكلمنهوي";
const LETTERS = "abcdefghijklmnopqrstuvwxyzABC";
const LAST = "DEFGHIJKLMNOPQRSTUVWXYZ!#$%&'(";
const MORE = ")+-./:;=>?@[]^_`{|}~";

const spelled = new Map([...LETTERS].map((letter, at) => [letter, ARABIC[at]]));
for (let code = 0x30; code < 0x3a; code += 1) {
  spelled.set(String.fromCharCode(code + 0x80), String.fromCharCode(code));
}
for (let code = 0x61; code < 0x7b; code += 1) {
  spelled.set(String.fromCharCode(code + 0x60), String.fromCharCode(code));
}

const SWAP = new Map(
  [...`${ARABIC}آأؤإئةى`].flatMap((letter, at) => {
    const other = `${LETTERS}DEFGHIJ`[at];
    return [
      [letter, other],
      [other, letter],
    ];
  }),
);
const SWAPPED = new RegExp(`[${[...SWAP.keys()].join("")}]`, "g");

// A text with Arabic letters and letters of ASCII in each other's place again.
export const swapped = (text) => text.replace(SWAPPED, (letter) => SWAP.get(letter));

// By letter: what it adds, and whether the number goes on.
const VALUE = new Int16Array(128).fill(-1);
[...LAST].forEach((letter, at) => (VALUE[letter.charCodeAt(0)] = at));
[...MORE].forEach((letter, at) => (VALUE[letter.charCodeAt(0)] = 64 + at));

// Calls `take` with each number of a code.
export function each(code, take) {
  let value = 0;
  let unit = 1;
  for (let i = 0; i < code.length; i += 1) {
    const letter = VALUE[code.charCodeAt(i)];
    if (letter < 64) {
      take(value + letter * unit);
      value = 0;
      unit = 1;
    } else {
      value += (letter - 64 + LAST.length) * unit;
      unit *= MORE.length;
    }
  }
}

export function numbers(code) {
  const found = [];
  each(code, (number) => found.push(number));
  return found;
}

const isCode = (code) => code < 128 && (VALUE[code] >= 0 || code === 44 || code === 42);

// The rows of a shard: Map of word → code.
export function rows(text) {
  const found = new Map();
  let word = "";
  let at = 0;
  while (at < text.length) {
    word = word.slice(0, SHARED.indexOf(text[at]));
    at += 1;
    while (at < text.length) {
      const code = text.charCodeAt(at);
      if (isCode(code) || (code >= 48 && code < 58)) break;
      word += spelled.get(text[at]) ?? text[at];
      at += 1;
    }
    const start = at;
    while (at < text.length && isCode(text.charCodeAt(at))) at += 1;
    found.set(word, text.slice(start, at));
  }
  return found;
}
