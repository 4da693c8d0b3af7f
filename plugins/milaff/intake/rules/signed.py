"""Who signed, and for which outlet, as lines of their own say."""

from __future__ import annotations

import re
from dataclasses import replace

from milaff.arabic.calendar import WEEKDAYS
from milaff.arabic.dates import read_line
from milaff.arabic.text import fold, unfolded
from milaff.intake.blocks import Label, Line
from milaff.intake.bylines import (
    Byline,
    pieces,
    read_people,
    read_pieces,
    read_role,
    surest,
    without_handle,
)
from milaff.intake.names import (
    Kind,
    is_made_as_outlets,
    is_named,
    is_nobody,
    is_outlet,
    is_person,
    is_place,
    kind_of,
    may_be_an_outlet,
    outlet_name,
    says_where,
)
from milaff.intake.openings import read_filed
from milaff.intake.rules.furniture import uncounted
from milaff.intake.rules.page import Mark, Page
from milaff.intake.words import words

_BRACKETS = re.compile(r"[()]+")
_SEPARATOR = re.compile(r"\s[-–—ـ_]|[-–—ـ_]\s|[|/،,؛•·]")
_PUBLISHED = re.compile(r"(?<!\w)(?:نشر|نشرت|منشور|تاريخ النشر|published)(?!\w)")
_BY = re.compile(r"^(?:بواسطه|من طرف|by)\s*:?\s*")
_TELLS_THE_SOURCE = frozenset("المصدر مصدر الناشر الموقع الصحيفه الجريده".split())
_PRINTED_THERE = re.compile(
    r"(?:(?:هذا|هذه)\s\S+\s)?(?:منشوره?|نشرت?)\s+في\s+(?P<name>\S+(?:\s\S+){0,2})"
)


def _told_source(parts: tuple[str, ...] | list[str]) -> tuple[str, list[str]]:
    """The source that pieces of a line tell with a label or as a place of printing; the rest."""
    left, source = list(parts), ""
    for at, part in enumerate(left):
        if fold(part) in _TELLS_THE_SOURCE and at + 1 < len(left):
            source = outlet_name(left[at + 1])
            del left[at : at + 2]
            break
        if found := _PRINTED_THERE.fullmatch(fold(part)):
            source = outlet_name(unfolded(part, found.start("name")))
            del left[at]
            break
    return source, [part for part in left if fold(part) not in words("controls")]


_LONGEST_OF_PARTS = 12
#: `المنبر - الخميس 12 آذار 2020`: the head of a paper's page.
_HEAD = re.compile(rf"[^\W\d]+(?:\s[^\W\d]+)?\s*[-–—]\s*(?:{'|'.join(WEEKDAYS)})(?!\w)")


def signed_and_dated(page: Page, mark: Mark) -> None:
    """A name, an outlet or a place and a date: `كتب فلان في 3/8/2013`, `الأمثلة، 5 أبريل 1988`."""
    for at, line in page.open():
        if line.words > 24 or (line.is_paragraph and line.words > 18):
            continue
        read = read_line(line.text)
        # A month and a year alone stand in headlines, not beside a name.
        if read is None or not read.parts:
            continue
        date = read.published or read.updated
        if date is None or not date.day:
            continue
        parts = [part for part in map(uncounted, read.parts) if part]
        source, parts = _told_source(parts)
        said = read_role(" - ".join(parts), page.outlets)
        if said is None:
            said = _of_outlet_and_role(" / ".join(parts), page.outlets)
        byline = surest(said) if said else read_pieces(parts, page.outlets)
        kinds = [kind_of(part, page.outlets) for part in parts]
        if said is None and (strange := _strange_outlet(page, at, parts, kinds, bool(byline))):
            rest = [part for part in parts if part != strange]
            byline = replace(read_pieces(rest, page.outlets), outlet=outlet_name(strange))
        byline = replace(byline, outlet=source) if source else byline
        if line.has_stop and said is None and Kind.NAMED not in kinds:
            continue  # a sentence
        is_sure = bool(byline.outlet) or said is not None  # «كتبها: المحرر» names nobody
        if byline or is_sure or (byline.place and Kind.UNKNOWN not in kinds):
            mark(at, Label.BYLINE, (byline, read))
        elif all(part.isascii() or is_nobody(_BY.sub("", fold(part))) for part in parts):
            mark(at, Label.DATE, read)  # «أرسلت في 3 أبريل 2009 بواسطة admin»
        elif date.hour is not None and line.words <= 9 and not line.has_stop:
            mark(at, Label.DATE, read)  # nobody says an hour in a headline


