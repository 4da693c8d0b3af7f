"""Fixtures for every room's tests."""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

from support.sites import DOSSIER, TinyDossier

# No test fails on a slow machine; in CI the examples are the same in every run.
settings.register_profile(
    "milaff",
    deadline=None,
    derandomize=bool(os.environ.get("CI")),
    suppress_health_check=[HealthCheck.too_slow],
)
settings.load_profile("milaff")

MakeDossier = Callable[..., TinyDossier]


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(
        "--refresh", action="store_true", help="rewrite the golden files with what came out"
    )
    parser.addoption(
        "--steps", type=int, default=30, help="random steps of edits that incremental builds pass"
    )
    parser.addoption("--seed", type=int, default=1, help="where the random steps begin")
    parser.addoption(
        "--lower-floors", action="store_true", help="with --refresh: let scores of intake fall"
    )
    parser.addoption(
        "--full", action="store_true", help="run at full size what is otherwise run small"
    )


@pytest.fixture
def golden(request: pytest.FixtureRequest) -> Callable[[Path, str], None]:
    """Compare a text with a golden file; `--refresh` rewrites the file instead."""

    def compare(path: Path, text: str) -> None:
        if request.config.getoption("--refresh"):
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8", newline="\n")
        assert path.is_file(), f"{path.name} is missing: run pytest --refresh and read it"
        assert text == path.read_text(encoding="utf-8")

    return compare


@pytest.fixture
def make_dossier(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> MakeDossier:
    """Make a tiny dossier: articles by slug, other files by their path under content/."""
    monkeypatch.delenv("CI", raising=False)
    monkeypatch.delenv("MILAFF_SITE_URL", raising=False)

    def make(
        articles: Mapping[str, str] | None = None,
        files: Mapping[str, str | bytes] | None = None,
        dossier: str = DOSSIER,
        root: Path | None = None,
    ) -> TinyDossier:
        made = TinyDossier(root or tmp_path / "dossier", capsys)
        made.write({"dossier.yml": dossier})
        made.write({f"articles/{slug}.md": text for slug, text in (articles or {}).items()})
        made.write(files or {})
        return made

    return make
