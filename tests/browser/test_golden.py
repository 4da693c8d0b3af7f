"""What a researcher asks, and what must come: the golden queries, asked of the engine itself."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import Any

import pytest
import yaml
from playwright.sync_api import Browser

from milaff import build
from support.sites import HOME

GOLDEN = HOME / "tests" / "search" / "golden"
GIVEN = yaml.safe_load((GOLDEN / "golden.yml").read_text(encoding="utf-8"))
KINDS: dict[str, list[dict[str, Any]]] = GIVEN["kinds"]
ASK = """async (queries) => {
  const ask = (query) => milaff.ask(query, { limit: 1000 });
  const answers = [];
  for (const query of queries) {
    const { hits, suggestions } = await ask(query);
    const [first] = suggestions;
    answers.push({
      found: hits.map(({ url }) => url),
      meant: first === undefined ? [] : (await ask(first)).hits.map(({ url }) => url),
    });
  }
  return answers;
}"""


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The sample's articles and those written for the queries, built as one dossier."""
    root = tmp_path_factory.mktemp("golden")
    content = root / "content"
    shutil.copytree(HOME / "content" / "articles", content / "articles")
    shutil.copytree(GOLDEN / "articles", content / "articles", dirs_exist_ok=True)
    shutil.copy(GOLDEN / "dossier.yml", content)
    names: dict[str, list[Any]] = {}
    for path in (HOME / "content" / "names.yml", GOLDEN / "names.yml"):
        for kind, entries in yaml.safe_load(path.read_text(encoding="utf-8")).items():
            names.setdefault(kind, []).extend(entries)
    (content / "names.yml").write_text(yaml.safe_dump(names, allow_unicode=True), encoding="utf-8")
    assert build.main_build(root, search=True) == 0
    return root / "output"


@pytest.fixture(scope="module")
def answers(site: Path, chromium: Browser) -> dict[str, dict[str, list[str]]]:
    """Query → the slugs found, and those found by the first "did you mean"."""
    queries = [str(entry["query"]) for entries in KINDS.values() for entry in entries]
    page = chromium.new_page()
    page.goto((site / "search.html").as_uri())
    found = page.evaluate(ASK, queries)
    page.close()
    slugs = [{key: [Path(url).stem for url in urls] for key, urls in one.items()} for one in found]
    return dict(zip(queries, slugs, strict=True))


def fault(entry: dict[str, Any], kind: str, answer: dict[str, list[str]]) -> str:
    """What is wrong with an answer, or nothing."""
    full = GIVEN["articles"]
    found = answer["found"] + (answer["meant"] if kind == "misspellings" else [])
    wanted = [slug for slug in entry.get("finds", []) if full.get(slug, slug) not in found]
    unwanted = [slug for slug in entry.get("not", []) if full.get(slug, slug) in answer["found"]]
    first = entry.get("first")
    wrong = first is not None and full.get(first, first) not in found[:1]
    return "; ".join(
        [f"does not find {slug}" for slug in wanted]
        + [f"finds {slug}" for slug in unwanted]
        + ([f"{first} is not first"] if wrong else [])
    )


@pytest.mark.parametrize("kind", KINDS)
def test_what_is_asked_for_comes_and_nothing_else(
    kind: str, answers: dict[str, dict[str, list[str]]]
) -> None:
    entries = KINDS[kind]
    faults = {
        f"{entry['query']} ({entry['why']})": said
        for entry in entries
        if (said := fault(entry, kind, answers[str(entry["query"])]))
    }
    share = 100 * (1 - len(faults) / len(entries))
    print(f"{kind}: {share:.0f} % of {len(entries)}", *faults.items(), sep="\n  ")
    assert share >= GIVEN["floors"][kind], faults


def test_there_are_enough_queries_of_each_kind() -> None:
    assert all(len(entries) >= 15 for entries in KINDS.values())
    assert sum(map(len, KINDS.values())) >= 150
    assert sum(bool(entry.get("not")) for entries in KINDS.values() for entry in entries) >= 30


def test_every_query_names_articles_that_exist() -> None:
    known = {path.stem for path in (GOLDEN / "articles").glob("*.md")} | set(GIVEN["articles"])
    for entry in (entry for entries in KINDS.values() for entry in entries):
        named = {*entry.get("finds", []), *entry.get("not", []), entry.get("first")} - {None}
        assert named <= known, entry
