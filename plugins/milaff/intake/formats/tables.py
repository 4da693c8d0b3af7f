"""Tables that hold data become Markdown tables; those that lay a page out are passed through.

Cells that span columns or rows take their place in the grid as the HTML Standard forms it
(§4.9.12.1); Markdown knows no spans, so the places that they cover beside their first stay empty.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from milaff.arabic.text import fold
from milaff.intake.blocks import Block
from milaff.intake.formats.markup import Element
from milaff.intake.formats.piece import Piece
from milaff.model import escape_markdown, table

_LONGEST_CELL = 160
#: Where a table says that it is one, by headers or a caption, cells may hold paragraphs.
_LONGEST_OF_DATA = 900
_MOST_COLUMNS = 15
_MOST_SPANNED = 50
_LABELS = re.compile(
    r"(?:ال)?(?:تاريخ|كاتب|مولف|مصدر|قسم|باب|قراءات|زيارات|مشاهدات|تعليقات|صحيفه|جريده|عدد|صفحه|وقت"
    r"|ساعه|عنوان|محرر|ناشر|مترجم|دوله|بلد|تصنيف)(?:\s(?:النشر|الاضافه|القراء|الزيارات|المشاهدات"
    r"|القراءات|المقال|الخبر))?|تاريخ \S+|عدد \S+|اسم \S+"
)
_DIGIT = re.compile(r"\d")


@dataclass(slots=True)
class Cell:
    """A cell: its pieces, and how many columns and rows it spans."""

    columns: int = 1
    rows: int = 1
    is_header: bool = False
    pieces: list[Piece] = field(default_factory=list)

    @property
    def text(self) -> str:
        return " ".join(piece.block.text for piece in self.pieces if piece.block.text)

    @property
    def markdown(self) -> str:
        return " ".join(
            piece.block.markdown or escape_markdown(piece.block.text)
            for piece in self.pieces
            if piece.block.text
        )


@dataclass(slots=True)
class Table:
    """An open table: the cells of each row, what stands above them in a `caption` element.

    `first` is the place of its first piece among those of the page.
    """

    first: int
    is_layout: bool = False
    rows: list[list[Cell]] = field(default_factory=list)
    caption: list[Piece] = field(default_factory=list)
    _is_captioned: bool = False

    def open(self, element: Element) -> None:
        """A row, a cell or the caption begins."""
        self._is_captioned = element.tag == "caption"
        if element.tag == "tr" or (element.tag in ("td", "th") and not self.rows):
            self.rows.append([])
        if element.tag in ("td", "th"):
            columns, rows = (_span(element.attrs.get(of, "")) for of in ("colspan", "rowspan"))
            self.rows[-1].append(Cell(columns, rows, element.tag == "th"))

    def add(self, piece: Piece) -> None:
        if self._is_captioned:
            self.caption.append(piece)
        elif self.rows and self.rows[-1]:
            self.rows[-1][-1].pieces.append(piece)
        elif piece.block.text:
            self.is_layout = True

    def holds_data(self) -> bool:
        """Whether its cells are full and in columns, and are not mostly links.

        Where nothing says so (a header, a caption) they are small, too.
        """
        grid = [] if self.is_layout else self._grid()
        if not grid or len(grid[0]) < 2:
            return False
        says_so = bool(self.caption) or any(cell.is_header for row in self.rows for cell in row)
        if len(grid) < (1 if says_so else 2) or any(len(row) != len(grid[0]) for row in grid):
            return False
        if not says_so and all(_is_label(row[0]) for row in grid):
            return False
        cells = [cell for row in self.rows for cell in row]
        pieces = [piece for cell in cells for piece in cell.pieces]
        size = sum(len(piece.block.text) for piece in pieces)
        longest = _LONGEST_OF_DATA if says_so else _LONGEST_CELL
        is_linked = sum(piece.linked for piece in pieces) >= 0.5 * size
        return (
            sum(bool(cell.pieces) for cell in cells) >= 0.6 * len(cells)
            and all(len(cell.text) <= longest for cell in cells)
            and not any(piece.block.hint for piece in pieces)
            and not (is_linked and not (says_so and _DIGIT.search(" ".join(c.text for c in cells))))
        )

    def _grid(self) -> list[list[Cell]]:
        """The cells of each row, one a column; empty where it is wider than a table of data.

        So spans that somebody made up cost nothing.
        """
        grid: list[list[Cell]] = []
        hanging: dict[int, tuple[int, Cell]] = {}
        for row in self._parts()[1]:
            places: list[Cell] = []
            cells = iter(row)
            cell = next(cells, None)
            if sum(cell.columns for cell in row) > _MOST_COLUMNS:
                return []
            while cell is not None or len(places) in hanging:
                if len(places) > _MOST_COLUMNS:
                    return []
                if (held := hanging.pop(len(places), None)) is not None:
                    left, above = held
                    if left > 1:
                        hanging[len(places)] = (left - 1, above)
                    places.append(Cell(is_header=above.is_header))
                    continue
                if cell is None:
                    break
                covered = [cell, *(Cell(is_header=cell.is_header) for _ in range(cell.columns - 1))]
                for place in covered:
                    if cell.rows > 1:
                        hanging[len(places)] = (cell.rows - 1, place)
                    places.append(place)
                cell = next(cells, None)
            if len(places) > _MOST_COLUMNS:
                return []
            grid.append(places)
        return grid

    def _parts(self) -> tuple[list[str], list[list[Cell]], list[str]]:
        """The words over the columns, the rows of the columns, the words under them.

        A first or last row that is one cell over all columns says what the table is, or whose.
        """
        rows = [row for row in self.rows if any(cell.pieces for cell in row)]
        first, last = 0, len(rows)
        while last - first > 1 and _is_line(rows[first]):
            first += 1
        while last - first > 1 and _is_line(rows[last - 1]):
            last -= 1
        above = [" ".join(piece.block.text for piece in self.caption)]
        above += [row[0].text for row in rows[:first]]
        below = [row[0].text for row in rows[last:]]
        return [text for text in above if text], rows[first:last], below

    def as_one(self, pieces: Sequence[Piece]) -> Piece:
        """The block of a table of data, made of all `pieces` in it."""
        above, _, below = self._parts()
        grid = self._grid()
        cells = [[cell.markdown for cell in row] for row in grid]
        parts = [*map(escape_markdown, above), table(cells), *map(escape_markdown, below)]
        told = [*above, *("، ".join(c.text for c in row if c.pieces) for row in grid), *below]
        raw = "".join(piece.block.raw for piece in pieces)
        text = "؛ ".join(told)
        block = Block(raw, text, "\n\n".join(parts), extra={"table": True})
        home = pieces[0].home
        while home is not None and home.tag != "table":
            home = home.parent
        return Piece(block, home)


def _is_line(row: Sequence[Cell]) -> bool:
    return len(row) == 1 and row[0].columns > 1


def _span(value: str) -> int:
    return min(max(1, int(value[:4])), _MOST_SPANNED) if value.isdecimal() else 1


def _is_label(cell: Cell) -> bool:
    """Whether a cell names what a page says of an article: such a table is its head, no data."""
    return _LABELS.fullmatch(fold(cell.text).strip(" :")) is not None
