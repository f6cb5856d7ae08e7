"""A class in a test: a server on a port of its own, and what it takes to talk to it."""

import json
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import dataclass, field
from typing import Any

import httpx
from websockets.exceptions import ConnectionClosed
from websockets.sync.client import ClientConnection, connect

from hikergame.classroom.log.store import Store
from hikergame.classroom.room.settings import Settings
from hikergame.classroom.room.sources import text_data
from hikergame.classroom.server.opening import Opened, open_room
from hikergame.classroom.server.place import Place
from hikergame.classroom.server.running import Serving

from ..classroom_room.levels import HILL
from ..ports import free_port

PATIENCE = 240.0
"""Seconds until a test gives up waiting for something that ought to come at once."""
ONCE = httpx.Limits(max_keepalive_connections=0)
"""A connection for each request: a server may close one that was idle for five seconds in the
very moment in which it is used again, which a program that is no browser is told of."""


class Line:
    """One WebSocket, spoken to in plain objects."""

    def __init__(self, socket: ClientConnection) -> None:
        self.socket = socket
        self.heard: list[dict[str, Any]] = []

    def say(self, **message: Any) -> None:
        self.socket.send(json.dumps(message))

    def hear(self) -> dict[str, Any]:
        """Return the next message, whatever it is."""
        message = json.loads(self.socket.recv(timeout=PATIENCE))
        self.heard.append(message)
        return message

    def until(self, kind: str, **values: Any) -> dict[str, Any]:
        """Return the next message of a kind, and with these values in it; pass over others."""
        while True:
            message = self.hear()
            if message["type"] == kind and values.items() <= message.items():
                return message

    def until_phase(self, phase: str) -> dict[str, Any]:
        """Return the next message that shows the room in a phase."""
        while True:
            message = self.hear()
            if message.get("room", {}).get("phase") == phase:
                return message

    def step(self, number: int, *move: float, round_number: int = 1) -> dict[str, Any]:
        """Take a step, and return the answer to it."""
        self.say(type="move", round=round_number, step=number, displacement=list(move))
        return self.answer()

    def answer(self) -> dict[str, Any]:
        """Return the next message that is not news of the room."""
        while True:
            message = self.hear()
            if message["type"] not in ("room", "welcome"):
                return message

    def close_code(self) -> int:
        """Read until the server closes the line, and return the code."""
        with suppress(ConnectionClosed):
            while True:
                self.hear()
        assert self.socket.close_code is not None
        return self.socket.close_code


@dataclass
class Classroom:
    """A room that is served."""

    store: Store
    opened: Opened
    serving: Serving
    lines: ExitStack = field(default_factory=ExitStack)
    client: httpx.Client = field(
        default_factory=lambda: httpx.Client(timeout=PATIENCE, trust_env=False, limits=ONCE)
    )

    @property
    def code(self) -> str:
        return self.opened.code

    @property
    def web(self) -> str:
        return f"http://127.0.0.1:{self.serving.place.port}"

    def ask(
        self, method: str, path: str, *, token: str | None = None, **options: Any
    ) -> httpx.Response:
        headers = {"Authorization": f"Bearer {token}"} if token is not None else {}
        headers |= options.pop("headers", {})
        url = self.web + (path if path.startswith("/") else f"/api/v1/{path}")
        return self.client.request(method, url, headers=headers, **options)

    def get(self, path: str, **options: Any) -> httpx.Response:
        return self.ask("GET", path, **options)

    def post(self, path: str, body: Any = None, **options: Any) -> httpx.Response:
        return self.ask("POST", path, json=body, **options)

    def join(self, name: str | None = None, **wish: Any) -> dict[str, Any]:
        """Take a seat, and return it."""
        answer = self.post("join", {"code": self.code, "name": name, **wish})
        assert answer.status_code == 200, answer.text
        return dict(answer.json())

    def line(self, path: str = "walk") -> Line:
        """Open a channel."""
        opening = connect(
            f"ws://127.0.0.1:{self.serving.place.port}/api/v1/{path}",
            open_timeout=PATIENCE,
            close_timeout=PATIENCE,
            proxy=None,
            compression=None,
            # A thread that pings hangs up on a server that is merely slow.
            ping_interval=None,
        )
        return Line(self.lines.enter_context(opening))

    def greet(self, token: str, path: str = "walk") -> Line:
        """Open a channel and say who is there."""
        line = self.line(path)
        line.say(type="hello", protocol=1, token=token)
        return line

    def pupil(self, name: str | None = None) -> Line:
        """Take a seat and open its channel; its welcome has been heard."""
        line = self.greet(self.join(name)["token"])
        line.until("welcome")
        return line

    def tell(self, do: str, **command: Any) -> httpx.Response:
        """Command, as the teacher."""
        wish = {"type": "command", "id": 1, "do": do, **command}
        return self.post("teacher/command", wish, token=self.opened.teacher)

    def start_round(self) -> None:
        """Count down from nothing, and wait until the round is on."""
        assert self.tell("count-down", seconds=0).status_code == 200
        wait_until(lambda: self.view()["room"]["phase"] != "countdown")

    def view(self) -> dict[str, Any]:
        """Return what the teacher sees."""
        return dict(self.get("teacher/view", token=self.opened.teacher).json())

    def again(self, store: Store | None = None, *, teacher: str | None = None) -> "Classroom":
        """Return the room served once more, by another server, on another port."""
        return served(store or self.store, self.opened, teacher=teacher)

    def close(self) -> None:
        self.serving.stop()
        self.lines.close()
        self.client.close()


def served(store: Store, opened: Opened, *, port: int | None = None, **options: Any) -> Classroom:
    """Return a room that is being served; `close` it."""
    serving = Serving(store, opened.room, Place("127.0.0.1", port or free_port()), **options)
    serving.start()
    return Classroom(store, opened, serving)


def new_room(store: Store, *levels: str, seed: int | None = None, **settings: Any) -> Opened:
    """Open a room, with the hill unless told otherwise."""
    chosen = Settings(**{"entrants": ("gradient-descent",), **settings})
    sources = [
        text_data(text, f"{number:02}-secret-file.yaml")
        for number, text in enumerate(levels or (HILL,), 1)
    ]
    return open_room(store, chosen, sources, seed=seed)


@contextmanager
def classroom(store: Store, *levels: str, **settings: Any) -> Iterator[Classroom]:
    """Serve a new room while the block lasts."""
    room = served(store, new_room(store, *levels, **settings))
    try:
        yield room
    finally:
        room.close()


def wait_until(true: Callable[[], bool]) -> None:
    """Wait until something is so."""
    deadline = time.monotonic() + PATIENCE
    while not true():
        assert time.monotonic() < deadline
