"""What a pupil says, line by line, before the room has answered."""

from hikergame.classroom.client.connection import Changed, Offline, Online
from hikergame.cli.plain.classroom import ClassTalk

from .silence import ADA, ROOM, Silent

SEEN = "The teacher sees that you are ready."


def test_who_is_ready_before_the_room_answers_is_not_forgotten(
    talk: ClassTalk, line: Silent
) -> None:
    (said,) = talk.hear("ready")
    assert "as soon as the room answers" in said
    assert line.sent == []
    talk.happen(Online())
    assert talk.happen(Changed(ROOM, ADA))[-1] == SEEN
    assert talk.happen(Changed(ROOM, ADA)) == ()
    assert line.sent == ["ready"]


def test_who_is_ready_while_the_line_is_broken_is_not_forgotten(
    talk: ClassTalk, line: Silent
) -> None:
    talk.happen(Online())
    talk.happen(Changed(ROOM, ADA))
    talk.happen(Offline("no answer in time"))
    assert SEEN not in talk.hear("ready")
    talk.happen(Online())
    assert talk.happen(Changed(ROOM, ADA)) == (SEEN,)
    assert line.sent == ["ready"]


def test_nothing_is_said_of_rounds_before_the_room_answers(talk: ClassTalk) -> None:
    assert talk.hear("d 1") == ("The room has not answered yet. Say it again in a moment.",)
    assert "your seat is kept" in talk.hear("quit")[0]
    assert talk.over
