"""Articles, originals and ledgers on disk: nothing twice, nothing over, nothing lost.

The order of writes is what makes a kill at any moment harmless: the original and its ledger come
first, the article's file is what says that an original is taken in, and only then does the raw
file leave the inbox. Each file appears whole or not at all.
"""

from __future__ import annotations

import datetime
import hashlib
import os
import re
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from rich.progress import track

from milaff.intake.article import Converted
from milaff.intake.convert import MOST_BYTES, convert
from milaff.intake.ledger import dump_ledger
from milaff.intake.outlets import read_outlets
from milaff.model import FrontMatter, Problem, ProblemsFound, dump, parse, slug_for
from milaff.model.front_matter import Original
from milaff.model.names import same_name

LEDGER = ".ledger.jsonl"
_DIGEST = re.compile(r"^\s*sha256:\s*['\"]?([0-9a-f]{64})", re.MULTILINE)
_NOT_IN_NAMES = re.compile(r'[\x00-\x1f\x7f<>:"/\\|?*\u200e\u200f\u061c\u202a-\u202e\u2066-\u2069]')
# More raw files than this are a batch that shows its progress.
_BATCH = 20


@dataclass(frozen=True, slots=True)
class Taken:
    """One article taken in; `path` is that of its file, relative to the dossier."""

    path: str
    name: str
    front_matter: FrontMatter


@dataclass(slots=True)
class Report:
    """What became of every raw file, by its name."""

    taken: list[Taken] = field(default_factory=list)
    unchanged: list[str] = field(default_factory=list)
    offered: list[tuple[str, str]] = field(default_factory=list)
    refused: list[Problem] = field(default_factory=list)
    removed: list[str] = field(default_factory=list)

    def headline(self) -> str:
        """The report in one line."""
        parts = [f"{len(self.taken)} {'article' if len(self.taken) == 1 else 'articles'}"]
        for name, found in (
            ("already there", self.unchanged),
            ("offered", self.offered),
            ("refused", self.refused),
        ):
            if found:
                parts.append(f"{len(found)} {name}")
        return ", ".join(parts)

    def lines(self) -> list[str]:
        """The report, a line a file that a curator should know of."""
        said = list(self.removed)
        for taken in self.taken:
            front = taken.front_matter
            said.append(f"  {taken.name} → {taken.path}  {front.title}")
            for doubt in front.review:
                also = f" ({'; '.join(doubt.alternatives)})" if doubt.alternatives else ""
                said.append(f"    in doubt: {doubt.field}: {doubt.reason}{also}")
        for name, path in self.offered:
            said.append(f"  {name} stays: {path} has the same title, date and source")
            said.append(
                "    to replace it: remove the article by its slug, then add this file again"
            )
        return said


@dataclass(frozen=True, slots=True)
class _Input:
    """A raw file; `file` is None for standard input."""

    name: str
    file: Path | None
    leaves: bool

    def bytes(self) -> bytes:
        if self.file is None:
            return sys.stdin.buffer.read(MOST_BYTES + 1)
        with self.file.open("rb") as file:
            # One byte more than is taken in: enough to know that it is too much.
            return file.read(MOST_BYTES + 1)

    @property
    def saved(self) -> str:
        """When the raw file was last written: ISO, UTC."""
        if self.file is None:
            return ""
        moment = datetime.datetime.fromtimestamp(self.file.stat().st_mtime, datetime.UTC)
        return moment.strftime("%Y-%m-%dT%H:%MZ")


def take_in(
    root: Path, paths: Sequence[str | Path] | None = None, *, draft: bool = False
) -> Report:
    """Take in `paths` (files, folders, `-` for standard input), or the dossier's inbox.

    What lies in the inbox moves to content/originals/; what lies elsewhere is copied. What cannot
    be taken in stays where it is and is told in the report. Raises ProblemsFound when the dossier
    itself cannot be read.
    """
    return _Store(root).take_in(paths, draft)


