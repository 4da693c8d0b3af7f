"""The title: of the lines before the body the one nearest to what it says."""

from __future__ import annotations

import re

from milaff.arabic.dates import read_line
from milaff.arabic.text import fold
from milaff.intake.blocks import Label, Line
from milaff.intake.bylines import Byline, is_described, pieces
from milaff.intake.names import (
    Kind,
    is_made_as_outlets,
    is_named,
    is_organisation,
    is_person,
    is_place,
    kind_of,
    outlet_name,
)
from milaff.intake.rules.body import META, MOST_CANDIDATES, body_lines
from milaff.intake.rules.headline import BESIDE, headline, is_trail, is_way_from_an_outlet
from milaff.intake.rules.page import Mark, Page, headline_of, stems_of
from milaff.intake.rules.pictures import PICTURE, names_a_photographer
from milaff.intake.words import words

_MOST_WORDS_OF_A_TITLE = 40


def title(page: Page, mark: Mark) -> None:
    """The line before the body that says most of what the body says."""
    if known := page.labelled(Label.TITLE):
        for line in (page.lines[at] for at in known if page.lines[at].value is None):
            line.value = headline(line.text, page.outlets)
        return
    candidates = _candidates(page)
    if not candidates:
        if page.body and not any(line.text for line in page.lines[: page.body[0]]):
            _title_from_body(page)
        return
    # What a browser's tab shows holds the title and the outlet's name.
    names = {text for at in candidates if len(text := page.lines[at].text) > 15}
    alone = [at for at in candidates if not _holds_another(page.lines[at].text, names)]
    is_short = len(_visible_before_body(page)) <= 8
    if is_short:
        # A sentence is no title where a line without a full stop stands above it.
        heads = [at for at in alone if page.lines[at].words >= 4 and not _is_sentence(page, at)]
        alone = [at for at in alone if not (_is_sentence(page, at) and heads and min(heads) < at)]
    scored = _two_best(page, alone, is_short) if len(alone) > 1 else [(0.0, alone[0])]
    best = _by_its_date(page, scored[0][1], candidates)
    if page.lines[best].label is Label.RELATED:
        _free_below(page, best)
    mark(best, Label.TITLE, headline(page.lines[best].text, page.outlets))
    if len(scored) > 1 and scored[0][0] - scored[1][0] < 0.12:
        second = page.lines[scored[1][1]].text
        page.doubts.append(("title", "another line may be the title", (second,)))


def _is_sentence(page: Page, at: int) -> bool:
    text = page.lines[at].text
    return text.endswith(".") and not text.endswith("..")


def _by_its_date(page: Page, best: int, candidates: list[int]) -> int:
    """Of lines that say the same the one over the date or the author."""
    folded = page.lines[best].folded
    for at in sorted(n for n in candidates if page.lines[n].folded == folded):
        below = page.next_visible(at)
        if below is not None and (
            page.lines[below].label in META or is_named(page.lines[below].text)
        ):
            return at
    return best


_LETTER = re.compile(r"[^\W\d_]")
_ARABIC = re.compile("[\u0620-\u064a]")
#: «صدى المثال The Example News»: what a paper is called in another language.
_LATIN_BEHIND = re.compile(r"\s+[A-Za-z][A-Za-z .&'-]+$")


def _candidates(page: Page) -> list[int]:
    """The lines that may be the title, the nearest to the body first."""
    first = page.body[0] if page.body else min(len(page.lines), MOST_CANDIDATES)
    found = [
        at
        for at in range(first - 1, max(-1, first - 1 - MOST_CANDIDATES), -1)
        if (page.lines[at].label is None or _ends_a_list(page, at))
        and page.lines[at].folded not in words("sections")
        and _LETTER.search(page.lines[at].text)
        and not _is_name_of_the_site(page.lines[at], page.outlets)
    ]
    # «Vol. 24, Issue 1186» is no title where Arabic is written.
    return [at for at in found if _ARABIC.search(page.lines[at].text)] or found


