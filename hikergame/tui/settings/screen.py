"""The settings screen: lines with a cursor; a change holds at once and is kept at once."""

from dataclasses import dataclass, replace

from textual import events
from textual.app import ComposeResult, RenderResult
from textual.containers import VerticalScroll
from textual.content import Content
from textual.geometry import Region
from textual.message import Message
from textual.screen import ModalScreen, Screen
from textual.widget import Widget
from textual.widgets import Input, Label, Static

from hikergame.profile import Settings, clean_name
from hikergame.profile.settings import LONGEST_NAME
from hikergame.tui.actions import Action, Clash, Scope, bindings_for
from hikergame.tui.keybar import KeyBar
from hikergame.tui.settings.lines import Line, changed, defaulted, sections, with_key

_LABEL_WIDTH = 30
_VALUE_WIDTH = 24


class SettingsPage(Widget):
    """Every setting on a line of its own."""

    ALLOW_SELECT = False
    DEFAULT_CSS = """
    SettingsPage { width: 1fr; height: auto; }
    """

    @dataclass
    class Clicked(Message):
        """The mouse pressed on a line."""

        number: int

    def __init__(self, settings: Settings) -> None:
        """Draw these settings, with the cursor on the first line."""
        super().__init__()
        self.cursor = 0
        self.show(settings)

    def show(self, settings: Settings) -> None:
        """Draw other settings."""
        self.lines: list[Line] = []
        self._rows: list[str | int] = []
        for section in sections(settings):
            self._rows += ["", section.title.upper()] if self._rows else [section.title.upper()]
            for line in section.lines:
                self._rows.append(len(self.lines))
                self.lines.append(line)
        if self.is_attached:
            self.refresh(layout=True)

    @property
    def line(self) -> Line:
        """The line under the cursor."""
        return self.lines[self.cursor]

    def move(self, number: int) -> None:
        """Put the cursor on a line and bring it into view."""
        self.cursor = min(max(number, 0), len(self.lines) - 1)
        self.refresh()
        y = self._rows.index(self.cursor)
        self.screen.query_one(VerticalScroll).scroll_to_region(
            Region(0, y - 1, 1, 3), animate=False, force=True
        )

    def render(self) -> RenderResult:
        """Draw all rows."""
        width = self.size.width
        return Content("\n").join([self._drawn(row, width) for row in self._rows])

    def _drawn(self, row: str | int, width: int) -> Content:
        if isinstance(row, str):
            return Content.styled(row, "bold $secondary")
        line = self.lines[row]
        here = row == self.cursor
        value = "bold $footer-key-foreground" if line.action else "bold $accent"
        drawn = Content.assemble(
            ("▸ " if here else "  ", "$accent"),
            (line.label.ljust(_LABEL_WIDTH), "bold $foreground" if here else "$foreground"),
            (line.value.ljust(_VALUE_WIDTH), value),
        )
        room = width - drawn.cell_length - 1
        drawn = Content.assemble(drawn, " " * max(0, room))
        return drawn.stylize("on $panel") if here else drawn

    def on_click(self, event: events.Click) -> None:
        """Tell which line was pressed."""
        row = self._rows[event.y] if 0 <= event.y < len(self._rows) else ""
        if isinstance(row, int):
            self.post_message(self.Clicked(row))


