"""Where the article's paragraphs stand."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from milaff.intake.blocks import Label, Line
from milaff.intake.names import is_basmala
from milaff.intake.phrases import MOST
from milaff.intake.rules.headline import headline
from milaff.intake.rules.page import Mark, Page, is_item, stems_of

#: What may stand between two paragraphs without parting them.
_OF_THE_BODY = (Label.HEADING, Label.FIGURE, Label.CAPTION, Label.ALT, Label.BODY)
#: What is printed beside titles.
META = (Label.DATE, Label.BYLINE, Label.PLACE, Label.OUTLET)
#: So many other lines part two runs of paragraphs.
_MOST_FOREIGN = 8
#: A run of so many letters is an article's, and what follows its readers' comments is theirs.
_ENOUGH = 220
#: So many are one where a title and who wrote it stand above.
_A_FEW = 120
#: A page copied with its menus has so many lines that are no paragraphs.
_MANY_SHORT = 20
#: Two paragraphs that begin with the same so many letters are one, the second perhaps cut.
_EXTRACT = 90
#: How far before the body the title is looked for, in lines.
MOST_CANDIDATES = 400


def body(page: Page, mark: Mark) -> None:
    """The richest run of paragraphs; what is foreign to it splits runs only in large numbers."""
    best, best_weight = _placed_body(page), 0
    start, weight, last, foreign, told = None, 0, -1, 0, False
    is_placed = best is not None
    for at, line in enumerate(() if is_placed else page.lines):
        if line.label is Label.BLANK:
            continue
        if line.rule == "comments":
            if best_weight >= _ENOUGH:
                break
            foreign = _MOST_FOREIGN + 1
        elif line.label is Label.RELATED and told and best_weight >= _ENOUGH:
            break  # keywords, and then other articles: this one is over
        elif line.label in (None, Label.BODY) and line.is_paragraph:
            if start is None or foreign > _MOST_FOREIGN:
                start, weight = at, 0
            weight += len(line.text)
            last, foreign, told = at, 0, False
            if weight > best_weight:
                best, best_weight = (start, last), weight
        elif line.label not in _OF_THE_BODY and not (line.label is None and is_item(line)):
            foreign += 1
            told = told or line.label is Label.KEYWORDS or line.rule == "source-label"
    if not is_placed:
        best = _whole(page, best) if best else _short_body(page)
    if best is None:
        return
    page.body = best
    for at, line in page.open(best[0], best[1] + 1):
        if line.is_paragraph and line.block.place != "outside":
            mark(at, Label.BODY)


def _whole(page: Page, run: tuple[int, int]) -> tuple[int, int]:
    run = _behind_headline(page, _behind_other_headlines(page, _behind_ticker(page, run)))
    return _before_lists(page, _before_teasers(page, _behind_title(page, run)))


def _behind_ticker(page: Page, run: tuple[int, int]) -> tuple[int, int]:
    """The run without a ticker before it: headlines on one line, then what stands over a text."""
    first = run[0]
    while not page.lines[first].has_stop and not page.lines[first].text.endswith((":", "،")):
        after = (n for n in range(first + 1, run[1] + 1) if page.lines[n].is_paragraph)
        start = next(after, None)
        if start is None:
            break
        between = [page.lines[n] for n in range(first + 1, start) if page.lines[n].text]
        is_head = any(line.label in META for line in between)
        is_menu = sum(line.label is Label.JUNK for line in between) > 2
        rest = sum(len(page.lines[n].text) for n in range(start, run[1] + 1))
        if not (is_head or is_menu) or rest < (_A_FEW if is_head else _ENOUGH):
            break
        first = start
    return first, run[1]


def _behind_other_headlines(page: Page, run: tuple[int, int]) -> tuple[int, int]:
    """The run without headlines of others above a headline with its date or its author.

    They end in a full stop as often as not: that they speak of something else tells them.
    """
    first, last = run
    texts = [n for n in range(first, last + 1) if page.lines[n].is_paragraph]
    for n in range(1, min(len(texts), _MOST_OTHERS + 1)):
        between = range(texts[n - 1] + 1, texts[n])
        if _holds_a_dated_head(page, between):
            is_other = _speaks_of_others(page, texts[:n], texts[n:])
            return (texts[n], last) if is_other else run
    return run


_MOST_OTHERS = 4


def _holds_a_dated_head(page: Page, between: range) -> bool:
    """Whether a headline stands among these lines, and below it a date or who wrote it."""
    lines = [(n, page.lines[n]) for n in between]
    heads = [n for n, line in lines if line.label is None and 2 <= line.words <= 30]
    return bool(heads) and any(line.label in META for n, line in lines if n > heads[0])


def _speaks_of_others(page: Page, above: list[int], texts: list[int]) -> bool:
    """Whether each of the paragraphs `above` speaks of something else than `texts`."""
    if sum(len(page.lines[n].text) for n in texts) < _A_FEW:
        return False
    about = stems_of(" ".join(page.lines[n].folded for n in texts[:MOST_CANDIDATES]))
    stems = [stems_of(page.lines[n].folded) for n in above]
    before = [stems_of(line.folded) for _, line in page.open(above[0] - 12, above[0])]
    if any(len(said & about) > 2 or len(said & stems[0]) > 1 for said in before):
        return False
    return _share_little(stems, about) and page.lines[above[0]].words > 12


def _share_little(told: Iterable[frozenset[str]], about: frozenset[str]) -> bool:
    """Whether each of some texts, by their stems, speaks of something else than another."""
    return all(len(stems & about) < 0.4 * len(stems) for stems in told)


def _behind_title(page: Page, run: tuple[int, int]) -> tuple[int, int]:
    """The run without its first line where that is a title that ends as a sentence does."""
    first, last = run
    line = page.lines[first]
    texts = [n for n in range(first + 1, last + 1) if page.lines[n].is_paragraph]
    if line.words > _LONGEST_TITLE or len(texts) < 2 or not _SENTENCE.fullmatch(line.text):
        return run
    if page.labelled(Label.TITLE) or any(other.words > 2 for _, other in page.open(0, first)):
        return run
    about = stems_of(" ".join(page.lines[n].folded for n in texts[:8]))
    stems = stems_of(line.folded)
    is_told = len(stems & about) >= 0.5 * len(stems)
    return (texts[0], last) if is_told and len(line.text) < len(page.lines[texts[0]].text) else run


_LONGEST_TITLE = 22
_SENTENCE = re.compile(r"[^.؟!]+(?:\.{2,}[^.؟!]+)?[.؟!]?")
_LEAST_ITEMS = 2


def items(page: Page, mark: Mark) -> None:
    """A list right behind the last paragraph, and the heading over it.

    Headlines of others have no full stop, follow no colon and speak of something else.
    """
    at = page.next_visible(page.body[1]) if page.body else None
    if page.body is None or at is None:
        return
    first = at
    opens = page.lines[page.body[1]].text.endswith(":")
    if not is_item(page.lines[at]):
        line = page.lines[at]
        if line.label is not None or line.words > 8 or (line.has_stop and line.words > 4):
            return
        opens = opens or line.text.endswith(":")
        at = page.next_visible(at)
    found: list[int] = []
    while at is not None and page.lines[at].label is None and is_item(page.lines[at]):
        found.append(at)
        at = page.next_visible(at)
    if len(found) < _LEAST_ITEMS or not (opens or _is_of_the_text(page, found)):
        return
    if first not in found:
        # «وتطالب الجمعية بما يلي:» goes on with the text.
        is_text = page.lines[first].folded.startswith(("و", "ف")) and opens
        mark(first, Label.BODY if is_text else Label.HEADING)
    for at in found:
        mark(at, Label.BODY)
    page.body = (page.body[0], found[-1])


def _is_of_the_text(page: Page, items: list[int]) -> bool:
    """Whether most items end as sentences do, or speak of what the text does."""
    ended = sum(page.lines[at].has_stop for at in items)
    about = stems_of(" ".join(line.folded for _, line in body_lines(page)))
    told = sum(len(stems_of(page.lines[at].folded) & about) > 1 for at in items)
    return 2 * max(ended, told) > len(items)


def _placed_body(page: Page) -> tuple[int, int] | None:
    """From the first to the last paragraph inside the element that holds the article."""
    inside = [(at, line) for at, line in page.open() if line.block.place == "inside"]
    found = [at for at, line in inside if line.is_paragraph] or [at for at, _ in inside]
    return (found[0], found[-1]) if found else None


def _behind_headline(page: Page, run: tuple[int, int]) -> tuple[int, int]:
    """The run without what stands before a dated headline inside its first lines."""
    at = page.next_visible(run[0])
    while at is not None and at < run[1] and not page.lines[at].is_paragraph:
        if page.lines[at].label is None and headline(page.lines[at].text, page.outlets).date:
            after = (n for n in range(at + 1, run[1] + 1) if page.lines[n].is_paragraph)
            return next(after, run[0]), run[1]
        at = page.next_visible(at)
    return run


def _before_teasers(page: Page, run: tuple[int, int]) -> tuple[int, int]:
    """The run without the cards of other articles behind it: headline, cut lead, headline, …"""
    first, last, found = run[0], run[1], 0
    at: int | None = last
    while at is not None and at > first and page.lines[at].text.endswith(("..", "…")):
        above = page.next_visible(at, -1)
        if above is None or page.lines[above].is_paragraph or page.lines[above].has_stop:
            break
        found += 1
        at = page.next_visible(above, -1)
        while at is not None and not page.lines[at].is_paragraph:
            at = page.next_visible(at, -1)
        last = at if at is not None else last
    return (first, last) if found > 1 and last >= first else run


def _before_lists(page: Page, run: tuple[int, int]) -> tuple[int, int]:
    """The run without the headlines of others, each a sentence, under `الأكثر قراءة`."""
    first, last = run
    lists = [at for at in page.labelled(Label.RELATED) if first < at < last]
    lists = [at for at in lists if _LISTS.match(page.lines[at].folded)]
    for at in lists[:_MOST_LISTS]:
        before = [n for n in range(first, at) if page.lines[n].is_paragraph]
        texts = [page.lines[n] for n in range(at, last + 1) if page.lines[n].is_paragraph]
        if not _are_of_others(page, before, texts):
            continue
        behind = sum(len(text.text) for text in texts)
        is_short = all(len(text.text) < 140 and text.words <= _LONGEST_TITLE for text in texts)
        if is_short or 2 * behind < sum(len(page.lines[n].text) for n in before):
            return first, before[-1]
    return run


def _are_of_others(page: Page, texts: list[int], behind: list[Line]) -> bool:
    """Whether the lines `behind` speak of something else than the paragraphs `texts`.

    Headlines do not go on with «and», as paragraphs do.
    """
    if any(re.match(r"و(?!زير|زار|فد|فا|كال|اشنطن)", line.folded) for line in behind):
        return False
    about = stems_of(" ".join(page.lines[n].folded for n in texts[:MOST_CANDIDATES]))
    return _share_little((stems_of(line.folded) for line in behind), about)


_MOST_LISTS = 8
#: Headings over what is new, or read, in the whole paper: they stand behind its articles.
_LISTS = re.compile(rf"{MOST}|(?:اهم|اخر|احدث) الاخبار")


def _short_body(page: Page) -> tuple[int, int] | None:
    """Where no line is a paragraph: what stands behind the title and the lines beside it."""
    titles = page.labelled(Label.TITLE)
    if verses := _verses(page):
        return verses
    found = [at for at, line in page.open() if line.words >= 4]
    if not titles:
        found = found[1:]
    found = [at for at in found if not titles or at > titles[0]]
    if not found:
        return None
    last = found[-1]
    while (after := page.next_visible(last)) is not None and page.lines[after].label is None:
        last = after
    return found[0], last


_LEAST_VERSES, _LONGEST_VERSE = 4, 12


def _verses(page: Page) -> tuple[int, int] | None:
    """All short lines below the first free one: a poem, or a column of few words a line."""
    titles = page.labelled(Label.TITLE)
    free = [(at, line) for at, line in page.open() if line.text and line.block.place is None]
    free = [(at, line) for at, line in free if not titles or at > titles[0]]
    if len(free) < _LEAST_VERSES or any(line.words > _LONGEST_VERSE for _, line in free):
        return None
    page.doubts.append(("body", "no line is a paragraph: all below the first was taken", ()))
    return free[not titles][0], free[-1][0]


def repeated(page: Page, mark: Mark) -> None:
    """An extract of the body that the page shows once more."""
    # Only a whole page, with its menus, shows an extract below the article.
    short = sum(bool(line.text) and not line.is_paragraph for line in page.lines)
    if not page.body or short < _MANY_SHORT:
        return
    seen: set[str] = set()
    for at in range(page.body[0], page.body[1] + 1):
        line = page.lines[at]
        if line.label is not Label.BODY or len(line.text) < 60:
            continue
        if line.folded[:_EXTRACT] in seen and not line.block.extra.get("quote"):
            mark(at, Label.RELATED)
        seen.add(line.folded[:_EXTRACT])


def basmala(page: Page, mark: Mark) -> None:
    """`بسم الله الرحمن الرحيم` before the text: the text opens with it."""
    for at, line in page.open(0, page.body[1] if page.body else 0):
        if line.block.place is None and is_basmala(line.text):
            mark(at, Label.BODY)


def body_lines(page: Page, most: int = 40) -> Iterator[tuple[int, Line]]:
    if page.body:
        found = [
            (at, page.lines[at])
            for at in range(page.body[0], page.body[1] + 1)
            if page.lines[at].label is Label.BODY
        ]
        yield from found[:most]
