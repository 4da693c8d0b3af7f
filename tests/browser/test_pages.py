"""Every kind of page in a browser."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page

PAGES = [
    "index.html",
    "articles/index.html",
    "articles/long.html",
    "articles/undated.html",
    "sections/index.html",
    "sections/roads/index.html",
    "sections/roads/page-2.html",
    "keywords/index.html",
    "authors/index.html",
    "sources/index.html",
    "archive/index.html",
    "archive/2021/index.html",
    "archive/undated/index.html",
    "pages/about.html",
    "search.html",
]


@pytest.mark.parametrize("width", [320, 360, 1280])
def test_no_page_is_wider_than_the_screen(tab: Page, address: str, width: int) -> None:
    tab.set_viewport_size({"width": width, "height": 800})
    for url in PAGES:
        tab.goto(address + url)
        wide = tab.evaluate("document.documentElement.scrollWidth - window.innerWidth")
        assert wide <= 0, url
        assert tab.evaluate("getComputedStyle(document.body).direction") == "rtl"


def test_the_fonts_of_the_site_are_loaded(tab: Page, address: str) -> None:
    tab.goto(address + "articles/long.html")
    faces = tab.evaluate(
        "document.fonts.ready.then(() =>"
        " [...document.fonts].filter((f) => f.status === 'loaded').map((f) => f.family))"
    )
    assert {face.strip('"') for face in faces} >= {"Naskh", "Plex"}


def test_every_link_of_the_home_page_opens_a_page_of_the_dossier(tab: Page, address: str) -> None:
    tab.goto(address + "index.html")
    links = tab.eval_on_selector_all("a[href]", "found => found.map((a) => a.href)")
    links = sorted({link.split("#")[0] for link in links if not link.endswith(".xml")})
    assert len(links) > 10
    for link in links:
        assert not link.endswith("/")
        tab.goto(link)
        assert tab.locator("h1").count() == 1


def test_what_can_be_touched_is_large_enough_for_a_finger(tab: Page, address: str) -> None:
    for url in PAGES:
        tab.goto(address + url)
        small = tab.evaluate(
            """() => [...document.querySelectorAll(
                'nav a, .items a, .contents a, .years a, button, input')]
              .filter((e) => e.getClientRects().length)
              .map((e) => [e.textContent.trim() || e.name, e.getBoundingClientRect().height])
              .filter(([, height]) => height < 43.5)"""
        )
        assert small == [], url


def test_the_theme_a_reader_chose_is_kept_on_the_next_page(tab: Page, address: str) -> None:
    tab.goto(address + "index.html")
    paper = "getComputedStyle(document.documentElement).backgroundColor"
    light = tab.evaluate(paper)
    tab.locator(".theme-toggle").click()
    dark = tab.evaluate(paper)
    assert dark != light
    tab.goto(address + "articles/long.html")
    assert tab.evaluate(paper) == dark


def test_the_first_tab_stop_leads_past_the_menu(tab: Page, address: str) -> None:
    tab.goto(address + "articles/long.html")
    tab.keyboard.press("Tab")
    assert tab.evaluate("document.activeElement.getAttribute('href')") == "#main"


def test_print_shows_the_text_and_no_navigation(tab: Page, address: str) -> None:
    tab.goto(address + "articles/long.html")
    tab.emulate_media(media="print")
    assert not tab.locator(".menu").is_visible()
    assert tab.locator(".prose").is_visible()
    after = "getComputedStyle(document.querySelector('.prose a'), '::after').content"
    assert "https://example.org/" in tab.evaluate(after)


def test_text_stands_out_from_its_paper_in_both_themes(tab: Page, address: str) -> None:
    tab.goto(address + "articles/long.html")
    for theme in ("light", "dark"):
        tab.evaluate(f"document.documentElement.dataset.theme = '{theme}'")
        ratio = tab.evaluate(
            """() => {
              const light = (colour) => {
                const [r, g, b] = colour.match(/\\d+/g).slice(0, 3).map((c) => {
                  c /= 255;
                  return c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4;
                });
                return 0.2126 * r + 0.7152 * g + 0.0722 * b;
              };
              const style = getComputedStyle(document.documentElement);
              const pair = [light(style.backgroundColor), light(style.color)].sort((a, b) => a - b);
              return (pair[1] + 0.05) / (pair[0] + 0.05);
            }"""
        )
        # WCAG 2.2, 1.4.6: contrast of at least 7 to 1.
        assert ratio >= 7, theme
