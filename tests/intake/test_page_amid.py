"""What stands between the paragraphs of a page's article tells nothing of the page."""

from __future__ import annotations

from pathlib import Path

import pytest

from milaff.intake import Converted, convert

PAGES = Path(__file__).parent / "pages"
TITLE = "حديقة الضفة تفتح بابها بعد شتاء طويل من الأشغال"
TEXT = (
    "فتحت حديقة الضفة بابها بعد شتاء طويل من الأشغال، وزرعت فيها سبعون شجرة من أشجار الوادي.",
    "وقال البستاني إن المقاعد صنعت من خشب الأشجار التي كسرتها العاصفة في الشتاء الماضي.",
    "وستبقى الحديقة مفتوحة حتى منتصف الليل في أشهر الصيف، وفي الشتاء حتى غروب الشمس.",
    "وتنتظر البلدية من الزوار أن يحفظوا الأشجار الصغيرة التي لم تشتد جذورها بعد.",
)
HEAD = f"<h1>{TITLE}</h1><p>بقلم: سلمى الحداد</p><p>12 آذار 2020</p>"


def page(amid: str = "", beside: str = "") -> Converted:
    texts = [f"<p>{text}</p>" for text in TEXT]
    article = f"<article>{HEAD}{texts[0]}{texts[1]}{amid}{texts[2]}{texts[3]}</article>"
    source = f"<html><body>{article}{beside}</body></html>"
    return convert(source.encode(), "x.html")


def test_whose_a_picture_amid_the_article_is_says_not_whose_the_page_is() -> None:
    found = page("<p>© رويترز</p>")
    assert (found.front_matter.source, found.front_matter.rights) == ("", "")


def test_a_claim_of_rights_at_the_foot_of_a_page_names_its_outlet() -> None:
    footer = "<footer><p>جميع الحقوق محفوظة لصحيفة الضفة © 2020</p></footer>"
    assert page(beside=footer).front_matter.source == "صحيفة الضفة"


@pytest.mark.parametrize(
    "embed",
    ["<audio src='https://e.org/a.mp3'></audio>", "<iframe src='https://youtube.com/embed/x'>"],
)
def test_the_site_of_a_film_is_not_the_outlet_nor_what_the_article_says(embed: str) -> None:
    texts = "\n".join(TEXT)
    source = f"<html><body><h1>{TITLE}</h1><hr>{embed}<pre>{texts}</pre></body></html>"
    found = convert(source.encode(), "x.html")
    assert found.front_matter.source == ""
    assert found.body.startswith("[")
    assert found.front_matter.summary.startswith(TEXT[0][:20])


def test_a_link_amid_a_short_article_does_not_hand_the_page_to_a_list_of_others() -> None:
    whole = (PAGES / "portal.raw.html").read_text(encoding="utf-8")
    linked = "<p>اقرأ أيضا: <a href=/2>خبر آخر لا علاقة له بهذا</a></p>"
    before, mark, behind = whole.partition("<p>وقال المدرب")
    found = convert(f"{before}{linked}{mark}{behind}".encode(), "x.html")
    without = convert(whole.encode(), "x.html")
    assert mark
    assert (found.body, found.front_matter) == (without.body, without.front_matter)
