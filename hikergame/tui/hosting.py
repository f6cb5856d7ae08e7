"""Hosts the hike under way: answers its screen, keeps it after each step, teaches on it.

Between the hike screen, which sees nothing, and the trip, which knows the ground. Knows
no widget; the app passes messages on and is told through callbacks what comes of them.
"""

from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING

from hikergame.profile import UnderWay
from hikergame.tui.actions import action, key_label, keys_of
from hikergame.tui.keeper import Keeper
from hikergame.tui.walkthrough.machine import Moment, Walkthrough

if TYPE_CHECKING:
    from hikergame.arrays import FloatArray
    from hikergame.profile import Settings
    from hikergame.tui.trip import Trip


class Host:
    """One trip and the screen on which it is walked."""

    def __init__(
        self,
        trip: "Trip",
        keeper: Keeper,
        settings: Callable[[], "Settings"],
        *,
        taught: bool,
    ) -> None:
        """Host a trip; `taught` begins with the walk-through."""
        from hikergame.tui.hike.screen import HikeScreen

        self.trip = trip
        self._keeper = keeper
        self._settings = settings
        outing = trip.outing
        self.screen = HikeScreen(
            outing.facts,
            outing.readout,
            outing.notebook,
            outing.rival,
            guided=settings().guide,
        )
        self.walkthrough: Walkthrough | None = None
        if taught:
            self.walkthrough = Walkthrough.begin(self._moment())
            self._teach()

    @property
    def over(self) -> bool:
        """Whether the hike has ended."""
        return self.trip.outing.over

    def step(self, displacement: "FloatArray") -> None:
        """Take a step. Raises MoveError where the hike is over or the move makes no sense."""
        self.trip.outing.step(displacement)
        self._feel()

    def plant_flag(self) -> None:
        """End the hike here. Raises MoveError where it is over already."""
        self.trip.outing.plant_flag()

    def restart(self) -> None:
        """Forget this hike and set out on the same again."""
        self.forget()
        self.trip = self.trip.again()
        outing = self.trip.outing
        self.screen.begin_again(outing.readout, outing.notebook, outing.rival)

    def keep(self) -> None:
        """Keep how far the hike has come; one without a step is not worth it."""
        if self.trip.outing.readout.step:
            hike = self.trip.under_way()
            self._keeper.write(lambda profile: profile.keep_under_way(hike))

    def forget_others(self, begun: Iterable[UnderWay]) -> None:
        """Forget hikes that were begun on the same level: this one takes their place."""
        ground = self.trip.ground
        tokens = [
            hike.token
            for hike in begun
            if (hike.level_id, hike.path) == (ground.level.id, ground.path)
            and hike.token != self.trip.token
        ]
        if tokens:
            self._keeper.write(lambda profile: profile.forget_under_way(tokens))

    def forget(self) -> None:
        """Forget that this hike was under way."""
        token = self.trip.token
        self._keeper.write(lambda profile: profile.forget_under_way([token]))

    def finish(self) -> None:
        """Keep the hike as finished."""
        hike, token = self.trip.finished(), self.trip.token
        self._keeper.write(lambda profile: profile.finish(hike, token))

    def observe(self) -> None:
        """Notice what the player means to do next, for the walk-through."""
        if self.walkthrough is not None:
            moment = self._moment()
            if moment != self.walkthrough.moment:
                self.walkthrough = self.walkthrough.after(moment)
                self._teach()

    def end_walkthrough(self) -> None:
        """Let the player walk without being taught."""
        self.walkthrough = None
        self.screen.say(None)

    def _feel(self) -> None:
        outing = self.trip.outing
        self.screen.feel(outing.readout, outing.notebook, outing.rival)
        self.observe()

    def _teach(self) -> None:
        if self.walkthrough is not None:
            self.screen.say(self.walkthrough.sentence(self._key))

    def _key(self, action_id: str) -> str:
        return key_label(keys_of(action(action_id), self._settings().keys)[0])

    def _moment(self) -> Moment:
        readout, notebook = self.trip.outing.readout, self.trip.outing.notebook
        intent = self.screen.intent
        return Moment(
            step=readout.step,
            steps_left=readout.steps_left,
            steepness=readout.steepness,
            flat=self.trip.outing.facts.flat,
            along=readout.slope_along(intent.move),
            heading=intent.heading,
            stride=intent.stride,
            height=0.0 if notebook.heights is None else float(notebook.heights[-1]),
        )
