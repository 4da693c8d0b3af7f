"""What the index needs of one body: its words and where they stand. A pure function of the text."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator

from milaff.arabic.words import forms
from milaff.model import Derived
from milaff.search.codes import NUMBER


def count(derived: Derived) -> bytes:
    """The part of a Derived record that the index is made of: the words of its text, packed.

    Three lines: the words, normalised; how often each stands there; the codes of their places
    (the first place, then the gaps); each parted by spaces. Places count words from 0, function
    words among them.
    """
    return packed(enumerate(forms(derived.text)))


def count_texts(texts: Iterable[str]) -> bytes:
    """As `count`, of several texts: a place stays free between them, so that no phrase runs from
    one into the next."""
    return packed(_places(texts))


def _places(texts: Iterable[str]) -> Iterator[tuple[int, str]]:
    start = 0
    for text in texts:
        place = start
        for place, form in enumerate(forms(text), start):
            yield place, form
        start = place + 2


def packed(words: Iterable[tuple[int, str]]) -> bytes:
    """The record of words and their places."""
    places: defaultdict[str, list[int]] = defaultdict(list)
    for place, form in words:
        places[form].append(place)
    found = " ".join(places).encode("utf-8")
    times = " ".join(str(len(each)) for each in places.values()).encode("ascii")
    return b"\n".join((found, times, b" ".join(map(_gaps, places.values()))))


def _gaps(places: list[int]) -> bytes:
    if len(places) == 1:
        return NUMBER[places[0]]
    last = -1
    code = b""
    for place in places:
        code += NUMBER[place - last - 1]
        last = place
    return code


def read(record: bytes) -> Iterator[tuple[str, int, bytes]]:
    """The words of a record: (word, how often, the code of its places)."""
    words, times, places = record.split(b"\n")
    if not words:
        return iter(())
    return zip(
        words.decode("utf-8").split(" "), map(int, times.split()), places.split(b" "), strict=True
    )
