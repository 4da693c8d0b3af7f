"""The search box of every page: its suggestions, and the box in a page of another theme."""

from __future__ import annotations

from pathlib import Path

import pytest
from jinja2 import Environment, FileSystemLoader
from playwright.sync_api import Page, expect

from milaff.pages.strings import STRINGS
from support.sites import HOME


@pytest.mark.parametrize("url", ["index.html", "articles/long.html", "sections/roads/page-2.html"])
def test_titles_keywords_and_outlets_are_suggested_as_one_types(
    tab: Page, address: str, url: str
) -> None:
    tab.goto(address + url)
    for typed, kind, text in (
        ("طريق رق", "مقالات", "طريق رقم"),
        ("جسو", "كلمات مفتاحية", "جسور"),
        ("مجل", "مصادر", "مجلة النموذج"),
    ):
        tab.locator("input[type=search]").fill("")
        tab.locator("input[type=search]").press_sequentially(typed, delay=5)
        group = tab.locator(f'.suggestions [role=group][aria-label="{kind}"]')
        expect(group.locator("[role=option]").first).to_contain_text(text)


def test_a_suggestion_is_chosen_by_keys_alone(tab: Page, address: str) -> None:
    tab.goto(address + "articles/long.html")
    tab.keyboard.press("/")
    tab.keyboard.type("جسو")
    box = tab.locator("input[type=search]")
    expect(box).to_have_attribute("aria-expanded", "true")
    # Of "جسو", no more of its first letter.
    expect(tab.get_by_role("option", name="جسور")).to_be_visible()
    tab.keyboard.press("ArrowDown")
    option = tab.locator("[aria-selected=true]")
    expect(option).to_have_text("جسور")
    assert box.get_attribute("aria-activedescendant") == option.get_attribute("id")
    tab.keyboard.press("Enter")
    expect(tab.locator("h1")).to_have_text("جسور")


def test_escape_closes_the_suggestions_then_clears_the_box(tab: Page, address: str) -> None:
    tab.goto(address + "articles/long.html")
    tab.keyboard.press("/")
    tab.keyboard.type("جسو")
    expect(tab.locator(".suggestions")).to_be_visible()
    tab.keyboard.press("Escape")
    expect(tab.locator(".suggestions")).to_be_hidden()
    expect(tab.locator("input[type=search]")).to_have_value("جسو")
    tab.keyboard.press("Escape")
    expect(tab.locator("input[type=search]")).to_have_value("")


def test_enter_and_the_last_line_lead_to_all_results(tab: Page, address: str) -> None:
    for by_click in (False, True):
        tab.goto(address + "index.html")
        tab.locator("input[type=search]").press_sequentially("الأرصفة", delay=5)
        if by_click:
            tab.get_by_role("option", name="كل النتائج").click()
        else:
            tab.keyboard.press("Enter")
        expect(tab.locator(".search-results a").first).to_contain_text("رئيس هيئة الموانئ")
        assert "search.html?q=" in tab.url


def test_nothing_is_loaded_for_the_box_before_it_is_used(tab: Page, address: str) -> None:
    asked: list[str] = []
    tab.on("request", lambda request: asked.append(request.url))
    tab.goto(address + "articles/long.html")
    tab.wait_for_load_state("networkidle")
    assert not [url for url in asked if "/search/" in url or url.endswith("search.js")]


@pytest.fixture
def own_page(unzipped: Path) -> Path:
    """A page of another theme with nothing of ours but the one macro."""
    templates = Environment(loader=FileSystemLoader(HOME / "theme" / "templates"), autoescape=True)
    templates.globals["strings"] = STRINGS
    page = templates.from_string(
        '{% from "_parts.html" import search_box %}'
        '<!doctype html><html lang="ar" dir="rtl"><meta charset="utf-8"><title>x</title>'
        "<h1>صفحة أخرى</h1>{{ search_box('../../') }}"
    )
    path = unzipped / "own" / "deep" / "page.html"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(page.render(), encoding="utf-8")
    return path


def test_the_box_works_in_a_page_of_another_theme_by_one_include(tab: Page, own_page: Path) -> None:
    tab.goto(own_page.as_uri())
    tab.locator("input[type=search]").press_sequentially("جسو", delay=5)
    expect(tab.get_by_role("option").first).to_have_text("جسور")
    assert tab.evaluate("milaff.search('طريق', {limit: 2}).then((hits) => hits.length)") == 2
    tab.get_by_role("option").first.click()
    expect(tab.locator("h1")).to_have_text("جسور")
