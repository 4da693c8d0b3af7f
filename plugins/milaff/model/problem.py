"""What a user is told when something of theirs cannot be used as it is."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Problem:
    """One failure a user can cause: where it is, what it is, and what to do about it.

    `path` is as the user would type it, relative to the dossier where that is possible; `line`
    counts from 1; `key` is the front-matter or settings key.
    """

    path: str
    line: int | None
    key: str | None
    message: str
    hint: str = ""

    def __str__(self) -> str:
        where = self.path if self.line is None else f"{self.path}:{self.line}"
        what = self.message if self.key is None else f"{self.key}: {self.message}"
        hint = f"\n  hint: {self.hint}" if self.hint else ""
        return f"{where}: {what}{hint}"


class ProblemsFound(Exception):
    """Raised with all the problems found, so that the user meets them at once."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems: list[Problem] = list(problems)
        super().__init__("\n".join(map(str, self.problems)))

    def __reduce__(self) -> tuple[type[ProblemsFound], tuple[list[Problem]]]:
        """A worker hands its problems to its parent."""
        return type(self), (self.problems,)


def nearest(word: str, known: Iterable[str]) -> str | None:
    """The known word most like `word`, for a suggestion; None when none is alike."""
    import difflib

    found = difflib.get_close_matches(word, list(known), n=1, cutoff=0.6)
    return found[0] if found else None
