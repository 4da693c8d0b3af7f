"""What a conversion keeps, says and refuses."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from milaff.intake import Converted, convert, dump_ledger, read_ledger
from milaff.intake.blocks import TEXT, Label
from milaff.intake.outlets import Outlet, Outlets
from milaff.model import ProblemsFound, dump, parse

SHARED = Path(__file__).parents[3] / "shared" / "intake"
PARAGRAPH = "هذه فقرة كاملة من المقال تقول ما يكفي من الكلام لكي تعرف أنها فقرة لا عنوان ولا غيره."


def text(raw: str) -> Converted:
    return convert(raw.encode(), "raw.txt")


@given(st.text(max_size=400))
@settings(max_examples=200)
def test_the_ledger_of_any_text_is_the_text_again(raw: str) -> None:
    data = raw.encode("utf-8", "replace")
    try:
        converted = convert(data, "raw.txt")
    except ProblemsFound:
        return
    rows = read_ledger(dump_ledger(converted.ledger))
    assert "".join(row.raw for row in rows) == data.decode("utf-8-sig")
    assert all(row.label != "None" for row in rows)


@given(
    st.lists(st.sampled_from(["عنوان المقال هنا", PARAGRAPH, "", "طباعة", "12/3/2020", "كتب: أ ب"]))
)
def test_what_any_lines_become_can_be_read_again(lines: list[str]) -> None:
    try:
        converted = text("\n".join(lines))
    except ProblemsFound:
        return
    again = parse(dump(converted.front_matter, converted.body), "x.md")
    assert again == (converted.front_matter, converted.body)


LINES = [
    "عنوان المقال هنا",
    PARAGRAPH,
    "جملة قصيرة.",
    "",
    "طباعة",
    "الجمعة 12/3/2020",
    "كتب: أحمد علي",
    "أحمد علي",
    "صحيفة العيّنة",
    "بيروت – رويترز",
    "صورة أرشيفية",
    "اقرأ أيضا: خبر آخر",
    "الكلمات المفتاحية: بحر، ميناء",
    "3 تعليقات",
    "«قول كامل بين مزدوجين في سطر وحده كما يقال.»",
    "https://example.org/a",
    "# عنوان",
    "*سطر عريض*",
]


@given(st.lists(st.sampled_from(LINES), max_size=30), st.sampled_from(["\n", "\r\n", "\n\n"]))
def test_what_the_ledger_calls_the_body_is_written_and_nothing_is_written_twice(
    lines: list[str], end: str
) -> None:
    raw = end.join(lines)
    try:
        converted = text(raw)
    except ProblemsFound:
        return
    rows = read_ledger(dump_ledger(converted.ledger))
    assert "".join(row.raw for row in rows) == raw
    assert {row.label for row in rows} <= set(Label)
    kept = [row for row in rows if row.label in (*TEXT, Label.HEADING)]
    figures = [row for row in rows if row.label in (Label.CAPTION, Label.ALT)]
    blocks = [block for block in converted.body.strip().split("\n\n") if block]
    assert len(kept) <= len(blocks) <= len(kept) + len(figures)
    written = converted.body.replace("\\", "")
    assert all(row.raw.strip(" \r\n#*") in written for row in kept)


@given(st.binary(max_size=300))
def test_no_bytes_make_a_conversion_fall_over(data: bytes) -> None:
    try:
        converted = convert(data, "raw.bin")
    except ProblemsFound as found:
        assert found.problems[0].hint  # noqa: PT017
    else:
        assert converted.front_matter.title


@pytest.mark.parametrize(
    "encoding",
    ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "windows-1256", "iso8859-6"],
)
def test_an_encoding_is_found_whatever_it_is(encoding: str) -> None:
    raw = f"عنوان المقال الأول عن الميناء\n\n{PARAGRAPH}\n{PARAGRAPH}\n"
    converted = convert(raw.encode(encoding), "raw.txt")
    assert converted.front_matter.title == "عنوان المقال الأول عن الميناء"
    assert PARAGRAPH in converted.body


def test_a_few_broken_bytes_do_not_turn_a_text_into_another() -> None:
    data = f"عنوان المقال\n\n{PARAGRAPH}".encode() + b"\xff\xfe \n" + PARAGRAPH.encode()
    converted = convert(data, "raw.txt")
    assert converted.encoding == "utf-8"
    assert PARAGRAPH in converted.body


@pytest.mark.parametrize(("inner", "outer"), [("cp1256", "latin-1"), ("utf-8", "cp1256")])
def test_letters_that_were_garbled_before_are_told(inner: str, outer: str) -> None:
    garbled = f"عنوان المقال\n{PARAGRAPH}\n{PARAGRAPH}".encode(inner).decode(outer, "replace")
    found = convert(garbled.encode(), "raw.txt").front_matter
    assert found.status == "draft"
    assert any("does not read as Arabic" in doubt.reason for doubt in found.review)


def test_letters_that_were_garbled_are_told_beside_others_that_stayed_whole() -> None:
    garbled = f"{PARAGRAPH}\n{PARAGRAPH}".encode("cp1256").decode("latin-1")
    found = convert(f"عنوان المقال\n{PARAGRAPH}\n{garbled}".encode(), "raw.txt").front_matter
    assert any("does not read as Arabic" in doubt.reason for doubt in found.review)


def test_lines_pasted_in_an_old_encoding_into_utf8_are_read_as_what_they_are() -> None:
    raw = f"عنوان المقال\n{PARAGRAPH}\n".encode() + PARAGRAPH.encode("cp1256")
    found = convert(raw, "raw.txt")
    assert found.encoding == "utf-8"
    assert found.body.count(PARAGRAPH) == 2


def test_french_holds_no_arabic_letters() -> None:
    raw = "Élections à Tunis\nLe vote a été reporté à cause des intempéries, a-t-on annoncé hier."
    assert "Élections" in convert(raw.encode("cp1252"), "raw.txt").front_matter.title


def test_a_page_is_one_whatever_stands_before_it() -> None:
    page = f"<html><body><h1>عنوان المقال</h1><p>{PARAGRAPH}</p><p>{PARAGRAPH}</p></body></html>"
    for before in (" " * 4001, "<!-- صفحة -->" * 500, "\nWarning: mysql_connect() in x.php\n"):
        found = convert(f"{before}{page}".encode(), "raw.html")
        assert found.front_matter.title == "عنوان المقال"
        assert found.body.strip().split("\n\n") == [PARAGRAPH, PARAGRAPH]


@pytest.mark.parametrize("data", [b"", b" \n\n", b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR", b"\0" * 50])
def test_what_is_no_text_is_refused_with_a_reason_and_a_cure(data: bytes) -> None:
    with pytest.raises(ProblemsFound) as raised:
        convert(data, "content/inbox/x")
    (problem,) = raised.value.problems
    assert problem.path == "content/inbox/x"
    assert problem.message
    assert problem.hint


def test_the_body_is_freed_of_what_only_print_needed() -> None:
    converted = text(f"عنوان المقال\n\n‏ﺍﻟﻤﻐﺮﺏ بـــلد\xa0جميل… {PARAGRAPH}")
    assert converted.body.startswith("المغرب بلد جميل… ")


def test_a_line_that_markdown_would_take_for_structure_stays_a_line() -> None:
    lines = [f"2021. {PARAGRAPH}", f"- {PARAGRAPH}", f"# {PARAGRAPH}", f"    {PARAGRAPH} &copy;"]
    body = text("عنوان المقال\n\n" + "\n".join(lines)).body.split("\n\n")
    assert body[0].startswith("2021\\. ")
    assert body[1].startswith("\\- ")
    assert body[2].startswith("\\# ")
    assert body[3].startswith("هذه")


def test_keywords_are_only_those_printed_and_others_are_proposals() -> None:
    without = text(
        f"الميناء الجديد\n\nالميناء الجديد مهم. {PARAGRAPH}\nالميناء الجديد كبير. {PARAGRAPH}"
    )
    assert without.front_matter.keywords == ()
    assert "الميناء الجديد" in without.front_matter.suggested_keywords
    printed = text(f"الميناء الجديد\n\n{PARAGRAPH}\nكلمات مفتاحية: ميناء، بحر")
    assert printed.front_matter.keywords == ("ميناء", "بحر")
    assert printed.front_matter.suggested_keywords == ()


@pytest.mark.parametrize(
    "sentence",
    [
        "كتب أحمد رسالة إلى أخيه.",
        "تصوير المشهد استغرق يوما.",
        "ترجمة النص سهلة",
        "شاهد الناس البحر.",
    ],
)
def test_a_sentence_that_begins_as_a_byline_stays_in_the_body(sentence: str) -> None:
    converted = text(f"عنوان المقال الأول\n\n{PARAGRAPH}\n\n{sentence}\n\n{PARAGRAPH}")
    assert sentence in converted.body
    assert converted.front_matter.authors == ()


@pytest.mark.parametrize(
    ("line", "authors"),
    [
        ("بقلم: سعاد بنعلي", ("سعاد بنعلي",)),
        ("بقلم سعاد", ("سعاد",)),
        ("كتب - أحمد عادل وسعاد بنعلي", ("أحمد عادل", "سعاد بنعلي")),
        ("كتب أحمد عادل", ("أحمد عادل",)),
        ("كتب: د. منى عبد الله، وليد أبو بكر", ("منى عبد الله", "وليد أبو بكر")),
        ("أعدّه للنشر: أحمد عادل", ("أحمد عادل",)),
    ],
)
def test_a_byline_is_read_whatever_it_begins_with(line: str, authors: tuple[str, ...]) -> None:
    front_matter = text(f"عنوان المقال الأول عن الميناء\n{line}\n\n{PARAGRAPH}").front_matter
    assert front_matter.authors == authors


def test_lines_behind_the_body_that_may_belong_to_it_are_left_out_but_told() -> None:
    line = "وهذا سطر طويل بعض الشيء بلا نقطة في آخره قد يكون من المتن"
    other = "وهذا سطر آخر مثله بلا نقطة في آخره قد يكون عنوان خبر آخر"
    front_matter = text(f"عنوان المقال الأول\n\n{PARAGRAPH}\n\n{line}\n{other}\n").front_matter
    (doubt,) = front_matter.review
    assert (doubt.field, doubt.alternatives) == ("body", (line, other))
    assert front_matter.status == "draft"


def test_a_text_with_bytes_that_cannot_be_read_is_a_draft_and_told_how_often() -> None:
    data = f"عنوان المقال\n\n{PARAGRAPH}\n\n{PARAGRAPH}\n".encode()
    broken = data[:60] + b"\xff\xfe" + data[60:-20] + b"\xff" + data[-20:]
    front_matter = convert(broken, "raw.txt").front_matter
    (doubt,) = front_matter.review
    assert doubt.field == "body"
    assert "in 2 places" in doubt.reason
    assert front_matter.status == "draft"


def test_no_date_is_invented() -> None:
    assert text(f"عنوان المقال\n\nفي 25 مارس 2021 {PARAGRAPH}").front_matter.date is None


def test_a_weekday_that_clashes_is_told_and_the_date_stands() -> None:
    front_matter = text(f"عنوان المقال\nالجمعة 31 مارس 2021\n\n{PARAGRAPH}").front_matter
    assert str(front_matter.date) == "2021-03-31"
    (doubt,) = front_matter.review
    assert doubt.field == "date"
    assert front_matter.status == "draft"


def test_publication_wins_over_the_update() -> None:
    raw = f"عنوان المقال\nنشر في: 3/8/2013 | آخر تحديث: 5/8/2013 07:45 م\n\n{PARAGRAPH}"
    front_matter = text(raw).front_matter
    assert str(front_matter.date) == "2013-08-03"
    assert str(front_matter.updated) == "2013-08-05T19:45"


def test_a_hijri_date_is_kept_as_printed_beside_the_other() -> None:
    raw = f"عنوان المقال\n26 شوال 1436 هـ الموافق 11 اغسطس 2015 م\n\n{PARAGRAPH}"
    front_matter = text(raw).front_matter
    assert (str(front_matter.date), front_matter.hijri) == ("2015-08-11", "26 شوال 1436 هـ")


def test_the_summary_is_the_first_sentences_word_for_word() -> None:
    first = "أعلن الميناء أمس عن توسعة كبيرة. وقال إنها ستبدأ قريبا. "
    summary = text(f"عنوان المقال\n\n{first}{PARAGRAPH * 2}").front_matter.summary
    assert summary.startswith(first.strip())
    assert len(summary) <= 200
    assert summary in f"{first}{PARAGRAPH * 2}"


def test_a_first_sentence_that_is_too_long_is_cut_between_words() -> None:
    long = "وقالت الهيئة " + "إن الأشغال تسير كما ينبغي " * 20
    summary = text(f"عنوان المقال\n\n{long}").front_matter.summary
    assert summary.endswith("…")
    assert long.startswith(summary.removesuffix("…"))


def test_lines_that_an_outlet_prints_everywhere_are_junk_once_the_curator_says_so() -> None:
    outlets = Outlets((Outlet("صحيفة العينة", junk=("صوت من لا صوت له منذ سنين طويلة.",)),))
    raw = f"عنوان المقال\n\n{PARAGRAPH}\nصوت من لا صوت له منذ سنين طويلة.\n{PARAGRAPH}"
    assert "صوت من" in convert(raw.encode(), "x").body
    assert "صوت من" not in convert(raw.encode(), "x", outlets).body


def test_text_wrapped_by_hand_is_paragraphs_again() -> None:
    words = (PARAGRAPH + " ") * 3
    lines, line = [], ""
    for word in words.split():
        if len(line) + len(word) > 60:
            lines.append(line)
            line = ""
        line = f"{line} {word}".strip()
    raw = "عنوان المقال\n\n" + "\n".join([*lines, line]) + "\n\n" + "\n".join([*lines, line])
    converted = text(raw)
    assert converted.body.strip().split("\n\n") == [words.strip(), words.strip()]
    assert "".join(row.raw for row in converted.ledger) == raw


def test_the_projects_first_raw_article_converts_as_promised() -> None:
    raw = SHARED / "txt" / "real_seed_almarjie" / "raw.txt"
    if not raw.is_file():
        pytest.skip("the raw articles for measuring are not on this machine")
    converted = convert(raw.read_bytes(), "raw.txt")
    front_matter = converted.front_matter
    assert str(front_matter.date) == "2021-03-31T11:58"
    assert len(front_matter.authors) == 1
    assert front_matter.source
    assert front_matter.keywords == ()
    assert front_matter.suggested_keywords
    assert front_matter.status == "published"
    assert converted.body.count("\n## ") == 2
    assert converted.body.count("![") == 2
    assert sum(row.label in ("lead", "body", "quotation") for row in converted.ledger) == 17
    assert front_matter.summary.removesuffix("…") in raw.read_text(encoding="utf-8")


def test_a_line_of_utf8_with_a_broken_byte_is_no_line_of_another_encoding() -> None:
    raw = f"عنوان المقال\n{PARAGRAPH}\n".encode() + PARAGRAPH.encode().replace(
        "ق".encode(), b"\xd9"
    )
    found = convert(raw, "raw.txt")
    assert PARAGRAPH in found.body
    assert "\ufffd" in found.body
    assert found.front_matter.status == "draft"


def test_rows_that_were_copied_with_tabs_are_a_table() -> None:
    rows = "المدينة\tقبل\tبعد\nحلب\t15\t20\nدرعا\t12\t\n"
    raw = f"ارتفاع أسعار الخبز\n\n{PARAGRAPH}\n\n{rows}\n{PARAGRAPH[:-1]} مرة أخرى.\n"
    converted = text(raw)
    table = "| المدينة | قبل | بعد |\n| --- | --- | --- |\n| حلب | 15 | 20 |\n| درعا | 12 |  |"
    assert table in converted.body.split("\n\n")
    assert "".join(row.raw for row in converted.ledger) == raw


@pytest.mark.parametrize("behind", [f"\n{PARAGRAPH[:-1]} مرة أخرى.\n", ""])
def test_a_table_keeps_its_rows_of_numbers_and_may_end_the_text(behind: str) -> None:
    rows = "السنة\tالعابرون\tالحوادث\n2010\t12500\t3\n2011\t13000\t5\n"
    body = text(
        f"ارتفاع عدد العابرين\n\n{PARAGRAPH}\n\n{PARAGRAPH[:-1]} أيضا.\n\n{rows}{behind}"
    ).body
    assert "| 2010 | 12500 | 3 |\n| 2011 | 13000 | 5 |" in body
    assert body.count("\n| --- ") == 1


@pytest.mark.parametrize(
    "lines",
    [
        ["يا بيتنا فوق التلال\tسلاما", "ما زال بابك\tيعرف الأقداما"],
        [f"\t{PARAGRAPH}", f"\t{PARAGRAPH[:-1]} مرة أخرى."],
        ["المدينة\tقبل\tبعد"],
    ],
)
def test_verses_indented_paragraphs_and_a_single_row_are_no_table(lines: list[str]) -> None:
    raw = f"عنوان المقال\n\n{PARAGRAPH}\n\n" + "\n".join(lines) + f"\n\n{PARAGRAPH[:-1]} أيضا.\n"
    body = text(raw).body
    assert "| --- |" not in body
    assert all(" ".join(line.split()) in body for line in lines)
