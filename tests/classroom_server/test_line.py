"""One connection by itself: what waits, what is dropped, and who is let go of."""

import asyncio
import time
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from starlette.websockets import WebSocket

from hikergame.classroom.messages.walking import FromHiker, Ready, from_hiker
from hikergame.classroom.server.aside import aside
from hikergame.classroom.server.crowd import PATIENCE as HTTP_PATIENCE
from hikergame.classroom.server.crowd import Crowd
from hikergame.classroom.server.limits import STALL_PATIENCE, Bucket, WrongCodes
from hikergame.classroom.server.line import ABORT, Line
from hikergame.classroom.server.outbox import Farewell, Outbox


async def test_messages_go_out_in_the_order_in_which_they_came_about() -> None:
    """Where a newer one has taken an older one's slot, it goes out when it is its own turn."""
    box = Outbox()
    box.put("first")
    box.put("the round counts down", "room")
    box.put("the walk has begun")
    box.put("the round is on", "room")
    box.put("last")
    told = [await box.take() for _ in range(4)]
    assert told == ["first", "the walk has begun", "the round is on", "last"]


async def test_nothing_goes_out_after_the_farewell() -> None:
    box = Outbox()
    box.put("first")
    box.finish(1000, "bye", last="last")
    box.put("too late")
    box.finish(1008)
    assert [await box.take() for _ in range(3)] == ["first", "last", Farewell(1000, "bye")]


@given(st.lists(st.sampled_from(["board", "room", None]), max_size=40), st.integers(1, 10))
def test_a_queue_is_bounded_whatever_is_put_in(slots: list[str | None], most: int) -> None:
    box = Outbox(most)
    for number, slot in enumerate(slots):
        box.put(str(number), slot)
    needed = slots.count(None) + len({slot for slot in slots if slot is not None})
    assert box.overflown == (needed > most)


def test_a_bucket_makes_wait_whoever_takes_more_than_comes_back() -> None:
    bucket = Bucket(rate=10.0, most=3.0, now=0.0)
    assert [bucket.take(0.0) for _ in range(4)] == [0.0, 0.0, 0.0, pytest.approx(0.1)]
    assert bucket.take(100.0) == 0.0
    assert bucket.take(0.0) == 0.0  # a clock that went back gives nothing and takes nothing


def test_wrong_codes_are_forgiven_with_time() -> None:
    wrong = WrongCodes()
    assert [wrong.fail("a", 0.0) for _ in range(WrongCodes.FREE)] == [0.0] * WrongCodes.FREE
    assert wrong.fail("a", 0.0) == WrongCodes.HELD
    assert wrong.fail("b", 0.0) == 0.0
    wrong.held = WrongCodes.MOST_HELD
    assert wrong.fail("a", 0.0) is None
    assert wrong.fail("a", WrongCodes.FORGIVEN * 100) == 0.0


def test_wrong_codes_from_everywhere_take_no_more_room() -> None:
    wrong = WrongCodes()
    for number in range(WrongCodes.MOST_ADDRESSES + 50):
        wrong.fail(str(number), 0.0)
    assert len(wrong._failures) == WrongCodes.MOST_ADDRESSES


class Deaf:
    """The far end of a connection that is open and reads nothing."""

    def __init__(self) -> None:
        self.aborted = asyncio.Event()
        self.reading = asyncio.Event()
        self.coming: asyncio.Queue[dict[str, Any]] = asyncio.Queue()

    async def send(self, message: Any) -> None:
        if message["type"] == "websocket.send":
            self.reading.set()
            await asyncio.Event().wait()

    def line(self) -> Line[FromHiker]:
        scope = {"type": "websocket", "state": {ABORT: self._abort}, "client": ("::1", 1)}
        return Line(WebSocket(scope, self.coming.get, self.send), from_hiker)

    def _abort(self) -> None:
        self.aborted.set()
        self.coming.put_nowait({"type": "websocket.disconnect", "code": 1006})


async def accepted(deaf: Deaf) -> Line[FromHiker]:
    """Return a line on which hello has been said."""
    line = deaf.line()
    for text in ("", '{"type":"hello","protocol":1,"token":"x"}'):
        kind = "websocket.receive" if text else "websocket.connect"
        deaf.coming.put_nowait({"type": kind, "text": text})
    assert await line.greeted() is not None
    return line


