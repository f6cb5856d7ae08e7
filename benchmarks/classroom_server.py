"""A real server in a process of its own, and its teacher, for the classroom's tools.

The server is the command `hikergame host`, with `--headless` or with its console on a
terminal that nobody looks at; nothing of it runs in here. Its data folder and its ground
are temporary.
"""

import json
import os
import random
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Mapping, Sequence
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.error import HTTPError, URLError
from urllib.request import ProxyHandler, Request, build_opener

if TYPE_CHECKING:
    from classroom_terminal import Terminal

COMMAND = [sys.executable, "-c", "from hikergame.cli.main import main; main()"]
NOT_YET = "The board is being drawn."
PATIENCE = 60.0
"""Seconds until a server must answer, or must have ended."""
STEPS = 640
GROUND = f"""\
hikergame: 1
title: The Long Walk
chapter: own
summary: A wide hollow with a trap in it, long enough to be measured on.
concepts: [measuring]
landscape:
  bounds: {{x: [-40, 40], y: [-40, 40]}}
  terms:
    - bowl: {{at: [2.5, 1.0], radius: [30, 20], depth: 40}}
    - pit: {{at: [-12, -9], radius: 5, depth: 12}}
    - formula: "0.6*sin(x/2)*cos(y/3)"
start: [-30, -25]
steps: {STEPS}
step_length: {{max: 3, initial: 0.5}}
readout: {{slope: {{noise: 0.05}}}}
rivals:
  - gradient-descent: {{learning_rate: 0.5}}
"""

_opener = build_opener(ProxyHandler({}))


