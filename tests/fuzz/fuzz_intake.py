"""A coverage-guided fuzzer of taking in (atheris, libFuzzer): it is no part of the test run.

    python3 -m venv .cache/fuzz/venv
    .cache/fuzz/venv/bin/pip install --require-hashes -r requirements/fuzz.txt
    .cache/fuzz/venv/bin/python tests/fuzz/fuzz_intake.py text --seconds 600

The first word is what is fuzzed: `text`, `html` or `archive`. What it finds lies in
.cache/fuzz/found/, what it learned in .cache/fuzz/corpus/. Other words go to libFuzzer.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path

import atheris

HOME = Path(__file__).parents[2]
sys.path[:0] = [str(HOME / "plugins"), str(HOME / "bench" / "intake")]

with atheris.instrument_imports(include=["milaff.intake", "milaff.arabic", "milaff.model"]):
    from milaff.intake import archives, dump_ledger, read_ledger
    from milaff.intake.article import convert_document
    from milaff.intake.blocks import Document
    from milaff.intake.charset import NotText
    from milaff.intake.duplicates import Sketch, sketch_of
    from milaff.intake.formats import html, text
    from milaff.intake.outlets import known_outlets
    from milaff.model import dump, parse

#: Pieces that mean something to a reader of articles.
_WORDS = """
بقلم كتب ترجمة تصوير كلمات~مفتاحية: سمات~: وسوم #وسم اقرأ~أيضا آخر~تحديث نشر~في شارك طباعة TT
رابط~الخبر 1443~هـ 31~مارس~2021 ٣١/٠٣/٢٠٢١ كانون~الثاني الجمعة بتوقيت~غرينتش - -- --- # > * | 1.
``` ~~~ ![ ]( <> &amp; \\u200f \\u200d \\u0640 \\ufeff \\ufdfa
""".split()
_TAGS = """
<p> </p> <div> </div> <br> <h1> </h1> <h2> <article> </article> <table> <tr> <td> <li> <ul> <ol>
<blockquote> <pre> <figure> <figcaption> <img~src="a.jpg"~alt="b"> <a~href="http://a.b/c"> </a>
<script> </script> <style> <!-- --> <![CDATA[ ]]> <title> </title> <head> </head> <body> <html>
<iframe~src= <meta~property="og:title"~content=" <time~datetime="2021-03-31">
<script~type="application/ld+json"> {"@type":"NewsArticle","headline":" data:image/png;base64,
<form> <nav> <aside> <footer> <svg> <template> <frameset> <plaintext> <xmp> <noscript> <select>
<option> <textarea> charset=windows-1256
""".split()


def check_text(data: bytes) -> None:
    """Whatever the bytes, as a text."""
    _check(lambda: text.read(data))


def check_html(data: bytes) -> None:
    """Whatever the bytes, as a web page."""
    _check(lambda: html.read(data, beside=lambda address: address.encode()))


def check_archive(data: bytes) -> None:
    """Whatever the bytes, as a ZIP archive."""
    path = HOME / ".cache" / "fuzz" / "a.zip"
    path.write_bytes(data)
    archives._opened.cache_clear()
    with suppress(archives.BadArchive):
        for entry in archives.entries(path)[0][:20]:
            archives.read_entry(path, entry.position, 1000)


def _check(read: Callable[[], Document]) -> None:
    try:
        document = read()
        converted = convert_document(document, known_outlets())
    except NotText:
        return
    rows = read_ledger(dump_ledger(converted.ledger))
    assert "".join(row.raw for row in rows) == document.decoded, "the ledger lost something"
    written = dump(converted.front_matter, converted.body).encode("utf-8", "replace")
    front_matter, body = parse(written.decode(), "fuzz.md")
    assert front_matter == converted.front_matter, "the front matter does not read back"
    assert body == converted.body, "the body does not read back"
    sketch = sketch_of(body)
    assert Sketch.load(sketch.dump()) == sketch


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
    check = {"text": check_text, "html": check_html, "archive": check_archive}[name]
    place = HOME / ".cache" / "fuzz"
    corpus, found = place / "corpus" / name, place / "found"
    for folder in (corpus, found):
        folder.mkdir(parents=True, exist_ok=True)
    for number, seed in enumerate(archive_seeds() if name == "archive" else seeds(name)):
        (corpus / f"seed-{number}").write_bytes(seed)
    words = place / f"{name}.dict"
    entries = [*_WORDS, *(_TAGS if name == "html" else [])]
    words.write_text("".join(f'"{_escaped(word)}"\n' for word in entries), encoding="utf-8")
    options = ["-timeout=20", "-rss_limit_mb=4000", "-max_len=40000", f"-dict={words}"]
    if rest[:1] == ["--seconds"]:
        options.append(f"-max_total_time={int(rest[1])}")
        rest = rest[2:]
    arguments = [sys.argv[0], str(corpus), f"-artifact_prefix={found}/{name}-", *options, *rest]
    atheris.Setup(arguments, check)
    atheris.Fuzz()


def _escaped(word: str) -> str:
    plain = word.replace("~", " ").encode("latin-1", "backslashreplace").decode("unicode_escape")
    return "".join(f"\\x{byte:02x}" for byte in plain.encode())


if __name__ == "__main__":
    main()
