"""The names of pages."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from milaff.arabic.transliteration import transliterate
from milaff.model import PartialDate, slug_for, term_id
from milaff.model.schema import SLUG
from milaff.model.slugs import is_slug


def test_a_slug_is_the_day_and_six_words_of_the_title() -> None:
    title = "السلطان يفتح موانئ المغرب أمام السفن الأمريكية القادمة"
    slug = slug_for(title, PartialDate(2021, 3, 31, 11, 58))
    assert slug == "2021-03-31-alsltan-yfth-mwany-almghrb-amam-alsfn"


def test_a_slug_taken_is_set_apart_by_a_number() -> None:
    taken = {"mwany", "mwany-2"}
    assert slug_for("موانئ", None, taken) == "mwany-3"


@given(st.text(), st.none() | st.dates().map(lambda d: PartialDate(d.year, d.month)))
def test_every_title_has_a_slug_that_may_name_a_page(title: str, date: PartialDate | None) -> None:
    slug = slug_for(title, date)
    assert is_slug(slug)
    assert slug.isascii()
    assert len(slug) <= 60


@given(st.text(min_size=1))
def test_every_name_has_an_id_that_may_name_a_folder(name: str) -> None:
    assert SLUG.fullmatch(term_id(name))
    assert len(term_id(name)) <= 60


def test_names_that_read_alike_have_ids_of_their_own() -> None:
    assert transliterate("أحمد") == transliterate("احمد")
    assert term_id("أحمد") != term_id("احمد")
