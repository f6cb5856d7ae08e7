"""Clipping: no slope is felt steeper than a limit.

An algorithm meets the clipped slope in place of the true one, as after
`torch.nn.utils.clip_grad_value_` and then `clip_grad_norm_`. One hiker is one model:
the norm is each hiker's own, taken over the last axis.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Annotated, Any

import numpy as np

from hikergame.arrays import FloatArray
from hikergame.faults import Fault, Path
from hikergame.optimizers.dots import dot
from hikergame.optimizers.errors import OptimizerError
from hikergame.optimizers.kinds import Kind, Number, name_of, shown
from hikergame.optimizers.settings import Setting, fields_of, read_fields, schema_of

_LIMIT = Number(above=0, at_most=1e100)

_TORCH_EPS = 1e-6
"""What torch adds to a norm before it divides by it."""


@dataclass(frozen=True)
class Clip:
    """Limits on the slope; with both, components are clipped first and the norm after.

    So neither limit is ever exceeded, and clipping by norm alone keeps the direction.
    """

    norm: Annotated[
        float | None,
        Setting(
            kind=_LIMIT,
            doc="The steepest slope that is felt: a steeper one is scaled down to it.",
            aka=("max_norm", "clip_norm"),
        ),
    ] = None
    value: Annotated[
        float | None,
        Setting(
            kind=_LIMIT,
            doc="The steepest slope that is felt along any one axis.",
            aka=("clip_value", "max_value"),
        ),
    ] = None

    def __call__(self, gradient: FloatArray) -> FloatArray:
        """Return `gradient`, of shape (..., d), clipped: itself where nothing is too steep."""
        if self.value is not None:
            gradient = np.clip(gradient, -self.value, self.value)
        if self.norm is not None:
            share = self.norm / (np.sqrt(dot(gradient, gradient)) + _TORCH_EPS)
            if share.min(initial=1.0) < 1:
                gradient = gradient * np.minimum(share, 1.0)
        return gradient


CLIP_FIELDS = fields_of(Clip)
"""The limits that a `Clip` knows."""


def make_clip(**limits: float) -> Clip:
    """Return the clipping with these limits; raise OptimizerError with every fault found."""
    faults: list[Fault] = []
    clip = ClipKind().read(limits, (), faults)
    if clip is None or faults:
        raise OptimizerError(faults)
    return clip


class ClipKind(Kind):
    """A `Clip`, or a mapping of its limits."""

    def read(self, value: object, path: Path, faults: list[Fault]) -> Clip | None:
        """Accept a `Clip`, or a mapping with at least one limit; None is no clipping."""
        if value is None or isinstance(value, Clip):
            return value
        if not isinstance(value, Mapping) or not value:
            where = name_of(path) or "clipping"
            message = f"{where} must name a limit, as in {{norm: 5}} or {{value: 1}}"
            faults.append(Fault(path, f"{message}, not {shown(value)}"))
            return None
        before = len(faults)
        limits = read_fields("clipping", CLIP_FIELDS, value, path, faults)
        return None if len(faults) > before else Clip(**limits)

    def schema(self) -> dict[str, Any]:
        """Return a mapping with at least one limit."""
        return schema_of(CLIP_FIELDS, "Limits on the slope that is felt.") | {"minProperties": 1}
