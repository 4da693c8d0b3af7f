"""The short way for plain bodies gives what the whole parser gives."""

from __future__ import annotations

from hypothesis import event, example, given, settings
from hypothesis import strategies as st

from milaff.reader import markdown
from milaff.reader.plain import derive_plain

WORDS = ["كلمة", "«قال»", "و", "book", "100", "١٩٩٠", "—", "**غامق**", "**كلمتان معًا**", "a*b", "؟"]
SIGNS = ["!", "*", "**", "_", "`", "[x]", "![y](z)", "<b>", "&amp;", "&", ">", "#", "\\", "|", ":"]
PLAIN = ["", "", "", "> ", "## ", "# "]
STARTS = [*PLAIN, ">", "####### ", "- ", "1. ", " ", "    ", "\t", "> > ", "\xa0"]
ENDS = ["", "", "", ".", "  ", " ##", "\\", "\u2003", ":"]


@st.composite
def bodies(draw: st.DrawFn) -> str:
    """Bodies that are plain or nearly so."""
    words = draw(st.sampled_from([WORDS[:4], WORDS, [*WORDS, *SIGNS]]))
    starts, ends = draw(st.sampled_from([(PLAIN, ["", "."]), (PLAIN, ENDS), (STARTS, ENDS)]))
    lines = []
    for _ in range(draw(st.integers(0, 7))):
        text = " ".join(draw(st.lists(st.sampled_from(words), min_size=1, max_size=5)))
        lines.append(draw(st.sampled_from(starts)) + text + draw(st.sampled_from(ends)))
        lines.extend([""] * draw(st.sampled_from([0, 1, 1, 1, 1, 1, 2])))
    return "\n".join(lines)


@settings(max_examples=600)
@given(bodies())
@example('فقرة\n\n> اقتباس\n>\n> — كاتب\n\n## فرع\n\n**غامق**، ثم "نص" > آخر\n')
@example(">\n")
@example("> أ\nب\n")
@example("أ\n> ب\n")
@example("أ\n---\n")
def test_what_is_taken_for_plain_comes_out_as_from_the_whole_parser(body: str) -> None:
    short = derive_plain(body)
    event("plain" if short else "not plain")
    if short is not None:
        assert short == markdown.derive(body)


@given(st.text(alphabet="اب \n>#*_-=.`[]!<&|\t\xa0\u20281"))
def test_any_text_that_is_taken_for_plain_comes_out_the_same(body: str) -> None:
    short = derive_plain(body)
    if short is not None:
        assert short == markdown.derive(body)


def test_an_article_as_the_press_prints_it_is_plain() -> None:
    body = "## فرع\n\nقال الوزير: «سنبدأ».\n\n> نقلٌ\n>\n> — كاتب\n\n— سطر حوار\n"
    found = derive_plain(body)
    assert found is not None
    assert found.html.startswith('<h2 id="s-1">فرع</h2>\n<p>قال الوزير: «سنبدأ».</p>\n')
    assert found.text.splitlines()[-1] == "— سطر حوار"
