"""Errors of the landscape package.

LandscapeError      built from, or asked about, something that makes no sense
  FormulaError      a formula's text cannot be read
"""

from __future__ import annotations

import unicodedata

from hikergame.errors import ExitCode, HikergameError

_MARGIN = 32
"""How much of a long formula an excerpt shows on each side of the error."""


class LandscapeError(HikergameError):
    """A landscape was built from, or asked about, something that makes no sense to it."""


class FormulaError(LandscapeError):
    """The text of a formula cannot be read.

    `message` says what is wrong, `position` where (the offending character, counted from
    zero in characters; the text's length when it ends too early), `text` is the whole
    formula, `hint` says what to do about it, or is None. Where more is wrong with the
    formula, this is the first of it, and `also` holds the rest, in the order of the text.
    """

    exit_code = ExitCode.BAD_LEVEL

    def __init__(self, message: str, position: int, text: str, hint: str | None = None) -> None:
        super().__init__(message, position, text, hint)
        self.message = message
        self.position = position
        self.text = text
        self.hint = hint
        self.also: tuple[FormulaError, ...] = ()

    def __str__(self) -> str:
        ending = f"; {self.hint}" if self.hint else ""
        return f"{self.message} (character {self.position + 1} of the formula){ending}"

    @property
    def excerpt(self) -> str:
        """Two lines: the formula near the error, and a caret under the offending character.

        What has no fixed width in a terminal, or would control it, is shown as "?".
        """
        start = max(0, self.position - _MARGIN)
        stop = self.position + _MARGIN
        shown = "".join(map(_plain, self.text[start:stop]))
        before = "..." if start else ""
        after = "..." if stop < len(self.text) else ""
        caret = " " * (len(before) + self.position - start) + "^"
        return f"{before}{shown}{after}\n{caret}"


def _plain(character: str) -> str:
    """Return `character` if it takes exactly one cell of a terminal, else a question mark."""
    narrow = unicodedata.east_asian_width(character) not in "WF"
    return character if character.isprintable() and narrow and not _joins(character) else "?"


def _joins(character: str) -> bool:
    return unicodedata.category(character) in ("Mn", "Me", "Mc")
