"""A coverage-guided fuzzer of taking in (atheris, libFuzzer): it is no part of the test run.

    python3 -m venv .cache/fuzz/venv
    .cache/fuzz/venv/bin/pip install --require-hashes -r requirements/fuzz.txt
    .cache/fuzz/venv/bin/python tests/fuzz/fuzz_intake.py text --seconds 600

The first word is what is fuzzed: `text`, `html`, `mhtml` or `archive`. What it finds lies in
.cache/fuzz/found/, what it learned in .cache/fuzz/corpus/. Other words go to libFuzzer.
"""

from __future__ import annotations

import io
import quopri
import sys
import zipfile
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import atheris

HOME = Path(__file__).parents[2]
sys.path[:0] = [str(HOME / part) for part in ("plugins", "bench/intake", "tests")]

import corpus  # noqa: E402

with atheris.instrument_imports(include=["milaff.intake", "milaff.arabic", "milaff.model"]):
    from milaff.intake import archives
    from milaff.intake.formats import html, mhtml, text
    from milaff.intake.inputs import Inputs
    from support.losses import MARKUP, PRINTED, check


def check_text(data: bytes) -> None:
    """Whatever the bytes, as a text."""
    check(lambda: text.read(data))


def check_html(data: bytes) -> None:
    """Whatever the bytes, as a web page."""
    check(lambda: html.read(data, beside=lambda address: address.encode()))


def check_mhtml(data: bytes) -> None:
    """Whatever the bytes, as a page saved as one file."""
    check(lambda: mhtml.read(data))


def check_archive(data: bytes) -> None:
    """Whatever the bytes, as a ZIP archive."""
    path = HOME / ".cache" / "fuzz" / "a.zip"
    path.write_bytes(data)
    archives.release()
    inputs = Inputs(HOME, [path])
    assert all(problem.hint for problem in inputs.problems)
    for raw in inputs.raws[:20]:
        with suppress(archives.Unreadable):
            raw.read(1000)


def text_seeds() -> Iterator[bytes]:
    """Texts made for the benchmarks, those of the tests and of the sample dossier."""
    yield from corpus.texts(8)
    yield from _kept("*.txt")


def html_seeds() -> Iterator[bytes]:
    """Web pages of the same three places."""
    for data in corpus.pages(6):
        # What repeats teaches nothing.
        yield data if len(data) < 20_000 else data[:2000] + data[-16_000:]
    yield from _kept("*.html")


def _kept(pattern: str) -> Iterator[bytes]:
    for folder in (HOME / "content" / "originals", HOME / "tests" / "intake"):
        for path in sorted(folder.rglob(pattern)):
            yield path.read_bytes()[:40_000]


def mhtml_seeds() -> Iterator[bytes]:
    """Web pages as Chromium saves them, a picture beside each."""
    head = b'MIME-Version: 1.0\r\nContent-Type: multipart/related; boundary="b"\r\n\r\n'
    page = b"Content-Type: text/html; charset=utf-8\r\nContent-Location: http://a.b/c\r\n"
    coded = b"Content-Transfer-Encoding: quoted-printable\r\n\r\n"
    picture = b"Content-Type: image/png\r\nContent-ID: <p>\r\n\r\n\x89PNG"
    for data in html_seeds():
        parts = (head, page + coded + quopri.encodestring(data), picture + b"\r\n--b--\r\n")
        yield b"\r\n--b\r\n".join(parts)


def archive_seeds() -> Iterator[bytes]:
    """Small archives of several kinds."""
    for method in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED, zipfile.ZIP_LZMA):
        made = io.BytesIO()
        with zipfile.ZipFile(made, "w", method) as archive:
            archive.writestr("مقال.txt", "نص المقال " * 20)
            archive.writestr("a/b.html", "<p>x</p>")
        yield made.getvalue()


#: What is fuzzed → who checks it, and what the fuzzer begins with.
KINDS = {
    "text": (check_text, text_seeds),
    "html": (check_html, html_seeds),
    "mhtml": (check_mhtml, mhtml_seeds),
    "archive": (check_archive, archive_seeds),
}


def main() -> None:
    name, *rest = sys.argv[1:] or ["text"]
    target, begin = KINDS[name]
    place = HOME / ".cache" / "fuzz"
    learned, found = place / "corpus" / name, place / "found"
    for folder in (learned, found):
        folder.mkdir(parents=True, exist_ok=True)
    for number, seed in enumerate(begin()):
        (learned / f"seed-{number}").write_bytes(seed)
    words = place / f"{name}.dict"
    entries = [*PRINTED, *(MARKUP if "html" in name else [])]
    words.write_text("".join(f'"{_escaped(word)}"\n' for word in entries), encoding="utf-8")
    options = ["-timeout=20", "-rss_limit_mb=4000", "-max_len=40000", f"-dict={words}"]
    if rest[:1] == ["--seconds"]:
        options.append(f"-max_total_time={int(rest[1])}")
        rest = rest[2:]
    arguments = [sys.argv[0], str(learned), f"-artifact_prefix={found}/{name}-", *options, *rest]
    atheris.Setup(arguments, target)
    atheris.Fuzz()


def _escaped(word: str) -> str:
    return "".join(f"\\x{byte:02x}" for byte in word.encode())


if __name__ == "__main__":
    main()
