"""The keywords that a page prints, by their label or as hashtags."""

from __future__ import annotations

import re

from milaff.arabic.dates import read_line
from milaff.arabic.text import clean, unfolded
from milaff.intake.blocks import Label, Line
from milaff.intake.rules.page import Mark, Page
from milaff.intake.words import words

_SIGNS = " .,،:|-–—ـ#\"'«»()[]*•·"
_KEYWORDS = re.compile(
    r"^\W*(?:(?:ال)?(?:كلمات?\s+(?:ال)?(?:مفتاحيه|دلاليه|دليليه|داله|البحث|متعلقه|مرتبطه|مفتاح|مفاتيح)|"
    r"كلمه\s+(?:ال)?(?:مفتاحيه|دلاليه)|وسوم|اوسمه|وسم|سمات|تسميات|هاشتاغات?|هاشتاجات?|تاغات|تاجات|"
    r"تاغ|تاج)|tags?|keywords?|علامات|دلالات|(?:ال)?مواضيع(?=\s*:?\s*$|\s*:[^.:]*[|،,؛])|الموضوعات(?=\s*:?\s*$))"
    r"\s*(?:المقال|الخبر|الموضوع)?\s*(?P<sign>[:|\-–/]|$)?(?P<rest>.*)$"
)
_UNPARTED = re.compile(
    r"(?:(?:ال)?(?:وسوم|سمات)|(?:ال)?كلمات\s+(?:ال)?(?:مفتاحيه|دلاليه|دليليه|داله)|tags)\s+\w"
)
_HASHTAGS = re.compile(r"(?:#\s?(?!\d+\b)[^\W_][\w]*[\s،,|]*)+")


_BETWEEN_HASHTAGS = re.compile(r"[#،,|]+")
_BETWEEN_TERMS = re.compile(r"\s*[،,؛;|/•·]\s*|\s+[-–—]\s+")
_SAID = re.compile(r"[^\W_]")


def split_keywords(text: str) -> tuple[str, ...]:
    """The keywords of a line: hashtags, or parted by ، , ؛ | – or lines."""
    text = text.strip(" .:|-–")
    if text.startswith("#"):
        parts = [part.replace("_", " ") for part in _BETWEEN_HASHTAGS.split(text)]
    else:
        parts = _BETWEEN_TERMS.split(text)
    found = (part.strip(" .#\"'«»()[]") for part in parts)
    return tuple(dict.fromkeys(part for part in found if _SAID.search(part)))


def keyword_label(page: Page, mark: Mark) -> None:
    for at, line in list(page.open()):
        if line.label is not None:
            continue
        start = page.keyword_label(line) or _keywords_start(line) or _more_about(line)
        if start is None:
            if line.words <= 9 and not line.has_stop and _UNPARTED.match(line.folded):
                mark(at, Label.JUNK)  # nobody can part what no sign parts
            continue
        rest = unfolded(line.text, start).strip(" :|-–/")
        mark(at, Label.KEYWORDS, split_keywords(rest) if rest else ())
        if not rest:
            _keywords_below(page, at, mark)


def _keywords_start(line: Line) -> int | None:
    """Where the keywords of a line begin that says that it has some."""
    found = _KEYWORDS.match(line.folded)
    if found is None or (line.is_paragraph and not found["sign"]):
        return None
    rest = found["rest"].strip(_SIGNS)
    # Without a sign between: «كلمات مفتاحية تونس، الهجرة», no sentence.
    if rest and not found["sign"] and (line.has_stop or not re.search(r"[،,|#]", rest)):
        return None
    return found.start("rest")


_MORE_ABOUT = re.compile(r"\W*المزيد عن\s?:\s*(?P<rest>[^:.؟!]+)$")


def _more_about(line: Line) -> int | None:
    """`المزيد عن: حدائق/أشجار`: where several terms begin; a headline is one long one."""
    found = _MORE_ABOUT.match(line.folded) if line.words <= 24 else None
    terms = split_keywords(found["rest"]) if found else ()
    is_list = len(terms) > 1 and all(len(term.split()) <= 4 for term in terms)
    return found.start("rest") if found and is_list else None


def _keywords_below(page: Page, at: int, mark: Mark) -> None:
    """Without any on its own line they stand below the label, on one line or one a line."""
    near = at + 1
    while near < min(len(page.lines), at + 25):
        below = page.lines[near]
        if below.label is Label.BLANK and _may_hold_keywords(page, near + 1):
            near += 1
            continue
        is_next = below.label is None and not below.is_paragraph and not below.has_stop
        is_next = is_next and below.folded.strip(_SIGNS) not in words("related")
        is_next = is_next and not below.folded.startswith(("المزيد من ", "المزيد عن "))
        if not is_next or (below.words > 5 and len(split_keywords(below.text)) < 2):
            break
        if (read := read_line(below.text)) is not None and read.published is not None:
            break
        mark(near, Label.KEYWORDS, _terms(below))
        near += 1


def _terms(line: Line) -> tuple[str, ...]:
    """The keywords of a line that holds nothing else; a table's cells are parted by tabs."""
    cells = [clean(cell) for cell in line.block.raw.strip().split("\t")]
    return tuple(filter(None, cells)) if len(cells) > 1 else split_keywords(line.text)


def _may_hold_keywords(page: Page, at: int) -> bool:
    if at >= len(page.lines) or page.lines[at].label is not None:
        return False
    return len(split_keywords(page.lines[at].text)) > 1 or page.lines[at].words <= 3


def hashtags(page: Page, mark: Mark) -> None:
    for at, line in page.open():
        if line.text.startswith("#") and _HASHTAGS.fullmatch(line.text):
            mark(at, Label.KEYWORDS, split_keywords(line.text.replace(" ", "")))
