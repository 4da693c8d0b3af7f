"""Saved web pages: markup → the blocks that a reader sees, and what the page claims of itself.

The standard library's tokenizer gives the place of every tag, so that each block keeps the exact
stretch of the source it was made of. Nothing is fetched and nothing runs.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from html.parser import HTMLParser
from itertools import accumulate
from typing import Any

from milaff.arabic.text import clean
from milaff.intake.blocks import Beside, Block, Claim, Document, Label
from milaff.intake.charset import decode
from milaff.intake.names import is_organisation
from milaff.model import escape_markdown

_CHARSET = re.compile(
    rb"<meta[^>]{0,200}?charset\s*=\s*[\"']?\s*([A-Za-z0-9_:.\-]+)", re.IGNORECASE
)
_PAGE = re.compile(
    rb"<!doctype\s+html|<html|<head|<body|<article|<div|<p[\s>]|<table", re.IGNORECASE
)
_BLOCKS = frozenset(
    "address article aside blockquote body br caption center dd details dialog div dl dt fieldset "
    "figcaption figure footer form h1 h2 h3 h4 h5 h6 head header hr html legend li main nav ol "
    "option p pre section select summary table tbody td tfoot th thead title tr ul".split()
)
_VOID = frozenset("area base br col embed hr img input link meta param source track wbr".split())
_UNSEEN = frozenset("script style noscript template svg math iframe object head".split())
_FURNITURE = {
    "nav": "html.nav",
    "footer": "html.footer",
    "aside": "html.aside",
    "form": "html.form",
    "button": "html.button",
    "select": "html.form",
}
_FURNITURE_NAME = re.compile(
    r"(?:^|[\s_-])(?:nav\w*|menu\w*|footer|breadcrumbs?|share|sharing|social|comments?|respond|"
    r"sidebar|widget|toolbar|tools|print|newsletter|subscribe|cookies?|banner|ads?|advert\w*|promo)"
    r"(?:$|[\s_-])",
    re.IGNORECASE,
)
_RELATED_NAME = re.compile(
    r"(?:^|[\s_-])(?:related|recommend\w*|read-?more|more-?news|most-?read|also)(?:$|[\s_-])",
    re.IGNORECASE,
)
_WEB = re.compile(r"https?://[^\s<>\"']+", re.IGNORECASE)
_PARTS = re.compile(r"\s*(?:\||:::|»|«|–|—|\s-\s)\s*")
#: Furniture that holds more of the page's text than this is no furniture: some sites wrap every
#: article in a form or a "sidebar".
_MOST_OF_THE_PAGE = 0.4
#: Deeper than any page is nested; below this, tags are read and no longer remembered.
_DEEPEST = 400


def looks_like_html(data: bytes) -> bool:
    """Whether the bytes begin as a web page does."""
    start = data[:4096].replace(b"\0", b"").lstrip(b"\xef\xbb\xbf\xff\xfe \t\r\n")
    return start.startswith(b"<") and bool(_PAGE.search(start))


def read(data: bytes, declared: str = "", beside: Beside | None = None) -> Document:  # noqa: ARG001
    """The blocks of a web page.

    `declared` is what its carrier says of its encoding; `beside` gives the files that were saved
    with it. Raises NotText.
    """
    found = _CHARSET.search(data[:8192])
    decoded, encoding = decode(data, declared or (found[1].decode("ascii") if found else ""))
    reader = _Reader(decoded)
    return Document(decoded, encoding, reader.blocks(), reader.claims())


@dataclass(slots=True, eq=False)
class _Element:
    """An open element, why it may be furniture, and how much text it holds."""

    tag: str
    furniture: str
    size: int = 0


class _Reader(HTMLParser):
    def __init__(self, source: str) -> None:
        super().__init__(convert_charrefs=True)
        self.source = source
        # getpos() counts \n alone.
        self.lines = [0, *accumulate(len(line) + 1 for line in source.split("\n"))]
        self.found: list[Block] = []
        self.stack: list[_Element] = []
        self.within: dict[int, list[_Element]] = {}
        self.size = 0
        self.links: list[str] = []
        self.boundary = 0
        self.text: list[str] = []
        self.marked: list[str] = []
        self.link = ""
        self.figure: dict[str, str] | None = None
        self.unseen = 0
        self.metas: list[tuple[str, str]] = []
        self.json_ld: list[str] = []
        self.canonical = ""
        self.title = ""
        self.feed(source)
        self.close()
        self._flush(len(source))
        if rest := source[self.boundary :]:
            self.found.append(Block(rest, ""))

    # The tokenizer's events

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        if tag in _BLOCKS:
            self._flush()
        if tag == "meta":
            name = given.get("property") or given.get("name") or given.get("itemprop", "")
            self.metas.append((name.lower(), given.get("content", "")))
        elif tag == "link" and "canonical" in given.get("rel", "").lower():
            self.canonical = self.canonical or given.get("href", "")
        elif tag == "img":
            self._image(given)
        elif tag == "a" and "href" in given:
            # An address inside the site it came from leads nowhere from here: its words stay.
            self.link = given["href"] if _is_web(given["href"]) else "-"
            self.marked.append("\0")
        elif tag == "figure":
            self.figure = {}
        if tag not in _VOID and len(self.stack) < _DEEPEST:
            self.stack.append(_Element(tag, self._furniture(tag, given)))
            self.unseen += tag in _UNSEEN

    def handle_endtag(self, tag: str) -> None:
        if tag in _BLOCKS:
            self._flush()
        if tag == "a" and self.link:
            self._close_link()
        if tag == "figure" and self.figure is not None:
            self._end_figure()
        names = [element.tag for element in self.stack]
        if tag in names:
            at = len(names) - 1 - names[::-1].index(tag)
            self.unseen -= sum(name in _UNSEEN for name in names[at:])
            del self.stack[at:]

    def handle_data(self, data: str) -> None:
        tag = self.stack[-1].tag if self.stack else ""
        if tag == "title" and not self.title:
            self.title = clean(data)
        elif tag == "script" and data.lstrip().startswith(("{", "[")):
            self.json_ld.append(data)
        elif not self.unseen and tag != "title":
            self.text.append(data)
            self.marked.append(data)

    # Blocks

    def _here(self) -> int:
        line, column = self.getpos()
        return min(len(self.source), self.lines[min(line, len(self.lines)) - 1] + column)

    def _furniture(self, tag: str, given: dict[str, str]) -> str:
        if tag in ("body", "html", "main", "article"):
            return ""
        if tag in _FURNITURE:
            return _FURNITURE[tag]
        name = f"{given.get('class', '')} {given.get('id', '')}"
        if given.get("hidden") is not None and "hidden" in given:
            return "html.hidden"
        if _RELATED_NAME.search(name):
            return "html.related"
        return "html.furniture" if _FURNITURE_NAME.search(name) else ""

    def _flush(self, here: int | None = None) -> None:
        """End the block that ran up to `here`, or to where the tokenizer stands."""
        if self.link:
            self._close_link(keep=True)
        text = clean("".join(self.text)) if self.text else ""
        marked = self.marked
        self.text, self.marked = [], ["\0"] if self.link else []
        links, self.links = self.links, []
        if not text:
            # Markup without text goes with the text behind it.
            return
        here = self._here() if here is None else here
        raw = self.source[self.boundary : here]
        self.boundary = here
        tags = [element.tag for element in self.stack]
        block = Block(raw, text)
        markdown = _markdown("".join(marked)) if len(marked) > 1 else escape_markdown(text)
        if markdown != escape_markdown(text):
            block.markdown = markdown
        self.size += len(text)
        inside = [element for element in self.stack if element.furniture]
        for element in inside:
            element.size += len(text)
        self.within[id(block)] = inside
        if len(links) > 1 and len(text) - sum(map(len, links)) <= 25 + len(links):
            # A row of links is a list of terms: say where one ends.
            label = text[: text.find(links[0])] if links[0] in text else ""
            block.text = f"{label}{'، '.join(links)}"
            block.markdown = None
        heading = next((tag for tag in reversed(tags) if re.fullmatch(r"h[1-6]", tag)), "")
        block.level = int(heading[1]) if heading else 0
        if "figcaption" in tags and self.figure is not None:
            self.figure["caption"] = text
            block.hint, block.rule = Label.CAPTION, "html.figcaption"
        elif "li" in tags and not heading:
            block.markdown = f"- {markdown}"
            block.extra["list"] = True
        if "blockquote" in tags:
            block.extra["quote"] = True
        self.found.append(block)

    def _close_link(self, *, keep: bool = False) -> None:
        address, self.link = self.link, self.link if keep else ""
        at = len(self.marked) - 1 - self.marked[::-1].index("\0") if "\0" in self.marked else -1
        if at < 0:
            return
        inside = "".join(self.marked[at + 1 :])
        del self.marked[at:]
        if words := clean(inside):
            self.links.append(words)
        # \1 and \2 stand for the brackets until the text around them is escaped.
        is_out = inside.strip() and address != "-"
        self.marked.append(f"\1{inside}\2{address}\3" if is_out else inside)

    def _image(self, given: dict[str, str]) -> None:
        source = next(
            (given[key] for key in ("src", "data-src", "data-original") if _is_web(given.get(key))),
            "",
        )
        alt = clean(given.get("alt", ""))
        if self.figure is not None:
            self.figure.setdefault("src", source)
            self.figure.setdefault("alt", alt)
        elif alt and len(alt.split()) > 1:
            self._flush()
            self._add_figure({"src": source, "alt": alt})

    def _end_figure(self) -> None:
        figure, self.figure = self.figure or {}, None
        if figure.get("alt") or figure.get("caption") or figure.get("src"):
            self._add_figure(figure)

    def _add_figure(self, figure: dict[str, str]) -> None:
        words = figure.get("alt") or figure.get("caption") or ""
        block = Block("", words, hint=Label.FIGURE, rule="html.figure", extra=dict(figure))
        self.within[id(block)] = [element for element in self.stack if element.furniture]
        self.found.append(block)

    def blocks(self) -> list[Block]:
        """The blocks; furniture is told, and a lone first heading to be the title."""
        for block in self.found:
            for element in self.within.get(id(block), ()):
                if element.size <= _MOST_OF_THE_PAGE * self.size:
                    is_related = element.furniture == "html.related"
                    block.hint = Label.RELATED if is_related else Label.JUNK
                    block.rule = element.furniture
                    break
        titles = [
            block
            for block in self.found
            if block.level == 1 and block.hint is None and len(block.text.split()) >= 3
        ]
        if len({block.text for block in titles}) == 1:
            titles[0].hint, titles[0].rule = Label.TITLE, "html.h1"
        return self.found

    # Claims

    def claims(self) -> list[Claim]:
        """What the page says of itself: JSON-LD first, then Open Graph, meta and title."""
        found = list(self._linked_data())
        for name, value in self.metas:
            field = _META_FIELDS.get(name)
            text = clean(value)
            if not field or not text:
                continue
            where = "Open Graph" if name.startswith(("og:", "article:")) else "meta"
            if field == "keywords":
                found += [Claim(field, clean(part), where) for part in re.split("[,،]", text)]
            else:
                found.append(Claim(field, text, where))
        if self.canonical and _is_web(self.canonical):
            found.append(Claim("source_url", self.canonical, "canonical"))
        parts = [part for part in _PARTS.split(self.title) if part]
        if len(parts) > 1:
            found += [Claim("source", p, "title") for p in parts if is_organisation(p)]
        if parts:
            found.append(Claim("title", max(parts, key=len), "title"))
        return [claim for claim in found if claim.field != "source_url" or _is_web(claim.value)]

    def _linked_data(self) -> Iterator[Claim]:
        for text in self.json_ld:
            try:
                data = json.loads(text)
            except (ValueError, RecursionError):
                continue
            for thing in _things(data):
                kind = thing.get("@type", "")
                kinds = kind if isinstance(kind, list) else [kind]
                if not any(str(k).endswith(("Article", "Posting", "Report")) for k in kinds):
                    continue
                for key, field in _LINKED_FIELDS.items():
                    for value in _texts(thing.get(key)):
                        yield Claim(field, clean(value), "JSON-LD")


_META_FIELDS = {
    "og:title": "title",
    "og:site_name": "source",
    "og:url": "source_url",
    "article:published_time": "date",
    "article:author": "author",
    "article:tag": "keywords",
    "datepublished": "date",
    "dc.title": "title",
    "dc.creator": "author",
    "dc.date": "date",
    "dc.publisher": "source",
    "dcterms.created": "date",
    "author": "author",
    "keywords": "keywords",
    "news_keywords": "keywords",
}
_LINKED_FIELDS = {
    "headline": "title",
    "datePublished": "date",
    "author": "author",
    "publisher": "source",
    "keywords": "keywords",
    "mainEntityOfPage": "source_url",
    "url": "source_url",
}


def _things(data: Any, depth: int = 0) -> Iterator[dict[str, Any]]:
    if depth > 6:
        return
    if isinstance(data, dict):
        yield data
        for value in data.values():
            if isinstance(value, (dict, list)):
                yield from _things(value, depth + 1)
    elif isinstance(data, list):
        for item in data[:200]:
            yield from _things(item, depth + 1)


def _texts(value: Any) -> Iterator[str]:
    if isinstance(value, str) and value.strip():
        yield value
    elif isinstance(value, list):
        for item in value[:50]:
            yield from _texts(item)
    elif isinstance(value, dict):
        yield from _texts(value.get("name") or value.get("@id"))


def _is_web(address: str | None) -> bool:
    return bool(address and _WEB.fullmatch(address))


def _markdown(marked: str) -> str:
    """Escaped text with its links written out."""
    out: list[str] = []
    for part in re.split("(\1[^\1\2\3]*\2[^\1\2\3]*\3)", marked.replace("\0", "")):
        link = re.fullmatch("\1([^\1\2\3]*)\2([^\1\2\3]*)\3", part)
        if link:
            words = escape_markdown(clean(link[1]))
            lead = " " if link[1][:1].isspace() else ""
            tail = " " if link[1][-1:].isspace() else ""
            out.append(f"{lead}[{words}](<{link[2]}>){tail}" if words else "")
        else:
            text = clean(re.sub("[\1\2\3]", "", part))
            lead = " " if part[:1].isspace() and out else ""
            tail = " " if part[-1:].isspace() and text else ""
            # Only the line's beginning can open a block.
            escaped = escape_markdown(text) if not out else escape_markdown(f"ا{text}")[1:]
            out.append(f"{lead}{escaped}{tail}")
    return " ".join("".join(out).split())
