// lunr's scores, over the postings of the query's terms alone: lunr scores a document by a dot
// product over these (lunr 2.3, `lunr.Index#query`), so they are the scores of the whole index.
//
// A first pass adds the weights up for every document, in arrays: that tells which come first.
// lunr itself is then asked about these, and what it says is their score.
import lunr from "lunr";

// How rare a term is, as lunr has it: by the fields of documents that it stands in.
function rarity(postings, documents) {
  const found = postings.reduce((sum, field) => sum + field.documents.length, 0);
  return Math.log(1 + Math.abs((documents - found + 0.5) / (found + 0.5)));
}

// What a term weighs in one field of one document, as `lunr.Builder` weighs and rounds it.
function weigh(idf, times, length, average, boost, { k1, b }) {
  const norm = k1 * (1 - b + b * (length / average)) + times;
  return Math.round(((idf * ((k1 + 1) * times)) / norm) * boost * 1000) / 1000;
}

// How rare the variants of a word may count: none is rarer than the word itself, which comes
// first where there is one.
function mostOf([first], documents) {
  return first?.weight === 1 ? rarity(first.postings, documents) : Infinity;
}

// Adds up what a word and its kin count in each document: the best of them where several stand.
// `variants` are [{weight, postings}]; `scores` is a Float64Array by document; `strongest`
// collects the best weight by which each document was found, where what only begins as one types
// is found for sure.
export function addWord(variants, times, { manifest, lengths }, scores, strongest) {
  const { documents, fields } = manifest;
  const best = new Float64Array(documents);
  const sum = new Float64Array(documents);
  const touched = [];
  const most = mostOf(variants, documents);
  for (const { weight, postings, begins } of variants) {
    const idf = Math.min(most, rarity(postings, documents));
    const here = [];
    postings.forEach((field, at) => {
      const { found, average } = lengths[at];
      const boost = fields[at][1];
      for (let i = 0; i < field.documents.length; i += 1) {
        const document = field.documents[i];
        if (sum[document] === 0) here.push(document);
        sum[document] += weigh(idf, field.times[i], found[document], average, boost, manifest);
      }
    });
    const sure = begins ? 1 : weight;
    for (const document of here) {
      const value = sum[document] * weight;
      if (best[document] === 0) touched.push(document);
      if (value > best[document]) best[document] = value;
      if (sure > strongest[document]) strongest[document] = sure;
      sum[document] = 0;
    }
  }
  for (const document of touched) scores[document] += best[document] * times;
}

// The place of `wanted` in an ascending list, or -1.
function find(list, wanted) {
  let low = 0;
  let high = list.length - 1;
  while (low <= high) {
    const middle = (low + high) >> 1;
    if (list[middle] === wanted) return middle;
    if (list[middle] < wanted) low = middle + 1;
    else high = middle - 1;
  }
  return -1;
}

// A lunr.Index of the variants of one word in some documents. Its terms are the variants' numbers.
function indexOf(variants, documents, { manifest, lengths }) {
  const fields = manifest.fields.map(([name]) => name);
  const most = mostOf(variants, manifest.documents);
  const invertedIndex = Object.create(null);
  const fieldVectors = Object.create(null);
  variants.forEach(({ postings }, number) => {
    const idf = Math.min(most, rarity(postings, manifest.documents));
    const entry = { _index: number };
    for (const name of fields) entry[name] = Object.create(null);
    let any = false;
    postings.forEach((field, at) => {
      const { found, average } = lengths[at];
      const [name, boost] = manifest.fields[at];
      for (const document of documents) {
        const place = find(field.documents, document);
        if (place < 0) continue;
        any = true;
        entry[name][document] = {};
        const ref = new lunr.FieldRef(String(document), name).toString();
        fieldVectors[ref] ??= new lunr.Vector();
        fieldVectors[ref].insert(
          number,
          weigh(idf, field.times[place], found[document], average, boost, manifest),
        );
      }
    });
    if (any) invertedIndex[String(number).padStart(4, "0")] = entry;
  });
  return new lunr.Index({
    invertedIndex,
    fieldVectors,
    tokenSet: lunr.TokenSet.fromArray(Object.keys(invertedIndex)),
    fields,
    pipeline: new lunr.Pipeline(),
  });
}

// The scores of some documents, as lunr gives them: it is asked once for every variant of a word,
// the best of them counts, and words add up. `words` are [times, {variants}].
export function askLunr(words, documents, context) {
  const scores = new Map(documents.map((document) => [document, 0]));
  let squares = 0;
  for (const [times, { variants }] of words) {
    const index = indexOf(variants, documents, context);
    const best = new Map();
    for (const term of Object.keys(index.invertedIndex)) {
      const { weight } = variants[Number(term)];
      for (const { ref, score } of index.query((q) => q.term(term, { usePipeline: false }))) {
        best.set(ref, Math.max(best.get(ref) ?? 0, score * weight));
      }
    }
    for (const [ref, score] of best) {
      scores.set(Number(ref), scores.get(Number(ref)) + score * times);
    }
    squares += times * times;
  }
  // lunr divides by the length of the query's vector.
  for (const [document, score] of scores) scores.set(document, score / Math.sqrt(squares || 1));
  return scores;
}
