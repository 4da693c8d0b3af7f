"""What must hold of every conversion, whatever was given: for property tests and the fuzzer."""

from __future__ import annotations

from collections.abc import Callable

from milaff.intake import dump_ledger, read_ledger
from milaff.intake.article import convert_document
from milaff.intake.blocks import Document
from milaff.intake.charset import NotText
from milaff.intake.outlets import known_outlets
from milaff.model import dump, parse

#: Pieces that mean something to a reader of articles.
PRINTED = (
    *("بقلم", "كتب", "ترجمة: سعاد عمر", "تصوير", "كلمات مفتاحية:", "سمات :", "#وسم", "اقرأ أيضا"),
    *("آخر تحديث", "نشر في", "شارك", "طباعة", "TT", "رابط الخبر: www.a.b/c", "1443 هـ"),
    *("31 مارس 2021", "٣١/٠٣/٢٠٢١", "كانون الثاني", "الجمعة", "بتوقيت غرينتش", "(أ ف ب)", "انتهى"),
    *(
        "صحيفة العينة",
        "وكالات",
        "الرباط – ",
        "ـــ",
        "ﻻ",
        "\u200f",
        "\u200d",
        "\ufeff",
        "\u2028",
        "\x85",
    ),
    *(
        "- قال",
        "# وسم",
        "> قال",
        "2021. كان",
        "    كود",
        "---",
        "***",
        "| أ | ب |",
        "![a](b)",
        "[a]: b",
    ),
    *("&copy;", "<b>", "\\", "`", "```", "~~~", "https://a.b/c?d='e'", "http://[", '"', "title: x"),
    "هذه فقرة كاملة من المقال تقول ما يكفي من الكلام لكي تعرف أنها فقرة لا عنوان ولا غيره.",
)
MARKUP = (
    *("<p>", "</p>", "<div>", "</div>", "<br>", "<h1>", "</h1>", "<h2>", "<article>", "</article>"),
    *(
        "<table>",
        "<tr>",
        "<td>",
        "</table>",
        "<ul>",
        "<li>",
        "<ol>",
        "<blockquote>",
        "<pre>",
        "<q>",
    ),
    *("<figure>", "</figure>", "<figcaption>", '<img src="a.jpg" alt="صورة الميناء">', "<a href="),
    *(
        '<a href="http://a.b/c">',
        "</a>",
        "<script>",
        "</script>",
        "<style>",
        "<!--",
        "-->",
        "<nav>",
    ),
    *("<title>", "</title>", "<head>", "</head>", "<body>", "</html>", "<iframe src=http://a.b>"),
    *('<meta property="og:title" content="عنوان">', '<link rel=canonical href="http://a.b/\'">'),
    *(
        '<time datetime="2021-03-31">',
        "<time>",
        "<aside>",
        "<footer>",
        "<form>",
        "<svg>",
        "<template>",
    ),
    *('<script type="application/ld+json">{"@type":"NewsArticle","headline":"عنوان"}</script>',),
    *('<meta name="author" content="سعاد">', "<textarea>", "<plaintext>", "<![CDATA[", "\0", "<p"),
)


def check(read: Callable[[], Document]) -> None:
    """No line is lost and what is written reads back; raises AssertionError, or what went wrong."""
    try:
        document = read()
        converted = convert_document(document, known_outlets())
    except NotText:
        return
    assert "".join(block.raw for block in document.blocks) == document.decoded
    rows = read_ledger(dump_ledger(converted.ledger))
    assert "".join(row.raw for row in rows) == document.decoded, "the ledger lost something"
    written = dump(converted.front_matter, converted.body).encode("utf-8", "replace")
    front_matter, body = parse(written.decode(), "fuzz.md")
    assert front_matter == converted.front_matter, "the front matter does not read back"
    assert body == converted.body, "the body does not read back"
