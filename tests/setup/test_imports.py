"""Who may import whom: the rule that keeps the rooms apart."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

from support.sites import HOME

PLUGINS = HOME / "plugins"
#: Room → the siblings that it may import.
MAY: dict[str, set[str]] = {
    "arabic": set(),
    "model": {"arabic"},
    "intake": {"arabic", "model"},
    "reader": {"arabic", "model"},
    "pages": {"arabic", "model"},
    "search": {"arabic", "model"},
    "export": {"arabic", "model"},
    "output": {"arabic", "model"},
}
PELICAN = {"reader", "pages", "search", "output"}
#: The one module that joins the rooms, and those it is made of.
JOINING = {"build", "console", "server", "starter", "watching"}
#: What every room may stand on; it knows no room.
GROUND = {"kept", "lazily", "locked", "workers"}


def imports(path: Path, package: str) -> Iterator[tuple[str, int]]:
    """Every module that a file imports, wherever in it, by its whole name."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            for alias in node.names:
                yield alias.name, node.lineno
        elif isinstance(node, ast.ImportFrom):
            base = node.module or ""
            if node.level:
                parts = package.split(".")
                above = parts[: len(parts) - node.level + 1]
                base = ".".join([*above, base]).rstrip(".")
            yield base, node.lineno
            for alias in node.names:
                yield f"{base}.{alias.name}", node.lineno


def breaches(plugins: Path) -> list[str]:
    """Every import that the rule forbids."""
    found = []
    for path in sorted((plugins / "milaff").rglob("*.py")):
        parts = path.relative_to(plugins / "milaff").parts
        room = parts[0].removesuffix(".py")
        package = ".".join(["milaff", *parts[:-1]])
        for name, line in imports(path, package):
            where = f"{path.relative_to(plugins).as_posix()}:{line}: {name}"
            target = name.split(".")
            if target[0] == "pelican" and room not in PELICAN:
                found.append(where)
            if target[0] != "milaff" or len(target) < 2:
                continue
            sibling = target[1]
            known = sibling in MAY or sibling in JOINING
            if room in MAY and sibling != room and sibling not in MAY[room] and known:
                found.append(where)
            joins = room in JOINING - {"build"} and sibling in MAY and sibling != "model"
            if room in GROUND or joins:
                found.append(where)
    return found


def test_no_room_imports_what_it_may_not() -> None:
    assert breaches(PLUGINS) == []


def test_every_folder_of_the_package_is_a_room_with_a_rule() -> None:
    folders = {
        path.name
        for path in (PLUGINS / "milaff").iterdir()
        if path.is_dir() and path.name != "__pycache__"
    }
    assert folders == MAY.keys()


def test_exactly_one_package_lies_among_the_plugins() -> None:
    assert [path.name for path in PLUGINS.iterdir() if path.name != "__pycache__"] == ["milaff"]


@pytest.mark.parametrize(
    ("path", "text"),
    [
        ("arabic/x.py", "from milaff.model import Problem"),
        ("model/x.py", "import milaff.reader"),
        ("intake/x.py", "def f():\n    from milaff.search import index"),
        ("reader/x.py", "from ..pages import data"),
        ("export/x.py", "from pelican import signals"),
        ("output/x.py", "from milaff import build"),
        ("pages/deep/x.py", "from ...output.site import install"),
    ],
)
def test_a_forbidden_import_is_noticed_wherever_it_hides(
    tmp_path: Path, path: str, text: str
) -> None:
    file = tmp_path / "milaff" / path
    file.parent.mkdir(parents=True)
    file.write_text(text)
    assert len({breach.rsplit(":", 1)[0] for breach in breaches(tmp_path)}) == 1


def test_an_import_that_the_rule_allows_is_no_breach(tmp_path: Path) -> None:
    file = tmp_path / "milaff" / "pages" / "x.py"
    file.parent.mkdir(parents=True)
    file.write_text(
        "from pelican import signals\nfrom milaff.model import Library\nfrom . import y"
    )
    assert breaches(tmp_path) == []
