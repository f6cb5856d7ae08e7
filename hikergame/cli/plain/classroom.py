"""A class, line by line: what a pupil says, and what he hears of the room.

`ClassTalk` turns happenings and lines into sentences, and touches no stream.
"""

from collections.abc import Callable, Sequence
from time import monotonic

from hikergame.classroom.client.connection import (
    Changed,
    Connection,
    Ended,
    Happening,
    Offline,
    Online,
    Walked,
)
from hikergame.classroom.client.remote import RemoteWalk
from hikergame.classroom.messages.base import Phase, RoomView
from hikergame.classroom.messages.walking import Refused, Result, Why
from hikergame.cli.plain import felt
from hikergame.cli.plain.lesson import COVERED, PHASES, Lines, begun, came_to, ending, how, standing
from hikergame.cli.plain.orders import Order, OrderError, Verb, understand, usages
from hikergame.cli.plain.prose import counted, metres
from hikergame.cli.plain.stage import Event, Stage
from hikergame.cli.plain.stride import STEPS, Stride, notebook_read, slope_felt
from hikergame.cli.text import clean
from hikergame.errors import HikergameError

_READY, _PRACTISE, _ROOM = "ready", "practise", "room"
_NOT_YET = "The room has not answered yet. Say it again in a moment."
_AT_ONCE = {_READY, _PRACTISE, _ROOM, "help", "h", "?", "quit", "q", "exit", ""}
"""What a pipe may say before a round begins; all else is meant for the round."""
_TEACHERS = {Verb.AGAINST, Verb.RESUME, Verb.RESTART, Verb.BRIEFING}
"""Verbs of a hike of one's own: in a class they are the teacher's to decide."""

_PAST = {Phase.LOBBY, Phase.REVEALED, Phase.FINISHED}
"""When what became of a walk is told already, or needs no telling any more."""


