"""The one main: take in → read → arrange → write → export. Start reading here.

The only module that joins rooms. Every function whose name begins with `main_` is a command: it
prints what a user should know and returns the exit code.
"""

from __future__ import annotations

import os
import sys
import traceback
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, nullcontext
from dataclasses import replace
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

import milaff
from milaff import kept
from milaff.console import Steps, profiled
from milaff.locked import alone
from milaff.model import Library, Problem, ProblemsFound, printable

if TYPE_CHECKING:
    from milaff.intake.report import Report
    from milaff.output import Held

#: Where Milaff itself lies: its theme and its settings.
HOME = Path(milaff.__file__).parents[2]
#: Of more files that were not taken in only the first are named at the end.
_MOST_LEFT = 20
#: The exit code of a program whose reader has gone, as shells tell it (128 + SIGPIPE).
_NO_READER = 141
#: What lies in a dossier; the path of a problem that begins with one of these is relative to it.
_FOLDERS = {"content", "output", "dist", ".cache"}


def main_build(
    dossier: Path,
    *,
    add: bool = True,
    search: bool = True,
    theme: Path | None = None,
    force: bool = False,
    profile: bool = False,
) -> int:
    """Build the site of the dossier in `output/`, taking in what lies in its inbox first.

    What cannot be taken in is told at the end and fails no build: the site is made without it.
    """
    site = _Site(dossier, theme, search=search, force=force)
    with (
        _command(dossier) as outcome,
        _alone(dossier),
        profiled(HOME) if profile else nullcontext(),
    ):
        taking = add and not os.environ.get("CI")
        report = _take_in(dossier, None) if taking else None
        _tell_drafts(_build(site), dossier)
        if report is not None:
            _tell_left(report.left())
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
    with _command(dossier) as outcome:
        from milaff import intake

        if explain:
            intake.explain(dossier, paths or [])
        elif paths is None and not _has_files(dossier / "content" / "inbox"):
            print("the inbox is empty: put raw articles into content/inbox/, or name them")
        else:
            report = _take_in(dossier, paths, draft=draft, replacing=replacing)
            outcome.code = 1 if report is not None and report.refused else 0
    return outcome.code


def main_remove(dossier: Path, slug: str) -> int:
    """Undo the take-in of an article and give its original back to the inbox."""
    with _command(dossier) as outcome:
        from milaff import intake

        report = intake.remove(dossier, slug)
        _complain(report.refused, dossier)
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
    with _command(dossier) as outcome, _alone(dossier):
        name = reader.read_dossier(dossier).dossier.id
        archive = bundle(dossier / "output", dossier / "dist", name)
        size = archive.stat().st_size / 1024
        print(f"bundled  {_shown(archive, dossier)} ({size:,.0f} KB): unzip, open index.html")
    return outcome.code


def main_serve(
    dossier: Path,
    port: int = 8000,
    *,
    search: bool = True,
    prepare_theme: Callable[[], None] = lambda: None,
) -> int:
    """Show the dossier on this machine only, drafts included, and build it anew at every edit.

    `prepare_theme` builds the theme's styles and scripts; it is called when one of them changes.
    """
    from milaff.server import Preview
    from milaff.watching import changes

    site, preview = _Site(dossier, search=search, preview=True), Preview()

    def build() -> None:
        try:
            with _alone(dossier), Steps() as steps:
                library = _read(site, steps)
                # The edit is on the screen before its words can be searched.
                preview.show(_hold(site, library, steps, index=False))
                if search:
                    preview.show(_hold(site, library, steps, index=True))
        except Exception as error:
            problems = _problems_of(error, dossier)
            _complain(problems, dossier)
            preview.complain(problems)

    with _command(dossier) as outcome:
        if not os.environ.get("CI"):
            _take_in(dossier, None)
        with preview.listening(port) as (address, answer):
            # Built before any thread runs: a process with threads must not be forked.
            build()
            answer()
            print(f"{address}  (every edit is shown at once; Ctrl+C ends it)", flush=True)
            for paths in changes(dossier, site.theme):
                if any("assets" in path.parts for path in paths):
                    prepare_theme()
                build()
    return outcome.code


# The steps


