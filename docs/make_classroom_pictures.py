"""Draws the pictures of a classroom: a real room, thirty simulated pupils, a real browser.

    python docs/make_classroom_pictures.py [FOLDER]

Needs the test extra and Chromium. The pupils walk on a hunch for a while and then downhill, as
people do; each sees its own readouts only. The server is on this computer, on a free port.
"""

import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import numpy as np

sys.path.insert(0, str(Path(__file__).parents[1]))

from hikergame.classroom.log.memory import MemoryStore
from hikergame.level import library
from tests.classroom_server.classroom import Classroom, classroom
from tests.classroom_web.browser import Browser, Page, looks
from tests.classroom_web.chromium import find_chromium

FOLDER = Path(__file__).parent / "pictures"
LEVEL = "a-comfortable-trap"
PUPILS = 29
"""Beside the one in the browser."""
TOLD = {"name": "Class 7b", "entrants": ("gradient-descent", "adam", "scout"), "mode": "class"}


class Pupil:
    """One simulated pupil, who moves over HTTP."""

    def __init__(self, room: Classroom, number: int) -> None:
        """Take a seat under a name that the room makes up."""
        self._room = room
        self._token = str(room.join()["token"])
        self._chance = np.random.default_rng(number)
        angle = self._chance.normal(1.25 * np.pi, 0.7)
        self._hunch = self._chance.uniform(0.0, 3.0) * np.array([np.cos(angle), np.sin(angle)])
        self._curious = int(self._chance.integers(0, 16))
        self._stride = float(self._chance.uniform(0.6, 1.3))

    def ready(self) -> None:
        """Say so."""
        self._room.post("ready", {"type": "ready"}, token=self._token)

    def walk(self, steps: int) -> None:
        """Take so many steps, or as many as are left."""
        walk = self._room.get("walk", token=self._token).json()["walk"]
        readout = walk["readouts"][-1]
        for step in range(readout["step"], readout["step"] + steps):
            move = {"type": "move", "round": walk["round"], "step": step}
            displacement = self._way(np.array(readout["slope"]), step).tolist()
            move["displacement"] = displacement
            answer = self._room.post("move", move, token=self._token)
            if answer.json().get("type") != "felt":
                return
            readout = answer.json()["readout"]

    def _way(self, slope: np.ndarray, step: int) -> np.ndarray:
        steep = float(np.linalg.norm(slope))
        way = -slope / max(steep, 1e-9) + 0.2 * self._chance.normal(size=2)
        late = max(0, step - self._curious)
        if not late:
            way = way + self._hunch
        length = self._stride * (0.93**late * min(1.0, 0.1 + steep / 2.0) if late else 1.0)
        return length * way / max(float(np.linalg.norm(way)), 1e-9)


def together(pupils: list[Pupil], steps: int) -> None:
    """Let all walk some steps at the same time."""
    with ThreadPoolExecutor(4) as pool:
        list(pool.map(lambda pupil: pupil.walk(steps), pupils))


def lesson(room: Classroom, board: Page, phone: Page, folder: Path) -> None:
    """Play one round, and take the pictures."""
    board.open(f"{room.web}/board#{room.code}")
    phone.open(f"{room.web}/play#code={room.code}")
    phone.shows("#join")
    phone.click("#join-form button.primary")
    phone.shows("#lobby")
    pupils = [Pupil(room, number) for number in range(PUPILS)]
    for pupil in pupils[:22]:
        pupil.ready()
    board.shows(".tally", "22 ready")
    board.shot(folder / "classroom-lobby.png")
    room.tell("count-down", seconds=0)
    phone.wait("document.body.dataset.screen === 'hike'")
    together(pupils, 16)
    for number in range(1, 8):
        phone.press("d", *["ArrowRight"] * (number % 3), " ")
        phone.shows("#step-count", f"Step {number} of")
    phone.press("d")
    phone.shot(folder / "classroom-phone.png")
    board.shows("#ladder .steps", "/")
    board.shot(folder / "classroom-board.png")
    together(pupils, 100)
    room.tell("close")
    board.shows("#state", "The round is over")
    board.front()
    room.tell("reveal")
    board.shows(".controls")
    board.click("#tab-praise")
    board.click("#panel-praise button")
    board.run("document.querySelector('.controls input').value = 1000")
    board.run("document.querySelector('.controls input').dispatchEvent(new Event('input'))")
    board.shot(folder / "classroom-reveal.png")


def main() -> int:
    """Draw them all."""
    chromium = find_chromium()
    if chromium is None:
        print("Chromium is needed for these pictures.", file=sys.stderr)
        return 1
    folder = Path(sys.argv[1]) if len(sys.argv) > 1 else FOLDER
    path = next(entry.path for entry in library().entries if entry.id == LEVEL)
    browser = Browser(chromium)
    try:
        with (
            classroom(MemoryStore(), path.read_text(encoding="utf-8"), **TOLD) as room,
            browser.page(**looks("desk")) as board,
            browser.page(**looks("phone")) as phone,
        ):
            lesson(room, board, phone, folder)
    finally:
        browser.close()
    return 0


if __name__ == "__main__":
    sys.exit(main())
