"""What stands around the title: captions, places, outlets, people, headings."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace

from milaff.arabic.text import fold
from milaff.intake.blocks import Label, Line
from milaff.intake.bylines import Byline, pieces, read_people, read_pieces
from milaff.intake.names import (
    NOT_A_NAME,
    PEOPLE,
    Kind,
    begins_with_quotation,
    is_made_as_outlets,
    is_named,
    is_outlet,
    is_person,
    is_place,
    kind_of,
    may_be_an_outlet,
    outlet_name,
    says_something,
    says_where,
    sounds_personal,
)
from milaff.intake.rules.page import Mark, Page, stems_of
from milaff.intake.rules.statements import (
    SPEAKS,
    is_statement,
    names_an_organisation,
    organisation_of,
)
from milaff.intake.words import words


def _open_head(page: Page, before: int = 4) -> Iterator[tuple[int, Line]]:
    head = page.head(before)
    return page.open(head.start, head.stop)


_AROUND_A_PLACE = re.compile(r"\s*[-–—ـ/|:(،]+\s*")


def place_line(page: Page, mark: Mark) -> None:
    """`الرباط – وكالة المثال:` on a line of its own."""
    for at, line in _open_head(page):
        if line.words > 9:
            continue
        if _is_hanging_place(page, at):
            place = line.text.rstrip(" -–—ـ")
            if kind_of(place, page.outlets) in (Kind.PLACE, Kind.UNKNOWN):
                mark(at, Label.PLACE, Byline((), (), "", place))
                continue
        parts = [part.strip(" .:()[]") for part in _AROUND_A_PLACE.split(line.text)]
        parts = [_who_is_behind(part) for part in parts if part]
        kinds = [kind_of(part, page.outlets) for part in parts]
        outlets = [p for p, kind in zip(parts, kinds, strict=True) if kind is Kind.OUTLET]
        if not any(is_place(part) for part in parts):
            if not (line.text.endswith(":") and len(parts) == 2 and len(outlets) == 1):
                continue
            # A colon behind an agency opens a report: what stands before it is where from.
            place = next(part for part in parts if part not in outlets)
            kind = kind_of(place, page.outlets)
            # No place that nobody knows has a name of three words.
            if kind in PEOPLE or (kind is Kind.UNKNOWN and _is_a_long_name(place)):
                mark(at, Label.BYLINE, (Byline((place,), (), outlet_name(outlets[0])), None))
                continue
            mark(at, Label.PLACE, Byline((), (), outlets[0], place))
            continue
        place = next(part for part in parts if is_place(part))
        rest = [part for part in parts if part is not place]
        ends = line.text.endswith((":", "-", "–", "—", "ـ"))
        if not rest and not ends and is_outlet(place, page.outlets):
            continue  # الرياض alone is the newspaper
        if len(parts) == 2 and rest and _is_a_strange_name(rest[0], page.outlets):
            if line.text.startswith(place) and not line.text.endswith(":"):
                mark(at, Label.BYLINE, (Byline((rest[0],), (), "", place), None))
            continue
        if len(parts) == 2 and rest and kind_of(rest[0], page.outlets) is Kind.UNKNOWN:
            if _is_outlet_of_a_city(page, at, place, rest[0]):
                mark(at, Label.PLACE, Byline((), (), outlet_name(rest[0]), place))
            continue
        is_beside = _beside_meta(page, at) or _below_an_outlet(page, at)
        if Kind.UNKNOWN in kinds or (not rest and not ends and not is_beside):
            continue
        byline = read_pieces(rest, page.outlets)
        filed = replace(byline, place=place)
        if byline:
            mark(at, Label.BYLINE, (filed, None))
            _names_below(page, at, mark)
        else:
            mark(at, Label.PLACE, filed)


def _is_a_strange_name(text: str, outlets: frozenset[str]) -> bool:
    """`باتر وردم`: two words that are no outlet's and none of a headline's."""
    folded = fold(text)
    is_two = folded.count(" ") == 1 and kind_of(text, outlets) is Kind.UNKNOWN
    return is_two and not may_be_an_outlet(text) and not says_something(folded)


def _is_a_long_name(text: str) -> bool:
    return 3 <= len(text.split()) <= 4 and not (says_where(text) or says_something(fold(text)))


def _is_outlet_of_a_city(page: Page, at: int, place: str, name: str) -> bool:
    """تونس – صدى المدينة: beside a city stands an outlet, and be it unknown."""
    line, below = page.lines[at], page.next_visible(at)
    if line.text.startswith(place) and ":" not in line.text:
        return len(name.split()) <= 3 and fold(name).split()[0] not in words("no_names")
    # المنبر – تونس, تونس - المنبر: right above the text
    is_above = below is not None and page.lines[below].is_paragraph
    is_word = len(name.split()) == 1 and not says_something(fold(name))
    # عدن - صداها : over the text
    is_filed = line.text.startswith(place) and line.text.count(":") == line.text.endswith(":")
    return is_above and is_word and (name.startswith("ال") or is_filed)


def _who_is_behind(part: str) -> str:
    """`من أحمد عادل` → `أحمد عادل`, behind a city."""
    name = re.sub(r"^من\s+", "", part)
    return name if is_person(name) else part


def _beside_meta(page: Page, at: int) -> bool:
    """Whether a line stands right beside the date or the byline, without a blank line."""
    near = (page.lines[n] for n in (at - 1, at + 1) if 0 <= n < len(page.lines))
    return any(line.label in (Label.DATE, Label.BYLINE, Label.OUTLET) for line in near)


def _below_an_outlet(page: Page, at: int) -> bool:
    return at > 0 and is_outlet(page.lines[at - 1].text, page.outlets)


def _below_a_name(page: Page, at: int) -> bool:
    """Whether a whole name stands right above a line: who wrote for it."""
    above = page.lines[at - 1] if at else None
    return above is not None and above.label is None and is_named(above.text)


_DATELINE_PARTS = re.compile(r"\s*[/|]\s*|\s+[-–—ـ]+\s*|\s*[-–—ـ]+\s+")


def dateline(page: Page, mark: Mark) -> None:
    """`مدينة العيّنة - «الأمثلة» - أحمد باعادل`, `* الرباط أحمد عادل:`: cities may be unknown."""
    for at, line in _open_head(page):
        if line.words > 10 or line.has_stop:
            continue
        byline = _city_paper_name(line.text, page.outlets) or _city_and_name(line.text)
        byline = byline or _strange_city_and_paper(page, at)
        if byline is not None:
            mark(at, Label.BYLINE, (byline, None))


def _city_paper_name(text: str, outlets: frozenset[str]) -> Byline | None:
    """A known paper between two others: the first is where, the second who."""
    parts = [part.strip(" *•:") for part in _DATELINE_PARTS.split(text)]
    if len(parts) != 3 or re.search(r"\d", text):
        return None
    place, outlet, name = parts
    is_short = 1 <= len(place.split()) <= 2 and 2 <= len(name.split()) <= 4
    kinds = [kind_of(part, outlets) for part in parts]
    may_be = kinds[2] in (*PEOPLE, Kind.UNKNOWN) and kinds[0] in (Kind.PLACE, Kind.UNKNOWN)
    if not (is_short and may_be and kinds[1] is Kind.OUTLET):
        return None
    return Byline((name,), (), outlet_name(outlet), place)


_CITY_PAPER_AND = re.compile(
    r"(?P<place>[^\W\d]+(?:\s[^\W\d]+)?)\s*[-–—ـ]\s*(?P<outlet>[^\W\d]+(?:\s[^\W\d]+)?)\s*:\s*"
    r"(?P<name>[^:\d]{5,40})"
)


def _strange_city_and_paper(page: Page, at: int) -> Byline | None:
    """`عين الماء ـ المنبر: سامي حسن` right above the text: only the name is known."""
    found, below = _CITY_PAPER_AND.fullmatch(page.lines[at].text), page.next_visible(at)
    if found is None or below is None or not page.lines[below].is_paragraph:
        return None
    if not is_named(found["name"]) or not may_be_an_outlet(found["outlet"]):
        return None
    return Byline((found["name"].strip(),), (), outlet_name(found["outlet"]), found["place"])


def _city_and_name(text: str) -> Byline | None:
    """A known city, a whole name and a colon."""
    tokens = text.strip(" *•-").split()
    if not text.rstrip().endswith(":") or not 3 <= len(tokens) <= 6:
        return None
    for size in (2, 1):
        place, name = " ".join(tokens[:size]), " ".join(tokens[size:]).rstrip(" :")
        if is_place(place) and " " in name and is_named(name):
            return Byline((name,), (), "", place)
    return None


_BETWEEN_TWO = re.compile(r"\s+[-–—ـ|/:]+\s+|\s*[|/:]\s*|_\s|\s_|(?<=\w)[-–]\s")
_HYPHEN = re.compile(r"(?<=\w)-(?=\w)")
_SOMEWHERE = re.compile(r"\s(?:من|في)\s|\(")


def outlet_and_person(page: Page, mark: Mark) -> None:
    """`الشرق الأوسط - أحمد عبد المطلب`, `أيام الساحل : سلمى الحداد`, `أحمد الزاحم من الرياض`."""
    for at, line in _open_head(page):
        if line.words > 10 or line.has_stop:
            continue
        parts = [part.strip() for part in _BETWEEN_TWO.split(line.text.rstrip(" :"))]
        if len(parts) == 1 and line.text.count("-") == 1:
            parts = _HYPHEN.split(line.text)  # المنبر-سعاد علي
        if len(parts) == 2 and all(parts):
            byline = _of_two(parts, page.outlets) or _strange_pair(page, at, parts)
        elif _SOMEWHERE.search(line.text):
            byline = _from_a_place(line.text, page.outlets)
        else:
            continue
        if byline or byline.note:
            mark(at, Label.BYLINE, (byline, None))


def _strange_pair(page: Page, at: int, parts: list[str]) -> Byline:
    """`الشماليون | كبرئيل ملكي` by the date: nobody knows them, and one sounds like a person."""
    people = [n for n in (0, 1) if sounds_personal(parts[n], page.outlets)]
    if len(people) != 1 or not _beside_meta(page, at):
        return Byline()
    other = parts[1 - people[0]]
    is_name = may_be_an_outlet(other) and len(other.split()) <= 3 and not is_place(other)
    return Byline((parts[people[0]],), (), outlet_name(other)) if is_name else Byline()


_FROM = re.compile(r"\sمن\s")


def _from_a_place(text: str, outlets: frozenset[str]) -> Byline:
    """`أحمد الزاحم من الرياض`; «سوق الخضار في بيروت» is what a picture shows."""
    byline = read_people(text, outlets)
    kinds = [kind_of(name, outlets) for name in byline.authors]
    is_sure = bool(kinds) and all(kind is Kind.NAMED for kind in kinds)
    is_from = _FROM.search(text) and (kinds or byline.note)
    is_account = "@" in text and bool(kinds)
    return byline if byline.place and (is_sure or is_from or is_account) else Byline()


_PICTURED = re.compile(r"\s(?:تصوير|عدسه|الصوره|صوره)$")
_INITIAL_AND_NAME = re.compile(r"[^\W\d_]\s?\.\s?[^\W\d_]{3,}")


def _of_two(parts: list[str], outlets: frozenset[str]) -> Byline:
    """An outlet or a city and a name, in either order: the surer name is the person's."""
    kinds = [kind_of(part, outlets) for part in parts]
    order = (Kind.NAMED, Kind.PERSON, Kind.MAYBE)
    people = [n for n in (0, 1) if kinds[n] in PEOPLE]
    if not people:
        return Byline()
    at = min(people, key=lambda n: (order.index(kinds[n]), parts[n].startswith("ال"), -n))
    name, other, kind = parts[at], parts[1 - at], kinds[1 - at]
    if _PICTURED.search(fold(other)):
        return Byline()  # «بسطة كتب في السوق. تصوير: فلان» stands under a picture
    if is_place(other):
        return Byline((name,), (), "", other)
    if fold(other) in words("sections"):
        return Byline((name,)) if kinds[at] is Kind.NAMED else Byline()
    # «لبنان: أزمة الخبز» is a title: words beside what only may be a name say nothing.
    is_outlet_name = kind is Kind.OUTLET or (kind is Kind.MAYBE and kinds[at] is not Kind.MAYBE)
    is_outlet_name = is_outlet_name or (kind is Kind.UNKNOWN and kinds[at] is Kind.NAMED)
    if says_where(other):
        return Byline((name,)) if kinds[at] is Kind.NAMED else Byline()
    if is_outlet_name and len(other.split()) <= 4 and not NOT_A_NAME.search(fold(other)):
        return Byline((name,), (), outlet_name(other))
    if kind is Kind.NOTE:
        return Byline((name,), (), "", "", other)
    # «عين الماء: م. حداد»: nobody but a reporter is called so.
    is_short = kind is Kind.UNKNOWN and len(other.split()) <= 2
    return Byline((name,)) if is_short and _INITIAL_AND_NAME.fullmatch(name) else Byline()


