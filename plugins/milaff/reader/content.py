"""content/ → Library, or every problem it has."""

from __future__ import annotations

import dataclasses
import os
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeVar

from milaff import kept
from milaff.model import (
    Dossier,
    Library,
    MakePart,
    Names,
    Page,
    Problem,
    ProblemsFound,
    digest_of,
)
from milaff.model.dossier import SCHEMA as DOSSIER
from milaff.model.front_matter import split
from milaff.model.library import problems_between
from milaff.model.names import SCHEMA as NAMES
from milaff.model.schema import Schema, Text, entry, line_of, web_address
from milaff.model.slugs import is_slug
from milaff.reader.bodies import Records
from milaff.reader.heads import Kept, read_articles, read_text

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class _PageHead:
    title: str = entry(Text(), "the page's title")


_PAGE_HEAD = Schema(_PageHead, "a page")


def read_dossier(
    root: Path,
    *,
    preview: bool = False,
    site_url: str = "",
    parts: Mapping[str, MakePart] | None = None,
    tell: Callable[[int, int], None] = lambda _done, _all: None,
    meanwhile: Callable[[], object] = lambda: None,
) -> Library:
    """Read the dossier whose `content/` lies in `root`.

    With `preview`, drafts are shown; `site_url`, where given, stands for the dossier's own (a
    deploy knows where it deploys to); `parts` are the functions that make the parts of Derived
    records; `tell(done, all)` hears of progress, and `meanwhile` is called once, while workers
    read. What was read is kept in `.cache/` for the next time. Raises ProblemsFound with every
    problem of every file.
    """
    made = _DossierReader(root.resolve(), parts or {}, preview)
    return made.library(site_url, tell, meanwhile)


class _DossierReader:
    def __init__(self, root: Path, parts: Mapping[str, MakePart], preview: bool) -> None:
        self.root = root
        self.content = root / "content"
        self.cache = root / ".cache"
        self.preview = preview
        self.problems: list[Problem] = []
        self.records = Records(self.cache / "bodies", parts)
        self._kept_articles: dict[str, Kept]
        self._kept_values: dict[bytes, Any]
        self._kept_articles, self._kept_values = kept.load(self.cache / "heads") or ({}, {})
        self._values: dict[bytes, Any] = {}

    def library(
        self, site_url: str, tell: Callable[[int, int], None], meanwhile: Callable[[], object]
    ) -> Library:
        dossier = self._settings("dossier.yml", DOSSIER) or Dossier(title="?")
        if site_url:
            if complaint := web_address().complaint(site_url):
                hint = "set MILAFF_SITE_URL to a whole address, or unset it"
                self.problems.append(Problem("MILAFF_SITE_URL", None, None, complaint, hint))
            dossier = dataclasses.replace(dossier, site_url=site_url)
        names = self._settings("names.yml", NAMES, optional=True) or Names()
        if names != Names():
            text = self._text(self.content / "names.yml") or ""
            self.problems += names.problems("content/names.yml", text)
        entries = list(self._markdown_files("articles"))
        articles, found, problems = read_articles(
            self.root,
            entries,
            self._kept_articles,
            self.records,
            drafts=self.preview,
            now=self._now(),
            tell=tell,
            meanwhile=meanwhile,
        )
        self.problems += problems
        self.problems += problems_between(dossier, articles, self._line_of)
        made = self.records.of_text
        introductions = {
            slug: made(body, "sections", f"sections/{slug}/index.html").html
            for slug, _, body in self._pages("sections")
        }
        pages = []
        for slug, title, body in self._pages("pages"):
            derived = made(body, "pages", f"pages/{slug}.html")
            pages.append(Page(slug, title, derived.html, derived.text))
        self._unknown_introductions(dossier, introductions)
        if found != self._kept_articles or self._values != self._kept_values:
            kept.save(self.cache / "heads", (found, self._values))
        if self.problems:
            raise ProblemsFound(self.problems)
        self.records.keep(articles)
        return Library(
            dossier,
            names,
            articles,
            bodies=self.records,
            introduction=made(dossier.introduction, "", "index.html").html,
            section_introductions=introductions,
            pages=pages,
            preview=self.preview,
        )

    def _now(self) -> int:
        """The file system's own time: a clock of its own may stamp the files."""
        probe = self.cache / "now"
        kept.write_whole(probe, b"")
        return probe.stat().st_mtime_ns

    def _text(self, path: Path) -> str | None:
        """The file's text with plain line ends, or None and a problem."""
        try:
            return read_text(path, path.relative_to(self.root).as_posix())[0]
        except ProblemsFound as found:
            self.problems += found.problems
        return None

    def _value(self, schema: Schema[T], text: str, name: str, line_offset: int = 0) -> T | None:
        """What the YAML `text` holds; parsed only where it is new."""
        key = digest_of("\0".join((schema.name, text)).encode())
        if key in self._kept_values:
            self._values[key] = self._kept_values[key]
            return schema.restore(self._values[key])
        value, problems = schema.read(text, name, line_offset)
        self.problems += problems
        if value is not None:
            self._values[key] = schema.plain(value)
        return value

    def _line_of(self, path: str, value: str, key: str) -> int | None:
        """The line of an article's file in which `value` stands under `key`."""
        head, _ = split(self._text(self.root / path) or "", path)
        line = line_of(head, value, key)
        return line + 1 if line else None

    def _settings(self, name: str, schema: Schema[T], *, optional: bool = False) -> T | None:
        path = self.content / name
        if not path.is_file():
            if not optional:
                hint = "make an empty dossier with: python3 tasks.py new DIR"
                found = Problem(f"content/{name}", None, None, "the file is missing", hint)
                self.problems.append(found)
            return None
        text = self._text(path)
        return None if text is None else self._value(schema, text, f"content/{name}")

    def _markdown_files(self, folder: str) -> Iterator[os.DirEntry[str]]:
        """The files `*.md` of a folder of content/, by name."""
        place = self.content / folder
        if not place.is_dir():
            return
        with os.scandir(place) as entries:
            for entry in sorted(entries, key=lambda entry: entry.name):
                if entry.is_dir():
                    self._misplaced(folder, Path(entry.path))
                elif entry.name.endswith(".md"):
                    yield entry

    def _misplaced(self, folder: str, place: Path) -> None:
        for path in sorted(place.rglob("*.md")):
            name = path.relative_to(self.root).as_posix()
            message = f"Markdown files lie in content/{folder} itself, not in a folder of it"
            hint = f"move it to content/{folder}/"
            self.problems.append(Problem(name, None, None, message, hint))

    def _pages(self, folder: str) -> Iterator[tuple[str, str, str]]:
        for found in self._markdown_files(folder):
            path = Path(found.path)
            name = f"content/{folder}/{found.name}"
            if not is_slug(path.stem):
                message = f'"{path.stem}" cannot name a page'
                hint = "rename the file with a-z, 0-9 and single hyphens"
                self.problems.append(Problem(name, None, None, message, hint))
            elif (text := self._text(path)) is not None:
                try:
                    head, body = split(text, name)
                except ProblemsFound as error:
                    self.problems += error.problems
                    continue
                if value := self._value(_PAGE_HEAD, head, name, line_offset=1):
                    yield path.stem, value.title, body

    def _unknown_introductions(self, dossier: Dossier, introductions: dict[str, str]) -> None:
        known = {section.id for section in dossier.sections}
        for slug in introductions:
            if known and slug not in known:
                message = f'dossier.yml has no section "{slug}"'
                hint = f"name the file after one of {', '.join(sorted(known))}"
                path = f"content/sections/{slug}.md"
                self.problems.append(Problem(path, None, None, message, hint))
