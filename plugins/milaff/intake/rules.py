"""The rules that label the lines of a raw article, in the order they are asked.

Each has a name, the reason it is right, and a function that marks lines. A rule sees the whole
page and marks only lines that no earlier rule has; a new rule is one more entry in `RULES`.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field

from milaff.arabic.dates import DateLine, read_line
from milaff.arabic.text import fold, unfolded
from milaff.intake.blocks import Label, Line
from milaff.intake.names import (
    Byline,
    is_organisation,
    is_person,
    is_place,
    read_people,
    read_role,
)
from milaff.intake.words import words

Mark = Callable[..., None]


@dataclass(slots=True)
class Page:
    """The lines of one raw article; `body` is the span from its first to its last paragraph."""

    lines: list[Line]
    outlets: frozenset[str] = frozenset()
    body: tuple[int, int] | None = None
    doubts: list[tuple[str, str, tuple[str, ...]]] = field(default_factory=list)

    def open(self, start: int = 0, stop: int | None = None) -> Iterator[tuple[int, Line]]:
        """The lines without a label from `start` up to `stop`."""
        for at in range(max(0, start), len(self.lines) if stop is None else stop):
            if self.lines[at].label is None:
                yield at, self.lines[at]

    def labelled(self, label: Label) -> list[int]:
        return [at for at, line in enumerate(self.lines) if line.label is label]

    def next_visible(self, at: int, step: int = 1) -> int | None:
        """The nearest line after (or before) `at` that holds something."""
        at += step
        while 0 <= at < len(self.lines):
            if self.lines[at].label is not Label.BLANK:
                return at
            at += step
        return None

    def blanks_around(self, at: int) -> tuple[int, int]:
        """How many blank lines stand directly before and after line `at`."""
        counts = []
        for step in (-1, 1):
            near, count = at + step, 0
            while 0 <= near < len(self.lines) and self.lines[near].label is Label.BLANK:
                near, count = near + step, count + 1
            counts.append(count)
        return counts[0], counts[1]


@dataclass(frozen=True, slots=True)
class Rule:
    """One way to know what a line is: the reason is told to the curator in the ledger."""

    name: str
    reason: str
    apply: Callable[[Page, Mark], None]


# Page furniture

_CONTROL_START = re.compile(
    r"(?:تابعوا?|تابعونا|تابعنا|انضموا?|اشتركوا?|حملوا?)\s.*"
    r"(?:علي|عبر|في|google|جوجل|تطبيق|قناه|واتساب|تلغرام|تليجرام|فيسبوك|تويتر|نشرت)"
    r"|(?:شارك|مشاركه)\s.*(?:فيسبوك|تويتر|واتساب|الخبر|عبر)"
    r"|اضغط هنا|(?:التصنيفات?|الاقسام|القسم)\s*:"
)
_COUNTER = re.compile(
    r"(?:عدد\s+)?(?:ال)?(?:قراءات|مشاهدات|زيارات|تعليقات|قراء)\s*[:|(]?\s*[\d,]*\s*[)|]?"
    r"|[\d,]+\s*(?:زياره|مشاهده|مشاهدات|قراءه|تعليق|تعليقات|views?|comments?)"
    r"|(?:تعليق|تعليقات|زياره|مشاهده)\s+[\d,]+"
    r"|(?:مده|وقت|زمن)\s+القراءه.*|\d+\s+دقائق?\s+ل?ل?قراءه.*"
)
_RIGHTS = re.compile(
    r"جميع\s+الحقوق|كل\s+الحقوق\s+محفوظه|حقوق\s+(?:النشر|الطبع)|©|copyright|all rights reserved"
)
_RELATED = re.compile(
    r"^[\[«(\-•*|\s]*(?:(?:و?اقرا|و?طالع|و?شاهد|و?انظر)\s*(?:ايضا|المزيد|كذلك)?"
    r"|(?:مواضيع|موضوعات|اخبار|مقالات)\s+(?:ذات|متعلقه|مرتبطه|مشابهه|قد)(?:\s+صله|\s+تهمك)?"
    r"|(?:قد|ربما)\s+(?:يهمك|يعجبك)|ذات صله|المزيد من|الاكثر\s+(?:قراءه|مشاهده)"
    r"|(?:اخر|احدث|اكثر)\s+الاخبار|related|read also)"
    r"(?:\s+ايضا)?\s*(?P<sign>[:|»\-–]|$)?(?P<rest>.*)$"
)
_URL = re.compile(r"https?://\S+")


def blank(page: Page, mark: Mark) -> None:
    for at, line in page.open():
        if not line.text:
            mark(at, Label.BLANK)


def signs_only(page: Page, mark: Mark) -> None:
    for at, line in page.open():
        if not re.search(r"[^\W_]", line.text):
            mark(at, Label.JUNK)


def latin_crumbs(page: Page, mark: Mark) -> None:
    for at, line in page.open():
        if re.fullmatch(r"[A-Za-z]{1,3}(?:[\s+\-|/]+[A-Za-z]{0,3}[+\-]?)*", line.text):
            mark(at, Label.JUNK)


def page_controls(page: Page, mark: Mark) -> None:
    for at, line in page.open():
        bare = line.folded.strip(" .:|<>«»-–•*+()[]!")
        trail = [part.strip() for part in re.split(r"[»›>/\\|]", line.folded)]
        is_trail = len(trail) > 1 and trail[0] in words("controls") and line.words <= 12
        if (
            is_trail
            or bare in words("controls")
            or (line.words <= 14 and _CONTROL_START.match(bare))
        ):
            mark(at, Label.JUNK)


def counters(page: Page, mark: Mark) -> None:
    for at, line in page.open():
        if _COUNTER.fullmatch(line.folded.strip(" .:|-–•*+()[]")):
            mark(at, Label.JUNK)


def rights(page: Page, mark: Mark) -> None:
    for at, line in page.open():
        if line.words <= 25 and _RIGHTS.search(line.folded):
            mark(at, Label.CREDIT, line.text)


def related(page: Page, mark: Mark) -> None:
    for at, line in list(page.open()):
        found = _RELATED.match(line.folded)
        if line.label is not None or found is None or (line.is_paragraph and not found["sign"]):
            continue
        bare = not (found["rest"] or "").strip(" :|-–")
        if not bare and not found["sign"]:
            continue
        mark(at, Label.RELATED)
        # What such a label announces stands under it, a headline a line.
        near, taken = at + 1, 0
        while bare and near < len(page.lines) and taken < 8:
            below = page.lines[near]
            if below.label is Label.BLANK and taken:
                break
            if below.label is None:
                if below.is_paragraph or below.words < 3:
                    break
                mark(near, Label.RELATED)
                taken += 1
            elif below.label is not Label.BLANK:
                break
            near += 1


def addresses(page: Page, mark: Mark) -> None:
    for at, line in page.open():
        found = _URL.search(line.text)
        if found and line.words - len(found[0].split()) <= 4 and not line.is_paragraph:
            mark(at, Label.LINK, found[0].rstrip(".،,)"))


# What the page says of the article

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
        if is_bare or _COUNTER.fullmatch(fold(read.rest)):
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
            or read_people(_colon_to_dash(head), page.outlets)
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


def _colon_to_dash(text: str) -> str:
    return re.sub(r"\s*[:：]\s*", " - ", text)


def byline_role(page: Page, mark: Mark) -> None:
    for at, line in page.open():
        if line.words <= 16 and not line.is_paragraph:
            byline = read_role(line.text, page.outlets)
            if byline:
                mark(at, Label.BYLINE, (byline, None))


# The body and its title


def body(page: Page, mark: Mark) -> None:
    """The richest run of paragraphs; what is foreign to it splits runs only in large numbers."""
    best, best_weight = None, 0
    start, weight, last, foreign = None, 0, -1, 0
    for at, line in enumerate(page.lines):
        if line.label is Label.BLANK:
            continue
        is_text = line.label in (None, Label.BODY) and line.is_paragraph
        if is_text:
            if start is None or foreign > 8:
                start, weight = at, 0
            weight += len(line.text)
            last, foreign = at, 0
            if weight > best_weight:
                best, best_weight = (start, last), weight
        elif line.label not in (Label.HEADING, Label.FIGURE, Label.CAPTION, Label.ALT):
            foreign += 1
    if best is None:
        best = _short_body(page)
    if best is None:
        return
    page.body = best
    for at, line in page.open(best[0], best[1] + 1):
        if line.is_paragraph:
            mark(at, Label.BODY)


def _short_body(page: Page) -> tuple[int, int] | None:
    """Where no line is a paragraph: everything behind the title that has four words."""
    titles = page.labelled(Label.TITLE)
    found = [at for at, line in page.open() if line.words >= 4]
    if not titles:
        found = found[1:]
    found = [at for at in found if not titles or at > titles[0]]
    return (found[0], found[-1]) if found else None


_STEM = 4


def _stems(text: str) -> set[str]:
    tokens = re.findall(r"[^\W\d_]+", fold(text))
    bare = (re.sub(r"^(?:و|ف|ب|ل|ك)?(?:ال|لل)?", "", token) for token in tokens)
    return {word[:_STEM] for word in bare if len(word) >= 3}


def title(page: Page, mark: Mark) -> None:
    """The line before the body that says most of what the body says."""
    first = page.body[0] if page.body else len(page.lines)
    candidates: list[tuple[float, int]] = []
    about = _stems(" ".join(line.text for _, line in _body_lines(page)))
    claimed = {fold(line.text) for line in page.lines if line.label is Label.TITLE}
    if claimed:
        return
    distance = 0
    for at in range(first - 1, -1, -1):
        line = page.lines[at]
        if line.label is Label.BLANK:
            continue
        distance += 1
        is_name_of_section = line.folded in words("sections")
        if line.label is not None or is_name_of_section or not re.search(r"[^\W\d_]", line.text):
            continue
        stems = _stems(line.text)
        shared = len(stems & about) / max(3, len(stems))
        score = 3 * shared + 0.12 * min(8, len(stems & about)) - 0.03 * distance
        score += 0.8 if 4 <= line.words <= 22 else (-0.8 if line.words < 3 else 0)
        score -= 1.5 if line.text.endswith(":") or line.words > 40 else 0
        score -= 0.8 if line.text.endswith(("..", "…")) and line.words < 6 else 0
        near = {page.next_visible(at, 1), page.next_visible(at, -1)} - {None}
        score += 0.5 * any(
            page.lines[n].label in (Label.DATE, Label.BYLINE) for n in near if n is not None
        )
        if is_person(line.text, page.outlets) or is_organisation(line.text, page.outlets):
            score -= 0.7 if line.words <= 4 else 0
        before, after = page.blanks_around(at)
        score += 0.2 * bool(before) + 0.1 * bool(after)
        # An alt line that begins like it says that the article has this name.
        for other in page.lines[at + 1 :]:
            bare = other.text.rstrip(". …")
            if other.text != bare and len(bare) > 12 and line.text.startswith(bare):
                score += 1.5
                break
        candidates.append((score, at))
    if not candidates:
        if page.body and not any(line.text for line in page.lines[: page.body[0]]):
            _title_from_body(page)
        return
    # What a browser's tab shows holds the title and the outlet's name.
    texts = {page.lines[at].text for _, at in candidates}
    candidates = [
        (score, at)
        for score, at in candidates
        if not any(t in page.lines[at].text for t in texts - {page.lines[at].text} if len(t) > 15)
    ]
    # A short head begins with the title; what explains it comes after.
    long_enough = [at for _, at in candidates if page.lines[at].words >= 4]
    if long_enough and distance <= 8:
        candidates = [(score + 1.7 * (at == min(long_enough)), at) for score, at in candidates]
    candidates.sort(key=lambda found: (-found[0], found[1]))
    mark(candidates[0][1], Label.TITLE)
    if len(candidates) > 1 and candidates[0][0] - candidates[1][0] < 0.12:
        second = page.lines[candidates[1][1]].text
        page.doubts.append(("title", "another line may be the title", (second,)))


def _title_from_body(page: Page) -> None:
    page.doubts.append(("title", "no line stands before the body: its beginning was taken", ()))


def _body_lines(page: Page, most: int = 40) -> Iterator[tuple[int, Line]]:
    if page.body:
        found = [
            (at, page.lines[at])
            for at in range(page.body[0], page.body[1] + 1)
            if page.lines[at].label is Label.BODY
        ]
        yield from found[:most]


def page_title(page: Page, mark: Mark) -> None:
    """`الصحيفة ::: العنوان`: what a browser's tab shows, the outlet beside the title."""
    for title_at in page.labelled(Label.TITLE):
        name = page.lines[title_at].text
        for at, line in page.open():
            other = line.text.replace(name, "").strip(" :|-–—»«") if name in line.text else ""
            is_name = re.search(r"[^\W\d_]{2}", other) and not re.search(r"\d", other)
            if is_name and len(other.split()) <= 5:
                mark(at, Label.OUTLET, other)


