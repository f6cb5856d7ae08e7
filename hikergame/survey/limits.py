"""How much work a survey may do, how much it did, and which of its searches were cut short.

Every search has a bound. One that meets its bound stops there, keeps what it has, and
leaves a sentence in the ledger.
"""

from dataclasses import dataclass, fields


@dataclass(frozen=True)
class Limits:
    """The most work that each search of a survey may do."""

    grid_points: int = 1 << 22
    """Points of the grid; one that would be finer is made coarser."""
    seeds: int = 1 << 14
    """Promising places of the grid that are followed to the bottom, the lowest first."""
    polish_rounds: int = 80
    """Newton steps from a promising place to the bottom."""
    crease_rounds: int = 96
    """Steps along a crease, where Newton's method is at a loss."""
    passes: int = 1 << 13
    """Passes that are polished, the lowest first; of the others the grid's height is taken."""
    trace_rounds: int = 1 << 10
    """Times that the borders between basins are traced and found to have moved."""
    boxes: int = 1 << 17
    """Boxes in the proof of the global minimum."""
    starts: int = 1 << 12
    """Descents in three dimensions and more."""

    def __post_init__(self) -> None:
        for field in fields(self):
            if getattr(self, field.name) < 1:
                raise ValueError(f"the limit {field.name!r} must be 1 or more")


@dataclass(frozen=True)
class Work:
    """What a survey did."""

    points: int = 0
    """Points at which height, slope or both were asked for."""
    seeds: int = 0
    """Promising places that were followed to the bottom."""
    passes: int = 0
    """Passes that were polished."""
    traced: int = 0
    """Points of the grid whose water was traced."""
    boxes: int = 0
    """Boxes over which the ground was bounded."""


class Ledger:
    """The account of one survey under way."""

    def __init__(self, limits: Limits) -> None:
        self.limits = limits
        self._done = dict.fromkeys((field.name for field in fields(Work)), 0)
        self._met: dict[str, None] = {}

    def add(self, what: str, count: int) -> None:
        """Count `count` more of `what`, a field of `Work`."""
        self._done[what] += count

    def meet(self, sentence: str) -> None:
        """Note that a search has met its limit; said once however often it happens."""
        self._met[sentence] = None

    @property
    def work(self) -> Work:
        """What has been done so far."""
        return Work(**self._done)

    @property
    def limits_met(self) -> tuple[str, ...]:
        """A sentence for each limit that was met."""
        return tuple(self._met)
