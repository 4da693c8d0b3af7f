"""Files that are whole or not there at all; what one build keeps for the next in such files.

A file of another version of Milaff, a truncated or a damaged one counts as none. Values are
written with `marshal`, never pickled: a dossier that came from elsewhere, cache and all, must not
run code.
"""

from __future__ import annotations

import contextlib
import marshal
import os
import site
import sys
from functools import cache
from hashlib import blake2b
from pathlib import Path
from typing import Any

_HOME = Path(__file__).parent
_SIZE = 16


@cache
def version() -> bytes:
    """A digest of all that makes a site of a dossier: our code, Python, the packages."""
    total = blake2b(digest_size=_SIZE)
    total.update(repr((sys.version_info[:3], _packages())).encode())
    for folder, folders, names in os.walk(_HOME):
        folders[:] = sorted(set(folders) - {"__pycache__", "intake"})
        for name in sorted(names):
            path = Path(folder, name)
            total.update(path.relative_to(_HOME).as_posix().encode())
            total.update(path.read_bytes())
    return total.digest()


def _packages() -> list[str]:
    """The installed packages with their versions, as their metadata's folders are named."""
    found: set[str] = set()
    for folder in site.getsitepackages():
        with contextlib.suppress(OSError):
            found.update(path.name for path in Path(folder).glob("*.dist-info"))
    return sorted(found)


def load(path: Path) -> Any:
    """The value kept at `path` by this version of Milaff, or None."""
    try:
        data = path.read_bytes()
    except OSError:
        return None
    payload = memoryview(data)[_SIZE:]
    return marshal.loads(payload) if data[:_SIZE] == _seal(payload) else None


def save(path: Path, value: Any) -> None:
    """Keep `value` (None, numbers, text, bytes, tuples, lists, mappings) at `path`."""
    payload = marshal.dumps(value)
    write_whole(path, _seal(payload) + payload)


def write_whole(path: Path, data: bytes, *, lasting: bool = False) -> None:
    """Write `path` so that nobody ever meets half of it, not even after a crash.

    What must outlive a power failure as well is `lasting`: the disk is waited for.
    """
    part = path.with_name(f"{path.name}.part")
    try:
        part.parent.mkdir(parents=True, exist_ok=True)
        with part.open("wb") as file:
            file.write(data)
            if lasting:
                file.flush()
                os.fsync(file.fileno())
        os.replace(part, path)
    except OSError:
        # On a full disk half a file would keep the room that the next try needs.
        part.unlink(missing_ok=True)
        raise


def _seal(payload: bytes | memoryview) -> bytes:
    total = blake2b(version(), digest_size=_SIZE)
    total.update(payload)
    return total.digest()
