// Dates in a query: ranges (2019..2021), ISO dates, and months as the press names them.

// The same names as plugins/milaff/arabic/dates.py reads, normalised.
const MONTHS = [
    "يناير|كانون الثاني|كانون ثاني|كانون ثان|كانون2|كانون 2|ك2|جانفي|january|jan|janvier",
    "فبراير|شباط|فيفري|february|feb|fevrier|février",
    "مارس|اذار|march|mar|mars",
    "ابريل|نيسان|افريل|april|apr|avril",
    "مايو|ايار|ماي|may|mai",
    "يونيو|يونيه|حزيران|جوان|june|jun|juin",
    "يوليو|يوليه|يوليوز|تموز|جويليه|july|jul|juillet",
    "اغسطس|اغشت|غشت|اوت|اب|august|aug|aout|août",
    "سبتمبر|شتنبر|شتمبر|ايلول|september|sept|sep|septembre",
    "اكتوبر|تشرين الاول|تشرين اول|تشرين1|تشرين 1|ت1|october|oct|octobre",
    "نوفمبر|نونبر|نوفامبر|تشرين الثاني|تشرين ثاني|تشرين2|تشرين 2|ت2|november|nov|novembre",
    "ديسمبر|دجنبر|دجمبر|كانون الاول|كانون اول|كانون1|كانون 1|ك1|december|dec|decembre|décembre",
];
const BY_NAME = new Map(
  MONTHS.flatMap((names, at) => names.split("|").map((name) => [name, at + 1])),
);
const OF_YEAR = new Set(["عام", "سنه", "العام", "من"]);
const YEAR = /^[12]\d{3}$/;
const DAY = /^(0?[1-9]|[12]\d|3[01])$/;
const PARTIAL = "([12]\\d{3})(?:-(0[1-9]|1[0-2])(?:-(0[1-9]|[12]\\d|3[01]))?)?";
const RANGE = new RegExp(`^(?:${PARTIAL})?(?:\\.{2,}|…)(?:${PARTIAL})?$`);
const ISO = new RegExp(`^${PARTIAL}$`);

const two = (number) => String(number).padStart(2, "0");
const iso = (year, month, day) =>
  [year, month && two(month), month && day && two(day)].filter(Boolean).join("-");

// A token that is a range or a date with its month, its digits 0–9: {from, to} or null.
export function range(token) {
  const found = RANGE.exec(token);
  if (found && (found[1] || found[4])) {
    const from = found[1] ? iso(...found.slice(1, 4)) : "";
    const to = found[4] ? iso(...found.slice(4, 7)) : "";
    return from && to && first(from) > last(to) ? { from: to, to: from } : { from, to };
  }
  const one = ISO.exec(token);
  return one && one[2] ? { from: token, to: token } : null;
}

// A month and its year at `at` of the normalised words, with the day before it where there is
// one: {from, to, start, stop} or null.
export function month(words, at) {
  let start = at;
  let stop = at;
  let found = 0;
  for (;;) {
    const long = BY_NAME.get(`${words[stop]} ${words[stop + 1]}`);
    const short = BY_NAME.get(words[stop]);
    const number = long ?? short;
    // آذار/مارس is one month with two names.
    if (!number || (found && number !== found)) break;
    found = number;
    stop += long ? 2 : 1;
  }
  if (!found) return null;
  if (OF_YEAR.has(words[stop])) stop += 1;
  if (!YEAR.test(words[stop] ?? "")) return null;
  const year = words[stop];
  let day = "";
  if (start > 0 && DAY.test(words[start - 1])) {
    start -= 1;
    day = Number(words[start]);
  }
  const date = iso(year, found, day);
  return { from: date, to: date, start, stop: stop + 1 };
}

const parts = (date) => {
  const [, year, month_, day] = ISO.exec(date) ?? [];
  return [Number(year ?? 0), Number(month_ ?? 0), Number(day ?? 0)];
};
const number = (year, month_, day) => (year * 13 + month_) * 32 + day;

// The first and the last day that a partial date may be, as numbers that compare.
export function first(date) {
  const [year, month_, day] = parts(date);
  return year ? number(year, month_ || 1, day || 1) : 0;
}
export function last(date) {
  const [year, month_, day] = parts(date);
  return year ? number(year, month_ || 12, day || 31) : Infinity;
}

// Whether a document's day, as the index has it, may lie between two partial dates.
export function within(day, from, to) {
  if (!day) return false;
  const year = Math.floor(day / (13 * 32));
  const month_ = Math.floor(day / 32) % 13;
  const earliest = number(year, month_ || 1, day % 32 || 1);
  const latest = number(year, month_ || 12, day % 32 || 31);
  return latest >= first(from) && earliest <= last(to);
}

export const yearOf = (day) => (day ? String(Math.floor(day / (13 * 32))) : "");
