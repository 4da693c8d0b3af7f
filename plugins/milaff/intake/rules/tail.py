"""What stands inside the body and behind it."""

from __future__ import annotations

from milaff.intake.blocks import Label
from milaff.intake.names import is_person, read_people
from milaff.intake.rules.page import Mark, Page
from milaff.intake.rules.printed import split_keywords


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
