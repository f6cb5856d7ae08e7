"""What pupils see, held to pictures: the room that waits, and a round with open eyes."""

from typing import Any

from textual.pilot import Pilot

from hikergame.classroom.client.address import Address
from hikergame.classroom.client.connection import Changed, Online
from hikergame.classroom.client.seats import HeldSeat
from hikergame.classroom.messages.base import EntrantKind, Mode, Phase, RoomView
from hikergame.classroom.messages.walking import Self
from hikergame.classroom.messages.watching import MetView, PraiseView, RevealView, WalkedView
from hikergame.classroom.room.uncovered import ground_view, valley_views
from hikergame.hikers import Outing
from hikergame.level import parse_level
from hikergame.tui.join.app import JoinApp
from hikergame.tui.join.reveal.screen import ClassReveal
from tests.piloting import until

from .rooms import HIDDEN

NOBODY = Address("127.0.0.1", 9)
"""Where nobody listens."""


class StillApp(JoinApp):
    """A pupil's app that hears from no server."""

    def __init__(self) -> None:
        super().__init__(NOBODY, "K7MPXW", HeldSeat("token", "AAAA-BBBB", "Ada"), clock=lambda: 0.0)

    def _attend(self) -> None:
        """Hear nothing."""


def in_the_lobby() -> StillApp:
    app = StillApp()
    room = RoomView(
        name="Class 7b", code="K7MPXW", phase=Phase.LOBBY, round=0, rounds=3, mode=Mode.CLASS,
        locked=False, frozen=False, people=28, bots=2, ready=17, done=0,
    )  # fmt: skip
    you = Self(hiker="h1", name="Ada", kind=EntrantKind.PERSON)
    app.at = app.at.after(Online(), 0.0).after(Changed(room, you), 0.0)
    return app


def walked(hiker: str, name: str, stride: float) -> WalkedView:
    """Walk straight downhill by the same stride, and plant the flag."""
    outing = Outing(parse_level(HIDDEN), hiker=hiker)
    while not outing.over and outing.readout.step < 8:
        slope = outing.readout.slope
        outing.step(-stride * slope / outing.readout.steepness)
    if not outing.over:
        outing.plant_flag()
    player = outing.reveal().player
    return WalkedView(
        hiker=hiker,
        name=name,
        kind=EntrantKind.PERSON if hiker.startswith("h") else EntrantKind.ALGORITHM,
        track=tuple(map(tuple, player.track.tolist())),
        values=tuple(player.values.tolist()),
        halvings=tuple(player.score.halvings.tolist()),
        points=player.score.points,
        flag=player.flag,
        fate="trapped",
    )


def revealed() -> RevealView:
    level = parse_level(HIDDEN)
    return RevealView(
        round=1, level_id="hidden", title=level.title, summary="", debrief=level.debrief,
        level_hash=level.hash, seed=3, nonce="n", commitment="c", dims=2, axes=("x", "y"),
        steps=level.steps, start=tuple(level.start.tolist()), ground=ground_view(level.landscape),
        valleys=valley_views(level.landscape),
        walks=(walked("h1", "Ada", 0.3), walked("h2", "Bo [b]", 1.0), walked("a1", "Adam", 0.7)),
        praise=(PraiseView(hiker="h2", name="Bo [b]", title="Boldest", sentence="Walked far."),),
        met=MetView(counts={"trapped": 2}, sentences=("2 of 2 were trapped.",), question="Why?"),
        headline="1 of 2 beat Adam", named=("h2", "h1"),
    )  # fmt: skip


def test_lobby_at_80x24(snap_compare: Any) -> None:
    """Shows the room, who one is with the recovery code, and that 17 of 30 are ready."""
    assert snap_compare(in_the_lobby(), terminal_size=(80, 24))


def test_reveal_at_140x40(snap_compare: Any) -> None:
    """Shows the map with three ways over it, their ranks, and what happened."""
    app = in_the_lobby()

    async def look(pilot: Pilot[int]) -> None:
        screen = ClassReveal(revealed(), "h1", None, animate=False)
        app.go(screen)
        await until(pilot, lambda: screen.is_mounted and screen._shown)
        await pilot.press("c")
        await until(pilot, lambda: "∘" in str(screen.query_one("#rows").render()))
        await pilot.pause()

    assert snap_compare(app, terminal_size=(140, 40), run_before=look)
