"""The reveal: what really happened, and nothing before its time."""

import base64
import hashlib

import numpy as np
import pytest

from hikergame.classroom.errors import RefusedWish
from hikergame.classroom.messages.base import EntrantKind
from hikergame.classroom.messages.teaching import Do
from hikergame.classroom.messages.walking import Why
from hikergame.classroom.room.board import board
from hikergame.classroom.room.reveal import result_views, reveal_view
from hikergame.classroom.room.state import Room
from hikergame.hike import Hike
from hikergame.hikers import score
from hikergame.level import parse_level
from hikergame.tones import Tones


def test_a_reveal_waits_for_the_teacher(lesson) -> None:
    ada = lesson.join("Ada")
    lesson.start()
    for act in (lambda: lesson.walk(ada), lambda: lesson.do(Do.CLOSE)):
        act()
        for made in (reveal_view, result_views):
            with pytest.raises(RefusedWish) as refused:
                made(lesson.room, 1)
            assert refused.value.why is Why.FORBIDDEN
    lesson.do(Do.REVEAL)
    assert reveal_view(lesson.room, 1).title == "The Secret Hill"
    for number in (0, 2, -1):
        with pytest.raises(RefusedWish) as refused:
            reveal_view(lesson.room, number)
        assert refused.value.why is Why.NOT_FOUND


def test_the_commitment_is_kept(lesson) -> None:
    lesson.play([lesson.join("Ada")])
    shown = reveal_view(lesson.room, 1)
    said = f"{shown.nonce}:{shown.level_hash}:{shown.seed}"
    assert hashlib.sha256(said.encode()).hexdigest() == shown.commitment
    assert parse_level(shown.text).hash == shown.level_hash


def test_walks_are_those_of_hikes(lesson) -> None:
    hikers = [lesson.join() for _ in range(4)]
    bot = lesson.join("R2", kind=EntrantKind.BOT)
    lesson.start()
    lesson.walk(hikers[0])
    lesson.walk(hikers[1], 2)
    lesson.plant(hikers[1])
    lesson.walk(hikers[2], 3)
    lesson.walk(bot)
    lesson.do(Do.CLOSE)
    lesson.do(Do.REVEAL)
    shown = reveal_view(lesson.room, 1)
    assert [walk.hiker for walk in shown.walks] == [*hikers[:3], bot, "gradient-descent", "adam"]
    one = lesson.room.round
    for walk in shown.walks[:4]:
        hike = Hike(one.level, seed=one.seed, hiker=walk.hiker)
        for move in one.moves[walk.hiker]:
            hike.step(move)
        if walk.flag:
            hike.plant_flag()
        earned = score(hike)
        assert walk.points == earned.points
        assert np.allclose(walk.track, hike.track, rtol=1e-5, atol=1e-6)
        assert np.allclose(walk.values, hike.heights, rtol=1e-5)
        if hike.over:
            assert walk.medals == tuple(medal.value for medal in earned.medals)
    assert [walk.flag for walk in shown.walks[:3]] == [False, True, False]


def test_a_removed_hiker_is_not_shown(lesson) -> None:
    ada, ben = lesson.join("Ada"), lesson.join("Ben")
    lesson.play([ada, ben])
    lesson.do(Do.REMOVE, hiker=ada)
    shown = reveal_view(lesson.room, 1)
    assert ada not in {walk.hiker for walk in shown.walks}
    assert ada not in {line.hiker for line in shown.praise}
    assert list(result_views(lesson.room, 1)) == [ben]


def test_those_are_named_whom_the_board_lists(make_class) -> None:
    lesson = make_class(top=1)
    hikers = [lesson.join() for _ in range(3)]
    bots = [lesson.join(kind=EntrantKind.BOT) for _ in range(2)]
    lesson.play([*hikers, *bots])
    here = board(lesson.room, 1)
    assert reveal_view(lesson.room, 1).named == (here.top[0].hiker, here.bots[0].hiker)
    lesson.do(Do.FULL_BOARD)
    assert set(reveal_view(lesson.room, 1).named) == {*hikers, *bots}


def test_a_map_is_north_up_and_in_the_games_tones(lesson) -> None:
    lesson.play([lesson.join("Ada")])
    shown = reveal_view(lesson.room, 1)
    ground, landscape = shown.ground, lesson.room.round.level.landscape
    assert (ground.columns, ground.rows) == (240, 160)
    tones = np.frombuffer(base64.b64decode(ground.tones), np.uint8).reshape(160, 240)
    xs = -6 + (np.arange(240) + 0.5) * 12 / 240
    ys = 4 - (np.arange(160) + 0.5) * 8 / 160
    heights = landscape.value(np.stack(np.meshgrid(xs, ys), axis=-1))
    assert np.array_equal(tones, np.rint(255 * Tones.of(heights).tone(heights)))
    assert (ground.low, ground.high) == (heights.min(), heights.max())
    assert ground.contours
    for line in ground.contours:
        levels = landscape.value(np.array(line))
        assert np.ptp(levels) < 0.05 * (ground.high - ground.low)


def test_valleys_are_told_the_deepest_first(lesson) -> None:
    lesson.play([lesson.join("Ada")])
    valleys = reveal_view(lesson.room, 1).valleys
    assert [valley.deepest for valley in valleys] == [True, False]
    assert valleys[0].value < valleys[1].value


@pytest.mark.parametrize(("name", "columns", "rows"), [("line", 480, 1), ("space", 0, 0)])
def test_other_dimensions_have_a_profile_or_no_ground(
    make_class, texts, name: str, columns: int, rows: int
) -> None:
    lesson = make_class([texts[name]])
    lesson.play([lesson.join("Ada")])
    shown = reveal_view(lesson.room, 1)
    assert (shown.ground.columns, shown.ground.rows) == (columns, rows)
    assert len(base64.b64decode(shown.ground.tones)) == columns * rows
    assert len(shown.ground.heights) == columns
    assert shown.valleys[0].deepest
    assert len(shown.walks[0].track[0]) == shown.dims


def test_the_same_events_make_the_same_reveal(make_class, texts) -> None:
    lesson = make_class([texts["hill"], texts["line"]])
    hikers = [lesson.join() for _ in range(5)]
    for _ in range(2):
        lesson.play(hikers)
        board(lesson.room)
    again = Room.replay(lesson.events)
    for number in (2, 1):
        assert reveal_view(again, number) == reveal_view(lesson.room, number)
        assert result_views(again, number) == result_views(lesson.room, number)


def test_a_round_that_nobody_walked_can_be_revealed(lesson) -> None:
    lesson.play([])
    shown = reveal_view(lesson.room, 1)
    assert [walk.kind for walk in shown.walks] == [EntrantKind.ALGORITHM] * 2
    assert shown.praise == ()
    assert shown.met.counts == {}
    assert shown.met.question.endswith("?")


def test_everybody_is_told_his_own_result(lesson) -> None:
    ada, ben = lesson.join("Ada"), lesson.join("Ben")
    lesson.play([ada, ben])
    told = result_views(lesson.room, 1)
    rows = {row.hiker: row for row in board(lesson.room).top}
    for hiker in (ada, ben):
        assert told[hiker].points == rows[hiker].points
        assert told[hiker].headline.startswith("You came to ")
        assert len(told[hiker].story) >= 2
        assert told[hiker].level_title == "The Secret Hill"
