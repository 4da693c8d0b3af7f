"""Tables in pasted text: what a page or a spreadsheet shows in columns is copied with tabs."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from milaff.arabic.text import clean
from milaff.intake.blocks import TEXT, Block, Label, Line

_MOST_COLUMNS = 15
_LONGEST_CELL = 160
_OF_THE_BODY = (*TEXT, Label.HEADING)


def mark_rows(blocks: Sequence[Block]) -> None:
    """Say of the lines that are a table's rows that they are: no rule takes them for numbers.

    Lines side by side with as many cells each are one. Two columns are a poem's as often, unless
    there are numbers in the second.
    """
    for start, rows in _runs(blocks):
        if _is_table(rows):
            for block, cells in zip(blocks[start : start + len(rows)], rows, strict=True):
                block.extra["row"] = cells


def tables(lines: Sequence[Line]) -> dict[int, list[list[str]]]:
    """The tables of a body: where each begins among its lines → the cells of its rows."""
    found: dict[int, list[list[str]]] = {}
    start = None
    for at, line in enumerate(lines):
        cells = line.block.extra.get("row") if line.label in _OF_THE_BODY else None
        if cells is None or (start is not None and len(cells) != len(found[start][0])):
            start = None
        if cells is not None:
            start = at if start is None else start
            found.setdefault(start, []).append(cells)
    return found


def _runs(blocks: Sequence[Block]) -> Iterator[tuple[int, list[list[str]]]]:
    start, rows = 0, list[list[str]]()
    for at, block in enumerate(blocks):
        cells = [clean(cell) for cell in block.raw.rstrip("\r\n").split("\t")]
        if rows and len(cells) == len(rows[0]):
            rows.append(cells)
            continue
        if rows:
            yield start, rows
        start, rows = at, [cells] if len(cells) > 1 else []
    if rows:
        yield start, rows


def _is_table(rows: list[list[str]]) -> bool:
    columns = list(zip(*rows, strict=True))
    cells = [cell for row in rows for cell in row]
    if len(rows) < 2 or not 2 <= len(columns) <= _MOST_COLUMNS:
        return False
    if len(columns) == 2 and not any(cell[:1].isdigit() for cell in columns[1]):
        return False
    is_full = sum(map(bool, cells)) >= 0.6 * len(cells) and all(map(any, columns))
    return is_full and all(len(cell) <= _LONGEST_CELL for cell in cells)
