"""What a dossier says of itself: `content/dossier.yml`."""

from __future__ import annotations

from dataclasses import dataclass

from milaff.model.schema import (
    Many,
    Number,
    OneOf,
    Schema,
    Text,
    Texts,
    entry,
    slug_text,
    web_address,
)

CALENDARS = ("maghreb", "egypt", "levant", "international")
DIGITS = ("latin", "arabic")


@dataclass(frozen=True, slots=True)
class SectionEntry:
    """One section as declared; its order is the order of the list."""

    id: str = entry(slug_text(), "the name of its page")
    title: str = entry(Text(), "its title")
    summary: str = entry(Text(), "one sentence on what it holds", default="")


@dataclass(frozen=True, slots=True)
class Dossier:
    """The dossier's own facts and the settings of its site."""

    title: str = entry(Text(), "the dossier's title")
    id: str = entry(
        slug_text(),
        "a short name of its own: names the bundle's file",
        default="dossier",
    )
    subtitle: str = entry(Text(), "a line under the title", default="")
    description: str = entry(Text(), "one sentence for search engines and cards", default="")
    introduction: str = entry(Text(), "the home page's introduction, in Markdown", default="")
    editors: tuple[str, ...] = entry(Texts(), "who made the dossier", default=())
    sections: tuple[SectionEntry, ...] = entry(
        Many(Schema(SectionEntry, "a section")), "the sections, in order", default=()
    )
    calendar: str = entry(
        OneOf(CALENDARS), "whose month names dates are written with", default="maghreb"
    )
    digits: str = entry(OneOf(DIGITS), "0-9 (latin) or ٠-٩ (arabic)", default="latin")
    site_url: str = entry(
        web_address(),
        "where the site is published, for feeds and canonical links",
        default="",
    )
    page_size: int = entry(Number(1, 500), "articles a list page", default=20)
    language: str = entry(Text(), "BCP 47 tag of the interface's text", default="ar")
    rights: str = entry(Text(), "who holds the rights in the dossier", default="")
    contact: str = entry(Text(), "how to reach the editors", default="")


SCHEMA = Schema(Dossier, "dossier.yml")
