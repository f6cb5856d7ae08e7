"""The settings as lines to move through, and what changing one makes of them: pure."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from types import MappingProxyType

from hikergame.profile import THEMES, Settings
from hikergame.tui.actions import (
    ACTIONS,
    Action,
    Clash,
    Scope,
    actions_for,
    clashes,
    key_labels,
    keys_of,
)


@dataclass(frozen=True, slots=True)
class Line:
    """One line of the settings page."""

    name: str
    """The field of `Settings`, or, for a key, the action's id."""
    label: str
    value: str
    explanation: str
    action: Action | None = None
    """The action whose keys the line shows."""


@dataclass(frozen=True, slots=True)
class Section:
    """Lines under one heading."""

    title: str
    lines: tuple[Line, ...]


def sections(settings: Settings) -> Iterator[Section]:
    """Yield the whole page."""
    yield Section(
        "The game",
        (
            Line("theme", "Colours", settings.theme, "A dark or a light screen."),
            Line(
                "reduced_motion",
                "Reduced motion",
                _on(settings.reduced_motion),
                "What moves by itself stands still.",
            ),
            Line("guide", "Trail guide", _on(settings.guide), "A word of advice during a hike."),
            Line("name", "Your name", settings.name or "–", "Stands in the records of your hikes."),
        ),
    )
    for scope in (Scope.HIKE, *(scope for scope in Scope if scope is not Scope.HIKE)):
        yield Section(
            f"Keys: {scope.caption.lower()}",
            tuple(
                Line(
                    entry.id,
                    entry.label,
                    key_labels(keys_of(entry, settings.keys)),
                    entry.tooltip,
                    entry,
                )
                for entry in actions_for(scope)
            ),
        )


def _on(value: bool) -> str:
    return "on" if value else "off"


def changed(settings: Settings, line: Line) -> Settings:
    """Return the settings with the next value of a line that has few of them."""
    if line.name == "theme":
        place = THEMES.index(settings.theme) + 1
        return replace(settings, theme=THEMES[place % len(THEMES)])
    if line.name == "reduced_motion":
        return replace(settings, reduced_motion=not settings.reduced_motion)
    if line.name == "guide":
        return replace(settings, guide=not settings.guide)
    return settings


def defaulted(settings: Settings, line: Line) -> Settings:
    """Return the settings with a line's first value again; a key's default may clash."""
    if line.action is None:
        return replace(settings, **{line.name: getattr(Settings(), line.name)})
    kept = {name: keys for name, keys in settings.keys.items() if name != line.action.id}
    return _with_keys(settings, kept)


def with_key(settings: Settings, action: Action, key: str) -> Settings | Clash:
    """Return the settings with an action on a key of the player's own, in place of its others.

    Where the key has a meaning in the same place already, return that clash instead.
    """
    rebound = _with_keys(settings, {**settings.keys, action.id: (key,)})
    before = {str(clash) for clash in clashes(settings.keys)}
    new = (clash for clash in clashes(rebound.keys) if str(clash) not in before)
    return next(new, rebound)


def _with_keys(settings: Settings, keys: Mapping[str, tuple[str, ...]]) -> Settings:
    known = {action.id for action in ACTIONS}
    return replace(
        settings,
        keys=MappingProxyType({name: keys for name, keys in keys.items() if name in known}),
    )
