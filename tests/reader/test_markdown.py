"""Markdown of our dialect, read."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from milaff.model import escape_markdown, figure
from milaff.reader import derive

CASES = yaml.safe_load(
    (Path(__file__).parents[1] / "model" / "escape.yml").read_text(encoding="utf-8")
)
#: A line of plain text: no line break of any kind, no control character.
LINES = st.text(
    st.characters(exclude_categories=("Cc", "Cs", "Zl", "Zp"), exclude_characters="\ufffe\uffff")
).map(lambda line: line.strip())


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["line"])
def test_a_raw_line_is_escaped_as_written_and_reads_as_itself(case: dict[str, str]) -> None:
    assert escape_markdown(case["line"]) == case["markdown"]
    assert derive(case["markdown"]).text == case["line"]


@given(LINES)
def test_any_raw_line_escaped_and_read_is_the_line_again(line: str) -> None:
    assert derive(escape_markdown(line)).text == line


@given(st.text("-+*_=#>`~[]()!<>&;:|.1a \\^\"'ا"))
def test_any_heap_of_signs_escaped_and_read_is_the_line_again(line: str) -> None:
    assert derive(escape_markdown(line)).text == line.strip()


@given(LINES, LINES)
def test_a_figure_keeps_its_alt_and_its_caption_whatever_they_hold(alt: str, caption: str) -> None:
    alt, caption = " ".join(alt.split()), " ".join(caption.split())
    derived = derive(figure(alt, "", caption))
    assert "<figure" in derived.html
    assert derived.text.splitlines() == [part for part in (alt, caption) if part]


def test_raw_html_is_shown_and_never_runs() -> None:
    html = derive("<script>alert(1)</script>\n\nنص <b onclick=x>غامق</b>").html
    assert "<script" not in html
    assert "<b" not in html
    assert "&lt;script&gt;" in html


@pytest.mark.parametrize("address", ["javascript:alert(1)", "data:text/html,x", "vbscript:x"])
def test_a_link_that_could_run_is_no_link(address: str) -> None:
    assert "<a" not in derive(f"[اضغط]({address})").html


def test_a_link_to_the_web_says_that_it_leads_out() -> None:
    html = derive("[المصدر](https://example.org/a?b=1&c=2)").html
    assert '<a href="https://example.org/a?b=1&amp;c=2" rel="external noopener">المصدر</a>' in html


def test_a_link_to_another_article_follows_its_page() -> None:
    derived = derive("[انظر](2020-01-01-other.md#s-2)")
    assert 'href="2020-01-01-other.html#s-2"' in derived.html
    assert derived.article_links == ("2020-01-01-other",)


def test_a_picture_beside_the_article_is_shown_and_named_as_a_file() -> None:
    derived = derive('![ميناء](media/port.jpg "منظر الميناء")')
    assert '<img src="media/port.jpg" alt="ميناء" loading="lazy">' in derived.html
    assert "<figcaption>منظر الميناء</figcaption>" in derived.html
    assert derived.files == ("articles/media/port.jpg",)


def test_a_picture_elsewhere_is_linked_and_never_fetched() -> None:
    html = derive("![ميناء](https://example.org/port.jpg)").html
    assert "<img" not in html
    assert 'href="https://example.org/port.jpg"' in html


def test_a_figure_without_a_file_keeps_its_words() -> None:
    html = derive('![ميناء](<> "منظر")').html
    assert "<img" not in html
    assert "ميناء" in html
    assert "<figcaption>منظر</figcaption>" in html


def test_a_path_out_of_the_content_folder_leads_nowhere() -> None:
    assert "passwd" not in derive("![x](../../../etc/passwd)").html


def test_headings_begin_below_the_title_and_have_places() -> None:
    derived = derive("# أول\n\n### ثان\n")
    assert '<h2 id="s-1">أول</h2>' in derived.html
    assert [(h.level, h.text, h.id) for h in derived.headings] == [
        (2, "أول", "s-1"),
        (3, "ثان", "s-2"),
    ]


def test_tables_and_footnotes_are_read() -> None:
    html = derive("| أ | ب |\n|---|---|\n| 1 | 2 |\n\nنص[^1]\n\n[^1]: حاشية\n").html
    assert "<table>" in html
    assert "footnote" in html
    assert "حاشية" in html


def test_letters_and_signs_are_left_as_the_outlet_wrote_them() -> None:
    line = 'قال "نعم" -- ثم... www.example.org (c)'
    assert derive(line).text == line
    assert "<a" not in derive(line).html


def test_words_are_counted_with_their_vowel_marks() -> None:
    assert derive("كَتَبَ الوَلَدُ ٣ رسائل").words == 4
