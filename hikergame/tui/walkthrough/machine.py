"""The walk-through as a state machine: pure, a value, fed with what happens on a hike.

Each lesson is one sentence and is over once the player has done the thing, however: a
lesson that he has done already is passed over. Nothing here draws, and nothing waits.

    turn -> downhill -> step -> stride -> walk -> flag -> done
"""

from collections.abc import Callable
from dataclasses import dataclass, replace
from enum import IntEnum
from typing import Self


class Lesson(IntEnum):
    """What is being learnt, in order."""

    TURN = 0
    DOWNHILL = 1
    STEP = 2
    STRIDE = 3
    WALK = 4
    FLAG = 5
    DONE = 6


@dataclass(frozen=True, slots=True)
class Moment:
    """What the walk-through is told of a hike: what is felt, and what is meant next."""

    step: int
    steps_left: int
    steepness: float
    """The felt steepness."""
    flat: float
    """Steepness at or below which ground counts as flat."""
    along: float
    """The felt slope along the heading that the player faces; negative is downhill."""
    heading: float
    stride: float
    """Metres of the next step."""
    height: float
    """The height above the trailhead that the felt slopes add up to."""

    @property
    def is_flat(self) -> bool:
        """Whether the ground counts as flat."""
        return self.steepness <= self.flat

    @property
    def may_be_valley(self) -> bool:
        """Whether it is flat, and lower than the trailhead: hilltops are flat too."""
        return self.is_flat and self.height < 0.0


_STRIDE_STEPS = 2
"""Steps after which the player is shown how to change their length."""

_LAST_STEPS = 2
"""With so few steps left, the flag is spoken of wherever one stands."""


@dataclass(frozen=True, slots=True)
class Walkthrough:
    """The lesson that is on, and the moment it is about."""

    lesson: Lesson
    moment: Moment
    before: Moment
    """The moment before the last thing that happened."""
    began: Moment
    """The moment at which the lesson began."""

    @classmethod
    def begin(cls, moment: Moment) -> Self:
        """Begin with the first lesson."""
        return cls(Lesson.TURN, moment, moment, moment)

    @property
    def over(self) -> bool:
        """Whether there is nothing more to say."""
        return self.lesson is Lesson.DONE

    def after(self, moment: Moment) -> Self:
        """Return the walk-through after something has happened."""
        now = replace(self, moment=moment, before=self.moment)
        while now._learnt():
            now = replace(now, lesson=Lesson(now.lesson + 1), began=moment)
        return now

    def ended(self) -> Self:
        """Return the walk-through after the hike ended, or the player had enough of it."""
        return replace(self, lesson=Lesson.DONE)

    def sentence(self, key: Callable[[str], str]) -> str | None:
        """Return what to say now; `key` tells the key of an action, None ends the speech."""
        text = self._text()
        return None if text is None else text.format_map(_Keys(key))

    def _learnt(self) -> bool:
        """Whether the lesson that is on has been learnt."""
        began, now = self.began, self.moment
        match self.lesson:
            case Lesson.TURN:
                return now.heading != began.heading or now.step > 0
            case Lesson.DOWNHILL:
                return now.along < 0.0 or now.step > 0
            case Lesson.STEP:
                return now.step > 0
            case Lesson.STRIDE:
                tried = now.stride != began.stride or now.step >= began.step + _STRIDE_STEPS
                return tried or now.is_flat
            case Lesson.WALK:
                return now.may_be_valley or now.steps_left <= _LAST_STEPS
            case _:
                return False

    def _text(self) -> str | None:
        match self.lesson:
            case Lesson.TURN:
                return "Blue ground falls, orange rises. Turn round: {turn-left} and {turn-right}."
            case Lesson.DOWNHILL:
                return "You face uphill now. {downhill} turns you to the side that falls."
            case Lesson.STEP:
                return "You face downhill. Take a step: {step}."
            case Lesson.STRIDE:
                return (
                    "You felt anew. How far the next step goes is up to you: "
                    "{longer} longer, {shorter} shorter."
                )
            case Lesson.WALK:
                return self._walking()
            case Lesson.FLAG:
                return self._flagging()
            case Lesson.DONE:
                return None

    def _walking(self) -> str:
        """Say how to go on, from what was felt last."""
        now = self.moment
        if now.is_flat:
            return "Flat, but you climbed to get here: hilltops are flat too. Go down."
        if now.along > 0.0:
            return (
                "It rises ahead. If it fell before, you passed the bottom: "
                "{downhill} turns, {shorter} shortens."
            )
        if now.steepness < self.before.steepness:
            return "Less steep: you are coming closer. Step, feel, adjust, until it is flat."
        return "Step and feel, step and feel. Where the ground is flat, stop."

    def _flagging(self) -> str:
        now = self.moment
        if now.may_be_valley:
            return "Flat, and you came down to it. Plant your flag and see: {flag}."
        if now.steps_left <= _LAST_STEPS:
            return "Your steps run out. You are judged where you stand. The flag: {flag}."
        return self._walking()


class _Keys(dict[str, str]):
    """Looks up `{turn-left}` in a sentence as the key of `hike.turn-left`."""

    def __init__(self, key: Callable[[str], str]) -> None:
        super().__init__()
        self._key = key

    def __missing__(self, name: str) -> str:
        return f"*{self._key('hike.' + name)}*"
