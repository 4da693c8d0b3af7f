"""The unzipped bundle in Firefox, where every file is an origin of its own."""

from __future__ import annotations

from pathlib import Path

import pytest

from support import browsers
from support.firefox import running_firefox


def test_pages_fonts_and_search_work_from_a_file_in_firefox(unzipped: Path, tmp_path: Path) -> None:
    program = browsers.firefox()
    if program is None:
        pytest.skip("no Firefox on this machine")
    with running_firefox(program, tmp_path / "profile") as firefox:
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
