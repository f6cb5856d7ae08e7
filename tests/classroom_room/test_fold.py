"""The fold as a whole: total, and the same however it is come by."""

from hypothesis import assume, given, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule

from hikergame.classroom.errors import RefusedWish, RoomError
from hikergame.classroom.log.events import GATES, Event, Kind
from hikergame.classroom.messages.base import EntrantKind, Phase
from hikergame.classroom.messages.teaching import Command, Do
from hikergame.classroom.room import codes, commands, rules, views
from hikergame.classroom.room.board import board, board_at, overall, overall_at
from hikergame.classroom.room.reveal import result_views, reveal_view
from hikergame.classroom.room.settings import Settings
from hikergame.classroom.room.sources import text_data
from hikergame.classroom.room.state import Room
from tests.classroom_room.conftest import NOON, TEACHER, Class
from tests.classroom_room.levels import HILL, LINE

LEVELS = [text_data(text, "level.yaml") for text in (HILL, LINE)]
IDS: tuple[str, ...] = ("ada", "ben", "eve", "", "x" * 100, "\x1b[2J")
JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=8),
    lambda inner: (
        st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=4), inner, max_size=3)
    ),
    max_leaves=6,
)
MOVES = st.lists(
    st.floats(-4, 4) | st.floats() | st.integers(-3, 3) | st.just(10**400), min_size=1, max_size=3
)
VALUES = {
    "round": st.integers(-1, 3),
    "step": st.integers(-1, 8),
    "move": MOVES,
    "seconds": st.integers(-1, 700),
    "why": st.text(max_size=20),
    "name": st.sampled_from(["Ada", "ada", "Ben", "", "x" * 10_000, "\x1b[31m"]) | st.text(),
    "kind": st.sampled_from(["person", "bot", "algorithm", "god"]),
    "team": st.sampled_from([None, "Red", "Blue", "Pink"]),
    "token": st.sampled_from([letter * 64 for letter in "abcz"]),
    "recovery": st.sampled_from([letter * 64 for letter in "defz"]),
    "code": st.sampled_from(["BCDFGH", ""]),
    "teacher": st.just(TEACHER),
    "settings": st.sampled_from(
        [
            Settings(teams=("Red", "Blue"), mode="teams", live="steps", entrants=()).data(),
            {"entrants": ["gradient-descent"]},
            {"top": -1},
        ]
    ),
    "level": st.sampled_from(
        [*LEVELS, LEVELS[0] | {"dims": 99}, LEVELS[0] | {"hash": "0" * 64}, {}]
    ),
    "seed": st.integers(-1, 5),
    "nonce": st.text(max_size=5),
}
NEEDED = {
    Kind.ROOM_OPENED: ("code", "teacher", "settings"),
    Kind.SETTINGS_CHANGED: ("settings",),
    Kind.ROUND_ADDED: ("round", "level", "seed", "nonce"),
    Kind.HIKER_JOINED: ("name", "kind", "team", "token", "recovery"),
    Kind.HIKER_RENAMED: ("name",),
    Kind.HIKER_MOVED_TEAM: ("team",),
    Kind.SEAT_OFFERED: ("recovery",),
    Kind.SEAT_TAKEN: ("token",),
    Kind.ROUND_COUNTED_DOWN: ("round", "seconds"),
    Kind.ROUND_PAUSED: ("round", "why"),
    Kind.MOVED: ("round", "step", "move"),
    Kind.FLAG_PLANTED: ("round", "step"),
}
WILD = st.fixed_dictionaries({}, optional={key: value | JSON for key, value in VALUES.items()})


def played() -> list[Event]:
    """A lesson as it goes: the start of any log."""
    lesson = Class([HILL, LINE], mode="teams", teams=("Red", "Blue"), entrants=("adam",))
    hikers = [lesson.join(name) for name in ("Ann", "Bob")]
    lesson.play(hikers)
    lesson.start()
    lesson.walk(hikers[0], 2)
    lesson.do(Do.PAUSE)
    return lesson.events


PLAYED = played()
IDS += tuple(dict.fromkeys(event.hiker for event in PLAYED if event.hiker))
HAPPENING = st.sampled_from(Kind).flatmap(
    lambda kind: st.tuples(
        st.just(kind),
        st.fixed_dictionaries({key: VALUES[key] for key in NEEDED.get(kind, ("round",))}) | WILD,
        st.sampled_from(IDS),
        st.integers(-5, 10_000),
    )
)
STEP = st.tuples(
    st.just(Kind.MOVED),
    st.fixed_dictionaries(
        {"round": st.just(2), "step": st.integers(0, 5), "move": st.tuples(st.floats(-3, 3))}
    ).map(lambda data: data | {"move": list(data["move"])}),
    st.sampled_from(IDS[-2:]),
    st.just(10),
)


