"""Saved web pages: markup → the blocks that a reader sees, and what the page claims of itself.

Each block keeps the exact stretch of the source it was made of. Nothing is fetched and nothing
runs.
"""

from __future__ import annotations

import re
from html import unescape

from milaff.arabic.dates import read_line
from milaff.arabic.text import clean
from milaff.intake.blocks import Beside, Block, Claim, Document, Label
from milaff.intake.charset import decode
from milaff.intake.formats import roles
from milaff.intake.formats.credits import is_credit
from milaff.intake.formats.files import Files
from milaff.intake.formats.images import is_sign, is_small, source_of
from milaff.intake.formats.imprint import imprint, is_logo, leads_home, logo_name, site_names
from milaff.intake.formats.inline import Run, Words, raised
from milaff.intake.formats.markup import BLOCKS, Element, Handler, Markup
from milaff.intake.formats.metadata import feed_name, is_web, joined, linked_claims, meta_claims
from milaff.intake.formats.piece import Piece, letters
from milaff.intake.formats.placing import place
from milaff.intake.formats.tables import Table

_CHARSET = re.compile(
    rb"<meta[^>]{0,200}?charset\s*=\s*[\"']?\s*([A-Za-z0-9_:.\-]+)"
    rb"|<\?xml[^>]{0,80}?encoding\s*=\s*[\"']([A-Za-z0-9_:.\-]+)",
    re.IGNORECASE,
)
_PAGE = re.compile(
    rb"<!doctype\s+html|<html|<head|<body|<article|<div|<p[\s>]|<table|<center|<font"
    rb"|<h[1-6][\s>]|<section|<main|<span[\s>]|<ul[\s>]|<ol[\s>]|<blockquote",
    re.IGNORECASE,
)
#: What nothing but a page holds, whatever a server wrote before it.
_SURELY_PAGE = re.compile(rb"<!doctype\s+html|<html[\s>]", re.IGNORECASE)
_COMMENT = re.compile(rb"<!--.*?-->", re.DOTALL)
_SAVED_FROM = re.compile(
    r"saved from url=\(\d+\)\s*(https?://[^\s>]+)|SingleFile\s+url:\s*(https?://\S+)"
)
_UNSEEN = frozenset("noscript template svg math object head datalist audio video canvas".split())
_PREFORMATTED = re.compile(r"white-space\s*:\s*(?:pre|break-spaces)(?!\w)", re.IGNORECASE)
_EMBEDS = re.compile(
    r"youtube|youtu\.be|vimeo|dailymotion|facebook\.com/plugins/(?:video|post)|twitter|instagram"
    r"|soundcloud|tiktok|//t\.me/|spotify|archive\.org|rumble|scribd|slideshare|google\.com/maps"
    r"|maps\.google|[/.](?:embed|player|video)",
    re.IGNORECASE,
)
_CONTROLS = frozenset("input button textarea select".split())
#: In the folder that a browser saves beside a page: no part of the site that it came from.
_SAVED = re.compile(r"(?:\./)?[^/:]+(?:_files|\.files|_fichiers|-Dateien|_archivos|_ملفات)/")
#: «نشر في الأمثلة يوم …» is one line, though the paper's name is a link.
_REPRINTED = re.compile(r"نشرت?\s+في\s+\D{3,40}?\s+(?:يوم|بتاريخ)\s")
_YEAR = re.compile("(?:19|20)[0-9]{2}|[١٢][٠٩][٠-٩]{2}")
_LONGEST_DAY = 60
#: A run of words that is longer is a paragraph: what stands in it is not taken out.
_SHORT = 100
#: Between the section that a headline stands in and the headline.
_STEPS = " :»>›/|"
_LEAST_OF_A_TITLE = 12


def looks_like_html(data: bytes) -> bool:
    """Whether the bytes begin as a web page does."""
    start = _COMMENT.sub(b"", data[:65536].replace(b"\0", b""))
    start = start.lstrip(b"\xef\xbb\xbf\xff\xfe \t\r\n")[:4096]
    return bool((start.startswith(b"<") and _PAGE.search(start)) or _SURELY_PAGE.search(start))


