"""Who wrote an article and which outlet published it, by all that its page prints and claims."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from milaff.arabic.dates import DateLine
from milaff.arabic.text import fold
from milaff.intake import claims
from milaff.intake.blocks import TEXT, Claim, Label, Line
from milaff.intake.bylines import Byline
from milaff.intake.names import is_made_as_outlets, is_named, is_place, outlet_name, without_kind
from milaff.intake.outlets import Outlets
from milaff.intake.rules import CREDITS, Headline, Page
from milaff.intake.rules.statements import speaker
from milaff.intake.words import words
from milaff.model.front_matter import Contributor, Doubt

#: A name that stands alone may be who uploaded the article where another says that he wrote it.
_GUESSED = frozenset({"lone-person", "signature", "beside-the-date"})
#: A page copied with its menus has so many lines that are no article's.
_MANY_BUTTONS = 30
_SELF = re.compile(
    r"(?:صحيفة|جريدة|موقع|قناة|بوابة|مجلة)\s+(?P<name>[^\W\d_]{3,}(?:\s+(?:اليوم|العربي|نت))?)"
)
_CLAIM = re.compile(
    r"جميع|كل|كافة|(?:ال)?حقوق|محفوظ[ةه]|و?(?:ال)?نشر|و?(?:ال)?طبع|و?(?:ال)?ملكية|الفكرية|"
    r"copyright|copyrights"
    r"|all|rights|reserved|by|for|[©()]|(?<!\d)(?:19|20)\d\d(?!\d)|(?<!\w)[–-]|(?<!\w)م(?!\w)",
    re.IGNORECASE,
)
_ADDRESS = re.compile(r"\S*(?:www\.|://|@)\S*")
_MADE_BY = re.compile(r"(?:تصميم|برمجة|تطوير|powered|designed)", re.IGNORECASE)
_TOLD = re.compile(r"(?<!\w)(?:ل|مع\s)ـ?\s?[(«\"“](?P<name>[^()«»\"“”\n]{3,24})[)»\"”]")
#: «رصدت "المنبر" خلال جولة»: what only the paper itself does.
_SAW = ("رصدت", "علمت", "استطلعت", "تجولت", "جالت")
_ITSELF = re.compile(
    rf"(?<!\w)(?:و|ف)?(?:{'|'.join(_SAW)})\s?[(«\"“](?P<name>[^()«»\"“”\n]{{3,24}})[)»\"”]"
)
#: On a site that collects articles: the paper, and the day it printed this one.
_REPRINTED = re.compile(r"(?:نشرت?|منشور)\s+(?:هذا\s+\S+\s+)?في\s+\D{3,40}?\s+(?:يوم|بتاريخ)\s")
#: Before a name with the article: `للمنبر`.
_FOR_THE = re.compile(r"^لل(?=\w{3})")
#: Before a kind of outlet, «of»: `لوكالة …`.
_OF = re.compile(r"^(?:لـ\s?|ل(?=وكال|صحيف|موقع|جريد|مجل|شبك|قنا|دار |مؤسس|شرك))")


class Attribution(NamedTuple):
    """The people, the outlet and the place of an article, and what is doubted of them."""

    authors: tuple[str, ...]
    contributors: tuple[Contributor, ...]
    source: str
    place: str
    doubts: tuple[Doubt, ...]


def attribute(
    page: Page,
    claimed: Sequence[Claim],
    outlets: Outlets,
    *,
    title: str,
    paragraphs: Sequence[str],
    opening: Byline,
    address: str,
) -> Attribution:
    """Read who and which outlet from the labelled lines of `page` and from what it claims.

    `paragraphs` are the body's, as plain text; `opening` is what the first of them says of who
    filed it and where; `address` is the article's own, or empty.
    """
    authors, contributors, beside, places = _printed(page)
    outlet = _Outlet(page, claimed, outlets, title, paragraphs, opening.outlet, address)
    source, doubts = outlet.name(beside, authors)
    authors = [name for name in _written_in(page, authors) if fold(name) != fold(source)]
    authors = authors or claims.authors_of(claimed, source, page.outlets)
    authors = authors or list(opening.authors) or _named_first(title, paragraphs)
    return Attribution(
        tuple(dict.fromkeys(authors)),
        tuple(dict.fromkeys(contributors)),
        source,
        next(filter(None, [*places, opening.place]), ""),
        doubts,
    )


def _printed(page: Page) -> tuple[list[str], list[Contributor], list[str], list[str]]:
    """Authors, contributors, outlets and places that lines of the page name."""
    authors: list[str] = []
    contributors: list[Contributor] = []
    beside: list[str] = []
    places: list[str] = []
    end = page.body[1] if page.body else len(page.lines)
    signed = (page.lines[at] for at in page.labelled(Label.BYLINE))
    said = (line for line in signed if line.rule == "byline-role")
    labelled = any(line.value and line.value[0].authors for line in said)
    naming = (Label.TITLE, Label.BYLINE, Label.PLACE)
    for at in sorted(at for label in naming for at in page.labelled(label)):
        line, value = page.lines[at], page.lines[at].value
        if line.label is Label.TITLE:
            authors += value.byline.authors if isinstance(value, Headline) else ()
        else:
            byline: Byline = value if isinstance(value, Byline) else value[0]
            is_guess = labelled and line.rule in _GUESSED
            if not is_guess and not (authors and at > end and line.block.place):
                # Whoever is told of behind a signed page's article signed another.
                authors += byline.authors
            contributors += [Contributor(name, role) for name, role in byline.contributors]
            beside.append(byline.outlet)
            places.append(byline.place)
    return authors, contributors, beside, places


def _written_in(page: Page, authors: Sequence[str]) -> list[str]:
    """Of a forum's `authors` those whom the post itself names, where it names any."""
    signed = (page.lines[at] for at in page.labelled(Label.BYLINE))
    own = [n for line in signed if not page.is_posters(line) for n in line.value[0].authors]
    return [name for name in authors if name in own] if page.is_forum and own else list(authors)


