"""Front matter, read and written."""

from __future__ import annotations

import dataclasses
from contextlib import suppress
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from milaff.model import FrontMatter, PartialDate, ProblemsFound, dump, parse
from milaff.model.front_matter import SCHEMA, Contributor, Doubt, Link, Original

TEXT = st.text(
    st.characters(exclude_categories=("Cc", "Cs"), exclude_characters="\ufffe\uffff"), min_size=1
).filter(lambda text: bool(text.strip()))
LISTS = st.lists(TEXT, max_size=3).map(tuple)
DATES = st.dates().map(lambda day: PartialDate(day.year, day.month, day.day))
FRONT_MATTERS = st.builds(
    FrontMatter,
    title=TEXT,
    subtitle=TEXT,
    date=st.none() | DATES,
    authors=LISTS,
    contributors=st.lists(st.builds(Contributor, name=TEXT, role=TEXT), max_size=2).map(tuple),
    source=TEXT,
    keywords=LISTS,
    summary=TEXT,
    original=st.none() | st.builds(Original, file=TEXT, sha256=st.just("a" * 64)),
    review=st.lists(st.builds(Doubt, field=TEXT, reason=TEXT, alternatives=LISTS), max_size=2).map(
        tuple
    ),
    links=st.just((Link("related", "a-b"),)),
    extra=st.dictionaries(TEXT, TEXT | st.lists(TEXT, max_size=2), max_size=2),
)


def problems(head: str) -> list[str]:
    with pytest.raises(ProblemsFound) as raised:
        parse(f"---\n{head}\n---\n\nمتن\n", "content/articles/x.md")
    return [str(problem) for problem in raised.value.problems]


@given(FRONT_MATTERS, TEXT)
def test_what_is_dumped_is_parsed_again(front_matter: FrontMatter, body: str) -> None:
    body = f"{body}\n"
    assert parse(dump(front_matter, body), "x.md") == (front_matter, body)


@pytest.mark.parametrize("value", ["no", "0012", "12:30", "2021-03-31", "~", "1_000", "yes"])
def test_a_scalar_means_what_is_written_quoted_or_not(value: str) -> None:
    plain, _ = parse(f"---\ntitle: {value}\n---\n", "x.md")
    quoted, _ = parse(f'---\ntitle: "{value}"\n---\n', "x.md")
    assert plain.title == quoted.title == value


def test_one_author_or_a_list_of_them_is_read() -> None:
    one, _ = parse("---\ntitle: أ\nauthor: سعاد\n---\n", "x.md")
    two, _ = parse("---\ntitle: أ\nauthor: [سعاد, عمر]\n---\n", "x.md")
    assert one.authors == ("سعاد",)
    assert two.authors == ("سعاد", "عمر")


def test_a_month_that_is_none_is_named_with_its_line_and_a_cure() -> None:
    (problem,) = problems('title: أ\ndate: "1975-13"')
    assert problem.splitlines() == [
        'content/articles/x.md:3: date: "1975-13" is not a month',
        "  hint: write YYYY, YYYY-MM, YYYY-MM-DD or YYYY-MM-DDTHH:MM",
    ]


def test_an_unknown_key_is_an_error_with_a_suggestion() -> None:
    (problem,) = problems("title: أ\nautor: سعاد")
    assert "content/articles/x.md:3: autor:" in problem
    assert "did you mean author?" in problem
    assert "extra:" in problem


@pytest.mark.parametrize(
    ("head", "said"),
    [
        ("title: أ\ntitle: ب", "the key stands twice (first in line 2)"),
        ("date: 2021", "title: is missing or empty"),
        ("title: ''", "title: is missing or empty"),
        ("title: '  '", "title: is missing or empty"),
        ("title: [أ]", "a list stands where text is expected"),
        ("title: أ: ب: ج", "this is not YAML"),
        ("title: أ\nsource_url: javascript:x", "is not a web address"),
        ("title: أ\nslug: a b", "cannot name a page"),
        ("title: أ\nstatus: publish", "did you mean published?"),
        ("title: أ\nreview: شك", "a list is expected"),
        ("title: &x أ\nsummary: *x", "an alias (*x) cannot be used"),
        ('title: "أ\\u0001"', "U+0001, which no page can show"),
        ('title: "أ\\uD800"', "this is not YAML"),
        ("- أ", "an article must be written as key: value"),
    ],
)
def test_a_mistake_is_told_for_what_it_is(head: str, said: str) -> None:
    assert any(said in problem for problem in problems(head))


def test_every_mistake_of_a_file_is_told_at_once() -> None:
    assert len(problems("autor: سعاد\ndate: 2021-13\nstatus: x")) == 4


def test_a_file_without_front_matter_is_a_problem() -> None:
    with pytest.raises(ProblemsFound, match="no front matter"):
        parse("مقال\n", "x.md")


@pytest.mark.parametrize("text", ["---\ntitle: أ\n\nمتن\n", "\ufeff--- \r\ntitle: أ\r\n"])
def test_front_matter_that_is_not_closed_is_told_so(text: str) -> None:
    with pytest.raises(ProblemsFound, match="closing line --- is missing"):
        parse(text, "x.md")


def test_windows_line_ends_and_a_byte_order_mark_are_read() -> None:
    front_matter, body = parse("\ufeff---\r\ntitle: أ\r\n---\r\n\r\nمتن\r\n", "x.md")
    assert (front_matter.title, body) == ("أ", "متن\n")


@given(st.text())
def test_no_text_makes_the_parser_fall_over(text: str) -> None:
    with suppress(ProblemsFound):
        front_matter, _ = parse(f"---\n{text}\n---\n", "x.md")
        assert front_matter.title


def test_deep_nesting_is_a_problem_and_not_a_crash() -> None:
    assert problems("title: " + "[" * 100_000)


def test_every_key_has_a_help_text() -> None:
    assert all(known.help for known in SCHEMA.entries.values())


def test_what_equals_its_default_is_not_written() -> None:
    assert dump(FrontMatter(title="أ"), "") == "---\ntitle: أ\n---\n\n"


def test_the_plain_form_holds_only_text_lists_and_mappings() -> None:
    def only(value: Any) -> bool:
        if isinstance(value, dict):
            return all(isinstance(key, str) and only(item) for key, item in value.items())
        if isinstance(value, list):
            return all(map(only, value))
        return isinstance(value, str)

    full = FrontMatter(
        title="أ", date=PartialDate(2021, 3), authors=("أ",), original=Original("f", "a" * 64)
    )
    assert only(SCHEMA.plain(full))
    assert dataclasses.is_dataclass(full)
