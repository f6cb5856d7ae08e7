"""Practice ground: the game's first level, walked as at home while the class gathers.

Nothing of it is kept, in the room or in the profile.
"""

from hikergame.level import library
from hikergame.tui.ground import load_ground
from hikergame.tui.trip import Trip


def practice_trip(hiker: str) -> Trip:
    """Set out on the first level, beside its rival. Raises LevelError."""
    levels = library()
    ground = load_ground(levels, levels.entries[0].id, None)
    return Trip.begin(ground, rival="first", seed=0, hiker=hiker)
