"""What a web page says of itself in its markup: meta elements, JSON-LD, microdata.

Standards: Open Graph (https://ogp.me), Dublin Core in HTML (RFC 2731), schema.org in JSON-LD and
as microdata (https://schema.org/NewsArticle), `rel="author"`, `rel="tag"`.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import Any
from urllib.parse import urljoin

from milaff.arabic.text import clean, fold
from milaff.intake.blocks import Claim

_META_FIELDS = {
    "og:title": "title",
    "twitter:title": "title",
    "dc.title": "title",
    "dcterms.title": "title",
    "headline": "title",
    "sailthru.title": "title",
    "og:site_name": "source",
    "application-name": "source",
    "al:android:app_name": "source",
    "apple-mobile-web-app-title": "source",
    "dc.publisher": "source",
    "dcterms.publisher": "source",
    "publisher": "source",
    "copyright": "source",
    "og:url": "source_url",
    "article:published_time": "date",
    "og:article:published_time": "date",
    "datepublished": "date",
    "pubdate": "date",
    "publishdate": "date",
    "publish-date": "date",
    "publication_date": "date",
    "date": "date",
    "dc.date": "date",
    "dc.date.issued": "date",
    "dcterms.created": "date",
    "dcterms.date": "date",
    "dcterms.issued": "date",
    "parsely-pub-date": "date",
    "sailthru.date": "date",
    "cxenseparse:recs:publishtime": "date",
    "article:author": "author",
    "article:author_name": "author",
    "byl": "author",
    "author": "author",
    "dc.creator": "author",
    "dcterms.creator": "author",
    "parsely-author": "author",
    "sailthru.author": "author",
    "article:tag": "keywords",
    "keywords": "keywords",
    "news_keywords": "keywords",
    "dc.subject": "keywords",
    "parsely-tags": "keywords",
    "sailthru.tags": "keywords",
    "generator": "software",
    "description": "description",
    "og:description": "description",
    "twitter:description": "description",
    "dc.description": "description",
}
_LINKED_FIELDS = {
    "headline": "title",
    "datePublished": "date",
    "author": "author",
    "creator": "author",
    "publisher": "source",
    "keywords": "keywords",
    "mainEntityOfPage": "source_url",
    "url": "source_url",
    "articleBody": "body",
    "description": "description",
}
_WRITTEN_BY = re.compile(r"كتب|بواسطه|الكاتب|written by|author")
_BY = re.compile(r"^(?:بقلم|by)\b\s*:?\s*", re.IGNORECASE)
_ARTICLES = ("Article", "Posting", "Report", "Review")
_SITES = ("WebSite", "Organization")
_WEB = re.compile(r"https?://[^\s<>\"']+", re.IGNORECASE)
_DEEPEST = 6


def is_web(address: str | None) -> bool:
    """Whether `address` is one that leads somewhere from anywhere."""
    return bool(address and _WEB.fullmatch(address))


def joined(base: str, address: str) -> str:
    """`address` as seen from `base` (RFC 3986, 5); empty when one of them is none."""
    try:
        return urljoin(base, address)
    except ValueError:
        return ""


def meta_claims(metas: list[tuple[str, str]]) -> Iterator[Claim]:
    """The claims of meta elements, given as (name, content)."""
    labels = {name: clean(value) for name, value in metas if name.startswith("twitter:label")}
    for name, value in metas:
        field = _META_FIELDS.get(name)
        text = clean(value)
        if name.startswith("twitter:data"):
            # What a card shows in two fields: «كُتب بواسطة», and the name.
            label = labels.get(name.replace("data", "label"), "")
            field = "author" if _WRITTEN_BY.match(fold(label)) else None
        elif name == "byl":
            text = _BY.sub("", text)
        if field and text:
            yield from _claims(field, text, name)


_OF_FEEDS = re.compile(
    r"(?:الخلاصة|خلاصة التعليقات|التغذية|تعليقات|comments?|feeds?|rss(?:\s?2\.0)?|atom)"
    r"(?:\s+feed)?",
    re.IGNORECASE,
)


def feed_name(title: str) -> str:
    """`المنبر - Atom`, `المنبر « الخلاصة` → `المنبر`: the site whose feed a page links."""
    parts = [part.strip() for part in re.split(r"\s*[«»|]\s*|\s+[-–—]\s+", clean(title))]
    named = [part for part in parts if part and not _OF_FEEDS.fullmatch(part)]
    return named[0] if len(named) == 1 and len(parts) > 1 and len(named[0].split()) <= 6 else ""


def linked_claims(texts: list[str], title: str) -> Iterator[Claim]:
    """The claims of JSON-LD about the article; what cannot be read as JSON is mended or passed.

    Of several articles (a page may list others) the one whose headline is in the page's `title`.
    """
    things = [thing for text in texts for thing in _things(_json(text))]
    names = {str(t["@id"]): t["name"] for t in things if "@id" in t and "name" in t}
    articles = [thing for thing in things if _is_a(thing, _ARTICLES)]
    articles.sort(key=lambda thing: clean(str(thing.get("headline", "\0"))) not in title)
    for thing in articles[:1]:
        for key, field in _LINKED_FIELDS.items():
            for value in _texts(thing.get(key), names):
                yield from _claims(field, clean(value), "JSON-LD")
    for thing in things:
        if not articles and _is_a(thing, ("WebPage",)):
            for value in _texts(thing.get("datePublished"), names):
                yield Claim("date", clean(value), "JSON-LD")
        elif _is_a(thing, _SITES):
            for value in _texts(thing.get("name"), names):
                yield Claim("source", clean(value), "JSON-LD site")


def _is_a(thing: dict[str, Any], kinds: tuple[str, ...]) -> bool:
    kind = thing.get("@type", "")
    return any(str(k).endswith(kinds) for k in (kind if isinstance(kind, list) else [kind]))


def _claims(field: str, text: str, where: str) -> Iterator[Claim]:
    if field == "source_url" and not is_web(text):
        return
    if field == "keywords":
        for part in re.split(r"[,،;؛|]|\s#", text):
            if word := clean(part.strip(" #\"'.")):
                yield Claim(field, word, where)
    elif text:
        yield Claim(field, text, where)


# Signs that editors' tools leave in JSON: raw line breaks, a comma before a bracket, CDATA.
_CDATA = re.compile(r"^\s*(?://|/\*)?\s*<!\[CDATA\[(?:\*/)?|(?://|/\*)?\s*\]\]>(?:\*/)?\s*$")
_LOOSE_COMMA = re.compile(r",(?=\s*[}\]])")
_STRING = re.compile(r'"(headline|datePublished|articleBody)"\s*:\s*"((?:[^"\\]|\\.)*+)"')
_NAMED = re.compile(r'"(author|publisher)"\s*:\s*\[?\s*\{[^{}]*?"name"\s*:\s*"((?:[^"\\]|\\.)*+)"')


def _json(text: str) -> Any:
    text = _CDATA.sub("", text).strip().rstrip(";")
    for attempt in (text, _LOOSE_COMMA.sub("", text)):
        try:
            return json.loads(attempt, strict=False)
        except (ValueError, RecursionError):
            continue
    # Broken beyond that: what can be told apart all the same.
    found: dict[str, Any] = {}
    for pattern in (_STRING, _NAMED):
        for key, value in pattern.findall(text[:200_000]):
            found.setdefault(key, value.replace('\\"', '"').replace("\\/", "/"))
    return {"@type": "Article", **found} if found else {}


def _things(data: Any, depth: int = 0) -> Iterator[dict[str, Any]]:
    if depth > _DEEPEST:
        return
    if isinstance(data, dict):
        yield data
        for value in data.values():
            if isinstance(value, (dict, list)):
                yield from _things(value, depth + 1)
    elif isinstance(data, list):
        for item in data[:200]:
            yield from _things(item, depth + 1)


def _texts(value: Any, names: dict[str, Any], depth: int = 0) -> Iterator[str]:
    if depth > _DEEPEST:
        return
    if isinstance(value, str) and value.strip():
        yield value
    elif isinstance(value, list):
        for item in value[:50]:
            yield from _texts(item, names, depth + 1)
    elif isinstance(value, dict):
        reference = str(value.get("@id", ""))
        yield from _texts(value.get("name") or names.get(reference) or reference, names, depth + 1)
