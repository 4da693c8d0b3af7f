"""Figures and their captions."""

from __future__ import annotations

import re
from collections.abc import Sequence

from milaff.intake.blocks import Block, Label
from milaff.intake.formats import roles
from milaff.intake.formats.credits import has_role, is_credit
from milaff.intake.formats.markup import Element
from milaff.intake.formats.piece import Piece, letters

#: Captions stand so near to their picture, in blocks, and are no longer, in letters.
_NEAR, _LONGEST = 4, 300
_FEW_WORDS = 12
#: What stands alone with a picture in one box, and is no longer than this, tells what it shows.
_SHORT = 150


def join_captions(pieces: Sequence[Piece], title: str) -> None:
    """Give every figure inside the article its caption; `title` is the title's letters."""
    sources: set[str] = set()
    captions: set[str] = set()
    last: tuple[int, Piece] | None = None
    for at, piece in enumerate(pieces):
        block = piece.block
        if block.hint is Label.FIGURE and block.place == "inside":
            if (source := str(block.extra["src"])) in sources and source:
                block.hint, block.rule = Label.JUNK, "html.figure-again"
                continue
            sources.add(source)
            last = (at, piece)
            _drop_empty_words(block, title)
        elif block.hint is not None or not 0 < len(block.text) <= _LONGEST:
            continue
        elif piece.key in captions:
            block.hint, block.rule = Label.JUNK, "html.caption-again"
        elif last and piece.key and piece.key == letters(last[1].block.text) and has_role(piece):
            # The portrait of whoever signed.
            last[1].block.hint, last[1].block.rule = Label.JUNK, "html.portrait"
            last = None
        elif last and at == last[0] + 1 and _is_set_small(piece) and _is_free(last[1]):
            _join(piece, last[1])
            captions.add(piece.key)
        elif figure := _figure_of(piece, last if last and at - last[0] <= _NEAR else None):
            _join(piece, figure)
            captions.add(piece.key)
        elif (behind := _figure_behind(pieces, at)) is not None:
            _join(piece, behind)
            captions.add(piece.key)
        elif _frame(piece) is not None and block.place:
            behind = next(
                (p for p in pieces[at + 1 : at + 3] if p.block.hint is Label.FIGURE), None
            )
            if behind is not None and _frame(behind) is _frame(piece):
                _join(piece, behind)
            else:
                _make_figure(block)


def _drop_empty_words(block: Block, title: str) -> None:
    """An alt text that is the title again, or a file's name, says nothing."""
    alt = letters(str(block.extra["alt"]))
    is_title = bool(title) and (title.startswith(alt) or title in alt)
    is_said = re.search(r"[^\W\d_]{2}\s|[\u0621-\u064a]{3}", block.text) is not None
    if is_title or not is_said:
        block.extra["alt"] = block.text = ""


def _figure_of(piece: Piece, last: tuple[int, Piece] | None) -> Piece | None:
    """The figure shortly before a block that is its caption."""
    if last is None:
        return None
    figure = last[1]
    extra = figure.block.extra
    said = {letters(str(extra["alt"])), letters(str(extra["caption"]))} - {""}
    if piece.key in said:
        return figure
    is_caption = any(map(roles.is_caption, piece.near(4)))
    return figure if _is_free(figure) and (is_caption or _are_alone(piece, figure)) else None


def _is_free(figure: Piece) -> bool:
    return not figure.block.extra["caption"]


def _is_set_small(piece: Piece) -> bool:
    """Whether old pages set a short line as they do under pictures: in italics, in small letters.

    A signature may be, too: it is no caption.
    """
    text = piece.block.text
    if len(text) > _SHORT or len(text.split()) > _FEW_WORDS or piece.block.level:
        return False
    if has_role(piece) or is_credit(text):
        return False
    inner = piece.near(1)
    return any(e.tag in ("i", "em", "small") or _is_small(e) for e in inner)


def _is_small(element: Element) -> bool:
    return element.tag == "font" and element.attrs.get("size") in ("1", "2", "-1", "-2")


def _figure_behind(pieces: Sequence[Piece], at: int) -> Piece | None:
    """The figure right behind a block that templates call its caption, in the same box."""
    piece = pieces[at]
    if at + 1 == len(pieces) or not any(map(roles.is_caption, piece.near(1))):
        return None
    figure = pieces[at + 1]
    if figure.block.hint is not Label.FIGURE or figure.block.extra["caption"]:
        return None
    box = piece.near(2)[-1]
    is_inside = figure.block.place == "inside" and box.pieces <= _NEAR
    return figure if is_inside and box in figure.around else None


def _are_alone(piece: Piece, figure: Piece) -> bool:
    """Whether one box holds a picture, a few words and nothing else."""
    text = piece.block.text
    if len(text) > _SHORT or piece.block.level or piece.is_linked:
        return False
    if has_role(piece) or is_credit(text):
        return False
    around = figure.around
    box = next((element for element in piece.around if element in around), None)
    return box is not None and box.pieces == 2 and box.tag not in ("body", "html", "article")


def _frame(piece: Piece) -> Element | None:
    """The figure element that a figcaption, or a picture, stands in."""
    around = piece.near(4)
    is_caption = piece.block.hint is Label.FIGURE or any(e.tag == "figcaption" for e in around)
    return next((e for e in around if e.tag == "figure"), None) if is_caption else None


def _join(piece: Piece, figure: Piece) -> None:
    block, extra = piece.block, figure.block.extra
    extra["caption"] = block.text
    if letters(str(extra["alt"])) == piece.key:
        extra["alt"] = figure.block.text = ""
    block.hint, block.rule = Label.CAPTION, "html.caption"


def _make_figure(block: Block) -> None:
    """A caption whose picture is not there is a figure of words."""
    block.hint, block.rule, block.place = Label.FIGURE, "html.caption", "inside"
    block.extra = {"src": "", "alt": block.text, "caption": ""}
