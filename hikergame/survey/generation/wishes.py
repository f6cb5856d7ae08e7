"""What a generated level is asked to be, in numbers that a survey can confirm."""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Final

from hikergame.level.text import quote
from hikergame.spelling import did_you_mean
from hikergame.survey.generation.errors import WishError

MOST_VALLEYS: Final = {1: 6, 2: 10}
"""How many valleys may be asked for, by the number of dimensions."""
DEEPEST_TRAP: Final = 0.6
"""The deepest trap that may be asked for, as a share of the relief."""
VALLEY: Final = 0.03
"""A hollow counts as a valley when it is this deep, as a share of the relief, or deeper; what
is shallower is roughness."""

_TRAP: Final = 0.15
_DECEPTIVE_TRAP: Final = 0.3
"""The least depth of a trap where no depth is asked for; out of a shallow one rivals are thrown
by chance at some learning rate or other."""


@dataclass(frozen=True)
class Wish:
    """A level asked for. Raises WishError for what contradicts itself."""

    dims: int
    valleys: int
    """How many valleys it has, the deepest included."""
    trap_depth: float
    """How far one must climb to leave its deepest trap for a deeper valley: a share of the
    relief. 0 where there is one valley only."""
    ruggedness: float
    """How often the slope underfoot points up the lie of the land, as `ruggedness` has it."""
    deceptive: bool
    """Whether slopes lead from the start into the deepest trap; else to the deepest valley."""

    def __post_init__(self) -> None:
        most = MOST_VALLEYS.get(self.dims)
        if most is None:
            raise WishError(f"a level is drawn in 1 or 2 dimensions, not {self.dims}")
        if not 1 <= self.valleys <= most:
            raise WishError(
                f"{self.valleys} valleys are asked for; in {self.dims}-D there may be 1 to {most}"
            )
        if not 0.0 <= self.ruggedness <= 1.0:
            raise WishError(f"ruggedness goes from 0 to 1, not to {self.ruggedness:g}")
        if self.valleys == 1 and self.trap_depth:
            raise WishError("a single valley has no trap: ask for 2 valleys or more")
        if self.valleys == 1 and self.deceptive:
            raise WishError("a single valley deceives nobody: ask for 2 valleys or more")
        if self.valleys > 1 and not VALLEY < self.trap_depth <= DEEPEST_TRAP:
            raise WishError(
                f"a trap is from above {VALLEY:g} to {DEEPEST_TRAP:g} of the relief deep, where "
                f"there is more than one valley, not {self.trap_depth:g}"
            )


@dataclass(frozen=True)
class Difficulty:
    """A word for what a level is asked to be."""

    valleys: int
    trap_depth: float
    ruggedness: float
    deceptive: bool


DIFFICULTIES: Final[Mapping[str, Difficulty]] = MappingProxyType(
    {
        "easy": Difficulty(1, 0.0, 0.0, deceptive=False),
        "medium": Difficulty(3, 0.15, 0.05, deceptive=False),
        "hard": Difficulty(4, 0.35, 0.0, deceptive=True),
    }
)


def wish(
    difficulty: str,
    *,
    dims: int = 2,
    valleys: int | None = None,
    trap_depth: float | None = None,
    ruggedness: float | None = None,
    deceptive: bool | None = None,
) -> Wish:
    """Return what a difficulty means, with all that is asked for besides in place of its own.

    What was not asked for gives way to what was: a trap needs a second valley, and one
    valley has no trap. Raises WishError for what contradicts itself.
    """
    preset = DIFFICULTIES.get(difficulty)
    if preset is None:
        meant = did_you_mean(difficulty, DIFFICULTIES)
        cure = meant or f"there are {', '.join(DIFFICULTIES)}"
        raise WishError(f"no difficulty is called {quote(difficulty)}; {cure}")
    if valleys is None:
        valleys = max(preset.valleys, 2) if deceptive or trap_depth else preset.valleys
    if deceptive is None:
        deceptive = preset.deceptive and valleys > 1
    if trap_depth is None:
        least = _DECEPTIVE_TRAP if deceptive else _TRAP
        trap_depth = max(preset.trap_depth, least) if valleys > 1 else 0.0
    rugged = preset.ruggedness if ruggedness is None else ruggedness
    return Wish(dims, valleys, trap_depth, rugged, deceptive)
