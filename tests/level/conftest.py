"""Sample levels, what is wrong with variations of them, and packs of them."""

import zipfile
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

from hikergame.level import LevelError, parse_level

from .packs import Build

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


@pytest.fixture
def level(valley: str) -> str:
    """The text of a sound level that names a chapter of its own."""
    return valley


@pytest.fixture
def as_zip(tmp_path: Path) -> Build:
    """Return a builder of archives from names and contents."""

    def build(files: Mapping[str, bytes | str]) -> Path:
        path = tmp_path / "pack.zip"
        with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as made:
            for name, content in files.items():
                made.writestr(name, content)
        return path

    return build


@pytest.fixture
def as_folder(tmp_path: Path) -> Build:
    """Return a builder of folders from names and contents."""

    def build(files: Mapping[str, bytes | str]) -> Path:
        root = tmp_path / "pack"
        root.mkdir()
        for name, content in files.items():
            (root / name).parent.mkdir(parents=True, exist_ok=True)
            data = content.encode() if isinstance(content, str) else content
            (root / name).write_bytes(data)
        return root

    return build


@pytest.fixture(params=["folder", "zip"])
def build(request: pytest.FixtureRequest, as_zip: Build, as_folder: Build) -> Build:
    """Either of the two."""
    return as_zip if request.param == "zip" else as_folder
