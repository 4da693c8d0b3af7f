"""What stands inside the body and behind it."""

from __future__ import annotations

import re

from milaff.arabic.text import fold
from milaff.intake.blocks import TEXT, Label, Line
from milaff.intake.bylines import Byline, is_described, read_people
from milaff.intake.names import Kind, is_named, is_person, is_place, kind_of, outlet_name
from milaff.intake.rules.dates import dates_of
from milaff.intake.rules.keywords import split_keywords
from milaff.intake.rules.page import Mark, Page
from milaff.intake.rules.statements import is_statement, names_an_organisation
from milaff.intake.words import words


def signature(page: Page, mark: Mark) -> None:
    """Who signed, or what they are, right behind the last paragraph."""
    if not page.body:
        return
    at = page.next_visible(page.body[1])
    for _ in range(4):  # a short sentence may still be the body's
        if at is None or page.lines[at].label is not None or not page.lines[at].has_stop:
            break
        at = page.next_visible(at)
    is_signed = any(
        page.lines[n].value and page.lines[n].value[0] for n in page.labelled(Label.BYLINE)
    )
    for _ in range(3):
        if at is None or page.lines[at].label is not None:
            return
        line = page.lines[at]
        name = _EDITORS.sub("", line.text).strip(" *•-–—()")
        if line.has_stop:
            return
        after = page.next_visible(at)
        if not is_signed and (byline := _from_a_city(name, page.outlets)):
            mark(at, Label.BYLINE, (byline, None))
        elif line.words <= 14 and kind_of(name, page.outlets) is Kind.NOTE:
            mark(at, Label.CREDIT, name)
        elif (line.words <= 6 and is_named(name)) or (
            not is_signed and _is_signature(page, at, name)
        ):
            mark(at, Label.BYLINE, (read_people(name, page.outlets), None))
        else:
            return
        at = after


#: `سعاد علي/ م.ح`: who edited it, by the initials.
_EDITORS = re.compile(r"\s?[/(]\s?(?:[^\W\d_]\s?\.\s?){1,2}[^\W\d_]?\s?\)?$")


def _is_signature(page: Page, at: int, name: str) -> bool:
    """A name and what its owner is, or what may be a name, alone as the last line."""
    line, after = page.lines[at], page.next_visible(at)
    if line.words <= 12 and is_described(name):
        return True
    ends = after is None or page.lines[after].label in (Label.DATE, Label.BYLINE)
    ends = ends or kind_of(page.lines[after or at].text, page.outlets) is Kind.NOTE
    most = 2 if kind_of(name, page.outlets) is Kind.MAYBE else 4  # «انتهى زمن الجسر»
    return ends and line.words <= most and is_person(name, page.outlets)


def _from_a_city(text: str, outlets: frozenset[str]) -> Byline | None:
    """`بسكرة: ل. العلمي`: where the report was filed, and by whom."""
    place, _, name = re.split(r"\s*([:/])\s*", f"{text}:", maxsplit=1)
    name = name.rstrip(" :")
    if not (name and is_place(place) and len(name.split()) <= 4 and is_person(name, outlets)):
        return None
    return Byline(read_people(name, outlets).authors, (), "", place)


def author_box(page: Page, mark: Mark) -> None:
    """Behind the text once more who wrote it, and what that person is and does."""
    if not page.body:
        return
    signed = {
        fold(name) for at in page.labelled(Label.BYLINE) for name in page.lines[at].value[0].authors
    }
    at = page.body[1]
    above = page.next_visible(at, -1)
    if above is None or not page.body[0] < above or page.lines[above].folded not in signed:
        return
    first = page.lines[at].folded.split()[0]
    if first in words("professions"):
        mark(above, Label.CREDIT)
        mark(at, Label.CREDIT, page.lines[at].text)


