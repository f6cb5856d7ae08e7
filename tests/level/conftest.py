"""Sample levels, and what is wrong with variations of them."""

from collections.abc import Callable
from pathlib import Path

import pytest

from hikergame.level import LevelError, parse_level

DATA = Path(__file__).parent / "data"


@pytest.fixture(scope="session")
def samples() -> dict[str, Path]:
    """The sample levels by their ids."""
    return {path.stem.removeprefix("01-"): path for path in sorted(DATA.glob("*.yaml"))}


@pytest.fixture(scope="session")
def valley(samples: dict[str, Path]) -> str:
    """The text of a sound level."""
    return samples["the-false-valley"].read_text(encoding="utf-8")


@pytest.fixture(scope="session")
def problems() -> Callable[[str | bytes], list[str]]:
    """Return every problem of a text as "line:column: message; hint"."""

    def of(text: str | bytes) -> list[str]:
        try:
            parse_level(text, file="f")
        except LevelError as error:
            return [str(problem).removeprefix("f:") for problem in error.problems]
        return []

    return of
