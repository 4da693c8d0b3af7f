"""What the index needs of one body: its words and where they stand. A pure function of the text."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence

from milaff.arabic.stems import taken_apart
from milaff.arabic.words import STOP_WORDS, forms
from milaff.model import Derived
from milaff.search.codes import NUMBER

#: The words of a text: their stems, parted by spaces; how often each stands as a term; the codes
#: of their places, parted by spaces.
Record = tuple[str, Sequence[int], bytes]


class _Words(dict[str, tuple[str, int, int, bytes]]):
    """Of a normalised word: what its places are kept under, its affix, 1 if it is a term or 0, how
    the code of a single place begins.

    A function word is no term; its places are kept under the word itself.
    """

    def __missing__(self, form: str) -> tuple[str, int, int, bytes]:
        is_term = form not in STOP_WORDS
        key, affix = taken_apart(form) if is_term else (form, 0)
        if len(self) > 1 << 18:
            self.clear()
        found = self[form] = (key, affix, int(is_term), NUMBER[0] + NUMBER[affix])
        return found


_WORDS = _Words()


def count(derived: Derived) -> Record:
    """The part of a Derived record that the index is made of."""
    places: defaultdict[str, list[int]] = defaultdict(list)
    for place, form in enumerate(forms(derived.text)):
        places[form].append(place)
    return record(places)


def count_texts(texts: Iterable[Iterable[str]]) -> Record:
    """The same of several texts, cut into normalised words: a place stays free between them, so
    that no phrase runs from one into the next."""
    places: defaultdict[str, list[int]] = defaultdict(list)
    place = 0
    for text in texts:
        for form in text:
            places[form].append(place)
            place += 1
        place += 1
    return record(places)


def record(places: Mapping[str, list[int]]) -> Record:
    """Normalised words and their places, counted and packed."""
    codes: dict[str, bytes] = {}
    times: dict[str, int] = {}
    mixed: set[str] = set()
    words, coded = _WORDS, NUMBER
    for form, found in places.items():
        key, affix, is_term, once = words[form]
        if key in codes:
            times[key] += len(found) * is_term
            mixed.add(key)
        elif len(found) == 1:
            times[key] = is_term
            codes[key] = once + coded[found[0]]
        else:
            times[key] = len(found) * is_term
            codes[key] = _code(affix, found)
    codes.update(_mixed_codes(places, mixed))
    numbers = times.values()
    packed = bytes(numbers) if max(numbers, default=0) < 256 else list(numbers)
    return " ".join(codes), packed, b" ".join(codes.values())


def _code(affix: int, places: list[int]) -> bytes:
    """The code of places that have the same affix: how many, less one, doubled; the affix; for
    each the gap since the last."""
    code = NUMBER[2 * len(places) - 2] + NUMBER[affix] + NUMBER[places[0]]
    last = places[0]
    for place in places[1:]:
        code += NUMBER[place - last - 1]
        last = place
    return code


def _mixed_codes(places: Mapping[str, list[int]], keys: set[str]) -> Iterator[tuple[str, bytes]]:
    """The codes of places whose affixes differ: how many, less one, doubled, plus one; for each
    the gap since the last, and its affix."""
    found: dict[str, list[tuple[int, int]]] = {key: [] for key in keys}
    for form, at in places.items():
        key, affix, _, _ = _WORDS[form]
        if key in keys:
            found[key] += [(place, affix) for place in at]
    for key, of in found.items():
        code = NUMBER[2 * len(of) - 1]
        following = 0
        for place, affix in sorted(of):
            code += NUMBER[place - following] + NUMBER[affix]
            following = place + 1
        yield key, code
