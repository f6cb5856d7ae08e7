"""The calculations beside the widgets: key bar, settings, help, brief, palette."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from textual.geometry import Size

from hikergame.hike.opponents import BLIND_RIVALS, BlindSpec
from hikergame.hikers import rival_spec
from hikergame.level import RivalSpec, load_level
from hikergame.optimizers import OptimizerError
from hikergame.profile import Settings
from hikergame.tui.actions import ACTIONS, Clash, Scope, action, key_labels
from hikergame.tui.briefing.brief import brief_of
from hikergame.tui.ground import Ground, load_ground, look_up
from hikergame.tui.help.page import keys_page, words_page
from hikergame.tui.help.words import WORDS
from hikergame.tui.keybar import KeyHint, fitted, hints
from hikergame.tui.settings.lines import changed, defaulted, sections, with_key
from hikergame.tui.too_small.screen import too_small

FIRST_KEYS = {entry.id: entry.keys[0] for entry in ACTIONS}


def width(some: list[KeyHint]) -> int:
    return sum(hint.width for hint in some) + max(0, len(some) - 1)


def test_actions_that_share_a_label_share_a_place_in_the_key_bar():
    turn = hints(FIRST_KEYS, Scope.HIKE)[0]
    assert (turn.keys, turn.label) == (("left", "right"), "Turn")


def test_the_key_bar_leaves_out_what_cannot_be_done():
    shown = hints({"hike.step": "s"}, Scope.HIKE)
    assert [(hint.keys, hint.label) for hint in shown] == [(("s",), "Step")]


@given(st.sampled_from(Scope), st.integers(0, 200))
def test_the_key_bar_never_grows_past_its_width_for_the_screens_own_keys(scope, room):
    own, everywhere = fitted(hints(FIRST_KEYS, scope), hints(FIRST_KEYS, Scope.APP), room)
    assert not own or width(own) + 1 + width(everywhere) <= room


def test_on_the_smallest_screen_a_hike_shows_all_that_is_in_the_bar():
    always = [hint for hint in hints(FIRST_KEYS, Scope.APP) if hint.label != "Skip walk-through"]
    every = hints(FIRST_KEYS, Scope.HIKE)
    own, _ = fitted(every, always, 78)
    assert [hint.keys for hint in own] == [hint.keys for hint in every]


@given(st.sampled_from(Scope), st.integers(40, 200))
def test_the_way_out_is_the_last_to_leave_the_key_bar(scope, room):
    every = hints(FIRST_KEYS, scope)
    own, _ = fitted(every, hints(FIRST_KEYS, Scope.APP), room)
    assert not own or own[-1].keys == every[-1].keys


def lines_of(settings: Settings):
    return {line.name: line for section in sections(settings) for line in section.lines}


def test_the_settings_page_lists_every_action_once():
    lines = lines_of(Settings())
    assert {entry.id for entry in ACTIONS} <= set(lines)
    assert lines["hike.flag"].value == "f"


@pytest.mark.parametrize("name", ["theme", "reduced_motion", "guide"])
def test_a_setting_of_two_values_changes_there_and_back(name):
    line = lines_of(Settings())[name]
    there = changed(Settings(), line)
    assert there != Settings()
    assert changed(there, line) == Settings()
    assert defaulted(there, line) == Settings()


@pytest.mark.parametrize("name", ["name", "hike.flag"])
def test_a_name_or_a_key_does_not_change_by_itself(name):
    assert changed(Settings(), lines_of(Settings())[name]) == Settings()


def test_a_key_of_ones_own_is_shown_and_can_be_taken_back():
    flag = action("hike.flag")
    mine = with_key(Settings(), flag, "b")
    assert isinstance(mine, Settings)
    line = lines_of(mine)["hike.flag"]
    assert line.value == "b"
    assert defaulted(mine, line) == Settings()


def test_a_key_that_is_taken_is_refused():
    clash = with_key(Settings(), action("hike.flag"), "d")
    assert isinstance(clash, Clash)


def test_an_old_clash_in_the_file_does_not_forbid_other_changes():
    clashing = Settings(keys={"hike.flag": ("d",)})
    assert isinstance(with_key(clashing, action("hike.notebook"), "o"), Settings)


def test_keys_of_actions_that_are_no_more_are_dropped_on_a_change():
    old = Settings(keys={"hike.fly": ("y",)})
    new = with_key(old, action("hike.flag"), "b")
    assert new.keys == {"hike.flag": ("b",)}


@pytest.mark.parametrize("scope", Scope)
def test_help_begins_with_the_screen_that_asked_and_lists_every_key(scope):
    page = keys_page(scope, {}, 76).plain
    assert page.startswith(scope.caption.upper())
    for entry in ACTIONS:
        assert key_labels(entry.keys) in page
        assert entry.tooltip[:20] in page


def test_help_shows_the_players_own_keys():
    assert " b " in keys_page(Scope.HIKE, {"hike.flag": ("b",)}, 76).plain


@pytest.mark.parametrize("room", [75, 66, 40])
def test_help_is_wrapped_to_its_width(room):
    lines = keys_page(Scope.HIKE, {}, room).plain.splitlines()
    assert max(map(len, lines)) <= room
    assert max(map(len, words_page(room).plain.splitlines())) <= room


def test_the_words_of_the_game_tell_step_length_from_learning_rate():
    words = dict(WORDS)
    assert "not a length" in words["learning rate"]
    assert "not bottom" in words["flat"]


def test_a_brief_proposes_the_levels_own_rival_and_ends_with_nobody(levels):
    level = load_level(levels.find("noisy").path)
    brief = brief_of(level)
    assert brief.first == 0
    assert brief.choices[0].spec == level.rivals[0]
    assert brief.choices[0].setting == "learning rate 0.5"
    assert brief.choices[-1].spec is None
    assert brief.noisy


def test_a_brief_offers_every_algorithm_tuned_once_and_every_blind_hiker(levels):
    level = load_level(levels.find("noisy").path)
    everyone = [choice.spec for choice in brief_of(level).choices[:-1]]
    specs = [spec for spec in everyone if isinstance(spec, RivalSpec)]
    assert everyone[len(specs) :] == [BlindSpec(name) for name in BLIND_RIVALS]
    assert len(specs) == len({(spec.name, spec.learning_rate) for spec in specs})
    assert sum(spec.learning_rate == "tuned" for spec in specs) == len(specs) - 2


def test_a_brief_proposes_whoever_was_asked_for(levels):
    level = load_level(levels.find("noisy").path)
    assert brief_of(level, None).choices[brief_of(level, None).first].spec is None
    own = level.rivals[1]
    brief = brief_of(level, own)
    assert brief.choices[brief.first].spec == own
    stranger = rival_spec(level, ("adam", {"learning_rate": 0.125}))
    brief = brief_of(level, stranger)
    assert brief.choices[brief.first].spec == stranger
    assert brief.choices[brief.first].remark == "as you asked"


def test_what_the_command_line_names_is_looked_up(levels):
    path = str(levels.find("gentle").path)
    opening = look_up(path, None, 3)
    assert (opening.rival, opening.seed) == ("first", 3)
    assert opening.ground.path == path
    assert look_up(path, "none", None).rival is None
    assert look_up(path, "adam", None).rival.name == "adam"


def test_a_rival_that_is_none_is_refused_before_the_screen_is_taken_over(levels):
    with pytest.raises(OptimizerError, match="adam"):
        look_up(str(levels.find("gentle").path), "adma", None)


def test_a_shipped_level_belongs_to_nobody(levels):
    ground = load_ground(levels, "gentle", None)
    assert isinstance(ground, Ground)
    assert ground.path is None


def test_ground_can_be_a_file_of_ones_own(levels):
    path = str(levels.find("bowl").path)
    assert load_ground(levels, "bowl", path).path == path


@pytest.mark.parametrize(
    ("columns", "rows", "small"), [(80, 24, False), (79, 24, True), (80, 23, True), (1, 1, True)]
)
def test_eighty_by_twenty_four_is_enough(columns, rows, small):
    assert too_small(Size(columns, rows)) is small