def _strange_outlet(
    page: Page, at: int, parts: list[str], kinds: list[Kind], is_signed: bool
) -> str:
    """The one part of a dated line that nobody knows, where it stands as an outlet does.

    `كش24 نشر في: 13 يوليو 2021`, `المنبر | فلان | 12-03-2020`, `حلب / 3 مايو 2009 / صدى المدينة`.
    `is_signed` says that the line may be read as names of people alone.
    """
    line = page.lines[at]
    pairs = zip(parts, kinds, strict=True)
    unknown = [part for part, kind in pairs if kind in (Kind.UNKNOWN, Kind.MAYBE)]
    if len(unknown) != 1 or line.words > _LONGEST_OF_PARTS or Kind.OUTLET in kinds:
        return ""
    (name,) = unknown
    if name.isascii() and any(map(str.isdigit, name)):
        return ""  # «Reference 11», «Vol. 24»
    if Kind.PLACE in kinds and is_made_as_outlets(name):
        return name
    if not may_be_an_outlet(name):
        return ""
    if Kind.NAMED in kinds or _is_signed_above(page, at):
        return name
    opens = at == page.next_visible(-1) and _HEAD.match(line.text)
    is_parted = "|" in line.text or opens or _PUBLISHED.search(line.folded)
    return name if is_parted and not is_signed and len(name.split()) <= 2 else ""


def _is_signed_above(page: Page, at: int) -> bool:
    """Whether a whole name stands right above a line: who wrote for the outlet on it."""
    above = page.next_visible(at, -1)
    return above is not None and is_named(page.lines[above].text)


#: A line of more words is no byline.
_LONGEST_BYLINE = 18


def outlet_byline(page: Page, mark: Mark) -> None:
    """A line that fits what the curator wrote of how the outlet signs."""
    for at, line in page.open() if page.present else ():
        if line.words > _LONGEST_BYLINE or line.is_paragraph:
            continue
        if byline := page.byline_pattern(line):
            mark(at, Label.BYLINE, (byline, None))


def byline_role(page: Page, mark: Mark) -> None:
    for at, line in page.open():
        if line.words > _LONGEST_BYLINE or line.is_paragraph:
            continue
        if _names_its_kind(page, at):
            continue
        if line.text.startswith("(") and _EDITED.fullmatch(line.folded):
            mark(at, Label.CREDIT)  # who made the report ready for print
            continue
        byline = read_role(line.text, page.outlets)
        if not byline and "|" in line.text:
            read = (read_role(part, page.outlets) for part in line.text.split("|"))
            byline = next((found for found in read if found), None)
        if byline is None:
            byline = _behind_the_outlet(page, at, line)
        if byline is not None:
            mark(at, Label.BYLINE, (byline, None))
            _and_another(page, at, mark)


def _and_another(page: Page, at: int, mark: Mark) -> None:
    """`وعادل حسن` on a line of its own below another name."""
    below = page.next_visible(at)
    line = page.lines[below] if below is not None else None
    if below is None or line is None or line.label is not None or not line.text.startswith("و"):
        return
    if line.words <= 4 and is_named(line.text[1:].strip()):
        mark(below, Label.BYLINE, (read_people(line.text[1:].strip(), page.outlets), None))


#: «قصة: الصياد والبحيرة»: what a text is, and what it is called.
_KIND = re.compile(r"(?:قصه|قصيده|شعر|روايه|حوار|تحقيق|تقرير|مقابله|مقال)\s?:\s?\S")


