// The analyzer: text → the terms it is found by. plugins/milaff/arabic/stems.py does the same for
// the index; tests/search/test_analyzer.py binds the two.
import stopWords from "../../../plugins/milaff/arabic/stop_words.json";

const MARKS =
  /[\u0300-\u036f\u0483-\u0487\u0591-\u05bd\u05bf\u05c1\u05c2\u05c4\u05c5\u05c7\u0610-\u061a\u0640\u064b-\u065f\u0670\u06d6-\u06dc\u06df-\u06e8\u06ea-\u06ed\u00ad\u061c\u200b-\u200f\u202a-\u202e\u2060\u2066-\u2069\ufeff]/g;
const LATER = /[\ua7cb-\ua7f1\u{1cc00}-\u{1cebf}\u{1e030}-\u{1e08f}]/gu;
const LETTERS = {
  "ς": "σ",
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
// What each of them counts in the number of an affix (stems.py).
const PREFIX_NUMBERS = { "": 0, ال: 1, لل: 2, بال: 3, وال: 4, فال: 5, كال: 6 };
const SUFFIX_NUMBERS = { ه: 1, ي: 2, ات: 4, يه: 8, ين: 16, ون: 32, ها: 64, ان: 128 };
const AND = 7;
const WITH_PREFIX = 14;

export function normalise(text) {
  return text
    .replace(LATER, " ")
    .normalize("NFKD")
    .toLowerCase()
    .replace(MARKS, "")
    .replace(FOLDED, (letter) => LETTERS[letter]);
}

const STOP_WORDS = new Set(stopWords.map(normalise));

// The light10 stem (Larkey et al. 2002, 2007) of one normalised word, and a number for what was
// taken off it: two words are equal where both are.
export function takenApart(word) {
  if (!isArabic(word[0])) return { stem: word, affix: 0 };
  let affix = 0;
  if (word[0] === "و" && word.length >= 4) {
    word = word.slice(1);
    affix = AND;
  }
  const starts = (prefix) => word.startsWith(prefix) && word.length - prefix.length >= 2;
  const prefix = PREFIXES.find(starts) ?? "";
  word = word.slice(prefix.length);
  affix += PREFIX_NUMBERS[prefix];
  for (const suffix of SUFFIXES) {
    if (word.endsWith(suffix) && word.length - suffix.length >= 2) {
      word = word.slice(0, -suffix.length);
      affix += WITH_PREFIX * SUFFIX_NUMBERS[suffix];
    }
  }
  return { stem: word, affix };
}

export const stem = (word) => takenApart(word).stem;

const PROCLITICS = "وفبلكس";

// The letters that a word may begin with and its kin not.
const AFFIXES = "سالتمونيهفبك";
const isArabic = (letter) => letter >= "\u0620" && letter <= "\u064a";

export const isAffix = (letter) => AFFIXES.includes(letter);

// First letter and consonants of a term: its key in the index (postings.py, `bare`).
export const bare = (term) =>
  isArabic(term[0]) ? term[0] + term.slice(1).replace(/[اويء]/g, "") : term;

// The consonants of a stem, where they are three or more; the stem behind a letter that may only
// cling to it.
export function skeleton(term) {
  if (!isArabic(term[0])) return term;
  const found = bare(term);
  return found.length >= 3 ? found : term;
}

export const withoutProclitic = (term) =>
  term.length >= 4 && PROCLITICS.includes(term[0]) ? term.slice(1) : "";

// The words of a text, normalised, in order, function words among them.
export const forms = (text) => normalise(text).match(WORD) || [];

export const isStopWord = (form) => STOP_WORDS.has(form);

// The terms of a text, in order, one a word; function words give none.
export const terms = (text) => forms(text).filter((form) => !STOP_WORDS.has(form)).map(stem);

// A word as it is written: letters, digits, and the marks and joiners between them.
const WRITTEN =
  /[\p{L}\p{N}][\p{L}\p{N}\p{M}\u0640\u00ad\u061c\u200b-\u200f\u202a-\u202e\u2060\u2066-\u2069\ufeff]*/gu;

// The words of a text as they are written: [{start, end, forms}], places in UTF-16 units.
export function written(text) {
  const found = [];
  for (const match of text.matchAll(WRITTEN)) {
    const end = match.index + match[0].length;
    found.push({ start: match.index, end, forms: forms(match[0]) });
  }
  return found;
}
