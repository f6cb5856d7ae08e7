"""What goes wrong when an algorithm is set up or asked."""

from collections.abc import Sequence
from typing import ClassVar

from hikergame.errors import ExitCode, HikergameError
from hikergame.faults import Fault


class OptimizerError(HikergameError):
    """An unknown algorithm or setting, a value out of range, or a slope that is no slope.

    `faults` holds every fault that was found, in the order of the settings given.
    """

    exit_code: ClassVar[ExitCode] = ExitCode.USAGE

    def __init__(self, faults: Sequence[Fault] | str) -> None:
        self.faults = (Fault((), faults),) if isinstance(faults, str) else tuple(faults)
        super().__init__("\n".join(map(str, self.faults)))
