"""Write: queued pages → files. A Pelican plugin.

Rooms queue what the site is made of on the `SiteWriter`; nothing touches the output folder before
everything is rendered, so that a build that fails leaves the site as it was.
"""

from __future__ import annotations

import logging
from collections.abc import MutableMapping
from pathlib import Path
from typing import Any

import pelican.settings
from pelican import Pelican, console, signals

from milaff import kept
from milaff.model import Problem, ProblemsFound, digest_of
from milaff.output.held import Held
from milaff.output.site import Site, Written
from milaff.output.writer import SiteWriter

__all__ = [
    "Held", "SiteWriter", "Written", "hold_site", "read_settings", "register", "write_site",
]  # fmt: skip


class _Fatal(logging.Handler):
    """Pelican logs an error and goes on, exit code 0: here an error ends the build."""

    def emit(self, record: logging.LogRecord) -> None:
        error = record.exc_info[1] if record.exc_info else None
        if isinstance(error, ProblemsFound):
            raise error
        message = f"{record.getMessage()}: {error}" if error else record.getMessage()
        hint = "Pelican or a plugin of it said so; look at pelicanconf.py"
        raise ProblemsFound([Problem("pelicanconf.py", None, None, message, hint)])


def read_settings(path: Path, **overrides: Any) -> dict[str, Any]:
    """The settings that the Python file `path` holds, with `overrides`, fit for `write_site`."""
    settings: dict[str, Any] = pelican.settings.read_settings(str(path), override=overrides)
    # What the pages are made by, besides the theme: our code, these settings, other plugins.
    modules = [getattr(plugin, "__file__", None) for plugin in settings["PLUGINS"]]
    foreign = [Path(file) for file in modules if file and "milaff" not in Path(file).parts]
    texts = [path.read_bytes() for path in (path, *foreign)]
    settings["MILAFF_CODE"] = digest_of(b"".join((kept.version(), *texts)))
    return settings


def write_site(settings: MutableMapping[str, Any]) -> Written:
    """Run Pelican with `settings` and say what it wrote.

    Raises ProblemsFound when a template, a plugin or the output folder is at fault; the site is
    then as it was before.
    """
    if problem := Site(Path(settings["OUTPUT_PATH"])).problem():
        raise ProblemsFound([problem])
    writer = _run(settings)
    writer.flush()
    return writer.written


def hold_site(settings: MutableMapping[str, Any]) -> Held:
    """Run Pelican with `settings` and hold what it would write. Raises ProblemsFound."""
    return _run(settings).hold()


def _run(settings: MutableMapping[str, Any]) -> SiteWriter:
    """The writer, with all that Pelican's run queued."""
    fatal = _Fatal(logging.ERROR)
    logger = logging.getLogger("pelican")
    # Pelican counts its own articles, which are none, and takes its time to say so.
    say, console.print = console.print, lambda *_words, **_style: None
    logger.addHandler(fatal)
    try:
        Pelican(settings).run()
    finally:
        logger.removeHandler(fatal)
        console.print = say
    writer: SiteWriter = settings["MILAFF_WRITER"]
    return writer


def _writer(_pelican: Any) -> type[SiteWriter]:
    return SiteWriter


def register() -> None:
    """Called by Pelican."""
    signals.get_writer.connect(_writer)
