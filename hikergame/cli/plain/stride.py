"""From what is said to where one steps: directions, lengths, and the step before.

Also what is looked up without a step. Knows the open facts and readouts, no ground.
"""

import math

import numpy as np

from hikergame.arrays import FloatArray
from hikergame.cli.plain import felt
from hikergame.cli.plain.orders import Order, OrderError, Verb
from hikergame.hike import Notebook, Readout
from hikergame.hike.heading import displacement
from hikergame.hikers import Facts

STEPS = (None, Verb.BY, Verb.DOWNHILL, Verb.UPHILL, Verb.AGAIN)
"""The verbs of orders that take a step."""

_LATEST = 10
"""Steps that the notebook tells unless it is asked for more."""


class Stride:
    """How long a step is unless its length is said, and what `again` means."""

    def __init__(self, facts: Facts) -> None:
        self.length = facts.step_length.initial
        self._facts = facts
        self._last: Order | None = None

    def move(self, order: Order, readout: Readout) -> FloatArray:
        """Return the displacement (d,) that an order asks for. Raises OrderError."""
        order = self._meant(order)
        length = self.length if order.length is None else order.length
        if order.verb is Verb.BY:
            return np.array(order.vector)
        if order.heading is not None:
            return displacement(order.heading, length, self._facts.dims)
        if readout.steepness == 0.0:
            raise OrderError("The ground is level here: no way is downhill. Say a way yourself.")
        sign = 1.0 if order.verb is Verb.UPHILL else -1.0
        move: FloatArray = sign * length * (readout.slope / readout.steepness)
        return move

    def taken(self, order: Order, move: FloatArray) -> None:
        """Remember a step that was taken."""
        self._last = self._meant(order)
        # A stride of nothing is a rest, not a new habit.
        self.length = min(math.hypot(*move), self._facts.step_length.max) or self.length

    def resume(self, notebook: Notebook) -> None:
        """Go on with the length of the last step in a notebook."""
        if notebook.steps:
            self.length = float(notebook.step_lengths[-1]) or self.length

    def _meant(self, order: Order) -> Order:
        if order.verb is not Verb.AGAIN:
            return order
        if self._last is None:
            raise OrderError("There is no step to repeat yet.")
        return self._last


def slope_felt(order: Order, facts: Facts, readout: Readout) -> tuple[str, ...]:
    """Say how the ground goes along the heading of an order."""
    assert order.heading is not None
    return (felt.slope_towards(facts, readout, order.heading),)


def notebook_read(order: Order, facts: Facts, notebook: Notebook) -> tuple[str, ...]:
    """Say as much of the notebook as an order asks for. Raises OrderError."""
    latest = _LATEST
    if order.words:
        (word, *rest) = order.words
        if rest or not (word == "all" or (word.isascii() and word.isdigit())):
            raise OrderError("Say notebook, notebook all, or notebook 5 for the last five.")
        latest = facts.steps if word == "all" else int(word)
    return felt.notebook_lines(facts, notebook, latest)
