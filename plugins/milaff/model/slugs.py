"""The names of pages: ASCII, short, and the same for ever."""

from __future__ import annotations

import hashlib
from collections.abc import Container

from milaff.arabic.partial_date import PartialDate
from milaff.arabic.transliteration import transliterate
from milaff.model.names import same_name
from milaff.model.schema import SLUG

MOST_LETTERS = 60
_WORDS = 6
#: File names that Windows keeps for devices, whatever their ending.
DEVICES = {
    "con",
    "prn",
    "aux",
    "nul",
    *(f"{d}{n}" for d in ("com", "lpt") for n in range(10)),
}


def is_slug(text: str) -> bool:
    """Whether `text` may name an article's page on every system the dossier is opened on."""
    reserved = text in DEVICES or text == "index" or text.startswith("page-")
    return bool(SLUG.fullmatch(text)) and not reserved and len(text) <= 120


def slug_for(title: str, date: PartialDate | None, taken: Container[str] = ()) -> str:
    """A new article's slug: its day and up to six words of its title, transliterated.

    At most 60 letters; `-2`, `-3` … sets it apart from those in `taken`.
    """
    words = transliterate(title).split()[:_WORDS] or ["article"]
    parts = [date.day_text] if date else []
    for word in words:
        if len("-".join([*parts, word])) > MOST_LETTERS - 5:
            break
        parts.append(word)
    if len(parts) == bool(date):
        parts.append(words[0][: MOST_LETTERS - 20])
    slug = "-".join(parts)
    if not is_slug(slug):
        slug = f"article-{slug}"
    unique, number = slug, 1
    while unique in taken:
        number += 1
        unique = f"{slug}-{number}"
    return unique


def term_id(name: str, hex_digits: int = 4) -> str:
    """The id of a keyword, author or source that names.yml does not declare.

    A transliteration for the eye and a digest (BLAKE2b of the name without invisible signs) for
    identity: أحمد and احمد read alike and stay apart.
    """
    digest = hashlib.blake2b(same_name(name).encode("utf-8", "surrogatepass"), digest_size=16)
    latin = transliterate(name).replace(" ", "-")[: MOST_LETTERS - 12].strip("-")
    return f"{latin or 'name'}-{digest.hexdigest()[:hex_digits]}"
