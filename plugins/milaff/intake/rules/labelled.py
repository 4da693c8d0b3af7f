"""What a label or the page's markup names: the title, the source, a field of a database."""

from __future__ import annotations

import re

from milaff.arabic.dates import read_line
from milaff.arabic.text import fold, unfolded
from milaff.intake.blocks import Label
from milaff.intake.bylines import Byline, pieces, read_people, read_pieces, read_role, surest
from milaff.intake.names import (
    Kind,
    is_named,
    is_nobody,
    is_outlet,
    is_person,
    is_place,
    kind_of,
    outlet_name,
)
from milaff.intake.rules.dates import ISSUE, of_an_update
from milaff.intake.rules.page import Headline, Mark, Page

_SOURCE = re.compile(
    r"^\W*(?:(?:ال)?مصدر(?:\s+(?:الخبر|المقال|الماده))?|الناشر|الصحيفه|الجريده|المجله|اسم\s+(?:الصحيفه|"
    r"الجريده|الناشر|"
    r"الموقع)|الموقع|source)\s*(?:[:|\-–/]\s*(?P<name>.+)|(?P<bare>:?))$"
    r"|^role\s*[,،]\s*(?P<work>.+)$"
    r"|^\W*(?:(?:نقلا|منقول)\s+(?:عن|من)\s*:?"
    r"|عن(?=\s+(?:صحيفه|جريده|مجله|موقع|وكاله)(?:\s[^\s.؟!]+){1,3}\W*$))\s*(?P<from>.+)$"
)
_FIELD = re.compile(
    r"^\W*(?:(?P<title>(?:ال)?عنوان(?:\s+(?:المقال|الخبر|الماده|الموضوع))?|title|subject|"
    r"الموضوع(?=\s*:(?:\s+\S+){4}))\s*:\s*(?P<rest>.+)"
    r"|(?:المحور|القسم|الباب|الزاويه|التصنيف)\s*:\s*\S.{1,40}"
    r"|(?:من|الي|المرسل|المرسل اليه|نسخه الي|from|to|cc)\s*:\s*\S.{2,60}"
    r"|(?:(?:ال)?نص(?:\s+(?:المقال|الخبر|الماده|الموضوع))?|المتن|(?:ال)?محتوي|text|body)\s*:)$"
)
#: Before who signed; what begins so anywhere else is the head of a letter.
_FROM = re.compile(r"^\s*من\s*:\s*")
#: An article printed in another place: `نشر هذا المقال في جريدة الأمثلة`.
_PRINTED_IN = re.compile(
    r"(?:نشر|نشرت|منشور)\s.*(?:في|علي|ب)\s*(?:صحيفه|جريده|مجله|موقع)\s+(?P<name>[^\d\-–—|،(]+?)"
    r"\s*(?=(?:يوم|بتاريخ)\s|[\d\-–—|،(]|$)"
)


def marked(page: Page, mark: Mark) -> None:
    for at, line in page.open():
        extra = line.block.extra
        if "terms" in extra:
            mark(at, Label.KEYWORDS, extra["terms"])
            continue
        read = read_line(line.text) if "dated" in extra or "signed" in extra else None
        if read is not None and (read.published is None or not read.published.day):
            read = None
        if "names" in extra:
            names = [name for name in extra["names"] if is_person(name, page.outlets)]
            if names:
                mark(at, Label.BYLINE, (Byline(tuple(names)), read))
        elif "signed" in extra:
            head = _FROM.sub("", " - ".join(read.parts) if read else line.text)
            if "role" in extra:
                head = f"{extra['role'].rstrip(' :')}: {head}"
            byline = read_role(head, page.outlets)
            byline = byline or surest(read_people(head, page.outlets, sure=True))
            if byline and not any(map(is_nobody, byline.authors)):
                mark(at, Label.BYLINE, (byline, read))
        elif read is not None and line.words <= (20 if ISSUE.search(line.folded) else 14):
            mark(at, Label.DATE, of_an_update(page, at, read))