def day_heading(page: Page, mark: Mark) -> None:
    """A day amid the text heads a part of it: one of several, or where the page has another.

    Behind what may be but a standfirst the only day is the article's.
    """
    if not page.body:
        return
    days = [
        at
        for at in page.labelled(Label.DATE)
        if page.body[0] < at < page.body[1]
        and all(_is_body(page, page.next_visible(at, step)) for step in (-1, 1))
    ]
    has_another = any(at not in days for at, _ in dates_of(page))
    above = sum(_is_body(page, at) for at in range(page.body[0], days[0])) if days else 0
    if len(days) > 1 or has_another or above > 1:
        for at in days:
            mark(at, Label.HEADING)


def _is_body(page: Page, at: int | None) -> bool:
    return at is not None and page.lines[at].label is Label.BODY


_BEGINS_AN_ITEM = re.compile(r"[-•–*\d]")


def sub_heading(page: Page, mark: Mark) -> None:
    if not page.body:
        return
    for at, line in page.open(page.body[0] - 6, page.body[1]):
        if line.block.place == "outside":
            continue
        if line.block.level and at > page.body[0]:
            mark(at, Label.HEADING)
            continue
        if not line.block.extra.keys().isdisjoint(("cell", "quote", "row")):
            continue
        before, after = page.next_visible(at, -1), page.next_visible(at)
        if after is None or before is None or not _is_text(page.lines[after]):
            continue
        anchors = (Label.BODY, Label.CAPTION, Label.FIGURE, Label.ALT, Label.RELATED, Label.JUNK)
        is_first = at < page.body[0]  # then no body stands before it
        is_anchored = page.lines[before].label in anchors[is_first : 5 if is_first else None]
        if not is_anchored and (is_first or not _is_text(page.lines[before])):
            continue
        bare = line.text.rstrip(" :")
        # «وتنص الهدنة على:» opens a list.
        if line.text.endswith(":") and (line.words > 4 or bare.startswith(("و", "ف"))):
            continue
        if line.words > 4 and not line.has_stop and _TEASER.match(line.folded):
            mark(at, Label.RELATED)
            continue
        is_apart = page.is_blank(at - 1) or page.is_blank(at + 1)
        asks = bare.endswith("؟") and line.words <= 9 and is_apart
        if (
            (asks or not line.has_stop)
            and line.words <= 10
            and len(bare) <= 80
            and not _BEGINS_AN_ITEM.match(bare)
            and not line.text.endswith(("،", "؛", ","))
        ):
            mark(at, Label.HEADING)


#: How the headlines of others call, amid the text.
_TEASER = re.compile(r"(?:تعرف علي|تعرفوا علي|شاهد|بالفيديو|بالصور|فيديو|صور)[\s.:|]")


def _is_text(line: Line) -> bool:
    """A paragraph, or a sentence too short to be known as one by itself."""
    return line.label is Label.BODY or (line.label is None and line.has_stop and line.words >= 5)


_TWO_LETTERS = re.compile(r"[^\W\d_]{2}")


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
    is_said = all(_TWO_LETTERS.search(term) for term in terms)
    if len(terms) >= 3 and is_said and all(len(term.split()) <= 4 for term in terms):
        mark(at, Label.KEYWORDS, terms)


def bare_keywords(page: Page, mark: Mark) -> None:
    """Terms of the article, one a line, right behind its last paragraph."""
    if not page.body or any(page.lines[at].value for at in page.labelled(Label.KEYWORDS)):
        return
    near = page.next_visible(page.body[1])
    found: list[int] = []
    while near is not None and page.lines[near].label in (None, Label.BODY) and len(found) < 16:
        line = page.lines[near]
        if line.label is None:
            if not 1 <= line.words <= 5 or line.has_stop:
                return
            found.append(near)
        near = page.next_visible(near)
    if len(found) < 2:
        return
    said = fold(" ".join(line.text for line in page.lines if line.label in (Label.TITLE, *TEXT)))
    known = [at for at in found if page.lines[at].folded in said]
    if len(known) >= 2 and len(known) >= 0.6 * len(found):
        for at in found:
            mark(at, Label.KEYWORDS, split_keywords(page.lines[at].text))


