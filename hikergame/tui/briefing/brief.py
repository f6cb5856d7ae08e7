"""What a briefing tells, as values: pure, from a level, without its landscape."""

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from hikergame.tui.ground import Rival

if TYPE_CHECKING:
    from hikergame.hike.opponents import Opponent
    from hikergame.level import Level


@dataclass(frozen=True, slots=True)
class Choice:
    """A rival that may walk beside the player, or none."""

    spec: "Opponent | None"
    title: str
    setting: str
    """Its honest setting."""
    remark: str
    """Where that setting comes from."""


@dataclass(frozen=True, slots=True)
class Brief:
    """Everything that is open before a hike."""

    markdown: str
    facts: tuple[tuple[str, str], ...]
    """What it is called, and how much of it there is."""
    choices: tuple[Choice, ...]
    """The level's own rivals first, all other algorithms, the blind hikers, nobody."""
    first: int
    """Which of them is proposed."""
    noisy: bool
    """Slopes err, and the seed says how."""


def brief_of(level: "Level", rival: Rival = "first") -> Brief:
    """Write the brief of a level, with that rival proposed."""
    choices = choices_of(level)
    first = 0
    if rival != "first":
        specs = [choice.spec for choice in choices]
        if rival not in specs and rival is not None:
            asked = Choice(rival, rival.title, rival.setting, "as you asked")
            choices, specs = (asked, *choices), [rival, *specs]
        first = specs.index(rival)
    return Brief(
        markdown=level.briefing,
        facts=facts_of(level),
        choices=choices,
        first=first,
        noisy=level.senses.noise > 0.0,
    )


def facts_of(level: "Level") -> tuple[tuple[str, str], ...]:
    """Return the facts that one wants to know before a hike."""
    ground = {1: "a line, west to east", 2: "a plane, every way"}
    return (
        ("ground", ground.get(level.dims, f"{level.dims} dimensions")),
        ("steps", f"{level.steps}"),
        ("longest", f"{level.step_length.max:g} metres a step"),
        ("you feel", level.senses.words),
    )


def choices_of(level: "Level") -> tuple[Choice, ...]:
    """Return who may walk along: as the level says, tuned where it says nothing, or nobody.

    A tuned rival has the best constant learning rate for this start and budget, so that
    whoever is chosen, nobody beats a straw man.
    """
    from hikergame.hike.opponents import BLIND_RIVALS, BlindSpec
    from hikergame.hikers import rival_spec
    from hikergame.optimizers import OPTIMIZERS

    own = [
        Choice(spec, spec.title, _setting(level, spec), "the level's own choice")
        for spec in level.rivals
    ]
    named = {spec.name for spec in level.rivals if spec.learning_rate == "tuned"}
    others = [
        Choice(spec, spec.title, _setting(level, spec), "not the level's; at its best")
        for spec in (rival_spec(level, (name, {})) for name in OPTIMIZERS if name not in named)
    ]
    blind = [
        Choice(spec, spec.title, spec.setting, "blind as you are: it feels what you feel")
        for spec in map(BlindSpec, BLIND_RIVALS)
    ]
    alone = Choice(None, "nobody", "you walk alone", "no rival's medal to be won")
    return (*own, *others, *blind, alone)


def _setting(level: "Level", spec: "Opponent") -> str:
    """Return an algorithm's setting; a tuned rate with its number where a certificate has it."""
    from hikergame.level.certified import certified_rate
    from hikergame.level.values import RivalSpec

    if not isinstance(spec, RivalSpec) or spec.learning_rate != "tuned":
        return spec.setting
    rate = certified_rate(level, spec)
    if rate is None:
        return spec.setting
    return f"tuned: {replace(spec, learning_rate=float(f'{rate:.3g}')).setting}"
