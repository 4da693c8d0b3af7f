"""A browser's tab that remembers what went wrong in it."""

from __future__ import annotations

import time

from playwright.sync_api import BrowserContext, Page


def until(page: Page, expression: str, seconds: float = 20) -> None:
    """Wait until a JavaScript expression is true: the pages allow no eval that waits in them."""
    end = time.monotonic() + seconds
    while not page.evaluate(f"!!({expression})"):
        assert time.monotonic() < end, f"still not true: {expression}"
        page.wait_for_timeout(20)


class Watched:
    """A tab and what went wrong in it."""

    def __init__(self, context: BrowserContext) -> None:
        self.complaints: list[str] = []
        self.page: Page = context.new_page()
        self.page.on(
            "console",
            lambda said: (
                self.complaints.append(f"console: {said.text}")
                if said.type in ("error", "warning")
                else None
            ),
        )
        self.page.on("pageerror", lambda error: self.complaints.append(f"script: {error}"))
        # Aborted is what a page was still loading when the test went on to the next.
        self.page.on(
            "requestfailed",
            lambda request: (
                None
                if "ERR_ABORTED" in (request.failure or "")
                else self.complaints.append(f"failed: {request.url} {request.failure}")
            ),
        )
        self.page.on(
            "response",
            lambda answer: (
                self.complaints.append(f"{answer.status}: {answer.url}")
                if answer.status >= 400
                else None
            ),
        )
