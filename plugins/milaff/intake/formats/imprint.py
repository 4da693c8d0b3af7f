"""What a page prints of its outlet outside the article: its logo, its name, its claim of rights."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from milaff.arabic.text import fold
from milaff.intake.blocks import Claim
from milaff.intake.claims import is_rights_notice
from milaff.intake.formats.markup import Element
from milaff.intake.formats.piece import Piece

_LOGO = re.compile(r"logo(?:$|[\W_\d])", re.IGNORECASE)
_LOGO_WORDS = re.compile(r"\b(?:شعار|لوجو|لوغو|logo)\b", re.IGNORECASE)
_SITE_NAME = re.compile(
    r"(?:^|[\s_-])(?:site-?(?:title|name)|logo|navbar-brand|brand-?name|blog-?title)(?=$|[\s_-])",
    re.IGNORECASE,
)
#: «المثال أول صحيفة رقمية تصدر من الشمال»: a name, and what it praises itself for.
_FIRST_OF_ITS_KIND = re.compile(
    r"(?P<name>\S+(?:\s\S+){0,3}?)\s*[-–:،]?\s+(?:أول|أقدم|أعرق|اول|اقدم|اعرق)\s+"
    r"(?:صحيفة|جريدة|مجلة|موقع|وكالة|شبكة)\s"
)
#: Under a paper's name: «أسبوعية مستقلة تصدر من الشمال».
_PERIODICAL = re.compile(
    r"(?:(?:صحيفه|جريده|مجله|نشره)\s+)?(?:يوميه|اسبوعيه|شهريه|فصليه|دوريه|نصف\s\w+)\s+"
    r"(?:\w+\s+){0,3}(?:مستقله|سياسيه|جامعه|شامله|ثقافيه|تصدر|يصدرها)"
)
_MOST_WORDS, _LONGEST_NOTICE = 5, 200


def is_logo(image: Element, around: Element | None, source: str) -> bool:
    """Whether a picture is the outlet's sign, by its name, its file's or that of its box."""
    outer = [] if around is None else around.nearest(1)
    names = [image.name, source.rpartition("/")[2][:80], *(e.name for e in outer)]
    return any(map(_LOGO.search, names))


#: The first page of a site.
_HOME = re.compile(r"(?:\.?/)?(?:(?:index|default|home)\.\w{3,5})?", re.IGNORECASE)
#: Of another site's, or this one's: in an article it may be a picture's.
_ANY_HOME = re.compile(r"https?://[^/]+/?", re.IGNORECASE)


def leads_home(link: Element, own: str) -> bool:
    """Whether a link leads to the site's first page: a picture in it is the outlet's sign.

    `own` is the address of the page, empty where it is not known.
    """
    address = link.attrs.get("href", "")
    if own and _ANY_HOME.fullmatch(address):
        return own.lower().startswith(address.lower().rstrip("/"))
    is_first = bool(address) and _HOME.fullmatch(address) is not None
    return is_first or "home" in link.attrs.get("rel", "").split()


def logo_name(alt: str) -> str:
    """`شعار صحيفة المثال` → `صحيفة المثال`."""
    return " ".join(_LOGO_WORDS.sub(" ", alt).split())


def site_names(pieces: Sequence[Piece]) -> Iterator[Claim]:
    """What the elements hold that templates call the site's name."""
    for piece in pieces:
        text = piece.block.text
        is_short = len(text) > 2 and len(text.split()) <= _MOST_WORDS
        if is_short and piece.block.hint is None and _is_site_name(piece):
            yield Claim("source", text, "home")


def imprint(pieces: Sequence[Piece]) -> Iterator[Claim]:
    """The outlet's name as a claim of rights or its head print it, anywhere but in the article."""
    above = ""
    for piece in pieces:
        text = piece.block.text
        if piece.block.place == "inside" or not 2 < len(text) <= _LONGEST_NOTICE:
            continue
        if is_rights_notice(text):
            yield Claim("source", text, "rights")
        elif found := _FIRST_OF_ITS_KIND.match(text):
            yield Claim("source", found["name"], "masthead")
        elif 0 < len(above.split()) < _MOST_WORDS and _PERIODICAL.match(fold(text)):
            yield Claim("source", above, "masthead")
        above = "" if piece.links else text


def _is_site_name(piece: Piece) -> bool:
    near = [*piece.near(2), *piece.anchors]
    return any(
        bool(element.attrs)
        and ("home" in element.attrs.get("rel", "").split() or _SITE_NAME.search(element.name))
        for element in near
    )
