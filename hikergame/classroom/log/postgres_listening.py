"""Being woken by PostgreSQL when a room has new events.

A wake-up and nothing more: what happened is read from the tables. A notice that was missed
while the connection was down wakes nobody, so everybody is woken when it is up again.
"""

import threading
from collections.abc import Callable
from contextlib import suppress

import psycopg

from hikergame.classroom.errors import StoreError
from hikergame.classroom.log.postgres_bell import CHANNEL
from hikergame.classroom.log.postgres_link import Address

LOOK_UP_SECONDS = 0.3
"""How often the thread looks whether it is to end."""
BACK_OFF_SECONDS = 0.5


class Listener:
    """A thread with a connection of its own, begun when somebody first waits."""

    def __init__(self, address: Address) -> None:
        self._address = address
        self._news = threading.Condition()
        self._last: dict[str, int] = {}
        """The highest number that is known of each room."""
        self._asked: dict[str, int] = {}
        """During which connection the database was asked about each room."""
        self._connections = 0
        self._up = False
        self._closed = threading.Event()
        self._thread: threading.Thread | None = None

    def wait(self, room: str, after: int, timeout: float, last: Callable[[], int]) -> bool:
        """Wait until there may be events above `after`; `last` asks the database.

        It is asked once in a connection, for notices tell of all that comes later. While the
        database is away nobody is woken, and nothing raised.
        """
        self._start()
        with self._news:
            connections = self._connections
            told = self._up and self._asked.get(room) == connections
        if not told:
            with suppress(StoreError):
                self.note(room, last())
                with self._news:
                    self._asked[room] = connections

        def woken() -> bool:
            return (
                self._closed.is_set()
                or self._last.get(room, 0) > after
                or self._connections != connections
            )

        with self._news:
            return self._news.wait_for(woken, timeout) and not self._closed.is_set()

    def note(self, room: str, number: int) -> None:
        """Note that a room has an event of that number, and wake whoever waits for it."""
        with self._news:
            self._last[room] = max(number, self._last.get(room, 0))
            self._news.notify_all()

    def close(self) -> None:
        """Let whoever waits go, and end the thread."""
        with self._news:
            self._closed.set()
            self._news.notify_all()
        if self._thread is not None:
            self._thread.join()

    def _start(self) -> None:
        with self._news:
            if self._thread is None and not self._closed.is_set():
                self._thread = threading.Thread(
                    target=self._run, name="wake-ups of PostgreSQL", daemon=True
                )
                self._thread.start()

    def _run(self) -> None:
        while not self._closed.is_set():
            with suppress(psycopg.Error):
                self._listen()
            self._closed.wait(BACK_OFF_SECONDS)

    def _listen(self) -> None:
        """Listen until the connection is lost, or the store closed."""
        with self._address.connect() as db:
            db.execute(f"LISTEN {CHANNEL}")
            with self._news:
                self._connections += 1
                self._up = True
                self._news.notify_all()
            try:
                while not self._closed.is_set():
                    for notice in db.notifies(timeout=LOOK_UP_SECONDS):
                        room, _, number = notice.payload.rpartition(" ")
                        if number.isdecimal():
                            self.note(room, int(number))
            finally:
                with self._news:
                    self._up = False