def inside(page: Page, mark: Mark) -> None:
    if page.body:
        for at, line in page.open(page.body[0], page.body[1] + 1):
            if line.block.place != "outside":
                mark(at, Label.BODY)


def in_article(page: Page, mark: Mark) -> None:
    for at, line in page.open():
        if line.block.place == "inside":
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
        if page.lines[at].block.place is None:
            mark(at, Label.BODY)


# What an article ends with: its notes and sources.
_APPARATUS = frozenset(
    "الهوامش هوامش المراجع مراجع المصادر احالات الاحالات ملاحظات حواش الحواشي".split()
)
_NOTE = re.compile(r"[\[(]?\d{1,2}[\])]?\s?[-–.)\]]?\s+\S+\s+\S+")


#: So many lines may stand between a text and its notes: who signed, an address, a day.
_MOST_BEFORE_NOTES = 6


def notes(page: Page, mark: Mark) -> None:
    """`هوامش:` and numbered notes, though who wrote the article stands before them."""
    at = page.next_visible(page.body[1]) if page.body else None
    for _ in range(_MOST_BEFORE_NOTES):
        if at is None or page.lines[at].folded.strip(" :.") in _APPARATUS:
            break
        at = page.next_visible(at)
    if at is None or page.lines[at].block.place is not None:
        return
    if page.lines[at].folded.strip(" :.") not in _APPARATUS:
        return
    found: list[int] = []
    near = page.next_visible(at)
    while near is not None and page.lines[near].label is None:
        if not _NOTE.match(page.lines[near].text):
            break
        found.append(near)
        near = page.next_visible(near)
    if found:
        mark(at, Label.HEADING)
    for near in found:
        mark(near, Label.BODY)


def closing_sentence(page: Page, mark: Mark) -> None:
    if not page.body:
        return
    at: int | None = page.body[1]
    while at is not None:
        at = page.next_visible(at)
        if at is None or page.lines[at].label is not None or page.lines[at].block.place:
            return
        line = page.lines[at]
        if line.folded.strip(" :.") in _APPARATUS:
            mark(at, Label.HEADING)
            continue
        if "row" in line.block.extra:
            mark(at, Label.BODY)
            continue
        ends = line.text.endswith((".", "؟", "!", "»", '"', "”")) or _NOTE.match(line.text)
        terms = split_keywords(line.text)
        are_terms = len(terms) > 3 and all(len(term.split()) <= 4 for term in terms)
        if are_terms and not line.text.endswith("."):
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


_SIGNED_BY = re.compile(
    r"(?:ال)?(?:منظمات|جمعيات|جهات|هييات|موسسات|احزاب|موقع|متضامن|توقيعات)\w*(?:\s\S+){0,4}\W*"
)


def signatories(page: Page, mark: Mark) -> None:
    """Behind a statement the organisations that signed it, one a line, and what heads them."""
    at = page.next_visible(page.body[1]) if page.body else None
    if at is None or page.lines[at].label is not None:
        return
    heading = at if _SIGNED_BY.fullmatch(page.lines[at].folded) else None
    near = page.next_visible(at) if heading is not None else at
    found: list[int] = []
    while (
        near is not None
        and page.lines[near].label is None
        and names_an_organisation(page.lines[near])
    ):
        found.append(near)
        near = page.next_visible(near)
    is_said = len(found) == 1 and heading is None and _is_said(page, page.lines[found[0]].folded)
    if is_said and _is_titled_a_statement(page):
        mark(found[0], Label.OUTLET, outlet_name(page.lines[found[0]].text))
    if len(found) < 2:
        return
    if heading is not None:
        mark(heading, Label.HEADING)
    for at in found:
        mark(at, Label.BODY)


def _is_said(page: Page, folded: str) -> bool:
    """Whether the title or a paragraph says these words."""
    return any(
        folded.strip(" .:") in line.folded
        for line in page.lines
        if line.label in (Label.TITLE, *TEXT)
    )


