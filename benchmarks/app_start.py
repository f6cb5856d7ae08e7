"""How long the app takes to its first frame, beside a Textual app with one label.

    python benchmarks/app_start.py [PAIRS]

All run in a pseudo-terminal of 140 x 40 cells, one of each in turn, from the start of
the process until the words that they draw have arrived. Ours lists every shipped level
and reads a profile; it runs once as the app alone and once as the command that is
installed, which looks at its arguments first. The budget is 1.6 times.
Then levels are walked, once from home and once from the command that names the first of
them, and the app's resident memory is read on the way: 90 MB at most in a hike, and in the
sixth little more than in the first.
Needs a POSIX system; memory is read from /proc.
"""

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
from pathlib import Path
from statistics import median
from types import TracebackType

PEER = """
from textual.app import App
from textual.widgets import Label

class OneLabel(App):
    def compose(self):
        yield Label("first frame")

OneLabel().run()
"""
APP = "from hikergame.tui.app import run; run()"
COMMAND = "from hikergame.cli.main import main; main()"
PLAY = f"import sys; sys.argv = ['hikergame', 'play', 'a-gentle-slope']; {COMMAND}"
PAIRS = 15
PATIENCE = 60.0
PACE = 0.1
"""Seconds from key to key."""
BUDGET_RATIO = 1.6
BUDGET_MB = 90

HOME = b"A Gentle Slope"
BRIEFING = b"puts the blindfold on"
WALK = (
    ("briefing", b"\r", BRIEFING),
    ("hike, before the first step", b"\r", b"Underfoot"),
    ("hike, after six steps", b"d " * 6, b""),
    ("reveal", b"ff", b"What happened"),
)
"""What is on the screen, the keys that lead there, and words by which it is known."""
LEVELS = 6
"""How many levels are walked, in the order of the trail."""

_ENVIRONMENT = {"TERM": "xterm-256color", "COLORTERM": "truecolor"}


class Terminal:
    """A process on a pseudo-terminal, whose output is read as it comes."""

    def __init__(self, code: str, home: str) -> None:
        """Start Python with that code, and a profile in `home`."""
        self._seen = b""
        self.process, self._terminal = pty.fork()
        if self.process == 0:
            os.environ.update(_ENVIRONMENT, HIKERGAME_HOME=home)
            os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
            os.execv(sys.executable, [sys.executable, "-c", code])  # noqa: S606
        size = struct.pack("HHHH", 40, 140, 0, 0)
        fcntl.ioctl(self._terminal, termios.TIOCSWINSZ, size)

    def __enter__(self) -> "Terminal":
        return self

    def __exit__(
        self,
        _kind: type[BaseException] | None,
        _error: BaseException | None,
        _trace: TracebackType | None,
    ) -> None:
        os.kill(self.process, signal.SIGKILL)
        os.waitpid(self.process, 0)
        os.close(self._terminal)

    def press(self, keys: bytes) -> None:
        """Send keys, one by one, no faster than a person would."""
        self._seen = b""
        for key in keys:
            os.write(self._terminal, bytes([key]))
            next_key = time.perf_counter() + PACE
            while (left := next_key - time.perf_counter()) > 0.0:
                self._read(left)

    def wait_for(self, words: bytes) -> None:
        """Wait until the words are drawn after the last keys.

        Raises TimeoutError where they are not.
        """
        end = time.perf_counter() + PATIENCE
        while words not in self._seen:
            if time.perf_counter() > end:
                raise TimeoutError(f"{words!r} was not drawn; the last was {self._seen[-500:]!r}")
            self._read(1.0)

    def settle(self) -> None:
        """Wait until nothing has been drawn for a while."""
        while self._read(1.5):
            pass

    def megabytes(self) -> float:
        """Return the resident memory of the process."""
        status = Path(f"/proc/{self.process}/status").read_text(encoding="ascii")
        (line,) = (line for line in status.splitlines() if line.startswith("VmRSS"))
        return int(line.split()[1]) / 1024

    def _read(self, patience: float) -> bool:
        """Read what comes, if anything does; return whether it did."""
        ready, _, _ = select.select([self._terminal], [], [], patience)
        if ready:
            self._seen += os.read(self._terminal, 1 << 16)
        return bool(ready)


def first_frame(code: str, words: bytes) -> float:
    """Return the seconds until a program has drawn the words."""
    with tempfile.TemporaryDirectory() as home:
        start = time.perf_counter()
        with Terminal(code, home) as terminal:
            terminal.wait_for(words)
            return time.perf_counter() - start


def measure_start(pairs: int) -> None:
    """Print what the first frame takes, and how that compares."""
    programs = (("one label", PEER, b"first frame"), ("app", APP, HOME), ("command", COMMAND, HOME))
    for _, code, words in programs:
        first_frame(code, words)
    turns = [[first_frame(code, words) for _, code, words in programs] for _ in range(pairs)]
    for number, (name, _, _) in enumerate(programs):
        seconds = median(turn[number] for turn in turns)
        ratio = median(turn[number] / turn[0] for turn in turns)
        print(f"{name:10} first frame {1000 * seconds:6.1f} ms   ratio {ratio:5.2f}")
    print(f"{'budget':36} {BUDGET_RATIO:9.2f}")


def measure_memory(code: str, words: bytes, done: int = 0) -> None:
    """Walk levels, and print the resident memory on the way through the first and the last.

    Where the words are drawn, so much of the first level's way is done.
    """
    with tempfile.TemporaryDirectory() as home, Terminal(code, home) as terminal:
        terminal.wait_for(words)
        terminal.settle()
        print(f"   {'at the beginning':34} {terminal.megabytes():6.1f} MB")
        for level in range(1, LEVELS + 1):
            for place, keys, seen in WALK[done if level == 1 else 0 :]:
                terminal.press(keys)
                terminal.wait_for(seen)
                if level in (1, LEVELS):
                    terminal.settle()
                    print(f"{level:2} {place:34} {terminal.megabytes():6.1f} MB")
    print(f"   {'budget in a hike':34} {BUDGET_MB:6.1f} MB")


if __name__ == "__main__":
    measure_start(int(sys.argv[1]) if len(sys.argv) > 1 else PAIRS)
    print("memory, from home")
    measure_memory(COMMAND, HOME)
    print("memory, from `hikergame play`")
    measure_memory(PLAY, BRIEFING, done=1)
