"""In which articles and fields a term stands, and how often: gathered, then cut into shards.

lunr scores a document by a dot product over the query's terms alone, so an index that holds only
these gives the scores of the whole one (lunr 2.3, `lunr.Index#query`). Shards carry how often a
term stands where; the browser makes of that the weights that `lunr.Builder` would.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from milaff.arabic.stems import stem
from milaff.arabic.words import STOP_WORDS
from milaff.search.codes import NUMBER

#: Fields of a document and what a term in them counts; in this order they stand in a shard.
FIELDS: tuple[tuple[str, float], ...] = (
    ("body", 1.0),
    ("title", 2.0),
    ("keywords", 1.5),
    ("summary", 1.5),
)
#: How soon repeating a term counts no more, and how much the length of a field counts: lunr's
#: `k1` and, a little below its default, `b`.
K1, B = 1.2, 0.65
#: The letters that a word may begin with and its kin not: clitics and the letters of increase.
AFFIXES = frozenset("سالتمونيهفبك")


@dataclass(slots=True)
class Postings:
    """Where each term of a field stands: `code[term]` is a run of numbers, two or three a
    document: twice the gap since the last document, plus one where it stands there more than
    once; then how often, less two. `lengths` are terms by document."""

    code: dict[str, bytearray] = field(default_factory=dict)
    lengths: list[int] = field(default_factory=list)
    _next: dict[str, int] = field(default_factory=dict)

    def add(self, number: int, counts: Iterable[tuple[str, int]]) -> None:
        """Add the document `number`, later than those added before: its terms, how often each;
        what stands 0 times is no term."""
        code, following, coded = self.code, self._next, NUMBER
        total = 0
        for term, times in counts:
            if not times:
                continue
            total += times
            if term in following:
                gap = number - following[term]
                into = code[term]
            else:
                gap = number
                into = code[term] = bytearray()
            following[term] = number + 1
            if times == 1:
                into += coded[gap * 2]
            else:
                into += coded[gap * 2 + 1]
                into += coded[times - 2]
        self.lengths.append(total)


def counts_of(words: Iterable[str]) -> Counter[str]:
    """How often each term stands among normalised words."""
    return Counter(stem(word) for word in words if word not in STOP_WORDS)


def bare(term: str) -> str:
    """The key of a term: its first letter, then its consonants.

    كتاب, كتب and كاتب share it; what begins alike has keys that begin alike.
    """
    if not "\u0620" <= term[0] <= "\u064a":
        return term
    return term[0] + re.sub("[اويء]", "", term[1:])


def home(term: str) -> str:
    """The key of the shard that holds a term: where the first of four letters or more may be an
    affix, that of the rest, so that بميناء and يلعب lie with ميناء and لعب."""
    if len(term) >= 4 and term[0] in AFFIXES and "\u0620" <= term[1] <= "\u064a":
        return bare(term[1:])
    return bare(term)


@dataclass(frozen=True, slots=True)
class Limits:
    """How large things may grow, in letters; a function of the number of documents alone.

    `shard`: what a shard of terms weighs at most. `inline`: postings longer than this lie in a
    script of their own.
    """

    shard: int
    inline: int

    @classmethod
    def of(cls, documents: int) -> Limits:
        """Shards grow with the square root of the dossier, so that neither they nor the number
        of them grows too fast."""
        shard = 2048
        while shard * shard < documents * 4096:
            shard *= 2
        return cls(shard, shard // 8)


def whole_code(term: str, fields: Sequence[Postings]) -> str:
    """The postings of a term, field by field in the order of FIELDS, the empty ones at the end
    left out."""
    codes = [found.code.get(term, b"").decode("ascii") for found in fields]
    return ",".join(codes).rstrip(",")
