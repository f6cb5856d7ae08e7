"""The console's app: the line to the room, the screen, and what is asked beside it.

A client of the room's own channel, whether the server runs in this process or far away: the
same console comes back to a room after it was closed, or after the server was.
"""

import asyncio
import logging
import sys
from collections.abc import Callable
from contextlib import aclosing
from dataclasses import dataclass
from pathlib import Path
from typing import ClassVar

from textual import work
from textual.command import Provider
from textual.screen import Screen

from hikergame.classroom.client import http
from hikergame.classroom.client.address import Address
from hikergame.classroom.client.line import Ended, Offline
from hikergame.classroom.client.teaching import Lesson, Seen, TeacherLine
from hikergame.classroom.errors import RefusedError
from hikergame.classroom.messages.base import EntrantKind, Phase
from hikergame.classroom.messages.teaching import TeacherView
from hikergame.classroom.messages.walking import Why
from hikergame.errors import ExitCode, HikergameError
from hikergame.files import write_whole
from hikergame.profile import Profile
from hikergame.tui.actions import Scope
from hikergame.tui.base import BaseApp
from hikergame.tui.console.asking import GUARD
from hikergame.tui.console.desk import Desk
from hikergame.tui.console.next_step import counted
from hikergame.tui.console.screen import ConsoleScreen

_FORMS = ("csv", "jsonl", "html")
_UNCOVERED = (Phase.REVEALED, Phase.FINISHED)
_MAP_PATIENCE = 30
"""Times that a reveal is asked for again while the server draws it, a second apart."""


def _palette() -> type[Provider]:
    """Load what the palette searches when it is first opened."""
    from hikergame.tui.palette.provider import Actions

    return Actions


@dataclass(frozen=True)
class Post:
    """Where a console stands."""

    address: Address
    """The server, as this computer reaches it."""
    token: str
    """The teacher's."""
    hosting: bool
    """Whether the server ends with this console."""
    folder: Path = Path()
    """Where results are written."""


