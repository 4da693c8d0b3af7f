"""Run the steps of the publishing workflow in order, on this machine, into a folder.

    python .github/replay.py FOLDER [--base-url URL] [--skip STEP]

What the official actions do is done here by hand: checkout is a clone of the committed HEAD,
setup-python is the Python that runs this, configure-pages gives URL as the site's address,
upload-pages-artifact packs the folder it is given, deploy-pages unpacks it under the address's
path. Exits with the code of the first step that fails.
"""

from __future__ import annotations

import argparse
import os
import re
import subprocess
import sys
import tarfile
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import yaml

HOME = Path(__file__).resolve().parents[1]
WORKFLOW = HOME / ".github" / "workflows" / "pages.yml"


def main(arguments: list[str]) -> int:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawTextHelpFormatter
    )
    parser.add_argument("folder", type=Path)
    parser.add_argument("--base-url", default="https://example.github.io/repo")
    parser.add_argument("--skip", action="append", default=[], help="the name of a step")
    given = parser.parse_args(arguments)
    replay = Replay(given.folder.resolve(), given.base_url)
    workflow = yaml.safe_load(WORKFLOW.read_text(encoding="utf-8"))
    for job in workflow["jobs"].values():
        for step in job["steps"]:
            name = step.get("name") or step.get("uses") or step["run"]
            if name in given.skip:
                print(f"-- skipped: {name}", flush=True)
                continue
            print(f"-- {name}", flush=True)
            if code := replay.step(step):
                return code
    return 0


class Replay:
    """A runner: `checkout` is its working folder, `host` is what the deployment serves."""

    def __init__(self, folder: Path, base_url: str) -> None:
        self.checkout = folder / "checkout"
        self.artifact = folder / "artifact.tar"
        self.host = folder / "host"
        self.base_url = base_url

    def step(self, step: dict[str, Any]) -> int:
        if "run" in step:
            added = {key: self._filled(str(value)) for key, value in step.get("env", {}).items()}
            command = step["run"].replace("python ", f"{sys.executable} ", 1)
            environment = {**os.environ, "CI": "true", **added}
            return subprocess.run(
                command, shell=True, cwd=self.checkout, env=environment
            ).returncode
        action = step["uses"].split("@")[0]
        getattr(self, "_" + re.sub(r"\W", "_", action))(step.get("with", {}))
        return 0

    def _filled(self, text: str) -> str:
        known = {"steps.pages.outputs.base_url": self.base_url}
        return re.sub(r"\$\{\{\s*(.+?)\s*\}\}", lambda found: known[found[1]], text)

    def _actions_checkout(self, _given: dict[str, str]) -> None:
        subprocess.run(["git", "clone", "-q", str(HOME), str(self.checkout)], check=True)

    def _actions_setup_python(self, _given: dict[str, str]) -> None:
        print(f"   Python {sys.version.split()[0]}")

    def _actions_configure_pages(self, _given: dict[str, str]) -> None:
        print(f"   base_url: {self.base_url}")

    def _actions_upload_pages_artifact(self, given: dict[str, str]) -> None:
        with tarfile.open(self.artifact, "w") as packed:
            packed.add(self.checkout / given["path"], arcname=".")

    def _actions_deploy_pages(self, _given: dict[str, str]) -> None:
        place = self.host / urlsplit(self.base_url).path.strip("/")
        with tarfile.open(self.artifact) as packed:
            packed.extractall(place, filter="data")
        print(f"   deployed into {place}")


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
