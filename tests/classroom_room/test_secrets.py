"""What is a secret until the reveal is in nothing that a pupil or a board is shown."""

import math
from collections.abc import Iterator

import pytest
from pydantic import BaseModel

from hikergame.classroom.errors import RefusedWish
from hikergame.classroom.messages.teaching import Command, Do
from hikergame.classroom.room import commands, rules, views
from hikergame.classroom.room.board import board, overall, standings
from hikergame.classroom.room.reveal import result_views, reveal_view
from hikergame.survey import find_minima

GROUNDS = {
    "map": """\
hikergame: 1
title: Sesame Hillock
chapter: sesame-chapter
summary: A sesame summary.
concepts: [sesame concept]
landscape:
  bounds: {x: [-6.217, 6.439], y: [-4.151, 4.873]}
  terms:
    - bowl: {at: [2.5317, 1.0729], radius: [3, 2], depth: 40.113}
    - pit: {at: [-3.0531, -1.0937], radius: 1.5, depth: 22.371}
start: [-4.5173, -2.5519]
steps: 6
step_length: {max: 3, initial: 0.5}
rivals:
  - gradient-descent: {learning_rate: 0.05}
briefing: A sesame briefing.
debrief: A sesame debrief.
""",
    "noisy line": """\
hikergame: 1
title: Sesame Line
landscape:
  bounds: {x: [-10.137, 10.391]}
  terms:
    - bowl: {at: [3.7193], radius: 6, depth: 9.117}
start: [-6.2531]
steps: 5
step_length: {max: 2, initial: 0.5}
readout: {slope: {noise: 0.37}}
rivals:
  - adam: {learning_rate: 0.3}
""",
}


def scalars(value: object) -> Iterator[object]:
    """Yield every text and number in plain data, keys of objects included."""
    if isinstance(value, BaseModel):
        value = value.model_dump()
    if isinstance(value, dict):
        for key, one in value.items():
            yield key
            yield from scalars(one)
    elif isinstance(value, list | tuple):
        for one in value:
            yield from scalars(one)
    else:
        yield value


class Watcher:
    """Looks at all that is shown, stage by stage, as each pupil and as a board."""

    def __init__(self, lesson, hikers: list[str]) -> None:
        self.lesson, self.hikers = lesson, hikers
        self.seen: dict[str, list[object]] = {"board": [], **{hiker: [] for hiker in hikers}}

    def look(self) -> None:
        room, now = self.lesson.room, self.lesson.now
        for shown in (views.room_view(room, now), board(room), overall(room)):
            for seen in self.seen.values():
                seen.append(shown)
        self.seen["board"].append(views.names_view(room))
        for hiker in self.hikers:
            mine = self.seen[hiker]
            mine += [views.self_view(room.seats[hiker]), views.walk_view(room, hiker)]
            if room.round is not None:
                for step in range(room.round.taken(hiker)):
                    mine.append(views.felt(room, hiker, room.round.number, step))
            mine += self.refusals(hiker)

    def refusals(self, hiker: str) -> list[str]:
        """What is said to whoever asks for what he may not have."""
        room = self.lesson.room
        asked = [
            lambda: rules.move(room, hiker, 1, 99, (1.0,)),
            lambda: rules.move(room, hiker, 1, 0, ()),
            lambda: rules.move(room, hiker, 7, 0, (1.0, 1.0)),
            lambda: rules.flag(room, hiker, 1, 99),
            lambda: rules.ready(room, hiker),
            lambda: rules.recover(room, recovery_hash="0" * 64, token_hash="1" * 64),
            lambda: rules.admit(room, "WRONG"),
            lambda: reveal_view(room, 1),
            lambda: result_views(room, 1),
            *(lambda do=do: commands.command(room, Command(id=1, do=do)) for do in Do),
        ]
        said = []
        for ask in asked:
            try:
                ask()
            except RefusedWish as refusal:
                said.append(refusal.text)
        return said


def secrets(lesson, number: int) -> tuple[set[str], list[float]]:
    """Texts and numbers of a round that nobody may be shown before its reveal."""
    one = lesson.room.rounds[number - 1]
    level = one.level
    texts = {"sesame", "secret-file", level.hash, one.nonce, str(one.seed), level.id}
    numbers = [float(one.seed), *level.start, *level.landscape.bounds.ravel()]
    for minimum in find_minima(level.landscape):
        numbers += [*minimum.x, minimum.value]
    for track, heights in one.tracks.of(list(one.moves)):
        numbers += [*track.ravel(), *heights]
    for name in ("gradient-descent", "adam"):
        walk = one.entrant(name)
        numbers += [*walk.track.ravel(), *walk.values]
    return texts, [float(number) for number in numbers if abs(number) > 1e-9]


