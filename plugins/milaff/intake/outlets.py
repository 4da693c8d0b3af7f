"""What is known of outlets: `content/outlets.yml`, and the names that Milaff brings."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache, cached_property
from importlib.resources import files
from pathlib import Path

from milaff.arabic.text import clean, fold
from milaff.model import ProblemsFound
from milaff.model.schema import Many, Schema, Text, Texts, entry


@dataclass(frozen=True, slots=True)
class Outlet:
    """One outlet, and the lines that it prints around every article."""

    name: str = entry(Text(), "the outlet's name, as `source` should show it")
    spellings: tuple[str, ...] = entry(Texts(), "other ways it is printed", default=())
    junk: tuple[str, ...] = entry(
        Texts(), "whole lines of its pages that belong to no article", default=()
    )


@dataclass(frozen=True)
class Outlets:
    """Every known outlet."""

    outlets: tuple[Outlet, ...] = entry(
        Many(Schema(Outlet, "an outlet")), "the outlets", default=()
    )

    @cached_property
    def names(self) -> frozenset[str]:
        """Every spelling, folded."""
        return frozenset(self._shown)

    def shown(self, spelling: str) -> str:
        """The name that `source` should show for a printed spelling."""
        return self._shown.get(fold(clean(spelling)), spelling)

    @cached_property
    def junk(self) -> frozenset[str]:
        """Every line that some outlet prints around its articles, folded."""
        return frozenset(fold(clean(line)) for outlet in self.outlets for line in outlet.junk)

    @cached_property
    def _shown(self) -> dict[str, str]:
        """Folded spelling → the name to show; the first outlet of a spelling has it."""
        found: dict[str, str] = {}
        for outlet in self.outlets:
            for spelling in (outlet.name, *outlet.spellings):
                found.setdefault(fold(spelling), outlet.name)
        return found


_SCHEMA = Schema(Outlets, "outlets.yml")


@cache
def known_outlets() -> Outlets:
    """The outlets that Milaff knows from the start."""
    text = files("milaff.intake").joinpath("outlets.yml").read_text(encoding="utf-8")
    found, problems = _SCHEMA.read(text, "outlets.yml")
    if found is None:
        raise ProblemsFound(problems)
    return found


def read_outlets(content: Path) -> Outlets:
    """Those of the dossier before those that are known. Raises ProblemsFound."""
    path = content / "outlets.yml"
    if not path.is_file():
        return known_outlets()
    found, problems = _SCHEMA.read(path.read_text(encoding="utf-8-sig"), "content/outlets.yml")
    if found is None:
        raise ProblemsFound(problems)
    return Outlets(found.outlets + known_outlets().outlets)
