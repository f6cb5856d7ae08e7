"""Addresses of servers, as people type and scan them."""

from dataclasses import dataclass
from urllib.parse import parse_qs, urlsplit

from hikergame.classroom.errors import ServerError

PORT = 8750
"""Where a server listens unless told otherwise."""


@dataclass(frozen=True)
class Address:
    """Where a server is."""

    host: str
    """A name or a number; an IPv6 number has brackets."""
    port: int
    secure: bool = False
    """Spoken to over TLS, as behind a proxy."""

    @property
    def http(self) -> str:
        """The beginning of its web addresses, such as "http://192.168.1.20:8750"."""
        return f"http{'s' * self.secure}://{self.host}:{self.port}"

    @property
    def websocket(self) -> str:
        """The beginning of its channels' addresses."""
        return f"ws{'s' * self.secure}://{self.host}:{self.port}"

    def __str__(self) -> str:
        """Return it as people write it."""
        return f"https://{self.host}:{self.port}" if self.secure else f"{self.host}:{self.port}"


def read_address(text: str) -> Address:
    """Read "host", "host:port" or any web address on the server; the path is passed over.

    Raises ServerError for what is no address.
    """
    text = text.strip()
    given = text if "://" in text else f"http://{text}"
    try:
        parts = urlsplit(given)
        scheme, host, port = parts.scheme, parts.hostname, parts.port
    except ValueError as error:
        raise ServerError(f"{text!r} is no address: {error}") from error
    plain = not text.isprintable() or any(map(str.isspace, text))
    if not host or plain or scheme not in ("http", "https", "ws", "wss"):
        raise ServerError(f"{text!r} is no address; one looks like 192.168.1.20:{PORT}")
    secure = scheme in ("https", "wss")
    if port is None:
        port = PORT if "://" not in text else (443 if secure else 80)
    return Address(f"[{host}]" if ":" in host else host, port, secure)


def read_invitation(text: str, code: str | None = None) -> tuple[Address, str | None]:
    """Read an address and the room code, given apart or inside a link such as a QR code's.

    Raises ServerError for what is no address.
    """
    address = read_address(text)
    if code is None and "://" in text:
        parts = urlsplit(text.strip())
        asked = parse_qs(parts.query) | parse_qs(parts.fragment)
        bare = parts.fragment if parts.fragment.replace("-", "").isalnum() else None
        code = next(iter(asked.get("code", [])), bare)
    return address, code
