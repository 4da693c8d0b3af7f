"""The run of words between two block boundaries: its text, and its Markdown with links."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import groupby

from milaff.arabic.text import clean
from milaff.intake.formats.markup import Element
from milaff.model import escape_markdown

_WORD = re.compile(r"[^\W\d_]{3}")
#: Elements that hold no running text as a rule.
_BOXES = frozenset(("div", "td", "header", "section", "aside", "figcaption", "li"))


_FIGURES = "0123456789+-=()"
_SET = {
    "sup": str.maketrans(_FIGURES, "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁼⁽⁾"),
    "sub": str.maketrans(_FIGURES, "₀₁₂₃₄₅₆₇₈₉₊₋₌₍₎"),
}


def raised(text: str, tag: str) -> str:
    """`6` in a `sup` element → `⁶`: beside other figures it would be read as one with them."""
    return text.translate(_SET[tag]) if set(text.strip()) <= set(_FIGURES) else text


@dataclass(frozen=True, slots=True)
class Words:
    """Words inside one element, and the link (an `a` element) that they stand in."""

    text: str
    home: Element | None
    link: Element | None


@dataclass(slots=True)
class Run:
    """Words on their way to a block.

    `addresses` says where each link leads, empty for nowhere from here; `cuts` are the places (in
    `parts`, in the source) where an inline element begins or ends.
    """

    parts: list[Words] = field(default_factory=list)
    addresses: dict[Element, str] = field(default_factory=dict)
    cuts: list[tuple[int, int]] = field(default_factory=list)

    def add(self, words: Words, address: str) -> None:
        self.parts.append(words)
        if words.link is not None:
            self.addresses[words.link] = address

    def text(self) -> str:
        return clean("".join(words.text for words in self.parts))

    def home(self) -> Element | None:
        """The innermost element that holds all the words."""
        visible = [w.home for w in self.parts if w.home is not None and not w.text.isspace()]
        if not visible:
            return None
        found = visible[0]
        for home in visible[1:]:
            if home is not found:
                around = set(home.around())
                while found not in around and found.parent is not None:
                    found = found.parent
        return found

    def links(self) -> list[tuple[str, Element]]:
        """The words of each link, and the link."""
        if not self.addresses:
            return []
        found = ((clean(raw), link) for link, raw in self._groups() if link is not None)
        return [(words, link) for words, link in found if words]

    def markdown(self) -> str:
        """The run as inline Markdown: words escaped, links written out."""
        out: list[str] = []
        for link, raw in self._groups():
            words = clean(raw)
            if not words:
                out.append(" " if raw and out else "")
                continue
            # Only the line's beginning can open a block.
            escaped = escape_markdown(words) if not out else escape_markdown(f"ا{words}")[1:]
            if link is not None and (address := self.addresses[link]):
                escaped = f"[{escaped}](<{address}>)"
            lead = " " if raw[0].isspace() else ""
            tail = " " if raw[-1].isspace() else ""
            out.append(f"{lead}{escaped}{tail}")
        return " ".join("".join(out).split())

    def cut(self) -> list[tuple[Run, int]]:
        """The runs between the cuts, and where in the source each ends (-1 for the last)."""
        found: list[tuple[Run, int]] = []
        start = 0
        for at, place in [*self.cuts, (len(self.parts), -1)]:
            if any(not words.text.isspace() for words in self.parts[start:at]):
                part = Run(self.parts[start:at], self.addresses)
                found.append((part, place))
                start = at
        return found

    def is_glued(self) -> bool:
        """Whether it is inline elements of one box without a space between them, not all links.

        Styles set them apart: read as one their words would run into each other.
        """
        home = self.home()
        if home is None or home.tag not in _BOXES or len(self.parts) < 2:
            return False
        if any(words.home is home or not _WORD.search(words.text) for words in self.parts):
            return False
        pairs = zip(self.parts, self.parts[1:], strict=False)
        if any(a.text[-1:].isspace() or b.text[:1].isspace() for a, b in pairs):
            return False
        return any(words.link is None for words in self.parts)

    def _groups(self) -> Iterator[tuple[Element | None, str]]:
        """Stretches of words that stand in one link, or in none."""
        for link, group in groupby(self.parts, key=lambda words: words.link):
            yield link, "".join(words.text for words in group)
