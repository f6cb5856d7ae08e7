"""Every blind hiker by name, and the door through which they are made and sent out."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

from hikergame.hike import Hike
from hikergame.hikers.blind.barzilai_borwein import BarzilaiBorwein
from hikergame.hikers.blind.blindfold import BlindHiker
from hikergame.hikers.blind.downhill import Downhill
from hikergame.hikers.blind.errors import BlindHikerError
from hikergame.hikers.blind.outset import Outset
from hikergame.hikers.blind.random_walk import RandomWalk
from hikergame.hikers.blind.scout import Scout
from hikergame.hikers.hiker import walk
from hikergame.spelling import did_you_mean

if TYPE_CHECKING:
    from hikergame.level import Level


@dataclass(frozen=True, slots=True)
class BlindHikerInfo:
    """What there is to know about a blind hiker before he sets out."""

    name: str
    title: str
    """The name for people."""
    summary: str
    """One sentence for players."""
    make: Callable[..., BlindHiker]
    """Makes him: `make(outset, seed=...)`, with settings of his own by keyword."""
    settings: tuple[str, ...] = ()
    """The names of these settings."""


_KNOWN = (
    BlindHikerInfo(
        "random-walk",
        "random walk",
        "Goes any way, any length, whatever the slope: what he gets is luck.",
        RandomWalk,
    ),
    BlindHikerInfo(
        "downhill",
        "downhill",
        "Steps down the slope, as far as it is steep, times a fixed rate.",
        Downhill,
        ("rate",),
    ),
    BlindHikerInfo(
        "barzilai-borwein",
        "Barzilai-Borwein",
        "Goes down, and judges by how the slope changed over a step how far the next may go.",
        BarzilaiBorwein,
    ),
    BlindHikerInfo(
        "scout",
        "scout",
        "Looks around with long steps, adds up slopes to compare valleys, settles in the deepest.",
        Scout,
        ("temper",),
    ),
)

BLIND_HIKERS: Mapping[str, BlindHikerInfo] = MappingProxyType({info.name: info for info in _KNOWN})
"""Every blind hiker, by name."""


def make_blind_hiker(name: str, outset: Outset, *, seed: int = 0, **settings: Any) -> BlindHiker:
    """Return the blind hiker of that name, ready for one hike.

    Raises BlindHikerError for a name or a setting that is not known, or makes no sense.
    """
    if name not in BLIND_HIKERS:
        raise BlindHikerError(_unknown("there is no blind hiker", name, BLIND_HIKERS))
    info = BLIND_HIKERS[name]
    for setting in settings:
        if setting not in info.settings:
            raise BlindHikerError(_unknown(f"{name} has no setting", setting, info.settings))
    return info.make(outset, seed=seed, **settings)


def send_out(level: "Level", name: str, *, seed: int = 0, **settings: Any) -> Hike:
    """Let the blind hiker of that name walk a level to the end of his hike, and return it.

    The seed is that of the readouts' noise and of his own choices. Raises as
    `make_blind_hiker` does, and HikeError for a seed out of range.
    """
    hike = Hike(level, seed=seed, hiker=name if name in BLIND_HIKERS else "player")
    return walk(hike, make_blind_hiker(name, Outset.of(level), seed=seed, **settings))


def _unknown(what: str, word: str, names: "Mapping[str, Any] | tuple[str, ...]") -> str:
    hint = did_you_mean(word, names)
    said = f"{what} {word!r:.60}"
    return said if hint is None else f"{said}; {hint}"
