"""Many raw files at once: converted in worker processes, handed back in the order given.

A worker that crashes, takes too long or needs too much memory costs its own file and no other.
"""

from __future__ import annotations

import gc
import multiprocessing
import os
import sys
from collections import deque
from collections.abc import Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass, field

from pebble import ProcessExpired, ProcessFuture, ProcessPool

from milaff.intake.article import Converted
from milaff.intake.convert import convert, own_fault
from milaff.intake.duplicates import Sketch, sketch_of
from milaff.intake.inputs import Raw
from milaff.intake.ledger import dump_ledger
from milaff.intake.outlets import Outlets
from milaff.model import FrontMatter, Problem, ProblemsFound

#: Fewer files than this, all of them small, are converted without workers.
FEW = 20
_SMALL = 256 * 1024
#: Bytes that wait for a worker or for being written, at most (or one file, where it has more).
_MOST_WAITING = 64 * 1024 * 1024
_WAITING_EACH = 64
#: An article takes milliseconds: what takes longer than this for its size never ends.
_SECONDS, _SECONDS_A_MEGABYTE = 60, 15
_MOST_MEMORY = 4 * 1024**3


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a raw file's bytes became: an article, or the `problems` that stood against it."""

    front_matter: FrontMatter | None = None
    body: str = ""
    ledger: bytes = b""
    sketch: Sketch = field(default_factory=lambda: Sketch((), 0))
    files: dict[str, bytes] = field(default_factory=dict)
    away: int = 0
    problems: tuple[Problem, ...] = ()


@dataclass(frozen=True, slots=True)
class Converter:
    """How the files of one run are converted."""

    outlets: Outlets
    draft: bool

    def __call__(self, raw: Raw, data: bytes) -> Outcome:
        """Convert the bytes of `raw`; never raises for anything that they hold."""
        try:
            converted = convert(data, raw.name, self.outlets, draft=self.draft, beside=raw.beside)
        except ProblemsFound as found:
            return Outcome(problems=tuple(found.problems))
        except MemoryError:
            return _too_much(raw, "it needs more memory than an article may")
        except Exception as error:
            return Outcome(problems=(own_fault(raw.name, error),))
        return _outcome(converted)

    def in_order(self, given: Iterable[tuple[Raw, bytes]], workers: int) -> Iterator[_Done]:
        """Every file with what it became, in the order given; 0 `workers`: in this process."""
        return self._in_workers(given, workers) if workers else self._one_by_one(given)

    def _one_by_one(self, given: Iterable[tuple[Raw, bytes]]) -> Iterator[_Done]:
        gc.freeze()  # the lists of words and names are never garbage: none need look at them
        for raw, data in given:
            yield raw, data, self(raw, data)

    def _in_workers(self, given: Iterable[tuple[Raw, bytes]], count: int) -> Iterator[_Done]:
        waiting: deque[tuple[Raw, bytes, ProcessFuture[Outcome]]] = deque()
        size = 0
        pool = ProcessPool(count, initializer=_begin, initargs=(self,), context=_context())
        with pool:
            try:
                for raw, data in given:
                    limit = _SECONDS + _SECONDS_A_MEGABYTE * (len(data) >> 20)
                    future = pool.schedule(_convert, args=(raw, data), timeout=limit)
                    waiting.append((raw, data, future))
                    size += len(data)
                    while waiting and (
                        len(waiting) > _WAITING_EACH * count or size > _MOST_WAITING
                    ):
                        size -= len(waiting[0][1])
                        yield _done(*waiting.popleft())
                while waiting:
                    yield _done(*waiting.popleft())
            except BaseException:
                pool.stop()  # type: ignore[no-untyped-call]
                raise


_Done = tuple[Raw, bytes, Outcome]
_converter: Converter


def workers_for(raws: list[Raw]) -> int:
    """How many workers are worth starting for these files: MILAFF_WORKERS, or one a processor."""
    is_small = len(raws) <= FEW and all(raw.size <= _SMALL for raw in raws)
    asked = os.environ.get("MILAFF_WORKERS", "")
    count = int(asked) if asked.isdecimal() else os.cpu_count() or 1
    return 0 if is_small or count <= 1 else count


def _context() -> multiprocessing.context.BaseContext:
    """Workers are forked off a small server process where forking is sound: this process has
    threads, and a fork of it could wait for ever for what one of them held."""
    if sys.platform != "linux":
        return multiprocessing.get_context("spawn")
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload([__name__])
    return context


def _begin(converter: Converter) -> None:
    """What a worker does first."""
    global _converter
    _converter = converter
    with suppress(ImportError, ValueError, OSError):
        import resource

        resource.setrlimit(resource.RLIMIT_AS, (_MOST_MEMORY, _MOST_MEMORY))


def _convert(raw: Raw, data: bytes) -> Outcome:
    return _converter(raw, data)


def _done(raw: Raw, data: bytes, future: ProcessFuture[Outcome]) -> _Done:
    try:
        return raw, data, future.result()
    except TimeoutError:
        return raw, data, _too_much(raw, "it takes longer than an article may")
    except MemoryError:
        return raw, data, _too_much(raw, "it needs more memory than an article may")
    except ProcessExpired as error:
        message = f"the process that converted it was stopped (code {error.exitcode})"
        return raw, data, _too_much(raw, message)


def _outcome(converted: Converted) -> Outcome:
    return Outcome(
        converted.front_matter,
        converted.body,
        dump_ledger(converted.ledger),
        sketch_of(converted.body),
        dict(converted.files),
        converted.away,
    )


def _too_much(raw: Raw, message: str) -> Outcome:
    hint = "open it and copy the article's text into a .txt file; please report the file"
    return Outcome(problems=(Problem(raw.name, None, None, message, hint),))
