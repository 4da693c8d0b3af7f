"""The raw files that are given: on disk, in folders, in ZIP archives, on standard input."""

from __future__ import annotations

import datetime
import os
import sys
from collections.abc import Iterator, Mapping, Sequence
from contextlib import nullcontext
from dataclasses import dataclass, field, replace
from functools import lru_cache
from pathlib import Path, PurePosixPath

from milaff.intake import archives
from milaff.intake.convert import MOST_BYTES
from milaff.model import Problem

#: How browsers call the folder that they save beside a page: its name and one of these.
_FOLDER_ENDINGS = ("_files", ".files", "_fichiers", "-Dateien", "_archivos", "_ملفات")
PAGE_ENDINGS = (".html", ".htm", ".xhtml")
#: What systems leave in folders and archives.
_LITTER = {"__macosx", "thumbs.db", "ehthumbs.db", "desktop.ini"}
_LEDGER = ".ledger.jsonl"
_MOST_PICTURE = 16 * 1024 * 1024
#: Of many entries that are refused for one reason, so many are named.
_NAMED = 3


@dataclass(frozen=True, slots=True)
class Raw:
    """A raw file and where it lies.

    `name` is how a user is told of it, `file_name` the name it was given, empty on standard
    input; `entry` is its position in the archive `path`; `saved` is when it was last written
    (ISO), `mtime_ns` the same for a file on disk. `companions` are the files of the folder that a
    browser saved with a page, by the address the page names them by.
    """

    name: str
    file_name: str
    path: Path | None = None
    entry: int | None = None
    size: int = 0
    saved: str = ""
    mtime_ns: int | None = None
    companions: Mapping[str, Raw] = field(default_factory=dict)

    def read(self, most: int = MOST_BYTES + 1) -> bytes:
        """Its bytes, `most` at most: one more than is taken in tells that it is too large.

        Raises Unreadable.
        """
        found, size = [], 0
        for chunk in self.chunks():
            found.append(chunk)
            size += len(chunk)
            if size >= most:
                break
        return b"".join(found)[:most]

    def chunks(self) -> Iterator[bytes]:
        """Its bytes, a megabyte at a time. Raises Unreadable."""
        if self.path and self.entry is not None:
            yield from archives.chunks_of(self.path, self.entry)
            return
        try:
            with self.path.open("rb") if self.path else nullcontext(sys.stdin.buffer) as file:
                yield from iter(lambda: file.read(archives.CHUNK), b"")
        except OSError as error:
            hint = "check its permissions, and the disk it lies on"
            raise archives.Unreadable(error.strerror or str(error), hint) from error

    def is_as_it_was(self) -> bool:
        """Whether the file is still the one that was found."""
        try:
            return self.path is not None and self.path.stat().st_mtime_ns == self.mtime_ns
        except OSError:
            return False

    def beside(self, address: str) -> bytes | None:
        """The bytes of a picture that was saved with this page; None when there is none.

        `address` is relative and percent-decoded. Only what lies in the page's folder is found.
        """
        raw = self.companions.get(address.removeprefix("./"))
        if raw is None or raw.size > _MOST_PICTURE:
            return None
        try:
            return raw.read(_MOST_PICTURE)
        except archives.Unreadable:
            return None


