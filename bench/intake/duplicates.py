"""How well the same story is recognised in another outlet: beside datasketch's MinHash LSH.

    python3 tasks.py bench intake/duplicates [--args="--stories 300"]

Pairs are made here: a story, and the same with another title, cut at its end and with some of its
words changed. Told is how many of the pairs were found, how many pairs of different stories were
found wrongly, and the CPU time an article. datasketch gets the same runs of words, 128
permutations and its own lookup at a threshold of 0.3.
"""

from __future__ import annotations

import argparse
import json
import random
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

from rich.console import Console
from rich.table import Table

from milaff.intake.duplicates import SAME_STORY, shared, sketch_of

sys.path.append(str(Path(__file__).parents[1]))

from corpus import Corpus
from venvs import program

PEER = """
import json, re, sys, time
from datasketch import MinHash, MinHashLSH
texts = json.load(open(sys.argv[1], encoding="utf-8"))
start = time.process_time()
made = []
for text in texts:
    words = re.findall(r"\\w+", text)
    runs = {" ".join(run).encode() for run in zip(words, words[1:], words[2:])}
    minhash = MinHash(num_perm=128)
    minhash.update_batch(runs)
    made.append(minhash)
lsh = MinHashLSH(threshold=0.3, num_perm=128)
pairs = []
for number, minhash in enumerate(made):
    pairs += [(other, number) for other in lsh.query(minhash)]
    lsh.insert(number, minhash)
print(json.dumps([pairs, time.process_time() - start]))
"""
#: How much of the second text is cut off, and how many of its words are changed.
EDITS = [(0.0, 0.0), (0.0, 0.1), (0.0, 0.2), (0.3, 0.1), (0.5, 0.0), (0.5, 0.1), (0.7, 0.05)]


def edited(paragraphs: list[str], cut: float, changed: float, corpus: Corpus) -> str:
    kept = paragraphs[: max(1, round(len(paragraphs) * (1 - cut)))]
    chance = corpus.random
    words = [
        [chance.choice(corpus.words) if chance.random() < changed else w for w in p.split()]
        for p in kept
    ]
    return "\n\n".join(" ".join(paragraph) for paragraph in words)


def ours(texts: list[str]) -> tuple[list[tuple[int, int]], float]:
    """The pairs that are found, and the CPU seconds."""
    start = time.process_time()
    sketches = [sketch_of(text) for text in texts]
    by_key: dict[int, list[int]] = {}
    pairs = []
    for number, sketch in enumerate(sketches):
        near = {other for key in sketch.keys for other in by_key.get(key, ())}
        pairs += [(o, number) for o in near if shared(sketches[o], sketch) >= SAME_STORY]
        for key in sketch.keys:
            by_key.setdefault(key, []).append(number)
    return pairs, time.process_time() - start


def datasketch(texts: list[str], python: Path) -> tuple[list[tuple[int, int]], float]:
    """The same of datasketch."""
    with tempfile.NamedTemporaryFile("w", suffix=".json", encoding="utf-8") as file:
        json.dump(texts, file)
        file.flush()
        command = [str(python), "-c", PEER, file.name]
        said = subprocess.run(command, check=True, capture_output=True, text=True).stdout
    pairs, spent = json.loads(said)
    return [(a, b) for a, b in pairs], spent


def stories(count: int, cut: float, changed: float) -> Iterator[str]:
    """Every story and, right behind it, its edited twin."""
    corpus = Corpus(11)
    for _ in range(count):
        paragraphs = [corpus.paragraph() for _ in range(corpus.random.randint(5, 14))]
        yield "\n\n".join(paragraphs)
        yield edited(paragraphs, cut, changed, corpus)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--stories", type=int, default=300)
    given = parser.parse_args()
    random.seed(1)
    python = program("python", "datasketch==2.0.0")
    table = Table(title=f"{given.stories} pairs: found / wrongly found / ms an article")
    for head in ("cut off", "words changed", "Milaff", "datasketch"):
        table.add_column(head, justify="right")
    for cut, changed in EDITS:
        texts = list(stories(given.stories, cut, changed))
        cells = []
        for pairs, spent in (ours(texts), datasketch(texts, python)):
            right = sum(b == a + 1 and a % 2 == 0 for a, b in pairs)
            milliseconds = spent / len(texts) * 1000
            found = f"{right / given.stories:.3f} / {len(pairs) - right}"
            cells.append(f"{found} / {milliseconds:.2f}")
        table.add_row(f"{cut:.0%}", f"{changed:.0%}", *cells)
    Console().print(table)


if __name__ == "__main__":
    sys.exit(main())
