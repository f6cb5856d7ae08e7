"""Boards: one pure function of the events up to a moment, wherever it is asked for."""

import random

import pytest

from hikergame.classroom.log.events import Kind
from hikergame.classroom.messages.base import EntrantKind
from hikergame.classroom.messages.teaching import Do
from hikergame.classroom.room import rules
from hikergame.classroom.room.board import board, board_at, overall, overall_at, standings
from hikergame.classroom.room.state import Room
from hikergame.hike import Hike
from hikergame.hikers import Rival, score


def walkers(lesson, count: int = 4, **joining: object) -> list[str]:
    return [lesson.join(**joining) for _ in range(count)]


def points_of(lesson, hiker: str, number: int = 1) -> float:
    one = lesson.room.rounds[number - 1]
    hike = Hike(one.level, seed=one.seed, hiker=hiker)
    for move in one.moves.get(hiker, ()):
        hike.step(move)
    return score(hike, rival=None).points


def test_an_empty_board_says_so(lesson) -> None:
    shown = board(lesson.room)
    assert (shown.round, shown.top, shown.bots) == (0, (), ())
    assert shown.headline == "Nobody has set out yet"
    assert sum(shown.distribution.counts) == 0
    assert overall(lesson.room) is None


def test_rows_have_the_points_of_a_walk_that_ended_there(make_class) -> None:
    lesson = make_class(full_board=True)
    hikers = walkers(lesson, 6)
    lesson.start()
    for steps, hiker in enumerate(hikers):
        lesson.walk(hiker, steps)
    shown = board(lesson.room)
    assert len(shown.top) == 5  # one has not set out
    for row in shown.top:
        assert row.points == points_of(lesson, row.hiker)
        assert row.step == lesson.room.round.taken(row.hiker)
    marks = [row.points for row in shown.top]
    assert marks == sorted(marks, reverse=True)


def test_equals_share_a_rank_and_the_next_is_skipped(make_class) -> None:
    lesson = make_class(full_board=True)
    hikers = walkers(lesson, 4)
    lesson.start()
    for hiker, move in zip(hikers, [(1.0, 0.5), (2.0, 1.0), (1.0, 0.5), (-1.0, 0.0)], strict=True):
        lesson.step(hiker, *move)
    assert [row.rank for row in board(lesson.room).top] == [1, 2, 2, 4]


def test_a_board_names_a_few_unless_all_are_asked_for(make_class) -> None:
    lesson = make_class(top=2)
    hikers = walkers(lesson, 6)
    lesson.start()
    for hiker in hikers:
        lesson.walk(hiker, 1)
    short = board(lesson.room)
    assert (len(short.top), short.full) == (2, False)
    assert sum(short.distribution.counts) == 6
    lesson.do(Do.FULL_BOARD)
    full = board(lesson.room)
    assert (len(full.top), full.full) == (6, True)
    assert full.top[:2] == short.top


def test_bots_have_ranks_of_their_own(lesson) -> None:
    ada = lesson.join("Ada")
    bots = walkers(lesson, 2, kind=EntrantKind.BOT)
    lesson.start()
    for hiker in (ada, *bots):
        lesson.walk(hiker, 3)
    shown = board(lesson.room)
    assert [row.hiker for row in shown.top] == [ada]
    assert {row.hiker for row in shown.bots} == set(bots)
    assert shown.bots[0].rank == 1
    assert shown.algorithms[0].of == 1
    assert sum(shown.distribution.counts) == 1


def test_an_algorithm_stands_at_the_step_of_whoever_has_taken_most(lesson) -> None:
    ada, ben = walkers(lesson, 2)
    lesson.start()
    lesson.walk(ada, 3)
    lesson.walk(ben, 1)
    one = lesson.room.round
    rival = Rival(one.level.rivals[0], one.level, seed=one.seed)
    for _ in range(3):
        rival.step()
    beaten = board(lesson.room).algorithms[0]
    assert (beaten.row.name, beaten.row.step, beaten.row.over) == ("gradient descent", 3, False)
    assert beaten.row.points == score(rival.hike, rival=None).points
    ahead = sum(points_of(lesson, hiker) > beaten.row.points for hiker in (ada, ben))
    assert (beaten.beaten_by, beaten.of) == (ahead, 2)
    lesson.do(Do.CLOSE)
    assert board(lesson.room).algorithms[0].row.step == one.steps


