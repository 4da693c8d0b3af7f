"""What a build costs beside Hugo, stock Pelican, and Hugo with Pagefind, in one run.

    python3 tasks.py bench build/beside --args="--articles 1000 10000"

Builds from nothing and after one edit, the programs in turn, medians of the ratios of each pair of
runs. CPU is that of a program and of all it started; PSS the most that they held together, sampled
(Linux). Peers are installed from PyPI at the first run. The result is printed and drawn into
.cache/bench/build.svg.
"""

from __future__ import annotations

import argparse
import itertools
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from html import escape
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))
sys.path.insert(0, str(Path(__file__).parent))

import dossiers
import peers
import venvs

HOME = dossiers.HOME
INVOKE = HOME / ".venv" / ("Scripts/invoke.exe" if os.name == "nt" else "bin/invoke")


@dataclass
class Program:
    """One program with its site: how it is laid out, what is run, what a fresh start deletes."""

    name: str
    lay_out: Callable[[Path, int], Path]
    commands: list[list[str]]
    output: str
    kept: tuple[str, ...] = ()


@dataclass
class Run:
    cpu: float
    wall: float
    pss: float


def milaff(name: str, *options: str, plain: bool) -> Program:
    def lay_out(root: Path, number: int) -> Path:
        shutil.copytree(HOME / "bench/build/site", root)
        dossiers.write(root / "content/articles", number, dossiers.milaff)
        return root / "content/articles"

    command = [str(INVOKE), "--search-root", str(HOME), "build", "--dossier", ".", *options]
    theme = ["--theme", "theme"] if plain else []
    return Program(name, lay_out, [[*command, *theme]], "output", (".cache", ".output.json"))


def hugo(*, pagefind: bool = False) -> Program:
    def lay_out(root: Path, number: int) -> Path:
        peers.lay_out("hugo", root)
        dossiers.write(root / "content/posts", number, dossiers.hugo)
        return root / "content/posts"

    commands = [[str(peers.hugo_binary()), "--quiet"]]
    if pagefind:
        finder = venvs.program("python", "pagefind", "pagefind_bin")
        commands.append(
            [str(finder), "-m", "pagefind", "--site", "public", "--force-language", "ar"]
        )
    name = "hugo && pagefind" if pagefind else "hugo"
    return Program(name, lay_out, commands, "public", ("resources",))


def pelican() -> Program:
    def lay_out(root: Path, number: int) -> Path:
        peers.lay_out("pelican", root)
        dossiers.write(root / "content", number, dossiers.pelican)
        return root / "content"

    command = [str(venvs.program("pelican", "pelican", "markdown")), "-q"]
    return Program("pelican", lay_out, [command], "output", ("__pycache__",))


def run(program: Program, root: Path) -> Run:
    total = Run(0, 0, 0)
    for command in program.commands:
        begun = time.monotonic()
        with subprocess.Popen(command, cwd=root, stdout=subprocess.DEVNULL) as process:
            ended, peak = threading.Event(), [0.0]
            watcher = threading.Thread(target=_watch, args=(process.pid, ended, peak))
            watcher.start()
            _, status, used = os.wait4(process.pid, 0)
            process.returncode = os.waitstatus_to_exitcode(status)
            ended.set()
            watcher.join()
        if process.returncode:
            sys.exit(f"{program.name}: {' '.join(command)} ended with {process.returncode}")
        total.wall += time.monotonic() - begun
        total.cpu += used.ru_utime + used.ru_stime
        total.pss = max(total.pss, peak[0])
    return total


def _watch(pid: int, ended: threading.Event, peak: list[float]) -> None:
    while not ended.wait(0.15):
        peak[0] = max(peak[0], sum(map(_pss, _family(str(pid)))))


def _family(pid: str) -> Iterator[str]:
    """A process and all that came of it."""
    yield pid
    for task in Path("/proc", pid, "task").glob("*/children"):
        try:
            children = task.read_text().split()
        except OSError:
            continue
        for child in children:
            yield from _family(child)


def _pss(pid: str) -> float:
    """The proportional set size of a process, in MB (proc_pid_smaps_rollup(5))."""
    try:
        lines = Path("/proc", pid, "smaps_rollup").read_text().splitlines()
    except OSError:
        return 0
    return sum(int(line.split()[1]) for line in lines if line.startswith("Pss:")) / 1024


def cold(program: Program, root: Path) -> Run:
    for name in (program.output, *program.kept):
        path = root / name
        if path.is_dir():
            shutil.rmtree(path)
        elif path.exists():
            path.unlink()
    return run(program, root)


def edited(program: Program, root: Path, articles: Path, salt: str) -> Run:
    sentence = dossiers.edit(articles, salt).encode()
    time.sleep(0.05)
    result = run(program, root)
    pages = [path for path in (root / program.output).rglob("*.html") if "00017" in str(path)]
    if not any(sentence in page.read_bytes() for page in pages):
        sys.exit(f"{program.name}: the edit is not on its page")
    return result


