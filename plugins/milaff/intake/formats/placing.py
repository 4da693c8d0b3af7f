"""Where each block of a page stands: inside the article, beside it, or anywhere else."""

from __future__ import annotations

import re
from collections.abc import Sequence

from milaff.arabic.dates import read_line
from milaff.intake.blocks import Claim, Label
from milaff.intake.claims import outlet_names
from milaff.intake.formats import roles
from milaff.intake.formats.credits import (
    BEHIND,
    has_role,
    is_newspaper_head,
    mark_credits,
    stands_elsewhere,
)
from milaff.intake.formats.figures import join_captions
from milaff.intake.formats.finding import Article, find
from milaff.intake.formats.markup import HEADINGS, Element
from milaff.intake.formats.piece import Piece
from milaff.intake.formats.terms import find_terms
from milaff.intake.formats.titles import claimed_title, title_before
from milaff.model import escape_markdown

#: What names an author and holds more letters tells about the author.
_AUTHOR_BOX = 80
_BOXES = frozenset(("div", "section", "aside", "table", "ul"))
_BEFORE = 8
#: Boxes called so are put between paragraphs of an article to be read with them, too.
_MAY_HOLD_TEXT = frozenset((roles.ASIDE, roles.FURNITURE))
#: The address of a button to share with, not of what is shown.
_BUTTON = re.compile(r"button|/(?:like|share|follow)\b")
_STOPS = (".", "؟", "!", "?", "…", "»", '"', "”")


def place(pieces: Sequence[Piece], claims: Sequence[Claim], page_title: str) -> None:
    """Write on every block where it stands, and what the page says that it is."""
    for piece in pieces:
        for element in piece.near(4):
            if element.tag in HEADINGS:
                piece.block.level = int(element.tag[1])
    article = find(pieces, claims, claimed_title(pieces, claims, page_title))
    core = article.core
    paragraphs = [] if core is None else _paragraphs(pieces, article, core)
    if core is None or not paragraphs:
        _without_paragraphs(pieces, article.title)
    else:
        _Placing(pieces, article, core, paragraphs, outlet_names(claims)).place()


def _paragraphs(pieces: Sequence[Piece], article: Article, core: Element) -> list[int]:
    """The places of the article's paragraphs."""
    start = -1 if article.title is None else article.title
    return [
        at
        for at, piece in enumerate(pieces)
        if article.weights[at] > 0
        and start < at < article.end
        and piece.is_in(core)
        and not _furniture(piece, article, core)
    ]


def _furniture(piece: Piece, article: Article, core: Element) -> str:
    """Why a block is furniture; what stands around the core is not counted."""
    around = piece.around
    if core in around:
        around = around[: around.index(core)]
    else:
        outer = set(core.around())
        around = [element for element in around if element not in outer]
    if any(element in article.others for element in around):
        return roles.RELATED
    limit = 0.5 * core.size
    for element in around:
        if element.size <= limit:
            if element.furniture:
                return element.furniture
            if element.size > _AUTHOR_BOX and roles.is_byline(element):
                return roles.AUTHOR
    return ""


