"""The map unrolled, seen with open eyes: `hikergame.survey(level)` tells all of it.

Nothing of this may reach a hiker before the blindfold comes off.

The package has the name of its main function and can be called as if it were that:
whether `hikergame.survey` has been imported as a package or not is nobody's concern.
Names load on first use (PEP 562).
"""

import sys
from types import ModuleType
from typing import TYPE_CHECKING, Any

from hikergame.lazy import lazy_names

if TYPE_CHECKING:
    from hikergame.survey.limits import Limits as Limits
    from hikergame.survey.limits import Work as Work
    from hikergame.survey.surveying import find_minima as find_minima
    from hikergame.survey.surveying import survey as survey
    from hikergame.survey.values import Assurance as Assurance
    from hikergame.survey.values import Basins as Basins
    from hikergame.survey.values import Certainty as Certainty
    from hikergame.survey.values import FaultKind as FaultKind
    from hikergame.survey.values import Flat as Flat
    from hikergame.survey.values import GroundFault as GroundFault
    from hikergame.survey.values import Kink as Kink
    from hikergame.survey.values import KinkKind as KinkKind
    from hikergame.survey.values import LandShares as LandShares
    from hikergame.survey.values import Merge as Merge
    from hikergame.survey.values import Minimum as Minimum
    from hikergame.survey.values import Saddle as Saddle
    from hikergame.survey.values import Survey as Survey

__all__ = [
    "Assurance",
    "Basins",
    "Certainty",
    "FaultKind",
    "Flat",
    "GroundFault",
    "Kink",
    "KinkKind",
    "LandShares",
    "Limits",
    "Merge",
    "Minimum",
    "Saddle",
    "Survey",
    "Work",
    "find_minima",
    "survey",
]

__getattr__, __dir__ = lazy_names(
    __name__,
    {
        ".limits": ("Limits", "Work"),
        ".surveying": ("find_minima", "survey"),
        ".values": (
            "Assurance",
            "Basins",
            "Certainty",
            "FaultKind",
            "Flat",
            "GroundFault",
            "Kink",
            "KinkKind",
            "LandShares",
            "Merge",
            "Minimum",
            "Saddle",
            "Survey",
        ),
    },
)


class _CallablePackage(ModuleType):
    """A package that is called like its function of the same name."""

    def __call__(self, *args: Any, **kwargs: Any) -> "Survey":
        from hikergame.survey.surveying import survey

        return survey(*args, **kwargs)


sys.modules[__name__].__class__ = _CallablePackage