def test_no_algorithm_has_points_before_a_person_takes_a_step(make_class, texts) -> None:
    lesson = make_class([texts["hill"], texts["line"]])
    ada, robo = lesson.join("Ada"), lesson.join("Robo", kind=EntrantKind.BOT)
    lesson.do(Do.COUNT_DOWN, seconds=3)
    assert board(lesson.room).algorithms == ()
    lesson.now += 3000
    lesson.keep(rules.due(lesson.room, lesson.now))
    lesson.walk(robo, 4)
    assert board(lesson.room).algorithms == ()
    lesson.step(ada, 1.0, 0.5)
    assert [one.row.step for one in board(lesson.room).algorithms] == [1, 1]
    lesson.do(Do.CLOSE)
    lesson.do(Do.REVEAL)
    first = [one.row.points for one in board(lesson.room).algorithms]
    lesson.start()
    lesson.walk(robo, 2)
    assert [one.row.points for one in overall(lesson.room).algorithms] == first


def test_a_flag_is_told_from_an_end_without_one(make_class) -> None:
    lesson = make_class(full_board=True)
    ada, ben, cyd = walkers(lesson, 3)
    lesson.start()
    lesson.walk(ada, 2)
    lesson.plant(ada)
    lesson.walk(ben)
    lesson.walk(cyd, 1)
    lesson.do(Do.FREEZE)
    lesson.plant(cyd)
    ended = {row.hiker: (row.over, row.flag) for row in board(lesson.room).top}
    assert ended == {ada: (True, True), ben: (True, False), cyd: (False, False)}
    lesson.do(Do.THAW)
    assert {row.hiker for row in board(lesson.room).top if row.flag} == {ada, cyd}


def test_among_bots_alone_algorithms_go_at_their_pace(lesson) -> None:
    robo = lesson.join("Robo", kind=EntrantKind.BOT)
    lesson.start()
    assert board(lesson.room).algorithms == ()
    lesson.walk(robo, 2)
    assert board(lesson.room).algorithms[0].row.step == 2


def test_the_classs_share_is_the_headline(make_class) -> None:
    lesson = make_class(mode="class")
    hikers = walkers(lesson, 3)
    lesson.start()
    for hiker in hikers:
        lesson.walk(hiker)
    live = board(lesson.room)
    first, second = live.algorithms
    assert live.headline.startswith(f"{first.beaten_by} of 3 ")
    assert " ahead of gradient descent, " in live.headline
    assert live.headline.endswith(f"{second.beaten_by} ahead of Adam")
    lesson.do(Do.CLOSE)
    assert " beat" in board(lesson.room).headline


def test_teams_are_worth_the_mean_of_those_who_walk(make_class) -> None:
    lesson = make_class(mode="teams", teams=("Red", "Blue", "Empty"))
    red, blue = [lesson.join(team="Red") for _ in range(3)], [lesson.join(team="Blue")]
    lesson.start()
    for hiker in (*red[:2], *blue):
        lesson.walk(hiker)
    shown = board(lesson.room)
    worth = {team.team: (team.points, team.members) for team in shown.teams}
    assert set(worth) == {"Red", "Blue"}
    mean = sum(points_of(lesson, hiker) for hiker in red[:2]) / 2
    assert worth["Red"] == (pytest.approx(mean), 2)
    assert shown.headline.startswith(f"{shown.teams[0].team} leads with ")


