"""What is known of outlets: `content/outlets.yml`, and the names that Milaff brings."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import cache, cached_property, lru_cache
from importlib.resources import files
from pathlib import Path
from urllib.parse import urlsplit

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
#: A host without its scheme, in any script (RFC 5890).
_DOMAIN = re.compile(r"(?:[^\W_](?:[\w-]*[^\W_])?\.)+[^\W\d_]{2,}")
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


def _domain_complaint(text: str) -> str | None:
    """Why a text is no domain, or None."""
    return None if _DOMAIN.fullmatch(text) else f'"{text}" is no domain'


@dataclass(frozen=True, slots=True)
class Lines:
    """A line or a list of lines; `complaint` says what is wrong with one."""

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
_DOMAINS = Lines(
    "a domain, or a list of domains",
    _domain_complaint,
    "write what stands between https:// and the next stroke of its address: example.org",
)


@dataclass(frozen=True, slots=True)
class Outlet:
    """One outlet, how it is called, and how its pages are made.

    `nationality` is the adjective that tells it from others of its name. One that `is_word` has a
    name that says something else where nothing says that it is an outlet's.
    """

    name: str = entry(Text(), "the outlet's name, as `source` should show it")
    spellings: tuple[str, ...] = entry(Texts(), "other ways it is printed", default=())
    domains: tuple[str, ...] = entry(
        _DOMAINS,
        "where its site is: a page or a link from there is its own",
        default=(),
    )
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
    nationality: str = ""
    is_word: bool = False

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
        """Every spelling that alone names an outlet, folded: `الوطن`, `الوطن السعودية`."""
        return frozenset(self._standing_alone())

    @cached_property
    def spellings(self) -> frozenset[str]:
        """Every spelling, folded: those, too, that name an outlet only where something says so."""
        return frozenset(self._bearers)

    def names_with(self, others: frozenset[str]) -> frozenset[str]:
        """`names` and the folded `others`, which are what one page calls itself."""
        return _together(self.names, others)

    def shown(self, spelling: str, address: str = "") -> str:
        """The name that `source` should show for a printed spelling on a page from `address`."""
        printed = re.sub(r"[«»\"“”]", "", clean(spelling)).strip()
        folded = fold(printed)
        bare = without_kind(folded)
        if (there := self._of_site(address)) and bare in there.spelled:
            return there.name
        for name in (printed, unfolded(printed, max(0, folded.find(bare)))):
            if shown := self._exact.get(name) or self._unmistakable(fold(name)):
                return shown
        return self._unmistakable(bare) or spelling

    def at(self, address: str) -> str:
        """The name of the outlet whose site an address is of, or empty."""
        there = self._of_site(address)
        return there.name if there else ""

    def _of_site(self, address: str) -> Outlet | None:
        try:
            labels = (urlsplit(address).hostname or "").split(".")
        except ValueError:
            return None
        hosts = (".".join(labels[at:]) for at in range(len(labels) - 1))
        return next((self._sites[host] for host in hosts if host in self._sites), None)

    def _unmistakable(self, folded: str) -> str | None:
        """The outlet of a folded spelling, unless two are told apart by a hamza alone."""
        found = {self._exact[spelling] for spelling, _ in self._bearers.get(folded, ())}
        return found.pop() if len(found) == 1 else None

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

    def present(self, lines: Iterable[str], address: str = "") -> tuple[Outlet, ...]:
        """The outlets with rules of their own that some of the folded `lines` name, or whose site
        `address` is of."""
        if not self._ruled:
            return ()
        text = "\n".join(line for line in lines if len(line) < 160)
        there = self._of_site(address)
        return tuple(
            outlet
            for outlet in self._ruled
            if outlet is there
            or any(re.search(rf"(?<!\w){re.escape(name)}(?!\w)", text) for name in outlet.spelled)
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

    def _standing_alone(self) -> Iterator[str]:
        for folded, bearers in self._bearers.items():
            sure = [outlet for _, outlet in bearers if not outlet.is_word]
            if sure:
                yield folded
            told = (f"{folded} {fold(n)}" for n in {outlet.nationality for outlet in sure} if n)
            # «الثورة السورية» is rather what happened than the paper: an entry of its own decides.
            yield from (name for name in told if name not in self._bearers)

    @cached_property
    def _exact(self) -> dict[str, str]:
        """Spelling → the name to show: the first outlet's.

        Where only their sites tell several outlets of a spelling apart it is shown as printed.
        """
        named: dict[str, dict[str, Outlet]] = {}
        for bearers in self._bearers.values():
            for spelling, outlet in bearers:
                named.setdefault(spelling, {}).setdefault(outlet.name, outlet)
        return {
            spelling: next(iter(found))
            if len(found) == 1 or sum(bool(outlet.domains) for outlet in found.values()) < 2
            else spelling
            for spelling, found in named.items()
        }

    @cached_property
    def _bearers(self) -> dict[str, list[tuple[str, Outlet]]]:
        """Folded spelling → the spellings that fold to it, each with its outlet."""
        found: dict[str, list[tuple[str, Outlet]]] = {}
        for outlet in self.outlets:
            for spelling in map(clean, (outlet.name, *outlet.spellings)):
                found.setdefault(fold(spelling), []).append((spelling, outlet))
        return found

    @cached_property
    def _sites(self) -> dict[str, Outlet]:
        """Domain → the outlet; the first outlet of a domain has it."""
        found: dict[str, Outlet] = {}
        for outlet in self.outlets:
            for domain in outlet.domains:
                found.setdefault(domain.lower().removeprefix("www."), outlet)
        return found


@lru_cache(maxsize=64)
def _together(names: frozenset[str], others: frozenset[str]) -> frozenset[str]:
    # Pages of one site give one set: sets of all names are large, and caches keep them.
    return names if others <= names else names | others


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
    """The outlets that Milaff knows from the start: `outlets.txt`."""
    text = files("milaff.intake").joinpath("outlets.txt").read_text(encoding="utf-8")
    return Outlets(tuple(_read_gazetteer(text)))


def _read_gazetteer(text: str) -> Iterator[Outlet]:
    nationality = ""
    for line in text.splitlines():
        if line.startswith("["):
            nationality = line[1 : line.index("]")]
        elif line and not line.startswith("#"):
            yield _outlet_of(line, nationality)


def _outlet_of(line: str, nationality: str) -> Outlet:
    """`? عاجل | صحيفة عاجل @ ajel.sa` → the outlet."""
    names, _, domains = line.partition(" @ ")
    name, *spellings = names.removeprefix("? ").split(" | ")
    return Outlet(
        name,
        tuple(spellings),
        tuple(domains.split()),
        nationality=nationality,
        is_word=names.startswith("? "),
    )


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
