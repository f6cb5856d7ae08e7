"""Memory: what is used for a moment is to be the system's again, what stays is to be left alone."""

import ctypes
import gc
from collections.abc import Iterator
from contextlib import contextmanager, suppress

_MMAP_THRESHOLD = -3
"""The parameter of that name: mallopt(3)."""
_LARGE = 128 * 1024


def return_large_blocks() -> None:
    """Have large arrays given back to the system when they are freed, for all of the process.

    glibc, left to itself, keeps ever larger ones for later once some have been freed: in a
    server, a fifth of all its memory, kept for a search that is made once a round.
    """
    with suppress(AttributeError, OSError, TypeError):  # another library, or another system
        ctypes.CDLL(None).mallopt(_MMAP_THRESHOLD, _LARGE)


@contextmanager
def settled() -> Iterator[None]:
    """Go through what is there now no more in search of garbage, while the block lasts.

    All modules and levels are; a search among them takes longer than an answer may.
    """
    gc.freeze()
    try:
        yield
    finally:
        gc.unfreeze()
