"""Where a server listens, and under what addresses people find it."""

from dataclasses import dataclass
from functools import cached_property

from hikergame.classroom.server.addresses import addresses, bracketed


@dataclass(frozen=True)
class Place:
    """Where a server listens, and how it is found."""

    bind: str
    port: int
    public: str | None = None
    """The address that people are told, where a proxy or a name stands before the server."""

    @cached_property
    def hosts(self) -> tuple[str, ...]:
        """Under what addresses it is reached, the likely one first."""
        return addresses(self.bind)

    @property
    def address(self) -> str:
        """What people type: "192.168.1.20:8750"."""
        return self.public or f"{bracketed(self.hosts[0])}:{self.port}"

    @property
    def web(self) -> str:
        """The beginning of its web addresses."""
        address = self.address.rstrip("/")
        return address if "://" in address else f"http://{address}"

    @property
    def board(self) -> str:
        """The address of the board."""
        return f"{self.web}/board"

    def play(self, code: str | None) -> str:
        """Return the address of the page to play on; the code needs no typing then."""
        return f"{self.web}/play" + (f"#code={code}" if code else "")
