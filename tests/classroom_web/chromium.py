"""Finds a Chromium; as a program, says whether there is one."""

import shutil
import sys
from typing import Final

NAMES: Final = (
    "chromium-headless-shell",  # starts and draws with half the work
    "chromium",
    "chromium-browser",
    "google-chrome",
    "google-chrome-stable",
    "chrome",
)


def find_chromium() -> str | None:
    """Return a Chromium that is installed here; None if there is none."""
    return next((found for name in NAMES if (found := shutil.which(name))), None)


if __name__ == "__main__":
    found = find_chromium()
    print(f"Chromium: {found}" if found else "There is no Chromium here.")
    sys.exit(0 if found else 1)
