"""The live preview."""

from __future__ import annotations

import os
import re
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from http.client import HTTPConnection, HTTPResponse
from urllib.error import HTTPError
from urllib.request import urlopen

import pytest

from support.sites import HOME, TinyDossier, article

Make = Callable[..., TinyDossier]
COMMAND = (
    "import sys; from pathlib import Path; from milaff.build import main_serve;"
    "sys.exit(main_serve(Path(sys.argv[1]), 0, search=False))"
)
PATIENCE = 30.0


class Served:
    """A preview in a process of its own."""

    def __init__(self, made: TinyDossier) -> None:
        self.made = made
        path = os.pathsep.join([str(HOME / "plugins"), os.environ.get("PYTHONPATH", "")])
        self._process = subprocess.Popen(
            [sys.executable, "-u", "-c", COMMAND, str(made.root)],
            env=os.environ | {"PYTHONPATH": path},
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
        )
        assert self._process.stdout
        said = ""
        for line in self._process.stdout:
            said += line
            if found := re.search(r"http://127\.0\.0\.1:(\d+)/", line):
                self.address, self.port = found[0], int(found[1])
                return
        raise AssertionError(said)

    def page(self, url: str = "index.html") -> str:
        with urlopen(self.address + url, timeout=PATIENCE) as answer:
            text: str = answer.read().decode()
            return text

    def watch(self, url: str) -> HTTPResponse:
        """A browser's wait for news of a page."""
        connection = HTTPConnection("127.0.0.1", self.port, timeout=PATIENCE)
        connection.request("GET", f"/-milaff/events?page={url}")
        answer = connection.getresponse()
        assert answer.readline() == b": open\n"
        # The watcher of files may begin a moment after the first page is sent.
        time.sleep(0.3)
        return answer

    def ask(self, path: str, host: str) -> int:
        connection = HTTPConnection("127.0.0.1", self.port, timeout=PATIENCE)
        connection.putrequest("GET", path, skip_host=True)
        connection.putheader("Host", host)
        connection.endheaders()
        return connection.getresponse().status

    def end(self) -> None:
        self._process.terminate()
        self._process.wait(PATIENCE)
        assert self._process.stdout
        self._process.stdout.close()


@pytest.fixture
def served(make_dossier: Make) -> Iterator[Served]:
    made = make_dossier(
        {"a": article("مقال", "قديم", date="2020"), "waiting": article("منتظر", status="draft")}
    )
    preview = Served(made)
    yield preview
    preview.end()


def news(answer: HTTPResponse) -> bool:
    """Whether the browser is told to load its page again."""
    return any(line.startswith(b"data:") for line in answer)


def test_an_edit_is_told_to_the_page_that_shows_it(served: Served) -> None:
    answer = served.watch("articles/a.html")
    served.made.write({"articles/a.md": article("مقال", "جديد", date="2020")})
    assert news(answer)
    assert "جديد" in served.page("articles/a.html")


def test_drafts_are_shown_with_a_banner_and_nothing_is_written(served: Served) -> None:
    assert '<p class="draft"' in served.page("articles/waiting.html")
    assert "منتظر" in served.page("articles/index.html")
    assert not served.made.output.exists()


def test_what_is_wrong_is_told_in_the_page_with_file_and_line_until_it_is_mended(
    served: Served,
) -> None:
    answer = served.watch("index.html")
    served.made.write({"articles/a.md": article("مقال", date="2020-13")})
    assert news(answer)
    page = served.page()
    assert "content/articles/a.md:3: date:" in page
    assert "ملف التجربة" in page
    answer = served.watch("index.html")
    served.made.write({"articles/a.md": article("مقال", date="2020-12")})
    assert news(answer)
    assert 'role="alert"' not in served.page()


def test_an_address_without_a_page_gets_the_dossiers_own_and_pages_of_folders_their_index(
    served: Served,
) -> None:
    assert served.ask("/none.html", "localhost") == 404
    assert served.ask("/../../etc/passwd", "localhost") == 404
    assert served.ask("/articles/", "127.0.0.1:1") == 200
    assert served.ask("/assets/site.css", "localhost") == 200


def test_the_page_that_says_no_such_page_is_loaded_again_when_its_article_comes(
    served: Served,
) -> None:
    with pytest.raises(HTTPError) as said:
        served.page("articles/later.html")
    watched = re.search(r"reload\.js\?page=([^\"]+)", said.value.read().decode())
    assert watched
    answer = served.watch(watched[1])
    served.made.write({"articles/later.md": article("لاحق", date="2021")})
    assert news(answer)
    assert "لاحق" in served.page("articles/later.html")


def test_a_page_elsewhere_cannot_read_the_drafts(served: Served) -> None:
    assert served.ask("/index.html", "attacker.example") == 403
