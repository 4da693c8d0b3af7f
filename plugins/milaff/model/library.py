"""The dossier as a whole: one object answers every question about it.

The Library hands out only what may be seen: no draft (unless it is a preview), nothing withheld,
no body that `visibility` keeps back. No other room reads `content/`.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Protocol

from milaff.model.article import Article, Derived, digest_of
from milaff.model.dossier import Dossier
from milaff.model.names import Names, same_name
from milaff.model.problem import Problem, nearest
from milaff.model.slugs import term_id


@dataclass(frozen=True, slots=True, eq=False)
class Term:
    """A section, keyword, author or source, and its articles, newest first."""

    kind: str
    id: str
    name: str
    articles: tuple[Article, ...] = ()
    summary: str = ""
    introduction: str = ""

    @property
    def url(self) -> str:
        return f"{self.kind}/{self.id}/index.html"


@dataclass(frozen=True, slots=True, eq=False)
class Year:
    """A year of the archive; `year` is None for the undated."""

    year: int | None
    articles: tuple[Article, ...]

    @property
    def url(self) -> str:
        return f"archive/{self.year or 'undated'}/index.html"


@dataclass(frozen=True, slots=True)
class Page:
    """A page of the curator's own: about, method…"""

    slug: str
    title: str
    html: str
    text: str = ""

    @property
    def url(self) -> str:
        return f"pages/{self.slug}.html"


class Bodies(Protocol):
    """The Derived records of articles, wherever they are kept."""

    def of(self, article: Article) -> Derived:
        """The record, made when there is none yet."""

    def part(self, article: Article, name: str) -> Any:
        """One part of the record, without the rest of it."""

    def traces(self, article: Article) -> tuple[tuple[str, ...], tuple[str, ...]]:
        """`files` and `article_links` of the record, without the rest of it."""

    def prepare(self, articles: Sequence[Article], parts: Sequence[str]) -> None:
        """Make what is missing of the records and of these parts of them, in workers."""

    def news(self) -> Any:
        """What this process made since it was last asked, for `learn` in its parent."""

    def learn(self, news: Any) -> None:
        """Take up what a worker made."""

    def save(self) -> None:
        """Keep what was made for the next build."""


@dataclass(slots=True)
class _Grouping:
    terms: tuple[Term, ...] = ()
    by_name: dict[str, Term] = field(default_factory=dict)


