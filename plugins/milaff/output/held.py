"""A site that is not written: each of its files is made when it is asked for."""

from __future__ import annotations

import threading
from collections.abc import Callable, Mapping
from pathlib import Path

from milaff.model import digest_of


class Held:
    """What a site is made of, by address. Safe to be asked by several threads."""

    def __init__(
        self,
        made: Mapping[str, tuple[bytes, Callable[[], bytes]]],
        files: Mapping[str, tuple[bytes, Path]],
    ) -> None:
        """`made` are digests and makers, `files` digests and places on disk."""
        self._made = made
        self._files = files
        self._assets = b"".join(digest for digest, _ in files.values())
        self._lock = threading.Lock()

    def find(self, url: str) -> bytes | None:
        """The file at `url`, or None. Raises ProblemsFound where a template fails."""
        if url in self._files:
            return self._files[url][1].read_bytes()
        if url not in self._made:
            return None
        with self._lock:
            return self._made[url][1]()

    def look(self, url: str) -> bytes:
        """A digest of what the page at `url` follows from, and of all that pages draw on."""
        page = self._made[url][0] if url in self._made else b""
        return digest_of(page + self._assets)