def _is_titled_a_statement(page: Page) -> bool:
    titles = page.labelled(Label.TITLE)
    return bool(titles) and is_statement(page, titles[0] + 1)


#: So many lines from the title or the body a byline or a date is another article's.
_NEAR = {
    Label.CAPTION: 2,
    Label.BYLINE: 8,
    Label.PLACE: 5,
    Label.DATE: 8,
    Label.KEYWORDS: 12,
    Label.OUTLET: 30,
}


def far_from_the_article(page: Page, mark: Mark) -> None:
    """What names people, dates and keywords far from the article is another article's."""
    if not page.body:
        return
    titles = page.labelled(Label.TITLE)
    start, stop = min([*titles[:1], page.body[0]]), page.body[1]
    distance, fenced = 0, False
    only = _only_day(page)
    for at in range(start - 1, -1, -1):
        if at == only:
            continue
        distance += _far(page, mark, at, distance)
    distance = 0
    for at in range(stop + 1, len(page.lines)):
        line = page.lines[at]
        fenced = fenced or line.rule == "comments" or line.label is Label.RELATED
        # Behind readers' comments and other articles' titles only the outlet's name is this one's.
        is_other = fenced and line.label in (Label.BYLINE, Label.DATE)
        if at == only:
            continue
        distance += _far(page, mark, at, 99 if is_other else distance)


SAYS_OF_WHAT = re.compile(r"(?<!\w)(?:ال)?(?:عدد|تاريخ|نشر|نشرت)(?!\w)")


def _only_day(page: Page) -> int | None:
    """The one line of the page with a date, where it says of what: an issue, a publication.

    On a web page also the head of a paper, `عمان - الاثنين 9 آب 2004`.
    """
    days = {at: date.published for at, date in dates_of(page) if date.published}
    dated = [at for at, day in days.items() if day.day]
    if len({days[at].day_text for at in dated}) != 1:
        return None
    line = page.lines[dated[0]]
    is_head = line.block.place == "outside"
    if line.label is Label.BYLINE:
        is_head = is_head and bool(line.value[0].place) and not line.value[0]
    is_only = len(dated) == 1 and SAYS_OF_WHAT.search(line.folded)
    return dated[0] if is_head or is_only else None


def _far(page: Page, mark: Mark, at: int, distance: int) -> bool:
    line = page.lines[at]
    if line.label in _NEAR and distance > _NEAR[line.label]:
        is_sure = line.rule.startswith("html.") or line.rule == "page-title"
        if not is_sure:
            mark(at, Label.JUNK)
    return line.label is not Label.BLANK


def around_the_article(page: Page, mark: Mark) -> None:
    """The rest; what stands right behind the body and is long enough to be of it is told."""
    if page.body:
        near, left = page.next_visible(page.body[1]), []
        while near is not None and page.lines[near].label in (None, Label.BODY):
            line = page.lines[near]
            if line.label is None and line.words >= 8 and not line.block.place:
                left.append(line.text)
            near = page.next_visible(near)
        if left:
            reason = "lines right behind the last paragraph were left out"
            page.doubts.append(("body", reason, tuple(left[:3])))
    for at, _ in page.open():
        mark(at, Label.JUNK)


_WHOLE_QUOTATION = re.compile(r"«[^«»]+»[.،]?|“[^“”]+”[.،]?|\"[^\"]+\"[.،]?")


def quotation(page: Page, mark: Mark) -> None:
    """A paragraph that is one quotation."""
    for at, line in enumerate(page.lines):
        if line.label is Label.BODY and (
            line.block.extra.get("quote") or _WHOLE_QUOTATION.fullmatch(line.text)
        ):
            mark(at, Label.QUOTATION)


def lead(page: Page, mark: Mark) -> None:
    """The paragraph that opens the article."""
    for at, line in enumerate(page.lines):
        if line.label in TEXT and line.rule != "basmala":
            if line.label is Label.BODY:
                mark(at, Label.LEAD)
            return
