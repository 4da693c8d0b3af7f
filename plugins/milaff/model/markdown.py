"""Writing plain text as Markdown of our dialect, so that reading it gives the text back.

The dialect is CommonMark (https://spec.commonmark.org/0.31.2/) with tables and footnotes, without
raw HTML. `tests/model/escape.yml` binds these functions and the reader.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

# Signs that can open or close inline structure wherever they stand.
_INLINE = re.compile(r"[\\`*_\[\]<>|~]|&(?=#?[A-Za-z0-9]+;)|!(?=\[)|\^(?=\[)")
_SIGN = re.compile(r"[\\`*_\[\]<>|~&]")
# Structure that a line can open: heading, list, quotation, code fence, rule or setext underline,
# table delimiter row, definition of a link or footnote (its bracket is escaped above).
_LINE_START = re.compile(r"(?P<mark>#{1,6}(?=\s|$)|[-+](?=\s|$)|[-=]+\s*$|:?-+:?(?=\s*\||\s*$))")
_IN_TARGET, _ENTITY = re.compile(r"[<>\\]"), re.compile(r"&(?=#?[A-Za-z0-9]+;)")
_ORDERED = re.compile(r"(?P<number>[0-9]{1,9})(?P<mark>[.)])(?=\s|$)")


def escape_markdown(line: str) -> str:
    """The Markdown of one line of plain text: rendered as a paragraph it reads as the line again.

    White space at the ends is dropped (a paragraph has none), inside it is kept. `line` must hold
    no line break.
    """
    text = line.strip()
    if _SIGN.search(text):
        text = _INLINE.sub(lambda sign: "\\" + sign[0], text)
    if start := _LINE_START.match(text):
        return "\\" + text if start["mark"] else text
    if ordered := _ORDERED.match(text):
        at = ordered.start("mark")
        return text[:at] + "\\" + text[at:]
    return text


def figure(alt: str, file: str, caption: str) -> str:
    """A figure: a paragraph of one image; `file` is empty where only the words are known."""
    target = _IN_TARGET.sub(lambda sign: "\\" + sign[0], file.replace("\n", " "))
    words = escape_markdown(" ".join(alt.split()))
    title = " ".join(caption.split()).replace("\\", "\\\\").replace('"', '\\"')
    title = _ENTITY.sub(r"\\&", title)
    return f"![{words}](<{target}>" + (f' "{title}")' if title else ")")


def table(rows: Sequence[Sequence[str]]) -> str:
    """A table (GitHub Flavored Markdown, §4.10) of cells that are Markdown, the first row its head.

    `rows` must be of one length.
    """
    lines = [f"| {' | '.join(row)} |" for row in rows]
    lines.insert(1, "|" + " --- |" * len(rows[0]))
    return "\n".join(lines)
