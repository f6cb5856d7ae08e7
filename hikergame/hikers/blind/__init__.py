"""Blind hikers: opponents and reference players who see readouts only.

    hike = send_out(level, "scout", seed=7)

None of them knows a level: each is told the open facts (`Outset`), gets readouts, and
answers with displacements. Names load on first use (PEP 562).
"""

from typing import TYPE_CHECKING

from hikergame.lazy import lazy_names

if TYPE_CHECKING:
    from hikergame.hikers.blind.blindfold import BlindHiker as BlindHiker
    from hikergame.hikers.blind.errors import BlindHikerError as BlindHikerError
    from hikergame.hikers.blind.outset import Outset as Outset
    from hikergame.hikers.blind.registry import BLIND_HIKERS as BLIND_HIKERS
    from hikergame.hikers.blind.registry import BlindHikerInfo as BlindHikerInfo
    from hikergame.hikers.blind.registry import make_blind_hiker as make_blind_hiker
    from hikergame.hikers.blind.registry import send_out as send_out

__all__ = [
    "BLIND_HIKERS",
    "BlindHiker",
    "BlindHikerError",
    "BlindHikerInfo",
    "Outset",
    "make_blind_hiker",
    "send_out",
]

__getattr__, __dir__ = lazy_names(
    __name__,
    {
        ".blindfold": ("BlindHiker",),
        ".errors": ("BlindHikerError",),
        ".outset": ("Outset",),
        ".registry": ("BLIND_HIKERS", "BlindHikerInfo", "make_blind_hiker", "send_out"),
    },
)
