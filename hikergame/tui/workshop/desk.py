"""What lies on the author's desk: the last sound level, what is known of it, and the cursor.

A value: each change makes another desk. What belongs to an earlier level is put away with
it, so that nothing is ever shown beside ground that it was not found on.
"""

from dataclasses import dataclass, field, replace

import numpy as np

from hikergame.arrays import FloatArray
from hikergame.hikers.reveal import Walk
from hikergame.level import Level
from hikergame.tui.workshop.cut import Cut, cut_of
from hikergame.tui.workshop.dressing import Dress, Layers
from hikergame.tui.workshop.finding import Findings
from hikergame.tui.workshop.reading import Edition


@dataclass(frozen=True, eq=False)
class Desk:
    """All that the workshop shows, but for drawings."""

    findings: Findings | None = None
    """Of the last sound level; None before there was one."""
    edition: Edition = field(default_factory=lambda: Edition(None))
    """What the file holds now."""
    failure: str = ""
    """Why the ground could not be surveyed, or drawn."""
    layers: Layers = field(default_factory=Layers)
    at: FloatArray | None = None
    """The cursor's place on the map: (1,) or (2,)."""
    here: FloatArray | None = None
    """The place (d,) from which the rivals were let go."""
    walks_here: tuple[Walk, ...] = ()
    slice: int = 0
    """Through what a slice goes: 0 for the start, then the valleys."""

    @property
    def level(self) -> Level | None:
        """The last sound level."""
        return None if self.findings is None else self.findings.level

    @property
    def stale(self) -> bool:
        """Whether the file holds something else than what the map shows."""
        return self.edition.level is None

    @property
    def cut(self) -> Cut | None:
        """What the map shows."""
        return None if self.level is None else cut_of(self.level, self.through)

    @property
    def through(self) -> FloatArray | None:
        """The place (d,) that a slice goes through."""
        survey = None if self.findings is None else self.findings.survey
        if self.slice and survey is not None and self.slice <= len(survey.minima):
            return survey.minima[self.slice - 1].x
        return None if self.level is None else self.level.start

    @property
    def slice_name(self) -> str:
        """What a slice goes through, in words."""
        return f"valley {self.slice}" if self.slice else "the start"

    def dress(self) -> Dress:
        """Return what the map wears."""
        findings = self.findings
        if findings is None:
            return Dress()
        return Dress(
            layers=self.layers,
            survey=findings.survey,
            start=findings.level.start,
            walks=findings.walks,
            here=self.here,
            walks_here=self.walks_here,
            stale=self.stale,
        )

    def plays_alike(self, level: Level) -> bool:
        """Whether a level is, but for its words, the one on the desk."""
        return self.level is not None and self.level.hash == level.hash

    def with_edition(self, edition: Edition) -> "Desk":
        """Return the desk once the file holds something new."""
        level = edition.level
        if level is None:
            return replace(self, edition=edition)
        if self.findings is not None and self.plays_alike(level):
            findings = replace(self.findings, level=level)
            return replace(self, edition=edition, findings=findings)
        at, here = self.at, self.here
        if self.level is None or self.level.dims != level.dims or at is None:
            at, here = level.start[:2], None
        bounds = level.landscape.bounds
        return replace(
            self,
            edition=edition,
            findings=Findings(level),
            failure="",
            at=np.clip(at, bounds[: len(at), 0], bounds[: len(at), 1]),
            here=None if here is None else level.landscape.clip(here),
            walks_here=(),
            slice=0,
        )

    def with_findings(self, findings: Findings) -> "Desk":
        """Return the desk with more that is known; what is of another level is put away."""
        if self.level is None or not self.plays_alike(findings.level):
            return self
        # The words of the level may be newer than what was found out about its ground.
        return replace(self, findings=replace(findings, level=self.level), failure="")

    def next_valley(self) -> FloatArray | None:
        """Return the place on the map of the valley after the one under the cursor."""
        cut, findings = self.cut, self.findings
        if cut is None or self.at is None or findings is None or findings.survey is None:
            return None
        places = [one.x[: cut.dims] for one in findings.survey.minima if cut.shows(one.x)]
        if not places:
            return None
        here = [bool(np.array_equal(place, self.at)) for place in places]
        return places[(here.index(True) + 1) % len(places) if any(here) else 0]

    def next_slice(self) -> "Desk":
        """Return the desk with a slice through the next valley, or the start again."""
        survey = None if self.findings is None else self.findings.survey
        count = 1 if survey is None else len(survey.minima) + 1
        turned = replace(self, slice=(self.slice + 1) % count)
        through = turned.through
        return turned if through is None else replace(turned, at=through[:2])