def _names_its_kind(page: Page, at: int) -> bool:
    """Whether the first line says what kind of text follows, and those below it who signed."""
    if not _KIND.match(page.lines[at].folded) or at != page.next_visible(-1):
        return False
    below = page.next_visible(at)
    for _ in range(2):
        if below is None or page.lines[below].is_paragraph:
            return False
        text = page.lines[below].text
        if is_named(text) or read_role(text, page.outlets):
            return True
        below = page.next_visible(below)
    return False


_BEFORE_A_ROLE = re.compile(
    r"(?P<before>\S.{1,45}?)[\s:ـ\-–—|]+(?P<said>(?:متابعه|تقرير|تغطيه|اعداد|تحرير|بقلم|كتب|كتبت|رصد|تحقيق|"
    r"حوار|حاوره|حاورها|حاورته|حاورتها|اجري الحوار|اجرت الحوار|مراسلنا|مراسلتنا)\s?[:/]\s?\S.*)"
)
_OF_ITS_OWN = re.compile(r"خاص(?:\s|$)(?:ب|ل)?ـ?\s*")


def _behind_the_outlet(page: Page, at: int, line: Line) -> Byline | None:
    """`صدى المدينة متابعة: أحمد عادل`, `بيروت - خاص: حاورته/ …`, right above the text."""
    if not (":" in line.folded or "/" in line.folded):
        return None
    below = page.next_visible(at)
    if line.words > 12 or below is None or not page.lines[below].is_paragraph:
        return None
    return _of_outlet_and_role(line.text, page.outlets)


def _of_outlet_and_role(text: str, outlets: frozenset[str]) -> Byline | None:
    """An outlet or a city, and behind it who did what."""
    found = _BEFORE_A_ROLE.fullmatch(fold(text))
    if found is None:
        return None
    said = unfolded(text, found.start("said"))
    byline = read_role(said, outlets)
    if not byline:
        return byline
    before = _OF_ITS_OWN.sub("", text.removesuffix(said))
    parts = [part for part in re.split(r"\s*[-–—ـ/|:،]+\s*", before) if part.strip()]
    place = next((part for part in parts if is_place(part)), "")
    names = [part for part in parts if part != place and len(part.split()) <= 3]
    is_one = len(names) == 1 and len(parts) == 1 + bool(place)
    outlet = outlet_name(names[0]) if is_one else ""
    return replace(byline, outlet=byline.outlet or outlet, place=byline.place or place.strip())


_CITY_AND_FROM = re.compile(
    r"(?P<place>[^\W\d]+(?:\s[^\W\d]+){0,2})\s*(?:\([^()\d]{2,20}\))?\s*[-–—ـ/:]\s*من\s+(?P<name>[^\d:.]+)"
)


#: One of these every such line holds: they are quicker to look for.
_SIGN_OF_ONE_FROM = re.compile('["«“]|من')


def _from_where(text: str) -> Byline:
    """`عين الماء (مصر) - من سامي حسن`: where a report was filed, and by whom."""
    if not _SIGN_OF_ONE_FROM.search(text):
        return Byline()
    found = _CITY_AND_FROM.fullmatch(text.strip(" :"))
    if found is None:
        return _city_paper_and_name(text)
    if not is_named(found["name"]):
        return Byline()
    return Byline((found["name"].strip(),), (), "", found["place"].strip())


_CITY_PAPER_NAME = re.compile(
    r"(?P<place>[^\W\d]+(?:\s[^\W\d]+)?)\s?[\"«“](?P<outlet>[^\"«»“”]{2,24})[\"»”]\s?(?P<name>[^\d:.\"]{5,40}?)\s?:?"
    r"|(?P<paper>[^/]{3,24})/\s?(?P<city>[^/]{2,20})/\s?من\s+(?P<who>[^\d/:.]{5,40})"
    r"|من\s+(?P<alone>[^\d/:.،]{5,40})"
)


def _city_paper_and_name(text: str) -> Byline:
    """`عدن "المنبر" سامي حسن :`, `المنبر/ عدن/ من سامي حسن`, `من سامي حسن`."""
    found = _CITY_PAPER_NAME.fullmatch(text.strip())
    if found is None:
        return Byline()
    if found["alone"]:
        return Byline((found["alone"].strip(),)) if is_named(found["alone"]) else Byline()
    name = (found["name"] or found["who"]).strip()
    place = (found["place"] or found["city"]).strip()
    if not (is_place(place) and (is_person(name) or found["who"])):
        return Byline()
    return Byline((name,), (), outlet_name(found["outlet"] or found["paper"]), place)


