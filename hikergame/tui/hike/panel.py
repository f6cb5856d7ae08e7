"""What the panels of the hike screen share: a moment, an intent, and how they change."""

from hikergame.tui.board import Board
from hikergame.tui.hike.intent import Intent
from hikergame.tui.hike.words import Feeling


class Panel(Board):
    """A board that shows one moment of a hike, and what the hiker means to do next."""

    def __init__(self, feeling: Feeling, intent: Intent, *, id: str | None = None) -> None:  # noqa: A002
        super().__init__(id=id)
        self.feeling = feeling
        self.intent = intent
        self.notice: str | None = None
        """Something that the screen has to say in the panel, if it is one that speaks."""

    def notify_hiker(self, notice: str | None) -> None:
        """Say something in the panel, or take it back."""
        if notice != self.notice:
            self.notice = notice
            self.redraw()

    def feel(self, feeling: Feeling, intent: Intent) -> None:
        """Show a new moment."""
        self.feeling, self.intent = feeling, intent
        self.redraw()

    def mean(self, intent: Intent) -> None:
        """Show another intent for the same moment."""
        self.intent = intent
        self.redraw()
