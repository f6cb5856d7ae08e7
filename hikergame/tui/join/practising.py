"""Practice ground, on which a pupil walks while he waits: a hike at home that is not kept."""

from typing import TYPE_CHECKING

from hikergame.classroom.messages.base import Phase
from hikergame.tui.hike_app import HikeApp
from hikergame.tui.hosting import Host
from hikergame.tui.join.attendance import Attendance
from hikergame.tui.reveal.screen import RevealScreen

if TYPE_CHECKING:
    from hikergame.hikers import Reveal
    from hikergame.tui.trip import Trip

_PRACTICE = "Practice ground: nothing of it is kept, and you are called when the round begins."


class PractisingApp(HikeApp):
    """An app in whose lobby one may walk; whoever builds upon it says how the pupil stands."""

    at: Attendance

    def on_room_screen_practise_chosen(self) -> None:
        """Walk elsewhere until the round begins."""
        self._practise()

    def on_help_screen_walkthrough_chosen(self) -> None:
        """Be shown the ropes, on practice ground."""
        if self.at.phase is Phase.LOBBY:
            self._practise(taught=True)
        else:
            self.notify("In the lobby, before a round, there is time for that.")

    def _practise(self, *, taught: bool = False) -> None:
        name = self.at.name

        def trip() -> "Trip":
            from hikergame.tui.join.practice import practice_trip

            return practice_trip(name)

        def begin(trip: "Trip") -> None:
            if self.at.phase is Phase.LOBBY:
                self.host = Host(trip, self.keeper, lambda: self.settings, taught=taught)
                self.go(self.host.screen)
                self.notify(_PRACTICE, timeout=8)

        self.errand(trip, begin)

    def _finish(self, host: Host) -> None:
        """Take the blindfold off on practice ground."""

        def unveil(reveal: "Reveal") -> None:
            if self.host is host:
                self.host = None
                moving, sudden = not self.settings.reduced_motion, not reveal.player.flag
                self.go(RevealScreen(reveal, animate=moving, has_next=False, sudden=sudden))

        self.errand(host.trip.outing.reveal, unveil)

    def on_reveal_screen_again(self) -> None:
        """Walk on practice ground once more."""
        self._practise()
