"""The body and its title."""

from __future__ import annotations

import re
from collections.abc import Iterator

from milaff.arabic.text import fold
from milaff.intake.blocks import Label, Line
from milaff.intake.names import is_organisation, is_person
from milaff.intake.rules.page import Mark, Page
from milaff.intake.words import words


def body(page: Page, mark: Mark) -> None:
    """The richest run of paragraphs; what is foreign to it splits runs only in large numbers."""
    best, best_weight = None, 0
    start, weight, last, foreign = None, 0, -1, 0
    for at, line in enumerate(page.lines):
        if line.label is Label.BLANK:
            continue
        is_text = line.label in (None, Label.BODY) and line.is_paragraph
        if is_text:
            if start is None or foreign > 8:
                start, weight = at, 0
            weight += len(line.text)
            last, foreign = at, 0
            if weight > best_weight:
                best, best_weight = (start, last), weight
        elif line.label not in (Label.HEADING, Label.FIGURE, Label.CAPTION, Label.ALT):
            foreign += 1
    if best is None:
        best = _short_body(page)
    if best is None:
        return
    page.body = best
    for at, line in page.open(best[0], best[1] + 1):
        if line.is_paragraph:
            mark(at, Label.BODY)


def _short_body(page: Page) -> tuple[int, int] | None:
    """Where no line is a paragraph: everything behind the title that has four words."""
    titles = page.labelled(Label.TITLE)
    found = [at for at, line in page.open() if line.words >= 4]
    if not titles:
        found = found[1:]
    found = [at for at in found if not titles or at > titles[0]]
    return (found[0], found[-1]) if found else None


_STEM = 4


def _stems(text: str) -> set[str]:
    tokens = re.findall(r"[^\W\d_]+", fold(text))
    bare = (re.sub(r"^(?:و|ف|ب|ل|ك)?(?:ال|لل)?", "", token) for token in tokens)
    return {word[:_STEM] for word in bare if len(word) >= 3}


def title(page: Page, mark: Mark) -> None:
    """The line before the body that says most of what the body says."""
    first = page.body[0] if page.body else len(page.lines)
    candidates: list[tuple[float, int]] = []
    about = _stems(" ".join(line.text for _, line in _body_lines(page)))
    claimed = {fold(line.text) for line in page.lines if line.label is Label.TITLE}
    if claimed:
        return
    distance = 0
    for at in range(first - 1, -1, -1):
        line = page.lines[at]
        if line.label is Label.BLANK:
            continue
        distance += 1
        is_name_of_section = line.folded in words("sections")
        if line.label is not None or is_name_of_section or not re.search(r"[^\W\d_]", line.text):
            continue
        stems = _stems(line.text)
        shared = len(stems & about) / max(3, len(stems))
        score = 3 * shared + 0.12 * min(8, len(stems & about)) - 0.03 * distance
        score += 0.8 if 4 <= line.words <= 22 else (-0.8 if line.words < 3 else 0)
        score -= 1.5 if line.text.endswith(":") or line.words > 40 else 0
        score -= 0.8 if line.text.endswith(("..", "…")) and line.words < 6 else 0
        near = {page.next_visible(at, 1), page.next_visible(at, -1)} - {None}
        score += 0.5 * any(
            page.lines[n].label in (Label.DATE, Label.BYLINE) for n in near if n is not None
        )
        if is_person(line.text, page.outlets) or is_organisation(line.text, page.outlets):
            score -= 0.7 if line.words <= 4 else 0
        before, after = page.blanks_around(at)
        score += 0.2 * bool(before) + 0.1 * bool(after)
        # An alt line that begins like it says that the article has this name.
        for other in page.lines[at + 1 :]:
            bare = other.text.rstrip(". …")
            if other.text != bare and len(bare) > 12 and line.text.startswith(bare):
                score += 1.5
                break
        candidates.append((score, at))
    if not candidates:
        if page.body and not any(line.text for line in page.lines[: page.body[0]]):
            _title_from_body(page)
        return
    # What a browser's tab shows holds the title and the outlet's name.
    texts = {page.lines[at].text for _, at in candidates}
    candidates = [
        (score, at)
        for score, at in candidates
        if not any(t in page.lines[at].text for t in texts - {page.lines[at].text} if len(t) > 15)
    ]
    # A short head begins with the title; what explains it comes after.
    long_enough = [at for _, at in candidates if page.lines[at].words >= 4]
    if long_enough and distance <= 8:
        candidates = [(score + 1.7 * (at == min(long_enough)), at) for score, at in candidates]
    candidates.sort(key=lambda found: (-found[0], found[1]))
    mark(candidates[0][1], Label.TITLE)
    if len(candidates) > 1 and candidates[0][0] - candidates[1][0] < 0.12:
        second = page.lines[candidates[1][1]].text
        page.doubts.append(("title", "another line may be the title", (second,)))


def _title_from_body(page: Page) -> None:
    page.doubts.append(("title", "no line stands before the body: its beginning was taken", ()))


def _body_lines(page: Page, most: int = 40) -> Iterator[tuple[int, Line]]:
    if page.body:
        found = [
            (at, page.lines[at])
            for at in range(page.body[0], page.body[1] + 1)
            if page.lines[at].label is Label.BODY
        ]
        yield from found[:most]


def page_title(page: Page, mark: Mark) -> None:
    """`الصحيفة ::: العنوان`: what a browser's tab shows, the outlet beside the title."""
    for title_at in page.labelled(Label.TITLE):
        name = page.lines[title_at].text
        for at, line in page.open():
            other = line.text.replace(name, "").strip(" :|-–—»«") if name in line.text else ""
            is_name = re.search(r"[^\W\d_]{2}", other) and not re.search(r"\d", other)
            if is_name and len(other.split()) <= 5:
                mark(at, Label.OUTLET, other)
