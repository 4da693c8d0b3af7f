"""Labelled lines → front matter, body and ledger."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field

from milaff.arabic.dates import DateLine
from milaff.arabic.partial_date import PartialDate
from milaff.arabic.text import fold
from milaff.intake.blocks import Document, Label, Line
from milaff.intake.ledger import Row
from milaff.intake.names import Byline, is_place
from milaff.intake.outlets import Outlets
from milaff.intake.rules import RULES, Page, dates_of, label
from milaff.intake.words import words
from milaff.model import FrontMatter, escape_markdown, figure
from milaff.model.front_matter import Contributor, Doubt

SUMMARY_LETTERS = 200
#: Fields whose doubt keeps an article out of the dossier until somebody has looked.
GRAVE = frozenset({"title", "date", "body"})


@dataclass(frozen=True, slots=True)
class Converted:
    """One article: what its file will hold, what became of every raw line, and its pictures."""

    front_matter: FrontMatter
    body: str
    ledger: tuple[Row, ...]
    encoding: str
    files: Mapping[str, bytes] = field(default_factory=dict)


def convert_document(document: Document, outlets: Outlets, *, draft: bool = False) -> Converted:
    """Label the blocks of `document` and write down what they say.

    Raises ValueError when the document holds no text.
    """
    page = Page([Line.of(block) for block in document.blocks], outlets.names)
    junk = outlets.junk
    for line in page.lines:
        if line.label is None and line.folded and line.folded in junk:
            line.label, line.rule = Label.JUNK, "outlet"
    label(page)
    if not any(line.text for line in page.lines):
        raise ValueError("it holds no text")
    return _Writer(page, document, outlets).converted(draft)


class _Writer:
    def __init__(self, page: Page, document: Document, outlets: Outlets) -> None:
        self.page = page
        self.document = document
        self.outlets = outlets
        self.doubts = [Doubt(*doubt) for doubt in page.doubts]

    def converted(self, draft: bool) -> Converted:
        body, paragraphs = self._body()
        title = self._title(paragraphs)
        dated = self._date()
        authors, contributors, source, place = self._people()
        keywords = self._keywords()
        if not paragraphs:
            self.doubts.append(Doubt("body", "no paragraph was found", ()))
        grave = any(doubt.field in GRAVE for doubt in self.doubts)
        front_matter = FrontMatter(
            title=title,
            subtitle=" ".join(self._texts(Label.SUBTITLE)),
            date=dated[0],
            hijri=dated[1],
            updated=dated[2],
            place=place or _dateline_place(paragraphs),
            authors=authors,
            contributors=contributors,
            source=source,
            source_url=self._address(),
            rights=self._rights(),
            keywords=keywords,
            summary=summary_of(paragraphs),
            status="draft" if draft or grave else "published",
            review=tuple(self.doubts),
            suggested_keywords=() if keywords else suggest_keywords(title, paragraphs),
            extra={"kicker": kicker[0]} if (kicker := self._texts(Label.KICKER)) else {},
        )
        document = self.document
        return Converted(front_matter, body, self._ledger(), document.encoding, document.files)

    def _texts(self, label: Label) -> list[str]:
        return [line.text for line in self.page.lines if line.label is label]

    def _title(self, paragraphs: list[str]) -> str:
        if titles := self._texts(Label.TITLE):
            return titles[0]
        if claim := next((c.value for c in self.document.claims if c.field == "title"), ""):
            return claim
        opening = (paragraphs[0] if paragraphs else "").split()[:10]
        text = " ".join(opening) or next(line.text for line in self.page.lines if line.text)[:120]
        if not any(doubt.field == "title" for doubt in self.doubts):
            self.doubts.append(Doubt("title", "no line looks like a title", ()))
        return text

    def _date(self) -> tuple[PartialDate | None, str, PartialDate | None]:
        """The publication date, the Hijri date as printed, and the update."""
        found = self._nearest(dates_of(self.page))
        claims = {c.field: c.value for c in reversed(self.document.claims)}
        hijri = next((d.hijri for d in found if d.hijri), "")
        published = next((d for d in found if d.published), None)
        updated = next((d.updated for d in found if d.updated), None)
        date = published.published if published else None
        if published and published.weekday_clash:
            self.doubts.append(Doubt("date", f"weekday: {published.weekday_clash}", ()))
        if date is None and (claim := claims.get("date")):
            date = _parsed(claim)
        if date is None and updated is not None:
            self.doubts.append(Doubt("date", "only the date of an update is printed", ()))
            return updated, hijri, None
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
        if titles:
            close = [
                (at, date)
                for at, date in dates
                if self._visible_between(at, titles[0]) <= 4 or titles[0] < at < body[0]
            ]
            if close:
                close.sort(key=lambda found: (found[0] < titles[0], abs(found[0] - titles[0])))
                # A date far above the title is the page's own clock.
                first = close[0][0]
                return [d for at, d in close if self._visible_between(at, first) <= 3]
        behind = [(at, date) for at, date in dates if at > body[1]]
        if behind and self._visible_between(behind[0][0], body[1]) <= 3:
            return [behind[0][1]]
        ahead = [(at, date) for at, date in dates if at < body[0]]
        return [ahead[-1][1]] if ahead else []

    def _visible_between(self, a: int, b: int) -> int:
        low, high = sorted((a, b))
        lines = self.page.lines[low + 1 : high]
        return sum(line.label is not Label.BLANK for line in lines)

    def _people(
        self,
    ) -> tuple[tuple[str, ...], tuple[Contributor, ...], str, str]:
        authors: list[str] = []
        contributors: list[Contributor] = []
        source, place, beside = "", "", ""
        for line in self.page.lines:
            if line.label is Label.OUTLET:
                source = source or str(line.value)
            elif line.label in (Label.BYLINE, Label.PLACE):
                value = line.value
                byline: Byline = value if isinstance(value, Byline) else value[0]
                authors += byline.authors
                contributors += [Contributor(name, role) for name, role in byline.contributors]
                beside = beside or byline.outlet
                place = place or byline.place
        claims = {c.field: c.value for c in reversed(self.document.claims)}
        source = source or beside or claims.get("source", "")
        if not authors:
            authors = [c.value for c in self.document.claims if c.field == "author"][:3]
        return (
            tuple(dict.fromkeys(authors)),
            tuple(dict.fromkeys(contributors)),
            self.outlets.shown(source),
            place,
        )

    def _keywords(self) -> tuple[str, ...]:
        found: list[str] = []
        for line in self.page.lines:
            if line.label is Label.KEYWORDS:
                found += line.value
        if not found:
            for claim in self.document.claims:
                if claim.field == "keywords" and claim.value:
                    found.append(claim.value)
        return tuple(dict.fromkeys(found))

    def _address(self) -> str:
        for claim in self.document.claims:
            if claim.field == "source_url":
                return claim.value
        found = {str(line.value) for line in self.page.lines if line.label is Label.LINK}
        return found.pop() if len(found) == 1 else ""

    def _rights(self) -> str:
        """Claims of rights that name somebody."""
        for line in self.page.lines:
            if line.label is Label.CREDIT and line.value:
                named = re.sub(
                    r"جميع|كل|الحقوق|حقوق|محفوظه|و?النشر|الطبع|copyright|all rights reserved|\W|\d",
                    "",
                    fold(line.text),
                )
                if len(named) > 3:
                    return line.text
        return ""

    def _body(self) -> tuple[str, list[str]]:
        """The Markdown of the body, and its paragraphs as plain text."""
        blocks: list[str] = []
        paragraphs: list[str] = []
        lines = self.page.lines
        for at, line in enumerate(lines):
            block = line.block
            written = block.markdown or escape_markdown(line.text)
            if line.label is Label.BODY:
                blocks.append(f"> {written}" if block.extra.get("quote") else written)
                paragraphs.append(line.text)
            elif line.label is Label.HEADING:
                blocks.append(f"{'#' * max(2, min(6, block.level or 2))} {written}")
            elif line.label is Label.ALT:
                caption = lines[at + 1].text if lines[at + 1].label is Label.CAPTION else ""
                blocks.append(figure(line.text, "", caption))
            elif line.label is Label.FIGURE and self._is_inside(at):
                parts = (str(block.extra.get(key, "")) for key in ("alt", "src", "caption"))
                blocks.append(figure(*parts))
        return "\n\n".join(blocks) + "\n" if blocks else "", paragraphs

    def _is_inside(self, at: int) -> bool:
        """Whether a figure stands between the title and the last paragraph."""
        titles = self.page.labelled(Label.TITLE)
        body = self.page.body
        return body is not None and (titles[0] if titles else body[0]) < at <= body[1]

    def _ledger(self) -> tuple[Row, ...]:
        reasons = {rule.name: rule.reason for rule in RULES}
        reasons["outlet"] = "a line that content/outlets.yml names as this outlet's junk"
        return tuple(
            Row(
                line.block.raw,
                str(line.label),
                line.rule,
                reasons.get(line.rule, "the page's markup says so"),
            )
            for line in self.page.lines
        )


def _parsed(text: str) -> PartialDate | None:
    try:
        return PartialDate.parse(text)
    except ValueError:
        return None


_DATELINE = re.compile(r"^(?P<place>[^\W\d_][\w\s]{1,20}?)\s*(?:[-–—/:(،]|\()")


def _dateline_place(paragraphs: list[str]) -> str:
    """The city that the first paragraph opens with: `الرباط – أعلن …`."""
    found = _DATELINE.match(paragraphs[0]) if paragraphs else None
    return found["place"].strip() if found and is_place(found["place"]) else ""


def _without_clitic(token: str, alone: set[str]) -> str:
    """`والولايات` → `الولايات`, `لمكافحة` → `مكافحة`, where the word also stands alone."""
    bare = token
    if bare.startswith(("و", "ف")) and (bare[1:3] == "ال" or fold(bare[1:]) in alone):
        bare = bare[1:]
    if bare.startswith("لل") and fold(f"ال{bare[2:]}") in alone:
        return f"ال{bare[2:]}"
    if bare.startswith(("ب", "ل", "ك")) and len(bare) > 4 and fold(bare[1:]) in alone:
        return bare[1:]
    return bare


_SENTENCE = re.compile(r".+?(?:[.؟!?…]+[\"»”’)]*(?=\s|$)|$)", re.DOTALL)


def summary_of(paragraphs: list[str], letters: int = SUMMARY_LETTERS) -> str:
    """The first sentences word for word, up to `letters`.

    A first sentence that is longer is cut at a comma, or at a word, and ends in ….
    """
    if not paragraphs:
        return ""
    taken = ""
    for sentence in _SENTENCE.findall(paragraphs[0]):
        if len((taken + sentence).strip()) > letters:
            break
        taken += sentence
    if taken.strip():
        return taken.strip()
    cut = paragraphs[0][:letters]
    comma = max(cut.rfind(sign) for sign in "،؛,")
    if comma > letters // 2:
        return cut[:comma].rstrip() + "…"
    return cut[: cut.rfind(" ")].rstrip(" ،؛,") + "…"


def suggest_keywords(title: str, paragraphs: list[str], most: int = 6) -> tuple[str, ...]:
    """Proposals for the curator: words and pairs of the title and of what is said again and again.

    They are no facts: of machine-made keywords about one in six is an editor's.
    """
    text = " . ".join([title, *paragraphs])
    tokens = [word.strip('«»"“”()[]؛،:!؟.…-–') for word in text.split()]
    alone = set(fold("\n".join(tokens)).split("\n"))
    stop = words("stop")
    folded_title = set(fold(title).split())
    singles: Counter[str] = Counter()
    pairs: Counter[str] = Counter()
    shown: dict[str, str] = {}
    previous = ""
    for token in tokens:
        word = _without_clitic(token, alone)
        key = fold(word)
        usable = len(word) > 3 and key not in stop and not re.search(r"\d", word)
        if usable:
            shown.setdefault(key, word)
            singles[key] += 1 + (key in folded_title)
            # «المغرب والولايات»: a و joins two terms, it makes no pair of them.
            if previous and word == token:
                pair = f"{fold(previous)} {key}"
                shown.setdefault(pair, f"{previous} {word}")
                pairs[pair] += 1
        previous = word if usable else ""
    repeated = {pair: count for pair, count in pairs.items() if count > 1}
    scores: Counter[str] = Counter({pair: 2 * count + 1 for pair, count in repeated.items()})
    inside = {word for pair in repeated for word in pair.split()}
    for word, count in singles.items():
        if word.startswith("ال") and word not in inside and count > 1:
            scores[word] = count
    place = {key: at for at, key in enumerate(shown)}
    ordered = sorted(scores, key=lambda key: (-scores[key], place[key]))
    return tuple(shown[key] for key in ordered[:most])
