"""Small grounds to walk on, and apps of one screen that walk them."""

import pytest
from textual.app import App

from hikergame.hikers import Outing
from hikergame.level import Level, parse_level
from hikergame.tui.hike.screen import HikeScreen
from hikergame.tui.reveal.screen import RevealScreen
from hikergame.tui.theme import DARK_THEME, LIGHT_THEME

PLANE = """\
hikergame: 1
title: Two Hollows
chapter: false-valleys
summary: A shallow hollow, and a deep one.
landscape:
  bounds: {x: [-6, 6], y: [-4, 4]}
  terms:
    - formula: "0.05*(x^2+y^2) - 2*exp(-((x+3)^2+(y+1)^2)) - 4*exp(-((x-2.5)^2+(y-1)^2)/4)"
start: [-4.5, -2.5]
steps: 12
step_length: {max: 3, initial: 0.5}
readout: READOUT
rivals:
  - gradient-descent: {learning_rate: 0.3}
debrief: |
  ## Two hollows

  It found *a* bottom.
"""
LINE = """\
hikergame: 1
title: Up and Down
chapter: first-steps
summary: A wave on a bowl.
landscape:
  bounds: {x: [-6, 6]}
  terms:
    - formula: "0.05*x^2 + sin(1.3*x+0.6)"
start: [-4.5]
steps: 10
step_length: {max: 3, initial: 0.5}
readout: READOUT
rivals:
  - gradient-descent: {learning_rate: 0.3}
debrief: |
  A wave.
"""


def plane(readout: str = "{slope: exact}") -> Level:
    """Return a level of two dimensions that is felt in some way."""
    return parse_level(PLANE.replace("READOUT", readout))


def line(readout: str = "{slope: exact}") -> Level:
    """Return a level of one dimension that is felt in some way."""
    return parse_level(LINE.replace("READOUT", readout))


class ScreenApp(App[None]):
    """Walks one hike, and reveals it when it is over."""

    def __init__(self, level: Level, *, light: bool = False, animate: bool = False) -> None:
        super().__init__()
        self.register_theme(DARK_THEME)
        self.register_theme(LIGHT_THEME)
        self.theme = (LIGHT_THEME if light else DARK_THEME).name
        self.level, self.moving = level, animate
        self.outing = Outing(level)
        self.said: list[str] = []
        self.now = 0.0
        """The seconds by which the reveal runs: it stands still on however slow a machine."""

    @property
    def hike(self) -> HikeScreen:
        """The hike screen, which is shown."""
        assert isinstance(self.screen, HikeScreen)
        return self.screen

    @property
    def reveal(self) -> RevealScreen:
        """The reveal, which is shown."""
        assert isinstance(self.screen, RevealScreen)
        return self.screen

    def on_mount(self) -> None:
        out = self.outing
        self.push_screen(HikeScreen(out.facts, out.readout, out.notebook, out.rival))

    def on_hike_screen_stepped(self, message: HikeScreen.Stepped) -> None:
        out = self.outing
        out.step(message.displacement)
        self.hike.feel(out.readout, out.notebook, out.rival)
        if out.over:
            self._unveil()

    def on_hike_screen_flag_planted(self) -> None:
        self.outing.plant_flag()
        self._unveil()

    def on_hike_screen_restarted(self) -> None:
        self.outing = out = Outing(self.level)
        self.hike.begin_again(out.readout, out.notebook, out.rival)

    def on_hike_screen_left(self) -> None:
        self.said.append("left")

    def on_reveal_screen_next(self) -> None:
        self.said.append("next")

    def on_reveal_screen_again(self) -> None:
        self.said.append("again")

    def on_reveal_screen_left(self) -> None:
        self.said.append("left")

    def _unveil(self) -> None:
        reveal = self.outing.reveal()
        self.switch_screen(RevealScreen(reveal, animate=self.moving, clock=lambda: self.now))


@pytest.fixture(autouse=True)
def _true_colour(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let every app believe in a terminal of true colour, unless a test says otherwise."""
    monkeypatch.setenv("TERM", "xterm-256color")
    monkeypatch.setenv("COLORTERM", "truecolor")
    monkeypatch.delenv("NO_COLOR", raising=False)
