"""The sample dossier: what it promises to those who open it first."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable
from pathlib import Path

import pytest

from milaff import intake, reader
from milaff.intake import dump_ledger, read_ledger
from milaff.intake.charset import decode
from milaff.intake.formats.html import looks_like_html
from milaff.model import Article, Library
from support.sites import HOME

CONTENT = HOME / "content"
DATE = re.compile(r"(?<!\d)(?:1[6-9]|20)\d\d(?!\d)|(?<!\d)[١٢][٠-٩]{3}(?!\d)")


@pytest.fixture(scope="module")
def library() -> Library:
    return reader.read_dossier(HOME)


@pytest.fixture(scope="module")
def articles(library: Library) -> tuple[Article, ...]:
    return library.articles


def original(article: Article) -> Path:
    assert article.front_matter.original
    return CONTENT / "originals" / article.front_matter.original.file


def test_it_has_at_least_sixteen_articles_of_at_least_250_words(library: Library) -> None:
    lengths = {article.slug: library.derived(article).words for article in library.articles}
    assert len(lengths) >= 16
    assert min(lengths.values()) >= 250, min(lengths, key=lambda slug: lengths[slug])
    assert library.drafts == ()


def test_every_article_holds_two_dated_facts_and_names_their_source(library: Library) -> None:
    for article in library.articles:
        years = set(DATE.findall(library.derived(article).text))
        assert len(years) >= 2, article.slug
        assert article.front_matter.note.startswith("الوقائع:"), article.slug


def test_every_section_is_used(library: Library) -> None:
    assert len(library.sections) == 5
    assert all(len(section.articles) >= 3 for section in library.sections)


def test_every_original_is_there_to_the_byte(articles: tuple[Article, ...]) -> None:
    for article in articles:
        assert article.front_matter.original
        digest = hashlib.sha256(original(article).read_bytes()).hexdigest()
        assert digest == article.front_matter.original.sha256, article.slug


def test_every_ledger_is_what_intake_says_of_its_original(
    articles: tuple[Article, ...], golden: Callable[[Path, str], None]
) -> None:
    for article in articles:
        raw = original(article)
        converted = intake.convert(raw.read_bytes(), raw.name)
        ledger = raw.with_name(f"{raw.name}.ledger.jsonl")
        golden(ledger, dump_ledger(converted.ledger).decode())
        rows = read_ledger(ledger.read_bytes())
        assert "".join(row.raw for row in rows) == decode(raw.read_bytes())[0]


def test_the_bodies_are_what_intake_makes_of_the_originals(articles: tuple[Article, ...]) -> None:
    for article in articles:
        converted = intake.convert(original(article).read_bytes(), "raw")
        assert article.body == converted.body, article.slug
        assert article.title == converted.front_matter.title, article.slug
        assert article.date == converted.front_matter.date, article.slug


def test_the_raw_texts_are_of_many_shapes(articles: tuple[Article, ...]) -> None:
    raws = [original(article).read_bytes() for article in articles]
    assert sum(map(looks_like_html, raws)) == 3
    encodings = {intake.convert(raw, "raw").encoding for raw in raws}
    assert {"utf-8", "utf-8-sig", "utf-16", "cp1256"} <= encodings
    shapes = {frozenset(row.label for row in intake.convert(raw, "raw").ledger) for raw in raws}
    assert len(shapes) >= 8


def test_its_outlets_and_people_are_evidently_samples(library: Library) -> None:
    marks = ("عيّنة", "العيّنة", "المثال", "النموذج", "نموذج", "ملفّ")
    for term in (*library.sources, *library.authors):
        assert any(mark in term.name for mark in marks), term.name
