"""The values behind a pupil's screens: how he stands, what is said, and the ground of a reveal."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from hikergame.classroom.client.connection import Changed, Ended, Offline, Online
from hikergame.classroom.client.promise import Verdict
from hikergame.classroom.messages.base import EntrantKind, Mode, Phase, RoomView
from hikergame.classroom.messages.walking import Result, Self
from hikergame.classroom.room.uncovered import ground_view
from hikergame.level import parse_level
from hikergame.tones import Tones
from hikergame.tui.join.attendance import Attendance
from hikergame.tui.join.hike.news import clock, news
from hikergame.tui.join.reveal.relief import Profile, ToneMap
from hikergame.tui.join.reveal.words import list_words, story_words
from hikergame.tui.join.room.digits import HEIGHT, large
from hikergame.tui.join.room.words import now_words, room_words, you_words

from .rooms import HIDDEN, LINE
from .test_snapshots import revealed

ADA = Self(hiker="h1", name="Ada", kind=EntrantKind.PERSON)


def room(phase: Phase, **details: object) -> RoomView:
    told = {
        "name": "7b", "code": "K7MPXW", "phase": phase, "round": 1, "rounds": 3,
        "mode": Mode.ALONE, "locked": False, "frozen": False, "people": 3, "bots": 1,
        "ready": 1, "done": 2,
    }  # fmt: skip
    return RoomView(**{**told, **details})


def standing(phase: Phase, now: float = 0.0, **details: object) -> Attendance:
    at = Attendance("here:1 K7MPXW", "Ada", "AAAA-BBBB").after(Online(), now)
    return at.after(Changed(room(phase, **details), ADA), now)


def test_clock_runs_between_two_tellings_and_stands_still_in_a_pause() -> None:
    walking = standing(Phase.WALKING, 100.0, clock_ms=65_000)
    assert [walking.clock_s(100.0 + later) for later in (0.0, 0.5, 5.0, 99.0)] == [65, 65, 60, 0]
    paused = standing(Phase.PAUSED, 100.0, clock_ms=65_000)
    assert paused.clock_s(130.0) == 65
    assert standing(Phase.COUNTDOWN, 10.0, countdown_ms=5000).countdown_s(12.5) == 3


def test_line_that_breaks_holds_the_hike_until_it_is_back() -> None:
    at = standing(Phase.WALKING)
    assert not at.held
    broken = at.after(Offline("gone"), 1.0)
    assert broken.held
    assert "It comes back by itself" in news(broken, 1.0).plain
    assert not broken.after(Online(), 2.0).held


def said(at: Attendance, now: float) -> str:
    """Return all that the room's screen says."""
    words = now_words(at, now)
    return "\n".join([words.headline, *(one.plain for one in words.said)])


def test_who_waits_long_for_a_server_is_told_how_long_and_that_he_may_leave() -> None:
    broken = standing(Phase.WALKING).after(Offline("gone"), 10.0)
    assert "comes back by itself" in said(broken, 69.0)
    for words in (said(broken, 190.0), news(broken, 190.0).plain):
        assert "No answer for 3 min." in words
        assert "comes back by itself" not in words
    assert "leave with q" in said(broken, 190.0)
    back = broken.after(Online(), 200.0)
    assert "No answer" not in news(back.after(Offline("gone"), 210.0), 211.0).plain


def test_who_is_removed_is_offered_no_way_back() -> None:
    at = standing(Phase.WALKING)
    removed = at.after(Ended("the teacher has removed you from the room", removed=True), 1.0)
    assert "--recover" not in said(removed, 1.0)
    assert at.recovery not in you_words(removed).plain
    replaced = at.after(Ended("this seat is walked elsewhere", replaced=True), 1.0)
    assert f"hikergame join here:1 K7MPXW --recover {at.recovery}" in said(replaced, 1.0)


def test_seal_is_told_once_it_was_looked_into_and_of_its_own_round_alone() -> None:
    at = standing(Phase.REVEALED, commitment="ab" * 32)
    assert "ababab" in room_words(at).plain
    kept, broken, unseen = Verdict(True, "good"), Verdict(False, "bad"), Verdict(None, "late")
    for verdict, words in ((kept, "kept"), (broken, "broken"), (unseen, "not checked")):
        judged = at.judged(verdict)
        assert words in room_words(judged).plain
        later = judged.after(Changed(room(Phase.COUNTDOWN, round=2), ADA), 1.0)
        assert words not in room_words(later).plain


