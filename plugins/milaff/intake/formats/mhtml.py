"""MHTML (RFC 2557): a web page that a browser saved as one file."""

from __future__ import annotations

import email
import email.policy

from milaff.intake.blocks import Document
from milaff.intake.charset import NotText
from milaff.intake.formats import html


def looks_like_mhtml(data: bytes) -> bool:
    """Whether the bytes begin with the head of a MIME message of several parts."""
    head = data[:4096].lower()
    return b"mime-version:" in head and b"multipart/related" in head


def read(data: bytes) -> Document:
    """The blocks of the page that the file holds. Raises NotText when it holds none."""
    message = email.message_from_bytes(data, policy=email.policy.default)
    for part in message.walk():
        if part.get_content_type() == "text/html":
            payload = part.get_payload(decode=True)
            if isinstance(payload, bytes):
                return html.read(payload, str(part.get_content_charset() or ""))
    raise NotText("it holds no web page")