def beside_the_date(page: Page, mark: Mark) -> None:
    """Short lines right after the date: the outlet, then who signed."""
    head = page.head()
    titles = page.labelled(Label.TITLE)
    about = stems_of(page.lines[titles[0]].folded) if titles else frozenset()
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
            # What shares words with the title stands under a picture.
            is_told = not stems_of(line.folded).isdisjoint(about)
            is_name = kind in PEOPLE and (kind is Kind.NAMED or not is_told)
            later_person = any(is_person(page.lines[n].text, page.outlets) for n in near if n > at)
            may_be_one = kind in (Kind.UNKNOWN, Kind.MAYBE) and line.words <= 4
            may_be_one = may_be_one and not is_told
            is_free = not has_outlet and line.block.place is None
            if is_free and (kind is Kind.OUTLET or (later_person and may_be_one)):
                mark(at, Label.OUTLET, outlet_of(line.text, page.outlets))
                has_outlet = True
            elif is_name and not _is_signed(page):
                mark(at, Label.BYLINE, (read_people(line.text, page.outlets), None))
                _names_below(page, at, mark)


_ASIDE = re.compile(r"\s+[-–—|/>›»]\s*|\s*[-–—|/>›»]\s+")
_DESK = re.compile(r"(?:قسم|مكتب|فريق)\s")


