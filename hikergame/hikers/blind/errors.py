"""What can go wrong before a blind hiker sets out."""

from typing import ClassVar

from hikergame.errors import ExitCode, HikergameError


class BlindHikerError(HikergameError):
    """No blind hiker has that name, or a setting of his makes no sense."""

    exit_code: ClassVar[ExitCode] = ExitCode.USAGE
