"""Saved web pages."""

from __future__ import annotations

import quopri
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from milaff.intake import Converted, convert
from milaff.intake.formats import html, tables
from milaff.model import ProblemsFound
from milaff.reader import derive

P1 = "هذه فقرة أولى من المقال تقول ما يكفي من الكلام لكي تعرف أنها فقرة لا عنوان ولا غيره."
P2 = "وهذه فقرة ثانية منه تقول ما تقوله الأولى بألفاظ أخرى حتى يكون في المتن فقرتان كاملتان."


def page(body: str, head: str = "") -> Converted:
    return convert(
        f"<!doctype html><html><head>{head}</head><body>{body}</body></html>".encode(), "x"
    )


def test_the_heading_and_the_paragraphs_are_the_article() -> None:
    found = page(f"<h1>خبر عن ميناء الصيد</h1><p>{P1}</p><p>{P2}</p>")
    assert found.front_matter.title == "خبر عن ميناء الصيد"
    assert found.body == f"{P1}\n\n{P2}\n"


@pytest.mark.parametrize(
    "furniture",
    [
        "<nav><a href='/'>الصفحة الأولى</a><a href='/x'>شؤون محلية</a></nav>",
        f"<footer><p>{P1[:-1]} في التذييل.</p></footer>",
        "<div class='share-buttons'>انشر هذا الخبر بين أصحابك</div>",
        "<aside class='related'><a href='/a'>خبر آخر عن ميناء بعيد</a></aside>",
        "<div id='comments'><p>تعليق قارئ لا يعرف من هو.</p></div>",
        "<script>var x = 'نص في برنامج';</script><style>p{content:'نص في نمط'}</style>",
        "<div hidden>نص لا يراه أحد من القراء</div>",
        "<form><label>اكتب بريدك هنا</label><button>أرسل الآن</button></form>",
    ],
)
def test_what_stands_around_the_article_is_left_out(furniture: str) -> None:
    found = page(f"<h1>خبر عن ميناء الصيد</h1><p>{P1}</p><p>{P2}</p>{furniture}")
    assert found.body == f"{P1}\n\n{P2}\n"


def test_an_article_inside_a_form_or_a_sidebar_is_still_the_article() -> None:
    found = page(f"<form><div class='sidebar'><h1>خبر عن ميناء الصيد</h1><p>{P1}</p></div></form>")
    assert found.body == f"{P1}\n"


def test_links_to_the_web_survive_and_others_leave_their_words() -> None:
    body = page(
        f"<h1>خبر عن ميناء الصيد</h1><p>{P1} <a href='https://example.org/a?b=(1)'>المصدر هنا</a>"
        " و<a href='/local'>هنا</a> و<a href='javascript:alert(1)'>هناك</a>.</p>"
    ).body
    assert "[المصدر هنا](<https://example.org/a?b=(1)>) وهنا وهناك." in body
    assert 'href="https://example.org/a?b=(1)"' in derive(body).html


def test_headings_quotations_and_lists_survive() -> None:
    body = page(
        f"<h1>خبر عن ميناء الصيد</h1><p>{P1}</p><h2>عنوان فرعي</h2><p>{P2}</p>"
        f"<blockquote><p>قول مأثور.</p></blockquote><ul><li>أولا</li><li>ثانيا</li></ul><p>{P1}</p>"
    ).body
    assert "\n\n## عنوان فرعي\n\n" in body
    assert "\n\n> قول مأثور.\n\n" in body
    assert "\n\n- أولا\n\n- ثانيا\n\n" in body


def test_a_figure_keeps_its_words_and_its_address() -> None:
    body = page(
        f"<h1>خبر عن ميناء الصيد</h1><p>{P1}</p><figure><img src='https://example.org/a.jpg' "
        f"alt='رصيف الميناء'><figcaption>الرصيف ليلا</figcaption></figure><p>{P2}</p>"
    ).body
    assert '![رصيف الميناء](<https://example.org/a.jpg> "الرصيف ليلا")' in body


def test_what_the_page_says_of_itself_fills_what_is_not_printed() -> None:
    head = """<script type="application/ld+json">{"@type": "NewsArticle", "headline": "x",
      "datePublished": "2020-05-01T10:00:00+02:00", "author": [{"name": "سعاد بنعلي"}],
      "publisher": {"name": "جريدة الساحل"}, "keywords": ["ميناء", "صيد"]}</script>
      <link rel="canonical" href="https://example.org/1">"""
    front = page(f"<h1>خبر عن ميناء الصيد</h1><p>{P1}</p>", head).front_matter
    assert front.title == "خبر عن ميناء الصيد"
    assert str(front.date) == "2020-05-01T10:00+02:00"
    assert front.authors == ("سعاد بنعلي",)
    assert front.source == "جريدة الساحل"
    assert front.keywords == ("ميناء", "صيد")
    assert front.source_url == "https://example.org/1"


def test_what_is_printed_wins_over_what_the_page_says_of_itself() -> None:
    head = '<meta property="article:published_time" content="2024-01-01T00:00:00Z">'
    front = page(
        f"<h1>خبر عن ميناء الصيد</h1><div>31 مارس 2021</div><p>{P1}</p>", head
    ).front_matter
    assert str(front.date) == "2021-03-31"


@pytest.mark.parametrize(
    "broken", ['{"@type":', "[[[[" * 500, '{"@type": "NewsArticle", "url": 3}']
)
def test_linked_data_that_is_broken_is_passed_over(broken: str) -> None:
    head = f'<script type="application/ld+json">{broken}</script>'
    assert page(f"<h1>خبر عن ميناء الصيد</h1><p>{P1}</p>", head).body == f"{P1}\n"


