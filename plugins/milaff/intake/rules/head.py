"""What stands around the title: captions, places, outlets, people, headings."""

from __future__ import annotations

import re

from milaff.arabic.text import fold
from milaff.intake.blocks import Label
from milaff.intake.names import Byline, is_organisation, is_person, is_place, read_people
from milaff.intake.rules.page import Mark, Page
from milaff.intake.rules.printed import colon_to_dash
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


def alt_and_caption(page: Page, mark: Mark) -> None:
    titles = [fold(page.lines[at].text) for at in page.labelled(Label.TITLE)]
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


def place_line(page: Page, mark: Mark) -> None:
    """`الرباط – وكالة المثال:` on a line of its own."""
    for at in _head(page):
        line = page.lines[at]
        if line.label is not None or line.words > 8:
            continue
        parts = [part.strip(" .:()") for part in re.split(r"\s*[-–—/|:(،]\s*", line.text)]
        parts = [part for part in parts if part]
        outlets = [part for part in parts if is_organisation(part, page.outlets)]
        places = [part for part in parts if is_place(part) and part not in outlets]
        if not places and line.text.endswith(":") and len(parts) == 2 and len(outlets) == 1:
            # A colon behind an agency opens a report: what stands before it is where from.
            places = [part for part in parts if part not in outlets]
        people = [p for p in parts if p not in (*outlets, *places) and is_person(p, page.outlets)]
        if not places or len(places) + len(outlets) + len(people) != len(parts):
            continue
        if len(parts) == 1 and ":" not in line.text:
            continue
        byline = Byline(tuple(people), (), outlets[0] if outlets else "", places[0])
        mark(at, Label.PLACE, byline)


def outlet_and_person(page: Page, mark: Mark) -> None:
    """`الشرق الأوسط - أحمد عبد المطلب`, `لجين الأحمدي – عين اليوم`, `إبراهيم الزاحم من الرياض`."""
    for at in _head(page):
        line = page.lines[at]
        if line.label is not None or line.words > 9 or line.has_stop:
            continue
        parts = [part.strip() for part in re.split(r"\s+[-–—|/]\s+|\s*[|/]\s*", line.text)]
        if len(parts) == 2 and all(parts):
            first, second = (is_person(part, page.outlets) for part in parts)
            bodies = [is_organisation(part, page.outlets) for part in parts]
            if is_place(parts[0]) or is_place(parts[1]):
                continue
            if (bodies[0] and second) or (first and bodies[1]):
                outlet, name = parts if bodies[0] else parts[::-1]
            elif first and second:
                # Two names: a person's never begins with ال, an outlet's mostly does.
                outlet, name = parts if parts[0].startswith("ال") else parts[::-1]
            elif second:
                outlet, name = parts
            else:
                continue
            mark(at, Label.BYLINE, (Byline((name,), (), outlet), None))
        elif ":" in line.text and is_person(line.text.split(":", 1)[1], page.outlets):
            place, name = (part.strip() for part in line.text.split(":", 1))
            if 0 < len(place.split()) <= 3:
                mark(at, Label.BYLINE, (Byline((name,), (), "", place), None))
        elif re.search(r"\s(?:من|في)\s", line.text) or colon_to_dash(line.text) != line.text:
            byline = read_people(colon_to_dash(line.text), page.outlets)
            if byline and byline.place:
                mark(at, Label.BYLINE, (byline, None))


def beside_the_date(page: Page, mark: Mark) -> None:
    """Short lines right after the date: the outlet, then who signed."""
    dates = [at for at in page.labelled(Label.DATE) if at in _head(page)]
    for date in dates:
        near: list[int] = []
        for at in range(date + 1, _head(page).stop):
            line = page.lines[at]
            if line.label is not None or line.words > 6 or line.has_stop:
                break
            near.append(at)
        has_outlet = bool(page.labelled(Label.OUTLET))
        for at in near[:3]:
            line = page.lines[at]
            person = is_person(line.text, page.outlets)
            starts = line.folded.startswith("ال") and not _STEM_PERSON.search(line.folded)
            later_person = any(is_person(page.lines[n].text) for n in near if n > at)
            if line.folded in words("sections"):
                continue
            if not has_outlet and (
                is_organisation(line.text, page.outlets)
                or (not person and line.words <= 4)
                or (starts and later_person)
            ):
                mark(at, Label.OUTLET, _outlet_of(line.text))
                has_outlet = True
            elif person and not page.labelled(Label.BYLINE):
                mark(at, Label.BYLINE, (read_people(line.text, page.outlets), None))


def _outlet_of(text: str) -> str:
    """`قسم الاقتصاد - مجلة النموذج` → `مجلة النموذج`: a desk is no outlet."""
    parts = [part.strip(" .:|-–") for part in re.split(r"\s+[-–—|/]\s+", text)]
    named = [part for part in parts if part and not re.match(r"(?:قسم|مكتب|فريق)\s", part)]
    return (named or parts)[-1]


_STEM_PERSON = re.compile(r"^ال(?:دكتور|استاذ|مهندس|صحفي|كاتب)")


def lone_person(page: Page, mark: Mark) -> None:
    if page.labelled(Label.BYLINE):
        return
    titles = page.labelled(Label.TITLE)
    for at in _head(page, 2):
        line = page.lines[at]
        if line.label is None and is_person(line.text, page.outlets) and titles:
            before, after = page.next_visible(at, -1), page.next_visible(at)
            near = [*titles, *page.labelled(Label.SUBTITLE), *page.labelled(Label.DATE)]
            beside = {before, after} & set(near)
            if beside and line.words <= 5:
                mark(at, Label.BYLINE, (read_people(line.text, page.outlets), None))
                return


def lone_outlet(page: Page, mark: Mark) -> None:
    if page.labelled(Label.OUTLET):
        return
    for at in _head(page):
        line = page.lines[at]
        if line.label is None and line.words <= 6 and is_organisation(line.text, page.outlets):
            mark(at, Label.OUTLET, _outlet_of(line.text))
            return


def kicker(page: Page, mark: Mark) -> None:
    for title_at in page.labelled(Label.TITLE):
        at = page.next_visible(title_at, -1)
        if at is None or at != title_at - 1:
            continue
        line = page.lines[at]
        if line.label is None and 1 <= line.words <= 6 and not line.has_stop:
            before = page.next_visible(at, -1)
            if before is None or before < at - 1:
                mark(at, Label.KICKER, line.text)


def subtitle(page: Page, mark: Mark) -> None:
    for title_at in page.labelled(Label.TITLE):
        at = title_at + 1
        if at >= (page.body[0] if page.body else len(page.lines)):
            continue
        line = page.lines[at]
        if line.label is None and line.words >= 4 and not line.has_stop and len(line.text) < 200:
            mark(at, Label.SUBTITLE, line.text)
