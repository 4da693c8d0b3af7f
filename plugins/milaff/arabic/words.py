"""Words for searching: runs of letters and digits, without those that tell nothing."""

from __future__ import annotations

import json
import re
from importlib.resources import files
from itertools import chain

from milaff.arabic.letters import normalise

# Named ranges, not \w: Python and JavaScript know different editions of Unicode.
WORD = re.compile(
    "[0-9a-z\u00df-\u024f\u0370-\u03ff\u0400-\u052f\u05d0-\u05ea"
    "\u0620-\u063f\u0641-\u064a\u066e-\u06d3\u06ee-\u06ff\u0750-\u077f]+"
)
#: Function words, normalised; the browser's side reads the same file.
STOP_WORDS = frozenset(
    normalise(word)
    for word in json.loads(
        files("milaff.arabic").joinpath("stop_words.json").read_text(encoding="utf-8")
    )
)


class _Words(dict[str, tuple[str, ...]]):
    """The words of what stands between two spaces: usually one, and usually met before."""

    def __missing__(self, token: str) -> tuple[str, ...]:
        if len(self) > 1 << 17:
            self.clear()
        found = self[token] = tuple(WORD.findall(normalise(token)))
        return found


_WORDS = _Words()


def forms(text: str) -> list[str]:
    """The words of `text`, normalised, in order, function words among them.

    Equal to normalising the whole and cutting it then, but a token is looked at once only: a space
    is neither letter nor mark whatever stands beside it.
    """
    return list(chain.from_iterable(map(_WORDS.__getitem__, text.split())))


def words(text: str) -> list[str]:
    """The words of `text`, normalised, in order, function words left out."""
    return [word for word in forms(text) if word not in STOP_WORDS]
