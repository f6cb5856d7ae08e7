"""The registry: complete, free of clashes, and the only place that knows keys."""

import inspect
from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hikergame.tui.actions import (
    ACTIONS,
    Action,
    Scope,
    action,
    actions_for,
    bindings_for,
    clashes,
    key_label,
    key_labels,
    keys_of,
    scope_of,
    textual_keymap,
)
from hikergame.tui.app import HikerApp
from hikergame.tui.briefing.screen import BriefingScreen
from hikergame.tui.console.asking import AskScreen
from hikergame.tui.console.screen import ConsoleScreen
from hikergame.tui.help.screen import HelpScreen
from hikergame.tui.hike.screen import HikeScreen
from hikergame.tui.home.screen import HomeScreen
from hikergame.tui.join.reveal.screen import ClassReveal
from hikergame.tui.join.room.screen import RoomScreen
from hikergame.tui.past.screen import PastScreen
from hikergame.tui.reveal.screen import RevealScreen
from hikergame.tui.settings.screen import SettingsScreen
from hikergame.tui.workshop.screen import WorkshopScreen

HOMES = {
    Scope.APP: HikerApp,
    Scope.HOME: HomeScreen,
    Scope.BRIEFING: BriefingScreen,
    Scope.HIKE: HikeScreen,
    Scope.REVEAL: RevealScreen,
    Scope.PAST: PastScreen,
    Scope.WORKSHOP: WorkshopScreen,
    Scope.CONSOLE: ConsoleScreen,
    Scope.ASKING: AskScreen,
    Scope.ROOM: RoomScreen,
    Scope.ROUND: ClassReveal,
    Scope.SETTINGS: SettingsScreen,
    Scope.HELP: HelpScreen,
}

NOT_EVERYWHERE = ("shift+", "alt+", "ctrl+space")
"""What some terminals never send."""

every_action = pytest.mark.parametrize("entry", ACTIONS, ids=lambda entry: entry.id)


def test_ids_are_unique_and_every_scope_has_a_home():
    assert max(Counter(entry.id for entry in ACTIONS).values()) == 1
    assert {entry.scope for entry in ACTIONS} == set(HOMES) == set(Scope)


@every_action
def test_its_screen_answers_it(entry: Action):
    method = f"action_{entry.method.removeprefix('app.')}"
    assert callable(inspect.getattr_static(HOMES[entry.scope], method, None)) or hasattr(
        HOMES[entry.scope], method
    )


@every_action
def test_some_key_of_it_reaches_every_terminal(entry: Action):
    assert any(not key.startswith(NOT_EVERYWHERE) for key in entry.keys)


@every_action
def test_its_words_fit_where_they_are_shown(entry: Action):
    assert 0 < len(entry.label) <= 24
    assert len(entry.short) <= len(entry.label)
    assert entry.tooltip.endswith(".")
    assert len(entry.tooltip) <= 68


@every_action
def test_its_binding_carries_id_tooltip_and_keys(entry: Action):
    (binding,) = (one for one in bindings_for(entry.scope) if one.id == entry.id)
    assert binding.tooltip == entry.tooltip
    assert binding.key.split(",") == list(entry.keys)
    assert binding.show == entry.bar


@pytest.mark.parametrize("scope", Scope)
def test_every_screen_binds_its_own_scope(scope: Scope):
    assert scope_of(HOMES[scope]) is scope


def test_no_default_key_means_two_things_in_one_place():
    assert not list(clashes({}))


def test_a_key_that_would_mean_two_things_is_a_clash_told_in_words():
    (clash,) = clashes({"hike.flag": ("d",)})
    assert str(clash) == "d would mean both 'Face downhill' and 'Plant flag' (on a hike)"


def test_a_key_that_works_everywhere_clashes_with_one_of_a_screen():
    (clash,) = clashes({"hike.flag": ("question_mark",)})
    assert {clash.first.id, clash.second.id} == {"app.help", "hike.flag"}


def test_the_same_key_in_two_places_is_no_clash():
    assert not list(clashes({"hike.flag": ("s",)}))


def test_the_players_keys_take_the_place_of_the_default_ones():
    step = action("hike.step")
    assert keys_of(step, {}) == ("space", "enter")
    assert keys_of(step, {"hike.step": ("s",)}) == ("s",)
    assert keys_of(step, {"hike.step": ()}) == ("space", "enter")


def test_textual_is_told_only_of_actions_that_there_are():
    told = textual_keymap({"hike.step": ("s", "t"), "hike.fly": ("f",), "hike.flag": ()})
    assert told == {"hike.step": "s,t"}


@pytest.mark.parametrize(
    ("key", "label"),
    [("left", "←"), ("ctrl+p", "^p"), ("shift+up", "shift+↑"), ("question_mark", "?"), ("d", "d")],
)
def test_keys_are_written_as_people_write_them(key: str, label: str):
    assert key_label(key) == label


def test_several_keys_are_written_side_by_side():
    assert key_labels(("up", "k")) == "↑ k"


@given(st.text(min_size=1))
def test_any_key_has_a_label(key: str):
    assert isinstance(key_label(key), str)


def test_scopes_are_listed_in_the_registrys_order():
    assert [entry.id for entry in actions_for("past")] == [
        "past.open",
        "past.up",
        "past.down",
        "past.leave",
    ]


def test_no_screen_states_a_key_of_its_own():
    for screen in HOMES.values():
        ids = {binding.id for binding in screen.BINDINGS}
        assert None not in ids
