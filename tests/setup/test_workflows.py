"""The workflows: valid by GitHub's schema, and their steps run in order give a site."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest

from support.sites import HOME

WORKFLOWS = sorted((HOME / ".github" / "workflows").glob("*.yml"))


@pytest.mark.parametrize("workflow", WORKFLOWS, ids=lambda path: path.name)
def test_a_workflow_is_valid_by_githubs_schema(workflow: Path) -> None:
    command = [sys.executable, "-m", "check_jsonschema", "--builtin-schema"]
    done = subprocess.run(
        [*command, "vendor.github-workflows", str(workflow)], capture_output=True, text=True
    )
    assert done.returncode == 0, done.stdout + done.stderr


def test_a_workflow_that_is_not_valid_is_noticed(tmp_path: Path) -> None:
    broken = tmp_path / "broken.yml"
    broken.write_text("on: push\njobs:\n  build:\n    steps: none\n")
    command = [sys.executable, "-m", "check_jsonschema", "--builtin-schema"]
    done = subprocess.run([*command, "vendor.github-workflows", str(broken)], capture_output=True)
    assert done.returncode != 0


@pytest.mark.skipif(not (HOME / ".git").exists(), reason="not a git checkout")
def test_the_publishing_steps_run_in_order_give_a_site_under_its_folder(tmp_path: Path) -> None:
    # The step of the tests is this very run.
    replay = [sys.executable, str(HOME / ".github" / "replay.py"), str(tmp_path)]
    done = subprocess.run([*replay, "--skip", "Test"], capture_output=True, text=True)
    assert done.returncode == 0, done.stdout + done.stderr
    home = tmp_path / "host" / "repo" / "index.html"
    text = home.read_text(encoding="utf-8")
    assert '<link rel="canonical" href="https://example.github.io/repo/index.html">' in text
    assert not re.search(r'(?:href|src)="/(?!/)', text)
    not_found = home.with_name("404.html").read_text(encoding="utf-8")
    assert 'href="/repo/assets/site.css"' in not_found
    sitemap = home.with_name("sitemap.xml").read_text(encoding="utf-8")
    assert "<loc>https://example.github.io/repo/index.html</loc>" in sitemap
