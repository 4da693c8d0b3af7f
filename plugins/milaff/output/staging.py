"""Files that are made but not in their place yet."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

from milaff.model import digest_of

_SIZE = 16


class Staging:
    """Folders of finished files, each named by its address and the digest of what it was made of.

    There are sixteen, since in one two processes would wait for each other. Each process that makes any notes the whole ones in a log of its own, so that a build that was
    killed hands them on to the next.
    """

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        for digit in "0123456789abcdef":
            Path(folder, digit).mkdir(parents=True, exist_ok=True)
        self._log: tuple[int, int] | None = None
        self._done = {digest for path in folder.glob("done-*") for digest in _digests(path)}

    def has(self, url: str, digest: bytes) -> bool:
        """Whether a build that was killed made this file, and did not move it away any more."""
        if not self._done or _name(url, digest) not in self._done:
            return False
        return Path(self.path(url, digest)).is_file()

    def path(self, url: str, digest: bytes) -> str:
        return self._path(_name(url, digest))

    def put(self, url: str, digest: bytes, data: bytes) -> None:
        """Write a file. Raises OSError, and leaves nothing, when it cannot be written whole."""
        name = _name(url, digest)
        path = self._path(name)
        try:
            with open(path, "wb", buffering=0) as file:
                view = memoryview(data)
                while view:
                    view = view[file.write(view) :]
        except OSError:
            Path(path).unlink(missing_ok=True)
            raise
        os.write(self._own_log(), name)

    def clear(self) -> None:
        """Delete what is left, once all is in its place."""
        if self._log:
            os.close(self._log[1])
        shutil.rmtree(self.folder, ignore_errors=True)

    def _path(self, name: bytes) -> str:
        digits = name.hex()
        return f"{self.folder}/{digits[0]}/{digits}"

    def _own_log(self) -> int:
        if self._log is None or self._log[0] != os.getpid():
            path = self.folder / f"done-{os.getpid()}"
            self._log = (os.getpid(), os.open(path, os.O_WRONLY | os.O_CREAT | os.O_APPEND))
        return self._log[1]


def _name(url: str, digest: bytes) -> bytes:
    return digest_of(digest + url.encode())


def _digests(path: Path) -> list[bytes]:
    data = path.read_bytes()
    whole = len(data) // _SIZE * _SIZE
    return [data[at : at + _SIZE] for at in range(0, whole, _SIZE)]
