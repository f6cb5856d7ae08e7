"""Keeps the app's memory from growing with work that is long done, and keys from waiting."""

import ctypes
import gc
from contextlib import suppress

from textual.geometry import Region

_MMAP_THRESHOLD, _ARENA_MAX = -3, -8
"""M_MMAP_THRESHOLD and M_ARENA_MAX of glibc's malloc.h."""
_LARGE = 1 << 19
"""Bytes."""

_WHERE_BOARDS_CHANGED = (
    Region.contains_region,
    Region.intersection,
    Region.overlaps,
    Region.translate,
    Region.union,
)
"""What remembers thousands of regions that screens painted anew, and will not again."""


def return_large_blocks() -> None:
    """Have large blocks of memory go back to the system as soon as they are free.

    Surveying ground takes arrays of some megabytes for a moment. Left to itself, glibc
    learns from the first of them to keep all later ones in its own heap, where smaller
    blocks then stand in their way: measured, five of ninety megabytes. It would also give
    most threads a heap of their own, each with gaps that no other thread can use. Does
    nothing on systems with another C library.
    """
    with suppress(AttributeError, OSError, TypeError):
        library = ctypes.CDLL(None)
        library.mallopt(_MMAP_THRESHOLD, _LARGE)
        library.mallopt(_ARENA_MAX, 1)


def pass_over_what_stays() -> None:
    """Let no collection walk over what is alive now, and is to stay until the end.

    Code and classes are most of all objects; a walk over them would take two frames' time.
    """
    gc.freeze()


def sweep() -> None:
    """Free what is left of screens that are gone.

    The parts of a screen hold on to each other, so that only a collection frees them; a
    cache of Textual's holds on to the rows that they drew, until it is emptied
    (https://github.com/Textualize/textual/issues/6665), and others to regions. What the C
    library has free of its heap then goes back to the system, as far as that has a way to
    ask for it.
    """
    for cache in _WHERE_BOARDS_CHANGED:
        with suppress(AttributeError):  # another Textual may remember none of them
            cache.cache_clear()
    with suppress(ImportError, AttributeError):
        from textual._styles_cache import StylesCache

        StylesCache.get_inner_outer.cache_clear()
    gc.collect()
    with suppress(AttributeError, OSError, TypeError):
        ctypes.CDLL(None).malloc_trim(0)