@st.composite
def logs(draw) -> list[Event]:
    """Logs that begin as a lesson does, or as none does, and in which then anything happens."""
    log = PLAYED[: draw(st.integers(0, len(PLAYED)))]
    number, at = len(log), log[-1].at if log else NOON
    for kind, data, hiker, later in draw(st.lists(HAPPENING | STEP, max_size=25)):
        number, at = number + draw(st.sampled_from([1, 1, 1, 1, 0, 2])), at + later
        log.append(Event(number, at, kind, data, hiker))
    return log


@settings(max_examples=60, deadline=None)
@given(logs())
def test_any_sequence_of_events_folds(log: list[Event]) -> None:
    room = Room()
    for event in log:
        room.apply(event)
        assert room.number >= event.number
    room_print(room)
    assert room_print(Room.replay(log)) == room_print(room)


@settings(max_examples=60, deadline=None)
@given(logs(), st.data())
def test_any_wish_is_a_draft_that_counts_or_a_refusal(log, data) -> None:
    lesson = Class([])
    room = lesson.room = Room.replay(log)
    assume(room.opened)
    lesson.events = log
    before = room_print(room)
    hiker = data.draw(st.sampled_from([one for one in IDS if len(one) < 64]))
    wishes = [
        lambda: rules.ready(room, hiker),
        lambda: rules.move(room, hiker, *data.draw(st.tuples(*[st.integers(-1, 9)] * 2)), [1, 2]),
        lambda: rules.flag(room, hiker, *data.draw(st.tuples(*[st.integers(-1, 9)] * 2))),
        lambda: rules.recover(room, recovery_hash="d" * 64, token_hash="9" * 64),
        lambda: rules.pause(room, "why"),
        lambda: rules.due(room, data.draw(st.integers(NOON, NOON + 10**6))),
        lambda: rules.interrupted(room, "why"),
        *(
            lambda do=do: commands.command(
                room,
                Command(id=1, do=do, hiker=hiker, name="Zoe", team="Red"),
                recovery_hash="8" * 64,
            )
            for do in Do
        ),
    ]
    wish = data.draw(st.sampled_from(wishes))
    try:
        drafts = wish()
    except RefusedWish:
        return
    finally:
        assert room_print(room) == before  # rules change nothing
    lesson.counted = True
    lesson.keep(drafts)
    assert lesson.counted


def room_print(room: Room) -> dict[str, object]:
    """All that can be seen of a room, so that two can be compared."""
    now = NOON + 50_000
    seen: dict[str, object] = {
        "state": (room.phase, room.number, room.gate, room.on, room.countdown, room.pause),
        "open": (room.opened, room.code, room.locked, room.code_hidden, room.settings),
        "seats": list(room.seats.values()),
        "rounds": [
            (one.number, one.seed, one.commitment, one.closed, one.revealed, one.walked_ms(now))
            for one in room.rounds
        ],
        "moves": repr([(one.moves, one.flags) for one in room.rounds]),
        "room": views.room_view(room, now),
        "names": views.names_view(room),
    }
    for name, look in (("board", board), ("overall", overall)):
        seen[name] = attempted(look, room)
    for hiker in room.seats:
        seen[f"walk of {hiker}"] = attempted(views.walk_view, room, hiker)
    return seen


def attempted(look, *args):
    """Return what is seen, or the one error that a view may raise."""
    try:
        return look(*args)
    except RoomError as error:
        return str(error)


