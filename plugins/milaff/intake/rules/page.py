"""What a rule sees, and what a rule is."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

from milaff.intake.blocks import Label, Line

Mark = Callable[..., None]


@dataclass(slots=True)
class Page:
    """The lines of one raw article; `body` is the span from its first to its last paragraph."""

    lines: list[Line]
    outlets: frozenset[str] = frozenset()
    body: tuple[int, int] | None = None
    doubts: list[tuple[str, str, tuple[str, ...]]] = field(default_factory=list)

    def open(self, start: int = 0, stop: int | None = None) -> Iterator[tuple[int, Line]]:
        """The lines without a label from `start` up to `stop`."""
        for at in range(max(0, start), len(self.lines) if stop is None else stop):
            if self.lines[at].label is None:
                yield at, self.lines[at]

    def labelled(self, label: Label) -> list[int]:
        return [at for at, line in enumerate(self.lines) if line.label is label]

    def next_visible(self, at: int, step: int = 1) -> int | None:
        """The nearest line after (or before) `at` that holds something."""
        at += step
        while 0 <= at < len(self.lines):
            if self.lines[at].label is not Label.BLANK:
                return at
            at += step
        return None

    def blanks_around(self, at: int) -> tuple[int, int]:
        """How many blank lines stand directly before and after line `at`."""
        counts = []
        for step in (-1, 1):
            near, count = at + step, 0
            while 0 <= near < len(self.lines) and self.lines[near].label is Label.BLANK:
                near, count = near + step, count + 1
            counts.append(count)
        return counts[0], counts[1]


@dataclass(frozen=True, slots=True)
class Rule:
    """One way to know what a line is: the reason is told to the curator in the ledger."""

    name: str
    reason: str
    apply: Callable[[Page, Mark], None]
