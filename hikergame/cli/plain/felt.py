"""What a hiker feels and has written down, in words.

Everything here is told from readouts, the notebook, the open facts of the level and what
may be seen of the rival. No function is given a landscape or a level.
"""

import numpy as np

from hikergame.cli.plain.prose import (
    components,
    counted,
    direction,
    inline,
    metres,
    risen,
    roughly,
    spoken,
)
from hikergame.figures import number
from hikergame.hike import Notebook, Readout
from hikergame.hike.steepness import angle, steepness_of
from hikergame.hikers import Facts, RivalView

_LEVEL_DIRECTION = 0.05
"""Where only the direction of the slope is felt, ways this close to across it are level."""


def invitation(facts: Facts) -> tuple[str, ...]:
    """Say what this hike is: steps, longest step, senses, rival."""
    lines = [
        f"You have {counted(facts.steps, 'step')}, "
        f"none longer than {metres(facts.step_length.max)}.",
        f"What you feel at each place: {spoken(facts.senses.words)}.",
    ]
    if facts.dims > 2:
        lines.append(f"The ground has {facts.dims} directions: {', '.join(facts.axes)}.")
    if facts.rival_title is None:
        lines.append("You walk alone.")
    else:
        lines.append(f"Beside you walks {rival_name(facts.rival_title, facts.rival_setting)}.")
        lines.append("It starts where you start and takes one step for each of yours.")
    return tuple(lines)


def rival_name(title: str, setting: str | None) -> str:
    """Say the rival's name with its setting."""
    return spoken(f"{title}, {setting}" if setting else title)


def readout_lines(facts: Facts, readout: Readout) -> tuple[str, ...]:
    """Say what is felt at one place: the step, the ground, the slope, the extra senses."""
    lines = [_step_count(readout), f"{_ground(facts, readout)}."]
    if not facts.senses.direction_only:
        lines.append(_slope(readout))
    if readout.altitude is not None:
        lines.append(f"Altitude {metres(readout.altitude)}.")
    if readout.curvature is not None:
        lines.extend(_curvature(facts, readout.curvature))
    return tuple(lines)


def step_lines(facts: Facts, notebook: Notebook) -> tuple[str, ...]:
    """Say what the last step did, and then what is felt where it ended."""
    return (
        *_mishaps(facts, notebook),
        *readout_lines(facts, notebook.readout),
        *_gain(facts, notebook),
    )


def brief_line(facts: Facts, notebook: Notebook) -> tuple[str, ...]:
    """Say in one line what a step came to; a second one only if it was stopped."""
    readout = notebook.readout
    steepness = "" if facts.senses.direction_only else f", slope {number(readout.steepness)}"
    count = _step_count(readout).rstrip(".")
    return (*_mishaps(facts, notebook), f"{count}: {_ground(facts, readout, '')}{steepness}.")


def slope_towards(facts: Facts, readout: Readout, heading: float) -> str:
    """Say how the ground goes along a heading, from the slope felt here."""
    from hikergame.hike.heading import displacement

    way = displacement(heading, 1.0, facts.dims)
    along = readout.slope_along(way)
    where = f"Going {direction(tuple(way), facts.axes)}{'' if facts.dims == 1 else ','} the ground"
    if facts.senses.direction_only:
        return f"{where} {_trend(along, _LEVEL_DIRECTION)}."
    trend = _trend(along, 0.0)
    if trend == "stays level":
        return f"{where} {trend}."
    # Even where ground counts as flat: the number is what a hiker goes by there.
    return f"{where} {trend} {metres(abs(along))} for each metre."


def notebook_lines(facts: Facts, notebook: Notebook, latest: int) -> tuple[str, ...]:
    """Read from the notebook: where you are, the lowest place, and the `latest` steps."""
    here = notebook.track[-1]
    lines = [_place(facts, here, f"After {counted(notebook.steps, 'step')} you are")]
    whole = notebook.rise(0, notebook.steps)
    if whole is not None:
        lines.append(f"By your slopes you are {risen(whole, 'the start')}.")
        lines.extend(_lowest(facts, notebook))
    else:
        lines.append("Without the steepness, no heights can be added up.")
    first = max(0, notebook.steps - latest)
    if first:
        lines.append(f"The first {counted(first, 'step')} are left out; say notebook all.")
    lines.extend(_entry(facts, notebook, step) for step in range(first + 1, notebook.steps + 1))
    return tuple(lines)


def rival_lines(facts: Facts, rival: RivalView | None) -> tuple[str, ...]:
    """Say all that may be seen of the rival."""
    if rival is None:
        return ("You walk alone.",)
    felt = not facts.senses.direction_only
    lines = [
        f"{_capital(rival_name(rival.title, rival.setting))}.",
        f"It has taken {counted(rival.step, 'step')}{_rival_slope(facts, rival)}.",
    ]
    if rival.step_lengths:
        lines.append(f"Its last step was {metres(rival.step_lengths[-1])} long.")
        lines += [f"At the start it felt slope {number(rival.steepness[0])}."] * felt
    if rival.fenced:
        lines.append("The fence stopped it.")
    if rival.still:
        lines.append("It has all but stopped.")
    return tuple(lines)


def rival_line(facts: Facts, rival: RivalView) -> str:
    """Say in one line what the rival's last step came to."""
    went = f"{_capital(spoken(rival.title))} went {metres(rival.step_lengths[-1])}"
    stopped = ", and has all but stopped" if rival.still else ""
    return f"{went}{_rival_slope(facts, rival)}{stopped}."


