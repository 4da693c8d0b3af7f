"""Statements: texts that an organisation publishes of itself."""

from __future__ import annotations

import re

from milaff.intake.blocks import Line
from milaff.intake.rules.page import Page

_ORGANISATIONS = frozenset(
    "مركز موسسه لجنه جمعيه منظمه اتحاد رابطه شبكه هييه نقابه حزب حركه مجلس معهد ملتقي منتدي تجمع "
    "تنسيقيه مرصد مبادره تحالف ايتلاف".split()
)
_STATEMENT = re.compile(r"(?:ال)?(?:بيان|نداء|بلاغ|تصريح|اعلان|رساله|موقف|مذكره)(?!\w)")


def is_statement(page: Page, stop: int) -> bool:
    """Whether a line before `stop` calls the text a statement."""
    return any(_STATEMENT.match(line.folded) for line in page.lines[:stop])


def names_an_organisation(line: Line) -> bool:
    """Whether a line begins as the names of organisations do, and is no sentence."""
    first = re.sub(r"^[\W\d]+", "", line.folded).split(" ", 1)[0].removeprefix("ال")
    return first in _ORGANISATIONS and 2 <= line.words <= 9 and not line.has_stop
