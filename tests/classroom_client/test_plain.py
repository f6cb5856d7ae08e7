"""`hikergame join --plain`, as a pipe and as a conversation."""

import os
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest

from hikergame.classroom.client.connection import Changed, Ended, Offline, Online, Walked
from hikergame.classroom.client.http import look
from hikergame.classroom.messages.base import Phase
from hikergame.classroom.messages.teaching import Do
from hikergame.classroom.messages.walking import Move, Refused, Result, Why
from hikergame.cli.plain.classroom import ClassTalk
from hikergame.cli.plain.lesson import lasting, standing
from hikergame.hikers import Outing
from hikergame.level import parse_level

from .rooms import GROUND, PATIENCE, Room
from .silence import ADA, ROOM, Silent, walk_of


def on(number: int = 1) -> Changed:
    return Changed(ROOM.model_copy(update={"phase": Phase.WALKING, "round": number}), ADA)


def begin(talk: ClassTalk, line: Silent) -> Outing:
    """Let the round begin."""
    outing = Outing(parse_level(GROUND))
    talk.happen(Changed(ROOM, ADA))
    line.walk = walk_of(outing)
    talk.happen(Walked(line.walk))
    talk.happen(on())
    return outing


def felt(talk: ClassTalk, line: Silent, outing: Outing) -> tuple[str, ...]:
    """Let the server answer the step that was sent."""
    message = line.sent[-1]
    assert isinstance(message, Move)
    outing.step(message.displacement)
    line._pending, line.walk = None, walk_of(outing)
    return talk.happen(Walked(line.walk))


def test_step_is_sent_and_told_when_it_was_felt(talk: ClassTalk, line: Silent) -> None:
    outing = begin(talk, line)
    assert talk.hear("d 1.5") == ()
    assert any("Step 1 of 5" in said for said in felt(talk, line, outing))
    talk.hear("again")
    felt(talk, line, outing)
    lengths = outing.notebook.step_lengths
    assert lengths == pytest.approx([1.5, 1.5])


def test_second_step_waits_for_the_first(talk: ClassTalk, line: Silent) -> None:
    begin(talk, line)
    talk.hear("d 1")
    assert talk.busy
    assert "on its way" in talk.hear("d 1")[0]
    assert len(line.sent) == 1


@pytest.mark.parametrize("word", ["restart", "resume", "against adam", "briefing"])
def test_what_the_teacher_decides_is_said(talk: ClassTalk, line: Silent, word: str) -> None:
    begin(talk, line)
    assert "teacher" in talk.hear(word)[0]


@pytest.mark.parametrize("word", ["notebook", "feel 90", "here", "rival", "help", "brief", "full"])
def test_looking_up_costs_no_step(talk: ClassTalk, line: Silent, word: str) -> None:
    begin(talk, line)
    assert talk.hear(word)
    assert line.sent == []


def test_pupil_may_practise_until_the_round_begins(talk: ClassTalk, line: Silent) -> None:
    talk.happen(Changed(ROOM, ADA))
    assert talk.hear("practise")
    assert any("Step 1" in said for said in talk.hear("d 1"))
    begin(talk, line)
    talk.hear("d 1")
    assert len(line.sent) == 1


def test_to_quit_the_practice_ground_is_not_to_leave_the_room(talk: ClassTalk) -> None:
    talk.happen(Changed(ROOM, ADA))
    talk.hear("practise")
    assert talk.hear("quit") == ("You leave the practice ground. You are still in the room.",)
    assert not talk.over
    talk.hear("quit")
    assert talk.over


def test_pause_and_a_broken_line_are_said_once(talk: ClassTalk, line: Silent) -> None:
    begin(talk, line)
    paused = ROOM.model_copy(update={"phase": Phase.PAUSED, "pause": "a break"})
    assert "a break" in talk.happen(Changed(paused, ADA))[0]
    assert talk.happen(Changed(paused, ADA)) == ()
    assert "come back" in talk.happen(Offline("gone"))[0]
    assert talk.happen(Online()) == ("The line is back.",)


def test_nonsense_is_told_and_sends_nothing(talk: ClassTalk, line: Silent) -> None:
    begin(talk, line)
    assert talk.hear("fly to the moon")
    assert line.sent == []


def test_removed_pupil_hears_why(talk: ClassTalk, line: Silent) -> None:
    assert talk.happen(Ended("the teacher has removed you")) == ("The teacher has removed you.",)
    assert talk.over


def closed(phase: Phase = Phase.CLOSED, number: int = 1) -> Changed:
    return Changed(ROOM.model_copy(update={"phase": phase, "round": number}), ADA)


def test_who_is_stopped_by_the_rounds_end_hears_that_and_not_that_steps_ran_out(
    talk: ClassTalk, line: Silent
) -> None:
    outing = begin(talk, line)
    talk.hear("d 1")
    felt(talk, line, outing)
    said = talk.happen(closed())
    assert said[0] == "The round is over."
    assert said[1] == "The round ended before your hike: you stay where 1 step led you."
    assert "run out" not in " ".join(said)


