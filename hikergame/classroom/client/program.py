"""A bot in any language: a program that speaks JSON lines on standard input and output.

It is told, a line each:

    {"type": "begin", "round": 1, "facts": {...}, "readout": {...}, "rival": {...}}
    {"type": "felt", "readout": {...}, "rival": {...}}
    {"type": "refused", "text": "..."}           the last answer; answer once more
    {"type": "end", "steps": 17, "flag": true}
    {"type": "result", "points": 71.3, ...}      after the reveal

and answers `begin`, `felt` and `refused` with one line, `{"move": [east, north]}` in metres
or `{"flag": true}`. Its input is closed when the room has finished. What it writes to
standard error goes to the terminal.
"""

import json
import subprocess
from collections.abc import Sequence
from contextlib import suppress
from queue import Empty, Queue
from threading import Thread
from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from hikergame.classroom.client.bot import Bot, BotError
from hikergame.classroom.messages.base import MAX_FRAME, Displacement
from hikergame.classroom.messages.walking import Result
from hikergame.hike.readout import Readout
from hikergame.hikers.views import Facts, RivalView

_MOST_WRONG_LINES = 20
_PARTING = 2.0
"""Seconds that a program has to end after its input was closed."""


class _Answer(BaseModel):
    """What a program may answer."""

    model_config = ConfigDict(extra="forbid", allow_inf_nan=False)

    move: Annotated[Displacement | None, Field()] = None
    flag: Literal[True] | None = None


class Program(Bot):
    """A program as a bot; it is started at once, and ended by `close`.

    `patience` is how many seconds each answer may take. Raises BotError where the program
    cannot be started, ends early, or answers nonsense again and again.
    """

    def __init__(self, command: Sequence[str], *, patience: float = 30.0) -> None:
        self._command = command[0]
        self._patience = patience
        self._facts: Facts | None = None
        self._rival: RivalView | None = None
        self._begins = False
        self._again: str | None = None
        try:
            self._process = subprocess.Popen(  # noqa: S603 - the user's own program
                list(command),
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                text=True,
                encoding="utf-8",
                errors="replace",
                bufsize=1,
            )
        except (OSError, ValueError) as error:
            reason = getattr(error, "strerror", None) or str(error)
            raise BotError(f"{self._command} cannot be started: {reason.lower()}") from error
        self._lines: Queue[str | None] = Queue(maxsize=64)
        self._reader = Thread(target=self._read, daemon=True)
        self._reader.start()

    def begin(self, facts: Facts) -> None:
        """Tell the program with the next readout."""
        self._facts, self._begins = facts, True

    def see_rival(self, rival: RivalView) -> None:
        """Tell the program with the next readout."""
        self._rival = rival

    def refused(self, text: str) -> None:
        """Tell the program why, in place of a readout."""
        self._again = text

    def choose(self, readout: Readout) -> tuple[float, ...] | None:
        """Tell the program what is felt, and take its answer."""
        self._say(self._news(readout))
        for _ in range(_MOST_WRONG_LINES):
            line = self._line()
            try:
                answer = _Answer.model_validate_json(line)
            except ValidationError:
                answer = _Answer()
            if answer.flag:
                return None
            if answer.move is not None and len(answer.move) == readout.dims:
                return answer.move
            self._say({"type": "refused", "text": self._cure(line, readout.dims)})
        wrong = self._cure(line, readout.dims)
        raise BotError(f"{self._command} answered nonsense {_MOST_WRONG_LINES} times: {wrong}")

    def end(self, steps: int, flag: bool) -> None:
        """Tell the program that the hike is over."""
        self._say({"type": "end", "steps": steps, "flag": flag})

    def result(self, result: Result) -> None:
        """Tell the program what it came to."""
        self._say(result.model_dump(mode="json"))

    def close(self) -> None:
        """Close the program's input, and end it if it does not end by itself."""
        with suppress(OSError):
            if self._process.stdin is not None:
                self._process.stdin.close()
        try:
            self._process.wait(_PARTING)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait()
        while self._reader.is_alive():  # it may wait for room for a line that nobody wants
            with suppress(Empty):
                self._lines.get(timeout=0.05)

    def _news(self, readout: Readout) -> dict[str, Any]:
        """Return what the program is told before it answers."""
        if self._again is not None:
            text, self._again = self._again, None
            return {"type": "refused", "text": text}
        rival = {} if self._rival is None else {"rival": _rival_data(self._rival)}
        felt = {"readout": _readout_data(readout), **rival}
        if self._begins and self._facts is not None:
            self._begins = False
            facts = _facts_data(self._facts)
            return {"type": "begin", "round": self.round, "facts": facts, **felt}
        return {"type": "felt", **felt}

    def _say(self, message: dict[str, Any]) -> None:
        try:
            if self._process.stdin is not None:
                self._process.stdin.write(json.dumps(message) + "\n")
                self._process.stdin.flush()
        except (OSError, ValueError) as error:
            raise BotError(self._ended()) from error

    def _line(self) -> str:
        """Return the program's next line."""
        try:
            line = self._lines.get(timeout=self._patience)
        except Empty:
            raise BotError(
                f"{self._command} did not answer for {self._patience:g} seconds; "
                "does it flush its output after every line, and wait for no more than one?"
            ) from None
        if line is None:
            raise BotError(self._ended())
        return line

    def _read(self) -> None:
        """Read lines as they come, a bounded number ahead; None at the end."""
        output = self._process.stdout
        if output is not None:
            with suppress(OSError, ValueError), output:
                while line := output.readline(MAX_FRAME):
                    self._lines.put(line)
        self._lines.put(None)

    def _ended(self) -> str:
        with suppress(subprocess.TimeoutExpired):
            self._process.wait(_PARTING)
        code = self._process.returncode
        how = "has closed its output" if code is None else f"has ended with exit code {code}"
        return f"{self._command} {how} while its input was still open"

    @staticmethod
    def _cure(line: str, dims: int) -> str:
        numbers = ", ".join(["0.5"] * dims)
        return f'not {line.strip()[:60]!r}: answer {{"move": [{numbers}]}} or {{"flag": true}}'


def _readout_data(readout: Readout) -> dict[str, Any]:
    curvature = readout.curvature
    return {
        "slope": readout.slope.tolist(),
        "step": readout.step,
        "steps_left": readout.steps_left,
        "moved": readout.moved.tolist(),
        "fenced": readout.fenced,
        "shortened": readout.shortened,
        "altitude": readout.altitude,
        "curvature": None if curvature is None else curvature.tolist(),
    }


def _facts_data(facts: Facts) -> dict[str, Any]:
    senses = facts.senses
    return {
        "dims": facts.dims,
        "axes": list(facts.axes),
        "steps": facts.steps,
        "longest": facts.step_length.max,
        "initial": facts.step_length.initial,
        "flat": facts.flat,
        "senses": {
            "direction_only": senses.direction_only,
            "noise": senses.noise,
            "rounding": senses.rounding,
            "altimeter": senses.altimeter,
            "curvature": senses.curvature,
        },
        "rival_title": facts.rival_title,
        "rival_setting": facts.rival_setting,
    }


def _rival_data(rival: RivalView) -> dict[str, Any]:
    return {
        "steepness": rival.steepness[-1],
        "step_length": rival.step_lengths[-1] if rival.step_lengths else 0.0,
        "fenced": rival.fenced,
    }
