"""Undoing a take-in."""

from __future__ import annotations

import re
from contextlib import closing, suppress
from pathlib import Path

from milaff.intake.known import Known
from milaff.intake.originals import REMOVED, keep, ledger_of, move
from milaff.intake.report import Report
from milaff.model import Problem, parse

_PICTURE = re.compile(r"images/[0-9a-f]{16}\.[a-z]+")


def remove(root: Path, slug: str) -> Report:
    """Undo the take-in of the article `slug`: its original goes back to the inbox.

    The name of the article's file, or a path to it, names the article too.
    Raises ProblemsFound when the article cannot be read, or another run is at work.
    """
    articles, originals = root / "content" / "articles", root / "content" / "originals"
    slug = _named(slug, root)
    path, name = articles / f"{slug}.md", f"content/articles/{slug}.md"
    if not re.fullmatch(r"[^/\\]+", slug) or not path.is_file():
        hint = "give the name of a file in content/articles/"
        return _refusal(name, "there is no such article", hint)
    front_matter, body = parse(path.read_text(encoding="utf-8-sig", errors="replace"), name)
    if front_matter.original is None:
        hint = "it was not taken in from a raw file: delete it yourself if you want it gone"
        return _refusal(name, "it has no original to give back", hint)
    original = originals / Path(front_matter.original.file).name
    if not original.is_file():
        message = f"its original content/originals/{original.name} is missing"
        return _refusal(name, message, "bring the original back, then run the command again")
    with closing(Known(root)):
        # What the curator wrote is kept: taking in anew would not bring it back.
        kept = keep(path, originals / REMOVED)
        target = move(original, root / "content" / "inbox")
        path.unlink()
        ledger_of(original).unlink(missing_ok=True)
        _remove_pictures(articles, body)
    return Report(
        removed=[
            f"removed  {name}",
            f"  its original is back: {target.relative_to(root).as_posix()}",
            "  the next build takes it in again: to be rid of it, move it out of the inbox",
            f"  what the article held is kept in {kept.relative_to(root).as_posix()}",
        ]
    )


def _named(given: str, root: Path) -> str:
    """The slug that is meant by a slug, a file's name, or a path to a file of content/articles.

    A path counts from where the user stands, or from the dossier.
    """
    name = given.removesuffix(".md")
    for path in (Path(given), root / given):
        if path.name != given and path.parent.resolve() == (root / "content/articles").resolve():
            return path.name.removesuffix(".md")
    return name


def _remove_pictures(articles: Path, body: str) -> None:
    """Delete the pictures that came with a removed article and that no other one shows."""
    pictures = set(_PICTURE.findall(body))
    for path in articles.glob("*.md") if pictures else ():
        pictures -= set(_PICTURE.findall(path.read_text(encoding="utf-8", errors="replace")))
    for picture in pictures:
        (articles / picture).unlink(missing_ok=True)
    with suppress(OSError):
        (articles / "images").rmdir()


def _refusal(name: str, message: str, hint: str) -> Report:
    return Report(refused=[Problem(name, None, None, message, hint)])