_EDITED = re.compile(r"\(\s?(?:اعداد|تحرير|ترجمه|شارك).{0,60}(?:للنشره العربيه|تحرير).{0,40}\)")


def signed(page: Page, mark: Mark) -> None:
    """`بغداد - واع - فلان`, `فلان – عين اليوم`: pieces of which each is known, and a name."""
    for at, line in page.open():
        if 3 <= line.words <= 10 and (byline := _from_where(line.text)):
            mark(at, Label.BYLINE, (byline, None))
            continue
        if not 3 <= line.words <= 16 or line.is_paragraph or line.text.endswith(("؟", "!", "..")):
            continue
        if not _SEPARATOR.search(line.text):
            continue
        parts = pieces(_BRACKETS.sub(" | ", line.text.rstrip(" :")))
        if not 2 <= len(parts) <= 5:
            continue
        kinds = [kind_of(part, page.outlets) for part in parts]
        unknown = [n for n, kind in enumerate(kinds) if kind in (Kind.UNKNOWN, Kind.MAYBE)]
        if {Kind.OUTLET, Kind.PLACE} <= set(kinds) and [kinds[n] for n in unknown] == [Kind.MAYBE]:
            mark(at, Label.BYLINE, (read_pieces(parts, page.outlets), None))
            continue
        if Kind.NAMED not in kinds or len(unknown) > 1 or kinds[0] is Kind.NOTE:
            continue
        name = parts.pop(unknown[0]) if unknown else ""
        # «المنبر/ بيروت/ فلان»: beside a city and a name stands an outlet.
        if name and (Kind.PLACE not in kinds or len(name.split()) > 2 or says_where(name)):
            continue
        byline = read_pieces(parts, page.outlets)
        byline = replace(byline, outlet=outlet_name(name)) if name else byline
        if Kind.PERSON in kinds and not (byline.outlet or byline.place):
            continue
        mark(at, Label.BYLINE, (byline, None))


_OWN_LINE = re.compile(r"[(«\"“\s]+(?P<name>[^()«»\"“”:|/]{2,30}?)[)»\"”\s]+[-–—|/:\s]*خاص\W*")


def _of_its_own(page: Page, at: int) -> str:
    """`(( المنبر ))خاص:` right above the text → `المنبر`; empty for another line."""
    found, below = _OWN_LINE.fullmatch(page.lines[at].text), page.next_visible(at)
    is_above = below is not None and page.lines[below].is_paragraph
    return outlet_name(found["name"]) if found and is_above else ""


def _before_agencies(text: str) -> str:
    """`صدى المدينة + وكالات` → `صدى المدينة`; empty for another line."""
    first, plus, rest = text.partition("+")
    is_agencies = plus and kind_of(rest) in (Kind.NOBODY, Kind.OUTLET)
    return outlet_name(first) if is_agencies and 1 <= len(first.split()) <= 4 else ""


_IN_BRACKETS = re.compile(r"[-–—ـ\s]*\(\s*([^()]{2,30})\s*\)[-–—ـ\s.]*")


def _in_brackets(text: str, outlets: frozenset[str]) -> str:
    """`--(بنا)` → `بنا`: an agency signs its report."""
    found = _IN_BRACKETS.fullmatch(text)
    return outlet_name(found[1]) if found and is_outlet(found[1], outlets) else ""


_ISSUE_BEHIND = re.compile(r"(?P<name>[^\d،:]{3,30}?)[\s\-–،]+(?:ال)?عدد\s*:?\s*\(?\d{1,6}\)?\W*")


def _before_its_issue(text: str) -> str:
    """`المنبر عدد(2488)` → `المنبر`: a paper and the number of its issue."""
    found = _ISSUE_BEHIND.fullmatch(text) if "عدد" in text else None
    is_name = found and len(found["name"].split()) <= 4 and not says_where(found["name"])
    return outlet_name(found["name"]) if found and is_name else ""


