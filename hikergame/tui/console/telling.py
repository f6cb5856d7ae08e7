"""What a console says, as lines of pieces: bars, the plan, the reveal. Pure."""

from collections.abc import Iterator

from hikergame.classroom.client.http import RevealWords
from hikergame.classroom.messages.base import Mode, Phase
from hikergame.classroom.messages.teaching import RoundView, TeacherView
from hikergame.tui.console.desk import Desk
from hikergame.tui.console.lined import Line, Piece, cut, line, width_of, wrapped
from hikergame.tui.console.next_step import following, next_step
from hikergame.tui.console.people import summary
from hikergame.tui.theme import Palette

_MODES = {
    Mode.ALONE: "everyone alone",
    Mode.TEAMS: "teams",
    Mode.CLASS: "class against the algorithms",
}
_PHASES = {
    Phase.COUNTDOWN: "starting",
    Phase.WALKING: "walking",
    Phase.PAUSED: "paused",
    Phase.CLOSED: "over",
    Phase.REVEALED: "uncovered",
}
_COVERED = "the title stays covered"


def title(desk: Desk, palette: Palette, width: int, now: float) -> Line:
    """Return the line at the top: the room, where it stands, who is there.

    Where there is little room, that goes first which is told elsewhere as well.
    """
    view = desk.view
    if view is None:
        return line(Piece(" Looking for the room ...", palette.muted))
    room = view.room
    clock = desk.left_of(room.clock_ms, now)
    where = [Piece(f"   {_where(view)}", palette.text, True)]
    if clock is not None:
        where.append(Piece(f"   {timed(clock)} left", palette.warning, True))
    who = [Piece(f"   {summary(view.seats, room.phase)}", palette.text)]
    unusual = ", ".join(_states(view))
    states = [Piece(f"   {unusual}", palette.warning)] if unusual else []
    name = Piece(f" {room.name}", palette.accent, True)
    if width_of([name, *where, *who, *states]) > width:
        who = []
    left = max(6, width - width_of([*where, *states]))
    if width_of([name]) > left:
        name = name._replace(text=cut(name.text, left))
    some = [name, *where, *who, *states]
    mode, used = f"{_MODES[view.mode]} ", width_of(some)
    if used + len(mode) + 3 <= width:
        some.append(Piece(f"{mode:>{width - used}}", palette.muted))
    return tuple(some)


def _where(view: TeacherView) -> str:
    """Say which round it is, and how far."""
    room, coming = view.room, following(view)
    if room.phase is Phase.LOBBY:
        return f"before round {coming.number} of {room.rounds}" if coming else "after all rounds"
    if room.phase is Phase.FINISHED:
        return "finished"
    return f"round {room.round} of {room.rounds}, {_PHASES[room.phase]}"


def _states(view: TeacherView) -> Iterator[str]:
    """Yield what is not as usual."""
    if view.room.frozen:
        yield "board frozen"
    if view.room.locked:
        yield "locked"
    if view.room.code is None:
        yield "code hidden"


def timed(seconds: float) -> str:
    """Return a time as clocks show it: "2:05"."""
    whole = int(seconds + 0.999)
    return f"{whole // 60}:{whole % 60:02}"


def next_lines(desk: Desk, palette: Palette, key: str, now: float) -> list[Line]:
    """Return the two lines of the next step: what the big key does, and how things stand."""
    if desk.view is None:
        why = desk.offline or "The server is being asked."
        return [line(Piece(" One moment ", palette.muted, True)), _why(why, palette.muted)]
    step = next_step(desk.view)
    says = step.says
    if desk.phase is Phase.COUNTDOWN:
        left = desk.left_of(desk.view.room.countdown_ms, now) or 0.0
        says = f"Round {desk.view.room.round} starts in {int(left + 0.999)}"
    button = (
        Piece(f"  {says}  ", palette.text, True)
        if step.do is None
        else Piece(f"  {key} ▸ {says}  ", palette.background, True, palette.accent)
    )
    trouble = _trouble(desk)
    if trouble is not None:
        return [line(Piece(" ", 0), button), _why(trouble, palette.warning)]
    return [line(Piece(" ", 0), button), _why(step.why, palette.text)]


def _trouble(desk: Desk) -> str | None:
    """Return what is wrong, if anything is."""
    if desk.offline is not None:
        return f"! No line to the server: {desk.offline}. It comes back by itself."
    if desk.view is not None and desk.view.trouble is not None:
        return f"! The log: {desk.view.trouble}"
    return None


def _why(text: str, ink: int) -> Line:
    return line(Piece(f"   {text}", ink))


def plan(desk: Desk, palette: Palette, width: int, height: int) -> list[Line]:
    """Return the rounds, those around the one that is next where there are too many."""
    if desk.view is None:
        return []
    rounds = desk.view.plan
    here = next((index for index, one in enumerate(rounds) if one.state == "to come"), len(rounds))
    first = max(0, min(here - height // 2, len(rounds) - height))
    return [
        _round(one, desk, palette, width, index == here)
        for index, one in enumerate(rounds[first : first + height], first)
    ]


def _round(one: RoundView, desk: Desk, palette: Palette, width: int, coming: bool) -> Line:
    seen = desk.titles or one.state == "revealed"
    what = f"{one.steps} steps" + ("" if one.dims == 2 else f", {one.dims}-D")
    said = one.title if seen else _COVERED
    glyph = {"to come": " ", "on": "●", "closed": "■", "revealed": "✓"}[one.state]
    ink = palette.text if one.state == "to come" or coming else palette.muted
    room = max(0, width - 9 - len(what))
    return line(
        Piece(f" {'▸' if coming else glyph} ", palette.accent, True),
        Piece(f"{one.number:>3}  ", ink, coming),
        Piece(cut(said, room), ink if seen else palette.faint),
        Piece(f" {what}", palette.muted),
    )


def revealed(words: RevealWords, board: str, palette: Palette, width: int) -> list[Line]:
    """Return what is said of a round once its map is uncovered; `board` is where it is seen."""
    room = max(10, width - 2)
    lines: list[Line] = [
        line(Piece(f" {part}", palette.accent, True)) for part in wrapped(words.title, room)
    ]
    lines += _paragraph(words.headline, palette.text, room)
    lines += _paragraph(f"The map is on the projector: {board}", palette.muted, room)
    if words.met.sentences:
        lines += [(), _head("What the class met", palette)]
        for sentence in words.met.sentences:
            lines += _paragraph(sentence, palette.text, room)
    if words.met.question:
        lines += [(), _head("To discuss", palette)]
        lines += _paragraph(words.met.question, palette.accent, room)
    if words.praise:
        lines += [(), _head("True praise", palette)]
    for one in words.praise:
        lines.append(
            line(Piece(f" {one.name}", palette.text, True), Piece(f"  {one.title}", palette.muted))
        )
        lines += [
            line(Piece(f"   {part}", palette.text)) for part in wrapped(one.sentence, room - 2)
        ]
    return lines


def _paragraph(text: str, ink: int, width: int) -> list[Line]:
    return [line(Piece(f" {part}", ink)) for part in wrapped(text, width)]


def _head(text: str, palette: Palette) -> Line:
    return line(Piece(f" {text.upper()}", palette.muted, True))
