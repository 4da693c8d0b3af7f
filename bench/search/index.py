"""Size and speed of the search, beside Pagefind and plain lunr, over the same articles.

    python3 tasks.py bench search/index --args="100 1000 10000"

Three engines index the same dossier (corpus.py): ours, Pagefind over one HTML page an article, and
lunr.py with its default pipeline, sent whole. Measured for each: CPU seconds to index (children
included), bytes of the first answer (everything that a browser loads from an empty cache until ten
titles and five snippets or texts are there: scripts, index, texts; each file gzip -9), milliseconds
for a query with its parts in memory, and the heap after a hundred queries. Figures of one run
belong together; machines differ. The result is drawn into `.cache/bench/search/index.svg`.

Pagefind comes from npm into `.cache/bench/search/node`. lunr is left out above 1 000 articles
unless --lunr is given: at 10 000 it takes minutes and gigabytes.
"""

from __future__ import annotations

import argparse
import functools
import gzip
import html
import json
import os
import random
import shutil
import subprocess
import sys
import threading
from collections.abc import Callable
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

HOME = Path(__file__).parents[2]
sys.path[:0] = [str(HOME / "plugins"), str(HOME / "tests"), str(Path(__file__).parent)]

import corpus  # noqa: E402
from playwright.sync_api import Browser, Request, sync_playwright  # noqa: E402

from milaff import build  # noqa: E402
from milaff.model import Library  # noqa: E402
from milaff.search.index import scripts  # noqa: E402
from support import browsers  # noqa: E402
from support.engine import read_library  # noqa: E402
from support.node import ASSETS, node  # noqa: E402

PAGEFIND = "1.4.0"
Row = dict[str, Any]
#: What a page must do to answer: the bodies of async functions of `query`.
OURS = """
const answer = await milaff.ask(query, { limit: 10 });
await Promise.all(answer.hits.slice(0, 5).map((hit) => milaff.text(hit.document)));
return answer.total;
"""
PAGEFINDS = """
window.pagefind ??= await import("/pagefind/pagefind.js");
const found = await pagefind.search(query);
await Promise.all(found.results.slice(0, 10).map((result) => result.data()));
return found.results.length;
"""
LUNRS = """
window.index ??= lunr.Index.load(await (await fetch("/index.json")).json());
return index.query((q) => query.split(" ").forEach((word) => q.term(word))).length;
"""


def cpu(work: Callable[[], Any]) -> tuple[Any, float]:
    """What `work` gives, and the CPU seconds that it and its children took."""
    before = os.times()
    found = work()
    after = os.times()
    return found, sum(after[:4]) - sum(before[:4])


def packed(data: bytes) -> int:
    return min(len(data), len(gzip.compress(data, 9)))


class _Quiet(SimpleHTTPRequestHandler):
    def log_message(self, format: str, *args: object) -> None:
        """Say nothing of each request."""


def _note(into: set[str], request: Request) -> None:
    into.add(request.url)


