"""Cutting sorted entries into shards: a binary trie over the bits of their keys.

A node whose entries weigh too much is cut in two by the next bit. Where the cuts lie follows from
the entries alone, so that an edit moves no cut but the one it makes necessary; neighbours in
spelling lie in one shard; and the whole tree is told in a few bits a shard.
`theme/assets/search/tree.js` walks it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

#: Letters of a key that are looked at, and bits of each.
_MOST_LETTERS, _BITS = 12, 7
INNER, EMPTY, LEAF = "1", "0", "2"


@dataclass(frozen=True, slots=True)
class Shard:
    """A leaf of the tree: the bits that lead to it, and its entries from `start` to `stop`."""

    path: str
    start: int
    stop: int

    @property
    def name(self) -> str:
        return shard_name(self.path)


def shard_name(path: str) -> str:
    """A name for the leaf that `path` leads to."""
    return format(int("1" + path, 2), "x")


@lru_cache(maxsize=4096)
def _letter_bits(letter: str) -> str:
    code = ord(letter)
    if 0x620 <= code < 0x660:
        value = code - 0x620
    elif letter.isascii() and letter.isdigit():
        value = 64 + code - 48
    elif "a" <= letter <= "z":
        value = 64 + 10 + code - 97
    else:
        value = 64 + 36 + code % 28
    return format(value, "07b")


def bits(key: str) -> str:
    """The bits of a key, filled up with zeros: they order keys and lead to their shard."""
    text = "".join(map(_letter_bits, key[:_MOST_LETTERS]))
    return text.ljust(_MOST_LETTERS * _BITS, "0")


def cut(keys: Sequence[str], weights: Sequence[int], most: int) -> tuple[str, list[Shard]]:
    """Cut entries into shards that weigh at most `most`.

    `keys` are the bits of the entries' keys, ascending; `weights` what each entry weighs. Gives
    the tree in preorder (INNER, EMPTY or LEAF a node) and its leaves.
    """
    sums = [0]
    for weight in weights:
        sums.append(sums[-1] + weight)
    shape: list[str] = []
    return "".join(_cut(keys, sums, most, "", 0, len(keys), shape)), list(
        _leaves("".join(shape), keys)
    )


def _cut(
    keys: Sequence[str],
    sums: Sequence[int],
    most: int,
    path: str,
    start: int,
    stop: int,
    shape: list[str],
) -> list[str]:
    if start == stop:
        shape.append(EMPTY)
    elif sums[stop] - sums[start] <= most or len(path) == _MOST_LETTERS * _BITS:
        shape.append(LEAF)
    else:
        shape.append(INNER)
        middle = _first(keys, path + "1", start, stop)
        _cut(keys, sums, most, path + "0", start, middle, shape)
        _cut(keys, sums, most, path + "1", middle, stop, shape)
    return shape


def _first(keys: Sequence[str], path: str, start: int, stop: int) -> int:
    """The first entry from `start` whose bits are not below `path`."""
    while start < stop:
        middle = (start + stop) // 2
        if keys[middle] < path:
            start = middle + 1
        else:
            stop = middle
    return start


def _leaves(shape: str, keys: Sequence[str]) -> Iterator[Shard]:
    start = 0
    for path in leaf_paths(shape):
        stop = _first(keys, path + "2", start, len(keys))
        yield Shard(path, start, stop)
        start = stop


def leaf_paths(shape: str) -> Iterator[str]:
    """The bits that lead to each leaf of a tree, in order."""
    waiting = [""]
    for node in shape:
        path = waiting.pop()
        if node == INNER:
            waiting += (path + "1", path + "0")
        elif node == LEAF:
            yield path


def follow(shape: str, key: str) -> str | None:
    """The path of the leaf that holds a key (its bits), or None where the tree has none."""
    return next((path for path in leaf_paths(shape) if key.startswith(path)), None)