def read(
    data: bytes,
    declared: str = "",
    beside: Beside | None = None,
    *,
    picture: Beside | None = None,
    address: str = "",
) -> Document:
    """The blocks of a web page.

    `declared` is what its carrier says of its encoding, `address` of where it was; `beside` gives
    the files that were saved in a folder with it, `picture` those in the carrier by any address.
    Raises NotText.
    """
    found = _CHARSET.search(data[:8192])
    said = (found[1] or found[2]).decode("ascii") if found else ""
    decoded, encoding = decode(data, declared or said)
    reader = _Reader(decoded, address)
    claims = reader.claims()
    place(reader.pieces, [*claims, *imprint(reader.pieces)], reader.page_title)
    # Only now it is known what of it stands in the article and claims nothing.
    claims += imprint(reader.pieces)
    files = Files(beside, picture)
    away: set[str] = set()
    for piece in reader.pieces:
        if piece.block.hint is Label.FIGURE:
            source = str(piece.block.extra["src"])
            extra = piece.block.extra
            is_saved = _SAVED.match(source) is not None
            extra["src"] = files.take(source) or ("" if is_saved else reader.absolute(source))
            if source in files.away and not extra["src"] and piece.block.place == "inside":
                away.add(source)
            if not any(extra.values()):
                piece.block.hint, piece.block.rule = Label.JUNK, "html.picture-away"
    blocks = [piece.block for piece in reader.pieces]
    cut = reader.markup.is_cut
    return Document(decoded, encoding, blocks, claims, files.taken, len(away), cut)