def _named_first(title: str, paragraphs: Sequence[str]) -> list[str]:
    """A whole name and a dash open a report of whom it does not speak again: who wrote it."""
    first = paragraphs[0] if paragraphs else ""
    name, dash, rest = (part.strip() for part in first.partition(" – "))
    if not dash or not 2 <= len(name.split()) <= 4 or not is_named(name):
        return []
    said = " ".join([title, rest, *paragraphs[1:]])
    return [] if fold(name.split()[-1]) in fold(said) else [name]


def claims_of_rights(page: Page) -> list[Line]:
    """Those of the page: what stands between paragraphs claims a picture."""
    first, last = page.body or (0, 0)
    return [
        page.lines[at]
        for at in page.labelled(Label.CREDIT)
        if page.lines[at].rule == "rights" and not first < at < last
    ]


def says_whose(claim: str) -> bool:
    """Whether a claim of rights names somebody."""
    return len(_CLAIM.sub("", claim).strip(" .،-–|")) > 3


def _is_one_word(name: str) -> bool:
    """`المنبر`: a word with the article, and none of headlines, sections or places."""
    folded = fold(name)
    is_one = folded.startswith("ال") and folded.isalpha() and not is_place(name)
    return is_one and not any(folded in words(kind) for kind in ("sections", "no_names"))


def _reprinted_in(line: Line) -> str:
    """`نشر في الأمثلة الأسبوعية يوم 3 - 4 - 2009` → `الأمثلة الأسبوعية`; else empty."""
    if not _REPRINTED.match(line.folded):
        return ""
    if line.label is Label.BYLINE:
        return str(line.value[0].outlet)
    return str(line.value) if line.label is Label.OUTLET else ""


