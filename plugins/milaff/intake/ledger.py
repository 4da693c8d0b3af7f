"""What became of every line: JSON Lines (https://jsonlines.org/), one object a raw line.

`raw` is the exact slice of the decoded original: all of them together are the decoded original.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Row:
    """One raw line, what it became, and the rule that said so."""

    raw: str
    label: str
    rule: str
    reason: str


_quoted = json.JSONEncoder(ensure_ascii=False).encode


def dump_ledger(rows: Iterable[Row]) -> bytes:
    """The ledger's file."""
    lines = (
        f'{{"raw": {_quoted(row.raw)}, "label": {_quoted(row.label)}, '
        f'"rule": {_quoted(row.rule)}, "reason": {_quoted(row.reason)}}}\n'
        for row in rows
    )
    return "".join(lines).encode("utf-8", "surrogatepass")


def read_ledger(data: bytes) -> list[Row]:
    """The rows of a ledger's file."""
    # Not splitlines: a raw line may hold U+2028, which JSON leaves as it is.
    lines = data.decode("utf-8", "surrogatepass").split("\n")
    return [Row(**json.loads(line)) for line in lines if line]
