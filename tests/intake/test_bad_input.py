"""What nobody should have to take in: told, kept, and no hindrance to the rest."""

from __future__ import annotations

import os
import random
import subprocess
import sys
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from milaff import build, intake
from milaff.intake import batch, read_ledger
from milaff.intake.convert import MOST_BYTES
from milaff.intake.files import Transaction
from milaff.intake.foreign import foreign
from milaff.intake.known import Known
from milaff.model import parse
from support.sites import TinyDossier

Make = Callable[..., TinyDossier]
PARAGRAPH = "هذه فقرة كاملة من المقال تقول ما يكفي من الكلام لكي تعرف أنها فقرة لا عنوان ولا غيره."
GOOD = f"مقال سليم عن الميناء\n1 مارس 2021\nصحيفة العينة\n\n{PARAGRAPH}\n".encode()
NOISE = random.Random(1).randbytes(40_000)

REFUSED = {
    "empty.txt": (b"", "empty"),
    "blank.txt": (b" \n\t\r\n ", "empty"),
    "noise.txt": (b"\0\1\2" + NOISE, "zero bytes"),
    "noise.bin": (NOISE.replace(b"\0", b"\1"), "control characters"),
    "picture.jpg": (b"\xff\xd8\xff\xe0" + NOISE, "a picture"),
    "book.pdf": (b"%PDF-1.7\n" + NOISE, "a PDF"),
    "letter.docx": (b"PK\3\4" + b"word/document.xml" + NOISE, "a Word document"),
    "cut.docx": (b"PK\3\4" + NOISE[:300], "a Word document, perhaps a damaged one"),
    "letter.rtf": (rb"{\rtf1\ansi text}", "Rich Text"),
    "all.rar": (b"Rar!\x1a\x07" + NOISE, "a RAR archive"),
    "film.mp4": (b"\0\0\0\x18ftypmp42" + NOISE, "a film"),
    "style.css": (b"body { color: red }", "a style sheet"),
    "large.txt": ("سطر من كتاب لا ينتهي\n".encode() * 3_000_000, "more than 32 MB"),
    "data.txt": ("نص\n".encode() * 300_000, "more than 200,000 lines"),
    "data.html": ("<p>نص".encode() * 300_000, "more than 200,000 lines"),
    "signs.txt": ("\u200f\u200e\n\ufeff\n".encode(), "no text"),
    "tags.html": (b"<html><body><script>1</script></body></html>", "no text"),
    "deep.mht": (
        b"MIME-Version: 1.0\nContent-Type: multipart/related; boundary=b0\n\n"
        + b"".join(
            b"--b%d\nContent-Type: multipart/mixed; boundary=b%d\n\n" % (at, at + 1)
            for at in range(1500)
        ),
        "deeper than any page's",
    ),
    "cut.html": (b"<html><head><title>x</title><script>var a", "cut off before its text"),
}


@pytest.fixture
def made(make_dossier: Make) -> TinyDossier:
    return make_dossier()


@pytest.mark.parametrize("name", REFUSED)
def test_what_is_no_article_is_told_with_a_cure_and_stays_and_the_rest_is_done(
    name: str, made: TinyDossier
) -> None:
    data, reason = REFUSED[name]
    made.write({f"inbox/{name}": data, "inbox/good.txt": GOOD})
    report = intake.take_in(made.root)
    (taken,) = report.taken
    assert taken.front_matter.title == "مقال سليم عن الميناء"
    (problem,) = report.refused
    assert problem.path == f"content/inbox/{name}"
    assert reason in problem.message
    assert problem.hint
    assert (made.root / "content/inbox" / name).read_bytes() == data
    assert len(list((made.root / "content/articles").iterdir())) == 1