def measure(programs: list[Program], number: int, runs: int, work: Path) -> Iterator[list[str]]:
    """The rows of the table for dossiers of `number` articles; the first program is the measure."""
    roots = {
        program.name: work / f"{program.name.replace(' ', '')}-{number}" for program in programs
    }
    articles = {}
    for program in programs:
        shutil.rmtree(roots[program.name], ignore_errors=True)
        articles[program.name] = program.lay_out(roots[program.name], number)
    for what in ("cold", "edit"):
        found: dict[str, list[Run]] = {program.name: [] for program in programs}
        for turn in range(runs):
            for program in programs:
                root = roots[program.name]
                if what == "cold":
                    found[program.name].append(cold(program, root))
                else:
                    place = articles[program.name]
                    found[program.name].append(edited(program, root, place, f"{turn}"))
        base = found[programs[0].name]
        for program in programs:
            mine = found[program.name]
            files = sum(p.is_file() for p in (roots[program.name] / program.output).rglob("*"))
            yield [
                program.name,
                str(number),
                what,
                f"{_median(one.wall for one in mine):.2f}",
                f"{_median(one.cpu for one in mine):.2f}",
                f"{max(one.pss for one in mine):.0f}",
                f"{_median(a.cpu / b.cpu for a, b in zip(mine, base, strict=True)):.2f}",
                f"{_median(a.wall / b.wall for a, b in zip(mine, base, strict=True)):.2f}",
                str(files),
            ]
    for root in roots.values():
        shutil.rmtree(root)


_median = statistics.median
HEADS = ["program", "articles", "build", "wall s", "cpu s", "PSS MB", "× cpu", "× wall", "files"]


def show(row: list[str]) -> None:
    print(f"{row[0]:22}" + "".join(f"{cell:>9}" for cell in row[1:]), flush=True)


_BUILDS = {"cold": "built from nothing", "edit": "one article edited"}
_LEFT, _WIDE, _ROW = 190, 400, 40


def draw(rows: list[list[str]], path: Path) -> None:
    """CPU and wall time of each program as bars, beside the first program's, with its memory."""
    first = rows[0][0]
    shapes, y = [], 62
    for (number, build), group in itertools.groupby(rows, lambda row: (row[1], row[2])):
        shapes.append(
            f'<text x="20" y="{y}" class="head">{int(number):,} articles, {_BUILDS[build]}</text>'
        )
        y += 14
        found = list(group)
        most = max(float(cell) for row in found for cell in row[6:8])
        for row in found:
            shapes += _bars(row, y, most)
            y += _ROW
        y += 26
    title = f"A build beside {first}: CPU (dark) and wall time (light), as multiples; peak memory"
    style = "text{font:13px sans-serif;fill:#1f2933}.head{font-weight:bold}.small{font-size:11px}"
    lines = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 760 {y}" width="760" height="{y}">',
        f'<style>{style}</style><rect width="100%" height="100%" fill="white"/>',
        f'<text x="20" y="28" class="head">{escape(title)}</text>',
        *shapes,
        "</svg>",
    ]
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text("\n".join([*lines, ""]), encoding="utf-8")
    print(f"drawn: {path}")


def _bars(row: list[str], y: int, most: float) -> Iterator[str]:
    """One program: a bar for its CPU, one for its wall time, its memory at the right."""
    ours = row[0].startswith("milaff")
    yield f'<text x="20" y="{y + 21}">{escape(row[0])}</text>'
    bars = (("#0b6e4f" if ours else "#7b8794", row[6], row[4]),)
    bars += (("#8fc9b3" if ours else "#cbd2d9", row[7], row[3]),)
    for at, (colour, ratio, seconds) in enumerate(bars):
        top, width = y + 4 + 14 * at, max(1, _WIDE * float(ratio) / most)
        yield f'<rect x="{_LEFT}" y="{top}" width="{width:.0f}" height="13" fill="{colour}"/>'
        label = f"{ratio} × ({seconds} s)"
        yield f'<text x="{_LEFT + width + 6:.0f}" y="{top + 11}" class="small">{label}</text>'
    yield f'<text x="740" y="{y + 21}" text-anchor="end" class="small">{row[5]} MB</text>'


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--articles", type=int, nargs="+", default=[1000])
    parser.add_argument("--runs", type=int, default=3)
    parser.add_argument("--search", action="store_true", help="with the search, beside Pagefind")
    parser.add_argument("--pelican", action="store_true", help="beside stock Pelican too")
    parser.add_argument("--full", action="store_true", help="the whole theme too")
    chosen = parser.parse_args()
    programs = [hugo(pagefind=chosen.search)]
    if chosen.search:
        programs.append(milaff("milaff, search", plain=False))
    else:
        programs.append(milaff("milaff", "--no-search", plain=True))
    if chosen.full:
        programs.append(milaff("milaff, whole theme", "--no-search", plain=False))
    if chosen.pelican:
        programs.append(pelican())
    # In memory where that is easy: on a disk the making of files is measured, not the program.
    shared = Path("/dev/shm")
    place = str(shared) if shared.is_dir() else None
    rows = []
    with tempfile.TemporaryDirectory(dir=place, prefix="milaff-bench-") as work:
        show(HEADS)
        for number in chosen.articles:
            for row in measure(programs, number, chosen.runs, Path(work)):
                show(row)
                rows.append(row)
    draw(rows, venvs.CACHE / "build.svg")


if __name__ == "__main__":
    main()
