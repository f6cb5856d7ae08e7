"""A terminal smaller than the game needs: the screen that says so until it has grown."""

from textual import events
from textual.app import ComposeResult
from textual.content import Content
from textual.geometry import Size
from textual.screen import ModalScreen
from textual.widgets import Static

SMALLEST = Size(80, 24)
"""Columns and rows that every screen can do with."""


def too_small(size: Size) -> bool:
    """Whether a terminal of that size cannot show the game."""
    return size.width < SMALLEST.width or size.height < SMALLEST.height


class TooSmallScreen(ModalScreen[None]):
    """Covers whatever is under way; it is there again as soon as there is room."""

    DEFAULT_CSS = """
    TooSmallScreen { align: center middle; background: $background; }
    TooSmallScreen Static { width: 100%; text-align: center; }
    """

    def __init__(self, cure: str = "") -> None:
        """Name another cure, if there is one."""
        super().__init__()
        self._cure = cure

    def compose(self) -> ComposeResult:
        """Lay out a few words."""
        yield Static()

    def on_resize(self, event: events.Resize) -> None:
        """Say what is wrong and what to do, shortest words first: there may be little room."""
        size = event.size
        words = Content.assemble(
            ("Too small\n", "bold $accent"),
            (f"{size.width} × {size.height}", "$foreground"),
            (f", needs {SMALLEST.width} × {SMALLEST.height}\n", "$text-muted"),
            ("Enlarge the window, or shrink its letters. ", "$text-muted"),
            ("Nothing is lost.", "$text-muted"),
            (f"\n{self._cure}" if self._cure else "", "$text-muted"),
        )
        self.query_one(Static).update(words)
