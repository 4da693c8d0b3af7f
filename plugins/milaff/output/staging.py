"""Files that are made but not in their place yet."""

from __future__ import annotations

import contextlib
import os
import shutil
import struct
import zlib
from collections.abc import Container
from pathlib import Path

from milaff.model import digest_of

# What a log holds of each file: the digest of its address and of what it was made of; its CRC-32.
_ENTRY = struct.Struct("=16sI")


class Staging:
    """A folder of finished files, each lying as it will lie in the site.

    Each process that makes any notes the whole ones in a log of its own, so that a build that was
    killed hands them on to the next.
    """

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        #: What the site folder will hold.
        self.tree = folder / "site"
        self._root = str(self.tree)
        self._log: tuple[int, int] | None = None
        self._made: set[str] = set()
        logs = [path.read_bytes() for path in folder.glob("done-*")]
        self._done: dict[bytes, int] = dict(
            entry for data in logs for entry in _ENTRY.iter_unpack(_whole(data))
        )
        if not self._done:
            shutil.rmtree(folder, ignore_errors=True)
        self.tree.mkdir(parents=True, exist_ok=True)

    def keep(self, urls: Container[str]) -> None:
        """Of what a killed build left keep these: nothing else may stand in the way."""
        if not self._done:
            return
        for folder, _, names in os.walk(self.tree, topdown=False):
            for name in names:
                path = Path(folder, name)
                if path.relative_to(self.tree).as_posix() not in urls:
                    path.unlink()
            with contextlib.suppress(OSError):
                # Only an empty one goes.
                Path(folder).rmdir()

    def has(self, url: str, digest: bytes) -> bool:
        """Whether a build that was killed made this file, and did not move it away any more."""
        crc = self._done.get(_name(url, digest)) if self._done else None
        if crc is None:
            return False
        try:
            # What that build made last for this address need not be what it noted first.
            return zlib.crc32(Path(self.path(url)).read_bytes()) == crc
        except OSError:
            return False

    def path(self, url: str) -> str:
        return f"{self._root}/{url}"

    def put(self, url: str, digest: bytes, data: bytes) -> None:
        """Write a file. Raises OSError, and leaves nothing, when it cannot be written whole."""
        path = f"{self._root}/{url}"
        folder = path.rpartition("/")[0]
        if folder not in self._made:
            os.makedirs(folder, exist_ok=True)
            self._made.add(folder)
        try:
            with open(path, "wb", buffering=0) as file:
                view = memoryview(data)
                while view:
                    view = view[file.write(view) :]
        except OSError:
            Path(path).unlink(missing_ok=True)
            raise
        os.write(self._own_log(), _ENTRY.pack(_name(url, digest), zlib.crc32(data)))

    def clear(self) -> None:
        """Delete what is left, once all is in its place."""
        if self._log:
            os.close(self._log[1])
        shutil.rmtree(self.folder, ignore_errors=True)

    def _own_log(self) -> int:
        if self._log is None or self._log[0] != os.getpid():
            path = self.folder / f"done-{os.getpid()}"
            self._log = (os.getpid(), os.open(path, os.O_WRONLY | os.O_CREAT | os.O_APPEND))
        return self._log[1]


def _name(url: str, digest: bytes) -> bytes:
    return digest_of(digest + url.encode())


def _whole(data: bytes) -> bytes:
    """`data` without the entry at its end that was being written when the build was killed."""
    return data[: len(data) // _ENTRY.size * _ENTRY.size]
