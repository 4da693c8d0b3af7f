"""Who signed a page, when, for which outlet and with which keywords, in the markup of many systems.

Each case is a page of the same article, made here, with one part as one kind of system writes it.
"""

from __future__ import annotations

import pytest

from milaff.intake import Converted, convert

TITLE = "توسيع الحديقة العمومية في طنجة يبدأ مطلع الربيع"
TEXT = (
    "أعلن مجلس مدينة طنجة عزمه توسيع الحديقة العمومية الكبرى بعد أن طالب السكان بمساحات خضراء.",
    "وقال رئيس المجلس في ندوة عقدها بالمناسبة إن الأشغال ستبدأ مطلع الربيع وتستمر تسعة أشهر.",
    "ويشتكي سكان الأحياء المجاورة من قلة المرافق ومن سيارات تقف فوق الأرصفة طوال النهار والليل.",
)
MENU = "".join(f"<li><a href='/{n}'>{n}</a></li>" for n in ("سياسة", "اقتصاد", "رياضة", "ثقافة"))
OTHERS = "".join(
    f"<div class=item><h4><a href='/n{n}'>{headline}</a></h4></div>"
    for n, headline in enumerate(
        (
            "ميناء المدينة القديم يستقبل أولى بواخر الصيد هذا الموسم",
            "مهرجان المسرح الجامعي يفتتح دورته العاشرة في وجدة",
            "الأمطار تعيد الحياة إلى سد وادي المخازن",
        )
    )
)
NAME = "سعاد الفيلالي"


def page(
    *, top: str = "", under: str = "", inside: str = "", after: str = "", foot: str = "",
    head: str = "", tab: str = TITLE,
) -> Converted:  # fmt: skip
    text = (
        f"<!doctype html><html dir=rtl><head><title>{tab}</title>{head}</head><body>"
        f"<div>{top}<ul class=menu>{MENU}</ul></div><main><article><h1>{TITLE}</h1>{under}"
        f"<div class=text><p>{TEXT[0]}</p><p>{TEXT[1]}</p>{inside}<p>{TEXT[2]}</p></div>{after}"
        f"</article><div class=more><h3>اقرأ أيضا</h3>{OTHERS}</div></main>"
        f"<footer>{foot}</footer></body></html>"
    )
    return convert(text.encode(), "x")


def table(*, top: str = "", title: str = TITLE, under: str = "", tab: str = TITLE) -> Converted:
    """A page laid out by hand, in a table, with letters of many sizes."""
    menu = "".join(f"<tr><td><a href=p{n}.htm>{n}</a></td></tr>" for n in range(10))
    text = (
        f"<html dir=rtl><title>{tab}</title><body><table width=780><tr><td>{top}</td></tr>"
        f"<tr><td width=140><table>{menu}</table></td><td><p align=center><font size=6><b>{title}"
        f"</b></font></p>{under}<font size=4>{'<br><br>'.join(TEXT)}</font></td></tr></table>"
        "</body></html>"
    )
    return convert(text.encode(), "x")


def whole(found: Converted) -> bool:
    return found.body.strip().split("\n\n") == list(TEXT)


# Keywords

LINKS = "<a>طنجة</a><a>الحدائق العمومية</a>"


