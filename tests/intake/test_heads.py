"""What single lines around a short article say: of each kind of line one, in an article made here."""

from __future__ import annotations

import pytest

from milaff.intake import Converted, convert

TITLE = "حديقة الضفة تفتح بابها بعد شتاء طويل من الأشغال"
TEXT = """فتحت حديقة الضفة بابها صباح اليوم بعد شتاء طويل من الأشغال، وزرعت فيها سبعون شجرة من أشجار الوادي.
وقال البستاني إن المقاعد الجديدة صنعت من خشب الأشجار التي كسرتها العاصفة، وإن النافورة ستعود إلى العمل قريبا.
وستبقى الحديقة مفتوحة حتى منتصف الليل في أشهر الصيف، وفي الشتاء حتى غروب الشمس."""


def article(head: str = "", behind: str = "", title: str = TITLE) -> Converted:
    return convert("\n".join(filter(None, [title, head, TEXT, behind])).encode(), "raw.txt")


@pytest.mark.parametrize(
    ("line", "source"),
    [
        ("المنبر24 -متابعة", "المنبر24"),
        ("منبر الوادي - وكالات", "منبر الوادي"),
        ("المنبر – تونس", "المنبر"),
        ("تونس - المنبر:", "المنبر"),
        ("«المنبر الحر» (تونس) manbar@", "المنبر الحر"),
        ("متابعة ـ المنبر", "المنبر"),
        ("القاهرة - خاص بـ«منبر الوادي»: حاوره/ سامي حسن", "منبر الوادي"),
        ("Role, مجلة العيّنة", "مجلة العيّنة"),
        ("/مصدر: المنبر/   10:20:33 2017-03-12", "المنبر"),
        ("Sample Media", "Sample Media"),
        ("السياسة", "السياسة"),
    ],
)
def test_an_outlet_that_nobody_knows_is_told_by_how_it_stands(line: str, source: str) -> None:
    assert article(line).front_matter.source == source


@pytest.mark.parametrize(
    ("title", "source"),
    [(f"{TITLE} - جريدة الضفة", "جريدة الضفة"), (f"{TITLE} | الأهرام", "الأهرام")],
)
def test_a_paper_behind_the_title_is_no_part_of_it(title: str, source: str) -> None:
    found = article(title=title).front_matter
    assert (found.title, found.source) == (TITLE, source)


@pytest.mark.parametrize(
    "line",
    ["المحافظات", "من مراسلنا في الوادي: سامي حسن", "بغداد", "متابعة: سامي حسن", "عواصم - وكالات"],
)
def test_a_section_a_city_and_a_reporter_are_no_outlet(line: str) -> None:
    assert article(line).front_matter.source == ""


@pytest.mark.parametrize(
    ("lines", "authors"),
    [
        ("من مراسلنا في الوادي: سامي حسن", ("سامي حسن",)),
        ("عمّان: سامي حسن\nمنى السيد", ("سامي حسن", "منى السيد")),
        ("عبد الحاج", ("عبد الحاج",)),
        ("شمّاخ البحري\nالضفة الوسطى-", ("شمّاخ البحري",)),
        ("حاورته في صنعاء / منى السيد -", ("منى السيد",)),
        ("كتبها: المحرر ، في 7 أيلول 2009 ، القراءات: 431", ()),
    ],
)
def test_who_signed_is_read(lines: str, authors: tuple[str, ...]) -> None:
    assert article(lines).front_matter.authors == authors


@pytest.mark.parametrize(
    ("line", "day"),
    [
        ("كتبها: المحرر ، في 7 أيلول 2009 ، القراءات: 431", "2009-09-07"),
        ("/مصدر: المنبر/   10:20:33 2017-03-12", "2017-03-12"),
        ("Published On9/8/2022", "2022-08-09"),
        ("نشر منذ: 16 سنة و 7 أشهر و 22 يوماً", "None"),
    ],
)
def test_when_it_was_published_is_read(line: str, day: str) -> None:
    assert str(article(line).front_matter.date)[:10] == day


@pytest.mark.parametrize(
    "line",
    [
        "215 قراءات",
        "ميزة «مواضيع ذات صلة»",
        "نشر منذ: 16 سنة و 7 أشهر و 22 يوماً",
        "هذا المقال مؤرشف, يتوجب عليك الاشتراك لتتمكن من الاطلاع على المقالات المؤرشفة.",
        "يمكنكم استلام إشعارات بأهم الموضوعات بعد تحميل أحدث نسخة من تطبيقنا على هواتفكم.",
        "إذا كنت تعتقد/ين أن المقال يحوي معلومات خاطئة أرسل/ي إلينا تصحيحا لننظر فيه.",
        "نرحب بالنقاش المفيد، ولكي ننشر التعليقات نرجو أن تراجعوا شروطها قبل أن تكتبوها.",
        "الوسوم حدائق أشجار نافورة",
        "============== ن.ح.",
        "صدر الصورة، Getty Images",
        "Categories",
    ],
)
def test_what_a_page_prints_around_an_article_is_left_out(line: str) -> None:
    for found in (article(line), article(behind=line)):
        assert line.strip(" .") not in found.body
        assert found.front_matter.title == TITLE


@pytest.mark.parametrize(
    "line",
    [
        "باب الحديقة في الصباح (منى السيد).",
        "البستاني والنافورة - تصوير: منى السيد",
        "باب الحديقة من جهة الضفة.jpg",
        "باب الحديقة Credit: sample images",
        "الدكتور سامي حسن مدير الحدائق (تصوير منى السيد).",
    ],
)
def test_words_under_a_picture_are_a_caption(line: str) -> None:
    found = article(line)
    assert "caption" in [row.label for row in found.ledger]
    assert found.front_matter.title == TITLE


def test_keywords_are_printed_behind_a_label_and_a_number_is_none() -> None:
    assert article(behind="كلمات مفاتيح : حدائق / أشجار").front_matter.keywords == (
        "حدائق",
        "أشجار",
    )
    assert article("#1").front_matter.keywords == ()