def leaked(shown: object, texts: set[str], numbers: list[float]) -> list[object]:
    found: list[object] = []
    for one in scalars(shown):
        if isinstance(one, str):
            found += [text for text in texts if text.casefold() in one.casefold()]
        elif isinstance(one, int | float) and not isinstance(one, bool):
            found += [secret for secret in numbers if math.isclose(one, secret, rel_tol=1e-9)]
    return found


@pytest.mark.parametrize("live", ["points", "steps"])
@pytest.mark.parametrize("name", GROUNDS)
def test_nothing_that_is_shown_before_the_reveal_tells_a_secret(
    make_class, name: str, live: str
) -> None:
    lesson = make_class([GROUNDS[name], *GROUNDS.values()], live=live, full_board=True)
    hikers = [lesson.join() for _ in range(3)]
    watcher = Watcher(lesson, hikers)
    watcher.look()
    lesson.do(Do.COUNT_DOWN, seconds=3)
    watcher.look()
    lesson.now += 3000
    lesson.keep(rules.due(lesson.room, lesson.now))
    for steps in (0, 1, 2, 9):
        for hiker in hikers[: steps + 1]:
            lesson.walk(hiker, steps)
        watcher.look()
    for do in (Do.PAUSE, Do.RESUME, Do.FREEZE, Do.CLOSE):
        if lesson.room.phase == "walking" or do is Do.RESUME:
            lesson.do(do)
        watcher.look()
    assert lesson.room.round.closed
    texts, numbers = secrets(lesson, 1)
    for seen in watcher.seen.values():
        assert leaked(seen, texts, numbers) == []


def test_the_search_finds_what_is_hidden(make_class) -> None:
    lesson = make_class([GROUNDS["map"]])
    ada = lesson.join("Ada")
    lesson.play([ada])
    texts, numbers = secrets(lesson, 1)
    found = leaked(reveal_view(lesson.room, 1), texts, numbers)
    assert {"sesame", lesson.room.round.nonce, float(lesson.room.round.seed)} <= set(found)


def test_nobody_is_shown_what_another_feels(make_class) -> None:
    lesson = make_class([GROUNDS["map"]], full_board=True)
    hikers = [lesson.join() for _ in range(3)]
    lesson.start()
    for hiker in hikers:
        lesson.walk(hiker)
    watcher = Watcher(lesson, hikers)
    watcher.look()
    felt = {
        hiker: {
            number
            for readout in views.walk_view(lesson.room, hiker).readouts[1:]
            for number in (*readout.slope, *readout.moved)
        }
        for hiker in hikers
    }
    for hiker in hikers:
        others = set().union(*(felt[one] for one in hikers if one != hiker)) - {0.0, -0.0}
        assert leaked(watcher.seen[hiker], set(), sorted(others - felt[hiker])) == []
    everybody = set().union(*felt.values()) - {0.0}
    assert leaked(watcher.seen["board"], set(), sorted(everybody)) == []


def test_later_rounds_stay_secret_when_the_first_is_revealed(make_class) -> None:
    lesson = make_class(list(GROUNDS.values()))
    ada = lesson.join("Ada")
    lesson.play([ada])
    one = lesson.room.rounds[1]
    shown = [reveal_view(lesson.room, 1), *result_views(lesson.room, 1).values()]
    texts = {"Sesame Line", one.level.hash, one.nonce, str(one.seed)}
    assert leaked(shown, texts, [float(one.seed), *one.level.start]) == []


def test_points_on_a_board_do_not_name_their_heights(make_class) -> None:
    lesson = make_class([GROUNDS["map"]], full_board=True)
    ada = lesson.join("Ada")
    lesson.start()
    lesson.walk(ada, 2)
    (row,) = board(lesson.room).top
    assert set(row.model_dump()) == {
        "rank", "hiker", "name", "kind", "team", "points", "step", "steps", "over", "flag",
    }  # fmt: skip
    assert standings(lesson.room, 1)[0].points == row.points
