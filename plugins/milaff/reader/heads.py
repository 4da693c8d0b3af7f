"""The gist of every article: read from its file, or kept from the last build.

A file that looks as it did (time, size, number of its inode) is not opened; one that looks new is
read, and parsed only where its digest is new. Times cannot tell two writes within the clock's
grain apart, so files that were fresh when they were read are read again (as git does: "racy git",
https://git-scm.com/docs/racy-git).
"""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from milaff.model import Article, Problem, ProblemsFound, digest_of
from milaff.model.front_matter import SCHEMA, split
from milaff.model.slugs import is_slug
from milaff.reader.bodies import Records
from milaff.workers import shared_out

#: The coarsest clock of a file system in use (FAT), in nanoseconds.
_GRAIN = 2_000_000_000

#: How a file looked (None: too fresh to be trusted), its digest, and the article's gist.
Kept = tuple[tuple[int, ...] | None, bytes, tuple[Any, ...]]


def read_text(path: str | Path, name: str) -> tuple[str, bytes]:
    """The file's text with plain line ends, and its digest. Raises ProblemsFound."""
    try:
        with open(path, "rb") as file:
            data = file.read()
        return data.decode("utf-8-sig").replace("\r\n", "\n"), digest_of(data)
    except UnicodeDecodeError as error:
        line = error.object[: error.start].count(b"\n") + 1
        hint = "save the file as UTF-8 in your editor"
        raise ProblemsFound([Problem(name, line, None, "the file is not UTF-8", hint)]) from error
    except OSError as error:
        message = f"the file cannot be read: {error.strerror}"
        hint = "check its permissions"
        raise ProblemsFound([Problem(name, None, None, message, hint)]) from error


def read_articles(
    root: Path,
    entries: Sequence[os.DirEntry[str]],
    kept: dict[str, Kept],
    records: Records,
    *,
    drafts: bool,
    now: int,
    tell: Callable[[int, int], None],
    meanwhile: Callable[[], object],
) -> tuple[list[Article], dict[str, Kept], list[Problem]]:
    """The articles in the files `entries` of content/articles, what to keep, and the problems.

    While a new article's body is at hand, its record is made too (a draft's, where `drafts` are
    shown). `now` is the file system's own time in nanoseconds; `tell(done, all)` hears of
    progress; `meanwhile` is called once, when workers have begun.
    """
    found: dict[str, Kept] = {}
    fresh: list[tuple[str, tuple[int, ...] | None]] = []
    for entry in entries:
        look = _look(entry, now)
        known = kept.get(entry.name)
        if known and look and known[0] == look:
            found[entry.name] = known
        else:
            fresh.append((entry.name, look))
    problems: list[tuple[str, Problem]] = []

    def read(number: int) -> tuple[bytes, tuple[Any, ...], Any] | list[Problem]:
        name, _ = fresh[number]
        try:
            digest, gist, body = _read(root, name, kept.get(name))
        except ProblemsFound as error:
            return error.problems
        article = Article(root, f"content/articles/{name}", *gist)
        if article.visibility == "full" and (drafts or not article.is_draft):
            records.make(article, body)
        return digest, gist, records.news()

    shared = shared_out(len(fresh), read, meanwhile)
    for done, (number, result) in enumerate(shared, start=1):
        name, look = fresh[number]
        if isinstance(result, list):
            problems += [(name, problem) for problem in result]
        else:
            digest, gist, news = result
            found[name] = (look, digest, tuple(map(_shared, gist)))
            records.learn(news)
        tell(done, len(fresh))
    problems.sort(key=lambda item: item[0])
    # In the order of names, however the workers came along.
    articles = [
        Article(root, f"content/articles/{entry.name}", *found[entry.name][2])
        for entry in entries
        if entry.name in found
    ]
    return articles, found, [problem for _, problem in problems]


def _shared(value: Any) -> Any:
    """`value` in which a text that others have too is the same object as theirs: each chunk of a
    worker's answers brings copies of its own, which a hundred thousand articles would multiply."""
    if type(value) is str:
        return sys.intern(value)
    return tuple(map(_shared, value)) if type(value) is tuple else value


def _look(entry: os.DirEntry[str], now: int) -> tuple[int, ...] | None:
    try:
        stat = entry.stat()
    except OSError:
        return None
    if max(stat.st_mtime_ns, stat.st_ctime_ns) > now - _GRAIN:
        return None
    return stat.st_mtime_ns, stat.st_ctime_ns, stat.st_size, stat.st_ino


def _read(root: Path, name: str, known: Kept | None) -> tuple[bytes, tuple[Any, ...], str]:
    """The file's digest, the article's gist, and its body."""
    path = f"content/articles/{name}"
    text, digest = read_text(f"{root}/{path}", path)
    head, body = split(text, path)
    if known and known[1] == digest:
        return digest, known[2], body
    head_digest = digest_of(head.encode())
    if known and known[2][0] == head_digest:
        return digest, Article.with_body(known[2], digest), body
    front, problems = SCHEMA.read(head, path, line_offset=1)
    if front is None:
        raise ProblemsFound(problems)
    slug = front.slug or name.removesuffix(".md")
    if not is_slug(slug):
        message = f'"{slug}" cannot name a page'
        hint = "write slug: with a-z, 0-9 and single hyphens, not index or page-…"
        raise ProblemsFound([Problem(path, None, "slug", message, hint)])
    return digest, Article.gist(front, slug, head_digest, digest), body
