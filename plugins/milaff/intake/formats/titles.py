"""Which block is the title: what the page claims, and what stands out."""

from __future__ import annotations

import re
from collections.abc import Sequence

from milaff.intake.blocks import Claim
from milaff.intake.formats import roles
from milaff.intake.formats.markup import Element
from milaff.intake.formats.piece import Piece, letters

_LARGE = {"px": 19, "pt": 15, "em": 2}


def claimed_title(pieces: Sequence[Piece], claims: Sequence[Claim], page_title: str) -> int | None:
    """The block that holds the title which the page claims."""
    sources = {letters(c.value) for c in claims if c.field == "source"}
    exact = {letters(c.value) for c in claims if c.field == "title"} - sources - {""}
    tab = letters(page_title)
    best, best_score = None, 0.0
    for at, piece in enumerate(pieces):
        text = piece.block.text
        if not 6 <= len(text) <= 300 or piece.block.hint:
            continue
        key = letters(text)
        if len(key) < 6 or key in sources:
            continue
        if key in exact:
            score = 5.0
        elif len(key) >= 12 and key in tab:
            score = 3 + len(key) / len(tab)
        elif len(key) >= 12 and any(
            key in name or (len(name) > 20 and key.startswith(name)) for name in exact
        ):
            score = 3.0
        else:
            continue
        score += _prominence(piece)
        if score > best_score:
            best, best_score = at, score
    return best


def title_before(pieces: Sequence[Piece], first: int) -> int | None:
    """The most prominent block before the first paragraph, where there is no claimed one."""
    best, best_score = None, 0.7
    for at in range(max(0, first - 40), first):
        piece = pieces[at]
        words = len(piece.block.text.split())
        if piece.block.hint or not 2 <= words <= 40 or len(piece.block.text) > 250:
            continue
        score = _prominence(piece) - 0.02 * (first - at) - (0.4 if words < 3 else 0)
        if score >= best_score:
            best, best_score = at, score
    return best


def _prominence(piece: Piece) -> float:
    """How much markup makes a block stand out as a title."""
    level = piece.block.level
    score = {1: 1.3, 2: 0.9, 3: 0.6, 4: 0.4}.get(level, 0.0)
    near = piece.near()
    if any(map(roles.is_title, near)):
        score += 0.8
    if not level and any(_is_large(element) for element in near):
        score += 0.6
    size = max(1, len(piece.block.text))
    if piece.linked > size / 2:
        score -= 0.4
    if any(element.furniture for element in piece.around):
        score -= 0.5
    return score


def _is_large(element: Element) -> bool:
    if element.tag in ("b", "strong"):
        return False
    size = element.attrs.get("size", "") if element.tag == "font" else ""
    if size.lstrip("+").isdigit():
        return int(size.lstrip("+")[:3]) >= (1 if size.startswith("+") else 4)
    found = re.search(r"font-size\s*:\s*(\d+)(px|pt|em)", element.attrs.get("style", ""))
    return found is not None and int(found[1]) >= _LARGE[found[2]]
