"""`hikergame new`: a level file to begin with, written, drawn at random, or after a classic."""

import secrets
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, ClassVar

import typer

from hikergame.cli.completion import complete_classic, complete_difficulty
from hikergame.cli.guard import say
from hikergame.cli.text import one_line
from hikergame.errors import ExitCode, HikergameError

if TYPE_CHECKING:
    from hikergame.level import Level
    from hikergame.survey.generation import Made
    from hikergame.survey.generation.made import Watch

_STDOUT = "-"
_SEEDS = 1_000_000
"""A seed that nobody chose is below this: short enough to be told to others."""
TRIES = 40
"""What `hikergame.survey.generation` tries unless more is asked for."""

_Like = Annotated[
    str | None,
    typer.Option(
        metavar="CLASSIC",
        help="On a test function of the literature, scaled, shifted and turned.",
        autocompletion=complete_classic,
        show_default=False,
    ),
]
_Random = Annotated[bool, typer.Option("--random", help="On ground drawn by lot.")]
_Difficulty = Annotated[
    str | None,
    typer.Option(
        metavar="WORD",
        help="With --random: easy, medium (if nothing is said) or hard.",
        autocompletion=complete_difficulty,
        show_default=False,
    ),
]
_Valleys = Annotated[
    int | None,
    typer.Option(metavar="N", help="With --random: how many valleys.", show_default=False),
]
_TrapDepth = Annotated[
    float | None,
    typer.Option(
        metavar="SHARE",
        help="With --random: the climb out of the deepest trap, as a share of all heights.",
        show_default=False,
    ),
]
_Ruggedness = Annotated[
    float | None,
    typer.Option(
        metavar="SHARE",
        help="With --random: 0 for smooth ground, 1 for slopes as if drawn by lot.",
        show_default=False,
    ),
]
_Deceptive = Annotated[
    bool | None,
    typer.Option(
        "--deceptive/--not-deceptive",
        help="With --random: slopes lead into the deepest trap, or to the deepest valley.",
        show_default=False,
    ),
]
_Seed = Annotated[
    int | None,
    typer.Option(
        metavar="N",
        min=0,
        help="The same seed makes the same level; without, one is chosen and told.",
        show_default=False,
    ),
]
_Tries = Annotated[int, typer.Option(metavar="N", min=1, help="With --random: maps to try.")]
_Dims = Annotated[int, typer.Option(metavar="N", min=1, max=2, help="1 for a line, 2 for a map.")]
_Title = Annotated[
    str | None, typer.Option(metavar="TEXT", help="What the level is called.", show_default=False)
]
_Force = Annotated[bool, typer.Option("--force", help="Overwrite a file that is there.")]
_Json = Annotated[bool, typer.Option("--json", help="Print what was made, for programs.")]


class NewError(HikergameError):
    """What to make is said twice, or what was said goes with something else."""

    exit_code: ClassVar[ExitCode] = ExitCode.USAGE


class AlreadyThereError(HikergameError):
    """A new file would take the place of another one."""

    exit_code: ClassVar[ExitCode] = ExitCode.STORAGE


def new(
    file: Annotated[str, typer.Argument(metavar="FILE", help="The new file; - to print it.")],
    like: _Like = None,
    random: _Random = False,
    difficulty: _Difficulty = None,
    valleys: _Valleys = None,
    trap_depth: _TrapDepth = None,
    ruggedness: _Ruggedness = None,
    deceptive: _Deceptive = None,
    seed: _Seed = None,
    tries: _Tries = TRIES,
    dims: _Dims = 2,
    title: _Title = None,
    force: _Force = False,
    as_json: _Json = False,
) -> None:
    """Begin a level: a commented file that can be played as it is, and changed.

    With --random its ground is drawn by lot until the survey says that it is what was asked
    for; with --like it is that of a classic.
    """
    wishes = {
        "difficulty": difficulty,
        "valleys": valleys,
        "trap_depth": trap_depth,
        "ruggedness": ruggedness,
        "deceptive": deceptive,
    }
    _require_one_order(like, random, wishes, seed)
    path = _target(file, force=force, as_json=as_json)
    title = _fair(title)
    if like is None and not random:
        _finish(path, _scaffold(path, title, dims), force=force, as_json=as_json)
        return
    chosen = secrets.randbelow(_SEEDS) if seed is None else seed
    if like is None:
        made = _generated(wishes, chosen, dims, title, tries)
    else:
        made = _imitated(like, chosen, dims, title)
    _finish(path, made.text, force=force, as_json=as_json, made=made, seed=chosen)


def _require_one_order(
    like: str | None, random: bool, wishes: dict[str, Any], seed: int | None
) -> None:
    """Raise NewError where options do not go together."""
    if like is not None and random:
        raise NewError("a level is drawn with --random or made after a classic with --like")
    said = [name for name, wish in wishes.items() if wish is not None]
    if said and not random:
        option = said[0].replace("_", "-")
        option = "not-deceptive" if wishes.get(said[0]) is False else option
        raise NewError(f"--{option} goes with --random, which draws the ground by lot")
    if seed is not None and like is None and not random:
        raise NewError("--seed goes with --random or --like; nothing else is left to chance")


