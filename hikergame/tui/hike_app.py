"""The app on a hike: what the hike's screen asks for is answered, whoever the hike is for.

Whoever builds upon it begins hikes, and says what comes at the end of one.
"""

from typing import TYPE_CHECKING, Any

from hikergame.profile import Profile
from hikergame.tui.base import BaseApp

if TYPE_CHECKING:
    from hikergame.tui.hike.screen import HikeScreen
    from hikergame.tui.hosting import Host


class HikeApp(BaseApp):
    """An app in which one walks."""

    def __init__(self, profile: Profile) -> None:
        """Begin without a hike."""
        super().__init__(profile)
        self.host: Host | None = None
        """The hike that is on, if any."""

    def _felt(self, host: "Host") -> None:
        """Do what is to be done after each step; nothing where hikes are not kept."""

    def _finish(self, host: "Host") -> None:
        """Go on from a hike that has ended, by the flag or by its last step."""
        raise NotImplementedError

    def _taught(self) -> None:
        """Note that the walk-through is done with; nothing where that is not remembered."""

    def on_hike_screen_stepped(self, message: "HikeScreen.Stepped") -> None:
        """Walk a step."""
        host = self.host
        if host is not None and not host.over:
            host.step(message.displacement)
            self._felt(host)
            if host.over:
                self._finish(host)

    def on_hike_screen_flag_planted(self) -> None:
        """End the hike."""
        host = self.host
        if host is not None and not host.over:
            host.plant_flag()
            self._finish(host)

    def on_hike_screen_restarted(self) -> None:
        """Begin the same hike again."""
        if self.host is not None:
            self.host.restart()

    async def run_action(self, *args: Any, **kwargs: Any) -> bool:
        """Do as Textual does; the walk-through sees what came of it."""
        done = await super().run_action(*args, **kwargs)
        if self.host is not None:
            self.host.observe()
        return done

    def action_skip(self) -> None:
        """End the walk-through."""
        if self.host is not None:
            self.host.end_walkthrough()
            self.host.screen.refresh_bindings()
            self._taught()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Offer to skip the walk-through only while there is one."""
        if action == "skip":
            host = self.host
            return host is not None and host.walkthrough is not None and self.screen is host.screen
        return super().check_action(action, parameters)