class _Placing:
    def __init__(
        self,
        pieces: Sequence[Piece],
        article: Article,
        core: Element,
        paragraphs: list[int],
        outlet: frozenset[str],
    ) -> None:
        self.pieces = pieces
        self.article = article
        self.core = core
        self.paragraphs = paragraphs
        self.first, self.last = paragraphs[0], paragraphs[-1]
        self.title = article.title
        if self.title is None or self.title > self.first:
            self.title = title_before(pieces, self.first, outlet)
        self.start = self.first if self.title is None else self.title
        self.key = "" if self.title is None else pieces[self.title].key
        self.containers = {pieces[at].container for at in paragraphs}
        #: What the paragraphs say, so that a quotation of them is known.
        self.told = "".join(pieces[at].key for at in paragraphs)
        self.terms = find_terms(pieces, self.start, self.last)
        #: The words of links that stand alone: what a menu says.
        self.menu = {piece.key for piece in pieces if len(piece.links) == 1 and piece.is_linked}

    def place(self) -> None:
        for at, piece in enumerate(self.pieces):
            block = piece.block
            if at == self.title:
                block.hint, block.rule, block.place = Label.TITLE, "html.title", "inside"
            elif self.key and block.hint is None and block.text and piece.key == self.key:
                block.hint, block.rule, block.place = Label.JUNK, "html.title-again", "outside"
            elif at in self.terms:
                block.place, block.extra["terms"] = "outside", self.terms[at]
                _keep_date(piece)
            elif self._is_inside(at):
                self._inside(at)
            else:
                self._outside(at)
        join_captions(self.pieces, self.key)
        mark_credits(self.pieces, self.start, self.paragraphs)

    def _is_inside(self, at: int) -> bool:
        piece = self.pieces[at]
        return (
            self.start <= at < self.article.end
            and piece.is_in(self.core)
            and (not _furniture(piece, self.article, self.core) or self._is_amid(at))
            and not self._is_box(piece)
            and (self.first <= at <= self.last or self._adjoins(at))
        )

    def _is_amid(self, at: int) -> bool:
        """Whether a box between the article's paragraphs holds one more, whatever it is called."""
        if not self.first < at < self.last or self.pieces[at].key in self.told:
            return False
        box = next((e for e in self.pieces[at].around if e.furniture), None)
        if box is None or box.furniture not in _MAY_HOLD_TEXT or box.anchors or box.controls:
            return False
        return box.paragraphs > 0 and box.parent in self.containers

    def _is_loose(self, at: int) -> bool:
        """Whether a block is a paragraph without links."""
        return self.article.weights[at] > 0 and not self.pieces[at].links

    def _is_missed(self, at: int, rule: str) -> bool:
        """Whether a block that is left out may be the article's all the same.

        It stands beside its paragraphs, or among them in a box without links.
        """
        piece = self.pieces[at]
        if not self._is_loose(at) or rule == roles.HIDDEN or piece.key in self.told:
            return False
        if at >= self.article.end:
            return piece.container in self.containers
        boxes = [element for element in piece.around if element.furniture]
        is_served = any(box.anchors or box.controls for box in boxes if box.size < self.core.size)
        return self.first < at < self.last and piece.is_in(self.core) and not is_served

    def _adjoins(self, at: int) -> bool:
        """Whether what stands in the core before or behind the paragraphs belongs to them."""
        piece = self.pieces[at]
        if at < self.first:
            is_beside = piece.container in self.containers
            return is_beside and piece.key not in self.menu
        if piece.container is not self.pieces[self.last].container:
            return False
        # Buttons and counters are links beside a few words.
        is_whole = piece.block.hint is Label.FIGURE or "embed" in piece.block.extra
        return is_whole or not piece.links or (len(piece.block.text) > 80 and not piece.is_linked)

    def _is_box(self, piece: Piece) -> bool:
        """Whether the block stands in a box of links or a form inside the article."""
        for element in piece.around:
            if element is self.core or element.paragraphs:
                return False
            is_served = element.links or element.controls
            is_list = element.pieces > 1 or element.anchors > 1
            if element.tag in _BOXES and is_served and is_list:
                return True
        return False

    def _inside(self, at: int) -> None:
        piece = self.pieces[at]
        block = piece.block
        block.place = "inside"
        _structure(piece, self.core)
        kind = next((kind for kind in ("table", "embed", "list") if kind in block.extra), "")
        if kind and at >= self.first and block.hint is None:
            block.hint, block.rule = Label.BODY, f"html.{kind}"

    def _outside(self, at: int) -> None:
        piece = self.pieces[at]
        block = piece.block
        block.place = "outside"
        rule = _furniture(piece, self.article, self.core)
        if at >= self.article.end:
            rule = roles.COMMENTS
        if self._is_missed(at, rule):
            block.extra["missed"] = True
        is_head = self.start - 5 <= at < self.first
        is_near = self.start - _BEFORE <= at <= min(self.last + BEHIND, self.article.end - 1)
        if "embed" in block.extra:
            is_ours = is_head and not rule and not _BUTTON.search(str(block.extra["embed"]))
            block.place = "inside" if is_ours else "outside"
            block.hint = Label.BODY if is_ours else Label.JUNK
            block.rule = "html.embed" if is_ours else rule or roles.OUTSIDE
        elif block.hint is Label.FIGURE:
            if is_head and not rule:
                block.place = "inside"
            else:
                block.hint, block.rule = Label.JUNK, rule or roles.OUTSIDE
        elif not block.text or self._says_something(at, rule):
            return
        elif not is_near or rule == roles.RELATED or (rule == roles.COMMENTS and not is_head):
            block.hint = Label.RELATED if rule == roles.RELATED else Label.JUNK
            block.rule = rule or roles.OUTSIDE
        elif rule == roles.HIDDEN or (
            rule not in ("", roles.COMMENTS)
            and (not has_role(piece) or (at > self.last and stands_elsewhere(piece)))
        ):
            block.hint, block.rule = Label.JUNK, rule
        elif self.start < at < self.first and self._is_lead(piece):
            if block.text.endswith(_STOPS):
                block.place = None
            else:
                block.hint, block.rule = Label.SUBTITLE, "html.lead"
        elif self._is_caption(at):
            return
        elif piece.is_linked and not self._may_be_name(at) and not has_role(piece):
            block.hint, block.rule = Label.JUNK, roles.LINKS

    def _is_caption(self, at: int) -> bool:
        """Whether a block behind a picture is called its caption inside a line of its rights."""
        is_behind = self.pieces[at - 1].block.hint is Label.FIGURE
        return is_behind and any(map(roles.is_caption, self.pieces[at].near(1)))

    def _says_something(self, at: int, rule: str) -> bool:
        """Whether a block outside is a picture's caption, or a newspaper's head far above."""
        if rule == roles.FURNITURE:
            return self._is_caption(at)
        return at < self.start and not rule and is_newspaper_head(self.pieces[at].block.text)

    def _is_lead(self, piece: Piece) -> bool:
        """Whether a block between the title and the first paragraph sums the article up."""
        text = piece.block.text
        if 3 * piece.linked > len(text) or has_role(piece) or read_line(text):
            return False
        if any(map(roles.is_caption, piece.near(4))):
            return False
        words = len(text.split())
        return words >= 9 or (words >= 4 and any(map(roles.is_lead, piece.near())))

    def _may_be_name(self, at: int) -> bool:
        """A lone short link between the title and the body may be who signed."""
        piece = self.pieces[at]
        is_short = len(piece.links) == 1 and len(piece.block.text.split()) <= 5
        return is_short and self.start < at < self.first


