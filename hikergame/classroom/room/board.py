"""Boards: how things stand, as one pure function of the events up to a moment.

    board(room)                  # now, or at the moment at which it was frozen
    board_at(events, up_to)      # the same from the events themselves

Whoever shows a board, on a page, over the API or in an export, asks here. Points are those
of a walk that ended where it stands; equal points share a rank. Who has not set out in a
round does not stand on its board. Bots have ranks of their own, and algorithms none.
"""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Final

from hikergame.classroom.log.events import Event
from hikergame.classroom.messages.base import EntrantKind, Mode, Phase
from hikergame.classroom.messages.watching import (
    BeatenView,
    BoardView,
    DistributionView,
    RowView,
    TeamView,
)
from hikergame.classroom.room.entrants import points_after
from hikergame.classroom.room.headline import headline
from hikergame.classroom.room.rounds import Round
from hikergame.classroom.room.seats import Seat
from hikergame.classroom.room.state import Moment, Room

BINS: Final = 10
"""Of a distribution."""
_DECIMALS: Final = 6
"""Points that two machines cannot tell apart are equal."""
_SECRET: Final = (Phase.COUNTDOWN, Phase.WALKING, Phase.PAUSED)
"""A board by steps keeps points to itself in these."""


@dataclass(frozen=True)
class Standing:
    """How one hiker stands, in one round or in several together."""

    seat: Seat
    points: float
    worth: float
    """What ranks go by: points that two machines agree on, or steps where points are hidden."""
    step: int
    steps: int
    over: bool
    flag: bool
    """It ended with a flag; of one round alone."""


def board(room: Room, number: int | None = None, *, everybody: bool = False) -> BoardView:
    """Return the board of a round: of the one that is on, unless another is named.

    It names as many as the settings say, or `everybody`, for the teacher alone. Raises
    RoomError where this engine cannot read the level.
    """
    moment = _moment(room, everybody)
    here = _round(room, moment, moment.round if number is None else number)
    return _board(moment, [] if here is None else [here], 0 if here is None else here.number)


def overall(room: Room, *, everybody: bool = False) -> BoardView | None:
    """Return the standings of all rounds together, points added up; None before the second."""
    moment = _moment(room, everybody)
    if moment.round < 2:
        return None
    open_to_all = [one for one in room.rounds[: moment.round] if not _by_steps(moment, one)]
    return _board(moment, open_to_all, 0)


def board_at(events: Iterable[Event], up_to: int, number: int | None = None) -> BoardView:
    """Return the board as it stood after the event `up_to`, from the events alone."""
    return board(Room.replay(event for event in events if event.number <= up_to), number)


def overall_at(events: Iterable[Event], up_to: int) -> BoardView | None:
    """Return the standings as they were after the event `up_to`, from the events alone."""
    return overall(Room.replay(event for event in events if event.number <= up_to))


def standings(room: Room, number: int) -> list[Standing]:
    """Return how people and bots stand in a round now, frozen or not, the best first."""
    moment = room.now()
    here = _round(room, moment, number)
    return [] if here is None else _sorted(_standings(moment, [here]))


def _moment(room: Room, everybody: bool) -> Moment:
    """Return what a board is made of, and, if wanted, lift its limit of rows."""
    moment = room.moment()
    if not everybody:
        return moment
    return replace(moment, settings=moment.settings.model_copy(update={"full_board": True}))


def _round(room: Room, moment: Moment, number: int) -> Round | None:
    return room.rounds[number - 1] if 0 < number <= moment.round else None


def _board(moment: Moment, rounds: Sequence[Round], number: int) -> BoardView:
    """Return the board of some rounds together, under the number of one or 0 for all."""
    hidden = any(_by_steps(moment, one) for one in rounds)
    standing = _standings(moment, rounds, hidden=hidden)
    people = _sorted(one for one in standing if one.seat.kind is EntrantKind.PERSON)
    bots = _sorted(one for one in standing if one.seat.kind is EntrantKind.BOT)
    settings = moment.settings
    shown = None if settings.full_board else settings.top
    pace = people if _has_people(moment) else bots
    algorithms = () if hidden else _algorithms(moment, rounds, people, pace)
    teams = () if hidden or settings.mode is not Mode.TEAMS else _teams(moment, people)
    most = sum(one.steps for one in rounds) if hidden else 100 * len(rounds)
    return BoardView(
        round=number,
        up_to=moment.number,
        frozen=moment.frozen,
        top=_rows(people[:shown]),
        full=settings.full_board,
        bots=_rows(bots[:shown]),
        algorithms=algorithms,
        teams=teams,
        distribution=_distribution([one.worth for one in people], float(most or 100)),
        headline=headline(
            settings.mode,
            [one.seat.name for one in people if one.worth == people[0].worth],
            people[0].points if people else 0.0,
            algorithms,
            teams,
            people=len(people),
            ended=sum(one.over for one in people),
            by_steps=hidden,
            live=moment.phase in _SECRET and (number in (0, moment.round)),
        ),
        by_steps=hidden,
    )


def _by_steps(moment: Moment, one: Round) -> bool:
    """Tell whether a round's points are to be kept from those who watch."""
    on = one.number == moment.round and moment.phase in _SECRET
    return on and moment.settings.live == "steps"


