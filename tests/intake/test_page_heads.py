"""What pages print around their articles: who published them, who signed, what is a section."""

from __future__ import annotations

import pytest

from milaff.intake import Converted, convert

TITLE = "حديقة الضفة تفتح بابها بعد شتاء طويل من الأشغال"
FIRST = "فتحت حديقة الضفة بابها بعد شتاء طويل من الأشغال، وزرعت فيها سبعون شجرة من أشجار الوادي."
SECOND = "وقال البستاني إن المقاعد صنعت من خشب الأشجار التي كسرتها العاصفة في الشتاء الماضي."
THIRD = "وستبقى الحديقة مفتوحة حتى منتصف الليل في أشهر الصيف، وفي الشتاء حتى غروب الشمس الباكر."
PARAGRAPHS = f"<p>{FIRST}</p><p>{SECOND}</p><p>{THIRD}</p>"
ARTICLE = f"<div><h1>{TITLE}</h1><div>12 آذار 2020</div>{PARAGRAPHS}</div>"


def page(body: str, head: str = "") -> Converted:
    return convert(f"<html><head>{head}</head><body>{body}</body></html>".encode(), "x")


# Who published it


@pytest.mark.parametrize(
    "sentence",
    [
        "وتناولت الندوة حقوق النشر والطبع في العالم العربي وما يلحق بالمؤلفين من ضرر.",
        "جميع الحقوق محفوظة للمؤلف: هكذا قال الكاتب في حديثه عن سرقة كتبه في المعارض.",
        "وحقوق المرأة (c) في الدستور الجديد موضوع نقاش طويل بين النواب في المجلس.",
    ],
)
def test_a_sentence_of_the_article_claims_no_rights(sentence: str) -> None:
    found = page(f"<article><h1>{TITLE}</h1>{PARAGRAPHS}<p>{sentence}</p><p>{THIRD}</p></article>")
    assert found.front_matter.source == ""
    assert sentence in found.body


@pytest.mark.parametrize("tab", ["أسئلة", "خبر عاجل"])
def test_a_tab_that_says_nothing_of_the_title_is_an_outlet_in_doubt(tab: str) -> None:
    found = page(ARTICLE, f"<title>{tab}</title>").front_matter
    assert [doubt.field for doubt in found.review] == ["source"]


def test_what_else_names_it_or_its_kind_is_no_doubt() -> None:
    found = page(ARTICLE, "<title>صحيفة الضفة</title>").front_matter
    assert (found.source, found.review) == ("صحيفة الضفة", ())
    logo = "<img src='logo.png' class=logo alt='دفاتر الضفة' width=200 height=80>"
    found = page(logo + ARTICLE, "<title>دفاتر الضفة</title>").front_matter
    assert (found.source, found.review) == ("دفاتر الضفة", ())


def test_an_editors_number_of_the_file_is_no_outlet() -> None:
    assert page(ARTICLE, "<title>reportage 3</title>").front_matter.source == ""


@pytest.mark.parametrize(
    ("above", "outlet"),
    [
        ("<p><b>صوت الضفة</b></p><p>أسبوعية مستقلة تصدر من تطوان</p>", "صوت الضفة"),
        ("<td>مرآة الوادي</td><td>جريدة يومية سياسية شاملة</td>", "مرآة الوادي"),
        ("<p>ضفاف أول صحيفة رقمية تصدر من تطوان</p>", "ضفاف"),
        ("<p>وادينا - أقدم موقع إخباري في الشمال</p>", "وادينا"),
    ],
)
def test_a_paper_is_called_as_its_head_says(above: str, outlet: str) -> None:
    assert page(f"<div>{above}</div>{ARTICLE}").front_matter.source == outlet


def test_an_issues_number_is_no_title_and_the_name_before_it_is_the_papers() -> None:
    head = "جريدة الضفة الأدبية العدد 857 تاريخ 17/5/2003"
    found = page(
        f"<p align=center><b>{head}</b></p><p><font size=5>{TITLE}</font></p>{PARAGRAPHS}",
        f"<title>{head}</title>",
    ).front_matter
    assert (found.title, found.source) == (TITLE, "جريدة الضفة الأدبية")
    assert str(found.date) == "2003-05-17"


