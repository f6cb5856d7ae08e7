"""Levels: YAML files, checked strictly, made into values; and the library of shipped ones.

Listing the library needs neither numpy nor pydantic; names load on first use (PEP 562).
"""

from typing import TYPE_CHECKING

from hikergame.lazy import lazy_names

if TYPE_CHECKING:
    from hikergame.level.errors import LevelError as LevelError
    from hikergame.level.errors import LevelNotFound as LevelNotFound
    from hikergame.level.errors import PackError as PackError
    from hikergame.level.errors import Problem as Problem
    from hikergame.level.listing import Chapter as Chapter
    from hikergame.level.listing import Entry as Entry
    from hikergame.level.listing import Library as Library
    from hikergame.level.listing import library as library
    from hikergame.level.loading import load_level as load_level
    from hikergame.level.loading import parse_level as parse_level
    from hikergame.level.pack import Pack as Pack
    from hikergame.level.pack import open_pack as open_pack
    from hikergame.level.schema import json_schema as json_schema
    from hikergame.level.values import Level as Level
    from hikergame.level.values import RivalSpec as RivalSpec
    from hikergame.level.values import Senses as Senses
    from hikergame.level.values import StepLength as StepLength

__all__ = [
    "Chapter",
    "Entry",
    "Level",
    "LevelError",
    "LevelNotFound",
    "Library",
    "Pack",
    "PackError",
    "Problem",
    "RivalSpec",
    "Senses",
    "StepLength",
    "json_schema",
    "library",
    "load_level",
    "open_pack",
    "parse_level",
]

__getattr__, __dir__ = lazy_names(
    __name__,
    {
        ".errors": ("LevelError", "LevelNotFound", "PackError", "Problem"),
        ".listing": ("Chapter", "Entry", "Library", "library"),
        ".loading": ("load_level", "parse_level"),
        ".pack": ("Pack", "open_pack"),
        ".schema": ("json_schema",),
        ".values": ("Level", "RivalSpec", "Senses", "StepLength"),
    },
)
