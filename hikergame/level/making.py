"""Levels made in Python: ground from anywhere, and settings as a level file has them.

The settings go through the same models as a file's, so that they mean the same and are
refused in the same words; only places in a file are not told.
"""

from collections.abc import Mapping
from dataclasses import asdict
from typing import Any

import numpy as np
from pydantic import ValidationError

from hikergame.landscape import Landscape
from hikergame.level.bounds import guess_frame
from hikergame.level.canonical import ground_of_sample
from hikergame.level.document import Node
from hikergame.level.errors import GroundError
from hikergame.level.ground import hole
from hikergame.level.loading import level_of
from hikergame.level.models import WalkOnGround
from hikergame.level.source import Source
from hikergame.level.values import Level, RivalSpec, Senses, StepLength
from hikergame.level.words import Notes

_FIRST_STEP = 0.25
"""The share of the longest step that a step has at first where nothing is said of it."""


def make_level(landscape: Landscape, settings: Mapping[str, Any]) -> Level:
    """Return the level of a landscape with settings such as those of a level file.

    Raises GroundError with all that is wrong, LandscapeError where a function fails.
    """
    data = {key: _READERS.get(key, _plain)(value) for key, value in settings.items()}
    level_id = data.pop("id", "level")
    data["title"] = data.get("title", "Untitled")
    data["landscape"] = {"bounds": landscape.bounds.tolist()}
    source = Source(None, "")
    walk = _validated(data, source)
    if not isinstance(level_id, str):
        source.add(0, "id must be a text")
    where = None if source.problems or walk is None else hole(landscape, walk.landscape.bounds.axes)
    if where is not None:
        source.add(0, f"landscape: {where}", "keep its bounds to where it is finite")
    if source.problems or walk is None:
        raise GroundError(source.error().problems)
    frame, ground = walk.landscape.bounds, ground_of_sample(landscape)
    return level_of(walk, landscape, frame, ground, path=None, level_id=level_id)


def _validated(data: Mapping[str, Any], source: Source) -> WalkOnGround | None:
    frame = guess_frame(data["landscape"]["bounds"])
    try:
        return WalkOnGround.model_validate(data, context={"frame": frame})
    except ValidationError as error:
        Notes(source, _node(data)).add(error.errors(include_url=False, include_input=False))
        return None


def _node(data: Any) -> Node:
    """Return plain data as the values of a file, so that it can be quoted as one's."""
    if isinstance(data, Mapping):
        return Node({str(key): (Node(str(key), 0), _node(one)) for key, one in data.items()}, 0)
    if isinstance(data, list | tuple):
        return Node([_node(one) for one in data], 0)
    if isinstance(data, str):
        return Node(data, 0, '"')
    words = {"None": "", "True": "true", "False": "false"}
    return Node(words.get(repr(data), repr(data)), 0)


def _plain(value: Any) -> Any:
    """Return a value as a level file would have it; what no file has stays as it is."""
    if isinstance(value, np.ndarray | np.generic):
        return value.tolist()
    if isinstance(value, Mapping):
        return {key: _plain(one) for key, one in value.items()}
    if isinstance(value, list | tuple):
        return [_plain(one) for one in value]
    return value


def _step_length(value: Any) -> Any:
    if isinstance(value, StepLength):
        return asdict(value)
    plain = _plain(value)
    is_number = isinstance(plain, int | float) and not isinstance(plain, bool)
    return {"max": plain, "initial": _FIRST_STEP * plain} if is_number else plain


def _readout(value: Any) -> Any:
    if not isinstance(value, Senses):
        return _plain(value)
    blur: Any = {"noise": value.noise, "rounding": value.rounding}
    if value.direction_only:
        # A level has no way to say both, and refuses this with its own words.
        blur = blur | {"direction": True} if any(blur.values()) else "direction"
    return {
        "slope": blur,
        "altimeter": value.altimeter,
        "curvature": value.curvature,
    }


def _rivals(value: Any) -> Any:
    return [_rival(one) for one in value] if isinstance(value, list | tuple) else _plain(value)


def _rival(value: Any) -> Any:
    if isinstance(value, str):
        value = RivalSpec.of(value, {})
    elif isinstance(value, tuple) and len(value) == 2 and isinstance(value[1], Mapping):
        value = RivalSpec.of(*value)
    if isinstance(value, RivalSpec):
        return {value.name: value.settings(value.learning_rate)}
    return _plain(value)


_READERS = {"step_length": _step_length, "readout": _readout, "rivals": _rivals}
