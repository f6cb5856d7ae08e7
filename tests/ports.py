"""Ports for servers that end and come back."""

import random
import socket
from contextlib import suppress
from typing import Final

_OURS: Final = range(20_000, 32_000)
"""Below all that a system hands out to whoever names none."""
_CHANCE = random.SystemRandom()


def free_port() -> int:
    """Return a port on which nobody listens, and that stays free while its server is away.

    One that the system hands out may be given to another worker's server meanwhile.
    """
    while True:
        port = _CHANCE.choice(_OURS)
        with suppress(OSError), socket.socket() as listening:
            listening.bind(("127.0.0.1", port))
            return port
