"""What may be given: folders, ZIP archives, saved pages with their folders."""

from __future__ import annotations

import io
import os
import shlex
import stat
import struct
import unicodedata
import zipfile
import zlib
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from milaff import build, intake
from milaff.intake import archives
from milaff.intake.__main__ import main
from milaff.model import Problem, parse
from support.sites import TinyDossier

Make = Callable[..., TinyDossier]
PARAGRAPH = "هذه فقرة كاملة من المقال تقول ما يكفي من الكلام لكي تعرف أنها فقرة لا عنوان ولا غيره."
NUMBERS = "الأولى الثانية الثالثة الرابعة الخامسة السادسة السابعة الثامنة التاسعة العاشرة".split()
PNG = b"\x89PNG\r\n\x1a\n" + bytes(1000)


def text(title: str) -> bytes:
    return f"{title}\n1 مارس 2021\nصحيفة العينة\n\n{PARAGRAPH}\n".encode()


def page(title: str, picture: str = "") -> bytes:
    figure = f'<figure><img src="{picture}" alt="صورة الميناء من البحر"></figure>'
    return f"""<!doctype html><html><head><meta charset="utf-8"><title>{title}</title></head><body>
<article><h1>{title}</h1><p>1 مارس 2021</p>{figure if picture else ""}<p>{PARAGRAPH}</p>
<p>{PARAGRAPH}</p></article></body></html>""".encode()


def zipped(files: dict[str, bytes]) -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as archive:
        for name, data in files.items():
            info = zipfile.ZipInfo(name, (2021, 3, 31, 10, 20, 0))
            archive.writestr(info, data, zipfile.ZIP_DEFLATED)
    return made.getvalue()


def titles(report: intake.Report) -> set[str]:
    return {taken.front_matter.title for taken in report.taken}


def only(problems: list[Problem]) -> Problem:
    (problem,) = problems
    assert problem.hint
    return problem


@pytest.fixture
def made(make_dossier: Make) -> TinyDossier:
    return make_dossier()


def inbox(made: TinyDossier) -> list[str]:
    folder = made.root / "content/inbox"
    return sorted(p.relative_to(folder).as_posix() for p in folder.rglob("*"))


# The dossier itself


def test_what_belongs_to_the_dossier_is_no_raw_article(made: TinyDossier) -> None:
    made.write(
        {"inbox/a.txt": text("مقال عن الميناء"), "pages/about.md": "---\ntitle: من نحن\n---\n"}
    )
    intake.take_in(made.root)
    assert made.build().code == 0
    before = {path: path.read_bytes() for path in made.root.rglob("*.*") if path.is_file()}
    for folder in (made.root, made.root.parent, made.root / "content"):
        report = intake.take_in(made.root, [folder], replacing=True)
        assert (report.taken, report.offered) == ([], [])
        told = only(report.refused).message
        assert "content/articles" in told
        assert "content/dossier.yml" in told
    own = ("content/articles", "content/dossier.yml", "content/pages/about.md", "output")
    for name in own:
        report = intake.take_in(made.root, [made.root / name], replacing=True)
        assert (report.taken, report.offered) == ([], [])
        assert only(report.refused).path == name
    after = {path: path.read_bytes() for path in made.root.rglob("*.*") if path.is_file()}
    assert {p: d for p, d in after.items() if ".cache" not in p.parts} == {
        p: d for p, d in before.items() if ".cache" not in p.parts
    }


def test_the_inbox_is_taken_in_when_the_dossier_is_named(made: TinyDossier) -> None:
    made.write({"inbox/a.txt": text("مقال عن الميناء")})
    assert titles(intake.take_in(made.root, [made.root])) == {"مقال عن الميناء"}


def test_an_article_of_another_dossier_is_no_raw_article(
    made: TinyDossier, make_dossier: Make, tmp_path: Path
) -> None:
    other = make_dossier(root=tmp_path / "other")
    other.write({"inbox/a.txt": text("مقال عن الميناء")})
    intake.take_in(other.root)
    article = next((other.root / "content/articles").glob("*mqal*.md"))
    report = intake.take_in(made.root, [article])
    assert "an article of a dossier" in only(report.refused).message


