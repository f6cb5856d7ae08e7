"""A terminal that nobody looks at: what is painted on it is read and thrown away.

A pseudo terminal of 140 by 40, for programs that draw; it needs POSIX. Whoever paints is
held up as little as by a quick terminal.
"""

import fcntl
import os
import pty
import struct
import termios
import threading

COLUMNS, ROWS = 140, 40
_AT_ONCE = 1 << 16
_KEPT = 1 << 16
"""Bytes that are remembered, the last ones: an error is told when all has been painted."""


class Terminal:
    """Use `theirs` as the standard streams of a process, and `hand_over` once it has begun."""

    def __init__(self) -> None:
        """Open it."""
        self._ours, self.theirs = pty.openpty()
        size = struct.pack("HHHH", ROWS, COLUMNS, 0, 0)
        fcntl.ioctl(self.theirs, termios.TIOCSWINSZ, size)
        self._last = b""
        self._reading = threading.Thread(target=self._read, name="terminal", daemon=True)
        self._reading.start()

    @property
    def said(self) -> str:
        """The last that was written on it."""
        return self._last.decode(errors="replace")

    def hand_over(self) -> None:
        """Leave the terminal to the process, with whose end it ends."""
        os.close(self.theirs)

    def finish(self) -> None:
        """Read what is left, once the process has ended."""
        self._reading.join()

    def _read(self) -> None:
        try:
            while painted := os.read(self._ours, _AT_ONCE):
                self._last = (self._last + painted)[-_KEPT:]
        except OSError:  # on Linux, that nobody has it open any more
            pass
        os.close(self._ours)
