"""The sitemap (https://www.sitemaps.org/protocol.html)."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from html import escape

from milaff.model import Library

_DECLARATION = "<?xml version='1.0' encoding='utf-8'?>\n"
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
    lines = [f'{_DECLARATION}<sitemapindex xmlns="{_NAMESPACE}">']
    for number, start in enumerate(range(0, len(pages), MOST), start=1):
        name = f"sitemap-{number}.xml"
        write(name, _urlset(base, pages[start : start + MOST]))
        lines.append(f"  <sitemap><loc>{escape(base)}{name}</loc></sitemap>")
    write("sitemap.xml", "\n".join([*lines, "</sitemapindex>", ""]).encode())


def _pages(library: Library) -> Iterator[tuple[str, str]]:
    yield "index.html", ""
    for article in library.articles:
        yield article.url, article.modified
    for page in library.pages:
        yield page.url, ""
    for terms in (library.sections, library.keywords, library.authors, library.sources):
        for term in terms:
            yield term.url, ""
    for year in library.years:
        yield year.url, ""


def _urlset(base: str, pages: list[tuple[str, str]]) -> bytes:
    # Tens of thousands of elements of one kind: text makes them ten times as fast as a tree.
    base = escape(base)
    lines = [f'{_DECLARATION}<urlset xmlns="{_NAMESPACE}">']
    for url, modified in pages:
        known = f"<lastmod>{modified}</lastmod>" if modified else ""
        lines.append(f"  <url><loc>{base}{url}</loc>{known}</url>")
    return "\n".join([*lines, "</urlset>", ""]).encode()
