"""Bytes → text, whatever the encoding is and whatever is said of it."""

from __future__ import annotations

import codecs
import re

import cchardet

_BOMS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_SINGLE_BYTE = ("windows-1256", "iso8859-6", "windows-1252")
# The commonest words of Arabic prose: what is decoded wrongly has none of them.
_COMMON = re.compile(
    r"(?<!\w)(?:في|من|على|إلى|الى|أن|ان|عن|التي|الذي|ما|لا|هذا|هذه|مع|كان|بعد|قال)(?!\w)"
)
_ARABIC = re.compile("[\u0621-\u064a\u0660-\u0669\u067e\u0686\u0698\u06a4\u06af]")
_LETTERS = re.compile(r"[^\W\d_]")
#: What the bytes of Arabic are in the encodings of the West, and those of UTF-8 in windows-1256.
_ACCENTED, _READ_TWICE = re.compile("[\u00c0-\u00ff]"), re.compile("[طظØÙ]")
_SAMPLE = 3000
#: So much of a text is signs of what its letters were garbled to, where it is garbled.
_GARBLED = 0.3
#: No word is written in letters of both: «ةlections».
_IN_LATIN = re.compile("[A-Za-z][\u0621-\u064a]|[\u0621-\u064a][A-Za-z]")
#: A reading is Arabic prose from here on; of so few letters nothing can be said.
_PROSE, _FEW = 0.6, 60
#: A zero byte among so many others is a fault of the carrier, not a picture.
_RARE = 500
#: Control characters but those of white space, one byte each in UTF-8.
_CONTROL = bytes((*range(0x09), *range(0x0E, 0x20), 0x7F))


class NotText(ValueError):
    """The bytes are not a text in any encoding that is tried."""


def decode(data: bytes, declared: str = "") -> tuple[str, str]:
    """The text of `data` and the encoding it was read in.

    A byte order mark decides, then valid UTF-8; of the rest the reading with the most Arabic in
    it, the `declared` encoding and the detector's (uchardet) tried beside those of Arabic pages.
    Bytes that an encoding has no sign for become U+FFFD. Raises NotText for a picture, a program
    and the like.
    """
    for mark, encoding in _BOMS:
        if data.startswith(mark):
            return _text(data.decode(encoding, "replace")), encoding
    wide = _wide(data)
    if wide:
        return _text(data.decode(wide, "replace")), wide
    if data.count(0) > len(data) / _RARE:
        raise NotText("it holds zero bytes, as pictures and programs do")
    try:
        return _text(data.decode("utf-8"), data), "utf-8"
    except UnicodeDecodeError:
        pass
    if (mixed := _line_by_line(data)) is not None:
        return _text(mixed), "utf-8"
    detected = cchardet.detect(data).get("encoding") or ""
    readings: dict[str, tuple[float, str]] = {}
    for rank, encoding in enumerate((declared, detected, "utf-8", *_SINGLE_BYTE)):
        name = _codec(encoding)
        if not name or name in readings or name.startswith(("utf-16", "utf-32", "utf-7")):
            continue
        text = data.decode(name, "replace")
        readings[name] = (_arabic(text) - rank * 0.001, text)
    best = max(readings, key=lambda name: readings[name][0])
    return _text(readings[best][1]), best


def _line_by_line(data: bytes) -> str | None:
    """A text in UTF-8 with some lines that were pasted in an encoding of old Arabic pages."""
    lines = data.splitlines(keepends=True)
    read: list[str | None] = []
    for line in lines:
        try:
            read.append(line.decode("utf-8"))
        except UnicodeDecodeError:
            read.append(None)
    whole = sum(len(line) for line in read if line is not None and _ARABIC.search(line))
    rest = b"".join(line for line, text in zip(lines, read, strict=True) if text is None)
    if not whole or 2 * whole < len(rest):
        return None
    scores = {name: _arabic(rest.decode(name, "replace")) for name in _SINGLE_BYTE}
    name = max(scores, key=lambda name: scores[name])
    # Lines of UTF-8 with a broken byte are not prose in another encoding.
    if scores[name] < _PROSE:
        return None
    pairs = zip(lines, read, strict=True)
    return "".join(line.decode(name, "replace") if text is None else text for line, text in pairs)


def is_garbled(text: str) -> bool:
    """Whether a text was read in the wrong encoding before it was saved: «ÚäæÇä», «ط¹ظ†»."""
    sample = text[:_SAMPLE]
    found = max(len(_ACCENTED.findall(sample)), len(_READ_TWICE.findall(sample)))
    # The commonest letters alone are enough against it mostly, and quicker to count than all.
    if found <= _GARBLED * sum(map(sample.count, "الي")):
        return False
    letters = len(_LETTERS.findall(sample))
    return letters >= _FEW and found > _GARBLED * letters


def _codec(name: str) -> str:
    try:
        found = codecs.lookup(name.strip()) if name.strip() else None
    except (LookupError, ValueError):
        return ""
    return found.name if found and getattr(found, "_is_text_encoding", True) else ""


def _wide(data: bytes) -> str:
    """UTF-16 without its mark: every other byte is that of the Arabic block or of ASCII."""
    if len(data) < 8:
        return ""
    sample = data[:4000]
    for encoding, high in (("utf-16-le", sample[1::2]), ("utf-16-be", sample[0::2])):
        # The byte of a blank in ASCII is that of general punctuation, too.
        told, blank = sum(map(high.count, b"\0\6")), high.count(b" ")
        if (told + blank) / len(high) > 0.9 and told > blank:
            return encoding
    return ""


def _arabic(text: str) -> float:
    """How much like Arabic prose a reading is; what could not be read counts against it."""
    size = max(1, len(text))
    words = len(_COMMON.findall(text)) / max(1, len(text.split()))
    strange = text.count("\ufffd") + len(_IN_LATIN.findall(text))
    return words * 3 + len(_ARABIC.findall(text)) / size - 5 * strange / size


def _text(text: str, data: bytes | None = None) -> str:
    """`text`, which is `data` in UTF-8. Raises NotText when it holds many control characters."""
    data = text.encode("utf-8", "surrogatepass") if data is None else data
    if len(data) - len(data.translate(None, _CONTROL)) > 0.02 * len(text) + 4:
        raise NotText("it holds control characters, as pictures and programs do")
    return text
