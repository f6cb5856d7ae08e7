"""Levels: YAML files, checked strictly, made into values; and the library of shipped ones.

Listing the library needs neither numpy nor pydantic; names load on first use (PEP 562).
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from hikergame.level.errors import LevelError as LevelError
    from hikergame.level.errors import LevelNotFound as LevelNotFound
    from hikergame.level.errors import Problem as Problem
    from hikergame.level.listing import Chapter as Chapter
    from hikergame.level.listing import Entry as Entry
    from hikergame.level.listing import Library as Library
    from hikergame.level.listing import library as library
    from hikergame.level.loading import load_level as load_level
    from hikergame.level.loading import parse_level as parse_level
    from hikergame.level.schema import json_schema as json_schema
    from hikergame.level.values import Level as Level
    from hikergame.level.values import RivalSpec as RivalSpec
    from hikergame.level.values import Senses as Senses
    from hikergame.level.values import StepLength as StepLength

_HOME_OF = {
    "Chapter": "listing",
    "Entry": "listing",
    "Level": "values",
    "LevelError": "errors",
    "LevelNotFound": "errors",
    "Library": "listing",
    "Problem": "errors",
    "RivalSpec": "values",
    "Senses": "values",
    "StepLength": "values",
    "json_schema": "schema",
    "library": "listing",
    "load_level": "loading",
    "parse_level": "loading",
}

__all__ = [
    "Chapter",
    "Entry",
    "Level",
    "LevelError",
    "LevelNotFound",
    "Library",
    "Problem",
    "RivalSpec",
    "Senses",
    "StepLength",
    "json_schema",
    "library",
    "load_level",
    "parse_level",
]


def __getattr__(name: str) -> Any:
    """Load a public name from its module on first use."""
    if name in _HOME_OF:
        value = getattr(import_module(f"{__name__}.{_HOME_OF[name]}"), name)
        globals()[name] = value
        return value
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")


def __dir__() -> list[str]:
    """List the public names, loaded or not."""
    return sorted(__all__)
