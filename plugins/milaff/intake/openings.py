"""Where and by whom a report was filed, as its first paragraph says."""

from __future__ import annotations

import re

from milaff.arabic.text import fold
from milaff.intake.bylines import Byline
from milaff.intake.names import (
    EDGES,
    Kind,
    is_made_as_outlets,
    is_place,
    kind_of,
    names_an_outlet,
    outlet_name,
    says_something,
    says_where,
    without_title,
)
from milaff.intake.words import words

_OPENING_END = re.compile(r"[:：](?!\d)|\s[-–—ـ]+\s?|[-–—ـ]+\s|/\s|[)}]\s|/(?=[^\W\d_]{3,}/)")
_DAY_AND_MONTH = re.compile(r"(?:^|\s)\s*(?:في\s+|يوم\s+)?\d{1,2}\s+[^\W\d_]+(?:\s+\d{4})?\s*$")
_FROM = re.compile(r"(?P<who>.+?)\s+(?:من|في)\s+(?P<place>\S+(?:\s\S+)?)")
_FIGURES = re.compile(r"\d{1,4}[-/.]\d{1,2}[-/.]\d{1,4}")
#: `بيروت، 12 آذار 2020 (المنبر) -`: what stands in brackets behind a city is an outlet.
_BRACKETED_OUTLET = re.compile(
    r"(?P<place>[^\W\d_]+(?:\s[^\W\d_]+)?)\s*(?:[،,|\-–—]?\s*\d[^()]{0,24})?"
    r"\(\s*(?P<name>[^()\d]{3,24})\)\s*[-–—ـ:]+"
)
#: `عين الماء 12 ماي 2015 (وكالة المثال) -`: a wire prints the day behind any place.
_WIRED = re.compile(
    r"(?P<place>[^\W\d_]+(?:\s[^\W\d_]+){0,2})\s*[،,]?\s+\d{1,2}\s[^\W\d_]+(?:\s[^\W\d_]+)?\s\d{4}\s*م?\s*"
    r"[(/]\s*(?P<name>[^()/\d]{2,24}?)\s*[)/]\s*[-–—ـ_:]*"
)
#: `عين الماء (سونا) …`, `سونا (عين الماء) –`: a city that nobody knows beside a known outlet.
_BESIDE_OUTLET = re.compile(
    r"(?P<one>[^\W\d_]+(?:\s[^\W\d_]+)?)\s*(?:\([^()\d]{2,20}\)\s*)?\((?P<two>[^()\d]{2,24})\)\s*[-–—ـ:]*"
)
_LONGEST_OPENING = 110


def read_opening(paragraph: str, outlets: frozenset[str] = frozenset()) -> tuple[Byline, str]:
    """Where and by whom a report was filed, as its first paragraph says, and where it says so.

    `الرباط – …`, `دمشق-سانا: …`, `لندن ـ «الأمثلة»: …`, `الدوحة في 10 فبراير /قنا/ …`.
    """
    best, said = Byline(), ""
    opening = paragraph[:_LONGEST_OPENING]
    for end in _OPENING_END.finditer(opening):
        byline = read_filed(opening[: end.end()].strip(), outlets)
        if byline is not None:
            best, said = byline, opening[: end.end()]
    return best, said


def _is_unknown(name: str, outlets: frozenset[str]) -> bool:
    return kind_of(name, outlets) in (Kind.UNKNOWN, Kind.MAYBE)


def _beside_outlet(opening: str, outlets: frozenset[str]) -> Byline | None:
    """The city and the outlet of which one stands in brackets; in front an outlet needs a dash."""
    found = _BESIDE_OUTLET.fullmatch(opening)
    if found is None:
        return None
    ways = [(found["one"], found["two"])]
    if not opening.endswith(")"):
        ways.append((found["two"], found["one"]))
    for place, outlet in ways:
        if names_an_outlet(fold(outlet), outlets) and not is_place(outlet):
            return Byline((), (), outlet_name(outlet), place.strip(EDGES))
    return None


_PARTS = re.compile(r"[-–—ـ/:(){}،,|]+")
_DIGIT = re.compile(r"\d")


def read_filed(opening: str, outlets: frozenset[str]) -> Byline | None:
    """What an opening names, when each piece is a place, an outlet, a date or a whole name."""
    place = outlet = ""
    authors: list[str] = []
    undated = _FIGURES.sub("|", opening)
    bracketed = _BRACKETED_OUTLET.fullmatch(undated)
    wired = _WIRED.fullmatch(opening)
    if wired and names_an_outlet(fold(wired["name"]), outlets):
        return Byline((), (), outlet_name(wired["name"]), wired["place"])
    if bracketed and is_place(bracketed["place"]) and _is_unknown(bracketed["name"], outlets):
        return Byline((), (), outlet_name(bracketed["name"]), bracketed["place"].strip(EDGES))
    if (beside := _beside_outlet(opening.strip(), outlets)) is not None:
        return beside
    parts = [part.strip(EDGES) for part in _PARTS.split(undated)]
    unknown: list[str] = []
    for part in filter(None, parts):
        bare = _DAY_AND_MONTH.sub("", part).strip(EDGES) if _DIGIT.search(part) else part
        # إيلاف من حلب
        if (found := _FROM.fullmatch(bare)) and is_place(found["place"]):
            bare, place = found["who"], place or found["place"]
        kind = kind_of(bare, outlets)
        if is_place(bare) and not place:
            place = bare
        elif kind is Kind.OUTLET or fold(bare) in words("dateline_outlets"):
            outlet = outlet or outlet_name(bare)
        elif kind is Kind.NAMED:
            authors.append(without_title(bare))
        elif kind in (Kind.UNKNOWN, Kind.MAYBE):
            unknown.append(bare)
        elif kind not in (Kind.NOBODY, Kind.NOTHING, Kind.PLACE):
            return None
    if (
        outlet
        and len(unknown) == 1
        and opening.endswith(":")
        and kind_of(unknown[0], outlets) is Kind.MAYBE
    ):
        authors.append(unknown.pop())  # «قناة المثال - كبرئيل الملكي:»
    is_filed = (place or authors) and _opens_a_report(opening)
    if unknown and not outlet and is_filed and _may_file(unknown):
        outlet = outlet_name(unknown.pop())
    if unknown or not (place or outlet):
        return None
    return Byline(tuple(authors), (), outlet, place)


#: «صدى المدينة – حلب:», «حلب في 9 آذار / صدى المدينة /», «المنبر (حلب) –»: behind it only a
#: report can follow.
_REPORT_OPENS = re.compile(r".*(?::|/\s?[^/]{3,24}/)\s*|[^()]{3,24}\([^()]{3,20}\)\s*[-–—ـ]+\s*")


def _opens_a_report(opening: str) -> bool:
    return _REPORT_OPENS.fullmatch(opening) is not None


def _may_file(names: list[str]) -> bool:
    """Whether one short name is left that may be an outlet's and says nothing else."""
    name = names[0]
    words_of_it = fold(name).split()
    if len(names) > 1 or len(words_of_it) > 3 or says_where(name):
        return False
    if words_of_it[0] in words("professions"):
        return False
    return is_made_as_outlets(name) or not says_something(fold(name))
