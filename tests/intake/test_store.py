"""Taking in and removing, on disk."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

import pytest

from milaff import build, intake
from milaff.intake import read_ledger
from milaff.intake.files import Transaction
from milaff.model import parse
from support.sites import TinyDossier

Make = Callable[..., TinyDossier]
PARAGRAPH = "هذه فقرة كاملة من المقال تقول ما يكفي من الكلام لكي تعرف أنها فقرة لا عنوان ولا غيره."


def raw(title: str, day: int = 1) -> str:
    return f"{title}\n{day} مارس 2021\nصحيفة العينة\n\n{PARAGRAPH}\n"


@pytest.fixture
def made(make_dossier: Make) -> TinyDossier:
    return make_dossier()


def tree(root: Path) -> dict[str, bytes]:
    return {
        path.relative_to(root).as_posix(): path.read_bytes()
        for path in sorted((root / "content").rglob("*"))
        if path.is_file()
    }


def test_what_lies_in_the_inbox_becomes_an_article_and_an_untouched_original(
    made: TinyDossier,
) -> None:
    data = raw("الميناء الجديد يفتح أبوابه").encode("utf-16")
    made.write({"inbox/خبر 1.txt": data})
    report = intake.take_in(made.root)
    (taken,) = report.taken
    front_matter, body = parse((made.root / taken.path).read_text(encoding="utf-8"), taken.path)
    assert front_matter.title == "الميناء الجديد يفتح أبوابه"
    assert PARAGRAPH in body
    original = made.root / "content/originals/خبر 1.txt"
    assert original.read_bytes() == data
    assert front_matter.original
    assert front_matter.original.sha256 == hashlib.sha256(data).hexdigest()
    assert not (made.root / "content/inbox/خبر 1.txt").exists()
    rows = read_ledger((original.parent / "خبر 1.txt.ledger.jsonl").read_bytes())
    assert "".join(row.raw for row in rows) == data.decode("utf-16")


def test_a_path_elsewhere_is_copied_and_never_touched(made: TinyDossier, tmp_path: Path) -> None:
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    for name in ("a.txt", "b.txt"):
        (elsewhere / name).write_text(raw(f"مقال عن الميناء {name}"), encoding="utf-8")
    before = {path.name: path.read_bytes() for path in elsewhere.iterdir()}
    assert len(intake.take_in(made.root, [elsewhere]).taken) == 2
    assert {path.name: path.read_bytes() for path in elsewhere.iterdir()} == before


def test_taking_in_again_changes_nothing(made: TinyDossier, tmp_path: Path) -> None:
    source = tmp_path / "a.txt"
    source.write_text(raw("مقال عن الميناء"), encoding="utf-8")
    intake.take_in(made.root, [source])
    before = tree(made.root)
    report = intake.take_in(made.root, [source])
    assert (report.taken, len(report.unchanged)) == ([], 1)
    assert tree(made.root) == before


def test_an_article_that_the_curator_has_edited_is_never_overwritten(
    made: TinyDossier, tmp_path: Path
) -> None:
    source = tmp_path / "a.txt"
    source.write_text(raw("مقال عن الميناء"), encoding="utf-8")
    (taken,) = intake.take_in(made.root, [source]).taken
    article = made.root / taken.path
    edited = article.read_text(encoding="utf-8").replace("مقال عن الميناء", "عنوان المحرر")
    article.write_text(edited, encoding="utf-8")
    source.write_text(raw("مقال عن الميناء") + PARAGRAPH, encoding="utf-8")
    intake.take_in(made.root, [source])
    assert article.read_text(encoding="utf-8") == edited


def test_a_better_original_of_a_known_article_is_offered_and_not_applied(
    made: TinyDossier,
) -> None:
    made.write({"inbox/a.txt": raw("مقال عن الميناء")})
    intake.take_in(made.root)
    before = tree(made.root)
    made.write({"inbox/b.txt": raw("مقال عن الميناء") + PARAGRAPH})
    report = intake.take_in(made.root)
    assert len(report.offered) == 1
    assert tree(made.root) == before | {
        "content/inbox/b.txt": (raw("مقال عن الميناء") + PARAGRAPH).encode()
    }


def test_replacing_tells_what_of_the_former_article_is_lost_and_that_the_copy_is_no_better(
    made: TinyDossier,
) -> None:
    made.write({"inbox/a.txt": raw("مقال عن الميناء")})
    (taken,) = intake.take_in(made.root).taken
    article = made.root / taken.path
    edited = article.read_text(encoding="utf-8").replace("title:", "author: سعاد بنعلي\ntitle:")
    article.write_text(edited, encoding="utf-8")
    made.write({"inbox/b.txt": raw("مقال عن الميناء") + "\n"})
    said = "\n".join(intake.take_in(made.root, replacing=True).lines())
    assert "not as it was, see what you had: author" in said
    assert "nothing is better in this copy" in said
    assert "سعاد" not in article.read_text(encoding="utf-8")


def edit(article: Path, note: str) -> None:
    """What a curator does."""
    text = article.read_text(encoding="utf-8")
    article.write_text(text.replace("title:", f"author: {note}\ntitle:", 1), encoding="utf-8")


def kept(made: TinyDossier, words: str) -> list[str]:
    """The files of the dossier that hold these words."""
    return [name for name, data in tree(made.root).items() if words.encode() in data]


def test_what_a_curator_wrote_is_kept_however_often_the_article_is_replaced(
    made: TinyDossier,
) -> None:
    made.write({"inbox/a.txt": raw("مقال عن الميناء")})
    (taken,) = intake.take_in(made.root).taken
    edit(made.root / taken.path, "سعاد بنعلي")
    for more in (1, 2, 3):
        made.write({f"inbox/{more}.txt": raw("مقال عن الميناء") + f"{PARAGRAPH}\n" * more})
        # The same in one command, and in one after another.
        if more > 1:
            assert len(intake.take_in(made.root, replacing=True).taken) in (1, 2)
    assert len(kept(made, "سعاد بنعلي")) == 1


def test_what_a_curator_wrote_is_kept_however_often_the_article_is_removed(
    made: TinyDossier,
) -> None:
    made.write({"inbox/a.txt": raw("مقال عن الميناء")})
    for name in ("سعاد بنعلي", "ليلى القاسمي"):
        (taken,) = intake.take_in(made.root).taken
        edit(made.root / taken.path, name)
        said = "\n".join(intake.remove(made.root, Path(taken.path).stem).lines())
        assert "the next build takes it in again" in said
    assert kept(made, "سعاد بنعلي")
    assert kept(made, "ليلى القاسمي")


def test_a_file_that_cannot_be_taken_in_stays_and_does_not_stop_the_rest(
    made: TinyDossier,
) -> None:
    picture = b"\x89PNG\r\n\x1a\n" + bytes(range(256))
    made.write({"inbox/a.png": picture, "inbox/b.txt": raw("مقال عن الميناء")})
    report = intake.take_in(made.root)
    assert len(report.taken) == 1
    (problem,) = report.refused
    assert problem.path == "content/inbox/a.png"
    assert (made.root / "content/inbox/a.png").read_bytes() == picture


def test_removing_gives_the_original_back_and_forgets_nothing(made: TinyDossier) -> None:
    made.write({"inbox/a.txt": raw("مقال عن الميناء")})
    before = tree(made.root)
    (taken,) = intake.take_in(made.root).taken
    slug = Path(taken.path).stem
    article = (made.root / taken.path).read_bytes()
    assert intake.remove(made.root, slug).refused == []
    assert tree(made.root) == before | {f"content/originals/removed/{slug}.md": article}


@pytest.mark.parametrize("form", ["{slug}.md", "content/articles/{slug}.md", "{root}/{slug}.md"])
def test_the_article_to_remove_is_named_by_its_file_too(made: TinyDossier, form: str) -> None:
    made.write({"inbox/a.txt": raw("مقال عن الميناء")})
    before = tree(made.root)
    (taken,) = intake.take_in(made.root).taken
    named = form.format(slug=Path(taken.path).stem, root=made.root / "content/articles")
    assert intake.remove(made.root, named).refused == []
    assert not (made.root / taken.path).exists()
    assert tree(made.root).items() > before.items()


@pytest.mark.parametrize("slug", ["nothing", "../dossier", "", "a/b", "content/inbox/a.md"])
def test_removing_what_is_not_there_is_a_problem(made: TinyDossier, slug: str) -> None:
    before = tree(made.root)
    assert intake.remove(made.root, slug).refused
    assert tree(made.root) == before


def test_two_raw_files_of_one_name_are_both_kept(made: TinyDossier, tmp_path: Path) -> None:
    for folder, title in (("one", "مقال أول عن الميناء"), ("two", "مقال ثان عن السوق")):
        (tmp_path / folder).mkdir()
        (tmp_path / folder / "a.txt").write_text(raw(title), encoding="utf-8")
    intake.take_in(made.root, [tmp_path / "one", tmp_path / "two"])
    originals = made.root / "content/originals"
    assert {path.name for path in originals.glob("*.txt")} == {"a.txt", "a-2.txt"}


def test_two_articles_of_one_title_have_slugs_of_their_own(
    made: TinyDossier, tmp_path: Path
) -> None:
    first = raw("مقال عن الميناء")
    for name, source in (("a.txt", "صحيفة العينة"), ("b.txt", "مجلة النموذج")):
        text = first.replace("صحيفة العينة", source)
        (tmp_path / name).write_text(text, encoding="utf-8")
    report = intake.take_in(made.root, [tmp_path / "a.txt", tmp_path / "b.txt"])
    slugs = [Path(taken.path).stem for taken in report.taken]
    assert slugs[1] == f"{slugs[0]}-2"


@pytest.mark.parametrize("at", range(14))
def test_a_stop_between_any_two_changes_loses_nothing_and_the_next_run_ends_the_job(
    made: TinyDossier, monkeypatch: pytest.MonkeyPatch, at: int, make_dossier: Make, tmp_path: Path
) -> None:
    texts = {f"inbox/{name}.txt": raw(f"مقال {name} عن الميناء") for name in "abc"}
    undisturbed = make_dossier(root=tmp_path / "undisturbed")
    for dossier in (made, undisturbed):
        dossier.write(texts)
        for file in (dossier.root / "content/inbox").iterdir():
            os.utime(file, (1_600_000_000, 1_600_000_000))
    intake.take_in(undisturbed.root)
    changes = 0

    def stopping(real: Callable[..., object]) -> Callable[..., object]:
        def change(*given: object, **more: object) -> object:
            nonlocal changes
            if changes == at:
                raise KeyboardInterrupt
            changes += 1
            return real(*given, **more)

        return change

    with monkeypatch.context() as patch, suppress(KeyboardInterrupt):
        patch.setattr(os, "replace", stopping(os.replace))
        patch.setattr(Path, "unlink", stopping(Path.unlink))
        intake.take_in(made.root)
    # Nine files are put in place and three leave the inbox.
    assert changes == min(at, 12)
    intake.take_in(made.root)
    assert tree(made.root) == tree(undisturbed.root)


def test_a_file_of_the_inbox_that_was_changed_meanwhile_stays(
    made: TinyDossier, monkeypatch: pytest.MonkeyPatch
) -> None:
    made.write({"inbox/a.txt": raw("مقال عن الميناء")})
    file = made.root / "content/inbox/a.txt"
    real = Transaction.flush

    def flush(self: Transaction) -> None:
        if file.exists():
            file.write_text("ما كتب في هذه الأثناء", encoding="utf-8")
        real(self)

    monkeypatch.setattr(Transaction, "flush", flush)
    assert len(intake.take_in(made.root).taken) == 1
    assert file.read_text(encoding="utf-8") == "ما كتب في هذه الأثناء"


@pytest.mark.skipif(os.name == "nt", reason="making links needs a right on Windows")
def test_a_link_in_the_inbox_cannot_make_a_file_elsewhere_vanish(
    made: TinyDossier, tmp_path: Path
) -> None:
    outside = tmp_path / "outside.txt"
    outside.write_text(raw("مقال عن الميناء"), encoding="utf-8")
    inbox = made.root / "content/inbox"
    inbox.mkdir()
    (inbox / "link.txt").symlink_to(outside)
    intake.take_in(made.root)
    assert outside.is_file()


def test_a_build_takes_the_inbox_in_first_but_not_in_ci_and_not_when_told(
    make_dossier: Make, monkeypatch: pytest.MonkeyPatch
) -> None:
    made = make_dossier()
    made.write({"inbox/a.txt": raw("مقال عن الميناء")})
    assert made.build(add=False).code == 0
    monkeypatch.setenv("CI", "true")
    made.build()
    assert (made.root / "content/inbox/a.txt").is_file()
    monkeypatch.delenv("CI")
    said = made.build()
    assert said.code == 0
    assert "took in" in said.out
    assert any("mqal" in name for name in made.files())


def test_an_article_added_as_draft_is_one(made: TinyDossier, tmp_path: Path) -> None:
    source = tmp_path / "a.txt"
    source.write_text(raw("مقال عن الميناء"), encoding="utf-8")
    (taken,) = intake.take_in(made.root, [source], draft=True).taken
    assert taken.front_matter.status == "draft"


def test_adding_where_there_is_no_dossier_says_how_to_make_one(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert build.main_add(tmp_path, [tmp_path]) == 1
    said = capsys.readouterr().err
    assert "python3 tasks.py new DIR" in said
    assert list(tmp_path.iterdir()) == []


def test_a_path_that_is_not_there_is_named(made: TinyDossier) -> None:
    assert build.main_add(made.root, ["nowhere.txt"]) == 1


def test_explaining_a_file_of_a_dossier_reads_it_by_the_outlets_of_that_dossier(
    made: TinyDossier, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    made.write(
        {
            "outlets.yml": "outlets:\n- {name: العينة, junk: [صوت من لا صوت له منذ سنين]}\n",
            "inbox/a.txt": raw("مقال عن الميناء") + "صوت من لا صوت له منذ سنين\n",
        }
    )
    intake.take_in(made.root)
    original = made.root / "content/originals/a.txt"
    assert build.main_add(tmp_path, [original], explain=True) == 0
    assert "outlet: " in capsys.readouterr().out


def test_explaining_writes_nothing_and_shows_each_line_with_its_rule(
    made: TinyDossier, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    source = tmp_path / "a.txt"
    source.write_text(raw("مقال عن الميناء"), encoding="utf-8")
    before = tree(made.root)
    assert build.main_add(made.root, [source], explain=True) == 0
    assert tree(made.root) == before
    assert "date-line" in capsys.readouterr().out
