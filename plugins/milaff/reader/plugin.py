"""The room as a Pelican plugin.

Pelican's own ArticlesGenerator stays idle (`ARTICLE_PATHS = []`): the Library reads every file
once, and dates that are partial or absent need no placeholder. Whatever else Pelican is asked to
read (by a plugin of the adopter's) it reads in our dialect, through `MarkdownReader`.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any, ClassVar

from pelican import signals
from pelican.readers import BaseReader

from milaff.model import parse
from milaff.reader.content import read_dossier
from milaff.reader.plain import derive


class MarkdownReader(BaseReader):  # type: ignore[misc]
    """Pelican's way into our dialect."""

    enabled = True
    file_extensions: ClassVar[list[str]] = ["md"]

    def read(self, source_path: str) -> tuple[str, dict[str, Any]]:
        """HTML and the few metadata that Pelican may have: it makes each an attribute."""
        front_matter, body = parse(Path(source_path).read_text(encoding="utf-8-sig"), source_path)
        metadata = {"title": front_matter.title, "front_matter": front_matter}
        return derive(body).html, metadata


def _use_our_reader(readers: Any) -> None:
    readers.reader_classes["md"] = MarkdownReader
    readers.disabled_readers = {}


def _read_library(pelican: Any) -> None:
    settings = pelican.settings
    if settings.get("MILAFF_LIBRARY") is None:
        root = Path(settings["PATH"]).parent
        settings["MILAFF_LIBRARY"] = read_dossier(root, parts=settings["MILAFF_DERIVED"])


def _leave_idle(generator: Any) -> None:
    """Pelican's own generator of articles has none: it would load templates to write nothing."""
    generator.generate_output = lambda _writer: None


def connect() -> None:
    """Have Pelican's signals reach us."""
    signals.article_generator_init.connect(_leave_idle)
    signals.readers_init.connect(_use_our_reader)
    signals.initialized.connect(_read_library)
