"""The search engine of the browser, run in Node over an index that lies in memory."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

from milaff.model import Library
from milaff.reader import read_dossier
from milaff.search import count
from milaff.search.index import scripts
from support.node import run_bundled

# A page that loads the scripts of `given.scripts`, in place of a browser's. What is not there
# fails to load; `given.broken` names scripts that fail once.
_PAGE = """
const state = { scripts: {}, broken: new Set(), loaded: [] };
globalThis.window = globalThis;
globalThis.index = state;
globalThis.document = {
  documentElement: { dataset: {} },
  createElement: () => ({ remove() {} }),
  head: {
    append(script) {
      const name = script.src.replace(/[?].*/, "").replace("search/", "");
      setTimeout(() => {
        if (!(name in state.scripts) || state.broken.delete(name)) return script.onerror();
        state.loaded.push(name);
        (0, eval)(state.scripts[name]);
        script.onload();
      }, 0);
    },
  },
};
"""
_ENTRY = """
import "./page.js";
import * as engine from "assets/search/engine.js";
%s
export default async (given) => {
  globalThis.index.scripts = given.scripts;
  return (%s)(engine, given);
};
"""


def read_library(root: Path) -> Library:
    """The Library of a dossier, with what the search makes of each body."""
    return read_dossier(root, parts={"search": count})


def index_of(library: Library) -> dict[str, str]:
    """Every script of the index, by its name under `search/`."""
    return {name: data.decode() for name, data in scripts(library)}


def run_engine(
    index: Mapping[str, str], source: str, folder: Path, *, imports: str = "", **given: Any
) -> Any:
    """Run `source`, a function of the engine and of what is given, over an index."""
    (folder / "page.js").write_text(_PAGE, encoding="utf-8")
    return run_bundled(_ENTRY % (imports, source), {"scripts": dict(index), **given}, folder)


def ask_all(index: Mapping[str, str], queries: list[str], folder: Path, **options: Any) -> Any:
    """The answers to queries, without what is a function."""
    source = """async (engine, { queries, options }) => {
      const answers = [];
      for (const query of queries) {
        const { total, hits, suggestions, understood } = await engine.ask(query, options);
        answers.push({ total, hits, suggestions, dropped: understood.dropped });
      }
      return answers;
    }"""
    return run_engine(index, source, folder, queries=queries, options=options)


Ask = Callable[..., Any]


def parts_of(index: Mapping[str, str]) -> dict[str, Any]:
    """What every script of an index hands over."""
    found = {}
    for script in index.values():
        call = script.removeprefix("milaffSearch.take(").removesuffix(");\n")
        name, value, _ = json.loads(f"[{call}]")
        found[name] = value
    return found
