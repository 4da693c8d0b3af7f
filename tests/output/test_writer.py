"""The site folder and what may be queued for it."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from milaff.model import ProblemsFound
from milaff.output.site import Site, listed_files
from milaff.output.templates import Templates
from milaff.output.writer import SiteWriter


@pytest.fixture
def writer(tmp_path: Path) -> SiteWriter:
    (tmp_path / "theme" / "templates").mkdir(parents=True)
    (tmp_path / "theme" / "templates" / "x.html").write_text("")
    settings: dict[str, Any] = {
        "PATH": str(tmp_path / "content"),
        "THEME": str(tmp_path / "theme"),
        "JINJA_FILTERS": {},
        "JINJA_GLOBALS": {},
        "MILAFF_CODE": b"",
        "MILAFF_CACHE": str(tmp_path / ".cache"),
    }
    return SiteWriter(str(tmp_path / "output"), settings)


@pytest.mark.parametrize("url", ["", "/x", "../x", "a/../../x", "a//b", "./a", "a\\b", "a/"])
def test_an_address_that_is_not_inside_the_site_cannot_be_queued(
    writer: SiteWriter, url: str
) -> None:
    with pytest.raises(ValueError, match="not an address inside the site"):
        writer.queue_bytes(url, b"")


def test_one_address_cannot_be_queued_twice_not_even_in_another_case(writer: SiteWriter) -> None:
    writer.queue_bytes("a.html", b"")
    with pytest.raises(ValueError, match="queued twice"):
        writer.queue_page("A.html", "x.html", {})


def test_a_template_sees_only_what_its_page_was_queued_with(tmp_path: Path) -> None:
    (tmp_path / "x.html").write_text("{{ known }} {{ SITEURL }}")
    with pytest.raises(ProblemsFound, match=r"x.html:1: the template fails: 'SITEURL'"):
        Templates(tmp_path, {}, {}).render("x.html", {"known": "1"})


def test_a_template_escapes_what_it_shows(tmp_path: Path) -> None:
    (tmp_path / "x.html").write_text("{{ title }}")
    assert Templates(tmp_path, {}, {}).render("x.html", {"title": "<b>"}) == b"&lt;b&gt;"


def test_a_template_with_broken_syntax_is_named_with_its_line(tmp_path: Path) -> None:
    (tmp_path / "x.html").write_text("<p>\n{% if %}\n")
    with pytest.raises(ProblemsFound, match=r"templates/x.html:2: "):
        Templates(tmp_path, {}, {}).render("x.html", {})


def test_what_is_listed_can_be_deleted_and_leaves_no_empty_folder(tmp_path: Path) -> None:
    site = Site(tmp_path / "site")
    (tmp_path / "source").write_bytes(b"1")
    site.move_in("a/x", tmp_path / "source")
    (site.root / "mine.txt").write_text("stays")
    site.note(["a/x"])
    assert listed_files(site.root) == ["a/x"]
    assert site.present() == {"a/x", "mine.txt"}
    assert site.delete("a/x")
    assert not site.delete("a/x")
    assert site.present() == {"mine.txt"}
    assert not (site.root / "a").exists()


def test_a_list_that_somebody_forged_deletes_nothing_outside_the_site(tmp_path: Path) -> None:
    site, precious = Site(tmp_path / "site"), tmp_path / "precious"
    precious.write_text("x")
    site.root.mkdir()
    (site.root / "link").symlink_to(tmp_path)
    site.list.write_text('{"files": ["../precious", "/x", "C:x", 3, null, "link/precious"]}')
    assert not any(site.delete(url) for url in site.listed())
    assert precious.is_file()
