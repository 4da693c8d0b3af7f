"""Many files at once, near-duplicates, better originals."""

from __future__ import annotations

import os
import random
import re
import shlex
import threading
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from milaff import build, intake
from milaff.intake import batch
from milaff.intake.batch import Converter, Outcome
from milaff.intake.convert import convert
from milaff.intake.duplicates import Sketch, shared, sketch_of
from milaff.intake.inputs import Raw
from milaff.intake.originals import Names
from milaff.intake.outlets import known_outlets
from milaff.intake.report import Taken
from milaff.model import parse
from support.sites import TinyDossier

Make = Callable[..., TinyDossier]
WORDS = [f"{a}{b}{c}" for a in "بتجحدرسعفق" for b in "املو" for c in "ينهكطص"]


def story(seed: int, paragraphs: int = 8) -> list[str]:
    """Paragraphs of words that no other seed has in this order."""
    chance = random.Random(seed)
    return [" ".join(chance.choices(WORDS, k=30)) + "." for _ in range(paragraphs)]


def text(title: str, outlet: str, paragraphs: list[str], day: str = "1 مارس 2021") -> str:
    body = "\n\n".join(paragraphs)
    return f"{title}\n{day}\n{outlet}\n\n{body}\n"


def tree(root: Path) -> dict[str, bytes]:
    content = root / "content"
    return {
        path.relative_to(content).as_posix(): path.read_bytes()
        for path in sorted(content.rglob("*"))
        if path.is_file()
    }


@pytest.fixture
def made(make_dossier: Make) -> TinyDossier:
    return make_dossier()


# In parallel


def test_in_parallel_names_and_bytes_are_those_of_one_process(
    make_dossier: Make, tmp_path: Path
) -> None:
    # Some share a title, some a name, some the bytes; large ones come first and are done last.
    files = {}
    for number in range(60):
        told = number // 2 if number % 10 == 9 else number
        paragraphs = story(told, 400 if number % 20 == 0 else 5)
        title = "عنوان واحد" if number % 6 == 0 else f"مقال {told} عن الميناء"
        files[f"inbox/{number // 10}/{number % 10}.txt"] = text(title, f"صحيفة {told}", paragraphs)
    results = []
    for workers in (0, 3):
        dossier = make_dossier(files=files, root=tmp_path / f"{workers}")
        for file in (dossier.root / "content/inbox").rglob("*.txt"):
            os.utime(file, (1_600_000_000, 1_600_000_000))
        report = intake.take_in(dossier.root, workers=workers)
        told_of = [(t.name, t.path, t.near) for t in report.taken]
        results.append((told_of, report.unchanged, tree(dossier.root)))
    assert results[0] == results[1]
    assert any(re.search(r"-\d\.md$", path) for _, path, _ in results[0][0])


def _sleep_or_die(_: Raw, data: bytes) -> Outcome:
    if data == b"die":
        os._exit(1)
    if data == b"sleep":
        time.sleep(60)
    return Outcome(body=data.decode())


