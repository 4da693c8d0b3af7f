"""The index: what it holds, and that the browser ranks with it as lunr does with a whole one."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from milaff.arabic.stems import terms
from milaff.search.index import FIELDS, Document, family, scripts, shard_count, shard_of
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


def parts(documents: list[Document]) -> dict[str, Any]:
    """What every script hands over."""
    found = {}
    for _, script in scripts(documents):
        call = script.decode().removeprefix("milaffSearch.take(").removesuffix(");\n")
        name, value = json.loads(f"[{call}]")
        found[name] = value
    return found


def document(title: str, text: str = "") -> Document:
    return Document({"title": title, "text": text}, {"title": title}, text)


def test_a_term_stands_in_the_shard_that_its_hash_names() -> None:
    found = parts([document("معاهدة السلم", "نص " * 3), document("ميناء", "معاهدة")])
    count = found["manifest"]["shards"]
    term = terms("معاهدة")[0]
    title, _, _, text = found[f"terms-{shard_of(family(term, ()), count)}"][term]
    assert title == [0, 1]
    assert text == [1, 1]


def test_lengths_and_times_are_counted_by_field() -> None:
    found = parts([document("ميناء ميناء طنجة", "نص قصير")])
    lengths = {field["name"]: field["lengths"] for field in found["manifest"]["fields"]}
    assert lengths["title"] == [3]
    assert lengths["text"] == [2]


@given(st.integers(0, 10**9))
def test_shards_are_a_power_of_two_and_small(size: int) -> None:
    count = shard_count(size)
    assert count & (count - 1) == 0
    assert size / count <= 8192


def test_the_same_library_gives_the_same_scripts() -> None:
    documents = [document(f"مقال {n}", f"نص {n} " * n) for n in range(60)]
    assert list(scripts(documents)) == list(scripts(documents))


def test_an_empty_dossier_has_an_index_of_nothing() -> None:
    found = parts([])
    assert found["manifest"]["documents"] == 0
    assert found["terms-0"] == {}


def test_only_what_may_be_seen_is_in_the_index(make_dossier: Make) -> None:
    made = make_dossier(ARTICLES)
    assert made.build(search=True).code == 0
    index = "".join(
        data.decode() for name, data in made.files().items() if name.startswith("search/")
    )
    assert "ميناء طنجة" in index
    assert "سوق الكتب" not in index
    assert "لا يُنشر" not in index
    assert "سر" not in index.replace("سرا", "")


def test_without_search_nothing_of_it_is_built(make_dossier: Make) -> None:
    made = make_dossier(ARTICLES)
    made.build(search=False)
    assert not [name for name in made.files() if name.startswith("search")]
    assert "search.html" not in made.page("index.html")


RANK = """
import lunr from "lunr";
import { partialIndex } from "assets/search/rank.js";
export default ({ manifest, postings, documents, queries }) => {
  const builder = new lunr.Builder();
  builder.pipeline = new lunr.Pipeline();
  builder.searchPipeline = new lunr.Pipeline();
  builder.tokenizer = (value) => (value || []).map((term) => new lunr.Token(term, {}));
  builder.ref("id");
  manifest.fields.forEach(({ name, boost }) => builder.field(name, { boost }));
  documents.forEach((fields, id) => builder.add({ id: String(id), ...fields }));
  const whole = builder.build();
  return queries.map((terms) => {
    const expected = whole.query((query) => {
      terms.forEach((term) => query.term(term, { usePipeline: false }));
    });
    const known = new Map(
      terms.filter((term) => term in postings).map((term) => [term, postings[term]]));
    const found = partialIndex(known, manifest).query((query) => {
      known.forEach((_, term) => query.term(term, { usePipeline: false }));
    });
    return {
      whole: expected.map(({ ref, score }) => [Number(ref), score]),
      partial: found.map(({ ref, score }) => [Number(ref), score]),
    };
  });
};
"""


def test_the_scores_of_a_partial_index_are_those_of_the_whole(tmp_path: Path) -> None:
    words = [
        "ميناء",
        "سفينة",
        "معاهدة",
        "سلطان",
        "رسالة",
        "قنصل",
        "تجارة",
        "بحر",
        "مدينة",
        "سوق",
        "كتاب",
        "طريق",
    ]
    made = [
        document(
            " ".join(words[(n * k) % len(words)] for k in range(1, 4)),
            " ".join(words[(n + k * k) % len(words)] for k in range(n % 17 + 2)),
        )
        for n in range(40)
    ]
    found = parts(made)
    postings = {
        k: v for name, shard in found.items() if name[:6] == "terms-" for k, v in shard.items()
    }
    documents = [{name: terms(doc.fields.get(name, "")) for name, _ in FIELDS} for doc in made]
    queries = [terms(" ".join(words[at : at + size])) for size in (1, 2, 3) for at in range(9)]
    queries.append(["لاشيء"])
    given = {
        "manifest": found["manifest"],
        "postings": postings,
        "documents": documents,
        "queries": queries,
    }
    for answer in run_bundled(RANK, given, tmp_path):
        whole = sorted(answer["whole"], key=lambda pair: (-pair[1], pair[0]))
        partial = sorted(answer["partial"], key=lambda pair: (-pair[1], pair[0]))
        assert [ref for ref, _ in partial] == [ref for ref, _ in whole]
        assert [score for _, score in partial] == pytest.approx([score for _, score in whole])


KIN = """
import { rank } from "assets/search/rank.js";
export default ({ manifest, queries }) =>
  queries.map(({ terms, kin }) =>
    rank(terms, new Map(Object.entries(kin)), manifest).map(({ document }) => document));
