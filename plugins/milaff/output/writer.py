"""The Writer: pages are queued as (address, template, explicit data) and written at the end."""

from __future__ import annotations

import shutil
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import Any

from pelican.writers import Writer

from milaff.output.site import Written, install
from milaff.output.templates import Templates


@dataclass(frozen=True, slots=True)
class QueuedPage:
    """A page that is not rendered yet; `data` is all that its template sees."""

    url: str
    template: str
    data: Mapping[str, Any]


class SiteWriter(Writer):  # type: ignore[misc]
    """Pelican's Writer with a queue.

    What Pelican itself or another plugin writes through `write_file` and `write_feed` lands in
    the staging folder and is installed with the rest. Addresses are relative to the site's root,
    in POSIX form, and end in a file name; queueing one twice, or one that leaves the site, is a
    programmer's error and raises ValueError.
    """

    def __init__(self, output_path: str, settings: dict[str, Any]) -> None:
        self.site = Path(output_path)
        self.staging = Path(settings["PATH"]).parent / ".cache" / "staging"
        shutil.rmtree(self.staging, ignore_errors=True)
        self.staging.mkdir(parents=True)
        super().__init__(str(self.staging), settings)
        self.theme = Path(settings["THEME"])
        self.templates = Templates(
            self.theme / "templates", settings["JINJA_FILTERS"], settings["JINJA_GLOBALS"]
        )
        self.written = Written()
        self._pages: list[QueuedPage] = []
        self._bytes: dict[str, bytes] = {}
        self._files: dict[str, Path] = {}
        self._taken: set[str] = set()
        settings["MILAFF_WRITER"] = self

    def has_template(self, name: str) -> bool:
        """Whether the theme has a template of this name; a page type without one is not built."""
        return self.templates.has(name)

    def queue_page(self, url: str, template: str, data: Mapping[str, Any]) -> None:
        """Have `template` rendered with `data`, and nothing else, at `url`."""
        self._take(url)
        self._pages.append(QueuedPage(url, template, data))

    def queue_bytes(self, url: str, data: bytes) -> None:
        """Have `data` written at `url`."""
        self._take(url)
        self._bytes[url] = data

    def queue_file(self, url: str, source: Path) -> None:
        """Have the file `source` copied to `url`."""
        self._take(url)
        self._files[url] = source

    def flush(self) -> None:
        """Render all that is queued, then make the site folder hold exactly that.

        Raises ProblemsFound for a template that fails; the site folder is then untouched.
        """
        for url, source in self._theme_files():
            self.queue_file(url, source)
        library = self.settings["MILAFF_LIBRARY"]
        for file in library.files():
            self.queue_file(file, Path(self.settings["PATH"]) / file)
        for export in self.settings["MILAFF_EXPORTS"]:
            export(library, self.queue_bytes)
        # One page needs nothing of another: this loop is where workers can take over.
        for page in self._pages:
            self._stage(page.url, self.templates.render(page.template, page.data))
        for url, data in self._bytes.items():
            self._stage(url, data)
        force = self.settings["MILAFF_OPTIONS"]["force"]
        self.written = install({**self._staged(), **self._files}, self.site, force=force)
        shutil.rmtree(self.staging, ignore_errors=True)

    def _take(self, url: str) -> None:
        path = PurePosixPath(url)
        if not path.name or path.is_absolute() or str(path) != url or ".." in path.parts:
            raise ValueError(f"{url!r} is not an address inside the site")
        if "\\" in url:
            raise ValueError(f"{url!r} is not an address inside the site")
        # Windows and macOS keep one file for two names that differ in case only.
        if url.casefold() in self._taken:
            raise ValueError(f"{url!r} is queued twice")
        self._taken.add(url.casefold())

    def _theme_files(self) -> Iterator[tuple[str, Path]]:
        root = self.theme / "static"
        for path in sorted(root.rglob("*")):
            if path.is_file():
                yield f"assets/{path.relative_to(root).as_posix()}", path

    def _stage(self, url: str, data: bytes) -> None:
        path = self.staging / url
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)

    def _staged(self) -> dict[str, Path]:
        return {
            path.relative_to(self.staging).as_posix(): path
            for path in sorted(self.staging.rglob("*"))
            if path.is_file()
        }
