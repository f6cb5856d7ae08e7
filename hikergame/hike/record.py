"""Records: a hike as a few kB of JSON, to be replayed on any machine.

A record says which level (by the hash of what is played), which seed and hiker, the
moves as they were asked, and what they came to. The seal is a SHA-256 of all the rest,
so that an edit is noticed. It proves nothing about who made the record: `verify` replays
the moves, and what they really come to cannot be forged.
"""

import hashlib
import json
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Annotated, Any, Literal

import numpy as np
from pydantic import (
    AfterValidator,
    BaseModel,
    ConfigDict,
    Field,
    JsonValue,
    ValidationError,
    model_validator,
)

from hikergame.arrays import FloatArray
from hikergame.hike.errors import RecordError
from hikergame.hike.hike import MAX_NAME, MAX_SEED, Hike, Outcome
from hikergame.hike.opponents import Opponent, opponent_of, settings_of
from hikergame.hike.scoring import points
from hikergame.version import __version__

FORMAT = 1
"""The version of the record format that this engine reads and writes."""
MAX_BYTES = 4 * 2**20
_MAX_MOVES = 100_000
_MAX_DIMS = 10_000
_MAX_PROBLEMS = 5
_FEW = 3
"""Missing fields that are named; a file that lacks more is no record at all."""


def _printable(text: str) -> str:
    if not text.isprintable():
        raise ValueError("holds characters that cannot be printed")
    return text


_Name = Annotated[str, Field(min_length=1, max_length=MAX_NAME), AfterValidator(_printable)]
_Title = Annotated[str, Field(max_length=200), AfterValidator(_printable)]
_Hash = Annotated[str, Field(pattern=r"^[0-9a-f]{64}$")]
_Place = Annotated[tuple[float, ...], Field(min_length=1, max_length=_MAX_DIMS)]
_BOUNDED = ConfigDict(extra="forbid", frozen=True, strict=True, allow_inf_nan=False)


class RivalRecord(BaseModel):
    """Which rival walked beside the hiker."""

    model_config = _BOUNDED

    name: _Name
    settings: Annotated[dict[_Name, JsonValue], Field(max_length=32)]
    """Its settings as a level file names them, such as {"learning_rate": "tuned"}."""

    @classmethod
    def of(cls, spec: Opponent) -> "RivalRecord":
        """Return what a record keeps of a rival. Raises RecordError unless it is plain data."""
        try:
            settings = json.loads(json.dumps(settings_of(spec)))
        except (TypeError, ValueError) as error:
            raise RecordError(
                f"a record takes a rival's settings as plain data only: {error}"
            ) from error
        return cls(name=spec.name, settings=settings)

    def spec(self) -> Opponent:
        """Return the rival; whether its name and settings make sense, `faults_of` says."""
        return opponent_of(self.name, self.settings)


class Record(BaseModel):
    """One hike, finished or under way. `Record.from_hike` makes it, `read_record` reads it."""

    model_config = _BOUNDED

    format: Literal[1]
    engine: _Name
    """The version of hikergame that wrote it."""
    level: _Hash
    """`Level.hash`: what was played, whatever its file is called."""
    level_id: _Title
    """The level's id, for people."""
    seed: Annotated[int, Field(ge=0, le=MAX_SEED)]
    hiker: _Name
    rival: RivalRecord | None
    moves: Annotated[tuple[_Place, ...], Field(max_length=_MAX_MOVES)]
    """The displacements (t, d) asked for, in metres."""
    flag: bool
    """The hike ended with a planted flag."""
    end: _Place
    """The true place (d,) where it ended."""
    points: Annotated[float, Field(ge=0.0, le=100.0)]
    seal: _Hash

    @model_validator(mode="after")
    def _one_dimension(self) -> "Record":
        if any(len(move) != len(self.end) for move in self.moves):
            raise ValueError(f"moves and end place differ in length: end has {len(self.end)}")
        return self

    @classmethod
    def from_hike(cls, hike: Hike, rival: Opponent | None = None) -> "Record":
        """Write down a hike as it stands, and the rival that walks beside it."""
        unsealed = cls(
            format=FORMAT,
            engine=__version__,
            level=hike.level.hash,
            level_id=hike.level.id,
            seed=hike.seed,
            hiker=hike.hiker,
            rival=None if rival is None else RivalRecord.of(rival),
            moves=tuple(tuple(move.tolist()) for move in hike.moves),
            flag=hike.outcome is Outcome.TERMINATED,
            end=tuple(hike.place.tolist()),
            points=points(hike.level, hike.heights).points,
            seal="0" * 64,
        )
        return unsealed.model_copy(update={"seal": unsealed.proper_seal()})

    @property
    def move_array(self) -> FloatArray:
        """The moves as an array (t, d)."""
        return np.array(self.moves, dtype=np.float64).reshape(-1, len(self.end))

    def proper_seal(self) -> str:
        """Return the seal that fits the content; `seal` differs when somebody edited it."""
        content = self.model_dump(mode="json", exclude={"seal"})
        canonical = json.dumps(content, sort_keys=True, separators=(",", ":"))
        return hashlib.sha256(canonical.encode()).hexdigest()

    def to_json(self) -> str:
        """Return the record as JSON text, a line for each field."""
        content = self.model_dump(mode="json")
        lines = [f"  {json.dumps(key)}: {json.dumps(value)}" for key, value in content.items()]
        return "{\n" + ",\n".join(lines) + "\n}\n"