def test_a_name_counts_for_another_only_as_a_word_of_it() -> None:
    head = (
        "<meta property='og:site_name' content='أخبار'>"
        f"<title>{TITLE} - شبكة الضفة الإخبارية</title>"
    )
    foot = "<p class=copyright>© 2021 شبكة الضفة الإخبارية</p>"
    assert page(ARTICLE + foot, head).front_matter.source == "شبكة الضفة الإخبارية"


# What belongs to the page's foot


@pytest.mark.parametrize(
    "line",
    [
        "تطوان - شارع الضفة - مقابل الحديقة العمومية الكبرى - هاتف: 6117240 - فاكس: 6117244",
        "العنوان: 12 شارع الوادي، تطوان. الهاتف: 036.90.00.00، البريد الإلكتروني: a@b.example",
        "Copyright 2003, The Valley Publishing Corporation of the North. All rights Reserved.",
    ],
)
@pytest.mark.parametrize("markup", ["<hr><p>{}</p>", "<div>{}</div>"])
def test_where_to_reach_the_outlet_is_no_paragraph(line: str, markup: str) -> None:
    found = page(f"<h1>{TITLE}</h1>{PARAGRAPHS}{markup.format(line)}")
    assert found.body.strip().split("\n\n") == [FIRST, SECOND, THIRD]


def test_a_note_to_contributors_under_a_table_page_brings_no_side_column_in() -> None:
    links = "<br>".join(f"<a href='/{n}'>عنوان خبر آخر رقم {n}</a>" for n in range(5))
    foot = "توجه جميع الرسائل والمساهمات الأدبية الى رئيس التحرير بعناية مدير مكتب الضفة الكبرى"
    found = page(
        f"<table><tr><td><font size=6>{TITLE}</font><div>{PARAGRAPHS}</div></td>"
        f"<td><b>في هذا العدد</b><br>{links}</td></tr>"
        f"<tr><td colspan=2><font size=2>{foot}</font></td></tr></table>"
    )
    assert found.body.strip().split("\n\n") == [FIRST, SECOND, THIRD]


# Who signed, and when


@pytest.mark.parametrize(
    ("line", "authors"),
    [
        ("<p class=news-single-author>من: سعاد العلمي</p>", ("سعاد العلمي",)),
        ("<p>كتب: <a href='/s/1'>سعاد العلمي</a>، <a href='/s/2'>هشام برادة</a></p>",
         ("سعاد العلمي", "هشام برادة")),
        ("<p>12-03-2020 18:22 | كتب: <a href='/s/1'>سعاد العلمي</a>، "
         "<a href='/s/2'>هشام برادة</a> |</p>", ("سعاد العلمي", "هشام برادة")),
    ],
)  # fmt: skip
def test_those_who_signed_are_found(line: str, authors: tuple[str, ...]) -> None:
    assert page(f"<h1>{TITLE}</h1>{line}{PARAGRAPHS}").front_matter.authors == authors


def test_a_long_dash_parts_a_title_and_who_wrote_under_it() -> None:
    found = page(f"<h1>{TITLE} ـــ سعاد العلمي</h1>{PARAGRAPHS}").front_matter
    assert (found.title, found.authors) == (TITLE, ("سعاد العلمي",))


def test_a_page_that_names_itself_is_known_beside_the_reporter() -> None:
    site = "<meta property='og:site_name' content='صدى الضفة'>"
    line = "<p><b>صدى الضفة / سعاد العلمي:</b></p>"
    found = page(f"<h1>{TITLE}</h1><div>{line}{PARAGRAPHS}</div>", site).front_matter
    assert (found.authors, found.source) == (("سعاد العلمي",), "صدى الضفة")


