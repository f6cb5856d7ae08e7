"""Keeps the app's memory from growing with work that is long done."""

import ctypes
from contextlib import suppress

_MMAP_THRESHOLD = -3
"""M_MMAP_THRESHOLD of glibc's malloc.h."""
_LARGE = 1 << 19
"""Bytes."""


def return_large_blocks() -> None:
    """Have large blocks of memory go back to the system as soon as they are free.

    Surveying ground takes arrays of some megabytes for a moment. Left to itself, glibc
    learns from the first of them to keep all later ones in its own heap, where smaller
    blocks then stand in their way: measured, five of ninety megabytes. Does nothing on
    systems with another C library.
    """
    with suppress(AttributeError, OSError, TypeError):
        ctypes.CDLL(None).mallopt(_MMAP_THRESHOLD, _LARGE)
