"""A coverage-guided fuzzer of taking in (atheris, libFuzzer): it is no part of the test run.

    python3 -m venv .cache/fuzz/venv
    .cache/fuzz/venv/bin/pip install --require-hashes -r requirements/fuzz.txt
    .cache/fuzz/venv/bin/python tests/fuzz/fuzz_intake.py text --seconds 600

The first word is what is fuzzed: `text`, `html` or `archive`. What it finds lies in
.cache/fuzz/found/, what it learned in .cache/fuzz/corpus/. Other words go to libFuzzer.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import atheris

HOME = Path(__file__).parents[2]
sys.path[:0] = [str(HOME / part) for part in ("plugins", "bench/intake", "tests")]

with atheris.instrument_imports(include=["milaff.intake", "milaff.arabic", "milaff.model"]):
    from milaff.intake import archives
    from milaff.intake.formats import html, text
    from milaff.intake.inputs import Inputs
    from support.losses import MARKUP, PRINTED, check


def check_text(data: bytes) -> None:
    """Whatever the bytes, as a text."""
    check(lambda: text.read(data))


def check_html(data: bytes) -> None:
    """Whatever the bytes, as a web page."""
    check(lambda: html.read(data, beside=lambda address: address.encode()))


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


def seeds(name: str) -> Iterator[bytes]:
    """What the fuzzer begins with."""
    import corpus

    made = corpus.pages(6) if name == "html" else corpus.texts(8)
    for data in made:
        # What repeats teaches nothing.
        yield data if len(data) < 20_000 else data[:2000] + data[-16_000:]
    ending = "*.html" if name == "html" else "*.txt"
    for folder in (HOME / "content" / "originals", HOME / "tests" / "intake"):
        for path in sorted(folder.rglob(ending)):
            yield path.read_bytes()[:40_000]


def archive_seeds() -> Iterator[bytes]:
    """Small archives of several kinds."""
    import io
    import zipfile

    for method in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED, zipfile.ZIP_LZMA):
        made = io.BytesIO()
        with zipfile.ZipFile(made, "w", method) as archive:
            archive.writestr("مقال.txt", "نص المقال " * 20)
            archive.writestr("a/b.html", "<p>x</p>")
        yield made.getvalue()


def main() -> None:
    name, *rest = sys.argv[1:] or ["text"]
    target = {"text": check_text, "html": check_html, "archive": check_archive}[name]
    place = HOME / ".cache" / "fuzz"
    corpus, found = place / "corpus" / name, place / "found"
    for folder in (corpus, found):
        folder.mkdir(parents=True, exist_ok=True)
    for number, seed in enumerate(archive_seeds() if name == "archive" else seeds(name)):
        (corpus / f"seed-{number}").write_bytes(seed)
    words = place / f"{name}.dict"
    entries = [*PRINTED, *(MARKUP if name == "html" else [])]
    words.write_text("".join(f'"{_escaped(word)}"\n' for word in entries), encoding="utf-8")
    options = ["-timeout=20", "-rss_limit_mb=4000", "-max_len=40000", f"-dict={words}"]
    if rest[:1] == ["--seconds"]:
        options.append(f"-max_total_time={int(rest[1])}")
        rest = rest[2:]
    arguments = [sys.argv[0], str(corpus), f"-artifact_prefix={found}/{name}-", *options, *rest]
    atheris.Setup(arguments, target)
    atheris.Fuzz()


def _escaped(word: str) -> str:
    return "".join(f"\\x{byte:02x}" for byte in word.encode())


if __name__ == "__main__":
    main()
