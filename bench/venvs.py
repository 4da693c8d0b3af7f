"""Other people's programs to measure beside: each in a venv of its own, made at the first run."""

from __future__ import annotations

import os
import subprocess
import sys
import venv
from pathlib import Path

CACHE = Path(__file__).parents[1] / ".cache" / "bench"


def program(name: str, *packages: str) -> Path:
    """A program that these packages of PyPI bring, `python` among them."""
    place = CACHE / packages[0].partition("=")[0]
    folder = place / ("Scripts" if os.name == "nt" else "bin")
    stamp = place / "ready"
    wanted = " ".join(packages)
    if not stamp.is_file() or stamp.read_text(encoding="utf-8") != wanted:
        print(f"installing {wanted} into {place} (once)", file=sys.stderr)
        venv.create(place, with_pip=True, clear=True)
        command = [str(folder / "python"), "-m", "pip", "install", "-qq", *packages]
        subprocess.run([*command, "--disable-pip-version-check"], check=True)
        stamp.write_text(wanted, encoding="utf-8")
    return folder / name
