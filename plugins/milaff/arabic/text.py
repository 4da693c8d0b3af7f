"""Arabic text as people have it, made plain: what only print or a web page needed is dropped.

Counts behind the choices: of 11 370 press articles 29 % carry tatweel, 24 % no-break spaces,
0.9 % direction marks, 0.8 % presentation forms.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

# Presentation forms only (Arabic FB50–FDFF, FE70–FEFC and ligatures FB00–FB06): NFKC elsewhere
# would turn … into ... and ½ into three signs. Signs of honour (FDF0–FDFF) stay one sign.
_FORMS = re.compile("[\ufb00-\ufb06\ufb50-\ufdcf\ufe70-\ufefc]+")
_INVISIBLE = re.compile("[\u00ad\u061c\u200b\u200e\u200f\u202a-\u202e\u2060\u2066-\u2069\ufeff]")
# Joiners decide how letters meet: they matter inside a word, nowhere else.
_LOOSE_JOINER = re.compile(r"(?<!\w)[\u200c\u200d]+|[\u200c\u200d]+(?!\w)")
_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")
# Between letters, or at the end of a word; a lone letter keeps it: لـ, بـ, and هـ for the Hijra.
_TATWEEL = re.compile("(?<=[^\\W\\d_ـ])(?<!(?<![^\\W\\d_])[بكلفوه])ـ++|(?<!ـ)ـ++(?=[^\\W\\d_ـ])")
TASHKEEL = re.compile("[\u0610-\u061a\u064b-\u065f\u0670\u06d6-\u06dc\u06df-\u06e8\u06ea-\u06ed]")
# Replacing letter by letter takes a sixth of the time of translating letter by letter.
_DIGITS = tuple(zip("٠١٢٣٤٥٦٧٨٩۰۱۲۳۴۵۶۷۸۹", "0123456789" * 2, strict=True))
_FOLD = tuple(zip("أإآٱىةؤئیکۀە", "اااايهوييكهه", strict=True))
_ARABIC_DIGIT = re.compile("[٠-٩۰-۹]")
#: What `clean` has to look at; a line without any needs its spaces put right and no more.
_PRINTED_ONLY = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u00ad\u061c\u0640\u200b-\u200f\u202a-\u202e\u2060"
    "\u2066-\u2069\ud800-\udfff\ufb00-\ufb06\ufb50-\ufdcf\ufe70-\ufefc\ufeff\ufffe\uffff]"
)
#: Headlines, names and labels are folded again and again, paragraphs once.
_SHORT = 160


def clean(text: str) -> str:
    """One line of a raw text as a reader sees it.

    Presentation forms become letters, tatweel between letters, direction marks and control
    characters go, every run of white space is one space. Vowel marks, joiners inside words,
    punctuation and digits stay as they were written.
    """
    if not _PRINTED_ONLY.search(text):
        return " ".join(text.split())
    text = _FORMS.sub(lambda found: unicodedata.normalize("NFKC", found[0]), text)
    text = _INVISIBLE.sub("", _CONTROL.sub(" ", text))
    if "\u200c" in text or "\u200d" in text:
        text = _LOOSE_JOINER.sub("", text)
    if "ـ" in text:
        text = _TATWEEL.sub("", text)
    return " ".join(text.split())


def latin_digits(text: str) -> str:
    """`text` with ٠–٩ and ۰–۹ as 0–9; one character stays one character."""
    if _ARABIC_DIGIT.search(text):
        for digit, latin in _DIGITS:
            text = text.replace(digit, latin)
    return text


def fold(text: str) -> str:
    """`text` for comparing words that are spelled carelessly.

    Vowel marks go; the seats of hamza, alef maqsura and ta marbuta become the plain letters;
    digits are 0–9; Latin letters are small.
    """
    return _fold_short(text) if len(text) < _SHORT else _fold(text)


def _fold(text: str) -> str:
    if text.isascii():
        return text.lower()
    plain = TASHKEEL.sub("", text)
    for letter, folded in _FOLD:
        plain = plain.replace(letter, folded)
    plain = latin_digits(plain)
    small = plain.lower()
    if len(small) == len(plain):
        return small
    # İ and its like become two signs: they stay, so that every sign keeps its place.
    return "".join(c.lower() if len(c.lower()) == 1 else c for c in plain)


_fold_short = lru_cache(maxsize=8192)(_fold)


def cells(text: str) -> list[str]:
    """What of `text` each sign of `fold(text)` stands for, its vowel marks included."""
    if not TASHKEEL.search(text):
        return list(text)
    places = [at for at, sign in enumerate(text) if not TASHKEEL.match(sign)]
    ends = [*places[1:], len(text)]
    return [text[at:end] for at, end in zip(places, ends, strict=False)]


def unfolded(text: str, start: int) -> str:
    """What of `text` stands at `fold(text)[start:]`, as it is written."""
    if not TASHKEEL.search(text):
        return text[start:]
    places = [at for at, sign in enumerate(text) if not TASHKEEL.match(sign)]
    return text[places[start] :] if start < len(places) else ""