# Around the title


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
        elif re.search(r"\s(?:من|في)\s", line.text) or _colon_to_dash(line.text) != line.text:
            byline = read_people(_colon_to_dash(line.text), page.outlets)
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


def signature(page: Page, mark: Mark) -> None:
    """A name alone, or a place and a date, right behind the last paragraph."""
    if not page.body:
        return
    at = page.next_visible(page.body[1])
    if at is None or page.labelled(Label.BYLINE) or page.lines[at].label is not None:
        return
    line = page.lines[at]
    if line.words <= 5 and is_person(line.text.strip("* -–—()"), page.outlets):
        name = line.text.strip("* -–—()")
        mark(at, Label.BYLINE, (read_people(name, page.outlets), None))


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


# Inside and behind the body


def sub_heading(page: Page, mark: Mark) -> None:
    if not page.body:
        return
    for at, line in page.open(page.body[0] - 6, page.body[1]):
        if line.block.level and at > page.body[0]:
            mark(at, Label.HEADING)
            continue
        before, after = page.next_visible(at, -1), page.next_visible(at)
        if after is None or before is None or page.lines[after].label is not Label.BODY:
            continue
        anchors = (Label.BODY, Label.CAPTION, Label.FIGURE, Label.ALT, Label.RELATED)
        is_first = at < page.body[0]  # then no body stands before it
        if page.lines[before].label not in anchors[is_first:]:
            continue
        bare = line.text.rstrip(" :")
        asks = bare.endswith("؟") and line.words <= 6 and all(page.blanks_around(at))
        if (
            (asks or not line.has_stop)
            and line.words <= 10
            and len(bare) <= 80
            and not bare.startswith("-")
        ):
            mark(at, Label.HEADING)


