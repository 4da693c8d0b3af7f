"""Library → the scripts of its index."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import Any

from milaff.arabic.words import forms
from milaff.model import Library
from milaff.search import counts, heads, places, spellings
from milaff.search.codes import LONG, packed, rows, script
from milaff.search.documents import (
    CHUNK,
    FACETS,
    Document,
    chunks,
    dates,
    documents,
    facet,
    order_of,
)
from milaff.search.places import Places
from milaff.search.postings import (
    FIELDS,
    K1,
    B,
    Limits,
    Postings,
    counts_of,
    home,
    whole_code,
)
from milaff.search.tree import bits, cut


@lru_cache(maxsize=1 << 12)
def forms_of(text: str) -> list[str]:
    """The normalised words of a text of a front matter; names among them come again and again."""
    return forms(text)


def scripts(library: Library) -> Iterator[tuple[str, bytes]]:
    """The scripts of the index, by their address under `search/`."""
    found = documents(library)
    order = order_of(found)
    for name, value in parts(library, found):
        yield f"{name}.js", script(name, value, order)


def parts(library: Library, found: Sequence[Document]) -> Iterator[tuple[str, Any]]:
    """What the scripts hand over, by name."""
    limits = Limits.of(len(found))
    fields = tuple(Postings() for _ in FIELDS)
    body_places, front_places = Places(), Places()
    library.prepare("search")
    for number, document in enumerate(found):
        keys, times, codes = library.derived(document.article).parts["search"]
        stems = keys.split()
        body_places.add(number, stems, codes.split())
        fields[0].add(number, zip(stems, times, strict=True))
        words = {name: forms_of(text) for name, text in document.texts.items()}
        keys, _, codes = counts.count_texts(words.values())
        front_places.add(number, keys.split(), codes.split())
        for postings, (name, _) in zip(fields[1:], FIELDS[1:], strict=True):
            postings.add(number, counts_of(words[name]).items())
    tree, shards = term_shards(fields, limits)
    yield from shards
    yield from places.shards(body_places, front_places, len(found))
    named = heads.names(library)
    head_tree, head_shards = heads.shards(found, named, limits)
    yield from head_shards
    for start in range(0, len(named), heads.CHUNK):
        yield f"names-{start // heads.CHUNK}", named[start : start + heads.CHUNK]
    spelled = spellings.shards(library.names)
    for number, shard in enumerate(spelled):
        yield f"spelled-{number}", shard
    for number, chunk in enumerate(chunks(found)):
        yield f"shown-{number}", chunk
    for number, document in enumerate(found):
        yield f"text-{number}", library.derived(document.article).text
    for name in FACETS:
        yield f"facet-{name}", facet(found, name)
    yield "dates", dates(found)
    yield "lengths", [packed(postings.lengths) for postings in fields]
    yield (
        "manifest",
        {
            "documents": len(found),
            "fields": [[name, boost] for name, boost in FIELDS],
            "k1": K1,
            "b": B,
            "chunk": CHUNK,
            "terms": tree,
            "heads": head_tree,
            "names": [len(named), heads.CHUNK],
            "places": places.shard_count(len(found)),
            "block": places.BLOCK,
            "spelled": len(spelled),
        },
    )


def term_shards(
    fields: Sequence[Postings], limits: Limits
) -> tuple[str, Iterator[tuple[str, str]]]:
    """The tree of the terms' shards, and (name, text) of each and of those of long postings."""
    terms = sorted((bits(home(term)), term) for term in set().union(*(f.code for f in fields)))
    codes = [whole_code(term, fields) for _, term in terms]
    shown = [code if len(code) <= limits.inline else LONG + packed([len(code)]) for code in codes]
    weights = [len(term) + len(code) + 1 for (_, term), code in zip(terms, shown, strict=True)]
    tree, leaves = cut([key for key, _ in terms], weights, limits.shard)

    def made() -> Iterator[tuple[str, str]]:
        for leaf in leaves:
            inside = range(leaf.start, leaf.stop)
            yield f"terms-{leaf.name}", rows([(terms[at][1], shown[at]) for at in inside])
        long: dict[str, list[tuple[str, str]]] = {}
        for (_, term), code in zip(terms, codes, strict=True):
            if len(code) > limits.inline:
                long.setdefault(f"long-{places.hash_of(term):x}", []).append((term, code))
        for name, found in long.items():
            yield name, rows(found)

    return tree, made()
