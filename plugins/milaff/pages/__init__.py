"""Arrange for the eye: Library → home, articles, lists, indexes, archive, pages. A Pelican plugin.

Templates see explicit data only (`milaff.pages.data`). Other rooms that queue pages of their own
take what every template needs from `settings["MILAFF_FRAME"](url, title, description, kind)`.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from pelican import signals
from pelican.generators import Generator

from milaff.arabic.counts import in_digits
from milaff.pages.data import Arranger, Data, Plan
from milaff.pages.strings import STRINGS

__all__ = ["FILTERS", "GLOBALS", "Arranger", "PagesGenerator", "Plan", "register"]

FILTERS: dict[str, Callable[..., Any]] = {"digits": in_digits}
GLOBALS: dict[str, Any] = {"strings": STRINGS}


class PagesGenerator(Generator):  # type: ignore[misc]
    """Queues every page whose template the theme has."""

    def generate_context(self) -> None:
        """Nothing: the Library knows everything already."""

    def generate_output(self, writer: Any) -> None:
        for plan in _arranger(self.settings, writer).plans():
            writer.queue_page(plan.url, plan.template, plan.data, plan.digest)


def _arranger(settings: Any, writer: Any) -> Arranger:
    found = settings.get("MILAFF_ARRANGER")
    if found is None:
        found = settings["MILAFF_ARRANGER"] = Arranger(
            settings["MILAFF_LIBRARY"],
            search=settings["MILAFF_OPTIONS"]["search"] and writer.has_template("search.html"),
            has=writer.has_template,
            names=writer.names_in("article.html"),
        )
    arranger: Arranger = found
    return arranger


def _offer_frame(pelican: Any) -> None:
    settings = pelican.settings
    settings["MILAFF_ARRANGER"] = None

    def frame(url: str, title: str, description: str = "", kind: str = "search") -> Data:
        arranger = _arranger(settings, settings["MILAFF_WRITER"])
        return arranger.frame(url, title, description, kind)

    settings["MILAFF_FRAME"] = frame


def _generators(_pelican: Any) -> type[Generator]:
    return PagesGenerator


def register() -> None:
    """Called by Pelican."""
    signals.initialized.connect(_offer_frame)
    signals.get_generators.connect(_generators)
