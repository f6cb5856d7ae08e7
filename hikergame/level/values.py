"""A level as values: all that a hike needs, checked and in canonical form.

Lengths are metres, heights are the landscape's own units, slopes are those units per
metre. Texts are as written, free of control characters; markup in them is just text.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, Final, Literal

if TYPE_CHECKING:
    from hikergame.arrays import FloatArray
    from hikergame.landscape import Landscape


@dataclass(frozen=True, slots=True)
class StepLength:
    """How long a step may be, and how long it is until the hiker changes it; metres."""

    max: float
    initial: float


@dataclass(frozen=True, slots=True)
class Senses:
    """What a hiker feels at each place; by default the exact slope and nothing else."""

    direction_only: bool = False
    """The slope has its direction and the length 1: steepness is not felt."""
    noise: float = 0.0
    """Standard deviation of each component of the slope, value units per metre."""
    rounding: float = 0.0
    """Each component of the slope is rounded to a multiple of this; 0 for none."""
    altimeter: bool = False
    """The height is read as well."""
    curvature: bool = False
    """The matrix of second derivatives is read as well."""

    @property
    def chancy(self) -> bool:
        """The same place may feel different at another step, or under another seed."""
        return self.noise > 0.0

    @property
    def words(self) -> str:
        """Say it in one phrase, as in "the slope, with noise of ±0.2, and your height"."""
        blur = [f"with noise of ±{self.noise:g}"] * bool(self.noise)
        blur += [f"rounded to {self.rounding:g}"] * bool(self.rounding)
        felt = f"the slope {' and '.join(blur)}" if blur else "the exact slope"
        felt = "the direction of the slope" if self.direction_only else felt
        extras = ["your height"] * self.altimeter + ["the curvature"] * self.curvature
        *first, last = [felt, *extras]
        return f"{', '.join(first)} and {last}" if first else last


TUNED: Final = "tuned"
"""The pace of a rival that walks at the best constant one for its level."""


@dataclass(frozen=True, slots=True)
class RivalSpec:
    """An algorithm and its settings, as a level names them."""

    name: str
    """Its name among `optimizers.OPTIMIZERS`."""
    learning_rate: float | Literal["tuned"]
    """Metres per unit of slope, or the best constant one for the level."""
    params: Mapping[str, object] = field(default_factory=dict, hash=False)
    """Its other settings as given: what `optimizers.make` takes by keyword."""

    def __post_init__(self) -> None:
        object.__setattr__(self, "params", MappingProxyType(dict(self.params)))

    @classmethod
    def of(cls, name: str, settings: Mapping[str, Any]) -> "RivalSpec":
        """Return the rival with these settings, tuned unless they name its pace.

        Whether they make sense is for `optimizers.check` to say.
        """
        pace = _pace(name)
        others = {key: value for key, value in settings.items() if key != pace}
        return cls(name, settings.get(pace, TUNED), others)

    def settings(self, learning_rate: Any) -> dict[str, Any]:
        """Return what `optimizers.make` takes by keyword, walking at `learning_rate`.

        An algorithm without a learning rate has that number as the setting that stands
        in for it, such as the step length of `normalised`.
        """
        return {_pace(self.name): learning_rate, **self.params}

    @property
    def title(self) -> str:
        """Its name for people, such as "gradient descent"."""
        from hikergame.optimizers import OPTIMIZERS

        return OPTIMIZERS[self.name].title if self.name in OPTIMIZERS else self.name

    @property
    def setting(self) -> str:
        """Its settings for people, such as "learning rate 0.05, momentum 0.9"."""
        from hikergame.optimizers import OPTIMIZERS

        info = OPTIMIZERS[self.name]
        fields = {field.name: field for field in info.fields}
        if self.learning_rate == TUNED:
            pace = f"tuned {info.pace.title}"
        else:
            pace = info.pace.words(self.learning_rate)
        others = (fields[key].words(_said(value)) for key, value in self.params.items())
        return ", ".join([pace, *others])


def _pace(name: str) -> str:
    """Return the setting that a learning rate is given to."""
    from hikergame.optimizers import OPTIMIZERS

    return OPTIMIZERS[name].tuned if name in OPTIMIZERS else "learning_rate"


def _said(value: object) -> object:
    """Return plain data as people read it, such as "exponential (decay 0.95)"."""
    if isinstance(value, Mapping):
        return ", ".join(f"{key} {_said(one)}".strip() for key, one in value.items())
    if isinstance(value, list | tuple):
        return " and ".join(str(_said(one)) for one in value)
    if isinstance(value, bool):
        return "on" if value else "off"
    return f"{value:g}" if isinstance(value, float) else value


@dataclass(frozen=True, eq=False, slots=True)
class Level:
    """One level, ready to be walked. Levels that play alike have the same `hash`."""

    id: str
    """The file's name without its number and ending; "level" for a text without a file."""
    path: Path | None
    title: str
    chapter: str
    """The id of a chapter; empty for a level that stands alone."""
    summary: str
    concepts: tuple[str, ...]
    dims: int
    axes: tuple[str, ...]
    """The names of the coordinates, `dims` of them."""
    landscape: "Landscape"
    start: "FloatArray"
    """Where a hike begins, (dims,), read-only."""
    steps: int
    """How many steps a hike may take."""
    step_length: StepLength
    senses: Senses
    rivals: tuple[RivalSpec, ...]
    claims: tuple[str, ...]
    """What the level's certificate must prove; names from `claims.CLAIMS`."""
    briefing: str
    """Markdown, shown before the hike."""
    debrief: str
    """Markdown, shown after the hike."""
    hash: str
    """SHA-256, 64 hexadecimal digits, of the canonical form of what is played."""

    @classmethod
    def from_landscape(
        cls, landscape: "Landscape", *, start: Any, steps: int, step_length: Any, **settings: Any
    ) -> "Level":
        """Return a level on ground of your own, to be surveyed, raced and walked.

        All settings mean what the same keys of a level file do, and have the same defaults.
        `start` is d numbers, `step_length` the longest step in metres, or a `StepLength`.
        The others may be `title`, `chapter`, `summary`, `concepts`, `readout` (as in a file,
        or `Senses`), `rivals` (as `race` takes them: names, tuned; names with settings;
        `RivalSpec`), `claims`, `briefing`, `debrief`, and `id`.

        The ground's part of the hash is a sample of its heights (see
        `canonical.ground_of_sample`). Raises LevelError with all that is wrong, and
        LandscapeError where your function fails.
        """
        from hikergame.level.making import make_level

        given = {"start": start, "steps": steps, "step_length": step_length}
        return make_level(landscape, given | settings)
