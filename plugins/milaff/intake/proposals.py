"""What the machine may propose: the summary, word for word, and keywords that are no facts."""

from __future__ import annotations

import re
from collections import Counter

from milaff.arabic.text import fold
from milaff.intake.words import words

SUMMARY_LETTERS = 200


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


def _without_clitic(token: str, alone: set[str]) -> str:
    """`والولايات` → `الولايات`, `لمكافحة` → `مكافحة`, where the word also stands alone."""
    bare = token
    if bare.startswith(("و", "ف")) and (bare[1:3] == "ال" or fold(bare[1:]) in alone):
        bare = bare[1:]
    if bare.startswith("لل") and fold(f"ال{bare[2:]}") in alone:
        return f"ال{bare[2:]}"
    if bare.startswith(("ب", "ل", "ك")) and len(bare) > 4 and fold(bare[1:]) in alone:
        return bare[1:]
    return bare


def suggest_keywords(title: str, paragraphs: list[str], most: int = 6) -> tuple[str, ...]:
    """Proposals for the curator: words and pairs of the title and of what is said again and again.

    They are no facts: of machine-made keywords about one in six is an editor's.
    """
    text = " . ".join([title, *paragraphs])
    tokens = [word.strip('«»"“”()[]؛،:!؟.…-–') for word in text.split()]
    alone = set(fold("\n".join(tokens)).split("\n"))
    stop = words("stop")
    folded_title = set(fold(title).split())
    singles: Counter[str] = Counter()
    pairs: Counter[str] = Counter()
    shown: dict[str, str] = {}
    previous = ""
    for token in tokens:
        word = _without_clitic(token, alone)
        key = fold(word)
        usable = len(word) > 3 and key not in stop and not re.search(r"\d", word)
        if usable:
            shown.setdefault(key, word)
            singles[key] += 1 + (key in folded_title)
            # «المغرب والولايات»: a و joins two terms, it makes no pair of them.
            if previous and word == token:
                pair = f"{fold(previous)} {key}"
                shown.setdefault(pair, f"{previous} {word}")
                pairs[pair] += 1
        previous = word if usable else ""
    repeated = {pair: count for pair, count in pairs.items() if count > 1}
    scores: Counter[str] = Counter({pair: 2 * count + 1 for pair, count in repeated.items()})
    inside = {word for pair in repeated for word in pair.split()}
    for word, count in singles.items():
        if word.startswith("ال") and word not in inside and count > 1:
            scores[word] = count
    place = {key: at for at, key in enumerate(shown)}
    ordered = sorted(scores, key=lambda key: (-scores[key], place[key]))
    return tuple(shown[key] for key in ordered[:most])
