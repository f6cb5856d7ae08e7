"""Standard input and output for the line-by-line game.

At a terminal a person is asked for each line, and the end of the input means to leave.
From a pipe, lines are read as they come, nothing is asked, a line that makes no sense is
named by its number, and the end of the input ends the hike where it has come to. What is
said goes out line by line at once, so that a program can hold a conversation.
"""

import sys
from collections.abc import Iterator
from contextlib import suppress
from io import IOBase
from typing import BinaryIO, ClassVar, Protocol

from hikergame.cli.guard import Interrupted, say
from hikergame.cli.plain.stage import Event, Reply, Stage
from hikergame.cli.plain.walking import Walking
from hikergame.cli.text import clean, fitted
from hikergame.errors import ExitCode, HikergameError

MOST_WRONG = 50
"""Lines from a pipe that may make no sense one after another before the game gives up."""

_LONGEST = 4096
"""Bytes of a line that are kept; the rest of a longer one is read and dropped."""


class InputError(HikergameError):
    """The lines that come through a pipe are no moves at all."""

    exit_code: ClassVar[ExitCode] = ExitCode.BAD_INPUT


class Keeper(Protocol):
    """Keeps hikes for the player; says for itself what could not be kept."""

    def step(self, walking: Walking) -> None:
        """Keep a hike as it stands, so that nothing is lost if the line goes dead."""

    def leave(self, walking: Walking) -> str:
        """Keep a hike that is left, and return what became of it."""

    def end(self, walking: Walking) -> None:
        """Keep a hike that is over, and write its record."""

    @property
    def goes_on(self) -> bool:
        """Another hike may follow when this one is over."""


def converse(stage: Stage, keeper: Keeper) -> ExitCode:
    """Play from a stage on until the player leaves or the input ends."""
    person = is_person()
    talk = _Conversation(stage, keeper, person=person)
    try:
        return talk.run()
    except KeyboardInterrupt:
        if person:
            print(flush=True)
        raise Interrupted(f"Interrupted. {talk.leave()}".rstrip()) from None
    except BrokenPipeError:
        # Nobody listens any more; the hike may be dear to somebody all the same.
        talk.leave()
        raise


def is_person() -> bool:
    """Say whether lines are typed at a terminal, and do not come from a pipe or a file."""
    return sys.stdin is not None and sys.stdin.isatty()


class _Conversation:
    """One run of the game; `stage` is who hears the next line."""

    def __init__(self, stage: Stage, keeper: Keeper, *, person: bool) -> None:
        self.stage = stage
        self.keeper = keeper
        self.person = person
        self.wrong = 0
        self.wrong_in_a_row = 0

    def run(self) -> ExitCode:
        _tell(self.stage.begin())
        lines = _typed(self) if self.person else piped()
        for number, line in lines:
            said = line.partition("#")[0].strip()
            if said and self._settle(self.stage.hear(said), number):
                return self._verdict()
        if self.person:
            _say(self.leave())
        else:
            self._settle(self.stage.close(), None)
        return self._verdict()

    def leave(self) -> str:
        """Keep the hike under way, if there is one, and return what became of it."""
        walking = self.stage
        if not isinstance(walking, Walking) or walking.outing.over:
            return ""
        if not walking.outing.readout.step:
            return "No step was taken, so there is nothing to keep."
        return self.keeper.leave(walking)

    def _settle(self, reply: Reply, number: int | None) -> bool:
        """Do what a reply asks for; return whether the game is over."""
        self._complain(reply.problem, number)
        try:
            _tell(reply.lines)
        finally:
            # Even if nobody listens any more.
            self._keep(reply.event)
        if reply.event is Event.LEFT:
            _say(self.leave())
            return True
        if reply.event is Event.ENDED:
            if not (self.person and self.keeper.goes_on and reply.then):
                return True
            _tell(reply.then.begin())
        self.stage = reply.then or self.stage
        return False

    def _keep(self, event: Event) -> None:
        """Keep what the line has made of a hike."""
        if isinstance(self.stage, Walking):
            if event is Event.STEPPED and self.person:
                self.keeper.step(self.stage)
            elif event is Event.ENDED:
                self.keeper.end(self.stage)

    def _complain(self, problem: str | None, number: int | None) -> None:
        if problem is None:
            self.wrong_in_a_row = 0
            return
        self.wrong += 1
        self.wrong_in_a_row += 1
        place = "" if self.person or number is None else f"Line {number}: "
        _say(place + problem)
        if self.wrong_in_a_row >= MOST_WRONG and not self.person:
            raise InputError(f"{MOST_WRONG} lines in a row made no sense, so the game stops here.")

    def _verdict(self) -> ExitCode:
        return ExitCode.BAD_INPUT if self.wrong and not self.person else ExitCode.OK


def _tell(lines: tuple[str, ...]) -> None:
    for line in lines:
        print(fitted(clean(line), sys.stdout))
    sys.stdout.flush()


def _say(message: str) -> None:
    say(fitted(clean(message), sys.stderr))


def _typed(talk: _Conversation) -> Iterator[tuple[int, str]]:
    """Ask a person for line after line, until the input ends."""
    with suppress(ImportError):
        import readline  # noqa: F401 - importing it gives `input` a memory and editing keys
    number = 0
    while True:
        number += 1
        try:
            yield number, input(talk.stage.prompt)
        except EOFError:
            print()
            return
        except UnicodeDecodeError:
            yield number, "\ufffd"


def piped(stream: IOBase | BinaryIO | None = None) -> Iterator[tuple[int, str]]:
    """Read lines from a pipe or file, whatever is in it, and never too much at once.

    From standard input, unless told otherwise.
    """
    if stream is None and sys.stdin is None:
        return
    stream = stream or sys.stdin.buffer
    number = 0
    while data := stream.readline(_LONGEST):
        number += 1
        if number == 1 and data.startswith((b"\xff\xfe", b"\xfe\xff")):
            raise InputError("The input is text in UTF-16; save it as UTF-8.")
        rest = data
        while len(rest) == _LONGEST and not rest.endswith(b"\n"):
            rest = stream.readline(_LONGEST)
        yield number, data.decode("utf-8-sig", errors="replace")
