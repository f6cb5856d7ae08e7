"""The shape of a level file, as models that pydantic checks and describes.

Strict: no unknown keys, no value read as another type. Terms and rivals are what the
packages that know them say. Each field's description is what editors show to authors;
its example is quoted where something else was found.

Validation needs the context `{"frame": Frame | None}`: the box of the level, as far as it
could be read beforehand, so that everything can be held against it in one pass.
"""

from typing import Annotated, Any, Final, Literal

from pydantic import (
    AfterValidator,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Discriminator,
    Field,
    PlainValidator,
    PrivateAttr,
    Tag,
    ValidationInfo,
    WithJsonSchema,
    model_validator,
)

from hikergame.landscape import Landscape
from hikergame.landscape.terms import Term
from hikergame.level.bounds import BOUNDS_SCHEMA, MOST_DIMS, Frame, read_frame
from hikergame.level.claims import CLAIMS
from hikergame.level.descriptions import rival_schema, term_schema
from hikergame.level.findings import Finding, refuse
from hikergame.level.ground import build_landscape
from hikergame.level.named import read_rival, read_term
from hikergame.level.text import LONGEST_SENTENCE, LONGEST_TITLE, quote
from hikergame.level.values import RivalSpec
from hikergame.spelling import did_you_mean

FORMAT = 1
"""The version of the level format that is read here."""
MOST_TERMS = 200
MOST_STEPS = 1000
MOST_RIVALS = 12
LARGEST = 1e9
"""No length or slope in a level may be larger than this."""


class _Section(BaseModel):
    """A mapping of a level file."""

    model_config = ConfigDict(strict=True, extra="forbid", frozen=True, allow_inf_nan=False)


def _frame(info: ValidationInfo) -> Frame | None:
    frame: Frame | None = info.context["frame"] if info.context else None
    return frame


def _one_line(text: str) -> str:
    """Return a text without white space around it: a folded text ends with a line break."""
    line = text.strip()
    if not line:
        refuse([Finding("must not be empty")])
    if any(mark in line for mark in "\n\r\t"):
        refuse([Finding("must be a single line, without tabs")])
    return line


def _known_claim(claim: str) -> str:
    if claim not in CLAIMS:
        hint = did_you_mean(claim, CLAIMS) or f"the claims are {', '.join(CLAIMS)}"
        refuse([Finding(f"{quote(claim)} is no claim", hint)])
    return claim


Title = Annotated[str, Field(max_length=LONGEST_TITLE), AfterValidator(_one_line)]
Sentence = Annotated[str, Field(max_length=LONGEST_SENTENCE), AfterValidator(_one_line)]
Phrase = Annotated[str, Field(max_length=40), AfterValidator(_one_line)]
Prose = Annotated[str, Field(max_length=8000)]
Length = Annotated[float, Field(gt=0, le=LARGEST)]
Blur = Annotated[float, Field(ge=0, le=LARGEST)]
TermItem = Annotated[
    Term,
    PlainValidator(lambda value, info: read_term(value, _frame(info))),
    WithJsonSchema(term_schema()),
]
Claim = Annotated[
    str,
    AfterValidator(_known_claim),
    WithJsonSchema(
        {"oneOf": [{"const": name, "description": says} for name, says in CLAIMS.items()]}
    ),
]
RivalItem = Annotated[RivalSpec, PlainValidator(read_rival), WithJsonSchema(rival_schema())]


class BoxSection(_Section):
    """The box that ground is walked in."""

    bounds: Annotated[Frame, PlainValidator(read_frame), WithJsonSchema(BOUNDS_SCHEMA)] = Field(
        description="The box that a hiker cannot leave: lowest and highest place along each "
        "coordinate, in metres. x points east, y north.",
        examples=[{"x": [-6, 6], "y": [-4, 4]}],
    )


class LandscapeSection(BoxSection):
    """A sum of shapes of ground, and the box that it is walked in."""

    terms: Annotated[list[TermItem], Field(min_length=1, max_length=MOST_TERMS)] = Field(
        description="The shapes whose heights add up to the ground.",
        examples=[[{"bowl": {"at": [2, 1], "radius": 3}}]],
    )
    _landscape: Landscape = PrivateAttr()

    @model_validator(mode="after")
    def _finite(self) -> "LandscapeSection":
        self._landscape = build_landscape(self.terms, self.bounds)
        return self

    @property
    def landscape(self) -> Landscape:
        """The ground itself."""
        return self._landscape


class StepLengthSection(_Section):
    """How long a step may be, and how long it is at first."""

    max: Length = Field(description="The longest step, metres.", examples=[3])
    initial: Length = Field(
        description="The length of a step until the hiker changes it, metres.", examples=[0.5]
    )

    @model_validator(mode="after")
    def _initial_is_no_longer(self) -> "StepLengthSection":
        if self.initial > self.max:
            message = f"must not be more than max, {self.max:g}, but is {self.initial:g}"
            refuse([Finding(message, path=("initial",))])
        return self


