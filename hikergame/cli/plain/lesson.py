"""What a pupil hears of a room, and of how his walk in it ends: sentences, and nothing else."""

import math
from collections.abc import Mapping

from hikergame.classroom.client.remote import RemoteWalk
from hikergame.classroom.messages.base import Phase, RoomView
from hikergame.classroom.messages.walking import Result
from hikergame.cli.plain.prose import counted, spoken
from hikergame.cli.text import clean

Lines = tuple[str, ...]

COVERED = "The blindfold comes off when the teacher reveals the round."
"""What is still to come once a hike, or its round, is over."""
PHASES: Mapping[Phase, str] = {
    Phase.LOBBY: "The next round has not begun. Say ready, or practise to walk meanwhile.",
    Phase.WALKING: "The round is on.",
    Phase.PAUSED: "The round is paused.",
    Phase.CLOSED: "The round is over.",
    Phase.REVEALED: "The blindfolds are off: look at the board.",
    Phase.FINISHED: "The room has finished. Thank you for walking.",
}
"""How the room stands, where there is no more to say of it."""


def begun(room: RoomView) -> str:
    """Say that a round is on, and for how long where a clock ends it."""
    if room.clock_ms is None:
        return PHASES[Phase.WALKING]
    return f"The round is on; it ends in {lasting(room.clock_ms / 1000.0)}."


def standing(room: RoomView, since: float) -> Lines:
    """Say how the room stands, `since` seconds after it was last told."""
    said = [PHASES.get(room.phase, "The next round is about to start.")]
    if room.phase in (Phase.WALKING, Phase.PAUSED):
        done = f"{room.done} of {room.people + room.bots} have ended their hikes."
        said = [f"This is round {room.round} of {room.rounds}.", said[0], done]
        if room.clock_ms is not None:
            passed = since if room.phase is Phase.WALKING else 0.0
            said.append(f"It ends in {lasting(max(0.0, room.clock_ms / 1000.0 - passed))}.")
    return tuple(said)


def lasting(seconds: float) -> str:
    """Return a time in words, in seconds begun: "1 minute 30 seconds"."""
    minutes, rest = divmod(math.ceil(seconds), 60)
    words = [counted(minutes, "minute")] if minutes else []
    words += [counted(rest, "second")] if rest or not minutes else []
    return " ".join(words)


def ending(walk: RemoteWalk) -> Lines:
    """Say how a hike has ended, and what is still to come."""
    return (how(walk), COVERED)


def how(walk: RemoteWalk) -> str:
    """Say how a hike has ended: by the flag, with the last step, or with the round."""
    if walk.flag:
        return f"Your flag is planted after {counted(walk.step, 'step')}."
    if walk.readout.steps_left == 0:
        return f"Your steps have run out after {counted(walk.step, 'step')}."
    if walk.step == 0:
        return "You have not taken a step in this round."
    return f"The round ended before your hike: you stay where {counted(walk.step, 'step')} led you."


def came_to(result: Result) -> Lines:
    """Say what a walk came to, once its ground is revealed."""
    medals = ", ".join(result.medals) or "none"
    return (
        f"Round {result.round} was {clean(result.level_title)}.",
        f"You have {result.points:.1f} points, {result.halvings:.1f} halvings; medals: {medals}.",
        *(spoken(clean(sentence)) for sentence in (result.headline, *result.story)),
    )
