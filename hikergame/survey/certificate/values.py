"""A certificate: what was measured on a level, and which claims that proves.

Everything follows from what is played (the level's hash) and from the engine; which
claims a level makes is no part of it, so every claim that can be made is judged. Lengths
are metres, heights the landscape's own units, shares are of 1. Valleys are counted from 0,
the deepest.
"""

from enum import StrEnum
from typing import Annotated, Final, Literal

from pydantic import Field, JsonValue, model_validator

from hikergame.survey.certificate.distribution import Distribution
from hikergame.survey.certificate.kept import Kept, Number

FORMAT: Final = 1
"""The version of the certificate format that is read and written here."""

Share = Annotated[Number, Field(ge=0.0, le=1.0)]
Count = Annotated[int, Field(ge=0)]
Hash = Annotated[str, Field(pattern=r"^[0-9a-f]{64}$")]
Name = Annotated[str, Field(min_length=1, max_length=80, pattern=r"^[^\x00-\x1f\x7f-\x9f]*$")]
Valleys = dict[Annotated[str, Field(pattern=r"^-?\d+$")], Count]
"""Counts by the number of a valley; -1 stands for ground that drains to none of them."""


class Valley(Kept):
    """A local minimum."""

    x: tuple[Number, ...]
    height: Number
    interior: bool
    """It is a place inside the map; not one at the fence, and not a whole floor."""
    basin_share: Share
    """The share of the land that drains to it."""
    trap_depth: Number | None = None
    """The climb needed to leave it for a deeper one; None for the deepest."""
    condition: Number | None = None
    """How much more the ground bends across than along; None at a tip or on a floor."""


class Ground(Kept):
    """What the map holds."""

    valleys: Count
    """How many there are."""
    broad_valleys: Count
    """How many of them drain a hundredth of the land or more, and are left by a climb of a
    two-hundredth of the relief or more."""
    deepest: tuple[Valley, ...]
    """The deepest of them, as far as they are listed."""
    certainty: Literal["proven", "found"]
    """How sure it is that nothing is deeper than the first."""
    faults: tuple[str, ...]
    """What the survey found wrong with the ground, a sentence each."""
    relief: Number
    typical_slope: Number
    slope_error: Number
    """The largest difference between slopes and central differences of heights, as a share of the
    steeper of slope and typical slope."""
    slope_kinks: Count
    """Places of the sample where only one-sided differences agree: kinks."""
    slope_places: Count
    """Places of the sample."""
    least_bend: Number
    """How little the slope rises along any of many straight ways, in typical slopes per width of
    the map; below 0 it falls somewhere, and the ground is not convex."""
    flat_share: Share
    """The share of the land that is nearly flat and is high above where its water rests."""
    blur: Number
    """What a readout at one place varies by from step to step, in typical slopes."""


class Fate(StrEnum):
    """What becomes of an algorithm at one learning rate, told by a letter."""

    ARRIVED = "a"
    """It came to rest on the floor of the deepest valley."""
    TRAPPED = "t"
    """It came to rest on the floor of another one."""
    LUCKY = "l"
    """It was under way still, and passing the floor of the deepest valley as its steps ran out."""
    SHORT = "s"
    """It takes small steps, and they ran out before it came to any floor."""
    RESTLESS = "r"
    """It takes large steps, and never comes to rest."""


class OwnWalk(Kept):
    """How a rival walks the level with the learning rate that the level gives it."""

    learning_rate: Number | Literal["tuned"]
    points: Number
    deepest: bool
    """It ends deepest, as the medal has it."""
    lingering: Share
    """The share of its steps that it spends near a saddle, where the slope has died away."""