class Library:
    """Order, neighbours, sections, terms, years and relations of the articles that may be seen."""

    def __init__(
        self,
        dossier: Dossier,
        names: Names,
        articles: Iterable[Article],
        *,
        bodies: Bodies,
        introduction: str = "",
        section_introductions: Mapping[str, str] | None = None,
        pages: Sequence[Page] = (),
        preview: bool = False,
    ) -> None:
        """Arrange `articles`; `bodies` has their Derived records.

        `introduction` and `section_introductions` (by section id) are HTML.
        """
        everything = sorted(articles, key=lambda article: article.newest_first)
        self.dossier = dossier
        self.names = names
        self.introduction = introduction
        self.pages = tuple(pages)
        self.preview = preview
        #: Kept out of the dossier, for the report to its curator only.
        self.drafts = tuple(article for article in everything if article.is_draft)
        self.articles = tuple(
            article
            for article in everything
            if article.visibility != "withheld" and (preview or not article.is_draft)
        )
        self.bodies = bodies
        #: How often a body was asked for: who asks for none depends on the front matter alone.
        self.bodies_asked = 0
        self._position = {article.slug: n for n, article in enumerate(self.articles)}
        self._keywords = self._group("keywords", lambda article: article.keywords)
        self._authors = self._group("authors", lambda article: article.authors)
        self._sources = self._group("sources", lambda article: (article.source,))
        self._sections = self._group_sections(section_introductions or {})
        self.years = self._group_years()
        self._related: dict[str, list[int]] | None = None
        self._digests: dict[bool, bytes] = {}

    # Groups

    @property
    def sections(self) -> tuple[Term, ...]:
        """Sections in the dossier's order, empty ones included."""
        return self._sections.terms

    @property
    def keywords(self) -> tuple[Term, ...]:
        return self._keywords.terms

    @property
    def authors(self) -> tuple[Term, ...]:
        return self._authors.terms

    @property
    def sources(self) -> tuple[Term, ...]:
        return self._sources.terms

    def section_of(self, article: Article) -> Term | None:
        return self._sections.by_name.get(same_name(article.section))

    def keyword_terms(self, article: Article) -> tuple[Term, ...]:
        return self._terms(self._keywords, article.keywords)

    def author_terms(self, article: Article) -> tuple[Term, ...]:
        return self._terms(self._authors, article.authors)

    def source_term(self, article: Article) -> Term | None:
        return self._sources.by_name.get(same_name(article.source)) if article.source else None

    # One article among the others

    def by_slug(self, slug: str) -> Article | None:
        position = self._position.get(slug)
        return None if position is None else self.articles[position]

    def derived(self, article: Article) -> Derived:
        """What follows from the article's visible body."""
        self.bodies_asked += 1
        return self.bodies.of(article)

    def part(self, article: Article, name: str) -> Any:
        """`derived(article).parts[name]`, without the rest of the record."""
        self.bodies_asked += 1
        return self.bodies.part(article, name)

    def prepare(self, *parts: str) -> None:
        """Make the records, and these parts of them, of all articles before they are asked for."""
        self.bodies.prepare(self.articles, parts)

    def files(self) -> tuple[str, ...]:
        """Every file that a visible body shows, relative to `content/`, without repetition."""
        traces = self.bodies.traces
        files = (file for article in self.articles for file in traces(article)[0])
        return tuple(dict.fromkeys(files))

    def digest(self, *, bodies: bool) -> bytes:
        """A digest of the whole as it may be seen, with or without the articles' bodies."""
        if bodies not in self._digests:
            parts = [b"".join((a.head_digest, a.slug.encode(), b"\n")) for a in self.articles]
            if bodies:
                parts += [article.body_digest for article in self.articles]
            own = (self.dossier, self.names, self.introduction, self.pages, self.preview)
            sections = [(term.id, term.introduction) for term in self.sections]
            parts.append(repr((own, sections)).encode("utf-8", "surrogatepass"))
            self._digests[bodies] = digest_of(b"".join(parts))
        return self._digests[bodies]

    def problems_in_bodies(self) -> list[Problem]:
        """Files that figures show and articles that bodies link to, and that are not there."""
        found = []
        for article in self.articles:
            files, links = self.bodies.traces(article)
            for file in files:
                if not _is_inside(article.root / "content", file):
                    message = f'"{file}" is not beside the article'
                    hint = "put the file into content/articles/ and link it from there"
                    found.append(Problem(article.path, None, None, message, hint))
            for slug in links:
                if slug not in self._position:
                    message = f'the body links to "{slug}.md", which the dossier does not show'
                    hint = "give the slug of another published article, or remove the link"
                    found.append(Problem(article.path, None, None, message, hint))
        return found

    def neighbours(self, article: Article) -> tuple[Article | None, Article | None]:
        """The next newer and the next older article."""
        position = self._position[article.slug]
        newer = self.articles[position - 1] if position else None
        older = self.articles[position + 1] if position + 1 < len(self.articles) else None
        return newer, older

    @staticmethod
    def relates(keyword: Term) -> bool:
        """Whether a keyword says that its articles are related: not one that hundreds have."""
        return len(keyword.articles) <= 200

    def related(self, article: Article, most: int = 5) -> tuple[Article, ...]:
        """Articles linked by the curator, then those that share the rarest keywords.

        A shared keyword weighs one over the number of articles that have it.
        """
        chosen = {
            slug: self.articles[self._position[slug]]
            for slug in article.links
            if slug in self._position
        }
        weights: dict[int, int] = {}
        by_keyword = self._positions_by_keyword()
        for term in self.keyword_terms(article):
            if self.relates(term):
                positions = by_keyword[term.id]
                weight = 5040 // len(positions)
                for position in positions:
                    weights[position] = weights.get(position, 0) + weight
        weights.pop(self._position[article.slug], None)
        for position, _ in sorted(weights.items(), key=lambda item: (-item[1], item[0])):
            if len(chosen) >= most:
                break
            chosen.setdefault(self.articles[position].slug, self.articles[position])
        return tuple(chosen.values())[:most]

    # Making

    @staticmethod
    def _terms(grouping: _Grouping, names: Iterable[str]) -> tuple[Term, ...]:
        found: dict[str, Term] = {}
        for name in names:
            # A name of nothing but spaces or invisible signs names nobody.
            if term := grouping.by_name.get(same_name(name)):
                found.setdefault(term.id, term)
        return tuple(found.values())

    def _group(self, kind: str, names_of: Callable[[Article], Iterable[str]]) -> _Grouping:
        articles: dict[str, dict[str, Article]] = defaultdict(dict)
        shown: dict[str, str] = {}
        ids: dict[str, str] = {}
        for article in self.articles:
            for name in names_of(article):
                key = same_name(name)
                if not key:
                    continue
                if key not in ids:
                    declared = self.names.find(name)
                    ids[key] = declared.id if declared else term_id(name)
                    if ids[key] in shown and not declared and shown[ids[key]] != key:
                        # Two names in 65 536 that also read alike: part them by a longer digest.
                        ids[key] = term_id(name, 16)
                    shown.setdefault(ids[key], declared.name if declared else key)
                articles[ids[key]][article.slug] = article
        terms = {
            id_: Term(kind, id_, shown[id_], tuple(found.values()))
            for id_, found in articles.items()
        }
        ordered = sorted(terms.values(), key=lambda term: (-len(term.articles), term.id))
        return _Grouping(tuple(ordered), {key: terms[id_] for key, id_ in ids.items()})

    def _group_sections(self, introductions: Mapping[str, str]) -> _Grouping:
        if not self.dossier.sections:
            return self._group("sections", lambda article: (article.section,))
        ids = {}
        for section in self.dossier.sections:
            ids[same_name(section.title)] = ids[section.id] = section.id
        articles: dict[str, list[Article]] = defaultdict(list)
        for article in self.articles:
            if id_ := ids.get(same_name(article.section)):
                articles[id_].append(article)
        terms = {
            section.id: Term(
                "sections",
                section.id,
                section.title,
                tuple(articles[section.id]),
                section.summary,
                introductions.get(section.id, ""),
            )
            for section in self.dossier.sections
        }
        return _Grouping(tuple(terms.values()), {key: terms[id_] for key, id_ in ids.items()})

    def _group_years(self) -> tuple[Year, ...]:
        years: dict[int | None, list[Article]] = defaultdict(list)
        for article in self.articles:
            years[article.year].append(article)
        return tuple(Year(year, tuple(found)) for year, found in years.items())

    def _positions_by_keyword(self) -> dict[str, list[int]]:
        if self._related is None:
            self._related = {
                term.id: [self._position[article.slug] for article in term.articles]
                for term in self.keywords
            }
        return self._related


