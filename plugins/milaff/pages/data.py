"""Library → the plain data that templates see: text, lists and mappings, nothing to be asked.

A page is planned before it is made: `Plan.digest` says what its data follow from, so that a page
whose digest is known need not be made again. Whatever a maker below looks at, its plan digests.
"""

from __future__ import annotations

from collections.abc import Callable, Container, Iterator, Sequence
from functools import partial
from typing import Any, NamedTuple
from urllib.parse import urlsplit

from milaff.arabic.calendar import written
from milaff.arabic.collation import ALPHABET, initial, sort_key
from milaff.arabic.counts import ARTICLE, MINUTE, WORD, counted, in_digits
from milaff.model import Article, Library, PartialDate, Term, Year, digest_of
from milaff.pages import citation
from milaff.pages.strings import STRINGS

Data = dict[str, Any]
#: The indexes of terms, in the order of the menu.
TERM_KINDS = ("sections", "keywords", "authors", "sources")
_WORDS_A_MINUTE = 180
# Items are made again when so many were made: in a hundred thousand articles all would be too much.
_MOST_ITEMS = 20_000
_RIGHT_TO_LEFT = {"ar", "fa", "he", "ur", "ckb", "ps", "yi", "syr", "ug", "sd"}


def page_addresses(base: str, count: int, size: int) -> list[str]:
    """The addresses of a paged list under the folder `base`; one page when it is empty."""
    pages = max(1, -(-count // size))
    return [f"{base}/index.html", *(f"{base}/page-{n}.html" for n in range(2, pages + 1))]


def direction(language: str) -> str:
    return "rtl" if language.split("-")[0].lower() in _RIGHT_TO_LEFT else "ltr"


class Plan(NamedTuple):
    """A page to be: where, by which template, what its data follow from, and how to make them.

    A value of the data may be a function of nothing: it is called only where the template names
    it.
    """

    url: str
    template: str
    digest: bytes
    data: Callable[[], Data]


class Arranger:
    """Plans every page of one Library; what all pages share is made once.

    `has` tells which templates the theme has: no menu leads to a page that is not built. `names`
    are the names that the theme's article.html mentions (None: any).
    """

    def __init__(
        self,
        library: Library,
        *,
        search: bool,
        has: Callable[[str], bool] = lambda _template: True,
        names: Container[str] | None = None,
    ) -> None:
        self.library = library
        self.dossier = library.dossier
        self._has = has
        self._names = names
        self._terms: dict[str, tuple[Term, ...]] = {
            kind: getattr(library, kind) for kind in TERM_KINDS
        }
        self._items: dict[str, Data] = {}
        self._item_digests: dict[str, bytes] = {}
        self._labels: dict[Term | None, bytes] = {None: bytes(16)}
        self._posted: dict[Term, bytes] = {}
        self.site = self._site(search)
        self._shared = _digest(self.site, self.dossier)

    # Words and dates

    def count(self, number: int) -> str:
        return counted(number, ARTICLE, self.dossier.digits)

    def digits(self, value: object) -> str:
        return in_digits(value, self.dossier.digits)

    def date(self, date: PartialDate | None, *, weekday: bool = False) -> Data | None:
        """A date as `{iso, text}`; `iso` is fit for <time datetime>."""
        if date is None:
            return None
        text = written(date, self.dossier.calendar, self.dossier.digits, weekday=weekday)
        return {"iso": str(date), "text": text}

    # What all pages share

    def _site(self, search: bool) -> Data:
        dossier = self.dossier
        kinds = [kind for kind in TERM_KINDS if self._terms[kind]]
        entries = [("articles", "articles/index.html")]
        entries += [(kind, f"{kind}/index.html") for kind in kinds]
        entries += [("archive", "archive/index.html")]
        menu = [
            {"url": url, "name": STRINGS[kind]}
            for kind, url in entries
            if self._has(f"{kind}.html")
        ]
        pages = [{"url": page.url, "name": page.title} for page in self.library.pages]
        feed = [{"url": "feed.xml", "name": STRINGS["feed"]}]
        return {
            "id": dossier.id,
            "title": dossier.title,
            "subtitle": dossier.subtitle,
            "language": dossier.language,
            "editors": _joined(dossier.editors),
            "rights": dossier.rights,
            "contact": dossier.contact,
            "digits": dossier.digits,
            "search": search,
            "menu": menu,
            "sections": [{"url": term.url, "name": term.name} for term in self._terms["sections"]],
            "footer": [{"url": "index.html", "name": STRINGS["home"]}, *pages, *feed],
        }

    def frame(
        self,
        url: str,
        title: str,
        description: str = "",
        kind: str = "page",
        crumbs: Sequence[tuple[str, str]] = (),
        menu: str = "",
    ) -> Data:
        """`site` and `page`, which every template needs; `crumbs` are (address, name)."""
        base = self.dossier.site_url.rstrip("/")
        home = [("index.html", STRINGS["home"])] if url != "index.html" else []
        described = description or self.dossier.description or self.dossier.subtitle
        page = {
            "url": url,
            "root": "../" * url.count("/"),
            "title": title,
            "description": described or self.dossier.title,
            "kind": kind,
            "menu": menu or url,
            "canonical": f"{base}/{url}" if base else "",
            "crumbs": [{"url": to, "name": name} for to, name in [*home, *crumbs]],
        }
        return {"site": self.site, "page": page}

    # Parts

    def item(self, article: Article) -> Data:
        """An article as a line of a list; made once."""
        found = self._items.get(article.slug)
        if found is None:
            if len(self._items) >= _MOST_ITEMS:
                self._items.clear()
            front = article.front_matter
            section = self.library.section_of(article)
            source = self.library.source_term(article)
            found = self._items[article.slug] = {
                "url": article.url,
                "title": front.title,
                "language": front.language,
                "direction": direction(front.language),
                "date": self.date(front.date),
                "source": source.name if source else "",
                "authors": _joined(article.authors),
                "people": [
                    {"url": term.url, "name": term.name}
                    for term in self.library.author_terms(article)
                ],
                "section": section.name if section else "",
                "summary": article.summary,
                "draft": article.is_draft,
            }
        return found

    def items(self, articles: Sequence[Article]) -> list[Data]:
        return [self.item(article) for article in articles]

    def term(self, term: Term) -> Data:
        return {
            "url": term.url,
            "name": term.name,
            "count": self.count(len(term.articles)),
            "summary": term.summary,
        }

    # What pages follow from

    def _label(self, term: Term | None) -> bytes:
        """A digest of what a page that names a term shows of it."""
        found = self._labels.get(term)
        if found is None:
            assert term is not None
            found = self._labels[term] = _digest(term.url, term.name)
        return found

    def _item_digest(self, article: Article) -> bytes:
        """A digest of what `item` follows from."""
        found = self._item_digests.get(article.slug)
        if found is None:
            library = self.library
            section = self._label(library.section_of(article))
            source = self._label(library.source_term(article))
            parts = [article.head_digest, section, source, article.slug.encode(), b"\0"]
            parts += map(self._label, library.author_terms(article))
            found = self._item_digests[article.slug] = digest_of(b"".join(parts))
        return found

    def _list_digest(self, articles: Sequence[Article], *more: object) -> bytes:
        items = b"".join(map(self._item_digest, articles))
        return digest_of(self._shared + items + _digest(*more))

    def _posted_digest(self, term: Term) -> bytes:
        """A digest of what relations through a keyword follow from."""
        found = self._posted.get(term)
        if found is None:
            near = term.articles if self.library.relates(term) else ()
            found = self._posted[term] = self._list_digest(near, term.url)
        return found

    def _article_digest(self, article: Article) -> bytes:
        library = self.library
        keywords = library.keyword_terms(article)
        parts = [self._shared, self._item_digest(article), article.body_digest]
        parts += map(self._label, keywords)
        if self._named("newer") or self._named("older"):
            near = library.neighbours(article)
            parts += [b"n", *(self._item_digest(one) if one else bytes(16) for one in near)]
        if self._named("related"):
            linked = map(library.by_slug, article.links)
            parts += [b"l", *(self._item_digest(one) for one in linked if one)]
            parts += [b"r", *map(self._posted_digest, keywords)]
        return digest_of(b"".join(parts))

    def _named(self, name: str) -> bool:
        return self._names is None or name in self._names

    # Pages

    def plans(self) -> Iterator[Plan]:
        """Every page of the site whose template the theme has."""
        for template, planned in self._planned():
            if self._has(template):
                yield from planned

    def _planned(self) -> Iterator[tuple[str, Iterator[Plan]]]:
        yield "home.html", self._home_plan()
        yield "article.html", self._article_plans()
        yield "articles.html", self._list_plans(self._all_articles())
        for kind in TERM_KINDS:
            if self._terms[kind]:
                yield f"{kind}.html", self._index_plan(kind)
            for term in self._terms[kind]:
                yield f"{_SINGULAR[kind]}.html", self._term_plans(term)
        yield "archive.html", self._archive_plan()
        for year in self.library.years:
            yield "year.html", self._year_plans(year)
        yield "page.html", self._own_page_plans()
        yield "404.html", self._not_found_plan()

    def _home_plan(self) -> Iterator[Plan]:
        library = self.library
        counts = [
            (term.url, term.name, term.summary, len(term.articles)) for term in library.sections
        ]
        digest = self._list_digest(
            library.articles[:_LATEST],
            library.introduction,
            len(library.articles),
            counts,
            [year.year for year in library.years],
        )
        yield Plan("index.html", "home.html", digest, self.home)

    def home(self) -> Data:
        library, dossier = self.library, self.dossier
        years = [year.year for year in library.years if year.year is not None]
        span = [self.digits(y) for y in sorted({min(years), max(years)})] if years else []
        data = self.frame("index.html", dossier.title, dossier.description, "home")
        return data | {
            "subtitle": dossier.subtitle,
            "introduction": library.introduction,
            "count": self.count(len(library.articles)),
            "span": "–".join(span),
            "sections": [self.term(term) for term in library.sections],
            "latest": self.items(library.articles[:_LATEST]),
        }

    def _article_plans(self) -> Iterator[Plan]:
        for article in self.library.articles:
            digest = self._article_digest(article)
            yield Plan(article.url, "article.html", digest, partial(self.article, article))

    def article(self, article: Article) -> Data:
        library, front = self.library, article.front_matter
        derived = library.derived(article)
        section = library.section_of(article)
        source = library.source_term(article)
        newer, older = library.neighbours(article)
        crumbs = [(section.url, section.name)] if section else []
        menu = "sections/index.html" if section else "articles/index.html"
        first = article.summary or article.title
        data = self.frame(article.url, article.title, first, "article", crumbs, menu)
        address = data["page"]["canonical"]
        return data | {
            "article": {
                "title": article.title,
                "subtitle": front.subtitle,
                "language": front.language,
                "direction": direction(front.language),
                "draft": article.is_draft,
                "visibility": article.visibility,
                "html": derived.html,
                "date": self.date(article.date, weekday=True),
                "hijri": front.hijri,
                "updated": self.date(front.updated),
                "event_date": self.date(front.event_date),
                "place": front.place,
                "authors": [
                    {"url": term.url, "name": term.name} for term in library.author_terms(article)
                ],
                "contributors": [{"name": c.name, "role": c.role} for c in front.contributors],
                "source": {"url": source.url, "name": source.name} if source else None,
                "section": {"url": section.url, "name": section.name} if section else None,
                "keywords": [
                    {"url": term.url, "name": term.name} for term in library.keyword_terms(article)
                ],
                "note": front.note,
                "source_url": front.source_url,
                "archived": front.archived,
                "rights": front.rights,
                "original": (
                    {"file": front.original.file, "sha256": front.original.sha256}
                    if front.original
                    else None
                ),
            },
            "lead": lambda: "" if _begins(derived.text, article.summary) else article.summary,
            "length": lambda: self._length(derived.words),
            "retrieved": lambda: self._saved(front.retrieved),
            "source_host": lambda: urlsplit(front.source_url).hostname or "",
            "archived_host": lambda: urlsplit(front.archived).hostname or "",
            "citation": lambda: self._citation(article),
            "newer": lambda: self.item(newer) if newer else None,
            "older": lambda: self.item(older) if older else None,
            "related": lambda: self.items(library.related(article)),
            "meta": lambda: citation.meta(article, library, address),
            "coins": lambda: citation.coins(article),
            "json_ld": lambda: citation.json_ld(article, library, address),
        }

    def _length(self, words: int) -> str:
        """How many words a body has, and how long they take to read."""
        if not words:
            return ""
        minutes = max(1, round(words / _WORDS_A_MINUTE))
        return (
            f"{counted(words, WORD, self.dossier.digits)}، مدة القراءة: "
            f"{counted(minutes, MINUTE, self.dossier.digits)}"
        )

    def _saved(self, retrieved: str) -> str:
        """The day a raw file was saved, as dates are written here."""
        try:
            day = PartialDate.parse(retrieved[:10])
        except ValueError:
            return retrieved
        return written(day, self.dossier.calendar, self.dossier.digits)

    def _citation(self, article: Article) -> str:
        """How to cite the article, in one line of Arabic, without its address."""
        date = self.date(article.date)
        parts = [
            _joined(article.authors),
            f"«{article.title}»",
            article.source,
            date["text"] if date else STRINGS["undated"],
            f"ضمن ملفّ «{self.dossier.title}»",
        ]
        return "، ".join(part for part in parts if part) + "."

    def _list_plans(self, listed: _List) -> Iterator[Plan]:
        """The pages of one list of articles."""
        size = self.dossier.page_size
        addresses = page_addresses(listed.base, len(listed.articles), size)
        about = _digest(listed._replace(articles=()), len(listed.articles))
        for number, url in enumerate(addresses, 1):
            shown = listed.articles[(number - 1) * size : number * size]
            digest = self._list_digest(shown, about, number)
            data = partial(self._list_page, listed, addresses, number)
            yield Plan(url, listed.template, digest, data)

    def _list_page(self, listed: _List, addresses: Sequence[str], number: int) -> Data:
        size = self.dossier.page_size
        title, menu = listed.title, listed.menu or f"{listed.base}/index.html"
        name = f"{title} ({STRINGS['page']} {self.digits(number)})" if number > 1 else title
        url = addresses[number - 1]
        data = self.frame(url, name, listed.summary, "list", listed.crumbs, menu)
        return data | {
            "heading": title,
            "eyebrow": listed.eyebrow,
            "summary": listed.summary if number == 1 else "",
            "introduction": listed.introduction if number == 1 else "",
            "count": self.count(len(listed.articles)),
            "entries": self.items(listed.articles[(number - 1) * size : number * size]),
            "pager": self._pager(addresses, number),
        }

    def _pager(self, addresses: Sequence[str], number: int) -> Data | None:
        total = len(addresses)
        if total == 1:
            return None
        near = sorted({1, total, *range(max(1, number - 2), min(total, number + 2) + 1)})
        steps: list[Data] = []
        for n in near:
            if steps and n - steps[-1]["number"] > 1:
                steps.append({"number": n - 1, "url": "", "text": "…", "current": False})
            step = {"number": n, "url": addresses[n - 1], "text": self.digits(n)}
            steps.append(step | {"current": n == number})
        return {
            "text": f"{STRINGS['page']} {self.digits(number)} {STRINGS['of']} {self.digits(total)}",
            "previous": addresses[number - 2] if number > 1 else "",
            "next": addresses[number] if number < total else "",
            "steps": steps,
        }

    def _all_articles(self) -> _List:
        return _List("articles", "articles.html", STRINGS["articles"], self.library.articles)

    def _term_plans(self, term: Term) -> Iterator[Plan]:
        index = f"{term.kind}/index.html"
        return self._list_plans(
            _List(
                f"{term.kind}/{term.id}",
                f"{_SINGULAR[term.kind]}.html",
                term.name,
                term.articles,
                eyebrow=STRINGS[_SINGULAR[term.kind]],
                summary=term.summary,
                introduction=term.introduction,
                crumbs=((index, STRINGS[term.kind]),),
                menu=index,
            )
        )

    def _index_plan(self, kind: str) -> Iterator[Plan]:
        shown = [(t.url, t.name, t.summary, len(t.articles)) for t in self._terms[kind]]
        digest = _digest(self._shared, shown)
        data = partial(self.term_index, kind)
        yield Plan(f"{kind}/index.html", f"{kind}.html", digest, data)

    def term_index(self, kind: str) -> Data:
        """The index of a kind of terms: sections in their order, the others by the alphabet."""
        terms = self._terms[kind]
        data = self.frame(f"{kind}/index.html", STRINGS[kind], kind="index")
        groups: list[Data] = []
        if kind == "sections":
            groups.append({"letter": "", "id": "", "terms": [self.term(term) for term in terms]})
        else:
            for term in sorted(terms, key=lambda term: sort_key(term.name)):
                letter = initial(term.name)
                if not groups or groups[-1]["letter"] != letter:
                    groups.append({"letter": letter, "id": _letter_id(letter), "terms": []})
                groups[-1]["terms"].append(self.term(term))
        return data | {"heading": STRINGS[kind], "groups": groups, "bar": len(groups) > 5}

    def _archive_plan(self) -> Iterator[Plan]:
        counts = [(year.year, len(year.articles)) for year in self.library.years]
        digest = _digest(self._shared, counts)
        yield Plan("archive/index.html", "archive.html", digest, self.archive)

    def archive(self) -> Data:
        """The years, newest first, the undated last; `share` is a percentage of the fullest."""
        years = self.library.years
        most = max((len(year.articles) for year in years), default=1)
        data = self.frame("archive/index.html", STRINGS["archive"], kind="archive")
        return data | {
            "heading": STRINGS["archive"],
            "count": self.count(len(self.library.articles)),
            "years": [
                {
                    "url": year.url,
                    "name": self._year_name(year),
                    "count": self.count(len(year.articles)),
                    "share": max(1, round(100 * len(year.articles) / most)),
                }
                for year in years
            ],
        }

    def _year_plans(self, year: Year) -> Iterator[Plan]:
        return self._list_plans(
            _List(
                year.url.removesuffix("/index.html"),
                "year.html",
                self._year_name(year),
                year.articles,
                eyebrow=STRINGS["archive"],
                crumbs=(("archive/index.html", STRINGS["archive"]),),
                menu="archive/index.html",
            )
        )

    def _year_name(self, year: Year) -> str:
        return STRINGS["undated"] if year.year is None else self.digits(year.year)

    def _own_page_plans(self) -> Iterator[Plan]:
        for page in self.library.pages:
            frame = self.frame(page.url, page.title, kind="page")
            data = frame | {"heading": page.title, "html": page.html}
            digest = _digest(self._shared, page)
            yield Plan(page.url, "page.html", digest, partial(dict, data))

    def _not_found_plan(self) -> Iterator[Plan]:
        yield Plan("404.html", "404.html", _digest(self._shared), self.not_found)

    def not_found(self) -> Data:
        """404.html is served at any depth: its links begin at the site's path on its host."""
        data = self.frame("404.html", STRINGS["not_found"], kind="not-found")
        if self.dossier.site_url:
            data["page"]["root"] = urlsplit(self.dossier.site_url).path.rstrip("/") + "/"
        data["page"]["canonical"] = ""
        return data


class _List(NamedTuple):
    """A list of articles that fills pages under the folder `base`."""

    base: str
    template: str
    title: str
    articles: Sequence[Article]
    eyebrow: str = ""
    summary: str = ""
    introduction: str = ""
    crumbs: tuple[tuple[str, str], ...] = ()
    menu: str = ""


_LATEST = 6
_SINGULAR = {"sections": "section", "keywords": "keyword", "authors": "author", "sources": "source"}


def _digest(*values: object) -> bytes:
    """A digest of plain values and of records that show all they hold."""
    return digest_of(repr(values).encode())


def _joined(names: Sequence[str]) -> str:
    """أ؛ أ وب؛ أ، ب وج."""
    if len(names) < 2:
        return "".join(names)
    return "، ".join(names[:-1]) + f" {STRINGS['and']}{names[-1]}"


def _letter_id(letter: str) -> str:
    place = ALPHABET.find(letter)
    if place >= 0:
        return f"letter-{place + 1}"
    return f"letter-{letter.lower()}" if letter.isalpha() else "letter-other"


def _begins(text: str, summary: str) -> bool:
    """Whether the body already begins with the summary, be it behind a figure."""
    plain = " ".join(summary.rstrip("… ").split())
    return not plain or plain in " ".join(text[: 3 * len(plain) + 600].split())
