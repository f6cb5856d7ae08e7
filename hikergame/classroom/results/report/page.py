"""The report of a lesson as one HTML page.

First what it came to; then each round: its map with all paths, what the class met and the
question to discuss, praise, and the standings; in the end the standings of all rounds. It is
for the teacher, and names everybody. What was purged, frozen or refused is said plainly.
"""

from collections.abc import Iterator, Sequence
from datetime import UTC, datetime
from typing import Final

from hikergame.classroom.messages.base import EntrantKind
from hikergame.classroom.messages.watching import BoardView, RevealView, RowView, WalkedView
from hikergame.classroom.results.report.drawing import BOT, PERSON, drawn, ink_of, sign
from hikergame.classroom.results.report.looks import STYLE
from hikergame.classroom.results.report.writing import (
    items,
    name,
    paragraphs,
    spread,
    table,
    text,
)
from hikergame.classroom.results.session import ClassResults, RoundResults
from hikergame.version import __version__

_FIELDS: Final = ("#rank", "name", "team", "#points", "#halvings", "#steps", "medals", "ended")
_MOST_SHARES: Final = 10


def report(results: ClassResults) -> bytes:
    """Return the report as an HTML file in UTF-8."""
    title = f"{results.name}: results"
    parts = [
        '<!DOCTYPE html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n',
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n',
        '<meta http-equiv="Content-Security-Policy" content="default-src \'none\'; '
        "style-src 'unsafe-inline'; img-src data:\">\n",
        f"<title>{text(title)}</title>\n<style>\n{STYLE}</style>\n</head>\n<body>\n",
        *_head(results),
        "<main>\n",
        *_whole(results),
    ]
    for one in results.rounds:
        parts += _round(one)
    parts += _everybody(results)
    parts += [
        '</main>\n<footer>\n<p class="muted">Points: half for how low a walk ends, half for how '
        "soon it got low. A halving means that half of the land that was still below is below no "
        f"more. Made by hikergame {text(__version__)}.</p>\n</footer>\n</body>\n</html>\n"
    ]
    return "".join(parts).encode("utf-8", "replace")


def _head(results: ClassResults) -> Iterator[str]:
    yield f"<header>\n<h1>{text(results.name)}</h1>\n"
    said = []
    if results.opened_at:
        opened = datetime.fromtimestamp(results.opened_at / 1000.0, UTC)
        said.append(f"Opened on {opened:%Y-%m-%d at %H:%M} UTC")
    if results.code:
        said.append(f"room {results.code}")
    walkers = len(results.rows)
    said.append(f"{walkers} {'walker' if walkers == 1 else 'walkers'}")
    said.append(_rounds(len(results.rounds)))
    yield f'<p class="muted">{text(", ".join(said))}</p>\n'
    if results.purged:
        yield f'<p class="notice">{text(results.purged)}</p>\n'
    if results.frozen:
        yield (
            '<p class="notice">The board is frozen: what is told here is how things stood then, '
            f"after event {results.up_to}.</p>\n"
        )
    if results.refused:
        yield '<div class="notice"><p>Left out:</p>\n'
        yield items(text(one) for one in results.refused)
        yield "</div>\n"
    yield "</header>\n"


def _rounds(count: int) -> str:
    return f"{count} round" if count == 1 else f"{count} rounds"


def _whole(results: ClassResults) -> Iterator[str]:
    """Yield all rounds in short, and where to find what; a single round speaks for itself."""
    board = results.overall
    if not results.rounds:
        yield "<p>No round has been walked yet.</p>\n"
    if board is None:
        return
    yield f'<p class="headline">All rounds: {text(board.headline)}</p>\n'
    yield from _shares(board)
    yield from _teams(board)
    links = [f'<a href="#round-{one.number}">{_called(one)}</a>' for one in results.rounds]
    links.append('<a href="#standings">Standings of all rounds</a>')
    yield f'<nav aria-label="Contents">\n{items(links)}</nav>\n'


def _called(one: RoundResults) -> str:
    return f"Round {one.number}: {text(one.level.title)}"


def _everybody(results: ClassResults) -> Iterator[str]:
    """Yield the standings of all rounds together."""
    board = results.overall
    if board is None:
        return
    yield '<section>\n<h2 id="standings">Standings of all rounds</h2>\n'
    heads = ["#rank", "name", "team", "#points", *(f"#{one.number}" for one in results.rounds)]
    points = [_points_by_hiker(one) for one in results.rounds]
    for title, rows in _brackets(board):
        cells = [
            [*_first(row, board), *(_figure(its.get(row.hiker)) for its in points)] for row in rows
        ]
        yield table(f"{title}: points in all rounds, and in each", heads, cells, named=1)
    yield "</section>\n"


def _points_by_hiker(one: RoundResults) -> dict[str, float]:
    rows = (*one.rows, *one.algorithms)
    return {} if one.board.by_steps else {row.hiker: row.points for row in rows}


def _brackets(board: BoardView) -> Iterator[tuple[str, Sequence[RowView]]]:
    machines = tuple(one.row for one in board.algorithms)
    for title, rows in (("People", board.top), ("Bots", board.bots), ("Algorithms", machines)):
        if rows:
            yield title, rows


def _first(row: RowView, board: BoardView) -> list[str | None]:
    points = None if board.by_steps else f"{row.points:.1f}"
    return [str(row.rank) if row.rank else None, row.name, row.team, points]


