"""The trail guide: a sentence now and then, from readouts alone.

`hint` is a function of what the hiker may know, so the guide has no memory and cannot
give the ground away: it goes through the hike once more and finds which of its few
sentences is due. A sentence stays for two steps, rests long before it comes again, and
never pushes another aside, save the warning that the steps run out.
"""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from hikergame.hike import Notebook
from hikergame.hikers.views import Facts, RivalView, is_still

_STAYS = 2
"""For how many steps a sentence stays."""
_LAST_STEPS = 3
_ONCE = 10**9
"""A rest longer than any hike."""
_STEADY = 0.15
"""Slopes that differ by this share are much the same."""
_SHORT, _TINY, _LONG = 0.05, 0.01, 0.5
"""A step is short, tiny, long at this share of the longest step."""
_JUDGED_AFTER = 4
"""How many steps of the rival show its pace."""


def hint(facts: Facts, notebook: Notebook, rival: RivalView | None) -> str | None:
    """Return the guide's sentence for this moment; mostly None.

    A word may stand in Markdown emphasis, as in "at *a* bottom".
    """
    trail = _Trail(facts, notebook, rival)
    spoken: dict[_Rule, int] = {}
    said, since = None, -_ONCE
    for step in range(notebook.steps + 1):
        for rule in _RULES:
            if step - since < _STAYS and not rule.urgent:
                continue
            if step - spoken.get(rule, -_ONCE) > rule.rest and rule.due(trail, step):
                said, since = rule.sentence(trail, step), step
                spoken[rule] = step
                break
    return said if notebook.steps - since < _STAYS else None


class _Trail:
    """What the rules look at: the whole hike as felt, at any of its steps."""

    def __init__(self, facts: Facts, notebook: Notebook, rival: RivalView | None) -> None:
        self.facts, self.notebook, self.rival = facts, notebook, rival
        self.steepness = notebook.steepness
        self.lengths = notebook.step_lengths
        self.along = notebook.slopes_along
        senses = facts.senses
        self.sure = 0.5 if senses.direction_only else max(facts.flat, 2.0 * senses.noise)

    def left(self, step: int) -> int:
        """Return the steps left after `step`."""
        return self.facts.steps - step

    def crossed(self, step: int) -> bool:
        """Tell whether the step that ended here began downhill and ended surely uphill."""
        return step > 0 and self.along[step - 1, 0] < 0.0 and self.along[step - 1, 1] > self.sure


def _last_steps(trail: _Trail, step: int) -> bool:
    return trail.left(step) == _LAST_STEPS and trail.facts.steps > 2 * _LAST_STEPS


def _at_fence(trail: _Trail, step: int) -> bool:
    return trail.notebook.readouts[step].fenced


def _rival_stopped(trail: _Trail, step: int) -> bool:
    """Tell whether the rival has all but stopped, after having got on."""
    rival, longest = trail.rival, trail.facts.step_length.max
    return (
        rival is not None
        and is_still(rival.step_lengths[:step], longest)
        and max(rival.step_lengths[:step]) > _TINY * longest
    )


def _rival_crawls(trail: _Trail, step: int) -> bool:
    """Tell whether the rival has taken tiny steps only, where it felt a slope all along."""
    rival = trail.rival
    return (
        rival is not None
        and step == _JUDGED_AFTER
        and max(rival.step_lengths[:step]) <= _TINY * trail.facts.step_length.max
        and min(rival.steepness[: step + 1]) > trail.facts.flat
    )


def _rival_leaps(trail: _Trail, step: int) -> bool:
    """Tell whether the rival's last steps were long, and got it to no gentler ground."""
    rival = trail.rival
    if rival is None or step < _JUDGED_AFTER:
        return False
    since = step - _JUDGED_AFTER
    return (
        min(rival.step_lengths[since:step]) >= _LONG * trail.facts.step_length.max
        and rival.steepness[step] >= rival.steepness[since] > trail.facts.flat
    )


def _swings(trail: _Trail, step: int) -> bool:
    return sum(trail.crossed(past) for past in range(max(step - 3, 1), step + 1)) >= 3


def _crossed(trail: _Trail, step: int) -> bool:
    return trail.crossed(step)


def _flat(trail: _Trail, step: int) -> bool:
    newly = step == 0 or trail.steepness[step - 1] > trail.facts.flat
    return bool(trail.steepness[step] <= trail.facts.flat) and newly


def _stood_lower(trail: _Trail, step: int) -> bool:
    """Late in the hike, the notebook knows a place that was surely lower by a good deal."""
    heights, errors = trail.notebook.heights, trail.notebook.errors
    if heights is None or errors is None or trail.left(step) > trail.facts.steps // 3:
        return False
    so_far = heights[: step + 1]
    lost = so_far[-1] - so_far.min()
    return bool(lost > 2.0 * errors[step] and lost > 0.2 * np.ptp(so_far))


def _crawls(trail: _Trail, step: int) -> bool:
    """Four short steps downhill on a slope that stays much the same."""
    if step < 4:
        return False
    felt = trail.steepness[step - 4 : step + 1]
    return bool(
        np.all(trail.lengths[step - 4 : step] <= _SHORT * trail.facts.step_length.max)
        and np.all(trail.along[step - 4 : step] < 0.0)
        and felt.min() > max(trail.facts.flat, (1.0 - _STEADY) * felt.max())
    )


def _says(sentence: str) -> Callable[[_Trail, int], str]:
    return lambda _trail, _step: sentence


def _tell_swings(trail: _Trail, _step: int) -> str:
    if trail.facts.dims == 1:
        return "Back and forth over the same floor: shorter steps settle it."
    return "Back and forth over the same floor: step shorter, or along it instead of across."


def _tell_lower(trail: _Trail, step: int) -> str:
    heights = trail.notebook.heights
    lowest = 0 if heights is None else int(np.argmin(heights[: step + 1]))
    where = "at the start" if lowest == 0 else f"after step {lowest}"
    return f"Your notebook says that you stood lower {where}."


@dataclass(frozen=True)
class _Rule:
    """One thing the guide says: when, what, and how many steps to rest after it."""

    due: Callable[[_Trail, int], bool]
    sentence: Callable[[_Trail, int], str]
    rest: int
    urgent: bool = False


_RULES = (
    _Rule(
        _last_steps,
        _says("Three steps left. A flag has to stand before the last one is gone."),
        rest=_ONCE,
        urgent=True,
    ),
    _Rule(_at_fence, _says("A fence stopped you: the map ends here."), rest=_ONCE),
    _Rule(
        _rival_stopped,
        _says("The algorithm has slowed down. Is it at the bottom, or only at *a* bottom?"),
        rest=_ONCE,
    ),
    _Rule(
        _rival_crawls,
        _says("The algorithm barely moves: its pace is set low."),
        rest=_ONCE,
    ),
    _Rule(
        _rival_leaps,
        _says("The algorithm leaps about: its pace is set high for slopes like these."),
        rest=_ONCE,
    ),
    _Rule(_swings, _tell_swings, rest=8),
    _Rule(_crossed, _says("The slope turned round: you stepped over something."), rest=8),
    _Rule(
        _flat,
        _says("Flat is not yet the bottom: a valley, a pass and a shelf all feel flat."),
        rest=8,
    ),
    _Rule(_stood_lower, _tell_lower, rest=_ONCE),
    _Rule(_crawls, _says("The slope hardly changes: longer steps cost no more."), rest=12),
)
"""In order of weight: one sentence a step, and the first that is due is said."""
