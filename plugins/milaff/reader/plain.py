"""Bodies of nothing but paragraphs, sub-headings, quotations and bold words.

Most press articles are such. A parser that must be ready for everything takes several times as
long for them, and as long to load as the rest of a build after one edit. Whatever is not surely
plain is left to `milaff.reader.markdown`; what is, comes out as it would from there, to the byte
(`tests/reader/test_plain.py`).
"""

from __future__ import annotations

import re

from milaff.model import Derived, Heading

# The signs without which there is no inline structure but emphasis by `*`: markdown-it's rules,
# and footnotes.
_STRUCTURE = "\0\r\\`_[]<&^"
# Bold words whose signs can be nothing else (CommonMark, 6.2: left- and right-flanking): before
# the first there is nothing or a space, after the last a space or a mark of punctuation.
_BOLD = re.compile(r"\*\*(?<![^ ]\*\*)(\w(?:[^*]*\w)?)\*\*(?=[ .،,؛:؟»)]|$)")
_HEADING = re.compile(r"(#{1,6}) +([^#]+)")


class _NotPlain(Exception):
    """This body is for the whole parser."""


def derive(body: str, folder: str = "articles", page_url: str = "articles/x.html") -> Derived:
    """What follows from a Markdown body, plain or not, as `milaff.reader.markdown.derive` says."""
    found = derive_plain(body)
    if found is None:
        from milaff.reader import markdown

        found = markdown.derive(body, folder, page_url)
    return found


def derive_plain(body: str) -> Derived | None:
    """What follows from a plain body, or None when it may not be plain."""
    try:
        return _derive(body)
    except _NotPlain:
        return None


def _derive(body: str) -> Derived:
    if any(sign in body for sign in _STRUCTURE):
        raise _NotPlain
    html: list[str] = []
    lines: list[str] = []
    headings: list[Heading] = []
    quoted: list[str] = []
    after_text = False
    for line in body.split("\n"):
        text = line.strip(" \t")
        if not text:
            _close(quoted, html)
            after_text = False
        elif line.startswith(">"):
            # Its paragraphs are of one line each: between two of them stands a bare sign.
            inside = text[1:].removeprefix(" ")
            if after_text and (not quoted or (inside and quoted[-1])):
                raise _NotPlain
            quoted.append(_paragraph(inside, lines) if inside else "")
            after_text = True
        elif after_text:
            raise _NotPlain
        else:
            after_text = True
            if heading := _HEADING.fullmatch(text):
                html.append(_heading(heading, line, lines, headings))
            else:
                html.append(_paragraph(line, lines))
    _close(quoted, html)
    return Derived("".join(html), "\n".join(lines), tuple(headings))


def _close(quoted: list[str], html: list[str]) -> None:
    if not quoted:
        return
    if not any(quoted):
        raise _NotPlain
    html.append(f"<blockquote>\n{''.join(quoted)}</blockquote>\n")
    quoted.clear()


def _paragraph(line: str, lines: list[str]) -> str:
    # All other structure of blocks begins with a sign or a digit of ASCII, or with a space.
    first = line[0]
    if not first.isalpha() and ord(first) < 128:
        raise _NotPlain
    return f"<p>{_inline(line.rstrip(' '), lines)}</p>\n"


def _heading(found: re.Match[str], line: str, lines: list[str], headings: list[Heading]) -> str:
    if not line.startswith("#"):
        raise _NotPlain
    # The page's own heading is the title: the body's begin below it.
    level, id_ = max(2, len(found[1])), f"s-{len(headings) + 1}"
    inner = _inline(found[2], lines)
    headings.append(Heading(level, lines[-1], id_))
    return f'<h{level} id="{id_}">{inner}</h{level}>\n'


def _inline(text: str, lines: list[str]) -> str:
    """The HTML of a block's text; the text itself goes to `lines`."""
    if text[0].isspace() or text[-1].isspace():
        raise _NotPlain
    if "*" not in text:
        lines.append(text)
        return _escape(text)
    bare = _BOLD.sub(r"\1", text)
    if "*" in bare:
        raise _NotPlain
    lines.append(bare)
    return _BOLD.sub(r"<strong>\1</strong>", _escape(text))


def _escape(text: str) -> str:
    # `&` and `<` are signs of structure: here are none.
    return text.replace(">", "&gt;").replace('"', "&quot;")
