"""How the settings of algorithms, schedules and clipping declare themselves.

Each group of settings is a frozen dataclass whose fields are annotated with a `Setting`:
what values are allowed, one sentence of meaning, a unit. `fields_of` reads that back,
and everything else follows from it: `read_fields` checks what a caller or a level file
gave and finds every fault at once, `schema_of` tells an editor the same. Nothing is
checked twice: a group of settings that exists is right.
"""

from collections.abc import Mapping, Sequence
from dataclasses import MISSING, dataclass, fields
from enum import Enum
from numbers import Real
from typing import Any, TypeAlias, get_type_hints

import numpy as np

from hikergame.arrays import FloatArray
from hikergame.faults import Fault, Path
from hikergame.optimizers.kinds import Kind, shown
from hikergame.spelling import did_you_mean

Rate: TypeAlias = float | FloatArray
"""One number, or an array with one number per hiker whose last axis has length 1."""


class Unit(Enum):
    """What a setting is measured in: how it scales with the ground."""

    NONE = ""
    METRES = "m"
    """A length on the ground, said with its unit."""
    METRES_PER_AXIS = "m per axis"
    """About as long as a step along one axis, and still no length to be said as one."""
    METRES_PER_SLOPE = "m per unit of slope"


@dataclass(frozen=True, kw_only=True)
class Setting:
    """What one setting is, as declared in `Annotated[float, Setting(...)]`."""

    kind: Kind
    doc: str
    """One sentence: what the setting does."""
    title: str = ""
    """The setting in words for people, as in "learning rate"; its name unless given."""
    unit: Unit = Unit.NONE
    aka: tuple[str, ...] = ()
    """Other spellings that people try, torch's among them: hints, never accepted."""


@dataclass(frozen=True, kw_only=True)
class Field(Setting):
    """One setting, as `fields_of` finds it."""

    name: str
    default: Any
    """The canonical default, or `dataclasses.MISSING` where there is none."""

    @property
    def required(self) -> bool:
        """Tell whether the setting must be given."""
        return self.default is MISSING

    def words(self, value: object) -> str:
        """Say the setting with its value for people, as in "step length 0.5 m"."""
        if isinstance(value, np.ndarray):
            return f"{self.title} per hiker"
        number = f"{value:g}" if isinstance(value, Real) else str(value)
        metres = " m" if self.unit is Unit.METRES else ""
        return f"{self.title} {number}{metres}"

    def schema(self) -> dict[str, Any]:
        """Return the JSON Schema of the setting's values."""
        schema = self.kind.schema() | {"description": self.doc}
        if self.default is MISSING or self.default is None:
            return schema
        plain = list(self.default) if isinstance(self.default, tuple) else self.default
        return schema | {"default": plain}


def fields_of(group: type) -> tuple[Field, ...]:
    """Return the settings that the dataclass `group` declares, in their order."""
    hints = get_type_hints(group, include_extras=True)
    found = []
    for declared in fields(group):
        (setting,) = hints[declared.name].__metadata__
        told = vars(setting) | {"title": setting.title or declared.name.replace("_", " ")}
        found.append(Field(name=declared.name, default=declared.default, **told))
    return tuple(found)


def read_fields(
    owner: str, known: Sequence[Field], given: Mapping[str, Any], path: Path, faults: list[Fault]
) -> dict[str, Any]:
    """Return the settings `given` in canonical form, without the defaults.

    `owner` is the name of what is set up. What is unknown, missing or out of range goes
    to `faults`; after a fault the values returned mean nothing.
    """
    by_name = {one.name: one for one in known}
    values = {}
    for name, value in given.items():
        if name in by_name:
            values[name] = by_name[name].kind.read(value, (*path, name), faults)
        else:
            hint = did_you_mean(str(name), by_name, {one.name: one.aka for one in known})
            faults.append(Fault((*path, name), f"{owner} has no setting {shown(name)}", hint))
    faults.extend(
        Fault(path, f"{owner} needs its {one.name}: {one.doc}")
        for one in known
        if one.required and one.name not in given
    )
    return values


def schema_of(known: Sequence[Field], summary: str) -> dict[str, Any]:
    """Return the JSON Schema of a mapping of these settings."""
    schema: dict[str, Any] = {
        "type": "object",
        "description": summary,
        "properties": {one.name: one.schema() for one in known},
        "additionalProperties": False,
    }
    required = [one.name for one in known if one.required]
    return schema | {"required": required} if required else schema
