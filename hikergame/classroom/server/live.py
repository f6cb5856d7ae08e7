"""The live room: wishes come in, events are kept, answers go out.

A wish is judged by the room as it is, drafted, kept, and answered once the room shows it:
what is acknowledged is durable. Where the room moved on in between, the wish is judged
again. `Refusal` says why a wish is not granted; then nothing has happened.
"""

import asyncio
import random
import socket
import time
from collections.abc import Callable, Sequence
from contextlib import suppress
from functools import partial
from typing import TYPE_CHECKING

from hikergame.classroom.errors import RefusedWish, RoomError, StoreError
from hikergame.classroom.log.events import Draft, Event, Kept, Kind, Stale
from hikergame.classroom.log.store import Store
from hikergame.classroom.messages.base import EntrantKind
from hikergame.classroom.messages.teaching import Command, Do, Done
from hikergame.classroom.messages.walking import (
    Felt,
    Flag,
    FlagStands,
    Join,
    Move,
    Recover,
    RoomChanged,
    Seat,
    Welcome,
    Why,
)
from hikergame.classroom.room import commands, rules, views
from hikergame.classroom.room.codes import (
    canonical,
    grouped,
    hash_of,
    keyed_secrets,
    new_secrets,
    recovery_code,
    token,
)
from hikergame.classroom.room.state import Room
from hikergame.classroom.server.aside import aside
from hikergame.classroom.server.clockwork import Clockwork
from hikergame.classroom.server.crowd import Crowd
from hikergame.classroom.server.door import Door
from hikergame.classroom.server.herald import Herald
from hikergame.classroom.server.ledger import Ledger
from hikergame.classroom.server.outcomes import Outcomes
from hikergame.classroom.server.reveals import Reveals
from hikergame.classroom.server.thrift import settle, unsettle
from hikergame.classroom.server.wire import Refusal

if TYPE_CHECKING:
    from hikergame.classroom.server.place import Place

_TRIES = 5
"""How often a wish is judged anew because the room has moved on."""
_NOT_KEPT = "This could not be kept, and has not happened. Try again in a moment."
_NOT_READ = "The server cannot look this up just now. Try again in a moment."
_NO_RECOVERY = "Nobody here has this recovery code. Your teacher can make a new one."
_CHANCE = random.SystemRandom()


