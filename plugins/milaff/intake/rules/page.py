"""What a rule sees, and what a rule is."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from operator import itemgetter

from milaff.arabic.dates import DateLine
from milaff.arabic.text import fold
from milaff.intake.blocks import Label, Line
from milaff.intake.bylines import Byline
from milaff.intake.outlets import Outlet, byline_by_pattern

Mark = Callable[..., None]
_PLACE: Callable[[tuple[int, Line]], int] = itemgetter(0)


@dataclass(slots=True)
class Page:
    """The lines of one raw article; `body` is the span from its first to its last paragraph.

    `outlets` are the names of all known outlets, folded; `present` those with rules of their own
    that the page names. On a forum who posted a text is not who wrote it.
    """

    lines: list[Line]
    outlets: frozenset[str] = frozenset()
    present: tuple[Outlet, ...] = ()
    body: tuple[int, int] | None = None
    is_forum: bool = False
    doubts: list[tuple[str, str, tuple[str, ...]]] = field(default_factory=list)
    #: The lines that had no label when the rule that is asked began, with their places.
    _open: list[tuple[int, Line]] = field(init=False)
    #: Where the lines with a label stand; in order, once they were asked for.
    _places: defaultdict[Label, set[int]] = field(init=False)
    _labelled: dict[Label, tuple[int, ...]] = field(default_factory=dict, init=False)
    _asked: str = field(default="", init=False)
    _has_marked: bool = field(default=False, init=False)

    def __post_init__(self) -> None:
        self._open = [found for found in enumerate(self.lines) if found[1].label is None]
        self._places = defaultdict(set)
        for at, line in enumerate(self.lines):
            if line.label is not None:
                self._places[line.label].add(at)

    def ask(self, rule: Rule) -> None:
        """Have `rule` mark lines."""
        self._asked, self._has_marked = rule.name, False
        rule.apply(self, self._mark)
        if self._has_marked:
            self._open = [found for found in self._open if found[1].label is None]

    def _mark(self, at: int, label: Label, value: object = None) -> None:
        self._has_marked = True
        line = self.lines[at]
        self._take_from(line.label, at)
        self._places[label].add(at)
        self._labelled.pop(label, None)
        line.label, line.rule, line.value = label, self._asked, value

    def _take_from(self, label: Label | None, at: int) -> None:
        if label is not None:
            self._places[label].discard(at)
            self._labelled.pop(label, None)

    def free(self, places: Iterable[int]) -> None:
        """Take back the labels of lines that a rule marked for what they are not."""
        for at in places:
            line = self.lines[at]
            self._take_from(line.label, at)
            line.label, line.rule, line.value = None, "", None
        self._open = [found for found in enumerate(self.lines) if found[1].label is None]

    def open(self, start: int = 0, stop: int | None = None) -> Iterator[tuple[int, Line]]:
        """The lines without a label from `start` up to `stop`."""
        lines = self._open
        if start > 0 or stop is not None:
            first = bisect_left(lines, start, key=_PLACE)
            last = len(lines) if stop is None else bisect_left(lines, stop, key=_PLACE)
            lines = lines[first:last]
        for found in lines:
            if found[1].label is None:
                yield found

    def labelled(self, label: Label) -> tuple[int, ...]:
        """Where the lines with a label stand."""
        found = self._labelled.get(label)
        if found is None:
            found = self._labelled[label] = tuple(sorted(self._places[label]))
        return found

    def byline_pattern(self, line: Line) -> Byline | None:
        """Who signed a line, by the patterns of the outlets that the page names."""
        for outlet in self.present:
            for pattern in outlet.bylines:
                if byline := byline_by_pattern(pattern, line.text):
                    return byline
        return None

    def keyword_label(self, line: Line) -> int | None:
        """Where a line's keywords begin, by the labels of the outlets that the page names."""
        for outlet in self.present:
            for label in map(fold, outlet.keywords):
                rest = line.folded.removeprefix(label)
                if rest != line.folded and not rest[:1].isalpha():
                    return len(label)
        return None

    def is_posters(self, line: Line) -> bool:
        """Whether a line of a forum stands beside a post, not in it: it tells of the posting."""
        return self.is_forum and line.block.place == "outside"

    def next_visible(self, at: int, step: int = 1) -> int | None:
        """The nearest line after (or before) `at` that holds something."""
        at += step
        while 0 <= at < len(self.lines):
            if self.lines[at].label is not Label.BLANK:
                return at
            at += step
        return None

    def head(self, before: int = 4) -> range:
        """The lines from shortly before the title to the body."""
        titles = self.labelled(Label.TITLE)
        stop = self.body[0] if self.body else len(self.lines)
        start = min(titles[0], stop) if titles else 0
        steps = 0
        while start > 0 and steps < before:
            start -= 1
            steps += self.lines[start].label is not Label.BLANK
        return range(start, stop)

    def is_blank(self, at: int) -> bool:
        """Whether line `at` is there and holds nothing."""
        return 0 <= at < len(self.lines) and self.lines[at].label is Label.BLANK


# The first four letters of a word, without the article and what clings to it; and its rest.
_STEM = re.compile(r"[وفبلك]?(?:ال|لل)?([^\W\d_]{3,4})[^\W\d_]*")


def stems_of(folded: str) -> frozenset[str]:
    """The beginnings of the words of a folded text, to see whether two texts speak of the same."""
    return frozenset(_STEM.findall(folded))


_BULLET = re.compile(
    r"\s*(?:[■•▪●◾◆◼○]|[*·–—-]\s|\d{1,2}\s?[-–.)]\s?(?!\s?\d))\s*(?=[^\W\d]|[«\"“(])"
)


def is_item(line: Line) -> bool:
    """Whether a line begins with the sign or number of a list; an editor's marks are no text."""
    return line.block.place is None and _BULLET.match(line.block.raw) is not None


@dataclass(frozen=True, slots=True)
class Headline:
    """What was read in the line of the title: the title, and what is printed beside it."""

    text: str
    date: DateLine | None = None
    outlet: str = ""
    byline: Byline = field(default_factory=Byline)


def headline_of(line: Line) -> str:
    """The title that a line holds."""
    return line.value.text if isinstance(line.value, Headline) else line.text


@dataclass(frozen=True, slots=True)
class Rule:
    """One way to know what a line is: the reason is told to the curator in the ledger."""

    name: str
    reason: str
    apply: Callable[[Page, Mark], None]
