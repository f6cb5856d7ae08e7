"""Hikes and tracks: both walk by the rules of a hike, to the last bit."""

import random
import sys
import threading
from concurrent.futures import ThreadPoolExecutor

import numpy as np
import pytest

from hikergame.classroom.errors import RoomError
from hikergame.classroom.log.events import Kind
from hikergame.classroom.messages.teaching import Do
from hikergame.classroom.room import views
from hikergame.classroom.room.state import Room
from hikergame.hike import Hike, points
from hikergame.level import library, load_level, parse_level

from hikergame.classroom.room.tracks import Tracks  # isort: skip

from .levels import HILL


def hiked(one, hiker: str) -> Hike:
    hike = Hike(one.level, seed=one.seed, hiker=hiker)
    for move in one.moves.get(hiker, ()):
        hike.step(move)
    if hiker in one.flags:
        hike.plant_flag()
    return hike


@pytest.mark.parametrize("ground", ["hill", "line", "space", "blunt", "coarse"])
def test_readouts_are_those_of_a_hike_to_the_last_bit(make_class, texts, ground: str) -> None:
    lesson = make_class([texts[ground]])
    hikers = [lesson.join() for _ in range(4)]
    lesson.start()
    for steps, hiker in enumerate(hikers):
        for _ in range(2 * steps):
            lesson.walk(hiker, 1)
            views.walk_view(lesson.room, hikers[steps % 3])  # some are looked at as they go
    again = Room.replay(lesson.events)
    again.round.walks.catch_up(hikers)  # and some are walked all together
    for hiker in hikers:
        hike = Hike(lesson.room.round.level, seed=lesson.room.round.seed, hiker=hiker)
        felt = [views.readout_view(hike.readout)]
        moves = lesson.room.round.moves.get(hiker, ())
        felt += [views.readout_view(hike.step(move)) for move in moves]
        walk = views.walk_view(lesson.room, hiker)
        assert walk.readouts == tuple(felt)
        assert walk == views.walk_view(again, hiker)
        assert len(walk.readouts) == len(walk.moves) + 1
        assert len(walk.rival) in (0, len(walk.readouts))


def test_what_a_step_led_to_is_the_same_however_often_it_is_asked_for(make_class, texts) -> None:
    lesson = make_class([texts["line"]])
    ada = lesson.join("Ada")
    lesson.start()
    said = []
    for step in range(lesson.room.round.steps):
        lesson.walk(ada, 1)
        said.append(views.felt(lesson.room, ada, 1, step))
    lesson.do(Do.RENAME, hiker=ada, name="Ida")  # noise is keyed by the id
    again = Room.replay(lesson.events)
    assert said == [views.felt(again, ada, 1, step) for step in range(len(said))]
    assert [one.over for one in said] == [False] * 4 + [True]
    assert said[-1].outcome == "truncated"
    with pytest.raises(RoomError):
        views.felt(again, ada, 1, len(said))
    with pytest.raises(RoomError):
        views.felt(again, ada, 2, 0)


def test_two_hikers_meet_their_own_noise(make_class, texts) -> None:
    lesson = make_class([texts["line"]])
    ada, ben = lesson.join("Ada"), lesson.join("Ben")
    lesson.start()
    slopes = {views.walk_view(lesson.room, hiker).readouts[0].slope for hiker in (ada, ben)}
    assert len(slopes) == 2


def test_there_is_no_walk_before_the_start(lesson) -> None:
    ada = lesson.join("Ada")
    assert views.walk_view(lesson.room, ada) is None
    lesson.do(Do.COUNT_DOWN)
    assert views.walk_view(lesson.room, ada) is None


def test_a_walk_says_how_it_ended(lesson) -> None:
    ada, ben, eve = (lesson.join() for _ in range(3))
    lesson.start()
    lesson.walk(ada, 1)
    lesson.plant(ada)
    lesson.walk(ben)
    assert views.walk_view(lesson.room, ada).outcome == "terminated"
    assert views.walk_view(lesson.room, ben).outcome == "truncated"
    assert views.walk_view(lesson.room, eve).outcome is None
    lesson.do(Do.CLOSE)
    assert views.walk_view(lesson.room, eve).outcome == "truncated"


