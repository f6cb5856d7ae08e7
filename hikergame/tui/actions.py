"""The one registry of everything a player can do with a key.

An `Action` stated here once is a Textual binding, an entry of the key bar, of the
command palette and of the help page, and a line of the key map that the player may
change. To add one: add it to `ACTIONS`, and give the screen of its scope a method
`action_<name>`. Nothing else lists keys.

Keys are Textual's names (`left`, `shift+up`, `question_mark`). The first key of an
action is the one that screens show. Every action has at least one key that every
terminal sends: no action hangs on ctrl+space, alt or shift with an arrow alone.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from textual.binding import Binding, BindingType

from hikergame.tui.scopes import Action, Scope

__all__ = [
    "ACTIONS",
    "Action",
    "Clash",
    "KeyMap",
    "Scope",
    "action",
    "actions_for",
    "bindings_for",
    "clashes",
    "key_label",
    "key_labels",
    "keys_of",
    "scope_of",
    "textual_keymap",
]


ACTIONS: tuple[Action, ...] = (
    # On a hike: the loop of step, feel, adjust comes first.
    Action("hike.turn-left", ("left",), "Turn left", "Turn left; on a line, face west.",
           together="Turn", palette=False),
    Action("hike.turn-right", ("right",), "Turn right", "Turn right; on a line, face east.",
           together="Turn", palette=False),
    Action("hike.longer", ("up", "plus"), "Longer step", "Make the next step longer.",
           together="Stride", palette=False),
    Action("hike.shorter", ("down", "minus"), "Shorter step", "Make the next step shorter.",
           together="Stride", palette=False),
    Action("hike.downhill", ("d",), "Face downhill",
           "Face the way that the slope underfoot falls most.", short="Down"),
    Action("hike.step", ("space", "enter"), "Step", "Take the step and feel the slope there."),
    Action("hike.flag", ("f",), "Plant flag",
           "End the hike here: the blindfold comes off.", short="Flag"),
    Action("hike.notebook", ("u",), "Unroll notebook",
           "Give the notebook the whole screen, or roll it up again.", short="Notes"),
    Action("hike.about-face", ("a",), "About face", "Turn half round.", bar=False),
    Action("hike.fine-left", ("comma", "shift+left"), "Turn left a little",
           "Turn left by one degree.", bar=False, palette=False),
    Action("hike.fine-right", ("full_stop", "shift+right"), "Turn right a little",
           "Turn right by one degree.", bar=False, palette=False),
    Action("hike.fine-longer", ("right_square_bracket", "shift+up"), "Slightly longer step",
           "Make the next step longer by a hair.", bar=False, palette=False),
    Action("hike.fine-shorter", ("left_square_bracket", "shift+down"), "Slightly shorter step",
           "Make the next step shorter by a hair.", bar=False, palette=False),
    Action("hike.halve", ("h",), "Half a step", "Make the next step half as long.", bar=False),
    Action("hike.double", ("t",), "Twice the step", "Make the next step twice as long.",
           bar=False),
    Action("hike.guide", ("g",), "Trail guide", "Hear the trail guide, or send him away.",
           bar=False),
    Action("hike.restart", ("r",), "Start again", "Begin this hike again from the trailhead.",
           bar=False),
    Action("hike.leave", ("escape",), "Leave",
           "Go back to the trail or the room; the hike is kept."),
    # After a hike.
    Action("reveal.next", ("enter", "n"), "Next level", "Go on to the next level of the trail.",
           short="Next"),
    Action("reveal.again", ("r",), "Walk again", "Walk this level once more.", short="Again"),
    Action("reveal.pause", ("space",), "Play or pause", "Let both tracks run, or hold them.",
           short="Play"),
    Action("reveal.back", ("left",), "Step back", "Go one step back along the tracks.",
           together="Steps", palette=False),
    Action("reveal.forward", ("right",), "Step on", "Go one step on along the tracks.",
           together="Steps", palette=False),
    Action("reveal.first", ("home",), "Trailhead", "Go to the start of the tracks.", bar=False),
    Action("reveal.last", ("end",), "Journey's end", "Go to the end of the tracks.", bar=False),
    Action("reveal.debrief", ("d",), "What happened",
           "Read what happened, or look at the map again.", short="Read"),
    Action("reveal.compare", ("c",), "Compare",
           "See your place among blind walks, or look at the map again."),
    Action("reveal.example", ("e",), "Example",
           "Watch how a blind hiker walked here, or the next one."),
    Action("reveal.leave", ("escape",), "Back",
           "Go back: to the map, or to where you came from."),
    # The trail.
    Action("home.open", ("enter", "space"), "Go", "Go to the level under the cursor."),
    Action("home.up", ("up", "k"), "Up", "Move to the level before.", bar=False, palette=False),
    Action("home.down", ("down", "j"), "Down", "Move to the level after.", bar=False,
           palette=False),
    Action("home.chapter-up", ("pageup", "left"), "Chapter before",
           "Move to the chapter before.", bar=False, palette=False),
    Action("home.chapter-down", ("pagedown", "right"), "Chapter after",
           "Move to the chapter after.", bar=False, palette=False),
    Action("home.first", ("home",), "First level", "Move to the first level.", bar=False,
           palette=False),
    Action("home.last", ("end",), "Last level", "Move to the last level.", bar=False,
           palette=False),
    Action("home.forget", ("delete", "backspace"), "Forget it",
           "Forget the hike that is under way."),
    Action("home.past", ("h",), "Past hikes", "See again the hikes you made on this level."),
    Action("home.settings", ("s",), "Settings", "Colours, motion, keys, name and guide."),
    Action("home.quit", ("q",), "Quit", "Leave the game; everything is kept.", palette=False),
    # Before a hike.
    Action("briefing.start", ("enter", "space"), "Start", "Put the blindfold on and go."),
    Action("briefing.rival-back", ("left",), "Rival before",
           "Go back to the rival before.", together="Rival", palette=False),
    Action("briefing.rival", ("right",), "Other rival", "Walk against another algorithm.",
           together="Rival"),
    Action("briefing.seed", ("n",), "Other noise",
           "Draw other noise: a new number, and slopes that err otherwise."),
    Action("briefing.resume", ("c",), "Go on", "Go on with the hike under way on this level."),
    Action("briefing.past", ("h",), "Past hikes", "See again the hikes you made on this level."),
    Action("briefing.up", ("up", "k"), "Scroll up", "Read further up.", bar=False, palette=False),
    Action("briefing.down", ("down", "j"), "Scroll down", "Read further down.", bar=False,
           palette=False),
    Action("briefing.leave", ("escape",), "The trail", "Go back to where you came from."),
    # Past hikes.
    Action("past.open", ("enter", "space"), "See it", "See this hike again, on the map."),
    Action("past.up", ("up", "k"), "Up", "Move to the hike before.", bar=False, palette=False),
    Action("past.down", ("down", "j"), "Down", "Move to the hike after.", bar=False,
           palette=False),
    Action("past.leave", ("escape",), "Back", "Go back to where you came from."),
    # In the workshop.
    Action("workshop.walk", ("w",), "Walk it", "Walk this level, blindfolded."),
    Action("workshop.certify", ("c",), "Certify",
           "Measure the level and prove its claims, or stop doing so."),
    Action("workshop.release", ("space", "enter"), "Rivals from here",
           "Let the rivals go from the cursor as well.", short="Release"),
    Action("workshop.recall", ("backspace", "delete"), "Recall rivals",
           "Show the rivals' ways from the start alone.", bar=False),
    Action("workshop.west", ("left", "h"), "West", "Move the cursor west.", bar=False,
           palette=False),
    Action("workshop.south", ("down", "j"), "South", "Move the cursor south.", bar=False,
           palette=False),
    Action("workshop.north", ("up", "k"), "North", "Move the cursor north.", bar=False,
           palette=False),
    Action("workshop.east", ("right", "l"), "East", "Move the cursor east.", bar=False,
           palette=False),
    Action("workshop.start", ("home", "s"), "To the start", "Move the cursor to the start.",
           bar=False),
    Action("workshop.valley", ("n",), "Next valley",
           "Move the cursor to the next valley, the deepest first.", short="Valley"),
    Action("workshop.slice", ("v",), "Next slice",
           "Cut the ground through the next valley, and last through the start."),
    Action("workshop.basins", ("b",), "Basins", "Show or hide where water parts.",
           together="Layers"),
    Action("workshop.rivals", ("r",), "Rivals", "Show or hide the rivals' ways.",
           together="Layers"),
    Action("workshop.valleys", ("m",), "Minima", "Show or hide valleys and passes.",
           together="Layers"),
    Action("workshop.page-up", ("pageup",), "Report up", "Read further up in the report.",
           bar=False, palette=False),
    Action("workshop.page-down", ("pagedown", "full_stop"), "Report down",
           "Read further down in the report.", bar=False, palette=False),
    Action("workshop.leave", ("escape", "q"), "Leave", "Leave the workshop."),
    # In a class.
    Action("room.open", ("enter",), "Go on", "Go on with your hike, or look at the map."),
    Action("room.ready", ("r",), "Ready", "Tell your teacher that you are ready."),
    Action("room.practise", ("w",), "Practise", "Walk elsewhere until the round begins."),
    Action("room.notebook", ("u",), "Notebook", "Look at the notebook of your last hike."),
    Action("room.leave", ("q",), "Leave", "Leave the room; your seat is kept."),
    # After a round of a class.
    Action("round.company", ("c",), "Others", "See the ways of others, or of nobody else."),
    Action("round.pause", ("space",), "Play or pause", "Let all ways run, or hold them.",
           short="Play"),
    Action("round.back", ("left",), "Step back", "Go one step back along the ways.",
           together="Steps", palette=False),
    Action("round.forward", ("right",), "Step on", "Go one step on along the ways.",
           together="Steps", palette=False),
    Action("round.first", ("home",), "Trailhead", "Go to the start of all ways.", bar=False),
    Action("round.last", ("end",), "Journey's end", "Go to the end of all ways.", bar=False),
    Action("round.debrief", ("d",), "What happened",
           "Read what happened, or look at the map again.", short="Read"),
    Action("round.ready", ("r",), "Ready", "Tell your teacher that you are ready."),
    Action("round.leave", ("escape",), "Back", "Go back: to the map, or to the room."),
    # Teaching: the lesson goes on by one key; all else is beside it.
    Action("console.next", ("enter", "space"), "What comes next",
           "Do what the lower edge says: start, end, uncover, go on.", bar=False),
    Action("console.page", ("v",), "Other view",
           "See the invitation, the board, or what the reveal says.", short="View"),
    Action("console.pause", ("h",), "Pause or go on",
           "Hold the round or the countdown, or let it go on.", short="Hold"),
    Action("console.freeze", ("f",), "Freeze board",
           "Let the board stand still for all, or go on.", short="Freeze"),
    Action("console.lock", ("l",), "Lock the room",
           "Let nobody else join, or open the room again.", short="Lock"),
    Action("console.code", ("c",), "Hide code",
           "Hide the room code from boards and pages, or show it.", short="Code"),
    Action("console.full", ("b",), "Full board",
           "Let the projector name everybody, or the best few.", bar=False),
    Action("console.rename", ("r",), "Rename", "Give the one under the cursor another name.",
           short="Name"),
    Action("console.hand-back", ("g",), "Give seat back",
           "Make a new recovery code for somebody whose device died.", short="Seat"),
    Action("console.remove", ("delete", "backspace"), "Remove",
           "Remove the one under the cursor from the room.", bar=False),
    Action("console.find", ("slash",), "Find by name", "Find somebody by a part of the name.",
           bar=False),
    Action("console.order", ("o",), "Order of the list",
           "List people as they came, by need of help, or by points.", bar=False),
    Action("console.titles", ("i",), "Titles of the levels",
           "See what the levels are called, or cover it again.", bar=False),
    Action("console.end", ("e",), "End the round", "End the round now, for everybody.",
           bar=False),
    Action("console.skip-on", ("n",), "Next round",
           "Go on to the next round, without uncovering this one if need be.", bar=False),
    Action("console.finish", ("z",), "Finish the lesson",
           "End the lesson here, whatever rounds are left.", bar=False),
    Action("console.save", ("s",), "Save results",
           "Write the results into a folder here, as table, log and report.", short="Save"),
    Action("console.team", ("t",), "Next team",
           "Let the one under the cursor walk for the next team.", short="Team"),
    Action("console.swap", ("d",), "Swap dark and light",
           "Draw the QR code the other way round, where phones do not read it.", bar=False),
    Action("console.up", ("up", "k"), "Up", "Move the cursor up.", bar=False, palette=False),
    Action("console.down", ("down", "j"), "Down", "Move the cursor down.", bar=False,
           palette=False),
    Action("console.left", ("left",), "Left", "Move the cursor left.", bar=False, palette=False),
    Action("console.right", ("right",), "Right", "Move the cursor right.", bar=False,
           palette=False),
    Action("console.page-up", ("pageup",), "Page up", "Move a page up, or read further up.",
           bar=False, palette=False),
    Action("console.page-down", ("pagedown",), "Page down",
           "Move a page down, or read further down.", bar=False, palette=False),
    Action("console.first", ("home",), "First", "Move the cursor to the first.", bar=False,
           palette=False),
    Action("console.last", ("end",), "Last", "Move the cursor to the last.", bar=False,
           palette=False),
    Action("console.leave", ("q",), "Quit", "Leave the console; it asks first.",
           palette=False),
    Action("asking.yes", ("y", "enter"), "Yes", "Do it.", palette=False),
    Action("asking.no", ("escape", "n"), "No", "Leave it as it is.", palette=False),
    # Settings.
    Action("settings.up", ("up",), "Up", "Move to the line above.", bar=False, palette=False),
    Action("settings.down", ("down",), "Down", "Move to the line below.", bar=False,
           palette=False),
    Action("settings.change", ("enter", "space", "right"), "Change",
           "Change the setting under the cursor.", palette=False),
    Action("settings.default", ("backspace", "delete"), "As it was",
           "Give the setting under the cursor its first value again.", palette=False),
    Action("settings.leave", ("escape",), "Back", "Keep the settings and go back."),
    # Help.
    Action("help.up", ("up", "k"), "Scroll up", "Read further up.", bar=False, palette=False),
    Action("help.down", ("down", "j"), "Scroll down", "Read further down.", bar=False,
           palette=False),
    Action("help.walkthrough", ("w",), "Walk-through",
           "Be shown the ropes again, on the first level."),
    Action("help.leave", ("escape",), "Back", "Close the help."),
    # Everywhere.
    Action("app.help", ("question_mark", "f1"), "Help", "All keys, and the words of the game."),
    Action("app.command_palette", ("p", "ctrl+p"), "Palette",
           "Search for anything you can do, and for any level.", short="Find", palette=False),
    Action("app.skip", ("x",), "Skip walk-through", "End the walk-through.", short="Skip"),
    Action("app.suspend_process", ("ctrl+z",), "Suspend",
           "Go back to the shell for a while; fg there comes back.", bar=False, palette=False,
           priority=True),
    Action("app.leave_game", ("ctrl+q",), "Leave the game",
           "Leave at once; a hike under way is kept.", bar=False, priority=True),
    Action("app.interrupt", ("ctrl+c",), "Interrupt",
           "Leave at once, as in any terminal; a hike under way is kept.", bar=False,
           palette=False, priority=True),
)  # fmt: skip
"""Every action, in the order in which the key bar and the help page show them."""

_BY_ID: Mapping[str, Action] = {action.id: action for action in ACTIONS}


def action(action_id: str) -> Action:
    """Return the action of that id; raise `KeyError` where there is none."""
    return _BY_ID[action_id]


def actions_for(scope: Scope | str) -> tuple[Action, ...]:
    """Return the actions of one scope alone, in the registry's order."""
    return tuple(entry for entry in ACTIONS if entry.scope == Scope(scope))


