"""The engine: whatever is asked, an answer; and what its answers hold."""

from __future__ import annotations

import json
import random
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from milaff.arabic import dates
from milaff.search.codes import swapped
from support.engine import ask_all, index_of, read_library, run_engine
from support.sites import HOME, TinyDossier, article

Make = Callable[..., TinyDossier]
HOSTILE = "</script><img src=x onerror=alert(1)>\u2028\u202e\U0001f600 عنوان"
ARTICLES = {
    "a": article(
        "معاهدة السلم والصداقة",
        "وقع البلدان المعاهدة في مراكش سنة 1786. بقيت المعاهدة سارية.",
        date="2021-03-05",
        author="ليلى بن أحمد",
        source="صحيفة العينة",
        keywords="[دبلوماسية, تاريخ]",
    ),
    "b": article("ميناء طنجة", "يطل ميناء المدينة على المضيق.", date="2019", source="مجلة النموذج"),
    "c": article("مقال عن الملاحة", "وصلت السفن إلى ميناء المدينة القديم.", date="2021-07"),
    "d": article("كتب الرحالة", "كتاب قديم وكتب جديدة عن طنجة.", keywords="[تاريخ]"),
    "e": article(json.dumps(HOSTILE, ensure_ascii=False), f"نص {HOSTILE} غريب."),
}


@pytest.fixture
def index(make_dossier: Make) -> dict[str, str]:
    return index_of(read_library(make_dossier(ARTICLES).root))


def slugs(answer: Any) -> list[str]:
    return [hit["slug"] for hit in answer["hits"]]


#: query → the articles found, in any order.
ASKED = {
    "المعاهده": {"a"},
    "معاهدة -مراكش": set(),
    "ميناء -طنجة": {"c"},
    "ميناء +طنجة": {"b", "d"},
    '"ميناء المدينة"': {"b", "c"},
    '"المدينة ميناء"': set(),
    '"السلم والصداقة"': {"a"},
    '"السلم والصداقة وقع"': set(),
    '"ميناء المدينة القديم"': {"c"},
    '"ميناء المدينة" -"المدينة القديم"': {"b"},
    "كاتب:ليلى": {"a"},
    'author:"ليلى بن أحمد"': {"a"},
    "source:النموذج": {"b"},
    "وسم:تاريخ": {"a", "d"},
    "وسم:تاريخ -معاهدة": {"d"},
    "-مصدر:العينة وسم:تاريخ": {"d"},
    "2021": set(),
    "2021-03": {"a"},
    "2019..2020": {"b"},
    "2021..": {"a", "c"},
    "..2020": {"b"},
    "٢٠١٩..٢٠٢٠": {"b"},
    "2021..2019": {"a", "b", "c"},
    "تموز 2021": {"c"},
    "ميناء يوليوز 2021": {"c"},
    "5 آذار/مارس 2021": {"a"},
    "6 آذار/مارس 2021": set(),
    "معاه": {"a"},
    "ملا": {"c"},
    "المل": {"c"},
    "مينا*": {"b", "c"},
    "": set(),
    "؟": set(),
    "في على من": set(),
}


def test_the_query_language_means_what_it_says(index: dict[str, str], tmp_path: Path) -> None:
    answers = ask_all(index, list(ASKED), tmp_path, limit=100)
    found = {query: set(slugs(answer)) for query, answer in zip(ASKED, answers, strict=True)}
    assert found == ASKED


def test_every_beginning_of_a_titles_word_finds_it(index: dict[str, str], tmp_path: Path) -> None:
    titles = {"a": ARTICLES["a"], "b": ARTICLES["b"], "c": ARTICLES["c"], "d": ARTICLES["d"]}
    wanted = [
        (word[:size], slug)
        for slug, text in titles.items()
        for word in text.splitlines()[1].removeprefix("title: ").split()
        for size in range(3, len(word) + 1)
    ]
    answers = ask_all(index, [typed for typed, _ in wanted], tmp_path, limit=100)
    missed = [
        pair for pair, answer in zip(wanted, answers, strict=True) if pair[1] not in slugs(answer)
    ]
    assert missed == [("عن", "c")] or not missed


def test_a_word_half_typed_finds_what_the_whole_word_finds(
    make_dossier: Make, tmp_path: Path
) -> None:
    """Also where the stem of what is typed is a word of its own: معاه is taken for معا."""
    made = make_dossier(
        {
            "a": article("سفير", "كتب الرجلان معًا رسالة."),
            "b": article("سفر", "وقعت المعاهدة في مراكش."),
        }
    )
    typed = ["معاه", "المعاه", "معاهد", "المعاهد", "معاهدة"]
    answers = ask_all(index_of(read_library(made.root)), typed, tmp_path)
    assert all("b" in slugs(answer) for answer in answers)


