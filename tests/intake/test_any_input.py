"""Whatever is given: every raw line is in the ledger, and what is written reads back."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from milaff.intake.formats import html, text
from support.losses import MARKUP, PRINTED, check

LINES = st.lists(st.one_of(st.sampled_from(PRINTED), st.text(max_size=40)), max_size=25)
BREAKS = st.sampled_from(["\n", "\n\n", "\r\n", " ", "\u2028"])


@given(LINES, BREAKS, st.sampled_from(["utf-8", "utf-16", "windows-1256", "iso8859-6"]))
@settings(max_examples=200)
def test_of_any_text(lines: list[str], line_break: str, encoding: str) -> None:
    data = line_break.join(lines).encode(encoding, "replace")
    check(lambda: text.read(data))


@given(st.lists(st.one_of(st.sampled_from(PRINTED + MARKUP), st.text(max_size=20)), max_size=40))
@settings(max_examples=200)
def test_of_any_page(pieces: list[str]) -> None:
    data = f"<html>{''.join(pieces)}".encode("utf-8", "replace")
    check(lambda: html.read(data, beside=lambda address: address.encode("utf-8", "replace")))


@pytest.mark.parametrize(
    "page",
    [
        '<link rel="canonical" href="www.example.com/a"><h1>عنوان</h1><p>رابط الخبر: www.a.b/c',
        "<p>رابط الخبر: www.a.b/c'd\"e",
        '<link rel="canonical" href="https://a.b/\x01c"><h1>عنوان</h1><p>متن</p>',
        "<title>عنوان<p>متن",
        "<p>" * 3000,
    ],
)
def test_of_pages_that_once_did_harm(page: str) -> None:
    check(lambda: html.read(page.encode()))
