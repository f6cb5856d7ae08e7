"""The trail guide: a sentence now and then, from readouts alone.

`hint` is a function of what the hiker may know, so the guide has no memory and cannot
give the ground away: it goes through the hike once more and finds which of its few
sentences is due. A sentence stays for two steps, rests long before it comes again, and
never pushes another aside, save the warning that the steps run out. What speaks of the
last step alone goes as soon as it is no longer so; what goes on is said while it does.
"""

from collections.abc import Callable
from dataclasses import dataclass
from enum import Enum

import numpy as np

from hikergame.figures import number
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
_BLURRED = 0.5
"""Heights that may be off by this share of all heights met tell no valley from another."""
_SAME_PLACE = 0.05
"""Places this near, in longest steps, are as good as one."""
_APART = 0.1
"""Heights of one place that differ by this share of all heights met are worth a word."""
_LOOP = 3
"""As many steps lie at least between two visits of one place."""


def hint(facts: Facts, notebook: Notebook, rival: RivalView | None) -> str | None:
    """Return the guide's sentence for this moment; mostly None.

    A word may stand in Markdown emphasis, as in "at *a* bottom".
    """
    trail = _Trail(facts, notebook, rival)
    spoken: dict[_Rule, int] = {}
    speaking: _Rule | None = None
    said: str | None = None
    since = 0
    for step in range(notebook.steps + 1):
        if speaking is not None and not speaking.holds(trail, step, since):
            speaking = said = None
        for rule in _RULES:
            if said is not None and not rule.urgent:
                continue
            if step - spoken.get(rule, -_ONCE) > rule.rest and rule.due(trail, step):
                speaking, said, since = rule, rule.sentence(trail, step), step
                spoken[rule] = step
                break
    return said


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
        and not _rival_fenced(trail, step)
        and is_still(rival.step_lengths[:step], longest)
        and max(rival.step_lengths[:step]) > _TINY * longest
    )


def _rival_fenced(trail: _Trail, step: int) -> bool:
    """Tell whether the rival has stopped on a slope because the fence is in its way."""
    rival, longest = trail.rival, trail.facts.step_length.max
    return (
        rival is not None
        and is_still(rival.step_lengths[:step], longest)
        and any(rival.fences[max(step - _STAYS, 0) : step])
        and rival.steepness[step] > trail.facts.flat
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


def _blurred(trail: _Trail, step: int) -> bool:
    """Heights have become too uncertain to tell one low place from another."""
    heights, errors = trail.notebook.heights, trail.notebook.errors
    if heights is None or errors is None or step <= _JUDGED_AFTER:
        return False
    return bool(errors[step] > _BLURRED * np.ptp(heights[: step + 1]) > 0.0)


def _here_before(trail: _Trail, step: int) -> int | None:
    """Return the latest step that stood here, at a height that is told quite differently."""
    notebook = trail.notebook
    heights, past = notebook.heights, step - _LOOP
    if heights is None or trail.facts.senses.altimeter or past < 0:
        return None
    track = notebook.track
    apart = np.linalg.norm(track[: past + 1] - track[step], axis=1)
    near = apart <= _SAME_PLACE * trail.facts.step_length.max
    steepest = np.maximum(trail.steepness[: past + 1], trail.steepness[step])
    differ = np.abs(heights[: past + 1] - heights[step]) - steepest * apart
    found = np.flatnonzero(near & (differ > _APART * np.ptp(heights[: step + 1])))
    return int(found[-1]) if len(found) else None


def _came_back(trail: _Trail, step: int) -> bool:
    return _here_before(trail, step) is not None


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


def _tell_back(trail: _Trail, step: int) -> str:
    before, heights = _here_before(trail, step), trail.notebook.heights
    assert before is not None
    assert heights is not None
    rose = float(heights[before] - heights[step])
    word = "higher" if rose > 0.0 else "lower"
    return f"You have been here before, {number(abs(rose))} {word}: long steps blurred the sum."


class _Stay(Enum):
    """How long a sentence stays."""

    TWO_STEPS = "for two steps"
    WHILE_FRESH = "for two steps, if the second is like the first"
    WHILE_DUE = "as long as it goes on"


@dataclass(frozen=True)
class _Rule:
    """One thing the guide says: when, what, and how many steps to rest after it."""

    due: Callable[[_Trail, int], bool]
    sentence: Callable[[_Trail, int], str]
    rest: int
    urgent: bool = False
    stay: _Stay = _Stay.TWO_STEPS

    def holds(self, trail: _Trail, step: int, since: int) -> bool:
        """Tell whether the sentence that was said after step `since` still stands."""
        if step - since >= _STAYS and self.stay is not _Stay.WHILE_DUE:
            return False
        return self.stay is _Stay.TWO_STEPS or self.due(trail, step)


_RULES = (
    _Rule(
        _last_steps,
        _says("Three steps left. A flag has to stand before the last one is gone."),
        rest=_ONCE,
        urgent=True,
    ),
    _Rule(
        _at_fence,
        _says("The fence stopped you: the map ends here. A push against it is a step gone."),
        rest=_ONCE,
    ),
    _Rule(
        _rival_fenced,
        _says("The fence holds the algorithm: its slope leads on, and it cannot."),
        rest=_ONCE,
    ),
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
    _Rule(_swings, _tell_swings, rest=8, stay=_Stay.WHILE_DUE),
    _Rule(_came_back, _tell_back, rest=8),
    _Rule(
        _crossed,
        _says("The slope turned round: you stepped over something."),
        rest=8,
        stay=_Stay.WHILE_FRESH,
    ),
    _Rule(
        _flat,
        _says("Flat is not yet the bottom: a valley, a pass and a shelf all feel flat."),
        rest=8,
    ),
    _Rule(
        _blurred,
        _says(
            "Your heights may be far off by now: still your best guess, "
            "and sharper with shorter steps."
        ),
        rest=_ONCE,
    ),
    _Rule(_stood_lower, _tell_lower, rest=_ONCE),
    _Rule(_crawls, _says("The slope hardly changes: longer steps cost no more."), rest=12),
)
"""In order of weight: one sentence a step, and the first that is due is said."""
