"""Running the reveal, holding it, and stepping through it; a value, free of clocks."""

import math
from dataclasses import dataclass, replace
from typing import Self

from hikergame.tui.reveal.timeline import Moment, Timeline


@dataclass(frozen=True)
class Playback:
    """Where in its timeline a reveal is, and whether it runs."""

    timeline: Timeline
    seconds: float = 0.0
    playing: bool = False

    @property
    def moment(self) -> Moment:
        """What to show now."""
        return self.timeline.at(self.seconds)

    @property
    def step(self) -> int:
        """The last step that is walked in full."""
        return int(self.moment.steps + 1e-9)

    @property
    def over(self) -> bool:
        """Whether everything has been shown."""
        return self.seconds >= self.timeline.seconds

    def tick(self, seconds: float) -> Self:
        """Return the playback so many seconds later; it stops by itself at the end."""
        if not self.playing:
            return self
        later = min(self.seconds + seconds, self.timeline.seconds)
        return replace(self, seconds=later, playing=later < self.timeline.seconds)

    def finished(self) -> Self:
        """Return the end, at rest."""
        return replace(self, seconds=self.timeline.seconds, playing=False)

    def held(self) -> Self:
        """Return it at rest where it is."""
        return replace(self, playing=False)

    def toggled(self) -> Self:
        """Return it running if it was held, held if it ran; from the trailhead once over."""
        if self.over:
            return replace(self, seconds=self.timeline.walking_from(0), playing=True)
        return replace(self, playing=not self.playing)

    def at_step(self, step: int) -> Self:
        """Return it held after so many steps, within the hike."""
        within = max(0, min(self.timeline.steps, step))
        return replace(self, seconds=self.timeline.walking_from(within), playing=False)

    def forward(self) -> Self:
        """Return it held one step on."""
        return self.at_step(self.step + 1)

    def back(self) -> Self:
        """Return it held one step back, at the beginning of a step that was under way."""
        return self.at_step(math.ceil(self.moment.steps - 1e-9) - 1)
