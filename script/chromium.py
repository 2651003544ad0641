"""Where Chromium is and how it is started.

Standard library only: run.py asks before anything is installed.
"""

from __future__ import annotations

import os
import shutil
from pathlib import Path

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
MAC = (
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
    "/Applications/Chromium.app/Contents/MacOS/Chromium",
)
HOW_TO_GET = (
    "Get it with `apt-get install chromium` (Debian), `dnf install chromium` (Fedora) or Chrome on"
    " a Mac, or say where it is: CHROMIUM=/path/to/chromium."
)

PHONE = {"width": 390, "height": 844}
DESKTOP = {"width": 1280, "height": 800}


def arguments() -> list[str]:
    """Start words: nothing that phones home, and no sandbox where root forbids it."""
    quiet = [
        "--disable-quic",
        "--disable-background-networking",
        "--disable-component-update",
        "--disable-sync",
        "--no-first-run",
    ]
    return quiet + (["--no-sandbox"] if os.geteuid() == 0 else [])


def find() -> str | None:
    """The path of a Chromium or Chrome: $CHROMIUM, then the usual names and places."""
    named = os.environ.get("CHROMIUM")
    if named:
        return shutil.which(named)
    for name in NAMES:
        if found := shutil.which(name):
            return found
    return next((place for place in MAC if Path(place).exists()), None)
