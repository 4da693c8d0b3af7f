"""One raw file's bytes → an article."""

from __future__ import annotations

import traceback
from pathlib import Path

from milaff.intake.article import Converted, convert_document
from milaff.intake.blocks import Beside, Document
from milaff.intake.charset import NotText
from milaff.intake.foreign import foreign
from milaff.intake.formats import html, mhtml, text
from milaff.intake.outlets import Outlets, known_outlets
from milaff.model import Problem, ProblemsFound

#: Larger than any article; what is larger is a book, a film or a mistake.
MOST_BYTES = 32 * 1024 * 1024
HINT = "Milaff takes in text and saved web pages; copy the article's text into a .txt file"


def convert(
    data: bytes,
    name: str,
    outlets: Outlets | None = None,
    *,
    draft: bool = False,
    beside: Beside | None = None,
) -> Converted:
    """Convert the bytes of the file called `name`, writing nothing.

    `beside` gives the files that were saved with it. Raises ProblemsFound when it is empty, too
    large, or not an article.
    """
    if not data.strip():
        raise _refusal(name, "the file is empty", "paste the article's text into it, or delete it")
    if found := foreign(data, name):
        what, hint = found
        raise _refusal(name, f"this is not an article but {what}", hint)
    if len(data) > MOST_BYTES:
        raise _refusal(name, f"the file has more than {MOST_BYTES >> 20} MB", HINT)
    try:
        return convert_document(_read(data, beside), outlets or known_outlets(), draft=draft)
    except NotText as error:
        raise _refusal(name, f"this is not an article: {error}", HINT) from error


def _read(data: bytes, beside: Beside | None) -> Document:
    """By what the bytes are, whatever the file is called."""
    if mhtml.looks_like_mhtml(data):
        return mhtml.read(data)
    if html.looks_like_html(data):
        return html.read(data, beside=beside)
    return text.read(data)


def _refusal(name: str, message: str, hint: str) -> ProblemsFound:
    return ProblemsFound([Problem(name, None, None, message, hint)])


def own_fault(name: str, error: Exception) -> Problem:
    """What is no fault of the file's, told so that it can be reported."""
    where = traceback.extract_tb(error.__traceback__)[-1]
    place = f"{Path(where.filename).name}:{where.lineno}"
    message = f"Milaff itself failed: {type(error).__name__} in {place}: {error}"
    return Problem(name, None, None, message, "please report this line, and the file if you may")
