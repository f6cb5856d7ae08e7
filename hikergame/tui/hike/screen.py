"""The hike screen: step, feel, adjust, with the blindfold on.

It is given values only: the open facts of a hike, and with `feel` each new readout, the
notebook and what may be seen of the rival. It answers with messages, and whoever hosts
it, an app or a client across a network, walks the hike and calls `feel` again. It holds
neither the ground nor anybody's place on it.
"""

from collections import deque
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial, wraps

from textual import events
from textual.app import ComposeResult
from textual.message import Message
from textual.screen import Screen

from hikergame.arrays import FloatArray
from hikergame.hike.notebook import Notebook
from hikergame.hike.readout import Readout
from hikergame.hikers import guide
from hikergame.hikers.views import Facts, RivalView
from hikergame.tui.actions import Scope, bindings_for, key_label
from hikergame.tui.board import Pane, lay_out_at_once
from hikergame.tui.drawing.scale import is_flat
from hikergame.tui.hike.guide import TrailGuide
from hikergame.tui.hike.intent import FINE_LONGER, FINE_TURN, LONGER, TURN, TWICE, Intent
from hikergame.tui.hike.next_step import NextStep
from hikergame.tui.hike.notebook import HeightProfile, NotebookBoard, StepLog
from hikergame.tui.hike.panel import Panel
from hikergame.tui.hike.race import Race
from hikergame.tui.hike.step_bar import StepBar
from hikergame.tui.hike.underfoot import HeadingPointed, Underfoot
from hikergame.tui.hike.words import Feeling
from hikergame.tui.keybar import KeyBar

_COLUMNS = [(0, "-narrow"), (110, "-wide")]
_ROWS = [(0, "-low"), (36, "-tall")]
"""Columns and rows from which on the screen has a class, and so another layout."""

_AHEAD = 8
"""Keys that are remembered while a step has not been felt yet."""


def _once_felt(action: Callable[["HikeScreen"], None]) -> Callable[["HikeScreen"], None]:
    """Let an action wait until the step before it has been felt: keys come faster than steps."""

    @wraps(action)
    def act(screen: "HikeScreen") -> None:
        screen.act(partial(action, screen))

    return act