class RivalTrial(Kept):
    """What becomes of an algorithm and its settings over all learning rates worth trying."""

    name: Name
    settings: dict[str, JsonValue]
    """Its settings but the learning rate, as the level file has them."""
    tuned: Annotated[Number, Field(gt=0.0)]
    """The best constant learning rate for this level."""
    tuned_points: Number
    own: tuple[OwnWalk, ...]
    """As the level has it, once for each rival with these settings."""
    rates: Annotated[tuple[Number, ...], Field(min_length=1, max_length=200)]
    """The rates tried, in increasing order."""
    seeds: Annotated[int, Field(ge=1)]
    """Under how many seeds each was tried; more than one where readouts are noisy."""
    counts: dict[Fate, Count]
    """How many of all these walks had which fate."""
    fates: Annotated[str, Field(pattern=f"^[{''.join(Fate)}]+$")]
    """The fate at each rate, under seed 0."""
    rested: Valleys
    """In which valleys the walks that came to rest did so, and how many in each."""

    @model_validator(mode="after")
    def _one_fate_for_each_rate(self) -> "RivalTrial":
        walks = len(self.rates) * self.seeds
        if len(self.rates) != len(self.fates):
            raise ValueError("each rate has one fate")
        if set(self.counts) != set(Fate) or sum(self.counts.values()) != walks:
            raise ValueError(f"the fates of all {walks} walks must be counted")
        return self

    @property
    def settled(self) -> int:
        """At how many rates (and seeds) it came to rest on a valley's floor."""
        return self.counts[Fate.ARRIVED] + self.counts[Fate.TRAPPED]


class TypicalWalk(Kept):
    """The walk of a blind hiker whose points half of his walks do not pass."""

    seed: Count
    """Its seed, the least if there are several such walks."""
    points: Number
    halvings: Number
    """Where it ended."""
    steps: Count
    """Steps used."""


class BlindTrial(Kept):
    """What a blind hiker came to over many seeds."""

    seeds: Annotated[int, Field(ge=1)]
    """It walked under seeds 0, 1, ... up to this many."""
    medals: dict[Literal["valley", "rival", "deepest"], Share]
    """The share of seeds on which it won each; no rival's where the level has none."""
    ended: Valleys
    """To which valleys the ground drains where it ended, and on how many seeds."""
    points: Distribution
    steps: Distribution
    """Steps used until it planted its flag or ran out of them."""
    climbed: Distribution
    """Metres climbed: all that it went up, in units of height."""
    typical: TypicalWalk
    first: tuple[Number, ...]
    """The points under the first seeds, to be walked again by who doubts it."""


class Condition(Kept):
    """One number that a claim rests on, and the bar that it must meet."""

    what: str
    """What is measured, for people."""
    measured: Number | None = None
    """None where there is no such number."""
    at_least: Number | None = None
    at_most: Number | None = None

    @property
    def holds(self) -> bool:
        """The number meets its bar."""
        if self.measured is None:
            return False
        high_enough = self.at_least is None or self.measured >= self.at_least
        return high_enough and (self.at_most is None or self.measured <= self.at_most)

    @property
    def miss(self) -> str:
        """Say which number missed which bar: "valleys: 1, where at least 2 are asked for"."""
        bounds = (("at least", self.at_least), ("at most", self.at_most))
        bars = [f"{words} {bar:g}" for words, bar in bounds if bar is not None]
        found = "none" if self.measured is None else f"{self.measured:g}"
        return f"{self.what}: {found}, where {' and '.join(bars)} is asked for"


class Proof(Kept):
    """A claim, whether it holds, and the numbers that say so."""

    claim: Name
    holds: bool
    conditions: Annotated[tuple[Condition, ...], Field(min_length=1)]

    @property
    def misses(self) -> tuple[str, ...]:
        """What keeps it from holding, a sentence each."""
        return tuple(one.miss for one in self.conditions if not one.holds)


class Certificate(Kept):
    """What was measured on one level by one engine, and what it proves."""

    format: Literal[1]
    engine: Name
    """The version of hikergame that measured."""
    level: Hash
    """`Level.hash`: what was played, whatever its file is called."""
    level_id: str
    """The level's id, for people."""
    ground: Ground
    rivals: tuple[RivalTrial, ...]
    blind: dict[str, BlindTrial]
    """The blind hikers by name."""
    proofs: tuple[Proof, ...]
    """Every claim that a level can make, judged."""

    def proof(self, claim: str) -> Proof | None:
        """Return how a claim was judged; None for one that was not."""
        return next((proof for proof in self.proofs if proof.claim == claim), None)
