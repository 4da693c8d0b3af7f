"""Plain text: pasted or scraped, a line a paragraph, or wrapped by hand."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator

from milaff.arabic.text import clean, fold
from milaff.intake.blocks import MOST_LINES, TOO_MANY, Block, Document, Label
from milaff.intake.charset import NotText, decode
from milaff.intake.columns import mark_rows
from milaff.intake.formats.wrapping import as_one, stands_alone, unwrapped
from milaff.intake.names import Kind, is_named, kind_of
from milaff.intake.words import words
from milaff.model import escape_markdown


def read(data: bytes) -> Document:
    """The lines of a text. Raises NotText."""
    decoded, encoding = decode(data)
    if decoded.count("\n") > MOST_LINES:
        raise NotText(TOO_MANY)
    blocks = [Block.of_line(raw) for raw in decoded.splitlines(keepends=True)]
    blocks = list(_of_messages(blocks))
    blocks = _rejoined(unwrapped(_with_first_words(blocks)))
    glued = ((block,) if len(block.text) <= _SHORTEST_GLUED else _cut(block) for block in blocks)
    blocks = list(itertools.chain.from_iterable(glued))
    for block in blocks:
        _read_marks(block)
    if "\t" in decoded:
        mark_rows(blocks)
    return Document(decoded, encoding, blocks)


# First words of paragraphs that a word processor put on lines of their own

_OPENERS = frozenset(
    map(
        fold,
        "في من منذ بعد قبل مع ومع بين على عن إلى إن أن لقد قد كان كانت وكان وكانت يبدو وفي ومن وقد "
        "لم لا ولم ولا هذا هذه وهذا وهذه كما حين عندما لما لكن ولكن إذا وإذا ثم حيث أما وأما "
        "قال وقال أكد وأكد أعلن أعلنت يقول تقول ليس ليست هل لعل هناك وهناك".split(),
    )
)
_ONE_WORD = re.compile(r"[^\W\d_.]{2,14}|(?:[^\W\d_]\.){1,3}\s?[^\W\d_]{2,12}")


def _with_first_words(blocks: list[Block]) -> list[Block]:
    """`في` on one line and the rest of its sentence on the next are one line.

    A heading may be one word too: so that words were parted is known by several, of which some
    open a sentence and end nothing.
    """
    parted = [at for at, (a, b) in enumerate(itertools.pairwise(blocks)) if _is_parted(a, b)]
    opening = [at for at in parted if fold(blocks[at].text) in _OPENERS]
    if len(parted) < 2 or not opening:
        return blocks
    joined: list[Block] = []
    waiting = set(parted)
    for at, block in enumerate(blocks):
        if at - 1 in waiting:
            joined[-1] = as_one([joined[-1], block])
        else:
            joined.append(block)
    return joined


def _is_parted(block: Block, after: Block) -> bool:
    if not 0 < len(block.text) <= 18 or not after.text:
        return False
    word = fold(block.text)
    if _ONE_WORD.fullmatch(word) is None or word in words("controls") or word in words("sections"):
        return False
    # «ا.د.سامي» goes on with a name.
    return "." in word or (" " in after.text and not stands_alone(after.text))


def _cut(block: Block) -> Iterator[Block]:
    """A block without what was glued to its beginning and its end, which are blocks too."""
    for dated in _without_date(block):
        for part in _without_byline(dated):
            yield from _unglued(part)


#: `date 2023-04-11 انطلقت …`: what a scraper put before the text.
_DATE_BEFORE = re.compile(r"\s*(?:date|التاريخ|تاريخ النشر)\s*:?\s*\d{4}-\d{2}-\d{2}\s+(?=[^\W\d])")


def _without_date(block: Block) -> Iterator[Block]:
    found = _DATE_BEFORE.match(block.raw)
    if found is None:
        yield block
        return
    yield Block.of_line(block.raw[: found.end()])
    yield Block.of_line(block.raw[found.end() :])


# A headline on two lines

_OPEN = frozenset("في من على عن إلى الى أن ان بين مع أو ثم لكن حول بعد قبل ضد".split())
#: So many lines may stand before a text, and so many letters in one of a headline.
_LONGEST_MENU = 200
_LONGEST_HEADLINE = 160


def _rejoined(blocks: list[Block]) -> list[Block]:
    """A headline that was broken behind a word that cannot end one is one line again."""
    for at in range(min(_LONGEST_MENU, len(blocks) - 1)):
        line, below = blocks[at].text, blocks[at + 1].text
        if len(line) > _LONGEST_HEADLINE:
            break  # the text begins
        if line.count(" ") < 5:
            continue
        last = line.rsplit(" ", 1)[-1]
        is_and = last.startswith("و") and not last.startswith("وال") and len(last) > 4
        is_open = last in _OPEN or (is_and and below.count(" ") < 3)
        after = blocks[at + 2].text if at + 2 < len(blocks) else ""
        is_headline = 5 <= line.count(" ") <= 20 and is_open and 0 < len(below) < 45
        is_headline = is_headline and (not after or stands_alone(after))
        if is_headline and kind_of(below) is Kind.UNKNOWN and not stands_alone(below):
            return [*blocks[:at], as_one(blocks[at : at + 2]), *blocks[at + 2 :]]
    return blocks


# Who wrote it before the first word of a paragraph

_BYLINE_BEFORE = re.compile(
    r"\s*(?:تحقيق|تقرير|كتبت?|حوار|متابعة|بقلم|إعداد|اعداد)\s*[-–—ـ:/]+\s*"
    r"(?P<name>[^\W\d_]{2,}(?:\s[^\W\d_]{2,}){1,3})\s*[:،\-–—ـ]+\s*(?=\S)"
)


def _without_byline(block: Block) -> Iterator[Block]:
    """`تحقيق ـ فلان: …`: the byline and the paragraph that it is glued to, as two blocks."""
    found = _BYLINE_BEFORE.match(block.raw) if len(block.text) > 100 else None
    if found is None or not is_named(found["name"]):
        yield block
        return
    yield Block.of_line(block.raw[: found.end()])
    yield Block.of_line(block.raw[found.end() :])


# Keywords behind the last sentence of a paragraph

_GLUED = re.compile(
    r"[.!؟»”\"…)]\s*(?P<tail>"
    r"(?:ال)?(?:سمات|وسوم|أوسمة|كلمات(?:\s+(?:ال)?(?:مفتاحي[ةه]|دلالي[ةه]|دال[ةه]))|وسم)\s*:?\s+"
    r"[^.؟!\n]{2,200}"
    r"|(?:ال)?مصدر\s*:\s*[^.؟!\n]{2,60}"
    r"|(?:[Tt]ags|[Kk]eywords)\s*:\s*[^.؟!\n]{2,200}"
    r"|#[^\W_]\w*(?:[\s،,]+#[^\W_]\w*)*)\s*$"
)
_LONGEST_TAIL = 400
_SHORTEST_GLUED = 60
_PARTING = re.compile("[:،,|]")
_LABEL = re.compile(r"^(?:ال)?(?:سمات|وسوم|أوسمة|وسم)\s+(?=[^\s:])")


def _unglued(block: Block) -> list[Block]:
    """A paragraph, and the keywords that a scraper glued to its end, as two blocks."""
    start = max(40, len(block.raw) - _LONGEST_TAIL)
    found = _GLUED.search(block.raw, start - 1)
    if found is None:
        return [block]
    cut = found.start("tail")
    rest = Block.of_line(block.raw[cut:])
    # Without a sign between them nobody can part the terms: they are told, not taken.
    if _LABEL.match(rest.text) and not _PARTING.search(rest.text):
        rest.hint, rest.rule = Label.JUNK, "text.glued"
    return [Block.of_line(block.raw[:cut]), rest]


# The marks of chat programs and of Markdown

_HEADING = re.compile(r"(?P<marks>#{1,6})\s+(?P<text>[^#\s][^#]*?)\s*#*")
_BOLD = re.compile(r"(?P<marks>\*{1,3}|_{2,3})(?P<text>[^\s*_](?:[^*]*[^\s*_])?)(?P=marks)")
_SYMBOLS = re.compile(
    "^(?:[\u2190-\u21ff\u2300-\u23ff\u25a0-\u27bf\u2900-\u297f\u2b00-\u2bff\ufe0f"
    "\U0001f000-\U0001faff]\\s*)+"
)


#: `[12/03/2017, 10:20] ليلى: …`: when a chat program says that a message came, and from whom.
_MESSAGE = re.compile(
    r"\s*(?:\[\d{1,4}[/.-]\d{1,2}[/.-]\d{2,4}[,،]?\s\d{1,2}:\d{2}[^\]]{0,12}\]|"
    r"\[\d{1,2}:\d{2}[^\]]{0,6}[,،]\s?\d{1,4}[/.-]\d{1,2}[/.-]\d{2,4}\]|"
    r"\d{1,4}[/.-]\d{1,2}[/.-]\d{2,4}[,،]?\s\d{1,2}:\d{2}\s?\S{0,2}\s-)\s[^:\n]{2,40}:[ \t]*(?=\S)"
)


def _of_messages(blocks: list[Block]) -> Iterator[Block]:
    for block in blocks:
        found = _MESSAGE.match(block.raw) if block.raw[:1] in "[0123456789" else None
        if found:
            yield Block(found[0], clean(found[0]), hint=Label.JUNK, rule="text.message")
            yield Block.of_line(block.raw[found.end() :])
        else:
            yield block


def _read_marks(block: Block) -> None:
    """`# عنوان`, `*عنوان*`, `🔴 عنوان`: what the marks stand for, without them."""
    text = block.text
    if not text or (text[0].isalnum() and text[0] not in "#*_"):
        return
    if len(text) < 160 and not text.endswith((".", "؟")) and (found := _HEADING.fullmatch(text)):
        block.text, block.level = found["text"], len(found["marks"])
        text = block.text
    if found := _BOLD.fullmatch(text):
        block.text = found["text"].strip()
        block.markdown = f"**{escape_markdown(block.text)}**"
    if found := _SYMBOLS.match(block.text):
        bare = block.text[found.end() :]
        if bare:
            block.markdown = block.markdown or escape_markdown(block.text)
            bold = _BOLD.fullmatch(bare)
            block.text = bold["text"].strip() if bold else bare
