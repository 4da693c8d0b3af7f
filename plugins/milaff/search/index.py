"""Library → the scripts of its index, those of the last build kept as far as nothing changed."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator, Sequence
from functools import lru_cache, partial
from pathlib import Path
from typing import Any

from milaff.arabic.words import forms
from milaff.model import Article, Library
from milaff.search import counts, heads, places, spellings, update
from milaff.search.bodies import Bodies, term_shards
from milaff.search.codes import packed, script, swapped
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
from milaff.search.postings import FIELDS, K1, B, Limits, Postings, counts_of

Queue = Callable[[str, Callable[[], bytes], str], None]


@lru_cache(maxsize=1 << 12)
def forms_of(text: str) -> list[str]:
    """The normalised words of a text of a front matter; names among them come again and again."""
    return forms(text)


def scripts(library: Library) -> Iterator[tuple[str, bytes]]:
    """Every script of the index, by its address under `search/`."""
    made: list[tuple[str, Callable[[], bytes]]] = []
    queue(library, lambda name, make, _digest: made.append((name, make)))
    for name, make in made:
        yield name, make()


def queue(library: Library, into: Queue, folder: Path | None = None) -> None:
    """Hand every script of the index over: its address under `search/`, a function that makes it,
    and a digest of what it follows from.

    In `folder` lies what the next build needs to rewrite only what an edit changed.
    """
    key, order = library.digest(bodies=False), order_of(library)
    bodies, names = _kept(library, key, folder) if folder else (gather(library), [])
    front = Front(library, bodies.tree)

    def hand_over(name: str, make: Callable[[], Any], *follows: bytes) -> None:
        digest = hashlib.blake2b(b"\0".join((order.encode(), *follows)), digest_size=16)
        into(f"{name}.js", lambda: script(name, make(), order), digest.hexdigest())

    for name, text in bodies.texts.items():
        hand_over(name, partial(str, text), text.encode())
    for number, article in enumerate(library.articles):
        hand_over(f"text-{number}", partial(_text, library, article), article.body_digest)
    hand_over("lengths", partial(list, bodies.lengths), "\n".join(bodies.lengths).encode())
    for name in names or front.names():
        hand_over(name, partial(front.value, name), key, bodies.tree.encode())


def _text(library: Library, article: Article) -> str:
    return swapped(library.derived(article).text)


def _kept(library: Library, key: bytes, folder: Path) -> tuple[Bodies, list[str]]:
    """What follows from the bodies, and the names of the other scripts: kept from the last build
    and brought up to date, or made anew and kept for the next."""
    digests = [article.body_digest for article in library.articles]
    old = update.load(folder, key)
    if old:
        try:
            new = update.updated(old, library, digests)
        except update.Rebuild:
            pass
        else:
            if new is not old:
                update.save(new)
            return new.bodies, new.front
    bodies = gather(library)
    records = (library.part(article, "search") for article in library.articles)
    where = update.keep_records(folder, records)
    names = Front(library, bodies.tree).names()
    update.save(update.State(key, digests, bodies, names, where, folder=folder))
    return bodies, names


def gather(library: Library) -> Bodies:
    """Read every record and front matter, and cut what they say into shards."""
    found = documents(library)
    limits = Limits.of(len(found))
    fields = tuple(Postings() for _ in FIELDS)
    body_places, front_places = Places(), Places()
    library.prepare("search")
    for number, document in enumerate(found):
        keys, times, codes = library.part(document.article, "search")
        stems = keys.split()
        body_places.add(number, stems, codes.split())
        fields[0].add(number, zip(stems, times, strict=True))
        words = {name: forms_of(text) for name, text in document.texts.items()}
        keys, _, codes = counts.count_texts(words.values())
        front_places.add(number, keys.split(), codes.split())
        for postings, (name, _) in zip(fields[1:], FIELDS[1:], strict=True):
            postings.add(number, counts_of(words[name]).items())
    tree, texts = term_shards(fields, limits)
    texts.update(places.shards(body_places, front_places, len(found)))
    return Bodies(tree, texts, [packed(postings.lengths) for postings in fields])


class Front:
    """What follows from front matters alone, made when it is first asked for."""

    def __init__(self, library: Library, tree: str) -> None:
        self._library = library
        self._tree = tree
        self._values: dict[str, Any] = {}

    def names(self) -> list[str]:
        """The scripts' names."""
        return list(self._made())

    def value(self, name: str) -> Any:
        """What a script hands over."""
        return self._made()[name]

    def _made(self) -> dict[str, Any]:
        if not self._values:
            self._values = dict(_front(self._library, documents(self._library), self._tree))
        return self._values


def _front(library: Library, found: Sequence[Document], tree: str) -> Iterator[tuple[str, Any]]:
    named = heads.names(library)
    head_tree, head_shards = heads.shards(found, named, Limits.of(len(found)))
    yield from head_shards
    for start in range(0, len(named), heads.CHUNK):
        yield f"names-{start // heads.CHUNK}", named[start : start + heads.CHUNK]
    spelled = spellings.shards(library.names)
    for number, shard in enumerate(spelled):
        yield f"spelled-{number}", shard
    for number, chunk in enumerate(chunks(found)):
        yield f"shown-{number}", chunk
    for name in FACETS:
        yield f"facet-{name}", facet(found, name)
    yield "dates", dates(found)
    manifest = {
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
    }
    yield "manifest", manifest
