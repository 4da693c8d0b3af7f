"""What every format's reader yields: the decoded text cut into blocks, and what the page claims."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

from milaff.arabic.text import clean, fold

#: The bytes of a file that was saved beside a page, by its relative address as the page names it;
#: None where there is no such file.
Beside = Callable[[str], bytes | None]


#: No article has so many lines, or blocks: a list of data has.
MOST_LINES = 200_000
TOO_MANY = f"it has more than {MOST_LINES:,} lines"


class Label(StrEnum):
    """What a line or block of a raw article is."""

    BLANK = "blank"
    TITLE = "title"
    SUBTITLE = "subtitle"
    KICKER = "kicker"
    DATE = "date"
    OUTLET = "outlet"
    BYLINE = "byline"
    PLACE = "place"
    LEAD = "lead"
    BODY = "body"
    QUOTATION = "quotation"
    HEADING = "heading"
    ALT = "alt"
    CAPTION = "caption"
    FIGURE = "figure"
    KEYWORDS = "keywords"
    CREDIT = "credit"
    LINK = "link"
    RELATED = "related"
    JUNK = "junk"


#: What the body's paragraphs are.
TEXT = (Label.LEAD, Label.BODY, Label.QUOTATION)


@dataclass(slots=True)
class Block:
    """A piece of the decoded input: a line of a text, an element of a page.

    `raw` is the exact slice; `text` is what a reader sees, on one line; `markdown` is the same
    with inline structure (links, lists, tables) where the format knows it. A format that knows
    what a block is says so in `hint` and names the rule that told in `rule`. `level` is that of
    a heading, 0 for none; `place` is "inside" or "outside" where the format knows the element that
    holds the article: lines outside may tell of it and are never its body. `extra` holds what only
    some have: `src`, `alt`, `caption` of a figure, `quote` of a quotation (the same for its
    paragraphs), `linked` where most
    words are links, `cell` of what stands in a cell of a table inside the article, `terms`
    (keywords that are links), `signed` and `dated` where the page's markup says that a line is,
    `names` where each is a link.
    """

    raw: str
    text: str
    markdown: str | None = None
    hint: Label | None = None
    rule: str = ""
    level: int = 0
    place: str | None = None
    extra: dict[str, Any] = field(default_factory=dict)

    @classmethod
    def of_line(cls, raw: str) -> Block:
        """The block of one line of plain text, its line break included."""
        return cls(raw, clean(raw))


@dataclass(frozen=True, slots=True)
class Claim:
    """What a page says about itself: `where` names the standard that it says it by."""

    field: str
    value: str
    where: str


@dataclass(slots=True)
class Document:
    """A decoded input. `"".join(block.raw for block in blocks) == decoded`.

    `files` holds the pictures that came with it, by the path that its figures name: relative to
    content/articles/. `away` counts the pictures that should have come with it and did not; `cut`
    says that the file ends before what it holds does.
    """

    decoded: str
    encoding: str
    blocks: list[Block]
    claims: list[Claim] = field(default_factory=list)
    files: dict[str, bytes] = field(default_factory=dict)
    away: int = 0
    cut: bool = False


#: No word has so many letters: a line without spaces is as long as its letters say.
_LONG_WORD = 40


@dataclass(slots=True)
class Line:
    """A block on its way to a label; `value` is what the rule read in it.

    `words` counts, what has no spaces as if it had some; `has_stop` says that the line ends as a
    sentence does, `is_paragraph` that it alone reads as a paragraph: a long one, or a sentence.
    """

    block: Block
    text: str
    folded: str
    words: int
    has_stop: bool
    is_paragraph: bool
    label: Label | None = None
    rule: str = ""
    value: Any = None

    @classmethod
    def of(cls, block: Block) -> Line:
        text = block.text
        if not text:
            return cls(block, "", "", 0, False, False, block.hint, block.rule)
        words = max(text.count(" ") + 1, len(text) // _LONG_WORD)
        has_stop = text.rstrip(" \"”»)'’").endswith((".", "؟", "!", "?", "…", "۔"))
        paragraph = _is_paragraph(text, words, has_stop)
        return cls(block, text, fold(text), words, has_stop, paragraph, block.hint, block.rule)


#: A stop inside a line: it holds two sentences.
_STOP_INSIDE = re.compile(r"(?<!\.)[.؟!?]\s")


def _is_paragraph(text: str, words: int, has_stop: bool) -> bool:
    length = len(text)
    if length < 60 or (text.endswith(("..", "…")) and length < 120):
        return False
    if length >= 180:
        return True
    # A headline may well end in a question or a cry, and pause in between.
    is_cry = text.endswith(("؟", "!", "?")) and not _STOP_INSIDE.search(text)
    return has_stop and words >= 8 and length >= (120 if is_cry else 60)