class Inputs:
    """The raw files that `paths` name, in an order that depends on their names alone.

    `raws` are those to take in, `problems` what was found and cannot be, `archives` the ZIP
    archives among them with the number of their entries that were refused.
    """

    def __init__(self, root: Path, paths: Sequence[str | Path]) -> None:
        self.root = root.resolve()
        self.raws: list[Raw] = []
        self.problems: list[Problem] = []
        self.archives: dict[Path, int] = {}
        for path in paths:
            self._add(path)

    def _add(self, path: str | Path) -> None:
        place = Path(path)
        if not place.exists() and (self.root / place).exists():
            # As the report names it.
            place = self.root / place
        if str(path) == "-":
            self.raws.append(Raw("-", ""))
        elif place.is_dir():
            self.raws += _with_companions(list(self._in_folder(place)))
        elif place.is_file():
            self.raws += _with_companions([*self._file(place, (place.name,)), *self._beside(place)])
        elif place.exists():
            self._refuse(str(path), "it is neither a file nor a folder", "give a file")
        elif place.is_symlink():
            hint = "give the file itself that it should lead to"
            self._refuse(str(path), "it is a link that leads nowhere", hint)
        else:
            self._refuse(str(path), "there is no such file or folder", "check its name")

    def _beside(self, page: Path) -> Iterator[_Placed]:
        """The files that were saved with a page that is given alone."""
        for ending in _FOLDER_ENDINGS if page.suffix.lower() in PAGE_ENDINGS else ():
            folder = page.with_name(page.stem + ending)
            if folder.is_dir():
                yield from self._in_folder(folder, (folder.name,))

    def _in_folder(self, place: Path, below: tuple[str, ...] = ()) -> Iterator[_Placed]:
        """Every file below `place`, by name; links are told and not followed."""
        waiting: list[tuple[Path, tuple[str, ...]]] = [(place, below)]
        while waiting:
            folder, parts = waiting.pop()
            try:
                is_folder = folder is place or (folder.is_dir() and not folder.is_symlink())
                found = folder.iterdir() if is_folder else ()
                names = sorted((path.name for path in found), reverse=True)
            except OSError as error:
                self._refuse(self._shown(folder), str(error.strerror), "allow reading it")
                continue
            if not is_folder:
                yield from self._file(folder, parts, given=False)
            waiting += [(folder / name, (*parts, name)) for name in names if not _is_hidden(name)]

    def _file(self, path: Path, parts: tuple[str, ...], given: bool = True) -> Iterator[_Placed]:
        """A file, or the entries of an archive. A link is followed only where it was `given`."""
        name = self._shown(path)
        if path.is_symlink() and not given:
            hint = "copy what it leads to into its place; Milaff follows no link out of a folder"
            self._refuse(name, "it is a link, not a file", hint)
            return
        try:
            known = path.stat()
        except OSError as error:
            self._refuse(name, error.strerror or str(error), "check its permissions")
            return
        if not path.is_file():
            self._refuse(name, "it is a device or a pipe, not a file", "take it out of the folder")
        elif path.suffix.lower() == ".zip":
            yield from self._in_archive(path, parts, name)
        else:
            saved = _moment(known.st_mtime)
            raw = Raw(name, _readable(path.name), path, None, known.st_size, saved)
            yield parts, replace(raw, mtime_ns=known.st_mtime_ns)

    def _in_archive(self, path: Path, parts: tuple[str, ...], name: str) -> Iterator[_Placed]:
        try:
            entries, refused = archives.entries(path)
        except (archives.Unreadable, OSError) as error:
            message = error.message if isinstance(error, archives.Unreadable) else str(error)
            hint = error.hint if isinstance(error, archives.Unreadable) else "check the file"
            self._refuse(name, message, hint)
            return
        if not entries and not refused:
            self._refuse(name, "the archive is empty", "delete it, or bring it once more")
            return
        self.archives[path] = sum(map(len, refused.values()))
        for (reason, hint), names in refused.items():
            for entry in names[:_NAMED]:
                self._refuse(f"{name}/{entry}", reason, hint)
            if len(names) > _NAMED:
                self._refuse(name, f"{len(names) - _NAMED} more entries: {reason}", hint)
        for found in sorted(entries, key=lambda found: found.name.split("/")):
            inside = PurePosixPath(found.name).parts
            if not any(map(_is_hidden, inside)):
                shown = f"{name}/{found.name}"
                raw = Raw(shown, inside[-1], path, found.position, found.size, found.saved)
                yield (*parts, *inside), raw

    def _refuse(self, name: str, message: str, hint: str) -> None:
        self.problems.append(Problem(name, None, None, message, hint))

    def _shown(self, path: Path) -> str:
        """How a user is told of a file: relative to the dossier where it lies there."""
        whole = resolved(path.parent) / path.name
        try:
            shown = whole.relative_to(self.root).as_posix()
        except ValueError:
            shown = str(path)
        return _readable(shown)


#: A raw file with the parts of its path below what was given.
_Placed = tuple[tuple[str, ...], Raw]


def _with_companions(placed: list[_Placed]) -> list[Raw]:
    """The files, each saved page with its folder: what lies there is no article of its own."""
    pages: dict[tuple[str, ...], tuple[str, ...]] = {}
    for parts, _ in placed:
        page = PurePosixPath(parts[-1])
        if page.suffix.lower() in PAGE_ENDINGS:
            for folder_ending in _FOLDER_ENDINGS:
                pages.setdefault((*parts[:-1], page.stem + folder_ending), parts)
    alone: dict[tuple[str, ...], list[Raw]] = {}
    beside: dict[tuple[str, ...], dict[str, Raw]] = {}
    for parts, raw in placed:
        folders = (parts[:end] for end in range(1, len(parts)))
        folder = next((folder for folder in folders if folder in pages), None)
        if folder is None:
            alone.setdefault(parts, []).append(raw)
        else:
            address = "/".join(parts[len(folder) - 1 :])
            beside.setdefault(pages[folder], {})[address] = raw
    return [
        replace(raw, companions=beside.get(parts, {})) if parts in beside else raw
        for parts, raws in alone.items()
        for raw in raws
    ]


def resolved(folder: Path) -> Path:
    """The folder without links; asked for again and again, looked up once."""
    return _resolved(folder.absolute())


@lru_cache(maxsize=64)
def _resolved(folder: Path) -> Path:
    return folder.resolve()


def _is_hidden(name: str) -> bool:
    """Whether a file is nobody's article: hidden, left by a system, or a ledger of Milaff's."""
    return name.startswith(".") or name.casefold() in _LITTER or name.endswith(_LEDGER)


def _moment(seconds: float) -> str:
    try:
        moment = datetime.datetime.fromtimestamp(seconds, datetime.UTC)
    except (ValueError, OverflowError, OSError):
        return ""
    return moment.strftime("%Y-%m-%dT%H:%MZ")


def _readable(name: str) -> str:
    """A name whose bytes the system could not read, as they were most likely meant."""
    try:
        name.encode()
    except UnicodeEncodeError:
        return archives.legacy_name(os.fsencode(name))
    return name
