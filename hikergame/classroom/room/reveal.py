"""The reveal: a round with open eyes, once the teacher takes the blindfolds off.

Made from the room's events alone: the level comes out of the log, the walks from the moves,
praise and questions from the walks. It takes a moment; who serves it keeps it.
"""

from typing import Final

from hikergame.classroom.errors import RefusedWish
from hikergame.classroom.messages.base import EntrantKind
from hikergame.classroom.messages.walking import Result, Why
from hikergame.classroom.messages.watching import RevealView, WalkedView
from hikergame.classroom.room.board import board
from hikergame.classroom.room.merits import Before
from hikergame.classroom.room.met import met, word_of
from hikergame.classroom.room.praise import praise
from hikergame.classroom.room.rounds import Round
from hikergame.classroom.room.sources import level_text
from hikergame.classroom.room.state import Room
from hikergame.classroom.room.uncovered import ground_view, rounded, valley_views
from hikergame.classroom.room.walked import Walked, algorithms, walked
from hikergame.hikers import debrief
from hikergame.hikers.fates import course_of

_CUT_SHORT: Final = "You were still walking when the round ended{fell}."


def reveal_view(room: Room, number: int) -> RevealView:
    """Return a round's reveal. Raises RefusedWish before the teacher has revealed it."""
    return uncovered(room, _revealed(room, number))


def result_views(room: Room, number: int) -> dict[str, Result]:
    """Return what each walk of a round came to, by the id of who walked it.

    For those who walked, each his own. Raises RefusedWish before the reveal.
    """
    one = _revealed(room, number)
    level = one.level
    rival = one.entrant(level.rivals[0].name) if level.rivals else None
    its = () if rival is None else (debrief.its_fate(course_of(level, rival), rival),)
    return {
        each.id: Result(
            round=one.number,
            points=each.points,
            halvings=each.walk.score.final_halvings,
            medals=tuple(medal.value for medal in each.walk.score.medals),
            headline=debrief.headline(each.walk, rival),
            story=(*_story(each), *its),
            level_title=level.title,
        )
        for each in walked(room, one)
    }


def _story(each: Walked) -> tuple[str, ...]:
    """Tell somebody what happened; of no steps run out where the round ended before them."""
    first, *others = debrief.your_story(each.course)
    if each.was_on_the_way:
        fell = "" if each.course.rest.flat else ", and the ground still fell"
        first = _CUT_SHORT.format(fell=fell)
    return (first, *others)


def uncovered(room: Room, one: Round) -> RevealView:
    """Return a round with open eyes, whether it has been revealed or not: for the teacher."""
    level, valleys = one.level, valley_views(one.level.landscape)
    walks, machines = walked(room, one), algorithms(room, one)
    people = [each for each in walks if each.kind is EntrantKind.PERSON]
    shown = board(room, one.number)
    return RevealView(
        round=one.number,
        level_id=level.id,
        title=level.title,
        summary=level.summary,
        debrief=level.debrief,
        level_hash=level.hash,
        seed=one.seed,
        nonce=one.nonce,
        commitment=one.commitment,
        dims=level.dims,
        axes=level.axes,
        steps=level.steps,
        start=tuple(level.start.tolist()),
        ground=ground_view(level.landscape),
        valleys=valleys,
        walks=tuple(_walk_view(each) for each in (*walks, *machines)),
        praise=praise(people, _before(room, one), machines, level=level, several=len(valleys) > 1),
        met=met(level.concepts, people, machines),
        headline=shown.headline,
        named=tuple(row.hiker for row in (*shown.top, *shown.bots)),
        text=level_text(one.source),
    )


def _walk_view(each: Walked) -> WalkedView:
    score = each.walk.score
    return WalkedView(
        hiker=each.id,
        name=each.name,
        kind=each.kind,
        team=each.team,
        setting=each.walk.setting,
        track=tuple(rounded(place) for place in each.walk.track),
        values=rounded(each.walk.values),
        # The last is a figure that boards and tables tell: not rounded, or they might disagree.
        halvings=(*rounded(score.halvings[:-1]), score.final_halvings),
        points=score.points,
        medals=tuple(medal.value for medal in score.medals),
        flag=each.walk.flag,
        fate=word_of(each),
    )


def _before(room: Room, one: Round) -> dict[str, Before]:
    """Return the best earlier round of each who has walked one."""
    best: dict[str, Before] = {}
    for earlier in room.rounds[: one.number - 1]:
        hikers = [seat.id for seat in room.seats.present if earlier.has_set_out(seat.id)]
        marks = earlier.tracks.points(hikers, [earlier.taken(hiker) for hiker in hikers])
        for hiker, points in zip(hikers, marks, strict=True):
            if hiker not in best or points > best[hiker].points:
                best[hiker] = Before(earlier.number, points)
    return best


def _revealed(room: Room, number: int) -> Round:
    if not 0 < number <= len(room.rounds):
        raise RefusedWish(Why.NOT_FOUND, f"There is no round {number}.")
    one = room.rounds[number - 1]
    if not one.revealed:
        raise RefusedWish(Why.FORBIDDEN, f"Round {number} has not been revealed yet.")
    return one