def outlet_of(text: str, outlets: frozenset[str]) -> str:
    """`قسم الاقتصاد - مجلة النموذج` → `مجلة النموذج`: a desk is no outlet."""
    parts = [part.strip(" .:|-–>›»") for part in _ASIDE.split(text)]
    known = [part for part in parts if is_outlet(part, outlets)]
    named = [part for part in parts if part and not _DESK.match(part)]
    return outlet_name((known or named or parts)[-1])


def lone_person(page: Page, mark: Mark) -> None:
    titles = page.labelled(Label.TITLE)
    if _is_signed(page) or not titles:
        return
    for at, line in _open_head(page, 3):
        if line.words > 12 or line.text.endswith((".", "؟", "!", ":")):
            continue
        beside = _beside_the_head(page, at)
        parts = pieces(line.text)
        kinds = {kind_of(part, page.outlets) for part in parts}
        is_sure = Kind.NAMED in kinds and kinds <= {Kind.NAMED, Kind.NOTE, *PEOPLE}
        # A name between the title and the text signs, whatever buttons stand around it.
        is_under = titles[0] < at and len(parts) == 1 and 2 <= line.words <= 5
        may_be = beside and len(parts) == 1 and line.words <= 5
        if kinds <= {Kind.NOBODY, Kind.NOTE} and line.words <= 4 and at > titles[0]:
            # «فريق التحرير» signs, and is nobody.
            mark(at, Label.BYLINE, (read_people(line.text, page.outlets), None))
            continue
        may_be = may_be and (kinds == {Kind.PERSON} or (kinds == {Kind.MAYBE} and at > titles[0]))
        may_be = may_be or (is_under and _signs_the_text(page, at, kinds))
        opens = at == page.next_visible(-1)
        if (is_sure and (beside or is_under or opens)) or may_be:
            mark(at, Label.BYLINE, (read_people(line.text, page.outlets, sure=may_be), None))
            _names_below(page, at, mark)
            return


