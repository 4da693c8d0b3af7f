"""Pictures that come with a page: beside it, inside it, or as parts of its MHTML file."""

from __future__ import annotations

import base64
import binascii
import hashlib
import posixpath
import re
from urllib.parse import unquote, unquote_to_bytes

from milaff.intake.blocks import Beside

#: What a picture's first bytes say it is. Drawings (SVG) can hold programs: they are not copied.
_SIGNATURES = (
    (re.compile(rb"\xff\xd8\xff"), "jpg"),
    (re.compile(rb"\x89PNG\r\n\x1a\n"), "png"),
    (re.compile(rb"GIF8[79]a"), "gif"),
    (re.compile(rb"RIFF....WEBP", re.DOTALL), "webp"),
    (re.compile(rb"....ftypavif", re.DOTALL), "avif"),
)
_DATA = re.compile(r"data:image/[\w.+-]+(?:;[\w.+=-]+)*?(;base64)?,", re.IGNORECASE)
#: Larger than any picture of a press page; smaller ones are dots and icons.
_MOST, _LEAST = 16 * 1024 * 1024, 512


class Files:
    """`taken` holds the pictures that were asked for, by the path that the body names; `away` the
    names of files beside the page, or inside its carrier, that are not there."""

    def __init__(self, beside: Beside | None = None, picture: Beside | None = None) -> None:
        self.beside = beside
        self.picture = picture
        self.taken: dict[str, bytes] = {}
        self.away: set[str] = set()

    def take(self, address: str) -> str:
        """The path of the picture at `address`, beside the article; empty where there is none."""
        data = self._bytes(address)
        if data is None and address and not _DATA.match(address):
            self.away.add(address)
        if data is None or not _LEAST <= len(data) <= _MOST:
            return ""
        kind = next((kind for sign, kind in _SIGNATURES if sign.match(data)), "")
        if not kind:
            return ""
        path = f"images/{hashlib.sha256(data).hexdigest()[:16]}.{kind}"
        self.taken[path] = data
        return path

    def _bytes(self, address: str) -> bytes | None:
        found = _DATA.match(address)
        if found:
            return _decoded(address[found.end() :], is_base64=bool(found[1]))
        if self.picture is not None:
            return self.picture(address)
        path = posixpath.normpath(unquote(address.partition("?")[0].partition("#")[0]))
        is_outside = path.startswith((".", "/", "\\")) or ":" in path
        return None if self.beside is None or is_outside else self.beside(path)


def _decoded(text: str, *, is_base64: bool) -> bytes | None:
    if len(text) > 2 * _MOST:
        return None
    data = unquote_to_bytes(text)
    try:
        return base64.b64decode(data, validate=False) if is_base64 else data
    except (binascii.Error, ValueError):
        return None