def _ends_a_list(page: Page, at: int) -> bool:
    """Whether a line is one of the last under `آخر الأخبار`, where the title may follow at once."""
    if not _is_listed(page.lines[at]):
        return False
    below: int | None = at
    for _ in range(_MOST_BELOW_A_TITLE):
        below = page.next_visible(below) if below is not None else None
        if below is None or not _is_listed(page.lines[below]):
            return True
    return False


def _is_listed(line: Line) -> bool:
    return line.rule == "related" and line.folded.strip(_AROUND_TITLES) not in words("related")


def _free_below(page: Page, at: int) -> None:
    """What a list took with the title is free again: who wrote it, what explains it."""
    stop = at + 1
    while stop < len(page.lines) and page.lines[stop].rule == "related":
        stop += 1
    page.free(range(at + 1, stop))


#: So many lines of a head may have been taken for headlines of others.
_MOST_BELOW_A_TITLE = 3


def _is_name_of_the_site(line: Line, outlets: frozenset[str]) -> bool:
    """`الأمثلة - موبايل`, and a word that says nothing: «في»."""
    if len(line.text) <= 2 or is_way_from_an_outlet(line, outlets):
        return True
    name = _LATIN_BEHIND.sub("", line.text)
    if name != line.text and (is_made_as_outlets(name) or fold(name) in outlets):
        return True
    if line.words > 1 and line.folded in outlets:
        return True
    if line.words > 6 or not BESIDE.search(line.text):
        return False
    read = headline(line.text, outlets)
    return bool(read.outlet) and len(read.text.split()) == 1


def _first_head(page: Page, candidates: list[int], about: frozenset[str]) -> int | None:
    """The first line that is long enough; the next where the first is but a deck or a motto."""
    long_enough = sorted(at for at in candidates if page.lines[at].words >= 4)
    if not long_enough:
        return None
    shared = {at: len(stems_of(page.lines[at].folded) & about) for at in long_enough}
    # A motto under the outlet's name speaks of nothing that the body speaks about.
    over = long_enough[0] if shared[long_enough[0]] else None
    if max(shared.values()) > 2:
        long_enough = [at for at in long_enough if 3 * shared[at] >= max(shared.values())]
    first = long_enough[0]
    if over is not None and first - 1 == over and _is_title_and_deck(page, over):
        first = over
    return _title_of_two(page, first) if page.next_visible(first) in long_enough else first


_LEAST_OF_A_TICKER = 4
#: So many words any headline has in common with any text.
_BY_CHANCE = 2


def _last_of_a_ticker(page: Page, candidates: list[int], about: frozenset[str]) -> int | None:
    """Of several headlines the last, where it alone speaks of the text and stands over its head."""
    heads = sorted(at for at in candidates if page.lines[at].words >= 4)
    if len(heads) < _LEAST_OF_A_TICKER:
        return None
    last, below = heads[-1], page.next_visible(heads[-1])
    if below is None or not (page.lines[below].label in META or _is_filed(page.lines[below])):
        return None
    told = len(stems_of(page.lines[last].folded) & about)
    others = max(len(stems_of(page.lines[at].folded) & about) for at in heads[:-1])
    return last if told > others and others <= _BY_CHANCE else None


def _is_filed(line: Line) -> bool:
    """`تونس - المنبر`: a city, and a few words that nobody may know."""
    place, sign, rest = re.split(r"\s*([-–—/:])\s*", f"{line.text}-", maxsplit=1)
    return bool(sign) and line.words <= 5 and is_place(place) and bool(rest.strip(" -"))


_SIGNED = re.compile(r"(?:[^\W\d_]\s?[./]\s?){1,3}[^\W\d_]{0,14}")


def _is_title_and_deck(page: Page, at: int) -> bool:
    """A few words over a line three times as long, and below it who wrote it, or when."""
    deck = page.lines[at + 1]
    after = page.next_visible(at + 1)
    is_long = deck.words >= max(12, 3 * page.lines[at].words)
    if after is None or not is_long:
        return False
    return page.lines[after].label in META or is_described(page.lines[after].text)


