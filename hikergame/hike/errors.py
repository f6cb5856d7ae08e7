"""What can go wrong on a hike, one class per cause."""

from typing import ClassVar

from hikergame.errors import ExitCode, HikergameError


class HikeError(HikergameError):
    """Something was asked of a hike that its rules do not allow at this point."""


class MoveError(HikeError, ValueError):
    """A move that is no displacement of this level's dimension, or comes after the end."""

    exit_code: ClassVar[ExitCode] = ExitCode.BAD_INPUT


class RecordError(HikergameError, ValueError):
    """A record that cannot be read, or that belongs to another level."""

    exit_code: ClassVar[ExitCode] = ExitCode.BAD_RECORD
