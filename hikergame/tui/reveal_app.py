"""The app with open eyes: what is seen of a hike that has ended, and where one goes from there.

Whoever builds upon it briefs on a level, and knows the way back after a hike.
"""

from pathlib import Path
from typing import TYPE_CHECKING

from hikergame.level import Library
from hikergame.profile import Profile
from hikergame.tui.ground import Ground, Rival, load_ground
from hikergame.tui.home.trail import PackTrail
from hikergame.tui.trail_app import TrailApp

if TYPE_CHECKING:
    from hikergame.hikers import Reveal
    from hikergame.tui.past.screen import PastScreen
    from hikergame.tui.reveal.screen import RevealScreen
    from hikergame.tui.trip import Trip

_REVEAL_DEPTH = 2
"""Screens on the stack when the reveal follows a hike; more when a past hike is seen again."""


class RevealApp(TrailApp):
    """An app that takes the blindfold off, after a hike or long after it."""

    def __init__(
        self,
        profile: Profile,
        levels: Library,
        pack: PackTrail | None = None,
        *,
        record: Path | None = None,
    ) -> None:
        """Begin as a `TrailApp`; `record` is a file that takes the record of a finished hike."""
        super().__init__(profile, levels, pack)
        self._record = record
        self._ground: Ground | None = None
        """What the briefing, or the reveal, is about."""
        self._revealed: Reveal | None = None

    def _brief_on(self, level_id: str) -> None:
        """Brief the player on a level of the trail."""
        raise NotImplementedError

    def _brief(self, ground: Ground, rival: Rival, seed: int | None = None) -> None:
        """Brief the player on a level that is loaded."""
        raise NotImplementedError

    def _return(self, walked: Ground | None = None) -> None:
        """Go home after a hike, to the level that was walked, if it was."""
        raise NotImplementedError

    def _reveal_screen(self, reveal: "Reveal", *, sudden: bool = False) -> "RevealScreen":
        from hikergame.tui.reveal.screen import RevealScreen

        self._revealed = reveal
        moving, has_next = not self.settings.reduced_motion, self._next_level() is not None
        return RevealScreen(reveal, animate=moving, has_next=has_next, sudden=sudden)

    def _next_level(self) -> str | None:
        """Return the level after the one just walked; None after the last, or one's own."""
        ground = self._ground
        entry = None if ground is None else self.trail.after(ground.level.id, ground.path)
        return None if entry is None else entry.id

    def _write_record(self, reveal: "Reveal") -> None:
        """Write the record that the command line asked for."""
        if self._record is None:
            return
        try:
            self._record.write_text(reveal.record.to_json(), encoding="utf-8")
        except OSError as error:
            reason = (error.strerror or str(error)).lower()
            self._tell(f"The record could not be written: {reason} ({self._record}).")
        else:
            self.notify(f"The record is in {self._record}.", markup=False)

    def on_reveal_screen_next(self) -> None:
        """Go on to the next level."""
        level_id = self._next_level()
        if level_id is not None:
            self._brief_on(level_id)

    def on_reveal_screen_again(self) -> None:
        """Walk the same level again, beside the same rival unless the player changes it."""
        reveal = self._revealed
        if self._ground is not None and reveal is not None:
            rival = reveal.record.rival
            self._brief(self._ground, None if rival is None else rival.spec())

    def on_reveal_screen_left(self) -> None:
        """Go back to where the reveal was opened from: the past hikes, or the trail."""
        if len(self.screen_stack) > _REVEAL_DEPTH:
            self.pop_screen()
        else:
            self._return(self._ground)

    def on_past_screen_opened(self, message: "PastScreen.Opened") -> None:
        """See a past hike again."""
        hike = message.hike

        def trip() -> "Trip":
            from hikergame.tui.trip import Trip

            trip = Trip.past(load_ground(self.levels, hike.level_id, hike.path), hike)
            trip.outing.reveal()
            return trip

        def unveil(trip: "Trip") -> None:
            self._ground = trip.ground
            self.push_screen(self._reveal_screen(trip.outing.reveal()))

        self.errand(trip, unveil)
