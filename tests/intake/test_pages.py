"""Saved pages: what is the article, what the page claims, what comes with it."""

from __future__ import annotations

import base64
import json
import struct
import zlib

import pytest

from milaff.intake import Converted, convert
from milaff.intake.report import Taken
from milaff.model import ProblemsFound

P1 = "هذه فقرة أولى من المقال تقول ما يكفي من الكلام لكي تعرف أنها فقرة لا عنوان ولا غيره."
P2 = "وهذه فقرة ثانية منه تقول ما تقوله الأولى بألفاظ أخرى حتى يكون في المتن فقرتان كاملتان."
OTHER = "كشفت مصادر في المدينة أن موسم الأمطار سيتأخر هذا العام أسابيع بحسب ما قاله أهل الخبرة."
H1 = "<h1>خبر عن ميناء الصيد</h1>"


def page(body: str, head: str = "", **given: object) -> Converted:
    text = f"<!doctype html><html><head>{head}</head><body>{body}</body></html>"
    return convert(text.encode(), "x", **given)  # type: ignore[arg-type]


def png(width: int = 40) -> bytes:
    """A picture of noise: large enough to be no dot."""
    rows = b"".join(b"\0" + bytes((x * y * 7) % 251 for x in range(width * 3)) for y in range(40))

    def chunk(kind: bytes, data: bytes) -> bytes:
        body = kind + data
        return struct.pack(">I", len(data)) + body + struct.pack(">I", zlib.crc32(body))

    head = struct.pack(">IIBBBBB", width, 40, 8, 2, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", zlib.compress(rows, 0))


# The article


@pytest.mark.parametrize(
    "beside",
    [
        "".join(
            f"<article><a href='/{n}'></a><h3>خبر آخر رقم {n}</h3><p>{OTHER}</p></article>"
            for n in range(4)
        ),
        "".join(
            f"<div class=i><a href='/{n}'>خبر آخر رقم {n}</a><p>{OTHER}</p></div>" for n in range(3)
        ),
        f"<div class=author-box><b>سعاد بنعلي</b><p>{OTHER}</p></div>",
        f"<h3>التعليقات (2)</h3><div><b>زائر</b><p>{OTHER}</p></div>"
        f"<div><b>قارئ</b><p>{OTHER}</p></div>",
        f"<div class=more-news><h2>المزيد من الأخبار</h2><p>{OTHER}</p></div>",
    ],
)
def test_other_articles_comments_and_lives_of_authors_are_no_part_of_it(beside: str) -> None:
    found = page(f"<div>{H1}<div><p>{P1}</p><p>{P2}</p></div>{beside}</div>")
    assert found.body == f"{P1}\n\n{P2}\n"


@pytest.mark.parametrize(
    "body",
    [
        f"<div>{P1}</div><div class=ad>إعلان</div><div>{P2}</div>",
        f"<div><p>{P1}</p></div><div><p>{P2}</p></div>",
        f"<font size=4>{P1}<br><br>{P2}</font>",
        f"<table><tr><td>{P1}<br>{P2}</td></tr></table>",
        f"<pre>{P1}\n\n{P2}</pre>",
        f"<div style='white-space: pre-line'>{P1}\n{P2}</div>",
        f"{P1}<p>{P2}",
        f"<ul><li><div><p>{P1}</p><p>{P2}</p></div></li></ul>",
    ],
)
def test_paragraphs_are_found_whatever_they_are_made_of(body: str) -> None:
    assert page(f"{H1}{body}").body.split("\n\n") == [P1, f"{P2}\n"]


def test_a_box_of_links_or_a_form_inside_the_article_is_left_out_and_its_heading_stays() -> None:
    boxes = (
        "<div><b>اقرأ أيضا</b><ul><li><a href=/1>خبر آخر عن البحر</a><li><a href=/2>وثالث</a></ul>"
        "</div><div><b>نشرتنا كل صباح</b><form><input><button>سجل</button></form></div>"
    )
    body = page(f"{H1}<div><p>{P1}</p>{boxes}<h2>عنوان فرعي</h2><p>{P2}</p></div>").body
    assert body == f"{P1}\n\n## عنوان فرعي\n\n{P2}\n"


def test_a_table_of_data_becomes_one_and_a_table_of_layout_leaves_its_words() -> None:
    data = "<table><tr><th>السنة<th>العدد<tr><td>2001<td>12|3<tr><td>2002<td>14</table>"
    body = page(f"{H1}<div><p>{P1}</p>{data}<p>{P2}</p></div>").body
    table = "| السنة | العدد |\n| --- | --- |\n| 2001 | 12\\|3 |\n| 2002 | 14 |"
    assert body == f"{P1}\n\n{table}\n\n{P2}\n"


HEAD = "<tr><th>السنة<th>العدد"
ROWS = "<tr><td>2001<td>1250<tr><td>2002<td>940"
TABLE = "| السنة | العدد |\n| --- | --- |\n| 2001 | 1250 |\n| 2002 | 940 |"


@pytest.mark.parametrize(
    ("inside", "written"),
    [
        (f"<caption>زوار الحديقة</caption>{HEAD}{ROWS}", f"زوار الحديقة\n\n{TABLE}"),
        (f"<tr><th colspan=2>زوار الحديقة{HEAD}{ROWS}", f"زوار الحديقة\n\n{TABLE}"),
        (f"<thead>{HEAD}<tbody>{ROWS}<tfoot><tr><td colspan=2>عدّتهم البلدية",
         f"{TABLE}\n\nعدّتهم البلدية"),
        (f"{HEAD}<tr><td rowspan=2>2001<td>1250<tr><td>940",
         "| السنة | العدد |\n| --- | --- |\n| 2001 | 1250 |\n|  | 940 |"),
        (f"{HEAD}<tr><td colspan=2>الشتاء{ROWS}",
         "| السنة | العدد |\n| --- | --- |\n| الشتاء |  |\n| 2001 | 1250 |\n| 2002 | 940 |"),
        (f"{HEAD}<tr><td><a href=https://a.example/1>2001</a><td>1250<tr><td>2002<td>940",
         TABLE.replace("2001", "[2001](<https://a.example/1>)")),
        ("<tr><td>السنة<td>1250", "السنة\n\n1250"),
        ("<tr><td>البلد<td>1250<tr><td>العدد<td>940", "البلد\n\n1250\n\nالعدد\n\n940"),
    ],
)  # fmt: skip
def test_no_number_and_no_link_of_a_table_is_lost(inside: str, written: str) -> None:
    body = page(f"{H1}<div><p>{P1}</p><table>{inside}</table><p>{P2}</p></div>").body
    assert body == f"{P1}\n\n{written}\n\n{P2}\n"


def test_lists_keep_their_numbers_and_their_depth() -> None:
    items = "<ol><li>أولا قالوا<ul><li>فرع من القول</ul><li>ثانيا سكتوا</ol>"
    body = page(f"{H1}<div><p>{P1}</p>{items}<p>{P2}</p></div>").body
    assert "\n\n1. أولا قالوا\n\n   - فرع من القول\n\n2. ثانيا سكتوا\n\n" in body


def test_films_and_maps_become_links() -> None:
    film = "<iframe src='//www.youtube.com/embed/a'></iframe><iframe src='https://ads.example/x'>"
    body = page(f"{H1}<div><p>{P1}</p>{film}</iframe><p>{P2}</p></div>").body
    assert body == f"{P1}\n\n[youtube.com](<https://www.youtube.com/embed/a>)\n\n{P2}\n"


# Figures

SHOWN = '![](<https://a.example/1.jpg> "الرصيف ليلا")'


@pytest.mark.parametrize(
    "figure",
    [
        "<figure><img src=https://a.example/1.jpg><figcaption>الرصيف ليلا</figcaption></figure>",
        "<figure><figcaption>الرصيف ليلا</figcaption><img src=https://a.example/1.jpg></figure>",
        "<figure><img data-srcset='https://a.example/1.jpg 600w'><figcaption><span class=sr-only>"
        "صورة</span><p>الرصيف ليلا</p></figcaption></figure>",
        "<div class=wp-caption><img src=https://a.example/1.jpg><p class=wp-caption-text>"
        "الرصيف ليلا</div>",
        "<table><tr><td><img src=https://a.example/1.jpg><tr><td>الرصيف ليلا</table>",
        "<p><img src=https://a.example/1.jpg><br><i>الرصيف ليلا</i></p>",
        "<p><img src=https://a.example/1.jpg alt='الرصيف ليلا' data-caption='الرصيف ليلا'></p>",
        "<img src=data:image/gif;base64,AAAA data-src=https://a.example/1.jpg width=600>"
        "<div class=caption>الرصيف ليلا</div>",
    ],
)
def test_a_picture_and_its_caption_are_one_figure(figure: str) -> None:
    body = page(f"{H1}<div><p>{P1}</p>{figure}<p>{P2}</p></div>").body
    assert SHOWN.replace("![](", "![") not in body
    assert body.count("![") == 1
    assert '(<https://a.example/1.jpg> "الرصيف ليلا")' in body


def test_buttons_and_dots_are_no_figures_and_an_alt_that_is_the_title_says_nothing() -> None:
    pictures = (
        "<img src=https://a.example/icons/print.png><img src=https://a.example/x.gif width=1>"
        "<img src=https://a.example/img/friend.gif alt='أرسل هذا الخبر إلى صديق'>"
        "<img src=https://a.example/b1.gif alt='صفحة للطباعة'>"
        "<img src=https://a.example/2.jpg alt='خبر عن ميناء الصيد'>"
    )
    body = page(f"{H1}<div><p>{P1}</p>{pictures}<p>{P2}</p></div>").body
    assert body == f"{P1}\n\n![](<https://a.example/2.jpg>)\n\n{P2}\n"


def test_a_caption_whose_picture_is_not_there_is_kept() -> None:
    figure = "<figure><video></video><figcaption>الرصيف ليلا</figcaption></figure>"
    assert "![الرصيف ليلا](<>)" in page(f"{H1}<div><p>{P1}</p>{figure}<p>{P2}</p></div>").body


def test_a_page_without_the_folder_saved_with_it_tells_of_its_pictures_and_keeps_their_words() -> (
    None
):
    pictures = "<img src='x_files/a.png' alt='قوارب راسية في الميناء'><img src='./x_files/b.png'>"
    head = "<!-- saved from url=(0030)https://example.com/news/1.html -->"
    found = page(f"{H1}<article><p>{P1}</p>{pictures}<p>{P2}</p></article>", head)
    assert found.away == 2
    assert "![قوارب راسية في الميناء](<>)" in found.body
    assert "_files" not in found.body
    line = Taken("content/articles/x.md", "x.html", found.front_matter, (), found.away).lines()[-1]
    assert "2 pictures did not come" in line


def test_pictures_saved_beside_the_page_come_with_the_article() -> None:
    body = f"{H1}<div><p>{P1}</p><img src='./صفحة_files/1.png' width=600><p>{P2}</p></div>"
    asked: list[str] = []

    def beside(name: str) -> bytes | None:
        asked.append(name)
        return png() if name == "صفحة_files/1.png" else None

    found = page(body, beside=beside)
    ((name, data),) = found.files.items()
    assert data == png()
    assert f"![](<{name}>)" in found.body
    assert name.startswith("images/")
    assert asked == ["صفحة_files/1.png"]


@pytest.mark.parametrize(
    "address", ["../../etc/passwd", "/etc/passwd", "file:///etc/passwd", "C:\\x.png", "a/../../x"]
)
def test_no_page_asks_for_a_file_outside_its_own_folder(address: str) -> None:
    asked: list[str] = []
    body = f"{H1}<div><p>{P1}</p><img src='{address}' width=600><p>{P2}</p></div>"
    page(body, beside=lambda name: asked.append(name))
    assert all(not name.startswith((".", "/")) and ":" not in name for name in asked)


def test_a_page_in_one_file_brings_its_pictures() -> None:
    inlined = f"data:image/png;base64,{base64.b64encode(png()).decode()}"
    body = f"{H1}<div><p>{P1}</p><img src='{inlined}' width=600><p>{P2}</p></div>"
    head = "<!-- Page saved with SingleFile \n url: https://a.example/1 \n saved date: x -->"
    found = page(body, head)
    assert list(found.files.values()) == [png()]
    assert "data:" not in found.body
    assert found.front_matter.source_url == "https://a.example/1"


@pytest.mark.parametrize("data", ["<svg onload=alert(1)>" + " " * 600, "MZ" + "x" * 600])
def test_what_is_no_picture_is_not_copied(data: str) -> None:
    inlined = f"data:image/png;base64,{base64.b64encode(data.encode()).decode()}"
    found = page(f"{H1}<div><p>{P1}</p><img src='{inlined}' width=600><p>{P2}</p></div>")
    assert found.files == {}
    assert found.body == f"{P1}\n\n{P2}\n"


def test_an_mhtml_file_brings_its_pictures_and_its_address() -> None:
    html = f"<html><body>{H1}<div><p>{P1}</p><img src=cid:p1 width=600><p>{P2}</p></div></body>"
    parts = [
        "Content-Type: text/html; charset=utf-8\r\nContent-Transfer-Encoding: base64\r\n"
        "Content-Location: https://a.example/news/1\r\n\r\n"
        + base64.encodebytes(html.encode()).decode(),
        "Content-Type: image/png\r\nContent-Transfer-Encoding: base64\r\nContent-ID: <p1>\r\n\r\n"
        + base64.encodebytes(png()).decode(),
    ]
    head = 'MIME-Version: 1.0\r\nContent-Type: multipart/related; boundary="x"\r\n\r\n'
    body = "\r\n--x\r\n".join(parts)
    found = convert(f"{head}--x\r\n{body}\r\n--x--".encode(), "x")
    assert list(found.files.values()) == [png()]
    assert found.front_matter.source_url == "https://a.example/news/1"


def test_addresses_are_made_whole_where_the_page_says_where_it_was() -> None:
    head = "<link rel=canonical href='https://a.example/news/1.html'>"
    text = f"<p>{P1} <a href='/more?x=1'>هنا</a> و<a href='mailto:a@b.example'>هناك</a>.</p>"
    assert "[هنا](<https://a.example/more?x=1>) وهناك." in page(f"{H1}{text}", head).body


# Claims


def linked(data: object) -> str:
    text = json.dumps(data, ensure_ascii=False)
    return f'<script type="application/ld+json">{text}</script>'


def test_linked_data_in_a_graph_is_read_through_its_references() -> None:
    graph = [
        {"@type": "Article", "author": {"@id": "#1"}, "publisher": {"@id": "#2"}},
        {"@type": "Person", "@id": "#1", "name": "سعاد بنعلي"},
        {"@type": "Organization", "@id": "#2", "name": "جريدة الساحل"},
    ]
    front = page(f"{H1}<p>{P1}</p>", linked({"@graph": graph})).front_matter
    assert (front.authors, front.source) == (("سعاد بنعلي",), "جريدة الساحل")


@pytest.mark.parametrize("mar", ["{},", "{}\n\t", '[{},{{"a":"b\nc"}},]', "<![CDATA[{}]]>"])
def test_linked_data_that_is_a_little_broken_is_mended(mar: str) -> None:
    data = '{"@type":"NewsArticle","datePublished":"2020-05-01","author":{"name":"سعاد بنعلي"},}'
    head = f'<script type="application/ld+json">{mar.format(data)}</script>'
    front = page(f"{H1}<p>{P1}</p>", head).front_matter
    assert (str(front.date), front.authors) == ("2020-05-01", ("سعاد بنعلي",))


@pytest.mark.parametrize(
    ("stamp", "date"),
    [
        ("2020-05-01T23:30:00Z", "2020-05-01"),
        ("2020-05-01T23:30:00+00:00", "2020-05-01"),
        ("2020-05-01T23:30:00+0300", "2020-05-01T23:30+03:00"),
        ("2020-05-01 23:30", "2020-05-01T23:30"),
        ("01/05/2020", "2020-05-01"),
        ("الجمعة 1 مايو 2020", "2020-05-01"),
    ],
)
def test_a_claimed_date_is_believed_as_far_as_it_is_sure(stamp: str, date: str) -> None:
    head = linked({"@type": "NewsArticle", "datePublished": stamp})
    assert str(page(f"{H1}<p>{P1}</p>", head).front_matter.date) == date


@pytest.mark.parametrize("name", ["admin", "Super User", "جريدة الساحل", "https://a.example/u"])
def test_whoever_runs_the_site_is_no_author(name: str) -> None:
    head = f'<meta name=author content="{name}"><meta property=og:site_name content="جريدة الساحل">'
    assert page(f"{H1}<p>{P1}</p>", head).front_matter.authors == ()


@pytest.mark.parametrize(
    "tab",
    [
        "خبر عن ميناء الصيد | جريدة الساحل",
        "خبر عن ميناء الصيد - اقتصاد - جريدة الساحل",
        "جريدة الساحل :: خبر عن ميناء الصيد",
        "جريدة الساحل: خبر عن ميناء الصيد",
        "جريدة الساحل &gt; خبر عن ميناء الصيد",
        "جريدة الساحل - الأخبار",
        "خبر عن ميناء الصيد - جريدة الساحل - صوت من لا صوت له",
        "جريدة الساحل ... خبر عن ميناء الصيد",
    ],
)
def test_the_outlet_is_what_the_tab_shows_beside_the_title(tab: str) -> None:
    front = page(f"{H1}<p>{P1}</p><p>{P2}</p>", f"<title>{tab}</title>").front_matter
    assert (front.title, front.source) == ("خبر عن ميناء الصيد", "جريدة الساحل")


def test_a_page_that_nobody_named_names_no_outlet() -> None:
    assert page(f"{H1}<p>{P1}</p>", "<title>صفحة جديدة 1</title>").front_matter.source == ""


def test_a_title_that_is_not_printed_is_the_claimed_one_without_the_outlet() -> None:
    head = "<title>نادي «الكتاب المفتوح» يختتم موسمه | جريدة الساحل</title>"
    front = page(f"<div><p>{P1}</p><p>{P2}</p></div>", head).front_matter
    assert front.title == "نادي «الكتاب المفتوح» يختتم موسمه"


@pytest.mark.parametrize(
    "tags",
    [
        "<div class=tags><a href=/1>ميناء</a> <a href=/2>صيد</a></div>",
        "<p>الوسوم: <a href=/1>ميناء</a> <a href=/2>صيد</a></p>",
        "<p>في <a href=/1 rel=tag>ميناء</a>، <a href=/2 rel=tag>صيد</a></p>",
        "<h4>الوسوم</h4><ul><li><a href=/1>ميناء</a><li><a href=/2>صيد</a></ul>",
        "<div class=article-tags>ميناء، صيد</div>",
        "<footer>نشر في <a href=/0 rel='category tag'>اقتصاد</a> موسومة بـ <a href=/1 rel=tag>"
        "ميناء</a>، <a href=/2 rel=tag>#صيد</a> بواسطة <a href=/3 rel=author>سعاد</a></footer>",
        "<ul class=m-tags-list><li><a href=/1>ميناء</a><li><a href=/2>صيد</a></ul>",
    ],
)
def test_keywords_are_links_that_say_so_and_the_outlets_own_never_are(tags: str) -> None:
    head = "<meta name=keywords content='أخبار, سياسة, رياضة, جريدة الساحل'>"
    front = page(f"{H1}<div><p>{P1}</p><p>{P2}</p></div>{tags}", head).front_matter
    assert front.keywords == ("ميناء", "صيد")
    assert page(f"{H1}<div><p>{P1}</p><p>{P2}</p></div>", head).front_matter.keywords == ()


@pytest.mark.parametrize(
    ("signed", "authors"),
    [
        ("<div class=byline><a href=/a/1>سعاد بنعلي</a> و<a href=/a/2>أحمد عادل</a></div>", 2),
        ("<span class=author>سعاد بنعلي</span> | <span class=date>1 مايو 2020</span>", 1),
        ("<div>بقلم:</div><div>سعاد بنعلي</div>", 1),
        ("<ul id=byline><li><span>Author, </span><span>سعاد بنعلي</span></li></ul>", 1),
        ("<p><a rel=author href=/x>سعاد بنعلي</a></p>", 1),
    ],
)
def test_who_signed_is_told_by_markup(signed: str, authors: int) -> None:
    front = page(f"{H1}{signed}<div><p>{P1}</p><p>{P2}</p></div>").front_matter
    assert front.authors == ("سعاد بنعلي", "أحمد عادل")[:authors]


def test_a_page_of_one_endless_tag_is_refused() -> None:
    with pytest.raises(ProblemsFound):
        convert(b"<html><body><p " + b"a=1 " * 200_000, "x")
