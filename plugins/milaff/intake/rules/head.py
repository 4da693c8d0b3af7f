"""What stands around the title: captions, places, outlets, people, headings."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from milaff.arabic.text import fold
from milaff.intake.blocks import Label, Line
from milaff.intake.names import (
    Byline,
    Kind,
    is_named,
    is_outlet,
    is_person,
    is_place,
    kind_of,
    outlet_name,
    pieces,
    read_people,
    read_pieces,
)
from milaff.intake.rules.page import Mark, Page, headline_of
from milaff.intake.words import words


def _head(page: Page, before: int = 4) -> range:
    """From shortly before the title to the body."""
    titles = page.labelled(Label.TITLE)
    stop = page.body[0] if page.body else len(page.lines)
    start = min(titles[0], stop) if titles else 0
    steps = 0
    while start > 0 and steps < before:
        start -= 1
        steps += page.lines[start].label is not Label.BLANK
    return range(start, stop)


def _open_head(page: Page, before: int = 4) -> Iterator[tuple[int, Line]]:
    head = _head(page, before)
    return page.open(head.start, head.stop)


def alt_and_caption(page: Page, mark: Mark) -> None:
    titles = [fold(headline_of(page.lines[at])) for at in page.labelled(Label.TITLE)]
    for at, line in list(page.open(_head(page, 0).start)):
        after = page.next_visible(at)
        if line.label is not None or after is None or (line.has_stop and not _is_cut(line.text)):
            continue
        caption = page.lines[after]
        bare = line.folded.rstrip(". …")
        adjacent = after == at + 1
        begins_caption = len(bare) >= 6 and caption.folded.startswith(bare)
        is_inside = page.body is not None and page.body[0] < at < page.body[1]
        begins_title = (_is_cut(line.text) or (is_inside and line.words >= 3)) and any(
            found.startswith(bare) for found in titles
        )
        if not adjacent or caption.label is not None or not (begins_caption or begins_title):
            continue
        if caption.is_paragraph and (not begins_title or len(caption.text) > 200):
            continue
        mark(at, Label.ALT)
        mark(after, Label.CAPTION)


def _is_cut(text: str) -> bool:
    return text.endswith(("..", "…"))


_PICTURE = re.compile(
    r"^\W*(?:(?:ال)?صوره?(?:\s+(?:ارشيفيه|تعبيريه|توضيحيه|من|ل\w+|تظهر|متداوله|ارشيف))?\s*[:،(\-–—]"
    r"|التقطت|في الصوره|لقطه من|جانب من|مشهد من|من الارشيف$|"
    r"صوره\s+(?:من|تظهر|متداوله|التقطت|نشرها|وزعتها|ل)|صور\s+من|تصوير\s*[:/]|caption|photo:)"
)
_SURELY_PICTURE = re.compile(
    r"^\W*(?:صدر الصوره|مصدر الصوره|التعليق علي الصوره|(?:صوره\s+)?(?:ارشيفيه|تعبيريه|توضيحيه)\W*$)"
    r"|(?:[(\[/|–—-]\s*(?:صوره?\s+)?(?:ارشيف\w*|تعبيريه|رويترز|اف\s?ب|ا\.?\s?ف\.?\s?ب\.?|"
    r"ا\.?\s?ب\.?|الفرنسيه|"
    r"فرانس برس|الاناضول|الاوروبيه|د\.?\s?ب\.?\s?ا\.?|شينخوا|getty\w*(?: images)?|غيتي\w*|afp|"
    r"ap|epa|reuters|"
    r"انترنت|الانترنت|مواقع التواصل|فيسبوك|تويتر|ناشطون|بترا|وفا|سانا|واس)\s*[)\]]?"
    r"|©\s*.{2,40}|\(\s*(?:تصوير|عدسه|ت|المصدر)\s*[:/]?\s*[^)]{3,40}\)|\.\s*(?:dr|د\.ر)|"
    r"[-–—]\s*dr)\W*$"
)


def picture_credit(page: Page, mark: Mark) -> None:
    """`… (رويترز)`, `صورة أرشيفية`: what nobody prints but under a picture."""
    for at, line in page.open():
        if line.words > 40 or len(line.text) > 260:
            continue
        found = _SURELY_PICTURE.search(line.folded)
        # «… (رويترز)» behind a full stop signs a report; «الرباط (رويترز)» says where from.
        if found is None or re.search(r"[.!؟]\s*$", line.folded[: found.start()]):
            continue
        if found.start() < 3 or not is_place(line.folded[: found.start()]):
            mark(at, Label.CAPTION)


def picture_line(page: Page, mark: Mark) -> None:
    """`جانب من …`, `صورة من …`: how the words under a picture begin."""
    stop = page.body[1] if page.body else len(page.lines)
    for at, line in page.open(_head(page, 1).start, stop):
        if (line.has_stop and line.is_paragraph) or line.words > 40 or len(line.text) > 260:
            continue
        if _PICTURE.match(line.folded):
            mark(at, Label.CAPTION)


def place_line(page: Page, mark: Mark) -> None:
    """`الرباط – وكالة المثال:` on a line of its own."""
    for at, line in _open_head(page):
        if line.words > 9:
            continue
        parts = [part.strip(" .:()[]") for part in re.split(r"\s*[-–—ـ/|:(،]+\s*", line.text)]
        parts = [part for part in parts if part]
        kinds = [kind_of(part, page.outlets) for part in parts]
        outlets = [p for p, kind in zip(parts, kinds, strict=True) if kind is Kind.OUTLET]
        if not any(is_place(part) for part in parts):
            if not (line.text.endswith(":") and len(parts) == 2 and len(outlets) == 1):
                continue
            # A colon behind an agency opens a report: what stands before it is where from.
            place = next(part for part in parts if part not in outlets)
            mark(at, Label.PLACE, Byline((), (), outlets[0], place))
            continue
        place = next(part for part in parts if is_place(part))
        rest = [part for part in parts if part is not place]
        ends = line.text.endswith((":", "-", "–", "—", "ـ"))
        if not rest and not ends and is_outlet(place, page.outlets):
            continue  # الرياض alone is the newspaper
        if Kind.UNKNOWN in kinds or (not rest and not ends and not _beside_meta(page, at)):
            continue
        byline = read_pieces(rest, page.outlets)
        note = (byline.authors, byline.contributors, byline.outlet, place, byline.note)
        mark(at, Label.BYLINE if byline else Label.PLACE, _dated(Byline(*note)))


def _dated(byline: Byline) -> Byline | tuple[Byline, None]:
    return (byline, None) if byline else byline


def _beside_meta(page: Page, at: int) -> bool:
    """Whether a line stands right beside the date or the byline, without a blank line."""
    near = (page.lines[n] for n in (at - 1, at + 1) if 0 <= n < len(page.lines))
    return any(line.label in (Label.DATE, Label.BYLINE, Label.OUTLET) for line in near)


def outlet_and_person(page: Page, mark: Mark) -> None:
    """`الشرق الأوسط - أحمد عبد المطلب`, `لجين الأحمدي – عين اليوم`, `إبراهيم الزاحم من الرياض`."""
    for at, line in _open_head(page):
        if line.words > 9 or line.has_stop:
            continue
        parts = [part.strip() for part in re.split(r"\s+[-–—ـ|/]\s+|\s*[|/]\s*", line.text)]
        if len(parts) == 2 and all(parts):
            first, second = (is_person(part, page.outlets) for part in parts)
            bodies = [is_outlet(part, page.outlets) for part in parts]
            if is_place(parts[0]) or is_place(parts[1]):
                continue
            if (bodies[0] and second) or (first and bodies[1]):
                outlet, name = parts if bodies[0] else parts[::-1]
            elif first and second and (is_named(parts[0]) != is_named(parts[1])):
                name, outlet = parts if is_named(parts[0]) else parts[::-1]
            elif first and second:
                # Two names: a person's never begins with ال, an outlet's mostly does.
                outlet, name = parts if parts[0].startswith("ال") else parts[::-1]
            elif second or (is_named(parts[0]) and kind_of(parts[1]) is Kind.UNKNOWN):
                outlet, name = parts if second else parts[::-1]
            else:
                continue
            if len(outlet.split()) <= 4:
                named = Byline((name,), (), outlet_name(outlet))
                mark(at, Label.BYLINE, (named, None))
        elif ":" in line.text and is_person(line.text.split(":", 1)[1], page.outlets):
            place, name = (part.strip() for part in line.text.split(":", 1))
            if 0 < len(place.split()) <= 3:
                mark(at, Label.BYLINE, (Byline((name,), (), "", place), None))
        elif re.search(r"\s(?:من|في)\s|\(", line.text):
            byline = read_people(line.text, page.outlets)
            if byline and byline.place:
                mark(at, Label.BYLINE, (byline, None))


def beside_the_date(page: Page, mark: Mark) -> None:
    """Short lines right after the date: the outlet, then who signed."""
    head = _head(page)
    for date in [at for at in page.labelled(Label.DATE) if at in head][-5:]:
        near: list[int] = []
        for at in range(date + 1, head.stop):
            line = page.lines[at]
            if line.label is not None or line.words > 6 or line.has_stop:
                break
            near.append(at)
        has_outlet = any(page.labelled(Label.OUTLET))
        for at in near[:3]:
            line = page.lines[at]
            kind = kind_of(line.text, page.outlets)
            is_name = kind in (Kind.NAMED, Kind.PERSON)
            later_person = any(is_person(page.lines[n].text, page.outlets) for n in near if n > at)
            may_be_one = kind in (Kind.UNKNOWN, Kind.PERSON) and line.words <= 4
            is_free = not has_outlet and line.block.place is None
            if is_free and (kind is Kind.OUTLET or (later_person and may_be_one)):
                mark(at, Label.OUTLET, outlet_of(line.text, page.outlets))
                has_outlet = True
            elif is_name and not _is_signed(page):
                mark(at, Label.BYLINE, (read_people(line.text, page.outlets), None))


def outlet_of(text: str, outlets: frozenset[str]) -> str:
    """`قسم الاقتصاد - مجلة النموذج` → `مجلة النموذج`: a desk is no outlet."""
    parts = [part.strip(" .:|-–") for part in re.split(r"\s+[-–—|/]\s+", text)]
    known = [part for part in parts if is_outlet(part, outlets)]
    named = [part for part in parts if part and not re.match(r"(?:قسم|مكتب|فريق)\s", part)]
    return outlet_name((known or named or parts)[-1])


def lone_person(page: Page, mark: Mark) -> None:
    titles = page.labelled(Label.TITLE)
    if _is_signed(page) or not titles:
        return
    meta = (Label.DATE, Label.SUBTITLE, Label.TITLE, Label.OUTLET, Label.KICKER, Label.PLACE)
    for at, line in _open_head(page, 3):
        if line.words > 12 or line.text.endswith((".", "؟", "!", ":")):
            continue
        near = {page.next_visible(at, -1), page.next_visible(at)} - {None}
        beside = any(page.lines[n].label in meta for n in near if n is not None)
        parts = pieces(line.text)
        kinds = {kind_of(part, page.outlets) for part in parts}
        is_sure = Kind.NAMED in kinds and kinds <= {Kind.NAMED, Kind.NOTE, Kind.PERSON}
        may_be = beside and len(parts) == 1 and line.words <= 5 and kinds == {Kind.PERSON}
        if (is_sure and (beside or at == page.next_visible(-1))) or may_be:
            mark(at, Label.BYLINE, (read_people(line.text, page.outlets), None))
            return


def _is_signed(page: Page) -> bool:
    return any(page.lines[at].value[0].authors for at in page.labelled(Label.BYLINE))


def author_note(page: Page, mark: Mark) -> None:
    """`كاتب وباحث لبناني` right beside the byline."""
    for at, line in _open_head(page):
        before = page.next_visible(at, -1)
        if before is None or page.lines[before].label is not Label.BYLINE or line.words > 12:
            continue
        if not line.has_stop and kind_of(line.text, page.outlets) is Kind.NOTE:
            mark(at, Label.CREDIT, line.text.strip(" *•-–"))


def lone_outlet(page: Page, mark: Mark) -> None:
    """An outlet's name near the title, or right behind the body."""
    if any(page.lines[at].value for at in page.labelled(Label.OUTLET)):
        return
    behind = range(page.body[1] + 1, min(len(page.lines), page.body[1] + 12)) if page.body else ()
    for at in (*_head(page), *behind):
        line = page.lines[at]
        if line.label is None and line.words <= 6:
            name = outlet_of(line.text, page.outlets)
            if is_outlet(name, page.outlets):
                _mark_all(page, mark, at, name)
                return