def _target(file: str, *, force: bool, as_json: bool) -> Path | None:
    """Return where to write; None for standard output.

    Raises FileError, AlreadyThereError, and NewError for what is no level file's name.
    """
    if file == _STDOUT:
        if as_json:
            raise NewError("--json and - both ask for standard output; name a file")
        return None
    from hikergame.cli.files import check_writable
    from hikergame.level.files import SUFFIXES

    path = Path(file)
    check_writable(path, "mine.yaml")
    if path.suffix not in SUFFIXES:
        raise NewError(f"a level file ends in .yaml: name it {path.name}.yaml, not {path.name}")
    _require_room(path, force=force)
    return path


def _require_room(path: Path, *, force: bool) -> None:
    if path.exists() and not force:
        raise AlreadyThereError(
            f"{path} is there already; name another file, or say --force to overwrite it"
        )


def _fair(title: str | None) -> str | None:
    if title is None:
        return None
    from hikergame.level.scaffold import fair_title

    return fair_title(title)


def _scaffold(path: Path | None, title: str | None, dims: int) -> str:
    """Return a level to begin with, called after its file unless a title is given."""
    from hikergame.level.errors import ScaffoldError
    from hikergame.level.scaffold import fair_title, scaffold

    if title is None and path is not None:
        try:
            title = fair_title(path.stem.replace("-", " ").replace("_", " ").title())
        except ScaffoldError:
            title = None
    return scaffold(dims=dims) if title is None else scaffold(title, dims=dims)


def _imitated(name: str, seed: int, dims: int, title: str | None) -> "Made":
    from hikergame.survey.generation import imitate

    with _progress("window") as watch:
        return imitate(name, seed=seed, dims=dims, title=title, watch=watch)


def _generated(
    wishes: dict[str, Any], seed: int, dims: int, title: str | None, tries: int
) -> "Made":
    from hikergame.survey.generation import generate, wish

    difficulty = wishes.pop("difficulty") or "medium"
    wished = wish(difficulty, dims=dims, **wishes)
    with _progress("map") as watch:
        return generate(wished, seed, title=title, tries=tries, watch=watch)


@contextmanager
def _progress(what: str) -> Iterator["Watch | None"]:
    """Say on a terminal which try is under way, and what the last one was instead."""
    if not sys.stderr.isatty():
        yield None
        return
    from rich.console import Console
    from rich.progress import Progress, SpinnerColumn, TextColumn, TimeElapsedColumn
    from rich.table import Column

    said = TextColumn(
        "{task.description}",
        markup=False,
        table_column=Column(no_wrap=True, overflow="ellipsis", ratio=1),
    )
    columns = SpinnerColumn("line"), TimeElapsedColumn(), said
    with Progress(*columns, console=Console(stderr=True), transient=True, expand=True) as bar:
        task = bar.add_task(f"{what} 1", total=None)

        def watch(number: int, most: int, reason: str) -> None:
            words = f"{what} {number + 1} of {most} at most; the last one: {reason}"
            bar.update(task, description=words)

        yield watch


def _finish(
    path: Path | None,
    text: str,
    *,
    force: bool,
    as_json: bool,
    made: "Made | None" = None,
    seed: int | None = None,
) -> None:
    """Write the level, and say what it is and what to do with it."""
    from hikergame.level import parse_level

    level = parse_level(text) if made is None else made.level
    if path is None:
        print(text, end="", flush=True)
    else:
        from hikergame.files import write_whole

        # It may have come while the level was made.
        _require_room(path, force=force)
        write_whole(path, text)
    if as_json:
        import json

        print(json.dumps(_object(path, level, made, seed), indent=2))
    for line in _lines(path, level, made, seed):
        say(line)


def _object(
    path: Path | None, level: "Level", made: "Made | None", seed: int | None
) -> dict[str, Any]:
    """Return what was made as an object for JSON."""
    from dataclasses import asdict

    return {
        "path": None if path is None else str(path),
        "title": level.title,
        "dims": level.dims,
        "steps": level.steps,
        "hash": level.hash,
        "claims": list(level.claims),
        "seed": seed,
        "tries": None if made is None else made.tries,
        "profile": None if made is None else asdict(made.profile),
        "caution": None if made is None else made.caution or None,
    }


def _lines(
    path: Path | None, level: "Level", made: "Made | None", seed: int | None
) -> Iterator[str]:
    """Yield what to say of a new level."""
    name = "standard output" if path is None else str(path)
    yield one_line(f"{name}: {level.title!r}, {level.dims}-D, {level.steps} steps")
    if made is not None:
        from hikergame.survey.generation.wording import figures

        tries = "1 try" if made.tries == 1 else f"{made.tries} tries"
        yield f"Its survey says: {figures(made.profile)}; {tries}."
        if made.caution:
            yield f"It could not be certified: {made.caution}."
        yield f"The seed was {seed}; the file's first lines say how to make it again."
    if path is not None:
        named = one_line(f'"{path}"' if " " in str(path) else str(path))
        yield f"Now play it: hikergame play {named}"
