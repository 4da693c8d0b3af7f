"""The set-up: what it pins, what it does once, and what it says when it cannot."""

from __future__ import annotations

import importlib.util
import json
import os
import re
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path
from types import ModuleType

import pytest

import milaff
from support.sites import HOME

REQUIREMENTS = sorted((HOME / "requirements").glob("*.txt"))


@pytest.fixture(scope="module")
def tasks() -> ModuleType:
    spec = importlib.util.spec_from_file_location("tasks", HOME / "tasks.py")
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.mark.parametrize("path", REQUIREMENTS, ids=lambda path: path.name)
def test_every_requirement_is_pinned_with_hashes_and_without_an_address(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    assert "://" not in text
    assert not re.search(r"^-|file:|^/", text, re.MULTILINE)
    entries = re.findall(r"^[a-z0-9].*?(?=^[a-z0-9]|\Z)", text, re.MULTILINE | re.DOTALL)
    assert entries
    for entry in entries:
        assert re.match(r"[\w.\-]+==\S+", entry), entry
        assert "--hash=sha256:" in entry, entry


def test_what_the_project_depends_on_is_what_is_pinned() -> None:
    import tomllib

    project = tomllib.loads((HOME / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    pinned = (HOME / "requirements" / "runtime.txt").read_text(encoding="utf-8")
    for dependency in project["dependencies"]:
        name = re.match(r"[\w.\-]+", dependency)
        assert name
        assert re.search(rf"^{name[0]}==", pinned, re.MULTILINE), dependency


def test_the_packages_of_the_theme_are_locked_without_addresses() -> None:
    lock = json.loads((HOME / "theme/assets/package-lock.json").read_text(encoding="utf-8"))
    packages = [package for name, package in lock["packages"].items() if name]
    assert packages
    assert all("resolved" not in package for package in packages)
    assert all(package.get("integrity") for package in packages if not package.get("link"))


def test_the_version_is_told_in_one_place() -> None:
    changelog = (HOME / "CHANGELOG.md").read_text(encoding="utf-8")
    assert f"## {milaff.__version__}" in changelog


def test_the_commands_are_listed_with_what_they_do() -> None:
    done = subprocess.run(
        [sys.executable, "-m", "invoke", "--search-root", str(HOME), "--list"],
        capture_output=True,
        text=True,
        cwd=HOME,
    )
    listed = re.findall(r"^  (\w+) +[A-Z]", done.stdout, re.MULTILINE)
    assert listed == ["add", "bench", "build", "bundle", "lint", "new", "remove", "serve", "test"]


@pytest.mark.parametrize(
    ("given", "meant"),
    [
        (["add"], ["add"]),
        (["add", "a.txt"], ["add", "--path=a.txt"]),
        (["add", "-"], ["add", "--path=-"]),
        (["add", "--draft", "a.txt"], ["add", "--draft", "--path=a.txt"]),
        (["add", "-p", "a.txt", "-p", "b.txt"], ["add", "-p", "a.txt", "-p", "b.txt"]),
        (["add", "-p", "a.txt", "b.txt"], ["add", "-p", "a.txt", "--path=b.txt"]),
        (["add", "--dossier", "d", "a.txt"], ["add", "--dossier", "d", "--path=a.txt"]),
        (["add", "build"], ["add", "build"]),
        (["build", "--no-add"], ["build", "--no-add"]),
        (["add", "a.txt", "b.zip"], ["add", "--path=a.txt", "--path=b.zip"]),
        (["add", "a.txt", "build"], ["add", "--path=a.txt", "build"]),
        (["build", "--dossier", "add"], ["build", "--dossier", "add"]),
        (["bench", "a/b", "--args", "--runs"], ["bench", "--name=a/b", "--args", "--runs"]),
        (["remove", "a-slug"], ["remove", "a-slug"]),
    ],
)
def test_paths_may_follow_add_without_a_flag(
    tasks: ModuleType, given: list[str], meant: list[str]
) -> None:
    assert tasks._name_bare_words(given) == meant


def test_a_path_on_the_command_line_is_taken_in(tmp_path: Path) -> None:
    text = "عنوان المقال الأول\n\n" + "هذه فقرة كاملة من المقال تقول ما يكفي من الكلام هنا. " * 3
    (tmp_path / "مقال.txt").write_text(text, encoding="utf-8")
    invoke = [sys.executable, "-m", "invoke", "--search-root", str(HOME)]
    environment = {**os.environ, "PYTHONIOENCODING": "utf-8"}

    def run(*arguments: str, given: str = "") -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [*invoke, *arguments],
            input=given,
            capture_output=True,
            encoding="utf-8",
            cwd=tmp_path,
            env=environment,
        )

    assert run("new", "d").returncode == 0
    assert run("add", "مقال.txt", "--dossier", "d").returncode == 0
    assert run("add", "-", "--dossier", "d", given=text.replace("الأول", "الثاني")).returncode == 0
    assert len(list((tmp_path / "d/content/articles").glob("*.md"))) == 2
    refused = run("add", "none.txt", "--dossier", "d")
    assert refused.returncode == 1
    assert "none.txt: there is no such file or folder" in refused.stderr


def test_a_python_that_is_too_old_is_told_so(
    tasks: ModuleType, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(tasks.sys, "version_info", (3, 10, 0))
    assert tasks.main(["build"]) == 1
    assert "needs Python 3.11 or newer" in capsys.readouterr().err


def test_a_python_without_venv_is_told_what_to_install(
    tasks: ModuleType, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(tasks.importlib.util, "find_spec", lambda _: None)
    with pytest.raises(tasks.SetupError, match="apt install python3-venv"):
        tasks._make_venv()


@pytest.mark.parametrize(
    ("said", "cure"),
    [
        ("OSError: [Errno 28] No space left on device", "disk is full"),
        ("Temporary failure in name resolution", "connect to the internet"),
        ("npm error code ENOTFOUND", "connect to the internet"),
        ("THESE PACKAGES DO NOT MATCH THE HASHES FROM", "not what was pinned"),
        ("EACCES: permission denied, mkdir", "right to write"),
        ("something else", "delete the folder .venv"),
    ],
)
def test_a_failure_of_the_setup_is_told_with_its_cure(
    tasks: ModuleType, said: str, cure: str
) -> None:
    assert cure in tasks._cure(said)


def test_without_a_network_the_setup_ends_with_one_message(
    tmp_path: Path,
) -> None:
    """A clone of the project with an index where nobody listens."""
    shutil.copy(HOME / "tasks.py", tmp_path)
    shutil.copytree(HOME / "requirements", tmp_path / "requirements")
    (tmp_path / "plugins").mkdir()
    environment = {
        **os.environ,
        "PIP_INDEX_URL": "http://127.0.0.1:9/simple",
        "PIP_NO_CACHE_DIR": "1",
        "PIP_RETRIES": "0",
        "PIP_CONFIG_FILE": os.devnull,
    }
    for name in ("PIP_EXTRA_INDEX_URL", "PIP_FIND_LINKS"):
        environment.pop(name, None)
    done = subprocess.run(
        [sys.executable, str(tmp_path / "tasks.py"), "build"],
        capture_output=True,
        text=True,
        env=environment,
        cwd=tmp_path,
    )
    assert done.returncode == 1
    assert "connect to the internet" in done.stderr
    assert "Traceback" not in done.stderr
    assert not (tmp_path / ".venv" / "milaff.json").exists()


def test_the_stamp_is_written_last_so_that_half_a_setup_is_made_whole(
    tasks: ModuleType, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    steps: list[str] = []
    python = tmp_path / ".venv" / "bin" / "python"

    def make() -> None:
        steps.append("venv")
        python.parent.mkdir(parents=True, exist_ok=True)
        python.touch()

    def install(name: str) -> None:
        steps.append(name)
        if steps.count(name) == 1:
            raise tasks.SetupError("no network", "connect")

    monkeypatch.setattr(tasks, "VENV", tmp_path / ".venv")
    monkeypatch.setattr(tasks, "PYTHON", python)
    monkeypatch.setattr(tasks, "_make_venv", make)
    monkeypatch.setattr(tasks, "_install", install)
    monkeypatch.setattr(tasks, "_put_on_path", lambda _: steps.append("path"))
    with pytest.raises(tasks.SetupError):
        tasks.prepare_environment(dev=False)
    tasks.prepare_environment(dev=False)
    tasks.prepare_environment(dev=False)
    assert steps == ["venv", "runtime", "runtime", "path"]


def test_nothing_in_the_repository_names_a_machine_or_a_registry() -> None:
    listed = subprocess.run(["git", "ls-files"], capture_output=True, text=True, cwd=HOME)
    if listed.returncode:
        pytest.skip("not a git checkout")
    hosts = re.compile(r"registry\.np" + r"mjs|files\.python" + r"hosted|pypi\.or" + r"g/simple")
    for name in listed.stdout.splitlines():
        path = HOME / name
        if path.suffix in {".png", ".woff2"} or not path.is_file():
            continue
        assert not hosts.search(path.read_text(encoding="utf-8", errors="replace")), name


@pytest.mark.parametrize(
    ("machine", "version", "npm", "used"),
    [
        ("/usr/bin/node", 22, "/usr/bin/npm", "/usr/bin/node"),
        ("/usr/bin/node", 18, "/usr/bin/npm", "own"),
        ("/usr/bin/node", 22, None, "own"),
        (None, 0, None, "own"),
    ],
)
def test_the_machines_node_serves_when_it_is_new_enough_and_has_npm(
    tasks: ModuleType,
    monkeypatch: pytest.MonkeyPatch,
    machine: str | None,
    version: int,
    npm: str | None,
    used: str,
) -> None:
    monkeypatch.setattr(tasks.shutil, "which", {"node": machine, "npm": npm}.get)
    monkeypatch.setattr(tasks, "_node_version", lambda _: version)
    monkeypatch.setattr(tasks, "_own_node", lambda: Path("own"))
    assert tasks._node() == [used]


def test_node_comes_from_pypi_when_the_machine_has_none(
    tasks: ModuleType, monkeypatch: pytest.MonkeyPatch
) -> None:
    ran: list[list[str]] = []
    found = iter([None, Path("own")])
    monkeypatch.setattr(tasks.shutil, "which", lambda _: None)
    monkeypatch.setattr(tasks, "_own_node", lambda: next(found))
    monkeypatch.setattr(tasks, "_run", lambda command, *_: ran.append(command))
    assert tasks._node() == ["own"]
    assert ran[0][-1].endswith("node.txt")
    assert "--require-hashes" in ran[0]


@pytest.mark.parametrize(
    ("ci", "user", "installs"), [("true", 0, True), ("", 0, False), ("true", 1000, False)]
)
def test_chromium_is_installed_only_in_ci_as_root_and_else_the_command_is_told(
    tasks: ModuleType,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    ci: str,
    user: int,
    installs: bool,
) -> None:
    ran: list[str] = []
    monkeypatch.setattr("support.browsers.chromium", lambda: None)
    monkeypatch.setattr(tasks.shutil, "which", lambda _: "/usr/bin/apt-get")
    monkeypatch.setattr(tasks.os, "geteuid", lambda: user, raising=False)
    monkeypatch.setattr(tasks.subprocess, "run", lambda command, **_: ran.append(command[0]))
    monkeypatch.setenv("CI", ci)
    assert tasks._chromium() == ""
    assert bool(ran) == installs
    if not installs:
        assert "apt-get install" in capsys.readouterr().err


@pytest.mark.skipif(os.name == "nt", reason="Windows has no SIGTERM to pass on")
def test_a_preview_ends_when_its_command_is_told_to_end(tmp_path: Path) -> None:
    started = tmp_path / "pid"
    program = tmp_path / "python"
    waiting = f"'{sys.executable}' -c 'import time; time.sleep(60)'"
    program.write_text(
        f'#!/bin/sh\necho $$ > "{started}.part"\nmv "{started}.part" "{started}"\nexec {waiting}\n'
    )
    program.chmod(0o755)
    script = (
        "import sys, pathlib; sys.path.insert(0, sys.argv[1]); import importlib.util as u;"
        "s = u.spec_from_file_location('tasks', sys.argv[1] + '/tasks.py');"
        "t = u.module_from_spec(s); s.loader.exec_module(t);"
        "t.prepare_environment = lambda dev: None; t.PYTHON = pathlib.Path(sys.argv[2]);"
        "sys.exit(t.main(['serve']))"
    )
    command = subprocess.Popen([sys.executable, "-c", script, str(HOME), str(program)])
    deadline = time.monotonic() + 30
    while not started.exists() and time.monotonic() < deadline:
        time.sleep(0.05)
    child = int(started.read_text())
    command.terminate()
    assert command.wait(timeout=30) == 128 + signal.SIGTERM
    with pytest.raises(ProcessLookupError):
        os.kill(child, 0)


@pytest.mark.parametrize("port", ["abc", "70000", "-1", "٨٠٠٠"])
def test_what_is_no_port_is_told_without_a_traceback(port: str) -> None:
    command = [sys.executable, "-m", "invoke", "--search-root", str(HOME), "serve"]
    done = subprocess.run([*command, f"--port={port}"], capture_output=True, text=True, cwd=HOME)
    assert done.returncode == 1
    assert f'--port: "{port}" is not the number of a port' in done.stderr
    assert "Traceback" not in done.stderr
