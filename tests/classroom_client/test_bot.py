"""Bots: a class of one's own, and a program that speaks JSON lines."""

import json
import re
import sys
from pathlib import Path
from threading import Event, Thread
from time import monotonic

import pytest

from hikergame.classroom.client.bot import Bot, BotError, _Walker, practise, send_out
from hikergame.classroom.client.connection import Changed, Walked
from hikergame.classroom.client.program import Program
from hikergame.classroom.messages.base import Phase
from hikergame.classroom.messages.teaching import Do
from hikergame.classroom.messages.walking import Refused, Why
from hikergame.hike import Readout
from hikergame.hikers import Outing
from hikergame.level import parse_level

from .rooms import GROUND, PATIENCE, Room
from .silence import ADA, ROOM, Silent, walk_of


class Downhill(Bot):
    """Walks a tenth of the slope, and plants its flag after three steps."""

    def __init__(self) -> None:
        self.told: list[object] = []

    def choose(self, readout: Readout) -> object:
        return None if readout.step == 3 else -0.1 * readout.slope

    def end(self, steps: int, flag: bool) -> None:
        self.told.append((steps, flag))

    def result(self, result: object) -> None:
        self.told.append(result)


def script(folder: Path, body: str) -> list[str]:
    """Return the command of a program that answers each line with what `body` prints."""
    path = folder / "bot.py"
    path.write_text(
        "import json, sys\nfor line in sys.stdin:\n    told = json.loads(line)\n"
        f"    if told['type'] in ('begin', 'felt', 'refused'):\n        {body}\n"
        "        sys.stdout.flush()\n"
    )
    return [sys.executable, str(path)]


def outing() -> Outing:
    return Outing(parse_level(GROUND), seed=0)


def test_bot_walks_all_rounds_of_a_room(room: Room) -> None:
    bot, said = Downhill(), []
    room_thread = Thread(
        target=send_out, args=(bot, str(room.address), room.code, "Robo", said.append)
    )
    room_thread.start()

    def wait(condition: object) -> None:
        end = monotonic() + PATIENCE
        while not condition():
            assert room_thread.is_alive(), said
            assert monotonic() < end, said
            room_thread.join(0.01)

    wait(lambda: "connected" in said)
    for number in (1, 2):
        room.teach(Do.COUNT_DOWN)
        wait(lambda number=number: len(bot.told) == 2 * number - 1)
        room.until(Phase.CLOSED)
        room.teach(Do.REVEAL)
        wait(lambda number=number: len(bot.told) == 2 * number)
        room.teach(Do.NEXT if number == 1 else Do.FINISH)
    room_thread.join(PATIENCE)
    assert not room_thread.is_alive()
    assert bot.told[0] == bot.told[2] == (3, True)
    assert sum("had promised" in one for one in said) == 2
    assert not any("refused" in one for one in said)


def test_bot_hears_that_the_rounds_end_has_stopped_it(room: Room) -> None:
    bot = Stuck()
    walker = Thread(target=send_out, args=(bot, str(room.address), room.code, "Robo", print))
    walker.start()
    room.until_bots(1)
    room.teach(Do.COUNT_DOWN)
    assert bot.thinks.wait(PATIENCE)
    room.teach(Do.CLOSE)
    bot.released.set()
    room.teach(Do.REVEAL, Do.FINISH)
    walker.join(PATIENCE)
    assert not walker.is_alive()
    assert bot.told[0] == (1, False)


async def test_bot_is_not_asked_for_a_step_of_a_round_that_is_past(line: Silent) -> None:
    """Of the next round and of the walk in it one is told first."""
    bot = Heir()
    walker = _Walker(bot, line, print)
    for number in (1, 2):
        line.room = ROOM.model_copy(update={"phase": Phase.WALKING, "round": number})
        await walker.take(Changed(line.room, ADA))
        assert len(bot.begun) == len(line.sent) == number - 1
        line.walk = walk_of(outing(), number)
        await walker.take(Walked(line.walk))
        line._pending = None  # the round's end came before the step
    assert bot.begun == [(1, 0), (2, 0)]


def stands(line: Silent, phase: Phase, number: int = 1) -> Changed:
    """Let the room stand so."""
    line.room = ROOM.model_copy(update={"phase": phase, "round": number})
    return Changed(line.room, ADA)


