"""The folder of originals: raw files byte for byte, their ledgers, and what came with them.

`X.html` has its ledger in `X.html.ledger.jsonl` and the folder that a browser saved with it in
`X_files/`. `archives/` holds ZIP archives that are wholly taken in, `replaced/` originals whose
article is now made from a better one.
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
from milaff.intake.inputs import Raw
from milaff.model.slugs import DEVICES

LEDGER = ".ledger.jsonl"
_NOT_IN_NAMES = re.compile(r'[\x00-\x1f\x7f<>:"/\\|?*\u200e\u200f\u061c\u202a-\u202e\u2066-\u2069]')
_LONGEST = 150


class Names:
    """Names that are taken, without regard to case: Windows and macOS know none."""

    def __init__(self, taken: Iterable[str]) -> None:
        self._taken = {name.casefold() for name in taken}
        self._next: dict[str, int] = {}

    def free(self, stem: str, ending: str = "") -> str:
        """The first of `stem`, `stem-2`, `stem-3` … that is free; it is taken from now on."""
        key = f"{stem}{ending}".casefold()
        number = self._next.get(key, 1)
        name = f"{stem}{ending}" if number == 1 else f"{stem}-{number}{ending}"
        while name.casefold() in self._taken:
            number += 1
            name = f"{stem}-{number}{ending}"
        self._next[key] = number + 1
        self._taken.add(name.casefold())
        return name


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

    def place_for(self, raw: Raw, data: bytes) -> Path:
        """Where the bytes of `raw` are to be kept: under the name it has, or one like it."""
        digest = digest_of(data)
        if digest in self._orphans:
            return self._orphans[digest]
        plain = f"{digest[:8]}{'.html' if looks_like_html(data) else '.txt'}"
        name = safe_name(raw.file_name) or f"{'raw' if raw.path else 'stdin'}-{plain}"
        return self.folder / self._names.free(PurePath(name).stem, PurePath(name).suffix)


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
    return original.with_name(f"{original.stem}_files")


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
