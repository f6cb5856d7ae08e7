"""One line of the DevTools protocol, over the `websockets` that we have."""

import itertools
import json
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from typing import Any, Final

from websockets.sync.client import connect

PATIENCE: Final = 240.0
"""Seconds until a test gives up waiting: a machine may be as slow as it likes."""
_LEFT: Final = ("navigated", "context was destroyed", "find context", "was collected")


class PageError(AssertionError):
    """Something on a page threw, or did not come about."""


class LeftError(PageError):
    """A document was left while it was asked something."""


class Protocol:
    """A line on which methods are called; what happens in between goes to `overhear`."""

    def __init__(self, address: str) -> None:
        self._held = ExitStack()
        # A thread that pings would draw lots from `random` beside tests of properties, which
        # must find that untouched, and would hang up on a browser that is merely slow. What a
        # page tells while another is worked with piles up, and must not stop the line.
        self._line = self._held.enter_context(
            connect(
                address,
                max_size=None,
                max_queue=None,
                compression=None,
                proxy=None,
                open_timeout=PATIENCE,
                ping_interval=None,
            )
        )
        self._numbers = itertools.count(1)
        self.overhear: Callable[[dict[str, Any]], object] | None = None

    def call(self, method: str, **params: Any) -> dict[str, Any]:
        """Call a method, and return its result. Raises PageError."""
        number = next(self._numbers)
        self._line.send(json.dumps({"id": number, "method": method, "params": params}))
        while True:
            told = json.loads(self._line.recv(timeout=PATIENCE))
            if told.get("id") == number:
                return _result(method, told)
            if self.overhear is not None:
                self.overhear(told)

    def close(self) -> None:
        """Hang up."""
        self._held.close()


def _result(method: str, told: dict[str, Any]) -> dict[str, Any]:
    if "error" not in told:
        result: dict[str, Any] = told["result"]
        return result
    said = str(told["error"])
    left = any(word in said for word in _LEFT)
    raise (LeftError if left else PageError)(f"{method}: {said}")


def until(seconds: float) -> Iterator[float]:
    """Yield, at short intervals, as long as there is patience left."""
    end = time.monotonic() + seconds
    while (now := time.monotonic()) < end:
        yield now
        time.sleep(0.02)
