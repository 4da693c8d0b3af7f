"""What is known of outlets: `content/outlets.yml`, and the names that Milaff brings."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import cache, cached_property
from importlib.resources import files
from pathlib import Path

import yaml

from milaff.arabic.text import cells, clean, fold, unfolded
from milaff.intake.bylines import Byline
from milaff.intake.names import without_kind
from milaff.model import Problem, ProblemsFound
from milaff.model.schema import Many, OneOf, Reading, Schema, Text, Texts, entry

#: Who a byline pattern can name → the role; an author where it is empty.
_ROLES = {"author": "", "translator": "مترجم", "photographer": "مصوّر", "editor": "محرّر"}
_SLOTS = (*_ROLES, "place", "outlet", "anything")
_WORD = re.compile(r"\w+")
_SLOT = re.compile(r"\{([^{}]*)\}")
#: Letters that a line of junk with … must have.
_LEAST_JUNK = 4
DATE_PLACES = ("anywhere", "above title", "below title", "behind body")


def _pattern_complaint(text: str) -> str | None:
    """Why a byline cannot be read by this pattern, or None."""
    slots = _SLOT.findall(text)
    if unknown := [slot for slot in slots if slot not in _SLOTS]:
        return f'"{{{unknown[0]}}}" is no part of a byline'
    if not any(slot in _ROLES for slot in slots):
        return f'"{text}" names nobody'
    if len(set(slots)) < len(slots):
        return f'"{text}" names the same part twice'
    if re.search(r"\}\s*\{", text):
        return f'"{text}" has nothing between two parts'
    if not _WORD.search(_SLOT.sub("", text)):
        return f'"{text}" fits every line: it has no word of its own'
    return None


def _junk_complaint(text: str) -> str | None:
    """Why a line of junk would fit lines that it is not meant for, or None."""
    is_open = "…" in text or "..." in text
    letters = sum(map(str.isalnum, text))
    return f'"{text}" says too little' if is_open and letters < _LEAST_JUNK else None


@dataclass(frozen=True, slots=True)
class Lines:
    """Lines as an outlet prints them, with signs in the places of what changes; `complaint` says
    what is wrong with one."""

    expects: str
    complaint: Callable[[str], str | None]
    hint: str

    def read(self, node: yaml.Node, key: str, reading: Reading) -> tuple[str, ...] | None:
        found = Texts().read(node, key, reading)
        for line in found or ():
            if complaint := self.complaint(line):
                reading.problem(node, key, complaint, self.hint)
                return None
        return found

    def plain(self, value: tuple[str, ...]) -> str | list[str]:
        return Texts().plain(value)

    def restore(self, plain: str | list[str]) -> tuple[str, ...]:
        return Texts().restore(plain)


_PARTS = ", ".join(f"{{{slot}}}" for slot in _SLOTS)
_BYLINES = Lines(
    "a line, or a list of lines, with {author} where the name stands",
    _pattern_complaint,
    f"write the line as it is printed, with {_PARTS} for what changes",
)
_JUNK = Lines(
    "a line, or a list of lines, with … for what changes",
    _junk_complaint,
    "write more of the line as it is printed; … stands only for what changes",
)


@dataclass(frozen=True, slots=True)
class Outlet:
    """One outlet, how it is called, and how its pages are made."""

    name: str = entry(Text(), "the outlet's name, as `source` should show it")
    spellings: tuple[str, ...] = entry(Texts(), "other ways it is printed", default=())
    junk: tuple[str, ...] = entry(
        _JUNK,
        "whole lines of its pages that belong to no article; … stands for anything",
        default=(),
    )
    keywords: tuple[str, ...] = entry(
        Texts(), "what stands before its keywords, when it is no usual word for them", default=()
    )
    bylines: tuple[str, ...] = entry(
        _BYLINES,
        "how it signs: the line as printed, with {author}, {translator}, {photographer}, "
        "{editor}, {place}, {outlet} or {anything} in the places of what changes",
        default=(),
    )
    date: str = entry(OneOf(DATE_PLACES), "where the date of an article stands", default="anywhere")

    @property
    def spelled(self) -> frozenset[str]:
        """Every way it is printed, folded."""
        return frozenset(fold(clean(text)) for text in (self.name, *self.spellings))


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
        printed = re.sub(r"[«»\"“”]", "", clean(spelling)).strip()
        folded = fold(printed)
        bare = without_kind(folded)
        for name in (printed, unfolded(printed, max(0, folded.find(bare)))):
            if shown := self._exact.get(name) or self._unmistakable(fold(name)):
                return shown
        return self._unmistakable(bare) or spelling

    def _unmistakable(self, folded: str) -> str | None:
        """The outlet of a folded spelling, unless two are told apart by a hamza alone."""
        spellings = self._shown.get(folded, {})
        return next(iter(spellings.values())) if len(set(spellings.values())) == 1 else None

    def most_named(self, folded: str) -> str:
        """Of the names of several words the one that a text says most often, and more than once."""
        said = self._of_words.keys() & _WORD.findall(folded)
        names = (name for last in said for name in self._of_words[last])
        count, name = max(((folded.count(name), name) for name in names), default=(0, ""))
        return name if count > 1 else ""

    def is_junk(self, folded: str) -> bool:
        """Whether some outlet prints this line around its articles."""
        if folded in self._junk:
            return True
        patterns = self._junk_patterns
        return bool(patterns) and any(pattern.fullmatch(folded) for pattern in patterns)

    def present(self, lines: Iterable[str]) -> tuple[Outlet, ...]:
        """The outlets with rules of their own that some of the folded `lines` name."""
        if not self._ruled:
            return ()
        text = "\n".join(line for line in lines if len(line) < 160)
        return tuple(
            outlet
            for outlet in self._ruled
            if any(re.search(rf"(?<!\w){re.escape(name)}(?!\w)", text) for name in outlet.spelled)
        )

    @cached_property
    def _of_words(self) -> dict[str, list[str]]:
        """The names of several words by their last; short ones mean other things too."""
        found: dict[str, list[str]] = {}
        for name in self.names:
            if " " in name and len(name) > 7 and (said := _WORD.findall(name)):
                found.setdefault(said[-1], []).append(name)
        return found

    @cached_property
    def _ruled(self) -> tuple[Outlet, ...]:
        return tuple(o for o in self.outlets if o.keywords or o.bylines or o.date != "anywhere")

    @cached_property
    def _junk(self) -> frozenset[str]:
        return frozenset(fold(clean(line)) for outlet in self.outlets for line in outlet.junk)

    @cached_property
    def _junk_patterns(self) -> tuple[re.Pattern[str], ...]:
        found = (fold(clean(line)) for outlet in self.outlets for line in outlet.junk)
        open_ended = (re.sub(r"\.\.\.", "…", line) for line in found)
        return tuple(
            re.compile(".*".join(re.escape(part) for part in line.split("…")))
            for line in open_ended
            if "…" in line
        )

    @cached_property
    def _exact(self) -> dict[str, str]:
        """Spelling → the name to show; the first outlet of a spelling has it."""
        return {text: name for found in self._shown.values() for text, name in found.items()}

    @cached_property
    def _shown(self) -> dict[str, dict[str, str]]:
        """Folded spelling → the spellings that fold to it → the name to show."""
        found: dict[str, dict[str, str]] = {}
        for outlet in self.outlets:
            for spelling in map(clean, (outlet.name, *outlet.spellings)):
                found.setdefault(fold(spelling), {}).setdefault(spelling, outlet.name)
        return found


def byline_by_pattern(pattern: str, text: str) -> Byline | None:
    """The people and the place of `text` by an outlet's own pattern; None when it does not fit."""
    found = _compiled(pattern).fullmatch(fold(text))
    if found is None:
        return None
    signs = cells(text)

    def part(name: str) -> str:
        start, end = found.span(name) if name in found.groupdict() else (0, 0)
        return "".join(signs[start:end]).strip(" .،:-–—")

    others = tuple((part(n), role) for n, role in _ROLES.items() if role and part(n))
    authors = (part("author"),) if part("author") else ()
    return Byline(authors, others, part("outlet"), part("place"))