def _standings(moment: Moment, rounds: Sequence[Round], *, hidden: bool = False) -> list[Standing]:
    """Return how those stand who have set out in any of some rounds, in order of joining."""
    budget = sum(one.steps for one in rounds)
    points: dict[str, float] = {}
    steps: dict[str, int] = {}
    on = moment.phase in _SECRET and any(one.number == moment.round for one in rounds)
    for one in rounds:
        out, taken = _walked(moment, one)
        marks = [0.0] * len(out) if hidden else one.tracks.points(out, taken)
        for hiker, mark, step in zip(out, marks, taken, strict=True):
            points[hiker] = points.get(hiker, 0.0) + mark
            steps[hiker] = steps.get(hiker, 0) + step
    return [
        Standing(
            seat=seat,
            points=points[seat.id],
            worth=float(steps[seat.id]) if hidden else round(points[seat.id], _DECIMALS),
            step=steps[seat.id],
            steps=budget,
            over=not on or seat.id in moment.over,
            flag=len(rounds) == 1 and seat.id in _flags(moment, rounds[0]),
        )
        for seat in moment.seats.values()
        if seat.id in steps
    ]


def _flags(moment: Moment, one: Round) -> Collection[str]:
    """Return who had planted a flag in a round at a moment."""
    return moment.flags if one.number == moment.round else one.flags


def _walked(moment: Moment, one: Round) -> tuple[list[str], list[int]]:
    """Return who had set out in a round at a moment, and how many steps each had taken."""
    if one.number == moment.round:
        out = [hiker for hiker in moment.seats if hiker in moment.taken]
        return out, [moment.taken[hiker] for hiker in out]
    out = [hiker for hiker in moment.seats if one.has_set_out(hiker)]
    return out, [one.taken(hiker) for hiker in out]


def _algorithms(
    moment: Moment, rounds: Sequence[Round], people: list[Standing], pace: list[Standing]
) -> tuple[BeatenView, ...]:
    """Return how people stand against the algorithms, in the order of the settings."""
    found = (_algorithm(moment, rounds, people, pace, name) for name in moment.settings.entrants)
    return tuple(one for one in found if one is not None)


def _has_people(moment: Moment) -> bool:
    """Tell whether anybody but bots has a seat: algorithms go at the pace of people then."""
    return any(seat.kind is EntrantKind.PERSON for seat in moment.seats.values())


def _algorithm(
    moment: Moment,
    rounds: Sequence[Round],
    people: list[Standing],
    pace: list[Standing],
    name: str,
) -> BeatenView | None:
    """Return how people stand against one algorithm.

    None where it cannot walk these rounds, or stands at the start of the only one still: its
    first points come with the first step of others, and give nothing of the ground away.
    """
    points, steps, title, over, stands = 0.0, 0, "", True, False
    for one in rounds:
        walk = one.entrant(name)
        if walk is None:
            return None
        on = one.number == moment.round and moment.phase in _SECRET
        at = max((moment.taken.get(each.seat.id, 0) for each in pace), default=0)
        step = min(at, walk.score.steps) if on else walk.score.steps
        title, over = walk.title, over and step == walk.score.steps
        if on and at == 0:
            continue
        points += points_after(one.level, walk, step)
        steps, stands = steps + step, True
    if not stands:
        return None
    row = RowView(
        rank=0,
        hiker=name,
        name=title,
        kind=EntrantKind.ALGORITHM,
        points=points,
        step=steps,
        steps=sum(one.steps for one in rounds),
        over=over,
    )
    worth = round(points, _DECIMALS)
    ahead = sum(each.worth > worth for each in people)
    return BeatenView(row=row, beaten_by=ahead, of=len(people))


def _teams(moment: Moment, people: list[Standing]) -> tuple[TeamView, ...]:
    """Return the teams of which somebody has set out, the best first."""
    means = []
    for team in moment.settings.teams:
        members = [one.points for one in people if one.seat.team == team]
        if members:
            means.append((team, sum(members) / len(members), len(members)))
    ordered = sorted(means, key=lambda mean: -round(mean[1], _DECIMALS))
    ranks = _ranks([round(mean, _DECIMALS) for _, mean, _ in ordered])
    return tuple(
        TeamView(rank=rank, team=team, points=points, members=members)
        for rank, (team, points, members) in zip(ranks, ordered, strict=True)
    )


def _rows(ordered: Sequence[Standing]) -> tuple[RowView, ...]:
    return tuple(
        RowView(
            rank=rank,
            hiker=one.seat.id,
            name=one.seat.name,
            kind=one.seat.kind,
            team=one.seat.team,
            points=one.points,
            step=one.step,
            steps=one.steps,
            over=one.over,
            flag=one.flag,
        )
        for rank, one in zip(_ranks([one.worth for one in ordered]), ordered, strict=True)
    )


def _ranks(worths: Sequence[float]) -> list[int]:
    """Return ranks from 1 for falling worths; equals share one, and the next is skipped."""
    ranks: list[int] = []
    for index, worth in enumerate(worths):
        tied = index > 0 and worth == worths[index - 1]
        ranks.append(ranks[-1] if tied else index + 1)
    return ranks


def _sorted(standing: Iterable[Standing]) -> list[Standing]:
    """Return the best first; equals stay in the order in which they joined."""
    return sorted(standing, key=lambda one: -one.worth)


def _distribution(worths: Sequence[float], most: float) -> DistributionView:
    counts = [0] * BINS
    for worth in worths:
        counts[min(int(worth * BINS / most), BINS - 1)] += 1
    edges = tuple(most * index / BINS for index in range(BINS + 1))
    return DistributionView(edges=edges, counts=tuple(counts))
