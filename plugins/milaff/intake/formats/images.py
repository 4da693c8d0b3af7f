"""Which file an image element shows, and whether it is a picture or a sign of the page."""

from __future__ import annotations

import re
from collections.abc import Mapping
from urllib.parse import urlsplit

_SOURCES = (
    "data-src", "data-original", "data-lazy-src", "data-lazy", "data-url", "data-image", "src",
)  # fmt: skip
#: What files of signs and buttons are called: a whole word of a path, never of a host.
_SIGN = re.compile(
    r"(?<![a-z])(?:logo\w{0,4}|icons?|ico|avatar|banners?|ads?|pixel|spacer|blank|1x1|share|btn|buttons?"
    r"|smil(?:e|ey|ies|eys)?|emoji?s?|emoticons?|captcha|loading|loader|arrow|bullet|separator|flags?"
    r"|whatsapp|facebook|twitter)(?![a-z])"
    r"|(?:^|[/_-])(?:print(?:er)?|friend|e-?mail|pdf|rss)\w{0,8}\.(?:gif|png|jpe?g|svg)",
    re.IGNORECASE,
)
#: What a button says.
_BUTTON = re.compile(r"(?:(?:صفحة|نسخة)\s+)?(?:لل|ال)?طباعة|[أا]رسل\s|إ?رسال\s|شارك\s|حفظ\s")
_PIXELS = re.compile(r"(\d{1,6})(?:px)?\s*")
_SMALLEST = 90
_SIZE = re.compile(r"([\d.]{1,9})[wx]\s*")
_LONGEST_ADDRESS = 300


def source_of(attrs: Mapping[str, str], offered: str = "") -> str:
    """The address of the file that an image shows: its own, or the largest that is offered.

    `offered` is the `srcset` of the `source` elements before it in a `picture`.
    """
    found = next((attrs[name] for name in _SOURCES if _is_file(attrs.get(name, ""))), "")
    listed = (attrs.get("srcset", ""), attrs.get("data-srcset", ""), offered)
    return found or next(filter(None, map(_largest, listed)), "")


def _is_file(source: str) -> bool:
    return bool(source) and not source.startswith(
        ("data:image/gif", "data:image/svg", "javascript:")
    )


def _largest(srcset: str) -> str:
    """`a.jpg 300w, b.jpg 1200w` → `b.jpg` (HTML Standard §4.8.4.2.1)."""
    best, best_size = "", -1.0
    for candidate in re.split(r",\s+", srcset[:5000]):
        address, _, size = candidate.strip().rstrip(",").partition(" ")
        found = _SIZE.fullmatch(size.strip())
        width = float(found[1]) if found and found[1].replace(".", "", 1).isdecimal() else 0.0
        if _is_file(address) and width > best_size:
            best, best_size = address, width
    return best


def is_small(attrs: Mapping[str, str]) -> bool:
    """Whether an image is shown so small that it is a sign; a share of a page's width is not."""
    # On a page for AMP the sizes may be a ratio.
    if attrs.get("layout") in ("responsive", "fill", "intrinsic"):
        return False
    sizes = (_PIXELS.fullmatch(attrs.get(name, "")) for name in ("width", "height"))
    return any(size is not None and int(size[1]) < _SMALLEST for size in sizes)


def is_sign(source: str, alt: str) -> bool:
    """Whether an image is a logo, a button or an ornament by what its file or its words are."""
    try:
        path = urlsplit(source[:_LONGEST_ADDRESS]).path
    except ValueError:
        path = source[:_LONGEST_ADDRESS]
    return bool(_SIGN.search(path) or _SIGN.search(alt) or _BUTTON.match(alt))
