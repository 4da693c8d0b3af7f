"""The one main: take in → read → arrange → write → export. Start reading here.

The only module that joins rooms. Every function whose name begins with `main_` is a command: it
prints what a user should know and returns the exit code.
"""

from __future__ import annotations

import os
import sys
import traceback
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from time import perf_counter
from typing import Any

import milaff
from milaff.model import Library, Problem, ProblemsFound

#: Where Milaff itself lies: its theme and its settings.
HOME = Path(milaff.__file__).parents[2]


def main_build(
    dossier: Path,
    *,
    add: bool = True,
    search: bool = True,
    theme: Path | None = None,
    force: bool = False,
) -> int:
    """Build the site of the dossier in `output/`, taking in what lies in its inbox first."""
    with _command(dossier) as outcome:
        if add and not os.environ.get("CI"):
            _take_in(dossier, None)
        theme = theme or HOME / "theme"
        settings = cache(lambda: _settings(dossier, theme, {"search": search, "force": force}))
        library = _read(dossier, settings, search)
        _write(dossier, library, settings())
        _tell_drafts(library)
    return outcome.code


def main_add(
    dossier: Path,
    paths: Sequence[str | Path] | None = None,
    *,
    draft: bool = False,
    explain: bool = False,
    replacing: bool = False,
) -> int:
    """Take in `paths` (`-` is standard input), or the inbox when there are none."""
    from milaff import intake

    with _command(dossier) as outcome:
        if explain:
            intake.explain(dossier, paths or [])
        elif not _take_in(dossier, paths, draft=draft, replacing=replacing):
            outcome.code = 1
    return outcome.code


def main_remove(dossier: Path, slug: str) -> int:
    """Undo the take-in of an article and give its original back to the inbox."""
    from milaff import intake

    with _command(dossier) as outcome:
        report = intake.remove(dossier, slug)
        _complain(report.refused)
        outcome.code = 1 if report.refused else 0
        for line in report.lines():
            print(line)
    return outcome.code


def main_new(directory: Path) -> int:
    """Make an empty dossier that builds."""
    from milaff.starter import make_dossier

    with _command(directory) as outcome:
        for path in make_dossier(directory):
            print(f"wrote {directory / path}")
        print("Drop raw articles into its content/inbox/ and build it.")
    return outcome.code


def main_bundle(dossier: Path, *, add: bool = True) -> int:
    """Build the site and pack it into `dist/<id>.zip`, to be read without a network."""
    from milaff import reader
    from milaff.output.bundle import bundle

    code = main_build(dossier, add=add)
    if code:
        return code
    with _command(dossier) as outcome:
        name = reader.read_dossier(dossier).dossier.id
        archive = bundle(dossier / "output", dossier / "dist", name)
        size = archive.stat().st_size / 1024
        print(f"bundled  {_shown(archive, dossier)} ({size:,.0f} KB): unzip, open index.html")
    return outcome.code


def main_serve(dossier: Path, port: int = 8000) -> int:
    """Build the site and show it on this machine only."""
    from milaff.server import serve

    code = main_build(dossier)
    if code:
        return code
    with _command(dossier) as outcome:
        serve(dossier / "output", port)
    return outcome.code


# The steps


def _take_in(
    dossier: Path,
    paths: Sequence[str | Path] | None,
    *,
    draft: bool = False,
    replacing: bool = False,
) -> bool:
    """Raw files → Markdown in content/articles. True when every file was taken in."""
    if paths is None and not _has_files(dossier / "content" / "inbox"):
        return True
    from milaff import intake

    with _step("took in") as note:
        report = intake.take_in(dossier, paths, draft=draft, replacing=replacing)
        note(report.headline())
    for line in report.lines():
        print(line)
    _complain(report.refused)
    return not report.refused


def _settings(dossier: Path, theme: Path, options: dict[str, bool]) -> dict[str, Any]:
    """pelicanconf.py, for this dossier and theme."""
    from milaff import output

    # Pelican would take a relative path from its settings' folder, not from the user's.
    dossier, theme = dossier.resolve(), theme.resolve()
    if not (theme / "templates").is_dir():
        message, hint = "this theme has no folder templates/", "give --theme a theme's folder"
        raise ProblemsFound([Problem(str(theme), None, None, message, hint)])
    return output.read_settings(
        HOME / "pelicanconf.py",
        PATH=str(dossier / "content"),
        OUTPUT_PATH=str(dossier / "output"),
        THEME=str(theme),
        MILAFF_OPTIONS=options,
    )


