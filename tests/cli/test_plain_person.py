"""`play --plain` at a terminal: what a person is asked, and what is kept for him."""

import builtins
import os
import select
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from hikergame.cli.plain import console, opening
from hikergame.errors import ExitCode
from hikergame.level import library
from hikergame.profile import Profile

Run = Callable[..., subprocess.CompletedProcess[bytes]]
Play = Callable[..., subprocess.CompletedProcess[bytes]]

DATA = Path(__file__).parent / "data"
FOG = DATA / "fog.yaml"
LINE = DATA / "line.yaml"

PATIENCE = 240
"""Seconds until a test gives up: a machine may be as slow as it likes."""


@pytest.fixture
def play(run: Run, monkeypatch: pytest.MonkeyPatch) -> Play:
    """Play as a person who says lines, and then ends the input or, with a class, raises it."""

    def go(
        *args: str | Path, say: list[str | type[BaseException]]
    ) -> subprocess.CompletedProcess[bytes]:
        left = iter(say)

        def answer(prompt: str) -> str:
            print(prompt, end="")
            line = next(left, EOFError)
            if isinstance(line, str):
                return line
            raise line

        monkeypatch.setattr(console, "is_person", lambda: True)
        monkeypatch.setattr(opening, "is_person", lambda: True)
        monkeypatch.setattr(builtins, "input", answer)
        return run("play", "--plain", *args)

    return go


def test_each_step_is_asked_for_by_its_number(play: Play) -> None:
    done = play(LINE, say=["e 1", "nonsense", "flag", "quit"])
    text = done.stdout.decode()
    assert "Step 1 of 6: " in text
    assert text.count("Step 2 of 6: ") == 2
    assert "What next: " in text
    assert b"Line " not in done.stderr
    assert done.returncode == ExitCode.OK


def test_every_step_is_kept_at_once(play: Play) -> None:
    play(LINE, say=["e 1", "e 1", "e 1"])
    (kept,) = Profile().under_way()
    assert kept.step == 3
    assert kept.path == str(LINE)


def test_the_end_of_the_input_leaves_and_keeps(play: Play) -> None:
    done = play(LINE, say=["e 1"])
    assert b"The blindfold comes off." not in done.stdout
    assert b"The hike is kept after 1 step." in done.stderr
    assert done.returncode == ExitCode.OK


def test_ctrl_c_keeps_the_hike_and_says_so(play: Play) -> None:
    done = play(LINE, say=["e 1", KeyboardInterrupt])
    assert b"Interrupted. The hike is kept after 1 step. To go on with it: " in done.stderr
    assert done.returncode == ExitCode.INTERRUPTED
    done = play(LINE, say=["resume", "flag"])
    assert b"You planted your flag after 1 of 6 steps." in done.stdout
    assert Profile().under_way() == ()


def test_ctrl_c_with_nothing_to_keep(play: Play) -> None:
    done = play(say=[KeyboardInterrupt])
    assert done.stderr == b"Interrupted.\n"
    assert done.returncode == ExitCode.INTERRUPTED


def test_ctrl_c_when_the_hike_cannot_be_kept(
    play: Play, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "file").write_text("in the way")
    monkeypatch.setenv("HIKERGAME_HOME", str(tmp_path / "file" / "home"))
    done = play(LINE, say=["e 1", "e 1", KeyboardInterrupt])
    assert b"The hike could not be kept." in done.stderr
    assert done.stderr.count(b"The hike under way could not be kept: ") == 1
    assert done.returncode == ExitCode.INTERRUPTED


def test_one_hike_follows_another(play: Play) -> None:
    first, second = library().entries[:2]
    done = play(first.id, say=["d 1", "flag", "next", "flag", "levels", "1", "flag", "q"])
    text = done.stdout.decode()
    assert f"{first.title}." in text
    assert f"{second.title}." in text
    assert text.count("The blindfold comes off.") == 3
    assert len(Profile().finished(first.id)) == 2