def glued_keywords(page: Page, mark: Mark) -> None:
    """A line of commas and no verb's sentence behind the last paragraph."""
    if not page.body or page.labelled(Label.KEYWORDS):
        return
    at = page.next_visible(page.body[1])
    while at is not None and page.lines[at].label is Label.BODY:
        at = page.next_visible(at)
    if at is None or page.lines[at].label is not None or page.lines[at].has_stop:
        return
    terms = split_keywords(page.lines[at].text)
    if len(terms) >= 3 and all(len(term.split()) <= 4 for term in terms):
        mark(at, Label.KEYWORDS, terms)


def inside(page: Page, mark: Mark) -> None:
    if page.body:
        for at, _ in page.open(page.body[0], page.body[1] + 1):
            mark(at, Label.BODY)


def opening_sentence(page: Page, mark: Mark) -> None:
    """A short paragraph between the title and the first long one."""
    if not page.body:
        return
    at: int | None = page.body[0]
    titles = page.labelled(Label.TITLE)
    while at is not None:
        at = page.next_visible(at, -1)
        if at is None or not titles or at <= titles[-1] or page.lines[at].label is not None:
            return
        mark(at, Label.BODY)


def closing_sentence(page: Page, mark: Mark) -> None:
    if not page.body:
        return
    at: int | None = page.body[1]
    while at is not None:
        at = page.next_visible(at)
        if at is None or page.lines[at].label is not None:
            return
        line = page.lines[at]
        ends = line.text.endswith((".", "؟", "!", "»", '"', "”"))
        terms = split_keywords(line.text)
        if len(terms) > 3 and all(len(term.split()) <= 4 for term in terms):
            return
        # Headlines of other articles are shorter than a paragraph that lost its full stop, come
        # in numbers and do not go on with و.
        after = page.next_visible(at)
        is_last = after is None or page.lines[after].label is not None
        begins_so = line.text.startswith("و") and line.words >= 5
        goes_on = is_last and (begins_so or len(line.text) >= 60)
        if not (ends and line.words >= 2) and len(line.text) < 100 and not goes_on:
            return
        mark(at, Label.BODY)


