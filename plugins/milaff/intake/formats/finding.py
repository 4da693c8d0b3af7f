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
from dataclasses import dataclass, field

from milaff.arabic.dates import read_line
from milaff.arabic.text import fold
from milaff.intake.blocks import Block, Claim, Label
from milaff.intake.formats import roles
from milaff.intake.formats.markup import BLOCKS, HEADINGS, Element
from milaff.intake.formats.piece import Piece
from milaff.model import escape_markdown

#: Elements inside a container of paragraphs, not containers themselves.
_INNER = HEADINGS | frozenset(
    "p span font b strong i em u a ul ol li dl dt dd blockquote q pre big small center bdo bdi "
    "figure figcaption label tr tbody thead ins mark sub sup abbr cite time".split()
)
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
_BYLINE_LABEL = re.compile(
    r"(?:(?:\w+\s+)?بواسطه|بقلم|كتبه?|كتبها|كتبت|الكاتبه?|نشره|اعداد|تقرير|المحرر|المراسل|الصحفي"
    r"|الناشر|اسم الكاتب|by|author|role|written by|posted by)\s*[:/,\-–]*"
)
_TERMS_LABELS = frozenset(
    "كلمات مفتاحيه|الكلمات المفتاحيه|كلمات دلاليه|الكلمات الدلاليه|الكلمات الداله|كلمات البحث|وسوم"
    "|الوسوم|وسم|اوسمه|الاوسمه|سمات|السمات|علامات|تاغات|تاجات|هاشتاغ|التسميات|مواضيع|موسومه ب"
    "|موسومه بـ|موسومه تحت|موسوم ب|tags|labels|keywords".split("|")
)
_COMMENTS_BEGIN = re.compile(
    r"^\W*(?:\d+\s*)?(?:(?:ال)?تعليق(?:ات)?|(?:ال)?ردود"
    r"|(?:اضف|اكتب|ارسل|اترك|شارك)\s.{0,12}(?:تعليق|رد|راي)"
    r"|comments?|leave a (?:reply|comment)|post a comment|no comments)"
)
_RELATED_BEGIN = re.compile(
    r"\W*(?:(?:اقرا|طالع|شاهد)\w*\s+(?:ايضا|المزيد|كذلك)|المزيد (?:من|في|عن)"
    r"|(?:مواضيع|موضوعات|اخبار|مقالات|مواد)\s+(?:ذات|متعلقه|مرتبطه|مشابهه|مماثله|قد|اخري)"
    r"|(?:قد|ربما)\s+(?:يهمك|يعجبك)|ذات صله|(?:ال)?(?:اكثر|اشهر)\s+(?:قراءه|مشاهده)"
    r"|(?:اخر|احدث)\s+(?:ال)?(?:اخبار|مقالات)|related|you may also|read also|more from|popular)"
)
_NEVER = frozenset((roles.COMMENTS, roles.RELATED, roles.NAV, roles.FOOTER))
#: An `article` element that holds more is all of it.
_WHOLE_ARTICLE = 400
#: What names an author and holds more letters tells about the author.
_AUTHOR_BOX = 80
_BOXES = frozenset(("div", "section", "aside", "table", "ul"))
_WINDOW_BEFORE, _WINDOW_BEHIND = 8, 25


def place(pieces: list[Piece], claims: list[Claim], page_title: str) -> None:
    """Write on every block where it stands, and what the page says that it is."""
    _Page(pieces, claims, page_title).place()