# Folders


def test_a_folder_is_read_with_all_below_it_and_without_what_is_hidden(
    made: TinyDossier, tmp_path: Path
) -> None:
    for name in ("a.txt", "deep/er/b.txt", ".hidden.txt", ".git/c.txt", "x/Thumbs.db"):
        path = tmp_path / "given" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(text(f"مقال عن الميناء {name}"))
    report = intake.take_in(made.root, [tmp_path / "given"])
    assert titles(report) == {"مقال عن الميناء a.txt", "مقال عن الميناء deep/er/b.txt"}
    assert report.refused == []


def test_folders_of_the_inbox_that_are_empty_afterwards_are_gone(made: TinyDossier) -> None:
    made.write({"inbox/a/b/1.txt": text("مقال أول"), "inbox/c/2.txt": b"", "inbox/c/.kept": b""})
    intake.take_in(made.root)
    assert inbox(made) == ["c", "c/.kept", "c/2.txt"]


def test_the_empty_folder_of_a_page_leaves_the_inbox_with_it(made: TinyDossier) -> None:
    made.write({"inbox/a.html": page("الميناء الجديد يفتح أبوابه")})
    (made.root / "content/inbox/a_files").mkdir()
    intake.take_in(made.root)
    assert inbox(made) == []


def test_a_saved_page_and_its_folder_are_one_and_stay_together(made: TinyDossier) -> None:
    made.write(
        {
            "inbox/صفحة.html": page("الميناء الجديد يفتح أبوابه", "صفحة_files/a.png"),
            "inbox/صفحة_files/a.png": PNG,
            "inbox/صفحة_files/deep/frame.html": page("إعلان"),
            "inbox/صفحة_files/x.js": b"var a = 1",
        }
    )
    report = intake.take_in(made.root)
    assert titles(report) == {"الميناء الجديد يفتح أبوابه"}
    assert report.refused == []
    originals = made.root / "content/originals"
    assert (originals / "صفحة_files/a.png").read_bytes() == PNG
    (picture,) = (made.root / "content/articles/images").iterdir()
    assert picture.read_bytes() == PNG
    assert f"images/{picture.name}" in (made.root / report.taken[0].path).read_text("utf-8")
    assert made.build().code == 0
    assert any(data == PNG for data in made.files().values())
    assert (originals / "صفحة_files/deep/frame.html").is_file()
    assert inbox(made) == []
    again = intake.remove(made.root, Path(report.taken[0].path).stem)
    assert again.refused == []
    assert "صفحة_files/a.png" in inbox(made)
    assert not picture.exists()


def test_two_pages_whose_names_differ_in_their_ending_keep_folders_of_their_own(
    made: TinyDossier,
) -> None:
    before: dict[str, bytes] = {}
    for ending in ("html", "htm", "xhtml"):
        files = {
            f"inbox/index.{ending}": page(f"الميناء {ending} يفتح أبوابه", "index_files/a.png"),
            "inbox/index_files/a.png": PNG + ending.encode(),
        }
        before |= files
        made.write(files)
        assert len(intake.take_in(made.root).taken) == 1
    originals = made.root / "content/originals"
    pictures = {path.read_bytes() for path in originals.glob("*_files/a.png")}
    assert pictures == {PNG + ending for ending in (b"html", b"htm", b"xhtml")}
    (slug,) = (path.stem for path in (made.root / "content/articles").glob("*-htm-*.md"))
    assert intake.remove(made.root, slug).refused == []
    assert (made.root / "content/inbox/index-2_files/a.png").read_bytes() == PNG + b"htm"
    assert len(list(originals.glob("*_files/a.png"))) == 2


def test_a_text_of_a_pages_name_does_not_take_the_pages_folder_away(made: TinyDossier) -> None:
    made.write(
        {
            "inbox/a.html": page("الميناء الجديد يفتح أبوابه", "a_files/b.png"),
            "inbox/a_files/b.png": PNG,
            "inbox/a.txt": text("مقال آخر عن السوق"),
        }
    )
    taken = {found.name: found.path for found in intake.take_in(made.root).taken}
    intake.remove(made.root, taken["content/inbox/a.txt"])
    assert (made.root / "content/originals/a_files/b.png").is_file()


