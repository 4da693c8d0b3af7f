"""How fast articles are taken in: texts a CPU second, and pages beside trafilatura.

    python3 tasks.py bench intake/speed [--args="--count 400 --runs 5 --cases FOLDER"]

One process, start-up excluded; reading, ledger and Markdown written, everything on disk. Peer and
Milaff take turns on the same pages, and the ratio is that of one turn: a machine's mood strikes
both. The median of the turns is what counts. Files lie on a memory disk where there is one: what a
disk's file system spends on a new file (from 20 to 400 µs on one machine, by what was deleted
before) is not what is measured.
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
import tempfile
from pathlib import Path
from statistics import median

from rich.console import Console
from rich.table import Table

sys.path.append(str(Path(__file__).parents[1]))

from corpus import pages, texts
from venvs import CACHE, program

MEMORY = Path("/dev/shm")
#: It needs the second to import, and does not say so to pip.
TRAFILATURA = ("trafilatura==2.3.1", "lxml-html-clean")
WARM_UP = 20

OURS = """
import json, sys, time
from pathlib import Path
from milaff import intake
dossier, warm, given = map(Path, sys.argv[1:])
(dossier / "content").mkdir()
(dossier / "content/dossier.yml").write_text("title: bench\\nid: bench\\n", encoding="utf-8")
intake.take_in(dossier, [warm], workers=0)
start = time.process_time()
report = intake.take_in(dossier, [given], workers=0)
spent = time.process_time() - start
done = len(report.taken) + len(report.unchanged) + len(report.offered)
print(json.dumps([spent, done, len(report.refused)]))
"""
PEER = """
import json, sys, time
from pathlib import Path
import trafilatura
_, warm, given = map(Path, sys.argv[1:])
def run(folder):
    done = 0
    for path in sorted(folder.rglob("*")):
        if path.is_file():
            done += bool(trafilatura.extract(path.read_bytes(), output_format="markdown",
                with_metadata=True, include_links=True, include_images=True))
    return done
run(warm)
start = time.process_time()
done = run(given)
print(json.dumps([time.process_time() - start, done, 0]))
"""


def scratch() -> tempfile.TemporaryDirectory[str]:
    """A folder on a memory disk, or else in the cache."""
    place = MEMORY if os.access(MEMORY, os.W_OK) else CACHE
    return tempfile.TemporaryDirectory(dir=place, prefix="milaff-")


def measure(python: Path | str, code: str, warm: Path, given: Path) -> tuple[float, int]:
    """CPU seconds of one run over `given` after a warm-up, and how many files it did."""
    with scratch() as dossier:
        command = [str(python), "-c", code, dossier, str(warm), str(given)]
        said = subprocess.run(command, check=True, capture_output=True, text=True).stdout
    spent, done, _ = json.loads(said.splitlines()[-1])
    return spent, done


def write(folder: Path, ending: str, made: list[bytes]) -> Path:
    folder.mkdir(parents=True)
    for number, data in enumerate(made):
        (folder / f"{number:06d}{ending}").write_bytes(data)
    return folder


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--count", type=int, default=400, help="articles of the made corpora")
    parser.add_argument("--runs", type=int, default=5, help="turns of each")
    parser.add_argument("--cases", type=Path, help="another folder, its .txt and .html apart")
    given = parser.parse_args()
    CACHE.mkdir(parents=True, exist_ok=True)
    peer = program("python", *TRAFILATURA)
    with scratch() as folder:
        place = Path(folder)
        warm_texts = write(place / "warm-texts", ".txt", list(texts(WARM_UP, seed=2)))
        warm_pages = write(place / "warm-pages", ".html", list(pages(WARM_UP, seed=2)))
        sets = [
            ("texts made here", warm_texts, write(place / "t", ".txt", list(texts(given.count)))),
            ("pages made here", warm_pages, write(place / "p", ".html", list(pages(given.count)))),
        ]
        if given.cases:
            for ending, warm in ((".txt", warm_texts), (".html", warm_pages)):
                found = [p.read_bytes() for p in sorted(given.cases.rglob(f"*{ending}"))]
                if found:
                    name = f"{ending} of {given.cases.name}"
                    sets.append((name, warm, write(place / f"c{ending}", ending, found)))
        table = Table(title="Taking in, one process")
        for head in ("files", "number", "KB each", "a CPU second", "beside trafilatura"):
            table.add_column(head, justify="left" if head == "files" else "right")
        for name, warm, cases in sets:
            table.add_row(name, *row(cases, warm, peer, given.runs))
    Console().print(table)
    print("Target: 300 texts a CPU second or more; pages at 1.3 times trafilatura's CPU or less.")


def row(folder: Path, warm: Path, peer: Path, runs: int) -> list[str]:
    """One line of the table."""
    files = list(folder.iterdir())
    size = sum(path.stat().st_size for path in files) / len(files) / 1024
    is_html = warm.name == "warm-pages"
    speeds, ratios = [], []
    for _ in range(runs):
        spent, done = measure(sys.executable, OURS, warm, folder)
        speeds.append(done / spent)
        if is_html:
            ratios.append(spent / measure(peer, PEER, warm, folder)[0])
    spread = f"{median(speeds):.0f}  ({min(speeds):.0f}–{max(speeds):.0f})"
    beside = f"{median(ratios):.2f} ×  ({min(ratios):.2f}–{max(ratios):.2f})" if ratios else "–"
    return [str(len(files)), f"{size:.1f}", spread, beside]


if __name__ == "__main__":
    main()
