"""The briefing: the level's own words, the facts, and who walks along.

It is there at once with what the list of levels tells; the rest follows when the level
is loaded. Enter before that is not lost: the hike starts as soon as it can.

Where a hike is kept to go on with, a new one takes its place only when told twice.
"""

from dataclasses import dataclass
from textwrap import wrap
from typing import TYPE_CHECKING, cast

from textual import events
from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical, VerticalScroll
from textual.content import Content
from textual.message import Message
from textual.screen import Screen
from textual.widgets import Static

from hikergame.profile import UnderWay
from hikergame.tui.actions import Scope, action, bindings_for, key_label, keys_of
from hikergame.tui.briefing.brief import Brief, Choice
from hikergame.tui.briefing.heading import Heading
from hikergame.tui.home.trail_view import TALL
from hikergame.tui.keybar import KeyBar

if TYPE_CHECKING:
    from hikergame.hike.opponents import Opponent
    from hikergame.tui.app import HikerApp

_CAPTION_WIDTH = 9
_FACT_WIDTH = 21
"""Cells for a fact, beside its caption, in the smallest box."""


class BriefingScreen(Screen[None]):
    """One level, before its hike."""

    BINDINGS = bindings_for(Scope.BRIEFING)
    DEFAULT_CSS = """
    BriefingScreen { background: $background; }
    BriefingScreen #title { height: 4; padding: 1 3 0 3; background: $panel; }
    BriefingScreen #page { height: 1fr; align-horizontal: center; padding: 1 1 0 1; }
    BriefingScreen #middle { height: auto; max-width: 118; }
    BriefingScreen #words { width: 1fr; height: auto; max-height: 66vh; padding: 0 2; }
    BriefingScreen #words { scrollbar-size-vertical: 1; }
    BriefingScreen #side { width: 34; height: auto; margin-left: 1; }
    BriefingScreen .box { height: auto; padding: 0 1; border: round $border; }
    BriefingScreen .box { border-title-color: $text-muted; }
    BriefingScreen #go { dock: bottom; height: 1; margin: 0 1; padding: 0 2; }
    BriefingScreen #go { background: $panel; border-left: thick $accent; }
    BriefingScreen Markdown { padding: 0; margin: 0; background: $background; }
    BriefingScreen.-tall #page { padding: 2 1; }
    BriefingScreen.-tall .box { padding: 1 2; margin-bottom: 1; }
    BriefingScreen.-tall #side { width: 40; }
    BriefingScreen.-tall #go { dock: none; height: 3; max-width: 118; padding: 1 2; }
    BriefingScreen.-tall #go { margin: 1 0 0 0; }
    """

    @dataclass
    class Started(Message):
        """The player puts the blindfold on."""

        rival: "Opponent | None"
        seed: int

    @dataclass
    class ResumeChosen(Message):
        """The player goes on with the hike that is under way on this level."""

        hike: UnderWay

    @dataclass
    class PastChosen(Message):
        """The player wants to see the past hikes of this level."""

        heading: Heading

    class Left(Message):
        """The player goes back to the trail."""

    def __init__(self, heading: Heading) -> None:
        """Show what is known before the level's file was read."""
        super().__init__()
        self._heading = heading
        self._seed = 0
        self._choice = 0
        self._brief: Brief | None = None
        self._waiting = False
        self._asked = False
        """The player was told that a new hike takes the place of the one that is kept."""

    def compose(self) -> ComposeResult:
        """Lay out title, words and facts."""
        heading = self._heading
        yield Static(
            Content.assemble(
                (heading.title, "bold $accent"),
                (f"   {heading.caption}\n", "$text-muted"),
                (heading.summary, "$foreground"),
            ),
            id="title",
        )
        with Vertical(id="page"):
            with Horizontal(id="middle"):
                yield VerticalScroll(id="words", can_focus=False)
                with Vertical(id="side"):
                    yield Static(id="facts", classes="box")
                    yield Static(id="rival", classes="box")
            yield Static(id="go")
        yield KeyBar(lambda: {"briefing.leave": cast("HikerApp", self.app).home_name})

    def on_resize(self, event: events.Resize) -> None:
        """Give everything more air where there is room."""
        self.set_class(event.size.height >= TALL, "-tall")

    def on_mount(self) -> None:
        """Name the boxes."""
        self.query_one("#facts").border_title = "The hike"
        self.query_one("#rival").border_title = "Beside you"
        self._draw()

    async def show(self, brief: Brief, seed: int | None) -> None:
        """Show what the loaded level says; start if that was asked for already.

        Without a `seed`, noise is drawn where there is any.
        """
        from textual.widgets import Markdown

        self._brief = brief
        self._choice = brief.first
        self._seed = (self._draw_seed() if brief.noisy else 0) if seed is None else seed
        self._draw()
        self.refresh_bindings()
        words = self.query_one("#words", VerticalScroll)
        await words.mount(Markdown(brief.markdown, open_links=False))
        if self._waiting:
            self.action_start()

    def _draw(self) -> None:
        brief = self._brief
        self.query_one("#side").visible = brief is not None
        go = self.query_one("#go", Static)
        if brief is None:
            go.update(Content.styled("Looking at the ground …", "$text-muted"))
            return
        go.update(self._what_to_do())
        self.query_one("#facts", Static).update(self._facts(brief))
        rival = self.query_one("#rival", Static)
        rival.update(self._rival(brief.choices))
        keys = f"{self._key('briefing.rival-back')} {self._key('briefing.rival')}"
        rival.border_title = f"Beside you · {keys} {self._choice + 1} of {len(brief.choices)}"

    def _what_to_do(self) -> Content:
        """Say what Enter does, and how to go on with a hike that is kept."""
        enter, kept = self._key("briefing.start"), self._heading.begun
        if kept is None:
            told = [(f"{enter} ", "bold $accent"), ("puts the blindfold on.", "$foreground")]
        elif self._asked:
            told = [
                (enter, "bold $accent"),
                (" again forgets the hike you left and begins anew; ", "$warning"),
                (f"{self._key('briefing.resume')} ", "bold $accent"),
                ("goes on.", "$foreground"),
            ]
        else:
            at = f"step {kept.step} of {kept.steps}"
            told = [
                (f"{self._key('briefing.resume')} ", "bold $accent"),
                (f"goes on with the hike you left at {at}; ", "$foreground"),
                (f"{enter} ", "bold $accent"),
                ("begins anew.", "$foreground"),
            ]
        return Content.assemble(*told)

    def _facts(self, brief: Brief) -> Content:
        facts = list(brief.facts)
        if brief.noisy:
            facts.append(("noise", f"number {self._seed}, {self._key('briefing.seed')} for other"))
        if self._heading.best:
            facts.append(("best", self._heading.best))
        lines = []
        for name, words in facts:
            for number, line in enumerate(wrap(words, _FACT_WIDTH)):
                caption = "" if number else name
                lines.append(
                    Content.assemble(
                        (caption.ljust(_CAPTION_WIDTH), "$text-muted"), (line, "$foreground")
                    )
                )
        return Content("\n").join(lines)

    def _rival(self, choices: tuple[Choice, ...]) -> Content:
        choice = choices[self._choice]
        return Content.assemble(
            (f"{choice.title}\n", "bold $error"),
            (f"{choice.setting}\n", "$foreground"),
            (choice.remark, "$text-muted"),
        )

    def _key(self, action_id: str) -> str:
        keys = keys_of(action(action_id), cast("HikerApp", self.app).settings.keys)
        return key_label(keys[0])

    def action_start(self) -> None:
        """Start, at once or as soon as the level is there; told twice if a hike is kept."""
        if self._brief is None:
            self._waiting = True
            return
        if self._heading.begun is not None and not self._asked:
            self._asked = True
            self._draw()
            return
        self.post_message(self.Started(self._brief.choices[self._choice].spec, self._seed))

    def action_rival(self) -> None:
        """Choose the next rival."""
        self._choose(1)

    def action_rival_back(self) -> None:
        """Choose the rival before."""
        self._choose(-1)

    def _choose(self, by: int) -> None:
        if self._brief is not None:
            self._choice = (self._choice + by) % len(self._brief.choices)
            self._draw()

    def action_seed(self) -> None:
        """Draw other noise."""
        self._seed = self._draw_seed()
        self._draw()

    def _draw_seed(self) -> int:
        return cast("HikerApp", self.app).draw_seed()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Offer other noise only where there is any."""
        if action == "seed":
            return self._brief is not None and self._brief.noisy
        if action == "past":
            return bool(self._heading.best)
        if action == "resume":
            return self._heading.begun is not None
        return super().check_action(action, parameters)

    def action_past(self) -> None:
        """See past hikes."""
        self.post_message(self.PastChosen(self._heading))

    def action_resume(self) -> None:
        """Go on with the hike under way."""
        if self._heading.begun is not None:
            self.post_message(self.ResumeChosen(self._heading.begun))

    def action_up(self) -> None:
        """Scroll the words up."""
        self.query_one("#words", VerticalScroll).scroll_up(animate=False)

    def action_down(self) -> None:
        """Scroll the words down."""
        self.query_one("#words", VerticalScroll).scroll_down(animate=False)

    def action_leave(self) -> None:
        """Go back to the trail."""
        self.post_message(self.Left())
