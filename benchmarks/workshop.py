"""How soon an edit is on the workshop's screen after it was saved, in a real terminal.

    python benchmarks/workshop.py [EDITS]

The workshop runs in a fresh process under a pseudo-terminal of 140 x 40 cells and true
colour, which answers that it knows synchronised updates: every frame then ends in a mark. A
level is saved with other ground and another title, as editors do it, by giving a new file
the old one's name; the clock starts when that is done. The map is there with the first
frame that shows the new title, since both are painted together; the valleys with the frame
in which the report lists them, and everything with the last frame.
"""

from __future__ import annotations

import fcntl
import os
import pty
import re
import select
import signal
import struct
import sys
import tempfile
import termios
import time
from pathlib import Path
from statistics import median

from hikergame.level.listing import levels_folder

COLUMNS, ROWS = 140, 40
EDITS = 20
BUDGET = 200.0
"""Milliseconds from the save to the map."""

_FRAME_ENDS = b"\x1b[?2026l"
_ASKED, _ANSWER = b"\x1b[?2026$p", b"\x1b[?2026;2$y"
_QUIET = 1.5
"""Seconds without a frame after which nothing more comes; the title counts seconds before."""
_PATIENCE = 30.0

_WORKSHOP = """
from pathlib import Path
from hikergame.tui.workshop.app import run_workshop
run_workshop(Path({file!r}))
"""

HEAVY = """\
hikergame: 1
title: TITLE
summary: Two hundred valleys.
landscape:
  bounds: {x: [-8, 8], y: [-6, 6]}
  terms:
    - classic: {name: shubert, at: [0.3, 0.2], rotate: 12, weight: 0.05}
    - classic: {name: rastrigin, at: [1, 1], rotate: 20, weight: 0.1}
    - eggbox: {at: [0.5, 0.5], period: 2, height: 2}
    - ravine: {at: [3, -2], heading: 60, width: 2.5, depth: 12, bend: 2, fall: 0.4}
    - terrace: {at: [4, 3], tread: 2.5, height: 1.5, riser: 0.2}
    - formula: "0.6*sin(2*x)*cos(1.5*y) + tanh(x*y/7) + atan2(y + 9, x + 10)"
start: [6, 4]
steps: 60
step_length: {max: 3, initial: 1}
rivals:
  - gradient-descent: tuned
  - adam: tuned
  - momentum: tuned
"""


class Workshop:
    """The workshop in a pseudo-terminal."""

    def __init__(self, file: Path) -> None:
        self._pid, self._fd = pty.fork()
        if self._pid == 0:
            os.environ |= {"TERM": "xterm-256color", "COLORTERM": "truecolor"}
            code = _WORKSHOP.format(file=str(file))
            os.execv(sys.executable, [sys.executable, "-c", code])  # noqa: S606
        fcntl.ioctl(self._fd, termios.TIOCSWINSZ, struct.pack("HHHH", ROWS, COLUMNS, 0, 0))

    def __enter__(self) -> Workshop:
        return self

    def __exit__(self, *_: object) -> None:
        os.kill(self._pid, signal.SIGKILL)
        os.waitpid(self._pid, 0)
        os.close(self._fd)

    def frames(self, quiet: float = _QUIET) -> list[tuple[float, bytes]]:
        """Return when each coming frame had arrived, and what is in it, until all is quiet."""
        found: list[tuple[float, bytes]] = []
        data = b""
        while select.select([self._fd], [], [], quiet if found else _PATIENCE)[0]:
            data += os.read(self._fd, 1 << 16)
            now = time.perf_counter()
            if _ASKED in data:
                os.write(self._fd, _ANSWER)
            *ended, data = data.split(_FRAME_ENDS)
            found += [(now, frame) for frame in ended]
        return found


def edited(text: str, number: int) -> tuple[str, bytes]:
    """Return a level with another title and other ground, and the title."""
    title = f"Edit {number:03}"
    text = re.sub(r"^title:.*$", f"title: {title}", text, flags=re.MULTILINE)
    slope = f"    - plane: {{heading: {37 * number % 360}, slope: {0.1 + 0.01 * number:.2f}}}\n"
    return text.replace("  terms:\n", f"  terms:\n{slope}", 1), title.encode()


def save(file: Path, text: str) -> float:
    """Save as editors do, and return when it was done."""
    draft = file.with_suffix(".draft")
    draft.write_text(text, encoding="utf-8")
    draft.replace(file)
    return time.perf_counter()


def measure(text: str, edits: int) -> dict[str, list[float]]:
    """Return the milliseconds until the map, the valleys and everything, for each edit."""
    times: dict[str, list[float]] = {"map": [], "valleys": [], "everything": []}
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "mine.yaml"
        save(file, edited(text, 0)[0])
        with Workshop(file) as workshop:
            workshop.frames()
            for number in range(1, edits + 1):
                new, title = edited(text, number)
                saved = save(file, new)
                frames = workshop.frames()
                shown = next(at for at, frame in frames if title in frame)
                later = [(at, frame) for at, frame in frames if at > shown]
                # The first report that lists valleys comes with the frame after the map's.
                times["map"].append(1e3 * (shown - saved))
                times["valleys"].append(1e3 * ((later[0][0] if later else shown) - saved))
                times["everything"].append(1e3 * (frames[-1][0] - saved))
    return times


def main() -> None:
    """Measure, and print medians beside the budget."""
    edits = int(sys.argv[1]) if len(sys.argv) > 1 else EDITS
    light = next(levels_folder().glob("*/*-a-comfortable-trap.yaml")).read_text(encoding="utf-8")
    with tempfile.TemporaryDirectory() as home:
        os.environ["HIKERGAME_HOME"] = home
        for name, text in (("light", light), ("heavy", HEAVY)):
            for what, taken in measure(text, edits).items():
                ordered = sorted(taken)
                late = ordered[int(0.95 * (len(ordered) - 1))]
                budget = f"   budget {BUDGET:.0f} ms" if what == "map" else ""
                print(f"{name}, {what:11} {median(taken):6.0f} ms, 95 % {late:6.0f}{budget}")


if __name__ == "__main__":
    main()
