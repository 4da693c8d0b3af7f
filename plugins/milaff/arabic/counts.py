"""Counted nouns in Arabic: the number and its noun agree by the CLDR plural categories.

The categories (zero, one, two, few, many, other) and their rule are Unicode CLDR's for `ar`
(https://cldr.unicode.org/index/cldr-spec/plural-rules). A library that knows every language's takes
longer to load than a hundred pages to make; the tests hold the rule against Babel's.
"""

from __future__ import annotations

from dataclasses import dataclass

_EASTERN = {ord("0") + n: chr(ord("٠") + n) for n in range(10)}


@dataclass(frozen=True, slots=True)
class Noun:
    """The six forms of a counted noun; `{n}` stands for the number."""

    zero: str
    one: str
    two: str
    few: str
    many: str
    other: str


ARTICLE = Noun("لا مقالات", "مقال واحد", "مقالان", "{n} مقالات", "{n} مقالًا", "{n} مقال")
WORD = Noun("لا كلمات", "كلمة واحدة", "كلمتان", "{n} كلمات", "{n} كلمة", "{n} كلمة")
MINUTE = Noun("أقل من دقيقة", "دقيقة واحدة", "دقيقتان", "{n} دقائق", "{n} دقيقة", "{n} دقيقة")
RESULT = Noun("لا نتائج", "نتيجة واحدة", "نتيجتان", "{n} نتائج", "{n} نتيجة", "{n} نتيجة")
PLACE = Noun("لا مواضع", "موضع واحد", "موضعان", "{n} مواضع", "{n} موضعًا", "{n} موضع")


def plural_category(number: int) -> str:
    """The CLDR plural category of a whole number in Arabic."""
    if number < 3:
        return ("zero", "one", "two")[number]
    if 3 <= number % 100 <= 10:
        return "few"
    return "many" if number % 100 >= 11 else "other"


def in_digits(text: object, digits: str) -> str:
    """`text` with ASCII digits written as `digits` says: latin (0-9) or arabic (٠-٩)."""
    return str(text).translate(_EASTERN) if digits == "arabic" else str(text)


def counted(number: int, noun: Noun, digits: str = "latin") -> str:
    """`number` of `noun`, as Arabic says it: مقال واحد، مقالان، 3 مقالات، 11 مقالًا، 100 مقال.

    Raises ValueError for a negative number.
    """
    if number < 0:
        raise ValueError(f"{number} cannot be counted")
    form: str = getattr(noun, plural_category(number))
    return form.format(n=in_digits(number, digits))