def test_a_page_that_is_replaced_and_its_folder_are_set_aside_together(made: TinyDossier) -> None:
    end = b"</article>"
    long = f"<p>وقال عمال الميناء إن السفن {' و'.join(NUMBERS)} تنتظر منذ أيام.</p>".encode()
    first = page("الميناء الجديد يفتح أبوابه", "a_files/b.png").replace(end, long + end)
    made.write({"inbox/a.html": first, "inbox/a_files/b.png": PNG})
    intake.take_in(made.root)
    made.write({"inbox/b.html": first.replace(end, f"<p>{PARAGRAPH}</p>".encode() + end)})
    assert len(intake.take_in(made.root, replacing=True).taken) == 1
    assert len(list((made.root / "content/articles").glob("*.md"))) == 1
    aside = made.root / "content/originals/replaced"
    for name in ("a.html", "a.html.ledger.jsonl", "a_files/b.png"):
        assert (aside / name).is_file()
        assert not (aside.parent / name).exists()


def test_a_page_whose_folder_could_not_be_kept_whole_stays_in_the_inbox(made: TinyDossier) -> None:
    made.write({"inbox/a.html": page("الميناء الجديد يفتح أبوابه"), "inbox/a_files/b.png": PNG})
    intake.take_in(made.root)
    made.write({"inbox/a.html": page("الميناء الجديد يفتح أبوابه"), "inbox/a_files/b.png": b"new"})
    assert intake.take_in(made.root).unchanged.keys() == {"content/inbox/a.html"}
    assert inbox(made) == ["a.html", "a_files", "a_files/b.png"]


@pytest.mark.skipif(os.name == "nt", reason="making links needs a right on Windows")
def test_a_link_in_a_folder_is_told_and_not_followed(made: TinyDossier, tmp_path: Path) -> None:
    outside = tmp_path / "outside"
    outside.mkdir()
    (outside / "secret.txt").write_bytes(text("سر لا ينشر"))
    made.write({"inbox/a.txt": text("مقال عن الميناء")})
    (made.root / "content/inbox/file.txt").symlink_to(outside / "secret.txt")
    (made.root / "content/inbox/folder").symlink_to(outside)
    (made.root / "content/inbox/nowhere.txt").symlink_to(outside / "nothing")
    report = intake.take_in(made.root)
    assert titles(report) == {"مقال عن الميناء"}
    assert {problem.path for problem in report.refused} == {
        f"content/inbox/{name}" for name in ("file.txt", "folder", "nowhere.txt")
    }
    assert (outside / "secret.txt").is_file()


@pytest.mark.skipif(os.name == "nt", reason="making links needs a right on Windows")
def test_a_link_that_is_given_is_followed_and_one_to_nothing_is_told(
    made: TinyDossier, tmp_path: Path
) -> None:
    (tmp_path / "there.txt").write_bytes(text("مقال عن الميناء"))
    (tmp_path / "good.txt").symlink_to(tmp_path / "there.txt")
    (tmp_path / "bad.txt").symlink_to(tmp_path / "nothing")
    (tmp_path / "loop.txt").symlink_to(tmp_path / "loop.txt")
    given = [tmp_path / name for name in ("good.txt", "bad.txt", "loop.txt")]
    report = intake.take_in(made.root, given)
    assert titles(report) == {"مقال عن الميناء"}
    assert {problem.message for problem in report.refused} == {"it is a link that leads nowhere"}
    assert len(report.refused) == 2


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="this system has no pipes with names")
def test_a_pipe_in_a_folder_holds_nothing_up(made: TinyDossier) -> None:
    made.write({"inbox/a.txt": text("مقال عن الميناء")})
    os.mkfifo(made.root / "content/inbox/pipe")
    report = intake.take_in(made.root)
    assert len(report.taken) == 1
    assert "pipe" in only(report.refused).message


