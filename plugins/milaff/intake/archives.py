"""ZIP archives (PKWARE APPNOTE 6.3), which come from anywhere and are believed in nothing.

Names are read in the encoding they were most likely written in; sizes are those found by
unpacking, not those that are claimed; entries that point out of the archive are refused.
"""

from __future__ import annotations

import datetime
import lzma
import stat
import struct
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path, PurePosixPath
from typing import NamedTuple
from zipfile import BadZipFile, ZipFile, ZipInfo

#: The directory at an archive's end may be this long: some 300 000 entries.
_MOST_DIRECTORY = 32 * 1024 * 1024
#: Text shrinks to a fifth, a page full of tables to a fiftieth; beyond this it is a bomb.
_MOST_RATIO = 150
_HARMLESS = 1024 * 1024
CHUNK = 1024 * 1024
_END, _END_SIZE = b"PK\5\6", 22
# What the library raises for heads that say nonsense, besides what it means to raise.
_DAMAGE = (BadZipFile, EOFError, ValueError, struct.error)
_UTF8_FLAG, _ENCRYPTED = 0x800, 0x1
_UNICODE_PATH, _UNIX_TIME = 0x7075, 0x5455
# How often a letter stands in Arabic text, in thousandths (counted roughly; for ranking only).
_OFTEN = dict(zip("اليمنوترهبعدفسكقحجشصطخذزثضغظءئىةأإآؤ", range(36, 0, -1), strict=False))


class Unreadable(Exception):
    """A file, an archive or an entry of one cannot be read: why, and what to do."""

    def __init__(self, message: str, hint: str) -> None:
        super().__init__(message)
        self.message, self.hint = message, hint


@dataclass(frozen=True, slots=True)
class Entry:
    """One file of an archive; `saved` is its time, ISO, as precisely as it is told."""

    position: int
    name: str
    size: int
    saved: str


class Refusal(NamedTuple):
    """Why an entry is not taken, and what to do."""

    reason: str
    hint: str


_LOCKED = Refusal("it is encrypted", "unpack the archive with its password, and add the folder")
_OUTSIDE = Refusal(
    "its name leads out of the archive",
    "do not trust this archive; to look at it, unpack it into an empty folder",
)
_INSIDE = Refusal("it is an archive inside an archive", "unpack it, and add the folder")
_LINK = Refusal("it is a link to another file, not a file", "add the file that it leads to")
_BOMB = Refusal(
    f"it unfolds to more than {_MOST_RATIO} times its size, as ZIP bombs do",
    "leave it; if you know that it is harmless, unpack it yourself and add the folder",
)


def entries(path: Path) -> tuple[list[Entry], dict[Refusal, list[str]]]:
    """The files of an archive, and the names of those that cannot be taken, by the reason.

    Raises Unreadable when the archive as a whole cannot be read.
    """
    found: list[Entry] = []
    refused: dict[Refusal, list[str]] = {}
    for position, info in enumerate(_archive(path).infolist()):
        name = _name(info) or f"entry-{position}"
        if name.endswith("/"):
            continue
        if refusal := _refusal(info, name):
            refused.setdefault(refusal, []).append(name)
        else:
            found.append(Entry(position, name, info.file_size, _saved(info)))
    return found, refused


def chunks_of(path: Path, position: int) -> Iterator[bytes]:
    """The bytes of an entry, unpacked, a megabyte at a time. Raises Unreadable."""
    try:
        archive = _archive(path)
        with archive.open(archive.infolist()[position]) as file:
            yield from iter(lambda: file.read(CHUNK), b"")
    except (*_DAMAGE, zlib.error, lzma.LZMAError, OSError) as error:
        hint = "bring the archive once more: it was damaged on its way"
        raise Unreadable(f"the archive is damaged here: {error}", hint) from error
    except (NotImplementedError, RuntimeError) as error:
        message = f"it is packed in a way that cannot be read here: {error}"
        raise Unreadable(message, "unpack the archive yourself and add the folder") from error


def release() -> None:
    """Let go of the archive that was read last: Windows moves no file that is open."""
    _opened.cache_clear()


def _archive(path: Path) -> ZipFile:
    """The archive; the last one stays open, since its entries are read one after another."""
    return _opened(path, path.stat().st_mtime_ns)