def test_a_forums_copy_has_the_papers_day_and_no_reply() -> None:
    def post(name: str, day: str, text: str) -> str:
        top = f"<div class=username>{name}</div><div class=date>{day}</div>"
        return f"<div class=post><div class=top>{top}</div><div class=text>{text}</div></div><hr>"

    text = f"جريدة الضفة - الأربعاء 12/3/2008 م<br><br>{FIRST}<br><br>{SECOND}<br><br>{THIRD}"
    found = page(
        f"<p>مشاهدة النسخة كاملة : <a href='/t1'>{TITLE}</a></p>"
        + post("بو حمد 77", "13-03-2008, 07:15 AM", text)
        + post("المتفائل", "13-03-2008, 08:02 AM", "شكرا على النقل والحديقة تستحق الزيارة"),
        f"<title>{TITLE} [الأرشيف] - منتديات شبكة الضفة</title>",
    )
    assert found.front_matter.title == TITLE
    assert str(found.front_matter.date) == "2008-03-12"
    assert found.body.strip().split("\n\n") == [FIRST, SECOND, THIRD]
    assert "المتفائل" not in found.front_matter.source


def test_a_page_to_print_has_its_title_in_an_element_called_so() -> None:
    head = f"<table><tr><td><span class=printTitle>{TITLE}</span></td></tr>"
    date = "<tr><td><span class=printDate>15/5/2006</span></td></tr>"
    text = f"{PARAGRAPHS}<p><b>أشجار الوادي</b></p>{PARAGRAPHS}"
    found = page(f"{head}{date}<tr><td class=printText>{text}</td></tr></table>")
    assert "\n## أشجار الوادي\n" in found.body
    assert found.front_matter.title == TITLE
    assert str(found.front_matter.date) == "2006-05-15"


# Keywords and captions


@pytest.mark.parametrize(
    "line",
    [
        "التصنيف : <a rel='category tag' href='/c'>حكايات</a> | <a href='#'>أرسل الإدراج</a>",
        "<a href='/'>الصفحة الرئيسية</a> <a href='/d'>دليل الأعضاء</a> <a href='/m'>منشورات</a>",
    ],
)
def test_sections_and_buttons_are_no_keywords(line: str) -> None:
    found = page(f"<h1>{TITLE}</h1><div>{PARAGRAPHS}<p>{line}</p></div>")
    assert found.front_matter.keywords == ()


def test_keywords_that_name_the_outlet_stand_on_all_its_pages() -> None:
    words = "الضفة, وكالة أنباء الضفة, الوادي, أخبار"
    head = f"<meta name=keywords content='{words}'>"
    foot = "<div id=footer>جميع الحقوق محفوظة لوكالة أنباء الضفة (الضفة) 2019</div>"
    assert page(ARTICLE + foot, head).front_matter.keywords == ()


def test_a_caption_inside_the_link_of_its_picture_stays() -> None:
    image = "<div class=thumb><img src='g.jpg' width=640 height=320 alt=''></div>"
    caption = "<p class=wp-caption-text>بستاني يسقي شجرة في الحديقة</p>"
    figure = f"<div class=featured><a href='https://e.org/g.jpg'>{image}{caption}</a></div>"
    found = page(f"<h1>{TITLE}</h1>{figure}<div class=entry-content>{PARAGRAPHS}</div>")
    assert "بستاني يسقي شجرة في الحديقة" in found.body


def test_a_logo_says_the_name_before_the_slogan() -> None:
    logo = "<img src='logo.png' class=logo alt='دفاتر الضفة | أخبار على مدار الساعة'>"
    assert page(logo + ARTICLE).front_matter.source == "دفاتر الضفة"


def test_a_bracket_in_the_outlets_name_keeps_its_pair() -> None:
    tab = f"<title>وكالة أنباء الضفة (واض) - {TITLE}</title>"
    assert page(ARTICLE, tab).front_matter.source == "وكالة أنباء الضفة (واض)"


def test_a_picture_that_leads_to_the_first_page_is_the_outlets_sign() -> None:
    sign = "<a href='/'><img src='x.svg' alt='شعار دفاتر الضفة'></a>"
    found = page(f"<main>{sign}<h1>{TITLE}</h1>{PARAGRAPHS}</main>")
    assert (found.front_matter.source, "![" in found.body) == ("دفاتر الضفة", False)