class ConsoleApp(BaseApp):
    """A teacher in a room."""

    COMMANDS: ClassVar = {_palette}
    SCOPES = (Scope.CONSOLE, Scope.ASKING, Scope.HELP)
    # Textual reads the style sheets of screens that are pushed, not of the one to begin with.
    CSS_PATH = ConsoleScreen.CSS_PATH

    def __init__(self, post: Post, *, profile: Profile | None = None, guard: float = GUARD) -> None:
        """Stand at a post; a key held down for less than `guard` seconds does nothing twice."""
        self.line = TeacherLine(post.address, post.token)
        self._post = post
        self._guard = guard
        self._uncovered = 0
        super().__init__(profile or Profile())

    def get_default_screen(self) -> Screen[None]:
        """Begin in the room."""
        return ConsoleScreen(self.line, farewell=self._farewell, guard=self._guard)

    @property
    def lesson(self) -> ConsoleScreen:
        """The screen at the bottom of the stack."""
        screen = self.screen_stack[0]
        assert isinstance(screen, ConsoleScreen)
        return screen

    def on_mount(self) -> None:
        """Go to the room."""
        self._attend()

    async def on_unmount(self) -> None:
        """Hang up."""
        await self.line.close()

    # What happens

    @work
    async def _attend(self) -> None:
        """Hear what happens until the line ends for good."""
        try:
            async with aclosing(aiter(self.line)) as happenings:
                async for happening in happenings:
                    self._hear(happening)
        except HikergameError as error:
            self._end(str(error), error.exit_code)

    def _hear(self, happening: Lesson) -> None:
        match happening:
            case Seen(view=view):
                self.lesson.see(view)
                self._mind_reveal(view)
            case Offline(reason=reason):
                self.lesson.lose(reason)
            case Ended(reason=reason):
                self._end(reason, ExitCode.BAD_INPUT)

    def _end(self, why: str, code: ExitCode) -> None:
        """Leave because nothing more can come."""
        self._untold.append(why)
        self.exit(code)

    def _mind_reveal(self, view: TeacherView) -> None:
        """Read out what is said of a round as soon as it is uncovered."""
        number = view.room.round
        if view.room.phase in _UNCOVERED and number > self._uncovered:
            last = next((one for one in view.plan if one.number == number), None)
            if last is not None and last.state == "revealed":
                self._uncovered = number
                self._fetch_words(number)

    @work(exclusive=True, group="reveal")
    async def _fetch_words(self, number: int) -> None:
        """Ask for the words until they are there."""
        post = self._post
        for _ in range(_MAP_PATIENCE):
            try:
                words = await asyncio.to_thread(http.reveal_words, post.address, number, post.token)
            except RefusedError as error:
                if error.why is not Why.NOT_NOW:
                    self.complain(error)
                    return
            except HikergameError:
                pass  # it is away for a moment, or takes its time to draw
            else:
                self.lesson.read_out(words)
                return
            await asyncio.sleep(1.0)
        self._uncovered = number - 1  # it is asked again when the next news comes

    # What is asked beside the room

    def on_deeds_save_wanted(self) -> None:
        """Write the results into a folder."""
        view = self.lesson.desk.view
        if view is not None:
            folder = self._post.folder / f"hikergame-{view.code}"
            self.notify("The results are being written ...", timeout=3)
            self.errand(lambda: self._saved(folder), self._tell_saved, self._not_saved)

    def _saved(self, folder: Path) -> Path:
        """Fetch the results in every form, and write them; return the folder."""
        post = self._post
        found = {form: http.results(post.address, form, post.token) for form in _FORMS}
        try:
            folder.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise SaveError(f"{folder} cannot be made: {error.strerror}") from error
        for form, content in found.items():
            write_whole(folder / f"results.{form}", content)
        return folder.resolve()

    def _tell_saved(self, folder: Path) -> None:
        forms = ", ".join(f"results.{form}" for form in _FORMS)
        self.notify(f"{forms} are in {folder}", title="Saved", timeout=15, markup=False)

    def _not_saved(self, error: HikergameError) -> None:
        if isinstance(error, RefusedError) and error.why is Why.NOT_FOUND:
            said = "This server gives out no results. All is in its log: hikergame results"
            self.notify(said, severity="warning", timeout=15, markup=False)
        else:
            self.complain(error)

    # The end

    def _farewell(self, desk: Desk) -> tuple[str, str]:
        """Return what is asked before leaving, and what yes does."""
        if not self._post.hosting:
            asked = "Leave the console? The room stays open on its server, and all goes on."
            return asked, "leave the console"
        seats = () if desk.view is None or desk.finished else desk.view.seats
        there = sum(seat.connected for seat in seats if seat.kind is EntrantKind.PERSON)
        who = f" {counted(there, 'pupil is', 'pupils are')} connected." if there else ""
        asked = f"Close the room?{who} All is kept, and it can be opened again as it was."
        return asked, "close the room"

    def on_deeds_left(self) -> None:
        """Leave."""
        self.exit(ExitCode.OK)

    # Keys

    def action_help(self) -> None:
        """Show all keys on one page; asked there once more, explain them."""
        if isinstance(self.screen, ConsoleScreen):
            self.push_screen(self.lesson.all_keys())
        else:
            super().action_help()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Offer no walk-through, and no sleep to whoever has a class to serve."""
        if action == "skip" or (action == "suspend_process" and self._post.hosting):
            return False
        return super().check_action(action, parameters)

    def action_skip(self) -> None:
        """Do nothing: there is no walk-through here."""


class SaveError(HikergameError):
    """The results cannot be written there."""

    exit_code: ClassVar[ExitCode] = ExitCode.STORAGE


class _Murmur(logging.Handler):
    """Says once, on the console, what a server in the same process would say on its screen."""

    def __init__(self, tell: Callable[[str], None]) -> None:
        super().__init__(logging.WARNING)
        self._tell = tell
        self._told: set[str] = set()

    def emit(self, record: logging.LogRecord) -> None:
        """Say it, unless it was said before."""
        said = record.getMessage()
        if said not in self._told:
            self._told.add(said)
            self._tell(f"The server: {said}")


def run_console(post: Post) -> ExitCode:
    """Teach until the teacher leaves; return the exit code, INTERRUPTED after Ctrl-C."""
    app = ConsoleApp(post)
    murmur, log = _Murmur(app._tell), logging.getLogger("hikergame")
    log.addHandler(murmur)
    try:
        result = app.run()
    finally:
        log.removeHandler(murmur)
    app.keeper.close()
    for sentence in app.take_untold():
        print(sentence, file=sys.stderr)
    return ExitCode(app.return_code or 0 if result is None else result)
