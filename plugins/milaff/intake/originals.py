"""The folder of originals: raw files byte for byte, their ledgers, and what came with them.

`X.html` has its ledger in `X.html.ledger.jsonl` and the folder that a browser saved with it in
`X_files/`. `archives/` holds ZIP archives that are wholly taken in; `replaced/` originals whose
article is now made from a better one, and those articles as they were; `removed/` articles whose
taking in was undone.
"""

from __future__ import annotations

import hashlib
import os
import re
from collections.abc import Iterable, Iterator
from contextlib import suppress
from itertools import zip_longest
from pathlib import Path, PurePath

from milaff.intake.archives import CHUNK, Unreadable
from milaff.intake.formats.html import looks_like_html
from milaff.intake.inputs import PAGE_ENDINGS, Raw
from milaff.kept import write_whole
from milaff.model.slugs import DEVICES

LEDGER = ".ledger.jsonl"
ARCHIVES, REPLACED, REMOVED = "archives", "replaced", "removed"
_FILES = "_files"
_NOT_IN_NAMES = re.compile(r'[\x00-\x1f\x7f<>:"/\\|?*\u200e\u200f\u061c\u202a-\u202e\u2066-\u2069]')
_LONGEST = 150


class Names:
    """Names that are taken, without regard to case: Windows and macOS know none."""

    def __init__(self, taken: Iterable[str]) -> None:
        self._taken = {name.casefold() for name in taken}
        self._next: dict[str, int] = {}

    def free(self, stem: str, *endings: str) -> str:
        """The first of `stem`, `stem-2`, `stem-3` … that is free with each of `endings` behind it;
        all of these are taken from now on."""
        names = [ending.casefold() for ending in endings or ("",)]
        key = f"{stem}/{'/'.join(names)}"
        number = self._next.get(key, 1)
        free = stem if number == 1 else f"{stem}-{number}"
        while any(free.casefold() + name in self._taken for name in names):
            number += 1
            free = f"{stem}-{number}"
        self._next[key] = number + 1
        self._taken.update(free.casefold() + name for name in names)
        return free


class Originals:
    """The folder content/originals during one run.

    `known` are the originals that articles name. Others that lie there are those of a run that
    was killed before it wrote their article: they keep their names.
    """

    def __init__(self, folder: Path, known: Iterable[str]) -> None:
        self.folder = folder
        self._orphans: dict[str, Path] = {}
        self._names = Names(self._found(set(known)))

    def _found(self, known: set[str]) -> Iterator[str]:
        """The names that are taken: of what lies there, and of what belongs to it."""
        yield from (ARCHIVES, REPLACED, REMOVED)
        if not self.folder.is_dir():
            return
        with os.scandir(self.folder) as found:
            entries = sorted(found, key=lambda entry: entry.name)
        for entry in entries:
            is_raw = entry.is_file() and not entry.name.endswith(LEDGER)
            if is_raw and entry.name not in known:
                path = Path(entry.path)
                self._orphans.setdefault(digest_of(path.read_bytes()), path)
            yield entry.name
            if _is_page(entry.name):
                yield folder_of(Path(entry.name)).name

    def place_for(self, raw: Raw, data: bytes, digest: str) -> Path:
        """Where the bytes of `raw` are to be kept: under the name it has, or one like it."""
        if digest in self._orphans:
            return self._orphans[digest]
        plain = f"{digest[:8]}{'.html' if looks_like_html(data) else '.txt'}"
        name = PurePath(safe_name(raw.file_name) or f"{'raw' if raw.path else 'stdin'}-{plain}")
        # X.html and X.htm cannot both have their pictures in X_files.
        endings = (name.suffix, _FILES) if _is_page(name.name) else (name.suffix,)
        return self.folder / f"{self._names.free(name.stem, *endings)}{name.suffix}"


def companions_of(raw: Raw, original: Path) -> dict[Path, Raw]:
    """The files of a saved page's folder, by where they are kept beside its original."""
    folder = folder_of(original)
    found: dict[Path, Raw] = {}
    for address, companion in raw.companions.items():
        parts = [safe_name(part) or "-" for part in address.split("/")[1:]]
        path = folder.joinpath(*parts)
        while path in found:
            path = path.with_name(f"{path.stem}-{path.suffix}")
        found[path] = companion
    return found


def folder_of(original: Path) -> Path:
    """Where the files that were saved with a page are kept."""
    return original.with_name(f"{original.stem}{_FILES}")


def move(original: Path, folder: Path) -> Path:
    """Move an original and what was saved with it into `folder`, over nothing that is there.

    Returns where it is now. What a kill left half moved is moved to its end.
    """
    folder.mkdir(parents=True, exist_ok=True)
    files = folder_of(original) if _is_page(original.name) else None
    target, number = folder / original.name, 1
    while _is_taken(target, original, files):
        number += 1
        target = folder / f"{original.stem}-{number}{original.suffix}"
    if files and files.is_dir():
        os.replace(files, folder_of(target))
    os.replace(original, target)
    return target


def _is_taken(target: Path, original: Path, files: Path | None) -> bool:
    if files and files.is_dir() and folder_of(target).exists():
        return True
    return target.exists() and target.read_bytes() != original.read_bytes()


def _is_page(name: str) -> bool:
    return PurePath(name).suffix.lower() in PAGE_ENDINGS


def keep(article: Path, folder: Path) -> Path:
    """Keep the file of an article as it is in `folder`, over no other one; returns where."""
    kept = free_path(folder / article.name, article)
    write_whole(kept, article.read_bytes(), lasting=True)
    return kept


def ledger_of(original: Path) -> Path:
    """Where the ledger of an original is kept."""
    return original.with_name(original.name + LEDGER)


def digest_of(data: bytes) -> str:
    """SHA-256 (FIPS 180-4), in hex."""
    return hashlib.sha256(data).hexdigest()


def holds(path: Path, raw: Raw) -> bool:
    """Whether the file `path` is there and has the bytes of `raw`."""
    if not path.is_file() or (raw.path and path.stat().st_size != raw.size):
        return False
    with path.open("rb") as file, suppress(Unreadable):
        chunks = iter(lambda: file.read(CHUNK), b"")
        return all(a == b for a, b in zip_longest(chunks, raw.chunks()))
    return False


def safe_name(name: str) -> str:
    """`name` as a file may be called on every system; empty when nothing of it may stay."""
    path = PurePath(_NOT_IN_NAMES.sub("-", name).strip(" ."))
    if path.name.partition(".")[0].strip().casefold() in DEVICES:
        path = path.with_name(f"raw-{path.name}")
    return path.stem.encode()[:_LONGEST].decode("utf-8", "ignore") + path.suffix[:20]


def free_path(path: Path, same_as: Path) -> Path:
    """`path`, or the like with a number, where no other file lies than one equal to `same_as`."""
    free, number = path, 1
    while free.exists() and free.read_bytes() != same_as.read_bytes():
        number += 1
        free = path.with_name(f"{path.stem}-{number}{path.suffix}")
    return free