def _title_of_two(page: Page, first: int) -> int:
    """Of two headlines on each other the title: a deck above is shorter, one below explains."""
    below = page.next_visible(first)
    after = page.next_visible(below) if below is not None else None
    if below is None or after is None:
        return first
    if page.lines[after].label not in META and not _SIGNED.fullmatch(page.lines[after].text):
        return first
    over, under = page.lines[first], page.lines[below]
    is_kicker = over.words <= 6 and under.words >= 1.4 * over.words
    is_deck = over.words >= 4 and _is_title_and_deck(page, first)
    explains = under.has_stop or under.words >= 18 or is_deck
    return below if is_kicker and not explains else first


def _visible_before_body(page: Page) -> list[int]:
    first = page.body[0] if page.body else len(page.lines)
    return [at for at in range(first) if page.lines[at].label is not Label.BLANK]


def _holds_another(text: str, names: set[str]) -> bool:
    """Whether a line is another one and something more, parted by a sign."""
    for other in names:
        if other in text and other != text:
            before, _, after = text.partition(other)
            behind = not before.strip() and _SIGN_AFTER.match(after)
            # «الوكالة : العنوان 22/01/2022» has its day behind it.
            ends = not _LETTER.search(after)
            if behind or (ends and _SIGN_BEFORE.search(before)):
                return True
    return False


class _Said:
    """What a page says elsewhere, for one who looks for its title."""

    def __init__(self, page: Page) -> None:
        self._short = "\n".join(line.text for line in page.lines if len(line.text) < 300)
        #: The first letters of lines that are cut off → where they stand, without their end.
        self._cut: dict[str, list[tuple[int, str]]] = {}
        for at, line in enumerate(page.lines):
            bare = line.text.rstrip(". …") if line.text.endswith((".", "…")) else ""
            if len(bare) > 12:
                self._cut.setdefault(bare[:13], []).append((at, bare))

    def says_twice(self, text: str) -> bool:
        """In its tab, over the comments."""
        return self._short.count(text) > 1

    def begins_below(self, at: int, text: str) -> bool:
        """Whether one of the lines below says the beginning of `text`, as the alt of a picture."""
        below = range(at + 1, at + 200)
        return any(n in below and text.startswith(bare) for n, bare in self._cut.get(text[:13], ()))


_BULLET = re.compile(r"[*•–-]\s")


def _ends_in_an_outlet(text: str, outlets: frozenset[str]) -> bool:
    """`المكتبة ليلا ، المنبر`: words under a picture, and whose it is."""
    before, comma, last = text.rpartition("،")
    return bool(comma) and before.count(" ") > 2 and fold(last).strip() in outlets


#: «فلان في حوار مع (المنبر)», above what he says.
_TOLD_TO = re.compile(r"(?<!\w)(?:مع|ل)ـ?\s?[(«\"](?P<name>[^()«»\"]{3,24})[)»\"]")


