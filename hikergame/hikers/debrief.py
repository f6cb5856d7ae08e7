"""After the hike: both results in one sentence, and what happened in a few more.

The words are for somebody who may never have heard of an optimizer: what a walker did,
and why that came of it. A person has a step length; what sets an algorithm's pace is
called by its own name, mostly a learning rate.
"""

from hikergame.hike.opponents import BlindSpec
from hikergame.hikers.fates import Course, Fate, course_of, fate_of, passed_lower
from hikergame.hikers.reveal import Walk
from hikergame.level import Level
from hikergame.level.certified import CertifiedWalk
from hikergame.optimizers import OPTIMIZERS, Unit

_YOURS = {
    Fate.ARRIVED: "You found the deepest valley.",
    Fate.NOT_DOWN: (
        "You came into the deepest valley, but not to its bottom: "
        "its floor still falls, if gently, and it leads a good way on."
    ),
    Fate.TRAPPED: (
        "You stopped at the bottom of a valley, but not of the deepest: "
        "all ways out of it rise, and a better valley lay beyond."
    ),
    Fate.FENCED: "You ended at the fence, where the slope led. The deepest valley lay elsewhere.",
    Fate.SHELF: (
        "You stopped where the ground is flat, yet it falls on from there: flat is not bottom."
    ),
    Fate.CREPT: "Your last steps were small, and they ran out short of the bottom.",
    Fate.FLUNG: (
        "One step, far longer than those before, took you far back: "
        "what was won before it was lost."
    ),
    Fate.SWINGING: (
        "You kept stepping over the valley floor, from one side to the other: "
        "shorter steps would have settled into it."
    ),
    Fate.ZIGZAG: (
        "You zigzagged: in a narrow valley the slope points at its walls, "
        "and hardly along its floor."
    ),
    Fate.CRAWLED: (
        "Your steps were too short for the way: the slope led on, and the steps ran out."
    ),
    Fate.LEFT_EARLY: "You planted your flag on a slope: the ground still fell from there.",
    Fate.UNDER_WAY: "Your steps ran out while the ground still fell.",
}

# An algorithm plants no flag: LEFT_EARLY cannot be its fate.
_ITS = {
    Fate.ARRIVED: "{it} found the deepest valley.",
    Fate.NOT_DOWN: (
        "{it} came into the deepest valley, but not to its bottom: "
        "its steps ran out where the floor still falls, if gently, and leads a good way on."
    ),
    Fate.TRAPPED: (
        "{it} was trapped in a shallower valley: all slopes around its floor point back to it, "
        "and slopes are all that an algorithm feels."
    ),
    Fate.FENCED: (
        "{it} ran into the fence and stayed there: that is where the slopes led, "
        "and slopes are all that an algorithm feels."
    ),
    Fate.SHELF: (
        "{it} came to a stop where the ground is flat, though it is no valley: "
        "without a slope it knows no way."
    ),
    Fate.CREPT: "{it} took smaller and smaller steps, and they ran out short of the bottom.",
    Fate.FLUNG: (
        "{it} was flung back: where the ground is suddenly far steeper, its step is as suddenly "
        "far longer, and one such step undoes a long way."
    ),
    Fate.SWINGING: (
        "{it} kept stepping over the valley floor: its {pace} is too large "
        "for ground this steep, so each step lands on the other side."
    ),
    Fate.ZIGZAG: (
        "{it} zigzagged: in a narrow valley the slope points at its walls, "
        "and hardly along its floor."
    ),
    Fate.CRAWLED: (
        "{it} crawled: its {pace} is too small for ground this gentle, and its steps ran out."
    ),
    Fate.UNDER_WAY: "{it} ran out of steps while the ground still fell.",
}

_SWINGING_THOUGH_TUNED = (
    "{it} kept stepping over the valley floor: one {pace} has to serve slope and floor alike, "
    "and the best one for the way down still steps over the floor."
)
_CUT_THOUGH_TUNED = (
    "{it} kept stepping over lower ground: even the best {pace} found asks for more than the "
    "longest step here, so its steps were cut to that, over and over, and never settled."
)

