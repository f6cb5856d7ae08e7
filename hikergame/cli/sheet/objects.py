"""What a survey found, as plain data for JSON; `docs/survey.md` says what each key holds."""

import math
from collections.abc import Mapping
from dataclasses import asdict
from typing import Any

import numpy as np

from hikergame.level import Level
from hikergame.survey import Basins, Flat, Minimum, Saddle, Survey
from hikergame.survey.picture.places import basin_at


def as_object(level: Level, survey: Survey) -> dict[str, Any]:
    """Return all of a survey as an object for JSON. What is infinite is None."""
    number = {id(saddle): index for index, saddle in enumerate(survey.saddles)}
    return {
        "level": {
            "id": level.id,
            "title": level.title,
            "hash": level.hash,
            "dims": level.dims,
            "axes": list(level.axes),
            "bounds": level.landscape.bounds.tolist(),
            "start": level.start.tolist(),
        },
        "start_basin": basin_at(level.start, survey),
        "method": survey.method,
        "deepest": _deepest(survey),
        "minima": [_minimum(minimum, number) for minimum in survey.minima],
        "flats": [_flat(flat, number) for flat in survey.flats],
        "kinks": [
            {"x": kink.x.tolist(), "value": kink.value, "kind": kink.kind.value}
            for kink in survey.kinks
        ],
        "saddles": [_saddle(saddle) for saddle in survey.saddles],
        "merge_tree": [asdict(merge) for merge in survey.merge_tree],
        "basins": None if survey.basins is None else _basins(survey.basins),
        "land": None
        if survey.land is None
        else {"shares": survey.land.shares.tolist(), "heights": survey.land.heights.tolist()},
        "problems": [
            {"kind": fault.kind.value, "x": fault.x.tolist(), "message": fault.message}
            for fault in survey.problems
        ],
        "limits_met": list(survey.limits_met),
        "work": asdict(survey.work),
    }


def _deepest(survey: Survey) -> dict[str, Any]:
    assurance, deepest = survey.assurance, survey.deepest
    return {
        "x": None if deepest is None else deepest.x.tolist(),
        "value": None if deepest is None else deepest.value,
        "certainty": assurance.certainty.value,
        "lower": _finite(assurance.lower),
        "gap": _finite(assurance.gap),
        "sentence": assurance.sentence,
    }


def _minimum(minimum: Minimum, number: Mapping[int, int]) -> dict[str, Any]:
    return {
        "x": minimum.x.tolist(),
        "value": minimum.value,
        "interior": minimum.interior,
        "smooth": minimum.smooth,
        "curvatures": minimum.curvatures.tolist(),
        "condition": _finite(minimum.condition),
        "basin_share": minimum.basin_share,
        "trap_depth": _finite(minimum.trap_depth),
        "saddle": _number_of(minimum.saddle, number),
    }


def _flat(flat: Flat, number: Mapping[int, int]) -> dict[str, Any]:
    return {
        "x": flat.x.tolist(),
        "value": flat.value,
        "share": flat.share,
        "floor": flat.floor,
        "basin_share": flat.basin_share,
        "trap_depth": _finite(flat.trap_depth),
        "saddle": _number_of(flat.saddle, number),
    }


def _saddle(saddle: Saddle) -> dict[str, Any]:
    return {
        "x": saddle.x.tolist(),
        "value": saddle.value,
        "between": list(saddle.between),
        "level": saddle.level,
    }


def _basins(basins: Basins) -> dict[str, Any]:
    """Return the grid of basins in runs: which basin, and how many points it holds on end."""
    labels = basins.labels.ravel()
    starts = np.concatenate([[0], np.flatnonzero(np.diff(labels)) + 1])
    lengths = np.diff(np.append(starts, len(labels)))
    return {
        "shape": list(basins.labels.shape),
        "traced": basins.traced,
        "runs": np.column_stack([labels[starts], lengths]).tolist(),
    }


def _number_of(saddle: Saddle | None, number: Mapping[int, int]) -> int | None:
    return None if saddle is None else number[id(saddle)]


def _finite(value: float) -> float | None:
    return value if math.isfinite(value) else None
