"""How to join, drawn: the room code in large letters, the addresses, and the QR code."""

import os
from functools import lru_cache

from hikergame.classroom.messages.base import Phase
from hikergame.classroom.messages.teaching import TeacherView
from hikergame.tui.board import Board
from hikergame.tui.console.desk import Desk
from hikergame.tui.console.lined import wrapped
from hikergame.tui.drawing.backdrop import is_dark
from hikergame.tui.drawing.cells import Cells
from hikergame.tui.drawing.colour import Depth
from hikergame.tui.drawing.letters import largest

_BLACK, _WHITE = 0x000000, 0xFFFFFF
_HIDDEN = "••••••"
_LABEL = 10
"""Columns of what stands before an address."""


class CodeBoard(Board):
    """The room code in letters for the last row, and where to join; in a countdown, the seconds."""

    def __init__(self) -> None:
        super().__init__(id="code")
        self._desk, self._clock = Desk(), 0.0

    def look(self, desk: Desk, now: float) -> None:
        """Show a desk."""
        self._desk, self._clock = desk, now
        self.redraw()

    def draw(self, width: int, height: int) -> Cells:
        """Draw the letters as large as there is room, and the addresses beneath them."""
        palette, view = self.palette, self._desk.view
        cells = Cells(width, height, ink=palette.text, paper=palette.background)
        if view is None:
            return cells
        words = self._words(view, width - 2)
        letters = largest(self._large(view), width - 4, max(1, height - len(words) - 2))
        top = max(0, (height - len(letters) - len(words) - 1) // 2)
        for row, drawn in enumerate(letters, top):
            cells.write(2, row, drawn, palette.accent, bold=len(letters) == 1)
        for row, (label, text) in enumerate(words, top + len(letters) + 1):
            cells.write(2, row, label, palette.muted)
            cells.write(2 + _LABEL, row, text, palette.text, bold=True)
        return cells

    def _large(self, view: TeacherView) -> str:
        left = self._desk.left_of(view.room.countdown_ms, self._clock)
        if self._desk.phase is Phase.COUNTDOWN and left is not None:
            return str(int(left + 0.999))
        return _HIDDEN if view.room.code is None else view.code

    def _words(self, view: TeacherView, width: int) -> list[tuple[str, str]]:
        """Return the addresses, as labels and texts of a line each."""
        code = "CODE" if view.room.code is None else view.code
        told = {
            "Browser": play_address(view),
            "Terminal": f"hikergame join {view.address} {code}",
            "Projector": view.board_address,
        }
        return [
            (label if index == 0 else "", part)
            for label, text in told.items()
            for index, part in enumerate(wrapped(text, width - _LABEL))
        ]


def play_address(view: TeacherView) -> str:
    """Return the address of the page to walk on."""
    return f"{view.board_address.removesuffix('/board')}/play"


@lru_cache(maxsize=8)
def _qr(text: str, *, light_on_dark: bool) -> tuple[str, ...]:
    """Return the lines of a QR code; what draws them is brought in when one is seen."""
    from hikergame.classroom.server.qr import qr_text

    return tuple(qr_text(text, light_on_dark=light_on_dark).splitlines())


class QrBoard(Board):
    """A QR code that leads to the page to walk on, with the room code in it."""

    def __init__(self) -> None:
        super().__init__(id="qr")
        self._desk, self._key = Desk(), ""

    def look(self, desk: Desk, key: str) -> None:
        """Show a desk; the key swaps dark and light, where the terminal's own are drawn with."""
        self._desk, self._key = desk, key
        self.redraw()

    def draw(self, width: int, height: int) -> Cells:
        """Draw black on white; without colours, in the terminal's ink what is lighter on it."""
        palette, view = self.palette, self._desk.view
        cells = Cells(width, height, ink=palette.muted, paper=palette.background)
        if view is None:
            return cells
        if view.room.code is None:
            cells.write(1, height // 2, "The code is hidden.", palette.muted)
            return cells
        colourless = self.depth is Depth.NONE
        dark = is_dark(os.environ, otherwise=palette.dark) is not self._desk.swapped
        text = f"{play_address(view)}#code={view.code}"
        rows = _qr(text, light_on_dark=colourless and dark)
        if len(rows) > height or len(rows[0]) > width:
            cells.write(1, height // 2, "No room for a QR code.", palette.muted)
            return cells
        left, top = (width - len(rows[0])) // 2, (height - len(rows)) // 2
        ink, paper = (palette.text, None) if colourless else (_BLACK, _WHITE)
        for row, drawn in enumerate(rows, top):
            cells.write(left, row, drawn, ink, paper=paper)
        if colourless and top + len(rows) < height:
            cure = f"Not read? {self._key} swaps dark and light."
            cells.write(max(0, (width - len(cure)) // 2), height - 1, cure, palette.muted)
        return cells