@pytest.mark.parametrize(
    "after",
    [
        "<ul class=m-tags-list><li><a>طنجة</a></li><li><a>الحدائق العمومية</a></li></ul>",
        "<ul class='tags inline'><li itemprop=keywords><a class='label'>طنجة</a></li>"
        "<li itemprop=keywords><a class='label'>الحدائق العمومية</a></li></ul>",
        "<section class=foot><a href='#'>#طنجة</a> <a href='#'>#الحدائق_العمومية</a></section>",
        "<p>كلمات مفاتيح : طنجة / الحدائق العمومية</p>",
        f"<div class=x><b>دلالات:</b> {LINKS}</div>",
        f"<div class=news-tags>كلمات مفتاحية {LINKS}</div>",
        f"<div class=x><span>الموضوعات ذات الصلة</span> {LINKS}</div>",
        "<div class=tags><span>طنجة</span><span>الحدائق العمومية</span></div>",
        "<div class=post-tags><button>طنجة</button><button>الحدائق العمومية</button></div>",
        "<div class=m>الكلمات المفاتيح <ul><li><a href='spip.php?mot2'>طنجة</a></li>"
        "<li><a href='spip.php?mot4'>الحدائق العمومية</a></li></ul></div>",
        "<div class=tags><b>الكلمات المتعلقة</b><br><a href='/k/1'>طنجة</a> "
        "<a href='/k/2'>الحدائق العمومية</a></div>",
    ],
)
def test_keywords_are_found_however_a_system_lists_them(after: str) -> None:
    assert set(page(after=after).front_matter.keywords) == {"طنجة", "الحدائق العمومية"}


@pytest.mark.parametrize(
    "given",
    [
        {"after": "<div>#<a href='#1'>1</a></div>"},
        {
            "after": "<div class=related><h3>مواضيع</h3><a href='/1'>طنجة</a>"
            "<a href='/2'>فاس</a></div>"
        },
        {"after": "<div>المعدل 8.50/10 (14 صوتا) | 0 | 0 | 631</div>"},
        {
            "foot": "<div class=tagcloud><a href='/tag/a'>برشلونة</a>"
            "<a href='/tag/b'>الرجاء</a></div>"
        },
        {"under": "<span class=tag>محليات</span>"},
    ],
)
def test_clouds_counters_sections_and_other_articles_are_no_keywords(given: dict[str, str]) -> None:
    assert page(**given).front_matter.keywords == ()


def test_an_editors_keywords_need_fewer_of_them_told_than_what_all_pages_of_a_site_say() -> None:
    terms = "طنجة, ممشى الشمال, مدن المغرب"
    editors = page(head=f"<meta name=news_keywords content='{terms}'>")
    assert len(editors.front_matter.keywords) == 3
    assert page(head=f"<meta name=keywords content='{terms}'>").front_matter.keywords == ()


# Who signed


@pytest.mark.parametrize(
    "given",
    [
        {"under": f"<div><img src=/u.jpg><div><b>{NAME}</b><span>صحفية</span></div></div>"},
        {
            "under": "<div class='field field-author field-label-hidden'>"
            f"<a href='/authors/7'>{NAME}</a></div>"
        },
        {"under": f"<div class=article-author><a>{NAME}</a> (ملهم) @souad_f</div>"},
        {"under": f"<dl><dt>كتابة</dt><dd>{NAME}</dd><dt>ترجمة</dt><dd>مراد التازي</dd></dl>"},
        {
            "under": f"<div class=author>{NAME}، صحفية</div>"
            "<p class=credit>الرسوم البيانية: مراد التازي</p>"
        },
        {"under": f"<div><img src=/u.png alt='{NAME}'><a href='/writers/12'>{NAME}</a></div>"},
        {"under": f"<p>* طنجة {NAME}:</p>"},
        {"under": f"<div>الشط الغربي - «الأيام» - {NAME}</div>"},
        {"under": f"<div><a href='#'>{NAME}</a></div>", "tab": f"{NAME} - {TITLE}"},
        {
            "head": "<meta name='twitter:label1' content='كُتب بواسطة'>"
            f"<meta name='twitter:data1' content='{NAME}'>"
        },
        {"head": f"<meta name=byl content='بقلم {NAME}'>"},
    ],
)
def test_who_signed_is_found_however_a_system_says_it(given: dict[str, str]) -> None:
    found = page(**given)
    assert found.front_matter.authors == (NAME,)
    assert whole(found)


@pytest.mark.parametrize(
    "given",
    [
        {"under": "<div class=author>nba_admin</div>"},
        {
            "after": f"<aside><div><a href='/author/x'>{NAME}</a><a href='/o/1'>في معنى الحديقة</a>"
            "</div></aside>"
        },
    ],
)
def test_whoever_runs_the_site_or_wrote_another_article_did_not_sign(given: dict[str, str]) -> None:
    assert page(**given).front_matter.authors == ()


