"""The unzipped bundle in Firefox, where every file is an origin of its own."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from urllib.parse import quote

import pytest

from support import browsers
from support.firefox import Firefox, running_firefox


@pytest.fixture(scope="module")
def firefox(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Firefox]:
    program = browsers.firefox()
    if program is None:
        pytest.skip("no Firefox on this machine")
    with running_firefox(program, tmp_path_factory.mktemp("profile")) as running:
        yield running


def test_pages_fonts_and_search_work_from_a_file_in_firefox(
    firefox: Firefox, unzipped: Path
) -> None:
    for url in ("index.html", "articles/long.html", "sections/roads/page-2.html"):
        firefox.open((unzipped / url).as_uri())
        loaded = (
            "document.fonts.ready.then(() =>"
            " String([...document.fonts].filter((f) => f.status === 'loaded').length))"
        )
        assert int(firefox.evaluate(loaded)) >= 2
    firefox.open((unzipped / "search.html").as_uri() + "?q=%D8%A7%D9%84%D8%B7%D8%B1%D9%82")
    firefox.wait("document.querySelector('.search-results a')")
    first = firefox.evaluate("document.querySelector('.search-results a').href")
    firefox.open(first)
    assert firefox.evaluate("String(document.querySelectorAll('h1').length)") == "1"
    assert firefox.complaints == []


def ask(firefox: Firefox, site: str, query: str) -> None:
    firefox.open(f"{site}search.html?{query}")
    firefox.wait("document.querySelector('.search-page:not([data-state=empty])')")


@pytest.fixture(params=["http", "file"])
def site(request: pytest.FixtureRequest, served: str, unzipped: Path) -> str:
    return served if request.param == "http" else f"{unzipped.as_uri()}/"


def test_results_filters_and_the_address_in_firefox(firefox: Firefox, site: str) -> None:
    ask(firefox, site, f"q={quote('طريق')}&year=2003")
    status = "document.querySelector('.search-status').textContent"
    firefox.wait(f"{status}.startsWith('نتيجة واحدة')")
    firefox.wait("document.querySelectorAll('.choice').length > 3")
    firefox.evaluate("document.querySelector('[data-key=\"2004\"]').click(), ''")
    firefox.wait(f"{status}.startsWith('نتيجتان')")
    assert "year=2003&year=2004" in firefox.evaluate("location.search")
    firefox.evaluate("history.back(), ''")
    firefox.wait(f"{status}.startsWith('نتيجة واحدة')")
    marked = "[...document.querySelectorAll('.search-results mark')].map((m) => m.textContent)"
    assert "طريق" in firefox.evaluate(f"{marked}.join(' ')")


def test_an_article_shows_its_matches_and_one_steps_in_firefox(firefox: Firefox, site: str) -> None:
    firefox.open("about:blank")
    firefox.open(f"{site}articles/long.html#q={quote('الأرصفة')}")
    firefox.wait("document.querySelector('.steps')")
    press = (
        "document.body.dispatchEvent(new KeyboardEvent('keydown', {key: '%s', bubbles: true})), ''"
    )
    firefox.evaluate(press % "n")
    firefox.wait("document.querySelector('.steps-count').textContent.includes('من')")
    firefox.evaluate(press % "Escape")
    firefox.wait("!document.querySelector('.steps')")


def test_the_box_suggests_in_firefox(firefox: Firefox, site: str) -> None:
    firefox.open(f"{site}articles/undated.html")
    firefox.evaluate("document.querySelector('input[type=search]').focus(), ''")
    firefox.wait("window.milaff")
    typed = (
        "(box => { box.value = 'جسو'; box.dispatchEvent(new Event('input', {bubbles: true}));"
        " return '' })(document.querySelector('input[type=search]'))"
    )
    firefox.evaluate(typed)
    firefox.wait("document.querySelector('[role=option]')?.textContent.includes('جسور')")
    assert firefox.complaints == []
