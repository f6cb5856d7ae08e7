"""A hike over the network, as the values that a hike screen is given.

A `RemoteWalk` is what an `Outing` is at home, without the ground: it follows from the
answers of the server alone, and is a value.
"""

from dataclasses import dataclass, replace

import numpy as np

from hikergame.arrays import FloatArray
from hikergame.classroom.messages.walking import (
    FactsView,
    Felt,
    ReadoutView,
    RivalStep,
    Self,
    SensesView,
    WalkView,
)
from hikergame.hike.notebook import Notebook
from hikergame.hike.readout import Readout
from hikergame.hikers.views import Facts, RivalView, is_still
from hikergame.level import Senses, StepLength


@dataclass(frozen=True, eq=False)
class RemoteWalk:
    """One round of a hiker's, up to now."""

    round: int
    facts: Facts
    notebook: Notebook
    rival_steps: tuple[RivalStep, ...]
    """The rival at each of the hiker's steps, the start included; empty without a rival."""
    over: bool
    flag: bool
    """It ended with a planted flag."""

    @classmethod
    def of(cls, view: WalkView, you: Self) -> "RemoteWalk":
        """Return a walk as the server tells it from its beginning."""
        facts = facts_of(view.facts, view.round, you)
        first, *others = (readout_of(readout) for readout in view.readouts)
        notebook = Notebook.begin(facts.senses, first)
        for move, readout in zip(view.moves, others, strict=True):
            notebook = notebook.after(_array(move), readout)
        flag = view.outcome == "terminated"
        return cls(view.round, facts, notebook, view.rival, view.over, flag)

    def after(self, move: FloatArray, felt: Felt) -> "RemoteWalk":
        """Return the walk with one more step (d,) in it."""
        rival = () if felt.rival is None else (felt.rival,)
        return replace(
            self,
            notebook=self.notebook.after(move, readout_of(felt.readout)),
            rival_steps=self.rival_steps + rival,
            over=felt.over,
            flag=felt.outcome == "terminated",
        )

    def with_flag(self) -> "RemoteWalk":
        """Return the walk ended by the flag."""
        return replace(self, over=True, flag=True)

    @property
    def readout(self) -> Readout:
        """What is felt now."""
        return self.notebook.readout

    @property
    def step(self) -> int:
        """The number of the next move."""
        return self.notebook.steps

    @property
    def rival(self) -> RivalView | None:
        """What may be seen of the rival; None without one."""
        facts, seen = self.facts, self.rival_steps
        if not seen or facts.rival_title is None:
            return None
        lengths = tuple(step.step_length for step in seen[1:])
        return RivalView(
            title=facts.rival_title,
            setting=facts.rival_setting or "",
            step=len(lengths),
            steepness=tuple(step.steepness for step in seen),
            step_lengths=lengths,
            fenced=seen[-1].fenced,
            still=is_still(lengths, facts.step_length.max),
            fences=tuple(step.fenced for step in seen[1:]),
        )


def facts_of(view: FactsView, number: int, you: Self) -> Facts:
    """Return the open facts of a round; the level's name stays the server's secret."""
    return Facts(
        level_id="",
        title=f"Round {number}",
        chapter="",
        dims=view.dims,
        axes=view.axes,
        steps=view.steps,
        step_length=StepLength(max=view.longest, initial=view.initial),
        senses=senses_of(view.senses),
        flat=view.flat,
        rival_title=view.rival_title,
        rival_setting=view.rival_setting,
        seed=0,
        hiker=you.name,
    )


def senses_of(view: SensesView) -> Senses:
    """Return what the ground lets a hiker feel."""
    return Senses(
        direction_only=view.direction_only,
        noise=view.noise,
        rounding=view.rounding,
        altimeter=view.altimeter,
        curvature=view.curvature,
    )


def readout_of(view: ReadoutView) -> Readout:
    """Return a readout as the engine knows it."""
    return Readout(
        slope=_array(view.slope),
        step=view.step,
        steps_left=view.steps_left,
        moved=_array(view.moved),
        fenced=view.fenced,
        shortened=view.shortened,
        altitude=view.altitude,
        curvature=None if view.curvature is None else _array(view.curvature),
    )


def _array(numbers: object) -> FloatArray:
    array: FloatArray = np.array(numbers, dtype=np.float64)
    array.flags.writeable = False
    return array
