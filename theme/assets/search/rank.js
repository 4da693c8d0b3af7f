// lunr's scores, over the postings of the query's terms alone: lunr scores a document by a dot
// product over these (lunr 2.3, `lunr.Index#query`), so they are the scores of the whole index.
import lunr from "lunr";

// As in lunr.Builder (2.3).
const K1 = 1.2;
const B = 0.75;

// How rare a term is, as lunr has it: by the fields of documents that it stands in.
export function rarity(postings, documents) {
  const found = postings.reduce((sum, field) => sum + field.documents.length, 0);
  return Math.log(1 + Math.abs((documents - found + 0.5) / (found + 0.5)));
}

// What a term weighs in one field of one document, rounded as lunr rounds.
function weigh(idf, times, length, average, boost) {
  const norm = K1 * (1 - B + B * (length / average)) + times;
  return Math.round(((idf * ((K1 + 1) * times)) / norm) * boost * 1000) / 1000;
}

// Calls `take(document, weight, field)` for each place of a term, as `lunr.Builder` weighs it.
export function weights(postings, { manifest, lengths, most = Infinity }, take) {
  const idf = Math.min(most, rarity(postings, manifest.documents));
  postings.forEach(({ documents, times }, at) => {
    const { found, average } = lengths[at];
    const boost = manifest.fields[at][1];
    for (let i = 0; i < documents.length; i += 1) {
      take(documents[i], weigh(idf, times[i], found[documents[i]], average, boost), at);
    }
  });
}

// A lunr.Index of some terms: `postings` is a Map of term → postings. With `among`, a Set, it
// holds these documents only; their scores are the same.
export function partialIndex(postings, context, among = null) {
  const fields = context.manifest.fields.map(([name]) => name);
  const invertedIndex = Object.create(null);
  const fieldVectors = Object.create(null);
  const all = [...postings.keys()].sort();
  all.forEach((term, index) => {
    const entry = { _index: index };
    for (const name of fields) entry[name] = Object.create(null);
    invertedIndex[term] = entry;
    weights(postings.get(term), context, (document, weight, at) => {
      if (among && !among.has(document)) return;
      const ref = new lunr.FieldRef(String(document), fields[at]).toString();
      entry[fields[at]][document] = {};
      fieldVectors[ref] ??= new lunr.Vector();
      fieldVectors[ref].insert(index, weight);
    });
  });
  return new lunr.Index({
    invertedIndex,
    fieldVectors,
    tokenSet: lunr.TokenSet.fromArray(all),
    fields,
    pipeline: new lunr.Pipeline(),
  });
}

// Adds up what a word and its kin count in each document: the best of them where several stand.
// `variants` are [{weight, postings}], the word itself first where there is one; a kin is no rarer
// than the word. `scores` is a Float64Array by document; `strongest` collects the best
// weight by which each document was found; what begins as one types is found for sure.
export function addWord(variants, times, context, scores, strongest) {
  const { documents } = context.manifest;
  const best = new Float64Array(documents);
  const sum = new Float64Array(documents);
  const touched = [];
  const [first] = variants;
  const most = first?.weight === 1 ? rarity(first.postings, documents) : Infinity;
  for (const { weight, postings, begins } of variants) {
    const sure = begins ? 1 : weight;
    const here = [];
    weights(postings, { ...context, most }, (document, value) => {
      if (sum[document] === 0) here.push(document);
      sum[document] += value;
    });
    for (const document of here) {
      const value = sum[document] * weight;
      if (best[document] === 0) touched.push(document);
      if (value > best[document]) best[document] = value;
      if (sure > strongest[document]) strongest[document] = sure;
      sum[document] = 0;
    }
  }
  for (const document of touched) scores[document] += best[document] * times;
  return touched;
}
