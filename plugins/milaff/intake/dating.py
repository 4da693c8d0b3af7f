"""Which of the dates that a page prints and claims is the day of its article's publication."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from itertools import islice
from typing import NamedTuple

from milaff.arabic.dates import DateLine, read_line
from milaff.arabic.partial_date import PartialDate
from milaff.intake import claims
from milaff.intake.blocks import Claim, Label
from milaff.intake.rules import CREDITS, SAYS_OF_WHAT, Page, dates_of
from milaff.model.front_matter import Doubt

#: So many lines away is far.
_FAR = 10
#: So many lines of menus between a date and the title part them.
_MENU = 3


class Dated(NamedTuple):
    """The day of publication, the Hijri date as printed, the day of an update, and the doubts."""

    published: PartialDate | None
    hijri: str
    updated: PartialDate | None
    doubts: tuple[Doubt, ...]


def date_of(page: Page, claimed: Sequence[Claim], opening: str) -> Dated:
    """What is printed beside the article; else what the page claims; else what `opening` says.

    `opening` is the part of the first paragraph that says where and when a report was filed.
    """
    dates = dates_of(page)
    found = _nearest(page, dates)
    claim = claims.date_of(claimed)
    doubts: list[Doubt] = []
    if not found and claim is None:
        found = _far_above(page, dates, doubts)
    hijri = next((d.hijri for d in found if d.hijri), "")
    published = next((d for d in found if d.published), None)
    updated = next((d.updated for d in found if d.updated), None)
    date = published.published if published else None
    if published and published.weekday_clash:
        doubts.append(Doubt("date", f"weekday: {published.weekday_clash}", ()))
    date = date or claim
    if date is None and updated is not None:
        doubts.append(Doubt("date", "only the date of an update is printed", ()))
        return Dated(updated, hijri, None, tuple(doubts))
    if date is None and (read := read_line(opening)) and read.published:
        date = read.published if read.published.day else None
    others = {
        d.published.day_text
        for d in found
        if d.published and date and d.published.day_text != date.day_text
    }
    if date is None and (day := _without_year(page)):
        doubts.append(Doubt("date", "a day is printed without its year", (day,)))
    if others and date:
        doubts.append(Doubt("date", "another date is printed beside it", tuple(sorted(others))))
    return Dated(date, hijri, updated if updated != date else None, tuple(doubts))


def _without_year(page: Page) -> str:
    """The first line that is a day and a month."""
    dated = (page.lines[at] for at in page.labelled(Label.DATE))
    return next((line.text for line in dated if line.value is None), "")


def _nearest(page: Page, dates: list[tuple[int, DateLine]]) -> list[DateLine]:
    """The dates that stand by the title, or else right behind the body."""
    if page.is_forum:
        # The day of the paper that a post copies, wherever in it, and not the poster's own.
        first = page.body[0] if page.body else 0
        copied = [
            (at, day)
            for at, day in dates
            if page.lines[at].rule in CREDITS
            and _names_an_outlet(page, at)
            and (at > first or not page.is_posters(page.lines[at]))
        ]
        if copied:
            return _together(page, copied)
    titles = page.labelled(Label.TITLE)
    body = page.body or (len(page.lines), len(page.lines))
    dates = _where_the_outlet_prints_it(page, dates, titles[0] if titles else body[0], body)
    if titles:
        dates = [(at, d) for at, d in dates if not _is_a_clock(page, at, titles[0])]
        close = [
            (at, date)
            for at, date in dates
            if _visible_between(page, at, titles[0]) <= 4 or titles[0] < at < body[0]
        ]
        if close:
            # A date far above the title is the page's own clock; that beside a paper's name
            # tells when the paper printed what a forum copied.
            close.sort(
                key=lambda found: (
                    page.is_posters(page.lines[found[0]]),
                    found[0] < titles[0],
                    not _names_an_outlet(page, found[0]),
                    abs(found[0] - titles[0]),
                )
            )
            return _together(page, close)
    behind = [(at, date) for at, date in dates if at > body[1]]
    is_near = behind and _visible_between(page, behind[0][0], body[1]) <= 3
    return _together(page, behind) if is_near else []


def _far_above(
    page: Page, dates: list[tuple[int, DateLine]], doubts: list[Doubt]
) -> list[DateLine]:
    """The last dates above the title: the page's head tells of an issue, or what day it is."""
    first = page.body[0] if page.body else len(page.lines)
    titles = page.labelled(Label.TITLE)
    first = min(first, *titles) if titles else first
    above = [found for found in dates if found[0] < first]
    above = [found for found in above if not _is_a_clock(page, found[0], first)][::-1]
    between = page.lines[above[0][0] + 1 : first] if above else []
    told = above and SAYS_OF_WHAT.search(page.lines[above[0][0]].folded)
    if not told and sum(line.rule.startswith("html.") for line in between) >= _MENU:
        reason = "it stands above the page's menus: it may be the day on which it was saved"
        doubts.append(Doubt("date", reason, ()))
    return _together(page, above)


def _names_an_outlet(page: Page, at: int) -> bool:
    line = page.lines[at]
    return line.label is Label.BYLINE and bool(line.value[0].outlet)


def _together(page: Page, dates: list[tuple[int, DateLine]]) -> list[DateLine]:
    """The first of some dates and those that are printed beside it."""
    return [d for at, d in dates if _visible_between(page, at, dates[0][0]) <= 3]


def _is_a_clock(page: Page, at: int, title: int) -> bool:
    """Whether a date above menus above the title says not of what: the page's own."""
    if (
        at >= title
        or _visible_between(page, at, title) < _MENU
        or SAYS_OF_WHAT.search(page.lines[at].folded)
    ):
        return False
    menus = page.labelled(Label.RELATED)
    return bisect_left(menus, title) - bisect_right(menus, at) >= _MENU


def _where_the_outlet_prints_it(
    page: Page, dates: list[tuple[int, DateLine]], title: int, body: tuple[int, int]
) -> list[tuple[int, DateLine]]:
    """The dates in the place that content/outlets.yml names for an outlet of this page."""
    for outlet in page.present:
        where = {
            "above title": range(title),
            "below title": range(title, body[0] + 1),
            "behind body": range(body[1], len(page.lines)),
        }.get(outlet.date)
        if where and (found := [(at, date) for at, date in dates if at in where]):
            return found
    return dates


def _visible_between(page: Page, a: int, b: int) -> int:
    """How many lines between two hold something; no more than `_FAR` are counted."""
    low, high = sorted((a, b))
    visible = (
        at
        for at in range(low + 1, high)
        if page.lines[at].label not in (Label.BLANK, Label.KEYWORDS)
    )
    return sum(1 for _ in islice(visible, _FAR))
