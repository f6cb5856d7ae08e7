"""The bench: title, map, legend, rose and report together, all showing one desk."""

from dataclasses import replace
from time import monotonic
from typing import TYPE_CHECKING, Final, cast

from textual.app import ComposeResult
from textual.content import Content
from textual.widgets import Static

from hikergame.level.text import printable
from hikergame.tui.actions import action, key_label, keys_of
from hikergame.tui.board import Pane
from hikergame.tui.theme import Palette, palette_of
from hikergame.tui.workshop.boards import GroundBoard, Lines, Rose
from hikergame.tui.workshop.certifying import Certification
from hikergame.tui.workshop.desk import Desk
from hikergame.tui.workshop.plan import Plan
from hikergame.tui.workshop.telling import Told, legend, report, slice_words, stand_lines

if TYPE_CHECKING:
    from hikergame.tui.workshop.app import WorkshopApp

LONG: Final = 1.0
"""Seconds after which the title says how long something takes."""


class Bench(Pane):
    """All of the workshop but its keys."""

    def __init__(self, file: str) -> None:
        """Make a bench for the file of that name."""
        super().__init__()
        self._file = printable(file)
        self._desk = Desk()
        self._dress = self._desk.dress()
        self._busy: float | None = None
        self._headed = ("", "")
        self._title = Static(id="title", markup=False)
        self._map, self._rose = GroundBoard(id="map"), Rose(id="rose")
        self._legend = Lines(id="legend")
        self._report = Lines(id="report", title="Report", further=self._page_down)

    def compose(self) -> ComposeResult:
        """Lay out map and panels."""
        yield self._title
        with Pane(id="field"):
            with Pane(id="left"):
                yield self._map
                yield self._legend
            with Pane(id="right"):
                yield self._rose
                yield self._report

    @property
    def room(self) -> tuple[int, int]:
        """Columns and rows that a plan may take."""
        return self._map.room

    @property
    def palette(self) -> Palette:
        """The colours to draw with."""
        return palette_of(self.app.current_theme)

    def _page_down(self) -> str:
        settings = cast("WorkshopApp", self.app).settings
        return key_label(keys_of(action("workshop.page-down"), settings.keys)[0])

    def turn(self, pages: int) -> None:
        """Go so many pages down in the report."""
        self._report.turn(pages)

    def show(
        self,
        desk: Desk,
        plan: Plan | None,
        certification: Certification | None,
        busy: float | None,
    ) -> None:
        """Show a desk; `busy` is since when it is being surveyed. Only changes are painted."""
        self._desk, self._busy = desk, busy
        dress = desk.dress()
        if not dress.looks_like(self._dress):
            self._dress = dress
        told = Told(
            desk.findings,
            desk.walks_here,
            desk.edition.problems,
            desk.edition.missing,
            desk.failure,
            certification,
        )
        self.show_title()
        self._report.look(report(told, self.palette, self._report.text_width))
        self._show_ground(told, plan)

    def _show_ground(self, told: Told, plan: Plan | None) -> None:
        desk, palette = self._desk, self.palette
        if plan is None or desk.findings is None or desk.at is None:
            self._map.say(report(replace(told, findings=None), palette, self._map.text_width))
            return
        height, slope = plan.cut.stand(desk.at)
        self._map.look(plan, self._dress, plan.cell(desk.at, height))
        flat = desk.findings.flat or plan.flat
        lines = stand_lines(told, plan.cut.place(desk.at), (height, slope), flat, palette)
        self._rose.look(slope[: plan.cut.dims], flat, lines)
        sliced = ""
        if plan.cut.sliced:
            sliced = slice_words(desk.findings.level, plan.cut.through, desk.slice_name)
        width = self._legend.text_width
        self._legend.look(legend(desk.findings, desk.layers, palette, width, sliced))

    def show_title(self) -> None:
        """Say which level this is, and how things stand."""
        level = self._desk.level
        words = ("The workshop" if level is None else level.title, self._state())
        if words != self._headed:
            self._headed = words
            # The path comes last: it is what may be cut off.
            title, state = (f"{words[0]}   ", "bold"), (f"{words[1]}   ", "$accent")
            self._title.update(Content.assemble(title, state, (self._file, "$text-muted")))

    def _state(self) -> str:
        """Say how things stand, in a few words."""
        desk = self._desk
        if desk.edition.missing:
            return "waiting for the file"
        if desk.edition.problems:
            count = len(desk.edition.problems)
            shown = "" if desk.level is None else ", the last sound map"
            return f"{count} problem{'s'[: count > 1]}{shown}"
        if desk.failure:
            return "not surveyed"
        if self._busy is not None:
            seconds = monotonic() - self._busy
            return f"surveying, {seconds:.0f} s" if seconds >= LONG else "surveying"
        return "up to date" if desk.level is not None else ""
