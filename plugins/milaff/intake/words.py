"""The word lists of intake: `words.yml`."""

from __future__ import annotations

from functools import cache
from importlib.resources import files

import yaml

from milaff.arabic.text import fold


@cache
def words(name: str) -> frozenset[str]:
    """The folded entries of one list of `words.yml`."""
    return frozenset(fold(" ".join(entry.split())) for entry in _lists()[name].split("|"))


@cache
def _lists() -> dict[str, str]:
    text = files("milaff.intake").joinpath("words.yml").read_text(encoding="utf-8")
    loader = getattr(yaml, "CBaseLoader", yaml.BaseLoader)
    lists: dict[str, str] = yaml.load(text, Loader=loader)
    return lists
