"""Numbers with their nouns, dates as written, names in order."""

from __future__ import annotations

import pytest
from babel import Locale
from hypothesis import given
from hypothesis import strategies as st

from milaff.arabic.calendar import written
from milaff.arabic.collation import initial, sort_key
from milaff.arabic.counts import ARTICLE, counted, plural_category
from milaff.arabic.partial_date import PartialDate


@pytest.mark.parametrize(
    ("number", "expected"),
    [
        (0, "لا مقالات"),
        (1, "مقال واحد"),
        (2, "مقالان"),
        (3, "3 مقالات"),
        (10, "10 مقالات"),
        (11, "11 مقالًا"),
        (99, "99 مقالًا"),
        (100, "100 مقال"),
        (103, "103 مقالات"),
        (111, "111 مقالًا"),
    ],
)
def test_a_number_and_its_noun_agree(number: int, expected: str) -> None:
    assert counted(number, ARTICLE) == expected


def test_the_plural_of_every_number_is_that_of_cldr() -> None:
    plural = Locale("ar").plural_form
    numbers = [*range(1300), 10**6, 10**6 + 3, 10**9 + 11]
    assert [plural_category(n) for n in numbers] == [plural(n) for n in numbers]


def test_counts_can_be_written_in_eastern_digits() -> None:
    assert counted(11, ARTICLE, "arabic") == "١١ مقالًا"


def test_a_negative_number_is_refused() -> None:
    with pytest.raises(ValueError, match="-1"):
        counted(-1, ARTICLE)


@pytest.mark.parametrize(
    ("date", "calendar", "expected"),
    [
        ("2021-03-31", "egypt", "الأربعاء 31 مارس 2021"),
        ("2021-03-31", "levant", "الأربعاء 31 آذار 2021"),
        ("2021-03-31", "international", "الأربعاء 31 آذار/مارس 2021"),
        ("2020-08-20T09:05", "maghreb", "الخميس 20 غشت 2020، 09:05"),
        ("1777-12", "maghreb", "دجنبر 1777"),
        ("1786", "maghreb", "1786"),
    ],
)
def test_a_date_is_written_as_its_region_does(date: str, calendar: str, expected: str) -> None:
    assert written(PartialDate.parse(date), calendar, weekday=True) == expected


def test_digits_follow_the_setting() -> None:
    assert written(PartialDate.parse("2021-03-05"), "egypt", "arabic") == "٥ مارس ٢٠٢١"


def test_names_are_ordered_without_the_article_hamza_and_vowels() -> None:
    names = ["زيد", "الرباط", "أحمد", "إبراهيم", "رُبى", "Washington", "العلم", "باريس"]
    expected = ["إبراهيم", "أحمد", "باريس", "الرباط", "رُبى", "زيد", "العلم", "Washington"]
    assert sorted(names, key=sort_key) == expected


@pytest.mark.parametrize(
    ("name", "letter"), [("الرباط", "ر"), ("آسفي", "ا"), ("NASA", "N"), ("«", "#"), ("", "#")]
)
def test_a_name_stands_under_its_first_letter(name: str, letter: str) -> None:
    assert initial(name) == letter


@given(st.lists(st.text()))
def test_any_names_can_be_ordered(names: list[str]) -> None:
    ordered = sorted(names, key=sort_key)
    names.reverse()
    assert [sort_key(name) for name in sorted(names, key=sort_key)] == [
        sort_key(name) for name in ordered
    ]
