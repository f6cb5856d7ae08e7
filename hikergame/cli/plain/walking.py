"""The hike itself, from the briefing to the reveal, as lines to lines."""

import math
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Literal
from uuid import uuid4

import numpy as np

from hikergame.arrays import FloatArray
from hikergame.cli.plain import felt
from hikergame.cli.plain.orders import Order, OrderError, Verb, understand, usages
from hikergame.cli.plain.prose import counted, metres, sentences, spoken
from hikergame.cli.plain.stage import Event, Reply, Stage
from hikergame.cli.plain.told import reveal_lines
from hikergame.errors import HikergameError
from hikergame.hike import read_record
from hikergame.hike.heading import displacement
from hikergame.hike.opponents import Opponent
from hikergame.hikers import Outing
from hikergame.hikers.naming import company
from hikergame.level import Level

if TYPE_CHECKING:
    from hikergame.profile import UnderWay

_LATEST = 10
"""Steps that the notebook tells unless it is asked for more."""


@dataclass(frozen=True)
class Setup:
    """How a hike is begun: on which level, by whom, beside whom."""

    level: Level
    rival: Opponent | Literal["first"] | None = "first"
    seed: int = 0
    hiker: str = "player"
    guide: bool = True
    """Whether the trail guide speaks."""
    kept: "UnderWay | None" = None
    """A hike on this level that was left after a step or more, and can be gone on with."""
    won: tuple[str, ...] = ()
    """The medals that this very ground has given the player before."""

    def outing(self) -> Outing:
        """Begin a hike."""
        return Outing(self.level, rival=self.rival, seed=self.seed, hiker=self.hiker)


