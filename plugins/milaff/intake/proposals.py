"""What the machine may propose: the summary, word for word, and keywords that are no facts."""

from __future__ import annotations

import re
from collections import Counter

from milaff.arabic.text import fold
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


def _without_clitic(token: str, key: str, alone: set[str]) -> tuple[str, str]:
    """`والولايات` → `الولايات`, `لمكافحة` → `مكافحة`, where the word also stands alone.

    `key` is the token folded; it is shortened with it.
    """
    if token.startswith(("و", "ف")) and (token[1:3] == "ال" or key[1:] in alone):
        token, key = token[1:], key[1:]
    if token.startswith("لل") and f"ال{key[2:]}" in alone:
        return f"ال{token[2:]}", f"ال{key[2:]}"
    if token.startswith(("ب", "ل", "ك")) and len(token) > 4 and key[1:] in alone:
        return token[1:], key[1:]
    return token, key


def suggest_keywords(title: str, paragraphs: list[str], most: int = 6) -> tuple[str, ...]:
    """Proposals for the curator: words and pairs of the title and of what is said again and again.

    They are no facts: of machine-made keywords about one in six is an editor's.
    """
    text = " . ".join([title, *paragraphs])
    tokens = [word.strip('«»"“”()[]؛،:!؟.…-–') for word in text.split()]
    keys = fold("\n".join(tokens)).split("\n")
    alone = set(keys)
    stop = words("stop")
    folded_title = set(fold(title).split())
    singles: Counter[str] = Counter()
    pairs: Counter[str] = Counter()
    shown: dict[str, str] = {}
    # Token → the word in it and that folded, or two empty ones: most tokens come again.
    read: dict[str, tuple[str, str]] = {}
    previous = previous_key = ""
    for token, folded in zip(tokens, keys, strict=True):
        found = read.get(token)
        if found is None:
            word, key = _without_clitic(token, folded, alone)
            usable = len(word) > 3 and key not in stop and not _DIGIT.search(word)
            found = read[token] = (word, key) if usable else ("", "")
        word, key = found
        if word:
            shown.setdefault(key, word)
            singles[key] += 1 + (key in folded_title)
            # «المغرب والولايات»: a و joins two terms, it makes no pair of them.
            if previous and word == token:
                pair = f"{previous_key} {key}"
                shown.setdefault(pair, f"{previous} {word}")
                pairs[pair] += 1
        previous, previous_key = word, key
    repeated = {pair: count for pair, count in pairs.items() if count > 1}
    scores: Counter[str] = Counter({pair: 2 * count + 1 for pair, count in repeated.items()})
    inside = {word for pair in repeated for word in pair.split()}
    for word, count in singles.items():
        if word.startswith("ال") and word not in inside and count > 1:
            scores[word] = count
    place = {key: at for at, key in enumerate(shown)}
    ordered = sorted(scores, key=lambda key: (-scores[key], place[key]))
    return tuple(shown[key] for key in ordered[:most])
