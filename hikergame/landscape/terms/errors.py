"""What can be wrong with a term, told field by field."""

from __future__ import annotations

from collections.abc import Iterable
from typing import ClassVar

from hikergame.errors import ExitCode
from hikergame.faults import Fault
from hikergame.landscape.errors import LandscapeError


class TermError(LandscapeError):
    """A term that does not exist, or whose fields cannot be what they are given as."""

    exit_code: ClassVar[ExitCode] = ExitCode.BAD_LEVEL

    faults: tuple[Fault, ...]
    """At least one; every fault that could be found at once, in the order of the fields."""

    def __init__(self, keyword: str | None, faults: Iterable[Fault]) -> None:
        self.keyword = keyword
        self.faults = tuple(faults)
        prefix = "" if keyword is None else f"{keyword}: "
        super().__init__("\n".join(f"{prefix}{fault}" for fault in self.faults))

    @property
    def field(self) -> str | None:
        """Return the name of the first field at fault, or None for the whole term."""
        return self.faults[0].field
