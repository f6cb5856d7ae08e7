"""An outing: one person's hike, the rival beside it step for step, and the notebook.

This is what a game holds, be it a terminal app, a line-by-line game or a server. It
gives out `facts`, `readout`, `notebook`, `rival` and `hint`, none of which sees through
the blindfold, and, once it is over, a `Reveal`, which sees everything.
"""

from functools import cached_property
from typing import Literal

from numpy.typing import ArrayLike

from hikergame.hike import Hike, HikeError, Notebook, Outcome, Readout
from hikergame.hike.opponents import Opponent
from hikergame.hike.record import Record
from hikergame.hike.scoring import flat_steepness
from hikergame.hike.verification import require_fit, retrace
from hikergame.hikers import debrief, guide
from hikergame.hikers.racing import entry_of
from hikergame.hikers.reveal import Reveal, Walk
from hikergame.hikers.rivals import chosen_rival, rival_of
from hikergame.hikers.scores import score_beside
from hikergame.hikers.views import Facts, RivalView
from hikergame.level import Level
from hikergame.level.certified import certified_best


class Outing:
    """A hike under way, from the first readout to the reveal.

    `rival` is a `RivalSpec` or a `BlindSpec`, None to walk alone, or "first" for the level's
    first one (alone, if the level names none). Turn a name into a spec with
    `rival_spec(level, name)`. Raises OptimizerError or BlindHikerError for a rival that
    nobody is, HikeError for a seed or a name out of range.
    """

    def __init__(
        self,
        level: Level,
        *,
        rival: Opponent | Literal["first"] | None = "first",
        seed: int = 0,
        hiker: str = "player",
    ) -> None:
        spec = chosen_rival(level, rival)
        self._hike = Hike(level, seed=seed, hiker=hiker)
        self._rival = None if spec is None else rival_of(spec, level, seed=seed)
        self._notebook = Notebook.begin(level.senses, self._hike.readout)

    @classmethod
    def resume(cls, level: Level, record: Record) -> "Outing":
        """Rebuild an outing from the record of a hike under way (or over).

        Raises RecordError when the record is of another level or does not fit it.
        """
        require_fit(record, level)
        spec = None if record.rival is None else record.rival.spec()
        return retrace(record, cls(level, rival=spec, seed=record.seed, hiker=record.hiker))

    @property
    def level(self) -> Level:
        """The level; a hike screen must not be given it."""
        return self._hike.level

    @cached_property
    def facts(self) -> Facts:
        """What is open about this hike."""
        level, rival = self.level, self._rival
        blunt = level.senses.direction_only
        return Facts(
            level_id=level.id,
            title=level.title,
            chapter=level.chapter,
            dims=level.dims,
            axes=level.axes,
            steps=level.steps,
            step_length=level.step_length,
            senses=level.senses,
            flat=0.0 if blunt else flat_steepness(level.landscape),
            rival_title=None if rival is None else rival.title,
            rival_setting=None if rival is None else rival.setting,
            seed=self._hike.seed,
            hiker=self._hike.hiker,
        )

    @property
    def readout(self) -> Readout:
        """What the hiker feels now."""
        return self._hike.readout

    @property
    def notebook(self) -> Notebook:
        """What the hiker has felt so far."""
        return self._notebook

    @property
    def rival(self) -> RivalView | None:
        """What may be seen of the rival at this step; None when walking alone."""
        return None if self._rival is None else self._rival.view(self._hike.steps)

    @property
    def hint(self) -> str | None:
        """The trail guide's sentence for this moment, from readouts alone; mostly None.

        A word may be set in Markdown emphasis.
        """
        return guide.hint(self.facts, self._notebook, self.rival)

    @property
    def over(self) -> bool:
        """The flag is planted or the steps have run out."""
        return self._hike.over

    @property
    def outcome(self) -> Outcome | None:
        """How it ended; None while it runs."""
        return self._hike.outcome

    def step(self, displacement: ArrayLike) -> Readout:
        """Take a step (d,); the rival takes one too.

        Raises MoveError, and changes nothing, when the move makes no sense or it is over.
        """
        readout = self._hike.step(displacement)
        self._notebook = self._notebook.after(self._hike.moves[-1], readout)
        if self._rival is not None:
            self._rival.step()
        return readout

    def plant_flag(self) -> None:
        """End the hike here. Raises MoveError when it is over already."""
        self._hike.plant_flag()

    def record(self) -> Record:
        """Return the record of the hike as it stands, finished or not."""
        return Record.from_hike(self._hike, None if self._rival is None else self._rival.spec)

    def reveal(self) -> Reveal:
        """Take the blindfold off. Raises HikeError while the hike runs."""
        if not self.over:
            raise HikeError("the blindfold stays on until the flag is planted or the steps run out")
        return self._reveal

    @cached_property
    def _reveal(self) -> Reveal:
        rival = None if self._rival is None else entry_of(self._rival)
        score = score_beside(self._hike, None if rival is None else rival.score.points)
        player = Walk.of(self._hike, score, title="you")
        return Reveal(
            level=self.level,
            player=player,
            rival=rival,
            record=self.record(),
            headline=debrief.headline(player, rival, certified_best(self.level)),
            story=debrief.story(self.level, player, rival),
        )
