"""Arabic letters in ASCII, for addresses.

A plain reading aid, after the spirit of ALA-LC without its diacritics: one letter, one spelling,
no vowels invented. It is not reversible and need not be: identity rests on digests.
"""

from __future__ import annotations

import re
import unicodedata

_LETTERS = {
    "ا": "a", "أ": "a", "إ": "i", "آ": "a", "ٱ": "a", "ب": "b", "ت": "t", "ث": "th", "ج": "j",
    "ح": "h", "خ": "kh", "د": "d", "ذ": "dh", "ر": "r", "ز": "z", "س": "s", "ش": "sh", "ص": "s",
    "ض": "d", "ط": "t", "ظ": "z", "ع": "a", "غ": "gh", "ف": "f", "ق": "q", "ك": "k", "ل": "l",
    "م": "m", "ن": "n", "ه": "h", "ة": "a", "و": "w", "ي": "y", "ى": "a", "ء": "", "ؤ": "w",
    "ئ": "y", "پ": "p", "چ": "ch", "ڤ": "v", "گ": "g", "ڭ": "g", "ژ": "zh", "ک": "k", "ی": "y",
}  # fmt: skip
_TABLE = {ord(letter): latin for letter, latin in _LETTERS.items()}
_TABLE |= {ord("٠") + n: str(n) for n in range(10)} | {ord("۰") + n: str(n) for n in range(10)}
_TABLE |= {ord(mark): "" for mark in "ـ\u200c\u200d\u200e\u200f\u061c"}


def transliterate(text: str) -> str:
    """`text` in lower-case ASCII letters and digits, words parted by single spaces.

    What has no Latin reading (other scripts, signs) is dropped; the article ال is set apart
    neither in sound nor in spelling.
    """
    composed = unicodedata.normalize("NFKC", text)
    plain = "".join(c for c in composed if not "\u064b" <= c <= "\u065f" and c != "\u0670")
    latin = unicodedata.normalize("NFKD", plain.translate(_TABLE))
    ascii_only = "".join(c if c.isascii() else "" for c in latin if not unicodedata.combining(c))
    return " ".join(re.findall(r"[a-z0-9]+", ascii_only.lower().replace("'", "")))