def test_a_step_that_was_on_its_way_at_the_rounds_end_is_counted(
    talk: ClassTalk, line: Silent
) -> None:
    """The end of the round is told before the answer."""
    outing = begin(talk, line)
    talk.hear("d 1")
    assert not [said for said in talk.happen(closed()) if "you stay" in said]
    said = felt(talk, line, outing)
    assert "Step 1 of 5" in " ".join(said)
    assert said[-1] == "The round ended before your hike: you stay where 1 step led you."


def test_a_step_that_came_too_late_is_not_counted(talk: ClassTalk, line: Silent) -> None:
    begin(talk, line)
    talk.hear("d 1")
    talk.happen(closed())
    line._pending = None
    refused = Refused(why=Why.NOT_WALKING, text="The round is over.", round=1, step=0)
    assert talk.happen(refused) == (
        "The round is over.",
        "You have not taken a step in this round.",
    )
    assert talk.happen(refused) == ("The round is over.",)


def test_who_has_ended_is_not_told_again_at_the_rounds_end(talk: ClassTalk, line: Silent) -> None:
    begin(talk, line)
    line.walk = replace(line.walk, over=True, flag=True)
    assert "Your flag is planted" in talk.happen(Walked(line.walk))[0]
    assert len(talk.happen(closed())) == 2


@pytest.mark.parametrize("phase", [Phase.LOBBY, Phase.REVEALED, Phase.FINISHED])
def test_who_comes_after_a_round_hears_nothing_of_a_walk_in_it(
    talk: ClassTalk, phase: Phase
) -> None:
    talk.happen(closed(phase))
    past = replace(walk_of(Outing(parse_level(GROUND))), over=True)
    assert talk.happen(Walked(past)) == ()


def test_who_comes_when_a_round_is_over_hears_that_he_took_no_step(talk: ClassTalk) -> None:
    talk.happen(closed())
    past = replace(walk_of(Outing(parse_level(GROUND))), over=True)
    assert talk.happen(Walked(past))[0] == "You have not taken a step in this round."


def joined(room: Room, home: Path) -> subprocess.Popen[str]:
    """Join in words, between pipes, in a process of its own."""
    return subprocess.Popen(
        [sys.executable, "-m", "hikergame", "join", str(room.address), room.code, "--plain"],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        env={**os.environ, "HIKERGAME_HOME": str(home)},
    )


def test_pipe_walks_a_round_and_hears_the_result(room: Room, tmp_path: Path) -> None:
    pupil = joined(room, tmp_path)
    room.until_people(1)
    room.teach(Do.COUNT_DOWN)
    assert pupil.stdin is not None
    pupil.stdin.write("d 2\nbrief\n90 1.5\n")
    pupil.stdin.close()
    pupil.stdin = None
    room.until(Phase.CLOSED)
    room.teach(Do.REVEAL)
    said, errors = pupil.communicate(timeout=PATIENCE)
    assert pupil.returncode == 0, errors
    assert "Step 2 of 5" in said
    assert "Your flag is planted after 2 steps." in said
    assert "Round 1 was Hidden." in said
    assert "It was the ground that the room had promised" in said
    assert look(room.address, room.code).done == 1


def test_who_comes_back_when_all_is_over_hears_of_every_round(room: Room, tmp_path: Path) -> None:
    command = [sys.executable, "-m", "hikergame", "join", str(room.address), room.code, "--plain"]
    environment = {**os.environ, "HIKERGAME_HOME": str(tmp_path)}
    with subprocess.Popen(
        command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, env=environment
    ) as pupil:
        room.until_people(1)
        for number in (1, 2):
            room.teach(Do.COUNT_DOWN)
            assert pupil.stdin is not None
            pupil.stdin.write("90 1.5\nflag\n")
            pupil.stdin.flush()
            room.until(Phase.CLOSED)
            if number == 1:
                room.teach(Do.NEXT)
        room.teach(Do.FINISH)
        said, _ = pupil.communicate(timeout=PATIENCE)
    room.restart()
    with subprocess.Popen(
        command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, env=environment
    ) as back:
        assert back.stdout is not None
        again = back.stdout.read()
    for heard in (said, again):
        assert "Round 1 was Hidden." in heard
        assert "Round 2 was Hidden." in heard


def test_a_pipe_that_goes_on_moves_in_the_next_round(talk: ClassTalk, line: Silent) -> None:
    """However its lines and the news of the rounds meet."""
    begin(talk, line)
    over = replace(line.walk, over=True, flag=True)
    news = (Walked(over), closed(), on(2))
    for happening in news:
        talk.happen(happening)
        assert talk.waits("90 1.5")
        assert talk.waits("flag")
    line.walk = walk_of(Outing(parse_level(GROUND)), 2)
    talk.happen(Walked(line.walk))
    assert not talk.waits("90 1.5")
    talk.hear("90 1.5")
    assert isinstance(line.sent[-1], Move)
    assert line.sent[-1].round == 2