class _Reader:
    def __init__(self, source: str, address: str) -> None:
        self.source = source
        self.pieces: list[Piece] = []
        self.run = Run()
        self.boundary = 0
        self.link: Element | None = None
        self.linked_to = ""
        self.unseen = 0
        self.preformatted = 0
        self.tables: list[Table] = []
        self.metas: list[tuple[str, str]] = []
        self.microdata: list[tuple[str, str]] = []
        self.json_ld: list[str] = []
        self.canonical = ""
        self.saved_from = address
        self.base = ""
        self.page_title = ""
        self.feed = ""
        self.logo = ""
        #: The `srcset` of the `source` before an image in its `picture`.
        self.offered = ""
        handler = Handler(self._open, self._close, self._text, self._raw, self._comment)
        self.markup = Markup(source, handler)
        self.markup.walk()
        self._flush(len(source))
        if rest := source[self.boundary :]:
            self.pieces.append(Piece(Block(rest, ""), None))

    # What the markup tells

    def _open(self, element: Element, start: int, end: int) -> None:
        tag, attrs = element.tag, element.attrs
        if tag in BLOCKS:
            if self.run.parts:
                self._flush(start)
            if tag in _TABLE_TAGS:
                self._table_part(element)
            elif tag == "li" and element.parent is not None:
                element.parent.items += 1
                begins = element.parent.attrs.get("start", "")
                first = int(begins[:4]) if begins.isdecimal() else 1
                element.number = first + element.parent.items - 1
        elif self.run.parts:
            self.run.cuts.append((len(self.run.parts), start))
        if self.unseen:
            self._show_unseen(element, start, end)
        else:
            self._show(element, start, end)
        if tag in _CONTROLS:
            for around in element.around():
                around.controls += 1
        if tag in ("meta", "link", "base"):
            self._head(tag, attrs)
        elif tag in _UNSEEN:
            self.unseen += 1
        if attrs:
            self._microdata(element)
        if tag == "pre" or ("style" in attrs and _PREFORMATTED.search(attrs["style"])):
            self.preformatted += 1
            element.is_preformatted = True
        element.furniture = roles.furniture_of(element)
        if (
            (attrs or tag == "button")
            and roles.stands_apart(element)
            and len(self.run.text()) < _SHORT
        ):
            self._flush(start)
            element.is_apart = True

    def _show(self, element: Element, start: int, end: int) -> None:
        tag, attrs = element.tag, element.attrs
        # Pages that scripts drive have links without an address; with a name it is a place.
        if tag == "a" and ("href" in attrs or not ("name" in attrs or "id" in attrs)):
            self.link, self.linked_to = element, self.absolute(attrs.get("href", ""))
            for around in element.around():
                around.anchors += 1
        elif tag in ("img", "amp-img"):
            self._image(element, end)
        elif tag in ("iframe", "embed"):
            address = attrs.get("src") or attrs.get("data-src", "")
            if _EMBEDS.search(address):
                self._embed(address, start, end)
        elif tag in ("video", "audio") and "src" in attrs:
            self._embed(attrs["src"], start, end)
        elif tag == "object" and _EMBEDS.search(attrs.get("data", "")):
            self._embed(attrs["data"], start, end)
        elif tag == "source":
            self.offered = self.offered or attrs.get("srcset") or attrs.get("data-srcset", "")
        elif tag == "picture":
            self.offered = ""

    def _show_unseen(self, element: Element, start: int, end: int) -> None:
        """What is shown though it stands in an element that is not: a film, a late picture."""
        outer = element.parent
        if outer is None or self.unseen != 1:
            return
        is_film = outer.tag in ("video", "audio") and "src" not in outer.attrs
        if element.tag == "source" and is_film and "src" in element.attrs:
            if not outer.is_written:
                self._embed(element.attrs["src"], start, end)
            outer.is_written = True
        elif element.tag == "img" and outer.tag == "noscript" and not self._is_shown(element):
            self._image(element, end)

    def _is_shown(self, element: Element) -> bool:
        """Whether the page shows a picture already that it has once more for who runs no script."""
        source = source_of(element.attrs)
        near = [piece.block.extra for piece in self.pieces[-3:]]
        return any(extra.get("src") == source for extra in near)

    def _close(self, element: Element, end: int) -> None:
        tag = element.tag
        if self.run.parts:
            if tag in BLOCKS or element.is_apart:
                self._flush(end)
            else:
                self.run.cuts.append((len(self.run.parts), end))
        if tag == "table" and self.tables and element is not None:
            self._end_table()
        if element is self.link:
            self.link, self.linked_to = None, ""
        if tag in _UNSEEN and self.unseen:
            self.unseen -= 1
        if element.is_preformatted:
            self.preformatted -= 1

    def _text(self, data: str, at: int) -> None:
        if self.unseen:
            return
        if not self.run.parts and data.isspace():
            return
        if self.preformatted and "\n" in data:
            for line in data.splitlines(keepends=True):
                at += len(line)
                self._words(line)
                if line != line.rstrip("\r\n"):
                    self._flush(at)
        else:
            self._words(data)

    def _words(self, data: str) -> None:
        text = unescape(data) if "&" in data else data
        home = self.markup.top
        if home is not None and home.tag in _RAISED:
            text = raised(text, home.tag)
        self.run.add(Words(text, self.markup.top, self.link), self.linked_to)

    def _raw(self, element: Element, data: str) -> None:
        if element.tag == "title":
            # A drawing has titles, too.
            if not self.page_title and not self._is_drawn(element):
                self.page_title = clean(unescape(data))
        elif element.tag == "script" and "json" in element.attrs.get("type", "").lower():
            self.json_ld.append(data)

    @staticmethod
    def _is_drawn(element: Element) -> bool:
        return any(outer.tag == "svg" for outer in element.around())

    def _comment(self, text: str) -> None:
        if not self.saved_from and (found := _SAVED_FROM.search(text)):
            self.saved_from = found[1] or found[2]

    def _head(self, tag: str, attrs: dict[str, str]) -> None:
        if tag == "meta":
            name = attrs.get("property") or attrs.get("name") or attrs.get("itemprop", "")
            if "itemprop" in attrs and name == "name" and self.markup.top is not None:
                around = (e.attrs.get("itemprop", "") for e in self.markup.top.around())
                name = next((outer for outer in around if outer), "")
            self.metas.append((name.lower(), attrs.get("content", "")))
        elif tag == "link" and "canonical" in attrs.get("rel", "").lower():
            self.canonical = self.canonical or attrs.get("href", "")
        elif tag == "link" and _FEED.search(attrs.get("type", "")):
            self.feed = self.feed or feed_name(attrs.get("title", ""))
        elif tag == "base":
            self.base = self.base or attrs.get("href", "")

    def absolute(self, address: str) -> str:
        """A web address for one that the page names; empty for all that leads nowhere."""
        address = re.sub(r"[\t\r\n]", "", address.strip()).replace("\\", "/").replace(" ", "%20")
        if not is_web(address):
            if not address or address.startswith("#") or re.match(r"[A-Za-z][\w+.-]*:", address):
                return ""
            address = joined(self.base or self.saved_from or self.canonical, address)
        return address if is_web(address) else ""

    # Blocks

    def _flush(self, here: int) -> None:
        """End the block that ran up to `here`; markup without words goes with those behind it."""
        run, self.run = self.run, Run()
        text = run.text()
        if not text:
            return
        if run.cuts and len(text) <= _SHORT and not _REPRINTED.match(text):
            parts = run.cut()
            if len(parts) > 1 and (
                any(is_credit(part.text()) for part, _ in parts)
                or (_is_signature(run) and not any(_goes_on(part.text()) for part, _ in parts))
                or run.is_glued()
            ):
                parts = _with_names_joined(parts)
                for part, end in parts[:-1]:
                    self._block(part, part.text(), end)
                run, text = parts[-1][0], parts[-1][0].text()
            elif len(parts) == 2 and self._is_title_behind(parts[0][0], parts[1][0]):
                self._block(parts[0][0], parts[0][0].text(), parts[0][1])
                run = parts[1][0]
                text = run.text().lstrip(_STEPS)
        self._block(run, text, here)

    def _is_title_behind(self, section: Run, rest: Run) -> bool:
        """Whether a line is a headline behind its section, or behind what says that it follows:
        `<a>Section</a> : Headline`, `See all of it: <a>Headline</a>`. The tab names it alone.
        """
        steps = tuple(_STEPS.strip())
        if section.links():
            is_behind = not rest.links() and rest.text().startswith(steps)
        else:
            is_behind = section.text().endswith(steps)
        if not is_behind:
            return False
        name, tab = letters(rest.text()), letters(self.page_title)
        return (
            len(name) >= _LEAST_OF_A_TITLE
            and name in tab
            and letters(section.text()) + name not in tab
        )

    def _block(self, run: Run, text: str, end: int) -> None:
        if not text:
            return
        block = Block(self.source[self.boundary : end], text)
        self.boundary = end
        links = run.links()
        words = [said for said, _ in links]
        piece = Piece(block, run.home(), words, sum(map(len, words)), [link for _, link in links])
        if links:
            block.markdown = run.markdown()
            block.extra["linked"] = piece.is_linked
        self._add(piece)

    def _add(self, piece: Piece) -> None:
        self.pieces.append(piece)
        if self.tables:
            self.tables[-1].add(piece)

    def _table_part(self, element: Element) -> None:
        if element.tag == "table":
            for table in self.tables:
                table.is_layout = True
            self.tables.append(Table(len(self.pieces)))
        elif self.tables:
            self.tables[-1].open(element)

    def _end_table(self) -> None:
        table = self.tables.pop()
        if table.holds_data():
            self.pieces[table.first :] = [table.as_one(self.pieces[table.first :])]

    def _image(self, element: Element, end: int) -> None:
        attrs = element.attrs
        source = source_of(attrs, self.offered)
        self.offered = ""
        alt = clean(attrs.get("alt", ""))
        is_home = self.link is not None and leads_home(self.link, self.canonical or self.saved_from)
        if alt and not self.logo and (is_home or is_logo(element, self.markup.top, source)):
            self.logo = alt
        if is_home:
            return
        # What is shown when a pointer rests on it, in the words of a caption.
        told = clean(attrs.get("title", ""))
        alt = alt or (told if len(told.split()) > 2 else "")
        if is_small(attrs) or not (source or len(alt.split()) > 1):
            return
        is_framed = any(around.tag == "figure" for around in element.around())
        if is_sign(source, alt) and not is_framed:
            return
        extra = {
            "src": source,
            "alt": alt,
            "caption": clean(attrs.get("data-caption") or attrs.get("caption", "")),
        }
        # Inside a sentence a picture ends no paragraph: it stands before it.
        raw = ""
        if not self.run.text():
            raw, self.boundary = self.source[self.boundary : end], end
        block = Block(raw, alt, hint=Label.FIGURE, rule="html.figure", extra=extra)
        self._add(Piece(block, self.markup.top))

    def _embed(self, source: str, start: int, end: int) -> None:
        """A film, a map or a post of another site: a link to it."""
        address = self.absolute(f"https:{source}" if source.startswith("//") else source)
        if not address:
            return
        if self.run.parts:
            self._flush(start)
        raw, self.boundary = self.source[self.boundary : end], end
        host = address.split("/")[2].removeprefix("www.")
        block = Block(raw, host, f"[{host}](<{address}>)", extra={"embed": address})
        self._add(Piece(block, self.markup.top, [host], len(host)))

    # Claims

    def _microdata(self, element: Element) -> None:
        attrs = element.attrs
        name = attrs.get("itemprop", "").lower()
        if element.tag == "time" and "datetime" in attrs:
            self.microdata.append((name or "time", attrs["datetime"]))
        elif "title" in attrs and _is_a_day(attrs["title"]):
            # What a pointer shows over «منذ عامين».
            self.microdata.append(("time", attrs["title"]))
        elif name and element.tag != "meta":
            value = attrs.get("content") or attrs.get("datetime", "")
            if value:
                self.microdata.append((name, value))

    def claims(self) -> list[Claim]:
        """What the page says of itself, JSON-LD before meta elements, microdata and the rest."""
        found = list(linked_claims(self.json_ld, self.page_title))
        found += meta_claims(self.metas)
        found += meta_claims([(name, value) for name, value in self.microdata if name != "time"])
        found += [Claim("date", v, "time") for name, v in self.microdata if name == "time"][:1]
        if is_web(self.canonical):
            found.insert(0, Claim("source_url", self.canonical, "canonical"))
        if is_web(self.saved_from):
            found.append(Claim("source_url", self.saved_from, "saved from"))
        if self.feed:
            found.append(Claim("source", self.feed, "feed"))
        if self.logo:
            found.append(Claim("source", logo_name(self.logo), "logo"))
        found += site_names(self.pieces)
        if self.page_title:
            found.append(Claim("page_title", self.page_title, "title"))
        return found


