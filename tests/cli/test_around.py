"""Choosing a level, and what comes after a hike, as lines to lines."""

from pathlib import Path

import pytest

from hikergame.cli.plain.around import Afterwards, Choosing
from hikergame.cli.plain.stage import Event, Stage
from hikergame.cli.plain.walking import Setup, Walking
from hikergame.hikers import Outing, Reveal
from hikergame.level import Chapter, Entry, Level, LevelNotFound, Library


def entry(number: int, level_id: str, title: str) -> Entry:
    return Entry(level_id, Path(f"{level_id}.yaml"), title, "c", f"About {title}.", number)


@pytest.fixture
def shelf() -> Library:
    one, two = entry(1, "one", "The One"), entry(2, "other-hill", "Other \x1b[2JHill")
    return Library((Chapter("c", "Hills", "Some hills.", (one, two)),), ())


def revealed(level: Level) -> Reveal:
    outing = Outing(level)
    outing.plant_flag()
    return outing.reveal()


class Opened:
    """Opens the same ground whatever is asked for, and remembers what was."""

    def __init__(self, level: Level) -> None:
        self.level = level
        self.asked: list[str] = []

    def __call__(self, source: str) -> Stage:
        self.asked.append(source)
        if source == "other-hill":
            raise LevelNotFound(source, "that hill is closed", None)
        return Walking(Setup(self.level))


@pytest.fixture
def opened(line: Level) -> Opened:
    return Opened(line)


def test_the_list_numbers_every_level_and_tells_its_medals(shelf: Library, opened: Opened) -> None:
    choosing = Choosing(shelf, opened, lambda: {"one": ("rival", "valley"), "gone": ()})
    assert choosing.begin() == (
        "Chapter Hills.",
        "Some hills.",
        "1. The One. About The One. You have the medals rival and valley.",
        "2. Other Hill. About Other Hill.",
        "Say the number of a level, or quit.",
    )


@pytest.mark.parametrize("said", ["1", "1.", "one", "ONE", "the  one"])
def test_a_level_is_named_by_number_id_or_title(shelf: Library, opened: Opened, said: str) -> None:
    reply = Choosing(shelf, opened, dict).hear(said)
    assert opened.asked == ["one"]
    assert isinstance(reply.then, Walking)
    assert reply.lines[0] == "A Line."


@pytest.mark.parametrize(
    ("said", "cure"),
    [
        ("0", "Say a number from 1 to 2"),
        ("3", "Say a number from 1 to 2"),
        ("9" * 400, "Say a number from 1 to 2"),
        ("othr-hill", "Did you mean other-hill?"),
        ("other hill!", "Did you mean other-hill?"),
        ("\x1b[2J", 'no level ""'),
        ("2", "that hill is closed"),
    ],
)
def test_what_names_no_level_is_told_with_its_cure(
    shelf: Library, opened: Opened, said: str, cure: str
) -> None:
    reply = Choosing(shelf, opened, dict).hear(said)
    assert cure in (reply.problem or "")
    assert reply.then is None
    assert len(reply.problem or "") < 200


def test_the_list_can_be_heard_again_and_left(shelf: Library, opened: Opened) -> None:
    choosing = Choosing(shelf, opened, dict)
    assert choosing.hear("levels").lines == choosing.begin()
    assert choosing.hear("quit").event is Event.LEFT
    assert choosing.close().event is Event.LEFT


def test_after_a_hike_the_next_level_the_same_or_the_list(
    shelf: Library, opened: Opened, line: Level
) -> None:
    choosing = Choosing(shelf, opened, dict)
    after = Afterwards(revealed(line), shelf, opened, choosing)
    assert "next" not in after.begin()[0]
    assert isinstance(after.hear("same").then, Walking)
    assert opened.asked == [str(line.path)]
    assert after.hear("levels").then is choosing
    assert after.hear("quit").event is Event.LEFT
    assert after.close().event is Event.LEFT
    assert "leads nowhere" in (after.hear("next").problem or "")


def test_the_next_level_follows_in_the_order_of_the_trail(
    shelf: Library, opened: Opened, line: Level
) -> None:
    from dataclasses import replace

    first = replace(line, id="one", path=None)
    after = Afterwards(revealed(first), shelf, opened, Choosing(shelf, opened, dict))
    assert "next for the next level" in after.begin()[0]
    assert after.hear("next").problem == "that hill is closed"
    assert opened.asked == ["other-hill"]


def test_blind_hikers_are_heard_of_as_examples(shelf: Library, opened: Opened, line: Level) -> None:
    after = Afterwards(revealed(line), shelf, opened, Choosing(shelf, opened, dict))
    assert "example to hear" in after.begin()[0]
    told = after.hear("example").lines
    assert told == after.hear("Example scout").lines
    assert told[0].startswith("An example: scout, exploring with long steps")
    assert told[0].endswith("who feels no more than you do.")
    assert told[-2].startswith("It has ")
    assert "random-walk" in told[-1]
    assert after.hear("example random-walk").lines[1].startswith("Random walk took")
    assert "Did you mean downhill?" in (after.hear("example downhil").problem or "")
