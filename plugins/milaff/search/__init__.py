"""Arrange for finding: Library → index and search page. A Pelican plugin."""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import Any

from pelican import signals
from pelican.generators import Generator

from milaff.arabic.calendar import written
from milaff.model import Article, Library, Term
from milaff.search import page
from milaff.search.index import Document, scripts

__all__ = ["SearchGenerator", "documents", "register"]

TEMPLATE = "search.html"


def documents(library: Library) -> list[Document]:
    """What of every article that may be seen is searched and shown, in the Library's order."""
    return [_document(article, library) for article in library.articles]


def _document(article: Article, library: Library) -> Document:
    front, dossier = article.front_matter, library.dossier
    text = library.derived(article).text
    section = library.section_of(article)
    source = library.source_term(article)
    names = [*article.authors, article.source, *(person.name for person in front.contributors)]
    date = article.date
    return Document(
        {
            "title": f"{article.title} {front.subtitle}",
            "keywords": " ".join([*article.keywords, section.name if section else ""]),
            "names": " ".join(names),
            "text": text or article.summary,
        },
        {
            "url": article.url,
            "slug": article.slug,
            "section": section.name if section else "",
            "terms": {
                "section": _ids([section] if section else []),
                "source": _ids([source] if source else []),
                "author": _ids(library.author_terms(article)),
                "keyword": _ids(library.keyword_terms(article)),
            },
            "title": article.title,
            "source": source.name if source else "",
            "date": written(date, dossier.calendar, dossier.digits) if date else "",
            "iso": str(date) if date else "",
            "summary": article.summary,
            "language": front.language,
        },
        text or article.summary,
    )


def _ids(terms: Iterable[Term]) -> list[dict[str, str]]:
    return [{"id": term.id, "name": term.name} for term in terms]


class SearchGenerator(Generator):  # type: ignore[misc]
    """Queues the search page and the scripts of its index."""

    def generate_context(self) -> None:
        """Nothing: the Library knows everything already."""

    def generate_output(self, writer: Any) -> None:
        if not self.settings["MILAFF_OPTIONS"].get("search") or not writer.has_template(TEMPLATE):
            return
        library: Library = self.settings["MILAFF_LIBRARY"]
        for name, script in scripts(documents(library)):
            writer.queue_bytes(f"search/{name}", script)
        words = page.words(library)
        said = json.dumps(words, ensure_ascii=False, separators=(",", ":"))
        writer.queue_bytes("search/words.js", f"milaffWords={said};\n".encode())
        data = self.settings["MILAFF_FRAME"]("search.html", page.TITLE)
        data |= {
            "heading": page.TITLE,
            "words": words,
            "examples": page.examples(library),
            "indexes": page.indexes(library),
        }
        writer.queue_page("search.html", TEMPLATE, data)


def _generators(_pelican: Any) -> type[Generator]:
    return SearchGenerator


def register() -> None:
    """Called by Pelican."""
    signals.get_generators.connect(_generators)
