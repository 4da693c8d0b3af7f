"""The word lists of intake: `words.yml`."""

from __future__ import annotations

from functools import cache
from importlib.resources import files

import yaml

from milaff.arabic.text import fold


@cache
def words(name: str) -> frozenset[str]:
    """The folded entries of one list of `words.yml`."""
    text = files("milaff.intake").joinpath("words.yml").read_text(encoding="utf-8")
    entries = yaml.load(text, Loader=yaml.BaseLoader)[name].split("|")
    return frozenset(fold(" ".join(entry.split())) for entry in entries)