def test_without_algorithms_the_best_is_the_headline(make_class) -> None:
    lesson = make_class(entrants=())
    ada, ben = lesson.join("Ada"), lesson.join("Ben")
    lesson.start()
    lesson.step(ada, 2.0, 1.0)
    lesson.step(ben, 2.0, 1.0)
    assert board(lesson.room).headline.startswith("Ada and Ben lead with ")
    lesson.do(Do.CLOSE)
    assert board(lesson.room).headline.startswith("Ada and Ben win with ")


def test_many_may_share_the_lead(make_class) -> None:
    lesson = make_class(entrants=(), top=2)
    lesson.start()
    for _ in range(5):
        lesson.step(lesson.join(), 2.0, 1.0)
    assert board(lesson.room).headline.startswith("5 share the lead with ")


def test_the_teacher_may_see_everybody(make_class) -> None:
    lesson = make_class(top=1)
    lesson.start()
    for _ in range(3):
        lesson.walk(lesson.join(), 1)
    assert len(board(lesson.room).top) == 1
    assert len(board(lesson.room, everybody=True).top) == 3


def test_an_algorithm_that_nobody_knows_is_left_out(make_class) -> None:
    lesson = make_class(entrants=("gradient-descent", "sherpa"))
    ada = lesson.join("Ada")
    lesson.start()
    lesson.walk(ada, 1)
    assert [one.row.hiker for one in board(lesson.room).algorithms] == ["gradient-descent"]


def test_a_board_by_steps_keeps_points_until_the_round_is_over(make_class) -> None:
    lesson = make_class(live="steps", mode="teams", teams=("Red", "Blue"))
    hikers = walkers(lesson, 3)
    lesson.start()
    for steps, hiker in enumerate(hikers, 1):
        lesson.walk(hiker, 2 * steps)
    shown = board(lesson.room)
    assert shown.by_steps
    assert [(row.hiker, row.points, row.step) for row in shown.top] == [
        (hikers[2], 0.0, 6),
        (hikers[1], 0.0, 4),
        (hikers[0], 0.0, 2),
    ]
    assert (shown.algorithms, shown.teams) == ((), ())
    assert shown.headline == "1 of 3 has ended the hike"
    assert shown.distribution.edges[-1] == 6
    lesson.do(Do.CLOSE)
    over = board(lesson.room)
    assert not over.by_steps
    assert over.top[0].points > 0.0
    assert over.algorithms


def test_standings_by_steps_do_not_give_a_live_round_away(make_class, texts) -> None:
    lesson = make_class([texts["hill"], texts["line"]], live="steps")
    ada = lesson.join("Ada")
    lesson.play([ada])
    before = board(lesson.room).top[0].points
    lesson.start()
    lesson.walk(ada, 3)
    assert overall(lesson.room).top[0].points == before


def test_a_frozen_board_stands_still_and_is_that_of_its_moment(lesson) -> None:
    hikers = walkers(lesson, 4)
    lesson.start()
    for hiker in hikers[:3]:
        lesson.walk(hiker, 2)
    lesson.do(Do.FREEZE)
    shown = board(lesson.room)
    assert shown.frozen
    assert shown.up_to == lesson.room.number
    lesson.walk(hikers[0], 2)
    lesson.plant(hikers[1])
    lesson.walk(hikers[3])
    lesson.join("Late")
    lesson.do(Do.CLOSE)
    assert board(lesson.room) == shown == board_at(lesson.events, shown.up_to)
    assert board(Room.replay(lesson.events)) == shown
    lesson.do(Do.THAW)
    assert board(lesson.room) != shown
    assert board_at(lesson.events, shown.up_to) == shown


def test_the_teacher_sees_on_while_the_board_is_frozen(lesson) -> None:
    ada = lesson.join("Ada")
    lesson.start()
    lesson.walk(ada, 1)
    lesson.do(Do.FREEZE)
    lesson.walk(ada, 1)
    assert board(lesson.room).top[0].step == 1
    assert standings(lesson.room, 1)[0].step == 2