def _beside_the_head(page: Page, at: int) -> bool:
    meta = (Label.DATE, Label.SUBTITLE, Label.TITLE, Label.OUTLET, Label.KICKER, Label.PLACE)
    near = (page.next_visible(at, -1), page.next_visible(at))
    return any(page.lines[n].label in meta for n in near if n is not None)


def _signs_the_text(page: Page, at: int, kinds: set[Kind]) -> bool:
    """What may be a name, right above the text or above what somebody is."""
    below = page.next_visible(at)
    if below is None or not kinds <= {*PEOPLE, Kind.UNKNOWN}:
        return False
    line = page.lines[below]
    if kind_of(line.text, page.outlets) is Kind.NOTE and not line.has_stop:
        return Kind.UNKNOWN not in kinds or page.lines[at].words <= 3
    opens = line.is_paragraph or kind_of(line.text.rstrip(" -–—:"), page.outlets) is Kind.PLACE
    opens = opens or _is_hanging_place(page, below)
    return opens and Kind.UNKNOWN not in kinds


_HANGING = re.compile(r"[^\W\d]+(?:\s[^\W\d]+){0,2}\s?[-–—ـ]")


def _is_hanging_place(page: Page, at: int) -> bool:
    """`الأغوار الوسطى-` on a line of its own above a paragraph: where it was filed from."""
    below = page.next_visible(at)
    is_above = below is not None and page.lines[below].is_paragraph
    return is_above and _HANGING.fullmatch(page.lines[at].text) is not None


