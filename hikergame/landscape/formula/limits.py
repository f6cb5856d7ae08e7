"""How much a formula may ask for."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Limits:
    """Bounds on a formula's text; what passes them is cheap to read, compile and compute."""

    length: int = 10_000
    """Characters."""
    tokens: int = 4_000
    """Numbers, names, operators and signs."""
    depth: int = 100
    """Parentheses, functions, signs and powers inside one another."""
    exponent: float = 100.0
    """The largest constant exponent, and minus the smallest."""


LIMITS = Limits()
"""The limits for level files."""
