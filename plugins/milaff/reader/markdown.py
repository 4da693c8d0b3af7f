"""Markdown of our dialect → HTML and plain text.

CommonMark (https://spec.commonmark.org/0.31.2/) with tables and footnotes, without raw HTML. A
paragraph of one image is a figure. What a curator or an outlet wrote is never altered.
"""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterable, Sequence
from functools import cache
from html import escape
from urllib.parse import quote, unquote, urlsplit

from markdown_it import MarkdownIt
from markdown_it.token import Token
from mdit_py_plugins.footnote import footnote_plugin

from milaff.model import Derived, Heading

_LOCAL = re.compile(r"(?![a-zA-Z][a-zA-Z0-9+.-]*:|/|#|\?)")


@cache
def parser() -> MarkdownIt:
    """The parser of our dialect."""
    made = MarkdownIt("commonmark", {"html": False}).enable("table").use(footnote_plugin)
    made.add_render_rule("figure", _render_figure)
    made.add_render_rule("footnote_caption", _render_footnote_caption)
    return made


def _render_figure(_renderer: object, tokens: Sequence[Token], index: int, *_rest: object) -> str:
    token = tokens[index]
    words = _words(token.content)
    source, caption = str(token.attrs.get("src", "")), str(token.attrs.get("title", ""))
    caption_html = f"<figcaption>{escape(caption, quote=False)}</figcaption>" if caption else ""
    if not source:
        return f'<figure class="elsewhere"><p>{words}</p>{caption_html}</figure>\n'
    if not _LOCAL.match(source):
        # A picture elsewhere is linked: fetching it would break the offline copy and tell on
        # the reader.
        address = escape(source)
        link = f'<a href="{address}" rel="external noopener">{words or address}</a>'
        return f'<figure class="elsewhere"><p>{link}</p>{caption_html}</figure>\n'
    image = f'<img src="{escape(source)}" alt="{words}" loading="lazy">'
    return f"<figure>{image}{caption_html}</figure>\n"


def _render_footnote_caption(
    _renderer: object, tokens: Sequence[Token], index: int, *_rest: object
) -> str:
    return str(tokens[index].meta["id"] + 1)


def _words(text: str) -> str:
    return escape(" ".join(text.split()))


def derive(body: str, folder: str = "articles", page_url: str = "articles/x.html") -> Derived:
    """What follows from a Markdown body alone.

    `folder` is where under content/ the Markdown lies, `page_url` the page that shows it: links
    to other Markdown files and to files beside it are turned from the one to the other. A link
    to an article names its slug: `[…](2021-03-31-slug.md)`.
    """
    markdown = parser()
    tokens = markdown.parse(body)
    page = _Page(folder, posixpath.dirname(page_url))
    page.visit(tokens)
    html = str(markdown.renderer.render(page.tokens, markdown.options, {}))
    return Derived(
        html,
        "\n".join(page.lines),
        tuple(page.headings),
        tuple(dict.fromkeys(page.files)),
        tuple(dict.fromkeys(page.article_links)),
    )


class _Page:
    """Turns the tokens of one body into those of its page, noting what they hold."""

    def __init__(self, folder: str, page_folder: str) -> None:
        self.folder = folder
        self.page_folder = page_folder
        self.tokens: list[Token] = []
        self.lines: list[str] = []
        self.headings: list[Heading] = []
        self.files: list[str] = []
        self.article_links: list[str] = []

    def visit(self, tokens: Iterable[Token]) -> None:
        waiting = list(tokens)
        index = 0
        while index < len(waiting):
            token = waiting[index]
            if token.type == "paragraph_open" and _lone_image(waiting[index + 1]):
                self._figure(waiting[index + 1])
                index += 3
                continue
            if token.type == "heading_open":
                self._heading(token, waiting[index + 1], waiting[index + 2])
            elif token.type == "inline":
                self._inline(token)
            elif token.type in ("fence", "code_block"):
                self.lines.extend(token.content.splitlines())
            self.tokens.append(token)
            index += 1

    def _figure(self, inline: Token) -> None:
        image = (inline.children or [])[0]
        alt = _plain(image.children or [])
        caption = str(image.attrs.get("title", ""))
        source = self._address(str(image.attrs.get("src", "")), is_file=True)
        self.lines.extend(part for part in (alt, caption) if part)
        figure = Token("figure", "", 0, content=alt, block=True)
        figure.attrs = {"src": source, "title": caption}
        self.tokens.append(figure)

    def _heading(self, opening: Token, inline: Token, closing: Token) -> None:
        # The page's own heading is the title: the body's begin below it.
        level = max(2, int(opening.tag[1]))
        opening.tag = closing.tag = f"h{level}"
        id_ = f"s-{len(self.headings) + 1}"
        opening.attrs["id"] = id_
        self.headings.append(Heading(level, _plain(inline.children or []), id_))

    def _inline(self, token: Token) -> None:
        for child in token.children or []:
            if child.type == "link_open":
                address = str(child.attrs.get("href", ""))
                child.attrs["href"] = self._address(address)
                if not _LOCAL.match(address) and not address.startswith("#"):
                    child.attrs["rel"] = "external noopener"
            elif child.type == "image":
                address = self._address(str(child.attrs.get("src", "")), is_file=True)
                child.attrs["src"] = address
                if not address or not _LOCAL.match(address):
                    # Inside a sentence only the words of a picture that is not here remain.
                    child.type, child.content = "text", _plain(child.children or [])
        if line := _plain(token.children or []):
            self.lines.append(line)

    def _address(self, address: str, *, is_file: bool = False) -> str:
        if not address or not _LOCAL.match(address):
            return address
        parts = urlsplit(address)
        path = posixpath.normpath(posixpath.join(self.folder, unquote(parts.path)))
        if path.startswith(".."):
            self.files.append(unquote(parts.path))
            return ""
        folder, name = posixpath.split(path)
        stem = name.removesuffix(".md")
        if is_file or stem == name:
            self.files.append(path)
        elif folder == "sections":
            path = f"sections/{stem}/index.html"
        else:
            if folder == "articles":
                self.article_links.append(stem)
            path = f"{path.removesuffix('.md')}.html"
        relative = posixpath.relpath(path, self.page_folder or ".")
        fragment = f"#{parts.fragment}" if parts.fragment else ""
        return quote(relative) + fragment


def _lone_image(inline: Token) -> bool:
    children = inline.children or []
    return len(children) == 1 and children[0].type == "image"


def _plain(children: Iterable[Token]) -> str:
    parts = []
    for child in children:
        if child.type in ("text", "code_inline", "text_special"):
            parts.append(child.content)
        elif child.type in ("softbreak", "hardbreak"):
            parts.append(" ")
        elif child.type == "image":
            parts.append(_plain(child.children or []))
    return "".join(parts).strip()
