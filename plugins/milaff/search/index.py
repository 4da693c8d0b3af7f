"""The lunr index of a Library, cut by term into classic scripts.

lunr scores a document by a dot product over the terms of the query alone, so an index that holds
only these terms gives the scores of the whole one (lunr 2.3, `lunr.Index#query`). The shards carry
how often a term stands in a field of a document; the browser makes of them the weights that
`lunr.Builder` would, and asks lunr.
"""

from __future__ import annotations

import json
from collections import Counter, defaultdict
from collections.abc import Container, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from milaff.arabic.stems import skeleton, terms, without_proclitic

#: Fields of a document and what a term in them counts.
FIELDS: tuple[tuple[str, float], ...] = (
    ("title", 2.0),
    ("keywords", 1.5),
    ("names", 1.5),
    ("text", 1.0),
)
#: Bytes that a shard should have: small enough for a poor connection, large enough to be few.
SHARD_BYTES = 8192
#: How many documents share one script of titles and sources.
CHUNK = 50


@dataclass(frozen=True, slots=True)
class Document:
    """What of one article is searched (by field) and what is shown when it is found."""

    fields: dict[str, str]
    shown: dict[str, Any]
    text: str


def scripts(documents: Sequence[Document]) -> Iterator[tuple[str, bytes]]:
    """The scripts of the index, by their address under `search/`."""
    postings: dict[str, list[list[int]]] = defaultdict(lambda: [[] for _ in FIELDS])
    lengths: list[list[int]] = [[] for _ in FIELDS]
    for number, document in enumerate(documents):
        for at, (name, _) in enumerate(FIELDS):
            counts = Counter(terms(document.fields.get(name, "")))
            lengths[at].append(counts.total())
            for term, count in counts.items():
                postings[term][at] += [number, count]
    count = shard_count(sum(len(_json(item).encode()) for item in postings.items()))
    shards: list[dict[str, Any]] = [{} for _ in range(count)]
    for term in sorted(postings):
        shards[shard_of(family(term, postings), count)][term] = postings[term]
    manifest = {
        "documents": len(documents),
        "shards": count,
        "chunk": CHUNK,
        "fields": [
            {"name": name, "boost": boost, "lengths": lengths[at]}
            for at, (name, boost) in enumerate(FIELDS)
        ],
    }
    yield "manifest.js", _script("manifest", manifest)
    for number, shard in enumerate(shards):
        yield f"terms-{number}.js", _script(f"terms-{number}", shard)
    for start in range(0, len(documents), CHUNK):
        shown = [document.shown for document in documents[start : start + CHUNK]]
        name = f"shown-{start // CHUNK}"
        yield f"{name}.js", _script(name, shown)
    for number, document in enumerate(documents):
        yield f"text-{number}.js", _script(f"text-{number}", document.text)


def family(term: str, vocabulary: Container[str]) -> str:
    """What a term shares with its kin, so that one shard holds them all: its skeleton, or that
    of the word it is when the letter that clings to it is taken off."""
    bare = without_proclitic(term)
    return skeleton(bare if bare in vocabulary else term)


def shard_count(size: int) -> int:
    """How many shards an index of `size` bytes is cut into: a power of two."""
    count = 1
    while size / count > SHARD_BYTES:
        count *= 2
    return count


def shard_of(name: str, count: int) -> int:
    """The shard that holds a family: FNV-1a (32 bit) of its UTF-8 bytes, modulo `count`.

    http://www.isthe.com/chongo/tech/comp/fnv/
    """
    value = 0x811C9DC5
    for byte in name.encode("utf-8"):
        value = ((value ^ byte) * 0x01000193) & 0xFFFFFFFF
    return value % count


def _script(name: str, value: Any) -> bytes:
    """A script that hands `value` over: from file:// nothing else can be loaded."""
    return f"milaffSearch.take({json.dumps(name)},{_json(value)});\n".encode()


def _json(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))
