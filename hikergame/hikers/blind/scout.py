"""The scout: look around before you settle.

He goes down into the valley at hand, as anybody would. From its floor, his home, he
then explores: with long steps he makes for country where, by the sketch that all slopes
felt so far add up to, it may be lower than at home. Where the slopes say that he may stand
above a deeper valley, he goes down into it, and makes its floor his home if it is lower.
While the search is worth its steps, he goes on; then he goes home, to the bottom exactly,
and plants his flag.

How long he searches is a matter of taste: half the score is for being low early. His
patience wears out with the steps he has explored, and sooner while all the slopes he has
felt agree with one single hollow. It does not wear out while the best he has is a slope
that the fence keeps him from following: that is no home.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum

import numpy as np

from hikergame.arrays import FloatArray
from hikergame.hike import Readout
from hikergame.hikers.blind import accounts
from hikergame.hikers.blind.blindfold import BlindHiker
from hikergame.hikers.blind.outset import Outset
from hikergame.hikers.blind.prospects import LEG, Prospects
from hikergame.hikers.blind.settler import FIRST, Settler
from hikergame.hikers.blind.vectors import length

_STEEP = 0.25
"""Ground at the fence is a slope, not a floor, when it is this much of the typical one."""


class Phase(Enum):
    """What a scout is at; the value is the word for people."""

    DESCENT = "going down into the first valley"
    SURVEY = "looking for a deeper valley"
    DIVE = "going down into another valley"
    FINISH = "going home to stay"


@dataclass(frozen=True, kw_only=True)
class Temper:
    """What a scout makes of what he knows. Lengths are shares of the longest step."""

    floor: float = 0.06
    """He stands on a valley's floor when its bottom is closer than this,"""
    bottom: float = 0.004
    """and at the bottom when it is closer than this."""
    dive: float = 0.35
    """He goes down into a valley whose chance of being deeper than home's is above this,"""
    give_up: float = 0.08
    """and leaves it when the chance falls below this."""
    plunge: float = 0.5
    """How far his first step down there is trusted."""
    touch: float = 0.15
    """How far his first step is trusted when he has come home."""
    reserve: int = 2
    """Steps that he keeps for the bottom, besides those for the way home."""
    worth: float = 1.0
    """He explores what is worth this at first, see `Prospects.best`,"""
    wears: float = 1.5
    """this many times more still after a whole budget of steps that explore,"""
    wears_in_one_hollow: float = 4.0
    """and this many while all the slopes felt agree with one single hollow."""


class Scout(BlindHiker):
    """Explores, compares valleys by the sums of their slopes, settles in the deepest."""

    def __init__(self, outset: Outset, *, seed: int = 0, temper: Temper | None = None) -> None:
        super().__init__(outset, seed=seed)
        self.phase = Phase.DESCENT
        """What he is at."""
        self.home = 0
        """The index in his trail of the deepest floor so far; on the way to the first, of the
        lowest place."""
        self._temper = temper or Temper()
        self._prospects = Prospects(self.trail, self._chance)
        self._settler = self._settler_at(0, FIRST)
        self._goal: FloatArray | None = None
        self._explored = 0
        self._explored_here = False
        self._one_hollow = True
        self._diary: list[Phase] = []
        self._first_floor: int | None = None
        self._act = {
            Phase.DESCENT: self._descend,
            Phase.SURVEY: self._explore,
            Phase.DIVE: self._dive,
            Phase.FINISH: self._finish,
        }

    def _move(self, readout: Readout, /) -> FloatArray | None:
        self._one_hollow = self._one_hollow and self.trail.fits_one_hollow()
        while True:
            phase = self.phase
            place = self._act[phase](readout)
            if place is not None:
                self._diary.append(phase)
                return self.trail.towards(place)
            if phase is Phase.FINISH:
                return None

    def _descend(self, readout: Readout) -> FloatArray | None:
        """Go down to the first floor: home. Then look around."""
        target = self._look_and_aim()
        self.home = self._settler.best
        if not self._on_floor() and readout.steps_left > 1:
            return target
        self.phase = Phase.SURVEY
        self._first_floor = self.home
        return None

    def _explore(self, readout: Readout) -> FloatArray | None:
        """Make for where it may be lower than at home; go home when it is not worth it."""
        spare = readout.steps_left - self._temper.reserve
        if spare <= self._prospects.steps_to(self.home):
            self._turn_home()
            return None
        fresh, self._explored_here = self._explored_here, False
        if fresh and self._prospects.chance_ahead(self.home) > self._temper.dive:
            self._settler = self._settler_at(self.trail.last, self._temper.plunge)
            self.phase = Phase.DIVE
            return None
        found = self._prospects.best(self.home, spare)
        if found is None or found[1] < self._demanded():
            self._turn_home()
            return None
        self._explored += 1
        self._explored_here = True
        return self.trail.on_the_way(found[0], LEG * self.outset.longest)

    def _dive(self, readout: Readout) -> FloatArray | None:
        """Go down into another valley while it may be deeper, and see whether it is."""
        target, best = self._look_and_aim(), self._settler.best
        needed = self._prospects.steps_to(self.home) + self._temper.reserve
        if readout.steps_left < needed and not self._prospects.lower(best, self.home):
            self._turn_home()
            return None
        if self._on_floor() or readout.steps_left == 1:
            if self._prospects.lower(best, self.home):
                self.home = best
            self.phase = Phase.SURVEY
        elif self._prospects.chance_ahead(self.home) < self._temper.give_up:
            self.phase = Phase.SURVEY
        else:
            return target
        return None

    def _finish(self, readout: Readout) -> FloatArray | None:
        """Go home, on to the bottom, and plant the flag there."""
        settler, trail = self._settler, self.trail
        if self._goal is not None:
            if not trail.is_here(self._goal):
                return self._goal
            settler.look()
        self._goal = settler.target()
        at_best = trail.is_here(trail.places[settler.best])
        if settler.settled(self._temper.bottom * self.outset.longest):
            self._goal = trail.places[settler.best]
            return None if at_best else self._goal
        return None if at_best and self._last_chance(readout) else self._goal

    def _turn_home(self) -> None:
        self._settler = self._settler_at(self.home, self._temper.touch)
        self._goal = None
        self.phase = Phase.FINISH

    def _demanded(self) -> float:
        """Return what a search has to be worth by now."""
        trail, temper = self.trail, self._temper
        place, slope = trail.places[self.home], trail.slopes[self.home]
        if np.any(trail.held(place, slope)) and length(slope) > _STEEP * trail.typical:
            return temper.worth
        wears = temper.wears_in_one_hollow if self._one_hollow else temper.wears
        return temper.worth * (1.0 + wears * self._explored / self.outset.steps)

    def _settler_at(self, index: int, trust: float) -> Settler:
        return Settler(self.trail, self._chance, at=index, trust=trust * self.outset.longest)

    def _look_and_aim(self) -> FloatArray:
        """Take in the last step of a descent, and return where the next one leads."""
        if self.trail.last != self._settler.best:
            self._settler.look()
        return self._settler.target()

    def _account(self, it: str, /) -> Sequence[str]:
        first = self.home if self._first_floor is None else self._first_floor
        drop = None if first == self.home else -self._prospects.rise(self.home, first)
        explored = accounts.scouted(it, self._diary, self.trail, first, drop)
        return (*explored, *accounts.went_home(self._diary))

    def _on_floor(self) -> bool:
        return self._settler.settled(self._temper.floor * self.outset.longest)
