"""The order of Arabic names: by their letters, whatever their vowels, hamza or article.

A key of our own after the primary level of Unicode collation (UTS #10, locale ar), which an index
of names in a book also leaves out the article ال for.
"""

from __future__ import annotations

import re
import unicodedata

_FOLD = str.maketrans(
    {"ٱ": "ا", "ة": "ه", "ى": "ي", "ی": "ي", "ک": "ك", "گ": "ك", "ڭ": "ك", "ڤ": "ف", "پ": "ب",
     "چ": "ج", "ـ": None, "ء": None}
)  # fmt: skip
_ARTICLE = re.compile(r"\bال(?=[ء-ي]{2})")
_WORDS = re.compile(r"[^\W_]+")
ALPHABET = "ابتثجحخدذرزسشصضطظعغفقكلمنهوي"


def _letters(name: str) -> str:
    # NFKD takes the hamza and madda off their letters, NFC would keep them on.
    apart = unicodedata.normalize("NFKD", name)
    plain = "".join(c for c in apart if not unicodedata.combining(c)).translate(_FOLD)
    return " ".join(_WORDS.findall(_ARTICLE.sub("", plain.casefold())))


def sort_key(name: str) -> tuple[bool, str, str]:
    """Orders names: Arabic before other scripts; a full tie by the name itself."""
    letters = _letters(name)
    return (letters[:1] not in ALPHABET or not letters, letters, name)


def initial(name: str) -> str:
    """The letter a name stands under in an index: of ALPHABET, else A–Z, else #."""
    letter = _letters(name)[:1].upper()
    if letter and (letter in ALPHABET or "A" <= letter <= "Z"):
        return letter
    return "#"
