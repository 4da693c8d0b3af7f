"""What single lines around a short article say: of each kind of line one."""

from __future__ import annotations

import pytest

from milaff.intake import Converted, convert

TITLE = "حديقة الضفة تفتح بابها بعد شتاء طويل من الأشغال"
FIRST = "فتحت حديقة الضفة بابها بعد شتاء طويل من الأشغال، وزرعت فيها سبعون شجرة من أشجار الوادي."
SECOND = "وقال البستاني إن المقاعد صنعت من خشب الأشجار التي كسرتها العاصفة في الشتاء الماضي."
THIRD = "وستبقى الحديقة مفتوحة حتى منتصف الليل في أشهر الصيف، وفي الشتاء حتى غروب الشمس."
TEXT = "\n".join([FIRST, SECOND, THIRD])


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
        ("الأهرام / مجتمع وثقافة / العدد ٢٥٦٧ الاثنين ٢٠ نيسان ٢٠١٥", "الأهرام"),
        ("المنبر-منى السيد", "المنبر"),
        ("وكالات - المنبر", "المنبر"),
        ("المنبر/ تونس/ سامي حسن", "المنبر"),
        ("| المنبر | سامي حسن | 12-03-2020", "المنبر"),
        ("تاريخ النشر : الخميس 12 آذار 2020 | المصدر : المنبر | القراءات : 520", "المنبر"),
        ("منشور في المنبر بتاريخ 12 آذار 2020", "المنبر"),
        ("منبر الوادي- خاص", "منبر الوادي"),
        ("عدن - نبأنت :", "نبأنت"),
        ("سامي حسن - خاص المنبر", "المنبر"),
        ("المصدر: المنبر - من سامي حسن", "المنبر"),
        ("2020-03-12 08:32:47 منبر الوادي / خاص حوار : سامي حسن", "منبر الوادي"),
        ("حلب (رقيم الوادي) - سامي حسن", "رقيم الوادي"),
        ("حلب / 12 مارس 2020 / نبأ الوادي /", "نبأ الوادي"),
        ("سامي حسن\nصدى الوادي", "صدى الوادي"),
        ("صدى الوادي 12.3.2020", "صدى الوادي"),
        ("مدونة الوادي\n12 مارس 2020", "مدونة الوادي"),
        ("الفجر الجديد\n12 مارس 2020", "الفجر الجديد"),
        ('> حلب "المنبر" خاص:', "المنبر"),
        ("جريدة الوادي اليومية سياسية مستقلة", "جريدة الوادي اليومية"),
    ],
)
def test_an_outlet_that_nobody_knows_is_told_by_how_it_stands(line: str, source: str) -> None:
    assert article(line).front_matter.source == source


@pytest.mark.parametrize(
    "opening",
    [
        "رقيم الوادي – حلب: ",
        "رقيم الوادي (حلب) - ",
        "حلب - رقيم الوادي: ",
        "حلب في 9 مارس / رقيم الوادي / ",
    ],
)
def test_an_outlet_that_nobody_knows_opens_a_report_beside_its_city(opening: str) -> None:
    raw = f"{TITLE}\n12 مارس 2020\n{opening}{TEXT}"
    assert convert(raw.encode(), "raw.txt").front_matter.source == "رقيم الوادي"


def test_the_number_of_an_issue_is_no_outlet() -> None:
    found = article("43567 السنة 130-العدد 2006 مارس 14 الثلاثاء").front_matter
    assert (found.source, str(found.date)) == ("", "2006-03-14")


@pytest.mark.parametrize("opening", ["وزير الزراعة – حلب: ", "سوق الخضار - ", "موسم الزيتون: "])
def test_what_opens_a_sentence_is_no_outlet(opening: str) -> None:
    raw = f"{TITLE}\n12 مارس 2020\n{opening}{TEXT}"
    assert convert(raw.encode(), "raw.txt").front_matter.source == ""


@pytest.mark.parametrize(
    "line",
    [
        "(رقيم الوادي، الخميس 12 آذار 2020، سامي حسن)",
        "سامي حسن\nرقيم الوادي، 12 آذار 2020",
        "رقيم الوادي - حلب - سامي حسن - 12/3/2020",
    ],
)
def test_a_credit_line_behind_the_text_tells_who_for_whom_and_when(line: str) -> None:
    found = article(behind=line).front_matter
    assert (found.source, str(found.date)) == ("رقيم الوادي", "2020-03-12")
    assert found.authors == ("سامي حسن",)
    assert found.keywords == ()


def test_a_statement_is_its_organisations_who_signs_behind_it() -> None:
    said, title = "مرصد الوادي للمياه", "بيان بشأن حديقة الضفة"
    raw = f"{title}\n{FIRST}\nويرحب {said} بذلك، {SECOND}\n{THIRD}\n"
    assert convert(f"{raw}{said}".encode(), "raw.txt").front_matter.source == said
    assert article(behind=said).front_matter.source == ""
    last = "حركة الحديقة مستمرة رغم كل شيء"
    assert article(behind=last, title=title).front_matter.source == ""