def walked(line: Silent, walk: Outing, number: int = 1) -> Walked:
    """Let the walk stand so, and nothing be on its way."""
    line.walk, line._pending = walk_of(walk, number), None
    return Walked(line.walk)


@pytest.mark.parametrize("kept", [True, False])
async def test_bot_hears_of_a_step_that_was_on_its_way_at_the_end(line: Silent, kept: bool) -> None:
    """The end of the round is told before the answer."""
    bot, walk = Downhill(), outing()
    walker = _Walker(bot, line, print)
    await walker.take(stands(line, Phase.WALKING))
    await walker.take(walked(line, walk))
    (step,) = line.sent
    await walker.take(stands(line, Phase.CLOSED))
    assert bot.told == []
    if kept:
        walk.step(step.displacement)
        await walker.take(walked(line, walk))
    else:
        line._pending = None
        await walker.take(Refused(why=Why.NOT_WALKING, text="The round is over.", round=1, step=0))
    await walker.take(stands(line, Phase.REVEALED))
    assert bot.told == [(int(kept), False)]


async def test_bot_hears_of_every_end_though_it_is_told_of_the_next_round_only(
    line: Silent,
) -> None:
    bot = Downhill()
    walker = _Walker(bot, line, print)
    for number in (1, 2):
        await walker.take(stands(line, Phase.WALKING, number))
        await walker.take(walked(line, outing(), number))
        assert len(line.sent) == number
        assert bot.told == [(0, False)] * (number - 1)


async def test_that_it_is_too_late_to_be_ready_is_nothing_to_tell(line: Silent) -> None:
    said: list[str] = []
    walker = _Walker(Downhill(), line, said.append)
    await walker.take(stands(line, Phase.LOBBY))
    assert line.sent == ["ready"]
    await walker.take(stands(line, Phase.WALKING))
    await walker.take(Refused(why=Why.NOT_NOW, text="No round is about to start."))
    assert said == []


class Stuck(Downhill):
    """Takes one step, and then thinks until it is released."""

    def __init__(self) -> None:
        super().__init__()
        self.thinks, self.released = Event(), Event()

    def choose(self, readout: Readout) -> object:
        if readout.step == 1:
            self.thinks.set()
            assert self.released.wait(PATIENCE)
        return super().choose(readout)


class Heir(Downhill):
    """Notes where it begins, and in which round."""

    def __init__(self) -> None:
        super().__init__()
        self.begun: list[tuple[int, int]] = []

    def choose(self, readout: Readout) -> object:
        self.begun.append((self.round, readout.step))
        return super().choose(readout)


def test_bot_takes_a_seat_again_and_goes_on_from_there(room: Room) -> None:
    first, second, said = Stuck(), Heir(), []
    where, code = str(room.address), room.code
    lost = Thread(target=send_out, args=(first, where, code, "Robo", said.append))
    lost.start()
    room.until_bots(1)
    room.teach(Do.COUNT_DOWN)
    assert first.thinks.wait(PATIENCE)
    recovery = said[0].rpartition(" ")[2]
    heir = Thread(
        target=send_out, args=(second, where, code), kwargs={"tell": print, "recovery": recovery}
    )
    heir.start()
    room.until(Phase.CLOSED)
    first.released.set()
    lost.join(PATIENCE)
    room.teach(Do.REVEAL, Do.NEXT, Do.COUNT_DOWN)
    room.until(Phase.CLOSED)
    room.teach(Do.FINISH)
    heir.join(PATIENCE)
    assert not lost.is_alive()
    assert not heir.is_alive()
    assert second.begun == [(1, 1), (1, 2), (1, 3), (2, 0), (2, 1), (2, 2), (2, 3)]


def test_program_is_told_the_number_of_its_round(tmp_path: Path) -> None:
    rule = (
        "print(json.dumps({'move': [0.25 * told['round'], 0]} if told['type'] == 'begin' "
        "else {'flag': True}))"
    )
    program, walked = Program(script(tmp_path, rule)), outing()
    program.round = 3
    practise(program, walked)
    assert [list(move) for move in walked.record().moves] == [[0.75, 0.0]]


