"""Blind hikers on the command line: as rivals, in races, and as whom a hike is compared with."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from hikergame.errors import ExitCode
from hikergame.hikers.blind import send_out
from hikergame.level import load_level

from .conftest import DATA, Done

Run = Callable[..., Done]

LINE = DATA / "line.yaml"


def test_a_race_has_room_for_both_families(run: Run) -> None:
    names = ("scout", "downhill:rate=0.5", "gradient-descent:learning_rate=0.1")
    args = [word for name in names for word in ("--rival", name)]
    done = run("race", "two-valleys", "--json", "--seed", "3", *args)
    scout, downhill, descent = json.loads(done.stdout)["rivals"]
    assert [one["name"] for one in (scout, downhill, descent)] == [
        "scout", "downhill", "gradient-descent",
    ]  # fmt: skip
    assert scout["track"] == send_out(load_level("two-valleys"), "scout", seed=3).track.tolist()
    assert scout["flag"]
    assert not descent["flag"]
    assert "rate 0.5" in downhill["setting"]


def test_a_hike_beside_a_blind_hiker_is_told_recorded_and_verified(
    run: Run, tmp_path: Path
) -> None:
    record = tmp_path / "hike.json"
    done = run(
        "play", "two-valleys", "--plain", "--rival", "scout", "--record", record,
        stdin=b"d 1\nd 1\nflag\n",
    )  # fmt: skip
    said = done.stdout.decode()
    assert "Beside you walks scout, exploring with long steps" in said
    assert "; scout, our best blind hiker, to 7.0 in" in said
    assert "Scout went down into the valley at hand" in said
    assert run("verify", record).returncode == ExitCode.OK
    kept = json.loads(record.read_text("utf-8"))
    assert kept["rival"] == {"name": "scout", "settings": {}}
    kept["rival"]["name"] = "scuot"
    record.write_text(json.dumps(kept), "utf-8")
    refused = run("verify", record)
    assert refused.returncode == ExitCode.BAD_RECORD
    assert b"there is no rival 'scuot'; did you mean 'scout'?" in refused.stderr


def test_a_rival_takes_settings(run: Run) -> None:
    done = run("play", LINE, "--plain", "--rival", "gradient-descent:learning_rate=0.125")
    assert b"gradient descent, learning rate 0.125" in done.stdout


@pytest.mark.parametrize("name", ["scuot", "downhil", "downhill:rate=0", "scout:x=1"])
@pytest.mark.parametrize("command", [("play", "--plain"), ("race",)])
def test_a_rival_that_nobody_is_is_refused_at_once(
    run: Run, name: str, command: tuple[str, ...]
) -> None:
    done = run(*command, LINE, "--rival", name)
    assert done.returncode == ExitCode.USAGE
    assert not done.stdout


def test_a_certified_level_tells_your_place_with_a_bar(run: Run) -> None:
    lines = run("play", "two-valleys", "--plain", stdin=b"d 1\nflag\n").stdout.decode().splitlines()
    for measure, than in (
        ("Points", "better"),
        ("Steps used", "fewer"),
        ("Metres climbed from step to step", "less"),
    ):
        (at,) = (i for i, line in enumerate(lines) if line.startswith(f"{measure}: "))
        assert than in lines[at]
        assert lines[at].endswith("of 100 blind walks.")
        bar = lines[at + 1].split()[1]
        assert bar.replace("you", "").strip("=").strip("-") == ""
        assert len(bar) == 43
    assert any("our best blind hiker to 7.0 in 15 steps." in line for line in lines)


def test_a_level_of_your_own_says_how_to_get_compared(run: Run) -> None:
    done = run("play", LINE, "--plain", stdin=b"flag\n")
    assert b"hikergame certify line.yaml" in done.stdout
