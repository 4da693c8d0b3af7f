"""Where the words of an article stand, for exact phrases: cut into shards by a hash of the stem.

With every place goes what was taken off the word there, and function words are among them: a
phrase is true only where every word of it stands as it is asked for. The front matter's words
have places of their own.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from milaff.search.codes import LONG, NUMBER, rows

#: Words with more than these letters of places, counted block by block, have scripts of their
#: own: one for a block of so many documents.
LONGEST, BLOCK = 16384, 1024


def hash_of(text: str) -> int:
    """FNV-1a (32 bit) of the UTF-8 bytes: http://www.isthe.com/chongo/tech/comp/fnv/"""
    value = 0x811C9DC5
    for byte in text.encode("utf-8"):
        value = ((value ^ byte) * 0x01000193) & 0xFFFFFFFF
    return value


def shard_count(documents: int) -> int:
    """How many shards of places a dossier has: a power of two, about one for four documents."""
    count = 4
    while count * 4 < documents and count < 4096:
        count *= 2
    return count


@dataclass(slots=True)
class _Word:
    #: The document after the last, and the first of the next block.
    next: int = 0
    limit: int = 0
    code: bytearray = field(default_factory=bytearray)
    #: The first document of each block: its number, where its code begins, without its gap.
    blocks: list[tuple[int, int, int]] = field(default_factory=list)


class Places:
    """Gathers, document by document, where words stand."""

    def __init__(self) -> None:
        self.words: dict[str, _Word] = {}

    def add(self, number: int, keys: Iterable[str], codes: Iterable[bytes]) -> None:
        """Add a document's words, later than those added before: their stems and the codes of
        their places."""
        known, coded = self.words, NUMBER
        for key, code in zip(keys, codes, strict=True):
            try:
                word = known[key]
            except KeyError:
                word = known[key] = _Word()
            gap = coded[number - word.next]
            into = word.code
            if number >= word.limit:
                word.blocks.append((number, len(into), len(into) + len(gap)))
                word.limit = (number // BLOCK + 1) * BLOCK
            into += gap
            into += code
            word.next = number + 1


def shard_of(key: str, documents: int) -> str:
    """The name of the shard that tells where `key` stands."""
    return f"places-{hash_of(key) % shard_count(documents)}"


def block_name(key: str, block: int) -> str:
    """The name of the script of one block of a word's own."""
    return f"at-{hash_of(key):x}-{block}"


def shards(body: Places, front: Places, documents: int) -> Iterator[tuple[str, str]]:
    """The shards of places: (name, text)."""
    found: dict[str, list[tuple[str, str]]] = {}
    for key in sorted(body.words.keys() | front.words.keys()):
        word = body.words.get(key)
        shown = word.code.decode("ascii") if word else ""
        # Block by block a code is never longer than as a whole.
        blocks = list(_blocks(word)) if word and len(shown) > LONGEST else []
        if sum(len(text) for _, text in blocks) > LONGEST:
            shown = LONG
            for block, text in blocks:
                found.setdefault(block_name(key, block), []).append((key, text))
        found.setdefault(shard_of(key, documents), []).append((key, _row(shown, front, key)))
    for number in range(shard_count(documents)):
        found.setdefault(f"places-{number}", [])
    for name, inside in found.items():
        yield name, rows(inside)


def _row(body: str, front: Places, key: str) -> str:
    found = front.words.get(key)
    return f"{body},{found.code.decode()}" if found else body


def _blocks(word: _Word) -> Iterator[tuple[int, str]]:
    ends = [start for _, start, _ in word.blocks[1:]] + [len(word.code)]
    for (number, _, start), end in zip(word.blocks, ends, strict=True):
        first = NUMBER[number % BLOCK]
        yield number // BLOCK, (first + bytes(word.code[start:end])).decode("ascii")
