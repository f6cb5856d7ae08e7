"""Questions to the server, asked in threads that nobody waits for.

A thread of a pool is waited for when the program ends, and a server that has gone away
answers nobody for ten seconds. Whoever leaves a room leaves at once.
"""

import asyncio
from collections.abc import Callable
from threading import Thread
from typing import TypeVar

T = TypeVar("T")


async def ask(question: Callable[[], T]) -> T:
    """Return what a question that blocks is answered, or raise what it raises."""
    loop = asyncio.get_running_loop()
    answer: asyncio.Future[T] = loop.create_future()

    def settle(set_outcome: Callable[[], None]) -> None:
        if not answer.done():
            set_outcome()

    def run() -> None:
        try:
            result = question()
        except Exception as error:  # noqa: BLE001 - whoever asks raises it
            failure = error
            outcome = lambda: answer.set_exception(failure)  # noqa: E731
        else:
            outcome = lambda: answer.set_result(result)  # noqa: E731
        try:
            loop.call_soon_threadsafe(settle, outcome)
        except RuntimeError:
            return  # the loop has ended: nobody asks any more

    Thread(target=run, daemon=True, name="question").start()
    return await answer
