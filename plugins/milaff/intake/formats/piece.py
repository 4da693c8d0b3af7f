"""A block of a page and where it stands."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from milaff.arabic.text import fold
from milaff.intake.blocks import Block
from milaff.intake.formats.markup import HEADINGS, Element

#: Elements inside a container of paragraphs, not containers themselves.
_INNER = HEADINGS | frozenset(
    "p span font b strong i em u a ul ol li dl dt dd blockquote q pre big small center bdo bdi "
    "figure figcaption label tr tbody thead ins mark sub sup abbr cite time".split()
)
_NOT_LETTERS = re.compile(r"[\W_]+")


@dataclass(slots=True, eq=False)
class Piece:
    """A block, the innermost element that it stands in; its links' words, length and elements."""

    block: Block
    home: Element | None
    links: list[str] = field(default_factory=list)
    linked: int = 0
    anchors: list[Element] = field(default_factory=list)

    @property
    def is_linked(self) -> bool:
        """Whether most of its words are links."""
        return self.linked > len(self.block.text) / 2

    @property
    def key(self) -> str:
        return letters(self.block.text)

    @property
    def around(self) -> list[Element]:
        """The elements that it stands in, the innermost first."""
        return list(self.home.around()) if self.home is not None else []

    @property
    def containers(self) -> list[Element]:
        """Those of them that hold paragraphs side by side."""
        return [element for element in self.around if element.tag not in _INNER]

    @property
    def container(self) -> Element | None:
        """The innermost of those."""
        return next(iter(self.containers), None)

    def near(self, most: int = 3) -> list[Element]:
        """The `most` innermost block elements around it, and the inline ones inside them."""
        return self.home.nearest(most) if self.home is not None else []

    def is_in(self, element: Element) -> bool:
        return any(around is element for around in self.around)


def letters(text: str) -> str:
    """What two printings of one text share: its letters and digits, folded."""
    return _NOT_LETTERS.sub("", fold(text))