@pytest.mark.parametrize("declared", ["windows-1256", "utf-8", "nonsense"])
def test_an_encoding_declared_wrongly_does_no_harm(declared: str) -> None:
    text = f"<html><meta charset={declared}><body><h1>خبر عن ميناء الصيد</h1><p>{P1}</p></body>"
    for real in ("windows-1256", "utf-8"):
        assert convert(text.encode(real), "x").body == f"{P1}\n"


def test_a_page_nested_without_end_is_read() -> None:
    found = page("<div>" * 20_000 + f"<p>{P1}</p>" + "</div>" * 20_000)
    assert P1 in found.body


@given(st.text("<>/=\"' apdivhrefscriptstyleاب&#;!-\n", max_size=300))
def test_the_ledger_of_any_markup_is_the_markup_again(text: str) -> None:
    raw = f"<html>{text}"
    try:
        found = convert(raw.encode(), "x")
    except ProblemsFound:
        return
    assert "".join(row.raw for row in found.ledger) == raw


def test_no_markup_of_a_page_reaches_the_site_as_markup() -> None:
    found = page(
        f"<h1>خبر <b onclick=x>عن</b> ميناء &lt;script&gt; الصيد</h1><p>{P1} &lt;img src=x "
        "onerror=alert(1)&gt;</p>"
    )
    html = derive(found.body).html
    assert "<img" not in html
    assert "onerror" in html
    assert found.front_matter.title == "خبر عن ميناء <script> الصيد"


def mhtml(html: str) -> str:
    part = quopri.encodestring(html.encode()).decode()
    return (
        "From: <Saved by Blink>\r\nMIME-Version: 1.0\r\n"
        'Content-Type: multipart/related; boundary="b"; type="text/html"\r\n\r\n'
        "--b\r\nContent-Type: text/html; charset=utf-8\r\n"
        f"Content-Transfer-Encoding: quoted-printable\r\n\r\n{part}\r\n--b--\r\n"
    )


def test_a_page_saved_as_one_mhtml_file_is_read() -> None:
    raw = mhtml(f"<html><body><h1>خبر عن ميناء الصيد</h1><p>{P1}</p></body></html>")
    found = convert(raw.encode(), "x.mhtml")
    assert (found.front_matter.title, found.body) == ("خبر عن ميناء الصيد", f"{P1}\n")
    assert found.front_matter.review == ()
    with pytest.raises(ProblemsFound, match="it holds no web page"):
        convert(raw.replace("text/html; charset", "text/plain; charset").encode(), "x.mhtml")


WHOLE = f"<html><body><div><h1>خبر عن ميناء الصيد</h1><p>{P1}</p><p>{P2}</p></div></body></html>"


@pytest.mark.parametrize(
    "raw",
    [
        WHOLE[: WHOLE.index(P2) + 40],
        WHOLE[: WHOLE.index("</div>")],
        WHOLE.replace("</div></body></html>", "<p class='x"),
        WHOLE.replace("</div></body></html>", "</div><script>var x ="),
        mhtml(WHOLE)[: mhtml(WHOLE).index("--b--")],
    ],
    ids=["in a word", "in an element", "in a tag", "in a script", "in an archive"],
)
def test_a_page_that_is_cut_off_is_a_draft_and_says_why(raw: str) -> None:
    front_matter = convert(raw.encode(), "x.html").front_matter
    assert front_matter.title == "خبر عن ميناء الصيد"
    assert front_matter.status == "draft"
    assert [(doubt.field, doubt.reason) for doubt in front_matter.review] == [
        ("body", "the file is cut off: the page that it holds has no end")
    ]


@pytest.mark.parametrize(
    "raw",
    [
        WHOLE,
        WHOLE.removesuffix("</body></html>"),
        WHOLE.replace("</p>", "").removesuffix("</body></html>"),
        WHOLE.replace("</div>", ""),
        f"<html><body><h1>خبر عن ميناء الصيد</h1><p>{P1}<ul><li>أ ب<li>ج د</ul><p>{P2}",
    ],
    ids=["whole", "no end of the page", "nor of paragraphs", "a stray div", "old"],
)
def test_a_page_without_the_end_tags_that_html_does_not_ask_for_is_whole(raw: str) -> None:
    assert convert(raw.encode(), "x.html").front_matter.review == ()


@pytest.mark.parametrize("page", [b"", b"<p>", b"<title>x</title>", b"<h1>x</h1>"])
def test_a_page_of_nothing_has_no_article(page: bytes) -> None:
    document = html.read(page)
    assert "".join(block.raw for block in document.blocks) == page.decode()


def test_a_row_of_signs_behind_a_letter_is_read_at_once() -> None:
    raw = f"<h1>عنوان</h1><p>a{'+- ' * 20}é</p><p>{'a{' + ':' * 30_000}</p>"
    assert convert(raw.encode(), "raw.html").ledger


_CELL = tables.Cell


@pytest.mark.parametrize("span", ["colspan=9999", "rowspan=9999"])
def test_spans_that_somebody_made_up_cost_nothing(
    span: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    made: list[tables.Cell] = []

    def cell(*args: Any, **named: Any) -> tables.Cell:
        made.append(_CELL(*args, **named))
        return made[-1]

    monkeypatch.setattr(tables, "Cell", cell)
    cells = f"<tr>{f'<td {span}>خلية' * 8}" * 400
    raw = f"<h1>عنوان</h1><table><caption>جدول</caption>{cells}</table>"
    assert convert(raw.encode(), "raw.html").ledger
    assert 8 * 400 <= len(made) < 2 * 8 * 400
