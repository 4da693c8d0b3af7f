"""The analyzer: text → the terms it is found by. The index and the query use this one function."""

from __future__ import annotations

import re
from functools import lru_cache

from milaff.arabic.words import words

_PREFIXES = ("وال", "بال", "كال", "فال", "ال", "لل")
_SUFFIXES = ("ها", "ان", "ات", "ون", "ين", "يه", "ه", "ي")


def without_article(word: str) -> str:
    """A normalised word without the "and" and the article that it may begin with, as light10
    takes them off."""
    if word[0] == "و" and len(word) >= 4:
        word = word[1:]
    for prefix in _PREFIXES:
        if word.startswith(prefix) and len(word) - len(prefix) >= 2:
            return word[len(prefix) :]
    return word


@lru_cache(maxsize=1 << 17)
def stem(word: str) -> str:
    """The light10 stem of one normalised word.

    Larkey, Ballesteros, Connell: Improving Stemming for Arabic Information Retrieval (SIGIR
    2002) and Light Stemming for Arabic Information Retrieval (2007). Words of other scripts are
    given back as they are.
    """
    if not "\u0620" <= word[0] <= "\u064a":
        return word
    word = without_article(word)
    for suffix in _SUFFIXES:
        if word.endswith(suffix) and len(word) - len(suffix) >= 2:
            word = word[: -len(suffix)]
    return word


#: Letters that cling to the beginning of a word: and, so, by, for, as, will.
PROCLITICS = "وفبلكس"


@lru_cache(maxsize=1 << 17)
def skeleton(term: str) -> str:
    """The consonants of a stem: its first letter, then all but ا و ي ء; the stem itself where
    fewer than three would be left.

    Broken plurals and careless vowels share it: كتاب and كتب, وزير and وزرا.
    """
    if not "\u0620" <= term[0] <= "\u064a":
        return term
    bare = term[0] + re.sub("[اويء]", "", term[1:])
    return bare if len(bare) >= 3 else term


def without_proclitic(term: str) -> str:
    """The stem behind a letter that may only cling to it, or nothing: بميناء → ميناء."""
    return term[1:] if len(term) >= 4 and term[0] in PROCLITICS else ""


def terms(text: str) -> list[str]:
    """The terms of `text`, in order, one a word; function words give none."""
    return [stem(word) for word in words(text)]