class LiveRoom:
    """One room, as one process serves it."""

    def __init__(
        self, store: Store, room: str, place: "Place", *, teacher: str | None = None
    ) -> None:
        """`teacher` is a token that opens as the room's own teacher's does."""
        self.crowd = Crowd()
        self.ledger = Ledger(store, room, self._told)
        extra = None if teacher is None else hash_of(teacher)
        self.door = Door(lambda: self.ledger.room, extra)
        self.herald = Herald(self.ledger, self.crowd, place)
        self.reveals = Reveals(self.ledger)
        self.outcomes = Outcomes(self.ledger, self.crowd, self.reveals)
        # A restart takes the place of whoever listened there before, so it has his name.
        self._clockwork = Clockwork(self.ledger, f"{socket.gethostname()}:{place.port}")
        self._tasks: list[asyncio.Task[None]] = []
        self._kept: set[str] = set()
        """Hikers with a step that is kept, and not yet taken."""

    @property
    def room(self) -> Room:
        """The room as it stands."""
        return self.ledger.room

    async def open(self) -> None:
        """Read the log, pause what was on, and begin to follow. Raises StoreError, RoomError."""
        await self.ledger.open()
        await self._recall()
        await self._clockwork.begin()
        self._tasks = [
            asyncio.create_task(self._clockwork.run()),
            asyncio.create_task(self.herald.run()),
            asyncio.create_task(self.outcomes.run()),
            asyncio.create_task(self._warm()),
        ]

    async def close(self) -> None:
        """Stop, once what is under way is kept."""
        for task in self._tasks:
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)
        await self.ledger.close()

    # What pupils and bots wish

    async def join(self, wish: Join, address: str) -> Seat:
        """Give somebody a seat: the same one again to whoever asks again with a key."""
        await self.door.check_code(wish.code, address)
        asked = (wish.kind, wish.name, wish.team)
        mine = keyed_secrets(self.ledger.id, wish.key, asked) if wish.key else new_secrets()
        token_hash, recovery_hash = mine.hashes

        def draft() -> list[Draft]:
            if rules.has_joined(self.room, mine.hiker, mine.hashes):
                return []
            return [
                rules.join(
                    self.room,
                    hiker=mine.hiker,
                    kind=EntrantKind(wish.kind),
                    name=wish.name,
                    team=wish.team,
                    token_hash=token_hash,
                    recovery_hash=recovery_hash,
                    chance=_CHANCE,
                )
            ]

        await self._grant(draft)
        seat = self.room.seats.get(mine.hiker)
        if seat is None or (seat.token_hash, seat.recovery_hash) != mine.hashes:
            # Its event is one of then: another wish with this key came first, or did not count.
            raise Refusal(Why.KEY_USED, rules.KEY_USED)
        return self._seat(mine.hiker, mine.token, mine.recovery)

    async def recover(self, wish: Recover, address: str) -> Seat:
        """Give a seat to another device; the one of before is told so."""
        await self.door.check_code(wish.code, address)
        secret, recovery = token(), canonical(wish.recovery)
        hashed = hash_of(recovery)
        if self.room.seat_of_recovery(hashed) is None:
            await self.refresh(surely=True)  # it may have been taken at another server
        seat = self.room.seat_of_recovery(hashed)
        if seat is None:
            await self.door.turn_away(Refusal(Why.WRONG_CODE, _NO_RECOVERY), address)

        def draft() -> list[Draft]:
            return [rules.recover(self.room, recovery_hash=hashed, token_hash=hash_of(secret))]

        await self._grant(draft)
        return self._seat(seat.id, secret, grouped(recovery))

    async def hiker_of(self, token: str) -> str:
        """Return the id of the hiker whose token this is; Refusal for any other."""
        if self.door.seat_of(token) is None:
            # The seat may have been taken at another server, perhaps one that is quite new: who
            # is told that his token is worth nothing forgets it.
            await self.refresh(surely=True)
        return self.door.hiker_of(token)

    async def welcome(self, token: str) -> Welcome:
        """Tell the hiker whose token this is how he stands; Refusal for any other."""
        await self.hiker_of(token)
        await self.refresh()
        # Meanwhile he may have been removed, or another device have taken the seat.
        return self.herald.welcome(self.door.hiker_of(token))

    async def refresh(self, *, surely: bool = False) -> None:
        """Take in what other servers have kept. Refusal where the store fails."""
        try:
            await self.ledger.refresh(surely=surely)
        except StoreError as error:
            self.ledger.note_trouble(error)
            raise Refusal(Why.STORAGE, _NOT_READ) from error

    async def move(self, hiker: str, wish: Move) -> Felt:
        """Take a step, or answer for one that was taken before."""

        def draft() -> list[Draft]:
            wished = (hiker, wish.round, wish.step)
            return _as_list(rules.move(self.room, *wished, wish.displacement))

        await self._walk(wish, draft)
        await self._catch_up(hiker)
        return views.felt(self.room, hiker, wish.round, wish.step)

    async def flag(self, hiker: str, wish: Flag) -> FlagStands:
        """Plant a flag, or answer for one that stands."""

        def draft() -> list[Draft]:
            return _as_list(rules.flag(self.room, hiker, wish.round, wish.step))

        await self._walk(wish, draft)
        return FlagStands(round=wish.round, step=wish.step)

    async def ready(self, hiker: str) -> RoomChanged:
        """Note that a hiker is ready."""
        await self._grant(lambda: [rules.ready(self.room, hiker)])
        return self.herald.room_changed(hiker)

    async def command(self, wish: Command) -> Done:
        """Do what the teacher wishes."""
        recovery = recovery_code() if wish.do is Do.HAND_BACK else None
        hashed = "" if recovery is None else hash_of(canonical(recovery))
        await self._grant(lambda: commands.command(self.room, wish, recovery_hash=hashed))
        return Done(id=wish.id, recovery=recovery)

    async def _keep(self, drafts: Sequence[Draft]) -> list[Kept | Stale]:
        """Have drafts kept. Refusal where the store fails."""
        try:
            return await self.ledger.keep(drafts)
        except StoreError as error:
            self.ledger.note_trouble(error)
            raise Refusal(Why.STORAGE, _NOT_KEPT) from error

    async def _catch_up(self, hiker: str) -> None:
        """Take a step that has been kept, together with all that the same commit has kept.

        The busier a room, the more steps are one commit's, and the less each of them costs.
        """
        self._kept.add(hiker)
        await asyncio.sleep(0)
        here = self.room.round
        if hiker in self._kept and here is not None:
            hikers, self._kept = self._kept, set()
            here.walks.catch_up(hikers)

    async def _walk(self, wish: Move | Flag, draft: Callable[[], list[Draft]]) -> None:
        """Have a step or a flag kept; a refusal names the step."""
        try:
            await self._grant(draft)
        except Refusal as refusal:
            told = {"round": wish.round, "step": wish.step, "expected": refusal.answer.expected}
            raise Refusal(refusal.answer.why, refusal.answer.text, **told) from None

    async def _grant(self, draft: Callable[[], list[Draft]]) -> None:
        """Have what a wish comes to kept; judge it again where the room has moved on."""
        for number in range(_TRIES):
            try:
                drafts = draft()
            except RefusedWish as refused:
                if number == 0 and not self.ledger.alone:
                    await self.refresh()  # another server may know better
                    continue
                raise Refusal(refused.why, str(refused), expected=refused.expected) from None
            if not drafts:
                return
            results = await self._keep(drafts)
            if all(isinstance(one, Kept) and self.ledger.counted(one.event) for one in results):
                return
        raise Refusal(Why.NOT_NOW, "The room has changed too fast for that: try again.")

    def _seat(self, hiker: str, secret: str, recovery: str) -> Seat:
        """Return what the holder of a seat is given; he is here while he connects."""
        self.crowd.hear(hiker, time.monotonic())
        told = self.herald.room_changed(hiker)
        return Seat(you=told.you, token=secret, recovery=recovery, room=told.room)

    def _told(self, event: Event) -> None:
        """Hear of each event once the room shows it."""
        self.reveals.hear(event)
        self.outcomes.hear(event)
        self.herald.hear(event)
        if event.kind is Kind.ROUND_COUNTED_DOWN:
            self._tasks.append(asyncio.create_task(self._warm()))
        elif event.kind in (Kind.ROUND_STARTED, Kind.ROUND_RESUMED):
            settle()
        elif event.kind is Kind.ROUND_CLOSED:
            unsettle()

    async def _recall(self) -> None:
        """Walk anew what has been walked of a round that is on: soon all will be back to ask."""
        here = self.room.round
        if here is not None and here.started_at is not None and not here.closed:
            with suppress(RoomError):
                await aside(here.recall)

    async def _warm(self) -> None:
        """Work out beforehand, beside all else, what boards and a round's start would wait for.

        On long rounds the algorithms walk for seconds: nobody's move may wait for them.
        """
        on = self.room.on
        begun_and_next = (one for one in self.room.rounds[: on + 1] if not one.is_warm)
        for one in sorted(begun_and_next, key=lambda one: one.number != on):
            with suppress(RoomError):
                await aside(partial(one.warm, self.room.settings.entrants))


def _as_list(draft: Draft | None) -> list[Draft]:
    return [] if draft is None else [draft]