def in_browser(browser: Browser, site: Path, page_url: str, ask: str, queries: list[str]) -> Row:
    """The first answer's bytes, milliseconds a query, and the heap, of one engine."""
    handler = functools.partial(_Quiet, directory=str(site))
    server = ThreadingHTTPServer(("127.0.0.1", 0), handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    root = f"http://127.0.0.1:{server.server_port}/"
    function = f"async (query) => {{ {ask} }}"
    firsts = []
    for query in queries[:5]:
        loaded: set[str] = set()
        context = browser.new_context()
        page = context.new_page()
        page.on("request", functools.partial(_note, loaded))
        page.goto(root + page_url)
        page.evaluate(function, query)
        names = {url.removeprefix(root).split("?")[0] for url in loaded if url.startswith(root)}
        files = [site / name for name in names if not name.endswith((".html", ".css", ".woff2"))]
        firsts.append(sum(packed(path.read_bytes()) for path in files if path.is_file()))
        context.close()
    page = browser.new_page()
    page.goto(root + page_url)
    timed = f"""async (queries) => {{
      const ask = {function};
      for (const query of queries) await ask(query);
      const times = [];
      for (const query of queries) {{
        const start = performance.now();
        await ask(query);
        times.push(performance.now() - start);
      }}
      return times.sort((a, b) => a - b);
    }}"""
    times = page.evaluate(timed, queries)
    session = page.context.new_cdp_session(page)
    session.send("Performance.enable")
    session.send("HeapProfiler.collectGarbage")
    metrics = {m["name"]: m["value"] for m in session.send("Performance.getMetrics")["metrics"]}
    page.close()
    server.shutdown()
    server.server_close()
    return {
        "first answer, KB": sorted(firsts)[len(firsts) // 2] / 1024,
        "query, ms (median)": times[len(times) // 2],
        "query, ms (p95)": times[int(len(times) * 0.95)],
        "heap, MB": metrics["JSHeapUsedSize"] / 2**20,
    }


def ours(browser: Browser, root: Path, library: Library, queries: list[str]) -> Row:
    found, seconds = cpu(lambda: list(scripts(library)))
    sizes: dict[str, int] = {}
    for name, data in found:
        kind = name.split("-")[0].removesuffix(".js")
        sizes[kind] = sizes.get(kind, 0) + packed(data)
    source = sum(len(library.derived(one).text.encode()) for one in library.articles) / 1024
    index = sum(sizes[kind] for kind in ("terms", "long", "lengths", "manifest") if kind in sizes)
    print(
        "  bytes (gzip) a KB of source: "
        + ", ".join(
            f"{kind} {size / source:.1f}"
            for kind, size in sorted(sizes.items(), key=lambda i: -i[1])
        )
    )
    print(f"  postings, lengths and vocabulary: {index / source:.1f}")
    if build.main_build(root):
        raise SystemExit(1)
    row = in_browser(browser, root / "output", "search.html", OURS, queries)
    return {"index, CPU s": seconds, **row}


def pagefind(browser: Browser, folder: Path, library: Library, queries: list[str]) -> Row:
    program = folder.parent / "node" / "node_modules" / ".bin" / "pagefind"
    if not program.exists():
        npm = shutil.which("npm") or str(Path(node() or "").with_name("npm"))
        where = str(folder.parent / "node")
        subprocess.run([npm, "install", "--prefix", where, f"pagefind@{PAGEFIND}"], check=True)
    site = folder / "pagefind"
    shutil.rmtree(site, ignore_errors=True)
    (site / "a").mkdir(parents=True)
    head = '<!doctype html><html lang="ar" dir="rtl"><meta charset="utf-8">'
    (site / "index.html").write_text(head, encoding="utf-8")
    for article in library.articles:
        title = html.escape(article.title)
        blocks = library.derived(article).text.split("\n")
        body = "".join(f"<p>{html.escape(block)}</p>" for block in blocks)
        page = f"{head}<title>{title}</title><main data-pagefind-body><h1>{title}</h1>{body}</main>"
        (site / "a" / f"{article.slug}.html").write_text(page, encoding="utf-8")
    command = [str(program), "--site", str(site)]
    _, seconds = cpu(lambda: subprocess.run(command, check=True, stdout=subprocess.DEVNULL))
    return {"index, CPU s": seconds, **in_browser(browser, site, "index.html", PAGEFINDS, queries)}


def lunr(browser: Browser, folder: Path, library: Library, queries: list[str]) -> Row:
    from lunr import lunr as make

    documents = [
        {"id": article.slug, "title": article.title, "text": library.derived(article).text}
        for article in library.articles
    ]
    found, seconds = cpu(lambda: make(ref="id", fields=("title", "text"), documents=documents))
    site = folder / "lunr"
    site.mkdir(parents=True, exist_ok=True)
    (site / "index.json").write_text(json.dumps(found.serialize(), ensure_ascii=False), "utf-8")
    shutil.copy(ASSETS / "node_modules" / "lunr" / "lunr.min.js", site / "lunr.js")
    page = '<!doctype html><meta charset="utf-8"><script src="lunr.js"></script>'
    (site / "index.html").write_text(page, encoding="utf-8")
    return {"index, CPU s": seconds, **in_browser(browser, site, "index.html", LUNRS, queries)}


def draw(results: dict[int, dict[str, Row]]) -> str:
    """Bars for every measure: a group for each number of articles, a bar for each engine."""
    colours = {"milaff": "#0b6e4f", "pagefind": "#b5651d", "lunr": "#6b7280"}
    measures = list(next(iter(next(iter(results.values())).values())))
    height, parts, top = 0, [], 0
    for measure in measures:
        rows = [
            (n, name, row[measure]) for n, found in results.items() for name, row in found.items()
        ]
        most = max(value for _, _, value in rows) or 1
        parts.append(f'<text x="8" y="{top + 20}" font-weight="bold">{html.escape(measure)}</text>')
        top += 28
        for number, name, value in rows:
            width = max(1, 420 * value / most)
            parts.append(f'<text x="150" y="{top + 12}" text-anchor="end">{number} {name}</text>')
            parts.append(
                f'<rect x="156" y="{top}" width="{width:.0f}" height="15" fill="{colours[name]}"/>'
            )
            parts.append(f'<text x="{164 + width:.0f}" y="{top + 12}">{value:.2f}</text>')
            top += 18
        top += 12
        height = top
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="680" height="{height}" '
        f'font-family="sans-serif" font-size="12"><rect width="100%" height="100%" fill="#fff"/>'
        + "".join(parts)
        + "</svg>\n"
    )


def queries_of(library: Library) -> list[str]:
    """A hundred queries of one to three words, from titles."""
    chance = random.Random(1786)
    titles = [article.title.split() for article in library.articles]
    return [" ".join(chance.choice(titles)[: 1 + n % 3]) + " " for n in range(100)]


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("sizes", nargs="*", type=int, default=[100, 1000])
    parser.add_argument("--folder", type=Path, default=HOME / ".cache" / "bench" / "search")
    parser.add_argument("--dossier", type=Path, help="measure this dossier instead")
    parser.add_argument("--lunr", action="store_true", help="lunr above 1 000 articles, too")
    parser.add_argument("--only-ours", action="store_true", help="without the peers")
    options = parser.parse_args()
    program = browsers.chromium()
    if program is None:
        print("no Chromium, Chrome or Edge on this machine (or set MILAFF_CHROMIUM to its path)")
        return 1
    results: dict[int, dict[str, Row]] = {}
    for size in [0] if options.dossier else options.sizes:
        root = options.dossier or options.folder / str(size)
        if not (root / "content").is_dir():
            corpus.write(root, size)
        library = read_library(root)
        number = len(library.articles)
        for article in library.articles:
            library.derived(article)
        queries = queries_of(library)
        print(f"{number} articles")
        found = results.setdefault(number, {})
        folder = options.folder / f"peers-{number}"
        with sync_playwright() as playwright:
            browser = playwright.chromium.launch(executable_path=program, args=["--no-sandbox"])
            found["milaff"] = ours(browser, root, library, queries)
            if not options.only_ours:
                found["pagefind"] = pagefind(browser, folder, library, queries)
                if number <= 1000 or options.lunr:
                    found["lunr"] = lunr(browser, folder, library, queries)
            browser.close()
        for name, row in found.items():
            print(f"  {name:9}" + "  ".join(f"{key}: {value:.2f}" for key, value in row.items()))
    picture = options.folder / "index.svg"
    picture.parent.mkdir(parents=True, exist_ok=True)
    picture.write_text(draw(results), encoding="utf-8")
    print(f"drawn: {picture}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
