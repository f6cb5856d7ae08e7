"""What covers the console for a moment: a question, a line to type, a code to read out."""

from time import monotonic
from typing import ClassVar

from textual.app import App, ComposeResult
from textual.containers import Vertical
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Input, Static

from hikergame.tui.actions import KeyMap, Scope, action, bindings_for, key_label, keys_of
from hikergame.tui.base import BaseApp
from hikergame.tui.drawing.letters import largest

GUARD = 0.4
"""Seconds in which a question takes no answer: a key held down must not say yes to it."""
_WORDS = 17
"""Rows that a code to be read out leaves for the words about it."""

_LOOK = """
    {name} {{ align: center middle; background: $background 60%; }}
    {name} Vertical {{
        width: 76; height: auto; padding: 1 2;
        border: round $warning; background: $surface;
    }}
    {name} Static {{ width: 1fr; }}
"""


class AskScreen(ModalScreen[bool]):
    """A question that is answered with yes or no."""

    BINDINGS = bindings_for(Scope.ASKING)
    DEFAULT_CSS: ClassVar[str] = _LOOK.format(name="AskScreen")

    def __init__(self, question: str, yes: str, *, guard: float = GUARD) -> None:
        """Ask a question; `yes` says what is done then."""
        super().__init__()
        self.question = question
        self._yes = yes
        self._from = monotonic() + guard

    def compose(self) -> ComposeResult:
        """Lay out the question, and the keys that answer it."""
        with Vertical():
            yield Static(Content.styled(self.question, "bold $foreground"))
            yield Static(_answers(self.app, ("asking.yes", self._yes), ("asking.no", "no")))

    def action_yes(self) -> None:
        """Say yes, unless the question has only just come up."""
        if monotonic() >= self._from:
            self.dismiss(True)

    def action_no(self) -> None:
        """Say no."""
        self.dismiss(False)


class TypeScreen(ModalScreen[str | None]):
    """A line to type."""

    BINDINGS = bindings_for(Scope.ASKING)
    DEFAULT_CSS: ClassVar[str] = (
        _LOOK.format(name="TypeScreen")
        + """
    TypeScreen Input { margin: 1 0 0 0; }
    """
    )

    def __init__(self, words: str, text: str = "", *, yes: str) -> None:
        """Ask for a line, with a text to begin with; `yes` says what is done with it."""
        super().__init__()
        self._yes = yes
        self._words = words
        self._text = text

    def compose(self) -> ComposeResult:
        """Lay out what is asked for, and the line."""
        with Vertical():
            yield Static(Content.styled(self._words, "bold $foreground"))
            yield Input(self._text, select_on_focus=True)
            answers = ("asking.yes", self._yes), ("asking.no", "leave it")
            yield Static(_answers(self.app, *answers, typing=True))

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Take the line."""
        event.stop()
        self.dismiss(event.value)

    def action_yes(self) -> None:
        """Take the line."""
        self.dismiss(self.query_one(Input).value)

    def action_no(self) -> None:
        """Leave it."""
        self.dismiss(None)


class RecoveryScreen(ModalScreen[None]):
    """A recovery code, to be read out to one pupil."""

    BINDINGS = bindings_for(Scope.ASKING)
    DEFAULT_CSS: ClassVar[str] = (
        _LOOK.format(name="RecoveryScreen")
        + """
    RecoveryScreen Vertical { width: 94%; }
    RecoveryScreen #letters { color: $accent; margin: 1 0; }
    """
    )

    def __init__(self, name: str, code: str, command: str) -> None:
        """Show the code that gives a hiker of that name his seat back."""
        super().__init__()
        self.code = code
        self._who, self._command = name, command

    def compose(self) -> ComposeResult:
        """Lay out the code, and what is to be done with it."""
        told = Content.assemble(
            ("Read it out to ", "$text-muted"),
            (self._who, "bold $foreground"),
            (". In a browser: “I was here before”. In a terminal:\n", "$text-muted"),
            (self._command, "$foreground"),
            ("\nThe device of before is out as soon as the code is used.", "$text-muted"),
        )
        with Vertical():
            yield Static(Content(f"{self.code}"), id="plain")
            yield Static(Content("\n".join(self._letters())), id="letters")
            yield Static(told)
            yield Static(_answers(self.app, ("asking.yes", "done")))

    def _letters(self) -> list[str]:
        """Return the code as large as the screen allows."""
        wide, tall = self.app.size
        return largest(self.code, int(0.94 * wide) - 6, tall - _WORDS)

    def action_yes(self) -> None:
        """Put it away."""
        self.dismiss()

    def action_no(self) -> None:
        """Put it away."""
        self.dismiss()


def _answers(app: App[object], *answers: tuple[str, str], typing: bool = False) -> Content:
    """Return keys, each with what it does; `typing`, those that are letters only write."""
    key_map: KeyMap = app.settings.keys if isinstance(app, BaseApp) else {}
    parts = []
    for action_id, says in answers:
        those = keys_of(action(action_id), key_map)
        keys = " or ".join(key_label(key) for key in those if len(key) > 1 or not typing)
        parts += [(f"\n{keys}", "bold $footer-key-foreground"), (f" {says}   ", "$foreground")]
    return Content.assemble(*parts)
