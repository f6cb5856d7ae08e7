"""The app in a terminal of its own, from its start to its end, as a shell would see it."""

import os
import select
import signal
import struct
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import closing, suppress
from pathlib import Path

import pytest
from textual.drivers._writer_thread import WriterThread

from hikergame.errors import ExitCode
from hikergame.profile import Profile, Settings
from hikergame.tui.vanishing import LenientFile

if os.name != "posix":
    pytest.skip("needs a pseudo-terminal", allow_module_level=True)

import fcntl
import pty
import termios

OURS = "from hikergame.tui.app import run; raise SystemExit(run())"
CONTROLLED = "import fcntl, termios; fcntl.ioctl(0, termios.TIOCSCTTY, 0); "
PATIENCE = 240.0
SIZE = struct.pack("HHHH", 24, 80, 0, 0)
LEAVES_THE_SCREEN = b"\x1b[?1049l"
SHOWS_THE_CURSOR = b"\x1b[?25h"


class Terminal:
    """The game on a pseudo-terminal of 80 x 24 cells.

    One that does not control the game sends it no signal when it goes.
    """

    def __init__(self, home: Path, *, controls: bool = True) -> None:
        self.seen = b""
        self.terminal, inner = pty.openpty()
        fcntl.ioctl(inner, termios.TIOCSWINSZ, SIZE)
        self.before = self.modes()
        self.game = subprocess.Popen(
            [sys.executable, "-c", CONTROLLED * controls + OURS],
            stdin=inner,
            stdout=inner,
            stderr=inner,
            env={**os.environ, "TERM": "xterm-256color", "HIKERGAME_HOME": str(home)},
            start_new_session=True,
        )
        os.close(inner)

    def modes(self) -> list[object]:
        """Return what the terminal does with keys by itself."""
        return termios.tcgetattr(self.terminal)[:4]

    def press(self, keys: str) -> None:
        os.write(self.terminal, keys.encode())

    def wait_for(self, words: str) -> None:
        """Wait until words were drawn, after whatever was waited for before.

        A screen may be drawn more than once: the words have to be those of the next alone.
        """
        end = time.monotonic() + PATIENCE
        while words.encode() not in self.seen:
            assert time.monotonic() < end, f"{words!r} was not drawn"
            assert self.read(), f"the game ended, and {words!r} was not drawn"
        self.seen = self.seen.partition(words.encode())[2]

    def read(self) -> bool:
        """See more of what is drawn; tell whether the game may draw more yet."""
        ready, _, _ = select.select([self.terminal], [], [], 1.0)
        if not ready:
            return True
        try:
            drawn = os.read(self.terminal, 1 << 16)
        except OSError:  # what Linux says when the process has closed its side
            return False
        self.seen += drawn
        return drawn != b""

    def exit_code(self) -> int:
        """See all that is drawn up to the end, and return what the game ends with."""
        end = time.monotonic() + PATIENCE
        while self.read():
            assert time.monotonic() < end, "the game does not end"
        return self.game.wait(PATIENCE)

    def vanish(self) -> None:
        os.close(self.terminal)
        self.terminal = None

    def close(self) -> None:
        self.game.kill()
        self.game.wait()
        if self.terminal is not None:
            os.close(self.terminal)


@pytest.fixture
def terminal(tmp_path: Path) -> Iterator[Terminal]:
    Profile(tmp_path).keep_settings(Settings(reduced_motion=True))
    terminal = Terminal(tmp_path)
    yield terminal
    terminal.close()


def take_a_step(terminal: Terminal) -> None:
    terminal.wait_for("Palette")
    terminal.press("\r")
    # Only the briefing of a ground that was looked at says so; Enter does nothing sooner.
    terminal.wait_for("you feel")
    terminal.press("\r")
    terminal.wait_for("Underfoot")
    terminal.press(" ")
    terminal.wait_for("last")


def test_ctrl_c_restores_the_terminal_and_keeps_the_hike(terminal, tmp_path):
    take_a_step(terminal)
    terminal.press("\x03")
    assert terminal.exit_code() == ExitCode.INTERRUPTED
    assert LEAVES_THE_SCREEN in terminal.seen
    assert SHOWS_THE_CURSOR in terminal.seen
    assert terminal.modes() == terminal.before
    (hike,) = Profile(tmp_path).under_way()
    assert hike.step == 1


@pytest.mark.parametrize("name", ["SIGINT", "SIGTERM", "SIGHUP"])
def test_a_signal_ends_the_game_as_ctrl_c_does(terminal, tmp_path, name):
    take_a_step(terminal)
    terminal.game.send_signal(getattr(signal, name))
    assert terminal.exit_code() == ExitCode.INTERRUPTED
    assert LEAVES_THE_SCREEN in terminal.seen
    assert len(Profile(tmp_path).under_way()) == 1


def test_a_terminal_that_vanishes_ends_the_game_as_a_closed_window_does(tmp_path):
    Profile(tmp_path).keep_settings(Settings(reduced_motion=True))
    with closing(Terminal(tmp_path, controls=False)) as terminal:
        take_a_step(terminal)
        terminal.vanish()
        assert terminal.game.wait(PATIENCE) == ExitCode.INTERRUPTED
    assert len(Profile(tmp_path).under_way()) == 1


def test_what_a_vanished_terminal_cannot_show_is_let_go_of():
    """Textual's thread that draws ends at the first error, and the app waits for it for good."""
    ours, theirs = pty.openpty()
    with suppress(OSError), os.fdopen(theirs, "w") as screen:  # to close it is to flush it
        os.close(ours)
        writer = WriterThread(LenientFile(screen))
        writer.start()
        writer.write("a line\n")
        writer.stop()  # an error that had ended the thread would fail this test as a warning


def test_q_at_home_ends_the_game_well(terminal):
    terminal.wait_for("Palette")
    terminal.press("q")
    assert terminal.exit_code() == ExitCode.OK
    assert LEAVES_THE_SCREEN in terminal.seen
