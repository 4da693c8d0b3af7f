"""What the page says of the article: keywords, source, dates, who signed."""

from __future__ import annotations

import re

from milaff.arabic.dates import DateLine, read_line
from milaff.arabic.text import fold, unfolded
from milaff.intake.blocks import Label
from milaff.intake.names import read_people, read_role
from milaff.intake.rules.furniture import COUNTER
from milaff.intake.rules.page import Mark, Page

_KEYWORDS = re.compile(
    r"^(?:ال)?(?:كلمات?\s+(?:ال)?(?:مفتاحيه|دلاليه|داله|البحث)|(?:ال)?كلمه\s+(?:ال)?(?:مفتاحيه|دلاليه)|"
    r"(?:ال)?وسوم|(?:ال)?اوسمه|(?:ال)?وسم|(?:ال)?سمات|tags?|keywords?|تاغات|هاشتاغ|علامات)\s*(?P<sign>[:|\-–]|$)?(?P<rest>.*)$"
)
_HASHTAGS = re.compile(r"(?:#[^\W_][\w]*[\s،,]*)+")
_SOURCE = re.compile(
    r"^(?:ال)?مصدر(?:\s+الخبر)?\s*[:|\-–/]\s*(?P<name>.+)$|^نقلا\s+عن\s*:?\s*(?P<from>.+)$"
)


def split_keywords(text: str) -> tuple[str, ...]:
    """The keywords of a line: hashtags, or parted by ، , ؛ | – or lines."""
    text = text.strip(" .:|-–")
    if text.startswith("#"):
        parts = [part.replace("_", " ") for part in re.split(r"[#،,|]+", text)]
    else:
        parts = re.split(r"\s*[،,؛;|/•·]\s*|\s+[-–—]\s+", text)
    found = (part.strip(" .#\"'«»()[]") for part in parts)
    return tuple(dict.fromkeys(part for part in found if re.search(r"[^\W_]", part)))


def keyword_label(page: Page, mark: Mark) -> None:
    for at, line in list(page.open()):
        found = _KEYWORDS.match(line.folded)
        if found is None or line.label is not None or (line.is_paragraph and not found["sign"]):
            continue
        rest = unfolded(line.text, found.start("rest")).strip()
        if rest and not found["sign"]:
            continue
        mark(at, Label.KEYWORDS, split_keywords(rest) if rest else ())
        if rest:
            continue
        # Without any on its own line they stand below it, on one line or one a line.
        near = at + 1
        while near < len(page.lines):
            below = page.lines[near]
            is_next = below.label is None and not below.is_paragraph and not below.has_stop
            if below.label is Label.BLANK and near == at + 1 and _holds_keywords(page, near + 1):
                near += 1
                continue
            if not is_next or (below.words > 5 and len(split_keywords(below.text)) < 2):
                break
            mark(near, Label.KEYWORDS, split_keywords(below.text))
            near += 1


def _holds_keywords(page: Page, at: int) -> bool:
    if at >= len(page.lines) or page.lines[at].label is not None:
        return False
    return len(split_keywords(page.lines[at].text)) > 1 or page.lines[at].words <= 3


def hashtags(page: Page, mark: Mark) -> None:
    for at, line in page.open():
        if _HASHTAGS.fullmatch(line.text):
            mark(at, Label.KEYWORDS, split_keywords(line.text.replace(" ", "")))


def source_label(page: Page, mark: Mark) -> None:
    for at, line in page.open():
        found = _SOURCE.match(line.folded)
        if found and line.words <= 10:
            start = found.start("name") if found["name"] else found.start("from")
            mark(at, Label.OUTLET, unfolded(line.text, start).strip(" .:|-–()"))


def date_line(page: Page, mark: Mark) -> None:
    for at, line in page.open():
        if len(line.text) > 140:
            continue
        read = read_line(line.text)
        if read is None:
            continue
        is_bare = not re.search(r"[^\W\d_]", read.rest)
        if is_bare or COUNTER.fullmatch(fold(read.rest)):
            mark(at, Label.DATE, read)


_NUMERIC_DATE = re.compile(r"\d{4}[-/.]\d{1,2}[-/.]\d{1,2}|\d{1,2}[-/.]\d{1,2}[-/.]\d{4}")


def dated_among_words(page: Page, mark: Mark) -> None:
    """`في أخبار العرب 2016-02-06 970 زيارة`: no sentence writes a date in figures alone."""
    for at, line in page.open():
        if line.words <= 9 and not line.has_stop and _NUMERIC_DATE.search(line.folded):
            read = read_line(line.text)
            if read and read.published:
                mark(at, Label.DATE, read)


def signed_and_dated(page: Page, mark: Mark) -> None:
    for at, line in page.open():
        if line.words > 16 or line.is_paragraph:
            continue
        read = read_line(line.text)
        # A month and a year alone stand in headlines, not beside a name.
        if read is None or not read.rest or read.published is None or not read.published.day:
            continue
        head = _WEEKDAY.sub(" ", line.text.split(_first_digit(line.text))[0])
        byline = (
            read_role(head, page.outlets)
            or read_role(read.rest, page.outlets)
            or read_people(colon_to_dash(head), page.outlets)
        )
        if byline or byline.outlet:
            mark(at, Label.BYLINE, (byline, read))


_WEEKDAY = re.compile(
    r"(?<!\w)(?:يوم\s+)?(?:الاثنين|الإثنين|الثلاثاء|الأربعاء|الاربعاء|الخميس|الجمعة|السبت|الأحد"
    r"|الاحد)(?!\w)"
    r"|(?<!\w)(?:في|بتاريخ)\W*$"
)


def _first_digit(text: str) -> str:
    found = re.search(r"\d", text)
    return found[0] if found else "\n"


def colon_to_dash(text: str) -> str:
    return re.sub(r"\s*[:：]\s*", " - ", text)


def byline_role(page: Page, mark: Mark) -> None:
    for at, line in page.open():
        if line.words <= 16 and not line.is_paragraph:
            byline = read_role(line.text, page.outlets)
            if byline:
                mark(at, Label.BYLINE, (byline, None))


def dates_of(page: Page) -> list[tuple[int, DateLine]]:
    """Every line that was read as a date, with its place."""
    found: list[tuple[int, DateLine]] = []
    for at, line in enumerate(page.lines):
        if line.label is Label.DATE and isinstance(line.value, DateLine):
            found.append((at, line.value))
        elif line.label is Label.BYLINE and line.value and line.value[1]:
            found.append((at, line.value[1]))
    return found