@pytest.mark.skipif(os.name != "posix" or os.uname().sysname != "Linux", reason="names are bytes")
def test_a_file_whose_name_is_in_another_encoding_is_taken_in_under_the_name_meant(
    made: TinyDossier,
) -> None:
    folder = os.fsencode(made.root / "content/inbox")
    Path(os.fsdecode(folder)).mkdir()
    Path(os.fsdecode(folder + b"/" + "مقال.txt".encode("cp1256"))).write_bytes(
        text("مقال عن البحر")
    )
    (taken,) = intake.take_in(made.root).taken
    assert taken.front_matter.original
    assert taken.front_matter.original.file == "مقال.txt"
    assert (made.root / "content/originals/مقال.txt").is_file()


# ZIP archives


@pytest.mark.parametrize("workers", [0, 2])
def test_a_zip_archive_is_read_like_a_folder(
    workers: int, made: TinyDossier, tmp_path: Path
) -> None:
    given = tmp_path / "given.zip"
    files = {
        "a.txt": text("مقال عن الميناء"),
        "مجلد/صفحة.html": page("مقال عن السوق", "صفحة_files/a.png"),
        "مجلد/صفحة_files/a.png": PNG,
        "__MACOSX/a.txt": text("بقايا"),
        "مجلد/.DS_Store": b"\0",
    }
    given.write_bytes(zipped(files))
    report = intake.take_in(made.root, [given], workers=workers)
    assert titles(report) == {"مقال عن الميناء", "مقال عن السوق"}
    assert report.refused == []
    assert len(list((made.root / "content/articles/images").iterdir())) == 1
    assert {taken.front_matter.retrieved for taken in report.taken} == {"2021-03-31T10:20"}
    originals = made.root / "content/originals"
    assert (originals / "a.txt").read_bytes() == files["a.txt"]
    assert (originals / "صفحة_files/a.png").read_bytes() == PNG
    assert given.is_file()
    assert len(intake.take_in(made.root, [given]).unchanged) == 2


def test_a_better_copy_in_an_archive_is_taken_by_the_command_that_the_report_prints(
    made: TinyDossier,
) -> None:
    odd = "x/$(touch pwned)`id`.txt"
    source = text("مقال عن الميناء")
    made.write({"inbox/a.txt": source})
    intake.take_in(made.root)
    made.write(
        {
            "inbox/b.zip": zipped(
                {
                    odd: source + f"\n{PARAGRAPH}\n\n{PARAGRAPH}\n".encode(),
                    "c.txt": text("مقال آخر عن السوق"),
                    "d.png": PNG,
                }
            )
        }
    )
    report = intake.take_in(made.root)
    (offered,) = report.offered
    command = offered.lines(".")[-1].partition(": ")[2]
    if os.name != "nt":
        words = shlex.split(command)
        assert words == ["python3", "tasks.py", "add", "--replace", f"content/inbox/b.zip/{odd}"]
    again = intake.take_in(made.root, [offered.name], replacing=True)
    assert [taken.name for taken in again.taken] == [offered.name]
    assert again.refused == []
    # The picture is in no dossier yet: the archive stays.
    assert inbox(made) == ["b.zip"]


def test_an_entry_that_is_given_alone_does_not_send_its_archive_away(made: TinyDossier) -> None:
    files = {f"{n}.txt": text(f"مقال {n} عن الميناء") for n in ("أول", "ثان")}
    made.write({"inbox/b.zip": zipped(files)})
    assert titles(intake.take_in(made.root, ["content/inbox/b.zip/أول.txt"])) == {
        "مقال أول عن الميناء"
    }
    assert inbox(made) == ["b.zip"]
    assert len(intake.take_in(made.root).taken) == 1
    assert inbox(made) == []
    assert only(intake.take_in(made.root, ["content/inbox/b.zip/x.txt"]).refused)


def test_names_that_macos_has_decomposed_are_those_that_the_page_names(made: TinyDossier) -> None:
    composed, decomposed = (unicodedata.normalize(form, "آداب") for form in ("NFC", "NFD"))
    assert composed != decomposed
    source = page("الميناء الجديد يفتح أبوابه", f"{composed}_files/a.png")
    files = {f"{decomposed}.html": source, f"{decomposed}_files/a.png": PNG}
    made.write({"inbox/a.zip": zipped(files)})
    (taken,) = intake.take_in(made.root).taken
    assert taken.away == 0


