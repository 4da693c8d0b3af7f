"""Markup → elements and text, each with its exact place in the source.

A tokenizer and the part of HTML's tree construction (https://html.spec.whatwg.org/#parsing) that
decides what stands inside what: which start tags end the paragraph, item, row or cell before them,
and which end tags are stray. Every character is looked at a bounded number of times, whatever the
markup is; what is nested deeper than any page is read and its elements are not remembered.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from html import unescape

BLOCKS = frozenset(
    "address article aside blockquote body br caption center dd details dialog dir div dl dt "
    "fieldset figcaption figure footer form frameset h1 h2 h3 h4 h5 h6 head header hgroup hr html "
    "legend li main menu nav ol optgroup option p pre search section select summary table tbody td "
    "tfoot th thead tr ul".split()
)
HEADINGS = frozenset(("h1", "h2", "h3", "h4", "h5", "h6"))
_VOID = frozenset(
    "area base basefont bgsound br col embed frame hr img input keygen link meta param source "
    "track wbr".split()
)
_RAW = frozenset("script style textarea title xmp iframe noembed".split())
#: What an open p ends before; a br or an option stands inside it.
_ENDS_P = BLOCKS - {"br", "option", "optgroup", "select", "td", "th", "tr", "tbody", "caption"}
_SCOPE = frozenset("table td th caption html template button object marquee applet".split())
_CELLS = frozenset(("td", "th"))
_ROW_GROUPS = frozenset(("thead", "tbody", "tfoot"))
#: start tag → the open elements that it ends, and those that keep it from looking further out.
_ENDS = {
    "li": (frozenset(("li",)), _SCOPE | {"ul", "ol", "menu", "dir"}),
    "dt": (frozenset(("dt", "dd")), _SCOPE | {"dl"}),
    "dd": (frozenset(("dt", "dd")), _SCOPE | {"dl"}),
    "td": (_CELLS, frozenset(("tr", "table"))),
    "th": (_CELLS, frozenset(("tr", "table"))),
    "tr": (frozenset(("tr",)), frozenset(("table",))),
    "option": (frozenset(("option",)), frozenset(("select",))),
    "a": (frozenset(("a",)), _SCOPE),
    **dict.fromkeys(_ROW_GROUPS, (_ROW_GROUPS, frozenset(("table",)))),
    **dict.fromkeys(HEADINGS, (HEADINGS, _SCOPE | BLOCKS - HEADINGS)),
}
#: Elements that only their end tags end.
_ENDED = frozenset(
    "article aside div figure footer form header main nav ol section table ul".split()
)
_TABLE_PARTS = _CELLS | _ROW_GROUPS | {"tr", "table", "caption", "html", "body"}
#: Attributes by which templates name an element.
_NAMES = ("class", "id", "data-testid", "data-component", "aria-labelledby")
#: Deeper than any page is nested (browsers stop at 512).
_DEEPEST = 400

# A value runs to its closing quote, or to white space where there is none; a tag that the file's
# end cuts is one. Possessive: nothing is tried twice.
_TAG = re.compile(
    r"<(?:(?P<end>/?)(?P<name>[A-Za-z][^\s/><]*+)"
    r"(?P<attrs>(?:=\s*+(?:\"[^\"]*+\"|'[^']*+'|[^\s>]*+)|[^=>]++)*+)(?:>|\Z)"
    r"|(?P<comment>!--)|[!?/][^>]*+(?:>|\Z))"
)
_ATTRIBUTE = re.compile(
    r"([^\s=/>\"'][^\s=/>]*+)(?:\s*+=\s*+(?:\"([^\"]*+)\"|'([^']*+)'|([^\s>]*+)))?"
)


@dataclass(slots=True, eq=False)
class Element:
    """An element that is open or was; `start` is the place of its tag in the source."""

    tag: str
    attrs: dict[str, str]
    parent: Element | None
    start: int
    is_preformatted: bool = False
    #: An inline element that is a block of its own: a date, a name, a counter.
    is_apart: bool = False
    #: The place of an item in its list, and whether its mark is written.
    number: int = 1
    items: int = 0
    is_written: bool = False
    #: Why it is furniture of the page (the name of a rule).
    furniture: str = ""
    #: What it holds: letters of text, blocks, paragraphs and their weight, blocks of links.
    size: int = 0
    pieces: int = 0
    paragraphs: int = 0
    weight: float = 0.0
    links: int = 0
    headings: int = 0
    #: Letters of links, and how many links, fields and buttons are in it.
    linked: int = 0
    anchors: int = 0
    controls: int = 0

    def around(self) -> Iterator[Element]:
        """It and everything it stands in, the innermost first."""
        element: Element | None = self
        while element is not None:
            yield element
            element = element.parent

    def nearest(self, most: int) -> list[Element]:
        """The `most` innermost block elements around it, and the inline ones inside them."""
        found = []
        for element in self.around():
            found.append(element)
            most -= element.tag in BLOCKS
            if not most:
                break
        return found

    @property
    def kind(self) -> tuple[str, str]:
        """What it has in common with others of one list: its tag and class, without numbers."""
        return self.tag, re.sub(r"\d+", "", self.attrs.get("class", ""))

    @property
    def name(self) -> str:
        """What templates call it: `lblTitle` → `lbl-Title`."""
        attrs = self.attrs
        return _hyphened(" ".join(attrs[key] for key in _NAMES if key in attrs)[:300])


@lru_cache(maxsize=4096)
def _hyphened(name: str) -> str:
    return re.sub(r"(?<=[a-z])(?=[A-Z])", "-", name)


@dataclass(slots=True)
class Handler:
    """Who is told: of elements that open and close, of text, of comments."""

    open: Callable[[Element, int, int], None]
    close: Callable[[Element, int], None]
    text: Callable[[str, int], None]
    raw: Callable[[Element, str], None]
    comment: Callable[[str], None]


class Markup:
    """Walks through `source` once, telling `handler`; `top` is the innermost open element.

    `is_cut` says, once it has been walked through, that it ends amid a tag or an element.
    """

    def __init__(self, source: str, handler: Handler) -> None:
        self.source = source
        self.handler = handler
        self.stack: list[Element] = []
        self.top: Element | None = None
        self.is_cut = False
        self._has_end = False
        self._open_p = 0
        self._no_comment_ends = False
        self._no_end_of: set[str] = set()

    def walk(self) -> None:
        source, search, at = self.source, _TAG.search, 0
        text, comment = self.handler.text, self.handler.comment
        while found := search(source, at):
            start = found.start()
            if start > at:
                text(source[at:start], at)
            at = found.end()
            name = found["name"]
            if name:
                if found["end"]:
                    self._end(name.lower(), start, at)
                else:
                    at = self._start(name.lower(), found["attrs"], start, at)
            elif found["comment"]:
                at = self._comment_end(start)
                comment(source[start:at])
        if at < len(source):
            text(source[at:], at)
        is_open = source.rfind("<") > source.rfind(">") or bool(self._no_end_of)
        is_open = is_open or any(element.tag in _ENDED for element in self.stack)
        self.is_cut = is_open and not self._has_end
        for element in reversed(self.stack):
            self.handler.close(element, len(source))

    def _comment_end(self, start: int) -> int:
        """Behind the comment; one that nothing closes ends at its first `>`."""
        source = self.source
        if source.startswith((">", "->"), start + 4):
            return source.index(">", start) + 1
        if not self._no_comment_ends:
            end = source.find("-->", start + 4)
            if end >= 0:
                return end + 3
            self._no_comment_ends = True
        end = source.find(">", start)
        return end + 1 if end >= 0 else len(source)

    def _start(self, tag: str, attrs: str, start: int, end: int) -> int:
        stack = self.stack
        if self._open_p and tag in _ENDS_P:
            self._close_open({"p"}, _SCOPE, start)
        if tag in _ENDS:
            self._close_open(*_ENDS[tag], start)
        given = attributes(attrs) if attrs else {}
        element = Element(tag, given, self.top, start)
        self.handler.open(element, start, end)
        if tag in _VOID:
            return end
        if tag in _RAW:
            return self._raw(element, end)
        if len(stack) < _DEEPEST:
            stack.append(element)
            self.top = element
            self._open_p += tag == "p"
        return end

    def _raw(self, element: Element, start: int) -> int:
        """Past what a browser does not read as markup; the end of the file ends it, too."""
        source, tag = self.source, element.tag
        found = None
        if tag not in self._no_end_of:
            found = re.compile(rf"</{tag}(?=[\s/>]|\Z)[^>]*+(?:>|\Z)", re.IGNORECASE).search(
                source, start
            )
        if found is None:
            self._no_end_of.add(tag)
            if tag in ("title", "textarea", "iframe", "noembed", "xmp"):
                return start
            self.handler.raw(element, source[start:])
            return len(source)
        self.handler.raw(element, source[start : found.start()])
        return found.end()

    def _end(self, tag: str, start: int, end: int) -> None:
        if tag == "br":
            self.handler.open(Element("br", {}, self.top, start), start, end)
            return
        self._has_end = self._has_end or tag in ("body", "html")
        if tag in BLOCKS or tag in HEADINGS:
            tags = HEADINGS if tag in HEADINGS else {tag}
            stops = {"table"} - {tag} if tag in _TABLE_PARTS else _SCOPE - {tag}
        else:
            # An inline element never reaches out of the block that it stands in.
            tags, stops = {tag}, _SCOPE | {"li", "blockquote"}
        if not self._close_open(tags, stops, end) and tag in BLOCKS:
            self.handler.close(Element(tag, {}, self.top, start), end)

    def _close_open(
        self, tags: set[str] | frozenset[str], stops: frozenset[str] | set[str], at: int
    ) -> bool:
        stack = self.stack
        for place in range(len(stack) - 1, -1, -1):
            tag = stack[place].tag
            if tag in tags:
                for element in reversed(stack[place:]):
                    self.handler.close(element, at)
                    self._open_p -= element.tag == "p"
                del stack[place:]
                self.top = stack[-1] if stack else None
                return True
            if tag in stops:
                return False
        return False


def attributes(text: str) -> dict[str, str]:
    """The attributes of a start tag by their names in small letters; the first of a name counts."""
    found: dict[str, str] = {}
    for name, double, single, bare in _ATTRIBUTE.findall(text):
        value = double or single or bare
        found.setdefault(name.lower(), unescape(value) if "&" in value else value)
    return found