LINES = "\n".join(f"سطر قصير رقم {n}" for n in range(60_000))
TAKEN = {
    "one line of 10 MB": (f"{PARAGRAPH} " * 70_000).encode()[: 10 * 1024 * 1024],
    "many short lines": LINES.encode(),
    "broken UTF-8": GOOD.replace("سليم".encode(), b"x")
    + b"\xff\xfe\xd9 \xd8"
    + PARAGRAPH.encode()[:-1],
    "cut HTML": f"<html><head><title>مقال عن الميناء</title></head><body><h1>مقال عن الميناء</h1>"
    f"<p>{PARAGRAPH}</p><p>{PARAGRAPH}</p><p>{PARAGRAPH[:40]}<a href=".encode(),
    "deep HTML": b"<html><body>" + b"<div>" * 20_000 + f"<p>{PARAGRAPH}</p>".encode(),
    "like YAML": f"---\ntitle: x\nstatus: !!python/object:os.system\n&a *a {{[\n---\n\n"
    f"{PARAGRAPH}\n- قال: نعم\n# وسم\n".encode(),
    "a title of 5 000 letters": f"{'عنوان طويل ' * 500}\n1 مارس 2021\n\n{PARAGRAPH}\n".encode(),
    "a title of 5 000 letters without a space": f"{'ع' * 5000}\n\n{PARAGRAPH}\n".encode(),
    "only signs": ("!؟،" * 5000).encode(),
    "a zero-width storm": ("ا\u200d\u200c\u0651" * 20_000).encode(),
}


@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be", "utf-16"])
def test_a_wide_text_that_lost_its_last_byte_is_read_and_said_to_be_damaged(
    encoding: str, made: TinyDossier
) -> None:
    made.write({"inbox/odd.txt": GOOD.decode().encode(encoding)[:-1]})
    (taken,) = intake.take_in(made.root).taken
    assert taken.front_matter.title == "مقال سليم عن الميناء"
    assert ["damaged" in doubt.reason for doubt in taken.front_matter.review] == [True]


@pytest.mark.parametrize("name", TAKEN)
def test_odd_texts_become_articles_that_can_be_read_back_and_lose_nothing(
    name: str, made: TinyDossier
) -> None:
    data = TAKEN[name]
    made.write({"inbox/odd.txt": data, "inbox/good.txt": GOOD})
    report = intake.take_in(made.root)
    assert report.refused == []
    assert len(report.taken) == 2
    originals = made.root / "content/originals"
    assert (originals / "odd.txt").read_bytes() == data
    for taken in report.taken:
        text = (made.root / taken.path).read_text(encoding="utf-8")
        front_matter, _ = parse(text, taken.path)
        assert front_matter == taken.front_matter
        assert len(Path(taken.path).name) < 80
    rows = read_ledger((originals / "odd.txt.ledger.jsonl").read_bytes())
    decoded = "".join(row.raw for row in rows)
    assert decoded == data.decode("utf-8", "replace") or name == "broken UTF-8"


@pytest.mark.parametrize("word", ["عنوان طويل ", "ع"], ids=["of words", "without a space"])
def test_a_title_longer_than_any_is_kept_and_doubted_and_shown_in_short(
    word: str, made: TinyDossier
) -> None:
    title = (word * 5000)[:5000].strip()
    body = f"{PARAGRAPH} {PARAGRAPH}\n\n" * 3
    made.write({"inbox/long.txt": f"{title}\n1 مارس 2021\n\n{body}".encode()})
    (taken,) = intake.take_in(made.root).taken
    assert taken.front_matter.title == title
    assert taken.front_matter.status == "draft"
    assert taken.front_matter.review[0].reason == (
        f"it has {len(title)} letters: more than any headline"
    )
    assert max(map(len, taken.lines())) < 400


def test_a_text_of_one_endless_word_has_no_endless_title(made: TinyDossier) -> None:
    made.write({"inbox/long.txt": ("ا" * 100_000).encode()})
    (taken,) = intake.take_in(made.root).taken
    assert taken.front_matter.title == "ا" * 120
    assert taken.front_matter.status == "draft"


def test_a_file_larger_than_an_article_is_not_read_to_its_end(
    made: TinyDossier, tmp_path: Path
) -> None:
    large = tmp_path / "large.txt"
    with large.open("wb") as file:
        file.truncate(100 * MOST_BYTES)
    (problem,) = intake.take_in(made.root, [large]).refused
    assert "32 MB" in problem.message


