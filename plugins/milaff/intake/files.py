"""Writing files so that a kill or a power failure at any moment leaves no half of anything."""

from __future__ import annotations

import contextlib
import os
import shutil
from collections.abc import Callable, Iterable
from pathlib import Path


class Transaction:
    """Files that are written together: first those that others lean on, then those others, then
    whatever is to be done when all are in place.

    Each file appears whole or not at all: it is written in the folder `staging`, on the same disk.
    All data is on the disk before the first name appears, and the names of the first group are
    before those of the second, whenever the program or the machine stops. One such round serves
    many articles, since it is the waiting for the disk that costs.
    """

    def __init__(self, staging: Path) -> None:
        # What lies there is what a killed run had begun to write.
        shutil.rmtree(staging, ignore_errors=True)
        self._staging = staging
        self._groups: tuple[dict[Path, Path], dict[Path, Path]] = ({}, {})
        self._last: list[Callable[[], None]] = []
        self._folders: set[Path] = set()
        self._count = 0
        #: Bytes that wait to be put in place.
        self.size = 0

    def __contains__(self, path: Path) -> bool:
        """Whether `path` waits to be put in place."""
        return any(path in group for group in self._groups)

    def write(
        self,
        path: Path,
        chunks: Iterable[bytes],
        *,
        first: bool = False,
        mtime_ns: int | None = None,
    ) -> os.stat_result:
        """Have `chunks` written at `path`, in the second group or in the `first`.

        Returns the state that the file will have.
        """
        for folder in (self._staging, path.parent):
            if folder not in self._folders:
                folder.mkdir(parents=True, exist_ok=True)
                self._folders.add(folder)
        self._count += 1
        part = self._staging / str(self._count)
        with part.open("wb") as file:
            for chunk in chunks:
                self.size += file.write(chunk)
        if mtime_ns is not None:
            os.utime(part, ns=(mtime_ns, mtime_ns))
        self._groups[not first][path] = part
        return part.stat()

    def then_do(self, action: Callable[[], None]) -> None:
        """Have `action` done when all files are in place."""
        self._last.append(action)

    def flush(self) -> None:
        """Put everything in place. Raises OSError; what is in place then stays."""
        for group in self._groups:
            for part in group.values():
                _sync(part, os.O_RDWR)
        for group in self._groups:
            for path, part in group.items():
                os.replace(part, path)
            for folder in {path.parent for path in group}:
                # Not every system lets a folder be asked for it.
                with contextlib.suppress(OSError):
                    _sync(folder, os.O_RDONLY)
            group.clear()
        for action in self._last:
            action()
        self._last.clear()
        self.size = 0

    def close(self) -> None:
        """Forget what was not put in place."""
        shutil.rmtree(self._staging, ignore_errors=True)


def _sync(path: Path, flags: int) -> None:
    descriptor = os.open(path, flags)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
