"""Past hikes of one level: a list, the latest first; each can be seen again on the map."""

from dataclasses import dataclass

from textual import events
from textual.app import ComposeResult, RenderResult
from textual.containers import VerticalScroll
from textual.content import Content
from textual.geometry import Region
from textual.message import Message
from textual.screen import Screen
from textual.widget import Widget
from textual.widgets import Static

from hikergame.profile import FinishedHike
from hikergame.tui.actions import Scope, bindings_for
from hikergame.tui.home.trail import MEDALS
from hikergame.tui.keybar import KeyBar

_HEAD = f"  {'when':18}{'points':>7}   {'medals':6}{'steps':>7}   {'beside you':20}{'points':>7}"


def drawn(hike: FinishedHike, *, here: bool, best: bool) -> Content:
    """Draw one hike as a line."""
    when = hike.finished_at.astimezone().strftime("%d %b %Y, %H:%M")
    stars = "".join("★" if medal in hike.medals else "☆" for medal in MEDALS)
    rival = Content(hike.rival or "nobody").truncate(20, ellipsis=True, pad=True)
    theirs = "" if hike.rival_points is None else f"{hike.rival_points:.1f}"
    line = Content.assemble(
        ("▸ " if here else "  ", "$accent"),
        (f"{when:18}", "bold $foreground" if here else "$foreground"),
        (f"{hike.points:7.1f}", "bold $accent" if best else "$foreground"),
        (f"   {stars:6}", "$accent"),
        (f"{hike.steps:7d}   ", "$text-muted"),
        rival.stylize("$foreground"),
        (f"{theirs:>7}", "$error"),
    )
    return line.stylize("on $panel") if here else line


class HikeList(Widget):
    """The hikes, a line each."""

    ALLOW_SELECT = False
    DEFAULT_CSS = """
    HikeList { width: 1fr; height: auto; }
    """

    @dataclass
    class Clicked(Message):
        """The mouse pressed on a hike."""

        number: int

    def __init__(self, hikes: tuple[FinishedHike, ...]) -> None:
        """List these hikes."""
        super().__init__()
        self.hikes = hikes
        self.cursor = 0
        self._best = max((hike.points for hike in hikes), default=0.0)

    def render(self) -> RenderResult:
        """Draw them all."""
        lines = [
            drawn(hike, here=number == self.cursor, best=hike.points == self._best)
            for number, hike in enumerate(self.hikes)
        ]
        return Content("\n").join(lines)

    def on_click(self, event: events.Click) -> None:
        """Tell which hike was pressed."""
        if 0 <= event.y < len(self.hikes):
            self.post_message(self.Clicked(event.y))


class PastScreen(Screen[None]):
    """All hikes on one level."""

    BINDINGS = bindings_for(Scope.PAST)
    DEFAULT_CSS = """
    PastScreen { background: $background; }
    PastScreen #title { height: 3; padding: 1 3 0 3; background: $panel; }
    PastScreen #head { height: 2; padding: 1 2 0 2; color: $text-muted; }
    PastScreen VerticalScroll { padding: 0 2; scrollbar-size-vertical: 1; }
    """

    @dataclass
    class Opened(Message):
        """The player wants to see a hike again."""

        hike: FinishedHike

    def __init__(self, title: str, hikes: tuple[FinishedHike, ...]) -> None:
        """List the hikes of the level with that title."""
        super().__init__()
        self._title = title
        self._hikes = hikes

    def compose(self) -> ComposeResult:
        """Lay out title, head of the columns, list and keys."""
        words = Content.assemble(("Past hikes   ", "$text-muted"), (self._title, "bold $accent"))
        yield Static(words, id="title")
        yield Static(Content(_HEAD), id="head")
        with VerticalScroll(can_focus=False):
            yield HikeList(self._hikes)
        yield KeyBar()

    def _move(self, number: int) -> None:
        hikes = self.query_one(HikeList)
        hikes.cursor = min(max(number, 0), len(hikes.hikes) - 1)
        hikes.refresh()
        scroll = self.query_one(VerticalScroll)
        scroll.scroll_to_region(Region(0, hikes.cursor, 1, 1), animate=False, force=True)

    def action_up(self) -> None:
        """Move to the hike before."""
        self._move(self.query_one(HikeList).cursor - 1)

    def action_down(self) -> None:
        """Move to the hike after."""
        self._move(self.query_one(HikeList).cursor + 1)

    def action_open(self) -> None:
        """See the hike under the cursor."""
        hikes = self.query_one(HikeList)
        self.post_message(self.Opened(hikes.hikes[hikes.cursor]))

    def action_leave(self) -> None:
        """Go back."""
        self.dismiss()

    def on_hike_list_clicked(self, message: HikeList.Clicked) -> None:
        """Follow the mouse; see the hike when the cursor is there already."""
        if self.query_one(HikeList).cursor == message.number:
            self.action_open()
        self._move(message.number)
