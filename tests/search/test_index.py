"""The index: what its scripts hold, and what an edit changes in them."""

from __future__ import annotations

import random
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from milaff.arabic.stems import terms
from milaff.arabic.words import forms
from milaff.search import codes, tree
from milaff.search.postings import Limits, home
from support.engine import index_of, parts_of, read_library
from support.node import run_bundled
from support.sites import TinyDossier, article

Make = Callable[..., TinyDossier]
ARTICLES = {
    "a": article("معاهدة السلم والصداقة", "وقع البلدان المعاهدة سنة 1786.", keywords="[دبلوماسية]"),
    "b": article(
        "ميناء طنجة", "يطل ميناء المدينة على المضيق، وفيه وقعت معاهدة أخرى.", author="سعاد"
    ),
    "c": article("سوق الكتب", "كتب قديمة قرب المحطة.", status="draft"),
    "d": article("مقال محجوب", "نص لا يُنشر عن الميناء.", visibility="metadata", summary="سر"),
}
WORDS = "ميناء سفينة معاهدة سلطان رسالة قنصل تجارة بحر مدينة سوق كتاب طريق وزير مكتبة".split()


def many(number: int) -> dict[str, str]:
    """Articles enough for more than one shard."""
    chance = random.Random(7)
    letters = "ابتجحدرسشصطعفقكلمنهوي"
    drawn = ["".join(chance.choices(letters, k=chance.randint(3, 7))) for _ in range(2500)]
    return {
        f"m-{n}": article(
            " ".join(chance.choices(drawn, k=5)), " ".join(chance.choices(drawn, k=80))
        )
        for n in range(number)
    }


@given(st.lists(st.integers(0, 10**7)))
def test_numbers_come_back_from_their_letters(values: list[int]) -> None:
    assert codes.numbers(codes.packed(values).encode()) == values


CODES = """
import { numbers, rows } from "assets/search/codes.js";
import { plant, shardOf, shardsUnder } from "assets/search/tree.js";
export default ({ code, text, shape, keys, starts }) => ({
  numbers: numbers(code),
  rows: [...rows(text)],
  homes: keys.map((key) => shardOf(plant(shape), key)),
  under: starts.map((start) => shardsUnder(plant(shape), start)),
});
"""


def test_the_browser_reads_what_python_writes(tmp_path: Path) -> None:
    chance = random.Random(1786)
    values = [chance.randrange(10 ** chance.randrange(1, 7)) for _ in range(500)]
    letters = "ابتجحدرسءيهو019azßжא"
    words = {"".join(chance.choices(letters, k=chance.randint(1, 14))) for _ in range(600)}
    keyed = sorted((tree.bits(word), word) for word in words)
    written = [
        (word, codes.packed([n]) + (",*" if n % 3 else "")) for n, (_, word) in enumerate(keyed)
    ]
    shape, leaves = tree.cut([key for key, _ in keyed], [len(w) for _, w in keyed], 40)
    starts = [word[:2] for _, word in keyed[::7]]
    given = {
        "code": codes.packed(values),
        "text": codes.rows(written),
        "shape": shape,
        "keys": [word for _, word in keyed],
        "starts": starts,
    }
    found = run_bundled(CODES, given, tmp_path)
    assert found["numbers"] == values
    assert found["rows"] == [list(row) for row in written]
    place = {word: leaf.name for leaf in leaves for _, word in keyed[leaf.start : leaf.stop]}
    assert found["homes"] == [place[word] for _, word in keyed]
    for start, names in zip(starts, found["under"], strict=True):
        assert {place[word] for word in words if word.startswith(start)} <= set(names)


@given(st.integers(0, 10**6))
def test_shards_grow_slower_than_the_dossier(documents: int) -> None:
    limits = Limits.of(documents)
    assert 2048 <= limits.shard <= 2048 + 128 * documents**0.5
    assert limits.inline < limits.shard


@pytest.mark.parametrize(
    ("term", "key"),
    [
        ("كتاب", "تب"),
        ("وزير", "زر"),
        ("كتب", "كتب"),
        ("بميناء", "من"),
        ("يلعب", "لعب"),
        ("لعب", "لعب"),
        ("1786", "1786"),
    ],
)
def test_a_word_lies_with_its_kin(term: str, key: str) -> None:
    assert home(term).startswith(key)


def test_the_same_dossier_gives_the_same_scripts(make_dossier: Make) -> None:
    made = make_dossier(many(30))
    assert index_of(read_library(made.root)) == index_of(read_library(made.root))


def test_an_empty_dossier_has_an_index_of_nothing(make_dossier: Make) -> None:
    found = parts_of(index_of(read_library(make_dossier().root)))
    assert found["manifest"]["documents"] == 0
    assert not [name for name in found if name.startswith("terms")]


def test_an_edit_of_a_body_rewrites_the_shards_of_its_words_only(make_dossier: Make) -> None:
    made = make_dossier(many(300))
    before = index_of(read_library(made.root))
    text = (made.root / "content/articles/m-7.md").read_text(encoding="utf-8").rstrip()
    made.write({"articles/m-7.md": f"{text} ميناء وميناء {WORDS[1]}\n"})
    after = index_of(read_library(made.root))
    changed = {name.removesuffix(".js") for name in after if after[name] != before.get(name)}
    assert not before.keys() - after.keys()
    added = f"ميناء وميناء {WORDS[1]}"
    tree_of = parts_of(after)["manifest"]["terms"]
    leaves = [tree.shard_name(path) for path in tree.leaf_paths(tree_of)]
    assert len(leaves) > 10
    terms_changed = {name for name in changed if name.startswith("terms-")}
    assert 1 <= len(terms_changed) <= len(set(map(home, terms(added))))
    assert len([name for name in changed if name.startswith("places-")]) <= len(set(forms(added)))
    rest = {name for name in changed if not name.startswith(("terms-", "places-"))}
    number = next(n for n, one in enumerate(read_library(made.root).articles) if one.slug == "m-7")
    assert rest == {f"text-{number}", "lengths"}


def test_only_what_may_be_seen_is_in_the_index(make_dossier: Make) -> None:
    made = make_dossier(ARTICLES)
    assert made.build(search=True).code == 0
    index = "".join(
        data.decode() for name, data in made.files().items() if name.startswith("search/")
    )
    found = index_of(read_library(made.root))
    assert {f"search/{name}" for name in [*found, "words.js"]} == {
        name for name in made.files() if name.startswith("search/")
    }
    assert "ميناء طنجة" in index
    assert "سوق الكتب" not in index
    assert "لا يُنشر" not in index
    assert "سر" not in index.replace("سرا", "")


def test_without_search_nothing_of_it_is_built(make_dossier: Make) -> None:
    made = make_dossier(ARTICLES)
    made.build(search=False)
    assert not [name for name in made.files() if name.startswith("search")]
    assert "search.html" not in made.page("index.html")
