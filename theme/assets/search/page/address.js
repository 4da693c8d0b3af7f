// The address of the search page says what was asked: ?q=…&section=…&year=…&sort=…
export const FIELDS = ["section", "source", "author", "keyword", "year"];
export const SORTS = ["relevance", "newest", "oldest"];
const MOST_VALUES = 50;
const LONGEST_VALUE = 200;

// {q, filters: {field: [id]}, from, to, sort, asked}; what makes no sense is left out.
export function read({ search, hash }) {
  // A query that comes from another page stands behind "#", where no host sees it.
  const given = new URLSearchParams(hash.startsWith("#q=") ? hash.slice(1) : search);
  const filters = {};
  let left = MOST_VALUES;
  for (const field of FIELDS) {
    const values = given.getAll(field).filter((value) => value && value.length <= LONGEST_VALUE);
    filters[field] = [...new Set(values)].slice(0, left);
    left -= filters[field].length;
  }
  const sort = given.get("sort") ?? "";
  const date = (name) => /^\d{4}(-\d\d){0,2}$/.exec(given.get(name) ?? "")?.[0] ?? "";
  return {
    q: given.get("q") ?? "",
    filters,
    from: date("from"),
    to: date("to"),
    sort: SORTS.includes(sort) ? sort : "",
  };
}

export function addressOf({ q, filters, from, to, sort }) {
  const made = new URLSearchParams();
  if (q.trim()) made.set("q", q);
  for (const field of FIELDS) for (const value of filters[field]) made.append(field, value);
  if (from) made.set("from", from);
  if (to) made.set("to", to);
  if (sort) made.set("sort", sort);
  return made.size === 0 ? "" : `?${made}`;
}

export const isFiltered = ({ filters, from, to }) =>
  Boolean(from || to || FIELDS.some((field) => filters[field].length));

// Whether anything is asked at all; with a sort alone, the whole dossier is.
export const isAsked = (state) => Boolean(state.q.trim() || state.sort || isFiltered(state));
