// Ranks documents with lunr over an index that holds the query's terms alone: lunr's score is a
// dot product over these, so it is the score that the whole index would give.
import lunr from "lunr";

// As in lunr.Builder (2.3).
const K1 = 1.2;
const B = 0.75;

// `postings` is a Map of term → postings (see load.js); `manifest` that of the index.
export function partialIndex(postings, manifest) {
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
    const idf = lunr.idf(entry, documents);
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

// [{document, score, terms}], best first; `terms` is how many of the query's a document has.
export function rank(terms, postings, manifest) {
  const index = partialIndex(postings, manifest);
  const found = index.query((query) => {
    for (const term of terms) {
      if (postings.has(term)) query.term(term, { usePipeline: false });
    }
  });
  return found.map(({ ref, score, matchData }) => ({
    document: Number(ref),
    score,
    terms: Object.keys(matchData.metadata).length,
  }));
}
