"""The run of words between two block boundaries: its text, and its Markdown with links."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby

from milaff.arabic.text import clean
from milaff.intake.formats.markup import Element
from milaff.model import escape_markdown


class Run:
    """Words on their way to a block, each with the link (an `a` element) that it stands in."""

    __slots__ = ("linked_from", "parts")

    def __init__(self) -> None:
        self.parts: list[tuple[str, Element | None]] = []
        self.linked_from: dict[Element, str] = {}

    def add(self, text: str, link: Element | None, address: str) -> None:
        """Add words; `address` is empty where the link leads nowhere from here."""
        self.parts.append((text, link))
        if link is not None:
            self.linked_from[link] = address

    def text(self) -> str:
        return clean("".join(text for text, _ in self.parts))

    def links(self) -> list[str]:
        """The words of each link."""
        if not self.linked_from:
            return []
        found = (clean(raw) for link, raw in self._groups() if link is not None)
        return [words for words in found if words]

    def markdown(self) -> str:
        """The run as inline Markdown: words escaped, links written out."""
        out = ""
        for link, raw in self._groups():
            words = clean(raw)
            if not words:
                out += " " if raw else ""
                continue
            # Only the line's beginning can open a block.
            escaped = escape_markdown(words) if not out else escape_markdown(f"ا{words}")[1:]
            if link is not None and (address := self.linked_from[link]):
                escaped = f"[{escaped}](<{address}>)"
            lead = " " if raw[0].isspace() else ""
            tail = " " if raw[-1].isspace() else ""
            out = f"{out}{lead}{escaped}{tail}"
        return " ".join(out.split())

    def _groups(self) -> Iterator[tuple[Element | None, str]]:
        """Stretches of words that stand in one link, or in none."""
        for link, group in groupby(self.parts, key=lambda part: part[1]):
            yield link, "".join(text for text, _ in group)
