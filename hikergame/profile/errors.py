"""What can go wrong with the player's own file, in words for the player."""

from typing import ClassVar

from hikergame.errors import ExitCode, HikergameError


class ProfileError(HikergameError):
    """The player's file could not be read or written; nothing was stored by halves.

    The text says what was not kept and why. The game itself can always go on.
    """

    exit_code: ClassVar[ExitCode] = ExitCode.STORAGE