def test_a_hike_with_a_record_is_the_only_one(play: Play, tmp_path: Path) -> None:
    done = play(LINE, "--record", tmp_path / "hike.json", say=["flag", "same"])
    assert b"What next" not in done.stdout
    assert (tmp_path / "hike.json").exists()


def test_each_hike_meets_new_noise_unless_told(play: Play) -> None:
    seeds = set()
    for _ in range(3):
        play(FOG, say=["flag"])
        seeds.add(Profile().finished("fog", str(FOG))[0].record)
    assert len(seeds) == 3
    play(FOG, "--seed", "4", say=["flag"])
    assert '"seed": 4' in Profile().finished("fog", str(FOG))[0].record


def test_a_line_that_cannot_be_decoded_is_only_a_wrong_line(play: Play) -> None:
    class UndecodableError(UnicodeDecodeError):
        def __init__(self) -> None:
            super().__init__("utf-8", b"\xff", 0, 1, "invalid start byte")

    done = play(LINE, say=["e 1", UndecodableError, "flag"])
    assert b"is not understood" in done.stderr
    assert done.returncode == ExitCode.OK


# In a real terminal


class Terminal:
    """A command in a terminal of its own, where Ctrl-C is a signal."""

    CODE = """
import fcntl, termios
fcntl.ioctl(0, termios.TIOCSCTTY, 0)
from hikergame.cli.main import main
main()
"""

    def __init__(self, *args: str) -> None:
        import pty

        self.screen, inner = pty.openpty()
        self.process = subprocess.Popen(
            [sys.executable, "-c", self.CODE, *args],
            stdin=inner,
            stdout=inner,
            stderr=inner,
            start_new_session=True,
        )
        os.close(inner)
        self.said = b""

    def wait_for(self, text: str) -> None:
        """Read until `text` is on the screen."""
        deadline = time.monotonic() + PATIENCE
        while text.encode() not in self.said:
            assert time.monotonic() < deadline, f"waited for {text!r}, had {self.said!r}"
            if select.select([self.screen], [], [], 0.2)[0]:
                self.said += os.read(self.screen, 65536)

    def wait_for_a_wait(self) -> None:
        """Return when the command waits for keys: a prompt is shown a moment before."""
        deadline = time.monotonic() + PATIENCE
        while not (state := self._state()).startswith("S"):
            assert time.monotonic() < deadline, f"its state is {state!r}, and not asleep"
            time.sleep(0.02)

    def _state(self) -> str:
        """Return the letter that the system has for what the process does."""
        known = Path(f"/proc/{self.process.pid}/stat")
        if known.exists():
            return known.read_text().rpartition(") ")[2]
        ps = ["ps", "-o", "state=", "-p", str(self.process.pid)]
        return subprocess.run(ps, capture_output=True, text=True).stdout

    def type(self, keys: str) -> None:
        self.said = b""
        os.write(self.screen, keys.encode())

    def close(self) -> None:
        self.process.kill()
        self.process.wait()
        os.close(self.screen)


@pytest.fixture
def terminal() -> Iterator[Callable[..., Terminal]]:
    opened: list[Terminal] = []

    def open_terminal(*args: str) -> Terminal:
        opened.append(Terminal(*args))
        return opened[-1]

    yield open_terminal
    for one in opened:
        one.close()


@pytest.mark.skipif(os.name == "nt", reason="there are no pseudo terminals there")
def test_a_real_terminal_and_a_real_ctrl_c(terminal: Callable[..., Terminal]) -> None:
    game = terminal("play", str(LINE), "--plain")
    game.wait_for("Step 1 of 6: ")
    game.type("e 1\n")
    game.wait_for("Step 2 of 6: ")
    # Python's readline looks at signals only while it waits for keys.
    game.wait_for_a_wait()
    game.type("\x03")
    game.wait_for("Interrupted. The hike is kept after 1 step.")
    assert game.process.wait(PATIENCE) == ExitCode.INTERRUPTED
