"""A level before it is written: what a generator decides, as values."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from hikergame.landscape import Landscape
from hikergame.landscape.terms import make_term
from hikergame.level import Level, parse_level
from hikergame.level.bounds import axis_names
from hikergame.level.models import FORMAT
from hikergame.level.writing import write_level


@dataclass(frozen=True)
class Shape:
    """One shape of ground: a term, its settings as a level file has them, and why it is there."""

    name: str
    settings: Mapping[str, Any]
    remark: str = ""


@dataclass(frozen=True)
class Ground:
    """Shapes over a box."""

    bounds: tuple[tuple[float, float], ...]
    shapes: tuple[Shape, ...]

    @cached_property
    def landscape(self) -> Landscape:
        """The ground itself."""
        terms = [make_term(shape.name, shape.settings) for shape in self.shapes]
        return Landscape.from_terms(terms, self.bounds)


@dataclass(frozen=True)
class Words:
    """What a level says to people."""

    title: str
    summary: str
    concepts: tuple[str, ...]
    briefing: str
    debrief: str
    head: tuple[str, ...] = ()
    """A comment at the top of the file, line by line."""


@dataclass(frozen=True)
class Draft:
    """All of a level but its words; lengths are metres."""

    ground: Ground
    start: tuple[float, ...]
    steps: int
    longest: float
    stride: float
    """How long a step is at first."""
    rivals: tuple[str, ...]
    """Algorithms, all of them tuned."""
    claims: tuple[str, ...] = ()

    def text(self, words: Words) -> str:
        """Return the text of the level's file."""
        bounds, shapes = self.ground.bounds, self.ground.shapes
        data = {
            "hikergame": FORMAT,
            "title": words.title,
            "summary": words.summary,
            "concepts": list(words.concepts),
            "landscape": {
                "bounds": dict(zip(axis_names(len(bounds)), map(list, bounds), strict=True)),
                "terms": [{shape.name: dict(shape.settings)} for shape in shapes],
            },
            "start": self.start[0] if len(self.start) == 1 else list(self.start),
            "steps": self.steps,
            "step_length": {"max": self.longest, "initial": self.stride},
            "rivals": [{name: "tuned"} for name in self.rivals],
            "claims": list(self.claims),
            "briefing": words.briefing,
            "debrief": words.debrief,
        }
        remarks = {
            f"landscape.terms.{place}": shape.remark
            for place, shape in enumerate(shapes)
            if shape.remark
        }
        kept = {key: value for key, value in data.items() if value != []}
        return write_level(kept, head=words.head, remarks=remarks)

    def level(self, words: Words) -> Level:
        """Return the level as it will be read."""
        return parse_level(self.text(words))
