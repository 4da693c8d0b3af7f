"""How much intake finds in saved pages whose truth is known: it may rise, and never fall.

`pages/NAME.gold.yml` holds the title, the paragraphs in their order, the captions and lines that
belong to no article; date, author, source and keywords where the page tells them.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml

from milaff.arabic.text import clean, fold
from milaff.intake import convert

HERE = Path(__file__).parent
GOLD = sorted((HERE / "pages").glob("*.gold.yml"))
FLOORS = HERE / "page-floors.yml"


def plain(text: str) -> str:
    return "".join(sign for sign in fold(clean(text)) if sign.isalnum())


def answers(path: Path) -> Iterator[tuple[str, bool]]:
    """What was asked of one page, and whether intake found it."""
    gold: dict[str, Any] = yaml.load(path.read_text(encoding="utf-8"), Loader=yaml.BaseLoader)
    (raw,) = path.parent.glob(f"{path.name.removesuffix('.gold.yml')}.raw.*")
    found = convert(raw.read_bytes(), raw.name)
    front = found.front_matter
    yield "title", plain(front.title) == plain(gold["title"])
    if "date" in gold:
        yield "date", str(front.date or "")[:10] == gold["date"]
    if "author" in gold:
        yield "author", set(front.authors) == set(gold["author"])
    if "source" in gold:
        yield "source", front.source == gold["source"]
    if "keywords" in gold:
        yield "keywords", set(front.keywords) == set(gold["keywords"])
    blocks = [plain(block) for block in found.body.split("\n\n")]
    for paragraph in gold["body"]:
        yield "paragraphs", any(plain(paragraph) in block for block in blocks)
    for caption in gold["captions"]:
        yield "captions", any(plain(caption) in block for block in blocks)
    for line in gold["junk"]:
        yield "junk left out", plain(line) not in blocks


def scores() -> dict[str, float]:
    right: dict[str, list[bool]] = {}
    for path in GOLD:
        for name, is_right in answers(path):
            right.setdefault(name, []).append(is_right)
    return {name: round(sum(found) / len(found), 4) for name, found in right.items()}


def test_no_score_of_a_page_falls_below_its_floor(request: pytest.FixtureRequest) -> None:
    found = scores()
    floors = yaml.safe_load(FLOORS.read_text(encoding="utf-8"))
    fallen = {
        name: (floor, found.get(name))
        for name, floor in floors.items()
        if found.get(name, 0) < floor
    }
    may_fall = request.config.getoption("--lower-floors")
    if request.config.getoption("--refresh") and (may_fall or not fallen):
        FLOORS.write_text(yaml.safe_dump(found), encoding="utf-8", newline="\n")
    elif not may_fall:
        assert not fallen, "(floor, found): mend it, or pytest --refresh --lower-floors and say why"
        assert floors.keys() == found.keys(), "a score has no floor: pytest --refresh"


def test_there_are_pages_enough() -> None:
    assert len(GOLD) >= 40
