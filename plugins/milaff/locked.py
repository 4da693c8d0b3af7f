"""One build at a time in one dossier."""

from __future__ import annotations

import contextlib
import os
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

if sys.platform == "win32":
    import msvcrt

    def _try_to_lock(number: int) -> None:
        os.lseek(number, 0, os.SEEK_SET)
        msvcrt.locking(number, msvcrt.LK_NBLCK, 1)
else:
    import fcntl

    def _try_to_lock(number: int) -> None:
        fcntl.flock(number, fcntl.LOCK_EX | fcntl.LOCK_NB)


@contextmanager
def alone(path: Path, waiting: Callable[[], None]) -> Iterator[None]:
    """Hold the lock file `path`; `waiting` is called once when another process holds it.

    The lock ends with the processes that hold it, those forked meanwhile included, however they
    end. On a disk that knows no locks there is none.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("a") as file:
        told = False
        while True:
            try:
                _try_to_lock(file.fileno())
            except (BlockingIOError, PermissionError):
                if not told:
                    waiting()
                told = True
                time.sleep(0.05)
                continue
            except OSError:
                pass
            break
        yield
        if sys.platform == "win32":
            with contextlib.suppress(OSError):
                os.lseek(file.fileno(), 0, os.SEEK_SET)
                msvcrt.locking(file.fileno(), msvcrt.LK_UNLCK, 1)
