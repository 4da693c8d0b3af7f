"""Taking in: nothing twice, nothing over, nothing lost.

The order of writes is what makes a kill at any moment harmless: the original and its ledger come
first, the article's file is what says that an original is taken in, and only then does the raw
file leave the inbox. Names depend on the order of the raw files alone, never on which worker was
done first or where an earlier run was stopped.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing, suppress
from dataclasses import replace
from functools import partial
from pathlib import Path

from milaff.intake import archives
from milaff.intake.archives import Unreadable
from milaff.intake.batch import Converter, Outcome, workers_for
from milaff.intake.files import Transaction
from milaff.intake.inputs import Inputs, Raw, folders_beside, resolved
from milaff.intake.known import Entry, Known
from milaff.intake.originals import (
    ARCHIVES,
    REPLACED,
    Names,
    Originals,
    companions_of,
    digest_of,
    free_path,
    holds,
    keep,
    ledger_of,
    move,
)
from milaff.intake.outlets import read_outlets
from milaff.intake.report import Offered, Report, Taken, changes, gains
from milaff.model import FrontMatter, Problem, ProblemsFound, dump, parse, slug_for
from milaff.model.front_matter import Original

#: Articles, or bytes, that are put in place at once.
_ROUND = 64
_ROUND_BYTES = 32 * 1024 * 1024
#: What the curator alone writes into an article: it stays when a better original is taken.
_CURATORS_KEYS = ("slug", "section", "note", "visibility", "links", "archived", "event_date")


def take_in(
    root: Path,
    paths: Sequence[str | Path] | None = None,
    *,
    draft: bool = False,
    replacing: bool = False,
    workers: int | None = None,
    tell: Callable[[int, int], object] = lambda _done, _total: None,
) -> Report:
    """Take in `paths` (files, folders, ZIP archives, `-` for standard input), or the inbox.

    What lies in the inbox moves to content/originals/; what lies elsewhere is copied. What cannot
    be taken in stays where it is and is told in the report. A raw file of an article that is there
    already is offered, and taken in its place only when `replacing`. `workers` are the processes
    that convert: 0 is this one alone; by default as many as there are processors, where there is
    work for them. `tell` hears how many files of how many are read. Raises ProblemsFound when the
    dossier itself cannot be read, or another run is at work in it.
    """
    if not (root / "content" / "dossier.yml").is_file():
        hint = "give --dossier DIR, or make one: python3 tasks.py new DIR"
        message = "there is no dossier here: this file is missing"
        raise ProblemsFound([Problem("content/dossier.yml", None, None, message, hint)])
    converter = Converter(read_outlets(root / "content"), draft)
    with closing(Known(root)) as known:
        run = _Run(root, known, replacing)
        try:
            inbox = [run.inbox] if run.inbox.is_dir() else []
            inputs = Inputs(root, inbox if paths is None else paths)
            return run.take_in(inputs, converter, workers, tell)
        finally:
            run.writes.close()


class _Run:
    """One run over one dossier."""

    def __init__(self, root: Path, known: Known, replacing: bool) -> None:
        self.root = root
        self.inbox = root / "content" / "inbox"
        self.resolved_inbox = self.inbox.resolve()
        self.articles = root / "content" / "articles"
        self.known = known
        self.replacing = replacing
        self.originals = Originals(root / "content" / "originals", known.originals())
        self.slugs = Names(known.slugs())
        self.writes = Transaction(root / ".cache" / "incoming")
        self.waiting = 0
        self.report = Report(str(root))
        #: ZIP archive → how many of its entries are not in the dossier.
        self.missing: dict[Path, int] = {}

    def take_in(
        self,
        inputs: Inputs,
        converter: Converter,
        workers: int | None,
        tell: Callable[[int, int], object],
    ) -> Report:
        self.report.refused += inputs.problems
        self.missing = dict(inputs.archives)
        for raw in inputs.raws:
            if raw.entry is not None and raw.path:
                self.missing[raw.path] += 1
        if workers is None:
            workers = workers_for(inputs.raws)
        for raw, data, outcome in converter.in_order(self._new(inputs.raws, tell), workers):
            try:
                self._take(raw, data, outcome)
            except Unreadable as error:
                self._refuse(raw, error)
            except ProblemsFound as found:
                # Of the article that this seems to be.
                message = "it seems to be an article that cannot be read as it is now"
                waits = Problem(raw.name, None, None, message, "mend that one, then add this again")
                self.report.refused += [*found.problems, waits]
            if self.waiting >= _ROUND or self.writes.size >= _ROUND_BYTES:
                self._flush()
        self._flush()
        self._settle_archives()
        return self.report

    def _new(
        self, raws: list[Raw], tell: Callable[[int, int], object]
    ) -> Iterator[tuple[Raw, bytes]]:
        """The files that are not there already, with their bytes."""
        for number, raw in enumerate(raws):
            tell(number, len(raws))
            try:
                data = raw.read()
                is_new = not self._is_known(raw, data, digest_of(data))
            except Unreadable as error:
                self._refuse(raw, error)
                continue
            if is_new:
                yield raw, data

    def _is_known(self, raw: Raw, data: bytes, digest: str) -> bool:
        """Whether these very bytes were taken in before; then the inbox need not keep them."""
        name, file = self.known.made_from(digest)
        if not name:
            return False
        self.report.unchanged[raw.name] = f"content/articles/{name}"
        if raw.path is None:
            return True
        original = self.originals.folder / Path(file).name
        if not original.exists() and original not in self.writes:
            # Somebody lost it, and here it is again.
            self.writes.write(original, [data], first=True, mtime_ns=raw.mtime_ns)
        if original in self.writes or holds(original, raw):
            self._let_go(raw, original)
        return True

    def _take(self, raw: Raw, data: bytes, outcome: Outcome) -> None:
        front_matter = outcome.front_matter
        if front_matter is None:
            self.report.refused += outcome.problems
            return
        digest = digest_of(data)
        if self._is_known(raw, data, digest):
            # The same bytes under another name were taken since these were read.
            return
        twin = self.known.twin(Entry.of("", front_matter, outcome.sketch))
        if twin and not self.replacing:
            better = gains(*self._article(twin), front_matter, outcome.body)
            archive = raw.archive_name
            self.report.offered.append(
                Offered(raw.name, f"content/articles/{twin}", better, archive)
            )
            return
        original = self.originals.place_for(raw, data, digest)
        front_matter = replace(
            front_matter, original=Original(original.name, digest), retrieved=raw.saved
        )
        if twin:
            front_matter = self._replace(twin, front_matter, outcome.body)
        self._write_original(raw, data, original, outcome)
        self._write_article(raw, front_matter, outcome, twin)
        self._let_go(raw, original)
        self.waiting += 1

    def _write_original(self, raw: Raw, data: bytes, original: Path, outcome: Outcome) -> None:
        self.writes.write(original, [data], first=True, mtime_ns=raw.mtime_ns)
        self.writes.write(ledger_of(original), [outcome.ledger], first=True)
        for path, companion in companions_of(raw, original).items():
            self.writes.write(path, companion.chunks(), first=True, mtime_ns=companion.mtime_ns)

    def _write_article(
        self, raw: Raw, front_matter: FrontMatter, outcome: Outcome, twin: str
    ) -> None:
        for file, picture in outcome.files.items():
            if not (self.articles / file).exists():
                self.writes.write(self.articles / file, [picture], first=True)
        name = twin or f"{self.slugs.free(slug_for(front_matter.title, front_matter.date))}.md"
        text = dump(front_matter, outcome.body).encode("utf-8", "replace")
        state = self.writes.write(self.articles / name, [text])
        entry = Entry.of(name, front_matter, outcome.sketch)
        near = tuple((f"content/articles/{n}", share) for n, share in self.known.near(entry))
        self.known.add(entry, state.st_size, state.st_mtime_ns)
        path = f"content/articles/{name}"
        self.report.taken.append(Taken(path, raw.name, front_matter, near, outcome.away))

    def _flush(self) -> None:
        self.writes.flush()
        self.known.commit()
        self.waiting = 0

    # An article that is there already

    def _article(self, name: str) -> tuple[FrontMatter, str]:
        """An article as it lies there. Raises ProblemsFound when it cannot be read."""
        if self.articles / name in self.writes:
            self._flush()
        text = (self.articles / name).read_text(encoding="utf-8-sig", errors="replace")
        return parse(text, f"content/articles/{name}")

    def _replace(self, name: str, front_matter: FrontMatter, body: str) -> FrontMatter:
        """Keep the article that is to be replaced; the new one with what the curator added."""
        old, old_body = self._article(name)
        new = replace(front_matter, **{key: getattr(old, key) for key in _CURATORS_KEYS})
        kept = keep(self.articles / name, self.originals.folder / REPLACED)
        self.report.removed += [
            f"replaced  content/articles/{name}",
            f"  what it held is kept in {kept.relative_to(self.root).as_posix()}",
        ]
        if changed := changes(old, new):
            self.report.removed.append(f"  not as it was, see what you had: {', '.join(changed)}")
        if not gains(old, old_body, front_matter, body):
            self.report.removed.append("  nothing is better in this copy than in what it replaced")
        if old.original:
            original = self.originals.folder / Path(old.original.file).name
            self.writes.then_do(partial(_set_aside, original))
        return new

    # What leaves the inbox

    def _let_go(self, raw: Raw, original: Path) -> None:
        """Have the raw file leave the inbox, once all that waits is in place."""
        if raw.path and raw.entry is not None:
            self.missing[raw.path] -= 1
        elif raw.path and self._is_in_inbox(raw.path):
            self.writes.then_do(
                partial(_leave, raw, companions_of(raw, original), self.resolved_inbox)
            )

    def _is_in_inbox(self, path: Path) -> bool:
        return not path.is_symlink() and resolved(path.parent).is_relative_to(self.resolved_inbox)

    def _settle_archives(self) -> None:
        """Archives of the inbox that are wholly in the dossier move to the originals."""
        archives.release()
        for path, missing in self.missing.items():
            if not missing and self._is_in_inbox(path):
                target = self.originals.folder / ARCHIVES / path.name
                target.parent.mkdir(parents=True, exist_ok=True)
                os.replace(path, free_path(target, path))
                _remove_empty(path.parent, self.resolved_inbox)

    def _refuse(self, raw: Raw, error: Unreadable) -> None:
        self.report.refused.append(Problem(raw.name, None, None, error.message, error.hint))


def _leave(raw: Raw, kept: dict[Path, Raw], inbox: Path) -> None:
    """Delete a raw file of the inbox that is kept, and what came with it: the page last, since
    without it the others would pass for articles. What was changed meanwhile stays."""
    if not raw.is_as_it_was() or not all(holds(path, part) for path, part in kept.items()):
        return
    for file in (*kept.values(), raw):
        if file.path:
            file.path.unlink(missing_ok=True)
            _remove_empty(file.path.parent, inbox)
    for folder in folders_beside(raw):
        # It came empty.
        _remove_empty(folder, inbox)


def _remove_empty(folder: Path, inbox: Path) -> None:
    """Delete a folder of the inbox that nothing is left in, and those above it."""
    folder = resolved(folder)
    with suppress(OSError):
        while folder != inbox:
            folder.rmdir()
            folder = folder.parent


def _set_aside(original: Path) -> None:
    """Move an original whose article is made from another one now, with all that is its own."""
    if original.is_file():
        ledger = ledger_of(original)
        moved = move(original, original.parent / REPLACED)
        if ledger.is_file():
            os.replace(ledger, ledger_of(moved))
