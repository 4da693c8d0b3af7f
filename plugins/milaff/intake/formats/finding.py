"""Which of a page's blocks are the article.

Paragraphs weigh by their length, links and scraps against; each weight counts for the element that
holds the paragraphs side by side. The heaviest such element is the article's core, all the more
where the page's names, its title, its description or the text in its JSON-LD say so. From there
outwards an element joins as long as it brings more paragraphs than links (after Kohlschütter et
al., "Boilerplate Detection using Shallow Text Features", WSDM 2010, and Pasternack & Roth,
"Extracting Article Text from the Web with Maximum Subsequence Segmentation", WWW 2009). Nothing
here asks for an outlet, and nothing for semantic markup.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from milaff.arabic.dates import read_line
from milaff.arabic.text import fold
from milaff.intake.blocks import Claim
from milaff.intake.claims import is_rights_notice
from milaff.intake.formats import roles
from milaff.intake.formats.credits import is_newspaper_head
from milaff.intake.formats.markup import Element
from milaff.intake.formats.piece import Piece, letters
from milaff.intake.phrases import is_imprint, leads_to_others, opens_comments, surely_opens_comments

_LONG, _SENTENCE = 80, 35
_STOPS = (".", "؟", "!", "?", "…", "»", '"', "”", ":", "،", ")")
#: What a block of furniture counts for while the core is looked for.
_FACTORS = {
    roles.COMMENTS: 0.1,
    roles.RELATED: 0.15,
    roles.NAV: 0.2,
    roles.FOOTER: 0.2,
    roles.HIDDEN: 0.2,
    roles.FORM: 0.9,
}
# Headlines that run along a page, parted by signs.
_RUNNING = re.compile(r"^(?:[^|*•]{5,}(?:\||\*{2,}|•)){3,}")
#: What says that comments follow is no longer, in letters; signs that stand around it.
_LONGEST_LABEL, _SIGNS = 60, " .:|-–•*+[]!؟"
_NEVER = frozenset((roles.COMMENTS, roles.RELATED, roles.NAV, roles.FOOTER))
#: So far before a post's title its head begins, in blocks.
_HEAD = 14
#: What templates call a caption and is shorter (in letters) is one.
_CAPTION = 200
#: An `article` element that holds more is all of it.
_WHOLE_ARTICLE = 400


@dataclass(slots=True)
class Article:
    """The article in a page.

    `title` is the place of its title, where that is known; `end` that where comments begin;
    `core` the element that holds its paragraphs, None where there are none; `others` elements in
    it that hold other articles; `weights` those of the page's blocks, above 0 for paragraphs.
    """

    title: int | None
    end: int
    core: Element | None = None
    others: set[Element] = field(default_factory=set)
    weights: list[float] = field(default_factory=list)


def find(pieces: Sequence[Piece], claims: Sequence[Claim], title: int | None) -> Article:
    """The article in a page of `pieces`; `title` is the place of its title, if that is known."""
    finder = _Finder(pieces, claims, Article(title, len(pieces)))
    finder.find()
    return finder.article


class _Finder:
    def __init__(self, pieces: Sequence[Piece], claims: Sequence[Claim], article: Article) -> None:
        self.pieces = pieces
        self.claims = claims
        self.article = article
        #: Those of the boxes that dates over the article stand in.
        self.kinds_of_dates: set[tuple[str, str] | None] = set()

    def find(self) -> None:
        self._find_end()
        self._weigh()
        spans = self._spans()
        children = _children(spans)
        self._find_cards(children)
        core = self._core()
        self.article.core = None if core is None else self._widened(core, spans, children)

    def _find_end(self) -> None:
        """Where the comments begin: behind the title and a first paragraph."""
        title = self.article.title or 0
        start = title + 1
        texts = (at for at in range(start, len(self.pieces)) if _is_paragraph(self.pieces[at]))
        first = min(next(texts, start), len(self.pieces))
        head = range(max(0, title - _HEAD), first)
        self.kinds_of_dates = {self._kind_of_date(at) for at in head}
        beside = self._reach(start, lambda home: home)
        alike = self._reach(start, lambda home: home and (home.parent, home.kind))
        for at in range(start, len(self.pieces)):
            if beside[at] < 0 or _is_paragraph(self.pieces[at]):
                continue
            is_post = beside[at] < at and self._heads_a_post(at)
            if is_post or self._heads_comments(at, goes_on=alike[at] > at):
                self.article.end = self._begin_of_the_post(at) if is_post else at
                return

    def _begin_of_the_post(self, at: int) -> int:
        """The place of the first block of a post whose date stands at `at`."""
        home = self.pieces[at].home
        while at and home is not None and not _is_paragraph(self.pieces[at - 1]):
            before = set(self.pieces[at - 1].around)
            shared = next((element for element in home.around() if element in before), None)
            if shared is None or any(map(_is_paragraph, self._in(shared, at - 1))):
                break
            at -= 1
        return at

    def _in(self, element: Element, last: int) -> Iterator[Piece]:
        """The blocks in an element up to the place `last`."""
        for at in range(last, -1, -1):
            if not self.pieces[at].is_in(element):
                break
            yield self.pieces[at]

    def _reach(self, start: int, kind: Callable[[Element | None], object]) -> list[int]:
        """For each place: that of the last sentence in a container of a `kind` that holds a
        paragraph before it; -1 before the first paragraph behind `start`.
        """
        last = {
            kind(piece.container): at
            for at, piece in enumerate(self.pieces)
            if _is_sentence(piece.block.text) and not piece.is_linked
        }
        reach, furthest = [], -1
        for at, piece in enumerate(self.pieces):
            if at >= start and _is_paragraph(piece):
                furthest = max(furthest, last[kind(piece.container)])
            reach.append(furthest)
        return reach

    def _heads_comments(self, at: int, *, goes_on: bool) -> bool:
        """Whether a block says that comments follow; where the article `goes_on` only the plainest
        words do.
        """
        said = fold(self.pieces[at].block.text[: 2 * _LONGEST_LABEL]).strip(_SIGNS)
        if len(said) > _LONGEST_LABEL or any(map(roles.is_caption, self.pieces[at].near(2))):
            return False
        return surely_opens_comments(said) if goes_on else opens_comments(said)

    def _heads_a_post(self, at: int) -> bool:
        """Whether a date stands in a box of the kind that the article's date stands in.

        A thread begins each of its posts so.
        """
        kind = self._kind_of_date(at)
        return kind is not None and kind in self.kinds_of_dates

    def _kind_of_date(self, at: int) -> tuple[str, str] | None:
        home, text = self.pieces[at].home, self.pieces[at].block.text
        if home is None or not home.kind[1] or len(text) > 40 or not re.search(r"\d\d", text):
            return None
        return home.kind if read_line(text) else None

    # The core

    def _weigh(self) -> None:
        claimed = letters(" ".join(c.value for c in self.claims if c.field == "body"))
        descriptions = [letters(c.value)[:30] for c in self.claims if c.field == "description"]
        descriptions = [text for text in descriptions if len(text) >= 20]
        for at, piece in enumerate(self.pieces):
            block, size = piece.block, len(piece.block.text)
            weight = 0.0
            if not size or block.hint or "embed" in block.extra or piece.home is None:
                pass
            elif piece.linked > size / 2:
                weight = -25.0
            elif "table" in block.extra:
                weight = size / 2
            elif _RUNNING.search(block.text):
                weight = -5.0
            elif block.level == 0 and _is_sentence(block.text):
                weight = size - 2.0 * piece.linked
                is_caption = size < _CAPTION and any(map(roles.is_caption, piece.near(1)))
                if is_caption or _is_of_the_outlet(block.text):
                    weight = 0.0
                if at >= self.article.end:
                    weight *= 0.1
                if self.article.title is not None and at < self.article.title:
                    weight *= 0.3
                key = letters(block.text[:200]) if claimed or descriptions else ""
                if claimed and len(key) > 20 and key[:60] in claimed:
                    weight *= 2
                if any(text in key for text in descriptions) and at != self.article.title:
                    weight += 150
            else:
                weight = -5.0
            self.article.weights.append(weight)
            for element in piece.around:
                element.size += size
                element.pieces += 1
                element.linked += piece.linked
                element.headings += block.level > 0
                if weight > 0:
                    element.weight += weight
                    element.paragraphs += 1
                elif weight == -25.0:
                    element.links += 1

    def _core(self) -> Element | None:
        scores: dict[Element, float] = {}
        for piece, weight in zip(self.pieces, self.article.weights, strict=True):
            if weight == 0 or piece.home is None:
                continue
            is_other = any(element in self.article.others for element in piece.around)
            share = _FACTORS[roles.RELATED] if is_other and weight > 0 else 1.0
            least = share / 5
            for element in piece.containers:
                scores[element] = scores.get(element, 0.0) + share * weight
                share *= 0.5
                if share < least:
                    break
        best, best_score = None, 0.0
        for element, score in scores.items():
            outer = element.parent
            score *= max(roles.body_likeness(element), roles.body_likeness(outer) if outer else 1)
            for around in element.around():
                score *= _FACTORS.get(around.furniture, 0.5) if around.furniture else 1
            if score > best_score:
                best, best_score = element, score
        return best

    def _widened(
        self,
        core: Element,
        spans: dict[Element, tuple[int, int]],
        children: dict[Element, list[Element]],
    ) -> Element:
        """The outermost element around `core` that brings paragraphs of the same article.

        What stands beside them and is no part of it is put into `self.article.others`.
        """
        best = inner = core
        waiting: list[Element] = []
        while (outer := inner.parent) is not None:
            if inner.tag == "article" and inner.weight > _WHOLE_ARTICLE:
                break
            gain = 0.0
            for child in children.get(outer, ()):
                if child is inner:
                    continue
                if self._joins(child, spans[child], spans[best]):
                    gain += child.weight * (0.5 if child.furniture else 1)
                elif not _is_scrap(child):
                    waiting.append(child)
            gain += self._loose(outer, spans[best])
            if gain > max(60.0, 0.04 * best.weight):
                best = outer
                self.article.others.update(waiting)
                waiting = []
            inner = outer
        return best

    def _find_cards(self, children: dict[Element, list[Element]]) -> None:
        """Three or more of one kind, each a link and a sentence or two: other articles."""
        for siblings in children.values():
            kinds: dict[tuple[str, str], list[Element]] = {}
            for child in siblings:
                kinds.setdefault(child.kind, []).append(child)
            for same in kinds.values():
                cards = [child for child in same if _is_card(child)]
                if len(cards) >= 3:
                    self.article.others.update(cards)

    def _joins(self, child: Element, span: tuple[int, int], body: tuple[int, int]) -> bool:
        """Whether an element beside the article's is more of it."""
        first, last = span
        if self.article.title is not None and first <= self.article.title:
            return False
        if first - body[1] > 12 or body[0] - last > 12 or first >= self.article.end:
            return False
        if child in self.article.others or child.furniture in _NEVER or child.weight <= 60:
            return False
        if child.links >= child.paragraphs or 2 * child.headings > max(2, child.paragraphs):
            return False
        if child.paragraphs == 1 and not self.pieces[last].block.text.endswith(_STOPS):
            return False
        # An element that opens with a date or with scraps is an item of its own.
        opening = [p.block.text for p in self.pieces[max(0, first - 6) : first] if p.is_in(child)]
        opening = [text for text in opening if text]
        return len(opening) <= 1 and not any(
            read_line(text) or leads_to_others(fold(text)) for text in opening
        )

    def _loose(self, outer: Element, body: tuple[int, int]) -> float:
        """The weight of the paragraphs that stand in `outer` itself, near the article."""
        first, last = body
        return sum(
            max(0.0, self.article.weights[at])
            for at in range(max(0, first - 12), min(self.article.end, last + 13))
            if self.pieces[at].home is outer
            and (self.article.title is None or at > self.article.title)
            and self.pieces[at].block.text.endswith(_STOPS)
        )

    def _spans(self) -> dict[Element, tuple[int, int]]:
        """The first and the last paragraph in each element."""
        spans: dict[Element, tuple[int, int]] = {}
        for at, piece in enumerate(self.pieces):
            if self.article.weights[at] > 0 and piece.home is not None:
                for element in piece.home.around():
                    first = spans[element][0] if element in spans else at
                    spans[element] = (first, at)
        return spans


def _is_of_the_outlet(text: str) -> bool:
    """Whether a line is a paper's head, its claim of rights or where to reach it."""
    return is_newspaper_head(text) or is_rights_notice(text) or is_imprint(fold(text))


def _is_sentence(text: str) -> bool:
    return len(text) >= _LONG or (len(text) >= _SENTENCE and text.endswith(_STOPS))


def _is_paragraph(piece: Piece) -> bool:
    return len(piece.block.text) >= _LONG and not piece.is_linked


def _children(elements: Iterable[Element]) -> dict[Element, list[Element]]:
    """Those of some elements that stand in one, by what they stand in."""
    found: dict[Element, list[Element]] = {}
    for element in elements:
        if element.parent is not None:
            found.setdefault(element.parent, []).append(element)
    return found


def _is_scrap(element: Element) -> bool:
    """Whether an element is a few words that lead nowhere: a quotation between two paragraphs."""
    return element.weight <= 60 and not (element.anchors or element.furniture or element.headings)


def _is_card(element: Element) -> bool:
    is_short = element.paragraphs <= 2 and element.pieces <= 8
    return is_short and (element.links > 0 or (element.anchors > 0 and element.linked == 0))