@lru_cache(maxsize=1)
def _opened(path: Path, _mtime_ns: int) -> ZipFile:
    damaged = "this is no whole ZIP archive", "bring it once more, or unpack it yourself"
    try:
        if _directory_size(path) > _MOST_DIRECTORY:
            message = "its list of entries alone has more than 32 MB"
            raise Unreadable(message, "unpack it yourself and look at what it holds")
        archive = ZipFile(path)
    except (*_DAMAGE, NotImplementedError) as error:
        raise Unreadable(*damaged) from error
    size = path.stat().st_size
    if sum(info.compress_size for info in archive.infolist()) > size:
        archive.close()
        message = "its entries overlap: it is a ZIP bomb, which fills a disk when it is unpacked"
        raise Unreadable(message, "delete it")
    return archive


def _directory_size(path: Path) -> int:
    """What the end of the archive says of its directory, without reading that."""
    with path.open("rb") as file:
        size = file.seek(0, 2)
        file.seek(max(0, size - 0x10000 - _END_SIZE))
        tail = file.read()
        at = tail.rfind(_END)
        if at < 0:
            raise BadZipFile
        length: int = struct.unpack_from("<L", tail, at + 12)[0]
        if length != 0xFFFFFFFF:
            return length
        # ZIP64: the true size stands in a record of its own, which a locator points to.
        file.seek(struct.unpack_from("<Q", tail, at - 12)[0])
        return int(struct.unpack_from("<Q", file.read(56), 40)[0])


def _refusal(info: ZipInfo, name: str) -> Refusal | None:
    path = PurePosixPath(name)
    if info.flag_bits & _ENCRYPTED:
        return _LOCKED
    if path.is_absolute() or ".." in path.parts or not path.parts or name[1:3] in (":/", ":"):
        return _OUTSIDE
    if path.suffix.lower() == ".zip":
        return _INSIDE
    if stat.S_ISLNK(info.external_attr >> 16):
        return _LINK
    if info.file_size > max(_HARMLESS, _MOST_RATIO * info.compress_size):
        return _BOMB
    return None


def _name(info: ZipInfo) -> str:
    """The name of an entry, in POSIX form."""
    if info.flag_bits & _UTF8_FLAG:
        return info.filename
    # Without the flag the library has read the bytes as cp437, which keeps every one of them.
    raw = info.orig_filename.split("\0")[0].encode("cp437")
    told = _extra(info, _UNICODE_PATH)
    if len(told) > 5 and struct.unpack_from("<L", told, 1)[0] == zlib.crc32(raw):
        return told[5:].decode("utf-8", "replace").replace("\\", "/")
    return legacy_name(raw).replace("\\", "/")


def legacy_name(raw: bytes) -> str:
    """A file's name whose encoding nobody told: UTF-8, else Windows' or DOS's Arabic or Latin.

    Of cp1256, cp720 and cp437 the one that reads most like Arabic; cp437 where none does.
    """
    try:
        return raw.decode("utf-8")
    except UnicodeDecodeError:
        readings = [raw.decode(name, "replace") for name in ("cp437", "cp1256", "cp720")]
        return max(readings, key=_arabic)


def _arabic(text: str) -> int:
    """How much like Arabic a name reads: common letters for it, signs and foreign ones against."""
    foreign = [sign for sign in text if sign > "\x7f"]
    score = sum(_OFTEN.get(sign, -12) for sign in foreign)
    # What cp437 makes of a Latin name is letters: é, ü.
    is_latin = all(sign.isalpha() and sign < "\u0250" for sign in foreign)
    return 1 if is_latin else score


def _extra(info: ZipInfo, wanted: int) -> bytes:
    """The extra field `wanted` of an entry; empty when it has none."""
    data = info.extra
    while len(data) >= 4:
        kind, length = struct.unpack_from("<HH", data)
        if kind == wanted:
            return data[4 : 4 + length]
        data = data[4 + length :]
    return b""


def _saved(info: ZipInfo) -> str:
    """When the file was last written: in UTC where the archive tells it, else as its clock said."""
    unix = _extra(info, _UNIX_TIME)
    if len(unix) >= 5 and unix[0] & 1:
        moment = datetime.datetime.fromtimestamp(struct.unpack_from("<l", unix, 1)[0], datetime.UTC)
        return moment.strftime("%Y-%m-%dT%H:%MZ")
    try:
        local = datetime.datetime(*info.date_time)
    except ValueError:
        return ""
    # The first moment that the format can tell stands for none.
    return local.strftime("%Y-%m-%dT%H:%M") if local.year > 1980 else ""
