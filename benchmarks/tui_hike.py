"""What a key costs on the hike screen, and how smoothly the map uncovers, in a real terminal.

    python benchmarks/tui_hike.py [KEYS]

Each app runs in a fresh process under a pseudo-terminal of 140 x 40 cells and true colour,
which answers that it knows synchronised updates: every frame then ends in a mark, and a
frame counts as painted when that mark has arrived. The peer is a Textual app of one
label, which a key changes. The reveal runs its whole animation; what counts is the time
between two frames while something moves.
"""

from __future__ import annotations

import fcntl
import os
import pty
import select
import signal
import struct
import sys
import tempfile
import termios
import time
from itertools import pairwise
from pathlib import Path
from statistics import median

COLUMNS, ROWS = 140, 40
KEYS = 150
BUDGET_KEY, BUDGET_RATE, BUDGET_START = 16.0, 30.0, 1.6

_FRAME_ENDS = b"\x1b[?2026l"
_ASKED, _ANSWER = b"\x1b[?2026$p", b"\x1b[?2026;2$y"
_QUIET = 0.4
"""Seconds without a frame after which nothing moves any more."""

_LABEL = """
from textual.app import App
from textual.widgets import Label
class Peer(App):
    def compose(self):
        yield Label("0" * 20)
    def on_key(self, event):
        self.query_one(Label).update(event.key * 20)
Peer().run()
"""

_HIKE = """
from textual.app import App
from hikergame.hikers import Outing
from hikergame.level import load_level
from hikergame.tui.hike.screen import HikeScreen
from hikergame.tui.theme import DARK_THEME
class Hike(App):
    def on_mount(self):
        self.register_theme(DARK_THEME)
        self.theme = DARK_THEME.name
        self.outing = Outing(load_level({level!r}))
        out = self.outing
        self.push_screen(HikeScreen(out.facts, out.readout, out.notebook, out.rival))
    def on_hike_screen_stepped(self, message):
        out = self.outing
        out.step(message.displacement)
        self.screen.feel(out.readout, out.notebook, out.rival)
Hike().run()
"""

_REVEAL = """
from textual.app import App
from hikergame.hikers import Outing
from hikergame.level import load_level
from hikergame.tui.reveal.screen import RevealScreen
from hikergame.tui.theme import DARK_THEME
class Reveal(App):
    def on_mount(self):
        self.register_theme(DARK_THEME)
        self.theme = DARK_THEME.name
        outing = Outing(load_level({level!r}))
        while outing.readout.steps_left > 2:
            outing.step(-0.2 * outing.readout.slope)
        outing.plant_flag()
        self.push_screen(RevealScreen(outing.reveal()))
Reveal().run()
"""


class Terminal:
    """A pseudo-terminal with one app in it."""

    def __init__(self, code: str) -> None:
        self._started = time.perf_counter()
        self._pid, self._fd = pty.fork()
        if self._pid == 0:
            os.environ |= {"TERM": "xterm-256color", "COLORTERM": "truecolor"}
            os.execv(sys.executable, [sys.executable, "-c", code])  # noqa: S606
        size = struct.pack("HHHH", ROWS, COLUMNS, 0, 0)
        fcntl.ioctl(self._fd, termios.TIOCSWINSZ, size)

    def __enter__(self) -> Terminal:
        return self

    def __exit__(self, *_: object) -> None:
        os.kill(self._pid, signal.SIGKILL)
        os.waitpid(self._pid, 0)
        os.close(self._fd)

    def frames(self, quiet: float = _QUIET, patience: float = 10.0) -> list[float]:
        """Return when each coming frame was painted, until there is none for a while."""
        times: list[float] = []
        tail = b""
        while select.select([self._fd], [], [], patience)[0]:
            data = tail + os.read(self._fd, 1 << 16)
            if _ASKED in data:
                os.write(self._fd, _ANSWER)
            times += [time.perf_counter()] * data.count(_FRAME_ENDS)
            tail = data[-len(_FRAME_ENDS) + 1 :]
            patience = quiet if times else patience
        return times

    def first_frame(self) -> float:
        """Return the seconds from the start of the process to its first frame."""
        return self.frames()[0] - self._started

    def key(self, data: bytes) -> float | None:
        """Return the seconds from a key to the frame that it paints; None if it paints none."""
        pressed = time.perf_counter()
        os.write(self._fd, data)
        frames = self.frames(quiet=0.05, patience=0.5)
        return frames[0] - pressed if frames else None


def key_times(
    code: str, keys: list[bytes], count: int, timed: bytes = b""
) -> tuple[float, list[float]]:
    """Return the seconds to the first frame, and those of each of `count` keys.

    With `timed`, only that key's count.
    """
    with Terminal(code) as terminal:
        first = terminal.first_frame()
        pressed = [keys[turn % len(keys)] for turn in range(count)]
        times = [(key, terminal.key(key)) for key in pressed]
    return first, [time for key, time in times if time is not None and timed in key]


def milliseconds(times: list[float]) -> str:
    """Return median and 95th percentile."""
    ordered = sorted(times)
    return f"{1e3 * median(ordered):6.1f} ms, 95 % {1e3 * ordered[int(0.95 * len(ordered))]:6.1f}"


def main() -> None:
    """Measure, and print figures beside their budgets."""
    count = int(sys.argv[1]) if len(sys.argv) > 1 else KEYS
    level = next(Path(__file__).parent.parent.glob("levels/*/*-the-open-bowl.yaml"))
    turns = [b"\x1b[C", b"\x1b[A", b",", b"\x1b[B", b"d", b"\x1b[D", b"a"]
    with tempfile.TemporaryDirectory() as home:
        os.environ["HIKERGAME_HOME"] = home
        hike, reveal = _HIKE.format(level=str(level)), _REVEAL.format(level=str(level))
        peer_first, peer = key_times(_LABEL, [b"a", b"b"], count)
        first, ours = key_times(hike, turns, count)
        _, steps = key_times(hike, [b"d", b" "], 30, timed=b" ")
        with Terminal(reveal) as terminal:
            frames = terminal.frames()
    gaps = [later - earlier for earlier, later in pairwise(frames[2:])]
    print(f"one label, key to frame   {milliseconds(peer)}")
    print(f"hike, turn or stride      {milliseconds(ours)}   budget {BUDGET_KEY:.0f} ms")
    print(f"hike, step                {milliseconds(steps)}   budget {BUDGET_KEY:.0f} ms")
    print(f"one label, first frame    {1e3 * peer_first:6.0f} ms")
    print(f"hike, first frame         {1e3 * first:6.0f} ms   ratio {first / peer_first:.2f}")
    print(f"reveal, between frames    {milliseconds(gaps)}")
    print(f"reveal, frames a second   {1.0 / median(gaps):6.1f}     budget {BUDGET_RATE:.0f}")


if __name__ == "__main__":
    main()
