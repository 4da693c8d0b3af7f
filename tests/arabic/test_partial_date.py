"""Dates as far as they are known."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from milaff.arabic.partial_date import PartialDate


@pytest.mark.parametrize(
    "text", ["0999", "2021", "2021-03", "2021-03-31", "2021-03-31T11:58", "2021-03-31T11:58+03:00"]
)
def test_what_is_written_is_read_back(text: str) -> None:
    assert str(PartialDate.parse(text)) == text


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("2021-13", "is not a month"),
        ("2021-02-29", "is not a day"),
        ("2021-02-28T24:00", "is not a time of day"),
        ("0000", "is not a year"),
        ("31/3/2021", "is not a date"),
        ("٢٠٢١", "is not a date"),
        ("2021-03Z", "is not a date"),
    ],
)
def test_what_is_no_date_is_refused_with_a_reason(text: str, said: str) -> None:
    with pytest.raises(ValueError, match=said):
        PartialDate.parse(text)


def test_a_part_that_is_unknown_stays_unknown() -> None:
    assert PartialDate.parse("2021-03").day is None
    assert PartialDate.parse("2021-03-31T11:58").zone is None


def test_seconds_are_read_and_dropped() -> None:
    assert str(PartialDate.parse("2021-03-31T11:58:59.123Z")) == "2021-03-31T11:58Z"


@given(st.datetimes())
def test_dates_sort_as_their_moments(moment: object) -> None:
    text = moment.isoformat()[:16]  # type: ignore[attr-defined]
    date = PartialDate.parse(text)
    assert PartialDate(date.year).sort_key <= date.sort_key
    assert PartialDate.parse(text[:10]).sort_key <= date.sort_key
