"""The raw files that are given: on disk, in folders, in ZIP archives, on standard input."""

from __future__ import annotations

import datetime
import os
import sys
import unicodedata
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
#: How a user is told of what comes from standard input.
STDIN = "standard input"
#: What a dossier holds beside content/: the site, the zip, what is kept.
_MADE = {"output", "dist", ".cache"}
#: These may be looked at again when they are named.
_ORIGINALS = ("content", "originals")
_RAW_PLACES = "raw articles come from content/inbox/, or from outside the dossier"
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
        address = address.removeprefix("./")
        raw = self.companions.get(address) or self._called(address)
        if raw is None or raw.size > _MOST_PICTURE:
            return None
        try:
            return raw.read(_MOST_PICTURE)
        except archives.Unreadable:
            return None

    def _called(self, address: str) -> Raw | None:
        """The companion of a name that is spelled otherwise: macOS decomposes letters in names,
        and pages name their files as they were composed (Unicode Standard Annex 15)."""
        wanted = unicodedata.normalize("NFC", address)
        for name, raw in self.companions.items():
            if unicodedata.normalize("NFC", name) == wanted:
                return raw
        return None

    @property
    def archive_name(self) -> str:
        """How a user is told of the archive that it lies in; empty when it lies in none."""
        if self.path is None or self.entry is None:
            return ""
        end = self.name.find(f"{self.path.name}/")
        return self.name[:end] + self.path.name if end >= 0 else self.path.name


class Inputs:
    """The raw files that `paths` name, in an order that depends on their names alone.

    `raws` are those to take in, `problems` what was found and cannot be, `archives` the ZIP
    archives among them with the number of their entries that were refused.
    """

    def __init__(self, root: Path, paths: Sequence[str | Path]) -> None:
        self.root = root.resolve()
        self._is_dossier = (self.root / "content" / "dossier.yml").is_file()
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
            self.raws.append(Raw(STDIN, ""))
        elif self._is_own(place) and self._within(place)[:2] != _ORIGINALS:
            self._refuse(self._shown(place), "it belongs to the dossier itself", _RAW_PLACES)
        elif place.is_dir():
            self.raws += _with_companions(list(self._in_folder(place)))
        elif place.is_file():
            self.raws += _with_companions([*self._file(place, (place.name,)), *self._beside(place)])
        elif place.exists():
            self._refuse(str(path), "it is neither a file nor a folder", "give a file")
        elif place.is_symlink():
            hint = "give the file itself that it should lead to"
            self._refuse(str(path), "it is a link that leads nowhere", hint)
        elif not self._in_given_archive(place):
            self._refuse(str(path), "there is no such file or folder", "check its name")

    def _is_own(self, place: Path) -> bool:
        """Whether a file or folder is part of the dossier that is worked in, its inbox excepted."""
        first, second = (*self._within(place), "", "")[:2]
        return first in _MADE or (first == "content" and second not in ("", "inbox"))

    def _within(self, place: Path) -> tuple[str, ...]:
        """The parts of the path from the dossier to what lies in it; none for anything else."""
        whole = resolved(place.parent) / place.name
        is_within = self._is_dossier and whole.is_relative_to(self.root)
        return whole.relative_to(self.root).parts if is_within else ()

    def _in_given_archive(self, place: Path) -> bool:
        """Add the entry of an archive that is named as the report names it; False: none is."""
        paths = (place, self.root / place)
        above = ((path, archive) for path in paths for archive in path.parents)
        zipped = (a for a in above if a[1].suffix.lower() == ".zip" and a[1].is_file())
        place, archive = next(zipped, (place, None))
        if archive is None:
            return False
        told = len(self.problems)
        whole = _with_companions(list(self._file(archive, (archive.name,))))
        wanted = Path(self._shown(archive), place.relative_to(archive))
        found = [raw for raw in whole if Path(raw.name) == wanted]
        if found:
            # What is wrong with others was not asked; and they are not in the dossier by this.
            del self.problems[told:]
            self.archives[archive] += len(whole) - len(found)
            self.raws += found
        return bool(found) or len(self.problems) > told

    def _beside(self, page: Path) -> Iterator[_Placed]:
        """The files that were saved with a page that is given alone."""
        for folder in _folders_of(page):
            yield from self._in_folder(folder, (folder.name,))

    def _in_folder(self, place: Path, below: tuple[str, ...] = ()) -> Iterator[_Placed]:
        """Every file below `place`, by name; links are told and not followed."""
        waiting: list[tuple[Path, tuple[str, ...]]] = [(place, below)]
        holds_dossier = (self.root / "content").is_relative_to(resolved(place))
        own: list[str] = []
        while waiting:
            folder, parts = waiting.pop()
            if holds_dossier and self._is_own(folder):
                own.append(self._shown(folder))
                continue
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
        if own:
            message = f"what belongs to the dossier itself is passed over: {', '.join(own)}"
            self._refuse(self._shown(place), message, _RAW_PLACES)

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
                more = len(names) - _NAMED
                self._refuse(
                    name, f"{more} more {'entry' if more == 1 else 'entries'}: {reason}", hint
                )
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


def folders_beside(raw: Raw) -> list[Path]:
    """The folders on disk that a browser saved with a page."""
    return list(_folders_of(raw.path)) if raw.path and raw.entry is None else []


def _folders_of(page: Path) -> Iterator[Path]:
    for ending in _FOLDER_ENDINGS if page.suffix.lower() in PAGE_ENDINGS else ():
        folder = page.with_name(page.stem + ending)
        if folder.is_dir():
            yield folder


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
