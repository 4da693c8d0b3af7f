"""Statements: texts that an organisation publishes of itself."""

from __future__ import annotations

import re
from collections.abc import Sequence

from milaff.arabic.text import fold, unfolded
from milaff.intake.blocks import TEXT, Line
from milaff.intake.rules.page import Page

_ORGANISATIONS = frozenset(
    "مركز موسسه لجنه جمعيه منظمه اتحاد رابطه شبكه هييه نقابه حزب حركه مجلس معهد ملتقي منتدي تجمع "
    "تنسيقيه مرصد مبادره تحالف ايتلاف".split()
)
#: What organisations do in the first words of what they publish.
SPEAKS = (
    "(?:قال|قالت|دعا|دعت|طالب|طالبت|ادان|ادانت|اكد|اكدت|وثق|وثقت|زارت|يدين|تدين|يطالب|تطالب|ينظر|تنظر|يعرب|تعرب|"
    "اعرب|اعربت|يستنكر|تستنكر|استنكر|استنكرت|يدعو|تدعو)"
)
_SIGNS_BEFORE = re.compile(r"^[\W\d]+")
_STATEMENT = re.compile(r"(?:ال)?(?:بيان(?:ات)?|نداء|بلاغ|مذكره)(?!\w)")


def is_statement(page: Page, stop: int) -> bool:
    """Whether a line before `stop` calls the text a statement."""
    return any(_STATEMENT.match(line.folded) for line in page.lines[:stop])


def names_an_organisation(line: Line) -> bool:
    """Whether a line begins as the names of organisations do, and is no sentence."""
    return _begins_as_one(line.folded) and 2 <= line.words <= 9 and not line.has_stop


def _begins_as_one(folded: str) -> bool:
    first = _SIGNS_BEFORE.sub("", folded).split(" ", 1)[0].removeprefix("ال")
    return first in _ORGANISATIONS


_STATEMENT_OF = re.compile(r"(?:ال)?بيان\s(?:صحفي\s|صحافي\s)?(?:من|صادر عن|صدر عن)\s(?P<name>.+)")


def organisation_of(line: Line) -> str:
    """`بيان صادر عن رابطة المثال` → `رابطة المثال`; empty for another line."""
    found = _STATEMENT_OF.fullmatch(line.folded.strip(" :"))
    is_one = found is not None and _begins_as_one(found["name"]) and not line.has_stop
    return unfolded(line.text, found.start("name")).strip(" :") if found and is_one else ""


_SAYS_STATEMENT = re.compile(r"(?<!\w)(?:ال)?بيان(?:ات)?(?!\w)")
_SHORTEST_NAME, _LONGEST_NAME = 3, 9


def speaker(page: Page, paragraphs: Sequence[str]) -> str:
    """`أدانت الشبكة … اليوم`: who speaks first in a text that its page calls a statement.

    A known name is known to its end; where another ends is seen where the text says it again.
    """
    around = [line for line in page.lines if line.label not in TEXT]
    if not paragraphs or not any(_SAYS_STATEMENT.search(line.folded) for line in around):
        return ""
    if any(line.rule == "signatories" for line in page.lines):
        return ""  # it is theirs, too
    said = fold("\n".join(paragraphs))
    found = re.match(rf"{SPEAKS}\s(?=(?:ال)?(?:{'|'.join(_ORGANISATIONS)})\s)", said)
    if found is None:
        return ""
    name = said[found.end() :].split()[:_LONGEST_NAME]
    known = (n for n in range(len(name), 1, -1) if " ".join(name[:n]) in page.outlets)
    length = next(known, 0) or _said_again(name, said)
    return " ".join(paragraphs[0].split()[1 : 1 + length]) if length >= _SHORTEST_NAME else ""


def _said_again(name: Sequence[str], said: str) -> int:
    """How many words of a name the text says again; 0 where two names may begin alike."""
    others = [rest.split() for rest in _again(said, name[:2])]
    other = max(others, key=lambda words: _shared(name, words), default=[])
    length = _shared(name, other)
    # «الضفة الشرقية», «الضفة الغربية»: the last words tell them apart.
    goes_on = [words[length] for words in (name, other) if len(words) > length]
    return 0 if len(goes_on) == 2 and all(word.startswith("ال") for word in goes_on) else length


def _again(said: str, first: Sequence[str]) -> Sequence[str]:
    """What a text says from each other place on where it says the `first` words of a name."""
    return [" ".join([*first, rest]) for rest in said.split(" ".join(first))[2:]]


def _shared(one: Sequence[str], other: Sequence[str]) -> int:
    """With how many equal words two lists begin."""
    pairs = enumerate(zip(one, other, strict=False))
    return next((at for at, (a, b) in pairs if a != b), min(len(one), len(other)))
