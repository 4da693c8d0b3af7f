"""The analyzer, on both sides."""

from __future__ import annotations

import json
import random
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from milaff.arabic.letters import normalise
from milaff.arabic.stems import stem, taken_apart, terms
from milaff.arabic.words import WORD, forms
from milaff.search.postings import bare
from support.node import run_bundled

TOKENS = json.loads((Path(__file__).parent / "tokens.json").read_text(encoding="utf-8"))
BROWSER = """
import { terms } from "assets/search/analyze.js";
export default (texts) => texts.map((text) => terms(text));
"""


@pytest.mark.parametrize("case", TOKENS, ids=lambda case: repr(case["text"]))
def test_python_gives_the_terms_of_the_fixture(case: dict[str, object]) -> None:
    assert terms(str(case["text"])) == case["terms"]


def test_the_browser_gives_the_terms_of_the_fixture(tmp_path: Path) -> None:
    texts = [case["text"] for case in TOKENS]
    assert run_bundled(BROWSER, texts, tmp_path) == [case["terms"] for case in TOKENS]


def test_the_browser_and_python_agree_on_heaps_of_letters(
    tmp_path: Path, request: pytest.FixtureRequest
) -> None:
    count = 120_000 if request.config.getoption("--full") else 4000
    chance = random.Random(1786)
    blocks = [(0x600, 0x6FF), (0xFB50, 0xFDFF), (0xFE70, 0xFEFC), (0x750, 0x77F), (0x8A0, 0x8FF)]
    others = [(0x20, 0x24F), (0x370, 0x52F), (0x590, 0x5FF), (0x2000, 0x206F), (0xD800, 0xDFFF)]
    rare = [(0x80, 0xFFFF), (0x10000, 0x10FFFF), (0x1EE00, 0x1EEFF), (0x1D400, 0x1D7FF)]
    common = "ابتثجحخدذرزسشصضطظعغفقكلمنهوي أإآةىءؤئ  "

    def letter() -> str:
        kind = chance.random()
        if kind < 0.5:
            return chance.choice(common)
        ranges = blocks if kind < 0.8 else others if kind < 0.95 else rare
        return chr(chance.randint(*chance.choice(ranges)))

    def drawn() -> str:
        letters = "".join(letter() for _ in range(chance.randrange(1, 40)))
        # Two halves of a pair side by side are one letter to JavaScript.
        return letters.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "surrogatepass")

    texts = [drawn() for _ in range(count)]
    for start in range(0, count, 20_000):
        given = texts[start : start + 20_000]
        for text, browser in zip(given, run_bundled(BROWSER, given, tmp_path), strict=True):
            assert browser == terms(text), repr(text)


def test_the_browser_and_python_agree_on_every_letter_there_is(tmp_path: Path) -> None:
    source = """
import { forms } from "assets/search/analyze.js";
export default (ends) => {
  const found = [];
  for (let code = 0; code < ends; code += 1) {
    const made = forms(`ب${String.fromCodePoint(code)}ت`).join(" ");
    if (made !== "ب ت") found.push([code, made]);
  }
  return found;
};
"""
    expected = [
        [code, made]
        for code in range(0x110000)
        if (made := " ".join(forms(f"ب{chr(code)}ت"))) != "ب ت"
    ]
    assert run_bundled(source, 0x110000, tmp_path) == expected


def test_the_browser_and_python_take_words_apart_alike(tmp_path: Path) -> None:
    source = """
import { bare, takenApart } from "assets/search/analyze.js";
export default (words) =>
  words.map((word) => {
    const { stem, affix } = takenApart(word);
    return [stem, affix, bare(word)];
  });
"""
    chance = random.Random(7)
    words = sorted({form for case in TOKENS for form in forms(case["text"])})
    words += ["".join(chance.choices("ابتوليهنمكسف", k=chance.randint(1, 9))) for _ in range(5000)]
    expected = [[*taken_apart(word), bare(word)] for word in words]
    assert run_bundled(source, words, tmp_path) == expected


@given(st.lists(st.text("ابتوليهنمكس", min_size=1), min_size=2, max_size=2))
def test_words_are_told_apart_by_stem_and_affix(words: list[str]) -> None:
    one, other = words
    assert (taken_apart(one) == taken_apart(other)) == (one == other)


@given(st.text())
def test_cutting_runs_first_changes_nothing(text: str) -> None:
    assert forms(text) == WORD.findall(normalise(text))


@given(st.text())
def test_no_text_makes_the_analyzer_fall_over(text: str) -> None:
    assert all(terms(text))


@given(st.text("ابتوليهنمكس", min_size=1))
def test_a_stem_is_part_of_its_word_and_not_empty(word: str) -> None:
    assert stem(word)
    assert stem(word) in word


@pytest.mark.parametrize(
    ("query", "word"),
    [
        ("المعاهده", "معاهدة"),
        ("مُعاهَدة", "المعاهدات"),
        ("احمد", "أحمد"),
        ("مستشفي", "المستشفى"),
        ("١٧٨٦", "1786"),
        ("الولايات", "للولايات"),
        ("المهندس", "مهندسون"),
    ],
)
def test_one_word_in_many_spellings_is_one_term(query: str, word: str) -> None:
    assert terms(query) == terms(word)


def test_words_that_differ_stay_apart() -> None:
    assert terms("إيمان") != terms("اليمن")
