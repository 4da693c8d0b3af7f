"""The shards that follow from the articles' words: terms and places."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from milaff.search.codes import LONG, packed, rows
from milaff.search.places import hash_of
from milaff.search.postings import Limits, Postings, home, whole_code
from milaff.search.tree import bits, cut


@dataclass(slots=True)
class Bodies:
    """The tree of the terms' shards, every shard's text by its name, and the packed lengths of
    each field."""

    tree: str
    texts: dict[str, str]
    lengths: list[str]


def long_name(term: str) -> str:
    """The name of the script that holds the long postings of a term."""
    return f"long-{hash_of(term):x}"


def shown_code(code: str, limits: Limits) -> str:
    """What the shard of a term shows of its postings: themselves, or that they are elsewhere and
    how many letters."""
    return code if len(code) <= limits.inline else LONG + packed([len(code)])


def weight(term: str, shown: str) -> int:
    """What a term weighs in its shard."""
    return len(term) + len(shown) + 1


def term_shards(fields: Sequence[Postings], limits: Limits) -> tuple[str, dict[str, str]]:
    """The tree of the terms' shards, and the texts of these and of long postings."""
    terms = sorted((bits(home(term)), term) for term in set().union(*(f.code for f in fields)))
    codes = [whole_code(term, fields) for _, term in terms]
    shown = [shown_code(code, limits) for code in codes]
    weights = [weight(term, code) for (_, term), code in zip(terms, shown, strict=True)]
    tree, leaves = cut([key for key, _ in terms], weights, limits.shard)
    texts = {}
    for leaf in leaves:
        inside = range(leaf.start, leaf.stop)
        texts[f"terms-{leaf.name}"] = rows([(terms[at][1], shown[at]) for at in inside])
    long: dict[str, list[tuple[str, str]]] = {}
    for (_, term), code in zip(terms, codes, strict=True):
        if len(code) > limits.inline:
            long.setdefault(long_name(term), []).append((term, code))
    texts.update((name, rows(found)) for name, found in long.items())
    return tree, texts
