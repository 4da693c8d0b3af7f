"""Dossiers for measuring the search, made here: Arabic-like words drawn by Zipf's law.

The words are roots in patterns with what clings to them, some 30 000 forms, fewer than life has.
Article N depends on N alone: a dossier of 100 is the beginning of one of 1 000. Same number, same
bytes.
"""

from __future__ import annotations

import itertools
import random
from bisect import bisect
from pathlib import Path

LETTERS = "بتثجحخدذرزسشصضطظعغفقكلمنهوي"
PATTERNS = (
    "{}{}{}",
    "{}ا{}{}",
    "م{}{}و{}",
    "{}{}ا{}",
    "{}{}ي{}",
    "ت{}{}ي{}",
    "ا{}ت{}ا{}",
    "م{}ا{}{}",
)
ENDS = ("", "ة", "ات", "ون", "ها", "ية")
BEFORE = ("", "ال", "و", "ب", "ل", "وال")
COMMON = "في من على إلى أن التي الذي هذا كان قد عن مع بعد كل".split()
SECTIONS = ("ports", "roads", "schools", "rivers", "markets", "letters")
FORMS = 30_000
WORDS_AN_ARTICLE = 400


def vocabulary() -> list[str]:
    """The word forms, the most frequent first."""
    chance = random.Random(1777)
    roots = ["".join(chance.sample(LETTERS, 3)) for _ in range(900)]
    stems = [pattern.format(*root) for root, pattern in itertools.product(roots, PATTERNS)]
    found: dict[str, None] = {}
    while len(found) < FORMS:
        found[chance.choice(BEFORE) + chance.choice(stems) + chance.choice(ENDS)] = None
    return list(found)


class Corpus:
    """Draws articles; a word's chance falls with its rank."""

    def __init__(self) -> None:
        self.words = [*COMMON, *vocabulary()]
        self._sums = list(itertools.accumulate(1 / (rank + 3) for rank in range(len(self.words))))

    def text(self, chance: random.Random, number: int) -> str:
        total = self._sums[-1]
        drawn = (self.words[bisect(self._sums, chance.random() * total)] for _ in range(number))
        return " ".join(drawn)

    def article(self, number: int) -> str:
        """Front matter and body of one article."""
        chance = random.Random(number)
        year, month, day = chance.randint(1995, 2024), chance.randint(1, 12), chance.randint(1, 28)
        names = [self.words[20 + chance.randrange(300)] for _ in range(3)]
        sentences = [self.text(chance, 20) + "." for _ in range(WORDS_AN_ARTICLE // 20)]
        paragraphs = [" ".join(sentences[at : at + 5]) for at in range(0, len(sentences), 5)]
        return "\n".join(
            [
                "---",
                f"title: {self.text(chance, chance.randint(6, 11))}",
                f"date: {year}-{month:02}-{day:02}",
                f"author: {self.words[400 + chance.randrange(80)]} {self.words[500]}",
                f"source: صحيفة {self.words[300 + chance.randrange(25)]}",
                f"section: {chance.choice(SECTIONS)}",
                f"keywords: [{', '.join(names)}]",
                "---",
                "",
                "\n\n".join(paragraphs),
                "",
            ]
        )


def write(root: Path, number: int) -> Path:
    """Write a dossier of `number` articles into `root`, and return it."""
    articles = root / "content" / "articles"
    articles.mkdir(parents=True, exist_ok=True)
    sections = "\n".join(f"  - {{id: {name}, title: {name}}}" for name in SECTIONS)
    dossier = f"title: ملف القياس\nid: bench\nsections:\n{sections}\n"
    (root / "content" / "dossier.yml").write_text(dossier, encoding="utf-8")
    corpus = Corpus()
    for at in range(number):
        (articles / f"a-{at:05}.md").write_text(corpus.article(at), encoding="utf-8")
    return root
