"""What the dossier holds already: which originals, which titles, which texts, which names.

Kept in `.cache/intake.sqlite`, so that adding one article to many does not read all of them
again. The folder of articles is the truth: what has changed there is read anew at every opening,
and the file may be deleted at any time. It is locked while it is open, so that two runs never
take in at once.
"""

from __future__ import annotations

import os
import re
import sqlite3
from dataclasses import dataclass
from itertools import chain
from pathlib import Path

from milaff.arabic.text import fold
from milaff.intake.duplicates import SAME_STORY, SAME_TEXT, Sketch, shared, sketch_of
from milaff.intake.names import without_kind
from milaff.model import FrontMatter, Problem, ProblemsFound, parse
from milaff.model.names import same_name

_VERSION = 2
_TABLES = """
CREATE TABLE article (
  name TEXT PRIMARY KEY, size INTEGER, mtime INTEGER,
  slug TEXT, title TEXT, day TEXT, source TEXT, digest TEXT, original TEXT, sketch BLOB
) WITHOUT ROWID;
CREATE INDEX article_title ON article (title);
CREATE INDEX article_digest ON article (digest);
CREATE TABLE least (hash INTEGER, name TEXT, PRIMARY KEY (hash, name)) WITHOUT ROWID;
CREATE INDEX least_name ON least (name);
"""
_DIGEST = re.compile(r"^\s*sha256:\s*['\"]?([0-9a-f]{64})", re.MULTILINE)
_FIELD = re.compile(r"^(title|date|source):[ \t]*(['\"]?)(.+?)\2[ \t]*$", re.MULTILINE)
_DAY = re.compile(r"\d{4}-\d\d-\d\d")
_FILE = re.compile(r"^original:\s*\n\s+file:\s*['\"]?(.*?)['\"]?\s*$", re.MULTILINE)
#: A run of words that stands in more articles than this tells nothing: a site's standing phrase.
_COMMON = 50
_WITH_A_RUN = f"SELECT * FROM (SELECT hash, name FROM least WHERE hash = ? LIMIT {_COMMON + 1})"
#: A title that more articles have than this is a column's name.
_MOST_OF_ONE_TITLE = 1000
#: One of two copies of a text has at least so much of the other's length.
_AS_LONG = 0.8


@dataclass(frozen=True, slots=True)
class Entry:
    """One article, as far as taking in has to know it. `day` is ISO, empty when unknown."""

    name: str
    slug: str
    title: str
    day: str
    source: str
    digest: str
    original: str
    sketch: Sketch

    @classmethod
    def of(cls, name: str, front_matter: FrontMatter, sketch: Sketch) -> Entry:
        """The entry of an article whose file in content/articles is called `name`."""
        original = front_matter.original
        return cls(
            name,
            front_matter.slug or name.removesuffix(".md"),
            _title(front_matter.title),
            front_matter.date.day_text if front_matter.date else "",
            _outlet(front_matter.source),
            original.sha256 if original else "",
            original.file if original else "",
            sketch,
        )


