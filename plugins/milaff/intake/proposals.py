"""What the machine may propose: the summary, word for word, and keywords that are no facts."""

from __future__ import annotations

import re
from collections import Counter

from milaff.arabic.text import TASHKEEL, fold
from milaff.intake.words import words

SUMMARY_LETTERS = 200
_DIGIT = re.compile(r"\d")


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


def suggest_keywords(title: str, paragraphs: list[str], most: int = 6) -> tuple[str, ...]:
    """Proposals for the curator: words and pairs of the title and of what is said again and again.

    They are no facts: of machine-made keywords about one in six is an editor's.
    """
    text = TASHKEEL.sub("", " . ".join([title, *paragraphs]))
    folded = [word.strip(_EDGES) for word in fold(text).split()]
    alone, in_title = set(folded), set(fold(title).split())
    bare = {word: _without_clitic(word, alone) for word in alone if word.startswith(_CLITICS)}
    keys = [bare.get(word, word) for word in folded]
    told = (key for key, count in Counter(keys).items() if count > 1 or key in in_title)
    usable = set(filter(_may_be_keyword, told))
    # Where each stands, or ends: a word, or two that no و joins («المغرب والولايات»).
    single: dict[str, list[int]] = {}
    pairs: dict[tuple[str, str], list[int]] = {}
    for at, key in enumerate(keys):
        if key in usable:
            single.setdefault(key, []).append(at)
            if at and keys[at - 1] in usable and key == folded[at]:
                pairs.setdefault((keys[at - 1], key), []).append(at)
    repeated = {pair: places for pair, places in pairs.items() if len(places) > 1}
    inside = {key for pair in repeated for key in pair}
    found = [(2 * len(places) + 1, places[0], 2) for places in repeated.values()]
    found += [
        (len(places) * (1 + (key in in_title)), places[0], 1)
        for key, places in single.items()
        if key.startswith("ال") and key not in inside
    ]
    found.sort(key=lambda term: (-term[0], term[1:]))
    printed = text.split()
    terms = (range(last + 1 - size, last + 1) for _, last, size in found[:most])
    return tuple(" ".join(_as_printed(printed[at], keys[at]) for at in term) for term in terms)