@dataclass(slots=True)
class _Page:
    pieces: list[Piece]
    claims: list[Claim]
    page_title: str
    weights: list[float] = field(default_factory=list)
    title: int | None = None
    #: Where the comments begin.
    end: int = 0
    #: Elements that hold other articles.
    others: set[Element] = field(default_factory=set)

    def place(self) -> None:
        self.end = len(self.pieces)
        for piece in self.pieces:
            _set_level(piece)
        self.title = self._claimed_title()
        self._find_end()
        self._weigh()
        core = self._core()
        if core is None:
            self._without_core()
            return
        core = self._widened(core)
        self._mark(core)

    # The title

    def _claimed_title(self) -> int | None:
        """The block that holds the title which the page claims."""
        sources = {_letters(c.value) for c in self.claims if c.field == "source"}
        exact = {_letters(c.value) for c in self.claims if c.field == "title"} - sources - {""}
        tab = _letters(self.page_title)
        best, best_score = None, 0.0
        for at, piece in enumerate(self.pieces):
            text = piece.block.text
            if not 6 <= len(text) <= 300 or piece.block.hint:
                continue
            key = _letters(text)
            if len(key) < 6 or key in sources:
                continue
            if key in exact:
                score = 5.0
            elif len(key) >= 12 and key in tab:
                score = 3 + len(key) / len(tab)
            elif len(key) >= 12 and any(
                key in name or (len(name) > 20 and key.startswith(name)) for name in exact
            ):
                score = 3.0
            else:
                continue
            score += _prominence(piece)
            if score > best_score:
                best, best_score = at, score
        return best

    def _find_end(self) -> None:
        """Where the comments begin: behind the title and a first paragraph."""
        seen = False
        for at in range((self.title or 0) + 1, len(self.pieces)):
            text = self.pieces[at].block.text
            if len(text) >= _LONG and self.pieces[at].linked < len(text) / 2:
                seen = True
            elif seen and 0 < len(text) <= 40 and _COMMENTS_BEGIN.match(fold(text)):
                self.end = at
                return

    # The core

    def _weigh(self) -> None:
        claimed = _letters(" ".join(c.value for c in self.claims if c.field == "body"))
        descriptions = [_letters(c.value)[:30] for c in self.claims if c.field == "description"]
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
            elif block.level == 0 and (
                size >= _LONG or (size >= _SENTENCE and block.text.endswith(_STOPS))
            ):
                weight = size - 2.0 * piece.linked
                if at >= self.end:
                    weight *= 0.1
                if self.title is not None and at < self.title:
                    weight *= 0.3
                key = _letters(block.text[:200]) if claimed or descriptions else ""
                if claimed and len(key) > 20 and key[:60] in claimed:
                    weight *= 2
                if any(text in key for text in descriptions) and at != self.title:
                    weight += 150
            else:
                weight = -5.0
            self.weights.append(weight)
            for element in piece.home.around() if piece.home else ():
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
        for piece, weight in zip(self.pieces, self.weights, strict=True):
            if weight == 0 or piece.home is None:
                continue
            share = 1.0
            for element in _containers(piece.home):
                scores[element] = scores.get(element, 0.0) + share * weight
                share *= 0.5
                if share < 0.2:
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

    def _widened(self, core: Element) -> Element:
        """The outermost element around `core` that brings paragraphs of the same article.

        What stands beside them and is no part of it is put into `self.others`.
        """
        spans = self._spans()
        children: dict[Element, list[Element]] = {}
        for element in spans:
            if element.parent is not None:
                children.setdefault(element.parent, []).append(element)
        self._find_cards(children)
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
                else:
                    waiting.append(child)
            gain += self._loose(outer, spans[best])
            if gain > max(60.0, 0.04 * best.weight):
                best = outer
                self.others.update(waiting)
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
                    self.others.update(cards)

    def _joins(self, child: Element, span: tuple[int, int], body: tuple[int, int]) -> bool:
        """Whether an element beside the article's is more of it."""
        first, last = span
        if self.title is not None and first <= self.title:
            return False
        if first - body[1] > 12 or body[0] - last > 12 or first >= self.end:
            return False
        if child in self.others or child.furniture in _NEVER or child.weight <= 60:
            return False
        if child.links >= child.paragraphs or 2 * child.headings > max(2, child.paragraphs):
            return False
        # An element that opens with a date or with scraps is an item of its own.
        opening = [
            p.block.text for p in self.pieces[max(0, first - 6) : first] if _within(p, child)
        ]
        opening = [text for text in opening if text]
        return len(opening) <= 1 and not any(
            read_line(text) or _RELATED_BEGIN.match(fold(text)) for text in opening
        )

    def _loose(self, outer: Element, body: tuple[int, int]) -> float:
        """The weight of the paragraphs that stand in `outer` itself, near the article."""
        first, last = body
        return sum(
            max(0.0, self.weights[at])
            for at in range(max(0, first - 12), min(self.end, last + 13))
            if self.pieces[at].home is outer and (self.title is None or at > self.title)
        )

    def _spans(self) -> dict[Element, tuple[int, int]]:
        """The first and the last paragraph in each element."""
        spans: dict[Element, tuple[int, int]] = {}
        for at, piece in enumerate(self.pieces):
            if self.weights[at] > 0 and piece.home is not None:
                for element in piece.home.around():
                    first = spans[element][0] if element in spans else at
                    spans[element] = (first, at)
        return spans

    # What follows from the core

    def _mark(self, core: Element) -> None:
        inside = [at for at, p in enumerate(self.pieces) if p.home and _is_in(p.home, core)]
        paragraphs = [
            at
            for at in inside
            if self.weights[at] > 0
            and at < self.end
            and not self._furniture(at, core)
            and not (self.title is not None and at <= self.title)
        ]
        if not paragraphs:
            self._without_core()
            return
        first, last = paragraphs[0], paragraphs[-1]
        if self.title is None or self.title > first:
            self.title = self._title_before(first)
        start = min(self.title if self.title is not None else first, first)
        homes = {_container(self.pieces[at].home) for at in paragraphs}
        within = set(inside)
        menu = {_letters(p.links[0]) for p in self.pieces if len(p.links) == 1 and p.linked}
        key = _letters(self.pieces[self.title].block.text) if self.title is not None else ""
        for at, piece in enumerate(self.pieces):
            block = piece.block
            rule = self._furniture(at, core)
            is_again = at != self.title and block.hint is None and block.text
            if key and is_again and _letters(block.text) == key:
                block.hint, block.rule, block.place = Label.JUNK, "html.title-again", "outside"
            elif at == self.title:
                block.hint, block.rule, block.place = Label.TITLE, "html.title", "inside"
            elif (
                at in within
                and start <= at < self.end
                and not rule
                and (
                    first <= at <= last
                    or (
                        at < first
                        and _container(piece.home) in homes
                        and _letters(block.text) not in menu
                    )
                    or self._goes_on(at, last)
                )
                and not self._is_box(piece, core)
            ):
                block.place = "inside"
                _structure(piece, core)
                if at >= first and block.hint is None:
                    kind = next(
                        (kind for kind in ("table", "embed", "list") if kind in block.extra), ""
                    )
                    if kind:
                        block.hint, block.rule = Label.BODY, f"html.{kind}"
            else:
                block.place = "outside"
                is_near = start - _WINDOW_BEFORE <= at <= last + _WINDOW_BEHIND and at < self.end
                self._outside(at, rule, is_near, is_head=start - 5 <= at < first)
        self._captions()
        self._roles(start, first, last)

    def _furniture(self, at: int, core: Element) -> str:
        """Why a block is furniture; what stands around the core is not counted."""
        home = self.pieces[at].home
        if at >= self.end:
            return roles.COMMENTS
        around = [] if home is None else list(home.around())
        if core in around:
            around = around[: around.index(core)]
        else:
            outer = set(core.around())
            around = [element for element in around if element not in outer]
        if any(element in self.others for element in around):
            return roles.RELATED
        limit = 0.5 * core.size
        found = (
            e.furniture or roles.AUTHOR
            for e in around
            if e.size <= limit and (e.furniture or (e.size > _AUTHOR_BOX and roles.is_byline(e)))
        )
        return next((rule for rule in found if rule != roles.FORM or core not in around), "")

    def _goes_on(self, at: int, last: int) -> bool:
        """Whether a short line behind the last paragraph is still the article."""
        piece, before = self.pieces[at], self.pieces[last]
        if _container(piece.home) is not _container(before.home):
            return False
        is_linked = piece.linked > len(piece.block.text) / 2
        return piece.block.hint is Label.FIGURE or "embed" in piece.block.extra or not is_linked

    @staticmethod
    def _is_box(piece: Piece, core: Element) -> bool:
        """Whether the block stands in a box of links inside the article, a heading on top."""
        for element in piece.home.around() if piece.home else ():
            if element is core or element.paragraphs:
                return False
            if element.tag in _BOXES and element.links and element.pieces > 1:
                return True
        return False

    def _outside(self, at: int, rule: str, is_near: bool, *, is_head: bool) -> None:
        block = self.pieces[at].block
        if block.hint is Label.FIGURE:
            if is_head and not rule:
                block.place = "inside"
            else:
                block.hint, block.rule = Label.JUNK, rule or "html.outside"
        elif not block.text:
            return
        elif not is_near or rule == roles.RELATED or (rule == roles.COMMENTS and not is_head):
            is_related = rule == roles.RELATED
            block.hint = Label.RELATED if is_related else Label.JUNK
            block.rule = rule or "html.outside"
        elif rule == roles.HIDDEN or (
            rule and rule != roles.COMMENTS and not _has_role(self.pieces[at])
        ):
            block.hint, block.rule = Label.JUNK, rule
        elif is_head and self.title is not None and at > self.title and self._is_lead(at):
            has_stop = block.text.endswith((".", "؟", "!", "…"))
            if has_stop:
                block.place = None
            else:
                block.hint, block.rule = Label.SUBTITLE, "html.lead"
        elif self._only_leads_away(at, is_head=is_head) and not _has_role(self.pieces[at]):
            block.hint, block.rule = Label.JUNK, "html.links"

    def _is_lead(self, at: int) -> bool:
        """Whether a block between the title and the first paragraph sums the article up."""
        piece = self.pieces[at]
        words = len(piece.block.text.split())
        if piece.linked > len(piece.block.text) / 3 or _has_role(piece) or piece.block.hint:
            return False
        if any(map(roles.is_caption, _near(piece, 4))) or read_line(piece.block.text):
            return False
        return words >= 9 or (words >= 4 and any(map(roles.is_lead, _near(piece))))

    def _only_leads_away(self, at: int, *, is_head: bool) -> bool:
        """Whether a block outside is nothing but links; a lone short one may be a name."""
        piece = self.pieces[at]
        if piece.linked <= len(piece.block.text) / 2:
            return False
        is_name = is_head and len(piece.links) == 1 and len(piece.block.text.split()) <= 5
        return not (is_name and self.title is not None and at > self.title)

    def _title_before(self, first: int) -> int | None:
        """The most prominent block before the first paragraph, where there is no claimed one."""
        best, best_score = None, 0.7
        for at in range(max(0, first - 40), first):
            piece = self.pieces[at]
            words = len(piece.block.text.split())
            if piece.block.hint or not 2 <= words <= 40 or len(piece.block.text) > 250:
                continue
            score = _prominence(piece) - 0.02 * (first - at) - (0.4 if words < 3 else 0)
            if score >= best_score:
                best, best_score = at, score
        return best

    def _captions(self) -> None:
        figure: tuple[int, Piece] | None = None
        title = _letters(self.pieces[self.title].block.text) if self.title is not None else ""
        seen: set[str] = set()
        captions: set[str] = set()
        for at, piece in enumerate(self.pieces):
            block = piece.block
            if block.place != "inside":
                if figure is not None and at - figure[0] <= 3 and block.hint is None and block.text:
                    self._caption(piece, figure[1].block)
                continue
            if block.hint is Label.FIGURE:
                source = str(block.extra["src"])
                if source in seen:
                    block.hint, block.rule = Label.JUNK, "html.figure-again"
                    continue
                seen.add(source)
                figure = (at, piece)
                alt = _letters(str(block.extra["alt"]))
                if (
                    not alt
                    or title.startswith(alt)
                    or (title and title in alt)
                    or not re.search(r"[^\W\d_]{2}\s", block.text)
                ):
                    block.extra["alt"] = block.text = ""
            elif _letters(block.text) in captions:
                block.hint, block.rule = Label.JUNK, "html.caption-again"
            elif figure is not None and at - figure[0] <= 4:
                self._caption(piece, figure[1].block)
                if block.hint is Label.CAPTION:
                    captions.add(_letters(block.text))
            elif any(element.tag == "figcaption" for element in _near(piece)):
                self._wordy_figure(block)

    def _caption(self, piece: Piece, figure: Block) -> None:
        block, extra = piece.block, figure.extra
        key = _letters(block.text)
        said = {_letters(str(extra["alt"])), _letters(str(extra["caption"]))} - {""}
        if key in said:
            extra["caption"] = block.text
        elif len(block.text) > 300 or not any(map(roles.is_caption, _near(piece, 4))):
            return
        elif extra["caption"]:
            if any(element.tag == "figcaption" for element in _near(piece)):
                self._wordy_figure(block)
            return
        extra["caption"] = block.text
        if _letters(str(extra["alt"])) == key:
            extra["alt"] = figure.text = ""
        block.hint, block.rule = Label.CAPTION, "html.caption"

    @staticmethod
    def _wordy_figure(block: Block) -> None:
        """A caption whose picture is not there is a figure of words."""
        block.hint, block.rule = Label.FIGURE, "html.caption"
        block.extra = {"src": "", "alt": block.text, "caption": ""}

    def _roles(self, start: int, first: int, last: int) -> None:
        """Names, dates and terms that the page's markup tells apart."""
        has_name = is_next_name = False
        terms: dict[Element | None, list[Piece]] = {}
        for at in range(max(0, start - 6), min(len(self.pieces), last + _WINDOW_BEHIND + 1)):
            piece = self.pieces[at]
            block = piece.block
            if block.hint is not None or not block.text or self.weights[at] > 60:
                continue
            near = _near(piece)
            words = len(block.text.split())
            if at > start and (box := _box_of_terms(piece)) is not None:
                terms.setdefault(box, []).append(piece)
            elif words <= 3 and _BYLINE_LABEL.fullmatch(fold(block.text)):
                block.hint, block.rule, is_next_name = Label.JUNK, "html.label", True
                continue
            elif (
                words <= 10
                and (
                    is_next_name
                    or any(map(roles.is_byline, near))
                    or (at > start and any(map(roles.leads_to_author, piece.anchors)))
                )
                and (not has_name or (at < first and words > 1))
            ):
                block.extra["signed"] = has_name = True
                if len(piece.links) > 1:
                    block.extra["names"] = tuple(piece.links)
            elif at < first and not has_name and _are_joined(piece):
                block.extra["names"] = tuple(piece.links)
            is_next_name = False
            if any(map(roles.is_date, near)):
                block.extra["dated"] = True
        # Terms stand behind the article; what stands before it is the section.
        boxes = sorted(terms, key=lambda box: -_box_rank(box, terms[box]))
        for box in boxes[:1]:
            for piece in terms[box]:
                piece.block.extra["terms"] = tuple(piece.links)

    def _without_core(self) -> None:
        """No paragraphs: only what markup says to be furniture is told apart."""
        size = sum(len(piece.block.text) for piece in self.pieces)
        if self.title is not None:
            block = self.pieces[self.title].block
            block.hint, block.rule = Label.TITLE, "html.title"
        for at, piece in enumerate(self.pieces):
            if piece.block.hint is Label.FIGURE:
                piece.block.place = "inside" if self.title is not None and at > self.title else None
            for element in piece.home.around() if piece.home else ():
                if element.furniture and element.size <= 0.4 * size and piece.block.hint is None:
                    is_related = element.furniture == roles.RELATED
                    piece.block.hint = Label.RELATED if is_related else Label.JUNK
                    piece.block.rule = element.furniture
        if self.title is None:
            headings = [p for p in self.pieces if p.block.level == 1 and p.block.hint is None]
            if len({p.block.text for p in headings}) == 1:
                headings[0].block.hint, headings[0].block.rule = Label.TITLE, "html.title"


