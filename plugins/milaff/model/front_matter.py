"""The front matter of an article: its only schema, and its two directions, `parse` and `dump`."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from milaff.arabic.partial_date import PartialDate
from milaff.model.problem import Problem, ProblemsFound
from milaff.model.schema import (
    Anything,
    Date,
    Many,
    One,
    OneOf,
    Schema,
    Text,
    Texts,
    dump_yaml,
    entry,
    slug_text,
    web_address,
)

STATUSES = ("published", "draft")
VISIBILITIES = ("full", "excerpt", "metadata", "withheld")
LINK_TYPES = ("related", "follows", "replies-to", "corrects", "translates")
_SHA256 = re.compile(r"[0-9a-f]{64}")
_OPENING = re.compile(r"\ufeff?---[ \t]*\n")
_HEAD = re.compile(r"\ufeff?---[ \t]*\n(.*?\n)??---[ \t]*(?:\n|\Z)", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Contributor:
    """Somebody who took part other than as author."""

    name: str = entry(Text(), "the name as printed")
    role: str = entry(Text(), "what they did: translator, photographer, editor…", default="")


@dataclass(frozen=True, slots=True)
class Original:
    """The raw file an article came from."""

    file: str = entry(Text(), "name of the raw file in content/originals")
    sha256: str = entry(
        Text(
            "64 hex digits",
            lambda text: None if _SHA256.fullmatch(text) else f'"{text}" is not a SHA-256 digest',
            "copy it from the ledger, or take the file in again",
        ),
        "SHA-256 (FIPS 180-4) of the raw file, in hex",
    )


@dataclass(frozen=True, slots=True)
class Doubt:
    """Something intake was not sure of, for the curator to settle."""

    field: str = entry(Text(), "the key in doubt")
    reason: str = entry(Text(), "why it is in doubt")
    alternatives: tuple[str, ...] = entry(Texts(), "what else it may be", default=())


@dataclass(frozen=True, slots=True)
class Link:
    """A typed link to another article of the dossier."""

    type: str = entry(OneOf(LINK_TYPES), "how this article stands to the other")
    to: str = entry(slug_text(), "the slug of the other article")


@dataclass(frozen=True, slots=True)
class FrontMatter:
    """What is known of one article. Only `title` is required; what is unknown stays absent."""

    title: str = entry(Text(), "the headline as printed")
    subtitle: str = entry(Text(), "a second headline as printed", default="")
    date: PartialDate | None = entry(
        Date(),
        "when it was published, as printed, with its zone if known: `2020-06-02T09:00+01:00`",
        default=None,
    )
    hijri: str = entry(Text(), "the Hijri date as printed", default="")
    updated: PartialDate | None = entry(Date(), "when it was updated, as printed", default=None)
    event_date: PartialDate | None = entry(Date(), "when what it tells of happened", default=None)
    place: str = entry(Text(), "the place the article was filed from", default="")
    authors: tuple[str, ...] = entry(
        Texts(lone=True), "who signed it: one name or a list", key="author", default=()
    )
    contributors: tuple[Contributor, ...] = entry(
        Many(Schema(Contributor, "a contributor")), "others who took part", default=()
    )
    source: str = entry(Text(), "the outlet that published it", default="")
    source_url: str = entry(web_address(), "where it was published on the web", default="")
    archived: str = entry(web_address(), "an archived copy on the web", default="")
    rights: str = entry(Text(), "who holds the rights, as printed", default="")
    keywords: tuple[str, ...] = entry(Texts(), "keywords as printed", default=())
    section: str = entry(Text(), "the section it belongs to: its id or title", default="")
    summary: str = entry(Text(), "the lead, word for word", default="")
    slug: str = entry(slug_text(), "the name of its page; never changed afterwards", default="")
    status: str = entry(OneOf(STATUSES), "draft keeps it out of the dossier", default="published")
    visibility: str = entry(
        OneOf(VISIBILITIES),
        "how much the public sees: full; excerpt (the summary, no body); "
        "metadata (neither); withheld (no page at all)",
        default="full",
    )
    language: str = entry(Text(), "BCP 47 tag of the text", default="ar")
    original: Original | None = entry(
        One(Schema(Original, "the original")),
        "the raw file it was taken from",
        default=None,
    )
    retrieved: str = entry(Text(), "when the raw file was saved", default="")
    review: tuple[Doubt, ...] = entry(
        Many(Schema(Doubt, "a doubt")),
        "what intake doubted; delete what is settled",
        default=(),
    )
    suggested_keywords: tuple[str, ...] = entry(
        Texts(), "proposals by machine; move the good ones to keywords", default=()
    )
    note: str = entry(Text(), "the curator's note, shown with the article", default="")
    links: tuple[Link, ...] = entry(
        Many(Schema(Link, "a link")), "typed links to other articles", default=()
    )
    extra: Mapping[str, Any] = entry(Anything(), "keys of the curator's own", default_factory=dict)


SCHEMA = Schema(FrontMatter, "an article", unknown_key_hint="a key of your own goes under extra:")


def split(text: str, path: str) -> tuple[str, str]:
    """The YAML between the two `---` lines, and the body behind them.

    Raises ProblemsFound when the file does not begin with front matter.
    """
    head = _HEAD.match(text)
    if head is None:
        message = "the article has no front matter"
        hint = "begin the file with a line ---, then title: …, then a line ---"
        if _OPENING.match(text):
            message = "the front matter has no end: its closing line --- is missing"
            hint = "write a line --- behind the last key, before the article's text"
        raise ProblemsFound([Problem(path, 1, None, message, hint)])
    body = text[head.end() :]
    return head[1] or "", body.removeprefix("\n")


def parse(text: str, path: str) -> tuple[FrontMatter, str]:
    """The front matter and body of an article's file. Raises ProblemsFound with every problem."""
    yaml_text, body = split(text.replace("\r\n", "\n"), path)
    front_matter, problems = SCHEMA.read(yaml_text, path, line_offset=1)
    if front_matter is None:
        raise ProblemsFound(problems)
    return front_matter, body


def dump(front_matter: FrontMatter, body: str) -> str:
    """The text of an article's file: `parse(dump(f, b), path) == (f, b)`."""
    return f"---\n{dump_yaml(SCHEMA.plain(front_matter))}---\n\n{body}"
