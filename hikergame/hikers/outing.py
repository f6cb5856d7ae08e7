"""An outing: one person's hike, the rival beside it step for step, and the notebook.

This is what a game holds, be it a terminal app, a line-by-line game or a server. It
gives out `facts`, `readout`, `notebook`, `rival` and `hint`, none of which sees through
the blindfold, and, once it is over, a `Reveal`, which sees everything.
"""

from typing import TYPE_CHECKING, Literal

from hikergame.arrays import FloatArray
from hikergame.hike.notebook import Notebook
from hikergame.hike.readout import Readout
from hikergame.hikers.reveal import Reveal
from hikergame.hikers.views import Facts, RivalView

if TYPE_CHECKING:
    from hikergame.hike.hike import Outcome
    from hikergame.hike.record import Record
    from hikergame.level import Level, RivalSpec


class Outing:
    """A hike under way, from the first readout to the reveal.

    `rival` is a `RivalSpec`, None to walk alone, or "first" for the level's first one
    (alone, if the level names none). Turn a name into a spec with `rival_spec(level, name)`.
    """

    def __init__(
        self,
        level: "Level",
        *,
        rival: "RivalSpec | Literal['first'] | None" = "first",
        seed: int = 0,
        hiker: str = "player",
    ) -> None:
        raise NotImplementedError

    @classmethod
    def resume(cls, level: "Level", record: "Record") -> "Outing":
        """Rebuild an outing from the record of a hike under way (or over).

        Raises RecordError when the record is of another level.
        """
        raise NotImplementedError

    @property
    def level(self) -> "Level":
        """The level; a hike screen must not be given it."""
        raise NotImplementedError

    @property
    def facts(self) -> Facts:
        """What is open about this hike."""
        raise NotImplementedError

    @property
    def readout(self) -> Readout:
        """What the hiker feels now."""
        raise NotImplementedError

    @property
    def notebook(self) -> Notebook:
        """What the hiker has felt so far."""
        raise NotImplementedError

    @property
    def rival(self) -> RivalView | None:
        """What may be seen of the rival; None when walking alone."""
        raise NotImplementedError

    @property
    def hint(self) -> str | None:
        """The trail guide's sentence for this moment, from readouts alone; mostly None.

        The word *a* or *the* may be set in Markdown emphasis.
        """
        raise NotImplementedError

    @property
    def over(self) -> bool:
        """The flag is planted or the steps have run out."""
        raise NotImplementedError

    @property
    def outcome(self) -> "Outcome | None":
        """How it ended; None while it runs."""
        raise NotImplementedError

    def step(self, displacement: FloatArray) -> Readout:
        """Take a step (d,); the rival takes one too. Raises MoveError."""
        raise NotImplementedError

    def plant_flag(self) -> None:
        """End the hike here. Raises MoveError when it is over already."""
        raise NotImplementedError

    def record(self) -> "Record":
        """Return the record of the hike as it stands, finished or not."""
        raise NotImplementedError

    def reveal(self) -> Reveal:
        """Take the blindfold off. Raises HikeError while the hike runs."""
        raise NotImplementedError
