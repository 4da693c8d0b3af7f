"""Labelled lines → front matter, body and ledger."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from itertools import islice

from milaff.arabic.dates import DateLine, read_line
from milaff.arabic.partial_date import PartialDate
from milaff.arabic.text import fold
from milaff.intake import claims
from milaff.intake.blocks import MOST_LINES, TEXT, TOO_MANY, Document, Label, Line
from milaff.intake.charset import NotText, is_garbled
from milaff.intake.formats.roles import REASONS as MARKUP_REASONS
from milaff.intake.ledger import Row
from milaff.intake.names import (
    Byline,
    is_basmala,
    is_named,
    is_place,
    outlet_name,
    read_opening,
    without_kind,
)
from milaff.intake.outlets import Outlets
from milaff.intake.proposals import suggest_keywords, summary_of
from milaff.intake.rules import RULES, SAYS_OF_WHAT, Headline, Page, dates_of, headline_of, label
from milaff.model import FrontMatter, escape_markdown, figure
from milaff.model.front_matter import Contributor, Doubt
from milaff.model.schema import web_address

#: Fields whose doubt keeps an article out of the dossier until somebody has looked.
GRAVE = frozenset({"title", "date", "body"})
#: A name that stands alone may be who uploaded the article where another says that he wrote it.
_GUESSED = frozenset({"lone-person", "signature", "beside-the-date"})
#: A page copied with its menus has so many lines that are no article's.
_MANY_BUTTONS = 30
#: More letters than any headline has; and so many of an opening stand for a title.
_LONGEST_TITLE, _LONGEST_OPENING = 300, 120
#: Of what was left out so many paragraphs are told of, by so many words.
_MOST_TOLD, _OPENING_WORDS = 5, 8
#: So many lines away is far.
_FAR = 10
#: So many lines of menus between a date and the title part them.
_MENU = 3
_SELF = re.compile(
    r"(?:صحيفة|جريدة|موقع|قناة|بوابة|مجلة)\s+(?P<name>[^\W\d_]{3,}(?:\s+(?:اليوم|العربي|نت))?)"
)
_CLAIM = re.compile(
    r"جميع|كل|كافة|(?:ال)?حقوق|محفوظ[ةه]|و?(?:ال)?نشر|و?(?:ال)?طبع|و?(?:ال)?ملكية|الفكرية|"
    r"copyright|copyrights"
    r"|all|rights|reserved|by|for|[©\d()]|(?<!\w)[–-]|(?<!\w)م(?!\w)",
    re.IGNORECASE,
)
_TOLD = re.compile(r"(?<!\w)(?:ل|مع\s)ـ?\s?[(«\"“](?P<name>[^()«»\"“”\n]{3,24})[)»\"”]")
#: «رصدت "المنبر" خلال جولة»: what only the paper itself does.
_ITSELF = re.compile(
    r"(?<!\w)(?:و|ف)?(?:رصدت|علمت|استطلعت|تجولت|جالت)\s?[(«\"“](?P<name>[^()«»\"“”\n]{3,24})[)»\"”]"
)
#: What stands where bytes are no sign of the file's encoding.
_UNREAD = re.compile("\ufffd+")
_REASONS = {
    "text.glued": "what a page glued to the line above",
    "text.message": "the head of a message that the text was sent in",
    "outlet": "a line that content/outlets.yml names as this outlet's junk",
    **{rule.name: rule.reason for rule in RULES},
    **MARKUP_REASONS,
}

#: On a site that collects articles: the paper, and the day it printed this one.
_REPRINTED = re.compile(r"(?:نشرت?|منشور)\s+(?:هذا\s+\S+\s+)?في\s+\D{3,40}?\s+(?:يوم|بتاريخ)\s")

_ADDRESS = web_address()


def _reprinted_in(line: Line) -> str:
    """`نشر في الأمثلة الأسبوعية يوم 3 - 4 - 2009` → `الأمثلة الأسبوعية`; else empty."""
    if not _REPRINTED.match(line.folded):
        return ""
    if line.label is Label.BYLINE:
        return str(line.value[0].outlet)
    return str(line.value) if line.label is Label.OUTLET else ""


@dataclass(frozen=True, slots=True)
class Converted:
    """One article: what its file will hold, what became of every raw line, and its pictures.

    `away` counts the pictures that should have come with it and did not.
    """

    front_matter: FrontMatter
    body: str
    ledger: tuple[Row, ...]
    encoding: str
    files: Mapping[str, bytes] = field(default_factory=dict)
    away: int = 0


def convert_document(document: Document, outlets: Outlets, *, draft: bool = False) -> Converted:
    """Label the blocks of `document` and write down what they say.

    Raises NotText when the document holds no text, or more lines than any article.
    """
    if len(document.blocks) > MOST_LINES:
        raise NotText(TOO_MANY)
    lines = [Line.of(block) for block in document.blocks]
    for line in lines:
        if line.label is None and line.folded and outlets.is_junk(line.folded):
            line.label, line.rule = Label.JUNK, "outlet"
    known = outlets.names | claims.outlets_named(document.claims)
    page = Page(lines, known, outlets.present(line.folded for line in lines))
    label(page)
    if not any(line.text for line in page.lines):
        raise NotText("it is cut off before its text" if document.cut else "it holds no text")
    return _Writer(page, document, outlets).converted(draft)


class _Writer:
    def __init__(self, page: Page, document: Document, outlets: Outlets) -> None:
        self.page = page
        self.document = document
        self.outlets = outlets
        self.title = ""
        self.paragraphs: list[str] = []
        self.doubts = [Doubt(*doubt) for doubt in page.doubts]
        self.opening = (Byline(), "")

    def converted(self, draft: bool) -> Converted:
        body, paragraphs = self._body()
        said = [text for text in paragraphs if not is_basmala(text)]
        self.opening = read_opening(said[0] if said else "", self.outlets.names)
        self.paragraphs = paragraphs
        title = self.title = self._title(paragraphs)
        dated = self._date()
        authors, contributors, source, place = self._people()
        keywords = self._keywords()
        if not paragraphs:
            self.doubts.append(Doubt("body", "no paragraph was found", ()))
        self._doubt_the_file()
        self._doubt_the_boxes()
        grave = any(doubt.field in GRAVE for doubt in self.doubts)
        front_matter = FrontMatter(
            title=title,
            subtitle=" ".join(self._texts(Label.SUBTITLE)),
            date=dated[0],
            hijri=dated[1],
            updated=dated[2],
            place=place,
            authors=authors,
            contributors=contributors,
            source=source,
            source_url=self._address(),
            rights=self._rights(),
            keywords=keywords,
            summary=summary_of(said),
            status="draft" if draft or grave else "published",
            review=tuple(self.doubts),
            suggested_keywords=() if keywords else suggest_keywords(title, paragraphs),
            extra=self._extra(),
        )
        document = self.document
        kept = (document.encoding, document.files, document.away)
        return Converted(front_matter, body, self._ledger(), *kept)

    def _doubt_the_file(self) -> None:
        """Say what of the file did not come whole."""
        if self.document.cut:
            reason = "the file is cut off: the page that it holds has no end"
            self.doubts.append(Doubt("body", reason, ()))
        texts = "\n".join(line.block.text for line in self.page.lines)
        if is_garbled(texts):
            reason = "it does not read as Arabic: its letters were garbled before it was saved"
            self.doubts.append(Doubt("body", reason, ()))
        if unread := len(_UNREAD.findall(texts)):
            places = "1 place" if unread == 1 else f"{unread} places"
            reason = (
                f"the file is damaged: in {places} it could not be read, and \ufffd stands there"
            )
            self.doubts.append(Doubt("body", reason, ()))

    def _doubt_the_boxes(self) -> None:
        """Say which paragraphs a page's markup keeps out of the text that they stand in."""
        missed = [
            line.text
            for line in self.page.lines
            if "missed" in line.block.extra and line.label in (Label.JUNK, Label.RELATED)
        ]
        if missed:
            told = tuple(" ".join(text.split()[:_OPENING_WORDS]) for text in missed[:_MOST_TOLD])
            reason = "paragraphs that stand among the article's were left out, by their markup"
            self.doubts.append(Doubt("body", reason, told))

    def _extra(self) -> dict[str, str]:
        """What is printed and has no key of its own: the kicker, what an author is."""
        found: dict[str, str] = {}
        for line in self.page.lines:
            if line.label is Label.KICKER:
                found.setdefault("kicker", line.text)
            elif line.rule in ("author-note", "signature") and isinstance(line.value, str):
                found.setdefault("author_note", line.value)
            elif line.label is Label.BYLINE and line.value[0].note:
                found.setdefault("author_note", line.value[0].note)
        return found

    def _texts(self, label: Label) -> list[str]:
        return [line.text for line in self._labelled(label)]

    def _labelled(self, label: Label) -> list[Line]:
        return [self.page.lines[at] for at in self.page.labelled(label)]

    def _title(self, paragraphs: list[str]) -> str:
        if titles := self.page.labelled(Label.TITLE):
            printed = headline_of(self.page.lines[titles[0]])
            if len(printed) > _LONGEST_TITLE:
                reason = f"it has {len(printed)} letters: more than any headline"
                self.doubts.append(Doubt("title", reason, ()))
            return printed
        if claim := claims.title_of(self.document.claims):
            return claim
        opening = (paragraphs[0] if paragraphs else "").split()[:10]
        text = " ".join(opening) or next(line.text for line in self.page.lines if line.text)
        if not any(doubt.field == "title" for doubt in self.doubts):
            self.doubts.append(Doubt("title", "no line looks like a title", ()))
        return text[:_LONGEST_OPENING]

    def _date(self) -> tuple[PartialDate | None, str, PartialDate | None]:
        """The publication date, the Hijri date as printed, and the update."""
        found = self._nearest(dates_of(self.page))
        hijri = next((d.hijri for d in found if d.hijri), "")
        published = next((d for d in found if d.published), None)
        updated = next((d.updated for d in found if d.updated), None)
        date = published.published if published else None
        if published and published.weekday_clash:
            self.doubts.append(Doubt("date", f"weekday: {published.weekday_clash}", ()))
        if date is None:
            date = claims.date_of(self.document.claims)
        if date is None and updated is not None:
            self.doubts.append(Doubt("date", "only the date of an update is printed", ()))
            return updated, hijri, None
        if date is None and (read := read_line(self.opening[1])) and read.published:
            date = read.published if read.published.day else None
        others = {
            d.published.day_text
            for d in found
            if d.published and date and d.published.day_text != date.day_text
        }
        if others and date:
            alternatives = tuple(sorted(others))
            self.doubts.append(Doubt("date", "another date is printed beside it", alternatives))
        return date, hijri, updated if updated != date else None

    def _nearest(self, dates: list[tuple[int, DateLine]]) -> list[DateLine]:
        """The dates that stand by the title; without such the nearest to the body."""
        if not dates:
            return []
        titles = self.page.labelled(Label.TITLE)
        body = self.page.body or (len(self.page.lines), len(self.page.lines))
        dates = self._where_the_outlet_prints_it(dates, titles[0] if titles else body[0], body)
        if titles:
            dates = [(at, d) for at, d in dates if not self._is_a_clock(at, titles[0])]
            close = [
                (at, date)
                for at, date in dates
                if self._visible_between(at, titles[0]) <= 4 or titles[0] < at < body[0]
            ]
            if close:
                # A date far above the title is the page's own clock; that beside a paper's name
                # tells when the paper printed what a forum copied.
                close.sort(
                    key=lambda found: (
                        found[0] < titles[0],
                        not self._names_an_outlet(found[0]),
                        abs(found[0] - titles[0]),
                    )
                )
                return self._together(close)
        behind = [(at, date) for at, date in dates if at > body[1]]
        if behind and self._visible_between(behind[0][0], body[1]) <= 3:
            return self._together(behind)
        return self._together([(at, date) for at, date in dates if at < body[0]][::-1])

    def _names_an_outlet(self, at: int) -> bool:
        line = self.page.lines[at]
        return line.label is Label.BYLINE and bool(line.value[0].outlet)

    def _together(self, dates: list[tuple[int, DateLine]]) -> list[DateLine]:
        """The first of some dates and those that are printed beside it."""
        return [d for at, d in dates if self._visible_between(at, dates[0][0]) <= 3]

    def _is_a_clock(self, at: int, title: int) -> bool:
        """Whether a date above menus above the title says not of what: the page's own."""
        if (
            at >= title
            or self._visible_between(at, title) < _MENU
            or SAYS_OF_WHAT.search(self.page.lines[at].folded)
        ):
            return False
        between = self.page.lines[at + 1 : title]
        return sum(line.label is Label.RELATED for line in between) >= _MENU

    def _where_the_outlet_prints_it(
        self, dates: list[tuple[int, DateLine]], title: int, body: tuple[int, int]
    ) -> list[tuple[int, DateLine]]:
        """The dates in the place that content/outlets.yml names for an outlet of this page."""
        for outlet in self.page.present:
            where = {
                "above title": range(title),
                "below title": range(title, body[0] + 1),
                "behind body": range(body[1], len(self.page.lines)),
            }.get(outlet.date)
            if where and (found := [(at, date) for at, date in dates if at in where]):
                return found
        return dates

    def _visible_between(self, a: int, b: int) -> int:
        """How many lines between two hold something; no more than `_FAR` are counted."""
        low, high = sorted((a, b))
        visible = (
            at
            for at in range(low + 1, high)
            if self.page.lines[at].label not in (Label.BLANK, Label.KEYWORDS)
        )
        return sum(1 for _ in islice(visible, _FAR))

    def _people(self) -> tuple[tuple[str, ...], tuple[Contributor, ...], str, str]:
        """Authors, contributors, the outlet and the place."""
        authors: list[str] = []
        contributors: list[Contributor] = []
        places: list[str] = []
        beside: list[str] = []
        end = self.page.body[1] if self.page.body else len(self.page.lines)
        said = (line for line in self._labelled(Label.BYLINE) if line.rule == "byline-role")
        labelled = any(line.value and line.value[0].authors for line in said)
        for at, line in enumerate(self.page.lines):
            if line.label is Label.TITLE and isinstance(line.value, Headline):
                authors += line.value.byline.authors
            if line.label in (Label.BYLINE, Label.PLACE):
                value = line.value
                byline: Byline = value if isinstance(value, Byline) else value[0]
                is_guess = labelled and line.rule in _GUESSED
                if not is_guess and not (authors and at > end and line.block.place):
                    # Whoever is told of behind a signed page's article signed another.
                    authors += byline.authors
                contributors += [Contributor(name, role) for name, role in byline.contributors]
                beside.append(byline.outlet)
                places.append(byline.place)
        source = self._source(beside, authors)
        authors = [name for name in authors if fold(name) != fold(source)]
        authors = authors or claims.authors_of(self.document.claims, source, self.page.outlets)
        authors = authors or list(self.opening[0].authors) or self._named_first()
        return (
            tuple(dict.fromkeys(authors)),
            tuple(dict.fromkeys(contributors)),
            source,
            next(filter(None, [*places, self.opening[0].place]), ""),
        )

    def _named_first(self) -> list[str]:
        """A whole name and a dash open a report of whom it does not speak again: who wrote it."""
        first = self.paragraphs[0] if self.paragraphs else ""
        name, dash, rest = (part.strip() for part in first.partition(" – "))
        if not dash or not 2 <= len(name.split()) <= 4 or not is_named(name):
            return []
        said = " ".join([self.title, rest, *self.paragraphs[1:]])
        return [] if fold(name.split()[-1]) in fold(said) else [name]

    def _source(self, beside: list[str], authors: list[str]) -> str:
        """The outlet: as a label says, as a line, beside a name, in the opening, by the rights.

        A name that is a city's too (الرياض) counts last.
        """
        lines = self.page.lines
        said = [line for line in self._labelled(Label.OUTLET) if line.value]
        said.sort(key=lambda line: line.rule != "source-label")
        titles = [line.value for line in self._labelled(Label.TITLE)]
        known = self.outlets.names
        found = [_reprinted_in(line) for line in lines if line.value]
        # A paper and its day inside what another site copied.
        signed = self._labelled(Label.BYLINE)
        heads = [line for line in signed if line.rule == "date-line" and line.block.place]
        named = [line.value[0].outlet for line in heads]
        found += [name for name in named if without_kind(name) in known]
        found += [claims.source_of(self.document.claims, self.title, known, authors)]
        # «المصدر: المنبر - من سامي حسن»
        found += [line.value[0].outlet for line in signed if line.rule == "source-label"]
        # What only stands like an outlet's name gives way to one that the page says in words.
        sure = [line for line in said if line.rule != "brand" and self._is_sure(line)]
        guessed = [line for line in said if line not in sure]
        found += [str(line.value) for line in sure]
        found += [name for name in beside if not is_place(name)]
        found += [getattr(value, "outlet", "") for value in titles]
        found += [self.opening[0].outlet]
        found += [self._rights_holder(), *(str(line.value) for line in guessed)]
        # «الشرق الأوسط» alone above a title: a paper where nothing else is named.
        found += [text for text in self._texts(Label.KICKER) if fold(text) in self.outlets.names]
        name = next(filter(None, found), "")
        if name and claims.is_guess(name, self.document.claims, self.title, known):
            self.doubts.append(Doubt("source", "only the title of the page's tab says so", ()))
        name = name or next(filter(None, self._named_by_the_page() + beside), "")
        return self.outlets.shown(name or self._told_by_the_text())

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
        known = [name for name in told if name in self.outlets.names]
        itself = {m["name"] for m in _ITSELF.finditer(text) if m["name"] in self.outlets.names}
        if len(itself) == 1:
            return itself.pop()
        return known[0] if len(known) > 1 and len(set(known)) == 1 else ""

    def _named_by_the_page(self) -> list[str]:
        """What disclaimers call the outlet; the known name that a whole page says most often."""
        around = [line for line in self.page.lines if line.label in (Label.JUNK, Label.CREDIT)]
        said = (_SELF.search(line.text) for line in around if line.rule == "disclaimer")
        found = [match["name"] for match in said if match]
        if len(around) >= _MANY_BUTTONS:
            found.append(self.outlets.most_named("\n".join(line.folded for line in around)))
        return found

    def _rights_holder(self) -> str:
        """`© 2013 عالم الأمثلة. جميع الحقوق محفوظة` → `عالم الأمثلة`."""
        for line in self._claims_of_rights():
            named = outlet_name(" ".join(_CLAIM.sub(" ", line.text).split()))
            named = re.sub(r"^(?:لـ\s?|ل(?=وكال|صحيف|موقع|جريد|مجل|شبك|قنا))", "", named)
            if len(named) > 3 and len(named.split()) <= 5:
                return named
        return ""

    def _claims_of_rights(self) -> list[Line]:
        """Those of the page: what stands between paragraphs claims a picture."""
        first, last = self.page.body or (0, 0)
        return [
            self.page.lines[at]
            for at in self.page.labelled(Label.CREDIT)
            if self.page.lines[at].rule == "rights" and not first < at < last
        ]

    def _keywords(self) -> tuple[str, ...]:
        found: list[str] = []
        for line in self._labelled(Label.KEYWORDS):
            found += line.value
        if not found:
            found = claims.keywords_of(self.document.claims, self.title, self.paragraphs)
        return tuple(dict.fromkeys(found))

    def _address(self) -> str:
        found = {str(line.value) for line in self._labelled(Label.LINK)}
        printed = found.pop() if len(found) == 1 else ""
        address = claims.address_of(self.document.claims) or printed
        if address.lower().startswith("www."):
            address = f"http://{address}"
        return "" if _ADDRESS.complaint(address) else address

    def _rights(self) -> str:
        """Claims of rights that name somebody."""
        for line in self._claims_of_rights():
            if len(_CLAIM.sub("", line.text).strip(" .،-–|")) > 3:
                return line.text
        return ""

    def _body(self) -> tuple[str, list[str]]:
        """The Markdown of the body, and its paragraphs as plain text."""
        blocks: list[str] = []
        paragraphs: list[str] = []
        lines = self.page.lines
        quoted = None
        for at, line in enumerate(lines):
            block = line.block
            before, quoted = quoted, block.extra.get("quote") if line.text else quoted
            if line.label is Label.QUOTATION:
                written = f"> {block.markdown or escape_markdown(line.text)}"
                if quoted is not None and quoted == before:
                    blocks[-1] += f"\n>\n{written}"  # one quotation of several paragraphs
                else:
                    blocks.append(written)
                paragraphs.append(line.text)
            elif line.label in TEXT:
                blocks.append(block.markdown or escape_markdown(line.text))
                if "embed" not in block.extra:
                    paragraphs.append(line.text)
            elif line.label is Label.HEADING:
                written = block.markdown or escape_markdown(line.text)
                blocks.append(f"{'#' * max(2, min(6, block.level or 2))} {written}")
            elif line.label is Label.ALT:
                caption = lines[at + 1].text if lines[at + 1].label is Label.CAPTION else ""
                blocks.append(figure(line.text, "", caption))
            elif line.label is Label.CAPTION and line.rule.startswith("picture-"):
                blocks.append(figure("", "", line.text))
            elif line.label is Label.FIGURE and block.place == "inside":
                parts = (str(block.extra.get(key, "")) for key in ("alt", "src", "caption"))
                blocks.append(figure(*parts))
        return "\n\n".join(blocks) + "\n" if blocks else "", paragraphs

    def _ledger(self) -> tuple[Row, ...]:
        return tuple(
            Row(
                line.block.raw,
                str(line.label),
                line.rule,
                _REASONS.get(line.rule, ""),
            )
            for line in self.page.lines
        )
