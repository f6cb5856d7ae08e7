"""hikergame new: files that pass `check`, seeds that are told, nothing lost or half-written."""

import json
import re
import shlex
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

from hikergame.cli import new
from hikergame.cli.completion import complete_classic, complete_difficulty
from hikergame.errors import ExitCode
from hikergame.files import FileError
from hikergame.landscape.terms import TERMS
from hikergame.level import json_schema, load_level, parse_level
from hikergame.level.claims import CLAIMS
from hikergame.level.scaffold import scaffold
from hikergame.optimizers import OPTIMIZERS
from hikergame.survey import survey
from hikergame.survey.certificate.claims import Evidence, judge
from hikergame.survey.certificate.ground import look_at_ground
from hikergame.survey.generation import DIFFICULTIES, searching

Run = Callable[..., subprocess.CompletedProcess[bytes]]
LINE = ("--random", "--dims", "1")


@pytest.fixture(autouse=True)
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return tmp_path


def said(done: subprocess.CompletedProcess[bytes]) -> str:
    return done.stderr.decode()


# a file to begin with


@pytest.mark.parametrize("dims", [1, 2])
def test_a_file_to_begin_with_is_sound_and_keeps_its_claims(run: Run, dims: int) -> None:
    done = run("new", "fox-hill.yaml", "--dims", str(dims))
    assert done.returncode == ExitCode.OK
    assert done.stdout == b""
    assert "hikergame play fox-hill.yaml" in said(done)
    assert run("check", "fox-hill.yaml").returncode == ExitCode.OK
    level = load_level("fox-hill.yaml")
    assert (level.title, level.dims) == ("Fox Hill", dims)
    found = survey(level)
    proofs = {one.claim: one for one in judge(Evidence(look_at_ground(level, found), (), {}))}
    assert level.claims
    assert all(proofs[claim].holds for claim in level.claims)


@pytest.mark.parametrize("dims", [1, 2])
def test_the_terms_that_fit_are_listed_with_their_fields(dims: int) -> None:
    text = scaffold(dims=dims)
    for name, cls in TERMS.items():
        assert (f"  {name} (" in text) is (dims in cls.dims)
    assert "  bowl (radius, depth, open): A round hollow" in text


@pytest.mark.parametrize("dims", [1, 2])
def test_every_key_of_it_is_explained(dims: int) -> None:
    lines = scaffold(dims=dims).splitlines()
    keys = [at for at, line in enumerate(lines) if re.match(r"[a-z_]+:", line)]
    told = {lines[at].split(":")[0] for at in keys if lines[at - 1].startswith("#")}
    # Its title and text speak for themselves, and the ground is explained key by key.
    assert {lines[at].split(":")[0] for at in keys} - told == {
        "summary",
        "landscape",
        "briefing",
        "debrief",
    }
    comments = " ".join(line for line in lines if line.lstrip().startswith("#"))
    for name in (*OPTIMIZERS, *CLAIMS):
        assert name in comments
    assert {lines[at].split(":")[0] for at in keys} < set(json_schema()["properties"])


@pytest.mark.parametrize(
    "title",
    ["Fox: Hill #1", "- yes", "null", '"', "1e3", "Füchse & Söhne", "'tis", "%a", "@b", "{", "山"],
)
def test_a_title_reads_back_as_it_was_said(run: Run, title: str) -> None:
    assert run("new", "a.yaml", "--title", title).returncode == ExitCode.OK
    assert load_level("a.yaml").title == title


# drawn by lot


def test_a_drawn_level_says_what_it_is(run: Run) -> None:
    done = run("new", "a.yaml", *LINE, "--seed", "5", "--valleys", "2", "--json")
    assert done.returncode == ExitCode.OK
    told = json.loads(done.stdout)
    level = load_level("a.yaml")
    assert told["path"] == "a.yaml"
    assert (told["title"], told["hash"]) == (level.title, level.hash)
    assert (told["seed"], told["dims"], told["steps"]) == (5, 1, level.steps)
    assert told["tries"] >= 1
    assert told["profile"]["valleys"] == 2
    assert told["profile"]["trap_depth"] == pytest.approx(0.15, abs=0.03)
    assert told["caution"] is None
    assert "The seed was 5" in said(done)
    assert run("check", "a.yaml").returncode == ExitCode.OK


def test_the_first_lines_make_the_same_file_again(run: Run) -> None:
    """Also where nobody chose a seed, and whatever stands in the title."""
    assert run("new", "a.yaml", *LINE, "--title", 'Fox "Hill" $1').returncode == ExitCode.OK
    text = Path("a.yaml").read_text(encoding="utf-8")
    lines = [line.removeprefix("#").strip() for line in text.splitlines()]
    command = " ".join(
        lines[1 : lines.index(next(x for x in lines if x.startswith("The next lines")))]
    )
    assert command.startswith("hikergame new FILE --random --seed ")
    args = shlex.split(command.replace("FILE", "b.yaml"))[1:]
    assert run(*args).returncode == ExitCode.OK
    assert Path("b.yaml").read_bytes() == Path("a.yaml").read_bytes()


