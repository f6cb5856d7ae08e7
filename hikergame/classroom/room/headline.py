"""A board's one sentence: no full stop, and nothing in it that is not on the board."""

from collections.abc import Sequence

from hikergame.classroom.messages.base import Mode
from hikergame.classroom.messages.watching import BeatenView, TeamView


def headline(
    mode: Mode,
    leading: Sequence[str],
    points: float,
    algorithms: Sequence[BeatenView],
    teams: Sequence[TeamView],
    *,
    people: int,
    ended: int,
    by_steps: bool,
    live: bool,
) -> str:
    """Say how things stand: "17 of 30 beat gradient descent", "Red leads with 55.1 points".

    Those `leading` have the most `points`; `people` have set out, and `ended` of them have
    ended their hike.
    """
    if not people:
        return "Nobody has set out yet"
    if by_steps:
        return f"{ended} of {people} {_has(ended)} ended the hike"
    if mode is Mode.TEAMS and teams:
        first = [team.team for team in teams if team.rank == 1]
        return _leads(first, teams[0].points, live=live, each=" a head")
    if algorithms:
        told = algorithms if mode is Mode.CLASS else algorithms[:1]
        main, *others = told
        said = f"{main.beaten_by} of {people} {_beats(main.beaten_by, live)} {main.row.name}"
        return ", ".join([said, *(_another(one, live) for one in others)])
    return _leads(leading, points, live=live)


def _leads(names: Sequence[str], points: float, *, live: bool, each: str = "") -> str:
    """Say who leads; a few names at most."""
    if len(names) > 3:
        return f"{len(names)} share the lead with {points:.1f} points{each}"
    *first, last = names
    who = f"{', '.join(first)} and {last}" if first else last
    verb = ("leads", "lead") if live else ("wins", "win")
    return f"{who} {verb[len(names) > 1]} with {points:.1f} points{each}"


def _another(one: BeatenView, live: bool) -> str:
    verb = "ahead of" if live else _beats(one.beaten_by, live)
    return f"{one.beaten_by} {verb} {one.row.name}"


def _beats(count: int, live: bool) -> str:
    if live:
        return "is ahead of" if count == 1 else "are ahead of"
    return "beats" if count == 1 else "beat"


def _has(count: int) -> str:
    return "has" if count == 1 else "have"
