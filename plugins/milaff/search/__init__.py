"""Arrange for finding: Library → index and search page. A Pelican plugin."""

from __future__ import annotations

from typing import Any

from pelican import signals
from pelican.generators import Generator

from milaff.arabic.counts import RESULT, Noun
from milaff.model import Library
from milaff.search.counts import count
from milaff.search.index import scripts

__all__ = ["SearchGenerator", "count", "register", "scripts"]

TITLE = "البحث"
TEMPLATE = "search.html"
#: What the page says, as its script finds it in the page.
WORDS = {
    "loading": "يجري البحث…",
    "failed": "تعذّر تحميل فهرس البحث. أعد تحميل الصفحة، أو فُكَّ ضغط الملف كلّه قبل فتحه.",
    "none": "لا نتائج. جرّب كلمة واحدة، أو كتابة أخرى للاسم.",
    "only_common": "هذه الكلمات لا يُبحث عنها لكثرتها. أضف كلمة أخرى.",
    "more": "مزيد من النتائج",
    "undated": "بلا تاريخ",
}


def _forms(noun: Noun) -> dict[str, str]:
    return {name: getattr(noun, name) for name in ("zero", "one", "two", "few", "many", "other")}


class SearchGenerator(Generator):  # type: ignore[misc]
    """Queues the search page and the scripts of its index."""

    def generate_context(self) -> None:
        """Nothing: the Library knows everything already."""

    def generate_output(self, writer: Any) -> None:
        if not self.settings["MILAFF_OPTIONS"].get("search") or not writer.has_template(TEMPLATE):
            return
        library: Library = self.settings["MILAFF_LIBRARY"]
        for name, script in scripts(library):
            writer.queue_bytes(f"search/{name}", script)
        data = self.settings["MILAFF_FRAME"]("search.html", TITLE)
        words = {"forms": _forms(RESULT), "digits": library.dossier.digits, **WORDS}
        writer.queue_page("search.html", TEMPLATE, data | {"heading": TITLE, "words": words})


def _generators(_pelican: Any) -> type[Generator]:
    return SearchGenerator


def register() -> None:
    """Called by Pelican."""
    signals.get_generators.connect(_generators)
