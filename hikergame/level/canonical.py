"""What is played, as plain data with every default filled in, and the hash of that.

Two files that play alike, whatever their formatting, comments, prose and names, have the
same canonical form. Numbers are written as Python writes a float, the shortest text that
reads back as the same number, which is the same on every machine.
"""

import hashlib
import json
import math
from collections.abc import Mapping
from dataclasses import asdict, is_dataclass
from typing import Any

import numpy as np

from hikergame.landscape import Landscape
from hikergame.landscape.sampling import box_points
from hikergame.landscape.terms import Term
from hikergame.level.bounds import Frame
from hikergame.level.models import FORMAT, LandscapeSection, WalkSection
from hikergame.level.values import TUNED, RivalSpec, Senses, StepLength
from hikergame.optimizers import OPTIMIZERS


def content_hash(canonical: Mapping[str, Any]) -> str:
    """Return the SHA-256 of canonical data as 64 hexadecimal digits."""
    text = json.dumps(canonical, sort_keys=True, separators=(",", ":"), allow_nan=False)
    return hashlib.sha256(text.encode("ascii")).hexdigest()


_SAMPLE = 1 << 12
_DIGITS = 9


def canonical_level(
    ground: Mapping[str, Any], walk: WalkSection, senses: Senses, step_length: StepLength
) -> dict[str, Any]:
    """Return what of a level is played; nothing else of it makes a difference."""
    played = {
        "hikergame": FORMAT,
        "landscape": ground,
        "start": walk.start,
        "steps": walk.steps,
        "step_length": asdict(step_length),
        "readout": asdict(senses),
        "rivals": [_rival(spec) for spec in walk.rivals],
    }
    normal: dict[str, Any] = _normal(played)
    return normal


def ground_of_terms(section: LandscapeSection) -> dict[str, Any]:
    """Return what identifies ground that is a sum of terms: the terms and the box."""
    frame = section.bounds
    return {"bounds": frame.bounds, "terms": [_term(term, frame) for term in section.terms]}


def ground_of_sample(landscape: Landscape) -> dict[str, Any]:
    """Return what identifies ground that cannot be written down, such as a function of code.

    Its heights at 4,096 fixed places of the box, to nine digits of the difference between
    the highest and the lowest of them. Grounds that agree in these count as the same one;
    a last bit that two machines compute differently changes the outcome once in a thousand.
    """
    places = box_points(landscape.bounds, np.arange(_SAMPLE))
    heights = np.asarray(landscape.value(places), dtype=np.float64)
    relief = float(np.ptp(heights)) or float(np.max(np.abs(heights))) or 1.0
    unit = 10.0 ** (math.ceil(math.log10(relief)) - _DIGITS)
    sample = [int(height) for height in np.rint(heights / unit)]
    return {"bounds": landscape.bounds.tolist(), "unit": unit, "sample": sample}


def _term(term: Term, frame: Frame) -> dict[str, Any]:
    return {term.keyword: term.settings(frame.dims)}


def _rival(spec: RivalSpec) -> dict[str, Any]:
    """Return a rival with all its settings; one that is tuned has the word for its pace."""
    info = OPTIMIZERS[spec.name]
    given = spec.settings(spec.learning_rate)
    settings = {
        field.name: given[field.name]
        if given.get(field.name) == TUNED
        else field.kind.read(given.get(field.name, field.default), (field.name,), [])
        for field in info.fields
    }
    return {spec.name: settings}


def _normal(value: Any) -> Any:
    """Return data with one way of writing what is the same."""
    if isinstance(value, Mapping):
        return {str(key): _normal(one) for key, one in value.items()}
    if isinstance(value, list | tuple):
        return [_normal(one) for one in value]
    if is_dataclass(value) and not isinstance(value, type):
        # A schedule has a name beside its settings; a clipping has settings only.
        settings = _normal(asdict(value))
        name = getattr(value, "name", None)
        return settings if name is None else {str(name): settings}
    if isinstance(value, str):
        return " ".join(value.split())
    return value + 0.0 if isinstance(value, float) else value  # -0.0 becomes 0.0
