"""What is printed under pictures, and in their place."""

from __future__ import annotations

import re

from milaff.arabic.dates import read_line
from milaff.arabic.text import fold
from milaff.intake.blocks import TEXT, Label, Line
from milaff.intake.bylines import pieces
from milaff.intake.names import Kind, is_named, is_outlet, is_place, kind_of
from milaff.intake.rules.page import Mark, Page, headline_of, stems_of


def alt_and_caption(page: Page, mark: Mark) -> None:
    titles = [fold(headline_of(page.lines[at])) for at in page.labelled(Label.TITLE)]
    for at, line in list(page.open(page.head(0).start)):
        after = page.next_visible(at)
        if line.label is not None or after is None or (line.has_stop and not _is_cut(line.text)):
            continue
        caption = page.lines[after]
        bare = line.folded.rstrip(". …")
        adjacent = after == at + 1
        begins_caption = len(bare) >= 6 and caption.folded.startswith(bare)
        is_inside = page.body is not None and page.body[0] < at < page.body[1]
        begins_title = (_is_cut(line.text) or (is_inside and line.words >= 3)) and any(
            found.startswith(bare) for found in titles
        )
        if not adjacent or caption.label is not None or not (begins_caption or begins_title):
            continue
        if caption.is_paragraph and (not begins_title or len(caption.text) > 200):
            continue
        mark(at, Label.ALT)
        mark(after, Label.CAPTION)


def _is_cut(text: str) -> bool:
    return text.endswith(("..", "…"))


PICTURE = re.compile(
    r"^\W*(?:(?:ال)?صوره?(?:\s+(?:ارشيفيه|تعبيريه|توضيحيه|من|ل\w+|تظهر|متداوله|ارشيف))?\s*[:،(\-–—]"
    r"|التقطت|في الصوره|لقطه من|جانب من|مشهد من|من الارشيف$|"
    r"غلاف\s+(?:ال)?(?:مجله|كتاب|عدد|روايه|صحيفه|جريده|ديوان|مجموعه)(?!\w)|"
    r"صوره\s+(?:من|تظهر|متداوله|التقطت|نشرها|وزعتها|ل)|صور\s+من|تصوير\s*[:/]|(?:ال)?(?:تصميم|"
    r"رسم|لوحه|كاريكاتير)\s+(?:باذن|بريشه|للرسام|للفنان|من اعمال)|caption|photo:)"
)
_SURELY = re.compile(
    r"^\W*(?:صدر الصوره|مصدر الصوره|(?:ال)?تعليق علي الصوره|"
    r"(?:صوره\s+)?(?:ارشيفيه|تعبيريه|توضيحيه)\W*$)"
    r"|(?P<credit>[(\[/|–—-]\s*(?:صوره?\s+)?(?:ارشيف\w*|تعبيريه|رويترز|اف\s?ب|ا\.?\s?ف\.?\s?ب\.?|"
    r"ا\.?\s?ب\.?|الفرنسيه|"
    r"فرانس برس|الاناضول|الاوروبيه|د\.?\s?ب\.?\s?ا\.?|شينخوا|getty\w*(?: images)?|غيتي\w*|afp|"
    r"ap|epa|reuters|"
    r"انترنت|الانترنت|مواقع التواصل(?: الاجتماعي)?|الشبكات الاجتماعيه|"
    r"وسايل التواصل(?: الاجتماعي)?|فيسبوك|تويتر|ناشطون|بترا|وفا|سانا|واس)\s*[)\]]?"
    r"|©\s*.{2,40}|\(\s*(?:(?:تصوير|عدسه|المصدر)\s*[:/]?|ت\s*[:/])\s*[^)]{3,40}\)|\.\s*(?:dr|د\.ر)|"
    r"[-–—]\s*dr|(?:(?<=\s)[-–—|/،]|(?<=\w)\.)\s*(?:تصوير|عدسه|المصدر)\s*[:/]\s*[^\d:/]{3,40})\W*$"
    r"|\w\s+credit\s?:\s?.{2,40}$"
)
#: Every line that `_SURELY` finds something in holds one of these: they are quicker to look for.
_SIGN_OF_ONE = re.compile(r"[(\[/|–—\-©]")
_WORD_OF_ONE = re.compile(r"الصوره|ارشيفيه|تعبيريه|توضيحيه|تصوير|عدسه|المصدر|dr|د\.ر|credit")
_FILES = (".jpg", ".jpeg", ".png", ".webp")
_BEFORE_A_FILE = re.compile(rf"{_SURELY.pattern}|\S\s.*\.\w+$")


_ONLY_UNDER_PICTURES = re.compile(r"\(\s*(?:تصوير|عدسه)[^()]*\)\W*$|\.(?:jpe?g|png|webp)$")
_SOURCES = ("صدر الصوره", "مصدر الصوره")
_IN_BRACKETS = re.compile(r"\(([^()]{2,24})\)\s*\.?$")


def names_a_photographer(text: str, outlets: frozenset[str]) -> bool:
    """`… (الوكالة/ فلان)`: what stands in brackets behind the words under a picture."""
    inside = _IN_BRACKETS.search(text)
    if inside is None or re.search(r"\d", inside[1]):
        return False
    return "/" in inside[1] or (is_outlet(inside[1], outlets) and not is_place(inside[1]))


_STOP_BEHIND = re.compile(r"[.!؟]\s*$")
_WORD = re.compile(r"\w")


