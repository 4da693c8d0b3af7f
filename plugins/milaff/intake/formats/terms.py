"""The keywords that a page prints behind its article: links that say so, or words in a box."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from milaff.arabic.text import fold
from milaff.intake.formats import roles
from milaff.intake.formats.markup import BLOCKS, Element
from milaff.intake.formats.piece import Piece

_LABELS = frozenset(
    "كلمات مفاتيح|الكلمات المفاتيح|كلمات مفتاحيه|الكلمات المفتاحيه|كلمات دلاليه"
    "|الكلمات الدلاليه|الكلمات الداله"
    "|كلمات البحث|وسوم"
    "|الوسوم|وسم|اوسمه|الاوسمه|سمات|السمات|علامات|العلامات|تاغات|تاجات|تاغ|تاج"
    "|هاشتاغ|التسميات|مواضيع|المواضيع"
    "|دلالات|الدلالات|اشارات"
    "|موسومه ب|موسومه بـ|موسومه تحت|موسوم ب|موسوم تحت|tags|tag|labels|keywords|tagged".split("|")
)
#: They head lists of terms and of articles alike: those whose words are few are terms.
_WEAK_LABELS = frozenset(
    "المزيد حول|المزيد عن|اقرا المزيد عن|مواضيع|المواضيع|مواضيع مرتبطه|مواضيع متعلقه"
    "|موضوعات مرتبطه|موضوعات متعلقه|كلمات مرتبطه|مواضيع ذات صله"
    "|المواضيع ذات الصله|موضوعات ذات صله|الموضوعات ذات الصله|موضوعات|الموضوعات".split("|")
)
#: They head the section that an article is filed in.
_SECTION_LABELS = frozenset(
    "التصنيف|تصنيف|القسم|قسم|الباب|الزاويه|posted in|filed under|category|in".split("|")
)
_MOST_WORDS_THERE = 3
#: How surely one term without a link, and a list of such, are keywords in a box called so.
_WORD, _LIST = 0.4, 0.5
#: How far behind the title's block and the last paragraph they stand, in blocks; what is longer
#: (in letters) is no list of them.
_REACH, _LONGEST = 60, 400
#: What stands nearer behind the last paragraph is beside the article.
_BESIDE = 20
#: What may stand around a whole page.
_WHOLE_PAGE = frozenset(("", roles.FORM))
#: A term is no longer, in words.
_MOST_WORDS = 6
_TAG_PAGE = re.compile(
    r"/(?:tags?|keywords?|hashtags?|label)[/?=]|[?&]tag=|[?&]mot\d", re.IGNORECASE
)
_OTHER_LINKS = frozenset(("category", "author", "bookmark"))


@dataclass(slots=True)
class _Box:
    """Blocks of keywords inside one element, and how surely they are."""

    rank: float = -9.0
    terms: dict[int, tuple[str, ...]] = field(default_factory=dict)

    def add(self, at: int, rank: float, terms: tuple[str, ...]) -> None:
        """Add a block; a section's name is a keyword only where there is no other.

        Nor are words without a link beside such with one: they head the list.
        """
        if rank < _WORD <= self.rank or rank == _WORD < self.rank:
            return
        if self.rank < _WORD <= rank or self.rank == _WORD < rank:
            self.terms.clear()
        self.rank = max(self.rank, rank)
        self.terms[at] = terms

    def is_list(self) -> bool:
        """One word without a link that no label heads may be anything."""
        return self.rank != _WORD or len(self.terms) > 1

    def is_of(self, pieces: Sequence[Piece], last: int, text: str) -> bool:
        """Whether they are of the article of a folded `text`: far off or in a side box (a cloud
        of all tags, what readers search for) at least one must be told in it."""
        first = min(self.terms)
        around = {element.furniture for element in pieces[first].around}
        is_beside = first - last <= _BESIDE and around <= _WHOLE_PAGE
        words = (fold(term) for terms in self.terms.values() for term in terms)
        return is_beside or any(word in text for word in words)


def find_terms(pieces: Sequence[Piece], start: int, last: int) -> dict[int, tuple[str, ...]]:
    """The blocks of keywords by their places; of several lists the one that most surely is it.

    `start` is the place of the title, `last` that of the last paragraph.
    """
    boxes: dict[Element | None, _Box] = {}
    label: Piece | None = None
    for at in range(start + 1, min(len(pieces), last + _REACH)):
        piece = pieces[at]
        if piece.block.hint is not None or not 0 < len(piece.block.text) <= _LONGEST:
            continue
        said = _plain(piece.block.text)
        if said in _LABELS or said in _WEAK_LABELS:
            label = piece
            continue
        if not re.search(r"[^\W\d_]", said):
            continue
        is_listed = label is not None and piece.is_linked and len(piece.block.text.split()) <= 5
        if not is_listed:
            label = None
        found = _read(piece, label)
        if found is not None:
            element, rank, terms = found
            if rank < _LIST and at < last:
                continue  # the section that stands above an article
            boxes.setdefault(element, _Box()).add(at, rank, terms)
    lists = sorted(filter(_Box.is_list, boxes.values()), key=lambda box: -box.rank)
    text = fold(" ".join(piece.block.text for piece in pieces[start : last + 1])) if lists else ""
    return next((box.terms for box in lists if box.is_of(pieces, last, text)), {})


def _read(
    piece: Piece, label: Piece | None
) -> tuple[Element | None, float, tuple[str, ...]] | None:
    """The element around keywords, how surely they are, and the keywords."""
    near = piece.near(4)
    named = [e for e in near if e.tag != "a" and not e.paragraphs and roles.is_keywords(e)]
    if "embed" in piece.block.extra:
        return None
    if not piece.links:
        return _unlinked(piece, named)
    said = _plain(piece.block.text[: piece.block.text.find(piece.links[0])])
    heading = _plain(label.block.text) if label else said
    is_said = any(said.endswith(f" {name}") or said == name for name in _LABELS)
    is_weak = heading in _WEAK_LABELS
    links = list(zip(piece.links, piece.anchors, strict=True))
    tagged = [_is_tag(words, anchor) for words, anchor in links]
    is_filed = any(map(_is_filed, piece.anchors))
    is_sure = bool(named) or any(tagged)
    if not (is_sure or is_said or label or is_filed or is_weak):
        return None
    if not is_sure and any(e.furniture == roles.RELATED for e in piece.around):
        return None
    words = [
        _term(word)
        for (word, anchor), is_tag in zip(links, tagged, strict=True)
        if is_tag or not (any(tagged) or is_filed or _leads_elsewhere(anchor))
    ]
    is_category = not words
    if is_category and said in _SECTION_LABELS:
        return None
    if is_category:
        words = (
            [] if is_said else [word for word, anchor in links if _is_filed(anchor) or not is_filed]
        )
    most = _MOST_WORDS_THERE if is_weak and not is_sure else _MOST_WORDS
    if is_weak and any(len(word.split()) > most for word in words):
        return None
    terms = tuple(dict.fromkeys(word for word in words if 0 < len(word.split()) <= most))
    is_loose = not (named or label or any(tagged))
    is_said_alone = said in _LABELS or said in _WEAK_LABELS
    if not terms or (is_loose and not is_said_alone and piece.linked < len(said)):
        return None
    rank = 1.0 * bool(named) + 2.0 * any(tagged) + 1.5 * (is_said or label is not None or is_weak)
    holder = label.near(1) if label else near
    box = named[-1] if named else next((e for e in holder if e.tag in BLOCKS - {"li"}), None)
    return box, rank - 2.0 * is_category, terms


def _unlinked(
    piece: Piece, named: list[Element]
) -> tuple[Element | None, float, tuple[str, ...]] | None:
    """Words in a box of keywords: a list in one block, or a block for each."""
    terms = _split(piece.block.text)
    if not named or not terms or any(len(term.split()) > _MOST_WORDS for term in terms):
        return None
    return named[-1], _LIST if len(terms) > 1 else _WORD, terms


def _term(words: str) -> str:
    return words.strip("# ").replace("_", " ")


def _is_tag(words: str, anchor: Element) -> bool:
    """Whether a link is a tag: its relation says so, its address, or its words are a hashtag."""
    rel = anchor.attrs.get("rel", "").split()
    if "category" in rel:
        return False
    is_hashtag = words.startswith("#") and words[-1:].isalpha()
    return "tag" in rel or is_hashtag or bool(_TAG_PAGE.search(anchor.attrs.get("href", "")))


def _is_filed(anchor: Element) -> bool:
    return "category" in anchor.attrs.get("rel", "").split()


def _leads_elsewhere(anchor: Element) -> bool:
    return bool(_OTHER_LINKS.intersection(anchor.attrs.get("rel", "").split()))


def _plain(text: str) -> str:
    return fold(text).strip(" :|-–،.")


def _split(text: str) -> tuple[str, ...]:
    parts = [part.strip(" #.") for part in re.split(r"[،,|؛;#/•·]", text)]
    if parts and (head := re.match(r"[^:]{3,20}:\s*", parts[0])) and _plain(head[0]) in _LABELS:
        parts[0] = parts[0][head.end() :]
    return tuple(dict.fromkeys(part.replace("_", " ") for part in parts if part))