class _Outlet:
    """The names that a page gives its outlet, the surest first."""

    def __init__(
        self,
        page: Page,
        claimed: Sequence[Claim],
        outlets: Outlets,
        title: str,
        paragraphs: Sequence[str],
        opening: str,
        address: str,
    ) -> None:
        self.page = page
        self.claimed = claimed
        self.outlets = outlets
        self.title = title
        self.paragraphs = paragraphs
        self.opening = opening
        self.address = address

    def name(self, beside: list[str], authors: list[str]) -> tuple[str, tuple[Doubt, ...]]:
        """The surest name, as the outlet writes it, and the doubt of it.

        `beside` are the outlets that are printed beside the people, `authors`.
        """
        known = self.outlets.names
        name = next(filter(None, self._said(beside, authors)), "")
        doubts: tuple[Doubt, ...] = ()
        there = self.outlets.at(self.address)
        if name and claims.is_guess(name, self.claimed, self.title, known):
            doubts = (Doubt("source", "only the title of the page's tab says so", ()),)
            if there:
                name, doubts = there, ()
        if not name:
            unsure = [*self._named_by_the_page(), *filter(is_place, beside)]
            name = next(filter(None, unsure), "")
        name = name or self._told_by_the_text() or speaker(self.page, self.paragraphs)
        if not name and (name := self._beside_the_date()):
            doubts = (
                Doubt("source", "it stands beside the date, and nothing says what it is", ()),
            )
        return self.outlets.shown(name, self.address), doubts

    def _said(self, beside: list[str], authors: list[str]) -> Iterator[str]:
        """As a label says, as a line, beside a name, in the opening, by the rights.

        A name that is a city's too (الرياض) counts last.
        """
        known = self.outlets.names
        yield from (_reprinted_in(line) for line in self.page.lines if line.value)
        # A paper and its day inside what another site copied.
        signed = self._labelled(Label.BYLINE)
        heads = [line for line in signed if line.rule == "date-line" and line.block.place]
        named = [line.value[0].outlet for line in heads]
        yield from (name for name in named if without_kind(name) in known)
        if self.page.is_forum:
            yield from self._posted()
        people = [name for name in authors if is_named(name)]
        yield claims.source_of(self.claimed, self.title, known, people)
        # «المصدر: المنبر - من سامي حسن»
        yield from (line.value[0].outlet for line in signed if line.rule == "source-label")
        said = [line for line in self._labelled(Label.OUTLET) if line.value]
        said.sort(key=lambda line: line.rule != "source-label")
        # What only stands like an outlet's name gives way to one that the page says in words.
        sure = [line for line in said if line.rule != "brand" and self._is_sure(line)]
        yield from (str(line.value) for line in sure)
        yield from (name for name in beside if not (is_place(name) or self._is_spoken_of(name)))
        titles = (line.value for line in self._labelled(Label.TITLE))
        yield from (getattr(value, "outlet", "") for value in titles)
        yield self.outlets.at(self.address)
        yield self.opening
        yield self._rights_holder()
        yield from (str(line.value) for line in said if line not in sure)
        # «الشرق الأوسط» alone above a title: a paper where nothing else is named.
        kickers = self._labelled(Label.KICKER)
        yield from (line.text for line in kickers if fold(line.text) in known)

    def _posted(self) -> Iterator[str]:
        """What a post says of its source, in it."""
        for line in self._labelled(Label.OUTLET):
            is_told = line.rule == "source-label" or not self.page.is_posters(line)
            if line.value and is_told and line.rule != "page-title":
                yield str(line.value)
        for line in self._labelled(Label.BYLINE):
            if line.rule in CREDITS and not self.page.is_posters(line):
                yield line.value[0].outlet

    def _is_spoken_of(self, name: str) -> bool:
        """Whether a word that nobody knows stands in the title: a place rather than an outlet."""
        is_strange = " " not in name and without_kind(name) not in self.outlets.names
        return is_strange and fold(name) in fold(self.title).split()

    def _labelled(self, label: Label) -> list[Line]:
        return [self.page.lines[at] for at in self.page.labelled(label)]

    def _is_sure(self, line: Line) -> bool:
        """Whether a line that names an outlet is more than one of a menu that sounds so."""
        is_alone = line.rule == "lone-outlet" and fold(str(line.value)) not in self.outlets.names
        return not (is_alone and self._rights_holder())

    def _told_by_the_text(self) -> str:
        """`قال لـ«المنبر»`, more than once: the outlet that everybody in the article speaks to.

        `رصدت «المنبر»`: the outlet that went and saw.
        """
        text = "\n".join(line.folded for line in self.page.lines if line.label in TEXT)
        told = [match["name"] for match in _TOLD.finditer(text)]
        known = [name for name in told if name in self.outlets.spellings]
        saw = _ITSELF.finditer(text) if any(verb in text for verb in _SAW) else ()
        itself = {match["name"] for match in saw if match["name"] in self.outlets.spellings}
        if len(itself) == 1:
            return itself.pop()
        if len(set(known)) != 1:
            return ""
        # Once is enough where a line around the text is the name alone.
        return known[0] if len(known) > 1 or self._stands_alone(known[0]) else ""

    def _stands_alone(self, name: str) -> bool:
        around = (line for line in self.page.lines if line.label not in TEXT)
        return name in self.outlets.names and any(line.folded == name for line in around)

    def _named_by_the_page(self) -> list[str]:
        """What disclaimers call the outlet; the known name that a whole page says most often."""
        around = [line for line in self.page.lines if line.label in (Label.JUNK, Label.CREDIT)]
        said = (_SELF.search(line.text) for line in around if line.rule == "disclaimer")
        found = [match["name"] for match in said if match]
        if len(around) >= _MANY_BUTTONS:
            found.append(self.outlets.most_named("\n".join(line.folded for line in around)))
        return found

    def _beside_the_date(self) -> str:
        """`صدى المدينة 9/3/2014`: the one short name on the line of the article's date."""
        for line in self._labelled(Label.DATE):
            parts = line.value.parts if isinstance(line.value, DateLine) else ()
            if len(parts) == 1 and (is_made_as_outlets(parts[0]) or _is_one_word(parts[0])):
                return outlet_name(parts[0])
        return ""

    def _rights_holder(self) -> str:
        """`© 2013 عالم الأمثلة. جميع الحقوق محفوظة` → `عالم الأمثلة`."""
        for line in claims_of_rights(self.page):
            claim = _ADDRESS.sub(" ", _MADE_BY.split(line.text)[0])
            named = outlet_name(" ".join(_CLAIM.sub(" ", claim).split()))
            named = _FOR_THE.sub("ال", _OF.sub("", named))
            if len(named) > 3 and len(named.split()) <= 5:
                return named
        return ""