class HikeScreen(Screen[None]):
    """One hike of one or two dimensions."""

    BLANK = True
    BINDINGS = bindings_for(Scope.HIKE)
    HORIZONTAL_BREAKPOINTS = _COLUMNS
    VERTICAL_BREAKPOINTS = _ROWS
    CSS_PATH = "hike.tcss"

    @dataclass
    class Stepped(Message):
        """The hiker takes a step. The screen waits for `feel` before it takes another."""

        displacement: FloatArray
        """In metres, (dims,)."""

    class Meant(Message):
        """The hiker means to do something else next; `intent` says what."""

    class FlagPlanted(Message):
        """The hiker ends the hike here."""

    class Restarted(Message):
        """The hiker gives this hike up, to begin the same one again."""

    class Left(Message):
        """The hiker goes away, and may come back to this hike."""

    def __init__(
        self,
        facts: Facts,
        readout: Readout,
        notebook: Notebook,
        rival: RivalView | None = None,
        *,
        guided: bool = True,
    ) -> None:
        """Show a hike from its first moment, or from the middle; `guided` as settings say.

        Raises ValueError for ground of more than two dimensions, which has no headings.
        """
        if facts.dims > 2:
            raise ValueError(f"a hike screen shows 1 or 2 dimensions, not {facts.dims}")
        super().__init__()
        self._facts = facts
        self._feeling = Feeling(facts, readout, notebook, rival)
        self._intent = Intent.resumed(facts, notebook)
        shown = (self._feeling, self._intent)
        speaking = NextStep(*shown, id="next-step"), StepLog(*shown, id="log")
        self._speaking: tuple[Panel, ...] = speaking
        self._panels: tuple[Panel, ...] = (
            Underfoot(*shown, id="underfoot"),
            speaking[0],
            NotebookBoard(*shown, id="notebook"),
            HeightProfile(*shown, id="felt"),
            HeightProfile(*shown, id="profile"),
            speaking[1],
        )
        self._guided = guided
        self._said: str | None = None
        self._waiting = False
        self._later: deque[Callable[[], None]] = deque()
        self._asked: str | None = None

    def compose(self) -> ComposeResult:
        """Lay out the panels; which of them stand where is the style sheet's."""
        lay_out_at_once(self)
        underfoot, step, notebook, felt, profile, log = self._panels
        side = Pane(
            Race(self._feeling, id="race"),
            TrailGuide(id="guide"),
            felt,
            id="side",
        )
        scroll = Pane(profile, log, id="scroll")
        scroll.set_class(self._feeling.notebook.heights is None, "-without-heights")
        yield StepBar(self._facts)
        if self._facts.dims == 1:
            with Pane(id="field", classes="-line"):
                yield Pane(notebook, side, scroll, id="right")
                yield Pane(underfoot, step, id="left")
        else:
            with Pane(id="field"):
                yield Pane(underfoot, step, id="left")
                yield Pane(notebook, side, scroll, id="right")
        yield KeyBar()

    def on_mount(self) -> None:
        """Show the first moment."""
        self._show_moment()

    # What the host says.

    def feel(self, readout: Readout, notebook: Notebook, rival: RivalView | None) -> None:
        """Show what is felt after a step."""
        self._feeling = Feeling(self._facts, readout, notebook, rival)
        self._waiting = False
        if self.is_mounted:
            self._show_moment()
        while self._later and not self._waiting:
            self._later.popleft()()

    def stay(self, why: str | None = None) -> None:
        """Let the hiker act again where he stands: the step has not been taken.

        Keys pressed since are forgotten, for they were meant for another place.
        """
        self._waiting = False
        self._later.clear()
        self._asked = None
        if self.is_mounted:
            self._say_in_panels(why)

    def begin_again(self, readout: Readout, notebook: Notebook, rival: RivalView | None) -> None:
        """Show the first moment of the same hike once more."""
        self._intent = Intent.first(self._facts)
        self._later.clear()
        self.feel(readout, notebook, rival)

    def say(self, sentence: str | None) -> None:
        """Put words into the trail guide's mouth; None gives him back his own."""
        self._said = sentence
        if self.is_mounted:
            self._show_hint()

    @property
    def intent(self) -> Intent:
        """What the hiker means to do next."""
        return self._intent

    def _show_moment(self) -> None:
        self._asked = None
        with self.app.batch_update():
            for panel in self._panels:
                panel.feel(self._feeling, self._intent)
            self._say_in_panels(None)
            self.query_one(Race).feel(self._feeling)
            self.query_one(StepBar).take(self._feeling.readout.step)
            self._show_hint()

    def _show_hint(self) -> None:
        feeling = self._feeling
        sentence = self._said
        if sentence is None and self._guided:
            sentence = guide.hint(self._facts, feeling.notebook, feeling.rival)
        first = feeling.notebook.steps == 0
        away = None if self._guided else self._key("hike.guide")
        self.query_one(TrailGuide).hint(sentence, first=first, dims=self._facts.dims, away=away)

    # What the hiker does.

    def act(self, action: Callable[[], None]) -> None:
        """Do something, or remember to, if the last step has not been felt yet."""
        if not self._waiting:
            action()
        elif len(self._later) < _AHEAD:
            self._later.append(action)

    def _mean(self, intent: Intent) -> None:
        self._ask(None)
        if intent != self._intent:
            self._intent = intent
            for panel in self._panels:
                panel.mean(intent)
            self.post_message(self.Meant())

    def on_key(self, event: events.Key) -> None:
        """Let a question lapse at any key but the one that answers it."""
        if self._asked is not None:
            active = self.active_bindings.get(event.key)
            if active is not None and active.binding.id == self._asked:
                return
        self._ask(None)

    def _ask(self, action: str | None, question: str | None = None) -> bool:
        """Ask before an action, once; return whether it was asked already."""
        again = action is not None and self._asked == action
        self._asked = None if again else action
        self._say_in_panels(None if again else question)
        return again

    def _say_in_panels(self, notice: str | None) -> None:
        for panel in self._speaking:
            panel.notify_hiker(notice)

    @_once_felt
    def action_turn_left(self) -> None:
        """Turn left; on a line, face west."""
        self._mean(self._intent.turned(-TURN))

    @_once_felt
    def action_turn_right(self) -> None:
        """Turn right; on a line, face east."""
        self._mean(self._intent.turned(TURN))

    @_once_felt
    def action_fine_left(self) -> None:
        """Turn left by a degree."""
        self._mean(self._intent.turned(-FINE_TURN))

    @_once_felt
    def action_fine_right(self) -> None:
        """Turn right by a degree."""
        self._mean(self._intent.turned(FINE_TURN))

    @_once_felt
    def action_longer(self) -> None:
        """Lengthen the next step."""
        self._mean(self._intent.scaled(LONGER))

    @_once_felt
    def action_shorter(self) -> None:
        """Shorten the next step."""
        self._mean(self._intent.scaled(1.0 / LONGER))

    @_once_felt
    def action_fine_longer(self) -> None:
        """Lengthen the next step by a hair."""
        self._mean(self._intent.scaled(FINE_LONGER))

    @_once_felt
    def action_fine_shorter(self) -> None:
        """Shorten the next step by a hair."""
        self._mean(self._intent.scaled(1.0 / FINE_LONGER))

    @_once_felt
    def action_double(self) -> None:
        """Make the next step twice as long."""
        self._mean(self._intent.scaled(TWICE))

    @_once_felt
    def action_halve(self) -> None:
        """Make the next step half as long."""
        self._mean(self._intent.scaled(1.0 / TWICE))

    @_once_felt
    def action_downhill(self) -> None:
        """Face the way that the slope falls most."""
        downhill = self._feeling.readout.downhill_heading
        if downhill is None:
            self._say_in_panels("flat: no way is downhill")
        else:
            self._mean(self._intent.towards(downhill))

    @_once_felt
    def action_about_face(self) -> None:
        """Turn half round."""
        self._mean(self._intent.about())

    @_once_felt
    def action_step(self) -> None:
        """Take the step."""
        if self._feeling.readout.steps_left > 0:
            self._waiting = True
            self._ask(None)
            self.post_message(self.Stepped(self._intent.move))

    @_once_felt
    def action_flag(self) -> None:
        """Plant the flag; where the ground is not flat, only when told twice."""
        steepness = self._feeling.readout.steepness
        if is_flat(steepness, self._facts.flat) or self._ask(
            "hike.flag", f"not flat: {self._key('hike.flag')} again to plant"
        ):
            self.post_message(self.FlagPlanted())

    def _key(self, action_id: str) -> str:
        """Return the key that an action answers to now, as people write it."""
        bound = self.active_bindings.items()
        return key_label(next(key for key, active in bound if active.binding.id == action_id))

    @_once_felt
    def action_restart(self) -> None:
        """Begin this hike again, when told twice."""
        if self._feeling.readout.step == 0 or self._ask(
            "hike.restart", f"{self._key('hike.restart')} again to start all over"
        ):
            self.post_message(self.Restarted())

    def action_leave(self) -> None:
        """Roll the notebook up, or leave the hike for now."""
        if self.has_class("-unrolled"):
            self.action_notebook()
        else:
            self.post_message(self.Left())

    def action_notebook(self) -> None:
        """Give the notebook the whole screen, or its corner again."""
        self.toggle_class("-unrolled")

    def action_guide(self) -> None:
        """Hear the trail guide, or send him away; the panel says which."""
        self._guided = not self._guided
        self._say_in_panels("the guide is back" if self._guided else "the guide is away")
        self._show_hint()

    def on_heading_pointed(self, message: HeadingPointed) -> None:
        """Turn where the mouse points."""
        self._mean(self._intent.towards(message.heading))
