"""Arrange for the eye: Library → home, articles, lists, indexes, archive, pages. A Pelican plugin.

Templates see explicit data only (`milaff.pages.data`). Other rooms that queue pages of their own
take what every template needs from `settings["MILAFF_FRAME"](url, title, description, kind)`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from pelican import signals
from pelican.generators import Generator

from milaff.arabic.counts import in_digits
from milaff.pages.data import TERM_KINDS, Arranger, Data
from milaff.pages.strings import STRINGS

__all__ = ["FILTERS", "GLOBALS", "Arranger", "PagesGenerator", "pages", "register"]

FILTERS: dict[str, Callable[..., Any]] = {"digits": in_digits}
GLOBALS: dict[str, Any] = {"strings": STRINGS}


def pages(arranger: Arranger) -> Iterator[tuple[str, str, Data]]:
    """Every page of the site as (address, template, data)."""
    library = arranger.library
    yield "index.html", "home.html", arranger.home()
    for article in library.articles:
        yield article.url, "article.html", arranger.article(article)
    for url, data in arranger.lists("articles", STRINGS["articles"], library.articles):
        yield url, "list.html", data
    for kind in TERM_KINDS:
        terms = getattr(library, kind)
        if terms:
            yield f"{kind}/index.html", "terms.html", arranger.term_index(kind)
        for term in terms:
            for url, data in arranger.term_lists(term):
                yield url, "list.html", data
    yield "archive/index.html", "archive.html", arranger.archive()
    for year in library.years:
        for url, data in arranger.year_lists(year):
            yield url, "list.html", data
    for page in library.pages:
        data = arranger.frame(page.url, page.title, kind="page")
        yield page.url, "page.html", data | {"heading": page.title, "html": page.html}
    yield "404.html", "404.html", arranger.not_found()


class PagesGenerator(Generator):  # type: ignore[misc]
    """Queues every page whose template the theme has."""

    def generate_context(self) -> None:
        """Nothing: the Library knows everything already."""

    def generate_output(self, writer: Any) -> None:
        for url, template, data in pages(_arranger(self.settings)):
            if writer.has_template(template):
                writer.queue_page(url, template, data)


def _arranger(settings: Any) -> Arranger:
    found = settings.get("MILAFF_ARRANGER")
    if found is None:
        template = Path(settings["THEME"]) / "templates" / "search.html"
        search = bool(settings["MILAFF_OPTIONS"].get("search")) and template.is_file()
        found = settings["MILAFF_ARRANGER"] = Arranger(settings["MILAFF_LIBRARY"], search=search)
    arranger: Arranger = found
    return arranger


def _offer_frame(pelican: Any) -> None:
    settings = pelican.settings
    settings["MILAFF_ARRANGER"] = None

    def frame(url: str, title: str, description: str = "", kind: str = "search") -> Data:
        return _arranger(settings).frame(url, title, description, kind)

    settings["MILAFF_FRAME"] = frame


def _generators(_pelican: Any) -> type[Generator]:
    return PagesGenerator


def register() -> None:
    """Called by Pelican."""
    signals.initialized.connect(_offer_frame)
    signals.get_generators.connect(_generators)
