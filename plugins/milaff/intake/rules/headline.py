"""A line that holds the title: the headline alone, and what is printed behind it."""

from __future__ import annotations

import re
from dataclasses import replace

from milaff.arabic.dates import read_line
from milaff.arabic.text import fold
from milaff.intake.blocks import Line
from milaff.intake.bylines import Byline
from milaff.intake.names import is_made_as_outlets, is_named, is_outlet
from milaff.intake.rules.page import Headline

_STEPS = re.compile(r"[|»›>/]")


def is_trail(line: Line) -> bool:
    """`العالم العربي | شمال أفريقيا`: names of sections side by side."""
    parts = _STEPS.split(line.text)
    return len(parts) > 1 and all(len(part.split()) <= 3 for part in parts)


_BULLET = re.compile(r"^\s*[•●■▪◆►▶]+\s*(?=\S)")


def is_way_from_an_outlet(line: Line, outlets: frozenset[str]) -> bool:
    """`منتديات المثال > المقالات`: the way from an outlet's first page to a section."""
    first = _STEPS.split(line.text)[0]
    return "«" not in line.text and is_trail(line) and is_outlet(first, outlets)


#: What parts a title from what is printed beside it.
BESIDE = re.compile(r"\s+(?:[-–—|•·]+|:::?)\s+|\s*\|\s*|\s+»\s+")
_BYLINE_BEHIND = re.compile(
    r"(?<=\w[\w»\")])[\s/.،|\-–—]+(?:بقلم\s*[:/]?|(?:كتبها|كتبه|كتب|كتبت)\s*[:/])\s*(?P<name>[^:/\d]{4,40})$"
)
#: «العنوان ـــ فلان»: so long a dash parts a title and who wrote under it.
_LONG_DASH = re.compile(r"\s*(?:ـ+|[-–—]{2,})\s+(?P<name>[^:/\d]{4,40})$")
_ENDS_IN_A_PAPER = re.compile(r"(?:صحيفه|جريده|مجله|موقع|وكاله|بوابه)(?:\s\w+){1,3}")


def headline(text: str, outlets: frozenset[str]) -> Headline:
    """A title without what is printed on its line: `العنوان الأربعاء فبراير 10, 2016`."""
    text = _BULLET.sub("", text)
    read = read_line(text)
    if read and read.published and read.published.day and len(read.parts) == 1:
        name = read.parts[0]
        if text.startswith(name) and len(name.split()) >= 4:
            return Headline(name, read)
    found = _BYLINE_BEHIND.search(text) or _LONG_DASH.search(text)
    if found and is_named(found["name"]):
        return Headline(text[: found.start()], byline=Byline((found["name"].strip(" ."),)))
    # `العنوان - الصحيفة`, as a browser's tab shows it.
    cuts = list(BESIDE.finditer(text))
    day = read_line(text[cuts[-1].end() :]) if cuts and read else None
    if day and day.published and day.published.day and not day.parts:
        return replace(headline(text[: cuts[-1].start()], outlets), date=day)
    if cuts and fold(text[cuts[-1].end() :]).strip(' «»"') in outlets:
        return Headline(text[: cuts[-1].start()], None, text[cuts[-1].end() :].strip(' «»"'))
    if cuts and _ENDS_IN_A_PAPER.fullmatch(fold(text[cuts[-1].end() :])):
        return Headline(text[: cuts[-1].start()], None, text[cuts[-1].end() :].strip(' «»"'))
    before = text[: cuts[0].start()].strip(' «»"') if cuts else ""
    is_made = cuts and "|" in cuts[0][0] and is_made_as_outlets(before)
    if is_made or (before and is_outlet(before, outlets)):
        return Headline(text[cuts[0].end() :], None, before)
    return Headline(text)