def bindings_for(scope: Scope | str) -> list[BindingType]:
    """Return Textual bindings for one scope, to be a screen's (or the app's) `BINDINGS`.

    Each carries the action's id, so that the player's key map reaches it, and its tooltip.
    """
    return [_binding(entry) for entry in actions_for(scope)]


def _binding(entry: Action) -> Binding:
    return Binding(
        key=",".join(entry.keys),
        action=entry.method,
        description=entry.label,
        show=entry.bar,
        key_display=key_label(entry.keys[0]),
        priority=entry.priority,
        tooltip=entry.tooltip,
        id=entry.id,
    )


KeyMap = Mapping[str, tuple[str, ...]]
"""The player's own keys: action id -> keys. An action that is absent keeps its default."""


def keys_of(entry: Action, key_map: KeyMap) -> tuple[str, ...]:
    """Return the keys that an action answers to under a player's key map."""
    return key_map.get(entry.id) or entry.keys


def textual_keymap(key_map: KeyMap) -> dict[str, str]:
    """Return a key map in the form of Textual's `App.set_keymap`; unknown ids are left out."""
    return {name: ",".join(keys) for name, keys in key_map.items() if name in _BY_ID and keys}


@dataclass(frozen=True, slots=True)
class Clash:
    """Two actions that would answer to the same key in the same place."""

    key: str
    first: Action
    second: Action

    def __str__(self) -> str:
        where = self.first.scope if self.first.scope is not Scope.APP else self.second.scope
        return (
            f"{key_label(self.key)} would mean both {self.first.label!r} and "
            f"{self.second.label!r} ({where.caption.lower()})"
        )


