"""What can go wrong around a classroom, one class per cause."""

from typing import TYPE_CHECKING, ClassVar

from hikergame.errors import ExitCode, HikergameError

if TYPE_CHECKING:
    from hikergame.classroom.messages.walking import Why


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


class RefusedWish(RoomError):  # noqa: N818 - it is told to the one who wished
    """What somebody wished for cannot be had now; the message is a sentence for people."""

    def __init__(self, why: "Why", text: str, expected: int | None = None) -> None:
        super().__init__(text)
        self.why = why
        self.text = text
        self.expected = expected
        """The step that comes next, where a wrong one was asked for."""


class BadNameError(ClassroomError, ValueError):
    """A name that nobody can be called in a room; the message says why."""

    exit_code: ClassVar[ExitCode] = ExitCode.BAD_INPUT


class ServerError(ClassroomError):
    """No server answers there, or it is no server of this game, or of another version."""


class RefusedError(ClassroomError):
    """The server refused; the message is what it said."""

    def __init__(self, text: str, why: "Why") -> None:
        super().__init__(text)
        self.why = why


class PortError(ClassroomError):
    """Nothing can listen there: the port is taken or forbidden, or the address is another's."""

    exit_code: ClassVar[ExitCode] = ExitCode.USAGE


class LinesError(ClassroomError, ValueError):
    """A file is no log of a room as JSON lines; the message names the line."""

    exit_code: ClassVar[ExitCode] = ExitCode.BAD_RECORD


class GradebookError(ClassroomError, ValueError):
    """A gradebook cannot be filled; the message says what is missing in it."""

    exit_code: ClassVar[ExitCode] = ExitCode.BAD_INPUT