def _rival_slope(facts: Facts, rival: RivalView) -> str:
    """Say the slope that the rival feels, where its steepness can be felt at all."""
    blunt = facts.senses.direction_only
    return "" if blunt else f" and feels slope {number(rival.steepness[-1])}"


def guide_line(hint: str) -> str:
    """Say what the trail guide says."""
    return f"Trail guide: {spoken(inline(hint))}"


def _step_count(readout: Readout) -> str:
    budget = readout.step + readout.steps_left
    if readout.step == 0:
        return f"You stand at the start, with {counted(budget, 'step')} to take."
    return f"Step {readout.step} of {budget}."


def _ground(facts: Facts, readout: Readout, subject: str = "The ground ") -> str:
    """Say how the ground falls and where; that it counts as flat hides no way down."""
    steepness = steepness_of(readout.steepness, facts.flat)
    flat = steepness is not None and steepness.flat
    here = f"{subject}{'is ' if subject else ''}{steepness.word} here" if steepness else ""
    if flat and number(readout.steepness) == "0":
        return here
    where = direction(tuple(-readout.slope / readout.steepness), facts.axes)
    if facts.dims > 2:
        where = f"along {where}"
    if flat:
        return f"{here}, falling most {where}"
    how = "" if steepness is None else f" {steepness.adverb}"
    return f"{subject}falls{how} {where}"


def _slope(readout: Readout) -> str:
    degrees = number(round(angle(readout.steepness), 1))
    return f"Slope {number(readout.steepness)}, an angle of {degrees} degrees."


def _curvature(facts: Facts, curvature: np.ndarray) -> tuple[str, ...]:
    """Say the bends of the ground: along each axis, and along its principal directions."""
    values, ways = np.linalg.eigh(curvature)
    if facts.dims == 1:
        return (f"The ground {_bend(float(values[0]))}.",)
    return tuple(
        f"The ground {_bend(float(value))} along {components(way, facts.axes)}."
        for value, way in zip(values, ways.T, strict=True)
    )


def _bend(value: float) -> str:
    if number(value) == "0":
        return "does not bend"
    shape = "like a valley" if value > 0 else "like a ridge"
    return f"bends {shape}, curvature {number(abs(value))}"


def _mishaps(facts: Facts, notebook: Notebook) -> tuple[str, ...]:
    readout = notebook.readout
    walked = float(np.linalg.norm(readout.moved))
    if readout.fenced and walked == 0.0:
        return (
            "You stand at the fence and pushed against it: nothing was walked, "
            "yet the step is taken.",
        )
    lines = []
    if readout.shortened:
        lines.append(f"That was more than the longest step, {metres(facts.step_length.max)}.")
    if readout.fenced:
        lines.append("The fence stopped you.")
    if lines:
        lines.append(f"You walked {metres(walked)}.")
    return tuple(lines)


def _gain(facts: Facts, notebook: Notebook) -> tuple[str, ...]:
    """Say what the slopes of the last step add up to, and whether it overstepped."""
    lines = []
    last, now = notebook.steps - 1, notebook.steps
    step, whole = notebook.rise(last, now), notebook.rise(0, now)
    if step is not None and whole is not None:
        lines.append(f"By your slopes you went {roughly(step)}.")
        lines.append(f"You are now {risen(whole, 'the start')}.")
    began, ended = notebook.slopes_along[-1]
    if began < -facts.flat and ended > facts.flat:
        lines.append("The step began downhill and ended uphill: it went over lower ground.")
    return tuple(lines)


def _lowest(facts: Facts, notebook: Notebook) -> tuple[str, ...]:
    assert notebook.heights is not None
    step = int(np.argmin(notebook.heights))
    if step == notebook.steps:
        return ("That is the lowest place in your notebook.",) if step else ()
    name = f"after step {step}" if step else "the start"
    height = notebook.rise(notebook.steps, step)
    assert height is not None
    away = notebook.track[step] - notebook.track[-1]
    return (
        f"The lowest place in your notebook is {name}, {risen(height, 'here')}.",
        f"It lies {_away(facts, away)}.",
    )


def _entry(facts: Facts, notebook: Notebook, step: int) -> str:
    walked = notebook.readouts[step].moved
    began, ended = notebook.slopes_along[step - 1]
    text = f"Step {step}: {_away(facts, walked)}"
    rise = notebook.rise(step - 1, step)
    if rise is not None:
        text += f", {roughly(rise)}"
    return f"{text}; along it the ground first {_along(began)}, then {_along(ended)}."


def _along(slope: float) -> str:
    trend = _trend(slope, 0.0)
    return trend if trend == "stays level" else f"{trend} {number(abs(slope))}"


def _trend(slope: float, level: float) -> str:
    if abs(slope) <= level or number(slope) == "0":
        return "stays level"
    return "falls" if slope < 0 else "rises"


def _place(facts: Facts, place: np.ndarray, subject: str) -> str:
    if not np.any(place):
        return f"{subject} at the start."
    return f"{subject} {_away(facts, place, ' from the start,')}."


def _away(facts: Facts, move: np.ndarray, origin: str = "") -> str:
    length = float(np.linalg.norm(move))
    if number(length) == "0":
        return "no step away"
    where = direction(tuple(move), facts.axes)
    by = "" if facts.dims < 3 else "by "
    return f"{metres(length)}{origin} {by}{where}"


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]