def _is_words(page: Page, line: Line) -> bool:
    """Whether a line says something, and is no name."""
    kinds = {kind_of(part, page.outlets) for part in pieces(line.text)}
    return not kinds & {Kind.NAMED, Kind.OUTLET, Kind.ROLE} and kinds != {Kind.PLACE}


_OUTLET_LIKE = re.compile(
    r"^(?:صوت|منبر|نبض|مراه|صدي|اصداء|شاهد|الشاهد|ديوان|بوابه|منصه|جسر|بريد|نداء|راي|ضفه|افاق|انباء|اخبار)\s+\S+"
    r"(?:\s+\S+)?$"
)


def brand(page: Page, mark: Mark) -> None:
    """The outlet's name where nobody knows it: at the top, by the date, or more than once."""
    if any(page.lines[at].value for at in page.labelled(Label.OUTLET)):
        return
    head = _head(page)
    behind = range(page.body[1] + 1, min(len(page.lines), page.body[1] + 8)) if page.body else ()
    counts = Counter(line.folded for line in page.lines if 0 < line.words <= 4)
    first = page.next_visible(-1)
    for at in (*head, *behind):
        line = page.lines[at]
        if line.label is not None or not 1 <= line.words <= 3 or line.has_stop:
            continue
        kind = kind_of(line.text, page.outlets)
        if kind not in (Kind.UNKNOWN, Kind.PERSON) or _is_common(line.folded):
            continue
        by_date = _beside_meta(page, at) and line.words == 1 and line.folded.startswith("ال")
        is_latin = re.fullmatch(r"[A-Za-z][A-Za-z0-9 .&'-]{2,30}", line.text)
        is_named_so = _OUTLET_LIKE.match(line.folded) and (at == first or _beside_meta(page, at))
        # In the menus of a whole page much stands twice.
        is_twice = counts[line.folded] > 1 and at in head and (head.stop < 16 or at == first)
        if is_twice or is_named_so or by_date or (is_latin and _beside_meta(page, at)):
            _mark_all(page, mark, at, outlet_name(line.text))
            return


