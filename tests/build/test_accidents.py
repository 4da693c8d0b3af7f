"""What ends a build, or runs beside it, leaves no half and no stale site."""

from __future__ import annotations

import os
import random
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from milaff import build, kept, workers
from milaff.locked import alone
from milaff.output.templates import Templates
from support.sites import DOSSIER, HOME, TinyDossier, article

Make = Callable[..., TinyDossier]
COMMAND = (
    "import sys; from pathlib import Path; from milaff import build, workers;"
    "workers.WORTH_SHARING = 1; sys.exit(build.main_build(Path(sys.argv[1]), search=False))"
)
forks = pytest.mark.skipif(not hasattr(os, "fork"), reason="this system has no fork")


def articles(count: int = 30) -> dict[str, str]:
    front = {"keywords": "[ميناء, تجارة]", "source": "صحيفة العينة", "author": "محرر"}
    return {
        f"maqal-{n}": article(f"مقال {n}", f"متن {n}", date=f"20{n:02}", **front)
        for n in range(count)
    }


def start(root: Path, **environment: str) -> subprocess.Popen[str]:
    path = os.pathsep.join([str(HOME / "plugins"), os.environ.get("PYTHONPATH", "")])
    clean = {key: value for key, value in os.environ.items() if key != "CI"}
    return subprocess.Popen(
        [sys.executable, "-c", COMMAND, str(root)],
        env=clean | {"PYTHONPATH": path, "MILAFF_WORKERS": "2"} | environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        cwd=root,
    )


@forks
def test_a_build_killed_at_any_moment_leaves_whole_files_and_the_next_makes_it_right(
    make_dossier: Make,
) -> None:
    made = make_dossier(articles())
    made.build()
    old = made.files()
    begun = time.monotonic()
    settings = (DOSSIER.replace("التجربة", "آخر"), DOSSIER)
    made.write({"dossier.yml": settings[0]})
    assert start(made.root).wait(60) == 0
    whole = time.monotonic() - begun
    new = made.files()
    chance = random.Random(1)
    for turn in range(8):
        wanted = (new, old)[turn % 2]
        made.write({"dossier.yml": settings[turn % 2]})
        killed = start(made.root)
        time.sleep(chance.uniform(0.3, 1.1) * whole)
        killed.kill()
        killed.wait()
        for url, data in made.files().items():
            assert data in (old.get(url), new.get(url)) or url.endswith(".part"), url
        assert made.build().code == 0
        assert made.files() == wanted


@forks
def test_what_a_killed_worker_left_undone_is_done(
    make_dossier: Make, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    serial = make_dossier(articles(), root=tmp_path / "serial")
    monkeypatch.setenv("MILAFF_WORKERS", "1")
    serial.build()
    parent, render = os.getpid(), Templates.render

    def deadly(self: Templates, name: str, data: dict[str, object]) -> bytes:
        if os.getpid() != parent and "maqal-7" in str(data["page"]):
            os.kill(os.getpid(), signal.SIGKILL)
        return render(self, name, data)

    monkeypatch.setattr(Templates, "render", deadly)
    monkeypatch.setattr(workers, "WORTH_SHARING", 1)
    monkeypatch.setenv("MILAFF_WORKERS", "2")
    made = make_dossier(articles())
    assert made.build().code == 0
    assert made.files() == serial.files()


def test_a_second_build_in_the_same_folder_waits_and_says_so(make_dossier: Make) -> None:
    made = make_dossier(articles(3))
    with alone(made.root / ".cache" / "lock", lambda: None):
        second = start(made.root)
        assert second.stdout
        assert "another build of this dossier is running" in second.stdout.readline()
        assert second.poll() is None
    assert second.wait(60) == 0
    assert "articles/maqal-1.html" in made.files()


def test_what_another_version_kept_is_not_used(
    make_dossier: Make, monkeypatch: pytest.MonkeyPatch
) -> None:
    made = make_dossier(articles(3))
    made.build()
    before = made.files()
    monkeypatch.setattr(kept, "version", lambda: b"another version.")
    said = made.build()
    assert "wrote    0 files, skipped" in said.out
    assert made.files() == before
    assert "skipped 0" not in said.out


def test_what_is_kept_runs_no_code(tmp_path: Path) -> None:
    path = tmp_path / "kept"
    kept.save(path, {"a": (1, b"x")})
    assert kept.load(path) == {"a": (1, b"x")}
    path.write_bytes(path.read_bytes()[:-1])
    assert kept.load(path) is None
    with pytest.raises(ValueError, match="unmarshallable"):
        kept.save(path, {"a": object()})


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    place = tmp_path / "disk"
    place.mkdir()
    command = ["mount", "-t", "tmpfs", "-o", "size=400k", "tmpfs", str(place)]
    mount = shutil.which("mount")
    if not mount or subprocess.run(command, capture_output=True).returncode:
        pytest.skip("only root can make a small disk")
    yield place
    subprocess.run(["umount", "-l", str(place)], check=True)


def test_a_full_disk_is_told_and_the_site_stays(
    make_dossier: Make, small_disk: Path, tmp_path: Path
) -> None:
    theme = tmp_path / "theme" / "templates"
    theme.mkdir(parents=True)
    (theme / "article.html").write_text("{{ article.title }}")
    made = make_dossier(articles(3), root=small_disk / "dossier")

    def run() -> int:
        return build.main_build(made.root, search=False, theme=theme.parent)

    assert run() == 0
    before = made.files()
    (theme / "article.html").write_text("{{ article.title }}" + "x" * 200_000)
    assert run() == 1
    assert made.files() == before
    assert not list(small_disk.rglob("*.part"))
    (theme / "article.html").write_text("{{ article.title }}!")
    assert run() == 0
    assert made.page("articles/maqal-1.html") == "مقال 1!"


@forks
def test_nothing_depends_on_the_seed_of_hashes_the_zone_or_the_number_of_workers(
    make_dossier: Make, tmp_path: Path
) -> None:
    sites = []
    for number, environment in enumerate(
        [
            {"PYTHONHASHSEED": "1", "TZ": "Asia/Tokyo", "MILAFF_WORKERS": "1"},
            {"PYTHONHASHSEED": "2", "TZ": "America/Lima", "MILAFF_WORKERS": "3", "LANG": "C"},
        ]
    ):
        made = make_dossier(articles(), root=tmp_path / f"place {number}")
        assert start(made.root, **environment).wait(60) == 0
        sites.append(made.files())
    assert sites[0] == sites[1]