_YOURS_SHORT_OF_A_FLOOR = (
    "You stopped just above the bottom of a valley, but not of the deepest: "
    "all ways out of it rise, and a better valley lay beyond."
)
_ROLLED = "On its way it rolled over a ridge with its momentum, into a deeper valley."
_WHERE_A_BLIND_ONE_ENDED = {
    Fate.ARRIVED: "There it was in the deepest valley.",
    Fate.NOT_DOWN: "There it was in the deepest valley, though not at its bottom.",
    Fate.TRAPPED: "That is not the deepest valley: a deeper one lay where it had not been.",
    Fate.FENCED: "There the fence stopped it; the deepest valley lay elsewhere.",
}
_ON_A_SLOPE = "The ground still fell from there."

_SLOWING = (Fate.CREPT, Fate.NOT_DOWN)
_FADING = "Its step is its learning rate times the slope: where the slope fades, so does the step."


def headline(player: Walk, rival: Walk | None, best: CertifiedWalk | None = None) -> str:
    """Say all results in one sentence.

    "You came to 11.2 halvings in 14 steps; gradient descent to 6.3; our best blind hiker to
    12.0 in 11 steps." Who planted a flag is told with his steps. Where the rival is the
    best himself, he is told as such, once.
    """
    score = player.score
    said = [f"You came to {score.final_halvings:.1f} halvings in {_steps(score.steps)}"]
    spec = None if rival is None else rival.spec
    itself = best is not None and isinstance(spec, BlindSpec) and spec.hiker == best.hiker
    if rival is not None:
        name = f"{rival.title}, our best blind hiker," if itself else rival.title
        steps = f" in {_steps(rival.score.steps)}" if rival.flag else ""
        said.append(f"{name} to {rival.score.final_halvings:.1f}{steps}")
    if best is not None and not itself:
        said.append(f"our best blind hiker to {best.halvings:.1f} in {_steps(best.steps)}")
    return f"{'; '.join(said)}."


def story(level: Level, player: Walk, rival: Walk | None) -> tuple[str, ...]:
    """Say what happened and why, a sentence each: yours first, then the rival's."""
    said = your_story(course_of(level, player))
    return said if rival is None else (*said, its_fate(course_of(level, rival), rival))


def your_story(course: Course) -> tuple[str, ...]:
    """Say what happened to the player and why, a sentence each."""
    if passed_lower(course) and fate_of(course) is not Fate.ARRIVED:
        return your_fate(course), _passed(course)
    return (your_fate(course),)


def your_fate(course: Course) -> str:
    """Say what became of the player, and why."""
    fate = fate_of(course)
    if fate is Fate.TRAPPED and not course.rest.flat:
        return _YOURS_SHORT_OF_A_FLOOR
    return _YOURS[fate]


def its_fate(course: Course, rival: Walk) -> str:
    """Say what became of a rival, and why."""
    fate = fate_of(course)
    if isinstance(rival.spec, BlindSpec):
        return " ".join([*rival.account, _WHERE_A_BLIND_ONE_ENDED.get(fate, _ON_A_SLOPE)])
    pace = None if rival.spec is None else OPTIMIZERS[rival.spec.name].pace
    tuned = rival.spec is not None and rival.spec.learning_rate == "tuned"
    words = _ITS[fate]
    if tuned and fate is Fate.SWINGING:
        words = _CUT_THOUGH_TUNED if course.cut else _SWINGING_THOUGH_TUNED
    said = words.format(
        it=rival.title[:1].upper() + rival.title[1:],
        pace="pace" if pace is None else pace.title,
    )
    if fate in _SLOWING and pace is not None and pace.unit is Unit.METRES_PER_SLOPE:
        said = f"{said} {_FADING}"
    return f"{said} {_ROLLED}" if course.rolled else said


def _passed(course: Course) -> str:
    where = "at the start" if course.lowest_step == 0 else f"after {_steps(course.lowest_step)}"
    return f"You stood lower {where}: what counts is where you end, not the best you passed."


def _steps(count: int) -> str:
    return f"{count} step" if count == 1 else f"{count} steps"
