"""What blind hikers did, in sentences for people: each told from the hiker's own memory.

No sentence says what the ground is really like; whoever looks with open eyes adds that.
Lengths are metres.
"""

from collections.abc import Sequence
from itertools import groupby
from typing import TYPE_CHECKING

import numpy as np

from hikergame.arrays import FloatArray
from hikergame.figures import number
from hikergame.hikers.blind.trail import Trail

if TYPE_CHECKING:
    from hikergame.hikers.blind.scout import Phase

_FEW = ("none", "one", "two", "three", "four", "five", "six")


def steps_said(count: int) -> str:
    """Say a number of steps: "1 step", "12 steps"."""
    return f"{count} step" if count == 1 else f"{count} steps"


def counted(count: int) -> str:
    """Say a number: in a word, if it is small."""
    return _FEW[count] if count < len(_FEW) else str(count)


def lengths_of(trail: Trail) -> FloatArray:
    """Return the lengths (t,) of the steps that a trail remembers."""
    lengths: FloatArray = np.linalg.norm(np.diff(trail.places, axis=0), axis=1)
    return lengths


def uphill(trail: Trail) -> int:
    """Return how many of those steps ended higher than they began, as far as was felt."""
    return sum(trail.rise(step, step + 1) > 0.0 for step in range(trail.last))


def ended(flag: bool, steps: int) -> str:
    """Say how a walk of so many steps ended."""
    return (
        f"It planted its flag after {steps_said(steps)}."
        if flag
        else f"Its {steps_said(steps)} were used up then."
    )


def scouted(
    it: str, phases: Sequence["Phase"], trail: Trail, first: int, drop: float | None
) -> list[str]:
    """Say how a scout explored, in which phase each of his steps was taken.

    `first` is the index of the floor that he came to first, `drop` how much lower his home
    is, None where he never changed it, or cannot say.
    """
    names = [phase.name for phase in phases]
    descent = names.index("SURVEY") if "SURVEY" in names else names.count("DESCENT")
    said = [f"{it} went down into the valley at hand, in {steps_said(descent)}."]
    legs = names.count("SURVEY")
    if not legs:
        return said
    away = np.linalg.norm(trail.places - trail.places[first], axis=1)
    look = (
        f"Then it looked around, with {legs} long {'step' if legs == 1 else 'steps'}, "
        f"as far as {number(float(away.max()))} m from there"
    )
    tries = sum(name == "DIVE" for name, _ in groupby(names))
    if not tries:
        return [*said, f"{look}, and felt nothing that promised to be deeper."]
    places = "place" if tries == 1 else "places"
    look = f"{look}, and went down at {counted(tries)} {places} that might be deeper."
    return [*said, look, _compared(drop)]


def went_home(phases: Sequence["Phase"]) -> list[str]:
    """Say how a scout came home, if he set out for it."""
    steps = sum(phase.name == "FINISH" for phase in phases)
    return [f"It went home to that floor with {steps_said(steps)}."] if steps else []


def _compared(drop: float | None) -> str:
    if drop is None:
        return "By the slopes that it added up, the first floor was the lowest all the same."
    apart = number(abs(drop))
    if apart == "0":
        return "By the slopes that it added up, the best was no lower than the first."
    if drop < 0.0:
        # It chose by what it knew then; the slopes that it felt later told otherwise.
        return (
            "It took another floor for the best, though by all the slopes "
            f"that it added up in the end, that one was higher by {apart}."
        )
    return f"By the slopes that it added up, the best was lower by {apart}."