class ClassTalk:
    """One pupil's conversation with a room."""

    def __init__(self, connection: Connection, practice: Callable[[], Stage]) -> None:
        """Talk through that connection; `practice` makes a hike to pass the time with."""
        self.over = False
        """Whether there is nothing more to say."""
        self._connection = connection
        self._practice = practice
        self._practising: Stage | None = None
        self._room: RoomView | None = None
        self._heard_at = 0.0
        self._name: str | None = None
        self._team: str | None = None
        self._walk: RemoteWalk | None = None
        self._stride: Stride | None = None
        self._order: Order | None = None
        self._brief = False
        self._lost = False
        self._eager = False
        self._parting = False
        self._told_of = 0
        self._sealed = 0
        """The last round in which somebody wished to move whose hike was over."""
        self._held: RoomView | None = None
        """How the room stood when a step was refused for a pause, until it goes on."""
        self._closed_on = 0
        """The round that was closed while a step was on its way, as long as that is open."""

    @property
    def busy(self) -> bool:
        """Whether lines from a pipe have to wait: no round is on, or a step is on its way."""
        room, walk = self._room, self._walk
        if room is None or room.phase is not Phase.WALKING or walk is None:
            return True
        # Of a round and of the walk in it one is told first.
        return walk.round != room.round or self._connection.waiting

    def waits(self, line: str | None) -> bool:
        """Whether a line from a pipe, None for its end, has to wait for its turn.

        Who has ended his hike moves on in the next round. One flag is not kept for that: the
        one behind a last step, which had ended the hike already.
        """
        if line is None:
            return self._connection.waiting
        said = line.partition("#")[0].strip()
        if self._practising is not None or (not self.walking and said.lower() in _AT_ONCE):
            return False
        walk = self._walk
        if walk is None or not walk.over or not (order := _move(said, walk)):
            return self.busy
        return order.verb is not Verb.FLAG or walk.flag or self._sealed == walk.round

    def again(self) -> bool | None:
        """Tell whether a pipe is to say its last line again, for a pause came between.

        None while that is not known: the answer is on its way, or the pause is not over. That
        there is a pause may be told after the refusal, but never long after.
        """
        held, room = self._held, self._room
        if self._connection.waiting:
            return None
        if held is None or room is None:
            return False
        if room.phase is Phase.PAUSED or (room is held and room.phase is Phase.WALKING):
            return None
        self._held = None
        return room.phase is Phase.WALKING and room.round == held.round

    @property
    def walking(self) -> bool:
        """Whether a hike is on that has not ended; the line, come back, may know of none."""
        on = self._walk is not None and not self._walk.over
        return on and self._connection.walk is not None

    def part(self) -> bool:
        """End the hike, if it has not ended; return whether there is anything to wait for."""
        self._parting = True
        if self.walking:
            self._connection.plant_flag()
        return self._awaits_result

    @property
    def _awaits_result(self) -> bool:
        return self._walk is not None and self._told_of < self._walk.round

    # What happens

    def happen(self, happening: Happening) -> Lines:
        """Say what has happened."""
        match happening:
            case Online():
                said = ("The line is back.",) if self._lost else ()
                self._lost = False
                return said
            case Offline(reason=reason):
                self._lost = True
                return (f"The line to the room is broken ({reason}). It will come back by itself.",)
            case Changed(room=room, you=you):
                news = (*self._named(you.name), *self._changed(room), *self._teamed(you.team))
                return (*news, *self._get_ready()) if self._eager else news
            case Walked(walk=walk):
                return (*self._walked(walk), *self._how_it_ended())
            case Refused(why=why, text=text, step=step):
                held = why is Why.NOT_WALKING and step is not None
                self._held = self._room if held else None
                return (text, *self._how_it_ended())
            case Result():
                self._told_of = max(self._told_of, happening.round)
                self.over = self.over or (self._parting and not self._awaits_result)
                return came_to(happening)
            case Ended(reason=reason):
                self.over = True
                return (f"{reason[:1].upper()}{reason[1:]}.",)

    def _named(self, name: str) -> Lines:
        before, self._name = self._name, name
        if before in (None, name):
            return ()
        return (f"The teacher has renamed you: you are {clean(name)} now.",)

    def _teamed(self, team: str | None) -> Lines:
        before, self._team = self._team, team
        if team in (None, before):
            return ()
        now = "" if before is None else " now"
        return (f"You walk in the team {clean(team)}{now}.",)

    def _changed(self, room: RoomView) -> Lines:
        before, self._room, self._heard_at = self._room, room, monotonic()
        self.over = self.over or room.phase is Phase.FINISHED
        state = (room.phase, room.round, room.pause)
        if before is not None and state == (before.phase, before.round, before.pause):
            return ()
        if before is None and room.phase is Phase.LOBBY:
            people = "you alone" if room.people == 1 else f"{room.people} people"
            return (f"This is {clean(room.name)}, with {people}.", PHASES[Phase.LOBBY])
        if room.phase is Phase.PAUSED:
            why = clean(room.pause or "").rstrip(".")
            return (f"{why}." if "paused" in why else f"The round is paused. {why}".rstrip() + ".",)
        if room.phase is Phase.COUNTDOWN:
            seconds = round((room.countdown_ms or 0) / 1000)
            return (f"The next round starts in {counted(seconds, 'second')}.",)
        if room.phase is Phase.CLOSED:
            return self._closed(before)
        if room.phase is Phase.LOBBY and before is not None and before.phase is Phase.COUNTDOWN:
            return ("The countdown was called off.", PHASES[Phase.LOBBY])
        return (begun(room) if room.phase is Phase.WALKING else PHASES[room.phase],)

    def _closed(self, before: RoomView | None) -> Lines:
        """Tell of a round that is over; who walked to its end, or comes only now, knows how."""
        walk = self._walk
        still = before is not None and walk is not None and not walk.over
        self._closed_on = walk.round if still and walk is not None else 0
        return (PHASES[Phase.CLOSED], *self._how_it_ended(), COVERED)

    def _how_it_ended(self) -> Lines:
        """Tell how far a hike has come that the round's end stopped, once its last step is felt."""
        walk = self._walk
        if not self._closed_on or walk is None or self._connection.waiting:
            return ()
        stopped, self._closed_on = self._closed_on == walk.round and not walk.over, 0
        return (how(walk),) if stopped else ()

    def _walked(self, walk: RemoteWalk) -> Lines:
        before, self._walk = self._walk, walk
        same = before is not None and before.round == walk.round and self._stride is not None
        if not same or before is None or walk.step < before.step:
            return self._begun(walk)
        if walk.over and walk.flag:
            told: Lines = ()
        elif walk.step == before.step:
            return ()
        else:
            told = self._told(walk)
        if self._order is not None and self._stride is not None and walk.step > before.step:
            self._stride.taken(self._order, walk.notebook.moves[-1])
        return (*told, *ending(walk)) if walk.over else told

    def _begun(self, walk: RemoteWalk) -> Lines:
        self._practising = None
        self._stride = Stride(walk.facts)
        self._stride.resume(walk.notebook)
        if walk.over:
            past = self._room is not None and self._room.phase in _PAST
            return () if past else ending(walk)
        return (
            f"{walk.facts.title}: the blindfold is on.",
            *felt.invitation(walk.facts),
            *felt.readout_lines(walk.facts, walk.readout),
        )

    def _told(self, walk: RemoteWalk) -> Lines:
        if self._brief:
            return felt.brief_line(walk.facts, walk.notebook)
        rival = walk.rival
        beside = () if rival is None else (felt.rival_line(walk.facts, rival),)
        return (*felt.step_lines(walk.facts, walk.notebook), *beside)

    # What the pupil says

    def hear(self, line: str) -> Lines:
        """Answer a line of the pupil's."""
        if line.lower() == _READY:
            return self._get_ready()
        if line.lower() == _ROOM:
            room, since = self._room, monotonic() - self._heard_at
            return (_NOT_YET,) if room is None else standing(room, since)
        if self._practising is not None:
            return self._practise(line)
        if line.lower() == _PRACTISE and not self.walking:
            self._practising = self._practice()
            return ("Until the round begins, walk here.", *self._practising.begin())
        try:
            return self._obey(line)
        except (OrderError, HikergameError) as error:
            return (str(error),)

    def _get_ready(self) -> Lines:
        room = self._room
        self._eager = room is None or self._lost
        if room is None or self._lost:
            return ("The teacher will see it as soon as the room answers.",)
        if room.phase not in (Phase.LOBBY, Phase.REVEALED):
            return ("No round is about to begin.",)
        self._connection.ready()
        return ("The teacher sees that you are ready.",)

    def _practise(self, line: str) -> Lines:
        assert self._practising is not None
        reply = self._practising.hear(line)
        if reply.event in (Event.ENDED, Event.LEFT):
            self._practising = None
        if reply.event is Event.LEFT:
            return ("You leave the practice ground. You are still in the room.",)
        return (reply.problem,) if reply.problem else reply.lines

    def _obey(self, line: str) -> Lines:
        walk = self._walk
        order = understand(line, ("x", "y") if walk is None else walk.facts.axes)
        if order.verb is Verb.QUIT:
            self.over = True
            return ("You leave; your seat is kept. The same command brings you back.",)
        if self._room is None:
            return (_NOT_YET,)
        gone = _is_move(order) and self._connection.walk is None
        if walk is None or self._stride is None or gone:
            return ("No round is on. Say ready, practise, room or quit.",)
        if _is_move(order):
            return self._move(order, walk, self._stride)
        if order.verb in _TEACHERS:
            return ("In a class that is for the teacher to decide.",)
        return self._look_up(order, walk, self._stride)

    def _move(self, order: Order, walk: RemoteWalk, stride: Stride) -> Lines:
        if walk.over:
            self._sealed = walk.round
            return ("Your hike of this round is over.",)
        if self._connection.waiting:
            return ("The step before is still on its way.",)
        if order.verb is Verb.FLAG:
            self._connection.plant_flag()
            return ()
        move = stride.move(order, walk.readout)
        self._order = order
        self._connection.step(tuple(move.tolist()))
        return ()

    def _look_up(self, order: Order, walk: RemoteWalk, stride: Stride) -> Lines:
        facts = walk.facts
        match order.verb:
            case Verb.FEEL:
                return slope_felt(order, facts, walk.readout)
            case Verb.HERE:
                return felt.readout_lines(facts, walk.readout)
            case Verb.NOTEBOOK:
                return notebook_read(order, facts, walk.notebook)
            case Verb.RIVAL:
                return felt.rival_lines(facts, walk.rival)
            case Verb.BRIEF | Verb.FULL:
                self._brief = order.verb is Verb.BRIEF
                return ("One line a step.",) if self._brief else ("The whole answer each step.",)
            case _:
                return (
                    *_help(facts.axes),
                    f"A step without a length is {metres(stride.length)} long now.",
                )


def _is_move(order: Order) -> bool:
    return order.verb in STEPS or order.verb is Verb.FLAG


def _move(line: str, walk: RemoteWalk) -> Order | None:
    """Return the step or flag that a line asks for; None where it is something else."""
    try:
        order = understand(line, walk.facts.axes)
    except OrderError:
        return None
    return order if _is_move(order) else None


def _help(axes: Sequence[str]) -> Lines:
    """Say what can be said in a class."""
    own = {"flag": "Plant your flag: your hike of this round ends.",
           "quit": "Leave; your seat is kept."}  # fmt: skip
    room = f"{_ROOM}: How the room stands: who is done, and how much time is left."
    teachers = {verb.value for verb in _TEACHERS}
    said = [(usage, meaning) for usage, meaning in usages(axes) if usage.split()[0] not in teachers]
    return (*(f"{usage}: {own.get(usage, meaning)}" for usage, meaning in said), room)
