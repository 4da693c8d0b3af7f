"""What a page prints of its outlet outside the article: its logo, its name, its claim of rights."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

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
_MOST_WORDS, _LONGEST_NOTICE = 5, 200


def is_logo(image: Element, around: Element | None, source: str) -> bool:
    """Whether a picture is the outlet's sign, by its name, its file's or that of its box."""
    outer = [] if around is None else around.nearest(1)
    names = [image.name, source.rpartition("/")[2][:80], *(e.name for e in outer)]
    return any(map(_LOGO.search, names))


def logo_name(alt: str) -> str:
    """`شعار صحيفة المثال` → `صحيفة المثال`."""
    return " ".join(_LOGO_WORDS.sub(" ", alt).split())


def printed_claims(pieces: Sequence[Piece]) -> Iterator[Claim]:
    """The outlet's name as its header and its claim of rights print it."""
    for piece in pieces:
        text = piece.block.text
        if not 2 < len(text) <= _LONGEST_NOTICE or piece.block.hint is not None:
            continue
        if is_rights_notice(text):
            yield Claim("source", text, "rights")
        elif len(text.split()) <= _MOST_WORDS and _is_site_name(piece):
            yield Claim("source", text, "home")


def _is_site_name(piece: Piece) -> bool:
    near = [*piece.near(2), *piece.anchors]
    return any(
        bool(element.attrs)
        and ("home" in element.attrs.get("rel", "").split() or _SITE_NAME.search(element.name))
        for element in near
    )
