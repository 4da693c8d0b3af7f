"""What makes an article's page citable: meta tags, COinS and JSON-LD.

Google Scholar's and Highwire's `citation_*` tags, Dublin Core, Open Graph, OpenURL ContextObjects
in Spans (Z39.88-2004, key/encoded-value format dc), schema.org NewsArticle.
"""

from __future__ import annotations

from functools import lru_cache
from typing import Any
from urllib.parse import quote_plus

from milaff.model import Article, Library

_BEFORE_FAMILY = {"عبد", "أبو", "ابو", "أبي", "بن", "ابن", "بنت", "آل", "بو", "ولد", "أم", "ذو"}


def split_name(name: str) -> tuple[str, str]:
    """Family and given name; a compound family name stays whole, a lone word has no given name."""
    words = name.split()
    start = len(words) - 1
    while start > 0 and words[start - 1] in _BEFORE_FAMILY:
        start -= 1
    if start < 1:
        return name.strip(), ""
    return " ".join(words[start:]), " ".join(words[:start])


def _inverted(names: tuple[str, ...]) -> list[str]:
    found = []
    for name in names:
        family, given = split_name(name)
        text = f"{family}, {given}" if given else family
        # Readers split a lone value whose family name has a space into two authors.
        found.append(f"{text};" if len(names) == 1 and " " in family and given else text)
    return found


def meta(article: Article, library: Library, address: str) -> list[dict[str, str]]:
    """The meta tags of an article's page, as `{attribute, name, content}`."""
    front = article.front_matter
    date = str(article.date) if article.date else ""
    section = library.section_of(article)
    named = [("citation_title", article.title)]
    named += [("citation_author", name) for name in _inverted(article.authors)]
    named += [("author", name) for name in article.authors]
    named += [
        ("citation_publication_date", date[:10].replace("-", "/")),
        ("citation_language", front.language),
        ("citation_keywords", "; ".join(article.keywords)),
        ("citation_public_url", front.source_url),
        ("citation_fulltext_html_url", address if article.visibility == "full" else ""),
        ("DC.type", "newspaperArticle"),
        ("DC.source", article.source),
        ("DC.language", front.language),
        ("DC.rights", front.rights),
        ("DCTERMS.issued", date[:10]),
    ]
    properties = [
        ("og:type", "article"),
        ("article:published_time", date),
        ("article:section", section.name if section else ""),
    ]
    return [
        {"attribute": attribute, "name": name, "content": content}
        for attribute, pairs in (("name", named), ("property", properties))
        for name, content in pairs
        if content
    ]


def coins(article: Article) -> str:
    """The title attribute of the page's one COinS span."""
    front = article.front_matter
    family, given = split_name(article.authors[0]) if article.authors else ("", "")
    pairs = [
        ("ctx_ver", "Z39.88-2004"),
        ("rft_val_fmt", "info:ofi/fmt:kev:mtx:dc"),
        ("rft.type", "newspaperArticle"),
        ("rft.title", article.title),
        ("rft.source", article.source),
        ("rft.aufirst", given),
        ("rft.aulast", family),
        ("rft.date", article.date.day_text if article.date else ""),
        ("rft.identifier", front.source_url),
        ("rft.language", front.language),
        ("rft.description", article.summary),
        ("rft.rights", front.rights),
        *(("rft.subject", keyword) for keyword in article.keywords),
    ]
    return "&".join(f"{key}={_quoted(value)}" for key, value in pairs if value)


# Keywords, names and outlets come again and again.
@lru_cache(maxsize=2048)
def _quoted(text: str) -> str:
    return quote_plus(text)


def json_ld(article: Article, library: Library, address: str) -> dict[str, Any]:
    """schema.org's NewsArticle."""
    front = article.front_matter
    found: dict[str, Any] = {
        "@context": "https://schema.org",
        "@type": "NewsArticle",
        "headline": article.title,
        "inLanguage": front.language,
        "isPartOf": {"@type": "Collection", "name": library.dossier.title},
    }
    more: dict[str, Any] = {
        "datePublished": str(article.date) if article.date else "",
        "author": [{"@type": "Person", "name": name} for name in article.authors],
        "publisher": {"@type": "Organization", "name": article.source} if article.source else "",
        "isBasedOn": front.source_url,
        "archivedAt": front.archived,
        "url": address,
        "description": article.summary,
        "keywords": list(article.keywords),
    }
    return found | {key: value for key, value in more.items() if value}
