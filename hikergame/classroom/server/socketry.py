"""WebSockets as uvicorn speaks them, with two things that a hostile client makes necessary."""

from uvicorn.protocols.websockets.websockets_sansio_impl import WebSocketsSansIOProtocol

from hikergame.classroom.server.line import ABORT


class Socket(WebSocketsSansIOProtocol):
    """One connection."""

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
