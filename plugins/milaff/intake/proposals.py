"""What the machine may propose: the summary, word for word, and keywords that are no facts."""

from __future__ import annotations

import re
from collections import Counter
from typing import TypeVar

from milaff.arabic.text import TASHKEEL, fold
from milaff.intake.words import words

SUMMARY_LETTERS = 200
_DIGIT = re.compile(r"\d")
_Found = TypeVar("_Found")


_SENTENCE = re.compile(r".+?(?:[.؟!?…]+[\"»”’)]*(?=\s|$)|$)", re.DOTALL)


def summary_of(paragraphs: list[str], letters: int = SUMMARY_LETTERS) -> str:
    """The first sentences word for word, up to `letters`.

    A first sentence that is longer is cut at a comma, or at a word, and ends in ….
    """
    if not paragraphs:
        return ""
    taken = ""
    for sentence in _SENTENCE.findall(paragraphs[0]):
        if len((taken + sentence).strip()) > letters:
            break
        taken += sentence
    if taken.strip():
        return taken.strip()
    cut = paragraphs[0][:letters]
    comma = max(cut.rfind(sign) for sign in "،؛,")
    if comma > letters // 2:
        return cut[:comma].rstrip() + "…"
    return cut[: cut.rfind(" ")].rstrip(" ،؛,") + "…"


_EDGES = '«»"“”()[]؛،:!؟.…-–'


_CLITICS = ("و", "ف", "ب", "ل", "ك")


def _without_clitic(key: str, alone: set[str]) -> str:
    """`والولايات` → `الولايات`, `لمكافحه` → `مكافحه`, where the folded word also stands alone."""
    if key.startswith(("و", "ف")) and (key[1:3] == "ال" or key[1:] in alone):
        key = key[1:]
    if key.startswith("لل") and f"ال{key[2:]}" in alone:
        return f"ال{key[2:]}"
    if key.startswith(("ب", "ل", "ك")) and len(key) > 4 and key[1:] in alone:
        return key[1:]
    return key


def _as_printed(word: str, key: str) -> str:
    """The printed word without the clitic that its `key` is without."""
    word = word.strip(_EDGES)
    bare = word[-len(key) :]
    return bare if fold(bare) == key else f"ال{word[2 - len(key) :]}"


def _may_be_keyword(key: str) -> bool:
    return len(key) > 3 and (key.isalpha() or not _DIGIT.search(key)) and key not in words("stop")


def _first_places(found: list[_Found]) -> dict[_Found, int]:
    return dict(zip(reversed(found), reversed(range(len(found))), strict=True))


def suggest_keywords(title: str, paragraphs: list[str], most: int = 6) -> tuple[str, ...]:
    """Proposals for the curator: words and pairs of the title and of what is said again and again.

    They are no facts: of machine-made keywords about one in six is an editor's.
    """
    text = TASHKEEL.sub("", " . ".join([title, *paragraphs]))
    folded = [word.strip(_EDGES) for word in fold(text).split()]
    alone, in_title = set(folded), set(fold(title).split())
    keys = [_without_clitic(w, alone) if w.startswith(_CLITICS) else w for w in folded]
    usable = set(filter(_may_be_keyword, set(keys)))
    # «المغرب والولايات»: a و joins two terms, it makes no pair of them.
    pairs = [
        (first, key) if key in usable and first in usable and key == word else None
        for first, key, word in zip(["", *keys], keys, folded, strict=False)
    ]
    repeated = {pair: count for pair, count in Counter(pairs).items() if pair and count > 1}
    inside = {word for pair in repeated for word in pair}
    singles = {
        key: count * (1 + (key in in_title))
        for key, count in Counter(keys).items()
        if key in usable and key.startswith("ال") and key not in inside
    }
    at, pair_at = _first_places(keys), _first_places(pairs)
    # The score, where the last word stands first, and of how many words it is.
    found = [(score, at[key], 1) for key, score in singles.items() if score > 1]
    found += [(2 * count + 1, pair_at[pair], 2) for pair, count in repeated.items()]
    found.sort(key=lambda one: (-one[0], one[1], one[2]))
    printed = text.split()
    return tuple(
        " ".join(map(_as_printed, printed[last + 1 - size : last + 1], keys[last + 1 - size :]))
        for _, last, size in found[:most]
    )