@pytest.mark.parametrize("entry", library().entries, ids=lambda entry: entry.id)
def test_tracks_are_those_of_hikes_to_the_last_bit(entry) -> None:
    level = load_level(entry.path)
    chance = np.random.default_rng(5)
    moves: dict[str, list[tuple[float, ...]]] = {f"h{i}": [] for i in range(5)}
    tracks = Tracks(level, moves)
    hikes = {hiker: Hike(level, hiker=hiker) for hiker in moves}
    for step in range(level.steps):
        for number, (hiker, way) in enumerate(moves.items()):
            if step % (number + 1) == 0:  # some walk at once, some by and by
                move = tuple((chance.normal(size=level.dims) * level.step_length.max).tolist())
                way.append(move)
                hikes[hiker].step(move)
        if step % 3 == 0:
            tracks.points(list(moves), [len(way) for way in moves.values()])
    walked = tracks.of(list(moves))
    marks = tracks.points(list(moves), [len(way) for way in moves.values()])
    for hike, (track, heights), mark in zip(hikes.values(), walked, marks, strict=True):
        assert np.array_equal(track, hike.track)
        assert np.array_equal(heights, hike.heights)
        assert mark == points(level, hike.heights).points


def test_the_points_of_an_earlier_step_are_those_of_a_walk_that_ended_there(lesson) -> None:
    ada = lesson.join("Ada")
    lesson.start()
    lesson.walk(ada)
    one = lesson.room.round
    heights = hiked(one, ada).heights
    for step in range(one.steps + 1):
        expected = points(one.level, heights[: step + 1]).points
        assert one.tracks.points([ada], [step]) == [expected]


def test_moves_longer_than_the_longest_step_and_over_the_fence_are_walked_as_a_hike_walks_them(
    lesson,
) -> None:
    ada = lesson.join("Ada")
    lesson.start()
    for move in [(1e300, 1e300), (-1e-300, 0.0), (50.0, 0.0), (0.0, -1e9), (0.0, 0.0)]:
        lesson.step(ada, *move)
    one = lesson.room.round
    hike = hiked(one, ada)
    ((track, heights),) = one.tracks.of([ada])
    assert np.array_equal(track, hike.track)
    assert np.array_equal(heights, hike.heights)


def test_a_past_rounds_hikes_are_let_go_of(make_class, texts) -> None:
    lesson = make_class([texts["hill"], texts["line"]])
    ada = lesson.join("Ada")
    lesson.play([ada])
    views.felt(lesson.room, ada, 1, 0)
    assert "walks" in vars(lesson.room.rounds[0])
    lesson.start()
    assert "walks" not in vars(lesson.room.rounds[0])


def test_warming_changes_nothing_that_follows(make_class, texts) -> None:
    lessons = [make_class([texts["line"]]) for _ in range(2)]
    lessons[0].room.rounds[0].warm(("adam", "nobody"))
    for lesson in lessons:
        ada = lesson.join("Ada")
        lesson.start()
        lesson.walk(ada)
    one, other = (lesson.room.rounds[0] for lesson in lessons)
    assert one.moves == other.moves
    assert one.entrant("nobody") is None
    assert np.array_equal(one.entrant("adam").track, other.entrant("adam").track)


def test_flags_before_the_first_step_are_kept(lesson) -> None:
    ada = lesson.join("Ada")
    lesson.start()
    lesson.plant(ada)
    assert lesson.room.round.has_set_out(ada)
    assert views.walk_view(lesson.room, ada).over
    lesson.happen(Kind.MOVED, {"round": 1, "step": 0, "move": [1.0, 1.0]}, ada)
    assert not lesson.counted


def test_several_threads_may_ask_for_points_at_once() -> None:
    """A reveal is made beside the boards; after a restart both begin with nothing."""
    level = parse_level(HILL)
    chance = random.Random(5)
    moves = {
        f"h{number}": [tuple(chance.uniform(-1, 1) for _ in range(2)) for _ in range(number % 7)]
        for number in range(60)
    }
    asked = list(moves), [len(way) for way in moves.values()]
    expected = Tracks(level, moves).points(*asked)
    before = sys.getswitchinterval()
    sys.setswitchinterval(1e-6)
    try:
        with ThreadPoolExecutor(4) as crowd:
            for _ in range(30):
                tracks, start = Tracks(level, moves), threading.Barrier(4)

                def ask(tracks: Tracks = tracks, start: threading.Barrier = start) -> list[float]:
                    start.wait()
                    return tracks.points(*asked)

                asking = [crowd.submit(ask) for _ in range(4)]
                assert [one.result() for one in asking] == [expected] * 4
                assert tracks.points(*asked) == expected
    finally:
        sys.setswitchinterval(before)