def test_above_a_statement_stands_whose_it_is() -> None:
    raw = f"مركز الوادي لحقوق الإنسان\n{TITLE}\nبيان صحافي\n12 آذار 2020\n{TEXT}"
    assert convert(raw.encode(), "raw.txt").front_matter.source == "مركز الوادي لحقوق الإنسان"


def test_what_a_report_is_called_beside_its_city_is_no_outlet() -> None:
    assert article("حلب (تقرير خاص)").front_matter.source == ""


def test_the_holder_of_the_rights_loses_only_his_preposition() -> None:
    found = article(behind="جميع الحقوق محفوظة للمرصد السهلي 2018").front_matter
    assert found.source == "المرصد السهلي"


def test_a_team_signs_with_all_its_names() -> None:
    found = article("فريق الإعداد: سامي حسن، منى السيد").front_matter
    assert found.authors == ("سامي حسن", "منى السيد")


def test_the_number_of_comments_is_no_part_of_who_signed() -> None:
    found = article("مارس 12, 2020 سامي حسن لا يوجد تعليقات").front_matter
    assert (found.authors, str(found.date)) == (("سامي حسن",), "2020-03-12")


def test_a_day_without_its_year_is_no_text_and_is_said() -> None:
    found = article("العدد 1234 الثلاثاء 14 آذار")
    assert "آذار" not in found.body
    assert [doubt.reason for doubt in found.front_matter.review] == [
        "a day is printed without its year"
    ]
    assert article("14 آذار\n12 مارس 2020").front_matter.review == ()


def test_a_link_to_more_of_a_section_is_no_title() -> None:
    raw = f"أخبار محلية\nالمزيد من أخبار محلية\n{TITLE}\n12/3/2020\n{TEXT}"
    assert convert(raw.encode(), "raw.txt").front_matter.title == TITLE


def test_a_day_behind_a_bar_is_no_part_of_the_title() -> None:
    found = article(title=f"نشرة الوادي: {TITLE} | الخميس 12-03-2020").front_matter
    assert (found.title, str(found.date)) == (f"نشرة الوادي: {TITLE}", "2020-03-12")


@pytest.mark.parametrize(
    ("title", "source"),
    [(f"{TITLE} - جريدة الضفة", "جريدة الضفة"), (f"{TITLE} | الأهرام", "الأهرام")],
)
def test_a_paper_behind_the_title_is_no_part_of_it(title: str, source: str) -> None:
    found = article(title=title).front_matter
    assert (found.title, found.source) == (TITLE, source)


