"""From key press to painted results, on the search page in Chromium, while somebody types.

    python3 tasks.py bench search/page --args="1000 10000"

Queries are the first words of titles, typed letter by letter. They are typed once, so that the
parts of the index are in memory, and then measured: from the key's event to the first frame after
the list of results has changed; the longest frame; and how long the processor worked on the page's
main thread for each key, which tells more where other programs run. Beside it the same keys typed
into a box that does nothing but repeat them. The processor is not throttled.
"""

from __future__ import annotations

import argparse
import statistics
import sys
from dataclasses import dataclass
from pathlib import Path

HOME = Path(__file__).parents[2]
sys.path[:0] = [str(HOME / "plugins"), str(HOME / "tests"), str(Path(__file__).parent)]

import corpus  # noqa: E402
from playwright.sync_api import Browser, Page, sync_playwright  # noqa: E402

from milaff import build  # noqa: E402
from support import browsers  # noqa: E402

QUERIES = 25
LETTERS = 14
BETWEEN_KEYS = 130
#: Watches the list and the frames; `window.measured` holds [key press → paint], `frames` the
#: time between frames. In milliseconds.
WATCH = """() => {
  window.measured = [];
  window.frames = [];
  let pressed = 0;
  addEventListener('keydown', (event) => { pressed = event.timeStamp; }, true);
  new MutationObserver(() => {
    const from = pressed;
    pressed = 0;
    if (!from) return;
    requestAnimationFrame(() => {
      const { port1, port2 } = new MessageChannel();
      port1.onmessage = () => window.measured.push(performance.now() - from);
      port2.postMessage(0);
    });
  }).observe(document.querySelector('.search-results'), { childList: true });
  let last = performance.now();
  const frame = (now) => {
    window.frames.push(now - last);
    last = now;
    requestAnimationFrame(frame);
  };
  requestAnimationFrame(frame);
}"""
ECHO = """<input type=search><ol class=search-results></ol><script>
  document.querySelector('input').oninput = (event) =>
    document.querySelector('ol').replaceChildren(event.target.value);
</script>"""
CLEAN = "() => { window.measured.length = 0; window.frames.length = 0; }"


def typed(page: Page, queries: list[str]) -> None:
    """Type each query by real key events: Playwright has those of one layout only."""
    keyboard = page.context.new_cdp_session(page)
    box = page.locator("input[type=search]")
    for query in queries:
        box.fill("")
        box.focus()
        page.wait_for_timeout(300)
        for letter in query:
            key = {"key": letter, "text": letter}
            keyboard.send("Input.dispatchKeyEvent", {"type": "keyDown", **key})
            keyboard.send("Input.dispatchKeyEvent", {"type": "keyUp", "key": letter})
            page.wait_for_timeout(BETWEEN_KEYS)


@dataclass(frozen=True)
class Measured:
    """Milliseconds: from key press to paint, of each frame, of the processor for each key."""

    keys: list[float]
    frames: list[float]
    work: float

    def __str__(self) -> str:
        late = sum(frame > 100 for frame in self.frames)
        return (
            f"{len(self.keys)} keys: press to paint median {statistics.median(self.keys):.0f} ms,"
            f" p95 {percentile(self.keys, 0.95):.0f} ms, most {max(self.keys):.0f} ms;"
            f" processor {self.work:.1f} ms a key;"
            f" longest frame {max(self.frames):.0f} ms, {late} over 100 ms"
        )


def percentile(values: list[float], share: float) -> float:
    return sorted(values)[min(len(values) - 1, int(share * len(values)))]


def measure(page: Page, queries: list[str]) -> Measured:
    """Type the queries twice, and measure the second time."""
    typed(page, queries)
    page.evaluate(WATCH)
    page.wait_for_timeout(500)
    page.evaluate(CLEAN)
    devtools = page.context.new_cdp_session(page)
    devtools.send("Performance.enable", {"timeDomain": "threadTicks"})

    def worked() -> float:
        metrics = devtools.send("Performance.getMetrics")["metrics"]
        return 1000 * next(one["value"] for one in metrics if one["name"] == "TaskDuration")

    before = worked()
    typed(page, queries)
    after = worked()
    keys, frames = page.evaluate("[window.measured, window.frames]")
    return Measured(keys, frames, (after - before) / max(1, len(keys)))


def queries_of(page: Page) -> list[str]:
    titles = page.evaluate(
        "milaff.search('', {all: true, limit: 2000}).then((hits) => hits.map((h) => h.title))"
    )
    return [title[:LETTERS].strip() for title in titles[:: max(1, len(titles) // QUERIES)]][
        :QUERIES
    ]


def compare(browser: Browser, site: Path) -> tuple[Measured, Measured]:
    """The search page, and the box that only repeats."""
    page = browser.new_page(viewport={"width": 1280, "height": 900})
    page.goto((site / "search.html").as_uri())
    queries = queries_of(page)
    searched = measure(page, queries)
    page.close()
    page = browser.new_page(viewport={"width": 1280, "height": 900})
    page.set_content(ECHO)
    repeated = measure(page, queries)
    page.close()
    return searched, repeated


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("sizes", nargs="*", type=int, default=[1000])
    parser.add_argument("--folder", type=Path, default=HOME / ".cache" / "bench" / "search-page")
    options = parser.parse_args()
    program = browsers.chromium()
    if program is None:
        print("no Chromium, Chrome or Edge on this machine (or set MILAFF_CHROMIUM to its path)")
        return 1
    for size in options.sizes:
        root = options.folder / str(size)
        if not (root / "content").is_dir():
            corpus.write(root, size)
        if build.main_build(root):
            return 1
        with sync_playwright() as playwright:
            browser = playwright.chromium.launch(executable_path=program, args=["--no-sandbox"])
            searched, repeated = compare(browser, root / "output")
            browser.close()
        print(f"{size} articles  {searched}")
        print(f"a box that only repeats  {repeated}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
