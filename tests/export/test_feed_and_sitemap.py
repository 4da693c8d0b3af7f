"""The feed and the sitemap, read as other programs read them."""

from __future__ import annotations

from collections.abc import Callable
from xml.etree import ElementTree as ET

from milaff import export, reader
from support.sites import TinyDossier, article

Make = Callable[..., TinyDossier]
ATOM = "{http://www.w3.org/2005/Atom}"
SITE = "title: ملف\nid: trial\neditors: [فريق]\nsite_url: https://example.org/repo\n"


def written(made: TinyDossier) -> dict[str, ET.Element]:
    library = reader.read_dossier(made.root)
    files: dict[str, bytes] = {}
    export.atom_feed(library, files.__setitem__)
    export.sitemap(library, files.__setitem__)
    return {name: ET.fromstring(data) for name, data in files.items()}


def texts(element: ET.Element, path: str) -> list[str | None]:
    return [found.text for found in element.findall(path.replace("a:", ATOM))]


def test_the_feed_holds_the_dated_articles_newest_first(make_dossier: Make) -> None:
    made = make_dossier(
        {
            "old": article("قديم", date="1999", summary="خلاصة"),
            "new": article("جديد & <حديث>", date="2021-03-31T11:58+03:00", author="سعاد"),
            "undated": article("بلا تاريخ"),
        },
        dossier=SITE,
    )
    feed = written(made)["feed.xml"]
    assert texts(feed, "a:entry/a:title") == ["جديد & <حديث>", "قديم"]
    assert texts(feed, "a:entry/a:updated") == [
        "2021-03-31T11:58:00+03:00",
        "1999-01-01T00:00:00-00:00",
    ]
    assert texts(feed, "a:entry/a:author/a:name") == ["سعاد"]
    assert texts(feed, "a:entry/a:summary") == ["خلاصة"]
    links = [link.get("href") for link in feed.findall(f"{ATOM}entry/{ATOM}link")]
    assert links[0] == "https://example.org/repo/articles/new.html"


def test_a_part_of_a_date_that_is_unknown_is_never_told_as_published(make_dossier: Make) -> None:
    feed = written(make_dossier({"a": article(date="1999")}))["feed.xml"]
    assert texts(feed, "a:entry/a:published") == []


def test_an_entry_keeps_its_name_when_the_site_moves(make_dossier: Make) -> None:
    here = make_dossier({"a": article(date="1999")}, dossier=SITE)
    ids = texts(written(here)["feed.xml"], "a:entry/a:id")
    there = make_dossier(dossier=SITE.replace("example.org", "example.net"))
    assert texts(written(there)["feed.xml"], "a:entry/a:id") == ids


def test_the_sitemap_names_whole_addresses_and_exists_only_with_one(make_dossier: Make) -> None:
    made = make_dossier({"a": article(date="2021-03")}, dossier=SITE)
    namespace = "{http://www.sitemaps.org/schemas/sitemap/0.9}"
    root = written(made)["sitemap.xml"]
    found = {
        url.findtext(f"{namespace}loc"): url.findtext(f"{namespace}lastmod")
        for url in root.findall(f"{namespace}url")
    }
    assert found["https://example.org/repo/articles/a.html"] == "2021-03"
    made = make_dossier(dossier="title: ملف\n")
    assert "sitemap.xml" not in written(made)


def test_drafts_are_in_no_feed(make_dossier: Make) -> None:
    feed = written(make_dossier({"a": article(date="2020", status="draft")}))["feed.xml"]
    assert texts(feed, "a:entry/a:title") == []
