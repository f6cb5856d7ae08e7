"""One tree of errors and the exit codes that they end a command with.

Every error that this package raises on purpose is a `HikergameError`; each package
adds one class per cause. The text of an error is written for the person who can
mend it: what is wrong, where, and what to do.
"""

from enum import IntEnum
from typing import ClassVar


class ExitCode(IntEnum):
    """What a command's exit status says; `hikergame --help` lists them."""

    OK = 0
    FAILURE = 1
    """Something failed that has no number of its own."""
    USAGE = 2
    """The command line itself is wrong."""
    BAD_LEVEL = 3
    """A level file has problems, or no level has that name."""
    BAD_RECORD = 4
    """A record, or a room's log, cannot be read, or does not agree with what it claims."""
    BAD_INPUT = 5
    """Lines of standard input or a gradebook make no sense, or no such room is there."""
    STORAGE = 6
    """A file or the player's data folder cannot be read or written."""
    UNCERTIFIED = 7
    """A level lacks a fresh certificate, or its certificate does not prove its claims."""
    INTERRUPTED = 130
    """Ctrl-C; a hike under way was kept."""


class HikergameError(Exception):
    """The root of every error that hikergame raises on purpose."""

    exit_code: ClassVar[ExitCode] = ExitCode.FAILURE
