"""The dates that a page prints."""

from __future__ import annotations

import re
from dataclasses import replace

from milaff.arabic.dates import DateLine, is_day_without_year, read_line
from milaff.arabic.text import fold
from milaff.intake.blocks import Label
from milaff.intake.bylines import Byline
from milaff.intake.names import Kind, kind_of, outlet_name
from milaff.intake.rules.furniture import MASTHEAD, uncounted
from milaff.intake.rules.page import Headline, Mark, Page

#: What a weblog says under an article: «كتبت هذه المقالة يوم … وتم تصنيفها ضمن …».
_POSTED = re.compile(
    r"(?:كتبت?|نشرت?|اضيفت?|ادرجت?|تم\s(?:نشر|اضافه|كتابه))\s(?:هذا|هذه)\s(?:ال)?(?:مقال|مقاله|تدوينه|خبر|موضوع|ادراج)(?!\w)"
)


_LONGEST_DAY = 8


def date_line(page: Page, mark: Mark) -> None:
    for at, line in page.open():
        if len(line.text) > 140:
            continue
        read = read_line(line.text)
        if read is None:
            if line.words <= _LONGEST_DAY and is_day_without_year(line.text):
                mark(at, Label.DATE)
            continue
        if _POSTED.match(line.folded):
            mark(at, Label.DATE, read)
            continue
        parts = [part for part in map(uncounted, read.parts) if part]
        kinds = {kind_of(part, page.outlets) for part in parts}
        is_date = kinds <= {Kind.NOTHING} or not uncounted(read.rest)
        # A newspaper's head says its issue beside the day, whatever else it says.
        is_head = not kinds & {Kind.NAMED, Kind.PERSON} or MASTHEAD.match(line.folded) is not None
        is_head = is_head and ISSUE.search(line.folded) is not None
        if is_date:
            mark(at, Label.DATE, of_an_update(page, at, read))
        elif is_head and line.words <= 26 and not line.has_stop:
            name = parts[0] if parts and line.text.startswith(parts[0]) else ""
            name = "" if MASTHEAD.match(line.folded) else name
            known = [part for part in parts if kind_of(part, page.outlets) is Kind.OUTLET]
            is_name = re.search(r"[^\W\d_]", name) and len(name.split()) <= 4
            is_name = is_name and not MASTHEAD.match(fold(name))
            outlet = outlet_name(name) if is_name and not ISSUE.search(fold(name)) else ""
            outlet = outlet_name(known[0]) if known else outlet
            if outlet:
                mark(at, Label.BYLINE, (Byline((), (), outlet), read))
            else:
                mark(at, Label.DATE, read)


_UPDATED = re.compile(r"(?:تاريخ|اخر|تم)?\s?(?:ال)?تحديث\w*\W*|(?:last\s)?updated\W*")


def of_an_update(page: Page, at: int, read: DateLine) -> DateLine:
    """The day below `تاريخ التحديث:` is that of an update."""
    above = page.next_visible(at, -1)
    if above is None or read.updated or not _UPDATED.fullmatch(page.lines[above].folded):
        return read
    return replace(read, published=None, updated=read.published)


ISSUE = re.compile(r"(?<!\w)(?:(?:ال)?عدد(?:\s+رقم)?|السنه)\s*:?\s*\(?(?:\d|ال\w+)")
_NUMERIC_DATE = re.compile(r"\d{4}[-/.]\d{1,2}[-/.]\d{1,2}|\d{1,2}[-/.]\d{1,2}[-/.]\d{4}")


def dated_among_words(page: Page, mark: Mark) -> None:
    """`في أخبار العرب 2016-02-06 970 زيارة`, before the body or behind it."""
    for at, line in page.open():
        if page.body and page.body[0] < at <= page.body[1]:
            continue
        if line.words <= 9 and not line.has_stop and _NUMERIC_DATE.search(line.folded):
            read = read_line(line.text)
            if read and read.published:
                mark(at, Label.DATE, read)


_DATED = (Label.DATE, Label.KEYWORDS, Label.BYLINE, Label.TITLE)


def dates_of(page: Page) -> list[tuple[int, DateLine]]:
    """Every line that was read as a date, with its place."""
    found: list[tuple[int, DateLine]] = []
    for at in sorted(at for label in _DATED for at in page.labelled(label)):
        line = page.lines[at]
        if line.label is Label.DATE and isinstance(line.value, DateLine):
            found.append((at, line.value))
        elif (said := line.block.extra.get("posted")) and (read := read_line(str(said))):
            found.append((at, read))
        elif line.label is Label.BYLINE and line.value and line.value[1]:
            found.append((at, line.value[1]))
        elif isinstance(line.value, Headline) and line.value.date:
            found.append((at, line.value.date))
    return found
