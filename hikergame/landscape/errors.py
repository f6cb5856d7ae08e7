"""Errors of the landscape package."""

from __future__ import annotations

from hikergame.errors import ExitCode, HikergameError


class LandscapeError(HikergameError):
    """A landscape was built from, or asked about, something that makes no sense to it."""


class FormulaError(LandscapeError):
    """The text of a formula cannot be read.

    `position` is the place of the offending character, counted from zero in characters,
    `text` the whole formula, `hint` what to do about it, or None.
    """

    exit_code = ExitCode.BAD_LEVEL

    def __init__(self, message: str, position: int, text: str, hint: str | None = None) -> None:
        super().__init__(message)
        self.message = message
        self.position = position
        self.text = text
        self.hint = hint
