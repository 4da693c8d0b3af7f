"""What begins with the letters typed: the words of titles, and the names an article is filed by.

Cut like the terms, but by the spelling of the words: every word that begins alike lies together.
A word with the article is there without it, too.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from typing import Any

from milaff.arabic.stems import without_article
from milaff.arabic.words import STOP_WORDS, forms
from milaff.model import Library
from milaff.search.codes import NUMBER, rows
from milaff.search.documents import Document
from milaff.search.postings import Limits
from milaff.search.tree import bits, cut

#: How many names share one script.
CHUNK = 32


class _Lists:
    """Ascending numbers by word, packed as the gaps between them."""

    def __init__(self) -> None:
        self.code: defaultdict[str, bytearray] = defaultdict(bytearray)
        self._next: defaultdict[str, int] = defaultdict(int)

    def add(self, number: int, text: str) -> None:
        words = set(forms(text)) - STOP_WORDS
        for form in sorted(words | {without_article(word) for word in words}):
            self.code[form] += NUMBER[number - self._next[form]]
            self._next[form] = number + 1

    def get(self, form: str) -> str:
        return self.code[form].decode("ascii") if form in self.code else ""


def names(library: Library) -> list[list[Any]]:
    """Every section, source, author and keyword: [facet, id, name, how many articles]."""
    kinds = (
        ("section", library.sections),
        ("source", library.sources),
        ("author", library.authors),
        ("keyword", library.keywords),
    )
    return [
        [kind, term.id, term.name, len(term.articles)]
        for kind, terms in kinds
        for term in terms
        if term.articles
    ]


def shards(
    documents: Sequence[Document], named: Sequence[Sequence[Any]], limits: Limits
) -> tuple[str, Iterator[tuple[str, str]]]:
    """The tree of the words' shards, and (name, text) of each: for a word, the documents whose
    title has it and the names that have it."""
    titles, names_of = _Lists(), _Lists()
    for number, document in enumerate(documents):
        titles.add(number, document.texts["title"])
    for number, name in enumerate(named):
        names_of.add(number, name[2])
    found = sorted(
        (bits(form), form, f"{titles.get(form)},{names_of.get(form)}".rstrip(","))
        for form in titles.code.keys() | names_of.code.keys()
    )
    shape, leaves = cut(
        [key for key, _, _ in found],
        [len(form) + len(code) + 2 for _, form, code in found],
        limits.shard,
    )

    def made() -> Iterator[tuple[str, str]]:
        for leaf in leaves:
            inside = [(form, code) for _, form, code in found[leaf.start : leaf.stop]]
            yield f"heads-{leaf.name}", rows(inside)

    return shape, made()
