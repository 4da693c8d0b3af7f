"""The site as one ZIP that opens by double-click."""

from __future__ import annotations

import os
import time
import zipfile
from pathlib import Path

from milaff.output.site import listed_files

# The first moment a ZIP can tell (APPNOTE 4.4.6): nothing in a bundle says when it was made.
_EPOCH = (1980, 1, 1, 0, 0, 0)


def bundle(site: Path, folder: Path, name: str) -> Path:
    """Pack the site that lies in `site` into `folder/name.zip` and return its path.

    The same site gives the same bytes; SOURCE_DATE_EPOCH, where it is set, is the time of every
    entry (https://reproducible-builds.org/specs/source-date-epoch/). Names are UTF-8.
    """
    folder.mkdir(parents=True, exist_ok=True)
    archive = folder / f"{name}.zip"
    part = archive.with_name(f"{archive.name}.part")
    moment = _moment()
    with zipfile.ZipFile(part, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as packed:
        for url in listed_files(site):
            entry = zipfile.ZipInfo(f"{name}/{url}", moment)
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.external_attr = 0o644 << 16
            packed.writestr(entry, (site / url).read_bytes(), compresslevel=9)
    os.replace(part, archive)
    return archive


def _moment() -> tuple[int, int, int, int, int, int]:
    seconds = os.environ.get("SOURCE_DATE_EPOCH", "")
    if not seconds.isdecimal():
        return _EPOCH
    moment = time.gmtime(int(seconds))
    return max(_EPOCH, moment[:6])