def test_a_long_name_is_cut_and_an_odd_one_made_fit_for_every_system(
    made: TinyDossier, tmp_path: Path
) -> None:
    for name in (f"{'س' * 120}.txt", 'a"b<c>|d?.txt', "con.txt", "NUL..txt", "\u202egpj.txt"):
        try:
            (tmp_path / name).write_bytes(GOOD.replace("سليم".encode(), name[:3].encode()))
        except OSError:
            continue  # this system cannot have such a name
        intake.take_in(made.root, [tmp_path / name])
    names = [path.name for path in (made.root / "content/originals").iterdir()]
    assert names
    assert not [n for n in names if n.casefold().startswith(("con.", "nul."))]
    assert not [n for n in names if set(n) & set('"<>|?:\u202e') or len(n.encode()) > 190]


def test_a_file_that_may_not_be_read_is_told(
    made: TinyDossier, monkeypatch: pytest.MonkeyPatch
) -> None:
    made.write({"inbox/a.txt": GOOD, "inbox/b.txt": GOOD + b"\n"})
    real = Path.open

    def refusing(self: Path, *given: object, **more: object) -> object:
        if self.name == "a.txt":
            raise PermissionError(13, "Permission denied", str(self))
        return real(self, *given, **more)  # type: ignore[call-overload]

    monkeypatch.setattr(Path, "open", refusing)
    report = intake.take_in(made.root)
    assert len(report.taken) == 1
    assert "Permission denied" in report.refused[0].message


def test_a_fault_of_the_program_costs_its_own_file_only(
    made: TinyDossier, monkeypatch: pytest.MonkeyPatch
) -> None:
    real = intake.convert

    def failing(data: bytes, name: str, *given: object, **more: object) -> object:
        if "bad" in name:
            raise ZeroDivisionError("division by zero")
        return real(data, name, *given, **more)  # type: ignore[arg-type]

    monkeypatch.setattr(batch, "convert", failing)
    made.write({"inbox/bad.txt": GOOD, "inbox/good.txt": GOOD + b"\n"})
    report = intake.take_in(made.root)
    assert len(report.taken) == 1
    (problem,) = report.refused
    assert "ZeroDivisionError" in problem.message
    assert (made.root / "content/inbox/bad.txt").read_bytes() == GOOD


@pytest.mark.parametrize(
    ("name", "data", "what"),
    [
        ("a.py", "print('ميناء')\n" * 9, "a program"),
        ("index.php", "<?php echo 'ميناء'; ?>", "a program"),
        ("settings.yml", "title: ميناء\n", "settings"),
        ("feed.txt", '<?xml version="1.0"?>\n<rss version="2.0"><channel/></rss>', "a feed"),
        ("data.txt", '[{"title": "ميناء", "body": "نص"}]', "a program's data"),
        ("rows.txt", "title,date,body\nميناء,2021-03-01,نص\nسوق,2021-03-02,نص\n", "a table"),
    ],
)
def test_what_programs_write_is_told_as_what_it_is(
    made: TinyDossier, name: str, data: str, what: str
) -> None:
    made.write({f"inbox/{name}": data})
    (problem,) = intake.take_in(made.root).refused
    assert what in problem.message
    assert problem.hint


@pytest.mark.parametrize("name", ["index.php", "page.xml", "[1] a.txt"])
def test_a_page_that_a_program_made_and_a_text_with_brackets_are_articles(
    made: TinyDossier, name: str
) -> None:
    page = f"<html><body><h1>عنوان المقال</h1><p>{PARAGRAPH}</p><p>{PARAGRAPH}</p></body></html>"
    data = f"[خاص] عنوان المقال، أول، ثان\n\n{PARAGRAPH}\n" if name.endswith(".txt") else page
    made.write({f"inbox/{name}": data})
    assert len(intake.take_in(made.root).taken) == 1


@pytest.mark.parametrize(
    "data",
    [b"<!---->" * 9000, b"---\noriginal:\n" + b"\n" * 60_000, b"<" * 60_000, b"[" * 60_000],
)
def test_telling_what_a_file_is_takes_no_longer_for_odd_beginnings(data: bytes) -> None:
    assert foreign(data, "a.md") is None


@pytest.mark.skipif(os.name == "nt", reason="no such names on Windows")
def test_what_would_steer_a_terminal_is_shown_and_not_obeyed(
    made: TinyDossier, capsys: pytest.CaptureFixture[str]
) -> None:
    made.write(
        {
            "inbox/a\x1b[2J.txt": GOOD.replace(b"\n", b" \x1b]0;title\x07\n", 1),
            "inbox/b\x1b.txt": "",
        }
    )
    odd = made.root / "content/inbox/a\x1b[2J.txt"
    assert build.main_add(made.root, [odd], explain=True) == 0
    build.main_add(made.root)
    said = "".join(capsys.readouterr())
    assert "\u241b[2J" in said
    assert not set(said) & {"\x1b", "\x07"}