def field_label(page: Page, mark: Mark) -> None:
    """`العنوان: …`, `النص:`: the fields of a database."""
    has_title = bool(page.labelled(Label.TITLE))
    for at, line in page.open():
        found = _FIELD.match(line.folded) if ":" in line.folded[:16] else None
        if found is None:
            continue
        if not found["title"]:
            if line.words <= 8:
                mark(at, Label.JUNK)
        elif _MAIL.match(line.folded) and _has_headline_below(page, at):
            mark(at, Label.JUNK)  # what a mail is about, not what its article is called
        elif not has_title:
            mark(at, Label.TITLE, Headline(unfolded(line.text, found.start("rest")).strip()))
            has_title = True


_MAIL = re.compile(r"\W*(?:subject|الموضوع)\s*:(?:\s+\S+){1,4}$")


def _has_headline_below(page: Page, at: int) -> bool:
    """Whether a headline stands under the head of a mail, a line of several words."""
    for _ in range(4):
        below = page.next_visible(at)
        if below is None or page.lines[below].is_paragraph:
            return False
        line = page.lines[below]
        at = below
        if line.label is None and line.words >= 5 and ":" not in line.text[:16]:
            return True
    return False


def source_label(page: Page, mark: Mark) -> None:
    for at, line in list(page.open()):
        found = _SOURCE.match(line.folded) if line.words <= 12 else None
        if found is None or line.label is not None:
            if line.label is None and line.words <= 14 and not line.is_paragraph:
                printed = _PRINTED_IN.search(line.folded)
                if printed and not (line.has_stop and line.text.startswith("تم ")):
                    name = line.text if len(line.text) != len(line.folded) else ""
                    name = name or line.text[printed.start("name") : printed.end("name")]
                    read = read_line(line.text)
                    if read is not None and read.published:
                        mark(at, Label.BYLINE, (Byline((), (), outlet_name(name)), read))
                    else:
                        mark(at, Label.OUTLET, outlet_name(name))
            continue
        if found["work"]:
            work = unfolded(line.text, found.start("work"))
            is_one = is_outlet(work, page.outlets)
            mark(at, Label.OUTLET if is_one else Label.CREDIT, outlet_name(work) if is_one else "")
            continue
        start = found.start("name") if found["name"] else found.start("from")
        text = unfolded(line.text, start) if start >= 0 else ""
        near = at
        if not text:
            below = page.next_visible(at)
            if below is None or page.lines[below].words > 4 or page.lines[below].label:
                continue
            text, near = page.lines[below].text, below
            if not found["bare"] and not is_outlet(text, page.outlets):
                continue
        read = read_line(text) if re.search(r"\d{4}", text) else None
        if read is not None and read.published and read.parts:
            mark(at, Label.BYLINE, (Byline((), (), outlet_name(read.parts[0])), read))
            continue
        is_whereabouts = page.is_forum and line.folded.startswith("الموقع")
        if fold(text).startswith(("المصدر", "مصدر")) or is_whereabouts:
            mark(near, Label.JUNK)  # «نقلا عن المصدر أعلاه», where who posted it lives
            continue
        found_in = _source_and_author(text, page.outlets)
        if near != at:
            mark(at, Label.OUTLET, "")
        if found_in and any(is_named(name) for name in found_in.authors):
            mark(near, Label.BYLINE, (found_in, None))
        else:
            mark(near, Label.OUTLET, found_in.outlet or _first_outlet(text, page.outlets))


_FROM_WHOM = re.compile(r"(?P<outlet>\S+(?:\s\S+){0,3}?)\s*[-–—ـ/|،]\s*من\s+(?P<name>\S+\s\S.+)")


def _source_and_author(text: str, outlets: frozenset[str]) -> Byline:
    """`المنبر - من سامي حسن`: the outlet, and who wrote for it."""
    found = _FROM_WHOM.fullmatch(text)
    if found and is_named(found["name"]):
        return Byline((found["name"].strip(),), (), outlet_name(found["outlet"]))
    return read_pieces(pieces(text), outlets)


def _first_outlet(text: str, outlets: frozenset[str]) -> str:
    """`الأمثلة + وكالات` → `الأمثلة`: no outlet is called وكالات."""
    parts = [outlet_name(part) for part in re.split(r"\s*[+،,|]\s*", text)]
    named = [part for part in parts if kind_of(part, outlets) is not Kind.NOBODY]
    name, dash, place = (named or [""])[0].rpartition(" - ")
    return name if dash and is_place(place) else place
