"""What pages hold, and how they stand together."""

from __future__ import annotations

import json
import posixpath
import re
from urllib.parse import parse_qs, urlsplit

import pytest

from milaff.model import Library
from milaff.pages import Arranger
from milaff.pages.citation import split_name
from milaff.pages.data import page_addresses
from support.plans import made

_LINK = re.compile(r'(?:href|src|action)="([^"]*)"')


def test_every_link_is_relative_and_leads_to_a_page_of_the_site(site: dict[str, str]) -> None:
    beside = {"feed.xml", "search.html"}
    for url, html in site.items():
        if url == "404.html":
            continue
        for link in _LINK.findall(html):
            address = urlsplit(link)
            if address.scheme or link.startswith("#"):
                continue
            target = posixpath.normpath(posixpath.join(posixpath.dirname(url), address.path))
            inside = target in site or target in beside or target.startswith("assets/")
            assert inside, f"{url} links to {link}"


def test_every_page_can_be_reached_from_home(site: dict[str, str]) -> None:
    seen, waiting = set(), ["index.html"]
    while waiting:
        url = waiting.pop()
        if url in seen or url not in site:
            continue
        seen.add(url)
        for link in _LINK.findall(site[url]):
            if not urlsplit(link).scheme:
                path = urlsplit(link).path
                waiting.append(posixpath.normpath(posixpath.join(posixpath.dirname(url), path)))
    assert set(site) - seen == {"404.html"}


def test_a_page_is_arabic_and_runs_from_right_to_left(site: dict[str, str]) -> None:
    for html in site.values():
        assert '<html lang="ar" dir="rtl"' in html
        assert html.count("<h1>") == 1


def test_lists_are_paged_by_the_dossiers_size(site: dict[str, str]) -> None:
    assert {url for url in site if url.startswith("articles/page-")} == {
        "articles/page-2.html",
        "articles/page-3.html",
        "articles/page-4.html",
    }
    assert site["articles/index.html"].count('class="item"') == 2
    assert site["articles/page-4.html"].count('class="item"') == 1


@pytest.mark.parametrize(("count", "expected"), [(0, 1), (1, 1), (20, 1), (21, 2), (41, 3)])
def test_a_list_has_as_many_pages_as_it_needs_and_at_least_one(count: int, expected: int) -> None:
    assert len(page_addresses("x", count, 20)) == expected


def test_undated_articles_come_last_in_the_archive(arranger: Arranger) -> None:
    years = arranger.archive()["years"]
    assert years[-1]["url"] == "archive/undated/index.html"
    assert [year["name"] for year in years[:2]] == ["2018", "2015"]


def test_a_withheld_article_leaves_no_trace(site: dict[str, str]) -> None:
    assert not any("سرّي" in html for html in site.values())


def test_an_excerpt_shows_its_summary_and_not_its_body(site: dict[str, str]) -> None:
    html = site["articles/excerpt.html"]
    assert "الخلاصة وحدها." in html
    assert "يُعرض من هذا المقال ملخّصه فقط" in html
    assert "فقرة ثانية" not in html


def test_a_summary_that_opens_the_body_is_not_said_twice(site: dict[str, str]) -> None:
    assert 'class="lead"' not in site["articles/maqal-1.html"]
    assert 'class="lead"' in site["articles/undated.html"]


def test_titles_are_escaped(site: dict[str, str]) -> None:
    assert "<b>" not in site["articles/maqal-1.html"]
    assert "&lt;b&gt;" in site["articles/maqal-1.html"]


def test_the_same_library_gives_the_same_data(library: Library) -> None:
    first, second = (list(Arranger(library, search=True).plans()) for _ in range(2))
    assert [plan.digest for plan in first] == [plan.digest for plan in second]
    assert [made(plan) for plan in first] == [made(plan) for plan in second]


def test_no_two_pages_have_one_digest(arranger: Arranger) -> None:
    digests = [plan.digest for plan in arranger.plans()]
    assert len(set(digests)) == len(digests)


def test_data_is_plain(arranger: Arranger) -> None:
    for plan in arranger.plans():
        json.dumps(made(plan))


def test_a_page_type_whose_template_is_not_there_is_in_no_menu(library: Library) -> None:
    arranger = Arranger(library, search=True, has=lambda name: name not in ("archive.html",))
    assert "archive/index.html" not in [item["url"] for item in arranger.site["menu"]]
    assert "archive/index.html" not in [plan.url for plan in arranger.plans()]


def test_without_search_no_page_speaks_of_it(library: Library) -> None:
    arranger = Arranger(library, search=False)
    assert "search.html" not in [item["url"] for item in arranger.site["menu"]]


def test_404_finds_its_way_from_any_depth(site: dict[str, str]) -> None:
    links = [link for link in _LINK.findall(site["404.html"]) if not link.startswith("#")]
    assert links
    assert all(link.startswith("/repo/") for link in links)


def test_an_article_page_is_citable(site: dict[str, str]) -> None:
    html = site["articles/maqal-1.html"]
    assert '<meta name="citation_author" content="بن أحمد, ليلى">' in html
    assert '<meta name="citation_publication_date" content="2011/03/31">' in html
    assert 'rel="canonical" href="https://example.org/repo/articles/maqal-1.html"' in html
    assert "citation_journal_title" not in html
    spans = re.findall(r'class="Z3988" title="([^"]*)"', html)
    assert len(spans) == 1
    coins = parse_qs(spans[0].replace("&amp;", "&"))
    assert coins["rft.type"] == ["newspaperArticle"]
    assert coins["rft.subject"] == ["موانئ", "تجارة"]
    data = re.search(r'ld\+json">(.*?)</script>', html)
    assert data is not None
    assert json.loads(data[1])["datePublished"] == "2011-03-31T11:58"


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("أحمد عادل", ("عادل", "أحمد")),
        ("محمد عبد الله", ("عبد الله", "محمد")),
        ("سعيد بن أبي طالب", ("بن أبي طالب", "سعيد")),
        ("أدونيس", ("أدونيس", "")),
        ("عبد الله", ("عبد الله", "")),
    ],
)
def test_a_compound_family_name_stays_whole(name: str, expected: tuple[str, str]) -> None:
    assert split_name(name) == expected
