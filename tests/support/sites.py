"""Tiny dossiers, written to disk and built for real."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import pytest

from milaff import build

#: The repository.
HOME = Path(__file__).parents[2]
DOSSIER = "title: ملف التجربة\nid: trial\n"


def article(title: str = "عنوان المقال", body: str = "متن المقال.", **front: str) -> str:
    """The text of an article's file; each value of `front` is YAML."""
    head = "".join(f"{key}: {value}\n" for key, value in {"title": title, **front}.items())
    return f"---\n{head}---\n\n{body}\n"


@dataclass(frozen=True)
class Outcome:
    """What a command returned and said."""

    code: int
    out: str
    err: str


class TinyDossier:
    """A dossier in a folder of its own."""

    def __init__(self, root: Path, capsys: pytest.CaptureFixture[str]) -> None:
        self.root = root
        self.output = root / "output"
        self._capsys = capsys

    def write(self, files: Mapping[str, str | bytes]) -> None:
        """Write files, named relative to content/."""
        for name, text in files.items():
            path = self.root / "content" / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(text.encode() if isinstance(text, str) else text)

    def build(self, *, search: bool = False, add: bool = True, force: bool = False) -> Outcome:
        """Run the build; without the search unless asked for, since most tests need none."""
        return self._outcome(build.main_build(self.root, search=search, add=add, force=force))

    def bundle(self) -> Outcome:
        return self._outcome(build.main_bundle(self.root))

    def page(self, url: str) -> str:
        return (self.output / url).read_text(encoding="utf-8")

    def files(self) -> dict[str, bytes]:
        """Every file of the site, by address."""
        return {
            path.relative_to(self.output).as_posix(): path.read_bytes()
            for path in self.output.rglob("*")
            if path.is_file()
        }

    def _outcome(self, code: int) -> Outcome:
        said = self._capsys.readouterr()
        return Outcome(code, said.out, said.err)
