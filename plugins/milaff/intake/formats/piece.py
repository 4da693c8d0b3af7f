"""A block of a page and where it stands."""

from __future__ import annotations

from dataclasses import dataclass, field

from milaff.intake.blocks import Block
from milaff.intake.formats.markup import Element


@dataclass(slots=True, eq=False)
class Piece:
    """A block, the innermost element that it stands in; its links' words, length and elements."""

    block: Block
    home: Element | None
    links: list[str] = field(default_factory=list)
    linked: int = 0
    anchors: list[Element] = field(default_factory=list)
