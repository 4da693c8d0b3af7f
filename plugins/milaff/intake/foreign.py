"""Files that are no article: what they are, by their first bytes and, where those do not tell, by
their names; and what to do with them."""

from __future__ import annotations

_COPY = "open it, copy the article's text into a .txt file, and add that"
_UNPACK = "unpack it, and add the folder"
_PICTURE = "a picture of an article belongs beside its file in content/articles/"
_DELETE = "take it out of the folder, or put it beside the article that it belongs to"

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
    ".json": "a program's data",
    ".jsonl": "a program's data",
}


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
    return (_ENDINGS[ending], _DELETE) if ending in _ENDINGS else None
