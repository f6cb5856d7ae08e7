"""The line of news on a hike in a class: the line to the room, a pause, the clock, the others.

Pure: it follows from how the pupil stands.
"""

from textual.content import Content

from hikergame.classroom.messages.base import Phase
from hikergame.tui.join.attendance import Attendance


def news(at: Attendance, now: float, *, waiting: bool = False) -> Content:
    """Say what there is to know of the room at a moment; `waiting` for an answer to a step."""
    if at.broken is not None:
        lost = "Your step is kept and sent again." if waiting else "No step of yours is lost."
        return _warning("○ line broken  ", waited(at, now) or f"It comes back by itself. {lost}")
    if at.phase is Phase.PAUSED:
        why = at.room.pause if at.room is not None else None
        return _warning("‖ paused  ", why or "Your teacher goes on in a moment.")
    return Content("  ").join(_parts(at, now))


def waited(at: Attendance, now: float) -> str:
    """Say how long nobody has answered, once it is long; empty before."""
    minutes = int(at.lost_s(now) // 60)
    if not minutes:
        return ""
    return f"No answer for {minutes} min. Ask whether the server is on; your seat is kept."


def after_round(at: Attendance) -> Content:
    """Say what there is to know of the room while its last round is looked at."""
    if at.broken is not None:
        return Content.styled("○ line broken, coming back by itself", "bold $warning")
    if at.ended is not None:
        return Content.styled(at.ended, "bold $warning")
    if at.phase is Phase.LOBBY:
        return Content.styled("the next round is near", "$accent")
    if at.phase is Phase.FINISHED:
        return Content.styled("the room has finished", "$accent")
    return Content.styled("you are ready" if at.ready else "", "$text-muted")


def clock(seconds: int) -> str:
    """Return a time as clocks show it: "4:05"."""
    return f"{seconds // 60}:{seconds % 60:02}"


def _warning(word: str, text: str) -> Content:
    return Content.assemble((word, "bold $warning"), (text, "$foreground"))


def _parts(at: Attendance, now: float) -> list[Content]:
    room = at.room
    parts = [Content.assemble(("● ", "$accent"), (at.name, "bold"))]
    if room is None:
        return parts
    left = at.clock_s(now)
    if left is not None:
        parts.append(Content.assemble(("time left ", "$text-muted"), (clock(left), "bold $accent")))
    everybody = room.people + room.bots
    done = f"{room.done} of {everybody} done"
    parts.append(Content.styled(done, "$text-muted"))
    parts.append(Content.styled(room.name, "$text-muted"))
    return parts
