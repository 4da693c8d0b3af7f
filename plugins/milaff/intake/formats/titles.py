"""Which block is the title: what the page claims, and what stands out."""

from __future__ import annotations

import re
from collections.abc import Sequence

from milaff.intake.blocks import Claim
from milaff.intake.claims import outlet_names
from milaff.intake.formats import roles
from milaff.intake.formats.credits import is_credit, is_newspaper_head
from milaff.intake.formats.markup import Element
from milaff.intake.formats.piece import Piece, letters
from milaff.intake.names import is_made_as_outlets, is_outlet

#: «الأخبار > عرض الخبر»: the way to a page.
_PATH = re.compile(r"\s[>›»]\s")
#: What is printed twice is about as surely the title in both places; letters of a paragraph.
_AS_SURE, _PARAGRAPH = 1.8, 80
#: From which size on letters are large, and how many sizes make them larger still.
_LARGE = {"px": (19, 3), "pt": (15, 3), "em": (2, 1)}


def claimed_title(pieces: Sequence[Piece], claims: Sequence[Claim], page_title: str) -> int | None:
    """The block that holds the title which the page claims."""
    sources = {letters(c.value) for c in claims if c.field == "source"} | outlet_names(claims)
    exact = {letters(c.value) for c in claims if c.field == "title"} - sources - {""}
    tab = letters(page_title)
    found: dict[int, float] = {}
    for at, piece in enumerate(pieces):
        text = piece.block.text
        if not 6 <= len(text) <= 300 or piece.block.hint:
            continue
        key = letters(text)
        is_head = is_newspaper_head(text) or (piece.links and _PATH.search(text))
        if len(key) < 6 or key in sources or is_head or is_outlet(text):
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
        found[at] = score + _prominence(piece)
    best = max(found, key=lambda at: found[at], default=None)
    return None if best is None else _first_of_two(pieces, found, best)


def _first_of_two(pieces: Sequence[Piece], found: dict[int, float], best: int) -> int:
    """The title over the text, where it is printed amid it again and stands out there.

    `found` has how surely each block is the title.
    """
    for at in found:
        if at >= best or found[at] < found[best] - _AS_SURE or pieces[at].key != pieces[best].key:
            continue
        between = (piece for piece in pieces[at + 1 : best] if not piece.links)
        # A link over one paragraph is a teaser of the article.
        least = 2 if pieces[at].links else 1
        if sum(len(piece.block.text) >= _PARAGRAPH for piece in between) >= least:
            return at
    return best


def title_before(pieces: Sequence[Piece], first: int, outlet: frozenset[str]) -> int | None:
    """The most prominent block before the first paragraph, where there is no claimed one.

    `outlet` are the letters of the names of the outlet, which no title is.
    """
    best, best_score = None, 0.5
    for at in range(max(0, first - 40), first):
        piece = pieces[at]
        words = len(piece.block.text.split())
        if piece.block.hint or not 2 <= words <= 40 or len(piece.block.text) > 250:
            continue
        if (
            piece.key in outlet
            or is_credit(piece.block.text)
            or is_newspaper_head(piece.block.text)
            or is_made_as_outlets(piece.block.text)
            or is_outlet(piece.block.text)
        ):
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
    if not level:
        score += max(map(_largeness, near), default=0.0)
    size = max(1, len(piece.block.text))
    if piece.linked > size / 2:
        score -= 0.4
    if any(element.furniture for element in piece.around):
        score -= 0.5
    return score


def _largeness(element: Element) -> float:
    """How much larger than running text an element sets its letters: 0 for not, 0.6 and more."""
    if element.tag in ("b", "strong"):
        return 0.0
    size = element.attrs.get("size", "") if element.tag == "font" else ""
    if size.lstrip("+").isdecimal():
        steps = int(size.lstrip("+")[:3]) - (1 if size.startswith("+") else 4)
        return 0.6 + 0.1 * min(steps, 3) if steps >= 0 else 0.0
    found = re.search(r"font-size\s*:\s*(\d+)(px|pt|em)", element.attrs.get("style", ""))
    if found is None:
        return 0.0
    least, step = _LARGE[found[2]]
    over = int(found[1][:4]) - least
    return 0.6 + 0.1 * min(over // step, 3) if over >= 0 else 0.0
