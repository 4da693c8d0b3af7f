"""MHTML (RFC 2557): a web page that a browser saved as one file, its pictures beside it."""

from __future__ import annotations

import email
import email.policy
from dataclasses import replace
from email.errors import CloseBoundaryNotFoundDefect
from email.message import Message

from milaff.intake.blocks import Document
from milaff.intake.charset import NotText
from milaff.intake.formats import html
from milaff.intake.formats.metadata import joined


def looks_like_mhtml(data: bytes) -> bool:
    """Whether the bytes begin with the head of a MIME message of several parts."""
    head = data[:4096].lower()
    return b"mime-version:" in head and b"multipart/related" in head


def read(data: bytes) -> Document:
    """The blocks of the page that the file holds. Raises NotText when it holds none."""
    try:
        message = email.message_from_bytes(data, policy=email.policy.compat32)
        parts = list(message.walk())
    except RecursionError as error:
        raise NotText("its parts lie in one another deeper than any page's") from error
    page: Message | None = None
    pictures: dict[str, Message] = {}
    for part in parts:
        kind = part.get_content_type()
        if kind in ("text/html", "application/xhtml+xml") and page is None:
            page = part
        elif kind.startswith("image/"):
            if location := str(part.get("Content-Location", "")).strip():
                pictures[location] = part
            if name := str(part.get("Content-ID", "")).strip("<> \t\r\n"):
                pictures[f"cid:{name}"] = part
    payload = page.get_payload(decode=True) if page is not None else None
    if page is None or not isinstance(payload, bytes):
        raise NotText("it holds no web page")
    address = str(page.get("Content-Location", "")).strip()

    def picture(name: str) -> bytes | None:
        part = pictures.get(name) or pictures.get(joined(address, name))
        found = part.get_payload(decode=True) if part is not None else None
        return found if isinstance(found, bytes) else None

    said = address or str(message.get("Snapshot-Content-Location", "")).strip()
    declared = str(page.get_content_charset() or "")
    document = html.read(payload, declared, picture=picture, address=said)
    has_end = not any(isinstance(found, CloseBoundaryNotFoundDefect) for found in message.defects)
    return replace(document, cut=document.cut or not has_end)