def _without_paragraphs(pieces: Sequence[Piece], title: int | None) -> None:
    """Only what markup says to be furniture is told apart."""
    if title is not None:
        pieces[title].block.hint, pieces[title].block.rule = Label.TITLE, "html.title"
    size = sum(len(piece.block.text) for piece in pieces)
    for at, piece in enumerate(pieces):
        block = piece.block
        if block.hint is Label.FIGURE and title is not None and at > title:
            block.place = "inside"
        for element in piece.around:
            if element.furniture and element.size <= 0.4 * size and block.hint is None:
                is_related = element.furniture == roles.RELATED
                block.hint = Label.RELATED if is_related else Label.JUNK
                block.rule = element.furniture
    headings = [p.block for p in pieces if p.block.level == 1 and p.block.hint is None]
    if title is None and len({block.text for block in headings}) == 1:
        headings[0].hint, headings[0].rule = Label.TITLE, "html.title"


def _keep_date(piece: Piece) -> None:
    """«This entry was posted on … and is tagged …»: the day that is said before the links."""
    text = piece.block.text
    said = text[: text.find(piece.links[0])] if piece.links else ""
    if (read := read_line(said)) and read.published and read.published.day:
        piece.block.extra["posted"] = said


def _structure(piece: Piece, core: Element) -> None:
    """Lists and quotations, as far as they stand inside the article."""
    block, markers, quoted = piece.block, [], None
    for element in piece.around:
        if element is core:
            break
        if element.tag in ("td", "th") and element.paragraphs < 2:
            block.extra["cell"] = True
        if element.size > 0.8 * core.size:
            continue
        if element.tag == "li" and element.paragraphs <= 6:
            parent = element.parent
            ordered = parent is not None and parent.tag == "ol"
            markers.append((element, ordered))
        elif element.tag == "blockquote":
            quoted = element
    if quoted is not None:
        block.extra["quote"] = id(quoted)
    if not markers or block.level or block.hint or "table" in block.extra:
        return
    written = block.markdown or escape_markdown(block.text)
    prefix = ""
    for element, ordered in reversed(markers):
        marker = f"{element.number}. " if ordered else "- "
        # Only the item's first block bears its mark.
        prefix += (
            marker if element is markers[0][0] and not element.is_written else " " * len(marker)
        )
    markers[0][0].is_written = True
    block.markdown = prefix + written
    block.extra["list"] = True