class BlurSection(_Section):
    """What stands between the true slope and what is felt."""

    noise: Blur = Field(
        0.0,
        description="Standard deviation of the noise on each component of the slope, "
        "value units per metre.",
        examples=[0.5],
    )
    rounding: Blur = Field(
        0.0,
        description="Each component of the slope is rounded to a multiple of this, "
        "value units per metre; 0 for no rounding.",
        examples=[0.25],
    )


class ReadoutSection(_Section):
    """What a hiker feels at each place."""

    slope: Annotated[
        Annotated[Literal["exact", "direction"], Tag("word")] | Annotated[BlurSection, Tag("blur")],
        Discriminator(lambda value: "blur" if isinstance(value, dict) else "word"),
    ] = Field(
        "exact",
        description="How the slope is felt: exact, or its direction only, or with noise "
        "or rounding.",
        examples=["exact", "direction", {"noise": 0.5}, {"rounding": 0.25}],
    )
    altimeter: bool = Field(False, description="Whether the height is read.", examples=[True])
    curvature: bool = Field(
        False, description="Whether the second derivatives are read.", examples=[True]
    )


def _alone(start: object) -> object:
    """Return a single number as a list of it: the start of a level with one coordinate."""
    is_number = isinstance(start, int | float) and not isinstance(start, bool)
    return [start] if is_number else start


_START_SCHEMA: Final[dict[str, Any]] = {
    "anyOf": [
        {"type": "number"},
        {"type": "array", "items": {"type": "number"}, "minItems": 1, "maxItems": MOST_DIMS},
    ]
}


def _within(start: list[float], info: ValidationInfo) -> list[float]:
    """Return the start; it must fit the box, where that is known."""
    frame = _frame(info)
    if frame is None:
        return start
    if len(start) != frame.dims:
        names = ", ".join(frame.axes) if frame.dims <= 3 else f"x0 to {frame.axes[-1]}"
        refuse([Finding(f"must have a number for each of {names}: {frame.dims}, not {len(start)}")])
    bounds = zip(frame.axes, frame.bounds, strict=False)  # bounds that are no good are left out
    findings = [
        Finding(f"must be inside the bounds of {axis}, {low:g} to {high:g}, not {x:g}", path=(i,))
        for i, ((axis, (low, high)), x) in enumerate(zip(bounds, start, strict=False))
        if not low <= x <= high
    ]
    if findings:
        refuse(findings)
    return start


class WalkSection(_Section):
    """All of a level but its ground: where the hike starts, its rules, what it teaches."""

    title: Title = Field(
        description="What the level is called, one line.", examples=["The False Valley"]
    )
    chapter: Annotated[str, Field(max_length=40, pattern="^[a-z0-9]+(-[a-z0-9]+)*$")] = Field(
        "",
        description="The chapter that it belongs to; none for a level that stands alone.",
        examples=["first-steps", "open-country", "false-valleys"],
    )
    summary: Sentence = Field(
        "",
        description="One sentence for the list of levels, which gives nothing away.",
        examples=["A comfortable valley, and a better one behind the ridge."],
    )
    concepts: Annotated[list[Phrase], Field(max_length=12)] = Field(
        [], description="What it teaches, a few words each.", examples=[["local minimum"]]
    )
    start: Annotated[
        list[float],
        Field(min_length=1, max_length=MOST_DIMS),
        BeforeValidator(_alone),
        AfterValidator(_within),
        WithJsonSchema(_START_SCHEMA),
    ] = Field(
        description="Where the hike begins: one number for each coordinate, metres.",
        examples=[[-4.5, -2.5]],
    )
    steps: Annotated[int, Field(ge=1, le=MOST_STEPS)] = Field(
        description="How many steps a hike may take.", examples=[40]
    )
    step_length: StepLengthSection = Field(
        description="How long a step may be, and how long it is at first, metres.",
        examples=[{"max": 3, "initial": 0.5}],
    )
    readout: ReadoutSection = Field(
        ReadoutSection(),
        description="What a hiker feels at each place; the exact slope unless told otherwise.",
        examples=[{"slope": "exact"}],
    )
    rivals: Annotated[list[RivalItem], Field(max_length=MOST_RIVALS)] = Field(
        [],
        description="The algorithms that may walk beside the player; the first one does "
        "unless the player chooses another.",
        examples=[[{"gradient-descent": {"learning_rate": 0.05}}]],
    )
    claims: Annotated[list[Claim], Field(max_length=len(CLAIMS))] = Field(
        [], description="What the level's certificate must prove.", examples=[["deceptive"]]
    )
    briefing: Prose = Field(
        "", description="Markdown, shown before the hike; it gives no concept away."
    )
    debrief: Prose = Field("", description="Markdown, shown after the hike; it names what was met.")


class Document(WalkSection):
    """A level of hikergame: a hillside, where the hike starts, and what it teaches."""

    hikergame: Literal[1] = Field(description="The version of the level format.", examples=[1])
    landscape: LandscapeSection = Field(
        description="The ground: a sum of shapes over a box.",
        examples=[{"bounds": {"x": [-6, 6]}, "terms": [{"bowl": {"at": [2], "radius": 3}}]}],
    )


class WalkOnGround(WalkSection):
    """A level whose ground was made elsewhere."""

    landscape: BoxSection
