"""The reference of every key, made of the schemas' own help texts: `docs/front-matter.md`."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator
from typing import Any

from milaff.model.dossier import SCHEMA as DOSSIER
from milaff.model.front_matter import SCHEMA as FRONT_MATTER
from milaff.model.names import SCHEMA as NAMES
from milaff.model.schema import Many, One, Schema

_OPENING = """\
# Every key of every file

This page is made from the program's own help texts. Every value is read as text: `no`, `12:30` and
`2021-03-31` mean what is written, in quotes or not. A key that is not listed here is an error, and
the message suggests the one that was meant; keys of your own go under `extra:`.
"""


def reference(*others: tuple[str, Schema[Any]]) -> str:
    """The whole page, in Markdown; `others` are schemas of rooms, each with its heading."""
    parts = [_OPENING]
    schemas: tuple[tuple[str, Schema[Any]], ...] = (
        ("An article: `content/articles/*.md`, between the two lines `---`", FRONT_MATTER),
        ("The dossier: `content/dossier.yml`", DOSSIER),
        ("Names: `content/names.yml`", NAMES),
        *others,
    )
    for heading, schema in schemas:
        parts.append(f"## {heading}\n")
        parts += _tables(schema)
    return "\n".join(parts)


def _tables(schema: Schema[Any]) -> Iterator[str]:
    rows = ["| key | what it says | what to write |", "| --- | --- | --- |"]
    nested: dict[str, tuple[str, Schema[Any]]] = {}
    for known in schema.entries.values():
        name = f"`{known.key}`" + (" (required)" if known.required else "")
        expects = known.kind.expects.replace("|", "or")
        if known.default not in ("", None, (), {}, dataclasses.MISSING):
            expects += f"; without it: {known.default}"
        rows.append(f"| {name} | {known.help} | {expects} |")
        if isinstance(known.kind, (One, Many)):
            inner = known.kind.schema
            key = f"`{known.key}`"
            if inner.name in nested:
                key = f"{nested[inner.name][0]}, {key}"
            nested[inner.name] = (key, inner)
    yield "\n".join(rows) + "\n"
    for keys, inner in nested.values():
        yield f"### In {keys}\n"
        yield from _tables(inner)
