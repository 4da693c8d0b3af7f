"""Words for searching: runs of letters and digits, without those that tell nothing."""

from __future__ import annotations

import json
import re
from functools import lru_cache
from importlib.resources import files
from itertools import chain

from milaff.arabic.letters import normalise

# Named ranges, not \w: Python and JavaScript know different editions of Unicode.
WORD = re.compile(
    "[0-9a-z\u00df-\u024f\u0370-\u03ff\u0400-\u052f\u05d0-\u05ea"
    "\u0620-\u063f\u0641-\u064a\u066e-\u06d3\u06ee-\u06ff\u0750-\u077f]+"
)
# What lies between words most often, and is neither letter nor mark whatever stands beside it.
_RUN = re.compile(
    "[^\\x00-/:-@\\[-`{-\\x7f\u00a0\u00ab\u00bb\u060c\u061b\u061f"
    "\u2010-\u2015\u2018-\u201f\u2026\u2039\u203a]+"
)

#: Function words, normalised; the browser's side reads the same file.
STOP_WORDS = frozenset(
    normalise(word)
    for word in json.loads(
        files("milaff.arabic").joinpath("stop_words.json").read_text(encoding="utf-8")
    )
)


@lru_cache(maxsize=1 << 17)
def _words_of(run: str) -> tuple[str, ...]:
    return tuple(WORD.findall(normalise(run)))


def forms(text: str) -> list[str]:
    """The words of `text`, normalised, in order, function words among them.

    Equal to normalising the whole and cutting it then, but every run is looked at once only.
    """
    return list(chain.from_iterable(map(_words_of, _RUN.findall(text))))


def words(text: str) -> list[str]:
    """The words of `text`, normalised, in order, function words left out."""
    return [word for word in forms(text) if word not in STOP_WORDS]
