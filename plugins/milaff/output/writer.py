"""The Writer: what the site is made of is queued, and written at the end as far as it is new."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator, Mapping
from functools import partial
from pathlib import Path
from typing import Any, NamedTuple

from pelican.writers import Writer

from milaff.model import Library, ProblemsFound, digest_of
from milaff.output.held import Held
from milaff.output.manifest import Manifest
from milaff.output.site import Site, Written, is_inside
from milaff.output.staging import Staging
from milaff.output.templates import Templates
from milaff.workers import shared_out

Data = Mapping[str, Any]
Export = Callable[[Library, Callable[[str, bytes], None]], None]


class _Job(NamedTuple):
    """A file to be made: where, what it follows from (None: unknown before it is made), of what.

    `source` is the data of a page for `template`, or bytes where there is no template; or a
    function that gives the one or the other.
    """

    url: str
    digest: bytes | None
    template: str
    source: Any


class SiteWriter(Writer):  # type: ignore[misc]
    """Pelican's Writer with a queue.

    What Pelican itself or another plugin writes through `write_file` and `write_feed` lands in a
    folder of its own and is installed with the rest. Addresses are relative to the site's root,
    in POSIX form, and end in a file name; queueing one twice, or one that leaves the site, is a
    programmer's error and raises ValueError.

    Every file has a digest of what it follows from. The manifest, kept from the last build, says
    which digest lies at which address: what is there already is neither made nor touched.
    """

    def __init__(self, output_path: str, settings: dict[str, Any]) -> None:
        cache = Path(settings["MILAFF_CACHE"])
        self.site = Path(output_path)
        self.theme = Path(settings["THEME"])
        self._folder = Site(self.site)
        self._foreign = cache / "foreign"
        shutil.rmtree(self._foreign, ignore_errors=True)
        self._foreign.mkdir(parents=True)
        super().__init__(str(self._foreign), settings)
        self._staging = Staging(cache / "staging")
        self._manifest_path = cache / "manifest"
        self._code: bytes = settings["MILAFF_CODE"]
        self._manifest = Manifest.load(self._manifest_path, self._code)
        self.templates = Templates(
            self.theme / "templates",
            settings["JINJA_FILTERS"],
            settings["JINJA_GLOBALS"],
            settings.get("MILAFF_COMPILED"),
        )
        if self._manifest.templates[0] == self.templates.digest:
            self.templates.remember(self._manifest.templates[1])
        self.written = Written()
        self._jobs: list[_Job] = []
        self._exports: dict[str, tuple[bool, bytes, list[str]]] = {}
        self._files: dict[str, Path] = {}
        self._taken: set[str] = set()
        settings["MILAFF_WRITER"] = self

    # What rooms ask

    def has_template(self, name: str) -> bool:
        """Whether the theme has a template of this name; a page type without one is not built."""
        return self.templates.has(name)

    def names_in(self, template: str) -> frozenset[str] | None:
        """The names that a template, or one that it draws on, mentions; None: it may be any."""
        return self.templates.known(template).names if self.has_template(template) else frozenset()

    def queue_page(
        self, url: str, template: str, data: Data | Callable[[], Data], digest: bytes = b""
    ) -> None:
        """Have `template` rendered at `url` with `data` and nothing else.

        Of the data only what the template names is used, and of those values functions of nothing
        are called. Where `digest` is given it says what the data follow from; they are then asked
        for only when it is new.
        """
        if not digest:
            digest = digest_of(repr(data).encode())
        about = (url.encode(), self.templates.known(template).digest, digest)
        digest = digest_of(b"\0".join(about))
        self._queue(_Job(url, digest, template, data))

    def queue_bytes(self, url: str, data: bytes | Callable[[], bytes], digest: str = "") -> None:
        """Have `data`, or the bytes that it gives, written at `url`.

        `digest` is that of the bytes (BLAKE2b, 16 bytes, in hex): where it is what lies at `url`
        already, `data` is not called.
        """
        if isinstance(data, bytes):
            self._queue(_Job(url, digest_of(data), "", data))
        else:
            self._queue(_Job(url, bytes.fromhex(digest) or None, "", data))

    def queue_file(self, url: str, source: Path) -> None:
        """Have the file `source` copied to `url`."""
        self._take(url)
        self._files[url] = source

    # Writing

    def flush(self) -> None:
        """Make what is new, then have the site folder hold exactly what was queued.

        Raises ProblemsFound for a template that fails or a body that shows what is not there; the
        site folder is then untouched.
        """
        library: Library = self.settings["MILAFF_LIBRARY"]
        force = self.settings["MILAFF_OPTIONS"]["force"]
        present = self._folder.present()
        self._queue_rest(library, present, force)
        new: dict[str, bytes] = {}
        stale = []
        for job in self._jobs:
            if not force and job.digest and self._has(job.url, job.digest, present):
                new[job.url] = job.digest
            else:
                stale.append(job)
        moves = self._make(stale, new, library, present, force)
        library.bodies.save()
        copies = []
        for url, source in self._files.items():
            new[url] = _look(source)
            is_known = self._has(url, new[url], present)
            if force or not (is_known or self._folder.is_copy(url, source)):
                copies.append(url)
        self._install(new, moves, copies, present)
        self._staging.clear()

    def hold(self) -> Held:
        """What was queued, to be made when it is asked for. Raises ProblemsFound as `flush`."""
        library: Library = self.settings["MILAFF_LIBRARY"]
        self._queue_rest(library, set(), force=True)
        library.bodies.save()
        made = {job.url: (job.digest or b"", partial(self._made, job)) for job in self._jobs}
        return Held(made, {url: (_look(path), path) for url, path in self._files.items()})

    def _queue_rest(self, library: Library, present: set[str], force: bool) -> None:
        """Queue what no generator of Pelican's does."""
        if problems := library.problems_in_bodies():
            raise ProblemsFound(problems)
        self._export(library, present, force)
        for path in sorted(self._foreign.rglob("*")):
            if path.is_file():
                self.queue_bytes(path.relative_to(self._foreign).as_posix(), path.read_bytes())
        for url, source in self._theme_files():
            self.queue_file(url, source)
        for file in library.files():
            self.queue_file(file, Path(self.settings["PATH"]) / file)
        if arranged := self.settings.get("MILAFF_ARRANGED"):
            arranged(len(self._jobs) + len(self._files))

    def _has(self, url: str, digest: bytes, present: set[str]) -> bool:
        """Whether what follows from `digest` lies at `url` since the last build."""
        return url in present and self._manifest.files.get(url) == digest

    def _made(self, job: _Job) -> bytes:
        """The bytes of a file."""
        given = job.source() if callable(job.source) else job.source
        if not job.template:
            data: bytes = given
            return data
        names = self.templates.known(job.template).names
        used = {
            name: value() if callable(value) else value
            for name, value in given.items()
            if names is None or name in names
        }
        return self.templates.render(job.template, used)

    def _make(
        self,
        jobs: list[_Job],
        new: dict[str, bytes],
        library: Library,
        present: set[str],
        force: bool,
    ) -> list[str]:
        """Make files in the staging folder; the addresses of those that are not there already."""
        tell = self.settings.get("MILAFF_TELL") or (lambda _done, _all: None)
        self._staging.keep({job.url for job in jobs})

        def make(number: int) -> tuple[bytes, bool, Any]:
            job = jobs[number]
            if job.digest and self._staging.has(job.url, job.digest):
                return job.digest, True, None
            data = self._made(job)
            digest = job.digest or digest_of(data)
            moves = force or job.url not in present or not self._folder.holds(job.url, data)
            if moves:
                self._staging.put(job.url, digest, data)
            return digest, moves, library.bodies.news()

        self.templates.compile({job.template for job in jobs if job.template})
        moves = []
        for done, (number, (digest, is_new, news)) in enumerate(shared_out(len(jobs), make), 1):
            new[jobs[number].url] = digest
            if is_new:
                moves.append(jobs[number].url)
            if news:
                library.bodies.learn(news)
            tell(done, len(jobs))
        return moves

    def _export(self, library: Library, present: set[str], force: bool) -> None:
        """Queue what exports write; one whose dossier is as it was is not run again."""
        old = self._manifest
        for export in self.settings["MILAFF_EXPORTS"]:
            name = f"{export.__module__}.{export.__qualname__}"
            asked, digest, urls = old.exports.get(name, (True, b"", []))
            is_whole = all(url in old.files and url in present for url in urls)
            if is_whole and not force and digest == library.digest(bodies=asked):
                for url in urls:
                    self._queue(_Job(url, old.files[url], "", b""))
                self._exports[name] = old.exports[name]
            else:
                self._exports[name] = self._run_export(export, library)

    def _run_export(self, export: Export, library: Library) -> tuple[bool, bytes, list[str]]:
        before, first = library.bodies_asked, len(self._jobs)
        export(library, self.queue_bytes)
        asked = library.bodies_asked != before
        return asked, library.digest(bodies=asked), [job.url for job in self._jobs[first:]]

    def _install(
        self, new: dict[str, bytes], moves: list[str], copies: list[str], present: set[str]
    ) -> None:
        """Put what is new in its place and delete what is gone.

        The manifest knows nothing of a file while it changes: whatever ends this build, the next
        one makes that file again.
        """
        site, manifest, listed = self._folder, self._manifest, self._folder.listed()
        gone = sorted((listed | manifest.files.keys()) - new.keys())
        changing = {*moves, *copies, *gone}
        if not new.keys() <= listed:
            site.note(listed | new.keys())
        if not changing.isdisjoint(manifest.files):
            manifest.files = {u: d for u, d in manifest.files.items() if u not in changing}
            manifest.save(self._manifest_path, self._code)
        if moves and not site.take_over(self._staging.tree):
            for url in moves:
                site.move_in(url, self._staging.path(url))
        for url in copies:
            site.copy_in(url, self._files[url])
        deleted = sum(site.delete(url) for url in gone if url in present)
        if listed != new.keys():
            site.note(new)
        templates = (self.templates.digest, self.templates.memory())
        made = Manifest(new, self._exports, templates)
        if made != manifest:
            made.save(self._manifest_path, self._code)
        changed = len(moves) + len(copies)
        self.written = Written(changed, len(new) - changed, deleted)

    def _queue(self, job: _Job) -> None:
        self._take(job.url)
        self._jobs.append(job)

    def _take(self, url: str) -> None:
        if not is_inside(url):
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


def _look(path: Path) -> bytes:
    """A digest of how a file looks: one that is replaced looks otherwise, its bytes unread."""
    stat = path.stat()
    return digest_of(repr((stat.st_size, stat.st_mtime_ns, stat.st_ctime_ns, stat.st_ino)).encode())
