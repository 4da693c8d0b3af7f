"""The analyzer: text → the terms it is found by. The index and the query use this one function."""

from __future__ import annotations

from functools import lru_cache

from milaff.arabic.words import words

_PREFIXES = ("وال", "بال", "كال", "فال", "ال", "لل")
_SUFFIXES = ("ها", "ان", "ات", "ون", "ين", "يه", "ه", "ي")
# What each of them counts in the number of an affix: the frequent ones least.
_PREFIX_NUMBERS = {"": 0, "ال": 1, "لل": 2, "بال": 3, "وال": 4, "فال": 5, "كال": 6}
_SUFFIX_NUMBERS = {"ه": 1, "ي": 2, "ات": 4, "يه": 8, "ين": 16, "ون": 32, "ها": 64, "ان": 128}
_AND, _WITH_PREFIX = 7, 14


def _prefix(word: str) -> str:
    for prefix in _PREFIXES:
        if word.startswith(prefix) and len(word) - len(prefix) >= 2:
            return prefix
    return ""


def taken_apart(word: str) -> tuple[str, int]:
    """The light10 stem of one normalised word, and a number for what was taken off it.

    Two words are equal where both are. Larkey, Ballesteros, Connell: Improving Stemming for
    Arabic Information Retrieval (SIGIR 2002) and Light Stemming for Arabic Information Retrieval
    (2007). Words of other scripts are given back as they are.
    """
    if not "\u0620" <= word[0] <= "\u064a":
        return word, 0
    number = 0
    if word[0] == "و" and len(word) >= 4:
        word = word[1:]
        number = _AND
    prefix = _prefix(word)
    word = word[len(prefix) :]
    number += _PREFIX_NUMBERS[prefix]
    for suffix in _SUFFIXES:
        if word.endswith(suffix) and len(word) - len(suffix) >= 2:
            word = word[: -len(suffix)]
            number += _WITH_PREFIX * _SUFFIX_NUMBERS[suffix]
    return word, number


@lru_cache(maxsize=1 << 17)
def stem(word: str) -> str:
    """The light10 stem of one normalised word."""
    return taken_apart(word)[0]


def without_article(word: str) -> str:
    """A normalised word without the "and" and the article that it may begin with."""
    if word[0] == "و" and len(word) >= 4:
        word = word[1:]
    return word[len(_prefix(word)) :]


def terms(text: str) -> list[str]:
    """The terms of `text`, in order, one a word; function words give none."""
    return [stem(word) for word in words(text)]
