"""What a build tells while it works: its steps with their times, and how far each is."""

from __future__ import annotations

import os
import sys
from collections import defaultdict
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from time import perf_counter
from types import TracebackType
from typing import Any

#: Steps of fewer pieces are over before a bar is seen.
_WORTH_A_BAR = 200
#: Seconds between two looks of a bar, and between two plain lines where there is no terminal.
_BAR_EVERY, _LINE_EVERY = 0.1, 10.0


class Steps:
    """The steps of one command: each is begun, may tell how far it is, and is ended by a line."""

    def __init__(self) -> None:
        self._name = ""
        self._start = self._told = 0.0
        self._bar: Any = None

    def __enter__(self) -> Steps:
        return self

    def __exit__(
        self, _type: type[BaseException] | None, _: BaseException | None, __: TracebackType | None
    ) -> None:
        self._take_bar_away()

    def begin(self, name: str) -> None:
        self._name = name
        self._start = self._told = perf_counter()

    def tell(self, done: int, total: int) -> None:
        """`done` of `total` pieces of this step are made."""
        now = perf_counter()
        shown = sys.stdout.isatty()
        if total < _WORTH_A_BAR or now - self._told < (_BAR_EVERY if shown else _LINE_EVERY):
            return
        self._told = now
        if shown:
            self._draw(done, total)
        else:
            print(f"{self._name:<8} {done} of {total} …", flush=True)

    def end(self, note: str) -> None:
        """Say what the step did and how long it took."""
        self._take_bar_away()
        print(f"{self._name:<8} {note} ({perf_counter() - self._start:.2f} s)", flush=True)

    def _draw(self, done: int, total: int) -> None:
        if self._bar is None:
            from rich.progress import Progress

            # Drawn by hand: a thread that draws must not be forked.
            self._bar = Progress(transient=True, auto_refresh=False)
            self._bar.start()
            self._bar.add_task(f"{self._name:<8}", total=total)
        self._bar.update(self._bar.task_ids[0], completed=done, refresh=True)

    def _take_bar_away(self) -> None:
        if self._bar is not None:
            self._bar.stop()
            self._bar = None


@contextmanager
def profiled(home: Path) -> Iterator[None]:
    """Say afterwards in which files and functions time went; all work is done in this process."""
    import cProfile

    before = os.environ.get("MILAFF_WORKERS")
    os.environ["MILAFF_WORKERS"] = "1"
    profile = cProfile.Profile()
    profile.enable()
    try:
        yield
    finally:
        profile.disable()
        del os.environ["MILAFF_WORKERS"]
        if before is not None:
            os.environ["MILAFF_WORKERS"] = before
        for line in _table(profile, home):
            print(line)


def _table(profile: Any, home: Path) -> Iterator[str]:
    import pstats

    stats: dict[tuple[str, int, str], tuple[int, int, float, float, Any]]
    stats = pstats.Stats(profile).stats  # type: ignore[attr-defined]
    by_file: dict[str, float] = defaultdict(float)
    by_function: dict[str, tuple[float, int]] = {}
    for (file, line, name), (_, calls, own, _, _) in stats.items():
        where = "Python itself" if file == "~" else _short(file, home)
        by_file[where] += own
        by_function[f"{where}:{line} {name}" if line else name] = (own, calls)
    total = sum(by_file.values())
    yield f"\nWhere {total:.2f} s went, counted in one process (counting makes it slower):"
    for where, own in sorted(by_file.items(), key=lambda item: -item[1])[:12]:
        yield f"  {own:7.3f} s  {100 * own / total:4.1f} %  {where}"
    yield "The functions that took most themselves:"
    for name, (own, calls) in sorted(by_function.items(), key=lambda item: -item[1][0])[:15]:
        yield f"  {own:7.3f} s  {calls:8} calls  {name}"


def _short(file: str, home: Path) -> str:
    """A file as it is known: ours from the project's folder, a package's from the packages'."""
    parts = Path(file).parts
    if "site-packages" in parts:
        return "/".join(parts[parts.index("site-packages") + 1 :])
    path = Path(file)
    return path.relative_to(home).as_posix() if path.is_relative_to(home) else path.name
