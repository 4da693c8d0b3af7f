"""Labelled lines → front matter, body and ledger."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from milaff.intake import claims
from milaff.intake.attribution import attribute, claims_of_rights, says_whose
from milaff.intake.blocks import MOST_LINES, TEXT, TOO_MANY, Document, Label, Line
from milaff.intake.bylines import Byline
from milaff.intake.charset import NotText, is_garbled
from milaff.intake.columns import tables
from milaff.intake.dating import date_of
from milaff.intake.formats.roles import REASONS as MARKUP_REASONS
from milaff.intake.ledger import Row
from milaff.intake.names import is_basmala
from milaff.intake.openings import read_opening
from milaff.intake.outlets import Outlets
from milaff.intake.proposals import suggest_keywords, summary_of
from milaff.intake.rules import RULES, Page, headline_of, label
from milaff.model import FrontMatter, escape_markdown, figure, table
from milaff.model.front_matter import Doubt
from milaff.model.schema import web_address

#: Fields whose doubt keeps an article out of the dossier until somebody has looked.
GRAVE = frozenset({"title", "date", "body"})
#: More letters than any headline has; and so many of an opening stand for a title.
_LONGEST_TITLE, _LONGEST_OPENING = 300, 120
#: Of what was left out so many paragraphs are told of, by so many words.
_MOST_TOLD, _OPENING_WORDS = 5, 8
#: What of a page has a place in the body's Markdown.
_WRITTEN = frozenset((*TEXT, Label.HEADING, Label.ALT, Label.CAPTION, Label.FIGURE))
#: What stands where bytes are no sign of the file's encoding.
_UNREAD = re.compile("\ufffd+")
_REASONS = {
    "text.glued": "what a page glued to the line above",
    "text.message": "the head of a message that the text was sent in",
    "outlet": "a line that content/outlets.yml names as this outlet's junk",
    **{rule.name: rule.reason for rule in RULES},
    **MARKUP_REASONS,
}

_ADDRESS = web_address()


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
    named = claims.outlets_named(document.claims)
    known = outlets.names | named if named else outlets.names
    address = claims.address_of(document.claims)
    present = outlets.present((line.folded for line in lines), address)
    page = Page(lines, known, present, is_forum=claims.is_forum(document.claims))
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
        page, document = self.page, self.document
        body, paragraphs = self._body()
        said = [text for text in paragraphs if not is_basmala(text)]
        self.opening = read_opening(said[0] if said else "", self.outlets.names)
        self.paragraphs = paragraphs
        title = self.title = self._title(paragraphs)
        dated = date_of(page, document.claims, self.opening[1])
        address = self._address()
        who = attribute(
            page,
            document.claims,
            self.outlets,
            title=title,
            paragraphs=paragraphs,
            opening=self.opening[0],
            address=address,
        )
        self.doubts += [*dated.doubts, *who.doubts]
        keywords = self._keywords()
        if not paragraphs:
            self.doubts.append(Doubt("body", "no paragraph was found", ()))
        self._doubt_the_file()
        self._doubt_the_boxes()
        grave = any(doubt.field in GRAVE for doubt in self.doubts)
        front_matter = FrontMatter(
            title=title,
            subtitle=" ".join(self._texts(Label.SUBTITLE)),
            date=dated.published,
            hijri=dated.hijri,
            updated=dated.updated,
            place=who.place,
            authors=who.authors,
            contributors=who.contributors,
            source=who.source,
            source_url=address,
            rights=self._rights(),
            keywords=keywords,
            summary=summary_of(said),
            status="draft" if draft or grave else "published",
            review=tuple(self.doubts),
            suggested_keywords=() if keywords else suggest_keywords(title, paragraphs),
            extra=self._extra(),
        )
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
        if "\ufffd" in texts:
            unread = len(_UNREAD.findall(texts))
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
        found = (line.text for line in claims_of_rights(self.page) if says_whose(line.text))
        return next(found, "")

    def _body(self) -> tuple[str, list[str]]:
        """The Markdown of the body, and its paragraphs as plain text."""
        blocks: list[str] = []
        paragraphs: list[str] = []
        lines = self.page.lines
        quoted = None
        in_columns = tables(lines)
        end_of_table = 0
        for at, line in enumerate(lines):
            block = line.block
            if rows := in_columns.get(at):
                end_of_table = at + len(rows)
                blocks.append(table([[escape_markdown(cell) for cell in row] for row in rows]))
                paragraphs += ["، ".join(filter(None, row)) for row in rows]
            if at < end_of_table:
                continue
            before = quoted
            if line.text:
                quoted = block.extra.get("quote") if line.label is Label.QUOTATION else None
            if line.label not in _WRITTEN:
                continue
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