def test_the_reveal_thaws_a_board(lesson) -> None:
    ada = lesson.join("Ada")
    lesson.start()
    lesson.do(Do.FREEZE)
    lesson.walk(ada)
    lesson.do(Do.CLOSE)
    assert board(lesson.room).frozen
    lesson.do(Do.REVEAL)
    assert not board(lesson.room).frozen


def test_a_rude_name_goes_from_a_frozen_board_at_once(lesson) -> None:
    ada, eve, ben = lesson.join("Ada"), lesson.join("Rude"), lesson.join("Rude too")
    lesson.start()
    for hiker in (ada, eve, ben):
        lesson.walk(hiker, 2)
    lesson.do(Do.FREEZE)
    before = {row.hiker: row for row in board(lesson.room).top}
    lesson.do(Do.RENAME, hiker=eve, name="Eve")
    lesson.do(Do.REMOVE, hiker=ben)
    after = {row.hiker: row for row in board(lesson.room).top}
    assert after[eve].name == "Eve"
    assert after[eve].points == before[eve].points
    assert ben not in after
    assert after[ada].points == before[ada].points


def test_who_is_removed_stands_on_no_board(lesson) -> None:
    ada, ben = walkers(lesson, 2)
    lesson.start()
    lesson.walk(ada)
    lesson.walk(ben)
    lesson.do(Do.REMOVE, hiker=ada)
    assert [row.hiker for row in board(lesson.room).top] == [ben]


def test_standings_add_up_the_rounds(make_class, texts) -> None:
    lesson = make_class([texts["hill"], texts["line"]], full_board=True)
    ada, ben = walkers(lesson, 2)
    lesson.play([ada, ben])
    assert overall(lesson.room) is None
    lesson.start()
    lesson.walk(ada)
    together = {row.hiker: row for row in overall(lesson.room).top}
    assert together[ada].points == points_of(lesson, ada, 1) + points_of(lesson, ada, 2)
    assert together[ben].points == points_of(lesson, ben, 1)
    assert together[ada].steps == 11
    assert together[ada].over
    assert not together[ben].over  # the second round is on, and Ben has not set out
    rivals = [one.row for one in overall(lesson.room).algorithms]
    rounds = [board(lesson.room, number).algorithms for number in (1, 2)]
    for index, rival in enumerate(rivals):
        assert rival.points == rounds[0][index].row.points + rounds[1][index].row.points
    assert overall(lesson.room) == overall_at(lesson.events, lesson.room.number)


def test_a_past_rounds_board_can_be_asked_for(make_class, texts) -> None:
    lesson = make_class([texts["hill"], texts["line"]])
    ada = lesson.join("Ada")
    lesson.play([ada])
    first = board(lesson.room)
    lesson.start()
    again = board(lesson.room, 1)
    assert again.top == first.top
    assert again.headline == first.headline
    assert board(lesson.room, 2).top == ()
    assert board(lesson.room, 3).top == ()


def test_points_of_a_hundred_go_into_the_last_bin(make_class, texts) -> None:
    lesson = make_class([texts["hill"]], full_board=True)
    hikers = walkers(lesson, 20)
    lesson.start()
    chance = random.Random(2)
    for hiker in hikers:
        lesson.step(hiker, chance.uniform(0, 3), chance.uniform(0, 3))
    shown = board(lesson.room)
    counts = [0] * 10
    for row in shown.top:
        counts[min(int(row.points // 10), 9)] += 1
    assert shown.distribution.counts == tuple(counts)
    assert shown.distribution.edges == tuple(10.0 * edge for edge in range(11))


def test_a_board_at_each_moment_is_the_one_that_was_shown_then(lesson) -> None:
    hikers, shown = walkers(lesson, 3), []
    lesson.start()
    for _ in range(3):
        for hiker in hikers:
            lesson.walk(hiker, 1)
            shown.append(board(lesson.room))
    lesson.happen(Kind.BOARD_FROZEN)
    shown.append(board(lesson.room))
    for one in shown:
        assert board_at(lesson.events, one.up_to) == one
