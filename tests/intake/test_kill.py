"""A batch that is killed, and killed again, ends as if nothing had been."""

from __future__ import annotations

import os
import random
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from support.sites import DOSSIER

SENTENCE = "هذه جملة من المقال رقم {number} تقول ما يكفي من الكلام لكي تعرف أنها فقرة كاملة."
#: Moments of the files, so that two copies of them are the same.
MOMENT = 1_600_000_000


def write_inbox(root: Path, files: int) -> None:
    """Texts of which some have one title, some one name, some the same bytes, some nothing."""
    (root / "content").mkdir(parents=True)
    (root / "content/dossier.yml").write_text(DOSSIER, encoding="utf-8")
    for number in range(files):
        told = number - 1 if number % 11 == 10 else number
        title = "عنوان واحد لمقالات كثيرة" if told % 7 == 0 else f"مقال عن الميناء {told}"
        body = "\n\n".join(f"{SENTENCE} {told + n}".format(number=told * n) for n in range(1, 5))
        outlet = f"صحيفة العينة {told}"
        text = f"{title}\n{told % 28 + 1} مارس 2021\n{outlet}\n\n{body}\n"
        path = root / "content/inbox" / f"{number // 40}" / f"{number % 40}.txt"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("" if number % 13 == 12 else text, encoding="utf-8")
        os.utime(path, (MOMENT, MOMENT))


def start(root: Path) -> subprocess.Popen[bytes]:
    """Take the inbox in, in a process group of its own."""
    code = f"import sys; from pathlib import Path; from milaff.build import main_add; \
sys.exit(main_add(Path({str(root)!r})))"
    null = subprocess.DEVNULL
    return subprocess.Popen(
        [sys.executable, "-c", code], stdout=null, stderr=null, start_new_session=True
    )


def kill(process: subprocess.Popen[bytes]) -> None:
    """Kill the whole group at once, as a machine does when it is switched off."""
    os.killpg(process.pid, signal.SIGKILL)
    process.wait()


def state(root: Path) -> dict[str, tuple[bytes, float]]:
    """Every file with its bytes, and of raw files when they were last written."""
    content = root / "content"
    found = {}
    for path in sorted(content.rglob("*")):
        if path.is_file():
            name = path.relative_to(content).as_posix()
            is_raw = name.endswith(".txt")
            found[name] = path.read_bytes(), path.stat().st_mtime if is_raw else 0.0
    return found


@pytest.mark.skipif(os.name == "nt", reason="process groups are killed otherwise on Windows")
def test_a_batch_killed_at_random_moments_ends_in_the_names_and_bytes_of_an_undisturbed_one(
    tmp_path: Path, request: pytest.FixtureRequest
) -> None:
    is_full = request.config.getoption("--full")
    files, kills = (10_000, 20) if is_full else (150, 4)
    quiet, disturbed = tmp_path / "quiet", tmp_path / "disturbed"
    for root in (quiet, disturbed):
        write_inbox(root, files)
    began = time.monotonic()
    # Empty files are refused: the command says so, and does the rest.
    assert start(quiet).wait() == 1
    whole = time.monotonic() - began
    chance = random.Random(os.environ.get("MILAFF_SEED", "1"))
    killed = 0
    for _ in range(kills):
        process = start(disturbed)
        try:
            process.wait(timeout=chance.uniform(0, 2.5 * whole / kills + 0.4))
        except subprocess.TimeoutExpired:
            kill(process)
            killed += 1
    assert killed
    if is_full:
        left = len(list((disturbed / "content/inbox").rglob("*.txt")))
        print(f"{killed} kills; {left} of {files} files were left in the inbox after them")
    assert start(disturbed).wait() == 1
    assert state(disturbed) == state(quiet)
    assert not list((disturbed / ".cache/incoming").glob("*"))
