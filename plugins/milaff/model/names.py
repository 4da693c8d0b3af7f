"""People, places and organisations the curator has declared: `content/names.yml`."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import lru_cache

from milaff.model.problem import Problem
from milaff.model.schema import Many, Schema, Text, Texts, entry, line_of, slug_text

_INVISIBLE = dict.fromkeys(
    map(ord, "ـ\u200b\u200c\u200d\u200e\u200f\u061c\ufeff\u202a\u202b\u202c\u202d\u202e"),
    None,
)


# Bounded: a name stands in many articles, but a hundred thousand may have as many names.
@lru_cache(maxsize=1 << 16)
def same_name(name: str) -> str:
    """`name` without what cannot be seen: two names are one only when these are equal."""
    return " ".join(unicodedata.normalize("NFKC", name).translate(_INVISIBLE).split())


@dataclass(frozen=True, slots=True)
class Name:
    """A person, a place or an organisation, and how the press spells it."""

    id: str = entry(slug_text(), "the name of its page")
    name: str = entry(Text(), "the spelling shown")
    spellings: tuple[str, ...] = entry(Texts(), "other spellings met in print", default=())

    @property
    def all_spellings(self) -> tuple[str, ...]:
        """The shown spelling, then the others."""
        return (self.name, *self.spellings)


_NAME = Schema(Name, "a name")


@dataclass(frozen=True, slots=True)
class Names:
    """Every declared name; `find` tells which of them a spelling stands for."""

    people: tuple[Name, ...] = entry(Many(_NAME), "people", default=())
    places: tuple[Name, ...] = entry(Many(_NAME), "places", default=())
    organisations: tuple[Name, ...] = entry(
        Many(_NAME), "outlets, agencies, parties, ministries…", default=()
    )
    _by_spelling: dict[str, Name] = field(default_factory=dict, init=False, compare=False)

    def __post_init__(self) -> None:
        for name in self:
            for spelling in name.all_spellings:
                self._by_spelling.setdefault(same_name(spelling), name)

    def __iter__(self) -> Iterator[Name]:
        yield from self.people
        yield from self.places
        yield from self.organisations

    def find(self, spelling: str) -> Name | None:
        """The name that `spelling` is declared for."""
        return self._by_spelling.get(same_name(spelling))

    def problems(self, path: str, text: str = "") -> list[Problem]:
        """Ids and spellings that two names claim; `text` is the file's, for their lines."""
        found = []
        ids: dict[str, Name] = {}
        for name in self:
            if ids.setdefault(name.id, name) is not name:
                message = f'"{name.id}" is the id of {ids[name.id].name} and of {name.name}'
                hint, line = "give each name an id of its own", line_of(text, name.id)
                found.append(Problem(path, line, "id", message, hint))
            for spelling in name.all_spellings:
                if (other := self.find(spelling)) is not name and other is not None:
                    message = f'"{spelling}" is claimed by {other.name} and by {name.name}'
                    hint = "leave the spelling with one of the two"
                    line = line_of(text, spelling)
                    found.append(Problem(path, line, "spellings", message, hint))
        return found


SCHEMA = Schema(Names, "names.yml")