def _take_in(
    dossier: Path,
    paths: Sequence[str | Path] | None,
    *,
    draft: bool = False,
    replacing: bool = False,
) -> Report | None:
    """Raw files → Markdown in content/articles, told. None when the inbox is empty."""
    if paths is None and not _has_files(dossier / "content" / "inbox"):
        return None
    from milaff import intake

    with Steps() as steps:
        steps.begin("took in")
        report = intake.take_in(dossier, paths, draft=draft, replacing=replacing, tell=steps.tell)
        steps.end(report.headline())
    for line in report.lines():
        print(line)
    _complain(report.refused, dossier)
    return report


class _Site:
    """A site to be built: of which dossier, by which theme, and how."""

    def __init__(
        self,
        dossier: Path,
        theme: Path | None = None,
        *,
        search: bool = True,
        force: bool = False,
        preview: bool = False,
    ) -> None:
        # Pelican would take a relative path from its settings' folder, not from the user's.
        self.given = dossier
        self.dossier, self.theme = dossier.resolve(), (theme or HOME / "theme").resolve()
        self.options = {"search": search, "force": force}
        self.preview = preview
        # A preview shows drafts and is never written: nothing of it comes near what is published.
        self.cache = self.dossier / ".cache" / ("preview" if preview else "")
        self.output = self.dossier / "output"

    @property
    def is_searched(self) -> bool:
        """Whether there will be an index: it is asked for, and the theme has a page for it."""
        has_page = (self.theme / "templates" / "search.html").is_file()
        return self.options["search"] and has_page

    @cached_property
    def settings(self) -> dict[str, Any]:
        """pelicanconf.py, for this site. Pelican is loaded here."""
        from milaff import output

        if not (self.theme / "templates").is_dir():
            message, hint = "this theme has no folder templates/", "give --theme a theme's folder"
            raise ProblemsFound([Problem(str(self.theme), None, None, message, hint)])
        return output.read_settings(
            HOME / "pelicanconf.py",
            PATH=str(self.dossier / "content"),
            OUTPUT_PATH=str(self.output),
            THEME=str(self.theme),
            MILAFF_OPTIONS=self.options,
            MILAFF_CACHE=str(self.cache),
        )


def _build(site: _Site) -> Library:
    """Read, arrange, write. Raises ProblemsFound; the site is then as it was before."""
    with Steps() as steps:
        library = _read(site, steps)
        # Not before: it loads Pelican, which is done while workers read.
        from milaff import output

        def arranged(files: int) -> None:
            steps.end(_many(files, "file"))
            steps.begin("wrote")

        steps.begin("arranged")
        telling = {"MILAFF_ARRANGED": arranged, "MILAFF_TELL": steps.tell}
        written = output.write_site({**site.settings, "MILAFF_LIBRARY": library, **telling})
        steps.end(
            f"{_many(written.changed, 'file')}, skipped {written.unchanged}, "
            f"deleted {written.deleted}, in {_shown(site.output, site.given)}/"
        )
    return library


def _hold(site: _Site, library: Library, steps: Steps, *, index: bool) -> Held:
    """Arrange; each page is made when a browser asks for it. Raises ProblemsFound."""
    from milaff import output

    steps.begin("indexed" if index else "arranged")
    options = {**site.options, "index": index}
    settings = {**site.settings, "MILAFF_LIBRARY": library, "MILAFF_OPTIONS": options}
    held = output.hold_site(settings)
    steps.end("to be searched" if index else "to be shown")
    return held


def _read(site: _Site, steps: Steps) -> Library:
    """content/ → Library.

    Without the search nobody needs a part of a body, and Pelican is loaded while workers read.
    """
    from milaff import reader

    steps.begin("read")
    problems = _outlets_problems(site.dossier)
    try:
        library = reader.read_dossier(
            site.dossier,
            preview=site.preview,
            site_url=os.environ.get("MILAFF_SITE_URL", ""),
            parts=site.settings["MILAFF_DERIVED"] if site.is_searched else {},
            tell=steps.tell,
            meanwhile=lambda: site.settings,
        )
    except ProblemsFound as found:
        raise ProblemsFound([*found.problems, *problems]) from found
    if problems:
        raise ProblemsFound(problems)
    articles, drafts = len(library.articles), len(library.drafts)
    steps.end(f"{_many(articles, 'article')}, {_many(drafts, 'draft')}")
    return library