@cache
def _compiled(pattern: str) -> re.Pattern[str]:
    pieces = re.split(r"(\{[^{}]*\})", fold(clean(pattern)))
    made = "".join(
        rf"(?P<{piece[1:-1]}>.+?)" if piece.startswith("{") else re.escape(piece)
        for piece in pieces
    )
    return re.compile(made.replace(r"\ ", r"\s+"))


SCHEMA = Schema(Outlets, "outlets.yml")


@cache
def known_outlets() -> Outlets:
    """The outlets that Milaff knows from the start."""
    text = files("milaff.intake").joinpath("outlets.yml").read_text(encoding="utf-8")
    found, problems = SCHEMA.read(text, "outlets.yml")
    if found is None:
        raise ProblemsFound(problems)
    return found


def read_outlets(content: Path) -> Outlets:
    """Those of the dossier before those that are known. Raises ProblemsFound."""
    path = content / "outlets.yml"
    if not path.is_file():
        return known_outlets()
    data, name = path.read_bytes(), "content/outlets.yml"
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data[: error.start].count(b"\n") + 1
        hint = "save the file as UTF-8 in your editor"
        raise ProblemsFound([Problem(name, line, None, "the file is not UTF-8", hint)]) from error
    found, problems = SCHEMA.read(text.replace("\r\n", "\n"), name)
    if found is None:
        raise ProblemsFound(problems)
    return Outlets(found.outlets + known_outlets().outlets)
