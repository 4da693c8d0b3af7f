// Ranks documents with lunr over an index that holds the query's terms alone: lunr's score is a
// dot product over these, so it is the score that the whole index would give.
import lunr from "lunr";

// As in lunr.Builder (2.3).
const K1 = 1.2;
const B = 0.75;

// `postings` is a Map of term → postings (see load.js); `manifest` that of the index.
// `most` caps how rare a term may count as.
export function partialIndex(postings, manifest, most = Infinity) {
  const { fields, documents } = manifest;
  const invertedIndex = Object.create(null);
  const fieldVectors = Object.create(null);
  const averages = fields.map(
    ({ lengths }) => lengths.reduce((sum, length) => sum + length, 0) / Math.max(1, documents),
  );
  [...postings.keys()].sort().forEach((term, index) => {
    const byField = postings.get(term);
    const entry = { _index: index };
    fields.forEach(({ name }, at) => {
      entry[name] = Object.create(null);
      for (let i = 0; i < byField[at].length; i += 2) entry[name][byField[at][i]] = {};
    });
    invertedIndex[term] = entry;
    const idf = Math.min(most, lunr.idf(entry, documents));
    fields.forEach(({ name, boost, lengths }, at) => {
      const average = averages[at];
      for (let i = 0; i < byField[at].length; i += 2) {
        const document = byField[at][i];
        const times = byField[at][i + 1];
        const norm = K1 * (1 - B + B * (lengths[document] / average)) + times;
        const weight = ((idf * (K1 + 1) * times) / norm) * boost;
        const ref = new lunr.FieldRef(String(document), name).toString();
        fieldVectors[ref] ??= new lunr.Vector();
        fieldVectors[ref].insert(index, Math.round(weight * 1000) / 1000);
      }
    });
  });
  return new lunr.Index({
    invertedIndex,
    fieldVectors,
    tokenSet: lunr.TokenSet.fromArray(Object.keys(invertedIndex).sort()),
    fields: fields.map(({ name }) => name),
    pipeline: new lunr.Pipeline(),
  });
}

// How rare a term is, as lunr has it: by the fields of documents that it stands in.
function rarity(postings, manifest) {
  const entry = { _index: 0 };
  manifest.fields.forEach(({ name }, at) => {
    entry[name] = {};
    for (let i = 0; i < postings[at].length; i += 2) entry[name][postings[at][i]] = {};
  });
  return lunr.idf(entry, manifest.documents);
}

// Ranks by words and their kin: `kin` is a Map of a query's term → what load(term) gives. A word
// counts by the best of its kin in a document, and words add up. A kin is no rarer than the word.
// [{document, score}], best first, the dossier's order among equals.
export function rank(terms, kin, manifest) {
  const scores = new Map();
  const byTerm = new Map();
  for (const term of terms) {
    if (!byTerm.has(term)) {
      const best = new Map();
      const variants = kin.get(term) ?? [];
      const typed = variants.find((variant) => variant.term === term);
      const most = typed ? rarity(typed.postings, manifest) : Infinity;
      for (const { term: other, weight, postings } of variants) {
        const index = partialIndex(new Map([[other, postings]]), manifest, most);
        for (const { ref, score } of index.query((q) => q.term(other, { usePipeline: false }))) {
          if (weight * score > (best.get(ref) ?? 0)) best.set(ref, weight * score);
        }
      }
      byTerm.set(term, best);
    }
    for (const [ref, score] of byTerm.get(term)) scores.set(ref, (scores.get(ref) ?? 0) + score);
  }
  return [...scores]
    .map(([ref, score]) => ({ document: Number(ref), score }))
    .sort((a, b) => b.score - a.score || a.document - b.document);
}
