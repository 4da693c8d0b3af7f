"""The search by axe-core (https://github.com/dequelabs/axe-core): no violation in any state."""

from __future__ import annotations

from collections.abc import Callable
from urllib.parse import quote

import pytest
from axe_playwright_python.sync_playwright import Axe  # type: ignore[import-untyped]
from playwright.sync_api import Browser, Page, expect

ROADS = quote("طريق")


def _state(page: Page, state: str) -> None:
    expect(page.locator(f".search-page[data-state={state}]")).to_be_visible()


def empty(page: Page, site: str) -> None:
    page.goto(site + "search.html")
    _state(page, "empty")


def helped(page: Page, site: str) -> None:
    page.goto(site + "search.html")
    page.locator(".search-help summary").click()


def results(page: Page, site: str) -> None:
    page.goto(f"{site}search.html?q={ROADS}")
    _state(page, "found")


def filtered(page: Page, site: str) -> None:
    page.goto(f"{site}search.html?q={ROADS}&section=roads&year=2003&year=2004")
    _state(page, "found")
    page.evaluate("document.querySelector('.search-filters').open = true")


def nothing(page: Page, site: str) -> None:
    page.goto(f"{site}search.html?q={quote('قققق مصدر:غائب -طريق')}")
    _state(page, "nothing")


def failed(page: Page, site: str) -> None:
    page.route("**/search/*.js", lambda route: route.abort())
    page.route("**/search/words.js", lambda route: route.continue_())
    page.goto(f"{site}search.html?q={ROADS}")
    _state(page, "failed")


def suggestions(page: Page, site: str) -> None:
    page.goto(site + "articles/long.html")
    page.locator("input[type=search]").press_sequentially("طريق", delay=5)
    expect(page.get_by_role("option").first).to_be_visible()
    page.keyboard.press("ArrowDown")


def marks(page: Page, site: str) -> None:
    page.goto(f"{site}articles/long.html#q={quote('الأرصفة')}")
    expect(page.locator(".steps")).to_be_visible()
    page.keyboard.press("n")


STATES = [empty, helped, results, filtered, nothing, failed, suggestions, marks]


@pytest.mark.parametrize("state", STATES, ids=lambda state: state.__name__)
def test_no_state_of_the_search_breaks_a_rule(
    chromium: Browser, served: str, state: Callable[[Page, str], None]
) -> None:
    for width in (360, 1280):
        context = chromium.new_context(viewport={"width": width, "height": 900})
        page = context.new_page()
        state(page, served)
        for theme in ("light", "dark"):
            page.evaluate(f"document.documentElement.dataset.theme = '{theme}'")
            found = Axe().run(page)
            assert found.violations_count == 0, (theme, width, found.generate_report())
        context.close()
