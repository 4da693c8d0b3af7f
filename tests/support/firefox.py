"""Firefox by WebDriver BiDi (https://www.w3.org/TR/webdriver-bidi/), which it speaks itself.

Playwright's Firefox is a build of its own that would have to be downloaded; this drives the one
that is on the machine.
"""

from __future__ import annotations

import itertools
import json
import re
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from websockets.sync.client import ClientConnection, connect

_LISTENING = re.compile(r"WebDriver BiDi listening on (ws://\S+)")
# Nothing is fetched but what a page asks for.
_PREFERENCES = {
    "app.normandy.enabled": False,
    "app.update.auto": False,
    "browser.safebrowsing.malware.enabled": False,
    "browser.safebrowsing.phishing.enabled": False,
    "browser.shell.checkDefaultBrowser": False,
    "datareporting.policy.dataSubmissionEnabled": False,
    "network.captive-portal-service.enabled": False,
    "network.connectivity-service.enabled": False,
    "network.manage-offline-status": False,
    "toolkit.telemetry.enabled": False,
    # No proxy answers here: whatever a page asks of the network fails and is counted.
    "network.proxy.type": 1,
    "network.proxy.http": "127.0.0.1",
    "network.proxy.http_port": 9,
    "network.proxy.ssl": "127.0.0.1",
    "network.proxy.ssl_port": 9,
    "network.proxy.no_proxies_on": "127.0.0.1",
}


class Firefox:
    """One tab; `complaints` are console errors and requests that failed."""

    def __init__(self, socket: ClientConnection) -> None:
        self._socket = socket
        self._ids = itertools.count(1)
        self.complaints: list[str] = []
        self.call("session.new", capabilities={})
        self.call(
            "session.subscribe",
            events=["log.entryAdded", "network.fetchError", "network.responseCompleted"],
        )
        self._tab = self.call("browsingContext.create", type="tab")["context"]

    def call(self, method: str, **params: Any) -> Any:
        """Run one BiDi command and return its result."""
        number = next(self._ids)
        self._socket.send(json.dumps({"id": number, "method": method, "params": params}))
        while True:
            said = json.loads(self._socket.recv(timeout=60))
            if said.get("id") == number:
                assert said["type"] == "success", said
                return said["result"]
            self._hear(said)

    def _hear(self, said: dict[str, Any]) -> None:
        params = said.get("params", {})
        if said.get("method") == "log.entryAdded" and params.get("level") in ("error", "warn"):
            self.complaints.append(f"console: {params.get('text')}")
        elif said.get("method") == "network.fetchError":
            self.complaints.append(f"failed: {params['request']['url']} {params['errorText']}")
        elif "response" in params and params["response"]["status"] >= 400:
            self.complaints.append(f"failed: {params['request']['url']}")

    def open(self, url: str) -> None:
        """Open `url` and wait until it has loaded."""
        self.call("browsingContext.navigate", context=self._tab, url=url, wait="complete")

    def evaluate(self, expression: str) -> Any:
        """The value of a JavaScript expression that gives a text; promises are awaited."""
        result = self.call(
            "script.evaluate",
            expression=expression,
            target={"context": self._tab},
            awaitPromise=True,
        )
        assert result["type"] == "success", result.get("exceptionDetails", {}).get("text")
        return result["result"].get("value")

    def wait(self, expression: str, seconds: float = 15) -> None:
        """Wait until a JavaScript expression is true."""
        end = time.monotonic() + seconds
        while not self.evaluate(f"!!({expression})"):
            assert time.monotonic() < end, f"still not true in Firefox: {expression}"
            time.sleep(0.1)


@contextmanager
def running_firefox(program: str, profile: Path) -> Iterator[Firefox]:
    """Start Firefox without a window, with a fresh profile, and end it afterwards."""
    profile.mkdir(parents=True, exist_ok=True)
    lines = [f"user_pref({json.dumps(k)}, {json.dumps(v)});" for k, v in _PREFERENCES.items()]
    (profile / "user.js").write_text("\n".join(lines), encoding="utf-8")
    command = [program, "--headless", "--no-remote", "--profile", str(profile)]
    process = subprocess.Popen(
        [*command, "--remote-debugging-port=0"], stderr=subprocess.PIPE, text=True
    )
    try:
        assert process.stderr
        address = next(
            (found[1] for line in process.stderr if (found := _LISTENING.search(line))), None
        )
        assert address, "Firefox ended before it was ready"
        with connect(f"{address}/session", max_size=None, proxy=None) as socket:
            yield Firefox(socket)
    finally:
        process.terminate()
        process.wait(timeout=30)
