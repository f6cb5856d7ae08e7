"""Terms: the shapes of ground that a level adds up.

Each module of this folder that holds a class under `@term` adds one term, and is found by
itself: nothing else names it. A term's fields, their meaning, units and bounds are told by
`term_fields`; `make_term` reads a term as a level file has it.
"""

from importlib import import_module
from pkgutil import iter_modules

from hikergame.faults import Fault
from hikergame.landscape.terms.base import Term
from hikergame.landscape.terms.errors import TermError
from hikergame.landscape.terms.fields import FieldInfo, Kind, described
from hikergame.landscape.terms.registry import TERMS, make_term, term, term_doc, term_fields
from hikergame.landscape.terms.rotation import RandomRotation

__all__ = [
    "TERMS",
    "Fault",
    "FieldInfo",
    "Kind",
    "RandomRotation",
    "Term",
    "TermError",
    "described",
    "make_term",
    "term",
    "term_doc",
    "term_fields",
]

for _module in iter_modules(__path__):
    import_module(f"{__name__}.{_module.name}")
