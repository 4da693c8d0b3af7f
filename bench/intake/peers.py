"""Other people's programs to measure beside: each in a venv of its own, made at the first run."""

from __future__ import annotations

import os
import subprocess
import sys
import venv
from pathlib import Path

from corpus import HOME

CACHE = HOME / ".cache" / "bench"


def python_with(*packages: str) -> Path:
    """The Python of a venv that has exactly these packages of PyPI (and what they need)."""
    place = CACHE / packages[0].partition("=")[0]
    python = place / ("Scripts/python.exe" if os.name == "nt" else "bin/python")
    stamp = place / "ready"
    wanted = " ".join(packages)
    if not stamp.is_file() or stamp.read_text(encoding="utf-8") != wanted:
        print(f"installing {wanted} into {place} (once)", file=sys.stderr)
        venv.create(place, with_pip=True, clear=True)
        command = [str(python), "-m", "pip", "install", "-qq", "--disable-pip-version-check"]
        subprocess.run([*command, *packages], check=True)
        stamp.write_text(wanted, encoding="utf-8")
    return python
