"""Plain text: pasted or scraped, a line a paragraph, or wrapped by hand."""

from __future__ import annotations

from itertools import groupby

from milaff.intake.blocks import Block, Document
from milaff.intake.charset import decode


def read(data: bytes) -> Document:
    """The lines of a text. Raises NotText."""
    decoded, encoding = decode(data)
    blocks = [Block.of_line(raw) for raw in decoded.splitlines(keepends=True)]
    return Document(decoded, encoding, _unwrapped(blocks))


def _unwrapped(blocks: list[Block]) -> list[Block]:
    """Lines that a mail program or an editor broke at one width are one paragraph again."""
    groups = [list(group) for _, group in groupby(blocks, key=lambda block: bool(block.text))]
    broken = [
        len(block.text)
        for group in groups
        if len(group) > 2 and group[0].text
        for block in group[:-1]
    ]
    if len(broken) < 6 or not 40 <= max(broken) <= 100:
        return blocks
    width = max(broken)
    if sum(length > 0.75 * width for length in broken) < 0.8 * len(broken):
        return blocks
    joined: list[Block] = []
    for group in groups:
        waiting: list[Block] = []
        for block in group:
            waiting.append(block)
            # A line that ends early ends its paragraph.
            if not block.text or len(block.text) <= 0.75 * width:
                joined.append(_one(waiting))
                waiting = []
        if waiting:
            joined.append(_one(waiting))
    return joined


def _one(blocks: list[Block]) -> Block:
    return Block("".join(b.raw for b in blocks), " ".join(b.text for b in blocks if b.text))
