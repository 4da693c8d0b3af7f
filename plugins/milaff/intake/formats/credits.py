"""Who signed and when, as far as markup tells."""

from __future__ import annotations

import re
from collections.abc import Sequence

from milaff.arabic.dates import read_line
from milaff.arabic.text import fold
from milaff.intake.blocks import Label
from milaff.intake.formats import roles
from milaff.intake.formats.piece import Piece
from milaff.intake.names import is_place, is_role

#: How far from the article its credits stand, in blocks; what is longer is none.
_BEFORE, BEHIND = 6, 25
_LONGEST = 200
_ELSEWHERE = frozenset((roles.ASIDE, roles.RELATED, roles.NAV, roles.FOOTER, roles.COMMENTS))
_BYLINE_LABEL = re.compile(
    r"(?:(?:\w+\s+)?بواسطه|بقلم|كتبه?|كتبها|كتبت|الكاتبه?|نشره|اعداد|تقرير|المحرر|المراسل|الصحفي"
    r"|الناشر|اسم الكاتب|by|author|role|written by|posted by)\s*[:/,\-–]*"
)
_DATE_OR_ROLE = re.compile(
    r"^\W*(?:كتبت?|بقلم|بواسطة|نشر|تاريخ|الكاتب|المصدر|آخر تحديث|تصوير|ترجمة|إعداد)\b"
    r"|\d{1,4}\s*[-/.]\s*\d{1,2}\s*[-/.]\s*\d{1,4}|\d{1,2}\s+\w{3,}(?:\s+\w+)?[\s،,]+\d{4}"
)


def is_credit(text: str) -> bool:
    """Whether a scrap is a date, or begins as a byline does."""
    return len(text) < 60 and bool(_DATE_OR_ROLE.search(text)) and not text.endswith(".")


_ISSUE = re.compile(r"(?<!\w)(?:ال)?(?:عدد|سنة)(?:\s+رقم)?\s*:?\s*\(?\s*\d")


def is_newspaper_head(text: str) -> bool:
    """Whether a line is a newspaper's head: its day and its issue, or where it is printed.

    Far above the article they are its own.
    """
    read = read_line(text) if len(text) <= 140 else None
    if read is None or _ISSUE.search(text):
        return read is not None
    day = read.published
    return bool(day and day.day) and all(map(is_place, read.parts))


def mark_credits(pieces: Sequence[Piece], start: int, paragraphs: Sequence[int]) -> None:
    """Mark names and dates that the page's markup tells apart.

    `start` is the place of the title, `paragraphs` are those of the article's. Amid them a name
    is that of whoever is quoted; the first may be a summary above who signed.
    """
    first, last = paragraphs[0], paragraphs[-1]
    amid = range(paragraphs[min(1, len(paragraphs) - 1)], last)
    has_name = is_next_name = False
    role = ""
    for at in range(max(0, start - _BEFORE), min(len(pieces), last + BEHIND + 1)):
        piece = pieces[at]
        block = piece.block
        if block.hint is not None or "terms" in block.extra or not 0 < len(block.text) <= _LONGEST:
            continue
        words = len(block.text.split())
        is_label = words <= 3 and _BYLINE_LABEL.fullmatch(fold(block.text)) is not None
        if is_label or (words <= 3 and _heads_a_name(pieces, at)):
            block.hint, block.rule, is_next_name = Label.JUNK, "html.label", True
            role = block.text if is_role(block.text) else ""
            continue
        near = piece.near()
        if at > last and stands_elsewhere(piece):
            continue
        if at in amid and block.place == "inside":
            continue
        is_signed = is_next_name or any(map(roles.is_byline, near))
        is_signed = is_signed or (at > start and any(map(roles.leads_to_author, piece.anchors)))
        is_first = not has_name or (at < first and words > 1)
        if is_next_name and role:
            block.extra["role"] = role
        if words <= 10 and is_signed and is_first:
            block.extra["signed"] = has_name = True
            if len(piece.links) > 1:
                block.extra["names"] = tuple(piece.links)
        elif at < first and not has_name and _are_joined(piece):
            block.extra["names"] = tuple(piece.links)
        is_next_name = False
        if any(map(roles.is_date, near)):
            block.extra["dated"] = True


def stands_elsewhere(piece: Piece) -> bool:
    """Whether a block that no byline is stands in a side box, a list or the page's foot."""
    is_elsewhere = any(element.furniture in _ELSEWHERE for element in piece.around)
    return is_elsewhere and not any(map(roles.is_byline, piece.near()))


def _heads_a_name(pieces: Sequence[Piece], at: int) -> bool:
    """Whether a block is the term of a list of roles (dt), or says a role with a colon."""
    piece = pieces[at]
    is_term = piece.home is not None and any(e.tag == "dt" for e in piece.near(1))
    return (is_term or piece.block.text.endswith(":")) and is_role(piece.block.text)


def _are_joined(piece: Piece) -> bool:
    """Whether a block is links joined by و and nothing else: people, not sections.

    A comma joins sections as well, whose names are of one word.
    """
    if not 1 < len(piece.links) < 6:
        return False
    rest = piece.block.text
    for words in piece.links:
        rest = rest.replace(words, "", 1)
    is_of_people = "و" in rest or ("،" in rest and all(" " in words for words in piece.links))
    return is_of_people and not rest.strip(" و،,")


def has_role(piece: Piece) -> bool:
    """Whether a block is likely to tell who signed, or when."""
    if _are_joined(piece):
        return True
    near = [*piece.near(), *piece.anchors]
    return any(roles.is_date(e) or roles.is_byline(e) or roles.leads_to_author(e) for e in near)
