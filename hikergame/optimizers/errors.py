"""What goes wrong when an algorithm is set up or asked, and the nearest right spelling."""

import difflib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import ClassVar, TypeAlias

from hikergame.errors import ExitCode, HikergameError

Path: TypeAlias = tuple[str | int, ...]
"""Where in nested settings something stands: keys and 0-based indices from the outside in."""


@dataclass(frozen=True)
class Fault:
    """One thing that is wrong with the settings of an algorithm."""

    path: Path
    """The setting at fault, such as `("schedule", "cosine", "total")`; `()` is the whole."""
    message: str
    hint: str | None = None
    """The nearest right spelling, where a word was not known."""

    def __str__(self) -> str:
        return self.message if self.hint is None else f"{self.message}; did you mean {self.hint!r}?"


class OptimizerError(HikergameError):
    """An unknown algorithm or setting, a value out of range, or a slope that is no slope.

    `faults` holds every fault that was found, in the order of the settings given.
    """

    exit_code: ClassVar[ExitCode] = ExitCode.USAGE

    def __init__(self, faults: Sequence[Fault] | str) -> None:
        self.faults = (Fault((), faults),) if isinstance(faults, str) else tuple(faults)
        super().__init__("\n".join(map(str, self.faults)))


def nearest(word: object, names: Mapping[str, Sequence[str]]) -> str | None:
    """Return the name that `word` most likely means, or None.

    `names` maps each right name to other words for it (torch's, a title), which are
    understood as hints and never accepted. Case, spaces and underscores do not matter.
    """
    said = _plain(str(word))
    meaning = {_plain(also): name for name, others in names.items() for also in (name, *others)}
    found = difflib.get_close_matches(said, meaning, n=1)
    return meaning[found[0]] if found else None


def _plain(word: str) -> str:
    """Return `word` as it is compared: lower case, dashes between its parts."""
    return "-".join(word.lower().replace("_", " ").replace("-", " ").split())