def _figure(number: float | None) -> str | None:
    return None if number is None else f"{number:.1f}"


def _shares(board: BoardView) -> Iterator[str]:
    """Yield which share of the class beat each algorithm."""
    told = [one for one in board.algorithms if one.of]
    if not told:
        return
    yield items(
        f"{one.beaten_by} of {one.of} ({100 * one.beaten_by / one.of:.0f} %) beat "
        f"{text(one.row.name)}, which has {one.row.points:.1f} points"
        for one in told[:_MOST_SHARES]
    )


def _teams(board: BoardView) -> Iterator[str]:
    if board.teams:
        yield '<p class="beside">Teams</p>\n'
        yield table(
            f"{_when(board)}: the mean of the members' points",
            ["#rank", "team", "#points a head", "#members"],
            [[str(t.rank), t.team, f"{t.points:.1f}", str(t.members)] for t in board.teams],
            named=1,
        )


def _when(board: BoardView) -> str:
    return f"Round {board.round}" if board.round else "All rounds"


def _round(one: RoundResults) -> Iterator[str]:
    """Yield one round."""
    level, board = one.level, one.board
    yield f'<section>\n<h2 id="round-{one.number}">{_called(one)}</h2>\n'
    if level.summary:
        yield f'<p class="muted">{text(level.summary)}</p>\n'
    yield f'<p class="headline">{text(board.headline)}</p>\n'
    if one.reveal is None:
        yield '<p class="notice">This round is still on: its map comes when it is over.</p>\n'
    else:
        yield from _uncovered(one, one.reveal)
    yield from _standings(one)
    yield from _teams(board)
    yield from _promise(one)
    yield "</section>\n"


def _uncovered(one: RoundResults, shown: RevealView) -> Iterator[str]:
    yield f"<figure>\n{drawn(one.level, shown)}\n<figcaption>{_caption(one)}</figcaption>\n"
    yield f"{items(_key(shown), 'key')}</figure>\n"
    yield "<h3>What the class met</h3>\n"
    if shown.met.counts:
        yield spread("How the walks ended", list(shown.met.counts.items()))
        yield items(text(sentence) for sentence in shown.met.sentences)
    question = text(shown.met.question)
    yield f'<p class="question"><strong>To discuss</strong> {question}</p>\n'
    if shown.praise:
        yield "<h3>Praise</h3>\n"
        yield items(
            (
                f"<b>{text(line.title)}</b> {name(line.name)}: {text(_lowered(line.sentence))}"
                for line in shown.praise
            ),
            "praise",
        )
    if shown.debrief.strip():
        yield f"<h3>What was hidden</h3>\n{paragraphs(shown.debrief)}"


def _lowered(sentence: str) -> str:
    return sentence[:1].lower() + sentence[1:]


def _caption(one: RoundResults) -> str:
    dims, steps = one.level.dims, one.level.steps
    told = {
        1: "The hill, and below it everybody's steps, running down",
        2: "The map with all paths, from the yellow start",
    }.get(dims, f"Ground with {dims} coordinates: how many halvings everybody had after each step")
    return f"{told}. {steps} steps at most."


def _key(shown: RevealView) -> Iterator[str]:
    """Yield what the paths of a picture mean."""
    kinds = {walk.kind for walk in shown.walks}
    if EntrantKind.PERSON in kinds:
        yield f"{sign(PERSON)} a person, the dot where the walk ended"
    if EntrantKind.BOT in kinds:
        yield f"{sign(BOT)} a bot"
    machines = [walk for walk in shown.walks if walk.kind is EntrantKind.ALGORITHM]
    for number, walk in enumerate(machines):
        setting = f" ({walk.setting})" if walk.setting else ""
        yield f"{sign(ink_of(number), number + 1)} {text(walk.name + setting)}: {text(walk.fate)}"
    if shown.dims <= 2 and shown.valleys:
        yield "<b>A</b>, B, ...: valleys, the deepest first"


def _standings(one: RoundResults) -> Iterator[str]:
    yield "<h3>Standings</h3>\n"
    walks = one.walks
    for title, rows in _brackets(one.board):
        cells = [_line(one, row, walks.get(row.hiker)) for row in rows]
        yield table(f"Round {one.number}: {title.lower()}", _FIELDS, cells, named=1)
    if not one.rows:
        yield "<p>Nobody has set out.</p>\n"


def _line(one: RoundResults, row: RowView, walk: WalkedView | None) -> list[str | None]:
    steps = f"{row.step} of {row.steps}"
    first = _first(row, one.board)
    if walk is None:
        return [*first, None, steps, None, None]
    halvings = f"{walk.halvings[-1]:.1f}" if walk.halvings else None
    ended = f"{walk.fate}, flag planted" if walk.flag else walk.fate
    return [*first, halvings, steps, ", ".join(walk.medals), ended]


def _promise(one: RoundResults) -> Iterator[str]:
    """Yield what the class was told before the round, and what it fits."""
    if not one.nonce:
        return
    yield (
        "<details open>\n<summary>What was promised before the round</summary>\n"
        f"<p>SHA-256 of nonce, level and seed: <code>{text(one.commitment)}</code>. It is that of "
        f"<code>{text(one.nonce)}:{text(one.level.hash)}:{one.seed}</code>.</p>\n</details>\n"
    )
