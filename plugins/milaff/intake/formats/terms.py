"""The keywords that a page prints behind its article: links that say so, or words in a box."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from milaff.arabic.text import fold
from milaff.intake.formats import roles
from milaff.intake.formats.markup import BLOCKS, Element
from milaff.intake.formats.piece import Piece

_LABELS = frozenset(
    "كلمات مفتاحيه|الكلمات المفتاحيه|كلمات دلاليه|الكلمات الدلاليه|الكلمات الداله|كلمات البحث|وسوم"
    "|الوسوم|وسم|اوسمه|الاوسمه|سمات|السمات|علامات|العلامات|تاغات|تاجات|هاشتاغ|التسميات|مواضيع"
    "|موسومه ب|موسومه بـ|موسومه تحت|موسوم ب|موسوم تحت|tags|tag|labels|keywords|tagged".split("|")
)
#: How far behind the title's block and the last paragraph they stand, in blocks; what is longer
#: (in letters) is no list of them.
_REACH, _LONGEST = 60, 400
#: A term is no longer, in words.
_MOST_WORDS = 6
_OTHER_LINKS = frozenset(("category", "author", "bookmark"))


@dataclass(slots=True)
class _Box:
    """Blocks of keywords inside one element, and how surely they are."""

    rank: float
    terms: dict[int, tuple[str, ...]] = field(default_factory=dict)


def find_terms(pieces: Sequence[Piece], start: int, last: int) -> dict[int, tuple[str, ...]]:
    """The blocks of keywords by their places; of several lists the one that most surely is it.

    `start` is the place of the title, `last` that of the last paragraph.
    """
    boxes: dict[Element | None, _Box] = {}
    label: Piece | None = None
    for at in range(start + 1, min(len(pieces), last + _REACH)):
        piece = pieces[at]
        if piece.block.hint is not None or not 0 < len(piece.block.text) <= _LONGEST:
            continue
        said = _plain(piece.block.text)
        if said in _LABELS:
            label = piece
        if said in _LABELS or not re.search(r"[^\W_]", said):
            continue
        is_listed = label is not None and piece.is_linked and len(piece.block.text.split()) <= 5
        if not is_listed:
            label = None
        found = _read(piece, label)
        if found is not None:
            element, rank, terms = found
            box = boxes.setdefault(element, _Box(rank))
            box.rank = max(box.rank, rank)
            box.terms[at] = terms
    best = max(boxes.values(), key=lambda box: box.rank, default=None)
    return {} if best is None else best.terms


def _read(
    piece: Piece, label: Piece | None
) -> tuple[Element | None, float, tuple[str, ...]] | None:
    """The element around keywords, how surely they are, and the keywords."""
    near = piece.near(4)
    named = [e for e in near if e.paragraphs == 0 and roles.is_keywords(e)]
    if not piece.links:
        terms = _split(piece.block.text)
        is_list = len(terms) > 1 and all(len(term.split()) <= _MOST_WORDS for term in terms)
        return (named[-1], 0.5, terms) if named and is_list else None
    said = _plain(piece.block.text[: piece.block.text.find(piece.links[0])])
    is_said = any(said.endswith(f" {name}") or said == name for name in _LABELS)
    tagged = [_is_tag(anchor) for anchor in piece.anchors]
    if not (named or is_said or label or any(tagged)):
        return None
    links = zip(piece.links, piece.anchors, strict=True)
    words = [
        word.strip("# ").replace("_", " ")
        for word, anchor in links
        if _is_tag(anchor) or not (any(tagged) or _leads_elsewhere(anchor))
    ]
    is_category = not words
    if is_category:
        words = [] if is_said else [w for w, a in zip(piece.links, piece.anchors, strict=True)]
    terms = tuple(dict.fromkeys(word for word in words if 0 < len(word.split()) <= _MOST_WORDS))
    if not terms or (not named and not any(tagged) and not label and piece.linked < len(said)):
        return None
    rank = 1.0 * bool(named) + 2.0 * any(tagged) + 1.5 * (is_said or label is not None)
    holder = label.near(1) if label else near
    box = named[-1] if named else next((e for e in holder if e.tag in BLOCKS - {"li"}), None)
    return box, rank - 2.0 * is_category, terms


def _is_tag(anchor: Element) -> bool:
    rel = anchor.attrs.get("rel", "").split()
    return "tag" in rel and "category" not in rel


def _leads_elsewhere(anchor: Element) -> bool:
    return bool(_OTHER_LINKS.intersection(anchor.attrs.get("rel", "").split()))


def _plain(text: str) -> str:
    return fold(text).strip(" :|-–،.")


def _split(text: str) -> tuple[str, ...]:
    parts = [part.strip(" #.") for part in re.split(r"[،,|؛;#/•·]", text)]
    if parts and (head := re.match(r"[^:]{3,20}:\s*", parts[0])) and _plain(head[0]) in _LABELS:
        parts[0] = parts[0][head.end() :]
    return tuple(dict.fromkeys(part.replace("_", " ") for part in parts if part))