def _is_a_day(text: str) -> bool:
    """Whether a text is a day, perhaps with its clock, and nothing else."""
    if len(text) > _LONGEST_DAY or not _YEAR.search(text):
        return False
    read = read_line(text)
    return bool(read and read.published and read.published.day and not read.parts)


def _with_names_joined(parts: list[tuple[Run, int]]) -> list[tuple[Run, int]]:
    """`A`, `،`, `B`, the names of people each in a link, as one part."""
    found: list[tuple[Run, int]] = []
    for part, end in parts:
        is_joined = len(found) > 1 and found[-1][0].text() in ("،", ",", "و")
        if is_joined and part.links() and found[-2][0].links():
            comma, name = found.pop()[0], found.pop()[0]
            part = Run([*name.parts, *comma.parts, *part.parts], part.addresses)
        found.append((part, end))
    return found


_FEED = re.compile(r"application/(?:rss|atom)\+xml", re.IGNORECASE)
_RAISED = frozenset(("sup", "sub"))
_TABLE_TAGS = frozenset(("table", "tr", "td", "th", "caption"))


def _is_signature(run: Run) -> bool:
    home = run.home()
    return home is not None and any(map(roles.is_byline, home.nearest(3)))


def _goes_on(text: str) -> bool:
    """Whether a scrap says more of the name before it: `(عمّان)`, `@name`."""
    return text.startswith(("(", "@", "["))