class SettingsScreen(Screen[None]):
    """All settings; `Changed` tells each change as it is made."""

    BINDINGS = bindings_for(Scope.SETTINGS)
    DEFAULT_CSS = """
    SettingsScreen { background: $background; }
    SettingsScreen VerticalScroll { padding: 1 2; scrollbar-size-vertical: 1; }
    SettingsScreen #advice { height: 3; padding: 1 4; color: $text-muted; }
    """

    @dataclass
    class Changed(Message):
        """The player changed something."""

        settings: Settings

    def __init__(self, settings: Settings) -> None:
        """Show these settings."""
        super().__init__()
        self._settings = settings

    def compose(self) -> ComposeResult:
        """Lay out the page, a line of advice and the keys."""
        with VerticalScroll(can_focus=False):
            yield SettingsPage(self._settings)
        yield Static(id="advice")
        yield KeyBar()

    def on_mount(self) -> None:
        """Explain the first line."""
        self._move(0)

    def _move(self, number: int) -> None:
        page = self.query_one(SettingsPage)
        page.move(number)
        self.query_one("#advice", Static).update(Content(page.line.explanation))

    def _change(self, settings: Settings) -> None:
        if settings != self._settings:
            self._settings = settings
            self.query_one(SettingsPage).show(settings)
            self.post_message(self.Changed(settings))

    def action_up(self) -> None:
        """Move to the line above."""
        self._move(self.query_one(SettingsPage).cursor - 1)

    def action_down(self) -> None:
        """Move to the line below."""
        self._move(self.query_one(SettingsPage).cursor + 1)

    def action_change(self) -> None:
        """Change the setting under the cursor, asking for a name or a key where it is one."""
        line = self.query_one(SettingsPage).line
        if line.action is not None:
            self.app.push_screen(KeyQuestion(line.action), self._rebind)
        elif line.name == "name":
            self.app.push_screen(NameQuestion(self._settings.name), self._rename)
        else:
            self._change(changed(self._settings, line))

    def action_default(self) -> None:
        """Give the setting under the cursor its first value again."""
        self._change(defaulted(self._settings, self.query_one(SettingsPage).line))

    def _rename(self, name: str | None) -> None:
        if name is not None:
            self._change(replace(self._settings, name=clean_name(name)))

    def _rebind(self, key: str | None) -> None:
        action = self.query_one(SettingsPage).line.action
        if key is None or action is None:
            return
        result = with_key(self._settings, action, key)
        if isinstance(result, Clash):
            self.notify(f"{result}.", title="Not changed", severity="warning", markup=False)
        else:
            self._change(result)

    def action_leave(self) -> None:
        """Go back."""
        self.dismiss()

    def on_settings_page_clicked(self, message: SettingsPage.Clicked) -> None:
        """Move to a line by mouse; change it when the cursor is there already."""
        if self.query_one(SettingsPage).cursor == message.number:
            self.action_change()
        else:
            self._move(message.number)


class KeyQuestion(ModalScreen[str | None]):
    """Asks for the key that an action shall have; Escape keeps the one it has."""

    DEFAULT_CSS = """
    KeyQuestion { align: center middle; background: $background 60%; }
    KeyQuestion Static {
        width: auto;
        padding: 1 3;
        border: round $accent;
        background: $panel;
    }
    """

    def __init__(self, action: Action) -> None:
        """Ask for that action's key."""
        super().__init__()
        self._action = action

    def compose(self) -> ComposeResult:
        """Ask."""
        yield Static(
            Content.assemble(
                ("Press the key for ", "$foreground"),
                (self._action.label, "bold $accent"),
                ("\nesc keeps it as it is", "$text-muted"),
            )
        )

    def on_key(self, event: events.Key) -> None:
        """Take whatever key comes."""
        event.stop()
        event.prevent_default()
        self.dismiss(None if event.key == "escape" else event.key)


class NameQuestion(ModalScreen[str | None]):
    """Asks for the player's name; Escape keeps the one there is."""

    DEFAULT_CSS = """
    NameQuestion { align: center middle; background: $background 60%; }
    NameQuestion > Label { width: 48; padding: 0 1; background: $panel; }
    NameQuestion Input { width: 48; }
    """

    def __init__(self, name: str) -> None:
        """Ask, beginning with the name there is."""
        super().__init__()
        self._name = name

    def compose(self) -> ComposeResult:
        """Ask."""
        yield Label("Your name, as records tell it. esc keeps it.", markup=False)
        yield Input(self._name, max_length=LONGEST_NAME, select_on_focus=False)

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Take the name."""
        self.dismiss(event.value)

    def on_key(self, event: events.Key) -> None:
        """Let Escape keep the name."""
        if event.key == "escape":
            event.stop()
            self.dismiss(None)