def picture_credit(page: Page, mark: Mark) -> None:
    """`… (رويترز)`, `صورة أرشيفية`: what nobody prints but under a picture."""
    for at, line in page.open():
        if line.words > 40 or len(line.text) > 260:
            continue
        is_file = line.folded.endswith(_FILES)
        if not (is_file or _may_be_credit(line.folded)):
            continue
        surely = _BEFORE_A_FILE if is_file else _SURELY
        found = surely.search(line.folded)
        # «… (رويترز)» behind a full stop signs a report; «الرباط (رويترز)» says where from.
        if found is None:
            continue
        is_behind_a_stop = _STOP_BEHIND.search(line.folded[: found.start()]) is not None
        if is_behind_a_stop and not _ONLY_UNDER_PICTURES.search(line.folded):
            continue
        if _is_dated(line):
            continue
        before = line.folded[: found.start()]
        if found["credit"] and not _WORD.search(before):
            continue  # «--(بترا)» signs a report
        is_bare = is_place(before) or not _says_words(line.text, page.outlets)
        if found.start() > 2 and is_bare and not _ONLY_UNDER_PICTURES.search(line.folded):
            continue
        is_label = line.folded.rstrip(" ،:").removeprefix("ال") == "تعليق علي الصوره"
        if line.folded.startswith(_SOURCES) and not _says_more(line.folded):
            mark(at, Label.CREDIT)
            continue
        mark(at, Label.JUNK if is_label else Label.CAPTION)
        if is_label:
            _mark_near(page, mark, at, 1)


def _may_be_credit(folded: str) -> bool:
    return bool(_SIGN_OF_ONE.search(folded) or _WORD_OF_ONE.search(folded))


def _says_more(folded: str) -> bool:
    """Whether behind `صدر الصورة، Getty Images` stand the words under the picture too."""
    return len(folded.split()) > 6 or "caption" in folded


def _is_where(text: str, outlets: frozenset[str]) -> bool:
    """What stands in brackets under a picture: a place, whose it is, both."""
    return is_place(text) or "/" in text or is_outlet(text, outlets) or is_named(text)


_YEAR, _BY_PHOTOGRAPHER = re.compile(r"\d{4}"), re.compile("تصوير|عدسه")


def _is_dated(line: Line) -> bool:
    """`جنيف (سويسرا) 12-3-2020 (واس)` says when, unless a photographer does."""
    if not _YEAR.search(line.folded) or _BY_PHOTOGRAPHER.search(line.folded):
        return False
    read = read_line(line.text)
    date = (read.published or read.updated) if read else None
    return date is not None and date.day is not None


def _says_words(text: str, outlets: frozenset[str]) -> bool:
    """Whether a line holds more than names: `عمان / سعاد علي / الأناضول` is a byline."""
    return Kind.UNKNOWN in {kind_of(piece, outlets) for piece in pieces(text)}


def _mark_near(page: Page, mark: Mark, at: int, step: int) -> None:
    """The line beside a label of pictures: the words that stand for one, or under it."""
    near = page.next_visible(at, step)
    if near is None or abs(near - at) > 2:
        return
    line = page.lines[near]
    is_free = line.label is None and not line.is_paragraph and 3 <= line.words <= 30 and near > 1
    if is_free and read_line(line.text) is None and _says_words(line.text, page.outlets):
        mark(near, Label.CAPTION)


def caption_again(page: Page, mark: Mark) -> None:
    """The words under a picture once more: the page repeats them for who cannot see it."""
    seen: set[str] = set()
    for at in page.labelled(Label.CAPTION):
        line = page.lines[at]
        if line.block.place is None and line.folded in seen:
            mark(at, Label.JUNK)
        seen.add(line.folded)


def between_title_and_body(page: Page, mark: Mark) -> None:
    """Words about what the article is about, between its title and its body, and nothing else."""
    titles = page.labelled(Label.TITLE)
    if not titles or not page.body:
        return
    free = [
        (at, line)
        for at, line in page.open(titles[0] + 1, page.body[0])
        if line.block.place is None and 2 <= line.words <= 30
    ]
    if not free:
        return
    said = " ".join(line.folded for line in page.lines if line.label in (Label.TITLE, *TEXT))
    told = stems_of(said)
    for at, line in free:
        # Of two words both, of a few one, of a sentence two.
        least = 2 if line.words == 2 or line.words > 4 else 1
        if len(stems_of(line.folded) & told) >= least:
            mark(at, Label.CAPTION)


def picture_line(page: Page, mark: Mark) -> None:
    """`جانب من …`, `صورة من …`: how the words under a picture begin."""
    stop = page.body[1] if page.body else len(page.lines)
    for at in (*page.labelled(Label.CAPTION), *page.labelled(Label.CREDIT)):
        # What is shown stands over «صدر الصورة»: the words for who cannot see it.
        if page.lines[at].folded.startswith(_SOURCES):
            _mark_near(page, mark, at, -1)
    for at, line in page.open(page.head(1).start, stop):
        if (line.has_stop and line.is_paragraph) or line.words > 40 or len(line.text) > 260:
            continue
        inside = _IN_BRACKETS.search(line.folded)
        where = inside is not None and line.words > 3
        where = where and inside is not None and _is_where(inside[1], page.outlets)
        if PICTURE.match(line.folded) or where:
            mark(at, Label.CAPTION)
