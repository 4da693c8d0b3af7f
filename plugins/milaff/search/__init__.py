"""Arrange for finding: Library → index and search page. A Pelican plugin."""

from __future__ import annotations

import json
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any

from pelican import signals
from pelican.generators import Generator

from milaff.model import Library
from milaff.search import page
from milaff.search.counts import count

__all__ = ["SearchGenerator", "count", "register"]

TEMPLATE = "search.html"


class SearchGenerator(Generator):  # type: ignore[misc]
    """Queues the search page and the scripts of its index."""

    def generate_context(self) -> None:
        """Nothing: the Library knows everything already."""

    def generate_output(self, writer: Any) -> None:
        if not self.settings["MILAFF_OPTIONS"].get("search") or not writer.has_template(TEMPLATE):
            return
        library: Library = self.settings["MILAFF_LIBRARY"]
        # A preview shows an edit first, and makes it findable then.
        if self.settings["MILAFF_OPTIONS"].get("index", True):
            # Loaded here: a build without the search does without its index.
            from milaff.search.index import queue

            folder = Path(self.settings["MILAFF_CACHE"]) / "search"
            queue(library, partial(_queue, writer), folder)
        words = page.words(library)
        said = json.dumps(words, ensure_ascii=False, separators=(",", ":"))
        writer.queue_bytes("search/words.js", f"milaffWords={said};\n".encode())
        data = self.settings["MILAFF_FRAME"]("search.html", page.TITLE)
        data |= {
            "heading": page.TITLE,
            "words": words,
            "examples": page.examples(library),
            "years": page.years(library),
            "indexes": page.indexes(library),
        }
        writer.queue_page("search.html", TEMPLATE, data)


def _queue(writer: Any, name: str, make: Callable[[], bytes], digest: str) -> None:
    writer.queue_bytes(f"search/{name}", make, digest)


def _generators(_pelican: Any) -> type[Generator]:
    return SearchGenerator


def register() -> None:
    """Called by Pelican."""
    signals.get_generators.connect(_generators)