def test_months_have_all_their_names(index: dict[str, str], tmp_path: Path) -> None:
    names = [(n, name) for n, group in enumerate(dates._GREGORIAN, 1) for name in group.split("|")]
    source = "({ parse }, { queries }) => queries.map((query) => parse(query).dates)"
    found = run_engine(index, source, tmp_path, queries=[f"{name} 1999" for _, name in names])
    assert [one and one["from"] for one in found] == [f"1999-{n:02}" for n, _ in names]


def test_filters_of_the_page_narrow_and_its_facets_count(
    index: dict[str, str], tmp_path: Path
) -> None:
    source = """async ({ ask, facetValues }) => {
      const [keyword] = (await facetValues("keyword")).filter(({ name }) => name === "تاريخ");
      const answer = await ask("", { filters: { keyword: [keyword.id] } });
      const narrow = await ask("", { filters: { keyword: [keyword.id], year: ["2021"] } });
      const facets = await narrow.facets();
      return {
        count: keyword.count,
        both: answer.hits.map(({ slug }) => slug),
        one: narrow.hits.map(({ slug }) => slug),
        years: facets.year.map(({ id, count, selected }) => [id, count, selected]),
        oldest: (await ask("ميناء", { sort: "oldest" })).hits.map(({ slug }) => slug),
        newest: (await ask("ميناء", { sort: "newest" })).hits.map(({ slug }) => slug),
        unknown: (await ask("وسم:رياضة")).understood.unknown.map(({ known }) => known.length),
      };
    }"""
    found = run_engine(index, source, tmp_path)
    assert found["count"] == 2
    assert found["both"] == ["a", "d"]
    assert found["one"] == ["a"]
    assert found["years"] == [["2021", 1, True]]
    assert found["oldest"] == ["b", "c"]
    assert found["newest"] == ["c", "b"]
    assert found["unknown"] == [2]


def test_the_examples_of_the_documents_find_something_in_the_sample(tmp_path: Path) -> None:
    documents = [HOME / "docs" / name for name in ("search.md", "curators.ar.md", "curators.en.md")]
    table, *guides = [path.read_text(encoding="utf-8") for path in documents]
    rows = re.findall(r"^\| (`.*?) \|", table, re.MULTILINE)
    blocks = [re.findall(r"^    (\S.*?)  ", guide, re.MULTILINE) for guide in guides]
    queries = [
        query
        for query in [*re.findall(r"`(.+?)`", " ".join(rows)), *blocks[0], *blocks[1]]
        if not query.endswith(":") and re.search(r"[\u0620-\u064a]|\.\.", query)
    ]
    assert {"+طنجة +معاهدة", "2019..2021", "مارس 2021"} <= set(queries)
    answers = ask_all(index_of(read_library(HOME)), queries, tmp_path)
    assert [
        query for query, answer in zip(queries, answers, strict=True) if not answer["total"]
    ] == []


def test_declared_spellings_are_the_word_itself(make_dossier: Make, tmp_path: Path) -> None:
    made = make_dossier(
        {
            "a": article("سفير", "كتب بريدجيز رسالة إلى الدار البيضاء."),
            "b": article("سفر", "وصل إلى كازابلانكا."),
        },
        files={
            "names.yml": "people: [{id: b, name: بريدجيز, spellings: [بريدجز]}]\n"
            "places: [{id: c, name: الدار البيضاء, spellings: [كازابلانكا]}]\n"
        },
    )
    index = index_of(read_library(made.root))
    queries = ["بريدجز", "كازابلانكا ", "الدار البيضاء "]
    answers = ask_all(index, queries, tmp_path)
    assert [set(slugs(answer)) for answer in answers] == [{"a"}, {"a", "b"}, {"a", "b"}]


def test_a_word_that_is_nowhere_brings_what_may_have_been_meant(
    index: dict[str, str], tmp_path: Path
) -> None:
    answers = ask_all(index, ["المضيف القديم", "مرامش"], tmp_path)
    assert "المضيق القديم" in answers[0]["suggestions"]
    assert "مراكش" in answers[1]["suggestions"]


