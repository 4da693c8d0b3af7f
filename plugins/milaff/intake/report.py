"""What became of every raw file, as the curator is told."""

from __future__ import annotations

import os
import re
import shlex
from collections import Counter
from dataclasses import dataclass, field

from milaff.intake.inputs import STDIN
from milaff.model import FrontMatter, Problem, printable
from milaff.model.front_matter import SCHEMA

#: Of more articles than this only those that need somebody's eye are listed.
MOST_LISTED = 40
_FEW_WORDS = 10
#: Of a longer title or line so many letters are shown.
_MOST_SHOWN = 200
#: Of the articles that tell the same story only the nearest are named.
_MOST_NEAR = 3
#: What Milaff writes into an article by itself.
_OURS = ("review", "suggested_keywords", "retrieved", "original")


@dataclass(frozen=True, slots=True)
class Taken:
    """One article taken in.

    `path` is that of its file, relative to the dossier; `near` are the files of articles that
    tell the same story, with how much they share; `away` counts the pictures that did not come.
    """

    path: str
    name: str
    front_matter: FrontMatter
    near: tuple[tuple[str, float], ...] = ()
    away: int = 0

    def lines(self) -> list[str]:
        """What is to be said of it."""
        front = self.front_matter
        said = [f"  {self.name} → {self.path}  {_shown(front.title)}"]
        for doubt in front.review:
            others = "; ".join(map(_shown, doubt.alternatives))
            also = f" ({others})" if others else ""
            said.append(f"    in doubt: {doubt.field}: {doubt.reason}{also}")
        if self.away:
            count = "1 picture" if self.away == 1 else f"{self.away} pictures"
            said.append(
                f"    {count} did not come: the files that the page names are not beside it"
            )
        for path, share in self.near[:_MOST_NEAR]:
            common = f"{share:.0%} of the shorter text stands in the other"
            said.append(f"    the same story as {path} ({common})")
        if len(self.near) > _MOST_NEAR:
            more = len(self.near) - _MOST_NEAR
            said.append(f"    and the same story as {more} more, which are less near")
        return said


def _shown(text: str) -> str:
    return text if len(text) <= _MOST_SHOWN else f"{text[:_MOST_SHOWN]}…"


@dataclass(frozen=True, slots=True)
class Offered:
    """A raw file of an article that is there already: `gains` says what is better in it.

    `archive` is the name of the archive that it lies in, empty when it lies in none.
    """

    name: str
    path: str
    gains: tuple[str, ...]
    archive: str = ""

    def lines(self, dossier: str) -> list[str]:
        """What is to be said of it; `dossier` is how the user named the dossier."""
        stays = f"  {self.name} stays: {self.path} is this article"
        if self.gains:
            given = "-" if self.name == STDIN else _quoted(self.name)
            where = "" if dossier == "." else f" --dossier {_quoted(dossier)}"
            return [
                f"{stays}; better here: {', '.join(self.gains)}",
                f"    to take it instead: python3 tasks.py add --replace {given}{where}",
            ]
        said = [f"{stays}, and nothing is better here"]
        if self.archive:
            said.append(f"    delete {self.archive} if you need nothing else of it")
        elif self.name != STDIN:
            said.append("    delete it if you do not need it")
        return said


def _quoted(name: str) -> str:
    """A foreign name as one word of a command that is pasted into this system's shell."""
    if name.startswith("-"):
        name = f"./{name}"
    # No name on Windows holds a quotation mark; what an archive calls an entry may.
    return f'"{name.replace(chr(34), "")}"' if os.name == "nt" else shlex.quote(name)


def gains(old: FrontMatter, old_body: str, new: FrontMatter, new_body: str) -> tuple[str, ...]:
    """What another original of an article has more than the article as it is."""
    found = _more_words(old_body, new_body)
    for name, sign in (("picture", r"!\["), ("link", r"(?<!!)\[[^\]]*\]\(<?http")):
        more = len(re.findall(sign, new_body)) - len(re.findall(sign, old_body))
        if more > 0:
            found.append(f"{more} more {name}{'s' if more > 1 else ''}")
    for key, entry in SCHEMA.entries.items():
        if getattr(new, entry.name) and not getattr(old, entry.name) and key not in _OURS:
            found.append(f"its {key}")
    return tuple(found)


def _more_words(old: str, new: str) -> list[str]:
    """What a text says more than another, or else than it: a few words are the difference between
    two ways of copying one page."""
    had, has = (Counter(re.findall(r"\w+", text)) for text in (old, new))
    few = min(_FEW_WORDS, has.total() // 2)
    if (more := has.total() - had.total()) > few:
        return [f"{more} more words"]
    others = (has - had).total()
    return [f"{others} other words"] if others > few else []


def changes(old: FrontMatter, new: FrontMatter) -> tuple[str, ...]:
    """The keys of `old` that `new` does not keep as they were: perhaps somebody's corrections."""
    return tuple(
        key
        for key, entry in SCHEMA.entries.items()
        if getattr(old, entry.name)
        and getattr(old, entry.name) != getattr(new, entry.name)
        and key not in _OURS
    )


@dataclass(slots=True)
class Report:
    """What became of every raw file, by its name; `dossier` is how the user named the dossier."""

    dossier: str = "."
    taken: list[Taken] = field(default_factory=list)
    #: The name of a raw file that is there already → the article made from the same bytes.
    unchanged: dict[str, str] = field(default_factory=dict)
    offered: list[Offered] = field(default_factory=list)
    refused: list[Problem] = field(default_factory=list)
    removed: list[str] = field(default_factory=list)

    def headline(self) -> str:
        """The report in one line."""
        parts = [f"{len(self.taken)} {'article' if len(self.taken) == 1 else 'articles'}"]
        near = sum(bool(taken.near) for taken in self.taken)
        for name, count in (
            ("already there", len(self.unchanged)),
            ("offered", len(self.offered)),
            ("telling a story that another one tells", near),
            ("refused", len(self.refused)),
        ):
            if count:
                parts.append(f"{count} {name}")
        return ", ".join(parts)

    def left(self) -> list[tuple[str, str]]:
        """The raw files that stay where they are, and why."""
        left = [(problem.path, problem.message) for problem in self.refused]
        left += [(o.name, f"{o.path} is this article") for o in self.offered]
        return [(printable(name), printable(why)) for name, why in left]

    def lines(self) -> list[str]:
        """The report, some lines a file that a curator should know of.

        Of many articles those without a doubt are only counted.
        """
        said = list(self.removed)
        if len(self.unchanged) <= MOST_LISTED:
            said += [f"  {name} is {path} already" for name, path in self.unchanged.items()]
        is_long = len(self.taken) > MOST_LISTED
        shown = (
            [t for t in self.taken if t.near or t.away or t.front_matter.review]
            if is_long
            else self.taken
        )
        for taken in shown:
            said += taken.lines()
        if len(shown) < len(self.taken):
            said.append(f"  and {len(self.taken) - len(shown)} articles without a doubt")
        for offered in self.offered:
            said += offered.lines(self.dossier)
        return [printable(line) for line in said]
