"""Near-duplicates: the same wire story in two outlets, cut, retitled, lightly edited.

A text is known by its sketch: of the hashes of all its runs of words the least (bottom-k sketch:
Broder, "On the resemblance and containment of documents", 1997; Cohen and Kaplan, "Summarizing
data using bottom-k sketches", 2007). Two sketches tell how much two texts share; and texts that
share enough are found by looking up the few least hashes alone, without comparing every pair.
"""

from __future__ import annotations

import re
import zlib
from array import array
from dataclasses import dataclass

from milaff.arabic.text import fold

#: Words in a run: shorter runs are shared by chance, longer ones are broken by every edit.
_RUN = 3
#: Hashes in a sketch. The share of two texts is then right to about ±.08.
_KEPT = 128
#: Hashes that are looked up: two texts that share a fifth meet in one of them 97 times in 100.
LOOKED_UP = 16
#: Texts that share this much of the shorter one are the same story.
SAME_STORY = 0.4
#: Texts that share this much of the shorter one are one text.
SAME_TEXT = 0.9
#: A text of fewer runs says too little to be recognised by.
_FEWEST = 20
_WORD = re.compile(r"\w+")
_ADDRESS = re.compile(r"\]\([^)]*\)")


@dataclass(frozen=True, slots=True)
class Sketch:
    """The least hashes of a text's runs of words, ascending, and how many runs it has."""

    least: tuple[int, ...]
    runs: int

    @property
    def keys(self) -> tuple[int, ...]:
        """Those that it is looked up by."""
        return self.least[:LOOKED_UP]

    def dump(self) -> bytes:
        """The sketch as bytes, little-endian on every machine that Milaff runs on."""
        return array("I", (self.runs, *self.least)).tobytes()

    @classmethod
    def load(cls, data: bytes) -> Sketch:
        """The inverse of `dump`."""
        runs, *least = array("I", data)
        return cls(tuple(least), runs)


def sketch_of(body: str) -> Sketch:
    """The sketch of an article's Markdown body; empty when it is too short to be recognised."""
    words = " ".join(_WORD.findall(fold(_ADDRESS.sub("]", body)))).encode().split(b" ")
    starts = [words[at:] for at in range(_RUN)]
    hashes = set(map(zlib.crc32, map(b" ".join, zip(*starts, strict=False))))
    if len(hashes) < _FEWEST:
        return Sketch((), 0)
    return Sketch(tuple(sorted(hashes)[:_KEPT]), len(hashes))


def shared(one: Sketch, other: Sketch) -> float:
    """How much of the shorter text stands in the longer, estimated: 0 to 1."""
    if not one.least or not other.least:
        return 0.0
    mine, others = set(one.least), set(other.least)
    union = sorted(mine | others)[:_KEPT]
    resemblance = len(mine & others & set(union)) / len(union)
    common = resemblance * (one.runs + other.runs) / (1 + resemblance)
    return min(1.0, common / min(one.runs, other.runs))
