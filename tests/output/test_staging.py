"""What a killed build leaves is used again where it is whole, and stands in nobody's way."""

from __future__ import annotations

from pathlib import Path

from milaff.output.site import Site
from milaff.output.staging import Staging

OLD, NEW = b"o" * 16, b"n" * 16


def test_what_a_killed_build_made_is_known_by_what_it_was_made_of(tmp_path: Path) -> None:
    Staging(tmp_path).put("a/b.html", OLD, b"whole")
    after = Staging(tmp_path)
    assert after.has("a/b.html", OLD)
    assert not after.has("a/b.html", NEW)
    assert not after.has("a/c.html", OLD)


def test_a_file_that_a_later_build_began_anew_is_not_taken_for_the_first(tmp_path: Path) -> None:
    Staging(tmp_path).put("a.html", OLD, b"whole")
    Path(Staging(tmp_path).path("a.html")).write_bytes(b"whol")
    assert not Staging(tmp_path).has("a.html", OLD)


def test_an_entry_half_written_to_the_log_counts_as_none(tmp_path: Path) -> None:
    Staging(tmp_path).put("a.html", OLD, b"whole")
    (log,) = tmp_path.glob("done-*")
    log.write_bytes(log.read_bytes() + b"half")
    assert Staging(tmp_path).has("a.html", OLD)
    log.write_bytes(b"half")
    assert not Staging(tmp_path).has("a.html", OLD)


def test_what_is_no_longer_wanted_stands_in_nobodys_way(tmp_path: Path) -> None:
    left = Staging(tmp_path)
    for url in ("a/b.html", "c", "d.html"):
        left.put(url, OLD, b"whole")
    staging = Staging(tmp_path)
    staging.keep({"a", "c/e.html", "d.html"})
    staging.put("a", NEW, b"a file now")
    staging.put("c/e.html", NEW, b"in a folder now")
    assert staging.has("d.html", OLD)


def test_a_site_that_is_not_there_yet_appears_at_once(tmp_path: Path) -> None:
    staging, site = Staging(tmp_path / "staging"), Site(tmp_path / "output")
    staging.put("a/b.html", OLD, b"whole")
    assert site.take_over(staging.tree)
    assert site.present() == {"a/b.html"}
    assert not site.take_over(staging.tree)
