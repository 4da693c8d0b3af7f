"""Tables in pasted text: what a page or a spreadsheet shows in columns is copied with tabs."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from milaff.arabic.text import clean
from milaff.intake.blocks import TEXT, Label, Line

_MOST_COLUMNS = 15
_LONGEST_CELL = 160
_OF_THE_BODY = (*TEXT, Label.HEADING)


def tables(lines: Sequence[Line]) -> dict[int, list[list[str]]]:
    """The tables among the lines of a body: where each begins → the cells of its rows.

    Lines side by side with as many cells each are one. Two columns are a poem's as often, unless
    there are numbers in the second.
    """
    return {start: rows for start, rows in _runs(lines) if _is_table(rows)}


def _runs(lines: Sequence[Line]) -> Iterator[tuple[int, list[list[str]]]]:
    start, rows = 0, list[list[str]]()
    for at, line in enumerate(lines):
        cells = _cells(line)
        if rows and len(cells) == len(rows[0]):
            rows.append(cells)
            continue
        if rows:
            yield start, rows
        start, rows = at, [cells] if cells else []
    if rows:
        yield start, rows


def _cells(line: Line) -> list[str]:
    if "\t" not in line.block.raw or line.label not in _OF_THE_BODY or line.block.markdown:
        return []
    return [clean(cell) for cell in line.block.raw.rstrip("\r\n").split("\t")]


def _is_table(rows: list[list[str]]) -> bool:
    columns = list(zip(*rows, strict=True))
    cells = [cell for row in rows for cell in row]
    if len(rows) < 2 or not 2 <= len(columns) <= _MOST_COLUMNS:
        return False
    if len(columns) == 2 and not any(cell[:1].isdigit() for cell in columns[1]):
        return False
    is_full = sum(map(bool, cells)) >= 0.6 * len(cells) and all(map(any, columns))
    return is_full and all(len(cell) <= _LONGEST_CELL for cell in cells)
