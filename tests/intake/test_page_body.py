"""What stands between the paragraphs of a page's article: none of it costs a paragraph."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml

from milaff.arabic.text import clean, fold
from milaff.intake import Converted, convert

TITLE = "حديقة الضفة تفتح بابها بعد شتاء طويل من الأشغال"
FIRST = "فتحت حديقة الضفة بابها بعد شتاء طويل من الأشغال، وزرعت فيها سبعون شجرة من أشجار الوادي."
SECOND = "وقال البستاني إن المقاعد صنعت من خشب الأشجار التي كسرتها العاصفة في الشتاء الماضي."
THIRD = "وستبقى الحديقة مفتوحة حتى منتصف الليل في أشهر الصيف، وفي الشتاء حتى غروب الشمس."
FOURTH = "وتنتظر البلدية من الزوار أن يحفظوا الأشجار الصغيرة التي لم تشتد جذورها بعد."
BOXED = "وفي تعليقه على ذلك قال المهندس إن الأشجار القديمة أبقى من كل ما يغرس في هذا العام."
HEADINGS = (
    "ردود الفعل", "ردود فعل دولية", "رد الجيش", "رد فعل", "ردع", "تعليق الحكومة",
    "تعليق على القرار", "التعليق الأول", "تعليم", "تعليق", "ردود", "خلفية", "خلفيات القرار",
    "ماذا بعد؟", "من المسؤول؟", "أرقام", "شهادات", "المزيد من الضحايا", "أخبار سارة", "رأي القانون",
    "مواقف دولية", "قراءة في الأرقام", "شارك في القتل", "الأكثر تضررا", "بحث عن بديل",
    "تحديث القوانين", "إعلان حرب", "صور من المأساة", "فيديو الجريمة", "مشاركة واسعة",
    "طباعة العملة", "إرسال القوات", "اتصل بالشرطة", "تابع الأحداث", "حقوق ضائعة",
    "المصدر المجهول", "كلمات أخيرة", "العودة إلى البيت", "تسجيل الأصوات", "دخول الجيش",
    "اشتراك المرأة", "حول العالم", "عن المدينة", "التالي في القائمة", "السابق لأوانه",
    "نسخة ثانية", "مصر", "اقتصاد", "رياضة", "ثقافة", "تقارير", "2011", "1", "أولا", "أ", "الخميس",
    "5 مارس 2011", "محمد بوعزيزي", "رويترز", "وسوم على الجبين", "كاتب مجهول", "مواضيع شائكة",
    "ذات صلة بالقضية", "اقرأ", "شاهد", "مقالات نارية", "© حق", "آراء القراء", "أضف إلى ذلك",
)  # fmt: skip


def between(markup: str) -> Converted:
    before = f"<h1>{TITLE}</h1><p>12 آذار 2020</p><p>{FIRST}</p><p>{SECOND}</p>"
    page = f"<article>{before}{markup}<p>{THIRD}</p><p>{FOURTH}</p></article>"
    return convert(f"<html><body>{page}</body></html>".encode(), "x")


def paragraphs(found: Converted) -> list[str]:
    return found.body.replace("\\", "").strip().split("\n\n")


@pytest.mark.parametrize("markup", ["<h2>{}</h2>", "<p><b>{}</b></p>", "<p>{}</p>"])
@pytest.mark.parametrize("heading", HEADINGS)
def test_no_sub_heading_costs_a_paragraph(heading: str, markup: str) -> None:
    found = paragraphs(between(markup.format(heading)))
    assert [text for text in found if len(text) > 60] == [FIRST, SECOND, THIRD, FOURTH]


@pytest.mark.parametrize(
    "caption", ["تعليق على الصورة: السوق القديمة", "تعليق الوزير على القرار", "التعليقات"]
)
def test_no_caption_opens_the_comments(caption: str) -> None:
    image = '<img src="https://e.org/a.jpg" alt="حديقة على ضفة النهر">'
    found = paragraphs(between(f"<figure>{image}<figcaption>{caption}</figcaption></figure>"))
    assert [text for text in found if len(text) > 60][-2:] == [THIRD, FOURTH]
    assert caption in found[2]


@pytest.mark.parametrize("label", ["التعليقات (3)", "أضف تعليقا", "3 تعليقات", "شارك برأيك"])
def test_what_surely_opens_the_comments_ends_the_article_and_its_neighbours_are_told(
    label: str,
) -> None:
    found = between(f"<h2>{label}</h2>")
    assert paragraphs(found) == [FIRST, SECOND]
    (doubt,) = found.front_matter.review
    assert doubt.field == "body"
    assert THIRD.startswith(doubt.alternatives[0])
    assert found.front_matter.status == "draft"


@pytest.mark.parametrize("name", ["promo-text", "ad-text", "sidebar-left", "widget-text"])
@pytest.mark.parametrize("markup", ["<p class={}>{}</p>", "<div class={}><p>{}</p></div>"])
def test_a_paragraph_between_paragraphs_counts_more_than_a_class(name: str, markup: str) -> None:
    found = paragraphs(between(markup.format(name, BOXED)))
    assert found == [FIRST, SECOND, BOXED, THIRD, FOURTH]


def test_a_box_beside_the_paragraphs_stays_unless_it_says_them_again_or_leads_away() -> None:
    assert BOXED in between(f"<aside class=factbox><p>{BOXED}</p></aside>").body
    again = paragraphs(between(f"<aside><p>{SECOND}</p></aside>"))
    assert again == [FIRST, SECOND, THIRD, FOURTH]
    away = between(f"<aside><a href='/2'>خبر آخر</a><p>{BOXED}</p></aside>")
    assert paragraphs(away) == [FIRST, SECOND, THIRD, FOURTH]
    assert not away.front_matter.review


def test_a_paragraph_that_only_its_box_keeps_out_is_told() -> None:
    found = between(f"<div class=related><p>{BOXED}</p></div>")
    (doubt,) = found.front_matter.review
    assert doubt.field == "body"
    assert BOXED.startswith(doubt.alternatives[0])


def test_every_block_says_why_it_is_what_it_is_and_each_rule_in_words_of_its_own() -> None:
    reasons: dict[str, str] = {}
    for path in GOLD:
        (raw,) = path.parent.glob(path.name.replace(".gold.yml", ".raw.*"))
        for row in convert(raw.read_bytes(), raw.name).ledger:
            assert row.reason
            assert reasons.setdefault(row.rule, row.reason) == row.reason
    told = [reason for rule, reason in reasons.items() if rule.startswith("html.")]
    assert len(told) > 10
    assert len(set(told)) == len(told)


GOLD = sorted((Path(__file__).parent / "pages").glob("*.gold.yml"))


@pytest.mark.parametrize("heading", HEADINGS)
def test_no_sub_heading_costs_a_paragraph_in_any_page(heading: str) -> None:
    tried = 0
    for raw, source, at, wanted in _openings():
        tried += 1
        changed = f"{source[:at]}<h3>{heading}</h3>{source[at:]}"
        found = _letters(convert(changed.encode(), raw.name).body)
        assert not [text for text in wanted if _letters(text) not in found], raw.name
    assert tried > 8


def _openings() -> list[tuple[Path, str, int, list[str]]]:
    """Pages, the place in each before a paragraph amid its article, and its paragraphs."""
    if not _OPENINGS:
        for path in GOLD:
            gold = yaml.load(path.read_text("utf-8"), Loader=yaml.BaseLoader)
            (raw,) = path.parent.glob(path.name.replace(".gold.yml", ".raw.*"))
            source = raw.read_bytes().decode("utf-8", "replace")
            texts = [text for text in gold["body"] if len(text) > 80]
            if len(texts) < 3 or "\ufffd" in source:
                continue
            middle = source.find(texts[len(texts) // 2][:25])
            at = source.rfind("<p", 0, middle)
            if 0 <= middle - 400 < at:
                body = _letters(convert(source.encode(), raw.name).body)
                texts = [text for text in texts if _letters(text) in body]
                _OPENINGS.append((raw, source, at, texts))
    return _OPENINGS


_OPENINGS: list[tuple[Path, str, int, list[str]]] = []


def _letters(text: str) -> str:
    return "".join(sign for sign in fold(clean(text)) if sign.isalnum())


# What else is put between the paragraphs


def test_a_heading_of_a_box_stays_with_its_paragraph() -> None:
    found = paragraphs(between(f"<aside class=factbox><h4>معلومات</h4><p>{BOXED}</p></aside>"))
    assert found == [FIRST, SECOND, "#### معلومات", BOXED, THIRD, FOURTH]


def test_a_date_or_a_source_amid_the_text_is_the_texts() -> None:
    found = between(f"<p>{BOXED}</p><p>5 مارس 2011</p><p>{BOXED}</p><p>المصدر: وزارة الماء</p>")
    assert str(found.front_matter.date) == "2020-03-12"
    assert found.front_matter.source == ""
    assert "5 مارس 2011" in found.body
    assert "المصدر: وزارة الماء" in found.body


@pytest.mark.parametrize("part", ["1", "2011", "WHO"])
def test_what_the_markup_calls_a_heading_of_a_part_is_one(part: str) -> None:
    found = paragraphs(between(f"<h2>{part}</h2>"))
    assert found == [FIRST, SECOND, f"## {part}", THIRD, FOURTH]


def test_who_is_quoted_amid_the_text_did_not_write_it() -> None:
    found = between(f"<p>{BOXED}</p><p class=author>ليلى نصر</p>")
    assert found.front_matter.authors == ()


def test_the_title_printed_again_amid_the_text_costs_nothing() -> None:
    again = f"<h1 class=title>{TITLE}</h1>"
    head = f"<h3>{TITLE}</h3><p class=by>بقلم: ليلى نصر</p><p>12 آذار 2020</p>"
    text = f"<div>{head}<p>{FIRST}</p><p>{SECOND} {SECOND}</p>{again}<p>{THIRD}</p><p>{BOXED}</p>"
    found = convert(f"<html><title>{TITLE}</title><body>{text}</div></body></html>".encode(), "x")
    assert paragraphs(found) == [FIRST, f"{SECOND} {SECOND}", THIRD, BOXED]
    assert found.front_matter.authors == ("ليلى نصر",)


def test_a_film_over_the_text_names_no_outlet() -> None:
    film = '<iframe src="https://www.youtube.com/embed/x1"></iframe>'
    button = '<iframe src="https://platform.twitter.com/widgets/tweet_button.html"></iframe>'
    page = f"<h1>{TITLE}</h1>{button}{film}<div><p>{FIRST}</p><p>{SECOND}</p><p>{BOXED}</p></div>"
    found = convert(f"<html><body>{page}</body></html>".encode(), "x")
    assert found.front_matter.source == ""
    assert "youtube.com" in found.body
    assert "twitter" not in found.body
