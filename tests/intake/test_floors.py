"""How much intake finds in the layouts whose truth is known: it may rise, and never fall."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml

from support.gold import read_gold, scores

HERE = Path(__file__).parent
GOLD = sorted((HERE / "layouts").glob("*.gold.yml"))
FLOORS = HERE / "floors.yml"


def test_no_score_falls_below_its_floor(request: pytest.FixtureRequest) -> None:
    found = {name: round(score, 4) for name, score in scores(map(read_gold, GOLD)).items()}
    floors = yaml.safe_load(FLOORS.read_text(encoding="utf-8"))
    fallen = {name: (floor, found.get(name)) for name, floor in floors.items()}
    fallen = {name: both for name, both in fallen.items() if (both[1] or 0) < both[0]}
    may_fall = request.config.getoption("--lower-floors")
    if request.config.getoption("--refresh") and (may_fall or not fallen):
        FLOORS.write_text(yaml.safe_dump(found), encoding="utf-8", newline="\n")
    elif not may_fall:
        assert not fallen, "(floor, found): mend it, or pytest --refresh --lower-floors and say why"
        assert floors.keys() == found.keys(), "a score has no floor: pytest --refresh"


def test_there_are_layouts_enough_and_each_tells_the_truth_about_every_line() -> None:
    assert len(GOLD) >= 15
    for path in GOLD:
        assert read_gold(path).lines, path.name
