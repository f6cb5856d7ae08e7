"""How much anybody may ask of a server, so that nobody's mistake or malice hurts the others.

Nothing here is counted by address alone: a whole school may sit behind one. Times are
seconds of a clock that never goes back.
"""

from collections import OrderedDict
from dataclasses import dataclass

HELLO_PATIENCE = 10.0
"""Seconds until a connection must have said who is there."""
STALL_PATIENCE = 10.0
"""Seconds that one message may wait for a reader before the connection is dropped."""
MOST_WAITING = 64
"""Messages that may wait to be sent on one connection."""
MOST_MALFORMED = 20
"""Malformed messages on one connection before it is closed."""
MOST_CONNECTIONS = 2_000
MESSAGES_A_SECOND = 100.0
MESSAGES_AT_ONCE = 200
"""Of one connection; whoever sends more is read more slowly, and nothing is refused."""

SEND_BUFFER = 128 * 1024
"""Bytes that the system may hold for one reader, beside `HIGH_WATER` in the process."""


class Bucket:
    """A right that is used up and comes back with time."""

    def __init__(self, rate: float, most: float, now: float) -> None:
        """Begin full: `most` at once, `rate` a second afterwards."""
        self._rate = rate
        self._most = most
        self._left = most
        self._at = now

    def take(self, now: float) -> float:
        """Use the right once, and return the seconds to wait before acting on it."""
        self._left = min(self._most, self._left + self._rate * max(0.0, now - self._at)) - 1.0
        self._at = max(now, self._at)
        return max(0.0, -self._left / self._rate)


@dataclass(slots=True)
class _Failures:
    count: float
    at: float


class WrongCodes:
    """Slows down whoever guesses codes; a right code is answered at once, always.

    Each address may be wrong `FREE` times, and once more with every `FORGIVEN` seconds.
    Beyond that each wrong answer is held back, so many at a time; the rest is turned away.
    """

    FREE = 20
    FORGIVEN = 3.0
    HELD = 1.0
    """Seconds for which a wrong answer is held back."""
    MOST_HELD = 100
    MOST_ADDRESSES = 10_000

    def __init__(self) -> None:
        self._failures: OrderedDict[str, _Failures] = OrderedDict()
        self.held = 0
        """Answers that are being held back."""

    def fail(self, address: str, now: float) -> float | None:
        """Count a wrong code; return the seconds to hold the answer, None to turn away."""
        failures = self._failures.pop(address, None) or _Failures(0.0, now)
        failures.count = max(0.0, failures.count - (now - failures.at) / self.FORGIVEN) + 1.0
        failures.at = now
        self._failures[address] = failures
        if len(self._failures) > self.MOST_ADDRESSES:
            self._failures.popitem(last=False)
        if failures.count <= self.FREE:
            return 0.0
        return self.HELD if self.held < self.MOST_HELD else None
