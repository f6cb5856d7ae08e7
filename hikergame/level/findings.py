"""How validators of a level say what is wrong, so that pydantic carries it to its place."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import NoReturn, TypeAlias

from pydantic import ValidationError
from pydantic_core import InitErrorDetails, PydanticCustomError

Path: TypeAlias = tuple[str | int, ...]
"""Keys and list indices that lead from a value to one inside it."""

FINDING = "finding"
"""The type of the pydantic errors that carry a `Finding`, under the same name."""


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that is wrong with the value that is being read, or with a part of it."""

    message: str
    """A sentence; one that begins with "must" is given the value's name to begin with."""
    hint: str | None = None
    path: Path = ()
    """From the value that is being read to what is wrong."""
    on_key: bool = False
    """The last key of the path is wrong, not its value."""
    position: int | None = None
    """The character of a text at which it goes wrong, from 0."""


def refuse(findings: Iterable[Finding]) -> NoReturn:
    """Raise what pydantic takes for the errors of a validator, each at its own path."""
    details = [
        InitErrorDetails(
            type=PydanticCustomError(FINDING, "{finding}", {FINDING: finding}),
            loc=finding.path,
            input=None,
        )
        for finding in findings
    ]
    raise ValidationError.from_exception_data("level", details)
