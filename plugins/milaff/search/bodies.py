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


def cut_terms(
    entries: Sequence[tuple[str, str, str]], limits: Limits
) -> tuple[str, dict[str, str]]:
    """The tree of the terms' shards and their texts; `entries` are (bits of its home, term, what
    its shard shows), in order."""
    weights = [len(term) + len(shown) + 1 for _, term, shown in entries]
    tree, leaves = cut([key for key, _, _ in entries], weights, limits.shard)
    texts = {}
    for leaf in leaves:
        inside = [(term, shown) for _, term, shown in entries[leaf.start : leaf.stop]]
        texts[f"terms-{leaf.name}"] = rows(inside)
    return tree, texts


def term_shards(fields: Sequence[Postings], limits: Limits) -> tuple[str, dict[str, str]]:
    """The tree of the terms' shards, and the texts of these and of long postings."""
    entries = []
    long: dict[str, list[tuple[str, str]]] = {}
    for key, term in sorted((bits(home(t)), t) for t in set().union(*(f.code for f in fields))):
        code = whole_code(term, fields)
        entries.append((key, term, shown_code(code, limits)))
        if len(code) > limits.inline:
            long.setdefault(long_name(term), []).append((term, code))
    tree, texts = cut_terms(entries, limits)
    texts.update((name, rows(sorted(found))) for name, found in long.items())
    return tree, texts
