"""The site folder: it holds what was written last, and what lies there is known beside it."""

from __future__ import annotations

import contextlib
import errno
import filecmp
import json
import os
import shutil
from collections.abc import Iterable
from pathlib import Path
from typing import NamedTuple

from milaff import kept
from milaff.model import Problem

#: Where the list lay at first: in the site folder itself.
_FORMER_LIST = ".milaff.json"


class Written(NamedTuple):
    """How many files of the site are new or changed, are as they were, are gone."""

    changed: int = 0
    unchanged: int = 0
    deleted: int = 0


class Site:
    """The folder `root`, with the list of the files in it that are ours.

    The list lies beside the folder, so that the folder holds the site and nothing else. What is
    not on it was put there by others and stays.
    """

    def __init__(self, root: Path) -> None:
        self.root = root
        self.list = root.with_name(f".{root.name}.json")
        self._made: set[str] = set()

    def problem(self) -> Problem | None:
        """Why the folder cannot be written to: it holds something that is not a site of ours."""
        if self.root.exists() and not self.root.is_dir():
            message = "a file stands where the site goes"
            return Problem(self.root.name, None, None, message, "move it away")
        if self.root.is_dir() and any(self.root.iterdir()):
            ours = self.listed()
            if not any((self.root / url).is_file() for url in ours):
                message = "this folder holds files that Milaff did not write"
                hint = "move them elsewhere, or delete the folder if nothing in it is needed"
                return Problem(f"{self.root.name}/", None, None, message, hint)
        return None

    def listed(self) -> set[str]:
        """The addresses of the files that are ours."""
        urls = _urls(self.list)
        if urls is None and (urls := _urls(self.root / _FORMER_LIST)) is not None:
            urls.add(_FORMER_LIST)
        return urls or set()

    def note(self, urls: Iterable[str]) -> None:
        """Have the list hold these addresses."""
        text = json.dumps({"files": sorted(urls)}, indent=0, ensure_ascii=False)
        kept.write_whole(self.list, f"{text}\n".encode())

    def present(self) -> set[str]:
        """The addresses of all files in the folder, ours or not."""
        found: set[str] = set()
        waiting = [""]
        while waiting:
            folder = waiting.pop()
            with contextlib.suppress(FileNotFoundError), os.scandir(self.root / folder) as entries:
                for entry in entries:
                    url = folder + entry.name
                    if entry.is_dir(follow_symlinks=False):
                        waiting.append(f"{url}/")
                    else:
                        found.add(url)
        return found

    def holds(self, url: str, data: bytes) -> bool:
        """Whether the file at `url` has these bytes already."""
        try:
            with open(f"{self.root}/{url}", "rb") as file:
                return os.fstat(file.fileno()).st_size == len(data) and file.read() == data
        except OSError:
            return False

    def is_copy(self, url: str, source: Path) -> bool:
        """Whether the file at `url` has the bytes of `source`."""
        try:
            return filecmp.cmp(source, self.root / url, shallow=False)
        except FileNotFoundError:
            return False

    def take_over(self, folder: Path) -> bool:
        """Have `folder` become the site's, where there is none yet: all at once, or not at all."""
        if self.root.exists():
            return False
        try:
            folder.rename(self.root)
        except OSError:
            # It lies on another disk, or is held open: file by file, then.
            return False
        return True

    def move_in(self, url: str, source: Path | str) -> None:
        """Move the file `source` to `url`; nobody ever meets half of it."""
        target = self._place(url)
        try:
            os.replace(source, target)
        except OSError as error:
            if error.errno != errno.EXDEV:
                raise
            # The site folder lies on another disk.
            self.copy_in(url, source)

    def copy_in(self, url: str, source: Path | str) -> None:
        """Copy the file `source` to `url`; nobody ever meets half of it."""
        target = self._place(url)
        part = f"{target}.part"
        try:
            shutil.copyfile(source, part)
            os.replace(part, target)
        except OSError:
            Path(part).unlink(missing_ok=True)
            raise

    def delete(self, url: str) -> bool:
        """Delete a file and the folders that it leaves empty; False when it was gone already."""
        path = self.root / url
        if not is_inside(url) or not path.parent.resolve().is_relative_to(self.root.resolve()):
            return False
        try:
            path.unlink()
        except FileNotFoundError:
            return False
        for folder in path.parents:
            if folder == self.root or any(folder.iterdir()):
                break
            folder.rmdir()
        return True

    def _place(self, url: str) -> str:
        folder = url.rpartition("/")[0]
        if folder not in self._made:
            os.makedirs(f"{self.root}/{folder}", exist_ok=True)
            self._made.add(folder)
        return f"{self.root}/{url}"


def _urls(path: Path) -> set[str] | None:
    """What a list says; None where there is none that can be read."""
    try:
        urls = json.loads(path.read_text(encoding="utf-8"))["files"]
        return {url for url in urls if isinstance(url, str)}
    except (OSError, ValueError, KeyError, TypeError):
        return None


def listed_files(site: Path) -> list[str]:
    """The addresses of the files of the site that lies in `site`, in order."""
    return sorted(Site(site).listed())


def is_inside(url: str) -> bool:
    """Whether `url` is the address of a file of a site: relative, in POSIX form, going down."""
    # A backslash, a drive's letter or an alternate stream leads elsewhere on Windows.
    if "\\" in url or ":" in url:
        return False
    return not any(part in ("", ".", "..") for part in url.split("/"))
