"""Classics: the named test functions of the optimisation literature.

Each has its formula, its usual box, all of its global minima, a source that can be cited
and a sentence on what makes it hard. A function under `@classic`, in any module of this
folder, adds one; nothing else names it.
"""

from importlib import import_module
from pkgutil import iter_modules

from hikergame.landscape.classics.classic import (
    CLASSICS,
    Classic,
    Minima,
    classic,
    find_classic,
)
from hikergame.landscape.classics.dims import Dims
from hikergame.landscape.classics.errors import ClassicError
from hikergame.landscape.classics.sources import Source

__all__ = [
    "CLASSICS",
    "Classic",
    "ClassicError",
    "Dims",
    "Minima",
    "Source",
    "classic",
    "find_classic",
]

for _module in iter_modules(__path__):
    import_module(f"{__name__}.{_module.name}")
