"""Memory: what is used for a moment only is to be the system's again."""

import ctypes
from contextlib import suppress

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
