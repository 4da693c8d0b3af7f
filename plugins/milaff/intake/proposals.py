"""What the machine may propose: the summary, word for word, and keywords that are no facts."""

from __future__ import annotations

import re

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


def _without_clitic(word: str, key: str, alone: set[str]) -> tuple[str, str]:
    """`والولايات` → `الولايات`, `لمكافحة` → `مكافحة`, where the word also stands alone.

    `key` is the folded word; both come back.
    """
    if key.startswith(("و", "ف")) and (key[1:3] == "ال" or key[1:] in alone):
        word, key = word[1:], key[1:]
    if key.startswith("لل") and f"ال{key[2:]}" in alone:
        return f"ال{word[2:]}", f"ال{key[2:]}"
    if key.startswith(("ب", "ل", "ك")) and len(key) > 4 and key[1:] in alone:
        return word[1:], key[1:]
    return word, key


def suggest_keywords(title: str, paragraphs: list[str], most: int = 6) -> tuple[str, ...]:
    """Proposals for the curator: words and pairs of the title and of what is said again and again.

    They are no facts: of machine-made keywords about one in six is an editor's.
    """
    printed = TASHKEEL.sub("", " . ".join([title, *paragraphs]))
    folded = [word.strip(_EDGES) for word in fold(printed).split()]
    alone, stop = set(folded), words("stop")
    in_title = set(fold(title).split())
    singles: dict[str, int] = {}
    pairs: dict[tuple[str, str], int] = {}
    shown: dict[str | tuple[str, str], str] = {}
    previous, previous_word = "", ""
    for word, plain in zip(printed.split(), folded, strict=True):
        key = plain
        if plain.startswith(_CLITICS):
            word, key = _without_clitic(word.strip(_EDGES), plain, alone)
        usable = len(key) > 3 and key not in stop and (key.isalpha() or not _DIGIT.search(key))
        if usable:
            if key not in singles:
                shown[key] = word.strip(_EDGES)
            singles[key] = singles.get(key, 0) + 1 + (key in in_title)
            # «المغرب والولايات»: a و joins two terms, it makes no pair of them.
            if previous and key == plain:
                pair = (previous, key)
                pairs[pair] = pairs.get(pair, 0) + 1
                if pairs[pair] == 1:
                    shown[pair] = f"{previous_word.strip(_EDGES)} {word.strip(_EDGES)}"
        previous, previous_word = (key, word) if usable else ("", "")
    repeated = {pair: count for pair, count in pairs.items() if count > 1}
    inside = {word for pair in repeated for word in pair}
    scores: dict[str | tuple[str, str], int] = {
        word: count
        for word, count in singles.items()
        if word.startswith("ال") and word not in inside and count > 1
    }
    scores.update((pair, 2 * count + 1) for pair, count in repeated.items())
    place = {key: at for at, key in enumerate(shown)}
    ordered = sorted(scores, key=lambda key: (-scores[key], place[key]))
    return tuple(shown[key] for key in ordered[:most])