def test_a_worker_that_dies_or_never_ends_costs_its_own_file_only(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(batch, "_convert", _sleep_or_die)
    monkeypatch.setattr(batch, "_SECONDS", 1)
    given = [(Raw(f"{n}", ""), data) for n, data in enumerate([b"a", b"die", b"b", b"sleep", b"c"])]
    done = list(Converter(known_outlets(), False).in_order(given, 2))
    assert [raw.name for raw, _, _ in done] == ["0", "1", "2", "3", "4"]
    assert [outcome.body for _, _, outcome in done] == ["a", "", "b", "", "c"]
    assert "was stopped" in done[1][2].problems[0].message
    assert "longer" in done[3][2].problems[0].message


def test_a_batch_says_how_far_it_is_and_leaves_no_thread_that_would_hinder_a_fork(
    made: TinyDossier,
) -> None:
    made.write(
        {f"inbox/{n}.txt": text(f"مقال {n} عن الميناء", "صحيفة", story(n)) for n in range(30)}
    )
    threads = threading.active_count()
    told: list[tuple[int, int]] = []
    intake.take_in(made.root, workers=2, tell=lambda *said: told.append(said))
    assert told == [(n, 30) for n in range(30)]
    assert threading.active_count() == threads


@pytest.mark.parametrize(("asked", "workers"), [("1", 0), ("3", 3), ("0", 0)])
def test_how_many_workers_there_are_can_be_said(
    asked: str, workers: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("MILAFF_WORKERS", asked)
    assert batch.workers_for([Raw(str(n), "") for n in range(100)]) == workers
    assert batch.workers_for([Raw("one", "")]) == 0


def test_of_many_articles_those_are_listed_that_need_an_eye(
    made: TinyDossier, capsys: pytest.CaptureFixture[str]
) -> None:
    files = {f"inbox/{n}.txt": text(f"مقال {n} عن الميناء", "صحيفة", story(n)) for n in range(60)}
    files["inbox/61.txt"] = "سطر واحد لا يقول شيئا"
    made.write(files)
    assert build.main_add(made.root) == 0
    said = capsys.readouterr().out
    assert "61 articles" in said
    assert "content/inbox/61.txt" in said
    assert "content/inbox/7.txt" not in said
    assert "60 articles without a doubt" in said


@given(st.lists(st.sampled_from(["a", "A", "a-2", "a-3", "b"]), max_size=30))
def test_names_are_never_given_twice_and_the_first_free_one_is_taken(given: list[str]) -> None:
    names = Names([])
    made = [names.free(name) for name in given]
    assert len({name.casefold() for name in made}) == len(made)
    # A run that is stopped anywhere and begun again gives the same names.
    for stop in range(len(given)):
        again = Names(made[:stop])
        assert [again.free(name) for name in given[stop:]] == made[stop:]


# Near-duplicates


def test_the_same_story_in_another_outlet_is_taken_in_and_told(made: TinyDossier) -> None:
    paragraphs = story(1)
    other = [paragraphs[0].replace(" ", " قال ", 1), *paragraphs[1:6]]
    made.write(
        {
            "inbox/1.txt": text("الميناء يفتح أبوابه من جديد", "صحيفة العينة", paragraphs),
            "inbox/2.txt": text("افتتاح الميناء", "مجلة النموذج", other, "2 مارس 2021"),
            "inbox/3.txt": text("خبر آخر لا صلة له", "مجلة النموذج", story(2)),
        }
    )
    first, second, third = intake.take_in(made.root).taken
    assert (first.near, third.near) == ((), ())
    ((path, share),) = second.near
    assert path == first.path
    assert share > 0.8
    assert any(f"the same story as {first.path}" in line for line in second.lines())


def test_another_copy_of_an_article_that_the_curator_has_retitled_is_offered(
    made: TinyDossier,
) -> None:
    paragraphs = story(1)
    made.write({"inbox/1.txt": text("الميناء يفتح أبوابه", "صحيفة العينة", paragraphs)})
    (taken,) = intake.take_in(made.root).taken
    article = made.root / taken.path
    edited = article.read_text(encoding="utf-8").replace("الميناء يفتح أبوابه", "عنوان المحرر")
    article.write_text(edited, encoding="utf-8")
    made.write(
        {
            "inbox/2.txt": text("الميناء يفتح أبوابه", "صحيفة العينة", [*paragraphs, "وسطر."]),
            "inbox/notice.txt": text("عاجل: الميناء يفتح", "صحيفة العينة", paragraphs[:2]),
            "inbox/other.txt": text("افتتاح الميناء", "مجلة النموذج", paragraphs),
            "inbox/later.txt": text("تذكير بالميناء", "صحيفة العينة", paragraphs, "5 مارس 2021"),
        }
    )
    report = intake.take_in(made.root)
    assert [(o.name, o.path) for o in report.offered] == [("content/inbox/2.txt", taken.path)]
    assert len(report.taken) == 3


def test_of_many_articles_that_tell_the_same_story_the_three_nearest_are_named() -> None:
    near = tuple((f"content/articles/{n}.md", 0.9 - n / 10) for n in range(5))
    front_matter = convert(text("مقال", "صحيفة العينة", story(1)).encode(), "a.txt").front_matter
    said = "\n".join(Taken("content/articles/x.md", "x.txt", front_matter, near).lines())
    assert [n for n in range(5) if f"as content/articles/{n}.md" in said] == [0, 1, 2]
    assert "90% of the shorter text stands in the other" in said
    assert "2 more" in said


def test_an_article_that_was_there_before_is_known_again(made: TinyDossier) -> None:
    made.write({"inbox/1.txt": text("الميناء يفتح أبوابه", "صحيفة العينة", story(1))})
    (first,) = intake.take_in(made.root).taken
    # As after a new download of the dossier: nothing is cached.
    (made.root / ".cache/intake.sqlite").unlink()
    made.write({"inbox/2.txt": text("افتتاح الميناء", "مجلة النموذج", story(1))})
    (second,) = intake.take_in(made.root).taken
    assert [path for path, _ in second.near] == [first.path]


def test_what_the_curator_changed_or_deleted_is_seen(made: TinyDossier) -> None:
    made.write({"inbox/1.txt": text("الميناء يفتح أبوابه", "صحيفة العينة", story(1))})
    (first,) = intake.take_in(made.root).taken
    (made.root / first.path).unlink()
    made.write({"inbox/2.txt": text("افتتاح الميناء", "مجلة النموذج", story(1))})
    (second,) = intake.take_in(made.root).taken
    assert second.near == ()


@pytest.mark.parametrize("cut", [0.0, 0.3, 0.5])
@pytest.mark.parametrize("changed", [0.0, 0.05, 0.1])
def test_a_story_that_is_cut_and_edited_is_recognised_and_another_is_not(
    cut: float, changed: float
) -> None:
    chance = random.Random(7)
    for seed in range(40):
        paragraphs = story(seed, 12)
        kept = paragraphs[: round(len(paragraphs) * (1 - cut))]
        edited = [
            " ".join(chance.choice(WORDS) if chance.random() < changed else w for w in p.split())
            for p in kept
        ]
        one, other = sketch_of("\n\n".join(paragraphs)), sketch_of("\n\n".join(edited))
        assert set(one.keys) & set(other.keys)
        assert shared(one, other) >= 0.5
        assert shared(one, sketch_of("\n\n".join(story(seed + 1000, 12)))) < 0.1


@given(st.text(max_size=300), st.text(max_size=300))
def test_a_sketch_survives_being_written_down_and_sharing_is_symmetric(a: str, b: str) -> None:
    one, other = sketch_of(a * 3), sketch_of(b * 3)
    assert Sketch.load(one.dump()) == one
    assert shared(one, other) == shared(other, one)
    assert shared(one, one) in (0.0, 1.0)


# Better originals


def test_a_better_original_is_offered_with_what_is_better_and_taken_when_asked(
    made: TinyDossier, capsys: pytest.CaptureFixture[str]
) -> None:
    made.write({"inbox/a.txt": text("الميناء يفتح أبوابه", "صحيفة العينة", story(1, 3))})
    (first,) = intake.take_in(made.root).taken
    article = made.root / first.path
    edited = article.read_text(encoding="utf-8").replace("title:", "note: من الأرشيف\ntitle:", 1)
    article.write_text(edited, encoding="utf-8")
    better = text("الميناء يفتح أبوابه", "صحيفة العينة", story(1, 6))
    made.write({"inbox/b.txt": better})
    assert build.main_add(made.root) == 0
    said = capsys.readouterr().out
    assert "more words" in said
    command = re.search(r"python3 tasks.py (add --replace .*)", said)
    assert command
    root = str(made.root)
    assert shlex.split(command[1], posix=os.name != "nt")[2:] in (
        ["content/inbox/b.txt", "--dossier", root],
        ['"content/inbox/b.txt"', "--dossier", f'"{root}"'],
    )
    assert article.read_text(encoding="utf-8") == edited

    path = made.root / "content/inbox/b.txt"
    assert build.main_add(made.root, [path], replacing=True) == 0
    front_matter, body = parse(article.read_text(encoding="utf-8"), first.path)
    assert story(1, 6)[5] in body
    assert front_matter.note == "من الأرشيف"
    assert front_matter.original
    assert front_matter.original.file == "b.txt"
    kept = made.root / "content/originals/replaced" / article.name
    assert kept.read_text(encoding="utf-8") == edited
    originals = made.root / "content/originals"
    assert (originals / "replaced/a.txt").is_file()
    assert (originals / "replaced/a.txt.ledger.jsonl").is_file()
    assert not path.exists()


def test_another_copy_of_a_known_article_that_is_no_better_is_told_so(made: TinyDossier) -> None:
    paragraphs = story(1)
    made.write({"inbox/a.txt": text("الميناء يفتح أبوابه", "صحيفة العينة", paragraphs)})
    intake.take_in(made.root)
    before = tree(made.root)
    made.write({"inbox/b.txt": text("الميناء يفتح أبوابه", "صحيفة العينة", paragraphs[:7])})
    (offered,) = intake.take_in(made.root).offered
    assert offered.gains == ()
    assert tree(made.root).items() > before.items()


def test_another_text_of_the_same_title_day_and_outlet_is_an_article_of_its_own(
    made: TinyDossier,
) -> None:
    made.write({"inbox/a.txt": text("أخبار قصيرة", "صحيفة العينة", story(1))})
    made.write({"inbox/b.txt": text("أخبار قصيرة", "صحيفة العينة", story(2))})
    report = intake.take_in(made.root)
    assert (len(report.taken), report.offered) == (2, [])


def test_nobody_is_told_to_delete_a_text_that_stands_nowhere_else(made: TinyDossier) -> None:
    for name, seed in (("a", 1), ("b", 2)):
        notice = story(seed, 1)[0].split()[-15:]
        made.write({f"inbox/{name}.txt": text("أخبار قصيرة", "صحيفة العينة", [" ".join(notice)])})
    (offered,) = intake.take_in(made.root).offered
    said = "\n".join(offered.lines("."))
    assert "other words" in said
    assert "delete" not in said


def test_a_copy_is_known_under_other_spellings_of_its_title_and_outlet(made: TinyDossier) -> None:
    heads = (("الميناء يفتح أبوابه", "سانا"), ("المِيناء يفتح ابوابه", "وكالة سانا"))
    for number, (title, outlet) in enumerate(heads):
        made.write({f"inbox/{number}.txt": text(title, outlet, story(1))})
    report = intake.take_in(made.root)
    assert (len(report.taken), len(report.offered)) == (1, 1)


def test_an_article_that_somebody_is_at_work_in_is_recognised(made: TinyDossier) -> None:
    made.write({"inbox/a.txt": text("الميناء يفتح أبوابه", "صحيفة العينة", story(1))})
    (taken,) = intake.take_in(made.root).taken
    article = made.root / taken.path
    broken = article.read_text(encoding="utf-8").replace("---\n", "---\nnote: [\n", 1)
    article.write_text(broken, encoding="utf-8")
    made.write({"inbox/b.txt": text("الميناء يفتح أبوابه", "صحيفة العينة", story(1, 12))})
    report = intake.take_in(made.root)
    assert report.taken == []
    assert {problem.path for problem in report.refused} == {taken.path, "content/inbox/b.txt"}
    assert article.read_text(encoding="utf-8") == broken


def test_what_is_there_already_is_named_with_its_article(made: TinyDossier) -> None:
    made.write({"inbox/a.txt": text("الميناء يفتح أبوابه", "صحيفة العينة", story(1))})
    (taken,) = intake.take_in(made.root).taken
    made.write({"inbox/again.txt": text("الميناء يفتح أبوابه", "صحيفة العينة", story(1))})
    said = intake.take_in(made.root).lines()
    assert said == [f"  content/inbox/again.txt is {taken.path} already"]


def test_a_column_of_one_title_and_many_days_is_many_articles(made: TinyDossier) -> None:
    for day in (1, 2, 3):
        column = text("عمود اليوم", "صحيفة العينة", story(day), f"{day} مارس 2021")
        made.write({f"inbox/{day}.txt": column})
    assert len(intake.take_in(made.root).taken) == 3
