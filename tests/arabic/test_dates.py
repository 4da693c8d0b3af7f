"""Date lines as outlets print them."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from milaff.arabic.calendar import written
from milaff.arabic.dates import read, read_line
from milaff.arabic.partial_date import PartialDate

VARIANTS = Path(__file__).parents[3] / "shared" / "bench" / "intake" / "date_variants.json"


@pytest.mark.parametrize(
    ("line", "iso"),
    [
        ("السبت 17/فبراير/2024 - 09:05 م", "2024-02-17T21:05"),
        ("17 شباط 2024", "2024-02-17"),
        ("3 كانون الثاني 2024", "2024-01-03"),
        ("9 أيّار 2024", "2024-05-09"),
        ("فاتح جوان 2016", "2016-06-01"),
        ("9 غشت 2024", "2024-08-09"),
        ("9 جويلية 2024", "2024-07-09"),
        ("9 آب/أغسطس 2024", "2024-08-09"),
        ("9 أغسطس (آب) 2024", "2024-08-09"),
        ("٩ / ٨ / ٢٠٢٤", "2024-08-09"),
        ("2024.8.9", "2024-08-09"),
        ("09-08-2024 00:15", "2024-08-09T00:15"),
        ("9 أغسطس 2024 12:30 ص", "2024-08-09T00:30"),
        ("9 أغسطس 2024 12:30 م", "2024-08-09T12:30"),
        ("9 أغسطس 2024 14:00 بتوقيت غرينتش", "2024-08-09T14:00Z"),
        ("9 يناير 2024 14:00 بتوقيت مكة المكرمة", "2024-01-09T14:00+03:00"),
        ("9 يناير 2024 14:00 بتوقيت القاهرة", "2024-01-09T14:00+02:00"),
        ("9 يناير 2024 14:00 GMT+3", "2024-01-09T14:00+03:00"),
        ("2024-01-09T14:00:00+01:00", "2024-01-09T14:00+01:00"),
        ("أغسطس 2024", "2024-08"),
        ("August 9, 2024", "2024-08-09"),
        ("9 رمضان 1445", "2024-03-19"),
        ("أغـسطس 9, 2024", "2024-08-09"),
        ("08/21/2024", "2024-08-21"),
        ("Published On9/8/2024", "2024-08-09"),
        ("صدر في يوم الخميس الموافق 12 من شهر مارس سنة 2020", "2020-03-12"),
        ("12 Juillet 2024 (10:20)", "2024-07-12T10:20"),
        ("مجلة العيّنة، العدد 7، أفريل 1974", "1974-04"),
        ("المجلد 2، العدد 4، نيسان 1990", "1990-04"),
        ("السنة 12 أيار 1998", "1998-05"),
        ("العدد 120 - 12 آذار 2020", "2020-03-12"),
        ("الثلاثاء, 18 أغشت, 2020 - 16:52", "2020-08-18T16:52"),
        ("الأحد, 11/03/2013 - 11:20", "2013-11-03T11:20"),
        ("الاثنين 11/03/2013", "2013-03-11"),
        ("First Published: 2008-05-12", "2008-05-12"),
        ("العدد 8443 الثلاثاء 22 مايو 2012 الموافق غرة رجب 1433", "2012-05-22"),
        ("تأسست في 3 مايو 1958 - الجمعة 18 مارس 2011", "2011-03-18"),
        ("16.06.09 12:30", "2009-06-16T12:30"),
        ("الثلاثاء 16-06-09", "2009-06-16"),
        ("3/4/98", "1998-04-03"),
        ("جمعة, 11/12/2010 - 14:20", "2010-11-12T14:20"),
        ("الثلثاء, 14 آذار 2006", "2006-03-14"),
        ("السبت 17 التمور (أكتوبر) 2009 مسيحي", "2009-10-17"),
        ("43567 السنة 130-العدد 2006 مارس 14 14 من صفر 1427 هـ الثلاثاء", "2006-03-14"),
    ],
)
def test_a_printed_date_is_read(line: str, iso: str) -> None:
    assert str(read(line)) == iso


@pytest.mark.parametrize(
    "line",
    [
        "منذ ساعتين",
        "2024",
        "العدد 19766",
        "99/99/2024",
        "الفجر 03:59",
        "31 فبراير 2024",
        "تأسست في 3 مايو 1958",
        "",
    ],
)
def test_what_is_no_date_gives_none(line: str) -> None:
    assert read(line) is None


def test_prose_that_names_a_date_has_a_rest() -> None:
    found = read_line("أعلن الميناء، الخميس 25 مارس 2021، توسعة الرصيف")
    assert found
    assert found.rest == "أعلن الميناء توسعة الرصيف"


def test_a_line_of_a_date_its_labels_and_its_issue_has_no_rest() -> None:
    found = read_line("نشر في: الخميس 25 مارس 2021 الساعة 10:20 صباحا - العدد 1203")
    assert found
    assert found.rest == ""


def test_publication_and_update_are_told_apart() -> None:
    found = read_line("نشر: 3/8/2013 | آخر تحديث: 5/8/2013 07:45 PM")
    assert found
    assert str(found.published) == "2013-08-03"
    assert str(found.updated) == "2013-08-05T19:45"


def test_a_weekday_is_checked() -> None:
    right, wrong = read_line("الخميس 25 مارس 2021"), read_line("الجمعة 25 مارس 2021")
    assert right
    assert right.weekday_clash == ""
    assert wrong
    assert "الخميس" in wrong.weekday_clash


def test_a_wrong_weekday_is_told_as_printed_and_the_right_one_as_it_is_spelt() -> None:
    wrong = read_line("يوم الجُمعة 31 مارس 2021")
    assert wrong
    assert wrong.weekday_clash == "الجُمعة is printed, 2021-03-31 is الأربعاء"


def test_every_line_of_the_bench_is_read_and_none_wrongly() -> None:
    if not VARIANTS.is_file():
        pytest.skip("the date lines for measuring are not on this machine")
    wrong = {
        line: str(read(line))
        for line, iso in json.loads(VARIANTS.read_text(encoding="utf-8"))
        if str(read(line))[:10] != iso
    }
    assert wrong == {}


@given(st.text(max_size=200))
def test_no_line_makes_the_reader_fall_over(line: str) -> None:
    read_line(line)


@given(
    st.dates(min_value=__import__("datetime").date(1900, 1, 1)).filter(lambda d: d.year <= 2100),
    st.sampled_from(["maghreb", "egypt", "levant", "international"]),
    st.sampled_from(["latin", "arabic"]),
    st.booleans(),
)
def test_what_the_site_writes_is_read_back(
    day: object, calendar: str, digits: str, weekday: bool
) -> None:
    date = PartialDate.parse(str(day))
    line = written(date, calendar, digits, weekday=weekday)
    assert read(line) == date
