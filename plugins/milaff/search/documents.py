"""What of an article is searched, what is shown of it, and what it is filtered by."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from milaff.arabic.calendar import written
from milaff.arabic.partial_date import PartialDate
from milaff.model import Article, Library
from milaff.model.library import Term
from milaff.search.codes import packed

#: How many documents share one script of what is shown.
CHUNK = 8
#: What articles are filtered by, besides their dates.
FACETS = ("section", "source", "author", "keyword")


@dataclass(frozen=True, slots=True)
class Document:
    """One article: its texts by field (the body apart), what is shown, its terms by facet."""

    article: Article
    texts: dict[str, str]
    shown: tuple[str, ...]
    terms: dict[str, tuple[Term, ...]]
    date: PartialDate | None


def documents(library: Library) -> list[Document]:
    """Every article that may be seen, newest first: this order numbers them."""
    return [_document(article, library) for article in library.articles]


def _document(article: Article, library: Library) -> Document:
    front, dossier, date = article.front_matter, library.dossier, article.date
    section, source = library.section_of(article), library.source_term(article)
    named = [section.name if section else "", *article.authors, article.source, front.place]
    named += [person.name for person in front.contributors]
    texts = {
        "title": f"{article.title}\n{front.subtitle}".strip(),
        "keywords": "\n".join(name for name in [*article.keywords, *named] if name),
        "summary": article.summary,
    }
    shown = (
        article.slug,
        article.title,
        written(date, dossier.calendar, dossier.digits) if date else "",
        str(date) if date else "",
        source.name if source else "",
        section.name if section else "",
        article.summary,
        front.language,
    )
    found = {
        "section": (section,) if section else (),
        "source": (source,) if source else (),
        "author": library.author_terms(article),
        "keyword": library.keyword_terms(article),
    }
    return Document(article, texts, shown, found, date)


def order_of(library: Library) -> str:
    """Names the numbering of the documents: shards of another one must not be mixed with it."""
    slugs = "\n".join(article.slug for article in library.articles)
    return hashlib.blake2b(slugs.encode("utf-8"), digest_size=4).hexdigest()


def chunks(found: Sequence[Document]) -> Iterator[list[tuple[str, ...]]]:
    """What is shown, CHUNK documents a script."""
    for start in range(0, len(found), CHUNK):
        yield [document.shown for document in found[start : start + CHUNK]]


def facet(found: Sequence[Document], name: str) -> dict[str, Any]:
    """One facet: its values, the most frequent first, and which of them each document has.

    `values` are [id, name]; `column` packs, for each document, how many it has and each one's
    place among the values.
    """
    counts: dict[str, int] = {}
    names: dict[str, str] = {}
    for document in found:
        for term in document.terms[name]:
            counts[term.id] = counts.get(term.id, 0) + 1
            names[term.id] = term.name
    ids = sorted(counts, key=lambda id_: (-counts[id_], id_))
    place = {id_: at for at, id_ in enumerate(ids)}

    def column() -> Iterator[int]:
        for document in found:
            terms = document.terms[name]
            yield len(terms)
            yield from (place[term.id] for term in terms)

    return {"values": [[id_, names[id_]] for id_ in ids], "column": packed(column())}


def dates(found: Iterable[Document]) -> str:
    """The documents' days, packed: gaps of ((year × 13) + month) × 32 + day from one to the next
    older; month and day 0 where unknown, 0 for no date."""

    def gaps() -> Iterator[int]:
        last = 10_000 * 13 * 32
        for document in found:
            date = document.date
            day = ((date.year * 13 + (date.month or 0)) * 32 + (date.day or 0)) if date else 0
            yield last - day
            last = day

    return packed(gaps())
