"""The preview on this machine: http://127.0.0.1 only.

Pages are sent with one script more: it waits until what its page follows from has changed, and
loads it again. Where a build failed, the pages of the last good one tell why.
"""

from __future__ import annotations

import html
import json
import mimetypes
import threading
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from functools import partial
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Protocol
from urllib.parse import parse_qs, quote, unquote, urlsplit

from milaff.model import Problem, ProblemsFound

_OWN = "/-milaff/"
_SCRIPT = f'<script src="{_OWN}reload.js?page={{}}"></script>'
_RELOAD = f"""\
const page = document.currentScript.src.split("?")[1];
const news = new EventSource("{_OWN}events?" + page);
news.onmessage = () => location.reload();
// Where the preview was ended and begun again, the page may be an old one.
news.onerror = () => {{ news.onopen = () => location.reload(); }};
"""
_STYLE = (
    "position:fixed;inset-block-start:0;inset-inline:0;z-index:9;max-block-size:60vh;"
    "overflow:auto;padding:1rem 1.5rem;background:#7a1212;color:#fff;font:1rem/1.6 sans-serif;"
    "text-align:start"
)
_MONO = "margin:.5rem 0 0;white-space:pre-wrap;font:0.9rem/1.5 monospace;text-align:left"
_FAILED = "تعذّر بناء الموقع. أصلح ما يلي واحفظ، فتتحدّث الصفحة من نفسها."
_NO_PAGE = "<!doctype html><html lang=ar dir=rtl><meta charset=utf-8><title>ملفّ</title><body>"


class Site(Protocol):
    """What a preview shows."""

    def find(self, url: str) -> bytes | None:
        """The file at `url`, or None. Raises ProblemsFound."""

    def look(self, url: str) -> bytes:
        """A digest that is another when the page at `url` is."""


class Preview:
    """A site shown to browsers, and why its last build failed, if it did."""

    def __init__(self) -> None:
        self._site: Site | None = None
        self._problems: list[Problem] = []
        self._news = threading.Condition()

    def show(self, site: Site) -> None:
        """Show another site; browsers whose page is another now load it again."""
        with self._news:
            self._site, self._problems = site, []
            self._news.notify_all()

    def complain(self, problems: Sequence[Problem]) -> None:
        """Show, on the pages of the last good site, what is wrong with the present one."""
        with self._news:
            self._problems = list(problems)
            self._news.notify_all()

    def state(self, url: str) -> object:
        """What equals itself as long as the page at `url` need not be loaded again."""
        return (self._site.look(url) if self._site else b"", self._problems)

    def wait(self, url: str, seen: object, seconds: float) -> bool:
        """Whether the state of a page becomes another than `seen` within some seconds."""
        with self._news:
            return self._news.wait_for(lambda: self.state(url) != seen, seconds)

    def page(self, url: str, asked: str = "") -> bytes | None:
        """The file at `url`; a page with the script that loads it again, and with what is wrong.

        `asked` is the address it is shown at, where that is another: the script watches that one.
        """
        problems = self._problems
        try:
            data = self._site.find(url) if self._site else _NO_PAGE.encode()
        except ProblemsFound as found:
            data, problems = _NO_PAGE.encode(), found.problems
        return _dressed(asked or url, data, problems) if data and url.endswith(".html") else data

    @contextmanager
    def listening(self, port: int) -> Iterator[tuple[str, Callable[[], None]]]:
        """Take the port; gives the address, and what to call to begin answering, in a thread.

        Browsers that call before that wait. Raises ProblemsFound when the port is taken.
        """
        try:
            server = _Server(("127.0.0.1", port), partial(_Handler, self))
        except (OSError, OverflowError) as error:
            hint = "stop the other program, or give another number: --port 8001"
            message = f"cannot listen: {error}"
            problem = Problem(f"127.0.0.1:{port}", None, None, message, hint)
            raise ProblemsFound([problem]) from error
        thread = threading.Thread(target=server.serve_forever, daemon=True)
        try:
            yield f"http://127.0.0.1:{server.server_port}/", thread.start
        finally:
            if thread.is_alive():
                server.shutdown()
            server.server_close()


def _dressed(url: str, page: bytes, problems: Sequence[Problem]) -> bytes:
    script = _SCRIPT.format(quote(url, safe="")).encode()
    body, found, rest = page.rpartition(b"</body>")
    page = body + script + found + rest if found else page + script
    if not problems:
        return page
    told = html.escape("\n".join(map(str, problems)))
    panel = (
        f'<div role="alert" dir="rtl" lang="ar" style="{_STYLE}"><strong>{_FAILED}</strong>'
        f'<pre dir="ltr" lang="en" style="{_MONO}">{told}</pre></div>'
    )
    start = page.find(b"<body")
    end = page.find(b">", start) + 1
    return page[:end] + panel.encode() + page[end:]


class _Server(ThreadingHTTPServer):
    daemon_threads = True
    block_on_close = False

    def handle_error(self, _request: object, _address: object) -> None:
        """A browser that went away is no news."""


class _Handler(BaseHTTPRequestHandler):
    def __init__(self, preview: Preview, *arguments: object) -> None:
        self.preview = preview
        super().__init__(*arguments)  # type: ignore[arg-type]

    def log_message(self, format: str, *args: object) -> None:
        """Say nothing of each request."""

    def do_GET(self) -> None:
        host = self.headers.get("Host", "").partition(":")[0]
        address = urlsplit(self.path)
        path = unquote(address.path)
        if host not in ("127.0.0.1", "localhost"):
            # A page elsewhere whose host's name was pointed here must not read the drafts.
            self._send(403, "text/plain", b"this preview is for 127.0.0.1 only\n")
        elif path == f"{_OWN}events":
            self._tell_news(parse_qs(address.query).get("page", [""])[0])
        elif path == f"{_OWN}reload.js":
            self._send(200, "text/javascript", _RELOAD.encode())
        else:
            self._send_file(f"{path}index.html" if path.endswith("/") else path)

    def do_HEAD(self) -> None:
        self.do_GET()

    def _send_file(self, path: str) -> None:
        url = path.removeprefix("/")
        data = self.preview.page(url)
        if data is None:
            page = self.preview.page("404.html", asked=url)
            self._send(404, "text/html; charset=utf-8", page or b"no such page\n")
            return
        kind = mimetypes.guess_type(path)[0] or "application/octet-stream"
        is_text = kind.startswith("text/") or kind in ("image/svg+xml", "application/xml")
        self._send(200, f"{kind}; charset=utf-8" if is_text else kind, data)

    def _send(self, code: int, kind: str, data: bytes) -> None:
        self.send_response(code)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(data)))
        self.send_header("Cache-Control", "no-store")
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(data)

    def _tell_news(self, url: str) -> None:
        """Server-sent events (WHATWG HTML, 9.2): one when the page is another, then no more."""
        seen = self.preview.state(url)
        self.send_response(200)
        self.send_header("Content-Type", "text/event-stream")
        self.send_header("Cache-Control", "no-store")
        self.end_headers()
        self.wfile.write(b": open\n\n")
        while not self.preview.wait(url, seen, 15):
            self.wfile.write(b": nothing new\n\n")
        self.wfile.write(f"data: {json.dumps(url)}\n\n".encode())
