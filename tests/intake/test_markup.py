"""The tokenizer: what stands inside what, and that nothing of the source is lost."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from milaff.intake.formats.markup import Element, Handler, Markup, attributes


def _pass(*_: object) -> None:
    pass


def walk(source: str) -> list[str]:
    """The events of a walk: `+tag`, `-tag`, text."""
    found: list[str] = []
    handler = Handler(
        open=lambda element, _start, _end: found.append(f"+{element.tag}"),
        close=lambda element, _end: found.append(f"-{element.tag}"),
        text=lambda text, _at: found.append(text),
        raw=lambda element, text: found.append(f"{element.tag}={text}"),
        comment=lambda _text: None,
    )
    Markup(source, handler).walk()
    return found


def parents(source: str) -> dict[str, str]:
    """The parent's tag of the last element of each tag."""
    found: dict[str, str] = {}

    def note(element: Element, _start: int, _end: int) -> None:
        found[element.tag] = element.parent.tag if element.parent else ""

    ignore = Handler(note, _pass, _pass, _pass, _pass)
    Markup(source, ignore).walk()
    return found


@pytest.mark.parametrize(
    ("source", "events"),
    [
        ("<p>ا<p>ب", ["+p", "ا", "-p", "+p", "ب", "-p"]),
        ("<ul><li>ا<li>ب</ul>", ["+ul", "+li", "ا", "-li", "+li", "ب", "-li", "-ul"]),
        ("<p>ا<b>ب</p>ج", ["+p", "ا", "+b", "ب", "-b", "-p", "ج"]),
        ("<p>ا</br>ب", ["+p", "ا", "+br", "ب", "-p"]),
        ("ا<!-- <p> -->ب", ["ا", "ب"]),
        ("ا<!-->ب", ["ا", "ب"]),
        ("ا<!-- ب>ج", ["ا", "ج"]),
        ("ا < ب", ["ا < ب"]),
        ("ا<?php x ?>ب<!x>", ["ا", "ب"]),
        ("<script>if (a<b) '<p>'</script>ا", ["+script", "script=if (a<b) '<p>'", "ا"]),
        ("<SCRIPT>x</ScRiPt >ا", ["+script", "script=x", "ا"]),
        ("<a title='x>y'>ا</a>", ["+a", "ا", "-a"]),
        ("<a href=x/>ا", ["+a", "ا", "-a"]),
        ("ا<a href=", ["ا", "+a", "-a"]),
        ("<title>ا<p>ب", ["+title", "ا", "+p", "ب", "-p"]),
    ],
)
def test_markup_is_read_as_browsers_read_it(source: str, events: list[str]) -> None:
    assert walk(source) == events


def test_cells_and_rows_end_each_other_and_stray_end_tags_reach_no_further() -> None:
    found = parents("<div><table><tr><td>ا<td><b></div>ب<tr><th><i>ج")
    assert (found["b"], found["i"], found["tr"]) == ("td", "th", "table")


def test_attributes_are_read_however_they_are_quoted() -> None:
    found = attributes(""" A="1 &amp; 2" b='3"' c=4 D e="" a=5 """)
    assert found == {"a": "1 & 2", "b": '3"', "c": "4", "d": "", "e": ""}


@given(st.text("<>/=\"'!-? \n abdtscripeaul&;اب", max_size=200))
def test_every_element_that_opens_closes_and_every_place_is_in_the_source(source: str) -> None:
    stack: list[Element] = []
    places: list[int] = []

    def opens(element: Element, start: int, end: int) -> None:
        places.extend((start, end))
        if element.parent is not None:
            assert element.parent in stack
        stack.append(element)

    def text(words: str, at: int) -> None:
        places.append(at)
        assert source[at : at + len(words)] == words

    handler = Handler(opens, lambda _element, end: places.append(end), text, _pass, _pass)
    Markup(source, handler).walk()
    assert all(0 <= place <= len(source) for place in places)
    assert places == sorted(places)


STORMS = {
    "elements nested without end": "<div>" * 100_000,
    "comments that nothing closes": "<!--" * 100_000,
    "tags that nothing closes": "<a " * 200_000,
    "quotes that nothing closes": '<a b="' * 100_000,
    "programs that nothing closes": "<script>" * 100_000,
    "titles that nothing closes": "<title>" * 100_000,
    "signs of equality": "<p " + "=" * 500_000,
    "end tags of nothing": "<div>" * 300 + "</span>" * 100_000,
    "tables in tables": "<table><tr><td>" * 30_000,
}


@pytest.mark.parametrize("name", STORMS)
def test_a_storm_of_markup_is_read_to_its_end(name: str) -> None:
    """Were a step quadratic, one of these would take minutes."""
    assert walk(f"{STORMS[name]}>\n<p>ا")