def test_what_somebody_signs_in_as_is_no_name() -> None:
    signed = "<span class='author vcard'>dafater</span>"
    found = page(f"<article><h1>{TITLE}</h1>{signed}{PARAGRAPHS}</article>").front_matter
    assert found.authors == ()


def test_large_letters_that_name_a_paper_are_no_title() -> None:
    body = f"<p><font size=6>نشرة الضفة</font></p><p><font size=5>{TITLE}</font></p>{PARAGRAPHS}"
    found = page(body, "<title>New Page 1</title>").front_matter
    assert (found.title, found.source) == (TITLE, "نشرة الضفة")


@pytest.mark.parametrize("name", ["صلاح القصير", "د. نور الحسن", "سيف العامري"])
def test_a_name_before_a_familys_name_is_a_whole_one(name: str) -> None:
    signed = f"<p align=center>{name}</p>"
    found = page(f"<div><h1>{TITLE}</h1>{signed}<p>12/3/2020</p>{PARAGRAPHS}</div>")
    assert found.front_matter.authors[0].endswith(name.split()[-1])
    assert name not in found.body


FORUM = f"<title>{TITLE} - منتديات الضفة</title>"
POSTER = (
    "<div class=posthead><span class=date>3-3-2020</span> <b class=username>نسر الضفة</b></div>"
)


@pytest.mark.parametrize(
    ("before", "behind", "day"),
    [
        ("صدى الوادي<br>2/3/2020<br>سامي حسن<br><br>", "", "2020-03-02"),
        ("بقلم: سامي حسن<br><br>", "<br>المصدر: صدى الوادي", "2020-03-03"),
        ("بقلم: سامي حسن<br><br>", "<br>صدى الوادي - العدد 12 - 2/3/2020", "2020-03-02"),
    ],
)
def test_on_a_forum_the_post_tells_of_the_article_and_who_posted_it_does_not(
    before: str, behind: str, day: str
) -> None:
    post = f"{before}{FIRST}<br><br>{SECOND}<br><br>{THIRD}{behind}"
    found = page(f"<h1>{TITLE}</h1>{POSTER}<div class=postbody>{post}</div>", FORUM).front_matter
    assert (found.source, found.authors) == ("صدى الوادي", ("سامي حسن",))
    assert str(found.date) == day


def test_what_a_post_does_not_tell_is_the_forums() -> None:
    found = page(f"<h1>{TITLE}</h1>{POSTER}<div class=postbody>{PARAGRAPHS}</div>", FORUM)
    assert (found.front_matter.source, str(found.front_matter.date)) == (
        "منتديات الضفة",
        "2020-03-03",
    )


def test_the_day_that_a_pointer_shows_over_a_relative_one_is_read() -> None:
    day = "<a class=date title='12-12-2018 10:44 ص'>منذ عامين</a>"
    found = page(f"<div><h1>{TITLE}</h1>{day}{PARAGRAPHS}</div>").front_matter
    assert str(found.date).startswith("2018-12-12")


def test_a_sentence_of_a_weblog_tells_the_day_and_is_none_of_the_text() -> None:
    said = "كتبت هذه المقالة يوم الإثنين, سبتمبر 3rd, 2007 وتم تصنيفها ضمن <a href=/c>عام</a>."
    found = page(f"<div><h1>{TITLE}</h1>{PARAGRAPHS}<p>{said}</p></div>")
    assert str(found.front_matter.date) == "2007-09-03"
    assert "تصنيفها" not in found.body


def test_a_site_may_be_called_by_its_domain() -> None:
    tab = f"<title>Dafater.com | الاقتصاد | {TITLE}</title>"
    assert page(ARTICLE, tab).front_matter.source == "Dafater.com"


def test_a_tab_that_says_what_a_page_does_is_no_outlet() -> None:
    tab = "<title>بوابة الضفة : تفاصيل الخبر</title>"
    assert page(ARTICLE, tab).front_matter.source == "بوابة الضفة"


