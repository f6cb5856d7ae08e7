"""The workshop's screen: it watches a file, and shows what the level in it contains.

The event loop never waits. One thread looks at the file, reads it and draws its ground: what
an author who has just saved waits for. Another one finds out all else, stage by stage, each
shown when it is there. A newer save forestalls what has not begun, and nobody sees what
comes of the rest. While another screen covers it, the workshop rests.
"""

import asyncio
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from time import monotonic
from typing import Final, TypeVar

import numpy as np
from textual import work
from textual.app import ComposeResult
from textual.message import Message
from textual.screen import Screen
from textual.theme import Theme

from hikergame.arrays import FloatArray
from hikergame.errors import HikergameError
from hikergame.level import Level
from hikergame.tui.actions import Scope, bindings_for
from hikergame.tui.board import depth_of, lay_out_at_once
from hikergame.tui.drawing.row import forget_styles
from hikergame.tui.keybar import KeyBar
from hikergame.tui.theme import palette_of
from hikergame.tui.workshop.bench import LONG, Bench
from hikergame.tui.workshop.boards import GroundBoard
from hikergame.tui.workshop.certifying import Certification, Measure, Stopped, measured
from hikergame.tui.workshop.desk import Desk
from hikergame.tui.workshop.finding import Findings, accurately, coarsely, from_place, raced
from hikergame.tui.workshop.plan import Plan, draw_plan
from hikergame.tui.workshop.reading import Edition, Reader
from hikergame.tui.workshop.watching import INTERVAL

T = TypeVar("T")

_COLUMNS = [(0, "-narrow"), (110, "-wide")]
_ROWS = [(0, "-low"), (36, "-tall")]
_PAINTED: Final = 0.05
"""Seconds in which a new map is surely painted; no thread that reckons shall hold that up."""


