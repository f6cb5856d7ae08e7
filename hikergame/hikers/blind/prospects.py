"""Prospects: where the ground may be lower than at home, and what it takes to look.

Home is the floor of the deepest valley so far. The chance that a place is lower comes
from the sketch; its tails are those of a Cauchy distribution, not of a normal one: a
pit too narrow to be felt from afar is never out of the question.
"""

import math

import numpy as np

from hikergame.arrays import FloatArray
from hikergame.hikers.blind.chance import Chance
from hikergame.hikers.blind.sketch import Sketch
from hikergame.hikers.blind.trail import Trail
from hikergame.hikers.blind.vectors import length, squares

LEG = 0.9
"""The length of a step that explores, as a share of the longest: longer ones miss more."""
_PLACES = 60
"""How many places are considered at a time."""
_BEYOND = 1.0
"""How far outside of the country visited they may lie, in longest steps."""
_VISITED = 0.35
"""Nobody goes to explore what is closer than this to a place visited, in longest steps."""
_LOWER = 0.01
"""A place counts as lower by at least this, in typical slopes times longest steps."""
_TAIL = 1.4
"""How far the doubt reaches beyond the standard deviation."""
_FEELERS = np.array([0.0, 0.2, 0.4, 0.7, 1.0])
"""How far down the slope underfoot the valley here is guessed at, in longest steps."""
_HAIR = 1e-9
"""A way is no longer than so many steps when it is by this share of one."""


class Prospects:
    """What a trail and its sketch give reason to expect."""

    def __init__(self, trail: Trail, chance: Chance) -> None:
        self._trail, self._chance = trail, chance
        self._sketch = Sketch(trail)
        self._longest = trail.outset.longest

    def lower(self, index: int, home: int) -> bool:
        """Tell whether the place with this index is lower than home, as far as is known."""
        return self.rise(index, home) < 0.0

    def rise(self, index: int, home: int) -> float:
        """Return how much higher the place with this index is than home, as far as is known."""
        trail = self._trail
        if trail.altimeter:
            return trail.rise(home, index)
        self._sketch.update()
        rise, _ = self._sketch.compare(trail.places[[index]], trail.places[home])
        return float(rise[0])

    def chance_ahead(self, home: int) -> float:
        """Return the chance that the valley which falls away from here is deeper than home's."""
        trail = self._trail
        steepness = length(trail.slope)
        ahead = trail.slope * (-self._longest / steepness) if steepness > 0.0 else trail.slope
        places = trail.inside(trail.here + _FEELERS[:, np.newaxis] * ahead)
        return float(np.max(self._chances(places, home)))

    def steps_to(self, home: int) -> int:
        """Return how many steps it takes from here to the place with this index."""
        return int(_steps(self._trail.here - self._trail.places[home], self._longest))

    def best(self, home: int, spare: int) -> tuple[FloatArray, float] | None:
        """Return the place (d,) most worth going to, and what it is worth.

        `spare` steps may be spent on going there, coming home and using what was found. The
        worth is the chance of a deeper valley, times the share of the budget for which it
        would be enjoyed and once more for where the hike ends (as points are counted), for
        each share of the budget that the search takes. None where nothing is in reach, or
        what would be felt there could not be drawn into the sketch any more.
        """
        trail, budget = self._trail, self._trail.outset.steps
        self._sketch.update()
        if self._sketch.full:
            return None
        places = self._unvisited()
        there = _steps(places - trail.here, LEG * self._longest)
        back = _steps(places - trail.places[home], self._longest)
        after = spare - there - back
        worth = self._chances(places, home) * (budget + after) / (there + back / 2.0)
        worth = np.where(after >= 0.0, worth, 0.0)
        if not np.any(worth > 0.0):
            return None
        best = int(np.argmax(worth))
        return places[best], float(worth[best])

    def _unvisited(self) -> FloatArray:
        """Draw places (n, d), n perhaps 0, from country not visited, inside the fence."""
        trail = self._trail
        around = _BEYOND * self._longest
        low = trail.inside(np.min(trail.places, axis=0) - around)
        high = trail.inside(np.max(trail.places, axis=0) + around)
        places = low + self._chance.shares(_PLACES, len(low)) * (high - low)
        apart = places[:, np.newaxis] - trail.places
        nearest = squares(apart).min(axis=1)
        unvisited: FloatArray = places[nearest > (_VISITED * self._longest) ** 2]
        return unvisited

    def _chances(self, places: FloatArray, home: int) -> FloatArray:
        """Return the chances (m,) that places (m, d) are lower than home."""
        trail = self._trail
        self._sketch.update()
        rise, error = self._sketch.compare(places, trail.places[home])
        margin = _LOWER * trail.typical * self._longest
        chances: FloatArray = np.arctan2(-(rise + margin), _TAIL * error) / math.pi + 0.5
        return chances


def _steps(ways: FloatArray, metres: float) -> FloatArray:
    """Return how many steps of so many metres the ways (..., d) take, (...)."""
    steps: FloatArray = np.ceil(np.sqrt(squares(ways)) / metres - _HAIR)
    return steps
