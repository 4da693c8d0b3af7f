"""content/ → Library, or every problem it has."""

from __future__ import annotations

import dataclasses
import hashlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

from milaff.model import (
    Article,
    Dossier,
    FrontMatter,
    Library,
    MakePart,
    Names,
    Page,
    Problem,
    ProblemsFound,
)
from milaff.model.dossier import SCHEMA as DOSSIER
from milaff.model.front_matter import SCHEMA as FRONT_MATTER
from milaff.model.front_matter import split
from milaff.model.library import problems_between
from milaff.model.names import SCHEMA as NAMES
from milaff.model.schema import Schema, Text, entry, web_address
from milaff.model.slugs import is_slug
from milaff.reader.markdown import derive

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
) -> Library:
    """Read the dossier whose `content/` lies in `root`.

    With `preview`, drafts are shown; `site_url`, where given, stands for the dossier's own (a
    deploy knows where it deploys to); `parts` are the functions that make the parts of Derived
    records. Raises ProblemsFound with every problem of every file.
    """
    return _DossierReader(root).library(preview, site_url, parts or {})


class _DossierReader:
    def __init__(self, root: Path) -> None:
        self.root = root
        self.content = root / "content"
        self.problems: list[Problem] = []

    def library(self, preview: bool, site_url: str, parts: Mapping[str, MakePart]) -> Library:
        dossier = self._settings("dossier.yml", DOSSIER) or Dossier(title="?")
        if site_url:
            if complaint := web_address().complaint(site_url):
                hint = "set MILAFF_SITE_URL to a whole address, or unset it"
                self.problems.append(Problem("MILAFF_SITE_URL", None, None, complaint, hint))
            dossier = dataclasses.replace(dossier, site_url=site_url)
        names = self._settings("names.yml", NAMES, optional=True) or Names()
        self.problems += names.problems("content/names.yml")
        articles = list(self._articles())
        self.problems += problems_between(dossier, articles)
        introductions = {
            slug: derive(body, "sections", f"sections/{slug}/index.html").html
            for slug, _, body in self._pages("sections")
        }
        pages = []
        for slug, title, body in self._pages("pages"):
            derived = derive(body, "pages", f"pages/{slug}.html")
            pages.append(Page(slug, title, derived.html, derived.text))
        self._unknown_introductions(dossier, introductions)
        if self.problems:
            raise ProblemsFound(self.problems)
        return Library(
            dossier,
            names,
            articles,
            derive=derive,
            parts=parts,
            introduction=derive(dossier.introduction, "", "index.html").html,
            section_introductions=introductions,
            pages=pages,
            preview=preview,
        )

    def _text(self, path: Path) -> tuple[str, bytes] | None:
        """The file's text with plain line ends and its digest, or None and a problem."""
        name = path.relative_to(self.root).as_posix()
        try:
            data = path.read_bytes()
            digest = hashlib.blake2b(data, digest_size=16).digest()
            return data.decode("utf-8-sig").replace("\r\n", "\n"), digest
        except UnicodeDecodeError as error:
            line = error.object[: error.start].count(b"\n") + 1
            hint = "save the file as UTF-8 in your editor"
            self.problems.append(Problem(name, line, None, "the file is not UTF-8", hint))
        except OSError as error:
            message = f"the file cannot be read: {error.strerror}"
            self.problems.append(Problem(name, None, None, message, "check its permissions"))
        return None

    def _settings(self, name: str, schema: Schema[T], *, optional: bool = False) -> T | None:
        path = self.content / name
        if not path.is_file():
            if not optional:
                hint = "make an empty dossier with: python3 tasks.py new DIR"
                found = Problem(f"content/{name}", None, None, "the file is missing", hint)
                self.problems.append(found)
            return None
        text = self._text(path)
        if text is None:
            return None
        value, problems = schema.read(text[0], f"content/{name}")
        self.problems += problems
        return value

    def _markdown_files(self, folder: str) -> Iterator[Path]:
        for path in sorted((self.content / folder).rglob("*.md")):
            name = path.relative_to(self.root).as_posix()
            if path.parent == self.content / folder:
                yield path
            else:
                message = f"Markdown files lie in content/{folder} itself, not in a folder of it"
                hint = f"move it to content/{folder}/"
                self.problems.append(Problem(name, None, None, message, hint))

    def _parsed(self, path: Path, schema: Schema[T]) -> tuple[T, str, bytes] | None:
        name = path.relative_to(self.root).as_posix()
        text = self._text(path)
        if text is None:
            return None
        try:
            yaml_text, body = split(text[0], name)
        except ProblemsFound as found:
            self.problems += found.problems
            return None
        value, problems = schema.read(yaml_text, name, line_offset=1)
        self.problems += problems
        return None if value is None else (value, body, text[1])

    def _articles(self) -> Iterator[Article]:
        for path in self._markdown_files("articles"):
            parsed = self._parsed(path, FRONT_MATTER)
            if parsed is None:
                continue
            front_matter: FrontMatter = parsed[0]
            digest = parsed[2]
            name = path.relative_to(self.root).as_posix()
            slug = front_matter.slug or path.stem
            if is_slug(slug):
                yield Article(front_matter, slug, name, path, digest)
            else:
                message = f'"{slug}" cannot name a page'
                hint = "write slug: with a-z, 0-9 and single hyphens, not index or page-…"
                self.problems.append(Problem(name, None, "slug", message, hint))

    def _pages(self, folder: str) -> Iterator[tuple[str, str, str]]:
        for path in self._markdown_files(folder):
            if not is_slug(path.stem):
                name = path.relative_to(self.root).as_posix()
                message = f'"{path.stem}" cannot name a page'
                hint = "rename the file with a-z, 0-9 and single hyphens"
                self.problems.append(Problem(name, None, None, message, hint))
            elif parsed := self._parsed(path, _PAGE_HEAD):
                yield path.stem, parsed[0].title, parsed[1]

    def _unknown_introductions(self, dossier: Dossier, introductions: dict[str, str]) -> None:
        known = {section.id for section in dossier.sections}
        for slug in introductions:
            if known and slug not in known:
                message = f'dossier.yml has no section "{slug}"'
                hint = f"name the file after one of {', '.join(sorted(known))}"
                path = f"content/sections/{slug}.md"
                self.problems.append(Problem(path, None, None, message, hint))


def problems_in_bodies(library: Library, root: Path) -> list[Problem]:
    """Files that figures show and articles that bodies link to, and that are not there."""
    found = []
    for article in library.articles:
        derived = library.derived(article)
        for file in derived.files:
            if not _is_inside(root / "content", file):
                message = f'"{file}" is not beside the article'
                hint = "put the file into content/articles/ and link it from there"
                found.append(Problem(article.path, None, None, message, hint))
        for slug in derived.article_links:
            if library.by_slug(slug) is None:
                message = f'the body links to "{slug}.md", which the dossier does not show'
                hint = "give the slug of another published article, or remove the link"
                found.append(Problem(article.path, None, None, message, hint))
    return found


def _is_inside(content: Path, file: str) -> bool:
    path = (content / file).resolve()
    return path.is_file() and path.is_relative_to((content / "articles").resolve())
