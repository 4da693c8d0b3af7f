// The analyzer: text → the terms it is found by. plugins/milaff/arabic/stems.py does the same for
// the index; tests/search/tokens.json binds the two.
import stopWords from "../../../plugins/milaff/arabic/stop_words.json";

const MARKS =
  /[\u0300-\u036f\u0483-\u0487\u0591-\u05bd\u05bf\u05c1\u05c2\u05c4\u05c5\u05c7\u0610-\u061a\u0640\u064b-\u065f\u0670\u06d6-\u06dc\u06df-\u06e8\u06ea-\u06ed\u00ad\u061c\u200b-\u200f\u202a-\u202e\u2060\u2066-\u2069\ufeff]/g;
const LETTERS = {
  "ٱ": "ا", "ى": "ي", "ی": "ي", "ې": "ي", "ة": "ه", "ە": "ه", "ہ": "ه", "ھ": "ه",
  "ک": "ك", "گ": "ك", "ڭ": "ك", "ڤ": "ف", "پ": "ب", "چ": "ج",
};
for (let n = 0; n < 10; n += 1) {
  LETTERS[String.fromCharCode(0x660 + n)] = String(n);
  LETTERS[String.fromCharCode(0x6f0 + n)] = String(n);
}
const FOLDED = new RegExp(`[${Object.keys(LETTERS).join("")}]`, "g");
const WORD =
  /[0-9a-z\u00df-\u024f\u0370-\u03ff\u0400-\u052f\u05d0-\u05ea\u0620-\u063f\u0641-\u064a\u066e-\u06d3\u06ee-\u06ff\u0750-\u077f]+/g;
const PREFIXES = ["وال", "بال", "كال", "فال", "ال", "لل"];
const SUFFIXES = ["ها", "ان", "ات", "ون", "ين", "يه", "ه", "ي"];

export function normalise(text) {
  return text
    .normalize("NFKD")
    .toLowerCase()
    .replace(MARKS, "")
    .replace(FOLDED, (letter) => LETTERS[letter]);
}

const STOP_WORDS = new Set(stopWords.map(normalise));

// light10 (Larkey et al. 2002, 2007) of one normalised word.
export function stem(word) {
  if (!(word[0] >= "\u0620" && word[0] <= "\u064a")) return word;
  if (word[0] === "و" && word.length >= 4) word = word.slice(1);
  for (const prefix of PREFIXES) {
    if (word.startsWith(prefix) && word.length - prefix.length >= 2) {
      word = word.slice(prefix.length);
      break;
    }
  }
  for (const suffix of SUFFIXES) {
    if (word.endsWith(suffix) && word.length - suffix.length >= 2) {
      word = word.slice(0, -suffix.length);
    }
  }
  return word;
}

const PROCLITICS = "وفبلكس";

// The consonants of a stem, and the stem behind a letter that may only cling to it: as in Python.
export function skeleton(term) {
  if (!(term[0] >= "\u0620" && term[0] <= "\u064a")) return term;
  const bare = term[0] + term.slice(1).replace(/[اويء]/g, "");
  return bare.length >= 3 ? bare : term;
}

export const withoutProclitic = (term) =>
  term.length >= 4 && PROCLITICS.includes(term[0]) ? term.slice(1) : "";

// The terms of a text, in order, one a word; function words give none.
export function terms(text) {
  const words = normalise(text).match(WORD) || [];
  return words.filter((word) => !STOP_WORDS.has(word)).map(stem);
}
