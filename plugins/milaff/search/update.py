"""The index of the last build, brought up to date where a few bodies changed.

Only the postings and places of changed words are opened, and only their shards come out different.
The outcome is always the one that a build from nothing has; what is rare and hard (places that
move into or out of scripts of their own) is left to such a build.
"""

from __future__ import annotations

import marshal
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from hashlib import blake2b
from pathlib import Path
from typing import Any

from milaff import kept
from milaff.model import Library
from milaff.search import places
from milaff.search.bodies import Bodies, cut_terms, long_name, shown_code
from milaff.search.codes import LONG, NUMBER, VALUE, numbers, packed, read_rows, rows, split
from milaff.search.counts import Record
from milaff.search.places import BLOCK, LONGEST
from milaff.search.postings import Limits, home
from milaff.search.tree import bits, follow, leaf_paths, shard_name

#: Where more bodies than this changed, or than one in so many, all is gathered anew.
_MOST, _SHARE = 16, 50


class Rebuild(Exception):
    """The change is more than an update can do."""


@dataclass(slots=True)
class State:
    """What one build keeps of its index for the next.

    `key` is the digest of all but the bodies, `digests` those of the bodies; `front` names the
    scripts that follow from the front matters. `places` tells where in the file `records` each
    article's record lies, with its digest; `newer` are records made since that file was written.
    """

    key: bytes
    digests: list[bytes]
    bodies: Bodies
    front: list[str]
    places: list[tuple[int, int, bytes]]
    newer: dict[int, Record] = field(default_factory=dict)
    folder: Path = Path()

    def record(self, number: int) -> Record:
        """The record that the index holds of an article. Raises Rebuild where it is lost."""
        if number in self.newer:
            return self.newer[number]
        start, size, digest = self.places[number]
        try:
            with (self.folder / "records").open("rb") as file:
                file.seek(start)
                data = file.read(size)
        except OSError:
            raise Rebuild from None
        if _digest(data) != digest:
            raise Rebuild
        found: Record = marshal.loads(data)
        return found


def load(folder: Path, key: bytes) -> State | None:
    """What the last build kept, where all but the bodies is as it was."""
    found: Any = kept.load(folder / "index")
    if found is None or found[0] != key:
        return None
    key, digests, tree, texts, lengths, front, where, newer = found
    return State(key, digests, Bodies(tree, texts, lengths), front, where, newer, folder)


def save(state: State) -> None:
    """Keep the index for the next build."""
    bodies = state.bodies
    made = (bodies.tree, bodies.texts, bodies.lengths)
    kept.save(
        state.folder / "index",
        (state.key, state.digests, *made, state.front, state.places, state.newer),
    )


def keep_records(folder: Path, records: Iterator[Record]) -> list[tuple[int, int, bytes]]:
    """Write the records of all articles side by side; where each lies."""
    found, parts, start = [], [], 0
    for record in records:
        keys, times, codes = record
        data = marshal.dumps((keys, times if isinstance(times, bytes) else list(times), codes))
        found.append((start, len(data), _digest(data)))
        parts.append(data)
        start += len(data)
    kept.write_whole(folder / "records", b"".join(parts))
    return found


def _digest(data: bytes) -> bytes:
    return blake2b(data, digest_size=8).digest()