def _own_report(page: Page, at: int, parts: list[str]) -> str:
    """`نافذة العيّنة - خاص` right above the text or its date → `نافذة العيّنة`."""
    below = page.next_visible(at)
    if len(parts) == 2 and kind_of(parts[0]) is Kind.NOBODY:
        parts = parts[::-1]  # وكالات - المنبر
    if len(parts) != 2 or kind_of(parts[1]) is not Kind.NOBODY or below is None:
        return ""
    kinds = (Kind.UNKNOWN, Kind.MAYBE, Kind.OUTLET)
    is_name = len(parts[0].split()) <= 3 and not is_place(parts[0])
    is_name = is_name and kind_of(parts[0], page.outlets) in kinds and parts[0].strip() != "عواصم"
    is_above = page.lines[below].is_paragraph or page.lines[below].label is Label.DATE
    return outlet_name(parts[0]) if is_name and is_above else ""


_CITY_PAPER = re.compile(
    r"[>*•\s]*(?P<place>[^\W\d_]+(?:\s[^\W\d_]+)?)\s?[\"«“](?P<outlet>[^\"«»“”]{2,24})[\"»”]"
    r"\s?(?:خاص\s?:?|:)"
)


_QUOTE = re.compile('["«“]')


def _city_and_paper(text: str) -> Byline | None:
    """`> المكلا "المنبر" خاص:`: a city and a paper in quotation marks."""
    found = _CITY_PAPER.fullmatch(text) if _QUOTE.search(text) else None
    if found is None or not is_place(found["place"]):
        return None
    return Byline((), (), outlet_name(found["outlet"]), found["place"])


#: One of these every line of a place or an outlet holds, beside its words.
_SIGN_OF_FILING = re.compile(r"[-–—ـ/|(،+\d]")
_FIGURE = re.compile(r"(?<!\w)\d")
_PARTING = re.compile(r"[-–—ـ/|(،]")
_BETWEEN = re.compile(rf"\s*{_PARTING.pattern}+\s*")


def filed_from(page: Page, mark: Mark) -> None:
    """`الرباط – وكالة المثال:`, `عواصم - وكالات`: a place and an outlet, and nothing else."""
    for at, line in page.open():
        if line.words > 9 or line.is_paragraph:
            continue
        if (filed := _city_and_paper(line.text)) is not None:
            mark(at, Label.PLACE, filed)
            continue
        if not _SIGN_OF_FILING.search(line.text):
            continue
        if name := (
            _of_its_own(page, at)
            or _before_agencies(line.text)
            or _in_brackets(line.text, page.outlets)
            or _before_its_issue(line.text)
        ):
            mark(at, Label.OUTLET, name)
            continue
        if _FIGURE.search(line.text):
            # دمشق / 30 أيلول / وكالة المثال
            filed = read_filed(line.text, page.outlets)
            if filed is not None and filed.place and filed.outlet:
                mark(at, Label.PLACE, filed)
            continue
        text = without_handle(line.text)
        if not _PARTING.search(text):
            continue
        parts = [part for part in _BETWEEN.split(text.rstrip(" :.)")) if part]
        if outlet := _own_report(page, at, parts):
            mark(at, Label.OUTLET, outlet)
            continue
        is_behind = len(parts) == 2 and is_place(parts[1]) and not is_place(parts[0])
        if is_behind and ("(" in text or kind_of(parts[0], page.outlets) is Kind.OUTLET):
            parts.reverse()  # «المنبر» (جدة)
        if len(parts) != 2 or not (is_place(parts[0]) or parts[0].strip() == "عواصم"):
            continue
        kind = kind_of(parts[1], page.outlets)
        if kind is Kind.OUTLET:
            mark(at, Label.PLACE, Byline((), (), outlet_name(parts[1]), parts[0].strip()))
        elif kind is Kind.NOBODY:
            place = parts[0].strip() if is_place(parts[0]) else ""
            mark(at, Label.PLACE, Byline((), (), "", place))
