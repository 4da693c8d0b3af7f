"""A real site in real browsers: over http at the root, under a folder, and from a file."""

from __future__ import annotations

import shutil
import threading
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect, sync_playwright

from milaff import build
from support import browsers
from support.sample import write_sample
from support.watched import Watched

# Patience for a busy machine; what is true at once waits for nothing.
expect.set_options(timeout=20_000)

NO_CHROMIUM = "no Chromium, Chrome or Edge on this machine (or set MILAFF_CHROMIUM to its path)"


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if Path(__file__).parent in item.path.parents:
            item.add_marker(pytest.mark.browser)


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    program = browsers.chromium()
    if program is None:
        pytest.skip(NO_CHROMIUM)
    with sync_playwright() as playwright:
        # The sandbox needs rights that containers lack; what is opened here is our own.
        browser = playwright.chromium.launch(executable_path=program, args=["--no-sandbox"])
        yield browser
        browser.close()


@pytest.fixture(scope="session")
def unzipped(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The bundle of a dossier, unzipped into a folder with an Arabic name and a space."""
    with pytest.MonkeyPatch.context() as patch:
        patch.delenv("MILAFF_SITE_URL", raising=False)
        root = write_sample(tmp_path_factory.mktemp("dossier"))
        assert build.main_bundle(root) == 0
    folder = tmp_path_factory.mktemp("unzipped") / "ملفّ التجربة 1"
    with zipfile.ZipFile(root / "dist" / "trial.zip") as packed:
        packed.extractall(folder)
    return folder / "trial"


class _Quiet(SimpleHTTPRequestHandler):
    def log_message(self, format: str, *args: object) -> None:
        """Say nothing of each request."""


@contextmanager
def _serving(folder: Path) -> Iterator[str]:
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(_Quiet, directory=str(folder)))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}/"
    server.shutdown()
    server.server_close()


@pytest.fixture(scope="session")
def served(unzipped: Path) -> Iterator[str]:
    """The site over http, for what need not be looked at everywhere."""
    with _serving(unzipped) as root:
        yield root


@pytest.fixture(scope="session", params=["/", "/repo/", "file"])
def address(
    request: pytest.FixtureRequest,
    unzipped: Path,
    served: str,
    tmp_path_factory: pytest.TempPathFactory,
) -> Iterator[str]:
    """Where the site is, ending in a slash."""
    if request.param == "file":
        yield f"{unzipped.as_uri()}/"
    elif request.param == "/":
        yield served
    else:
        host = tmp_path_factory.mktemp("host")
        shutil.copytree(unzipped, host / "repo")
        with _serving(host) as root:
            yield f"{root}repo/"


@pytest.fixture
def tab(chromium: Browser, address: str) -> Iterator[Page]:
    """A tab; the test fails when a script of a page fails or a request does.

    From a file the network is off.
    """
    context = chromium.new_context(viewport={"width": 360, "height": 780})
    context.set_offline(address.startswith("file:"))
    watched = Watched(context)
    yield watched.page
    context.close()
    assert watched.complaints == []
