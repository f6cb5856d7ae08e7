"""What can be wrong with a classic that is asked for."""

from __future__ import annotations

from hikergame.landscape.errors import LandscapeError


class ClassicError(LandscapeError):
    """No classic has that name, or it does not exist in so many dimensions."""

    def __init__(self, message: str, hint: str | None = None) -> None:
        super().__init__(message if hint is None else f"{message}; {hint}")
        self.message = message
        self.hint = hint