def clashes(key_map: KeyMap) -> Iterator[Clash]:
    """Yield every key that a key map would give two meanings in one place, if any."""
    for scope in Scope:
        seen: dict[str, Action] = {}
        here = actions_for(scope)
        everywhere = () if scope is Scope.APP else actions_for(Scope.APP)
        for entry in (*everywhere, *here):
            for key in keys_of(entry, key_map):
                first = seen.setdefault(key, entry)
                if first is not entry:
                    yield Clash(key, first, entry)


_KEY_LABELS = {
    "left": "←",
    "right": "→",
    "up": "↑",
    "down": "↓",
    "escape": "esc",
    "question_mark": "?",
    "comma": ",",
    "full_stop": ".",
    "plus": "+",
    "minus": "-",
    "colon": ":",
    "slash": "/",
    "left_square_bracket": "[",
    "right_square_bracket": "]",
    "pageup": "pgup",
    "pagedown": "pgdn",
    "backspace": "backsp",
    "delete": "del",
    "equals_sign": "=",
    "semicolon": ";",
    "apostrophe": "'",
}


def key_label(key: str) -> str:
    """Return a key as people write it: `^p` for `ctrl+p`, `←` for `left`."""
    *modifiers, name = key.split("+")
    label = _KEY_LABELS.get(name, name)
    for modifier in reversed(modifiers):
        label = f"^{label}" if modifier == "ctrl" else f"{modifier}+{label}"
    return label


def key_labels(keys: Iterable[str]) -> str:
    """Return several keys as people write them, one space between two."""
    return " ".join(key_label(key) for key in keys)


def scope_of(screen: object) -> Scope:
    """Return the scope of a screen, told from its bindings; `APP` where it has none of ours."""
    for binding in getattr(screen, "BINDINGS", ()):
        if isinstance(binding, Binding) and binding.id is not None and binding.id in _BY_ID:
            return _BY_ID[binding.id].scope
    return Scope.APP
