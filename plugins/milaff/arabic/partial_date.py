"""A date as far as it is known: a year, a month, a day, perhaps a clock."""

from __future__ import annotations

import calendar
import re
from dataclasses import dataclass

_ISO = re.compile(
    r"(?P<year>[0-9]{4})"
    r"(?:-(?P<month>[0-9]{2})"
    r"(?:-(?P<day>[0-9]{2})"
    r"(?:[T ](?P<hour>[0-9]{2}):(?P<minute>[0-9]{2})(?::[0-9]{2}(?:\.[0-9]+)?)?"
    r"(?P<zone>Z|[+-][0-9]{2}:[0-9]{2})?)?)?)?"
)
FORMS = "YYYY, YYYY-MM, YYYY-MM-DD or YYYY-MM-DDTHH:MM"


@dataclass(frozen=True, slots=True)
class PartialDate:
    """A Gregorian date of which a part may be unknown; what is unknown is `None`, never guessed.

    `hour` and `minute` come together and only with a day; `zone` is an offset as printed
    (`+03:00` or `Z`) and absent when none was printed. `str()` gives ISO 8601 (reduced precision,
    as in EDTF level 0), and `parse` reads it back.
    """

    year: int
    month: int | None = None
    day: int | None = None
    hour: int | None = None
    minute: int | None = None
    zone: str | None = None

    def __post_init__(self) -> None:
        if not 1 <= self.year <= 9999:
            raise ValueError(f'"{self.year}" is not a year')
        if self.month is None:
            if self.day is not None:
                raise ValueError("a day needs its month")
        elif not 1 <= self.month <= 12:
            raise ValueError(f'"{self.year:04}-{self.month:02}" is not a month')
        if self.day is None:
            if self.hour is not None:
                raise ValueError("a clock needs its day")
        elif not 1 <= self.day <= calendar.monthrange(self.year, self.month or 1)[1]:
            raise ValueError(f'"{self.year:04}-{self.month:02}-{self.day:02}" is not a day')
        if (self.hour is None) != (self.minute is None):
            raise ValueError("an hour and its minute come together")
        if self.hour is not None and not (0 <= self.hour < 24 and 0 <= (self.minute or 0) < 60):
            raise ValueError(f'"{self.hour:02}:{self.minute:02}" is not a time of day')
        if self.zone is not None and self.hour is None:
            raise ValueError("a zone needs a clock")

    @classmethod
    def parse(cls, text: str) -> PartialDate:
        """Read an ISO date of any precision; seconds are read and dropped.

        Raises ValueError with a sentence for the curator when `text` is not one.
        """
        found = _ISO.fullmatch(text.strip())
        if found is None:
            raise ValueError(f'"{text}" is not a date')
        part = found.groupdict()
        number = {key: int(part[key]) for key in part if key != "zone" and part[key] is not None}
        return cls(**number, zone=part["zone"])

    def __str__(self) -> str:
        text = f"{self.year:04}"
        if self.month is not None:
            text += f"-{self.month:02}"
        if self.day is not None:
            text += f"-{self.day:02}"
        if self.hour is not None:
            text += f"T{self.hour:02}:{self.minute:02}{self.zone or ''}"
        return text

    @property
    def day_text(self) -> str:
        """The date without its clock, as ISO."""
        return str(self)[:10]

    @property
    def sort_key(self) -> tuple[int, int, int, int, int]:
        """Orders dates as printed: a whole year before its months, a day before its hours."""
        return (self.year, self.month or 0, self.day or 0, (self.hour or 0), (self.minute or 0))