def _are_joined(piece: Piece) -> bool:
    """Whether a block is links joined by و and nothing else: people, not sections."""
    if not 1 < len(piece.links) < 6:
        return False
    rest = piece.block.text
    for words in piece.links:
        rest = rest.replace(words, "", 1)
    return "و" in rest and not rest.strip(" و،,")


def _is_card(element: Element) -> bool:
    is_short = element.paragraphs <= 2 and element.pieces <= 8
    return is_short and (element.links > 0 or (element.anchors > 0 and element.linked == 0))


def _within(piece: Piece, element: Element) -> bool:
    return piece.home is not None and _is_in(piece.home, element)


_NOT_LETTERS = re.compile(r"[\W_]+")


def _letters(text: str) -> str:
    """What two printings of one text share: its letters and digits, folded."""
    return _NOT_LETTERS.sub("", fold(text))


def _near(piece: Piece, most: int = 3) -> list[Element]:
    return nearest(piece.home, most)


def nearest(home: Element | None, most: int) -> list[Element]:
    """The `most` innermost block elements around `home`, and the inline ones inside them."""
    found = []
    for element in home.around() if home else ():
        found.append(element)
        most -= element.tag in BLOCKS
        if not most:
            break
    return found


def _has_role(piece: Piece) -> bool:
    if _box_of_terms(piece) is not None or _are_joined(piece):
        return True
    near = [*_near(piece), *piece.anchors]
    return any(roles.is_date(e) or roles.is_byline(e) or roles.leads_to_author(e) for e in near)