def test_no_query_makes_the_engine_fail(index: dict[str, str], tmp_path: Path) -> None:
    chance = random.Random(1786)
    pieces = [
        *'"“”„«»-+*:؟?!()[]{}^~\\/|&<>\'`.,،؛…%#@',
        "author:", "كاتب:", "وسم:", 'source:"', "2019..",
         "..", "2021", "مارس 2021", "31", "-",
        "ميناء", "المعاهدة", "في", "👨‍👩‍👧", "\u202e", "\u2028", "\x00", "\ud800",
        "\udc00", " ", "\n",
        "ـــ", "َُِ", "ﷺ", "İ", "constructor", "__proto__", "toString", "x" * 300, HOSTILE,
    ]  # fmt: skip
    queries = ["".join(chance.choices(pieces, k=chance.randint(1, 9))) for _ in range(3000)]
    queries += ["ميناء " * 3000, "ا" * 10_000, "-" * 5000, '"' * 999, "author:" * 400]
    source = """async ({ ask, matches, snippet, suggest, parse }, { queries }) => {
      const failed = [];
      for (const query of [...queries, null, undefined, 7, {}]) {
        try {
          const { understood } = await ask(query);
          matches("نص عن ميناء المدينة", understood);
          snippet("نص عن ميناء المدينة", understood);
          await suggest(String(query));
          parse(query);
        } catch (error) {
          failed.push([String(query), String(error.stack)]);
        }
      }
      return failed.slice(0, 5);
    }"""
    assert run_engine(index, source, tmp_path, queries=queries) == []


def test_snippets_and_matches_keep_the_spelling_and_whole_words(
    index: dict[str, str], tmp_path: Path
) -> None:
    body = "وَقَّعَ السفراء. " * 30 + "ثم وُقِّعَت المُعاهَدةُ الأولى في مراكش. " + "ذيل طويل. " * 40
    source = """async ({ understand, snippet, matches }, { body }) => {
      const understood = await understand("معاهده مراكش");
      const found = snippet(body, understood);
      return {
        text: found.text,
        marked: found.ranges.map(([start, end]) => found.text.slice(start, end)),
        matches: matches(body, understood).map(([start, end]) => body.slice(start, end)),
        phrase: matches("ميناء ثم ميناء المدينة", await understand('"ميناء المدينة"')),
      };
    }"""
    found = run_engine(index, source, tmp_path, body=body)
    assert found["marked"] == ["المُعاهَدةُ", "مراكش"]
    assert found["matches"] == ["المُعاهَدةُ", "مراكش"]
    assert len(found["text"]) < 260
    assert found["phrase"] == [[9, 14], [15, 22]]


def test_what_is_typed_is_completed_from_titles_and_names(
    index: dict[str, str], tmp_path: Path
) -> None:
    source = """async ({ suggest }, { typed }) =>
      (await Promise.all(typed.map((text) => suggest(text))))
        .map((all) => all.map(({ kind, text }) => [kind, text]))"""
    found = run_engine(index, source, tmp_path, typed=["تار", "ميناء طن", "ليل", "قق", "", "ا"])
    assert ["keyword", "تاريخ"] in found[0]
    assert found[1] == [["title", "ميناء طنجة"]]
    assert found[2] == [["author", "ليلى بن أحمد"]]
    assert found[3:] == [[], [], []]


@pytest.mark.parametrize("part", ["manifest", "lengths", "shown-0", "terms"])
def test_a_script_that_fails_to_load_is_told_and_tried_again(
    index: dict[str, str], tmp_path: Path, part: str
) -> None:
    source = """async ({ ask, LoadError }, { part }) => {
      const broken = Object.keys(globalThis.index.scripts).filter((name) => name.startsWith(part));
      globalThis.index.broken = new Set(broken);
      let failed = null;
      try {
        await ask("ميناء ");
      } catch (error) {
        failed = [error instanceof LoadError, error.part];
      }
      globalThis.index.broken.clear();
      return { failed, found: (await ask("ميناء ")).total };
    }"""
    found = run_engine(index, source, tmp_path, part=part)
    assert found["failed"][0] is True
    assert found["failed"][1].startswith(part)
    assert found["found"] == 2


def test_a_script_of_another_edition_is_not_mixed_in(index: dict[str, str], tmp_path: Path) -> None:
    order = index["lengths.js"].rsplit('"', 2)[1]
    mixed = {**index, "lengths.js": index["lengths.js"].replace(order, "00000000")}
    source = """async ({ ask }) => {
      try {
        await ask("ميناء ");
      } catch (error) {
        return error.name;
      }
    }"""
    assert run_engine(mixed, source, tmp_path) == "LoadError"


def test_hostile_text_is_inert_in_every_script(index: dict[str, str]) -> None:
    for script in index.values():
        assert "<" not in script
        assert "\u2028" not in script


def test_a_text_that_is_swapped_twice_is_itself() -> None:
    assert swapped(swapped(HOSTILE + "آأؤإئةى abcXYZ")) == HOSTILE + "آأؤإئةى abcXYZ"
