"""What pupils and boards are shown: the only functions that make it.

Each takes from the room what its reader may know, field by field; none of them hands on a
level, a round or an event. Before the reveal nothing here tells a level's name, its hash,
the seed, a place, or what anybody else felt. Times are durations, for the clocks of pupils'
laptops are wrong.
"""

from typing import Literal

from hikergame.classroom.errors import RoomError
from hikergame.classroom.messages.base import EntrantKind, Mode, Phase, RoomView
from hikergame.classroom.messages.walking import (
    FactsView,
    Felt,
    ReadoutView,
    RivalStep,
    Self,
    SensesView,
    WalkView,
)
from hikergame.classroom.room.rounds import Round
from hikergame.classroom.room.seats import Seat
from hikergame.classroom.room.state import Room
from hikergame.hike import Readout, flat_steepness
from hikergame.level import Senses

NAMES_SHOWN = 60
"""How many names a lobby's board is sent."""


def room_view(room: Room, now: int) -> RoomView:
    """Return what everybody may know of the room at a time, milliseconds since 1970."""
    here, seats = room.round, room.seats.present
    counting = room.countdown if room.phase is Phase.COUNTDOWN else None
    started = here is not None and here.started_at is not None
    return RoomView(
        name=room.settings.name,
        code=None if room.code_hidden else room.code,
        phase=room.phase,
        round=room.on,
        rounds=len(room.rounds),
        mode=room.settings.mode,
        locked=room.locked,
        frozen=room.frozen is not None,
        people=sum(seat.kind is EntrantKind.PERSON for seat in seats),
        bots=sum(seat.kind is EntrantKind.BOT for seat in seats),
        ready=sum(seat.ready for seat in seats),
        done=sum(here.is_over(seat.id) for seat in seats) if here is not None and started else 0,
        countdown_ms=None if counting is None else max(counting[1] - now, 0),
        clock_ms=room.clock_ms(now),
        pause=room.pause if room.phase is Phase.PAUSED else None,
        commitment=here.commitment if here is not None else None,
        teams=room.settings.teams if room.settings.mode is Mode.TEAMS else (),
    )


def self_view(seat: Seat) -> Self:
    """Return what a hiker may know of his own seat."""
    return Self(hiker=seat.id, name=seat.name, kind=seat.kind, team=seat.team, ready=seat.ready)


def names_view(room: Room) -> tuple[str, ...]:
    """Return who is in the lobby, the latest first, a bounded number."""
    seats = sorted(room.seats.present, key=lambda seat: -seat.joined)
    return tuple(seat.name for seat in seats[:NAMES_SHOWN])


def facts_view(one: Round) -> FactsView:
    """Return what is open about a round's hike. Raises RoomError where its level is unreadable."""
    level, rival = one.level, one.walks.rival
    senses = level.senses
    return FactsView(
        dims=level.dims,
        axes=level.axes,
        steps=level.steps,
        longest=level.step_length.max,
        initial=level.step_length.initial,
        senses=senses_view(senses),
        flat=0.0 if senses.direction_only else flat_steepness(level.landscape),
        rival_title=None if rival is None else rival.title,
        rival_setting=None if rival is None else rival.setting,
    )


def senses_view(senses: Senses) -> SensesView:
    """Return how slopes are felt, and what else is."""
    return SensesView(
        direction_only=senses.direction_only,
        noise=senses.noise,
        rounding=senses.rounding,
        altimeter=senses.altimeter,
        curvature=senses.curvature,
    )


def walk_view(room: Room, hiker: str) -> WalkView | None:
    """Return a hiker's round so far; None before it has started."""
    here = room.round
    if here is None or here.started_at is None:
        return None
    walking, rival = here.walks.of(hiker), here.walks.rival
    readouts = tuple(readout_view(walking.readout(step)) for step in range(len(walking)))
    return WalkView(
        round=here.number,
        facts=facts_view(here),
        moves=tuple(here.moves.get(hiker, ())),
        readouts=readouts,
        rival=() if rival is None else rival.steps[: len(readouts)],
        over=here.is_over(hiker) or here.closed,
        outcome=_outcome(here, hiker),
    )


def felt(room: Room, hiker: str, round_number: int, step: int) -> Felt:
    """Return what a hiker's step number `step` led to: the same, however often it is asked for.

    Raises RoomError for a step that has not been kept.
    """
    here = room.round
    if here is None or here.number != round_number or not 0 <= step < here.taken(hiker):
        raise RoomError(f"there is no step {step} of that hiker in round {round_number}")
    last = step + 1 == here.steps
    return Felt(
        round=here.number,
        step=step,
        readout=readout_view(here.walks.of(hiker).readout(step + 1)),
        rival=_rival_at(here, step + 1),
        over=last,
        outcome="truncated" if last else None,
    )


def readout_view(readout: Readout) -> ReadoutView:
    """Return a readout as it travels."""
    curvature = readout.curvature
    return ReadoutView(
        slope=tuple(readout.slope.tolist()),
        step=readout.step,
        steps_left=readout.steps_left,
        moved=tuple(readout.moved.tolist()),
        fenced=readout.fenced,
        shortened=readout.shortened,
        altitude=readout.altitude,
        curvature=None if curvature is None else tuple(map(tuple, curvature.tolist())),
    )


def _rival_at(here: Round, step: int) -> RivalStep | None:
    rival = here.walks.rival
    return None if rival is None else rival.steps[step]


def _outcome(here: Round, hiker: str) -> Literal["terminated", "truncated"] | None:
    if hiker in here.flags:
        return "terminated"
    return "truncated" if here.is_over(hiker) or here.closed else None