def test_program_walks_as_the_same_rule_does_in_python(tmp_path: Path) -> None:
    rule = (
        "r = told['readout']; print(json.dumps({'flag': True} if r['step'] == 3 "
        "else {'move': [-0.1 * s for s in r['slope']]}))"
    )
    ours, theirs = outing(), outing()
    practise(Downhill(), ours)
    practise(Program(script(tmp_path, rule)), theirs)
    assert theirs.record().moves == ours.record().moves
    assert theirs.record().flag


def test_wrong_answers_are_told_and_asked_again(tmp_path: Path) -> None:
    rule = "print('{\"flag\": true}' if told['type'] == 'refused' else 'hello')"
    walked = outing()
    practise(Program(script(tmp_path, rule)), walked)
    assert walked.over
    assert walked.readout.step == 0


@pytest.mark.parametrize(
    "answer", ["hello", '{"move": [1]}', '{"move": [1e999, 0]}', "{}", "[" * 9]
)
def test_nothing_but_nonsense_ends_a_program(tmp_path: Path, answer: str) -> None:
    with pytest.raises(BotError, match=r"nonsense 20 times: not '.*': answer .*0\.5, 0\.5.*flag"):
        practise(Program(script(tmp_path, f"print({answer!r})")), outing())


def test_program_that_ends_early_is_said(tmp_path: Path) -> None:
    with pytest.raises(BotError, match="exit code 7 while its input was still open"):
        practise(Program(script(tmp_path, "sys.exit(7)")), outing())


def test_program_that_never_answers_is_said(tmp_path: Path) -> None:
    program = Program(script(tmp_path, "pass"), patience=0.5)
    with pytest.raises(BotError, match="flush"):
        practise(program, outing())
    assert program._process.returncode is not None


def test_program_that_cannot_be_started_is_said() -> None:
    with pytest.raises(BotError, match="cannot be started"):
        Program(["no-such-program-anywhere"])


@pytest.mark.parametrize("choice", ["north", [1.0], [float("nan"), 0.0], {"x": 1}])
def test_choice_that_is_no_displacement_is_said(choice: object) -> None:
    class Lost(Bot):
        def choose(self, readout: Readout) -> object:
            return choice

    with pytest.raises(BotError, match="chose"):
        practise(Lost(), outing())


MANUAL = (Path(__file__).parents[2] / "docs" / "api.md").read_text(encoding="utf-8")


def test_the_manuals_bot_walks(monkeypatch: pytest.MonkeyPatch) -> None:
    (example,) = re.findall(r"```python\n(.*?)```", MANUAL, re.DOTALL)
    sent: list[Bot] = []
    monkeypatch.setattr(
        "hikergame.classroom.client.bot.send_out", lambda bot, *_, **__: sent.append(bot)
    )
    exec(compile(example, "api.md", "exec"), {})
    (bot,) = sent
    walked = outing()
    practise(bot, walked)
    assert walked.over
    assert walked.readout.step > 0


def test_the_manual_names_all_that_a_program_reads(tmp_path: Path) -> None:
    """Every type of line, and every field of facts, readout and rival."""
    heard, program = tmp_path / "heard", tmp_path / "bot.py"
    program.write_text(
        "import sys\nfor line in sys.stdin:\n"
        f"    with open({str(heard)!r}, 'a') as file:\n        file.write(line)\n"
        "    if 'readout' in line:\n        print('{\"move\": [0.5, 0]}', flush=True)\n"
    )
    practise(Program([sys.executable, str(program)]), outing())
    told = [json.loads(line) for line in heard.read_text().splitlines()]
    bots = MANUAL[MANUAL.index("## Bots") : MANUAL.index("## Over HTTP")]
    assert {one["type"] for one in told} == {"begin", "felt", "end"}
    for one in told:
        assert f"| `{one['type']}` |" in bots
        assert all(f"`{field}`" in bots for field in one if field != "type")
    begun = told[0]
    for field in [*begun["facts"], *begun["rival"]]:
        assert f"`{field}`" in bots
    answer = MANUAL[MANUAL.index('{"type": "felt"') : MANUAL.index("Plant your flag")]
    assert all(f'"{field}"' in answer for field in begun["readout"])