class Lesson(RuleBasedStateMachine):
    """A lesson in which teacher, pupils, time and nonsense take turns."""

    def __init__(self) -> None:
        super().__init__()
        self.lesson = Class([HILL, LINE], mode="class", top=3)
        self.shown: list[object] = []
        for name in ("Ada", "Ben", "Cyd"):
            self.lesson.join(name)
        self.commitments = [one.commitment for one in self.lesson.room.rounds]

    @property
    def room(self) -> Room:
        return self.lesson.room

    def wish(self, wish) -> None:
        """Do what is wished for, if it may be done: then it counts."""
        try:
            drafts = wish()
        except RefusedWish:
            return
        self.lesson.counted = True
        self.lesson.keep(drafts)
        assert self.lesson.counted

    def somebody(self, number: int) -> str:
        seats = list(self.room.seats)
        return seats[number % len(seats)] if seats else "nobody"

    @rule(name=st.none() | st.sampled_from(["Dot", "dot", "Ben"]), bot=st.booleans())
    def join(self, name: str | None, bot: bool) -> None:
        try:
            self.lesson.join(name, kind=EntrantKind.BOT if bot else EntrantKind.PERSON)
        except RefusedWish:
            assert name is not None or self.room.phase == "finished" or self.room.locked

    @rule(do=st.sampled_from(Do), number=st.integers(0, 9), name=st.sampled_from(["Zoe", "Ada"]))
    def command(self, do: Do, number: int, name: str) -> None:
        if do is Do.FINISH and number:
            return
        command = Command(id=1, do=do, hiker=self.somebody(number), name=name)
        fresh = codes.hash_of(f"{self.room.number}")
        self.wish(lambda: commands.command(self.room, command, recovery_hash=fresh))

    @rule(seconds=st.integers(0, 20))
    def time_passes(self, seconds: int) -> None:
        self.lesson.now += 1000 * seconds
        self.wish(lambda: rules.due(self.room, self.lesson.now))

    @rule()
    def go_on(self) -> None:
        """Do what a teacher would do next."""
        following = {
            Phase.LOBBY: Do.COUNT_DOWN,
            Phase.PAUSED: Do.RESUME,
            Phase.WALKING: Do.CLOSE,
            Phase.CLOSED: Do.REVEAL,
            Phase.REVEALED: Do.COUNT_DOWN,
        }
        if (do := following.get(self.room.phase)) is not None:
            wish = Command(id=1, do=do, seconds=0)
            self.wish(lambda: commands.command(self.room, wish))
        self.wish(lambda: rules.due(self.room, self.lesson.now))

    @rule(
        number=st.integers(0, 9),
        moves=st.lists(st.tuples(st.floats(-3, 3), st.floats(-3, 3)), min_size=1, max_size=5),
    )
    def walk(self, number: int, moves: list[tuple[float, float]]) -> None:
        here, hiker = self.room.round, self.somebody(number)
        for move in moves if here is not None else ():
            step = here.taken(hiker)
            self.wish(
                lambda m=move[: here.dims], s=step: rules.move(self.room, hiker, here.number, s, m)
            )

    @rule(number=st.integers(0, 9))
    def plant(self, number: int) -> None:
        here, hiker = self.room.round, self.somebody(number)
        if here is not None:
            step = here.taken(hiker)
            self.wish(lambda: rules.flag(self.room, hiker, here.number, step))

    @rule(happening=HAPPENING, number=st.integers(0, 9))
    def nonsense(self, happening, number: int) -> None:
        kind, data, _, _ = happening
        if kind is not Kind.ROOM_FINISHED:
            self.lesson.happen(kind, data, self.somebody(number))

    @rule()
    def look(self) -> None:
        self.shown.append(attempted(board, self.room))
        attempted(overall, self.room)
        room_print(self.room)

    @invariant()
    def a_frozen_board_stands_still(self) -> None:
        if self.room.frozen is not None:
            assert self.room.moment().number == self.room.frozen.number

    @invariant()
    def the_gate_is_the_last_event_that_is_one(self) -> None:
        events = self.lesson.events
        assert self.room.gate == max(one.number for one in events if one.kind in GATES)
        assert self.room.number == len(events)

    @invariant()
    def what_was_committed_to_stays(self) -> None:
        assert [one.commitment for one in self.room.rounds][:2] == self.commitments

    def teardown(self) -> None:
        """Compare the room that grew with the one that is replayed."""
        events, again = self.lesson.events, Room.replay(self.lesson.events)
        assert room_print(again) == room_print(self.room)
        number = self.room.moment().number
        mended = {Kind.HIKER_RENAMED, Kind.HIKER_REMOVED}
        if not any(one.kind in mended for one in events[number:]):
            assert attempted(board_at, events, number) == attempted(board, self.room)
            assert attempted(overall_at, events, number) == attempted(overall, self.room)
        for one in self.shown:
            if not isinstance(one, str) and not one.frozen:
                assert board_at(events, one.up_to) == one
        for one in self.room.rounds:
            if one.revealed:
                for see in (reveal_view, result_views):
                    assert attempted(see, again, one.number) == attempted(
                        see, self.room, one.number
                    )


Lesson.TestCase.settings = settings(max_examples=15, stateful_step_count=30, deadline=None)
TestLesson = Lesson.TestCase
