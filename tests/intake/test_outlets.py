"""What a curator teaches intake in `content/outlets.yml`."""

from __future__ import annotations

from pathlib import Path

import pytest

from milaff.intake import Converted, convert
from milaff.intake.outlets import known_outlets, read_outlets
from milaff.model import ProblemsFound
from milaff.starter import make_dossier

PARAGRAPH = "هذه فقرة كاملة من المقال تقول ما يكفي من الكلام لكي تعرف أنها فقرة لا عنوان ولا غيره."


def taught(tmp_path: Path, rules: str, raw: str) -> Converted:
    (tmp_path / "outlets.yml").write_text(f"outlets:\n  - name: ركن العيّنة\n{rules}", "utf-8")
    return convert(raw.encode(), "raw.txt", read_outlets(tmp_path))


def problem(tmp_path: Path, rules: str) -> str:
    with pytest.raises(ProblemsFound) as raised:
        taught(tmp_path, rules, PARAGRAPH)
    return str(raised.value)


def test_a_spelling_is_shown_as_the_outlets_name(tmp_path: Path) -> None:
    raw = f"الركن\nعنوان المقال الأول عن الميناء\n12/3/2020\n\n{PARAGRAPH}"
    found = taught(tmp_path, "    spellings: [الركن]\n", raw)
    assert found.front_matter.source == "ركن العيّنة"


@pytest.mark.parametrize(
    "junk", ["صوت من لا صوت له منذ سنين طويلة.", "صوت من …", "… سنين طويلة.", "صوت … طويلة."]
)
def test_a_line_that_the_outlet_prints_everywhere_is_left_out(tmp_path: Path, junk: str) -> None:
    line = "صوت من لا صوت له منذ سنين طويلة."
    raw = f"عنوان المقال الأول عن الميناء\n\n{PARAGRAPH}\n{line}\n{PARAGRAPH}"
    found = taught(tmp_path, f'    junk: ["{junk}"]\n', raw)
    assert line not in found.body
    (row,) = (row for row in found.ledger if row.raw.strip() == line)
    assert (row.label, row.rule) == ("junk", "outlet")


def test_its_own_label_opens_the_keywords(tmp_path: Path) -> None:
    raw = f"ركن العيّنة\nعنوان المقال الأول\n\n{PARAGRAPH}\nفي هذا الخبر: ميناء، بحر"
    found = taught(tmp_path, "    keywords: [في هذا الخبر]\n", raw)
    assert found.front_matter.keywords == ("ميناء", "بحر")


def test_its_own_byline_is_read_by_the_pattern(tmp_path: Path) -> None:
    raw = f"ركن العيّنة\nعنوان المقال الأول\nحكاها لنا شمّاخ البحري من طنجة\n\n{PARAGRAPH}"
    rule = '    bylines: ["حكاها لنا {author} من {place}"]\n'
    found = taught(tmp_path, rule, raw).front_matter
    assert (found.authors, found.place) == (("شمّاخ البحري",), "طنجة")


def test_the_ledger_says_that_the_curators_own_rule_found_the_byline(tmp_path: Path) -> None:
    raw = f"ركن العيّنة\nعنوان المقال الأول\nحكاها لنا شمّاخ البحري من طنجة\n\n{PARAGRAPH}"
    ledger = taught(tmp_path, '    bylines: ["حكاها لنا {author} من {place}"]\n', raw).ledger
    (row,) = (row for row in ledger if row.raw.startswith("حكاها"))
    assert row.rule == "outlet-byline"
    assert "content/outlets.yml" in row.reason


def test_a_tab_is_told_as_a_tab(tmp_path: Path) -> None:
    text = problem(tmp_path, "\tjunk: [صوت من لا صوت له]\n")
    assert "content/outlets.yml:3: this is not YAML: a tab" in text
    assert "put blanks" in text


def test_its_rules_hold_only_where_it_is_named(tmp_path: Path) -> None:
    raw = f"عنوان المقال الأول\nحكاها لنا شمّاخ البحري من طنجة\n\n{PARAGRAPH}"
    rule = '    bylines: ["حكاها لنا {author} من {place}"]\n'
    assert taught(tmp_path, rule, raw).front_matter.authors == ()


def test_the_date_is_taken_from_where_the_outlet_prints_it(tmp_path: Path) -> None:
    raw = f"ركن العيّنة\n1/2/2020\nعنوان المقال الأول\n3/4/2021\n\n{PARAGRAPH}"
    for where, day in (("above title", "2020-02-01"), ("below title", "2021-04-03")):
        assert str(taught(tmp_path, f"    date: {where}\n", raw).front_matter.date) == day


@pytest.mark.parametrize(
    ("rules", "said"),
    [
        ('    bylines: ["كتب {who}"]\n', '"{who}" is no part of a byline'),
        ('    bylines: ["كتب فلان"]\n', "names nobody"),
        ('    bylines: ["{author}{place}"]\n', "nothing between"),
        ('    bylines: ["{author} و{author}"]\n', "twice"),
        ('    bylines: ["{author}"]\n', "fits every line"),
        ('    bylines: ["{author} - {place}"]\n', "fits every line"),
        ('    junk: ["…"]\n', "says too little"),
        ('    junk: ["… …"]\n', "says too little"),
        ('    junk: ["لا …"]\n', "says too little"),
        ("    date: above\n", "above title"),
        ("    spelling: [الركن]\n", "spellings"),
    ],
)
def test_a_mistake_is_told_with_its_line_and_a_cure(tmp_path: Path, rules: str, said: str) -> None:
    text = problem(tmp_path, rules)
    assert said in text
    assert "content/outlets.yml:3" in text
    assert "hint" in text


def test_the_file_of_a_new_dossier_knows_no_outlet_of_its_own(tmp_path: Path) -> None:
    list(make_dossier(tmp_path / "dossier"))
    content = tmp_path / "dossier" / "content"
    assert read_outlets(content).outlets == known_outlets().outlets
    example = (content / "outlets.yml").read_text(encoding="utf-8")
    lines = [line.removeprefix("# ") for line in example.splitlines()[3:-1]]
    (content / "outlets.yml").write_text("\n".join(["outlets:", *lines]), encoding="utf-8")
    assert read_outlets(content).outlets[0].name == "صحيفة العيّنة"


@pytest.mark.parametrize(
    ("printed", "shown"),
    [
        ("الراي", "الراي"),
        ("الرأي", "الرأي"),
        ("صحيفة الراي", "الراي"),
        ("الرآي", "الرآي"),  # which of the two it is nobody can tell
        ("الرأى العام", "الرأي العام"),
        ("«الأنباء»", "الأنباء"),
    ],
)
def test_a_paper_is_never_shown_as_another_of_nearly_the_same_name(
    printed: str, shown: str
) -> None:
    assert known_outlets().shown(printed) == shown
