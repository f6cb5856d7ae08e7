"""What can go wrong when a level is generated, one class per cause."""

from typing import ClassVar

from hikergame.errors import ExitCode, HikergameError


class GenerationError(HikergameError):
    """No level was found that is what was asked for."""


class WishError(GenerationError, ValueError):
    """What is asked for contradicts itself, or is out of range."""

    exit_code: ClassVar[ExitCode] = ExitCode.USAGE


class Missed(Exception):  # noqa: N818 - a try that failed is no error
    """A try that is not what was asked for: what it is instead, and how far from it that is."""

    def __init__(self, reason: str, distance: float) -> None:
        super().__init__(reason)
        self.reason, self.distance = reason, distance
