"""The hike screen in a class: the same as at home, and a line of news from the room.

It answers with `Wished`, which says for which step of which round a move is meant, so
that no key can take a step that it was not meant for.
"""

from collections.abc import Callable
from dataclasses import dataclass

from textual.app import ComposeResult
from textual.content import Content
from textual.message import Message
from textual.widgets import Static

from hikergame.arrays import FloatArray
from hikergame.classroom.client.remote import RemoteWalk
from hikergame.tui.hike.screen import HikeScreen
from hikergame.tui.hike.step_bar import StepBar


class ClassHike(HikeScreen):
    """One round of a class, on the server's ground."""

    CSS_PATH = "../../hike/hike.tcss"
    DEFAULT_CSS = """
    ClassHike #news {
        height: 1;
        padding: 0 2;
        background: $panel;
        text-wrap: nowrap;
        text-overflow: ellipsis;
    }
    """

    @dataclass
    class Wished(Message):
        """The pupil takes a step, or plants the flag. The screen waits for `follow`."""

        round: int
        step: int
        """The number of the step, 0 for the first."""
        displacement: FloatArray | None
        """In metres, (dims,); None for the flag."""

    def __init__(
        self,
        walk: RemoteWalk,
        news: Content,
        *,
        guided: bool = True,
        held: bool = False,
        live: bool = True,
        waiting: bool = False,
    ) -> None:
        """Show a walk that goes on; one that is not `live` is a notebook to be read.

        It is `waiting` where a step is on its way that has no answer yet. Raises ValueError
        for ground of more than two dimensions.
        """
        super().__init__(walk.facts, walk.readout, walk.notebook, walk.rival, guided=guided)
        self.live = live
        """Whether steps are taken here."""
        self._walk = walk
        self._told = news
        self._news = Static(news, id="news")
        self._held = held
        self._waiting = waiting
        if not live:
            self.add_class("-unrolled")

    @property
    def round(self) -> int:
        """The number of the round that is walked."""
        return self._walk.round

    def compose(self) -> ComposeResult:
        """Lay out the hike, with the news beneath its head."""
        for widget in super().compose():
            yield widget
            if isinstance(widget, StepBar):
                yield self._news

    # What the host says.

    def follow(self, walk: RemoteWalk) -> None:
        """Show the walk as it is now; the step before has been felt."""
        self._walk = walk
        self.feel(walk.readout, walk.notebook, walk.rival)

    def remark(self, sentence: str) -> None:
        """Say something of the step that is on its way; it is still waited for."""
        if self.is_mounted:
            self._say_in_panels(sentence)

    def tell(self, news: Content, *, held: bool) -> None:
        """Show news of the room; while the hike is held up, no step is taken."""
        if held and not self._held:
            self._later.clear()  # what was meant for then is not what is wanted afterwards
        changed, self._held = held != self._held, held
        if news != self._told:
            self._told = news
            self._news.update(news, layout=False)
        if changed:
            self.refresh_bindings()

    # What the pupil does.

    def act(self, action: Callable[[], None]) -> None:
        """Do something, or remember to; while held up, nothing is remembered."""
        if not (self._held and self._waiting):
            super().act(action)

    def on_hike_screen_stepped(self, message: HikeScreen.Stepped) -> None:
        """Say for which step the move is meant."""
        message.stop()
        self.post_message(self.Wished(self.round, self._walk.step, message.displacement))

    def on_hike_screen_flag_planted(self, message: HikeScreen.FlagPlanted) -> None:
        """Say where the flag is meant to stand."""
        message.stop()
        self._waiting = True
        self.post_message(self.Wished(self.round, self._walk.step, None))

    def action_leave(self) -> None:
        """Roll the notebook up, or go back to the room; out of a notebook to be read, at once."""
        if not self.live:
            self.post_message(self.Left())
        else:
            super().action_leave()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Offer no second try, no step while held up, and of a hike that is over only a look."""
        if action == "restart" or (not self.live and action not in ("leave", "guide")):
            return False
        if action in ("step", "flag") and self._held:
            return False
        return super().check_action(action, parameters)
