"""The analyzer, on both sides."""

from __future__ import annotations

import json
import random
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from milaff.arabic.stems import skeleton, stem, terms, without_proclitic
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


def test_the_browser_and_python_agree_on_heaps_of_letters(tmp_path: Path) -> None:
    chance = random.Random(1786)
    letters = [
        chr(code)
        for block in (
            (0x600, 0x6FF),
            (0x20, 0x24F),
            (0xFB50, 0xFDFF),
            (0xFE70, 0xFEFC),
            (0x2000, 0x206F),
            (0x370, 0x52F),
            (0x750, 0x77F),
        )
        for code in range(block[0], block[1] + 1)
    ]
    common = list("ابتثجحخدذرزسشصضطظعغفقكلمنهوي أإآةىءؤئ ") * 8
    texts = [
        "".join(chance.choices(letters + common, k=chance.randrange(1, 40))) for _ in range(4000)
    ]
    found = run_bundled(BROWSER, texts, tmp_path)
    for text, browser in zip(texts, found, strict=True):
        assert browser == terms(text), repr(text)


def test_the_browser_and_python_see_the_same_kin(tmp_path: Path) -> None:
    source = """
import { skeleton, withoutProclitic } from "assets/search/analyze.js";
export default (terms) => terms.map((term) => [skeleton(term), withoutProclitic(term)]);
"""
    known = sorted({term for case in TOKENS for term in case["terms"]} | {"كتاب", "بميناء", "وزرا"})
    expected = [[skeleton(term), without_proclitic(term)] for term in known]
    assert run_bundled(source, known, tmp_path) == expected


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
