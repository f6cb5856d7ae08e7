"""The hike itself, from the briefing to the reveal, as lines to lines."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Literal
from uuid import uuid4

from hikergame.cli.plain import felt
from hikergame.cli.plain.orders import Order, OrderError, Verb, understand, usages
from hikergame.cli.plain.prose import counted, metres, sentences, spoken
from hikergame.cli.plain.stage import Event, Reply, Stage
from hikergame.cli.plain.stride import STEPS, Stride, notebook_read, slope_felt
from hikergame.cli.plain.told import reveal_lines
from hikergame.errors import HikergameError
from hikergame.hike import read_record
from hikergame.hike.opponents import Opponent
from hikergame.hikers import Outing, Reveal
from hikergame.hikers.naming import company
from hikergame.level import Level

if TYPE_CHECKING:
    from hikergame.profile import UnderWay


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

    def __init__(self, setup: Setup, after: Callable[[Reveal], Stage] | None = None) -> None:
        self._setup = setup
        self._after = after
        self._brief = False
        self._hinted: str | None = None
        self.outing = setup.outing()
        self._stride = Stride(self.outing.facts)
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
            if order.verb in STEPS:
                return self._step(order)
            return self._answers[order.verb](order)
        except (OrderError, HikergameError) as error:
            return Reply(problem=str(error))

    def close(self) -> Reply:
        """Plant the flag where the input ends; a hike of no step stays under the blindfold."""
        if not self.outing.readout.step:
            return Reply(("The input ends before a step was taken, so nothing is revealed.",))
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
        move = self._stride.move(order, self.outing.readout)
        self.outing.step(move)
        self._stride.taken(order, move)
        told = self._told()
        if self.outing.over:
            return self._ended(told)
        return Reply((*told, *self._guide()), event=Event.STEPPED)

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
        then = None if self._after is None else self._after(reveal)
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
        return Reply(slope_felt(order, self.outing.facts, self.outing.readout))

    def _notebook(self, order: Order) -> Reply:
        return Reply(notebook_read(order, self.outing.facts, self.outing.notebook))

    def _help(self) -> tuple[str, ...]:
        facts = self.outing.facts
        lines = [f"{usage}: {meaning}" for usage, meaning in usages(facts.axes)]
        lines.append(f"A step without a length is {metres(self._stride.length)} long now.")
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
        self._stride = Stride(self.outing.facts)
        self._stride.resume(self.outing.notebook)
        return Reply((f"You go on after {counted(kept.step, 'step')}.", *self._told()))

    def _restart(self, _: Order) -> Reply:
        self._begin_anew(self._setup)
        return Reply(("You stand at the start again.", *self._here()))

    def _begin_anew(self, setup: Setup) -> None:
        self.outing = setup.outing()
        self._setup = setup
        self._stride = Stride(self.outing.facts)
        self._hinted = None

    def _at_the_start(self) -> None:
        if self.outing.readout.step:
            raise OrderError("That can only be said before the first step; restart first.")