def test_a_city_behind_the_source_is_no_part_of_it() -> None:
    said = "<div>المصدر: المنبر - صنعاء</div>"
    found = page(f"<div><h1>{TITLE}</h1>{said}{PARAGRAPHS}</div>").front_matter
    assert found.source == "المنبر"


def test_a_word_beside_a_whole_name_is_nobody() -> None:
    signed = "<p class=writer>الضفاف - منى السيد:</p>"
    found = page(f"<div><h1>{TITLE}</h1>{signed}{PARAGRAPHS}</div>").front_matter
    assert found.authors == ("منى السيد",)


def test_what_somebody_says_under_a_title_is_no_signature() -> None:
    said = "<h4>المهندس سامي حسن: الحدائق الصغيرة هي الحل</h4><div>حوار: منى السيد</div>"
    found = page(f"<div><h1>{TITLE}</h1>{said}{PARAGRAPHS}</div>").front_matter
    assert found.authors == ("منى السيد",)


def test_a_tab_may_part_the_outlet_and_its_section_by_a_colon() -> None:
    tab = "<title>جريدة الضفة: الأخبار</title>"
    assert page(ARTICLE, tab).front_matter.source == "جريدة الضفة"


def test_what_the_tab_calls_the_outlet_and_might_be_a_person_is_the_outlet() -> None:
    body = f"<div><h1>{TITLE}</h1><p>شروق الضفة | 04-04-2018</p>{PARAGRAPHS}</div>"
    found = page(body, f"<title>{TITLE} | شروق الضفة</title>").front_matter
    assert (found.source, found.authors) == ("شروق الضفة", ())


MENU = "<ul class=menu>" + "".join(f"<li><a href=/{n}>باب {n}</a></li>" for n in range(5)) + "</ul>"
CLOCK = f"<div>الثلاثاء 5 مارس 2024</div>{MENU}<div><h1>{TITLE}</h1>{PARAGRAPHS}</div>"


def test_a_day_above_the_menus_may_be_the_one_on_which_the_page_was_saved() -> None:
    found = page(CLOCK).front_matter
    assert (str(found.date), found.status) == ("2024-03-05", "draft")
    assert [doubt.field for doubt in found.review] == ["date"]
    issue = page(CLOCK.replace("5 مارس 2024", "5 مارس 2024 - العدد 120")).front_matter
    assert (str(issue.date), issue.review) == ("2024-03-05", ())


def test_a_claimed_day_counts_more_than_one_above_the_menus() -> None:
    claim = "<meta property='article:published_time' content='2021-02-03'>"
    found = page(CLOCK, claim).front_matter
    assert (str(found.date), found.review) == ("2021-02-03", ())


def test_the_head_of_a_paper_far_above_tells_the_day_and_is_doubted() -> None:
    found = page(CLOCK.replace("الثلاثاء 5", "عمان - الثلاثاء 5").replace("</ul>", MENU + "</ul>"))
    assert str(found.front_matter.date) == "2024-03-05"
    assert [doubt.field for doubt in found.front_matter.review] == ["date"]


def test_a_tab_names_the_outlet_by_the_name_that_its_logo_has() -> None:
    logo = "<a href='/'><img src='l.svg' alt='منبر الضفة logo'></a>"
    tab = f"<title>{TITLE} | منبر الضفة – مجلة الهجرة والثقافة</title>"
    assert page(logo + ARTICLE, tab).front_matter.source == "منبر الضفة"


def test_the_program_that_a_site_runs_on_is_no_outlet() -> None:
    logo = "<img class=logo src='l.svg' alt='SPIP' width=200 height=99>"
    found = page(logo + ARTICLE, f"<title>{TITLE} - دفاتر الضفة</title>").front_matter
    assert found.source == "دفاتر الضفة"


def test_keywords_that_say_what_a_site_is_are_of_no_article() -> None:
    words = "<meta name=keywords content='حديقة, الضفة, أشغال, أخبار, منتديات'>"
    assert page(ARTICLE, words).front_matter.keywords == ()
    assert page(ARTICLE, words.replace(", أخبار, منتديات", "")).front_matter.keywords


