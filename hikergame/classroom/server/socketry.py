"""WebSockets as uvicorn speaks them, made cheaper, and safe from two kinds of hostile client."""

from uvicorn.protocols.websockets.websockets_sansio_impl import WebSocketsSansIOProtocol

from hikergame.classroom.server.line import ABORT

_MOST_UNREAD = 16
"""Messages that may wait to be read before their sender is held up."""


class Socket(WebSocketsSansIOProtocol):
    """One connection."""

    _held = False

    @property
    def read_paused(self) -> bool:
        """Whether no more is to be read, or there is no need to say so.

        uvicorn would stop reading at every message and begin again after it, which takes two
        calls of the system for each; what is short needs neither.
        """
        return self._held or self.queue.qsize() < _MOST_UNREAD

    @read_paused.setter
    def read_paused(self, held: bool) -> None:
        self._held = held

    async def run_asgi(self) -> None:
        """Serve the connection; its scope's state holds how to drop it without waiting.

        To close it properly means to wait until all is sent, for ever where nobody reads.
        """
        self.scope["state"][ABORT] = self.transport.abort
        await super().run_asgi()

    def handle_ping(self) -> None:
        """Answer a ping, unless whoever sends them does not read the answers."""
        if self.writable.is_set():
            super().handle_ping()
        else:
            self.conn.data_to_send()
