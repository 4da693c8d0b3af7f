"""Page furniture: buttons, counters, claims of rights, ways to other articles."""

from __future__ import annotations

import re

from milaff.intake.blocks import Label
from milaff.intake.rules.page import Mark, Page
from milaff.intake.words import words

_CONTROL_START = re.compile(
    r"(?:تابعوا?|تابعونا|تابعنا|انضموا?|اشتركوا?|حملوا?)\s.*"
    r"(?:علي|عبر|في|google|جوجل|تطبيق|قناه|واتساب|تلغرام|تليجرام|فيسبوك|تويتر|نشرت)"
    r"|(?:شارك|مشاركه)\s.*(?:فيسبوك|تويتر|واتساب|الخبر|عبر)"
    r"|اضغط هنا|(?:التصنيفات?|الاقسام|القسم)\s*:"
)
COUNTER = re.compile(
    r"(?:عدد\s+)?(?:ال)?(?:قراءات|مشاهدات|زيارات|تعليقات|قراء)\s*[:|(]?\s*[\d,]*\s*[)|]?"
    r"|[\d,]+\s*(?:زياره|مشاهده|مشاهدات|قراءه|تعليق|تعليقات|views?|comments?)"
    r"|(?:تعليق|تعليقات|زياره|مشاهده)\s+[\d,]+"
    r"|(?:مده|وقت|زمن)\s+القراءه.*|\d+\s+دقائق?\s+ل?ل?قراءه.*"
)
_RIGHTS = re.compile(
    r"جميع\s+الحقوق|كل\s+الحقوق\s+محفوظه|حقوق\s+(?:النشر|الطبع)|©|copyright|all rights reserved"
)
_RELATED = re.compile(
    r"^[\[«(\-•*|\s]*(?:(?:و?اقرا|و?طالع|و?شاهد|و?انظر)\s*(?:ايضا|المزيد|كذلك)?"
    r"|(?:مواضيع|موضوعات|اخبار|مقالات)\s+(?:ذات|متعلقه|مرتبطه|مشابهه|قد)(?:\s+صله|\s+تهمك)?"
    r"|(?:قد|ربما)\s+(?:يهمك|يعجبك)|ذات صله|المزيد من|الاكثر\s+(?:قراءه|مشاهده)"
    r"|(?:اخر|احدث|اكثر)\s+الاخبار|related|read also)"
    r"(?:\s+ايضا)?\s*(?P<sign>[:|»\-–]|$)?(?P<rest>.*)$"
)
_URL = re.compile(r"https?://\S+")


def blank(page: Page, mark: Mark) -> None:
    for at, line in page.open():
        if not line.text:
            mark(at, Label.BLANK)


def signs_only(page: Page, mark: Mark) -> None:
    for at, line in page.open():
        if not re.search(r"[^\W_]", line.text):
            mark(at, Label.JUNK)


def latin_crumbs(page: Page, mark: Mark) -> None:
    for at, line in page.open():
        if re.fullmatch(r"[A-Za-z]{1,3}(?:[\s+\-|/]+[A-Za-z]{0,3}[+\-]?)*", line.text):
            mark(at, Label.JUNK)


def page_controls(page: Page, mark: Mark) -> None:
    for at, line in page.open():
        bare = line.folded.strip(" .:|<>«»-–•*+()[]!")
        trail = [part.strip() for part in re.split(r"[»›>/\\|]", line.folded)]
        is_trail = len(trail) > 1 and trail[0] in words("controls") and line.words <= 12
        if (
            is_trail
            or bare in words("controls")
            or (line.words <= 14 and _CONTROL_START.match(bare))
        ):
            mark(at, Label.JUNK)


def counters(page: Page, mark: Mark) -> None:
    for at, line in page.open():
        if COUNTER.fullmatch(line.folded.strip(" .:|-–•*+()[]")):
            mark(at, Label.JUNK)


def rights(page: Page, mark: Mark) -> None:
    for at, line in page.open():
        if line.words <= 25 and _RIGHTS.search(line.folded):
            mark(at, Label.CREDIT, line.text)


def related(page: Page, mark: Mark) -> None:
    for at, line in list(page.open()):
        found = _RELATED.match(line.folded)
        if line.label is not None or found is None or (line.is_paragraph and not found["sign"]):
            continue
        bare = not (found["rest"] or "").strip(" :|-–")
        if not bare and not found["sign"]:
            continue
        mark(at, Label.RELATED)
        # What such a label announces stands under it, a headline a line.
        near, taken = at + 1, 0
        while bare and near < len(page.lines) and taken < 8:
            below = page.lines[near]
            if below.label is Label.BLANK and taken:
                break
            if below.label is None:
                if below.is_paragraph or below.words < 3:
                    break
                mark(near, Label.RELATED)
                taken += 1
            elif below.label is not Label.BLANK:
                break
            near += 1


def addresses(page: Page, mark: Mark) -> None:
    for at, line in page.open():
        found = _URL.search(line.text)
        if found and line.words - len(found[0].split()) <= 4 and not line.is_paragraph:
            mark(at, Label.LINK, found[0].rstrip(".،,)"))
