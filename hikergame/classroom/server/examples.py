"""One example of each message that the description of the API shows."""

from collections.abc import Mapping

from pydantic import BaseModel

from hikergame.classroom.messages.base import EntrantKind, Mode, Phase, RoomView
from hikergame.classroom.messages.teaching import Command, Do, Done
from hikergame.classroom.messages.walking import (
    FactsView,
    Felt,
    Flag,
    FlagStands,
    Join,
    Move,
    ReadoutView,
    Ready,
    Recover,
    RivalStep,
    RoomChanged,
    Seat,
    Self,
    SensesView,
    WalkView,
    Welcome,
)

_ROOM = RoomView(
    name="Class 7b",
    code="K7MPXW",
    phase=Phase.WALKING,
    round=1,
    rounds=3,
    mode=Mode.CLASS,
    locked=False,
    frozen=False,
    people=28,
    bots=2,
    ready=0,
    done=3,
    commitment="0f" * 32,
)
_YOU = Self(hiker="4f1c22ab90d3e877", name="Brisk Marmot", kind=EntrantKind.PERSON)
_START = ReadoutView(slope=(1.25, -0.5), step=0, steps_left=30, moved=(0.0, 0.0))
_NEXT = ReadoutView(slope=(0.75, -0.25), step=1, steps_left=29, moved=(-0.4, 0.2))
_FACTS = FactsView(
    dims=2,
    axes=("x", "y"),
    steps=30,
    longest=2.0,
    initial=0.5,
    senses=SensesView(
        direction_only=False, noise=0.0, rounding=0.0, altimeter=False, curvature=False
    ),
    flat=0.05,
    rival_title="gradient descent",
    rival_setting="learning rate 0.1",
)
_RIVAL = (
    RivalStep(steepness=1.35, step_length=0.0),
    RivalStep(steepness=1.1, step_length=0.135),
)
_WALK = WalkView(
    round=1, facts=_FACTS, moves=((-0.4, 0.2),), readouts=(_START, _NEXT), rival=_RIVAL
)

EXAMPLES: Mapping[type[BaseModel], BaseModel] = {
    type(example): example
    for example in (
        Join(code="K7MPXW", name="Ada", key="9f2ce0b4617a4d03b8a15cf7"),
        Recover(code="K7MPXW", recovery="HJKM-34PQ"),
        Seat(you=_YOU, token="5d" * 24, recovery="HJKM-34PQ", room=_ROOM),
        _ROOM,
        Welcome(you=_YOU, room=_ROOM, walk=_WALK),
        Ready(),
        RoomChanged(room=_ROOM, you=_YOU),
        Move(round=1, step=0, displacement=(-0.4, 0.2)),
        Felt(round=1, step=0, readout=_NEXT, rival=_RIVAL[1]),
        Flag(round=1, step=1),
        FlagStands(round=1, step=1),
        Command(id=1, do=Do.COUNT_DOWN, seconds=5),
        Done(id=1),
    )
}
"""By model."""
