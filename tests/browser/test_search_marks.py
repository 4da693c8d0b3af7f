"""An article opened from the results: what was looked for is marked, and one steps through it."""

from __future__ import annotations

from collections.abc import Iterator
from urllib.parse import quote

import pytest
from playwright.sync_api import Browser, Page, expect

from support.watched import until

ARTICLE = f"articles/long.html#q={quote('الأرصفة')}"
HTML = "document.querySelector('main > article').innerHTML"
MARKED = "[...CSS.highlights.get('found')].map(String)"
CURRENT = "[...CSS.highlights.get('current') ?? []].map(String).join()"


def test_the_matches_are_marked_and_the_text_is_not_touched(tab: Page, address: str) -> None:
    tab.goto(address + "articles/long.html")
    before = tab.evaluate(HTML)
    tab.goto("about:blank")
    tab.goto(address + ARTICLE)
    expect(tab.locator(".steps")).to_be_visible()
    words = tab.evaluate(MARKED)
    assert len(words) >= 4
    assert {"الأرصفة", "بالرصيف"} & set(words)
    assert all(word == word.strip() and " " not in word for word in words)
    assert tab.evaluate(HTML) == before


def test_a_mark_in_a_title_covers_no_letter_of_the_next_line(tab: Page, address: str) -> None:
    tab.goto(address + ARTICLE)
    expect(tab.locator(".steps")).to_be_visible()
    for name in ("found", "current"):
        look = f"getComputedStyle(document.querySelector('h1'), '::highlight({name})')"
        assert tab.evaluate(f"{look}.backgroundColor") == "rgba(0, 0, 0, 0)"
        assert "underline" in tab.evaluate(f"{look}.textDecorationLine")


def test_one_steps_through_the_matches_by_keys_and_buttons(tab: Page, address: str) -> None:
    tab.goto(address + ARTICLE)
    count = tab.locator(".steps-count")
    expect(count).to_contain_text("مواضع")
    total = len(tab.evaluate(MARKED))
    tab.keyboard.press("n")
    expect(count).to_have_text(f"\u20681\u2069 من \u2068{total}\u2069")
    first = tab.evaluate(CURRENT)
    tab.keyboard.press("n")
    expect(count).to_contain_text("2")
    tab.keyboard.press("Shift+N")
    expect(count).to_contain_text("1")
    assert tab.evaluate(CURRENT) == first
    tab.get_by_role("button", name="السابق").click()
    expect(count).to_have_text(f"\u2068{total}\u2069 من \u2068{total}\u2069")
    box = "[...CSS.highlights.get('current')][0].getBoundingClientRect()"
    until(tab, f"{box}.top >= 0 && {box}.bottom <= window.innerHeight")
    expect(tab.locator(".steps [role=status]")).to_contain_text(tab.evaluate(CURRENT))


def test_escape_clears_the_marks(tab: Page, address: str) -> None:
    tab.goto(address + ARTICLE)
    expect(tab.locator(".steps")).to_be_visible()
    tab.keyboard.press("n")
    tab.keyboard.press("Escape")
    expect(tab.locator(".steps")).to_have_count(0)
    assert tab.evaluate("CSS.highlights.size") == 0
    assert "#" not in tab.url


@pytest.fixture
def old(chromium: Browser) -> Iterator[Page]:
    """A browser without the CSS Custom Highlight API."""
    context = chromium.new_context()
    tab = context.new_page()
    tab.add_init_script("delete window.Highlight")
    yield tab
    context.close()


def test_where_nothing_can_be_painted_whole_words_are_wrapped(old: Page, address: str) -> None:
    old.goto(address + "articles/long.html")
    before = old.evaluate(HTML)
    old.goto("about:blank")
    old.goto(address + ARTICLE)
    expect(old.locator(".steps")).to_be_visible()
    words = old.locator("article mark").all_text_contents()
    assert len(words) >= 4
    assert all(word == word.strip() and " " not in word for word in words)
    old.keyboard.press("n")
    expect(old.locator("article mark.current")).to_have_count(1)
    old.keyboard.press("n")
    expect(old.locator("article mark.current")).to_have_count(1)
    old.keyboard.press("Escape")
    expect(old.locator("article mark")).to_have_count(0)
    assert old.evaluate(HTML) == before


def test_the_whole_way_is_walked_by_keyboard_alone(tab: Page, address: str) -> None:
    tab.goto(address + "index.html")
    tab.keyboard.press("/")
    tab.keyboard.type("الأرصفة")
    tab.keyboard.press("Enter")
    expect(tab.locator(".search-results a").first).to_be_visible()
    tab.keyboard.press("/")
    tab.keyboard.press("ArrowDown")
    tab.keyboard.press("Enter")
    expect(tab.locator(".steps")).to_be_visible()
    tab.keyboard.press("n")
    expect(tab.locator(".steps-count")).to_contain_text("من")
    assert tab.evaluate(CURRENT)


def test_the_marks_and_their_bar_are_not_printed(tab: Page, address: str) -> None:
    tab.goto(address + ARTICLE)
    expect(tab.locator(".steps")).to_be_visible()
    tab.emulate_media(media="print")
    expect(tab.locator(".steps")).to_be_hidden()
    expect(tab.locator(".search-box")).to_be_hidden()
