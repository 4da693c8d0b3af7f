"""What stands alone between two paragraphs: the text's own, though it begins as furniture does.

The rules of what is no article's see lines before anybody knows where the text stands. A button
or a link to another article is rarely put between two paragraphs, and a sentence or a sub-heading
is: there those rules must be sure, or the line is kept.
"""

from __future__ import annotations

import re
from itertools import pairwise

from milaff.intake.blocks import Label, Line
from milaff.intake.rules.furniture import is_button, leads_elsewhere
from milaff.intake.rules.page import Mark, Page

#: Rules that go by how a line begins, or by what it holds.
_BY_WORDS = frozenset("page-control related rights neighbour keyword-label disclaimer".split())
#: What a page's head says of the article, and the article of what it tells.
_OF_A_HEAD = frozenset(("date-line", "source-label"))
#: Rules of what stands in the cells of a table of data, too.
_SCRAPS = frozenset("signs-only latin-crumbs counter".split())
_SIGNS = re.compile(r"[\s*•·~◆❖_=\-–—ـ]*[*•·~◆❖][\s*•·~◆❖_=\-–—ـ]*")
_NUMBER = re.compile(r"\W*(\d{1,4})\W*")
_LEAST_OF_A_SENTENCE = 4
_LONGEST_HEADING = 6


def amid_the_text(page: Page, mark: Mark) -> None:
    """A sentence, a sub-heading, a part's number or stars alone between two paragraphs."""
    if not page.body:
        return
    alone = [at for at in range(page.body[0] + 1, page.body[1]) if _is_alone(page, at)]
    texts = [at for at in page.labelled(Label.BODY) if at >= page.body[0]]
    for at in _cells(page, page.body):
        mark(at, Label.BODY)
    numbers = [at for at in alone if _NUMBER.fullmatch(page.lines[at].folded)]
    for at in alone:
        line = page.lines[at]
        if line.rule in _BY_WORDS and _says_something(line):
            mark(at, Label.BODY if line.has_stop else Label.HEADING)
        elif line.rule in _OF_A_HEAD and line.block.place == "inside" and at > texts[1]:
            # The first paragraph may be a summary over the article's own date.
            mark(at, Label.HEADING if line.label is Label.DATE else Label.BODY)
        elif line.rule in _SCRAPS and line.block.level:
            mark(at, Label.HEADING)
        elif line.rule == "signs-only" and _SIGNS.fullmatch(line.text):
            line.block.markdown = "***"
            mark(at, Label.BODY)
    if _count_up([page.lines[at] for at in numbers]):
        for at in numbers:
            mark(at, Label.HEADING)


def _cells(page: Page, body: tuple[int, int]) -> list[int]:
    """Numbers and letters in the cells of a small table amid the text."""
    lines = ((at, page.lines[at]) for at in range(body[0] + 1, body[1]))
    return [at for at, line in lines if line.rule in _SCRAPS and line.block.extra.get("cell")]


def _is_alone(page: Page, at: int) -> bool:
    line = page.lines[at]
    if line.label in (None, Label.BLANK, Label.BODY):
        return False
    if line.block.place == "outside" or line.block.extra.get("linked"):
        return False
    near = (page.next_visible(at, step) for step in (-1, 1))
    return all(n is not None and page.lines[n].label is Label.BODY for n in near)


def _says_something(line: Line) -> bool:
    """Whether a line is a sentence or a heading of the text for all that its beginning says."""
    if line.words < 2 or is_button(line) or leads_elsewhere(line):
        return False
    if line.has_stop:
        return line.words >= _LEAST_OF_A_SENTENCE
    return line.rule != "disclaimer" and line.words <= _LONGEST_HEADING and "©" not in line.text


def _count_up(lines: list[Line]) -> bool:
    """Whether lines number the parts of a text: 1, 2, 3, or years."""
    found = [int(match[1]) for line in lines if (match := _NUMBER.fullmatch(line.folded))]
    is_rising = all(a < b for a, b in pairwise(found))
    return len(found) > 1 and is_rising and (found[0] == 1 or found[0] > 1000)