def _title_score(page: Page, at: int, about: frozenset[str], said: _Said) -> float:
    """How much a line looks like the title of a body that speaks `about` these stems, whatever
    it may name."""
    line = page.lines[at]
    stems = stems_of(line.folded)
    shared = len(stems & about)
    score = 2.4 * shared / max(3, len(stems)) + 0.16 * min(10, shared)
    score += 0.8 if 4 <= line.words <= 32 else (-0.8 if line.words < 3 else 0)
    score -= 1.5 if line.text.endswith((":", "،", ",")) else 0
    score -= 0.6 if line.label is Label.RELATED else 0
    score -= 4.0 if line.words > _MOST_WORDS_OF_A_TITLE else 0
    score -= 0.8 if line.text.endswith(("..", "…")) and line.words < 4 else 0
    score -= 0.8 if line.text.endswith(".") and not line.text.endswith("..") else 0
    score += 1.5 if line.block.level == 1 else 0
    score -= 2.0 if _BULLET.match(line.text) else 0
    is_picture = PICTURE.match(line.folded) or names_a_photographer(line.text, page.outlets)
    is_picture = is_picture or _ends_in_an_outlet(line.text, page.outlets)
    told = _TOLD_TO.search(line.folded)
    score -= 1.0 if told and told["name"] in page.outlets else 0
    score -= 1.5 if is_trail(line) or is_picture or _is_deck(page, at) else 0
    below, above = page.next_visible(at, 1), page.next_visible(at, -1)
    over = below is not None and (
        page.lines[below].label in META or _SIGNED.fullmatch(page.lines[below].text) is not None
    )
    under = above is not None and page.lines[above].label in META
    score += 0.5 if over and under else 0.9 * over + 0.4 * under
    # Behind the date «words - outlet» say whose picture it is.
    score -= 1.5 * bool(under and headline(line.text, page.outlets).outlet)
    # Under a title may stand what explains it, and then the date.
    after = page.next_visible(below) if below is not None else None
    if below is not None and after is not None and page.lines[after].label in META:
        score += 1.2 * (_title_of_two(page, at) == at and _explains(page, below))
    if over and above is not None and _is_pair(page, above, at):
        score -= 1.2
    if above is not None and _BREADCRUMB.match(page.lines[above].folded):
        score += 1.2
    score += 0.2 * page.is_blank(at - 1) + 0.1 * page.is_blank(at + 1)
    # An alt line that begins like it says that the article has this name.
    if said.begins_below(at, line.text):
        score += 1.5
    elif line.words >= 4 and said.says_twice(line.text):
        score += 0.7
    return score


def _two_best(page: Page, places: list[int], is_short: bool) -> list[tuple[float, int]]:
    """The two lines that look most like a title, with their scores."""
    about = stems_of(" ".join(line.folded for _, line in body_lines(page)))
    said = _Said(page)
    scored = [(_title_score(page, at, about, said) - 0.03 * n, at) for n, at in enumerate(places)]
    # A short head begins with the title; what explains it comes after.
    if is_short:
        first = _last_of_a_ticker(page, places, about) or _first_head(page, places, about)
        scored = [(score + 1.7 * (at == first), at) for score, at in scored]
    # What names somebody is no title. Of many lines that takes long to see, so only those are
    # asked that may still be among the two.
    best: list[tuple[float, int]] = []
    for score, at in sorted(scored, reverse=True):
        if len(best) == 2 and score < best[1][0]:
            break
        best.append((score - _named_in(page.lines[at], page.outlets), at))
        best = sorted(best, key=lambda found: (-found[0], found[1]))[:2]
    return best


def _named_in(line: Line, outlets: frozenset[str]) -> float:
    """How little a line looks like a title because it names people or an outlet."""
    weight = 1.2 if is_described(line.text) else 0.0
    if line.words > 5:
        return weight + 3 * all(kind_of(part) is Kind.NAMED for part in pieces(line.text))
    if is_named(line.text):
        return weight + 2.0
    if is_organisation(line.text, outlets):
        return weight + 1.2
    return weight + 0.5 * is_person(line.text, outlets)


def _explains(page: Page, at: int) -> bool:
    """Whether a line under a title may explain it: it is free, and names nobody."""
    line = page.lines[at]
    if line.label is not None:
        return False
    kinds = {kind_of(part, page.outlets) for part in pieces(line.text)}
    return Kind.NAMED not in kinds and not is_described(line.text)


def _is_pair(page: Page, at: int, below: int) -> bool:
    """Whether two lines are a title and what explains it, with nothing of their kind above."""
    line, over = page.lines[at], page.next_visible(at, -1)
    is_title = line.label is None and 4 <= line.words <= 32 and not line.has_stop
    is_title = is_title and below == at + 1 and _title_of_two(page, at) == at
    if not is_title or over is None or over < at - 1:
        return is_title
    return page.lines[over].label is not None or page.lines[over].words < 4