def _names_below(page: Page, at: int, mark: Mark) -> None:
    """Several people sign one a line."""
    near = page.next_visible(at)
    stop = page.head().stop
    while near is not None and near < stop:
        line = page.lines[near]
        is_name = line.label is None and line.words <= 5
        if not is_name or kind_of(line.text, page.outlets) not in (Kind.NAMED, Kind.PERSON):
            return
        mark(near, Label.BYLINE, (read_people(line.text, page.outlets), None))
        near = page.next_visible(near)


def _is_signed(page: Page) -> bool:
    last = page.body[1] if page.body else 0
    # Behind the readers' comments their names stand.
    junk = (at for at in page.labelled(Label.JUNK) if at > last)
    fence = next((at for at in junk if page.lines[at].rule == "comments"), len(page.lines))
    signed = (page.lines[at] for at in page.labelled(Label.BYLINE) if at < fence)
    return any(line.value[0].authors for line in signed if not page.is_posters(line))


def author_note(page: Page, mark: Mark) -> None:
    """`كاتب وباحث لبناني` right beside the byline."""
    for at, line in _open_head(page):
        before = page.next_visible(at, -1)
        if before is None or page.lines[before].label is not Label.BYLINE or line.words > 12:
            continue
        if not line.has_stop and kind_of(line.text, page.outlets) is Kind.NOTE:
            mark(at, Label.CREDIT, line.text.strip(" *•-–"))


def speaks_of_itself(page: Page, mark: Mark) -> None:
    """The first line names who speaks in the text: a statement of an organisation."""
    at = page.next_visible(-1)
    if at is None or not page.body or at >= page.body[0] or page.lines[at].label is not None:
        return
    line = page.lines[at]
    others = [n for n, other in page.open(at + 1, page.body[0]) if other.words >= 4]
    if not others or not 2 <= line.words <= 8 or line.has_stop:
        return
    if is_statement(page, page.body[0]) and names_an_organisation(line):
        mark(at, Label.OUTLET, line.text)
        return
    if name := organisation_of(line):
        mark(at, Label.OUTLET, name)
        return
    said = re.compile(rf"(?<!\w){SPEAKS}\s{re.escape(line.folded)}(?!\w)")
    if any(said.search(other.folded) for other in page.lines[page.body[0] :]):
        mark(at, Label.OUTLET, line.text)


