"""One article as the dossier shows it."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from milaff.arabic.partial_date import PartialDate
from milaff.model.front_matter import FrontMatter, split


@dataclass(frozen=True, slots=True)
class Heading:
    """A sub-heading of a body: its level (2–6), its text, and the id of its place in the page."""

    level: int
    text: str
    id: str


@dataclass(frozen=True, slots=True)
class Derived:
    """What follows from one body alone.

    `html` is fit for a page in articles/; `text` is what a reader reads, a line a block; `files`
    are the files that figures show, relative to the article's own; `article_links` are the slugs
    of articles that the body links to; `parts` is what other rooms make of it, by name.
    """

    html: str
    text: str
    words: int
    headings: tuple[Heading, ...] = ()
    files: tuple[str, ...] = ()
    article_links: tuple[str, ...] = ()
    parts: Mapping[str, Any] = field(default_factory=dict, compare=False)


Derive = Callable[[str], Derived]
#: A pure function of a Derived record; its value is plain (bytes, text, numbers, tuples, lists,
#: mappings), so that it can be cached.
MakePart = Callable[[Derived], Any]


class Parts(Mapping[str, Any]):
    """The parts of one Derived record, each made when it is first asked for."""

    def __init__(self, derived: Derived, makers: Mapping[str, MakePart]) -> None:
        self._derived = derived
        self._makers = makers
        self._made: dict[str, Any] = {}

    def __getitem__(self, name: str) -> Any:
        if name not in self._made:
            self._made[name] = self._makers[name](self._derived)
        return self._made[name]

    def __iter__(self) -> Iterator[str]:
        return iter(self._makers)

    def __len__(self) -> int:
        return len(self._makers)


@dataclass(frozen=True, slots=True, eq=False)
class Article:
    """An article's front matter and, as far as it may be seen, its body.

    `path` is relative to the dossier, in POSIX form; `file` is where it lies; `digest` is that of
    its bytes (BLAKE2b, 16 bytes).
    """

    front_matter: FrontMatter
    slug: str
    path: str
    file: Path
    digest: bytes

    @property
    def url(self) -> str:
        return f"articles/{self.slug}.html"

    @property
    def title(self) -> str:
        return self.front_matter.title

    @property
    def date(self) -> PartialDate | None:
        return self.front_matter.date

    @property
    def authors(self) -> tuple[str, ...]:
        return self.front_matter.authors

    @property
    def source(self) -> str:
        return self.front_matter.source

    @property
    def keywords(self) -> tuple[str, ...]:
        return self.front_matter.keywords

    @property
    def visibility(self) -> str:
        return self.front_matter.visibility

    @property
    def is_draft(self) -> bool:
        return self.front_matter.status == "draft"

    @property
    def summary(self) -> str:
        """The summary, or nothing where only the metadata may be seen."""
        return self.front_matter.summary if self.visibility in ("full", "excerpt") else ""

    @property
    def body(self) -> str:
        """The Markdown of the body, or nothing where it may not be seen. Reads the file."""
        if self.visibility != "full":
            return ""
        text = self.file.read_text(encoding="utf-8-sig")
        return split(text.replace("\r\n", "\n"), self.path)[1]

    @property
    def newest_first(self) -> tuple[bool, tuple[int, ...], str]:
        """Sort key: newest first, undated last, ties by slug."""
        date = self.date
        return (
            date is None,
            tuple(-part for part in date.sort_key) if date else (),
            self.slug,
        )


def word_count(text: str) -> int:
    """How many words `text` has: runs of letters and digits, marks included."""
    return len(re.findall(r"[^\W_][\w\u064b-\u065f\u0670ـ]*", text))
