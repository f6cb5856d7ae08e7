"""Rooms as a teacher sees them, made up."""

from typing import Any

from hikergame.classroom.messages.base import EntrantKind, Mode, Phase, RoomView
from hikergame.classroom.messages.teaching import RoundView, SeatView, TeacherView
from hikergame.classroom.messages.watching import (
    BeatenView,
    BoardView,
    DistributionView,
    RowView,
    TeamView,
)

PERSON = EntrantKind.PERSON


def seat(name: str, **changes: Any) -> SeatView:
    plain: dict[str, Any] = {
        "hiker": name.casefold(), "name": name, "kind": PERSON, "team": None, "connected": True,
        "ready": False, "step": 0, "over": False, "points": 0.0,
    }  # fmt: skip
    plain["flag"] = changes.get("over", False)
    return SeatView(**plain | changes)


def row(number: int, kind: EntrantKind = PERSON, name: str | None = None) -> RowView:
    return RowView(
        rank=number + 1, hiker=str(number), name=name or f"Pupil {number}", kind=kind,
        points=max(0.0, 12.0 - number / 10), step=3, steps=30, over=number == 1, flag=number == 1,
    )  # fmt: skip


def board(*, people: int = 3, full: bool = False, by_steps: bool = False) -> BoardView:
    rival = row(0, EntrantKind.ALGORITHM, "gradient descent")
    return BoardView(
        round=1,
        up_to=9,
        frozen=False,
        top=tuple(row(number) for number in range(people if full else min(5, people))),
        full=full,
        bots=(row(0, EntrantKind.BOT, "Robo"),),
        algorithms=() if by_steps else (BeatenView(row=rival, beaten_by=17, of=people),),
        teams=(TeamView(rank=1, team="Red", points=9.0, members=people),),
        distribution=DistributionView(
            edges=tuple(10.0 * edge for edge in range(11)), counts=(1, people - 1, *[0] * 8)
        ),
        headline=f"17 of {people} are ahead of gradient descent",
        by_steps=by_steps,
    )


def view(
    phase: Phase,
    *seats: SeatView,
    states: tuple[str, ...] = ("to come", "to come"),
    shown: BoardView | None = None,
    **room: Any,
) -> TeacherView:
    plain: dict[str, Any] = {
        "name": "Class 7b", "code": "BCDFGH", "phase": phase, "round": 0, "rounds": len(states),
        "mode": Mode.CLASS, "locked": False, "frozen": False, "people": len(seats), "bots": 0,
        "ready": 0, "done": 0,
    }  # fmt: skip
    rounds = tuple(
        RoundView(
            number=number, title=f"Round title {number}", chapter="", steps=30, dims=2, state=state
        )  # type: ignore[arg-type]
        for number, state in enumerate(states, 1)
    )
    return TeacherView(
        room=RoomView(**plain | room), code="BCDFGH", address="192.168.1.20:8750",
        board_address="http://192.168.1.20:8750/board", mode=Mode.CLASS, seats=seats, plan=rounds,
        board=shown or board(), events=9, boards=1, store="memory",
    )  # fmt: skip
