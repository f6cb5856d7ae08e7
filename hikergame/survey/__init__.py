"""The map unrolled, seen with open eyes: where the valleys are.

Nothing of this may reach a hiker before the blindfold comes off.
"""

from hikergame.survey.minima import Minimum, find_minima

__all__ = ["Minimum", "find_minima"]
