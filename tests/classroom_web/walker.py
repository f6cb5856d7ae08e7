"""A pupil's walk as the room keeps it, and what it would send of it, by the models themselves."""

from hikergame.classroom.messages.walking import (
    FactsView,
    Result,
    RivalStep,
    WalkView,
)
from hikergame.classroom.room.views import readout_view, senses_view
from hikergame.hikers import Outing
from hikergame.level import Level


def rival_step(outing: Outing) -> RivalStep | None:
    """Return what may be seen of the rival now."""
    rival = outing.rival
    if rival is None:
        return None
    length = rival.step_lengths[-1] if rival.step_lengths else 0.0
    return RivalStep(steepness=rival.steepness[-1], step_length=length, fenced=rival.fenced)


def facts_view(outing: Outing) -> FactsView:
    """Return what is open about a hike."""
    facts = outing.facts
    return FactsView(
        dims=facts.dims,
        axes=facts.axes,
        steps=facts.steps,
        longest=facts.step_length.max,
        initial=facts.step_length.initial,
        senses=senses_view(facts.senses),
        flat=facts.flat,
        rival_title=facts.rival_title,
        rival_setting=facts.rival_setting,
    )


class Walker:
    """One pupil's outing as the room keeps it, with all that it would send again."""

    def __init__(self, ground: Level, number: int = 1) -> None:
        self.outing = Outing(ground)
        self.number = number
        self._moves: list[tuple[float, ...]] = []
        self._rival = [one for one in [rival_step(self.outing)] if one is not None]

    def step(self, displacement: tuple[float, ...]) -> None:
        """Take a step."""
        self.outing.step(displacement)
        self._moves.append(tuple(displacement))
        one = rival_step(self.outing)
        if one is not None:
            self._rival.append(one)

    @property
    def view(self) -> WalkView:
        """Return the whole walk so far."""
        return WalkView(
            round=self.number,
            facts=facts_view(self.outing),
            moves=tuple(self._moves),
            readouts=tuple(readout_view(one) for one in self.outing.notebook.readouts),
            rival=tuple(self._rival),
            over=self.outing.over,
            outcome=None if self.outing.outcome is None else self.outing.outcome.value,
        )

    def result(self) -> Result:
        """Return what the walk came to."""
        told = self.outing.reveal()
        return Result(
            round=self.number,
            points=told.score.points,
            halvings=told.score.final_halvings,
            medals=tuple(medal.value for medal in told.score.medals),
            headline=told.headline,
            story=told.story,
            level_title=told.level.title,
        )
