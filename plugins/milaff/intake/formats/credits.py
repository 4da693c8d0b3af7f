"""Who signed, when, and the keywords: as far as markup tells."""

from __future__ import annotations

import re
from collections.abc import Sequence

from milaff.arabic.text import fold
from milaff.intake.blocks import Label
from milaff.intake.formats import roles
from milaff.intake.formats.markup import Element
from milaff.intake.formats.piece import Piece

#: How far from the article its credits stand, in blocks; what is longer is none.
_BEFORE, BEHIND = 6, 25
_LONGEST = 200
_BYLINE_LABEL = re.compile(
    r"(?:(?:\w+\s+)?بواسطه|بقلم|كتبه?|كتبها|كتبت|الكاتبه?|نشره|اعداد|تقرير|المحرر|المراسل|الصحفي"
    r"|الناشر|اسم الكاتب|by|author|role|written by|posted by)\s*[:/,\-–]*"
)
_DATE_OR_ROLE = re.compile(
    r"^\W*(?:كتبت?|بقلم|بواسطة|نشر|تاريخ|الكاتب|المصدر|آخر تحديث|تصوير|ترجمة|إعداد)\b"
    r"|\d{1,4}\s*[-/.]\s*\d{1,2}\s*[-/.]\s*\d{1,4}|\d{1,2}\s+\w{3,}(?:\s+\w+)?[\s،,]+\d{4}"
)
_TERMS_LABELS = frozenset(
    "كلمات مفتاحيه|الكلمات المفتاحيه|كلمات دلاليه|الكلمات الدلاليه|الكلمات الداله|كلمات البحث|وسوم"
    "|الوسوم|وسم|اوسمه|الاوسمه|سمات|السمات|علامات|تاغات|تاجات|هاشتاغ|التسميات|مواضيع|موسومه ب"
    "|موسومه بـ|موسومه تحت|موسوم ب|tags|labels|keywords".split("|")
)


def is_credit(text: str) -> bool:
    """Whether a scrap is a date, or begins as a byline does."""
    return len(text) < 60 and bool(_DATE_OR_ROLE.search(text)) and not text.endswith(".")


def mark_credits(pieces: Sequence[Piece], start: int, first: int, last: int) -> None:
    """Mark names, dates and keywords that the page's markup tells apart.

    `start` is the place of the title, `first` and `last` are those of paragraphs.
    """
    has_name = is_next_name = False
    terms: dict[Element | None, list[Piece]] = {}
    for at in range(max(0, start - _BEFORE), min(len(pieces), last + BEHIND + 1)):
        piece = pieces[at]
        block = piece.block
        if block.hint is not None or not 0 < len(block.text) <= _LONGEST:
            continue
        near = piece.near()
        words = len(block.text.split())
        if at > start and (box := _box_of_terms(piece)) is not None:
            terms.setdefault(box, []).append(piece)
        elif words <= 3 and _BYLINE_LABEL.fullmatch(fold(block.text)):
            block.hint, block.rule, is_next_name = Label.JUNK, "html.label", True
            continue
        elif (
            words <= 10
            and (
                is_next_name
                or any(map(roles.is_byline, near))
                or (at > start and any(map(roles.leads_to_author, piece.anchors)))
            )
            and (not has_name or (at < first and words > 1))
        ):
            block.extra["signed"] = has_name = True
            if len(piece.links) > 1:
                block.extra["names"] = tuple(piece.links)
        elif at < first and not has_name and _are_joined(piece):
            block.extra["names"] = tuple(piece.links)
        is_next_name = False
        if any(map(roles.is_date, near)):
            block.extra["dated"] = True
    # Terms stand behind the article; what stands before it is the section.
    boxes = sorted(terms, key=lambda box: -_box_rank(box, terms[box]))
    for box in boxes[:1]:
        for piece in terms[box]:
            piece.block.extra["terms"] = tuple(piece.links)


def _are_joined(piece: Piece) -> bool:
    """Whether a block is links joined by و and nothing else: people, not sections."""
    if not 1 < len(piece.links) < 6:
        return False
    rest = piece.block.text
    for words in piece.links:
        rest = rest.replace(words, "", 1)
    return "و" in rest and not rest.strip(" و،,")


def has_role(piece: Piece) -> bool:
    if _box_of_terms(piece) is not None or _are_joined(piece):
        return True
    near = [*piece.near(), *piece.anchors]
    return any(roles.is_date(e) or roles.is_byline(e) or roles.leads_to_author(e) for e in near)


def _box_of_terms(piece: Piece) -> Element | None:
    """The element around links that are said to be keywords."""
    block = piece.block
    if not piece.links:
        return None
    label = fold(block.text[: block.text.find(piece.links[0])]).strip(" :|-")
    if piece.linked < 0.5 * (len(block.text) - len(label)):
        return None
    near = piece.near(4)
    named = [element for element in near if roles.is_keywords(element)]
    if named:
        return named[-1]
    if label in _TERMS_LABELS or any(map(roles.is_keywords, piece.anchors)):
        return next((e for e in near if e.tag not in ("a", "li", "span")), near[-1])
    return None


def _box_rank(box: Element | None, pieces: list[Piece]) -> float:
    anchors = [anchor for piece in pieces for anchor in piece.anchors]
    rels = [anchor.attrs.get("rel", "").split() for anchor in anchors]
    named = 1.0 * (box is not None and roles.is_keywords(box))
    return (
        named + (2 if ["tag"] in rels else 0) - (1 if any("category" in rel for rel in rels) else 0)
    )
