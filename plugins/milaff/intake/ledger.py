"""What became of every line: JSON Lines (https://jsonlines.org/), one object a raw line.

`raw` is the exact slice of the decoded original: all of them together are the decoded original.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from functools import lru_cache
from typing import NamedTuple


class Row(NamedTuple):
    """One raw line, what it became, and the rule that said so."""

    raw: str
    label: str
    rule: str
    reason: str


_quoted = json.JSONEncoder(ensure_ascii=False).encode


@lru_cache(maxsize=256)
def _told(label: str, rule: str, reason: str) -> str:
    return f'"label": {_quoted(label)}, "rule": {_quoted(rule)}, "reason": {_quoted(reason)}'


def dump_ledger(rows: Iterable[Row]) -> bytes:
    """The ledger's file."""
    lines = (f'{{"raw": {_quoted(r.raw)}, {_told(r.label, r.rule, r.reason)}}}\n' for r in rows)
    return "".join(lines).encode("utf-8", "surrogatepass")


def read_ledger(data: bytes) -> list[Row]:
    """The rows of a ledger's file."""
    # Not splitlines: a raw line may hold U+2028, which JSON leaves as it is.
    lines = data.decode("utf-8", "surrogatepass").split("\n")
    return [Row(**json.loads(line)) for line in lines if line]