async def test_who_does_not_read_is_dropped_after_a_while_and_nobody_waits() -> None:
    deaf, crowd = Deaf(), Crowd()
    line = await accepted(deaf)
    crowd.boards.add(line)
    conversation = asyncio.create_task(line.converse(_nothing))
    line.outbox.put("news", "board")
    await deaf.reading.wait()
    now = time.monotonic()
    crowd.drop_stalled(now + STALL_PATIENCE / 2)
    assert not deaf.aborted.is_set()
    crowd.drop_stalled(now + 2 * STALL_PATIENCE)
    assert deaf.aborted.is_set()
    await conversation


async def test_who_asks_and_never_reads_the_answers_is_dropped() -> None:
    deaf, crowd = Deaf(), Crowd()
    line = await accepted(deaf)
    crowd.boards.add(line)

    async def answer(_message: FromHiker) -> None:
        line.tell(Ready())
        crowd.drop_stalled(0.0)

    for _ in range(100):
        deaf.coming.put_nowait({"type": "websocket.receive", "text": '{"type":"ready"}'})
    await line.converse(answer)
    assert deaf.aborted.is_set()


async def test_who_asks_without_a_line_is_here_for_a_while() -> None:
    crowd = Crowd()
    crowd.hear("ada", 10.0)
    crowd.hear("ada", 20.0)
    crowd.fade(19.0 + HTTP_PATIENCE, alone=True)
    assert crowd.is_here("ada")
    told = crowd.changes
    crowd.fade(20.0 + HTTP_PATIENCE, alone=True)
    assert not crowd.is_here("ada")
    assert crowd.lost == {"ada": 20.0}
    assert crowd.changes > told
    crowd.hear("bob", 20.0)
    crowd.fade(20.0 + HTTP_PATIENCE, alone=False)
    assert not crowd.is_here("bob")
    assert "bob" not in crowd.lost


async def test_who_does_not_come_back_is_missed_where_he_can_be_nowhere_else() -> None:
    crowd = Crowd()
    crowd.seat("ada", await accepted(Deaf()))
    crowd.look_for(["ada", "bob"], 5.0, alone=False)
    assert crowd.away_since("bob") is None
    crowd.look_for(["ada", "bob"], 6.0, alone=True)
    told = crowd.changes
    crowd.look_for(["ada", "bob"], 7.0, alone=True)
    assert (crowd.away_since("ada"), crowd.away_since("bob")) == (None, 6.0)
    assert crowd.changes == told
    crowd.hear("bob", 8.0)
    assert crowd.away_since("bob") is None
    crowd.look_for(["ada", "bob", "eve"], 9.0, alone=True)
    crowd.look_for(["ada", "bob", "eve"], 9.5, alone=False)  # she may be at another server now
    assert crowd.away_since("eve") is None


async def test_a_line_that_ends_is_missed_at_once_whatever_was_asked_before() -> None:
    crowd, line = Crowd(), await accepted(Deaf())
    crowd.hear("ada", 0.0)
    crowd.seat("ada", line)
    crowd.leave("ada", line, 5.0)
    assert not crowd.is_here("ada")
    assert crowd.lost == {"ada": 5.0}


async def test_a_mistake_of_ours_is_not_told_in_detail(caplog: pytest.LogCaptureFixture) -> None:
    deaf = Deaf()
    line = await accepted(deaf)

    async def answer(_message: FromHiker) -> None:
        raise ZeroDivisionError("a secret")

    deaf.coming.put_nowait({"type": "websocket.receive", "text": '{"type":"ready"}'})
    deaf.coming.put_nowait({"type": "websocket.disconnect", "code": 1000})
    told: list[str] = []
    line.outbox.put = lambda text, slot=None: told.append(text)  # type: ignore[method-assign]
    await line.converse(answer)
    assert '"mistake"' in told[0]
    assert "secret" not in told[0]
    assert "a secret" in caplog.text


async def _nothing(_message: FromHiker) -> None:
    return


async def test_a_deaf_line_is_dropped_though_a_newer_one_has_taken_its_place() -> None:
    deaf, crowd = Deaf(), Crowd()
    line = await accepted(deaf)
    crowd.seat("ada", line)
    conversation = asyncio.create_task(line.converse(_nothing))
    crowd.seat("ada", await accepted(Deaf()))
    await deaf.reading.wait()  # of the news that it is replaced
    crowd.drop_stalled(time.monotonic() + 2 * STALL_PATIENCE)
    assert deaf.aborted.is_set()
    await conversation
    crowd.leave("ada", line, 0.0)
    assert crowd.lost == {}
    assert line not in list(crowd)


async def test_long_work_is_done_aside_and_its_failures_are_raised() -> None:
    assert await aside(lambda: 42) == 42

    def fail() -> None:
        raise ZeroDivisionError("it failed")

    with pytest.raises(ZeroDivisionError, match="it failed"):
        await aside(fail)
