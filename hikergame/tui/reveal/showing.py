"""A screen on which walks are shown from the trailhead to their end.

They run, are held, and are stepped through; any key skips the first showing. Whoever
builds upon it draws a moment (`_show`), and binds actions to keys.
"""

from collections.abc import Callable
from time import monotonic
from typing import Final

from textual import events
from textual.screen import Screen
from textual.timer import Timer

from hikergame.tui.reveal.playback import Playback
from hikergame.tui.reveal.timeline import Timeline

FRAMES: Final = 40
"""Frames a second that are asked for; a busy machine shows fewer, and none is missed."""


class Showing(Screen[None]):
    """Walks of so many steps, shown once, and then as often as they are asked for."""

    def __init__(
        self, steps: int, *, animate: bool, clock: Callable[[], float] = monotonic
    ) -> None:
        """Show walks, the longest of them of so many steps; `clock` counts seconds."""
        super().__init__()
        self._moving = animate
        self._playback = Playback(Timeline(steps))
        self._timer: Timer | None = None
        self._clock = clock
        self._ticked = 0.0
        self._seen = False

    def _show_first(self) -> None:
        """Show all for the first time, or at once its end where motion is unwelcome."""
        still = not self._moving or self.app.animation_level == "none"
        self._play(self._playback.finished() if still else self._playback.toggled())

    # The animation.

    def _play(self, playback: Playback) -> None:
        self._playback = playback
        self._seen = self._seen or playback.over
        if playback.playing and self._timer is None:
            self._ticked = self._clock()
            self._timer = self.set_interval(1.0 / FRAMES, self._tick)
        elif not playback.playing:
            self._stop_timer()
        self._show()

    def _stop_timer(self) -> None:
        if self._timer is not None:
            self._timer.stop()
            self._timer = None

    def _tick(self) -> None:
        now = self._clock()
        elapsed, self._ticked = now - self._ticked, now
        self._play(self._playback.tick(elapsed))

    def _show(self) -> None:
        """Draw the moment that the playback is at."""
        raise NotImplementedError

    def on_screen_suspend(self) -> None:
        """Hold the animation while another screen covers it."""
        self._stop_timer()

    def on_screen_resume(self) -> None:
        """Go on where it was held."""
        self._play(self._playback)

    # What the player does.

    def on_click(self) -> None:
        """Skip the first showing with a click."""
        self._skip()

    def _skip(self) -> bool:
        """End the first showing at once; return whether it was still running."""
        running = self._playback.playing and not self._seen
        if running:
            self._play(self._playback.finished())
        return running

    def _skip_with(self, event: events.Key, at_once: set[str]) -> None:
        """Skip the first showing with a key; actions in `at_once` are done all the same."""
        active = self.active_bindings.get(event.key)
        acts = active is not None and active.enabled and active.binding.id in at_once
        if self._skip() and not acts:
            event.stop()
            event.prevent_default()

    def action_pause(self) -> None:
        """Let the tracks run, from the trailhead if they are at their end, or hold them."""
        if self._moving and self.app.animation_level != "none":
            self._play(self._playback.toggled())

    def action_back(self) -> None:
        """Go one step back along the tracks."""
        self._play(self._playback.back())

    def action_forward(self) -> None:
        """Go one step on along the tracks."""
        self._play(self._playback.forward())

    def action_first(self) -> None:
        """Go to the start of the tracks."""
        self._play(self._playback.at_step(0))

    def action_last(self) -> None:
        """Go to the end of the tracks."""
        self._play(self._playback.finished())
