"""Long work beside the event loop, which nobody waits for when the process ends."""

import asyncio
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from typing import TypeVar

T = TypeVar("T")

_TURN = 0.001
"""Seconds after which a thread gives way to one that waits; Python's own are five times that."""


async def aside(work: Callable[[], T]) -> T:
    """Return what `work` returns, or raise what it raises, from a thread of its own.

    Unlike one of `asyncio.to_thread`, the thread does not keep a process from ending.
    """
    loop = asyncio.get_running_loop()
    done: asyncio.Future[T] = loop.create_future()

    def tell(answer: Callable[[], None]) -> None:
        def unless_too_late() -> None:
            if not done.done():
                answer()

        with suppress(RuntimeError):  # the loop has been closed meanwhile
            loop.call_soon_threadsafe(unless_too_late)

    def run() -> None:
        try:
            result = work()
        except BaseException as error:  # noqa: BLE001 - raised to whoever waits
            failure = error
            tell(lambda: done.set_exception(failure))
        else:
            tell(lambda: done.set_result(result))

    threading.Thread(target=run, name="aside", daemon=True).start()
    return await done


@contextmanager
def short_turns() -> Iterator[None]:
    """Let threads give way to one another sooner, while the block lasts.

    The event loop and the one that writes the log take turns at every step, and long work
    aside would have each of them wait its own turn: with shorter ones the slowest answers
    come a third sooner.
    """
    before = sys.getswitchinterval()
    sys.setswitchinterval(_TURN)
    try:
        yield
    finally:
        sys.setswitchinterval(before)
