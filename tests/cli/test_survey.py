"""hikergame survey: the sheet, the object, the pictures, and odd ground."""

import io
import json
import re
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from xml.etree import ElementTree

import numpy as np
import pytest

from hikergame.cli.sheet.lines import sheet
from hikergame.cli.sheet.objects import as_object
from hikergame.cli.sheet.terminal import Colours, Terminal, terminal
from hikergame.errors import ExitCode
from hikergame.landscape import Landscape
from hikergame.level import Level, library, load_level
from hikergame.survey import Limits, survey
from tests.conftest import MakeLevel

Run = Callable[..., subprocess.CompletedProcess[bytes]]

ROOT = Path(__file__).parents[2]
DATA = Path(__file__).parent / "data"
FALSE_VALLEY, LINE, SPACE = (DATA / f"{name}.yaml" for name in ("false-valley", "line", "space"))
PLAIN = Terminal(80, blocks=True, colours=Colours.NONE)
ESCAPE = re.compile(r"\x1b\[[0-9;]*m")


def found(text: str) -> str:
    """Return a sheet without what rounding decides: how narrow a proof is."""
    return re.sub(r"more than \S+ lower", "more than nothing lower", " ".join(text.split()))


# the sheet


@pytest.mark.parametrize("name", ["false-valley", "line", "space"])
def test_the_sheet(run: Run, name: str) -> None:
    """A map or a profile with its marks, valleys in figures, land by height, the method."""
    done = run("survey", DATA / f"{name}.yaml")
    assert done.stderr == b""
    assert done.returncode == ExitCode.OK
    golden = (DATA / f"{name}.sheet.txt").read_text(encoding="utf-8")
    text = done.stdout.decode()
    assert found(text) == found(golden)
    assert [len(line) for line in text.splitlines()[3:17]] == [
        len(line) for line in golden.splitlines()[3:17]
    ]