def _mark_all(page: Page, mark: Mark, at: int, name: str) -> None:
    """Line `at` names the outlet, and so does every other line around the title that is alike."""
    mark(at, Label.OUTLET, name)
    for near, line in _open_head(page):
        if line.folded == page.lines[at].folded:
            mark(near, Label.OUTLET, name)


def _is_common(folded: str) -> bool:
    """Whether a line is a word of menus, headlines or the calendar."""
    lists = ("no_names", "related", "controls", "sections", "weekdays")
    return any(folded.strip(" .:") in words(name) for name in lists)


def kicker(page: Page, mark: Mark) -> None:
    for title_at in page.labelled(Label.TITLE):
        at = page.next_visible(title_at, -1)
        if at is None or at != title_at - 1:
            continue
        line, before = page.lines[at], page.next_visible(at, -1)
        if line.label is not None or line.has_stop or not _is_words(page, line):
            continue
        meta = (Label.OUTLET, Label.DATE)
        is_free = before is None or before < at - 1 or page.lines[before].label in meta
        is_long = line.words > 6
        if is_free and (not is_long or (line.words <= 14 and _opens_the_page(line, at))):
            mark(at, Label.KICKER, line.text.rstrip(" :"))


def _opens_the_page(line: Line, at: int) -> bool:
    """A long line above the title explains it where it ends in a colon or the page is short."""
    return line.text.endswith(":") or at < 8


def subtitle(page: Page, mark: Mark) -> None:
    for title_at in page.labelled(Label.TITLE):
        at = title_at + 1
        if at >= (page.body[0] if page.body else len(page.lines)):
            continue
        line = page.lines[at]
        is_scrap = line.block.place == "outside" and not line.block.level
        if is_scrap and not line.is_paragraph:
            continue
        is_long = line.words >= 4 and len(line.text) < 200
        if line.label is None and is_long and not line.has_stop and _is_words(page, line):
            mark(at, Label.SUBTITLE, line.text)


def section_name(page: Page, mark: Mark) -> None:
    """A section's name near the title: `اقتصاد`, `ثقافة وفنون`."""
    for at, line in _open_head(page):
        if line.folded.strip(" .:|-–»«") in words("sections"):
            mark(at, Label.JUNK)
