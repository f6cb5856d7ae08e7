"""The README keeps its word: its commands are CI's, its example runs, its level is sound."""

import re
from pathlib import Path

from hikergame.level import parse_level

ROOT = Path(__file__).parent.parent
README = (ROOT / "README.md").read_text(encoding="utf-8")


def blocks(language: str) -> list[str]:
    return re.findall(rf"```{language}\n(.*?)```", README, re.DOTALL)


def test_the_python_examples_run_one_after_the_other(capsys: object) -> None:
    names: dict[str, object] = {}
    for example in blocks("python"):
        exec(compile(example, "README.md", "exec"), names)
    assert len(blocks("python")) == 2


def test_the_example_level_is_sound() -> None:
    (example,) = blocks("yaml")
    assert parse_level(example).title == "The False Valley"


def test_ci_runs_the_test_command_that_the_readme_gives() -> None:
    command = "python3 -m venv .venv && .venv/bin/pip install -e '.[test]' && .venv/bin/pytest"
    assert f"    {command}\n" in README
    steps = (ROOT / ".ci" / "run").read_text(encoding="utf-8")
    for step in ("python3 -m venv .venv", "-e '.[test]'", "\n.venv/bin/pytest\n"):
        assert step in steps


def test_what_the_readme_links_to_is_there() -> None:
    for target in re.findall(r"\]\(([^)#:]+)\)", README):
        assert (ROOT / target).is_file(), target
