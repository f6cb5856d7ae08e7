"""The terminal app: which screen is seen, and who answers whom. Only a switchboard.

The first frame needs the list of levels and the profile, nothing else; the engine is
loaded in a thread behind it. Screens are given values and answer with messages, and
hold neither files nor ground.
"""

import os
import sys
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from hikergame.errors import HikergameError
from hikergame.level import Library, library
from hikergame.profile import Profile, UnderWay
from hikergame.tui.ground import Ground, Opening, Rival, load_ground, look_up, opening_on
from hikergame.tui.home.screen import HomeScreen
from hikergame.tui.home.trail import PackTrail
from hikergame.tui.reveal_app import RevealApp

if TYPE_CHECKING:
    from hikergame.hikers import Reveal
    from hikergame.level import Pack
    from hikergame.tui.briefing.heading import Heading
    from hikergame.tui.briefing.screen import BriefingScreen
    from hikergame.tui.hosting import Host
    from hikergame.tui.trip import Trip

SEEDS = 1_000_000
"""Noise is drawn from this many; few enough to be told to a friend."""

SEEN_DIMS = 2
"""Dimensions that screens can draw; others are walked line by line."""


class HikerApp(RevealApp):
    """The game in a terminal."""

    home_name = "The trail"
    """What the key bar calls the screen that one goes back to."""

    def __init__(
        self,
        *,
        profile: Profile | None = None,
        levels: Library | None = None,
        pack: PackTrail | None = None,
        opening: Opening | None = None,
        rival: str | None = None,
        seed: int | None = None,
        record: Path | None = None,
        hiker: str | None = None,
        draw_seed: Callable[[], int] = lambda: int.from_bytes(os.urandom(4)) % SEEDS,
    ) -> None:
        """Begin at home, or with `opening` in front of a level.

        `pack` has levels to choose from instead of the game's own, which are `levels`; on
        those chosen at home `rival` walks along, as people name him, and `seed` is the
        noise. `record` is a file that takes the record of each finished hike; `hiker` is
        who walks, instead of whom the settings name; `draw_seed`
        draws the noise of levels that have any, where no seed is given.
        """
        super().__init__(profile or Profile(), levels or library(), pack, record=record)
        self._wanted = rival, seed
        self.draw_seed = draw_seed
        self._opening = opening
        self._hiker = hiker

    # Beginning and end

    def on_mount(self) -> None:
        """Go where the command line says."""
        opening, self._opening = self._opening, None  # whose ground would stay in memory
        if opening is not None:
            self._brief(opening.ground, opening.rival, opening.seed)

    def action_interrupt(self) -> None:
        """Keep the hike and leave at once."""
        self._leave_hike()
        super().action_interrupt()

    def action_leave_game(self) -> None:
        """Keep the hike and leave."""
        self._leave_hike()
        super().action_leave_game()

    # Before a hike

    def on_home_screen_level_chosen(self, message: HomeScreen.LevelChosen) -> None:
        """Brief the player on a level, from home or from the palette."""
        self._brief_on(message.level_id)

    def on_home_screen_resume_chosen(self, message: HomeScreen.ResumeChosen) -> None:
        """Go on with a hike."""
        self._resume(message.hike)

    def _brief_on(self, level_id: str) -> None:
        """Brief on a level of the trail, at first without what is only in its file."""
        from hikergame.tui.briefing.heading import trail_heading

        path = self.path_of(level_id)
        number = self.trail.number_of(level_id, path)
        if number is not None:
            self.show_trail(number)
            screen = self._show_briefing(trail_heading(self.trail, number))
            self.errand(
                lambda: opening_on(load_ground(self.levels, level_id, path), *self._wanted),
                lambda found: self._fill_briefing(screen, found.ground, found.rival, found.seed),
                self._turn_back,
            )

    def _brief(self, ground: Ground, rival: Rival, seed: int | None = None) -> None:
        """Brief on a level that is loaded."""
        screen = self._show_briefing(self._heading(ground))
        self.call_later(self._fill_briefing, screen, ground, rival, seed)

    def _show_briefing(self, heading: "Heading") -> "BriefingScreen":
        from hikergame.tui.briefing.screen import BriefingScreen

        self._leave_hike()
        self._ground = self._revealed = None
        screen = BriefingScreen(heading)
        self.go(screen)
        return screen

    async def _fill_briefing(
        self, screen: "BriefingScreen", ground: Ground, rival: Rival, seed: int | None
    ) -> None:
        from hikergame.tui.briefing.brief import brief_of

        if screen in self.screen_stack:
            self._ground = ground
            await screen.show(brief_of(ground.level, rival), seed)

    def _heading(self, ground: Ground) -> "Heading":
        from hikergame.tui.briefing.heading import own_heading, trail_heading

        number = self.trail.number_of(ground.level.id, ground.path)
        if number is not None:
            return trail_heading(self.trail, number)
        past = self.past(ground.level.id, ground.path)
        begun = next((hike for hike in self.begun() if hike.path == ground.path), None)
        return own_heading(ground, past, begun)

    def _return(self, walked: Ground | None = None) -> None:
        """Go home after a hike, left or ended; to the level that was walked, if it was."""
        self.host = None
        self.go_home()
        self.draw_trail(onwards=True, at=walked)

    def _turn_back(self, error: HikergameError) -> None:
        """Go home, as there is no ground to walk."""
        self.complain(error)
        self._return()

    def on_briefing_screen_started(self, message: "BriefingScreen.Started") -> None:
        """Put the blindfold on."""
        if self._ground is not None:
            self._set_out(self._ground, message.rival, message.seed)

    def on_briefing_screen_resume_chosen(self, message: "BriefingScreen.ResumeChosen") -> None:
        """Go on with the hike under way on this level."""
        self._resume(message.hike)

    def on_briefing_screen_past_chosen(self, message: "BriefingScreen.PastChosen") -> None:
        """List the past hikes of this level."""
        heading = message.heading
        self.list_past(heading.title, heading.level_id, heading.path)

    def on_briefing_screen_left(self) -> None:
        """Go back to the trail."""
        self.go_home()

    def _set_out(self, ground: Ground, rival: Rival, seed: int, *, taught: bool = False) -> None:
        """Begin a hike; a tuned rival takes a moment to be tuned."""
        hiker = self._hiker or self.settings.name

        def trip() -> "Trip":
            from hikergame.tui.trip import Trip

            return Trip.begin(ground, rival=rival, seed=seed, hiker=hiker)

        self.errand(trip, lambda trip: self._walk(trip, taught=taught))

    # On a hike

    def _walk(self, trip: "Trip", *, taught: bool = False) -> None:
        """Show the hike's screen, in the place of the briefing."""
        from hikergame.tui.hosting import Host

        dims = trip.outing.facts.dims
        if dims > SEEN_DIMS:
            words = f"{dims} dimensions cannot be drawn. `hikergame play --plain` walks them."
            self.notify(words, severity="warning", timeout=15)
            return
        new = self._is_first(trip.ground) and not self.settings.walkthrough_done
        self.host = Host(trip, self.keeper, lambda: self.settings, taught=taught or new)
        if trip.outing.over:
            self._finish(self.host)
            return
        if not taught and not trip.outing.readout.step:  # who sets out anew was asked
            self.host.forget_others(self.begun())
        self.go(self.host.screen)

    def _is_first(self, ground: Ground) -> bool:
        """Whether that is the first level of the trail, on which walking is taught."""
        return ground.path is None and self.trail.number_of(ground.level.id) == 0

    def _resume(self, hike: UnderWay) -> None:
        """Go on with a hike that was left."""

        def trip() -> "Trip":
            from hikergame.tui.trip import Trip

            return Trip.resume(load_ground(self.levels, hike.level_id, hike.path), hike)

        self.errand(trip, self._walk, self._turn_back)

    def _felt(self, host: "Host") -> None:
        """Keep each step as soon as it was seen."""
        self.call_after_refresh(host.keep)

    def on_hike_screen_left(self) -> None:
        """Go home; the hike can be gone on with from there. A reveal under way is waited for."""
        if self.host is None or not self.host.over:
            self._leave_hike()
            self._return()

    def _leave_hike(self) -> None:
        if self.host is not None:
            self.host.keep()
            self.host = None

    def _taught(self) -> None:
        """Teach no more whoever has seen how to walk, now or at another launch."""
        self.change_settings(replace(self.settings, walkthrough_done=True))

    # After a hike

    def _finish(self, host: "Host") -> None:
        """Keep the hike, take the blindfold off."""
        host.keep()
        if host.walkthrough is not None:
            self._taught()

        def reveal() -> "Reveal":
            reveal = host.trip.outing.reveal()
            host.finish()
            return reveal

        def unveil(reveal: "Reveal") -> None:
            self._write_record(reveal)
            self.host = None
            self.draw_trail()
            self._ground = host.trip.ground
            self.go(self._reveal_screen(reveal, sudden=not reveal.player.flag))

        self.errand(reveal, unveil)

    def on_help_screen_walkthrough_chosen(self) -> None:
        """Teach how to walk, on the game's first level."""
        self._leave_hike()
        levels = self.levels if self.trail.pack is None else library()
        first = levels.entries[0].id

        self.errand(
            lambda: load_ground(levels, first, None),
            lambda ground: self._set_out(ground, "first", 0, taught=True),
        )


def run(
    level: str | None = None,
    rival: str | None = None,
    seed: int | None = None,
    record: Path | None = None,
    pack: "Pack | None" = None,
    name: str | None = None,
) -> int:
    """Play in the terminal, and return the exit code.

    `level` is a shipped level's id or a file, and begins there instead of at home; `rival`
    a rival as people name it, or "none"; `seed` the noise that is met; `record` a file for the
    record of each hike that ends. Raises LevelError, and what is wrong with the rival, before
    anything is drawn.

    A `pack` has its levels at home, instead of the game's own; `name` is who walks.
    """
    trail = None if pack is None else PackTrail.of(pack)
    app = HikerApp(
        pack=trail,
        opening=None if level is None else look_up(level, rival, seed),
        rival=rival,
        seed=seed,
        record=record,
        hiker=name,
    )
    result = app.run()
    app.keeper.close()
    for sentence in app.take_untold():
        print(sentence, file=sys.stderr)
    return app.return_code or 0 if result is None else int(result)
