"""The dossier as a whole: one object answers every question about it.

The Library hands out only what may be seen: no draft (unless it is a preview), nothing withheld,
no body that `visibility` keeps back. No other room reads `content/`.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from milaff.model.article import Article, Derive, Derived, MakePart, Parts
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
        derive: Derive,
        parts: Mapping[str, MakePart] | None = None,
        introduction: str = "",
        section_introductions: Mapping[str, str] | None = None,
        pages: Sequence[Page] = (),
        preview: bool = False,
    ) -> None:
        """Arrange `articles`; `derive` makes the Derived record of a body, `parts` its parts.

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
        self._derive = derive
        self._parts = parts or {}
        self._derived: dict[str, Derived] = {}
        self._position = {article.slug: n for n, article in enumerate(self.articles)}
        self._keywords = self._group("keywords", lambda article: article.keywords)
        self._authors = self._group("authors", lambda article: article.authors)
        self._sources = self._group("sources", lambda article: (article.source,))
        self._sections = self._group_sections(section_introductions or {})
        self.years = self._group_years()
        self._related: dict[str, list[int]] | None = None

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
        return self._sections.by_name.get(same_name(article.front_matter.section))

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
        """What follows from the article's visible body; made once."""
        found = self._derived.get(article.slug)
        if found is None:
            bare = self._derive(article.body)
            found = replace(bare, parts=Parts(bare, self._parts))
            self._derived[article.slug] = found
        return found

    def prepare(self, *parts: str) -> None:
        """Make the records, and these parts of them, of all articles before they are asked for."""
        for article in self.articles:
            derived = self.derived(article)
            for part in parts:
                derived.parts[part]

    def files(self) -> tuple[str, ...]:
        """Every file that a visible body shows, relative to `content/`, without repetition."""
        files = (file for article in self.articles for file in self.derived(article).files)
        return tuple(dict.fromkeys(files))

    def neighbours(self, article: Article) -> tuple[Article | None, Article | None]:
        """The next newer and the next older article."""
        position = self._position[article.slug]
        newer = self.articles[position - 1] if position else None
        older = self.articles[position + 1] if position + 1 < len(self.articles) else None
        return newer, older

    def related(self, article: Article, most: int = 5) -> tuple[Article, ...]:
        """Articles linked by the curator, then those that share the rarest keywords.

        A shared keyword weighs one over the number of articles that have it; keywords of more
        than 200 articles say nothing and are passed over.
        """
        chosen = {
            link.to: self.articles[self._position[link.to]]
            for link in article.front_matter.links
            if link.to in self._position
        }
        weights: Counter[int] = Counter()
        by_keyword = self._positions_by_keyword()
        for term in self.keyword_terms(article):
            positions = by_keyword[term.id]
            if len(positions) <= 200:
                for position in positions:
                    weights[position] += 5040 // len(positions)
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
            return self._group("sections", lambda article: (article.front_matter.section,))
        ids = {}
        for section in self.dossier.sections:
            ids[same_name(section.title)] = ids[section.id] = section.id
        articles: dict[str, list[Article]] = defaultdict(list)
        for article in self.articles:
            if id_ := ids.get(same_name(article.front_matter.section)):
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
            years[article.date.year if article.date else None].append(article)
        return tuple(Year(year, tuple(found)) for year, found in years.items())

    def _positions_by_keyword(self) -> dict[str, list[int]]:
        if self._related is None:
            self._related = {
                term.id: [self._position[article.slug] for article in term.articles]
                for term in self.keywords
            }
        return self._related


def problems_between(dossier: Dossier, articles: Sequence[Article]) -> list[Problem]:
    """What only the whole can tell: slugs taken twice, sections and articles that do not exist."""
    found = []
    first: dict[str, Article] = {}
    sections = {same_name(section.id) for section in dossier.sections}
    sections |= {same_name(section.title) for section in dossier.sections}
    for article in articles:
        if (other := first.setdefault(article.slug, article)) is not article:
            message = f'"{article.slug}" is already the slug of {other.path}'
            hint = "change the newer of the two; a published slug must stay"
            found.append(Problem(article.path, None, "slug", message, hint))
        section = article.front_matter.section
        if sections and section and same_name(section) not in sections:
            near = nearest(section, sections)
            hint = f"did you mean {near}? " if near else ""
            hint += "the sections are " + "، ".join(s.id for s in dossier.sections)
            message = f'dossier.yml has no section "{section}"'
            found.append(Problem(article.path, None, "section", message, hint))
    for article in articles:
        for link in article.front_matter.links:
            if link.to not in first:
                near = nearest(link.to, first)
                hint = f"did you mean {near}?" if near else "give the slug of another article"
                message = f'no article has the slug "{link.to}"'
                found.append(Problem(article.path, None, "links", message, hint))
    return found
