"""The search page's data, and its address in the browser."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from milaff.reader import read_dossier
from milaff.search import page
from support.node import run_bundled
from support.sites import TinyDossier, article

Make = Callable[..., TinyDossier]


def test_the_examples_are_of_the_dossier_itself(make_dossier: Make) -> None:
    made = make_dossier(
        {
            "a": article("أول", keywords="[موانئ, طرق]", source="صحيفة العينة", date="2019-03-02"),
            "b": article("ثان", keywords="[موانئ, سكك حديدية]", author="سعاد", date="2021"),
        }
    )
    queries = [example["query"] for example in page.examples(read_dossier(made.root))]
    assert queries == [
        "موانئ",
        '"سكك حديدية"',
        "موانئ -طرق",
        "+موانئ +طرق",
        'مصدر:"صحيفة العينة"',
        "كاتب:سعاد",
        "وسم:موانئ",
        "2019..2021",
        "مارس 2019",
    ]


def test_a_dossier_of_nothing_has_a_page_without_examples_and_chart(make_dossier: Make) -> None:
    library = read_dossier(make_dossier().root)
    assert page.examples(library) == []
    assert page.years(library) == []
    assert page.indexes(library)


def test_the_years_of_the_chart_begin_with_the_earliest(make_dossier: Make) -> None:
    made = make_dossier(
        {f"a-{year}": article(date=str(year)) for year in (2021, 1999, 2005)} | {"b": article()},
        dossier="title: x\nid: x\ndigits: arabic\n",
    )
    assert page.years(read_dossier(made.root)) == [
        {"id": "1999", "name": "١٩٩٩"},
        {"id": "2005", "name": "٢٠٠٥"},
        {"id": "2021", "name": "٢٠٢١"},
    ]


ADDRESS = """
import { addressOf, read } from "assets/search/page/address.js";
export default (given) => given.map(([search, hash]) => {
  const state = read({ search, hash });
  return { state, address: addressOf(state) };
});
"""


def states(given: list[tuple[str, str]], folder: Path) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = run_bundled(ADDRESS, given, folder)
    return found


@pytest.mark.parametrize(
    "address",
    [
        "",
        "?q=%D8%B7%D9%86%D8%AC%D8%A9",
        "?q=a%22b&section=x&section=y&source=s&year=2021&from=2019&to=2020-03&sort=newest",
        "?author=a&keyword=k&sort=relevance",
    ],
)
def test_an_address_is_read_and_written_as_it_was(address: str, tmp_path: Path) -> None:
    assert states([(address, "")], tmp_path)[0]["address"] == address


def test_what_makes_no_sense_in_an_address_is_left_out(tmp_path: Path) -> None:
    many = "&".join(f"keyword=k{n}" for n in range(200))
    wrong, full = states(
        [
            ("?q=x&sort=up&from=yesterday&to=20201&other=1&section=&section=a&section=a", ""),
            (f"?q=x&{many}&section={'s' * 300}", ""),
        ],
        tmp_path,
    )
    assert wrong["address"] == "?q=x&section=a"
    assert len(full["state"]["filters"]["keyword"]) == 50
    assert full["state"]["filters"]["section"] == []


def test_a_query_from_another_page_stands_behind_the_hash(tmp_path: Path) -> None:
    (found,) = states([("?q=old&section=a", "#q=new%20words")], tmp_path)
    assert found["state"]["q"] == "new words"
    assert found["state"]["filters"]["section"] == []
