"""Figures and their captions."""

from __future__ import annotations

import re
from collections.abc import Sequence

from milaff.intake.blocks import Block, Label
from milaff.intake.formats import roles
from milaff.intake.formats.piece import Piece, letters


def join_captions(pieces: Sequence[Piece], title: str) -> None:
    """Give every figure inside the article its caption; `title` is the title's letters."""
    figure: tuple[int, Piece] | None = None
    seen: set[str] = set()
    captions: set[str] = set()
    for at, piece in enumerate(pieces):
        block = piece.block
        if block.place != "inside":
            if figure is not None and at - figure[0] <= 3 and block.hint is None and block.text:
                _caption(piece, figure[1].block)
            continue
        if block.hint is Label.FIGURE:
            source = str(block.extra["src"])
            if source in seen:
                block.hint, block.rule = Label.JUNK, "html.figure-again"
                continue
            seen.add(source)
            figure = (at, piece)
            alt = letters(str(block.extra["alt"]))
            if (
                not alt
                or title.startswith(alt)
                or (title and title in alt)
                or not re.search(r"[^\W\d_]{2}\s", block.text)
            ):
                block.extra["alt"] = block.text = ""
        elif piece.key in captions:
            block.hint, block.rule = Label.JUNK, "html.caption-again"
        elif figure is not None and at - figure[0] <= 4:
            _caption(piece, figure[1].block)
            if block.hint is Label.CAPTION:
                captions.add(piece.key)
        elif any(element.tag == "figcaption" for element in piece.near()):
            _wordy_figure(block)


def _caption(piece: Piece, figure: Block) -> None:
    block, extra = piece.block, figure.extra
    key = piece.key
    said = {letters(str(extra["alt"])), letters(str(extra["caption"]))} - {""}
    if key in said:
        extra["caption"] = block.text
    elif len(block.text) > 300 or not any(map(roles.is_caption, piece.near(4))):
        return
    elif extra["caption"]:
        if any(element.tag == "figcaption" for element in piece.near()):
            _wordy_figure(block)
        return
    extra["caption"] = block.text
    if letters(str(extra["alt"])) == key:
        extra["alt"] = figure.text = ""
    block.hint, block.rule = Label.CAPTION, "html.caption"


def _wordy_figure(block: Block) -> None:
    """A caption whose picture is not there is a figure of words."""
    block.hint, block.rule = Label.FIGURE, "html.caption"
    block.extra = {"src": "", "alt": block.text, "caption": ""}
