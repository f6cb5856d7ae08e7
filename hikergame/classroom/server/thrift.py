"""Memory: what is used for a moment is to be the system's again, what stays is to be left alone."""

import ctypes
import gc
from collections.abc import Iterator
from contextlib import contextmanager, suppress

_MMAP_THRESHOLD, _ARENA_MAX = -3, -8
"""The parameters of those names: mallopt(3)."""
_LARGE = 128 * 1024


def spare_memory() -> None:
    """Have glibc hold on to less of what was used for a moment, in all of the process.

    Large arrays are given back to the system when they are freed: left to itself, glibc keeps
    ever larger ones for later, in a server a fifth of all its memory, for a search that is made
    once a round. And threads, which take turns anyway, share one heap: with one for each of
    the eight that a server has, each keeps what it has used at its busiest.
    """
    with suppress(AttributeError, OSError, TypeError):  # another library, or another system
        libc = ctypes.CDLL(None)
        libc.mallopt(_MMAP_THRESHOLD, _LARGE)
        libc.mallopt(_ARENA_MAX, 1)


def settle() -> None:
    """Go through what is there now no more in search of garbage, until it is unsettled.

    While a round is walked, that is all modules and levels, a console beside the server, and
    everybody's connection: a search among them takes longer than an answer may.
    """
    gc.freeze()


def unsettle() -> None:
    """Let what was left alone be searched again, where nobody waits for an answer."""
    gc.unfreeze()


@contextmanager
def settled() -> Iterator[None]:
    """Settle for as long as the block lasts, at most."""
    settle()
    try:
        yield
    finally:
        unsettle()
