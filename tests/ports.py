"""Ports for servers that end and come back."""

import os
import random
import socket
from contextlib import suppress
from itertools import cycle
from typing import Final

_OURS: Final = range(20_000, 32_000)
"""Below all that a system hands out to whoever names none."""


def _share() -> list[int]:
    """Return the ports of this worker, from anywhere on: beside it other runs may be."""
    worker = int(os.environ.get("PYTEST_XDIST_WORKER", "gw0").removeprefix("gw"))
    workers = int(os.environ.get("PYTEST_XDIST_WORKER_COUNT", "1"))
    own = list(_OURS[worker::workers])
    first = random.SystemRandom().randrange(len(own))
    return own[first:] + own[:first]


_next = cycle(_share())


def free_port() -> int:
    """Return a port on which nobody listens, and that stays free while its server is away.

    One that the system hands out may be given to another worker's server meanwhile.
    """
    for port in _next:
        with suppress(OSError), socket.socket() as listening:
            listening.bind(("127.0.0.1", port))
            return port
    raise AssertionError("a circle has no end")
