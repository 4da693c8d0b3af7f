"""What a raw article truly says, written by hand beside it, and how much of it intake found.

`NAME.gold.yml` holds title, date (a day, or empty), author, source and keywords as they should be
read, and the label of every raw line. Of labels that leave a line out of the article (junk,
related, credit) one is as good as another.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

import yaml

from milaff.arabic.text import clean, fold
from milaff.intake import Converted, convert

_SAME = {"lead": "body", "related": "junk", "credit": "junk"}
_KEPT = ("body", "heading", "quotation")
_PICTURED = ("alt", "caption")


@dataclass(frozen=True)
class Gold:
    """One raw article and the truth about it."""

    raw: Path
    title: str
    date: str
    author: tuple[str, ...]
    source: str
    keywords: tuple[str, ...]
    lines: tuple[str, ...]


def read_gold(path: Path) -> Gold:
    found = yaml.load(path.read_text(encoding="utf-8"), Loader=yaml.BaseLoader)
    name = path.name.removesuffix(".gold.yml")
    (raw,) = path.parent.glob(f"{name}.raw.*")
    return Gold(
        raw,
        found["title"],
        found["date"],
        tuple(found["author"]),
        found["source"],
        tuple(found["keywords"]),
        tuple(found["lines"].split()),
    )


def scores(cases: Iterable[Gold]) -> dict[str, float]:
    """Shares from 0 to 1, by what was asked."""
    right: dict[str, list[bool]] = {}
    for gold in cases:
        converted = convert(gold.raw.read_bytes(), gold.raw.name)
        for name, is_right in _answers(gold, converted):
            right.setdefault(name, []).append(is_right)
    return {name: sum(found) / len(found) for name, found in right.items()}


def _answers(gold: Gold, converted: Converted) -> Iterable[tuple[str, bool]]:
    found = converted.front_matter
    yield "title", found.title == gold.title
    yield "date", str(found.date or "")[:10] == gold.date
    yield "author", set(found.authors) == set(gold.author)
    yield "source", found.source == gold.source
    yield "keywords", set(found.keywords) == set(gold.keywords)
    written = fold(" ".join(converted.body.replace("\\", "").split()))
    labels, texts = _raw_lines(converted)
    assert len(labels) == len(gold.lines), f"{gold.raw.name}: {len(labels)} lines"
    for label, text, true in zip(labels, texts, gold.lines, strict=True):
        yield "label", _SAME.get(label, label) == _SAME.get(true, true)
        is_written = fold(clean(text)) in written
        if true in _KEPT:
            yield "paragraphs kept", is_written
        elif true in _PICTURED:
            yield "captions kept", is_written
        elif _SAME.get(true, true) == "junk" and len(clean(text)) > 8 and text not in found.title:
            # A line that a paragraph says too is written once, as the paragraph.
            yield "junk left out", label not in _KEPT


def _raw_lines(converted: Converted) -> tuple[list[str], list[str]]:
    """The label and the text of every raw line: the first label where a line has two."""
    labels: list[str] = []
    texts: list[str] = []
    is_open = False
    for row in converted.ledger:
        for piece in row.raw.splitlines(keepends=True):
            if not is_open:
                labels.append(row.label)
                texts.append(piece)
            is_open = not piece.endswith(("\n", "\r"))
    return labels, texts