_DECK = re.compile(r"(?P<place>[^\W\d]+(?:\s[^\W\d]+)?)\s+[-–—]\s+[^:]{3,50}:\s")


def _is_deck(page: Page, at: int) -> bool:
    """`تونس - المتحدث باسم البلدية: …` right under another headline explains it."""
    found = _DECK.match(page.lines[at].text)
    above = page.next_visible(at, -1) if found else None
    if found is None or above is None or page.lines[above].label is not None:
        return False
    return is_place(found["place"])


_BREADCRUMB = re.compile(
    r"(?:الرييسيه|الصفحه (?:الرييسيه|الاساسيه)|انت هنا\s*:?|home)\s*[»›>/\\|]\s*\S"
)


def _title_from_body(page: Page) -> None:
    page.doubts.append(("title", "no line stands before the body: its beginning was taken", ()))


def title_again(page: Page, mark: Mark) -> None:
    """The title once more: over the picture, in a trail, between two paragraphs."""
    for title_at in page.labelled(Label.TITLE)[:1]:
        name = fold(headline_of(page.lines[title_at])).strip(_AROUND_TITLES)
        if len(name) < 12:
            continue
        again = [
            at
            for at, line in enumerate(page.lines)
            if name in line.folded
            and line.label in (None, Label.BODY)
            and line.block.place is None
            and at != title_at
            and line.folded.strip(_AROUND_TITLES) == name
        ]
        for at in again:
            mark(at, Label.JUNK)
        for at in again[:_MOST_TITLES]:
            _begin_behind(page, at, mark)


def _begin_behind(page: Page, at: int, mark: Mark) -> None:
    """What one line says between two titles is no article's: a ticker."""
    if page.body is None or not page.body[0] < at < page.body[1]:
        return
    before = [n for n in range(page.body[0], at) if page.lines[n].label is Label.BODY]
    after = [n for n in range(at, page.body[1] + 1) if page.lines[n].label is Label.BODY]
    if len(before) == 1 and after and not page.lines[before[0]].has_stop:
        for n in range(page.body[0], at):
            if page.lines[n].label in (None, Label.BODY):
                mark(n, Label.JUNK)
        page.body = (after[0], page.body[1])


#: A page says its title a few times before its text.
_MOST_TITLES = 4
_AROUND_TITLES = " .:؟!\"'«»“”*-–—|"


def page_title(page: Page, mark: Mark) -> None:
    """`الصحيفة ::: العنوان`: what a browser's tab shows, the outlet beside the title."""
    for title_at in page.labelled(Label.TITLE):
        name = headline_of(page.lines[title_at])
        for at, line in page.open():
            if name not in line.text or len(line.text) > len(name) + 60:
                continue
            before, _, after = line.text.partition(name)
            read = read_line(after)
            if read and read.published and read.published.day and not read.parts:
                # «الوكالة : العنوان 22/01/2022»: its date counts where no other is printed.
                outlet = outlet_name(before)
                mark(at, Label.BYLINE, (Byline((), (), outlet), read))
                continue
            other = before if _SIGN_BEFORE.search(before) and not after.strip() else ""
            other = after if _SIGN_AFTER.match(after) and not before.strip() else other
            if _STEP.search(other) or fold(other).strip(_AROUND_TITLES) in words("controls"):
                mark(at, Label.JUNK)  # «الرئيسية » أخبار » العنوان»: the way to it
                continue
            other = other.strip(" :|-–—»«")
            is_name = re.search(r"[^\W\d_]{2}", other) and not re.search(r"\d", other)
            if is_name and len(other.split()) <= 5:
                mark(at, Label.OUTLET, other)


_STEP = re.compile(r"\w\s*[»›>/\\←]\s*\w")
_SIGN_BEFORE = re.compile(r"[-–—|:»]\s*$")
_SIGN_AFTER = re.compile(r"^\s*[-–—|:«]")
