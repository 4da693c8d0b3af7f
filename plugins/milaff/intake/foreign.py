"""Files that are no article: what they are, by their first bytes and, where those do not tell, by
their names; and what to do with them."""

from __future__ import annotations

import csv
import json
import re

_COPY = "open it, copy the article's text into a .txt file, and add that"
_UNPACK = "unpack it, and add the folder"
_PICTURE = "a picture of an article belongs beside its file in content/articles/"
_DELETE = "take it out of the folder, or put it beside the article that it belongs to"

_RECORDS = "copy the text of each article in it into a .txt file, and add those"
_ARTICLE = "put it into content/articles/ of your dossier, and its original into content/originals/"

_SIGNATURES = (
    (b"%PDF-", "a PDF", _COPY),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "an old Word or Office document", _COPY),
    (b"{\\rtf", "a document in Rich Text Format", _COPY),
    (b"\x89PNG\r\n\x1a\n", "a picture", _PICTURE),
    (b"\xff\xd8\xff", "a picture", _PICTURE),
    (b"GIF8", "a picture", _PICTURE),
    (b"Rar!\x1a\x07", "a RAR archive", _UNPACK),
    (b"7z\xbc\xaf\x27\x1c", "a 7-Zip archive", _UNPACK),
    (b"\x1f\x8b\x08", "a gzip archive", _UNPACK),
    (b"BZh", "a bzip2 archive", _UNPACK),
    (b"\xfd7zXZ\0", "an xz archive", _UNPACK),
    (b"SQLite format 3\0", "a database", _DELETE),
    (b"\x7fELF", "a program", _DELETE),
    (b"OggS", "a recording", _DELETE),
    (b"ID3", "a recording", _DELETE),
    (b"<?php", "a program", _DELETE),
    (b"#!/", "a program", _DELETE),
)
_OFFICE = (
    (b"word/", "a Word document", _COPY),
    (b"xl/", "an Excel document", _COPY),
    (b"ppt/", "a PowerPoint document", _COPY),
    (b"mimetypeapplication/vnd.oasis", "an OpenDocument file", _COPY),
    (b"mimetypeapplication/epub", "an e-book", _COPY),
)
_DOCUMENTS = {
    ".doc": "an old Word or Office document",
    ".docx": "a Word document",
    ".epub": "an e-book",
    ".odt": "an OpenDocument file",
    ".pdf": "a PDF",
    ".pptx": "a PowerPoint document",
    ".rtf": "a document in Rich Text Format",
    ".xlsx": "an Excel document",
}
_ENDINGS = {
    ".css": "a style sheet",
    ".js": "a script",
    ".svg": "a drawing",
    ".py": "a program",
    ".sh": "a program",
    ".bat": "a program",
    ".ps1": "a program",
    ".sql": "a program's data",
    ".ini": "a program's settings",
    ".toml": "a program's settings",
    ".yaml": "a program's settings",
    ".yml": "a program's settings",
    ".log": "what a program wrote down",
    ".csv": "a table",
    ".tsv": "a table",
    ".json": "a program's data",
    ".jsonl": "a program's data",
}
#: The front matter of an article that was taken in names the digest of its original.
_FRONT = re.compile(rb"(?:\xef\xbb\xbf)?---[ \t]*\r?\n")
_DIGEST = re.compile(rb"^[ \t]+sha256:", re.MULTILINE)
#: What opens RSS, RDF Site Summary or Atom (RFC 4287), behind declarations and comments.
_FEED = re.compile(rb"\s*(?:<[?!][^>]*>\s*)*<(?:rss|feed|rdf:RDF)[\s>]")
#: So many cells at least has a table that is no text, and so many letters at most its headings.
_CELLS, _LONGEST_HEADING = 3, 40
_ENOUGH = 64 * 1024


def foreign(data: bytes, name: str) -> tuple[str, str] | None:
    """What the file is, and what to do with it; None when it may be an article."""
    for signature, what, hint in _SIGNATURES:
        if data.startswith(signature):
            return what, hint
    ending = name[name.rfind(".") :].lower() if "." in name else ""
    if data.startswith(b"PK\3\4"):
        inside = next(((w, h) for mark, w, h in _OFFICE if mark in data), None)
        if inside is None and ending in _DOCUMENTS:
            inside = f"{_DOCUMENTS[ending]}, perhaps a damaged one", _COPY
        return inside or ("a ZIP archive", "give it a name that ends in .zip, and add it again")
    if data[:4] == b"RIFF" and data[8:12] == b"WEBP":
        return "a picture", _PICTURE
    if data[4:8] == b"ftyp":
        return "a film or a picture", _DELETE
    if ending in _ENDINGS:
        return _ENDINGS[ending], _DELETE
    if ending == ".md" and _is_ours(data):
        return "an article of a dossier, with its front matter", _ARTICLE
    return _records(data)


def _is_ours(data: bytes) -> bool:
    """Whether it begins with front matter as Milaff writes it."""
    opening = _FRONT.match(data)
    return opening is not None and bool(_DIGEST.search(data[opening.end() :].split(b"\n---")[0]))


def _records(data: bytes) -> tuple[str, str] | None:
    """A feed, or what programs hand to each other, whatever its name; None for any other."""
    start = data[:_ENOUGH]
    if _FEED.match(start):
        return "a feed of a site", _RECORDS
    if data.lstrip()[:1] in (b"{", b"[") and _is_json(data):
        return "a program's data", _RECORDS
    if _is_table(start.decode("utf-8", "replace"), is_whole=len(data) <= _ENOUGH):
        return "a table", _RECORDS
    return None


def _is_json(data: bytes) -> bool:
    """Whether it is JSON (RFC 8259) that holds names and values; a text may begin with [."""
    try:
        found = json.loads(data)
    except (ValueError, RecursionError):
        return False
    return isinstance(found[0] if isinstance(found, list) and found else found, dict)


def _is_table(text: str, is_whole: bool) -> bool:
    """Whether all lines are rows of as many cells (RFC 4180) under a row of short headings."""
    lines = text.splitlines()[: None if is_whole else -1]
    for sign in ",;\t":
        if len(lines) < 2 or lines[0].count(sign) < _CELLS - 1:
            continue
        try:
            rows = [row for row in csv.reader(lines, delimiter=sign) if row]
        except csv.Error:
            continue
        headings = rows[0]
        if (
            all(len(row) == len(headings) for row in rows)
            and len(set(headings)) == len(headings)
            and all(0 < len(heading) <= _LONGEST_HEADING for heading in headings)
        ):
            return True
    return False