def read_record(source: Path | str | bytes) -> Record:
    """Read a record from a path, or from its text or bytes themselves.

    A `str` that begins with a brace is text, any other is a path. Raises RecordError
    naming the cause: no such file, too large, not UTF-8, not JSON, nested too deep, a
    field missing, unknown, not finite or out of bounds. A broken seal is left to `verify`.
    """
    where, data = _fetch(source)
    if len(data) > MAX_BYTES:
        raise RecordError(f"{where}: larger than {MAX_BYTES // 2**20} MiB, so it is no record")
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise RecordError(f"{where}: not text in UTF-8, so it is no record") from error
    try:
        return Record.model_validate_json(text)
    except ValidationError as error:
        raise RecordError(f"{where}: {_in_words(error)}") from error


def _fetch(source: Path | str | bytes) -> tuple[str, bytes]:
    """Return what to call a source in messages, and its bytes: a few too many at most."""
    if isinstance(source, bytes):
        return "record", source
    if isinstance(source, str) and source.lstrip("\ufeff \t\r\n").startswith("{"):
        return "record", source.encode("utf-8", errors="surrogatepass")
    path = Path(source)
    where = str(source) if str(source).isprintable() else repr(str(source))
    try:
        with path.open("rb") as file:
            return where, file.read(MAX_BYTES + 1)
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or str(error)
        raise RecordError(f"{where}: {reason.lower()}") from error


def _in_words(error: ValidationError) -> str:
    """Say what is wrong with a record's content, a few problems at most."""
    problems = error.errors(include_url=False, include_context=False)
    places = {one["loc"] for one in problems}
    missing = [one["loc"] for one in problems if one["type"] == "missing"]
    # Where a part of something is wrong, what its whole lacks then is no news.
    parts = {place[:length] for place in places for length in range(1, len(place))}
    rest = [one for one in problems if one["type"] != "missing" and one["loc"] not in parts]
    said = [_problem(one) for one in rest]
    if missing:
        said.insert(0, _missing(missing))
        if len(missing) > _FEW:  # somebody else's file: what it has instead says nothing
            del said[1:]
    if len(said) > _MAX_PROBLEMS:
        said[_MAX_PROBLEMS:] = [f"and {len(said) - _MAX_PROBLEMS} more"]
    return "; ".join(said)


def _missing(places: Sequence[tuple[int | str, ...]]) -> str:
    named = [repr(_dotted(place)) for place in places]
    if len(named) > _FEW:
        return f"not a record of a hike: {', '.join(named[:_FEW])} and more are missing"
    return f"not a record: {', '.join(named)} {'is' if len(named) == 1 else 'are'} missing"


def _problem(problem: Mapping[str, Any]) -> str:
    reason = str(problem["msg"]).removeprefix("Value error, ")
    place, given = _dotted(problem["loc"]), problem["input"]
    if problem["type"] == "json_invalid":
        return f"not JSON: {_cut_off(reason.removeprefix('Invalid JSON: '), given)}"
    if problem["type"] == "model_type" and not place:
        return "not a record of a hike: not an object"
    if problem["type"] == "extra_forbidden":
        return f"a record has no {place!r}"
    if place == "format" and isinstance(given, int) and given > FORMAT:
        return f"format {given:d} is that of a newer hikergame; this one reads format {FORMAT}"
    return f"{place}: {reason[:1].lower()}{reason[1:]}" if place else reason


def _cut_off(reason: str, text: object) -> str:
    """Say of a file that ends too early that it does so; of others, why they are not JSON."""
    early, _, where = reason.partition(" at line ")
    if not early.startswith("EOF"):
        return reason
    whole = not isinstance(text, str) or text.strip()
    return f"it breaks off in line {where.partition(' ')[0]}" if whole else "it is empty"


def _dotted(location: Sequence[int | str]) -> str:
    """Return a field's path, such as "moves.3.1", without what a terminal might obey."""
    path = ".".join(str(part) for part in location)[:80]
    return path if path.isprintable() else repr(path)
