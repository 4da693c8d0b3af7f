"""What a user is told when something of theirs cannot be used as it is."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

#: What a terminal would obey → the picture of it (U+2400 …), or U+FFFD where there is none.
_CONTROLS = {
    **{code: chr(0x2400 + code) for code in range(0x20)},
    0x7F: "\u2421",
    **dict.fromkeys(range(0x80, 0xA0), "\ufffd"),
}


def printable(text: str) -> str:
    """One line of foreign text, fit for a terminal: what would steer it is shown instead."""
    return text.translate(_CONTROLS)


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
        said = printable(f"{where}: {what}")
        return f"{said}\n  hint: {printable(self.hint)}" if self.hint else said


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
