"""Lines that a mail program, an editor or a scanner broke at one width are paragraphs again."""

from __future__ import annotations

import itertools
import re
from collections.abc import Sequence

from milaff.arabic.calendar import WEEKDAYS
from milaff.arabic.dates import read_line
from milaff.arabic.text import clean
from milaff.intake.blocks import Block
from milaff.intake.bylines import read_role
from milaff.intake.names import Kind, is_named, kind_of

_WIDEST = 120
_NARROWEST = 36
#: So much of a text may stand on lines wider than the column: a title, an address.
_WIDER = 0.1
#: Of the long lines that end amid a sentence so many have no place for the next word.
_NEARLY_ALL, _ALL = 0.8, 0.95
_MOST = 0.6
_LONG_WORD = 10


def unwrapped(blocks: list[Block]) -> list[Block]:
    """The blocks, those of one paragraph put together.

    A line was broken where the first word of the next had no place on it. A text wrapped so has
    hardly a line longer than its width, and most long lines that end amid a sentence are full.
    """
    column = _Column.of(blocks)
    if column is None:
        return blocks
    joined: list[Block] = []
    waiting: list[Block] = []
    for at, block in enumerate(blocks):
        waiting.append(block)
        after = blocks[at + 1] if at + 1 < len(blocks) else None
        if after is None or not column.broke(block, after):
            joined.append(as_one(waiting))
            waiting = []
    return joined


class _Column:
    """The column that a text was set in: how wide, in letters, and whether by their number."""

    def __init__(self, width: int, *, is_exact: bool) -> None:
        self.width = width
        self.is_exact = is_exact

    @staticmethod
    def of(blocks: Sequence[Block]) -> _Column | None:
        """The column of a text; None where its lines end of themselves."""
        lengths = sorted(map(length_of, blocks), reverse=True)
        widths = _widths(lengths)
        pairs = [
            (length_of(a), len(b.text.split(" ", 1)[0]), a, b)
            for a, b in itertools.pairwise(blocks)
            if widths and a.text and b.text
        ]
        for width in widths:
            full = amid = 0
            for length, word, a, _ in pairs:
                if 0.6 * width < length <= width and not _ends_a_sentence(a.text):
                    amid += 1
                    full += length + 1 + word > width
            if full >= 3 and full >= _NEARLY_ALL * amid:
                return _Column(width, is_exact=full >= _ALL * amid)
        # The widths of letters differ where a line was broken by its printed length.
        for width in widths:
            column = _Column(width, is_exact=False)
            loose = [(a, b) for _, _, a, b in pairs if not _ends_a_sentence(a.text)]
            loose = [(a, b) for a, b in loose if not stands_alone(b.text)]
            broken = sum(column.broke(a, b) for a, b in loose)
            if broken >= 2 and broken >= _MOST * len(loose):
                return column
        return None

    def broke(self, block: Block, after: Block) -> bool:
        """Whether the line of `after` goes on with the sentence of `block`."""
        if not block.text or not after.text or _indent(after.raw) > _indent(block.raw) + 1:
            return False
        length = length_of(block)
        if length > self.width or stands_alone(after.text) or stands_alone(block.text):
            return False
        if length + 1 + len(after.text.split(" ", 1)[0]) > self.width:
            return True
        if self.is_exact or _ends_a_sentence(block.text):
            return False
        # The last words of a paragraph, which no other line follows.
        is_end = after.text.endswith((".", "؟", "!")) and after.text.count(" ") < 4
        # In a narrow column one long word leaves a large gap.
        least = 0.6 if is_end else min(0.85, 1 - _LONG_WORD / self.width)
        return length > least * self.width


def _widths(lengths: Sequence[int]) -> list[int]:
    """How wide the column may be, by the lengths of a text's lines, the longest first."""
    left, found = _WIDER * sum(lengths), []
    for length in lengths:
        if left < 0 or length < _NARROWEST:
            break
        if length <= _WIDEST and length not in found:
            found.append(length)
        left -= length
    return found


def length_of(block: Block) -> int:
    """Of a block that was put together the length of its last line."""
    last = block.raw.strip().rpartition("\n")[2]
    return len(clean(last)) if len(last) < len(block.text) else len(block.text)


def _ends_a_sentence(text: str) -> bool:
    return text.endswith((".", "؟", "!", ":", "»", "”", "…"))


#: `المنبر - الأحد 12 آذار 2020 (…)`
_PAPER_AND_DAY = re.compile(
    rf"[^\W\d]+(?:\s[^\W\d]+){{0,2}}\s*[-–—|]\s*(?:{'|'.join(WEEKDAYS)}|\d{{1,2}}[\s/.-])"
)
_PARTS = re.compile(r"\s*[-–—ـ/|:()]+\s*")


def stands_alone(text: str) -> bool:
    """A date, a paper's head or a byline: lines that go on with nothing."""
    read = read_line(text) if len(text) < 80 else None
    if read is not None and len(text) < 60 and (not read.parts or "عدد" in text):
        return True
    if read is not None and read.published is not None and _PAPER_AND_DAY.match(text):
        return read.published.day is not None and len(read.parts) == 1
    if read_role(text) is not None:
        return True
    return len(text) < 40 and (is_named(text) or _is_name_and_place(text))


def _is_name_and_place(text: str) -> bool:
    """`خالد الأمين (عدن)`, `عدن: خالد الأمين`, `المنبر - خالد الأمين`."""
    parts = [part for part in _PARTS.split(text) if part]
    kinds = {kind_of(part) for part in parts} if len(parts) == 2 else set()
    return Kind.NAMED in kinds and bool(kinds & {Kind.PLACE, Kind.OUTLET, Kind.ROLE})


def _indent(raw: str) -> int:
    return len(raw) - len(raw.lstrip(" \t\u00a0"))


def as_one(blocks: Sequence[Block]) -> Block:
    """One block of several, in their order."""
    if len(blocks) == 1:
        return blocks[0]
    return Block("".join(b.raw for b in blocks), " ".join(b.text for b in blocks if b.text))
