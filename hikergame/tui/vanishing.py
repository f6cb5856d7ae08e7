"""A terminal that is gone without a signal to say so: its emulator was killed, or its line cut.

From then on every write to it fails, and every read finds the end at once. Textual's thread
that draws would die of the first, and the app stand still once its queue is full; its thread
that reads would keep a processor busy for good. Here what cannot be drawn is let go of, so
that an app lives to look whether its terminal is still there, and to leave in good order.
"""

import os
import sys
from contextlib import suppress
from typing import IO, Any

from textual.driver import Driver

LOOK = 1.0
"""Seconds between two looks whether the terminal is still there."""


def is_there() -> bool:
    """Tell whether keys come from a terminal, and from one that has not vanished."""
    keys = sys.__stdin__
    try:
        return keys is not None and os.isatty(keys.fileno())
    except (OSError, ValueError):
        return False


class LenientFile:
    """Where a driver draws: what cannot be written is let go of."""

    def __init__(self, file: IO[str]) -> None:
        """Write to that file."""
        self._file = file

    def write(self, text: str) -> None:
        """Write, if that is possible."""
        with suppress(OSError):
            self._file.write(text)

    def flush(self) -> None:
        """Flush, if that is possible."""
        with suppress(OSError):
            self._file.flush()

    def fileno(self) -> int:
        """Return the number of the file that is written to."""
        return self._file.fileno()


def lenient(driver: type[Driver]) -> type[Driver]:
    """Return a driver that draws as `driver` does, and outlives its terminal."""

    def begin(self: Driver, *args: Any, **options: Any) -> None:
        driver.__init__(self, *args, **options)
        file = getattr(self, "_file", None)
        if file is not None:  # those that draw on no terminal have none
            self._file = LenientFile(file)  # type: ignore[attr-defined]

    return type(f"Lenient{driver.__name__}", (driver,), {"__init__": begin})
