"""The sitemap (https://www.sitemaps.org/protocol.html)."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING

from milaff.lazily import lazily
from milaff.model import Library

if TYPE_CHECKING:
    from xml.etree import ElementTree as ET
else:
    ET = lazily("xml.etree.ElementTree")

_NAMESPACE = "http://www.sitemaps.org/schemas/sitemap/0.9"
#: The protocol's limit for one file.
MOST = 50_000


def sitemap(library: Library, write: Callable[[str, bytes], None]) -> None:
    """Write `sitemap.xml`, or several and their index; none where the site has no address.

    The protocol wants whole addresses, so a dossier without `site_url` has no sitemap.
    """
    if not library.dossier.site_url:
        return
    base = f"{library.dossier.site_url.rstrip('/')}/"
    pages = list(_pages(library))
    if len(pages) <= MOST:
        write("sitemap.xml", _urlset(base, pages))
        return
    index = ET.Element("sitemapindex", xmlns=_NAMESPACE)
    for number, start in enumerate(range(0, len(pages), MOST), start=1):
        name = f"sitemap-{number}.xml"
        write(name, _urlset(base, pages[start : start + MOST]))
        ET.SubElement(ET.SubElement(index, "sitemap"), "loc").text = base + name
    write("sitemap.xml", _xml(index))


def _pages(library: Library) -> Iterator[tuple[str, str]]:
    yield "index.html", ""
    for article in library.articles:
        date = article.front_matter.updated or article.date
        yield article.url, date.day_text if date else ""
    for page in library.pages:
        yield page.url, ""
    for terms in (library.sections, library.keywords, library.authors, library.sources):
        for term in terms:
            yield term.url, ""
    for year in library.years:
        yield year.url, ""


def _urlset(base: str, pages: list[tuple[str, str]]) -> bytes:
    root = ET.Element("urlset", xmlns=_NAMESPACE)
    for url, modified in pages:
        page = ET.SubElement(root, "url")
        ET.SubElement(page, "loc").text = base + url
        if modified:
            ET.SubElement(page, "lastmod").text = modified
    return _xml(root)


def _xml(root: ET.Element) -> bytes:
    ET.indent(root)
    data: bytes = ET.tostring(root, encoding="utf-8", xml_declaration=True)
    return data + b"\n"
