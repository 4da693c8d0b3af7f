"""Credit lines: an outlet, a city, a name and a day on one line, in any order."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from milaff.arabic.dates import read_line
from milaff.arabic.text import fold
from milaff.intake.blocks import Label, Line
from milaff.intake.bylines import Byline, pieces, read_pieces
from milaff.intake.names import (
    Kind,
    is_made_as_outlets,
    is_place,
    kind_of,
    may_be_an_outlet,
    outlet_name,
    says_something,
    says_where,
    sounds_personal,
)
from milaff.intake.rules.page import Mark, Page
from milaff.intake.words import words

#: A credit line has no more words, an outlet's name no more either.
_LONGEST, _LONGEST_NAME = 14, 4
#: So many lines behind the text may say whose it is.
_BEHIND = 4
#: One of these parts the pieces of every credit line.
_SIGNS = re.compile(r"[-–—ـ/|،,()\d•·]")
_WORD = re.compile(r"[^\W\d_]{3}")
#: «إلى اللقاء», «وللحديث بقية»: words of the text.
_OPENS_A_CLAUSE = re.compile(r"(?:الي|علي|من|في|عن|لكن|ثم)\s|ول\w")
_BRACKETS = re.compile(r"[()\[\]]+")


def credit_line(page: Page, mark: Mark) -> None:
    """Above the text or right behind it; who and where is known, what is left is the outlet."""
    behind = page.body[1] if page.body else len(page.lines)
    for at, line in _around_the_text(page):
        if line.words > _LONGEST or line.is_paragraph or not _SIGNS.search(line.text):
            continue
        if line.text.endswith(("؟", "!", "...", "…")) or _OPENS_A_CLAUSE.match(line.folded):
            continue
        read = read_line(line.text)
        day = read if read and (read.published or read.updated) else None
        parts = list(day.parts) if day else [line.text.rstrip(" :.")]
        byline = read_credit(parts, page.outlets, dated=day is not None, alone=at > behind)
        if byline is not None and (byline or byline.outlet):
            mark(at, Label.BYLINE, (byline, day))


def _around_the_text(page: Page) -> Iterator[tuple[int, Line]]:
    head = page.head()
    yield from page.open(head.start, head.stop)
    at = page.next_visible(page.body[1]) if page.body else None
    for _ in range(_BEHIND):
        if at is None or page.lines[at].label is Label.RELATED:
            return
        if page.lines[at].label is None:
            yield at, page.lines[at]
        at = page.next_visible(at)


def read_credit(
    parts: list[str], outlets: frozenset[str], *, dated: bool, alone: bool = False
) -> Byline | None:
    """The people, outlet and place that pieces of a line name, of which one may be unknown.

    Beside two of a whole name, a city and a day it is an outlet, and where the line stands `alone`
    beside one; None where more is unknown.
    """
    parts = [piece for part in parts for piece in pieces(_BRACKETS.sub(" | ", part))]
    kinds = [kind_of(part, outlets) for part in parts]
    unknown = [n for n, kind in enumerate(kinds) if kind in (Kind.UNKNOWN, Kind.MAYBE)]
    if len(unknown) > 1 and Kind.NAMED not in kinds:
        # «كبرئيل ملكي – رقيم الضفة»: of two that nobody knows one sounds like a person.
        people = [n for n in unknown if sounds_personal(parts[n], outlets)]
        if len(people) == 1:
            kinds[people[0]] = Kind.NAMED
            unknown.remove(people[0])
    is_signed, is_placed = Kind.NAMED in kinds, Kind.PLACE in kinds
    if len(unknown) > 1 or Kind.NOTHING in kinds or len(parts) < 2 - dated:
        return None
    if not unknown:
        byline = read_pieces(parts, outlets)
        is_told = dated and (is_signed or byline.outlet)
        return byline if is_told or (is_signed and is_placed) else None
    name = parts.pop(unknown[0])
    known = is_signed + is_placed + dated
    is_like_one = may_be_an_outlet(name)
    if (
        alone
        and Kind.OUTLET in kinds
        and not is_placed
        and not is_signed
        and _may_be_credited(name)
    ):
        return replace(read_pieces(parts, outlets), place=name)
    is_enough = known >= 2 or (alone and dated) or (alone and is_signed and is_like_one)
    if Kind.OUTLET in kinds or not is_enough or not _may_be_credited(name):
        return None
    if not is_signed and says_something(fold(name)) and not is_made_as_outlets(name):
        return None
    return replace(read_pieces(parts, outlets), outlet=outlet_name(name))


def _may_be_credited(name: str) -> bool:
    """Whether a short name that nobody knows may be an outlet's: no section, no city."""
    folded = fold(name)
    if not _WORD.search(name):
        return False  # the initials of who edited it
    if len(name.split()) > _LONGEST_NAME or says_where(name) or is_place(name):
        return False
    return not (folded in words("sections") or folded in words("controls"))
