"""One hike of the player's: the outing, and what the profile knows it by.

Imports the engine, so the app loads it in the background, after its first frame.
"""

from typing import ClassVar
from uuid import uuid4

from hikergame.errors import ExitCode, HikergameError
from hikergame.hike.opponents import Opponent
from hikergame.hike.record import read_record
from hikergame.hikers import Outing
from hikergame.profile import FinishedHike, UnderWay
from hikergame.profile.keeping import finished, under_way
from hikergame.tui.ground import Ground, Rival


class GroundChangedError(HikergameError):
    """A hike was on ground that is no more; its level has been edited since."""

    exit_code: ClassVar[ExitCode] = ExitCode.BAD_RECORD


class Trip:
    """A hike from its first readout to its reveal."""

    def __init__(
        self, ground: Ground, outing: Outing, rival: Opponent | None, token: str | None = None
    ) -> None:
        """Host an outing on that ground, beside that rival."""
        self.ground = ground
        self.outing = outing
        self.rival = rival
        self.token = token or uuid4().hex

    @classmethod
    def begin(
        cls,
        ground: Ground,
        *,
        rival: Rival,
        seed: int,
        hiker: str,
    ) -> "Trip":
        """Set out; a tuned rival is tuned now, which takes a moment."""
        spec = next(iter(ground.level.rivals), None) if rival == "first" else rival
        outing = Outing(ground.level, rival=spec, seed=seed, hiker=hiker or "player")
        return cls(ground, outing, spec)

    @classmethod
    def resume(cls, ground: Ground, kept: UnderWay) -> "Trip":
        """Go on where a hike was left.

        Raises GroundChangedError, and RecordError where the record makes no sense.
        """
        return cls._retraced(ground, kept, kept.token)

    @classmethod
    def past(cls, ground: Ground, hike: FinishedHike) -> "Trip":
        """Walk a finished hike again, to see it. Raises what `resume` raises."""
        return cls._retraced(ground, hike, None)

    @classmethod
    def _retraced(cls, ground: Ground, hike: UnderWay | FinishedHike, token: str | None) -> "Trip":
        if hike.level_hash != ground.level.hash:
            raise GroundChangedError(
                f"The ground of {ground.level.title} has changed since that hike, "
                "which belongs to the ground before."
            )
        record = read_record(hike.record)
        rival = None if record.rival is None else record.rival.spec()
        return cls(ground, Outing.resume(ground.level, record), rival, token)

    def again(self) -> "Trip":
        """Set out once more: same ground, same rival, same noise."""
        facts = self.outing.facts
        return Trip.begin(self.ground, rival=self.rival, seed=facts.seed, hiker=facts.hiker)

    def under_way(self) -> UnderWay:
        """Return what is kept of it as it stands."""
        return under_way(self.outing, self.token, self.ground.path)

    def finished(self) -> FinishedHike:
        """Return what is kept of it now that it is over."""
        return finished(self.outing.reveal(), self.ground.path)