def _outlets_problems(dossier: Path) -> list[Problem]:
    """What is wrong with outlets.yml: no page follows from it, but the next take-in does.

    A text that was found good is not read again: that would load all of intake.
    """
    path, good = dossier / "content" / "outlets.yml", dossier / ".cache" / "outlets"
    if not path.is_file():
        return []
    read = (milaff.__version__, path.read_bytes())
    if kept.load(good) == read:
        return []
    from milaff.intake.outlets import read_outlets

    try:
        read_outlets(dossier / "content")
    except ProblemsFound as found:
        return found.problems
    kept.save(good, read)
    return []


@contextmanager
def _alone(dossier: Path) -> Iterator[None]:
    """Wait until no other command works in this dossier."""

    def waiting() -> None:
        print("another build of this dossier is running: waiting for its end", flush=True)

    if not dossier.is_dir():
        hint = "give --dossier the folder that holds content/, or make one with new"
        raise ProblemsFound([Problem(str(dossier), None, None, "no such folder", hint)])
    with alone(dossier / ".cache" / "lock", waiting):
        yield


# What a user is told


def _has_no_reader() -> bool:
    """Whether nobody reads any more what is printed, as in `build | head`: then all is said."""
    try:
        print(flush=True)
    except BrokenPipeError:
        # What is left to say must not fail once more at the end (Python's note on SIGPIPE).
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return True
    return False


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
        sys.stdout.flush()
    except Exception as error:
        if isinstance(error, BrokenPipeError) and _has_no_reader():
            outcome.code = _NO_READER
        else:
            _complain(_problems_of(error, dossier), dossier)
            outcome.code = 1
    except KeyboardInterrupt:
        print("stopped; run the command again to go on", file=sys.stderr)
        outcome.code = 130


def _problems_of(error: Exception, dossier: Path) -> list[Problem]:
    """What a user should know of a failure."""
    if isinstance(error, ProblemsFound):
        return error.problems
    if isinstance(error, OSError):
        where = _inside(Path(error.filename), dossier) if error.filename else str(dossier)
        hint = "free space on the disk, or allow writing there; then run the command again"
        return [Problem(where, None, None, error.strerror or str(error), hint)]
    return [_own_fault(error, dossier)]


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


def _complain(problems: Sequence[Problem], dossier: Path) -> None:
    sys.stdout.flush()
    for problem in problems:
        if problem.path.partition("/")[0] in _FOLDERS:
            problem = replace(problem, path=(dossier / problem.path).as_posix())
        print(problem, file=sys.stderr)
    if len(problems) > 1:
        print(f"{len(problems)} problems", file=sys.stderr)


def _tell_drafts(library: Library, dossier: Path) -> None:
    if not library.drafts:
        return
    count = len(library.drafts)
    print(f"\n{count} {'draft stays' if count == 1 else 'drafts stay'} out of the site:")
    for article in library.drafts:
        doubts = ", ".join(dict.fromkeys(doubt.field for doubt in article.front_matter.review))
        doubted = f"  (in doubt: {doubts})" if doubts else ""
        print(printable(f"  {(dossier / article.path).as_posix()}  {article.title}{doubted}"))
    print("To publish one: open it, settle what review: asks, write status: published, build.")


def _tell_left(left: Sequence[tuple[str, str]]) -> None:
    """What was not taken in, at the end too: a long report has scrolled away by then."""
    if not left:
        return
    print(f"\n{_many(len(left), 'file')} of the inbox not taken in:")
    for name, why in left[:_MOST_LEFT]:
        print(f"  {name}: {why}")
    if len(left) > _MOST_LEFT:
        print(f"  and {len(left) - _MOST_LEFT} more")
    print("What to do is told above, under what was taken in.")


def _many(count: int, noun: str) -> str:
    return f"{count} {noun}" if count == 1 else f"{count} {noun}s"


def _has_files(folder: Path) -> bool:
    return folder.is_dir() and any(not path.name.startswith(".") for path in folder.iterdir())


def _shown(path: Path, dossier: Path) -> str:
    """`path` as it is typed where the user stands: begun with the dossier as they named it."""
    return (dossier / _inside(path, dossier)).as_posix()


def _inside(path: Path, dossier: Path) -> str:
    try:
        return path.resolve().relative_to(dossier.resolve()).as_posix()
    except ValueError:
        return str(path)
