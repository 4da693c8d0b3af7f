"""The Atom feed of the newest articles (RFC 4287)."""

from __future__ import annotations

from collections.abc import Callable
from itertools import islice
from typing import TYPE_CHECKING

from milaff.lazily import lazily
from milaff.model import Article, Library, PartialDate

if TYPE_CHECKING:
    import uuid
    from xml.etree import ElementTree as ET
else:
    uuid, ET = lazily("uuid"), lazily("xml.etree.ElementTree")

NEWEST = 20
_ATOM = "http://www.w3.org/2005/Atom"
_XML_LANG = "{http://www.w3.org/XML/1998/namespace}lang"


def atom_feed(library: Library, write: Callable[[str, bytes], None]) -> None:
    """Write `feed.xml`: the newest articles that have a date, with their summaries.

    Entries are named by UUIDs made of the dossier's id and the slug, so that they stay the same
    when the site moves. Without a site address links are relative to the feed (RFC 4287, 2: a
    link is an IRI reference).
    """
    dossier = library.dossier
    base = f"{dossier.site_url.rstrip('/')}/" if dossier.site_url else ""
    dated = list(islice((article for article in library.articles if article.year), NEWEST))
    feed = ET.Element("feed", {"xmlns": _ATOM, _XML_LANG: dossier.language})
    _add(feed, "id", _urn(dossier.id))
    _add(feed, "title", dossier.title)
    if dossier.subtitle:
        _add(feed, "subtitle", dossier.subtitle)
    newest = max(
        (_updated(article) for article in dated), key=lambda date: date.sort_key, default=None
    )
    _add(feed, "updated", _rfc3339(newest) if newest else "1970-01-01T00:00:00Z")
    ET.SubElement(feed, "link", rel="alternate", type="text/html", href=f"{base}index.html")
    ET.SubElement(feed, "link", rel="self", type="application/atom+xml", href=f"{base}feed.xml")
    if dossier.rights:
        _add(feed, "rights", dossier.rights)
    for name in dossier.editors or (dossier.title,):
        _add(ET.SubElement(feed, "author"), "name", name)
    for article in dated:
        _entry(feed, article, library, base)
    ET.indent(feed)
    write("feed.xml", ET.tostring(feed, encoding="utf-8", xml_declaration=True) + b"\n")


def _entry(feed: ET.Element, article: Article, library: Library, base: str) -> None:
    entry = ET.SubElement(feed, "entry", {_XML_LANG: article.front_matter.language})
    _add(entry, "id", _urn(f"{library.dossier.id}/{article.slug}"))
    _add(entry, "title", article.title)
    _add(entry, "updated", _rfc3339(_updated(article)))
    if article.date and article.date.day:
        _add(entry, "published", _rfc3339(article.date))
    ET.SubElement(entry, "link", rel="alternate", type="text/html", href=f"{base}{article.url}")
    for name in article.authors or ((article.source,) if article.source else ()):
        _add(ET.SubElement(entry, "author"), "name", name)
    for keyword in library.keyword_terms(article):
        ET.SubElement(entry, "category", term=keyword.id, label=keyword.name)
    if article.summary:
        _add(entry, "summary", article.summary)


def _add(parent: ET.Element, name: str, text: str) -> None:
    ET.SubElement(parent, name).text = text


def _urn(name: str) -> str:
    return f"urn:uuid:{uuid.uuid5(uuid.NAMESPACE_URL, f'milaff:{name}')}"


def _updated(article: Article) -> PartialDate:
    date = article.front_matter.updated or article.date
    assert date is not None, "an undated article is in no feed"
    return date


def _rfc3339(date: PartialDate) -> str:
    """A full RFC 3339 date-time; what is unknown is its beginning.

    `-00:00` says that the zone is unknown (RFC 3339, 4.3).
    """
    day = f"{date.year:04}-{date.month or 1:02}-{date.day or 1:02}"
    return f"{day}T{date.hour or 0:02}:{date.minute or 0:02}:00{date.zone or '-00:00'}"
