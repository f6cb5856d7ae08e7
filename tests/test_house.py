"""The house as a whole: which way the arrows run, what an import costs, what is public."""

import subprocess
import sys
from pathlib import Path

import pytest

import hikergame

ROOT = Path(__file__).parent.parent


def modules_after(statement: str) -> set[str]:
    """Return the modules that a fresh interpreter holds after `statement`."""
    code = f"{statement}\nimport sys\nprint('\\n'.join(sys.modules))"
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True, cwd=ROOT
    )
    return set(done.stdout.split())


def test_arrows_point_one_way() -> None:
    linter = Path(sys.executable).with_name("lint-imports")
    done = subprocess.run([linter, "--no-cache"], capture_output=True, text=True, cwd=ROOT)
    assert done.returncode == 0, done.stdout + done.stderr


@pytest.mark.parametrize(
    ("statement", "kept_out"),
    [
        ("import hikergame", {"numpy", "yaml", "pydantic", "textual", "typer"}),
        ("import hikergame.cli.main", {"numpy", "yaml", "pydantic", "textual", "typer"}),
        ("import hikergame.cli.commands", {"numpy", "yaml", "pydantic", "textual"}),
        ("import hikergame.cli.opening", {"numpy", "yaml", "pydantic", "textual", "typer"}),
        ("import hikergame.landscape", {"yaml", "pydantic", "textual", "typer", "rich"}),
        ("import hikergame.optimizers", {"yaml", "pydantic", "textual", "hikergame.landscape"}),
        ("import hikergame.level", {"numpy", "pydantic", "textual"}),
        ("import hikergame.hike", {"textual", "typer", "rich"}),
        ("import hikergame.hikers", {"textual", "typer", "rich"}),
        ("import hikergame.profile", {"numpy", "textual", "typer", "rich"}),
        ("import hikergame.tui.app", {"numpy", "pydantic", "typer"}),
    ],
)
def test_an_import_brings_in_no_more_than_it_needs(statement: str, kept_out: set[str]) -> None:
    assert not kept_out & modules_after(statement)


def test_every_public_name_is_there_and_none_else() -> None:
    assert dir(hikergame) == sorted(hikergame.__all__)
    for name in hikergame.__all__:
        assert getattr(hikergame, name) is not None


def test_an_unknown_name_is_an_attribute_error() -> None:
    with pytest.raises(AttributeError, match="no attribute 'hill'"):
        hikergame.hill  # noqa: B018