def test_an_archive_leaves_the_inbox_only_when_all_of_it_is_in_the_dossier(
    made: TinyDossier,
) -> None:
    whole, partly = (
        zipped({"a.txt": text("مقال أول")}),
        zipped({"b.txt": text("ثان"), "c.txt": b""}),
    )
    made.write({"inbox/whole.zip": whole, "inbox/partly.zip": partly})
    report = intake.take_in(made.root)
    assert len(report.taken) == 2
    assert only(report.refused).path == "content/inbox/partly.zip/c.txt"
    assert inbox(made) == ["partly.zip"]
    kept = made.root / "content/originals/archives/whole.zip"
    assert kept.read_bytes() == whole


@pytest.mark.parametrize("encoding", ["utf-8", "cp1256", "cp720"])
@pytest.mark.parametrize("name", ["الميناء الجديد.txt", "مقالات/حادثة السوق.txt", "تقرير (2).txt"])
def test_names_in_an_archive_are_read_in_the_encoding_they_were_written_in(
    encoding: str, name: str, tmp_path: Path
) -> None:
    place = "x" * len(name.encode(encoding))
    data = zipped({place: b"text"}).replace(place.encode(), name.encode(encoding))
    path = tmp_path / "a.zip"
    path.write_bytes(data)
    (entry,), refused = archives.entries(path)
    assert (entry.name, refused) == (name, {})


def test_latin_names_stay_latin() -> None:
    assert archives.legacy_name("résumé – été.txt".encode("cp437", "replace")) == "résumé ? été.txt"
    assert archives.legacy_name(b"plain.txt") == "plain.txt"


def test_a_name_told_in_an_extra_field_is_believed_when_it_belongs_to_the_entry(
    tmp_path: Path,
) -> None:
    info = zipfile.ZipInfo("a.txt")
    for raw, expected in ((b"a.txt", "مقال.txt"), (b"other", "a.txt")):
        told = struct.pack("<BL", 1, zlib.crc32(raw)) + "مقال.txt".encode()
        info.extra = struct.pack("<HH", 0x7075, len(told)) + told
        path = tmp_path / f"{expected}.zip"
        with zipfile.ZipFile(path, "w") as archive:
            archive.writestr(info, b"text")
        assert archives.entries(path)[0][0].name == expected


@pytest.mark.parametrize(
    "name", ["../../evil.txt", "/etc/evil.txt", "C:/evil.txt", "a/../../b.txt"]
)
def test_an_entry_that_points_out_of_the_archive_is_refused_and_the_rest_done(
    name: str, made: TinyDossier
) -> None:
    made.write({"inbox/a.zip": zipped({name: text("شر"), "good.txt": text("مقال عن الميناء")})})
    report = intake.take_in(made.root)
    assert titles(report) == {"مقال عن الميناء"}
    problem = only(report.refused)
    assert "leads out" in problem.message
    assert name in problem.path


def test_links_and_encrypted_entries_and_archives_inside_are_told(made: TinyDossier) -> None:
    link = zipfile.ZipInfo("link.txt")
    link.external_attr = (stat.S_IFLNK | 0o777) << 16
    made_zip = io.BytesIO()
    with zipfile.ZipFile(made_zip, "w") as archive:
        archive.writestr(link, "/etc/passwd")
        archive.writestr("inner.zip", zipped({"a.txt": text("داخل")}))
        archive.writestr("locked.txt", text("مقفل"))
        archive.writestr("good.txt", text("مقال عن الميناء"))
    data = bytearray(made_zip.getvalue())
    # Set the flag of encryption of locked.txt, in its own head and in the directory.
    at = data.find(b"locked.txt")
    data[at - 30 + 6] |= 1
    at = data.rfind(b"locked.txt")
    data[at - 46 + 8] |= 1
    made.write({"inbox/a.zip": bytes(data)})
    report = intake.take_in(made.root)
    assert titles(report) == {"مقال عن الميناء"}
    told = {problem.path.rpartition("/")[2]: problem.message for problem in report.refused}
    assert "link" in told["link.txt"]
    assert "archive inside" in told["inner.zip"]
    assert "encrypted" in told["locked.txt"]
    assert inbox(made) == ["a.zip"]


