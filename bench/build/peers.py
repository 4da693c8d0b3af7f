"""The sites that the peers build: as many pages of the same kinds, by templates as plain as ours.

Layout, article page, lists of twenty by author, keyword and section, indexes, feed, sitemap.
"""

from __future__ import annotations

import shutil
from pathlib import Path

from dossiers import HOME
from venvs import program


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
