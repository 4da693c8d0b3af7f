"""How the cost of a build grows with the dossier: CPU an article, memory, one edit, and the slope.

    python3 tasks.py bench build/growth --args="--articles 1000 10000 100000"

The slope is that of log CPU over log articles between two sizes: 1 is linear, 2 quadratic.
"""

from __future__ import annotations

import argparse
import math
import shutil
import sys
import tempfile
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))

from beside import cold, edited, milaff


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--articles", type=int, nargs="+", default=[1000, 10_000])
    parser.add_argument("--full", action="store_true", help="the whole theme")
    parser.add_argument("--search", action="store_true", help="with the search")
    chosen = parser.parse_args()
    options = [] if chosen.search else ["--no-search"]
    program = milaff("milaff", *options, plain=not chosen.full)
    shared = Path("/dev/shm")
    place = str(shared) if shared.is_dir() else None
    print("articles   cold cpu s   ms/article   slope   PSS MB   edit cpu s   edit wall s   slope")
    last: tuple[int, float, float] | None = None
    with tempfile.TemporaryDirectory(dir=place, prefix="milaff-bench-") as work:
        for number in chosen.articles:
            root = Path(work, str(number))
            articles = program.lay_out(root, number)
            whole = cold(program, root)
            edit = edited(program, root, articles, "1")
            slopes = ["", ""]
            if last:
                step = math.log(number / last[0])
                slopes = [
                    f"{math.log(now / then) / step:.2f}"
                    for now, then in ((whole.cpu, last[1]), (edit.cpu, last[2]))
                ]
            print(
                f"{number:8}   {whole.cpu:10.2f}   {1000 * whole.cpu / number:10.3f}   "
                f"{slopes[0]:>5}   {max(whole.pss, edit.pss):6.0f}   {edit.cpu:10.2f}   "
                f"{edit.wall:11.2f}   {slopes[1]:>5}",
                flush=True,
            )
            last = (number, whole.cpu, edit.cpu)
            shutil.rmtree(root)


if __name__ == "__main__":
    main()
