"""How a date is written in Arabic: the month names of a region, and its digits."""

from __future__ import annotations

import datetime

from milaff.arabic.counts import in_digits
from milaff.arabic.partial_date import PartialDate

_EGYPT = (
    "يناير", "فبراير", "مارس", "أبريل", "مايو", "يونيو",
    "يوليو", "أغسطس", "سبتمبر", "أكتوبر", "نوفمبر", "ديسمبر",
)  # fmt: skip
_MAGHREB = (
    "يناير", "فبراير", "مارس", "أبريل", "ماي", "يونيو",
    "يوليوز", "غشت", "شتنبر", "أكتوبر", "نونبر", "دجنبر",
)  # fmt: skip
_LEVANT = (
    "كانون الثاني", "شباط", "آذار", "نيسان", "أيار", "حزيران",
    "تموز", "آب", "أيلول", "تشرين الأول", "تشرين الثاني", "كانون الأول",
)  # fmt: skip
MONTHS = {
    "maghreb": _MAGHREB,
    "egypt": _EGYPT,
    "levant": _LEVANT,
    "international": tuple(f"{a}/{b}" for a, b in zip(_LEVANT, _EGYPT, strict=True)),
}
WEEKDAYS = ("الاثنين", "الثلاثاء", "الأربعاء", "الخميس", "الجمعة", "السبت", "الأحد")


def written(
    date: PartialDate, calendar: str, digits: str = "latin", *, weekday: bool = False
) -> str:
    """The date as far as it is known: 2021، مارس 2021، 31 مارس 2021، الأربعاء 31 مارس 2021.

    `calendar` is a key of MONTHS. The weekday stands only with a whole date, the clock only where
    `weekday` asks for the long form. Raises KeyError for a calendar that does not exist.
    """
    parts = [str(date.year)]
    if date.month is not None:
        parts.insert(0, MONTHS[calendar][date.month - 1])
        if date.day is not None:
            parts.insert(0, str(date.day))
            if weekday:
                day = datetime.date(date.year, date.month, date.day)
                parts.insert(0, WEEKDAYS[day.weekday()])
    text = " ".join(parts)
    if weekday and date.hour is not None:
        text += f"، {date.hour:02}:{date.minute:02}"
    return in_digits(text, digits)
