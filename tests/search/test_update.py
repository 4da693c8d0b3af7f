"""An index brought up to date is the one that a build from nothing makes."""

from __future__ import annotations

import random
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from milaff.model import Library
from milaff.search import index, places
from milaff.search.bodies import Bodies
from milaff.search.postings import Limits
from support.engine import read_library
from support.sites import TinyDossier, article

Make = Callable[..., TinyDossier]
_CHANCE = random.Random(1912)
_DRAWN = [
    "".join(_CHANCE.choices("ابتجحدرسصعفقكلمنهوي", k=_CHANCE.randint(2, 7))) for _ in range(700)
]
_COMMON = ["من", "في", "الميناء", "ميناء", "وميناء", "السفن", "سفينة"]


def some(count: int) -> str:
    return " ".join(_CHANCE.choices(_DRAWN, k=count) + _CHANCE.choices(_COMMON, k=count))


@pytest.fixture
def small(monkeypatch: pytest.MonkeyPatch) -> None:
    """Small limits, so that a small dossier has many shards, long postings and blocks."""
    monkeypatch.setattr(places, "BLOCK", 16)
    monkeypatch.setattr(places, "LONGEST", 90)
    for module in ("update", "places"):
        monkeypatch.setattr(f"milaff.search.{module}.BLOCK", 16)
        monkeypatch.setattr(f"milaff.search.{module}.LONGEST", 90)
    monkeypatch.setattr(Limits, "of", classmethod(lambda cls, _documents: cls(260, 24)))


def handed_over(library: Library, folder: Path | None) -> dict[str, tuple[bytes, str]]:
    found: dict[str, tuple[bytes, str]] = {}

    def into(name: str, make: Callable[[], bytes], digest: str) -> None:
        found[name] = (make(), digest)

    index.queue(library, into, folder)
    return found


def edited(text: str) -> str:
    """A body after an edit: words added in front, in the end or within, taken away, or all new."""
    head, body = text.rsplit("---\n", 1)
    words = body.split()
    place = _CHANCE.randrange(len(words))
    kind = _CHANCE.randrange(5)
    if kind == 0:
        words = [*some(2).split(), "قنطرة", *words]
    elif kind == 1:
        words = [*words, *some(2).split(), "قنطرة"]
    elif kind == 2:
        words[place:place] = [*some(1).split(), "قنطرة"]
    elif kind == 3:
        del words[place : place + 5]
    else:
        words = some(40).split()
    return f"{head}---\n\n{' '.join(words or ['كلمة'])}\n"


@pytest.mark.usefixtures("small")
def test_any_walk_of_edits_ends_where_a_new_build_does(
    make_dossier: Make, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    made = make_dossier({f"m-{n}": article(some(3), some(40)) for n in range(50)})
    gathered: list[Any] = []
    gather = index.gather

    def counted(library: Library) -> Bodies:
        gathered.append(library)
        return gather(library)

    monkeypatch.setattr(index, "gather", counted)
    cache = tmp_path / "cache"
    handed_over(read_library(made.root), cache)
    steps = 40
    for _ in range(steps):
        path = made.root / f"content/articles/m-{_CHANCE.randrange(50)}.md"
        path.write_text(edited(path.read_text(encoding="utf-8")), encoding="utf-8")
        library = read_library(made.root)
        kept = handed_over(library, cache)
        with monkeypatch.context() as aside:
            aside.setattr(index, "gather", gather)
            assert kept == handed_over(library, None)
    kinds = {name.split("-")[0] for name in kept}
    assert {"terms", "long", "places", "at"} <= kinds
    # Some edits are a reason to gather everything, most are none.
    assert 1 < len(gathered) < steps / 2


def test_what_is_not_a_body_makes_the_index_anew(make_dossier: Make, tmp_path: Path) -> None:
    made = make_dossier({f"m-{n}": article(some(3), some(20)) for n in range(12)})
    for change in (
        {"articles/m-3.md": article("عنوان آخر", some(20))},
        {"articles/new.md": article("مقال جديد", some(20))},
        {"names.yml": "people: [{id: x, name: ميناء, spellings: [مينا]}]"},
    ):
        made.write(change)
        library = read_library(made.root)
        assert handed_over(library, tmp_path / "cache") == handed_over(library, None)


@pytest.mark.parametrize("damage", [b"", b"nonsense", None])
@pytest.mark.parametrize("name", ["index", "records"])
def test_a_damaged_cache_costs_time_only(
    make_dossier: Make, tmp_path: Path, name: str, damage: bytes | None
) -> None:
    made = make_dossier({f"m-{n}": article(some(3), some(20)) for n in range(12)})
    cache = tmp_path / "cache"
    handed_over(read_library(made.root), cache)
    if damage is None:
        (cache / name).unlink()
    else:
        (cache / name).write_bytes(damage)
    path = made.root / "content/articles/m-3.md"
    path.write_text(edited(path.read_text(encoding="utf-8")), encoding="utf-8")
    library = read_library(made.root)
    assert handed_over(library, cache) == handed_over(library, None)
