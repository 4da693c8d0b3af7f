"""Library → the plain data that templates see: text, lists and mappings, nothing to be asked.

Every function is pure: same Library, same data, so that a page can be skipped by its digest.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any
from urllib.parse import urlsplit

from milaff.arabic.calendar import written
from milaff.arabic.collation import ALPHABET, initial, sort_key
from milaff.arabic.counts import ARTICLE, MINUTE, WORD, counted, in_digits
from milaff.model import Article, Library, PartialDate, Term, Year
from milaff.pages import citation
from milaff.pages.strings import STRINGS

Data = dict[str, Any]
#: The indexes of terms, in the order of the menu.
TERM_KINDS = ("sections", "keywords", "authors", "sources")
_WORDS_A_MINUTE = 180
_RIGHT_TO_LEFT = {"ar", "fa", "he", "ur", "ckb", "ps", "yi", "syr", "ug", "sd"}


def page_addresses(base: str, count: int, size: int) -> list[str]:
    """The addresses of a paged list under the folder `base`; one page when it is empty."""
    pages = max(1, -(-count // size))
    return [f"{base}/index.html", *(f"{base}/page-{n}.html" for n in range(2, pages + 1))]


def direction(language: str) -> str:
    return "rtl" if language.split("-")[0].lower() in _RIGHT_TO_LEFT else "ltr"


class Arranger:
    """Makes the data of every page of one Library; what all pages share is made once."""

    def __init__(self, library: Library, *, search: bool) -> None:
        self.library = library
        self.dossier = library.dossier
        self._terms: dict[str, tuple[Term, ...]] = {
            kind: getattr(library, kind) for kind in TERM_KINDS
        }
        self._items: dict[str, Data] = {}
        self.site = self._site(search)

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
        menu = [{"url": "articles/index.html", "name": STRINGS["articles"]}]
        menu += [
            {"url": f"{kind}/index.html", "name": STRINGS[kind]}
            for kind in TERM_KINDS
            if self._terms[kind]
        ]
        menu.append({"url": "archive/index.html", "name": STRINGS["archive"]})
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
            section = self.library.section_of(article)
            source = self.library.source_term(article)
            found = self._items[article.slug] = {
                "url": article.url,
                "title": article.title,
                "language": article.front_matter.language,
                "direction": direction(article.front_matter.language),
                "date": self.date(article.date),
                "source": source.name if source else "",
                "authors": _joined(article.authors),
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

    # Pages

    def home(self, latest: int = 6) -> Data:
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
            "latest": self.items(library.articles[:latest]),
        }

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
        date = self.date(article.date, weekday=True)
        minutes = max(1, round(derived.words / _WORDS_A_MINUTE))
        return data | {
            "article": {
                "title": article.title,
                "subtitle": front.subtitle,
                "language": front.language,
                "direction": direction(front.language),
                "draft": article.is_draft,
                "visibility": article.visibility,
                "lead": "" if _begins(derived.text, article.summary) else article.summary,
                "html": derived.html,
                "date": date,
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
                "length": (
                    f"{counted(derived.words, WORD, self.dossier.digits)}، مدة القراءة: "
                    f"{counted(minutes, MINUTE, self.dossier.digits)}"
                    if derived.words
                    else ""
                ),
                "note": front.note,
                "source_url": front.source_url,
                "source_host": urlsplit(front.source_url).hostname or "",
                "archived": front.archived,
                "archived_host": urlsplit(front.archived).hostname or "",
                "rights": front.rights,
                "retrieved": self._saved(front.retrieved),
                "original": (
                    {"file": front.original.file, "sha256": front.original.sha256}
                    if front.original
                    else None
                ),
                "citation": self._citation(article),
                "newer": self.item(newer) if newer else None,
                "older": self.item(older) if older else None,
                "related": self.items(library.related(article)),
            },
            "meta": citation.meta(article, library, address),
            "coins": citation.coins(article),
            "json_ld": citation.json_ld(article, library, address),
        }

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

    def lists(
        self,
        base: str,
        title: str,
        articles: Sequence[Article],
        *,
        kind: str = "list",
        eyebrow: str = "",
        summary: str = "",
        introduction: str = "",
        crumbs: Sequence[tuple[str, str]] = (),
        menu: str = "",
    ) -> list[tuple[str, Data]]:
        """The pages of one list of articles, with their addresses."""
        size = self.dossier.page_size
        addresses = page_addresses(base, len(articles), size)
        found = []
        for number, url in enumerate(addresses, 1):
            shown = articles[(number - 1) * size : number * size]
            name = f"{title} ({STRINGS['page']} {self.digits(number)})" if number > 1 else title
            data = self.frame(url, name, summary, kind, crumbs, menu or f"{base}/index.html")
            data |= {
                "heading": title,
                "eyebrow": eyebrow,
                "summary": summary if number == 1 else "",
                "introduction": introduction if number == 1 else "",
                "count": self.count(len(articles)),
                "entries": self.items(shown),
                "pager": self._pager(addresses, number),
            }
            found.append((url, data))
        return found

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

    def term_lists(self, term: Term) -> list[tuple[str, Data]]:
        index = f"{term.kind}/index.html"
        return self.lists(
            f"{term.kind}/{term.id}",
            term.name,
            term.articles,
            eyebrow=STRINGS[_SINGULAR[term.kind]],
            summary=term.summary,
            introduction=term.introduction,
            crumbs=[(index, STRINGS[term.kind])],
            menu=index,
        )

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

    def year_lists(self, year: Year) -> list[tuple[str, Data]]:
        crumbs = [("archive/index.html", STRINGS["archive"])]
        base, menu = year.url.removesuffix("/index.html"), "archive/index.html"
        eyebrow = STRINGS["archive"]
        name = self._year_name(year)
        return self.lists(base, name, year.articles, eyebrow=eyebrow, crumbs=crumbs, menu=menu)

    def _year_name(self, year: Year) -> str:
        return STRINGS["undated"] if year.year is None else self.digits(year.year)

    def not_found(self) -> Data:
        """404.html is served at any depth: its links begin at the site's path on its host."""
        data = self.frame("404.html", STRINGS["not_found"], kind="not-found")
        if self.dossier.site_url:
            data["page"]["root"] = urlsplit(self.dossier.site_url).path.rstrip("/") + "/"
        data["page"]["canonical"] = ""
        return data


_SINGULAR = {"sections": "section", "keywords": "keyword", "authors": "author", "sources": "source"}


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