"""


def test_the_word_itself_counts_before_its_kin_and_words_add_up(tmp_path: Path) -> None:
    made = [
        document("x", "ميناء بعيد"),
        document("x", "بميناء بعيد"),
        document("x", "ميناء وسفينة"),
        document("x", "سفينة"),
    ]
    found = parts(made)
    postings = {
        k: v for name, shard in found.items() if name[:6] == "terms-" for k, v in shard.items()
    }
    port, at_port, ship = (terms(word)[0] for word in ("ميناء", "بميناء", "سفينة"))

    def kin(*pairs: tuple[str, float]) -> list[dict[str, Any]]:
        return [{"term": t, "weight": w, "postings": postings[t]} for t, w in pairs]

    ports = kin((port, 1), (at_port, 0.7))
    queries = [
        {"terms": [port], "kin": {port: ports}},
        {"terms": [port, ship], "kin": {port: ports, ship: kin((ship, 1))}},
        {"terms": ["nothing"], "kin": {"nothing": []}},
    ]
    given = {"manifest": found["manifest"], "queries": queries}
    one, two, none = run_bundled(KIN, given, tmp_path)
    assert set(one[:2]) == {0, 2}
    assert one[2] == 1
    assert two[0] == 2
    assert none == []


@pytest.mark.parametrize(
    ("term", "vocabulary", "name"),
    [
        ("كتاب", (), "كتب"),
        ("وزير", (), "وزر"),
        ("بميناء", {"ميناء"}, "ميناء"),
        ("بميناء", (), "بمن"),
        ("1786", (), "1786"),
    ],
)
def test_kin_share_a_family_and_so_a_shard(term: str, vocabulary: set[str], name: str) -> None:
    assert family(term, vocabulary) == name


HASH = """
import { shardOf } from "assets/search/load.js";
export default (terms) => terms.map((term) => shardOf(term, 64));
"""


def test_the_browser_finds_the_shard_of_a_term_where_python_put_it(tmp_path: Path) -> None:
    words = ["معاهد", "1786", "casablanca", "é", "x" * 200]
    source = "globalThis.window = globalThis;" + HASH
    entry = source.replace("globalThis.window = globalThis;", 'import "./window.js";')
    (tmp_path / "window.js").write_text("globalThis.window = globalThis;")
    assert run_bundled(entry, words, tmp_path) == [shard_of(word, 64) for word in words]
