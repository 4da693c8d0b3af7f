"""Tables that hold data become Markdown tables; those that lay a page out are passed through."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from milaff.arabic.text import fold
from milaff.intake.blocks import Block
from milaff.intake.formats.piece import Piece
from milaff.model import escape_markdown

_LONGEST_CELL = 160
_MOST_COLUMNS = 15
_LABELS = re.compile(
    r"(?:ال)?(?:تاريخ|كاتب|مولف|مصدر|قسم|باب|قراءات|زيارات|مشاهدات|تعليقات|صحيفه|جريده|عدد|صفحه|وقت"
    r"|ساعه|عنوان|محرر|ناشر|مترجم|دوله|بلد|تصنيف)(?:\s(?:النشر|الاضافه|القراء|الزيارات|المشاهدات"
    r"|القراءات|المقال|الخبر))?|تاريخ \S+|عدد \S+|اسم \S+"
)


@dataclass(slots=True)
class Table:
    """An open table: the pieces of each cell of each row; `first` is the place of its first."""

    first: int
    is_layout: bool = False
    rows: list[list[list[Piece]]] = field(default_factory=list)

    def add(self, piece: Piece) -> None:
        if self.rows and self.rows[-1]:
            self.rows[-1][-1].append(piece)
        elif piece.block.text:
            self.is_layout = True

    def holds_data(self) -> bool:
        """Whether its cells are small, full and in columns, and are not mostly links."""
        rows = [row for row in self.rows if any(row)]
        widths = [len(row) for row in rows]
        if self.is_layout or len(rows) < 2 or not 2 <= max(widths) <= _MOST_COLUMNS:
            return False
        if min(widths) != max(widths):
            return False
        if all(_is_label(row[0]) for row in rows):
            return False
        cells = [cell for row in rows for cell in row]
        pieces = [piece for cell in cells for piece in cell]
        size = sum(len(piece.block.text) for piece in pieces)
        return (
            sum(bool(cell) for cell in cells) >= 0.6 * len(cells)
            and all(_size(cell) <= _LONGEST_CELL for cell in cells)
            and not any(piece.block.hint for piece in pieces)
            and sum(piece.linked for piece in pieces) < 0.5 * size
        )


def _is_label(cell: list[Piece]) -> bool:
    """Whether a cell names what a page says of an article: such a table is its head, no data."""
    return (
        _LABELS.fullmatch(fold(" ".join(piece.block.text for piece in cell)).strip(" :"))
        is not None
    )


def _size(cell: list[Piece]) -> int:
    return sum(len(piece.block.text) for piece in cell)


def as_one(table: Table, pieces: list[Piece]) -> Piece:
    """The block of a table of data, made of all `pieces` in it."""
    rows = [
        [" ".join(p.block.text for p in cell) for cell in row] for row in table.rows if any(row)
    ]
    lines = ["| " + " | ".join(map(escape_markdown, row)) + " |" for row in rows]
    lines.insert(1, "|" + " --- |" * len(rows[0]))
    text = "؛ ".join("، ".join(filter(None, row)) for row in rows)
    raw = "".join(piece.block.raw for piece in pieces)
    block = Block(raw, text, "\n".join(lines), extra={"table": True})
    home = pieces[0].home
    while home is not None and home.tag != "table":
        home = home.parent
    return Piece(block, home)