def updated(old: State, library: Library, digests: list[bytes]) -> State:
    """The state after an edit of some bodies; `old` itself where none changed.

    Raises Rebuild where it takes a whole rebuild.
    """
    changed = [n for n, digest in enumerate(digests) if digest != old.digests[n]]
    if not changed:
        return old
    if len(changed) > max(_MOST, len(digests) // _SHARE):
        raise Rebuild
    update = _Update(old.bodies, len(digests))
    newer = dict(old.newer)
    for number in changed:
        record = library.part(library.articles[number], "search")
        update.replace(number, _words(old.record(number)), _words(record))
        newer[number] = record
    return replace(old, digests=digests, bodies=update.done(), newer=newer)


def _words(record: Record) -> dict[str, tuple[int, str]]:
    """The words of a record: stem → (how often as a term, the code of its places)."""
    keys, times, codes = record
    pairs = zip(times, codes.decode("ascii").split(), strict=True)
    return dict(zip(keys.split(), pairs, strict=True))


class _Update:
    """Shards that are opened when they are first needed, and closed in the end."""

    def __init__(self, bodies: Bodies, documents: int) -> None:
        self.bodies = bodies
        self.documents = documents
        self.limits = Limits.of(documents)
        self.opened: dict[str, dict[str, str]] = {}
        # Terms where the tree has no shard yet.
        self.homeless: dict[str, str] = {}
        self.lengths = numbers(bodies.lengths[0].encode("ascii"))

    def replace(
        self, number: int, old: dict[str, tuple[int, str]], new: dict[str, tuple[int, str]]
    ) -> None:
        """Have the document `number` hold the words `new` instead of `old`."""
        nothing = (0, "")
        for key in old.keys() | new.keys():
            (times_before, before), (times, code) = old.get(key, nothing), new.get(key, nothing)
            if times != times_before:
                self._term(key, number, times)
                self.lengths[number] += times - times_before
            if code != before:
                self._places(key, number, code)

    def _open(self, name: str) -> dict[str, str]:
        if name not in self.opened:
            self.opened[name] = read_rows(self.bodies.texts.get(name, ""))
        return self.opened[name]

    def _term(self, term: str, number: int, times: int) -> None:
        path = follow(self.bodies.tree, bits(home(term)))
        shard = self.homeless if path is None else self._open(f"terms-{shard_name(path)}")
        shown = shard.pop(term, "")
        long = self._open(long_name(term))
        code = long.pop(term) if shown.startswith(LONG) else shown
        body, comma, rest = code.partition(",")
        code = (_with_times(body, number, times) + comma + rest).rstrip(",")
        new = shown_code(code, self.limits)
        if new.startswith(LONG):
            long[term] = code
        if new:
            shard[term] = new

    def _places(self, key: str, number: int, code: str) -> None:
        shard = self._open(places.shard_of(key, self.documents))
        body, comma, front = shard.get(key, "").partition(",")
        if body == LONG:
            self._long_places(key, number, code)
            return
        found = _segments(body)
        found.pop(number, None)
        if code:
            found[number] = code
        if _size(found) > LONGEST:
            raise Rebuild
        shown = (_joined(found) + comma + front).rstrip(",")
        shard.pop(key, None)
        if shown:
            shard[key] = shown

    def _long_places(self, key: str, number: int, code: str) -> None:
        block = self._open(places.block_name(key, number // BLOCK))
        found = _segments(block.get(key, ""))
        found.pop(number % BLOCK, None)
        if code:
            found[number % BLOCK] = code
        block.pop(key, None)
        if found:
            block[key] = _joined(found)
        if not block:
            raise Rebuild
        all_blocks = range((self.documents - 1) // BLOCK + 1)
        names = [places.block_name(key, each) for each in all_blocks]
        if sum(len(self._open(name).get(key, "")) for name in names) <= LONGEST:
            raise Rebuild

    def done(self) -> Bodies:
        """The shards with what changed."""
        texts = dict(self.bodies.texts)
        tree, cut_anew = self._terms()
        for path in leaf_paths(self.bodies.tree):
            del texts[f"terms-{shard_name(path)}"]
        texts.update(cut_anew)
        for name, found in self.opened.items():
            if name.startswith("terms-"):
                continue
            if found or name.startswith("places-"):
                texts[name] = rows(sorted(found.items()))
            else:
                texts.pop(name, None)
        lengths = [packed(self.lengths), *self.bodies.lengths[1:]]
        return Bodies(tree, texts, lengths)

    def _terms(self) -> tuple[str, dict[str, str]]:
        """The tree of the terms' shards and their texts, cut anew."""
        terms = list(self.homeless.items())
        for path in leaf_paths(self.bodies.tree):
            terms += self._open(f"terms-{shard_name(path)}").items()
        return cut_terms(
            sorted((bits(home(term)), term, code) for term, code in terms), self.limits
        )


def _with_times(code: str, number: int, times: int) -> str:
    """Postings in which `number` has the term `times` times."""
    found: dict[int, int] = {}
    following = 0
    values = iter(numbers(code.encode("ascii")))
    for value in values:
        following += value >> 1
        found[following] = next(values) + 2 if value & 1 else 1
        following += 1
    found.pop(number, None)
    if times:
        found[number] = times
    made, following = [], 0
    for document in sorted(found):
        gap, count = document - following, found[document]
        made += [gap * 2] if count == 1 else [gap * 2 + 1, count - 2]
        following = document + 1
    return packed(made)


def _segments(code: str) -> dict[int, str]:
    """Places by document: what of the code stands after the document's gap."""
    found: dict[int, str] = {}
    parts = split(code)
    at, following = 0, 0
    while at < len(parts):
        document = following + VALUE[parts[at]]
        header = VALUE[parts[at + 1]]
        each = 2 if header & 1 else 1
        end = at + 2 + (0 if header & 1 else 1) + ((header >> 1) + 1) * each
        found[document] = "".join(parts[at + 1 : end])
        at, following = end, document + 1
    return found


def _joined(found: dict[int, str]) -> str:
    made: list[str] = []
    following = 0
    for document in sorted(found):
        made += (NUMBER[document - following].decode("ascii"), found[document])
        following = document + 1
    return "".join(made)


def _size(found: dict[int, str]) -> int:
    """How many letters of places there are, counted block by block."""
    blocks: dict[int, dict[int, str]] = {}
    for document, code in found.items():
        blocks.setdefault(document // BLOCK, {})[document % BLOCK] = code
    return sum(len(_joined(block)) for block in blocks.values())