class WorkshopScreen(Screen[None]):
    """A level while it is being written."""

    BINDINGS = bindings_for(Scope.WORKSHOP)
    HORIZONTAL_BREAKPOINTS = _COLUMNS
    VERTICAL_BREAKPOINTS = _ROWS
    CSS_PATH = "workshop.tcss"
    AUTO_FOCUS = ""

    @dataclass
    class Walked(Message):
        """The author wants to walk the level, blindfolded."""

        level: Level

    class Left(Message):
        """The author is done."""

    class Advanced(Message):
        """A certificate is further than it was."""

    def __init__(self, path: Path, *, measure: Measure = measured) -> None:
        """Watch a file, whether it is there yet or not; `measure` makes certificates."""
        super().__init__()
        self.path = path
        self.desk = Desk()
        self.certification: Certification | None = None
        self._measure = measure
        self._reader = Reader(path)
        self._plan: Plan | None = None
        self._bench = Bench(str(path))
        self._busy: float | None = None
        """Since when the ground is being surveyed."""
        self._quick = ThreadPoolExecutor(1, thread_name_prefix="workshop-quick")
        self._slow = ThreadPoolExecutor(1, thread_name_prefix="workshop-slow")

    def compose(self) -> ComposeResult:
        """Lay out map and panels."""
        lay_out_at_once(self)
        yield self._bench
        yield KeyBar()

    def on_mount(self) -> None:
        """Follow the theme, and time."""
        self.app.theme_changed_signal.subscribe(self, self._theme_changed)
        self.set_interval(LONG, self._bench.show_title)
        self._show()

    def on_unmount(self) -> None:
        """Let go of the theme, of work that has not begun, and of the map's colours."""
        self.app.theme_changed_signal.unsubscribe(self)
        if self.certification is not None:
            self.certification.stop()
        for threads in (self._quick, self._slow):
            threads.shutdown(wait=False, cancel_futures=True)
        forget_styles()

    def on_screen_resume(self) -> None:
        """Watch the file, once the board has its size."""
        self.call_after_refresh(self._watch)

    def on_screen_suspend(self) -> None:
        """Rest: somebody may be walking there blindfolded."""
        self.workers.cancel_group(self, "watch")

    # Watching: what is on the screen soonest

    async def _in(self, threads: ThreadPoolExecutor, job: Callable[[], T]) -> T:
        return await asyncio.get_running_loop().run_in_executor(threads, job)

    @work(exclusive=True, group="watch")
    async def _watch(self) -> None:
        """Look at the file again and again."""
        while True:
            edition, plan = await self._in(self._quick, self._look())
            if edition is not None:
                self._take(edition, plan)
            await asyncio.sleep(INTERVAL)

    def _look(self) -> Callable[[], tuple[Edition | None, Plan | str | None]]:
        """Return what looks at the file, and draws what is new in it, in one go."""
        desk, draw = self.desk, self._drawer()

        def look() -> tuple[Edition | None, Plan | str | None]:
            edition = self._reader.look()
            if edition is None or edition.level is None or desk.plays_alike(edition.level):
                return edition, None
            return edition, draw(desk.with_edition(edition))

        return look

    def _drawer(self) -> Callable[[Desk], Plan | str | None]:
        """Return what draws a desk's plan for the present size; a text says why it cannot."""
        room = self._bench.room
        palette, depth = palette_of(self.app.current_theme), depth_of(self.app)

        def draw(desk: Desk) -> Plan | str | None:
            if desk.cut is None or desk.level is None:
                return None
            try:
                return draw_plan(desk.cut, desk.level.steps, room, palette, depth)
            except HikergameError as error:
                return str(error)

        return draw

    def _take(self, edition: Edition, plan: Plan | str | None) -> None:
        """Show what the file holds now; survey it if it is other ground."""
        level = edition.level
        alike = level is not None and self.desk.plays_alike(level)
        self.desk = self.desk.with_edition(edition)
        self.set_class(self.desk.stale, "-broken")
        self.set_class(self.desk.level is None, "-empty")
        if level is not None and not alike:
            self._put_up(plan)
            self._withdraw()
            self._busy = monotonic()
            self._survey(level)
        self._show()

    def _put_up(self, plan: Plan | str | None) -> None:
        if isinstance(plan, str):
            self.desk = replace(self.desk, failure=plan)
        else:
            self._plan = plan

    @work(exclusive=True, group="plan")
    async def _draw_again(self) -> None:
        """Draw the same ground for another size, theme or slice."""
        draw, desk = self._drawer(), self.desk
        plan = await self._in(self._quick, lambda: draw(desk))
        if desk.level is not None and self.desk.plays_alike(desk.level):
            self._put_up(plan)
            self._show()

    def on_ground_board_resized(self, message: GroundBoard.Resized) -> None:
        """Draw for the new size."""
        message.stop()
        self._draw_again()

    def _theme_changed(self, _theme: Theme) -> None:
        self._draw_again()

    # Surveying: what may take its time

    @work(exclusive=True, group="survey")
    async def _survey(self, level: Level) -> None:
        """Find out more and more about a level, and show it as it comes."""
        await self._painted()
        try:
            findings = await self._in(self._slow, partial(coarsely, level))
            self._found(findings)
            findings = await self._in(self._slow, partial(raced, findings))
            self._found(findings)
            if self.desk.here is not None:
                self._release(self.desk.here)
            if not findings.shortened:
                self._found(await self._in(self._slow, partial(accurately, findings)))
        except HikergameError as error:
            self.desk = replace(self.desk, failure=str(error))
        self._busy = None
        self._show()

    async def _painted(self) -> None:
        """Wait until what is new is on the screen; a screen that is covered paints nothing."""
        painted = asyncio.Event()
        self.call_after_refresh(painted.set)
        with suppress(TimeoutError):
            await asyncio.wait_for(painted.wait(), _PAINTED)

    def _found(self, findings: Findings) -> None:
        self.desk = self.desk.with_findings(findings)
        self._show()

    @work(exclusive=True, group="release")
    async def _release(self, place: FloatArray) -> None:
        """Let the rivals go from a place (d,), with the rates that they have at the start."""
        findings = self.desk.findings
        self.desk = replace(self.desk, here=place, walks_here=())
        self._show()
        if findings is None or len(findings.rates) != len(findings.level.rivals):
            return  # They will be let go as soon as their rates are known.
        level, rivals = (
            findings.level,
            list(zip(findings.level.rivals, findings.rates, strict=True)),
        )
        try:
            walks = await self._in(self._quick, lambda: from_place(level, place, rivals))
        except HikergameError as error:
            self.desk = replace(self.desk, failure=str(error))
        else:
            if self.desk.plays_alike(level):
                self.desk = replace(self.desk, walks_here=walks)
        self._show()

    def _show(self) -> None:
        """Bring all boards up to date."""
        if self.is_mounted:
            self._bench.show(self.desk, self._plan, self.certification, self._busy)

    # The cursor

    def on_ground_board_pointed(self, message: GroundBoard.Pointed) -> None:
        """Put the cursor where the author clicked, and let the rivals go from there."""
        message.stop()
        if self._plan is not None:
            self._move_to(self._plan.at(message.column, message.row))
            self.action_release()

    def _move_to(self, at: FloatArray | None) -> None:
        if at is not None:
            self.desk = replace(self.desk, at=at)
            self._show()

    def _move_by(self, columns: int, rows: int) -> None:
        plan, at = self._plan, self.desk.at
        if plan is not None and at is not None:
            column, row = plan.cell(at, plan.cut.stand(at)[0])
            column = min(max(0, column + columns), plan.width - 1)
            self._move_to(plan.at(column, min(max(0, row + rows), plan.height - 1)))

    def action_west(self) -> None:
        """Move the cursor a cell to the west."""
        self._move_by(-1, 0)

    def action_east(self) -> None:
        """Move the cursor a cell to the east."""
        self._move_by(1, 0)

    def action_north(self) -> None:
        """Move the cursor a cell to the north."""
        self._move_by(0, -1)

    def action_south(self) -> None:
        """Move the cursor a cell to the south."""
        self._move_by(0, 1)

    def action_start(self) -> None:
        """Move the cursor to the start."""
        level = self.desk.level
        self._move_to(None if level is None else level.start[:2])

    def action_valley(self) -> None:
        """Move the cursor to the next valley."""
        self._move_to(self.desk.next_valley())

    def action_release(self) -> None:
        """Let the rivals go from the cursor."""
        if self._plan is not None and self.desk.at is not None:
            self._release(np.array(self._plan.cut.place(self.desk.at)))

    def action_recall(self) -> None:
        """Show the rivals' ways from the start alone."""
        self.workers.cancel_group(self, "release")
        self.desk = replace(self.desk, here=None, walks_here=())
        self._show()

    # Layers, slices, the report

    def _toggle(self, layer: str) -> None:
        self.desk = replace(self.desk, layers=self.desk.layers.toggled(layer))
        self._show()

    def action_basins(self) -> None:
        """Show or hide where water parts."""
        self._toggle("basins")

    def action_rivals(self) -> None:
        """Show or hide the rivals' ways."""
        self._toggle("rivals")

    def action_valleys(self) -> None:
        """Show or hide valleys and passes."""
        self._toggle("valleys")

    def action_slice(self) -> None:
        """Cut the ground elsewhere."""
        self.desk = self.desk.next_slice()
        self._draw_again()

    def action_page_up(self) -> None:
        """Read further up."""
        self._bench.turn(-1)

    def action_page_down(self) -> None:
        """Read further down."""
        self._bench.turn(1)

    # Walking and certifying

    def action_walk(self) -> None:
        """Walk the last sound level."""
        if self.desk.level is not None:
            self.post_message(self.Walked(self.desk.level))

    def action_certify(self) -> None:
        """Certify the level, or stop doing so."""
        if self.certification is not None and not self.certification.over:
            self.certification.stop()
            self._show()
        elif self.desk.level is not None and not self.desk.stale:
            self._certify(Certification(self.desk.level, self._measure))

    def _withdraw(self) -> None:
        """Let go of a certificate that would be of another level."""
        if self.certification is not None:
            if not self.certification.over:
                self.notify("The ground has changed, so certifying was stopped.", markup=False)
            self.certification.stop()
            self.certification = None

    @work(group="certify")
    async def _certify(self, one: Certification) -> None:
        self.certification = one
        self._show()
        try:
            await asyncio.to_thread(one.run, lambda: self.post_message(self.Advanced()))
        except Stopped:
            one.failure = "Stopped; nothing was written."
        except HikergameError as error:
            one.failure = str(error)
        self._show()

    def on_workshop_screen_advanced(self, message: Advanced) -> None:
        """Show how far it is."""
        message.stop()
        self._show()

    def action_leave(self) -> None:
        """Stop certifying, or leave."""
        if self.certification is not None and not self.certification.over:
            self.action_certify()
        else:
            self.post_message(self.Left())

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Offer slices only of ground that cannot be seen whole."""
        if action == "slice":
            return self.desk.level is not None and self.desk.level.dims > 2
        return super().check_action(action, parameters)
