"""The site folder: it holds what was written last, and a list of it."""

from __future__ import annotations

import filecmp
import json
import os
import shutil
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from milaff.model import Problem

#: In the site folder: the files that are ours, so that what vanishes from the dossier vanishes
#: from the site, and nothing else does.
LIST = ".milaff.json"


@dataclass(frozen=True, slots=True)
class Written:
    """How many files of the site are new or changed, are as they were, are gone."""

    changed: int = 0
    unchanged: int = 0
    deleted: int = 0


def problem_of_folder(site: Path) -> Problem | None:
    """Why `site` cannot be written to: it holds something that is not a site of ours."""
    if site.is_dir() and any(site.iterdir()) and not (site / LIST).is_file():
        message = "this folder holds files that Milaff did not write"
        hint = "move them elsewhere, or delete the folder if nothing in it is needed"
        return Problem(f"{site.name}/", None, None, message, hint)
    if site.exists() and not site.is_dir():
        return Problem(site.name, None, None, "a file stands where the site goes", "move it away")
    return None


def install(files: Mapping[str, Path], site: Path, *, force: bool = False) -> Written:
    """Make `site` hold exactly `files` (address → where its bytes lie now).

    Each file is moved into place whole; one whose bytes are the same is left alone, unless
    `force`. Files that another program put there stay.
    """
    site.mkdir(parents=True, exist_ok=True)
    before = _listed(site)
    # Written first: after a crash the next build still knows what may be deleted.
    _write_list(site, before | files.keys())
    changed = 0
    for url, source in files.items():
        target = site / url
        if not force and target.is_file() and filecmp.cmp(source, target, shallow=False):
            continue
        _replace(source, target)
        changed += 1
    gone = [url for url in sorted(before - files.keys()) if (site / url).is_file()]
    for url in gone:
        (site / url).unlink()
        _remove_empty((site / url).parent, site)
    _write_list(site, files.keys())
    return Written(changed, len(files) - changed, len(gone))


def listed_files(site: Path) -> list[str]:
    """The addresses of the files of the site that lies in `site`, in order."""
    return sorted(_listed(site))


def _replace(source: Path, target: Path) -> None:
    target.parent.mkdir(parents=True, exist_ok=True)
    part = target.with_name(f"{target.name}.part")
    shutil.copyfile(source, part)
    os.replace(part, target)


def _listed(site: Path) -> set[str]:
    try:
        urls = json.loads((site / LIST).read_text(encoding="utf-8"))["files"]
    except (OSError, ValueError, KeyError, TypeError):
        return set()
    inside = site.resolve()
    return {
        url
        for url in urls
        if isinstance(url, str) and (site / url).resolve().is_relative_to(inside)
    }


def _write_list(site: Path, urls: Iterable[str]) -> None:
    text = json.dumps({"files": sorted(urls)}, indent=0, ensure_ascii=False)
    part = site / f"{LIST}.part"
    part.write_text(text + "\n", encoding="utf-8", newline="\n")
    os.replace(part, site / LIST)


def _remove_empty(folder: Path, site: Path) -> None:
    while folder != site and not any(folder.iterdir()):
        folder.rmdir()
        folder = folder.parent