class Server:
    """One `hikergame host`, which may be killed and started again."""

    def __init__(
        self,
        folder: Path,
        *,
        store: str | None = None,
        port: int | None = None,
        console: bool = False,
    ) -> None:
        """Name its folder, where its log is as well unless a `store` is named.

        With a `console`, which takes POSIX, that of a teacher is drawn in the same process.
        """
        self.folder = folder
        self.store = store or str(folder / "classroom.sqlite3")
        self.port = port or free_port()
        self.process: subprocess.Popen[bytes] | None = None
        self.code = ""
        self.teacher = ""
        self._log = folder / f"server-{self.port}.log"
        self._console = console
        self._terminal: Terminal | None = None

    @property
    def said(self) -> str:
        """All that the server has printed, on both streams; of a console the last."""
        if self._terminal is not None:
            return self._terminal.said
        return self._log.read_text(errors="replace") if self._log.exists() else ""

    def open(self, *options: str) -> None:
        """Open a room on the long ground, and return when it answers."""
        ground = self.folder / "long.yaml"
        ground.write_text(GROUND)
        self._start([str(ground), "--countdown", "0", *options])
        (key, *_) = json.loads((self.folder / "rooms.json").read_text())
        self.code, self.teacher = key["code"], key["token"]

    def reopen(self) -> None:
        """Open the room again, after an end of whatever kind."""
        self._start(["--resume", self.code])

    def share(self, other: "Server") -> None:
        """Serve the room of another server beside it."""
        self.code, self.teacher = other.code, other.teacher
        self._start(["--room", self.code])

    def _start(self, arguments: Sequence[str]) -> None:
        listening = ["--port", str(self.port), "--bind", "127.0.0.1", "--store", self.store]
        if self._console:
            self._start_on_terminal([*COMMAND, "host", *listening, *arguments])
        else:
            self._start_headless([*COMMAND, "host", "--headless", *listening, *arguments])
        end = time.monotonic() + PATIENCE
        while not self.answers():
            if self.ended or time.monotonic() > end:
                self.kill()
                raise RuntimeError(f"the server did not start: {self.said[-2000:]}")
            time.sleep(0.02)

    def _start_headless(self, command: Sequence[str]) -> None:
        with self._log.open("ab") as log:
            self.process = subprocess.Popen(
                command,
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=subprocess.STDOUT,
                env=self._environment(),
            )

    def _start_on_terminal(self, command: Sequence[str]) -> None:
        from classroom_terminal import Terminal

        self._terminal = terminal = Terminal()
        self.process = subprocess.Popen(
            command,
            stdin=terminal.theirs,
            stdout=terminal.theirs,
            stderr=terminal.theirs,
            env=self._environment() | {"TERM": "xterm-256color", "COLORTERM": "truecolor"},
            start_new_session=True,
        )
        terminal.hand_over()

    def _environment(self) -> dict[str, str]:
        return os.environ | {"HIKERGAME_HOME": str(self.folder), "PYTHONUNBUFFERED": "1"}

    @property
    def ended(self) -> bool:
        """Whether the process is not there, or not any more."""
        return self.process is None or self.process.poll() is not None

    def answers(self) -> bool:
        """Tell whether it serves."""
        try:
            _opener.open(f"http://127.0.0.1:{self.port}/play", timeout=5).read()
        except (URLError, OSError):
            return False
        return True

    def kill(self) -> None:
        """End it without a warning."""
        if self.process is not None:
            self.process.kill()
            self.process.wait()
            self._finish()

    def stop(self) -> int:
        """End it as Ctrl-C does, and return its exit code."""
        if self.process is None:
            return 0
        self.process.send_signal(signal.SIGINT)
        try:
            code = self.process.wait(PATIENCE)
        except subprocess.TimeoutExpired:
            self.kill()
            return -1
        self._finish()
        return code

    def _finish(self) -> None:
        """Read what an ended process has left on its terminal."""
        if self._terminal is not None:
            self._terminal.finish()

    def memory(self) -> tuple[float, float]:
        """Return its resident memory now and at its highest, in MB; nan where it is not told."""
        words = self._status("status").split()
        if "VmRSS:" not in words:
            return float("nan"), float("nan")
        now, most = (int(words[words.index(name) + 1]) for name in ("VmRSS:", "VmHWM:"))
        return now / 1000 * 1.024, most / 1000 * 1.024

    def cpu_seconds(self) -> float:
        """Return the processor time that it has used; nan where it is not told."""
        fields = self._status("stat").rpartition(")")[2].split()
        if not fields:
            return float("nan")
        return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")

    def _status(self, name: str) -> str:
        assert self.process is not None
        try:
            return Path(f"/proc/{self.process.pid}/{name}").read_text()
        except OSError:
            return ""

    # The teacher

    def teach(self, do: str, **what: Any) -> Mapping[str, Any]:
        """Do what a teacher does, over HTTP; raise RuntimeError where it is refused."""
        return self.ask("teacher/command", {"type": "command", "id": 1, "do": do, **what})

    def view(self) -> Mapping[str, Any]:
        """Return what the teacher sees."""
        return self.ask("teacher/view")

    def ask(self, path: str, body: Mapping[str, Any] | None = None) -> Mapping[str, Any]:
        """Ask as the teacher; POST where there is a body."""
        request = Request(
            f"http://127.0.0.1:{self.port}/api/v1/{path}",
            data=None if body is None else json.dumps(body).encode(),
            headers={"authorization": f"Bearer {self.teacher}"},
        )
        try:
            with _opener.open(request, timeout=PATIENCE) as answer:
                told: Mapping[str, Any] = json.load(answer)
                return told
        except HTTPError as error:
            raise RuntimeError(f"{path}: {error.read().decode(errors='replace')}") from error

    def start_round(self) -> None:
        """Begin the round."""
        self.teach("count-down", seconds=0)
        self.await_phase("walking")

    def await_board(self) -> None:
        """Wait until the algorithms have walked, which takes a core for some seconds."""
        end = time.monotonic() + PATIENCE
        while self.view()["board"]["headline"] == NOT_YET and time.monotonic() < end:
            time.sleep(0.1)

    def resume_round(self) -> None:
        """Let a round go on that the server has paused; nothing where it has not."""
        if self.view()["room"]["phase"] == "paused":
            self.teach("resume")
            self.await_phase("walking")

    def await_phase(self, phase: str) -> None:
        """Wait until the room is there."""
        end = time.monotonic() + PATIENCE
        while (now := self.view()["room"]["phase"]) != phase:
            if time.monotonic() > end:
                raise RuntimeError(f"the room is {now}, and not {phase}")
            time.sleep(0.02)


def free_port() -> int:
    """Return a port on which nobody listens, and that the system hands out to nobody meanwhile."""
    while True:
        port = random.SystemRandom().randrange(20_000, 32_000)
        with suppress(OSError), socket.socket() as listening:
            listening.bind(("127.0.0.1", port))
            return port