def test_places_are_told_apart_however_far_off_the_map_lies(make_level: MakeLevel) -> None:
    """As on an elevation map with the coordinates of its country."""
    west, south = 465_000.0, 5_245_000.0

    def ground(x: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
        away = x - np.array([west + 433.25, south + 712.25])
        return np.sum(away**2, axis=-1), 2.0 * away

    box = [(west, west + 1000.0), (south, south + 1000.0)]
    start = np.array([west + 12.25, south + 25.0])
    level = make_level(Landscape.from_function(ground, box), start=start)
    text = "\n".join(sheet(level, survey(level, prove=False), PLAIN))
    assert "start (465012, 5245025)" in text
    assert "  1  (465433, 5245712)" in text


@pytest.mark.parametrize("entry", library().entries, ids=lambda entry: entry.id)
@pytest.mark.parametrize("width", [64, 120])
def test_the_sheet_of_every_level_fits(entry: object, width: int) -> None:
    level = load_level(entry.path)  # type: ignore[attr-defined]
    lines = sheet(
        level, survey(level, accurate=False, prove=False), Terminal(width, True, Colours.NONE)
    )
    assert lines[0] == level.title
    assert max(map(len, lines)) <= width


def test_places_of_many_numbers_stand_beneath(make_level: MakeLevel) -> None:
    """Ten coordinates are wider than a terminal; each line is to fit it nevertheless."""

    def ground(x: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
        return np.sum((x - 1.25) ** 2, axis=-1), 2.0 * (x - 1.25)

    landscape = Landscape.from_function(ground, [(-4.0, 4.0)] * 10)
    level = make_level(landscape, start=np.full(10, -3.25))
    lines = sheet(level, survey(landscape, prove=False), PLAIN)
    assert max(map(len, lines)) <= PLAIN.width
    assert f"place: ({', '.join(['1.25'] * 10)})" in found("\n".join(lines))


def test_what_is_rounding_is_told_as_nought(make_level: MakeLevel) -> None:
    """A bottom at 0 in height and place, found to within 1e-20."""
    box = [(-3.0, 4.0), (-3.0, 4.0)]
    landscape = Landscape.from_function(
        lambda x: (np.sum((x - 1e-20) ** 2, axis=-1) + 1e-30, 2.0 * (x - 1e-20)), box
    )
    level = make_level(landscape, start=np.array([1.0, 2.0]))
    text = "\n".join(sheet(level, survey(landscape), PLAIN))
    assert "  1  (0, 0)       0  100.0 %" in text


def test_a_terminal_without_blocks_gets_ascii(spawn: Run) -> None:
    done = spawn("survey", FALSE_VALLEY, PYTHONIOENCODING="ascii")
    assert done.returncode == ExitCode.OK
    text = done.stdout.decode("ascii")
    assert "?" not in text
    assert "###" in text


def test_a_pipe_gets_no_colours(run: Run) -> None:
    assert b"\x1b" not in run("survey", FALSE_VALLEY, TERM="xterm-256color").stdout


@pytest.mark.parametrize(
    ("environment", "colours"),
    [
        ({"TERM": "xterm-256color"}, Colours.FEW),
        ({"TERM": "xterm", "COLORTERM": "truecolor"}, Colours.ALL),
        ({"TERM": "xterm-256color", "NO_COLOR": "1"}, Colours.NONE),
        ({"TERM": "dumb", "COLORTERM": "truecolor"}, Colours.NONE),
        ({"TERM": "vt100"}, Colours.NONE),
    ],
)
def test_a_terminal_gets_the_colours_it_wants(
    environment: dict[str, str], colours: Colours, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("TERM", "COLORTERM", "NO_COLOR"):
        monkeypatch.delenv(name, raising=False)
    for name, value in environment.items():
        monkeypatch.setenv(name, value)
    stream = io.TextIOWrapper(io.BytesIO(), encoding="utf-8")
    monkeypatch.setattr(stream, "isatty", lambda: True)
    monkeypatch.setattr(sys, "stdout", stream)
    assert terminal().colours is colours


@pytest.mark.parametrize("colours", [Colours.FEW, Colours.ALL])
@pytest.mark.parametrize("path", [FALSE_VALLEY, LINE], ids=["map", "profile"])
def test_colours_change_nothing_but_the_ground(path: Path, colours: Colours) -> None:
    level = load_level(path)
    surveyed = survey(level)
    plain = sheet(level, surveyed, PLAIN)
    coloured = sheet(level, surveyed, Terminal(80, blocks=True, colours=colours))
    assert any("\x1b" in line for line in coloured)
    for line, other in zip(coloured, plain, strict=True):
        bare = ESCAPE.sub("", line)
        assert bare.rstrip() == other or set(bare[8:]) <= set("▀▄ 12xo")
        assert not ESCAPE.search(line) or line.endswith("\x1b[0m")


# odd ground


def bad(height: Callable[[np.ndarray], np.ndarray], dims: int = 2) -> Landscape:
    def function(x: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
        return height(x), np.zeros_like(x)

    return Landscape.from_function(function, [[-4, 4]] * dims)


def raises(x: np.ndarray) -> np.ndarray:
    if (x[..., 0] > 3.6).any():
        raise ZeroDivisionError("no ground here")
    return x[..., 0] ** 2


@pytest.mark.parametrize(
    ("height", "said"),
    [
        (lambda x: np.where(x[..., 0] > 1, np.nan, 0.0), "no finite height"),
        (lambda x: np.where(x[..., 0] > 1, np.inf, 0.0), "no finite height"),
        (lambda x: np.where(x[..., 0] > 1, 5.0, 0.0), "jumps by 5 at"),
        (lambda x: x[..., 0] * 3.0, "slope"),
        (lambda x: np.full(x.shape[:-1], np.nan), "no finite height"),
        (raises, "no ground here"),
    ],
)
@pytest.mark.parametrize("dims", [1, 2])
def test_what_is_wrong_with_ground_stands_at_the_top(
    make_level: MakeLevel, height: Callable[[np.ndarray], np.ndarray], said: str, dims: int
) -> None:
    level = make_level(bad(height, dims))
    surveyed = survey(level, resolution=64)
    lines = sheet(level, surveyed, PLAIN)
    assert lines[3] == "Problems"
    assert said in " ".join(" ".join(lines[4:8]).split())
    told = as_object(level, surveyed)["problems"]
    assert any(said in problem["message"] for problem in told)
    json.dumps(as_object(level, surveyed), allow_nan=False)


def test_a_search_that_was_cut_short_is_told(make_level: MakeLevel) -> None:
    level = make_level(two_valleys())
    limits = Limits(grid_points=100, seeds=1)
    lines = sheet(level, survey(level, limits=limits), PLAIN)
    assert "Limits met" in lines


def two_valleys() -> Landscape:
    def function(x: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
        a, b = x[..., 0], x[..., 1]
        slopes = np.stack([4 * a * (a * a - 4.0) + 0.5, 2 * b], axis=-1)
        return (a * a - 4.0) ** 2 + 0.5 * a + b * b, slopes

    return Landscape.from_function(function, [[-4, 4], [-3, 3]])


def test_flats_kinks_and_doubts_are_named(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "odd.yaml"
    ground = "max(0, x^2 + y^2 - 4) + 5*max(0, 1 - (x + 4)^2 - (y - 1)^2) - 3*max(0, x - 4)^2"
    path.write_text(LINE.read_text().replace("{x: [-8, 8]}", "{x: [-8, 8], y: [-3, 3]}")
                    .replace("bowl: {at: [3], radius: 6, depth: 9}", f'formula: "{ground}"')
                    .replace("[-5]", "[-5, 0]"))  # fmt: skip
    text = run("survey", path).stdout.decode()
    assert re.search(r"^Valleys: \d+\. Flats: 1\.$", text, re.MULTILINE)
    assert re.search(r"^  A +\(.*\) +0 +\d", text, re.MULTILINE)
    assert "level over" in text
    assert "a floor" in text


def test_a_tip_a_ravine_and_the_fence_are_remarked_upon() -> None:
    said = {
        "the-swing": "a tip, where no slope is zero",
        "the-long-ravine": "a ravine: bends 36 times as much across as along",
        "away-from-the-goal": "at the fence",
    }
    for name, remark in said.items():
        level = load_level(name)
        assert remark in "\n".join(sheet(level, survey(level, resolution=64), PLAIN))


# for programs


def keys(value: object) -> set[str]:
    """Return all keys of objects within objects and lists."""
    if isinstance(value, dict):
        return set(value).union(*map(keys, value.values()))
    if isinstance(value, list):
        return set().union(*map(keys, value[:50]))
    return set()


def test_every_key_of_the_object_is_documented(run: Run) -> None:
    told = json.loads(run("survey", FALSE_VALLEY, "--json").stdout)
    pages = (ROOT / "docs" / "survey.md").read_text(encoding="utf-8")
    documented = set(re.findall(r"`([a-z_]+)`", pages))
    assert keys(told) <= documented


def test_the_object_says_what_the_survey_does(false_valley: Level, run: Run) -> None:
    told = json.loads(run("survey", FALSE_VALLEY, "--json").stdout)
    surveyed = survey(false_valley)
    assert told["level"]["hash"] == false_valley.hash
    assert [minimum["value"] for minimum in told["minima"]] == [m.value for m in surveyed.minima]
    assert told["minima"][0]["trap_depth"] is None
    over = told["saddles"][told["minima"][1]["saddle"]]
    assert over["value"] - told["minima"][1]["value"] == pytest.approx(
        told["minima"][1]["trap_depth"]
    )
    assert told["deepest"]["certainty"] == "proven"
    assert surveyed.basins is not None
    labels = np.repeat(*np.array(told["basins"]["runs"]).T).reshape(told["basins"]["shape"])
    assert (labels == surveyed.basins.labels).all()


def test_fast_is_rough_and_says_so(run: Run) -> None:
    told = json.loads(run("survey", FALSE_VALLEY, "--fast", "--json", "--resolution", "32").stdout)
    assert told["basins"]["shape"] == [32, 32]
    assert not told["basins"]["traced"]
    assert told["deepest"]["certainty"] == "found"


# pictures


def test_pictures_are_written_whole_beside_the_sheet(run: Run, tmp_path: Path) -> None:
    svg, png = tmp_path / "map.svg", tmp_path / "map.png"
    done = run("survey", FALSE_VALLEY, "--svg", svg, "--png", png)
    assert done.returncode == ExitCode.OK
    assert done.stdout.startswith(b"The False Valley\n")
    assert str(svg) in done.stderr.decode()
    root = ElementTree.parse(svg).getroot()
    assert root.findtext("{http://www.w3.org/2000/svg}title") == "The False Valley"
    assert png.read_bytes().startswith(b"\x89PNG\r\n\x1a\n")
    assert sorted(path.name for path in tmp_path.iterdir() if path.is_file()) == [
        "map.png",
        "map.svg",
    ]


def test_the_seed_is_that_of_the_rivals(run: Run, tmp_path: Path) -> None:
    noisy = tmp_path / "noisy.yaml"
    noisy.write_text(LINE.read_text() + "readout: {slope: {noise: 2}}\n")
    for number in (1, 1, 2):
        run("survey", noisy, "--fast", "--seed", number, "--svg", tmp_path / f"{number}.svg")
    assert (tmp_path / "1.svg").read_text() != (tmp_path / "2.svg").read_text()


@pytest.mark.parametrize(
    ("args", "code", "said"),
    [
        ((SPACE, "--png", "map.png"), ExitCode.USAGE, "one coordinate or two"),
        ((LINE, "--svg", "no/map.svg"), ExitCode.STORAGE, "there is no folder"),
        ((LINE, "--png", "."), ExitCode.STORAGE, "name a file in it, such as map.png"),
        (("the-swimg",), ExitCode.BAD_LEVEL, "did you mean 'the-swing'?"),
        ((LINE, "--resolution", "4"), ExitCode.USAGE, "resolution"),
    ],
)
def test_what_cannot_be_done_is_told_before_the_work(
    run: Run,
    args: tuple[str, ...],
    code: ExitCode,
    said: str,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.chdir(tmp_path)
    done = run("survey", *args)
    assert said in done.stderr.decode()
    assert done.stdout == b""
    assert done.returncode == code
    assert not list(tmp_path.glob("*.*"))


def test_the_sheet_brings_in_no_screen() -> None:
    code = (
        "import hikergame.cli.sheet.lines, hikergame.survey.picture.paint, sys; print(*sys.modules)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert not {"textual", "rich", "typer"} & set(done.stdout.split())