def test_of_many_refused_entries_a_few_are_named(made: TinyDossier) -> None:
    files = {f"../{n}.txt": text("شر") for n in range(50)}
    made.write({"inbox/a.zip": zipped(files)})
    report = intake.take_in(made.root)
    assert len(report.refused) == 4
    assert "47 more" in report.refused[-1].message


def test_a_bomb_is_not_unfolded(made: TinyDossier) -> None:
    bomb = zipped({"bomb.txt": bytes(200_000_000), "good.txt": text("مقال عن الميناء")})
    made.write({"inbox/bomb.zip": bomb})
    report = intake.take_in(made.root)
    assert titles(report) == {"مقال عن الميناء"}
    assert "bomb" in only(report.refused).message


def test_an_entry_that_lies_about_its_size_is_read_no_further_than_an_article_may_be(
    made: TinyDossier,
) -> None:
    data = zipped({"liar.txt": bytes(64 * 1024 * 1024)})
    # The claimed size, in the entry's head and in the directory.
    data = data.replace(struct.pack("<L", 64 * 1024 * 1024), struct.pack("<L", 1000))
    made.write({"inbox/liar.zip": data})
    report = intake.take_in(made.root)
    assert report.taken == []
    assert only(report.refused).path == "content/inbox/liar.zip/liar.txt"


def test_entries_that_overlap_are_a_bomb(made: TinyDossier) -> None:
    made_zip = io.BytesIO()
    with zipfile.ZipFile(made_zip, "w") as archive:
        archive.writestr("a.txt", os.urandom(100_000))
        # The directory names one stretch of the file again and again.
        archive.filelist *= 50
    made.write({"inbox/a.zip": made_zip.getvalue()})
    assert "overlap" in only(intake.take_in(made.root).refused).message


@pytest.mark.parametrize(
    "data",
    [b"PK\3\4 no archive", zipped({"a.txt": text("م") * 50})[:-30], b"", zipped({})],
    ids=["other", "cut", "empty", "nothing in it"],
)
def test_what_is_no_whole_archive_is_told_and_stays(data: bytes, made: TinyDossier) -> None:
    made.write({"inbox/a.zip": data, "inbox/b.txt": text("مقال عن الميناء")})
    report = intake.take_in(made.root)
    assert len(report.taken) == 1
    assert only(report.refused).path == "content/inbox/a.zip"
    assert inbox(made) == ["a.zip"]


def test_a_name_that_is_two_things_is_damage(made: TinyDossier) -> None:
    data = bytearray(zipped({"مقال.txt": text("مقال عن السوق"), "good.txt": text("مقال عن البحر")}))
    at = data.find("مقال".encode())
    data[at : at + 2] = b"\xff\xff"  # in the entry's own head; the directory says otherwise
    made.write({"inbox/a.zip": bytes(data)})
    report = intake.take_in(made.root)
    assert titles(report) == {"مقال عن البحر"}
    assert "damaged" in only(report.refused).message


def test_an_entry_whose_bytes_are_damaged_is_told_and_the_rest_done(made: TinyDossier) -> None:
    body = os.urandom(3000).hex().encode()
    data = bytearray(zipped({"bad.txt": body, "good.txt": text("مقال عن الميناء")}))
    data[500:600] = bytes(100)
    made.write({"inbox/a.zip": bytes(data)})
    report = intake.take_in(made.root)
    assert titles(report) == {"مقال عن الميناء"}
    assert "damaged" in only(report.refused).message