def _read(dossier: Path, settings: Callable[[], dict[str, Any]], search: bool) -> Library:
    """content/ → Library. Raises ProblemsFound with every problem of every file.

    Without the search nobody needs a part of a body, so that Pelican is loaded while workers read.
    """
    from milaff import reader

    site_url = os.environ.get("MILAFF_SITE_URL", "")
    with _step("read") as note:
        parts = settings()["MILAFF_DERIVED"] if search else {}
        library = reader.read_dossier(dossier, site_url=site_url, parts=parts, meanwhile=settings)
        note(f"{len(library.articles)} articles, {len(library.drafts)} drafts")
    return library


def _write(dossier: Path, library: Library, settings: dict[str, Any]) -> None:
    """Library → output/. Raises ProblemsFound; the site is then as it was before."""
    from milaff import output

    with _step("wrote") as note:
        written = output.write_site(settings | {"MILAFF_LIBRARY": library})
        note(
            f"{written.changed} files, {written.unchanged} unchanged, "
            f"{written.deleted} deleted, in {_shown(dossier / 'output', dossier)}/"
        )


# What a user is told


class _Outcome:
    code = 0


@contextmanager
def _command(dossier: Path) -> Iterator[_Outcome]:
    """Turn every failure a user can cause into messages and exit code 1."""
    outcome = _Outcome()
    for stream in (sys.stdout, sys.stderr):
        # A terminal that cannot show Arabic must not end a build.
        reconfigure: Any = getattr(stream, "reconfigure", None)
        if reconfigure:
            reconfigure(errors="replace")
    try:
        yield outcome
    except ProblemsFound as found:
        _complain(found.problems)
        outcome.code = 1
    except OSError as error:
        where = _shown(Path(error.filename), dossier) if error.filename else str(dossier)
        hint = "free space on the disk, or allow writing there; then run the command again"
        _complain([Problem(where, None, None, error.strerror or str(error), hint)])
        outcome.code = 1
    except Exception as error:
        _complain([_own_fault(error, dossier)])
        outcome.code = 1
    except KeyboardInterrupt:
        print("stopped; run the command again to go on", file=sys.stderr)
        outcome.code = 130


def _own_fault(error: Exception, dossier: Path) -> Problem:
    """What is no fault of the user: told shortly, the details kept for the report."""
    details = "".join(traceback.format_exception(error))
    place = dossier / ".cache" / "error.txt"
    try:
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_text(details, encoding="utf-8")
    except OSError:
        print(details, file=sys.stderr)
    message = f"Milaff itself failed: {type(error).__name__}: {error}"
    hint = f"report it with the file {_shown(place, dossier)}; nothing of yours was changed"
    return Problem("milaff", None, None, message, hint)


@contextmanager
def _step(name: str) -> Iterator[Callable[[str], None]]:
    """Time one step and print `name`, what it did and how long it took."""
    notes: list[str] = []
    start = perf_counter()
    yield notes.append
    print(f"{name:<8} {'; '.join(notes)} ({perf_counter() - start:.2f} s)", flush=True)


def _complain(problems: Sequence[Problem]) -> None:
    sys.stdout.flush()
    for problem in problems:
        print(problem, file=sys.stderr)
    if len(problems) > 1:
        print(f"{len(problems)} problems", file=sys.stderr)


def _tell_drafts(library: Library) -> None:
    if not library.drafts:
        return
    count = len(library.drafts)
    print(f"\n{count} {'draft stays' if count == 1 else 'drafts stay'} out of the site:")
    for article in library.drafts:
        doubts = ", ".join(dict.fromkeys(doubt.field for doubt in article.front_matter.review))
        print(f"  {article.path}  {article.title}" + (f"  (in doubt: {doubts})" if doubts else ""))
    print("To publish one: open it, settle what review: asks, write status: published, build.")


def _has_files(folder: Path) -> bool:
    return folder.is_dir() and any(not path.name.startswith(".") for path in folder.iterdir())


def _shown(path: Path, dossier: Path) -> str:
    try:
        return path.resolve().relative_to(dossier.resolve()).as_posix()
    except ValueError:
        return str(path)
