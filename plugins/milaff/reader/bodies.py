"""The Derived records of bodies: made once for each body, kept on disk.

Records are appended to logs, one for each process that makes any, and found through an index. A
log says all that the index says, so that a build that was killed loses nothing it had made.
"""

from __future__ import annotations

import contextlib
import marshal
import os
import struct
import tempfile
import zlib
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from io import FileIO
from pathlib import Path
from typing import Any

from milaff import kept
from milaff.model import Article, Derived, Heading, MakePart, digest_of
from milaff.reader.plain import derive
from milaff.workers import shared_out

#: Before each record: the digest of its body, the length of its name, its own length, its CRC-32.
_HEAD = struct.Struct("=16sHII")
_INDEX = "index"
#: How many logs, and how many bytes that no record needs, are put up with.
_MOST_LOGS = 24
_MOST_WASTE = 4 << 20

#: A record is known by its body's digest and its name, "" for the Derived record itself.
Key = tuple[bytes, str]
#: Where it lies: log, offset, length, CRC-32; for the Derived record its traces follow.
Entry = tuple[Any, ...]


class Records:
    """`milaff.model.Bodies` over a folder of logs."""

    def __init__(self, folder: Path, makers: Mapping[str, MakePart]) -> None:
        self.folder = folder
        self.makers = makers
        self._index: dict[Key, Entry] = {}
        self._sizes: dict[str, int] = {}
        self._news: list[tuple[Key, Entry]] = []
        self._used: set[bytes] = set()
        self._log: tuple[int, str, FileIO] | None = None
        self._open: dict[str, FileIO] = {}
        self._last: tuple[bytes, Derived] | None = None
        self._load()

    # What the Library asks

    def of(self, article: Article) -> Derived:
        return self._record(article.body_digest, lambda: derive(article.body))

    def make(self, article: Article, body: str) -> None:
        """Make the record of an article, and its parts, while its body is at hand."""
        derived = self._record(article.body_digest, lambda: derive(body))
        for name in self.makers:
            derived.parts[name]

    def part(self, article: Article, name: str) -> Any:
        value = self._read((article.body_digest, name))
        return self.of(article).parts[name] if value is None else value

    def of_text(self, body: str, folder: str, page_url: str) -> Derived:
        """The record of a body that is no article's, shown by the page `page_url`."""
        digest = digest_of("\0".join((folder, page_url, body)).encode())
        self._used.add(digest)
        return self._record(digest, lambda: derive(body, folder, page_url))

    def traces(self, article: Article) -> tuple[tuple[str, ...], tuple[str, ...]]:
        entry = self._index.get((article.body_digest, ""))
        if entry is None:
            self.of(article)
            entry = self._index[article.body_digest, ""]
        traces: tuple[tuple[str, ...], tuple[str, ...]] = entry[4]
        return traces

    def prepare(self, articles: Sequence[Article], parts: Sequence[str]) -> None:
        missing = [
            article
            for article in articles
            if any((article.body_digest, name) not in self._index for name in ("", *parts))
        ]

        def make(number: int) -> list[tuple[Key, Entry]]:
            derived = self.of(missing[number])
            for name in parts:
                derived.parts[name]
            return self.news()

        for _, news in shared_out(len(missing), make):
            self.learn(news)

    def news(self) -> list[tuple[Key, Entry]]:
        found, self._news = self._news, []
        return found

    def learn(self, news: Iterable[tuple[Key, Entry]]) -> None:
        for key, entry in news:
            self._index[key] = entry
            self._sizes[entry[0]] = max(self._sizes.get(entry[0], 0), entry[1] + entry[2])

    def keep(self, articles: Iterable[Article]) -> None:
        """These articles' records outlive `save`."""
        self._used.update(article.body_digest for article in articles)

    def save(self) -> None:
        """Write the index; forget the records that no body of this build has."""
        self.learn(self.news())
        index = {key: entry for key, entry in self._index.items() if key[0] in self._used}
        needed = sum(entry[2] for entry in index.values())
        waste = sum(self._sizes.values()) - needed
        self._index = index
        if len(self._sizes) > _MOST_LOGS or waste > _MOST_WASTE + needed:
            self._compact()
        self.learn(self.news())
        kept.save(self.folder / _INDEX, (self._sizes, list(self._index.items())))

    # Records

    def _record(self, digest: bytes, make: Callable[[], Derived]) -> Derived:
        if self._last and self._last[0] == digest:
            return self._last[1]
        plain = self._read((digest, ""))
        if plain is None:
            derived: Derived = make()
            self._write((digest, ""), _plain(derived), (derived.files, derived.article_links))
        else:
            html, text, headings, files, links = plain
            derived = Derived(html, text, tuple(Heading(*one) for one in headings), files, links)
        derived = replace(derived, parts=_Parts(self, digest, derived))
        self._last = (digest, derived)
        return derived

    def part_of(self, digest: bytes, name: str, derived: Derived) -> Any:
        value = self._read((digest, name))
        if value is None:
            value = self.makers[name](derived)
            self._write((digest, name), value, None)
        return value

    def _read(self, key: Key) -> Any:
        entry = self._index.get(key)
        data = self._bytes(entry) if entry else None
        return None if data is None else marshal.loads(data)

    def _bytes(self, entry: Entry) -> bytes | None:
        """The bytes of a record, or None where they are not what was written."""
        name, offset, length, crc = entry[:4]
        try:
            log = self._open.get(name)
            if log is None:
                log = self._open[name] = open(self.folder / name, "rb", buffering=0)
            data = _read_at(log, offset, length)
        except OSError:
            return None
        return data if zlib.crc32(data) == crc else None

    def _write(self, key: Key, value: Any, traces: Any) -> None:
        self._append(key, marshal.dumps(value), traces)

    def _append(self, key: Key, data: bytes, traces: Any) -> None:
        name, log, start = self._own_log()
        digest, part = key[0], key[1].encode()
        crc = zlib.crc32(data)
        log.write(_HEAD.pack(digest, len(part), len(data), crc) + part + data)
        entry = (name, start + _HEAD.size + len(part), len(data), crc, traces)
        self._index[key] = entry
        self._news.append((key, entry))

    def _own_log(self) -> tuple[str, FileIO, int]:
        """This process's own log and where it ends: no two ever write into one."""
        if self._log is None or self._log[0] != os.getpid():
            self.folder.mkdir(parents=True, exist_ok=True)
            number, path = tempfile.mkstemp(".log", "", self.folder)
            self._log = (os.getpid(), Path(path).name, open(number, "wb", buffering=0))
            self._log[2].write(kept.version())
        _, name, log = self._log
        return name, log, log.tell()

    # The folder

    def _load(self) -> None:
        found = kept.load(self.folder / _INDEX)
        if found is not None:
            self._sizes, index = dict(found[0]), found[1]
            self._index = dict(index)
        there = {path.name for path in self.folder.glob("*.log")}
        for name in there - self._sizes.keys():
            self.learn(self._scan(name))
        for name in self._sizes.keys() - there:
            del self._sizes[name]

    def _scan(self, name: str) -> Iterator[tuple[Key, Entry]]:
        """What a log holds that no index knows: its build was killed."""
        path = self.folder / name
        with path.open("rb") as log:
            if log.read(len(kept.version())) != kept.version():
                path.unlink()
                return
            self._sizes[name] = log.tell()
            while len(head := log.read(_HEAD.size)) == _HEAD.size:
                digest, name_length, length, crc = _HEAD.unpack(head)
                part = log.read(name_length)
                offset = log.tell()
                data = log.read(length)
                if zlib.crc32(data) != crc:
                    return
                traces = None if part else marshal.loads(data)[3:5]
                yield (digest, part.decode()), (name, offset, length, crc, traces)

    def _compact(self) -> None:
        """Copy what is needed into one new log, then delete the others."""
        old, self._log = list(self._sizes), None
        self._sizes = {}
        for key, entry in list(self._index.items()):
            if (data := self._bytes(entry)) is None:
                del self._index[key]
            else:
                self._append(key, data, entry[4])
        for name in old:
            if log := self._open.pop(name, None):
                log.close()
            # Windows keeps a file that is open; the next build tries again.
            with contextlib.suppress(OSError):
                (self.folder / name).unlink()


class _Parts(Mapping[str, Any]):
    """The parts of one record, each read or made when it is asked for."""

    def __init__(self, records: Records, digest: bytes, derived: Derived) -> None:
        self._records = records
        self._digest = digest
        self._derived = derived

    def __getitem__(self, name: str) -> Any:
        if name not in self._records.makers:
            raise KeyError(name)
        return self._records.part_of(self._digest, name, self._derived)

    def __iter__(self) -> Iterator[str]:
        return iter(self._records.makers)

    def __len__(self) -> int:
        return len(self._records.makers)


def _plain(derived: Derived) -> tuple[Any, ...]:
    headings = tuple((heading.level, heading.text, heading.id) for heading in derived.headings)
    files, links = derived.files, derived.article_links
    return derived.html, derived.text, headings, files, links


def _read_at(log: FileIO, offset: int, length: int) -> bytes:
    if hasattr(os, "pread"):
        # A forked process shares the place in an open file with its parent, but not this.
        return os.pread(log.fileno(), length, offset)
    log.seek(offset)
    return log.read(length)
