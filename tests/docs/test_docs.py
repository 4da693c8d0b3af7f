"""The documents: true, and their links alive."""

from __future__ import annotations

import os
import re
import subprocess
import sys
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from milaff.intake.outlets import SCHEMA as OUTLETS
from milaff.model.reference import reference
from support.sites import HOME

DOCUMENTS = sorted([*HOME.glob("*.md"), *(HOME / "docs").rglob("*.md")])
PARAGRAPH = "هذه فقرة كاملة من المقال تقول ما يكفي من الكلام لكي تعرف أنها فقرة. "
README = (HOME / "README.md").read_text(encoding="utf-8")


def test_the_reference_of_keys_is_what_the_schemas_say(
    golden: Callable[[Path, str], None],
) -> None:
    page = reference(("Outlets: `content/outlets.yml`", OUTLETS))
    golden(HOME / "docs" / "front-matter.md", page)


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda path: path.name)
def test_a_link_to_a_file_leads_to_it(document: Path) -> None:
    text = re.sub(r"`[^`\n]*`", "", document.read_text(encoding="utf-8"))
    for target in re.findall(r"\]\(([^)\s]+)\)", text):
        if not re.match(r"https?:|#|mailto:", target):
            assert (document.parent / target.split("#")[0]).exists(), target


def test_the_messages_that_the_arabic_guide_explains_are_those_of_the_program() -> None:
    sources = [path.read_text(encoding="utf-8") for path in (HOME / "plugins").rglob("*.py")]
    code = "\n".join(sources)
    guide = (HOME / "docs" / "curators.ar.md").read_text(encoding="utf-8")
    explained = re.findall(r"^\| `([^`]+)` \|", guide, re.MULTILINE)
    assert len(explained) > 30
    for message in explained:
        for part in message.split("…"):
            assert part.strip() in code, message


def test_the_decisions_are_numbered_one_after_another() -> None:
    decisions = sorted((HOME / "docs" / "decisions").glob("*.md"))
    for number, path in enumerate(decisions, 1):
        assert path.name.startswith(f"{number:04}-")
        assert path.read_text(encoding="utf-8").startswith(f"# {number}. ")


def commands() -> list[str]:
    """The commands of the README's walk-through, in order."""
    blocks = re.findall(r"```sh\n(.*?)```", README, re.DOTALL)
    return [line for block in blocks for line in block.splitlines() if line.strip()]


def test_the_readme_names_the_two_commands() -> None:
    assert "python3 tasks.py build" in commands()
    assert "python3 tasks.py test" in commands()


@pytest.mark.skipif(os.name == "nt", reason="the set-up is shared by links")
@pytest.mark.skipif(not (HOME / ".git").exists(), reason="not a git checkout")
def test_the_commands_of_the_readme_do_what_it_says(tmp_path: Path) -> None:
    """Each command is run as printed, in a copy of the project; those that never end are not."""
    project = tmp_path / "milaff"
    subprocess.run(["git", "clone", "-q", str(HOME), str(project)], check=True)
    # The set-up of this very run serves: what is tried here is the commands.
    for name in (".venv", "theme/static", "theme/assets/node_modules"):
        if (HOME / name).exists():
            (project / name).symlink_to((HOME / name).resolve(), target_is_directory=True)
    (project / "article.txt").write_text(
        "عنوان المقال الذي نجرّب به الأوامر\n31 مارس 2021\n\n" + PARAGRAPH * 3,
        encoding="utf-8",
    )
    with zipfile.ZipFile(project / "articles.zip", "w") as archive:
        for number in ("الأول", "الثاني"):
            archive.writestr(f"{number}.txt", f"المقال {number} من الأرشيف\n\n{PARAGRAPH}\n")
    environment = {**os.environ, "PYTHONPATH": str(project / "plugins")}
    environment.pop("CI", None)
    ran = []
    for command in commands():
        if any(word in command for word in (" test", " serve", "git clone", "cd ")):
            continue
        given = command.split("#")[0].strip()
        assert given.startswith("python3 tasks.py "), given
        verb = given.removeprefix("python3 tasks.py ").split()
        done = subprocess.run(
            [sys.executable, "-m", "invoke", "--search-root", str(project), *verb],
            cwd=project,
            env=environment,
            capture_output=True,
            encoding="utf-8",
        )
        assert done.returncode == 0, f"{command}\n{done.stdout}\n{done.stderr}"
        ran.append(verb[0])
    assert {"build", "add", "bundle", "new", "remove"} <= set(ran)
    assert (project / "output" / "index.html").is_file()
    assert list((project / "dist").glob("*.zip"))
