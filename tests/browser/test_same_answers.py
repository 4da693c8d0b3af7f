"""The same ordered answers everywhere: over http at the root, in a folder, and from a file, in
Chromium and in Firefox, as the engine gives them in Node."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page

from support import browsers
from support.engine import index_of, read_library, run_engine
from support.firefox import Firefox, running_firefox
from support.sample import write_sample

QUERIES = [
    "الطرق", "طريق القرى والأسواق", "ميناء", "المكتبه البحريه", '"بين القرى"', '"القرى بين"',
    "طريق -5", "+الوزارة +طريق", "مصدر:النموذج", "وسم:طرق 2005..2009", "أيار 2010", "الار",
    "Tanger", "القنصل", "؟", "2003", "كاتب:ليلى",
]  # fmt: skip
ASK = """async (ask, queries) => {
  const found = [];
  for (const query of queries) {
    const { total, hits } = await ask(query, { limit: 50 });
    found.push([total, hits.map(({ slug, score }) => [slug, score.toFixed(6)])]);
  }
  return found;
}"""


@pytest.fixture(scope="module")
def expected(tmp_path_factory: pytest.TempPathFactory) -> Any:
    root = write_sample(tmp_path_factory.mktemp("dossier"))
    index = index_of(read_library(root))
    source = f"({{ ask }}, {{ queries }}) => ({ASK})(ask, queries)"
    found = run_engine(index, source, tmp_path_factory.mktemp("node"), queries=QUERIES)
    assert sum(total > 0 for total, _ in found) > 10
    return found


def test_chromium_answers_as_node_does(tab: Page, address: str, expected: Any) -> None:
    tab.goto(address + "search.html")
    assert tab.evaluate(f"(queries) => ({ASK})(milaff.ask, queries)", QUERIES) == expected


@pytest.fixture(scope="module")
def firefox(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Firefox]:
    program = browsers.firefox()
    if program is None:
        pytest.skip("no Firefox on this machine")
    with running_firefox(program, tmp_path_factory.mktemp("profile")) as running:
        yield running


@pytest.mark.parametrize("where", ["http", "file"])
def test_firefox_answers_as_node_does(
    firefox: Firefox, where: str, served: str, unzipped: Path, expected: Any
) -> None:
    firefox.open(f"{served if where == 'http' else unzipped.as_uri() + '/'}search.html")
    firefox.wait("window.milaff && milaff.ask")
    queries = json.dumps(QUERIES)
    found = firefox.evaluate(f"({ASK})(milaff.ask, {queries}).then(JSON.stringify)")
    assert json.loads(found) == expected
    assert firefox.complaints == []