class Known:
    """The articles of one dossier. Opening it waits for nobody: raises ProblemsFound when another
    run has it open."""

    def __init__(self, root: Path) -> None:
        self._articles = root / "content" / "articles"
        self._file = root / ".cache" / "intake.sqlite"
        self._file.parent.mkdir(parents=True, exist_ok=True)
        try:
            self._database = self._opened()
        except sqlite3.OperationalError as error:
            if "locked" not in str(error):
                raise OSError(None, f"cannot be written: {error}", str(self._file)) from error
            message = "another command is taking articles in here"
            hint = "wait until it has ended, then run this one again"
            raise ProblemsFound([Problem("content/inbox", None, None, message, hint)]) from error
        except sqlite3.DatabaseError:
            # It is a cache: what is broken is made anew.
            self._file.unlink(missing_ok=True)
            self._database = self._opened()
        self._refresh()

    def commit(self) -> None:
        """Keep what was added: the articles are on the disk."""
        self._database.commit()

    def close(self) -> None:
        """Forget what was added since, and let the next run in."""
        self._database.close()

    # Questions

    def made_from(self, digest: str) -> tuple[str, str]:
        """The names of the article made from these bytes and of its original, or two empty ones."""
        query = "SELECT name, original FROM article WHERE digest = ?"
        found = self._database.execute(query, (digest,)).fetchone()
        return found or ("", "")

    def originals(self) -> set[str]:
        """The names of all originals that an article was made from."""
        rows = self._database.execute("SELECT original FROM article WHERE original != ''")
        return {name for (name,) in rows}

    def slugs(self) -> set[str]:
        """Every slug in use, and every name of an article's file."""
        rows = self._database.execute("SELECT slug, name FROM article").fetchall()
        return {slug for slug, _ in rows} | {name.removesuffix(".md") for _, name in rows}

    def twin(self, entry: Entry) -> str:
        """The name of an article that is this one from another original; empty when none is.

        It has the same title, neither another day nor another source, and the same text; one too
        short to be recognised is known by its title, day and source. Under another title, the
        curator's perhaps, it is known by its text where day and source are the same.
        """
        found = self._database.execute(
            "SELECT name, day, source, sketch FROM article WHERE title = ? ORDER BY name LIMIT ?",
            (entry.title, _MOST_OF_ONE_TITLE),
        )
        for name, day, source, sketch in found:
            told = day and source and (day, source) == (entry.day, entry.source)
            fits = day in ("", entry.day) or not entry.day
            fits = fits and (source in ("", entry.source) or not entry.source)
            text = Sketch.load(sketch)
            says_little = not text.least or not entry.sketch.least
            is_same = shared(text, entry.sketch) >= SAME_STORY
            if (told and says_little) or (fits and is_same):
                return str(name)
        return self._retitled(entry)

    def _retitled(self, entry: Entry) -> str:
        """The name of an article of the same day and source with nearly the same text."""
        if not entry.day or not entry.source:
            return ""
        for name, share in self.near(entry):
            query = "SELECT day, source, sketch FROM article WHERE name = ?"
            day, source, sketch = self._database.execute(query, (name,)).fetchone()
            # A short notice stands wholly in the report that follows it, and is its own article.
            few, many = sorted((Sketch.load(sketch).runs, entry.sketch.runs))
            is_as_long = few >= _AS_LONG * many
            if share >= SAME_TEXT and is_as_long and (day, source) == (entry.day, entry.source):
                return name
        return ""

    def near(self, entry: Entry) -> list[tuple[str, float]]:
        """Other articles that tell the same story, the nearest first, and how much they share."""
        names: dict[int, list[str]] = {}
        keys = entry.sketch.keys
        query = " UNION ALL ".join([_WITH_A_RUN] * len(keys))
        for key, name in self._database.execute(query, keys) if keys else ():
            names.setdefault(key, []).append(name)
        few = (found for found in names.values() if len(found) <= _COMMON)
        near = []
        for name in set(chain.from_iterable(few)) - {entry.name}:
            query = "SELECT sketch FROM article WHERE name = ?"
            (sketch,) = self._database.execute(query, (name,)).fetchone()
            share = shared(entry.sketch, Sketch.load(sketch))
            if share >= SAME_STORY:
                near.append((name, share))
        return sorted(near, key=lambda found: (-found[1], found[0]))

    def add(self, entry: Entry, size: int, mtime: int) -> None:
        """Learn of an article; `size` and `mtime` (in ns) are its file's."""
        self._forget(entry.name)
        self._database.execute(
            "INSERT INTO article VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
            (
                *(entry.name, size, mtime, entry.slug, entry.title, entry.day, entry.source),
                *(entry.digest, entry.original, entry.sketch.dump()),
            ),
        )
        rows = [(key, entry.name) for key in entry.sketch.keys]
        self._database.executemany("INSERT OR IGNORE INTO least VALUES (?, ?)", rows)

    # Keeping up with the folder

    def _opened(self) -> sqlite3.Connection:
        database = sqlite3.connect(self._file, timeout=0)
        try:
            database.execute("PRAGMA locking_mode = EXCLUSIVE")
            # A kill harms it as little as before; after a power failure it is made anew.
            database.execute("PRAGMA synchronous = OFF")
            database.execute("BEGIN EXCLUSIVE")
            version = database.execute("PRAGMA user_version").fetchone()[0]
            if version != _VERSION:
                for (table,) in database.execute(
                    "SELECT name FROM sqlite_master WHERE type = 'table'"
                ).fetchall():
                    database.execute(f'DROP TABLE "{table}"')
                for statement in _TABLES.split(";"):
                    database.execute(statement)
                database.execute(f"PRAGMA user_version = {_VERSION}")
            database.commit()
        except sqlite3.Error:
            database.close()
            raise
        return database

    def _refresh(self) -> None:
        """Read the articles that are new or have changed, and forget those that are gone."""
        rows = self._database.execute("SELECT name, size, mtime FROM article")
        known = {name: (size, mtime) for name, size, mtime in rows}
        try:
            with os.scandir(self._articles) as folder:
                files = {entry.name: entry for entry in folder if entry.name.endswith(".md")}
        except FileNotFoundError:
            files = {}
        for name in known.keys() - files.keys():
            self._forget(name)
        for name in sorted(files):
            found = files[name].stat()
            if known.get(name) != (found.st_size, found.st_mtime_ns):
                self.add(_read(self._articles / name), found.st_size, found.st_mtime_ns)
        self._database.commit()

    def _forget(self, name: str) -> None:
        self._database.execute("DELETE FROM article WHERE name = ?", (name,))
        self._database.execute("DELETE FROM least WHERE name = ?", (name,))


def _title(text: str) -> str:
    """A title as it is compared: without vowel marks, whatever the spelling of its hamzas."""
    return fold(same_name(text))


def _outlet(name: str) -> str:
    """An outlet's name as it is compared: `وكالة سانا`, `سانا`; `جريدة العيّنة`, `العيّنة`."""
    return same_name(re.sub(r"^وكاله\s+(?=\S)", "", without_kind(name)))


def _read(path: Path) -> Entry:
    """What an article's file says; of one that cannot be parsed (the build tells of it), because
    somebody is at work in it perhaps, what can be read of it."""
    text = path.read_text(encoding="utf-8-sig", errors="replace")
    try:
        front_matter, body = parse(text, path.name)
    except ProblemsFound:
        return _as_far_as_it_goes(path, text)
    return Entry.of(path.name, front_matter, sketch_of(body))


def _as_far_as_it_goes(path: Path, text: str) -> Entry:
    """The entry of an article whose front matter is broken."""
    front, _, body = text.removeprefix("---").partition("\n---")
    fields = {key: value for key, _, value in _FIELD.findall(front)}
    digest, file = _DIGEST.search(text), _FILE.search(text)
    day = _DAY.match(fields.get("date", ""))
    return Entry(
        path.name,
        path.stem,
        _title(fields.get("title", "")),
        day[0] if day else "",
        _outlet(fields.get("source", "")),
        digest[1] if digest else "",
        file[1] if file else "",
        sketch_of(body),
    )
