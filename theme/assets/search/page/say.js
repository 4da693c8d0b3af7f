// Numbers and counted nouns as the dossier writes them.
const plural = new Intl.PluralRules("ar");

export const digits = (value, words) =>
  words.digits === "arabic"
    ? String(value)
        .replace(/\d/g, (digit) => String.fromCharCode(0x660 + Number(digit)))
        .replace(".", "٫")
    : String(value);

// `noun` names the forms of a counted noun: نتيجة واحدة، نتيجتان، 3 نتائج، 11 نتيجة.
export const counted = (number, noun, words) =>
  words[noun][plural.select(number)].replace("{n}", digits(number, words));

// The words of `sentence`, with each {name} replaced; the parts stay text of their own directions.
export const filled = (sentence, values) =>
  sentence.replace(/\{(\w+)\}/g, (_, name) => `\u2068${values[name]}\u2069`);