@given(st.binary(max_size=400), st.integers(0, 600))
def test_no_archive_brings_the_reading_down(
    tmp_path_factory: pytest.TempPathFactory, noise: bytes, at: int
) -> None:
    data = bytearray(zipped({"a.txt": text("م"), "b/c.txt": text("ن")}))
    data[at : at + len(noise)] = noise
    path = tmp_path_factory.mktemp("noise") / "a.zip"
    path.write_bytes(bytes(data))
    # Unreadable is what a user is told; anything else would be a fault.
    with suppress(archives.Unreadable):
        for entry in archives.entries(path)[0]:
            list(archives.chunks_of(path, entry.position))


def test_standard_input_may_be_a_page(made: TinyDossier, monkeypatch: pytest.MonkeyPatch) -> None:
    stream = io.TextIOWrapper(io.BytesIO(page("مقال عن الميناء")))
    monkeypatch.setattr("sys.stdin", stream)
    (taken,) = intake.take_in(made.root, ["-"]).taken
    front_matter, _ = parse((made.root / taken.path).read_text(encoding="utf-8"), taken.path)
    assert front_matter.original
    assert front_matter.original.file.startswith("stdin-")
    assert front_matter.original.file.endswith(".html")


def test_a_page_that_is_given_alone_brings_its_folder(made: TinyDossier, tmp_path: Path) -> None:
    (tmp_path / "a_files").mkdir()
    (tmp_path / "a_files/b.png").write_bytes(PNG)
    (tmp_path / "a.html").write_bytes(page("الميناء الجديد يفتح أبوابه", "a_files/b.png"))
    intake.take_in(made.root, [tmp_path / "a.html"])
    assert (made.root / "content/originals/a_files/b.png").read_bytes() == PNG
    # And the same without a dossier.
    assert main([str(tmp_path / "a.html"), "-o", str(tmp_path / "out/a.md")]) == 0
    (picture,) = (tmp_path / "out/images").iterdir()
    assert picture.read_bytes() == PNG
    assert f"images/{picture.name}" in (tmp_path / "out/a.md").read_text("utf-8")


@pytest.mark.parametrize("name", ["nothing.txt", "empty.txt", "many", "bad.zip"])
def test_converting_one_file_says_what_is_wrong_and_writes_nothing(
    name: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "empty.txt").touch()
    (tmp_path / "bad.zip").touch()
    (tmp_path / "many").mkdir()
    for number in range(2):
        (tmp_path / f"many/{number}.txt").write_bytes(text("مقال"))
    assert main([str(tmp_path / name), "-o", str(tmp_path / "out.md")]) == 1
    assert "hint: " in capsys.readouterr().err
    assert not (tmp_path / "out.md").exists()


def test_explaining_an_archive_shows_each_of_its_files_and_tells_those_that_cannot_be(
    made: TinyDossier, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    given = tmp_path / "a.zip"
    given.write_bytes(zipped({"a.txt": text("مقال عن البحر"), "b.txt": b"", "c.txt": text("ثالث")}))
    assert build.main_add(made.root, [given], explain=True) == 1
    said = capsys.readouterr()
    assert "a.zip/a.txt" in said.out
    assert "a.zip/c.txt" in said.out
    assert "a.zip/b.txt: the file is empty" in said.err
    assert not (made.root / "content/articles").exists()


def test_converting_one_file_shows_nobody_a_traceback(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    def deep(*_: object, **__: object) -> None:
        raise RecursionError("too deep")

    monkeypatch.setattr("milaff.intake.__main__.convert", deep)
    (tmp_path / "a.txt").write_bytes(text("مقال"))
    assert main([str(tmp_path / "a.txt")]) == 1
    assert "Milaff itself failed: RecursionError" in capsys.readouterr().err


def test_converting_one_file_writes_over_nothing(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    raw = tmp_path / "raw.txt"
    raw.write_bytes(text("مقال عن الميناء"))
    assert main([str(raw), "-o", str(tmp_path / "new.md")]) == 0
    before = {path: path.read_bytes() for path in tmp_path.iterdir()}
    for output, said in ((raw, "already"), (tmp_path / "new.md", "already"), (tmp_path, "folder")):
        assert main([str(raw), "-o", str(output)]) == 1
        told = capsys.readouterr().err
        assert f"{output}: " in told
        assert said in told
        assert "hint" in told
    assert {path: path.read_bytes() for path in tmp_path.iterdir()} == before
