"""Spellings that the curator has declared for one name: each finds the others."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from milaff.arabic.stems import terms
from milaff.model import Names
from milaff.search.places import hash_of

#: How many first terms share one script, about.
_SHARED = 256


def shards(names: Names) -> list[dict[str, list[list[list[str]]]]]:
    """Shards by the hash of a spelling's first term: term → [[spelling, other, other…], …], each
    spelling a list of terms. Empty where no name has two spellings that differ for the search."""
    found: defaultdict[str, list[list[list[str]]]] = defaultdict(list)
    for spelling, others in _alike(names):
        row = [list(spelling), *map(list, others)]
        if row not in found[spelling[0]]:
            found[spelling[0]].append(row)
    if not found:
        return []
    count = 1
    while count * _SHARED < len(found):
        count *= 2
    parts: list[dict[str, list[list[list[str]]]]] = [{} for _ in range(count)]
    for term in sorted(found):
        parts[hash_of(term) % count][term] = found[term]
    return parts


def _alike(names: Names) -> Iterator[tuple[tuple[str, ...], list[tuple[str, ...]]]]:
    """Each spelling with those that stand for the same, as terms; of spellings with equally many
    words, also the words in which they differ."""
    for name in names:
        spelled = dict.fromkeys(tuple(terms(text)) for text in name.all_spellings)
        spelled.pop((), None)
        whole = list(spelled)
        for one in whole:
            others = [other for other in whole if other != one]
            if others:
                yield one, others
            for other in others:
                if len(one) == len(other):
                    differing = [(a, b) for a, b in zip(one, other, strict=True) if a != b]
                    if len(differing) == 1 and len(one) > 1:
                        ((a, b),) = differing
                        yield (a,), [(b,)]
