"""The search page in a browser."""

from __future__ import annotations

from urllib.parse import quote

import pytest
from playwright.sync_api import Page, expect


def results(tab: Page) -> list[str]:
    expect(tab.locator(".search-results a").first).to_be_visible()
    return tab.locator(".search-results a").all_text_contents()


def test_a_query_in_the_address_is_answered(tab: Page, address: str) -> None:
    tab.goto(f"{address}search.html?q={quote('المكتبة البحريه')}")
    assert "رئيس هيئة الموانئ" in results(tab)[0]
    assert tab.locator(".search-status").text_content() == "نتيجة واحدة"


def test_the_home_pages_box_leads_to_the_answer(tab: Page, address: str) -> None:
    tab.goto(address + "index.html")
    tab.locator("input[type=search]").fill("الأرصفة")
    tab.keyboard.press("Enter")
    assert "رئيس هيئة الموانئ" in results(tab)[0]
    assert "search.html?q=" in tab.url


def test_a_result_leads_to_its_article_and_back_comes_the_answer(tab: Page, address: str) -> None:
    tab.goto(f"{address}search.html?q={quote('الطرق')}")
    first = results(tab)[0]
    tab.locator(".search-results a").first.click()
    expect(tab.locator("h1")).to_have_text(first)
    tab.go_back()
    assert results(tab)[0] == first


def test_typing_answers_and_keeps_the_query_in_the_address(tab: Page, address: str) -> None:
    tab.goto(address + "search.html")
    tab.locator("input[type=search]").press_sequentially("ميناء", delay=20)
    assert results(tab)
    assert quote("ميناء") in tab.url


def test_the_words_found_are_marked(tab: Page, address: str) -> None:
    tab.goto(f"{address}search.html?q={quote('مكتبة')}")
    results(tab)
    expect(tab.locator(".item-summary mark")).to_have_text("المكتبات")


@pytest.mark.parametrize("query", ["قققق", "xyzzy", '"', "title:*", "+-~^", "؟"])
def test_what_finds_nothing_says_so_and_breaks_nothing(tab: Page, address: str, query: str) -> None:
    tab.goto(f"{address}search.html?q={quote(query)}")
    expect(tab.locator(".search-status")).not_to_be_empty()
    assert tab.locator(".search-results a").count() == 0


def test_more_than_a_page_of_results_come_on_demand(tab: Page, address: str) -> None:
    tab.goto(f"{address}search.html?q={quote('الطريق')}")
    results(tab)
    assert tab.locator(".search-status").text_content() == "25 نتيجة"
    assert tab.locator(".search-results a").count() == 20
    tab.locator(".search-more").click()
    expect(tab.locator(".search-results a")).to_have_count(25)
    # The broken plural is found too, and comes last.
    assert tab.locator(".search-results a").last.text_content() == "مقال بلا تاريخ"
    expect(tab.locator(".search-more")).to_be_hidden()


def test_programs_ask_through_one_function(tab: Page, address: str) -> None:
    tab.goto(address + "search.html")
    found = tab.evaluate("milaff.search('الطرق والقرى', {limit: 3})")
    assert len(found) == 3
    assert {"url", "title", "score", "source", "date"} <= found[0].keys()
    assert found == sorted(found, key=lambda one: -one["score"])
    assert found[0]["url"].startswith("articles/")