@pytest.mark.skipif(os.name == "nt", reason="Windows knows no SIGPIPE")
def test_a_reader_who_stops_reading_is_no_failure_of_the_disk(made: TinyDossier) -> None:
    made.write({f"inbox/{n}.txt": "" for n in range(9)})
    command = [
        sys.executable,
        "-c",
        f"""
import sys
from pathlib import Path
from milaff.build import main_build
sys.stdin.read()
sys.exit(main_build(Path({str(made.root)!r}), search=False))""",
    ]
    with subprocess.Popen(
        command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE
    ) as process:
        assert process.stdin
        assert process.stdout
        assert process.stderr
        process.stdout.close()
        process.stdin.close()
        said = process.stderr.read().decode()
    assert "disk" not in said
    assert "Traceback" not in said
    assert process.returncode == 141


def test_two_runs_at_once_do_not_meet(
    made: TinyDossier, capsys: pytest.CaptureFixture[str]
) -> None:
    made.write({"inbox/a.txt": GOOD})
    with closing(Known(made.root)):
        assert build.main_add(made.root) == 1
    assert "another command" in capsys.readouterr().err
    assert build.main_add(made.root) == 0


def test_a_broken_cache_is_made_anew(made: TinyDossier) -> None:
    made.write({"inbox/a.txt": GOOD})
    intake.take_in(made.root)
    (made.root / ".cache/intake.sqlite").write_bytes(b"no database at all, but long enough" * 99)
    made.write({"inbox/b.txt": GOOD})
    assert intake.take_in(made.root).unchanged.keys() == {"content/inbox/b.txt"}


def test_a_build_ends_by_saying_what_stays_in_the_inbox_and_why(
    made: TinyDossier, capsys: pytest.CaptureFixture[str]
) -> None:
    made.write({"inbox/a.txt": GOOD})
    assert build.main_build(made.root, search=False) == 0
    assert "not taken in" not in capsys.readouterr().out
    made.write({"inbox/again.txt": GOOD + b"\n", "inbox/book.pdf": b"%PDF-1.7\n" + NOISE})
    assert build.main_build(made.root, search=False) == 0
    _, ending = capsys.readouterr().out.split("\n2 files of the inbox not taken in:\n")
    assert "  content/inbox/book.pdf: this is not an article but a PDF\n" in ending
    assert "  content/inbox/again.txt: content/articles/" in ending


def test_a_full_disk_ends_the_run_with_one_message_and_loses_nothing(
    made: TinyDossier, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    files = {f"inbox/{n}.txt": GOOD.replace("سليم".encode(), b"%d" % n) for n in range(5)}
    made.write(files)
    real = Transaction.write

    def full(self: Transaction, path: Path, *given: object, **more: object) -> object:
        if path.name == "3.txt":
            raise OSError(28, "No space left on device", str(path))
        return real(self, path, *given, **more)  # type: ignore[arg-type]

    with monkeypatch.context() as patch:
        patch.setattr(Transaction, "write", full)
        assert build.main_add(made.root) == 1
    said = capsys.readouterr().err
    assert said.count("No space left") == 1
    assert "free space" in said
    for name, data in files.items():
        assert (made.root / "content" / name).read_bytes() == data
    assert build.main_add(made.root) == 0
    assert len(list((made.root / "content/articles").iterdir())) == 5


@pytest.mark.skipif(sys.platform == "win32", reason="Windows asks nobody for a mode")
def test_a_folder_of_articles_that_cannot_be_written_is_told_and_loses_nothing(
    made: TinyDossier, capsys: pytest.CaptureFixture[str]
) -> None:
    # A file where the folder should be: what root too cannot write into.
    made.write({"inbox/a.txt": GOOD, "articles": b""})
    assert build.main_add(made.root) == 1
    assert "hint" in capsys.readouterr().err
    assert (made.root / "content/inbox/a.txt").read_bytes() == GOOD