def around_the_article(page: Page, mark: Mark) -> None:
    """The rest; what stands right behind the body and is long enough to be of it is told."""
    if page.body:
        near, left = page.next_visible(page.body[1]), []
        while near is not None and page.lines[near].label in (None, Label.BODY):
            line = page.lines[near]
            if line.label is None and line.words >= 8:
                left.append(line.text)
            near = page.next_visible(near)
        if left:
            reason = "lines right behind the last paragraph were left out"
            page.doubts.append(("body", reason, tuple(left[:3])))
    for at, _ in page.open():
        mark(at, Label.JUNK)


RULES: tuple[Rule, ...] = (
    Rule("blank", "the line holds nothing that can be seen", blank),
    Rule("signs-only", "the line holds signs and no letter or digit", signs_only),
    Rule(
        "latin-crumbs",
        "only Latin words of up to three letters: what is left of a banner",
        latin_crumbs,
    ),
    Rule(
        "page-control", "a button or link of the page: print, share, comment, menu", page_controls
    ),
    Rule("counter", "a number of readers, comments or minutes", counters),
    Rule("rights", "a claim of rights in the page", rights),
    Rule("related", "leads to other articles", related),
    Rule("address", "the line is a web address", addresses),
    Rule("keyword-label", "says that keywords follow", keyword_label),
    Rule("hashtags", "the line holds nothing but hashtags", hashtags),
    Rule("source-label", "says that it names the source", source_label),
    Rule("date-line", "the line holds nothing but a date", date_line),
    Rule("signed-and-dated", "a name and a date on one line", signed_and_dated),
    Rule("dated-among-words", "a date in figures on a short line", dated_among_words),
    Rule("byline-role", "begins with what its people did: كتب، بقلم، ترجمة", byline_role),
    Rule("body", "a paragraph in the richest run of paragraphs", body),
    Rule("title", "of the lines before the body the one nearest to what it says", title),
    Rule("page-title", "the title with the outlet's name beside it", page_title),
    Rule(
        "alt-and-caption",
        "two lines, the first the beginning of the second or of the title",
        alt_and_caption,
    ),
    Rule("place-line", "a city, alone or with an agency, where reports begin", place_line),
    Rule(
        "outlet-and-person", "an outlet or a city and a name, parted by a dash", outlet_and_person
    ),
    Rule(
        "beside-the-date",
        "a short line right behind the date: the outlet, then who signed",
        beside_the_date,
    ),
    Rule("subtitle", "a line without a full stop right under the title", subtitle),
    Rule("lone-person", "a name beside the title, the subtitle or the date", lone_person),
    Rule("lone-outlet", "names an outlet or an agency, near the title", lone_outlet),
    Rule("signature", "a name right behind the last paragraph", signature),
    Rule("kicker", "a few words right above the title", kicker),
    Rule(
        "sub-heading",
        "a heading of the page, or a short line without a full stop before a paragraph",
        sub_heading,
    ),
    Rule("inside", "stands between paragraphs of the body", inside),
    Rule("opening-sentence", "stands between the title and the first paragraph", opening_sentence),
    Rule("closing-sentence", "a sentence right behind the last paragraph", closing_sentence),
    Rule(
        "glued-keywords", "short terms parted by commas behind the last paragraph", glued_keywords
    ),
    Rule(
        "around-the-article",
        "stands before or behind everything that belongs to the article",
        around_the_article,
    ),
)


def label(page: Page, rules: Iterable[Rule] | None = None) -> None:
    """Give every line of `page` a label, the rule that gave it and what was read in it."""
    for rule in RULES if rules is None else rules:

        def mark(at: int, label: Label, value: object = None, *, name: str = rule.name) -> None:
            line = page.lines[at]
            line.label, line.rule, line.value = label, name, value

        rule.apply(page, mark)


def dates_of(page: Page) -> list[tuple[int, DateLine]]:
    """Every line that was read as a date, with its place."""
    found: list[tuple[int, DateLine]] = []
    for at, line in enumerate(page.lines):
        if line.label is Label.DATE and isinstance(line.value, DateLine):
            found.append((at, line.value))
        elif line.label is Label.BYLINE and line.value and line.value[1]:
            found.append((at, line.value[1]))
    return found
