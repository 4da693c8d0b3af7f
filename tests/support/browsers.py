"""Browsers that are already on the machine; none is ever downloaded."""

from __future__ import annotations

import os
import shutil
import sys
from pathlib import Path

_CHROMIUMS = (
    "chromium",
    "chromium-browser",
    "google-chrome",
    "google-chrome-stable",
    "microsoft-edge",
    "msedge",
)
_CHROMIUM_PLACES = {
    "darwin": (
        "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
        "/Applications/Chromium.app/Contents/MacOS/Chromium",
        "/Applications/Microsoft Edge.app/Contents/MacOS/Microsoft Edge",
    ),
    "win32": (
        r"C:\Program Files\Google\Chrome\Application\chrome.exe",
        r"C:\Program Files (x86)\Microsoft\Edge\Application\msedge.exe",
    ),
}


def chromium() -> str | None:
    """The path of Chromium or a browser built on it: MILAFF_CHROMIUM, else the usual names."""
    if chosen := os.environ.get("MILAFF_CHROMIUM"):
        return chosen
    return _first(_CHROMIUMS, _CHROMIUM_PLACES.get(sys.platform, ()))


def firefox() -> str | None:
    """The path of Firefox, or None."""
    places = {
        "darwin": ("/Applications/Firefox.app/Contents/MacOS/firefox",),
        "win32": (r"C:\Program Files\Mozilla Firefox\firefox.exe",),
    }
    return _first(("firefox-esr", "firefox"), places.get(sys.platform, ()))


def _first(names: tuple[str, ...], places: tuple[str, ...]) -> str | None:
    for name in names:
        if found := shutil.which(name):
            return found
    return next((place for place in places if Path(place).is_file()), None)
