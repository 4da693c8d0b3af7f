"""What changes on disk while a preview is shown."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from watchfiles import Change, DefaultFilter, watch


class _Filter(DefaultFilter):
    """Editors' own files and installed packages are no news, nor is the inbox: `add` reads that."""

    def __call__(self, change: Change, path: str) -> bool:
        return "inbox" not in Path(path).parts and super().__call__(change, path)


def changes(dossier: Path, theme: Path) -> Iterator[set[Path]]:
    """The files that were changed, each time some were, until interrupted."""
    folders = [dossier / "content", *(theme / name for name in ("templates", "static", "assets"))]
    there = [folder.resolve() for folder in folders if folder.is_dir()]
    for found in watch(*there, watch_filter=_Filter(), step=30, raise_interrupt=True):
        yield {Path(path) for _, path in found}
