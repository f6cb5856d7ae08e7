"""What an action is, and where it can be taken: the forms that the registry is filled with."""

from dataclasses import dataclass, field
from enum import StrEnum


class Scope(StrEnum):
    """Where an action can be taken; the value is the first half of its id."""

    APP = "app"
    """Everywhere."""
    HOME = "home"
    BRIEFING = "briefing"
    HIKE = "hike"
    REVEAL = "reveal"
    PAST = "past"
    """The list of finished hikes of one level."""
    WORKSHOP = "workshop"
    """Where an author sees the level that is being written."""
    CONSOLE = "console"
    """Where a teacher leads a class."""
    ASKING = "asking"
    """A question that is to be answered first."""
    ROOM = "room"
    """Where a pupil waits in a class."""
    ROUND = "round"
    """Where a pupil sees a class's round with open eyes."""
    SETTINGS = "settings"
    HELP = "help"

    @property
    def caption(self) -> str:
        """The scope's name for people, as the help page heads it."""
        return _TITLES[self]


_TITLES = {
    Scope.APP: "Everywhere",
    Scope.HOME: "The trail",
    Scope.BRIEFING: "Before a hike",
    Scope.HIKE: "On a hike",
    Scope.REVEAL: "After a hike",
    Scope.PAST: "Past hikes",
    Scope.WORKSHOP: "In the workshop",
    Scope.CONSOLE: "Teaching",
    Scope.ASKING: "When asked",
    Scope.ROOM: "In a class",
    Scope.ROUND: "After a round of a class",
    Scope.SETTINGS: "Settings",
    Scope.HELP: "Help",
}


@dataclass(frozen=True, slots=True)
class Action:
    """Something a player can do: its keys, its words, and where it works."""

    id: str
    """`scope.name`, for example `hike.turn-left`: the binding's id and the key map's name."""
    keys: tuple[str, ...]
    """Default keys, by Textual's names; the first is the one shown."""
    label: str
    """One to three words for the key bar and the palette."""
    tooltip: str
    """One sentence: what it does."""
    bar: bool = True
    """Whether the key bar shows it."""
    short: str = ""
    """The label where the key bar is short of room; empty for `label` itself."""
    together: str = ""
    """Actions with the same word here share one place in the key bar, under this label."""
    palette: bool = True
    """Whether the command palette lists it; moving a cursor is better done by keys."""
    priority: bool = field(default=False)
    """Whether it comes before what the focused widget makes of the key."""

    @property
    def scope(self) -> Scope:
        """Where it works: the first half of the id."""
        return Scope(self.id.partition(".")[0])

    @property
    def method(self) -> str:
        """Textual's name of the action: `hike.turn-left` is answered by `action_turn_left`."""
        name = self.id.partition(".")[2].replace("-", "_")
        return f"app.{name}" if self.scope is Scope.APP else name