def test_a_day_beside_the_numbers_of_readers_and_comments_is_read() -> None:
    said = "<div>بتاريخ : 25-1-2010 03:18 مساء الزيارات : 417 التعليقات : 1</div>"
    found = page(f"<div><h1>{TITLE}</h1>{said}{PARAGRAPHS}</div>").front_matter
    assert str(found.date) == "2010-01-25T15:18"


def test_a_sign_between_the_names_of_an_author_makes_no_portrait_of_a_picture() -> None:
    picture = "<div><img src=a.jpg alt=''><small class=wp-caption-text>حدائق الضفة</small></div>"
    meta = "<p class=author><span class=sep>/</span> <span class=author>منى السيد</span></p>"
    found = page(f"<article>{picture}<h1>{TITLE}</h1>{meta}{PARAGRAPHS}</article>")
    assert "حدائق الضفة" in found.body


@pytest.mark.parametrize("size", ["¹4", "+²", "٥", "5"])
def test_sizes_of_letters_may_be_written_with_any_sign(size: str) -> None:
    body = f"<p><font size='{size}'>{TITLE}</font></p>{PARAGRAPHS}"
    assert FIRST in page(body).body


def test_two_clocks_of_one_day_far_above_tell_it_and_are_doubted() -> None:
    clocks = "<p>توقيت جرينتش : الأحد , 27 - 4 - 2008 الساعة : 3:46 مساءً</p>"
    clocks += "<p>توقيت مكة المكرمة : الأحد , 27 - 4 - 2008 الساعة : 6:46 مساءً</p>"
    found = page(f"{clocks}{MENU}{MENU}<div><h1>{TITLE}</h1>{PARAGRAPHS}</div>").front_matter
    assert str(found.date).startswith("2008-04-27")
    assert [doubt.field for doubt in found.review] == ["date"]


def test_the_number_and_day_of_an_issue_at_the_foot_are_read() -> None:
    foot = "<p>العدد رقم 1802 - الاثنين 10 جمادى الآخرة 1423هـ الموافق 19 أغسطس 2002</p>"
    found = page(f"<div><h1>{TITLE}</h1>{PARAGRAPHS}</div>{foot}").front_matter
    assert (str(found.date), found.review) == ("2002-08-19", ())


def test_a_picture_that_leads_to_another_site_is_a_picture() -> None:
    link = "<p><a href='https://ngo.example/'><img src=a.jpg alt='طفل يعبر الجسر'></a></p>"
    found = page(f"<article><h1>{TITLE}</h1><p>{FIRST}</p>{link}<p>{SECOND}</p></article>")
    assert "طفل يعبر الجسر" in found.body
    assert found.front_matter.source == ""


def test_one_keyword_that_says_what_a_site_is_does_not_cost_the_others() -> None:
    words = "<meta name=keywords content='حديقة, الضفة, أشغال, شتاء, صحيفة'>"
    assert "الضفة" in page(ARTICLE, words).front_matter.keywords


def test_an_article_about_a_forum_is_on_no_forum() -> None:
    tab = "<title>منتدى المدينة يبحث في اجتماعه السنوي مستقبل الحدائق | دفاتر الضفة</title>"
    said = "<div>الموقع: ضفة النهر</div>"
    found = page(f"{said}{ARTICLE}", tab)
    assert all(row.rule != "source-label" or row.label == "outlet" for row in found.ledger)


def test_who_made_a_site_has_no_rights_in_it() -> None:
    foot = "<p>جميع الحقوق محفوظة © 2019 تصميم وبرمجة شركة الفضاء</p>"
    assert page(ARTICLE + foot).front_matter.source == ""


def test_a_quotation_may_begin_with_what_is_none_of_the_text() -> None:
    quote = f"<blockquote><p>بقلم: منى السيد</p><p>{FIRST}</p><p>{SECOND}</p></blockquote>"
    found = page(f"<article><h1>{TITLE}</h1>{quote}<p>{THIRD}</p></article>")
    assert FIRST in found.body
    assert found.front_matter.authors == ("منى السيد",)