def _box_of_terms(piece: Piece) -> Element | None:
    """The element around links that are said to be keywords."""
    block = piece.block
    if not piece.links:
        return None
    label = fold(block.text[: block.text.find(piece.links[0])]).strip(" :|-")
    if piece.linked < 0.5 * (len(block.text) - len(label)):
        return None
    near = _near(piece, 4)
    named = [element for element in near if roles.is_keywords(element)]
    if named:
        return named[-1]
    if label in _TERMS_LABELS or any(map(roles.is_keywords, piece.anchors)):
        return next((e for e in near if e.tag not in ("a", "li", "span")), near[-1])
    return None


def _box_rank(box: Element | None, pieces: list[Piece]) -> float:
    anchors = [anchor for piece in pieces for anchor in piece.anchors]
    rels = [anchor.attrs.get("rel", "").split() for anchor in anchors]
    named = 1.0 * (box is not None and roles.is_keywords(box))
    return (
        named + (2 if ["tag"] in rels else 0) - (1 if any("category" in rel for rel in rels) else 0)
    )


def _set_level(piece: Piece) -> None:
    for element in _near(piece, 4):
        if element.tag in HEADINGS:
            piece.block.level = int(element.tag[1])


def _prominence(piece: Piece) -> float:
    """How much markup makes a block stand out as a title."""
    level = piece.block.level
    score = {1: 1.3, 2: 0.9, 3: 0.6, 4: 0.4}.get(level, 0.0)
    near = _near(piece)
    if any(map(roles.is_title, near)):
        score += 0.8
    if not level and any(_is_large(element) for element in near):
        score += 0.6
    size = max(1, len(piece.block.text))
    if piece.linked > size / 2:
        score -= 0.4
    if piece.home is not None and any(element.furniture for element in piece.home.around()):
        score -= 0.5
    return score