def lone_outlet(page: Page, mark: Mark) -> None:
    """An outlet's name near the title, or right behind the body."""
    if any(page.lines[at].value for at in page.labelled(Label.OUTLET)):
        for at, line in _open_head(page, 0):
            if line.words <= 4 and is_outlet(line.text, page.outlets):
                mark(at, Label.OUTLET, "")  # it names itself again
        return
    behind = range(page.body[1] + 1, min(len(page.lines), page.body[1] + 12)) if page.body else ()
    # Behind a lead that stands over them too, beside the date.
    first = page.body[0] if page.body else len(page.lines)
    opening = range(first, min(len(page.lines), first + 5))
    inside = [at for at in opening if _beside_meta(page, at)]
    top, titles = page.next_visible(-1), page.labelled(Label.TITLE)
    for at in (*page.head(), *inside, *behind, *(() if top is None else (top,))):
        line = page.lines[at]
        if line.label is None and line.words <= 6:
            name = outlet_of(line.text, page.outlets)
            is_section = fold(name) in words("section_outlets") and (at in page.head() or at == top)
            is_above = (not titles or at < titles[0]) and not _heads_a_section(page, at)
            if is_section and is_above and not _beside_meta(page, at):
                continue  # «الشرق الأوسط» above a title is a part of the world
            if at in behind and re.fullmatch(r"ال\w+", name) and _is_in_a_list(page, at):
                continue  # «الاتحاد» among keywords is a union
            if is_outlet(name, page.outlets) and not begins_with_quotation(line.text):
                _mark_all(page, mark, at, name)
                return


#: So many short lines that nothing explains are a list: keywords, a menu.
_LEAST_OF_A_LIST = 3


def _is_in_a_list(page: Page, at: int) -> bool:
    found = 1
    for step in (-1, 1):
        near = page.next_visible(at, step)
        while near is not None and found < _LEAST_OF_A_LIST:
            line = page.lines[near]
            if line.label is not None or line.has_stop or line.words > 4:
                break
            found += 1
            near = page.next_visible(near, step)
    return found >= _LEAST_OF_A_LIST


def _heads_a_section(page: Page, at: int) -> bool:
    """Whether the first line stands right over a section's name: then it is the paper's."""
    below = page.next_visible(at)
    if below is None or at != page.next_visible(-1):
        return False
    return page.lines[below].folded.strip(" .:|-–»«") in words("sections")


def _is_words(page: Page, line: Line) -> bool:
    """Whether a line says something, and is no name."""
    kinds = {kind_of(part, page.outlets) for part in pieces(line.text)}
    return not kinds & {Kind.NAMED, Kind.OUTLET, Kind.ROLE} and kinds != {Kind.PLACE}


def _names_an_outlet(page: Page) -> bool:
    """Whether a line says which outlet beside a city or an issue, which is surer."""
    # A standfirst may stand over it, and is taken for the first paragraph.
    end = page.head().stop + 4
    near = [page.lines[at] for at in page.labelled(Label.PLACE) if at < end]
    # «المنبر - العدد 120 - الأحد 12 آذار 2020»: the head of its page is the surest.
    heads = (page.lines[at] for at in page.labelled(Label.BYLINE))
    near += [line for line in heads if line.rule == "date-line"]
    bylines = (line.value if isinstance(line.value, Byline) else line.value[0] for line in near)
    return any(byline.outlet for byline in bylines)


_LATIN, _LATIN_NAME = re.compile("[A-Za-z]"), re.compile(r"[A-Za-z][A-Za-z0-9 .&'-]{2,30}")
_KINDS_OF_PAPER = frozenset("جريده صحيفه مجله موقع وكاله قناه شبكه".split())