def test_a_name_and_a_dash_open_a_report_that_does_not_speak_of_it() -> None:
    def opening(name: str) -> Converted:
        text = f"<h1>{TITLE}</h1><p>{name} – {TEXT[0]}</p><p>{TEXT[1]}</p><p>{TEXT[2]}</p>"
        return convert(f"<html><body>{text}</body></html>".encode(), "x")

    assert opening("محمد العربي الحداد").front_matter.authors == ("محمد العربي الحداد",)
    assert opening("محمد العربي المجلس").front_matter.authors == ()


# The outlet


@pytest.mark.parametrize(
    "given",
    [
        {
            "head": "<meta property=og:site_name content='الرئيسية'>",
            "tab": f"{TITLE} | صحيفة الساحل",
        },
        {"tab": "صحيفة الساحل : محليات"},
        {"top": "<a href='/'><img src=sahellogo.png alt='شعار صحيفة الساحل'></a>"},
        {"top": "<div class=site-title><a href='/'>صحيفة الساحل</a></div>"},
        {"foot": "جميع الحقوق محفوظة لصحيفة الساحل © 2018"},
        {"foot": "© 2018 <a href='/'>صحيفة الساحل</a>. جميع الحقوق محفوظة. تصميم <a>شركة</a>"},
        {"head": "<meta name=apple-mobile-web-app-title content='صحيفة الساحل'>"},
        {"head": "<meta name=description content='صحيفة الساحل - كل جديد الشمال'>"},
    ],
)
def test_the_outlet_is_found_wherever_a_page_names_it(given: dict[str, str]) -> None:
    assert page(**given).front_matter.source == "صحيفة الساحل"


@pytest.mark.parametrize("paper", ["الضفة الأسبوعية", "صحيفة الضفة"])
def test_the_paper_that_printed_an_article_stands_before_the_site_that_collects_them(
    paper: str,
) -> None:
    under = f"<span>مراد التازي</span><br>نشر في <a href=/r>{paper}</a> يوم 18 - 06 - 2012"
    found = page(tab=f"بوابة الصحف : {TITLE}", under=f"<div>{under}</div>").front_matter
    assert (found.source, str(found.date)) == (paper.removeprefix("صحيفة "), "2012-06-18")


def test_a_picture_s_sign_and_the_makers_of_software_are_no_outlet() -> None:
    signed = page(inside="<p><img src=/a.jpg width=400><br>© رويترز</p>")
    assert signed.front_matter.source == ""
    made = page(foot="Powered by vBulletin® Copyright ©2000 - 2009, Jelsoft Enterprises Ltd.")
    assert made.front_matter.source == ""


# The day


@pytest.mark.parametrize(
    "given",
    [
        {"under": "<font>أرسلت في الثلاثاء 17 أبريل 2018 بواسطة admin</font>"},
        {"under": "<abbr class=published title='2018-04-17T09:00:00+01:00'>قبل سنتين</abbr>"},
        {"tab": f"{TITLE} | محليات | 17.04.2018"},
        {"head": "<link rel=canonical href='https://example.org/20180417/x.html'>"},
        {
            "under": "<table><tr><td>التاريخ</td><td>17-04-2018</td></tr>"
            "<tr><td>القراءات</td><td>220</td></tr></table>"
        },
        {
            "after": "<p>This entry was posted on الثلاثاء, أبريل 17th, 2018 at 7:41 م. Tags: "
            "<a href='#' rel=tag>طنجة</a>, <a href='#' rel=tag>حدائق</a>.</p>"
        },
    ],
)
def test_the_day_is_found_however_a_system_says_it(given: dict[str, str]) -> None:
    found = page(**given)
    assert str(found.front_matter.date)[:10] == "2018-04-17"
    assert whole(found)