def test_breach_of_a_promise_is_said_first_and_a_promise_kept_last() -> None:
    view = revealed()
    breach = story_words(view, None, Verdict(False, "Warning: another ground")).plain
    assert breach.startswith("Warning: another ground")
    kept = story_words(view, None, Verdict(True, "It was the ground")).plain
    assert kept.endswith("It was the ground")


@pytest.mark.parametrize(
    ("phase", "details", "expected"),
    [
        (Phase.LOBBY, {"round": 0}, "Round 1 of 3 comes next"),
        (Phase.COUNTDOWN, {"countdown_ms": 9000}, "Round 1 of 3 begins"),
        (Phase.WALKING, {}, "Round 1 of 3 is on"),
        (Phase.PAUSED, {"pause": "fire drill"}, "Round 1 of 3 is paused"),
        (Phase.CLOSED, {}, "Round 1 of 3 is over"),
        (Phase.REVEALED, {}, "Round 1 of 3: the blindfolds are off"),
        (Phase.FINISHED, {}, "The room has finished"),
    ],
)
def test_every_phase_has_its_words(phase: Phase, details: dict[str, object], expected: str) -> None:
    at = standing(phase, **details)
    assert now_words(at, 0.0).headline == expected
    assert now_words(at.after(Ended("the teacher has removed you"), 0.0), 0.0).headline
    if phase is Phase.PAUSED:
        assert any("fire drill" in one.plain for one in now_words(at, 0.0).said)


def test_the_list_of_walks_has_the_boards_ranks_and_names_whom_the_board_names() -> None:
    view = revealed()

    def lines(you: str, *named: str) -> list[str]:
        told = list_words(view.model_copy(update={"named": named}), (), you)
        return [" ".join(line.split()) for line in told.plain.splitlines()]

    bo, adam = "1 13.3 Bo [b] trapped", "13.0 Adam trapped"
    assert lines("h1", "h1", "h2") == [bo, adam, "⚑ 2 12.8 Ada trapped"]
    assert lines("h1", "h2") == [bo, adam, "⚑ 12.8 Ada trapped"]
    assert lines("h9", "h2") == [bo, adam, "and 1 more"]


def test_names_and_titles_are_no_markup() -> None:
    wild = "[b]x[/b] [link=evil]"
    at = Attendance("a", wild, "AAAA-BBBB")
    assert wild in you_words(at).plain
    teams = standing(Phase.LOBBY, mode=Mode.TEAMS, teams=(wild,))
    assert wild in room_words(teams).plain
    result = Result(
        round=1, points=1.0, halvings=1.0, medals=(), headline=wild, story=(), level_title=wild
    )
    revealed = standing(Phase.REVEALED).after(result, 0.0)
    now = now_words(revealed, 0.0)
    assert wild in now.headline
    assert any(wild in one.plain for one in now.said)


@given(st.integers(0, 100_000))
def test_digits_of_a_clock_have_room_on_a_narrow_screen(seconds: int) -> None:
    rows = large(clock(seconds))
    assert len(rows) == HEIGHT
    assert max(map(len, rows)) <= 8 * len(clock(seconds)) - 2


def test_tones_of_a_map_are_those_of_its_ground() -> None:
    landscape = parse_level(HIDDEN).landscape
    relief = ToneMap.of(ground_view(landscape))
    axes = tuple(np.linspace(low, high, 37)[1:-1] for low, high in landscape.bounds)
    heights = landscape.on_grid(axes)
    everywhere = (np.linspace(-6, 6, 241), np.linspace(-4, 4, 161))
    true = Tones.of(landscape.on_grid(everywhere)).tone(heights)
    assert np.abs(relief.on_grid(axes) - true).max() < 0.05
    assert np.abs(relief.on_grid(axes) - true).mean() < 0.005


def test_heights_of_a_line_are_those_of_its_ground() -> None:
    landscape = parse_level(LINE).landscape
    relief = Profile.of(ground_view(landscape))
    x = np.linspace(-5.9, 5.9, 50)[:, None]
    assert np.abs(relief.value(x) - landscape.value(x)).max() < 0.01 * landscape.land.relief


def test_map_that_makes_no_sense_is_refused() -> None:
    ground = ground_view(parse_level(HIDDEN).landscape)
    with pytest.raises(ValueError, match="reshape"):
        ToneMap.of(ground.model_copy(update={"rows": ground.rows + 1}))