def remove(root: Path, slug: str) -> Report:
    """Undo the take-in of the article `slug`: its original goes back to the inbox."""
    return _Store(root).remove(slug)


class _Store:
    def __init__(self, root: Path) -> None:
        self.root = root
        self.content = root / "content"
        self.inbox = self.content / "inbox"
        self.originals = self.content / "originals"
        self.articles = self.content / "articles"
        self.report = Report()
        self.digests: dict[str, Path] = {}
        self.known: dict[tuple[str, str, str], Path] = {}
        self.slugs: set[str] = set()

    # Taking in

    def take_in(self, paths: Sequence[str | Path] | None, draft: bool) -> Report:
        if not (self.content / "dossier.yml").is_file():
            hint = "give --dossier DIR, or make one: python3 tasks.py new DIR"
            message = "there is no dossier here: this file is missing"
            raise ProblemsFound([Problem("content/dossier.yml", None, None, message, hint)])
        outlets = read_outlets(self.content)
        self._read_articles()
        inputs = list(self._inputs(paths))
        shown = track(inputs, "taking in", disable=len(inputs) <= _BATCH or not sys.stderr.isatty())
        for item in shown:
            try:
                data = item.bytes()
                if self._is_known(item, data):
                    continue
                converted = convert(data, item.name, outlets, draft=draft)
                self._write(item, data, converted)
            except ProblemsFound as found:
                self.report.refused += found.problems
            except OSError as error:
                self._refuse(item.name, error.strerror or str(error), "check its permissions")
        return self.report

    def _inputs(self, paths: Sequence[str | Path] | None) -> Iterator[_Input]:
        for path in [self.inbox] if paths is None else paths:
            if str(path) == "-":
                yield _Input("-", None, leaves=False)
                continue
            place = Path(path)
            if place.is_dir():
                for file in sorted(place.rglob("*")):
                    hidden = any(p.startswith(".") for p in file.relative_to(place).parts)
                    if file.is_file() and not hidden:
                        yield self._input(file)
            elif place.is_file():
                yield self._input(place)
            else:
                self._refuse(str(path), "there is no such file or folder", "check its name")

    def _input(self, file: Path) -> _Input:
        inside = file.resolve().is_relative_to(self.inbox.resolve()) and not file.is_symlink()
        try:
            name = file.resolve().relative_to(self.root.resolve()).as_posix()
        except ValueError:
            name = str(file)
        return _Input(name, file, leaves=inside)

    def _refuse(self, name: str, message: str, hint: str) -> None:
        self.report.refused.append(Problem(name, None, None, message, hint))

    def _read_articles(self) -> None:
        for path in sorted(self.articles.glob("*.md")):
            self.slugs.add(path.stem)
            text = path.read_text(encoding="utf-8-sig", errors="replace")
            for digest in _DIGEST.findall(text):
                self.digests[digest] = path
            try:
                front_matter, _ = parse(text, str(path))
            except ProblemsFound:
                continue  # the build tells of it; a slug taken is enough to know here
            if front_matter.slug:
                self.slugs.add(front_matter.slug)
            self.known[_identity(front_matter)] = path

    def _is_known(self, item: _Input, data: bytes) -> bool:
        """Whether these very bytes were taken in before; then the inbox need not keep them."""
        article = self.digests.get(hashlib.sha256(data).hexdigest())
        if article is None:
            return False
        self.report.unchanged.append(item.name)
        kept = self._same_bytes(data)
        if item.leaves and item.file and kept:
            item.file.unlink()
        return True

    def _same_bytes(self, data: bytes) -> Path | None:
        if not self.originals.is_dir():
            return None
        for path in sorted(self.originals.iterdir()):
            is_same_size = path.is_file() and path.stat().st_size == len(data)
            if is_same_size and path.read_bytes() == data:
                return path
        return None

    def _write(self, item: _Input, data: bytes, converted: Converted) -> None:
        front_matter = converted.front_matter
        identity = _identity(front_matter)
        if front_matter.date and front_matter.source and identity in self.known:
            self.report.offered.append((item.name, self._shown(self.known[identity])))
            return
        digest = hashlib.sha256(data).hexdigest()
        original = self._same_bytes(data) or self._free_name(item, digest)
        saved = item.saved
        write_whole(original, data)
        write_whole(original.with_name(original.name + LEDGER), dump_ledger(converted.ledger))
        slug = slug_for(front_matter.title, front_matter.date, self.slugs)
        front_matter = replace(
            front_matter, original=Original(original.name, digest), retrieved=saved
        )
        path = self.articles / f"{slug}.md"
        write_whole(path, dump(front_matter, converted.body).encode("utf-8", "replace"))
        self.slugs.add(slug)
        self.digests[digest] = self.known[identity] = path
        if item.leaves and item.file:
            item.file.unlink()
        self.report.taken.append(Taken(self._shown(path), item.name, front_matter))

    def _free_name(self, item: _Input, digest: str) -> Path:
        raw = item.file.name if item.file else f"stdin-{digest[:8]}.txt"
        name = _NOT_IN_NAMES.sub("-", raw).strip(" .") or f"raw-{digest[:8]}"
        stem, dot, ending = name.rpartition(".")
        stem, ending = (stem, dot + ending) if stem else (name, "")
        stem = stem.encode()[:150].decode("utf-8", "ignore")
        path, number = self.originals / f"{stem}{ending}", 1
        while path.exists():
            number += 1
            path = self.originals / f"{stem}-{number}{ending}"
        return path

    # Removing

    def remove(self, slug: str) -> Report:
        path = self.articles / f"{slug}.md"
        name = f"content/articles/{slug}.md"
        if not re.fullmatch(r"[^/\\]+", slug) or not path.is_file():
            hint = "give the name of a file in content/articles/, without .md"
            self._refuse(name, "there is no such article", hint)
            return self.report
        front_matter, _ = parse(path.read_text(encoding="utf-8-sig"), name)
        original = front_matter.original
        if original is None:
            hint = "it was not taken in from a raw file: delete it yourself if you want it gone"
            self._refuse(name, "it has no original to give back", hint)
            return self.report
        raw = self.originals / Path(original.file).name
        if not raw.is_file():
            message = f"its original content/originals/{raw.name} is missing"
            self._refuse(name, message, "bring the original back, then run the command again")
            return self.report
        # What the curator wrote into the article is kept: taking in anew would not bring it back.
        kept = self.root / ".cache" / "removed" / f"{slug}.md"
        write_whole(kept, path.read_bytes())
        target, number = self.inbox / raw.name, 1
        while target.exists() and target.read_bytes() != raw.read_bytes():
            number += 1
            target = self.inbox / f"{raw.stem}-{number}{raw.suffix}"
        self.inbox.mkdir(parents=True, exist_ok=True)
        path.unlink()
        os.replace(raw, target)
        raw.with_name(raw.name + LEDGER).unlink(missing_ok=True)
        self.report.removed = [
            f"removed  {name}",
            f"  its original is back: {self._shown(target)}",
            f"  what the article held is kept in {self._shown(kept)}",
        ]
        return self.report

    def _shown(self, path: Path) -> str:
        return path.relative_to(self.root).as_posix()


def _identity(front_matter: FrontMatter) -> tuple[str, str, str]:
    day = front_matter.date.day_text if front_matter.date else ""
    return same_name(front_matter.title), day, same_name(front_matter.source)


def write_whole(path: Path, data: bytes) -> None:
    """Write a file so that it appears whole or not at all, also when the power fails."""
    path.parent.mkdir(parents=True, exist_ok=True)
    part = path.with_name(f".{path.name}.part")
    with part.open("wb") as file:
        file.write(data)
        file.flush()
        os.fsync(file.fileno())
    os.replace(part, path)
