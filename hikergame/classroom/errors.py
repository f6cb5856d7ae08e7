"""What can go wrong around a classroom, one class per cause."""

from typing import ClassVar

from hikergame.errors import ExitCode, HikergameError


class ClassroomError(HikergameError):
    """Something about a room failed; the message says what, and what to do."""


class ExtraMissingError(ClassroomError):
    """A package of an extra is not installed; the message names the extra."""

    exit_code: ClassVar[ExitCode] = ExitCode.USAGE


class StoreError(ClassroomError):
    """The log cannot be read or written: a full disk, a locked or damaged file, no server."""

    exit_code: ClassVar[ExitCode] = ExitCode.STORAGE


class RoomError(ClassroomError, ValueError):
    """A room was asked for what it does not allow now, or no room is there."""

    exit_code: ClassVar[ExitCode] = ExitCode.BAD_INPUT


class BadNameError(ClassroomError, ValueError):
    """A name that nobody can be called in a room; the message says why."""

    exit_code: ClassVar[ExitCode] = ExitCode.BAD_INPUT


class ServerError(ClassroomError):
    """No server answers there, or it is no server of this game, or of another version."""


class RefusedError(ClassroomError):
    """The server refused; the message is what it said."""
