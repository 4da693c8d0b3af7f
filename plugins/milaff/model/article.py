"""One article as the dossier shows it."""

from __future__ import annotations

import marshal
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from hashlib import blake2b
from pathlib import Path
from typing import Any

from milaff.arabic.partial_date import PartialDate
from milaff.model.front_matter import SCHEMA, FrontMatter, split
from milaff.model.problem import Problem, ProblemsFound

_WORD = re.compile(r"[^\W_][\w\u064b-\u065f\u0670ـ]*")


@dataclass(frozen=True, slots=True)
class Heading:
    """A sub-heading of a body: its level (2–6), its text, and the id of its place in the page."""

    level: int
    text: str
    id: str


@dataclass(frozen=True, slots=True)
class Derived:
    """What follows from one body alone.

    `html` is fit for a page in articles/; `text` is what a reader reads, a line a block; `files`
    are the files that figures show, relative to the article's own; `article_links` are the slugs
    of articles that the body links to; `parts` is what other rooms make of it, by name.
    """

    html: str
    text: str
    headings: tuple[Heading, ...] = ()
    files: tuple[str, ...] = ()
    article_links: tuple[str, ...] = ()
    parts: Mapping[str, Any] = field(default_factory=dict, compare=False)

    @property
    def words(self) -> int:
        """How many words the text has."""
        return word_count(self.text)


#: A pure function of a Derived record; its value is plain (bytes, text, numbers, tuples, lists,
#: mappings), so that it can be kept on disk.
MakePart = Callable[[Derived], Any]


def digest_of(data: bytes) -> bytes:
    """BLAKE2b (RFC 7693) of `data`, 16 bytes: what sameness is told by everywhere."""
    return blake2b(data, digest_size=16).digest()


@dataclass(frozen=True, slots=True, eq=False)
class Article:
    """An article's front matter and, as far as it may be seen, its body.

    What arranging needs of ten thousand stands ready; the rest waits in `frozen` and is thawed
    when it is asked for. `path` is relative to the dossier's `root`, in POSIX form. `head_digest`
    is that of the front matter's text; `body_digest` is another whenever the body that may be
    seen is. `modified` is the day of the last change that was printed. `links` are the slugs that
    the front matter links to.
    """

    root: Path
    path: str
    head_digest: bytes
    body_digest: bytes
    visibility: str
    frozen: bytes
    slug: str
    newest_first: tuple[bool, tuple[int, ...], str]
    modified: str
    status: str
    section: str
    source: str
    authors: tuple[str, ...]
    keywords: tuple[str, ...]
    links: tuple[str, ...]

    @staticmethod
    def gist(front: FrontMatter, slug: str, head_digest: bytes, digest: bytes) -> tuple[Any, ...]:
        """All but `root` and `path`: plain values that follow from the file alone.

        `digest` is that of the file's bytes.
        """
        date, modified = front.date, front.updated or front.date
        order = tuple(-part for part in date.sort_key) if date else ()
        return (
            head_digest,
            _body_digest(digest, front.visibility),
            front.visibility,
            marshal.dumps(SCHEMA.plain(front)),
            slug,
            (date is None, order, slug),
            modified.day_text if modified else "",
            front.status,
            front.section,
            front.source,
            front.authors,
            front.keywords,
            tuple(link.to for link in front.links),
        )

    @staticmethod
    def with_body(gist: tuple[Any, ...], digest: bytes) -> tuple[Any, ...]:
        """`gist` of an article of which only the body is another; `digest` is the new file's."""
        head_digest, _, visibility, *rest = gist
        return (head_digest, _body_digest(digest, visibility), visibility, *rest)

    @property
    def front_matter(self) -> FrontMatter:
        return _thawed(self.frozen)

    @property
    def file(self) -> Path:
        return self.root / self.path

    @property
    def url(self) -> str:
        return f"articles/{self.slug}.html"

    @property
    def title(self) -> str:
        return self.front_matter.title

    @property
    def date(self) -> PartialDate | None:
        return self.front_matter.date

    @property
    def year(self) -> int | None:
        order = self.newest_first[1]
        return -order[0] if order else None

    @property
    def is_draft(self) -> bool:
        return self.status == "draft"

    @property
    def summary(self) -> str:
        """The summary, or nothing where only the metadata may be seen."""
        return self.front_matter.summary if self.visibility in ("full", "excerpt") else ""

    @property
    def body(self) -> str:
        """The Markdown of the body, or nothing where it may not be seen.

        Reads the file. Raises ProblemsFound when it is no longer what it was when arranged.
        """
        if self.visibility != "full":
            return ""
        data = self.file.read_bytes()
        if _body_digest(digest_of(data), self.visibility) != self.body_digest:
            message, hint = "the file changed while the site was built", "run the command again"
            raise ProblemsFound([Problem(self.path, None, None, message, hint)])
        return split(data.decode("utf-8-sig").replace("\r\n", "\n"), self.path)[1]


def _body_digest(digest: bytes, visibility: str) -> bytes:
    # The whole file's: it is at hand, and a body made once more costs less than a second digest
    # of every body. What may not be seen is one and the same: nothing.
    return digest if visibility == "full" else bytes(16)


# Few: what is made of a front matter is made at once, and memory not touched costs no time.
@lru_cache(maxsize=256)
def _thawed(frozen: bytes) -> FrontMatter:
    return SCHEMA.restore(marshal.loads(frozen))


def word_count(text: str) -> int:
    """How many words `text` has: runs of letters and digits, marks included."""
    tokens = text.split()
    # Most are letters alone, one word each; searching the rest only is three times as fast.
    mixed = [token for token in tokens if not token.isalnum()]
    return len(tokens) - len(mixed) + len(_WORD.findall(" ".join(mixed)))
