"""What came of a lesson, in lines for a terminal."""

from collections.abc import Iterator, Sequence

from hikergame.classroom.messages.watching import BoardView, RowView
from hikergame.classroom.results.session import ClassResults, RoundResults
from hikergame.classroom.room.names import columns
from hikergame.cli.lesson.rooms import moment
from hikergame.cli.text import one_line


def told(results: ClassResults) -> Iterator[str]:
    """Yield the standings, and of each round what the class met."""
    yield _title(results)
    yield from _notices(results)
    if not results.rounds:
        yield "No round has been walked yet."
    if results.overall is not None:
        yield ""
        yield f"All rounds: {one_line(results.overall.headline)}"
        yield from _standings(results.overall, results.rounds)
    for one in results.rounds:
        yield ""
        yield from _round(one, alone=results.overall is None)


def _title(results: ClassResults) -> str:
    said = [one_line(results.name)]
    if results.code:
        said.append(f"room {results.code}")
    if results.opened_at:
        said.append(f"opened {moment(results.opened_at)}")
    said.append(f"{len(results.rows)} walkers")
    return ", ".join(said)


def _notices(results: ClassResults) -> Iterator[str]:
    if results.purged:
        yield results.purged
    if results.frozen:
        yield f"The board is frozen: this is how things stood after event {results.up_to}."


def _round(one: RoundResults, *, alone: bool) -> Iterator[str]:
    yield f"Round {one.number}, {one_line(one.level.title)}: {one_line(one.board.headline)}"
    if alone:
        yield from _standings(one.board, ())
    if one.reveal is None:
        yield "  This round is still on."
        return
    for sentence in one.reveal.met.sentences:
        yield f"  {one_line(sentence)}"
    yield f"  To discuss: {one_line(one.reveal.met.question)}"


def _standings(board: BoardView, rounds: Sequence[RoundResults]) -> Iterator[str]:
    """Yield a board's lines, with a column for each of some rounds."""
    machines = [one.row for one in board.algorithms]
    by_round = [{row.hiker: row for row in (*one.rows, *one.algorithms)} for one in rounds]
    brackets = [("", list(board.top)), ("Bots", list(board.bots)), ("Algorithms", machines)]
    width = max((columns(one_line(row.name)) for _, rows in brackets for row in rows), default=0)
    if rounds:
        yield f"{'':{width + 8}}   points" + "".join(f"{one.number:>7}" for one in rounds)
    for title, rows in brackets:
        if rows and title:
            yield f"  {title}"
        for row in rows:
            rank = f"{row.rank:4d}." if row.rank else "     "
            name = one_line(row.name)
            points = "       -" if board.by_steps else f"{row.points:8.1f}"
            more = "".join(_figure(one.get(row.hiker)) for one in by_round)
            steps = "" if rounds else f"  {row.step} of {row.steps} steps"
            yield f"{rank}  {name}{' ' * (width - columns(name))} {points}{more}{steps}"
    for team in board.teams:
        yield f"  team {one_line(team.team)}: {team.points:.1f} points a head"


def _figure(row: RowView | None) -> str:
    return "      -" if row is None else f"{row.points:7.1f}"
