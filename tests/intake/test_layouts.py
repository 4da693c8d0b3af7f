"""Raw articles in many layouts, each with the Markdown that it becomes beside it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from milaff.intake import convert, rules
from milaff.intake.rules import RULES, Rule
from milaff.model import dump

HERE = Path(__file__).parent
LAYOUTS = sorted([*(HERE / "layouts").glob("*.raw.*"), *(HERE / "pages").glob("*.raw.*")])


def converted(raw: Path) -> str:
    found = convert(raw.read_bytes(), raw.name)
    return dump(found.front_matter, found.body)


@pytest.mark.parametrize("raw", LAYOUTS, ids=lambda raw: raw.name.split(".")[0])
def test_a_raw_article_becomes_the_markdown_beside_it(
    raw: Path, golden: Callable[[Path, str], None]
) -> None:
    golden(raw.with_name(f"{raw.name.split('.')[0]}.md"), converted(raw))


def outcome(raw: Path) -> tuple[str, list[str]]:
    """The Markdown of a layout, and the label of each of its lines."""
    found = convert(raw.read_bytes(), raw.name)
    return dump(found.front_matter, found.body), [row.label for row in found.ledger]


@pytest.fixture(scope="module")
def outcomes() -> dict[Path, tuple[str, list[str]]]:
    return {raw: outcome(raw) for raw in LAYOUTS}


#: What a curator alone can make apply; tests/intake/test_outlets.py has them.
OF_CURATORS = {"outlet-byline"}


@pytest.mark.parametrize(
    "rule", [r for r in RULES if r.name not in OF_CURATORS], ids=lambda rule: rule.name
)
def test_no_rule_can_be_deleted_unnoticed(
    rule: Rule,
    outcomes: dict[Path, tuple[str, list[str]]],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    fewer = tuple(other for other in RULES if other is not rule)
    monkeypatch.setattr(rules, "RULES", fewer)
    if any(outcome(raw) != outcomes[raw] for raw in LAYOUTS):
        return
    pytest.fail(f"every layout converts as before without the rule {rule.name}")


def test_every_rule_has_a_name_of_its_own_and_says_why() -> None:
    assert len({rule.name for rule in RULES}) == len(RULES)
    assert all(len(rule.reason) > 10 for rule in RULES)