def test_a_flag_behind_the_last_step_is_not_kept_for_the_next_round(
    talk: ClassTalk, line: Silent
) -> None:
    begin(talk, line)
    line.walk = replace(line.walk, over=True, flag=False)
    for happening in (Walked(line.walk), closed()):
        talk.happen(happening)
        assert not talk.waits("flag  # and rest")
        assert talk.waits("d")
    assert talk.hear("flag") == ("Your hike of this round is over.",)
    assert talk.waits("flag")


def test_who_has_ended_may_still_look_into_his_notebook(talk: ClassTalk, line: Silent) -> None:
    begin(talk, line)
    talk.happen(Walked(replace(line.walk, over=True, flag=True)))
    assert not talk.waits("notebook")
    assert not talk.waits("fly to the moon")


def test_a_pipe_that_has_ended_waits_for_its_own_round(talk: ClassTalk, line: Silent) -> None:
    begin(talk, line)
    second = replace(talk._walk, round=2, over=True)
    talk.happen(Walked(second))
    assert talk.part()
    result = Result(
        round=1, points=1.0, halvings=1.0, medals=(), headline="", story=(), level_title="One"
    )
    talk.happen(result)
    assert not talk.over
    talk.happen(result.model_copy(update={"round": 2}))
    assert talk.over


@pytest.mark.parametrize("way", ["quit", "finish", "removed", "end"])
def test_every_way_out_is_a_quiet_one(room: Room, tmp_path: Path, way: str) -> None:
    """A thread that still waits for a line does not spoil the end."""
    pupil = joined(room, tmp_path)
    room.until_people(1)
    assert pupil.stdin is not None
    if way == "quit":
        pupil.stdin.write("ready\nquit\n")
        pupil.stdin.flush()
    elif way == "end":
        pupil.stdin.close()
        pupil.stdin = None
    else:
        room.dismiss() if way == "removed" else room.teach(Do.FINISH)
    assert pupil.wait(PATIENCE) == 0
    _, errors = pupil.communicate()
    assert "Fatal" not in errors


def test_end_of_a_countdown_and_a_new_name_are_told(talk: ClassTalk) -> None:
    talk.happen(Changed(ROOM, ADA))
    count = ROOM.model_copy(update={"phase": Phase.COUNTDOWN, "countdown_ms": 3000})
    talk.happen(Changed(count, ADA))
    assert talk.happen(Changed(ROOM, ADA))[0] == "The countdown was called off."
    renamed = ADA.model_copy(update={"name": "Grace"})
    assert "Grace" in talk.happen(Changed(ROOM, renamed))[0]


def test_help_offers_nothing_that_is_the_teachers(talk: ClassTalk, line: Silent) -> None:
    begin(talk, line)
    said = " ".join(talk.hear("help"))
    assert "restart" not in said
    assert "blindfold comes off" not in said


def test_the_clock_and_the_room_are_told_in_words(talk: ClassTalk) -> None:
    """The round's start says how long it lasts, and `room` says it whenever it is wanted."""
    assert "not answered yet" in talk.hear("room")[0]
    talk.happen(Changed(ROOM, ADA))
    assert "has not begun" in talk.hear("room")[0]
    on = {"phase": Phase.WALKING, "round": 1, "clock_ms": 90_000, "done": 1}
    walking = ROOM.model_copy(update=on)
    assert talk.happen(Changed(walking, ADA)) == (
        "The round is on; it ends in 1 minute 30 seconds.",
    )
    assert any("have ended their hikes" in said for said in talk.hear("room"))
    assert standing(walking, 12.5) == (
        "This is round 1 of 1.",
        "The round is on.",
        "1 of 3 have ended their hikes.",
        "It ends in 1 minute 18 seconds.",
    )
    held = walking.model_copy(update={"phase": Phase.PAUSED, "clock_ms": 61_000})
    talk.happen(Changed(held, ADA))
    assert talk.hear("room")[-1] == "It ends in 1 minute 1 second."


@pytest.mark.parametrize(
    ("seconds", "words"),
    [(0, "0 seconds"), (0.2, "1 second"), (59.5, "1 minute"), (3600, "60 minutes")],
)
def test_times_are_told_in_seconds_begun(seconds: float, words: str) -> None:
    assert lasting(seconds) == words


def test_a_team_is_told_when_it_is_known_and_when_it_changes(talk: ClassTalk) -> None:
    blue = ADA.model_copy(update={"team": "Blue"})
    assert "You walk in the team Blue." in talk.happen(Changed(ROOM, blue))
    assert talk.happen(Changed(ROOM, blue)) == ()
    red = ADA.model_copy(update={"team": "Red"})
    assert talk.happen(Changed(ROOM, red)) == ("You walk in the team Red now.",)