def test_the_head_of_a_newspaper_dates_an_article_far_below_it() -> None:
    top = "<font>صحيفة الضفة - العدد (3833) الثلاثاء 17 أبريل 2018م الموافق 1 شعبان 1439هـ</font>"
    assert str(table(top=top).front_matter.date) == "2018-04-17"


def test_a_thread_s_next_post_has_its_own_day_and_is_no_part_of_the_first() -> None:
    def post(day: str, text: str) -> str:
        return f"<table><tr><td class=head>{day}</td></tr><tr><td>{text}</td></tr></table>"

    first = f"<b>{TITLE}</b><br><br>{'<br><br>'.join(TEXT)}"
    later = "شكرا على نقل هذا الموضوع الجميل، وننتظر منك المزيد من أخبار المدينة في الأيام القادمة."
    text = (
        f"<html><title>{TITLE}</title><body>{post('17-04-2018', first)}{post('18-04-2018', later)}"
    )
    found = convert(text.encode(), "x")
    assert str(found.front_matter.date) == "2018-04-17"
    assert later not in found.body


# Titles and pictures


def test_the_largest_letters_are_the_title_where_the_page_claims_none() -> None:
    under = (
        "<p align=center><b><font size=4>من مراسلنا في الشمال</font></b></p>"
        "<p align=center><img src=a.jpg width=250></p><p align=center><font size=2>توسيع الحديقة"
        " العمومية الكبرى</font></p>"
    )
    assert table(under=under, tab="صحيفة الضفة - محليات").front_matter.title == TITLE


def test_the_outlets_name_is_no_title_though_it_is_the_page_s_first_heading() -> None:
    text = (
        "<html><title>تفاصيل الخبر</title><body><h1>وكالة أنباء الضفة</h1>"
        f"<div class=news-title>{TITLE}</div>{''.join(f'<p>{p}</p>' for p in TEXT)}"
        "<div>جميع الحقوق محفوظة لوكالة أنباء الضفة © 2011</div></body></html>"
    )
    found = convert(text.encode(), "x").front_matter
    assert (found.title, found.source) == (TITLE, "وكالة أنباء الضفة")


@pytest.mark.parametrize("title", ["منبر الضفة - Atom", "منبر الضفة &laquo; الخلاصة"])
def test_a_site_is_named_by_its_feed(title: str) -> None:
    head = f"<link rel=alternate type='application/atom+xml' title='{title}' href=/feed>"
    assert page(head=head).front_matter.source == "منبر الضفة"


def test_the_maker_of_a_blog_s_program_is_no_outlet() -> None:
    head = (
        '<script type="application/ld+json">{"@type":"BlogPosting","publisher":'
        '{"@type":"Organization","name":"Blogger"}}</script>'
    )
    assert page(head=head).front_matter.source == ""


def test_a_day_under_the_word_update_is_no_day_of_publication() -> None:
    days = (
        "<div class=date><span>14 أغسطس 2020</span></div>"
        "<div class=date><p>تاريخ التحديث: <span class=date>20 سبتمبر 2020</span></p></div>"
    )
    found = page(under=days).front_matter
    assert (str(found.date), str(found.updated)) == ("2020-08-14", "2020-09-20")


def test_a_headline_behind_the_link_to_its_section_is_the_title_alone() -> None:
    tab = f"الضفة نيوز - {TITLE} - أخبار محلية - الأخبار"
    text = (
        f"<html dir=rtl><title>{tab}</title><a href=/news/>الأخبار</a><div><span class=t>"
        f"<a href='/n?topic=2'>أخبار محلية</a> : {TITLE}</span></div>"
        f"<p>{'<br><br>'.join(TEXT)}</p></html>"
    )
    found = convert(text.encode(), "x").front_matter
    assert (found.title, found.source) == (TITLE, "الضفة نيوز")


def test_a_link_that_is_part_of_the_headline_stays_in_it() -> None:
    start, _, end = TITLE.partition(" يبدأ")
    linked = f"<h1><a href=/x>{start}</a>: يبدأ{end}</h1>"
    text = f"<title>{start}: يبدأ{end}</title>{linked}{''.join(f'<p>{p}</p>' for p in TEXT)}"
    assert convert(f"<html>{text}</html>".encode(), "x").front_matter.title == f"{start}: يبدأ{end}"


