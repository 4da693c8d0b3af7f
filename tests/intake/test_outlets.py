"""What a curator teaches intake in `content/outlets.yml`."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest

from milaff.arabic.text import fold
from milaff.intake import Converted, convert
from milaff.intake.names import names_an_outlet
from milaff.intake.outlets import SCHEMA, known_outlets, read_outlets
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
        ('    domains: ["https://example.org/"]\n', '"https://example.org/" is no domain'),
        ("    domains: [example]\n", '"example" is no domain'),
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


TITLE = "عنوان المقال الأول عن الميناء"
TWO_OF_ONE_NAME = """\
    spellings: [الركن]
    domains: [rukn.example]
  - name: ركن الساحل
    spellings: [الركن]
    domains: [coast.example]
"""


@pytest.mark.parametrize(
    ("address", "source"),
    [
        ("https://www.rukn.example/a/12", "ركن العيّنة"),
        ("https://news.rukn.example/a/12", "ركن العيّنة"),
        ("https://coast.example", "ركن الساحل"),
        ("https://notrukn.example/a/12", "الركن"),
        ("", "الركن"),
    ],
)
def test_the_address_tells_which_of_two_papers_of_one_name(
    tmp_path: Path, address: str, source: str
) -> None:
    raw = f"{TITLE}\n12/3/2020\nالمصدر: الركن\n\n{PARAGRAPH}\n{address}"
    assert taught(tmp_path, TWO_OF_ONE_NAME, raw).front_matter.source == source


def test_a_page_that_names_no_outlet_is_of_the_one_whose_site_it_is_from(tmp_path: Path) -> None:
    raw = f"{TITLE}\n12/3/2020\n\n{PARAGRAPH}\nhttps://rukn.example/a/12"
    found = taught(tmp_path, "    domains: [rukn.example]\n", raw).front_matter
    assert (found.source, found.review) == ("ركن العيّنة", ())


def test_an_agency_that_filed_a_report_gives_way_to_the_site_that_printed_it(
    tmp_path: Path,
) -> None:
    raw = f"{TITLE}\n12/3/2020\n\nبيروت (رويترز) - {PARAGRAPH}\nhttps://rukn.example/a/12"
    found = taught(tmp_path, "    domains: [rukn.example]\n", raw).front_matter
    assert (found.source, found.place) == ("ركن العيّنة", "بيروت")


def test_the_site_of_a_page_is_surer_than_the_title_of_its_tab(tmp_path: Path) -> None:
    raw = (
        "<title>أخبار الساحل كلها</title><link rel=canonical href='https://rukn.example/12'>"
        f"<article><h1>{TITLE}</h1><p>{PARAGRAPH}</p><p>{PARAGRAPH}</p></article>"
    )
    (tmp_path / "outlets.yml").write_text(
        "outlets: [{name: ركن العيّنة, domains: [rukn.example]}]", "utf-8"
    )
    found = convert(raw.encode(), "raw.html", read_outlets(tmp_path)).front_matter
    assert (found.source, found.review) == ("ركن العيّنة", ())


def test_its_rules_hold_on_pages_from_its_site(tmp_path: Path) -> None:
    raw = (
        f"<link rel=canonical href='https://rukn.example/12'><article><h1>{TITLE}</h1>"
        f"<p>حكاها لنا شمّاخ البحري من طنجة</p><p>{PARAGRAPH}</p><p>{PARAGRAPH}</p></article>"
    )
    (tmp_path / "outlets.yml").write_text(
        "outlets: [{name: ركن العيّنة, domains: [rukn.example],"
        ' bylines: ["حكاها لنا {author} من {place}"]}]',
        "utf-8",
    )
    found = convert(raw.encode(), "raw.html", read_outlets(tmp_path)).front_matter
    assert (found.authors, found.place) == (("شمّاخ البحري",), "طنجة")


@pytest.mark.parametrize(
    ("address", "outlet"),
    [
        ("https://www.okaz.com.sa/article/1", "عكاظ"),
        ("http://gate.ahram.org.eg/News/1.aspx", "بوابة الأهرام"),
        ("https://www.ahram.org.eg/News/1.aspx", "الأهرام"),
        ("https://okaz.example/okaz.com.sa", ""),
        ("okaz.com.sa", ""),
        ("https://[okaz.com.sa/", ""),
        ("", ""),
    ],
)
def test_an_address_is_of_the_outlet_whose_domain_its_host_ends_with(
    address: str, outlet: str
) -> None:
    assert known_outlets().at(address) == outlet


@pytest.mark.parametrize("printed", ["الوطن", "الوطن السعودية", "صحيفة الوطن", "الراي الكويتية"])
def test_papers_that_several_countries_have_stay_as_they_are_printed(printed: str) -> None:
    known = known_outlets()
    assert known.shown(printed, "https://www.alwatan.com.sa/") == printed.removeprefix("صحيفة ")
    assert names_an_outlet(fold(printed), known.names)


@pytest.mark.parametrize("name", ["فلسطين", "عاجل", "هي", "أكتوبر", "الثورة السورية"])
def test_a_paper_whose_name_is_a_word_is_one_where_something_says_so(name: str) -> None:
    known = known_outlets()
    assert not names_an_outlet(fold(name), known.names)
    assert names_an_outlet(fold(f"مجلة {name}"), known.names)
    assert known.shown(f"«{name}»") == name


def test_a_paper_whose_name_is_a_word_is_the_one_that_everybody_in_the_text_speaks_to() -> None:
    told = f"وقال مدير الميناء لـ«فلسطين» إن العمل بدأ. {PARAGRAPH}"
    raw = f"{TITLE}\n12/3/2020\n\n{told}\nوأضاف لـ«فلسطين» أن العمل يطول. {PARAGRAPH}"
    assert convert(raw.encode(), "raw.txt").front_matter.source == "فلسطين"


@pytest.mark.parametrize("terms", ["الميناء\nالاتحاد\nالبحر", "الاتحاد\nالميناء\nالبحر"])
def test_a_paper_among_keywords_behind_the_text_is_no_outlet(terms: str) -> None:
    raw = f"{TITLE}\n12/3/2020\n\n{PARAGRAPH}\n{PARAGRAPH}\n\n{terms}"
    assert convert(raw.encode(), "raw.txt").front_matter.source == ""
    alone = f"{TITLE}\n12/3/2020\n\n{PARAGRAPH}\n{PARAGRAPH}\n\nالاتحاد"
    assert convert(alone.encode(), "raw.txt").front_matter.source == "الاتحاد"


@pytest.mark.parametrize("word", ["المستقبل", "اليوم", "السبيل", "الحدث"])
def test_a_word_alone_above_a_title_is_no_outlet_where_another_is_named(word: str) -> None:
    raw = f"{word}\n{TITLE}\n12/3/2020\nالمصدر: ركن العيّنة\n\n{PARAGRAPH}"
    assert convert(raw.encode(), "raw.txt").front_matter.source == "ركن العيّنة"


def test_the_gazetteer_names_each_outlet_of_a_country_once() -> None:
    given = [(outlet.nationality, outlet.name) for outlet in known_outlets().outlets]
    assert not [one for one, count in Counter(given).items() if count > 1]


def test_the_gazetteer_gives_each_domain_to_one_outlet() -> None:
    given = Counter(domain for outlet in known_outlets().outlets for domain in outlet.domains)
    assert not [domain for domain, count in given.items() if count > 1]
    text = "\n".join(f"- {{name: x, domains: [{domain}]}}" for domain in given)
    assert SCHEMA.read(f"outlets:\n{text}\n", "outlets.yml")[1] == []
