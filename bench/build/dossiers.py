"""Dossiers for measuring builds: articles of about 8 KB, the same for every generator.

Article N depends on N alone: a dossier of 1 000 is the beginning of one of 10 000.
"""

from __future__ import annotations

import datetime
import itertools
import json
import random
import sys
from bisect import bisect
from pathlib import Path
from typing import Any

HOME = Path(__file__).parents[2]
sys.path.append(str(HOME / "bench" / "search"))

from corpus import Corpus  # noqa: E402

SECTIONS = "سياسة ثقافة اقتصاد رأي تحقيقات محليات عالم أدب فنون رياضة علوم ذاكرة".split()
AUTHORS, KEYWORDS, SOURCES = 40, 300, 10
WORDS = 710


class Dossier:
    """Draws articles; a keyword's and an author's chance falls with its rank."""

    def __init__(self) -> None:
        self._corpus = Corpus()
        names = self._corpus.words[40:]
        self.authors = [f"{names[n]} {names[n + 100]}" for n in range(AUTHORS)]
        self.keywords = [names[200 + n] for n in range(KEYWORDS)]
        self.sources = [f"صحيفة {names[600 + n]}" for n in range(SOURCES)]
        self._sums = list(itertools.accumulate(1 / (n + 4) ** 0.75 for n in range(KEYWORDS)))

    def article(self, number: int) -> dict[str, Any]:
        chance = random.Random(number)
        text = self._corpus.text
        day = datetime.date(1950, 1, 1) + datetime.timedelta(days=number * 7919 % 25000)
        drawn = [self.keywords[self._rank(chance, KEYWORDS)] for _ in range(9)]
        blocks = []
        for at in range(9):
            if at in (3, 6):
                blocks.append(f"## {text(chance, 5)}")
            if at in (2, 7):
                blocks.append(f"> {text(chance, 22)}.\n>\n> {chance.choice(self.authors)}")
            words = text(chance, chance.randint(WORDS // 12, WORDS // 9)).split()
            if chance.random() < 0.25:
                words[6] = f"**{words[6]}**"
            blocks.append(" ".join(words) + ".")
        return {
            "id": f"art-{number:05}",
            "title": text(chance, chance.randint(5, 9)),
            "date": day.isoformat(),
            "author": self.authors[self._rank(chance, AUTHORS)],
            "keywords": list(dict.fromkeys(drawn))[:4],
            "section": chance.choice(SECTIONS),
            "source": chance.choice(self.sources),
            "summary": text(chance, 28) + ".",
            "body": "\n\n".join(blocks) + "\n",
        }

    def _rank(self, chance: random.Random, among: int) -> int:
        return bisect(self._sums, chance.random() * self._sums[among - 1], 0, among - 1)


def milaff(article: dict[str, Any]) -> str:
    head = {**article, "slug": article["id"]}
    return _yaml(head, "title date author keywords section source slug summary") + article["body"]


def hugo(article: dict[str, Any]) -> str:
    lists = {"authors": [article["author"]], "rubrics": [article["section"]]}
    head = {**article, **lists, "tags": article["keywords"], "slug": article["id"]}
    return _yaml(head, "title date authors tags rubrics source slug summary") + article["body"]


def pelican(article: dict[str, Any]) -> str:
    keys = {"Author": "author", "Category": "section", "Source": "source", "Slug": "id"}
    lines = [f"{key}: {article[name]}" for key, name in keys.items()]
    lines += [f"Title: {article['title']}", f"Date: {article['date']}"]
    lines += [f"Tags: {', '.join(article['keywords'])}", f"Summary: {article['summary']}"]
    return "\n".join([*lines, "", article["body"]])


def _yaml(values: dict[str, Any], keys: str) -> str:
    # JSON is YAML, but for a date, which Hugo wants bare.
    lines = [
        f"{key}: {values[key] if key == 'date' else json.dumps(values[key], ensure_ascii=False)}"
        for key in keys.split()
    ]
    return "\n".join(["---", *lines, "---", "", ""])


def write(folder: Path, number: int, dialect: Any) -> None:
    """Write `number` articles into `folder`, as `dialect` spells them."""
    folder.mkdir(parents=True, exist_ok=True)
    dossier = Dossier()
    for at in range(number):
        article = dossier.article(at)
        (folder / f"{article['id']}.md").write_text(dialect(article), encoding="utf-8")


def edit(folder: Path, salt: str) -> str:
    """Add a sentence to article 17, as a curator would; the sentence."""
    path = folder / "art-00017.md"
    sentence = f"تصحيح {salt} على نص المقال"
    text = path.read_text(encoding="utf-8").rstrip("\n")
    path.write_text(f"{text}\n\n{sentence}.\n", encoding="utf-8")
    return sentence