def _is_inside(content: Path, file: str) -> bool:
    path = (content / file).resolve()
    return path.is_file() and path.is_relative_to((content / "articles").resolve())


def problems_between(
    dossier: Dossier,
    articles: Sequence[Article],
    line_of: Callable[[str, str, str], int | None] = lambda _path, _value, _key: None,
) -> list[Problem]:
    """What only the whole can tell: slugs taken twice, sections and articles that do not exist.

    `line_of` tells in which line of a file a value stands under a key.
    """
    found = []
    first: dict[str, Article] = {}
    sections = {same_name(section.id) for section in dossier.sections}
    sections |= {same_name(section.title) for section in dossier.sections}
    for article in articles:
        if (other := first.setdefault(article.slug, article)) is not article:
            message = f'"{article.slug}" is already the slug of {other.path}'
            hint = "change the newer of the two; a published slug must stay"
            line = line_of(article.path, article.slug, "slug")
            found.append(Problem(article.path, line, "slug", message, hint))
        section = article.section
        if sections and section and same_name(section) not in sections:
            near = nearest(section, sections)
            hint = f"did you mean {near}? " if near else ""
            hint += "the sections are " + "، ".join(s.id for s in dossier.sections)
            message = f'dossier.yml has no section "{section}"'
            line = line_of(article.path, section, "section")
            found.append(Problem(article.path, line, "section", message, hint))
    for article in articles:
        for slug in article.links:
            if slug not in first:
                near = nearest(slug, first)
                hint = f"did you mean {near}?" if near else "give the slug of another article"
                message = f'no article has the slug "{slug}"'
                line = line_of(article.path, slug, "links")
                found.append(Problem(article.path, line, "links", message, hint))
    return found
