"""Numbers and words in printable letters, and the scripts that carry them.

From `file://` a browser loads nothing but classic scripts, so what the index holds travels in
JavaScript strings. gzip packs best what takes one letter each: a letter of a word, a small number,
the beginning of a row. `theme/assets/search/codes.js` reads them.
"""

from __future__ import annotations

import codecs
import json
import re
from collections.abc import Iterable, Sequence
from typing import Any

#: Letters that begin a row and say how many letters its word shares with the word before.
SHARED = "0123456789"
#: Stands for postings or places that lie in a script of their own.
LONG = "*"
# The Arabic letters that a normalised word may have, and what stands for them.
_ARABIC = "ءابتثجحخدذرزسشصضطظعغفقكلمنهوي"
_LETTERS = "abcdefghijklmnopqrstuvwxyzABC"
# Other letters stand for themselves, digits and Latin letters for what no word has.
_SPELLED = {
    **dict(zip(map(ord, _ARABIC), _LETTERS, strict=True)),
    **{code: chr(code + 0x80) for code in range(0x30, 0x3A)},
    **{code: chr(code + 0x60) for code in range(0x61, 0x7B)},
}
# Numbers are written in the other letters of ASCII that need no escape in a script, without the
# comma, which parts fields. A dense code: letters that end a number, and letters that say that
# more follow (Brisaboa et al.: Lightweight natural language text compression, 2007).
LAST = "DEFGHIJKLMNOPQRSTUVWXYZ!#$%&'("
MORE = ")+-./:;=>?@[]^_`{|}~"
_UNSAFE = re.compile("[<\u2028\u2029\ud800-\udfff]")


def _number(value: int) -> str:
    letters: list[str] = []
    while value >= len(LAST):
        value, letter = divmod(value - len(LAST), len(MORE))
        letters.append(MORE[letter])
    return "".join(letters) + LAST[value]


class _Numbers(dict[int, bytes]):
    def __missing__(self, value: int) -> bytes:
        made = self[value] = _number(value).encode("ascii")
        return made


#: The code of every number asked for: `NUMBER[12]`.
NUMBER = _Numbers()
_LAST = {ord(letter): value for value, letter in enumerate(LAST)}
_MORE = {ord(letter): value for value, letter in enumerate(MORE)}


def numbers(code: bytes) -> list[int]:
    """The numbers that `code` stands for."""
    found, value, unit = [], 0, 1
    for letter in code:
        if letter in _LAST:
            found.append(value + _LAST[letter] * unit)
            value, unit = 0, 1
        else:
            value += (_MORE[letter] + len(LAST)) * unit
            unit *= len(MORE)
    return found


def packed(values: Iterable[int]) -> str:
    """The code of a run of numbers."""
    return b"".join(map(NUMBER.__getitem__, values)).decode("ascii")


def rows(found: Sequence[tuple[str, str]]) -> str:
    """(word, code) in order → one text: for each word how many letters it shares with the one
    before, its other letters, and the code."""
    parts, last = [], ""
    for word, code in found:
        shared = 0
        for a, b in zip(last, word[:9], strict=False):
            if a != b:
                break
            shared += 1
        parts.append(f"{SHARED[shared]}{word[shared:].translate(_SPELLED)}{code}")
        last = word
    return "".join(parts)


_TABLE = str.maketrans({shown: letter for letter, shown in _SPELLED.items()})
_CODE = re.escape(LAST + MORE + "," + LONG)
_ROW = re.compile(f"([0-9])([^0-9{_CODE}]*)([{_CODE}]*)")
_NUMBER = re.compile(f"[{re.escape(MORE)}]*[{re.escape(LAST)}]")


_SWAP = str.maketrans(
    {
        letter: other
        for pair in zip(_ARABIC + "آأؤإئةى", _LETTERS + "DEFGHIJ", strict=True)
        for letter, other in (pair, pair[::-1])
    }
)
# ASCII, the Arabic letters and the marks of print: the 256 signs that nearly every article is
# written in, so that codecs' tables for character sets of a byte can do the work.
_COMMON = (
    "".join(map(chr, (*range(128), *range(0x600, 0x670)))) + "\xa0«»–—‘’“”•…‹›\u200c\u200e\u200f"
)
_FROM, _TO = codecs.charmap_build(_COMMON), _COMMON.translate(_SWAP)


def swapped(text: str) -> str:
    """`text` with Arabic letters and letters of ASCII in each other's place: a fifth smaller when
    packed. Swapping again gives the text back."""
    try:
        return codecs.charmap_decode(
            codecs.charmap_encode(text, "strict", _FROM)[0], "strict", _TO
        )[0]
    except UnicodeEncodeError:
        # A sign that is not common: the same, ten times as slow.
        return text.translate(_SWAP)


def read_rows(text: str) -> dict[str, str]:
    """The rows of a text that `rows` made: word → code."""
    found: dict[str, str] = {}
    last = ""
    for shared, letters, code in _ROW.findall(text):
        last = last[: int(shared)] + letters.translate(_TABLE)
        found[last] = code
    return found


def split(code: str) -> list[str]:
    """The codes of the single numbers of a run."""
    return _NUMBER.findall(code)


class _Values(dict[str, int]):
    def __missing__(self, code: str) -> int:
        (found,) = numbers(code.encode("ascii"))
        self[code] = found
        return found


#: The number that a single code stands for: `VALUE["D"]`.
VALUE = _Values()


def script(name: str, value: Any, order: str) -> bytes:
    """A classic script that hands `value` over as the part `name` of the index.

    `order` tells which numbering of the articles it belongs to. Text in it is inert wherever the
    script may be put: no markup, no line separator, no half of a surrogate pair.
    """
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    safe = _UNSAFE.sub(lambda found: f"\\u{ord(found[0]):04x}", text)
    return f'milaffSearch.take("{name}",{safe},"{order}");\n'.encode()