def test_seeds_that_nobody_chose_differ(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    seeds = iter([11, 12])
    monkeypatch.setattr(new.secrets, "randbelow", lambda most: next(seeds))
    for seed in (11, 12):
        done = run("new", "-", *LINE, "--difficulty", "easy")
        assert f"The seed was {seed}" in said(done)
        assert f"--seed {seed} " in done.stdout.decode()


def test_standard_output_gets_the_file_and_nothing_else(run: Run, here: Path) -> None:
    done = run("new", "-", "--like", "sphere", "--dims", "1", "--seed", "0")
    assert done.returncode == ExitCode.OK
    assert parse_level(done.stdout).dims == 1
    assert "Sphere" in said(done)
    assert list(here.glob("*.yaml")) == []


def test_a_wish_that_cannot_be_met_leaves_nothing(run: Run, here: Path) -> None:
    done = run("new", "a.yaml", *LINE, "--ruggedness", "1", "--tries", "2", "--seed", "1")
    assert done.returncode == ExitCode.FAILURE
    assert "no level in 2 tries with seed 1" in said(done)
    assert re.search(r"The nearest was try \d: \d valleys, trap depth", said(done))
    assert list(here.glob("*")) == []


# what goes wrong


@pytest.mark.parametrize(
    ("args", "hint"),
    [
        (["a.yaml", "--like", "himelblau"], "did you mean 'himmelblau'?"),
        (["a.yaml", "--like", "beale", "--dims", "1"], "of 2 dimensions, not of 1"),
        (["a.yaml", "--like", "sphere", "--random"], "with --random or made after a classic"),
        (["a.yaml", "--valleys", "3"], "--valleys goes with --random"),
        (["a.yaml", "--like", "sphere", "--trap-depth", "0.1"], "--trap-depth goes with --random"),
        (["a.yaml", "--not-deceptive"], "--not-deceptive goes with --random"),
        (["a.yaml", "--deceptive"], "--deceptive goes with --random"),
        (["a.yaml", "--seed", "3"], "--seed goes with --random or --like"),
        (["a.yaml", "--random", "--difficulty", "hrad"], "did you mean 'hard'?"),
        (["a.yaml", "--random", "--valleys", "30"], "there may be 1 to 10"),
        (["a.yaml", "--random", "--valleys", "1", "--deceptive"], "deceives nobody"),
        (["a.yaml", "--dims", "3"], "dims"),
        (["a.yaml", "--random", "--seed", "-1"], "seed"),
        (["a.yaml", "--title", ""], "a title has 1 to 80 characters, not 0"),
        (["a.yaml", "--title", "x" * 81], "not 81"),
        (["a.yaml", "--title", "a\x1b[31m"], "a title may not hold U+001B"),
        (["a"], "name it a.yaml"),
        (["-", "--json"], "both ask for standard output"),
    ],
)
def test_a_wrong_command_line(run: Run, here: Path, args: list[str], hint: str) -> None:
    done = run("new", *args)
    assert done.returncode == ExitCode.USAGE
    assert hint in said(done)
    assert done.stdout == b""
    assert list(here.glob("*")) == []


def test_a_file_that_is_there_stays_unless_it_is_forced(run: Run) -> None:
    Path("a.yaml").write_text("mine", encoding="utf-8")
    done = run("new", "a.yaml")
    assert done.returncode == ExitCode.STORAGE
    assert "a.yaml is there already" in said(done)
    assert "--force" in said(done)
    assert Path("a.yaml").read_text(encoding="utf-8") == "mine"
    assert run("new", "a.yaml", "--force").returncode == ExitCode.OK
    assert load_level("a.yaml").title == "A"


def test_a_file_that_came_meanwhile_stays(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    def slow(*_: object) -> str:
        Path("a.yaml").write_text("mine", encoding="utf-8")
        return scaffold()

    monkeypatch.setattr(new, "_scaffold", slow)
    assert run("new", "a.yaml").returncode == ExitCode.STORAGE
    assert Path("a.yaml").read_text(encoding="utf-8") == "mine"


@pytest.mark.parametrize("target", [".", "none/a.yaml"])
def test_where_nothing_can_be_written(run: Run, target: str) -> None:
    assert run("new", target).returncode == FileError.exit_code


def test_ctrl_c_leaves_nothing_half_written(
    run: Run, here: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def interrupted(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(searching, "_try", interrupted)
    Path("a.yaml").write_text("mine", encoding="utf-8")
    done = run("new", "a.yaml", "--random", "--force")
    assert done.returncode == ExitCode.INTERRUPTED
    assert [path.name for path in here.iterdir()] == ["a.yaml"]
    assert Path("a.yaml").read_text(encoding="utf-8") == "mine"


# what help and completion say


def test_help_says_what_difficulties_mean(run: Run) -> None:
    text = " ".join(run("new", "--help").stdout.decode().split())
    words = {1: "one", 3: "three", 4: "four"}
    for name, means in DIFFICULTIES.items():
        assert f"{name} {words[means.valleys]} valley" in text
        assert not means.trap_depth or f"{means.trap_depth:g} deep" in text
    assert f"ruggedness {DIFFICULTIES['medium'].ruggedness:g}" in text
    assert new.TRIES == searching.TRIES


def test_completion_knows_classics_and_difficulties() -> None:
    assert [name for name, _ in complete_classic("him")] == ["himmelblau"]
    assert [name for name, _ in complete_difficulty("")] == list(DIFFICULTIES)


def test_progress_counts_tries_on_a_terminal(
    run: Run, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("TERM", "xterm")
    monkeypatch.setattr(new.sys.stderr, "isatty", lambda: True, raising=False)
    told: list[str] = []
    with new._progress("map") as watch:
        assert watch is not None
        from rich.progress import Progress

        monkeypatch.setattr(
            Progress, "update", lambda self, task, description: told.append(description)
        )
        watch(3, 40, "2 valleys")
    assert told == ["map 4 of 40 at most; the last one: 2 valleys"]
