"""The rules of a hike: places, moves, budget, end."""

from enum import Enum


class Outcome(Enum):
    """How a hike ended."""

    TERMINATED = "terminated"
    """The hiker planted the flag."""
    TRUNCATED = "truncated"
    """The steps ran out."""
