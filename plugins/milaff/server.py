"""The site on this machine: http://127.0.0.1 only."""

from __future__ import annotations

from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

from milaff.model import Problem, ProblemsFound


class _Handler(SimpleHTTPRequestHandler):
    def log_message(self, format: str, *args: object) -> None:
        """Say nothing of each request."""

    def send_error(self, code: int, message: str | None = None, explain: str | None = None) -> None:
        """Answer with the dossier's own page where there is none at the address."""
        page = Path(self.directory) / "404.html"
        if code != 404 or not page.is_file():
            super().send_error(code, message, explain)
            return
        data = page.read_bytes()
        self.send_response(404)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.send_header("Content-Length", str(len(data)))
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(data)


def serve(site: Path, port: int) -> None:
    """Serve `site` until interrupted. Raises ProblemsFound when the port is taken."""
    try:
        server = ThreadingHTTPServer(("127.0.0.1", port), partial(_Handler, directory=str(site)))
    except (OSError, OverflowError) as error:
        hint = "stop the other program, or give another number: --port 8001"
        problem = Problem(f"127.0.0.1:{port}", None, None, f"cannot listen: {error}", hint)
        raise ProblemsFound([problem]) from error
    with server:
        print(f"http://127.0.0.1:{server.server_port}/  (Ctrl+C ends it)", flush=True)
        server.serve_forever()