def _is_large(element: Element) -> bool:
    if element.tag in ("b", "strong"):
        return False
    size = element.attrs.get("size", "") if element.tag == "font" else ""
    if size.lstrip("+").isdigit():
        return int(size.lstrip("+")[:3]) >= (1 if size.startswith("+") else 4)
    found = re.search(r"font-size\s*:\s*(\d+)(px|pt|em)", element.attrs.get("style", ""))
    return bool(found) and int(found[1]) >= {"px": 19, "pt": 15, "em": 2}[found[2]]  # type: ignore[index]


def _containers(home: Element):  # type: ignore[no-untyped-def]
    for element in home.around():
        if element.tag not in _INNER:
            yield element


def _container(home: Element | None) -> Element | None:
    return next(_containers(home), None) if home is not None else None


def _is_in(element: Element, outer: Element) -> bool:
    return any(around is outer for around in element.around())


def _structure(piece: Piece, core: Element) -> None:
    """Lists and quotations, as far as they stand inside the article."""
    block, markers, is_quote = piece.block, [], False
    for element in piece.home.around() if piece.home else ():
        if element is core:
            break
        if element.size > 0.8 * core.size:
            continue
        if element.tag == "li" and element.paragraphs <= 6:
            parent = element.parent
            ordered = parent is not None and parent.tag == "ol"
            markers.append((element, ordered))
        elif element.tag == "blockquote":
            is_quote = True
    if is_quote:
        block.extra["quote"] = True
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