class Walking:
    """One hike. `after` makes the stage that follows the reveal."""

    def __init__(self, setup: Setup, after: Callable[[Level], Stage] | None = None) -> None:
        self._setup = setup
        self._after = after
        self._brief = False
        self._last: Order | None = None
        self._length = setup.level.step_length.initial
        self._hinted: str | None = None
        self.outing = setup.outing()
        self.token = uuid4().hex
        """What tells this hike from every other where it is kept."""

    @property
    def prompt(self) -> str:
        """Ask for the next step by its number."""
        readout = self.outing.readout
        return f"Step {readout.step + 1} of {readout.step + readout.steps_left}: "

    def begin(self) -> tuple[str, ...]:
        """Say title, briefing, terms and the first readout."""
        kept = self._setup.kept
        offer = (
            ()
            if kept is None
            else (
                f"A hike of yours on this level was kept after {counted(kept.step, 'step')}. "
                "Say resume to go on with it.",
            )
        )
        return (
            *self._briefing(),
            "Say help to hear what you can say.",
            *offer,
            *felt.readout_lines(self.outing.facts, self.outing.readout),
        )

    def hear(self, line: str) -> Reply:
        """Answer one line of the player."""
        try:
            order = understand(line, self.outing.facts.axes)
            if order.verb in _STEPS:
                return self._step(order)
            return self._answers[order.verb](order)
        except (OrderError, HikergameError) as error:
            return Reply(problem=str(error))

    def close(self) -> Reply:
        """Plant the flag where the input ends."""
        self.outing.plant_flag()
        return self._ended(("The input ends here, so your flag is planted.",))

    @property
    def _answers(self) -> Mapping[Verb | None, Callable[[Order], Reply]]:
        return {
            Verb.FEEL: self._feel,
            Verb.HERE: lambda _: Reply(self._here()),
            Verb.NOTEBOOK: self._notebook,
            Verb.RIVAL: lambda _: Reply(felt.rival_lines(self.outing.facts, self.outing.rival)),
            Verb.AGAINST: self._against,
            Verb.BRIEFING: lambda _: Reply(self._briefing()),
            Verb.BRIEF: lambda _: self._speak(brief=True),
            Verb.FULL: lambda _: self._speak(brief=False),
            Verb.RESUME: self._resume,
            Verb.RESTART: self._restart,
            Verb.FLAG: self._flag,
            Verb.HELP: lambda _: Reply(self._help()),
            Verb.QUIT: lambda _: Reply(event=Event.LEFT),
        }

    # Steps

    def _step(self, order: Order) -> Reply:
        if order.verb is Verb.AGAIN:
            if self._last is None:
                raise OrderError("There is no step to repeat yet.")
            order = self._last
        length = self._length if order.length is None else order.length
        move = self._move(order, length)
        self.outing.step(move)
        self._last = order
        # A stride of nothing is a rest, not a new habit.
        asked = min(math.hypot(*move), self.outing.facts.step_length.max)
        self._length = asked or self._length
        told = self._told()
        if self.outing.over:
            return self._ended(told)
        return Reply((*told, *self._guide()), event=Event.STEPPED)

    def _move(self, order: Order, length: float) -> FloatArray:
        """Return the displacement (d,) that an order asks for, felt from here."""
        if order.verb is Verb.BY:
            return np.array(order.vector)
        if order.heading is not None:
            return displacement(order.heading, length, self.outing.facts.dims)
        readout = self.outing.readout
        if readout.steepness == 0.0:
            raise OrderError("The ground is level here: no way is downhill. Say a way yourself.")
        sign = 1.0 if order.verb is Verb.UPHILL else -1.0
        move: FloatArray = sign * length * (readout.slope / readout.steepness)
        return move

    def _told(self) -> tuple[str, ...]:
        facts, notebook, rival = self.outing.facts, self.outing.notebook, self.outing.rival
        if self._brief:
            return felt.brief_line(facts, notebook)
        beside = () if rival is None else (felt.rival_line(facts, rival),)
        return (*felt.step_lines(facts, notebook), *beside)

    def _guide(self) -> tuple[str, ...]:
        """Let the trail guide speak, unless he would say the same again."""
        hint = self.outing.hint if self._setup.guide else None
        if hint is None or hint == self._hinted:
            return ()
        self._hinted = hint
        return (felt.guide_line(hint),)

    def _flag(self, _: Order) -> Reply:
        self.outing.plant_flag()
        return self._ended(())

    def _ended(self, told: tuple[str, ...]) -> Reply:
        reveal = self.outing.reveal()
        then = None if self._after is None else self._after(self._setup.level)
        return Reply((*told, *reveal_lines(reveal, self._setup.won)), event=Event.ENDED, then=then)

    # Looking things up

    def _briefing(self) -> tuple[str, ...]:
        level = self._setup.level
        return (
            f"{spoken(level.title).rstrip('.')}.",
            *map(spoken, sentences(level.briefing)),
            *felt.invitation(self.outing.facts),
        )

    def _here(self) -> tuple[str, ...]:
        return felt.readout_lines(self.outing.facts, self.outing.readout)

    def _feel(self, order: Order) -> Reply:
        assert order.heading is not None
        line = felt.slope_towards(self.outing.facts, self.outing.readout, order.heading)
        return Reply((line,))

    def _notebook(self, order: Order) -> Reply:
        latest = _LATEST
        if order.words:
            (word, *rest) = order.words
            if rest or not (word == "all" or (word.isascii() and word.isdigit())):
                raise OrderError("Say notebook, notebook all, or notebook 5 for the last five.")
            latest = self.outing.facts.steps if word == "all" else int(word)
        return Reply(felt.notebook_lines(self.outing.facts, self.outing.notebook, latest))

    def _help(self) -> tuple[str, ...]:
        facts = self.outing.facts
        lines = [f"{usage}: {meaning}" for usage, meaning in usages(facts.axes)]
        lines.append(f"A step without a length is {metres(self._length)} long now.")
        lines.append(f"The longest step is {metres(facts.step_length.max)}.")
        lines.append("An empty line does nothing, and so does all that follows a hash sign.")
        return tuple(lines)

    def _speak(self, *, brief: bool) -> Reply:
        self._brief = brief
        return Reply(("One line a step.",) if brief else ("The whole answer each step.",))

    # Before the first step, and starting over

    def _against(self, order: Order) -> Reply:
        if not order.words:
            return Reply(self._rivals())
        self._at_the_start()
        rival = company(self._setup.level, order.words[0])
        self._begin_anew(replace(self._setup, rival=rival))
        return Reply(felt.rival_lines(self.outing.facts, self.outing.rival))

    def _rivals(self) -> tuple[str, ...]:
        from hikergame.hike.opponents import BLIND_RIVALS
        from hikergame.optimizers import OPTIMIZERS

        rivals = self._setup.level.rivals
        own = [
            f"{number}: {felt.rival_name(spec.title, spec.setting)}."
            for number, spec in enumerate(rivals, start=1)
        ]
        names = {spec.name for spec in rivals}
        others = ", ".join(name for name in OPTIMIZERS if name not in names)
        return (
            *own,
            f"With a setting tuned for this level: {others}.",
            f"Blind as you are: {', '.join(BLIND_RIVALS)}.",
            "Say against and a number or a name, or against none.",
        )

    def _resume(self, _: Order) -> Reply:
        kept = self._setup.kept
        if kept is None:
            raise OrderError("No hike of yours on this level was kept.")
        self._at_the_start()
        record = read_record(kept.record)
        self.outing = Outing.resume(self._setup.level, record)
        rival = None if record.rival is None else record.rival.spec()
        self._setup = replace(self._setup, rival=rival, seed=record.seed, hiker=record.hiker)
        self.token = kept.token
        self._length = float(self.outing.notebook.step_lengths[-1]) or self._length
        return Reply((f"You go on after {counted(kept.step, 'step')}.", *self._told()))

    def _restart(self, _: Order) -> Reply:
        self._begin_anew(self._setup)
        return Reply(("You stand at the start again.", *self._here()))

    def _begin_anew(self, setup: Setup) -> None:
        self.outing = setup.outing()
        self._setup = setup
        self._last = self._hinted = None
        self._length = setup.level.step_length.initial

    def _at_the_start(self) -> None:
        if self.outing.readout.step:
            raise OrderError("That can only be said before the first step; restart first.")


_STEPS = (None, Verb.BY, Verb.DOWNHILL, Verb.UPHILL, Verb.AGAIN)
