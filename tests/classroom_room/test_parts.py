"""Settings, levels in events, and who may stand on a board."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hikergame.classroom.errors import RoomError
from hikergame.classroom.messages.base import Mode
from hikergame.classroom.room.entrants import NAMES, check_entrants, points_after, walk_entrant
from hikergame.classroom.room.settings import Settings
from hikergame.classroom.room.sources import level_data, level_from, level_text, text_data
from hikergame.hike import points
from hikergame.hikers import race
from hikergame.level import Level, LevelError, LevelNotFound, library, load_level


@given(
    st.builds(
        Settings,
        name=st.sampled_from(["7b", "Zoë's class"]),
        mode=st.sampled_from(Mode),
        clock_s=st.none() | st.integers(5, 7200),
        teams=st.sampled_from([(), ("Red", "Blue")]),
        entrants=st.sampled_from([(), ("adam",), ("scout", "adam")]),
        top=st.integers(1, 50),
        full_board=st.booleans(),
        countdown_s=st.integers(0, 600),
        live=st.sampled_from(["points", "steps"]),
    )
)
def test_settings_come_back_from_json(setup: Settings) -> None:
    assert Settings.of(json.loads(json.dumps(setup.data()))) == setup


@pytest.mark.parametrize(
    "wrong",
    [
        {"mode": "chaos"},
        {"clock_s": 0},
        {"clock_s": "60"},
        {"clock_s": True},
        {"top": 0},
        {"name": "\x1b[2J"},
        {"name": "x" * 10_000},
        {"teams": ["Red", "red"]},
        {"teams": ["a" * 30]},
        {"teams": "Red"},
        {"entrants": [""]},
        {"live": "heights"},
        {"countdown_s": -1},
    ],
)
def test_settings_that_make_no_room_are_refused_by_name(wrong) -> None:
    with pytest.raises(RoomError, match=next(iter(wrong))):
        Settings.of(wrong)


def test_settings_of_a_later_version_are_read_as_far_as_they_are_known() -> None:
    assert Settings.of({"name": "7b", "weather": "fog"}) == Settings(name="7b")


def test_an_entrant_named_twice_stands_once() -> None:
    assert Settings(entrants=("adam", "scout", "adam")).entrants == ("adam", "scout")


@pytest.mark.parametrize("entry", library().entries, ids=lambda entry: entry.id)
def test_every_shipped_level_comes_back_from_an_event(entry) -> None:
    data = json.loads(json.dumps(level_data(entry.id)))
    level, shipped = level_from(data), load_level(entry.id)
    assert (level.hash, level.id, level.title) == (shipped.hash, shipped.id, shipped.title)
    assert level.path is None
    assert level_text(data) == shipped.path.read_text(encoding="utf-8")


def test_a_level_read_already_may_be_given() -> None:
    level = load_level("two-valleys")
    assert level_data(level) == level_data("two-valleys") == level_data(level.path)


def test_a_level_without_a_file_is_refused() -> None:
    level = load_level("two-valleys")
    own = Level.from_landscape(level.landscape, start=level.start, steps=5, step_length=1.0)
    with pytest.raises(RoomError, match="no file"):
        level_data(own)


def test_a_file_that_has_changed_is_refused(tmp_path, texts) -> None:
    path = tmp_path / "own.yaml"
    path.write_text(texts["hill"])
    level = load_level(path)
    path.write_text(texts["hill"].replace("depth: 22", "depth: 23"))
    with pytest.raises(RoomError, match="changed"):
        level_data(level)


def test_a_wrong_level_is_told_as_any_is(tmp_path) -> None:
    with pytest.raises(LevelNotFound):
        level_data("no-such-level")
    with pytest.raises(LevelError):
        text_data("hikergame: 1\ntitle: x\n")


@pytest.mark.parametrize(
    "change",
    [
        {"hash": "0" * 64},
        {"dims": 3},
        {"steps": 7},
        {"files": {}},
        {"files": None},
        {"files": {"level.yaml": 7}},
        {"files": {"level.yaml": "hikergame: 1"}},
        {"name": "other.yaml"},
        {"name": None},
    ],
)
def test_a_level_of_the_log_that_is_another_one_is_an_error(texts, change) -> None:
    with pytest.raises(RoomError):
        level_from(text_data(texts["hill"]) | change)


def test_who_may_stand_on_a_board_is_known_by_name() -> None:
    check_entrants(NAMES)
    assert {"gradient-descent", "adam", "scout"} <= set(NAMES)
    with pytest.raises(RoomError, match="did you mean 'scout'"):
        check_entrants(["adam", "scuot"])


@pytest.mark.parametrize("name", ["gradient-descent", "adam", "scout", "random-walk"])
def test_an_entrant_walks_as_in_a_race(texts, name: str) -> None:
    level = level_from(text_data(texts["hill"]))
    walk, raced = walk_entrant(level, 7, name), race(level, [name], seed=7).entries[0]
    assert walk.title == raced.title
    assert walk.track.tolist() == raced.track.tolist()
    for step in (0, 1, walk.score.steps):
        assert points_after(level, walk, step) == points(level, walk.values[: step + 1]).points


def test_nobody_walks_under_a_name_that_nobody_has(texts) -> None:
    assert walk_entrant(level_from(text_data(texts["hill"])), 7, "sherpa") is None