@pytest.mark.parametrize(
    "line",
    [
        "نقلا عن المصدر أعلاه",
        "أجراها: سامي حسن",
        "علي أنوزلا | 12 آذار 2020",
        "بيروت - باتر وردم",
        "إعداد وتقرير: سامي حسن",
        "المحافظات",
        "من مراسلنا في الوادي: سامي حسن",
        "بغداد",
        "متابعة: سامي حسن",
        "عواصم - وكالات",
        "«شبكة الري» تعود إلى بساتين الوادي",
        "عدن - متابعات :",
        "بيروت - خاص :",
        "تونس - تقرير :",
    ],
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
        ("صلاح الدين. ب", ("صلاح الدين. ب",)),
        ("صلاح بوسريف", ("صلاح بوسريف",)),
        ("علي أنوزلا | 12 آذار 2020", ("علي أنوزلا",)),
        ("بيروت - باتر وردم", ("باتر وردم",)),
        ("| المنبر | سامي حسن | 12-03-2020", ("سامي حسن",)),
        ("إعداد وتقرير: سامي حسن", ("سامي حسن",)),
        ("تحرير: منى السيد | تصوير: هدى علي | كتابة: سامي حسن", ("سامي حسن",)),
        ("أضيف بواسطة سامي حسن في 12/03/2020 - 10:20 ص المنبر، سوق", ("سامي حسن",)),
        ("كتب المحرر الاقتصادي", ()),
        ("المصدر: المنبر - من سامي حسن", ("سامي حسن",)),
        ("2020-03-12 08:32:47 منبر الوادي / خاص حوار : سامي حسن", ("سامي حسن",)),
        ("عين الماء: م. حداد", ("م. حداد",)),
        ("غلاف المجلة", ()),
        ("بسم الله الرحمن الرحيم", ()),
        ("المنبر-منى السيد", ("منى السيد",)),
        ("منى السيد - كاوه الزنكنة", ("منى السيد", "كاوه الزنكنة")),
        ("البستاني سامي عبد\nالبستاني سامي عبد الحميد، حارس الحديقة،", ()),
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
        "استمع إلى الملخص",
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


@pytest.mark.parametrize("end", [" / بقلم سامي حسن", ".. بقلم: سامي حسن", " - كتبها: سامي حسن"])
def test_who_wrote_stands_on_the_line_of_the_title(end: str) -> None:
    found = article(title=TITLE + end).front_matter
    assert (found.title, found.authors) == (TITLE, ("سامي حسن",))


def test_a_city_a_day_and_an_outlet_in_brackets_open_a_report() -> None:
    found = convert(f"{TITLE}\nتونس, 12 آذار 2020 (المنبر) -- {TEXT}".encode(), "raw.txt")
    matter = found.front_matter
    assert (matter.place, str(matter.date), matter.source) == ("تونس", "2020-03-12", "المنبر")


def test_who_wrote_stands_glued_to_the_first_paragraph() -> None:
    found = convert(f"{TITLE}\nتحقيق ـ منى السيد:{TEXT}".encode(), "raw.txt")
    assert found.front_matter.authors == ("منى السيد",)
    assert FIRST in found.body.split("\n")


def test_the_paper_that_everybody_speaks_to_is_the_source() -> None:
    told = "وقال مهندس لـ«الأهرام» إن الجدار متين، وأضاف لـ«الأهرام» أن السقف يحتاج إلى ترميم."
    assert article(behind=told).front_matter.source == "الأهرام"
    assert article(behind=told.replace("لـ", "في ")).front_matter.source == ""


def test_the_paper_that_went_and_saw_is_the_source() -> None:
    seen = "ورصدت «الأهرام» خلال جولة في الحديقة أن العمال يزرعون الأشجار الأخيرة قرب النهر."
    assert article(behind=seen).front_matter.source == "الأهرام"
    assert article(behind=seen.replace("ورصدت", "وزارت")).front_matter.source == ""


def test_a_paper_and_its_issue_stand_behind_the_text() -> None:
    assert article(behind="طباعة\nالمنبر عدد(2488)").front_matter.source == "المنبر"


def test_a_column_narrower_than_its_title_is_put_together_again() -> None:
    words, lines = TEXT.replace("\n", " ").split(), [""]
    for word in words * 3:
        if len(lines[-1]) + len(word) >= 44:
            lines.append("")
        lines[-1] = f"{lines[-1]} {word}".strip()
    found = convert("\n".join([TITLE, "سامي حسن:", *lines]).encode(), "raw.txt")
    assert found.front_matter.title == TITLE
    assert FIRST in found.body


def test_news_in_general_behind_an_article_is_not_its_text() -> None:
    other = (
        "عاد القارب الخشبي إلى البحيرة بعد ترميم دام ستة أشهر، وكان قد حمل على شاحنتين إلى المشغل."
    )
    news = f"أهم الأخبار\nقارب البحيرة يعود إليها بعد الترميم\n{other}"
    assert other not in article(behind=news).body
    assert THIRD in article(behind=news).body


def test_a_headline_that_calls_amid_the_text_leads_elsewhere() -> None:
    calling = "تعرف على مواعيد الحدائق في العيد"
    text = f"{FIRST}\n{calling}\n{SECOND}\nمقاعد من الخشب\n{THIRD}"
    found = convert(f"{TITLE}\n{text}".encode(), "raw.txt")
    assert calling not in found.body
    assert "## مقاعد من الخشب" in found.body


@pytest.mark.parametrize(
    "sentence",
    [
        "بدأ ترميم الجدران في صباح يوم 27 كانون الثاني/يناير 1967 ، وفورا ظهرت التصدعات.",
        "تم نشر نتائج الفحص في مجلة العلوم.",
        "كلها أشجار صالحة من العدد 3.",
    ],
)
def test_a_sentence_of_the_text_names_no_person_outlet_or_day(sentence: str) -> None:
    text = "\n".join([TITLE, "", FIRST, sentence, SECOND, THIRD])
    found = convert(text.encode(), "raw.txt")
    matter = found.front_matter
    assert (matter.authors, matter.source, matter.date) == ((), "", None)
    assert sentence in found.body.replace("\\", "")


def test_a_first_line_without_a_full_stop_is_the_title_whatever_it_speaks_of() -> None:
    short = "فتحت الحديقة بابها بعد أشغال الشتاء."
    found = convert(f"دفاتر الصبر في زمن العجلة\n\n{short}\n{TEXT}".encode(), "raw.txt")
    assert found.front_matter.title == "دفاتر الصبر في زمن العجلة"


def test_the_way_to_a_page_and_a_call_name_no_outlet() -> None:
    way = convert(f"الرئيسية » أخبار » {TITLE}\n{TITLE}\n{TEXT}".encode(), "raw.txt")
    assert way.front_matter.source == ""
    assert article("فيديو\nشاهد الفيديو").front_matter.source == ""


def test_a_list_of_hashtags_with_spaces_is_no_heading() -> None:
    found = article(behind="# حديقة_الضفة # أشجار").front_matter
    assert found.keywords == ("حديقة الضفة", "أشجار")


def test_keywords_are_printed_behind_a_label_and_a_number_is_none() -> None:
    assert article(behind="كلمات مفاتيح : حدائق / أشجار").front_matter.keywords == (
        "حدائق",
        "أشجار",
    )
    assert article("#1").front_matter.keywords == ()


def test_the_formula_that_a_text_opens_with_is_kept() -> None:
    assert article("بسم الله الرحمن الرحيم").body.startswith("بسم الله الرحمن الرحيم")


def test_who_edited_a_report_is_no_part_of_the_name() -> None:
    assert article(behind="سامي حسن/ م.ح").front_matter.authors == ("سامي حسن",)


@pytest.mark.parametrize(
    ("line", "keywords"),
    [
        ("كلمات دليلية حدائق ، أشجار", ("حدائق", "أشجار")),
        ("المزيد عن: حدائق/أشجار الوادي", ("حدائق", "أشجار الوادي")),
        ("كلمات البحث: حدائق - حقوق النشر", ("حدائق", "حقوق النشر")),
        ("كلمات مفتاحية\nالمزيد من المنبر", ()),
        ("المزيد عن: أشجار الوادي التي كسرتها عاصفة الشتاء", ()),
    ],
)
def test_keywords_stand_behind_each_of_their_labels(line: str, keywords: tuple[str, ...]) -> None:
    assert article(behind=line).front_matter.keywords == keywords


def test_of_two_days_behind_the_text_that_of_publication_counts() -> None:
    behind = "آخر تحديث: 14 آذار 2020\nنشر في: 12 آذار 2020"
    found = article(behind=behind).front_matter
    assert (str(found.date), str(found.updated)) == ("2020-03-12", "2020-03-14")


def test_a_day_amid_the_text_is_not_the_day_of_its_printing() -> None:
    raw = "\n".join([TITLE, FIRST, SECOND, "5 آذار 2011", THIRD, "ويحرسها البستاني ليلا."])
    found = convert(raw.encode(), "raw.txt")
    assert found.front_matter.date is None
    assert "## 5 آذار 2011" in found.body


def test_the_number_of_an_issue_is_no_day_and_no_outlet() -> None:
    found = article("العدد 31 - يناير 1998").front_matter
    assert (str(found.date), found.source) == ("1998-01", "")


@pytest.mark.parametrize(
    ("opening", "source", "place"),
    [
        ("عين الماء (سونا)         ", "سونا", "عين الماء"),
        ("سونا (عين الماء) – ", "سونا", "عين الماء"),
    ],
)
def test_an_agency_and_a_city_that_nobody_knows_open_a_report(
    opening: str, source: str, place: str
) -> None:
    raw = "\n".join([TITLE, f"{opening}{FIRST}", SECOND, THIRD])
    found = convert(raw.encode(), "raw.txt").front_matter
    assert (found.source, found.place) == (source, place)


@pytest.mark.parametrize(
    ("line", "author", "source", "place"),
    [
        ('بنزرت "المنبر" سامي حسن الطويل :', "سامي حسن الطويل", "المنبر", "بنزرت"),
        ("منبر الوادي/ عدن/ من سامي الفلاني", "سامي الفلاني", "منبر الوادي", "عدن"),
        ("بنزرت (تونس) / سامي حسن / الأناضول", "سامي حسن", "الأناضول", "بنزرت"),
        ("من سامي حسن", "سامي حسن", "", ""),
        ("بقلم سامي حسن، بلدة", "سامي حسن", "", ""),
        ("سامي حسن بن طالب", "سامي حسن بن طالب", "", ""),
    ],
)
def test_who_wrote_and_for_whom_stand_on_one_line(
    line: str, author: str, source: str, place: str
) -> None:
    found = article(line).front_matter
    assert (found.authors, found.source, found.place) == ((author,), source, place)


def test_who_wrote_stands_on_two_lines() -> None:
    found = article("تحقيق : سامي حسن\nوعادل عبد الله").front_matter
    assert found.authors == ("سامي حسن", "عادل عبد الله")


def test_who_made_a_report_ready_for_print_did_not_write_it() -> None:
    behind = "(إعداد هدى منصور للنشرة العربية - تحرير وائل حسن)"
    assert article("من سامي حسن", behind=behind).front_matter.authors == ("سامي حسن",)


def test_an_organisation_that_speaks_in_the_text_is_the_source_and_no_title() -> None:
    text = "\n".join(
        ["نادي الضفة الأخضر", "12 آذار 2020", "", TITLE, "", f"قال نادي الضفة الأخضر: {FIRST}"]
    )
    found = convert(f"{text}\n{SECOND}\n{THIRD}".encode(), "raw.txt").front_matter
    assert (found.title, found.source) == (TITLE, "نادي الضفة الأخضر")


def test_a_paper_s_name_that_is_a_section_s_too_stands_over_its_section() -> None:
    raw = "\n".join(["الرأي", "محليات", TITLE, "12 آذار 2020", TEXT])
    assert convert(raw.encode(), "raw.txt").front_matter.source == "الرأي"


def test_who_claims_the_rights_is_the_source_rather_than_a_line_that_sounds_so() -> None:
    foot = "شارك\nNext Post\nحريق في سوق البلدة\nNext Post\n© 2025 صدى الضفة - جميع الحقوق محفوظة."
    assert article("12 آذار 2020", behind=foot).front_matter.source == "صدى الضفة"


def test_keywords_end_where_a_day_is_printed() -> None:
    found = article(behind="مواضيع\nالحديقة\nالأشجار\n14 أيار 2020, 12:40").front_matter
    assert (found.keywords, str(found.date)) == (("الحديقة", "الأشجار"), "2020-05-14T12:40")


def test_a_day_that_a_scraper_put_before_the_text_is_the_article_s() -> None:
    raw = "\n".join([TITLE, f" date 2023-04-11 {FIRST}", SECOND, THIRD])
    found = convert(raw.encode(), "raw.txt")
    assert str(found.front_matter.date) == "2023-04-11"
    assert found.body.startswith(FIRST)


@pytest.mark.parametrize(
    ("line", "authors", "others"),
    [
        ("كتب - سامي حسن وليلى نصر ووليد حسن", ["سامي حسن", "ليلى نصر", "وليد حسن"], []),
        ("سامي حسن و ليلى نصر و هدى العلمي", ["سامي حسن", "ليلى نصر", "هدى العلمي"], []),
        ("د. سامي حسن ود. ليلى نصر", ["سامي حسن", "ليلى نصر"], []),
        ("كتب/ سامي حسن - تصوير/ ليلى نصر", ["سامي حسن"], ["ليلى نصر"]),
        ("بقلم: توماس حداد * ترجمة: سامي حسن", ["توماس حداد"], ["سامي حسن"]),
        ("ترجمها عن الإنجليزية سامي حسن", [], ["سامي حسن"]),
        ("ترجمة: سامي حسن عن مجلة العيّنة", [], ["سامي حسن"]),
    ],
)
def test_everybody_on_a_line_is_told(line: str, authors: list[str], others: list[str]) -> None:
    found = article(line).front_matter
    assert list(found.authors) == authors
    assert [other.name for other in found.contributors] == others


def test_what_a_text_is_stands_before_its_title_and_signs_nothing() -> None:
    found = article("ليلى نصر", title="قصة: حارس الحديقة الأخير").front_matter
    assert (found.title, found.authors) == ("قصة: حارس الحديقة الأخير", ("ليلى نصر",))


def test_notes_are_of_the_article_though_an_address_stands_before_them() -> None:
    behind = "البريد: a@a.example\n\nهوامش:\n[1] دفتر البلدية لسنة 2015.\n[2] المرجع نفسه، ص 14."
    body = article(behind=behind).body
    assert "## هوامش" in body
    assert "المرجع نفسه" in body


def test_a_poem_is_kept_and_told() -> None:
    verses = ["يا باب خذني", "إلى آخر الدرب", "حيث تنام العصافير", "لا تسأل الريح"]
    raw = "\n".join(["حارس الحديقة", "شعر: سامي حسن", "", *verses])
    found = convert(raw.encode(), "raw.txt")
    assert (found.front_matter.title, found.front_matter.authors) == ("حارس الحديقة", ("سامي حسن",))
    assert found.body.strip().split("\n\n") == verses
    assert found.front_matter.status == "draft"


def test_a_wire_prints_the_day_behind_any_place() -> None:
    wire = FIRST.replace("فتحت", "عين الماء 12 ماي 2015 (وات) - فتحت", 1)
    found = convert("\n".join([TITLE, "", wire, SECOND]).encode(), "raw.txt").front_matter
    assert (str(found.date), found.source, found.place) == ("2015-05-12", "وات", "عين الماء")


def test_a_title_may_speak_of_rights() -> None:
    title = "مكتبات الضفة تسأل عن حقوق النشر في كتب الحديقة"
    assert article("12 آذار 2020", title=title).front_matter.title == title


def test_a_paper_and_its_day_are_no_part_of_a_title_below_them() -> None:
    wrapped = [
        "المنبر - الخميس 12 آذار 2020 (17 رجب 1441 هـ)",
        "حديقة الضفة تفتح بابها بعد الشتاء",
        "",
        "فتحت حديقة الضفة بابها بعد شتاء طويل من الأشغال، وزرعت فيها",
        "سبعون شجرة من أشجار الوادي، وصنعت مقاعدها من خشب الأشجار التي",
        "كسرتها العاصفة في الشتاء الماضي، كما قال البستاني الذي حرسها",
        "في الليل والنهار.",
    ]
    found = convert("\n".join(wrapped).encode(), "raw.txt").front_matter
    assert (found.title, str(found.date)) == (wrapped[1], "2020-03-12")


ITEMS = ["فتح الباب قبل الفجر", "سقي الأشجار في المساء", "ترميم المقاعد"]


@pytest.mark.parametrize("sign", ["■ ", "• ", "- ", "▪", "●"])
def test_a_list_that_ends_a_text_is_of_it(sign: str) -> None:
    body = article(behind="\n".join(["ومما طلبه الجيران:", *(sign + item for item in ITEMS)])).body
    assert all(item in body for item in ITEMS)


def test_headlines_of_others_in_a_list_are_not_of_the_text() -> None:
    others = ["• قارب البحيرة يعود", "• مطبعة الجبل تبيع آلاتها", "• عداء يقطع الصحراء وحده"]
    assert "قارب" not in article(behind="\n".join(["أبرز العناوين", *others])).body


def test_the_first_and_shorter_of_two_lines_is_the_title_where_the_other_explains_it() -> None:
    short = "الضفة تفقد ظلها الأخضر"
    deck = "كانت حديقة الضفة تضم سبعين شجرة من أشجار الوادي، واليوم يباع خشبها في الشتاء الطويل"
    text = f"{short}\n{deck}\nسامي حسن صحافي @sami_hsn\n12 آذار 2020\n\n{TEXT}"
    found = convert(text.encode(), "raw.txt").front_matter
    assert (found.title, found.authors) == (short, ("سامي حسن",))


OTHERS = [
    "قارب البحيرة يعود إليها بعد الترميم",
    "مطبعة الجبل تبيع آلاتها القديمة لهواة الورق",
    "عداء يقطع الصحراء وحده في تسعة أيام",
    "مدرسة القرية تستقبل دفعة جديدة",
]


def test_a_title_stands_last_of_many_headlines_over_the_city_and_the_outlet() -> None:
    text = "\n".join([*OTHERS, TITLE, "بغداد- نبأ", TEXT])
    found = convert(text.encode(), "raw.txt").front_matter
    assert (found.title, found.source, found.subtitle) == (TITLE, "نبأ", "")


def test_paragraphs_of_others_over_a_dated_headline_are_not_of_the_text() -> None:
    others = [
        "عاد القارب الخشبي إلى البحيرة بعد ترميم دام ستة أشهر، وكان قد حمل على شاحنتين إلى المشغل.",
        "باعت مطبعة الجبل آلاتها القديمة لهواة الورق، واحتفظت بحروف الرصاص التي صبها مؤسسها بيديه.",
        "قطع عداء شاب الصحراء وحده في تسعة أيام، وحمل معه ماء وتمرا وخريطة رسمها له جده الراحل.",
    ]
    text = "\n".join([*others, TITLE, "[12/03/2020 02:27]", "عدن - نبأنت :", TEXT])
    found = convert(text.encode(), "raw.txt")
    assert found.front_matter.title == TITLE
    assert str(found.front_matter.date)[:10] == "2020-03-12"
    assert not any(other in found.body for other in others)


@pytest.mark.parametrize("line", ["ناهد سمعان", "جكرخوين حسن", "أمادو صمب"])
def test_a_name_right_above_the_title_signs(line: str) -> None:
    raw = f"{line}\n{TITLE}\n12/3/2020\n{TEXT}"
    assert convert(raw.encode(), "raw.txt").front_matter.authors == (line,)


def test_the_sign_of_a_list_is_no_part_of_the_title() -> None:
    assert article(title=f"• {TITLE}").front_matter.title == TITLE


def test_an_office_without_a_name_signs_nothing() -> None:
    assert article("12/3/2020\nوزير التربية").front_matter.authors == ()


@pytest.mark.parametrize(
    ("first", "later", "outlet"),
    [
        (
            "دعت الشبكة الأهلية لحدائق الوادي اليوم إلى",
            "وقالت الشبكة الأهلية لحدائق الوادي إن",
            True,
        ),
        ("دعت الشبكة الأهلية لحدائق الوادي اليوم إلى", "وقالت الشبكة إن", False),
        ("دعت البستانية منى السيد اليوم إلى", "وقالت البستانية منى السيد إن", False),
    ],
)
def test_a_statement_is_its_organisations_who_speaks_in_it(
    first: str, later: str, outlet: bool
) -> None:
    raw = f"بيانات صحفية\n{TITLE}\n12/3/2020\n{first} {FIRST}\n{later} {SECOND}\n{THIRD}"
    source = convert(raw.encode(), "raw.txt").front_matter.source
    assert source == ("الشبكة الأهلية لحدائق الوادي" if outlet else "")
    source = convert(raw.replace("بيانات صحفية\n", "").encode(), "raw.txt").front_matter.source
    assert source == ""


@pytest.mark.parametrize(
    ("head", "behind", "outlet"),
    [
        ("الدفاتر | كبرئيل ملكي\n12/3/2020", "", "الدفاتر"),
        ("دفتر برس _ حلب _ كبرئيل ملكي\n12/3/2020", "", "دفتر برس"),
        ("كبرئيل ملكي- خاص بموقع دفتر الوادي\n12/3/2020", "", "موقع دفتر الوادي"),
        ("12/3/2020", "كبرئيل ملكي – رقيم الوادي", "رقيم الوادي"),
        ("المنبر 12/3/2020", "كبرئيل ملكي\nكاتب من حلب", "المنبر"),
        ("حلب – من كبرئيل ملكي\n12/3/2020", "", ""),
        ("بقلم الصحفي: كبرئيل ملكي\n12/3/2020", "", ""),
    ],
)
def test_who_signed_is_told_by_how_the_name_stands_though_nobody_knows_it(
    head: str, behind: str, outlet: str
) -> None:
    found = article(head, behind).front_matter
    assert found.authors == ("كبرئيل ملكي",)
    assert found.source == outlet


@pytest.mark.parametrize("behind", ["منى السيد/ م.س", "المنطقة الصناعية، حلب"])
def test_initials_and_addresses_behind_the_text_are_no_outlet(behind: str) -> None:
    assert article("12/3/2020", behind).front_matter.source == ""


@pytest.mark.parametrize("word", ["الزيارات:480", "الافتتاحية", "الثلاثاء", "القاهرة"])
def test_a_number_a_section_or_a_city_beside_the_date_is_no_outlet(word: str) -> None:
    assert article(f"{word} 12/3/2020").front_matter.source == ""


def test_a_city_below_the_agency_is_where_it_was_filed() -> None:
    found = article("وكالة أنباء الوادي\nحلب")
    assert (found.front_matter.place, "حلب" in found.body) == ("حلب", False)


@pytest.mark.parametrize(
    ("above", "outlet"),
    [
        ("وكالة أنباء الوادي (وان)", "وكالة أنباء الوادي (وان)"),
        ("منتديات الوادي > ركن المقالات", "منتديات الوادي"),
        ("بيان صادر عن رابطة بستانيي الوادي", "رابطة بستانيي الوادي"),
    ],
)
def test_above_the_title_stands_who_published_it(above: str, outlet: str) -> None:
    raw = f"{above}\n{TITLE}\n12/3/2020\n{TEXT}"
    found = convert(raw.encode(), "raw.txt").front_matter
    assert (found.title, found.source) == (TITLE, outlet)


def test_an_agency_before_the_title_is_no_part_of_it() -> None:
    found = article(title=f"الوكالة الوطنية للضفاف - {TITLE}").front_matter
    assert (found.title, found.source) == (TITLE, "الوكالة الوطنية للضفاف")


def test_a_place_that_the_title_names_is_no_outlet() -> None:
    found = article("الضفة: سامي حسن").front_matter
    assert (found.source, found.authors) == ("", ("سامي حسن",))


def test_one_comment_is_no_name() -> None:
    found = article("12.03.2020 · سامي حسن · تعليق واحد").front_matter
    assert (found.authors, str(found.date)) == (("سامي حسن",), "2020-03-12")


def test_subjects_are_keywords_by_their_label() -> None:
    found = article("12/3/2020", "المواضيع: حدائق، ضفة، وادي").front_matter
    assert found.keywords == ("حدائق", "ضفة", "وادي")


def test_a_last_sentence_of_many_commas_is_no_list_of_keywords() -> None:
    last = "أما البستاني، فيغلق الباب، يهز رأسه، ثم يمضي."
    found = article("12/3/2020", last)
    assert found.body.strip().endswith(last)
    assert found.front_matter.keywords == ()


def test_letters_that_set_the_size_are_no_text() -> None:
    assert "ع ع ع" not in article("12/3/2020\nحجم الخط: ع ع ع").body


def test_a_day_and_a_short_year_behind_the_hour_are_read() -> None:
    found = article("11:06 ص, الأحد, 15 سبتمبر 19").front_matter
    assert str(found.date).startswith("2019-09-15")


def test_the_letters_of_an_agency_sign_nothing() -> None:
    found = article("12/3/2020", "(و م أ)").front_matter
    assert (found.authors, found.source) == ((), "و م أ")


@pytest.mark.parametrize("name", ["سيداتي ولد النحوي", "الشيخ سيدي ولد النحوي", "مكفولة منت آكاط"])
def test_a_son_or_daughter_of_somebody_signs(name: str) -> None:
    raw = f"{TITLE}\n{name}\nالأحد 26 سبتمبر 2010\n{TEXT}\nتعليقات (3)\nكتبه: سامي حسن\nأحسنت"
    assert convert(raw.encode(), "raw.txt").front_matter.authors == (name.removeprefix("الشيخ "),)


def test_words_of_the_title_below_the_date_stand_under_a_picture() -> None:
    found = article("الأحد 26 سبتمبر 2010\nشتاء الحديقة\nمنى السيد")
    assert (found.front_matter.source, found.front_matter.authors) == ("", ("منى السيد",))
    assert "شتاء الحديقة" in found.body


@pytest.mark.parametrize(
    ("opening", "behind"),
    [("26سبتمبر/ سامي حسن: ", ""), ("", "الضفتان (المنبر برس)"), ("قال لـ«الرياض» إن ", "الرياض")],
)
def test_an_outlet_opens_or_ends_a_report(opening: str, behind: str) -> None:
    raw = f"{TITLE}\n12/3/2020\n{opening}{TEXT}\n{behind}"
    assert convert(raw.encode(), "raw.txt").front_matter.source in (
        "26سبتمبر",
        "المنبر برس",
        "الرياض",
    )


def test_what_a_paper_is_called_in_another_language_is_no_title() -> None:
    raw = f"صدى الوادي The Valley Echo\nVol. 24, Issue 1186\n{TITLE}\n12/3/2020\n{TEXT}"
    assert convert(raw.encode(), "raw.txt").front_matter.title == TITLE


def test_a_reference_beside_the_day_is_no_outlet() -> None:
    found = article("10 فبراير 2021 |Reference 11/2021").front_matter
    assert (found.source, str(found.date)) == ("", "2021-02-10")


@pytest.mark.parametrize(
    "last",
    ["وللحديث بقية – سامي حسن", "وداعا يا صديقي، سامي حسن", "إلى اللقاء / حلب / 5 أيار 2016"],
)
def test_last_words_before_a_name_are_no_outlet(last: str) -> None:
    assert article("12/3/2020", last).front_matter.source == ""


def test_two_names_that_begin_alike_are_no_outlet() -> None:
    first = f"أدانت رابطة سكان الضفة الشرقية اليوم {FIRST}"
    later = f"وقالت رابطة سكان الضفة الغربية إن {SECOND}"
    raw = f"بيان صحفي\n{TITLE}\n12/3/2020\n{first}\n{later}\n{THIRD}"
    assert convert(raw.encode(), "raw.txt").front_matter.source == ""


def test_many_counters_on_one_line_are_read_in_no_time() -> None:
    line = "زوار 1 " * 2000 + "س 12-03-2011"
    assert article(line).front_matter.title == TITLE


@pytest.mark.parametrize("line", ["الإصدار 2.10.15", 'حلب "الشهباء"'])
def test_a_number_of_a_version_is_no_day_and_a_name_of_a_city_no_outlet(line: str) -> None:
    found = article(line).front_matter
    assert (found.date, found.source) == (None, "")


def test_one_word_before_a_person_and_a_city_is_the_outlet() -> None:
    found = article("نقاش | صباح الفراتي | حلب | 30.08.2012").front_matter
    assert (found.source, found.authors) == ("نقاش", ("صباح الفراتي",))


def test_what_a_text_is_called_is_no_outlet() -> None:
    raw = f"روبورتاج\n{TITLE}\n12/3/2020\n{TEXT}"
    assert convert(raw.encode(), "raw.txt").front_matter.source == ""


def test_a_place_that_the_text_names_stands_before_who_signs_behind_it() -> None:
    assert article("12/3/2020", "الضفة: سامي حسن").front_matter.authors == ("سامي حسن",)


def test_braces_hold_the_city_and_the_agency_of_a_report() -> None:
    raw = f"{TITLE}\n12/3/2020\n{{حلب: المنبر برس}} {TEXT}"
    assert convert(raw.encode(), "raw.txt").front_matter.source == "المنبر برس"


def test_behind_a_known_channel_a_name_that_nobody_knows_opens_a_report() -> None:
    raw = f"{TITLE}\n12/3/2020\nقناة الوادي - كبرئيل الملكي: {TEXT}"
    found = convert(raw.encode(), "raw.txt").front_matter
    assert (found.source, found.authors) == ("قناة الوادي", ("كبرئيل الملكي",))


def test_who_took_a_picture_under_the_title_wrote_nothing() -> None:
    found = article("بسطة كتب وأزهار في الحديقة. تصوير: سامي حسن\n12/3/2020")
    assert found.front_matter.authors == ()
    assert "caption" in [row.label for row in found.ledger]
