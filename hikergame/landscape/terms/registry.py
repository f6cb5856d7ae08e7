"""Terms by name: how a class becomes one that level files can ask for.

`@term` makes a class of described fields a frozen dataclass with keyword-only fields and
an entry of `TERMS`.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import Any, TypeVar, dataclass_transform

from hikergame.faults import Fault
from hikergame.landscape.classics.dims import ANY, Dims
from hikergame.landscape.terms.base import Term
from hikergame.landscape.terms.errors import TermError
from hikergame.landscape.terms.fields import (
    FieldInfo,
    described,
    described_dataclass,
    fields_of,
)
from hikergame.landscape.terms.values import canonical
from hikergame.spelling import did_you_mean

_terms: dict[str, type[Term]] = {}
TERMS: Mapping[str, type[Term]] = MappingProxyType(_terms)
"""Every term by the word that level files call it by."""

_T = TypeVar("_T", bound=Term)


@dataclass_transform(frozen_default=True, kw_only_default=True, field_specifiers=(described,))
def term(
    keyword: str,
    *,
    example: Mapping[str, Any],
    dims: Dims = ANY,
    shorthand: str | None = None,
) -> Callable[[type[_T]], type[_T]]:
    """Make a class a term that level files call `keyword`.

    The class's docstring and the docs of its fields are what authors read; TypeError when
    one is missing.
    """

    def register(cls: type[_T]) -> type[_T]:
        # Python started with -OO drops all docstrings; then there is nobody to read them.
        if not cls.__dict__.get("__doc__") and sys.flags.optimize < 2:
            raise TypeError(f"the term {keyword!r} needs a docstring: authors read it")
        if keyword in _terms:
            raise TypeError(f"there are two terms called {keyword!r}")
        made = described_dataclass(cls)
        made.keyword = keyword
        made.example = MappingProxyType(dict(example))
        made.dims = dims
        made.shorthand = shorthand
        fields_of(made)
        _terms[keyword] = made
        return made

    return register


def term_fields(cls: type[Term]) -> tuple[FieldInfo, ...]:
    """Return the fields of a term: its own first, then those that all terms have."""
    common = {info.name for info in fields_of(Term)}
    return tuple(sorted(fields_of(cls), key=lambda info: info.name in common))


def term_doc(cls: type[Term]) -> str:
    """Return what the term is, in sentences for an author: its docstring on one line."""
    return " ".join((cls.__doc__ or "").split())


def make_term(keyword: str, settings: Any) -> Term:
    """Return the term that `keyword: settings` means in a level file.

    `settings` is a mapping from field to value, or, where the term has a shorthand, that
    field's value alone. Raises TermError with everything that is wrong.
    """
    if keyword not in TERMS:
        hint = did_you_mean(keyword, TERMS)
        raise TermError(None, [Fault((), f"no term is called {keyword[:60]!r}", hint)])
    cls = TERMS[keyword]
    if not isinstance(settings, Mapping):
        if cls.shorthand is None:
            raise TermError(keyword, [Fault((), f"a {keyword} takes its fields by name")])
        settings = {cls.shorthand: settings}
    return _construct(cls, settings)


def _construct(cls: type[Term], settings: Mapping[str, Any]) -> Term:
    known = {info.name: info for info in term_fields(cls)}
    faults = [
        Fault(
            (str(name),),
            f"a {cls.keyword} has no field {str(name)[:60]!r}",
            did_you_mean(str(name), known),
        )
        for name in settings
        if name not in known
    ]
    for info in known.values():
        if info.name in settings:
            faults.extend(canonical(info, settings[info.name])[1])
        elif info.required:
            faults.append(Fault((), f"a {cls.keyword} needs the field {info.name!r}"))
    if faults:
        raise TermError(cls.keyword, faults)
    return cls(**settings)
