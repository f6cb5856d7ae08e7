"""Who may be chosen to walk beside a player, as values: an algorithm, or a blind hiker.

A level names algorithms only (`RivalSpec`). Blind hikers, who see readouts and nothing
else, are chosen by the player (`BlindSpec`); here is what a record, a screen and the
command line must know of them. How they walk is for `hikers.blind` to say.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Annotated, Any, Final, TypeAlias

from hikergame.faults import Fault
from hikergame.level import RivalSpec
from hikergame.optimizers import OPTIMIZERS, Field, Unit, check
from hikergame.optimizers.kinds import Number
from hikergame.optimizers.settings import Setting, fields_of, read_fields
from hikergame.spelling import did_you_mean


@dataclass(frozen=True, slots=True)
class BlindRival:
    """What there is to know of a blind hiker as a rival."""

    name: str
    """The name to choose him by; that of an algorithm means the algorithm."""
    hiker: str
    """His name among `hikers.blind.BLIND_HIKERS`."""
    title: str
    """The name for people."""
    manner: str
    """How he goes, in a few words."""
    fields: tuple[Field, ...] = ()
    """His settings."""


@dataclass(frozen=True, kw_only=True)
class _Downhill:
    rate: Annotated[
        float,
        Setting(
            kind=Number(above=0),
            doc="How far a step leads for each unit of slope; by default the first step is as "
            "long as the level proposes.",
            unit=Unit.METRES_PER_SLOPE,
            aka=("learning_rate", "lr"),
        ),
    ] = 0.0


_KNOWN = (
    BlindRival("scout", "scout", "scout", "exploring with long steps, comparing, then settling"),
    BlindRival(
        "blind-barzilai-borwein",
        "barzilai-borwein",
        "blind Barzilai-Borwein",
        "judging its steps by how the slope changed",
    ),
    BlindRival(
        "downhill",
        "downhill",
        "downhill",
        "going down the slope, as far as it is steep",
        fields_of(_Downhill),
    ),
    BlindRival("random-walk", "random-walk", "random walk", "going any way at any length, by luck"),
)

BLIND_RIVALS: Final[Mapping[str, BlindRival]] = MappingProxyType({one.name: one for one in _KNOWN})
"""The blind hikers that may be chosen, the best first."""


@dataclass(frozen=True, slots=True)
class BlindSpec:
    """A blind hiker and his settings, as a player chose them."""

    name: str
    """His name among `BLIND_RIVALS`."""
    params: Mapping[str, object] = field(default_factory=dict, hash=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "params", MappingProxyType(dict(self.params)))

    @property
    def hiker(self) -> str:
        """His name among `hikers.blind.BLIND_HIKERS`."""
        return BLIND_RIVALS[self.name].hiker

    @property
    def title(self) -> str:
        """His name for people, such as "random walk"."""
        return BLIND_RIVALS[self.name].title

    @property
    def setting(self) -> str:
        """How he goes, for people, and with what settings."""
        info = BLIND_RIVALS[self.name]
        fields = {one.name: one for one in info.fields}
        return ", ".join([info.manner, *(fields[key].words(v) for key, v in self.params.items())])


Opponent: TypeAlias = RivalSpec | BlindSpec
"""Who walks beside a player."""


def opponent_of(name: str, settings: Mapping[str, Any]) -> Opponent:
    """Return the opponent of that name; whether it makes sense, `faults_of` says."""
    return BlindSpec(name, settings) if name in BLIND_RIVALS else RivalSpec.of(name, settings)


def settings_of(opponent: Opponent) -> dict[str, Any]:
    """Return an opponent's settings, such that `opponent_of` makes the same of them again."""
    if isinstance(opponent, BlindSpec):
        return dict(opponent.params)
    return opponent.settings(opponent.learning_rate)


def faults_of(opponent: Opponent) -> tuple[Fault, ...]:
    """Return all that is wrong with an opponent's name and settings."""
    name = opponent.name
    if isinstance(opponent, BlindSpec):
        faults: list[Fault] = []
        read_fields(name, BLIND_RIVALS[name].fields, opponent.params, (), faults)
        return tuple(faults)
    if name not in OPTIMIZERS:
        aka = {info.name: (info.title, *info.aka) for info in OPTIMIZERS.values()}
        hint = did_you_mean(name, (*OPTIMIZERS, *BLIND_RIVALS), aka)
        return (Fault((), f"there is no rival {name[:60]!r}", hint),)
    rate = 1.0 if opponent.learning_rate == "tuned" else opponent.learning_rate
    return check(name, opponent.settings(rate))
