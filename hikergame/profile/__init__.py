"""What one player has done: finished hikes, best results, settings, a hike under way.

One SQLite file in the player's data folder (HIKERGAME_HOME names another). Promises to be
safe with two copies of the game at once, on a full disk, through a crash half-way, and
with a file that is damaged or from a newer version: what cannot be kept is said, nothing
is kept by halves, and nobody's file is overwritten. Knows nothing of engine or screens.
"""

from hikergame.profile.errors import ProfileError
from hikergame.profile.profile import HOME_VARIABLE, Profile, data_folder
from hikergame.profile.settings import THEMES, Settings, clean_name
from hikergame.profile.values import FinishedHike, Progress, UnderWay

__all__ = [
    "HOME_VARIABLE",
    "THEMES",
    "FinishedHike",
    "Profile",
    "ProfileError",
    "Progress",
    "Settings",
    "UnderWay",
    "clean_name",
    "data_folder",
]