@pytest.mark.parametrize(
    "figure",
    [
        "<div class=image><p class=cap>مدخل الحديقة القديم من البحر</p>"
        "<img src='https://a.tn/a.jpg'></div>",
        "<div class=x><img src='https://a.tn/a.jpg' title='مدخل الحديقة القديم من البحر'></div>",
        "<div><img src='https://a.tn/a.jpg'><div class=media__copyright><span class=media__title>"
        "مدخل الحديقة القديم من البحر</span> <a href='#'>انسخ الرابط</a></div></div>",
        "<amp-img src='https://a.tn/a.jpg' width=16 height=9 layout=responsive></amp-img>"
        "<div class=cap>مدخل الحديقة القديم من البحر</div>",
    ],
)
def test_captions_stay_with_their_picture_wherever_they_stand(figure: str) -> None:
    body = page(under=figure).body
    assert "a.jpg" in body
    assert "مدخل الحديقة القديم من البحر" in body.split("\n\n")[0]


def test_a_box_of_links_and_a_player_s_time_are_no_paragraphs() -> None:
    box = "<div class=x><a href=/a>ميناء المدينة القديم</a><a href=/b>أمطار الشمال</a></div>"
    assert whole(page(inside=f"{box}<div><p>0:00 / 4:32</p></div>"))


def test_a_byline_in_large_letters_is_no_title() -> None:
    head = f"<h3 align=center><font color=green>{TITLE}</font></h3>"
    text = f"<font size=+1><b>كتبت - {NAME} :</b><br>{'<br>'.join(TEXT)}</font>"
    found = convert(f"<html dir=rtl><title>المنبر</title>{head}{text}</html>".encode(), "x")
    assert (found.front_matter.title, found.front_matter.authors) == (TITLE, (NAME,))


def test_the_day_that_a_member_joined_is_not_the_article_s() -> None:
    member = "<td>عضو<br>تاريخ التسجيل : 12/01/2010<br></td>"
    under = f"<table><tr>{member}<td>السبت 02 أبريل 2011, 18:26</td></tr></table>"
    assert str(page(under=under).front_matter.date) == "2011-04-02T18:26"


TERMS = ("مساحات خضراء", "الحديقة العمومية")


def test_labels_behind_the_article_are_keywords_whatever_heads_them() -> None:
    links = "".join(f"<a href='/search/label/{n}' rel=tag>{n}</a> " for n in TERMS)
    found = page(after=f"<div class=post-footer><span>الأقسام: {links}</span></div>")
    assert found.front_matter.keywords == TERMS


def test_a_short_quotation_in_a_box_of_its_own_is_kept() -> None:
    said = "لن نترك الشجر للعطش، وقد سقيناه بأيدينا سنين طوالا."
    text = "".join(f"<p>{paragraph}</p>" for paragraph in TEXT)
    more = text.replace("مدينة", "بلدية")
    boxes = (f"<div>{text}</div>", f"<blockquote>{said}</blockquote>", f"<div>{more}</div>")
    items = "".join(f"<div class=item><div>{box}</div></div>" for box in boxes)
    article = f"<article><h1>{TITLE}</h1><div class=items>{items}</div></article>"
    found = convert(f"<html dir=rtl><title>{TITLE}</title>{article}</html>".encode(), "x")
    assert said in found.body


@pytest.mark.parametrize(
    "words", ["<i>باب السد صباح أمس</i>", "<font size=1>باب السد صباح أمس</font>"]
)
def test_a_small_line_right_under_a_picture_is_its_caption(words: str) -> None:
    picture = (
        f"<center><img src=a.jpg alt='سد' width=300 height=200></center><center>{words}</center>"
    )
    body = page(inside=picture).body
    assert '"باب السد صباح أمس")' in body
    assert "## باب السد" not in body
