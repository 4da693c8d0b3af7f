"""Letters for searching: what is written in many ways becomes one.

`theme/assets/search/analyze.js` does the same; `tests/search/tokens.json` binds the two.
"""

from __future__ import annotations

import re
import unicodedata

# After NFKD a hamza's seat and a vowel are signs of their own: they go with the other marks.
_MARKS = re.compile(
    "[\u0300-\u036f\u0483-\u0487\u0591-\u05bd\u05bf\u05c1\u05c2\u05c4\u05c5\u05c7"
    "\u0610-\u061a\u0640\u064b-\u065f\u0670\u06d6-\u06dc\u06df-\u06e8\u06ea-\u06ed"
    "\u00ad\u061c\u200b-\u200f\u202a-\u202e\u2060\u2066-\u2069\ufeff]"
)
# Signs that a later edition of Unicode than some Python's or browser's makes letters of ours.
_LATER = re.compile("[\ua7cb-\ua7f1\U0001cc00-\U0001cebf\U0001e030-\U0001e08f]")
_LETTERS = str.maketrans(
    {
        "ς": "σ",
        "ٱ": "ا",
        "ى": "ي",
        "ی": "ي",
        "ې": "ي",
        "ة": "ه",
        "ە": "ه",
        "ہ": "ه",
        "ھ": "ه",
        "ک": "ك",
        "گ": "ك",
        "ڭ": "ك",
        "ڤ": "ف",
        "پ": "ب",
        "چ": "ج",
        **{chr(0x660 + n): str(n) for n in range(10)},
        **{chr(0x6F0 + n): str(n) for n in range(10)},
    }
)


def normalise(text: str) -> str:
    """`text` with one spelling for each word.

    Vowel marks, tatweel and invisible signs go; every seat of hamza and alef is the bare letter,
    ى is ي and ة is ه; the letters that the Maghreb and Iran write for g, p, v and ch are those
    of the standard keyboard; digits are 0–9, Latin letters small and without accents.
    """
    decomposed = unicodedata.normalize("NFKD", _LATER.sub(" ", text)).lower()
    return _MARKS.sub("", decomposed).translate(_LETTERS)
