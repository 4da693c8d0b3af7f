"""Work shared out among forked processes; done in this one where there is no fork.

A worker begins with everything its parent knows and gives back only what its work returns, so the
result is the same however many there are.
"""

from __future__ import annotations

import contextlib
import gc
import os
import pickle
import selectors
import signal
import struct
import sys
import threading
from collections.abc import Callable, Iterable, Iterator
from typing import Any, NoReturn, TypeVar

try:
    import fcntl
except ImportError:
    fcntl = None  # type: ignore[assignment]

T = TypeVar("T")

#: Fewer pieces than this are done sooner alone than by workers that must be started.
WORTH_SHARING = 200
_CHUNK = 24
# After so many pieces the workers are new ones: each takes a copy of what it touches of its
# parent's memory, and would in the end have all of it.
_ROUND = 20_000
# What every system's pipe holds without a reader: 16 KB of tokens.
_MOST_TOKENS = 4000
_TOKEN = struct.Struct("=I")


def count_of_workers() -> int:
    """How many processes share the work: MILAFF_WORKERS, or one for each processor; 1 is none.

    Python's own documentation advises against forking on macOS, where system libraries break, and
    forking a process that has threads.
    """
    asked = os.environ.get("MILAFF_WORKERS", "")
    if not hasattr(os, "fork") or sys.platform == "darwin" or threading.active_count() > 1:
        return 1
    if asked.isdecimal() and int(asked) > 0:
        return int(asked)
    usable = getattr(os, "sched_getaffinity", None)
    return len(usable(0)) if usable else os.cpu_count() or 1


def shared_out(
    count: int, work: Callable[[int], T], meanwhile: Callable[[], object] = lambda: None
) -> Iterator[tuple[int, T]]:
    """`(n, work(n))` for every n below `count`, in any order.

    `meanwhile` is called once, here, when the workers have begun. An exception of `work` is raised
    here. What a killed worker left undone is done here.
    """
    workers = count_of_workers()
    if workers == 1 or count < WORTH_SHARING:
        meanwhile()
        for number in range(count):
            yield number, work(number)
        return
    for first in range(0, count, _ROUND):
        numbers = range(first, min(first + _ROUND, count))
        yield from _round(workers, numbers, work, meanwhile if first == 0 else lambda: None)


def _round(
    workers: int, numbers: range, work: Callable[[int], T], meanwhile: Callable[[], object]
) -> Iterator[tuple[int, T]]:
    left = set(numbers)
    with _Pool(workers, len(numbers), lambda at: work(numbers[at])) as pool:
        meanwhile()
        for at, value in pool.results():
            left.discard(numbers[at])
            yield numbers[at], value
    for number in sorted(left):
        yield number, work(number)


class _Pool:
    """Processes that take numbers from one pipe and answer each through its own."""

    def __init__(self, workers: int, count: int, work: Callable[[int], Any]) -> None:
        self._pids: list[int] = []
        self._pipes: list[int] = []
        # What lives on when the workers start is not theirs to collect: the memory stays shared.
        gc.freeze()
        sys.stdout.flush()
        sys.stderr.flush()
        size = max(_CHUNK, -(-count // _MOST_TOKENS))
        tokens, feed = os.pipe()
        os.write(feed, b"".join(_TOKEN.pack(start) for start in range(0, count, size)))
        os.close(feed)
        for _ in range(workers):
            answers, out = os.pipe()
            _widen(out)
            pid = os.fork()
            if pid == 0:
                # A pipe that a sibling held open would outlive a parent that was killed.
                for pipe in (*self._pipes, answers):
                    os.close(pipe)
                _as_child(tokens, out, lambda start: _chunk(work, start, min(start + size, count)))
            os.close(out)
            self._pids.append(pid)
            self._pipes.append(answers)
        os.close(tokens)

    def __enter__(self) -> _Pool:
        return self

    def __exit__(self, *_error: object) -> None:
        for pipe in self._pipes:
            os.close(pipe)
        for pid in self._pids:
            # A worker that has no more to do has ended already.
            with contextlib.suppress(ProcessLookupError):
                os.kill(pid, signal.SIGTERM)
            with contextlib.suppress(ChildProcessError):
                os.waitpid(pid, 0)

    def results(self) -> Iterator[tuple[int, Any]]:
        waiting = {pipe: bytearray() for pipe in self._pipes}
        with selectors.DefaultSelector() as selector:
            for pipe in self._pipes:
                selector.register(pipe, selectors.EVENT_READ)
            while waiting:
                for key, _ in selector.select():
                    pipe = key.fd
                    data = os.read(pipe, 1 << 20)
                    if not data:
                        selector.unregister(pipe)
                        del waiting[pipe]
                        continue
                    waiting[pipe] += data
                    for answer in _whole(waiting[pipe]):
                        if isinstance(answer, BaseException):
                            raise answer
                        yield from answer


def _whole(data: bytearray) -> Iterable[Any]:
    """Take every whole answer from the front of `data`."""
    found = []
    while len(data) >= _TOKEN.size:
        (size,) = _TOKEN.unpack_from(data)
        end = _TOKEN.size + size
        if len(data) < end:
            break
        found.append(pickle.loads(data[_TOKEN.size : end]))
        del data[:end]
    return found


def _widen(pipe: int) -> None:
    """Let a worker go on while its parent is busy: the usual 64 KB are soon full (Linux only)."""
    if hasattr(fcntl, "F_SETPIPE_SZ"):
        with contextlib.suppress(OSError):
            fcntl.fcntl(pipe, fcntl.F_SETPIPE_SZ, 1 << 20)


def _chunk(work: Callable[[int], Any], start: int, end: int) -> list[tuple[int, Any]]:
    return [(number, work(number)) for number in range(start, end)]


def _as_child(tokens: int, out: int, answer_to: Callable[[int], Any]) -> NoReturn:
    """Answer tokens until there are none, then end: nothing of the parent's may go on here."""
    try:
        signal.signal(signal.SIGINT, signal.SIG_IGN)
        # Rendering leaves cycles behind: thousands of pages would fill the memory.
        gc.enable()
        # One token is read whole: writes and reads of a pipe are atomic up to PIPE_BUF (POSIX).
        while token := os.read(tokens, _TOKEN.size):
            try:
                answer = answer_to(*_TOKEN.unpack(token))
            except Exception as error:
                answer = error
            data = pickle.dumps(answer)
            view = memoryview(_TOKEN.pack(len(data)) + data)
            while view:
                view = view[os.write(out, view) :]
            if isinstance(answer, Exception):
                break
    finally:
        os._exit(0)