def brand(page: Page, mark: Mark) -> None:
    """The outlet's name where nobody knows it: at the top, by the date, or more than once."""
    if any(page.lines[at].value for at in page.labelled(Label.OUTLET)) or _names_an_outlet(page):
        return
    head, titles = page.head(), page.labelled(Label.TITLE)
    behind = range(page.body[1] + 1, min(len(page.lines), page.body[1] + 8)) if page.body else ()
    counts = Counter(line.folded for line in page.lines if 0 < line.words <= 4)
    first = page.next_visible(-1)
    opening = (first,) if first is not None and first < head.start else ()
    for at in (*opening, *head, *behind):
        line = page.lines[at]
        if line.label is not None or not 1 <= line.words <= 3 or line.has_stop:
            continue
        kind = kind_of(line.text, page.outlets)
        if kind not in (Kind.UNKNOWN, Kind.MAYBE) or _is_common(line.folded):
            continue
        # «fbpx», «Categories»: a Latin scrap is no name.
        is_alone = line.words == 1 and len(line.text) > 3 and not line.text.isascii()
        is_alone = is_alone and line.folded not in _KINDS_OF_PAPER
        is_alone = is_alone and not _LATIN.search(line.text)
        is_beside = _beside_meta(page, at) or _below_a_name(page, at)
        by_date = is_beside and _is_one_name(line)
        by_date = by_date and (not titles or titles[0] < at)  # above the title stand sections
        is_latin = _LATIN_NAME.fullmatch(line.text)
        is_like_one = is_made_as_outlets(line.folded) or line.folded.startswith("ال")
        is_ones = kind is Kind.MAYBE and not sounds_personal(line.text, page.outlets)
        opens = at == first and (is_ones or is_like_one or is_alone)
        is_named_so = opens or (is_made_as_outlets(line.folded) and is_beside)
        # In the menus of a whole page much stands twice.
        is_twice = counts[line.folded] > 1 and at in head and (head.stop < 16 or at == first)
        if is_twice or is_named_so or by_date or (is_latin and counts[line.folded] > 1):
            _mark_all(page, mark, at, outlet_name(line.text))
            return


def _is_one_name(line: Line) -> bool:
    """`المنبر`, `الفجر الجديد`: a word with the article, and an adjective of it."""
    parts = line.folded.split()
    is_plain = len(parts) == 1 or parts[0] not in words("no_names")
    return len(parts) <= 2 and is_plain and all(part.startswith("ال") for part in parts)


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
        meta = (Label.OUTLET, Label.DATE, Label.BYLINE)
        is_free = before is None or before < at - 1 or page.lines[before].label in meta
        is_long = line.words > 6
        if is_free and (not is_long or (line.words <= 14 and _opens_the_page(line, at))):
            mark(at, Label.KICKER, line.text.rstrip(" :"))


def _opens_the_page(line: Line, at: int) -> bool:
    """A long line above the title explains it where it ends in a colon or the page is short."""
    return line.text.endswith(":") or at < 8


def subtitle(page: Page, mark: Mark) -> None:
    for title_at in page.labelled(Label.TITLE):
        at = page.next_visible(title_at)
        if at is None or at > title_at + 2 or at >= (page.body or (len(page.lines),))[0]:
            continue
        line = page.lines[at]
        is_scrap = line.block.place == "outside" and not line.block.level
        if is_scrap and not line.is_paragraph:
            continue
        # Behind a blank line it may be what is printed under a picture: a subtitle is longer.
        is_long = line.words >= (4 if at == title_at + 1 else 8) and len(line.text) < 200
        if line.label is None and is_long and not line.has_stop and _is_words(page, line):
            mark(at, Label.SUBTITLE, line.text)


def section_name(page: Page, mark: Mark) -> None:
    """A section's name near the title: `اقتصاد`, `ثقافة وفنون`."""
    for at, line in _open_head(page):
        if line.folded.strip(" .:|-–»«") in words("sections"):
            mark(at, Label.JUNK)
