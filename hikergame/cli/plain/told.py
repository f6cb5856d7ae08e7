"""The reveal in words: where the valleys lay, who came how far, and what it was worth.

Everything is told from the flag, in distance and heading, as the hiker knows the ground.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from hikergame.arrays import FloatArray
from hikergame.cli.plain.felt import rival_name
from hikergame.cli.plain.prose import (
    counted,
    direction,
    higher,
    metres,
    ordinal,
    sentences,
    spoken,
)
from hikergame.figures import number
from hikergame.hikers import Medal, Reveal, Walk
from hikergame.hikers.verdicts import gap_words, halvings_words, why_not
from hikergame.landscape import Landscape

_MOST_VALLEYS = 5
"""Valleys that are described one by one; there may be hundreds."""
_BAR = 40
"""Signs for a hundred blind walks."""
_SAME_VALLEY = 1e-3
"""How far, in widths of the map, water may come to rest from a valley's lowest point."""
_SAME_HEIGHT = 1e-6
"""Heights closer than this share of the map's relief count as equal."""


@dataclass(frozen=True, eq=False)
class Valleys:
    """The valleys of a landscape, the deepest first."""

    landscape: Landscape
    places: FloatArray
    """Their lowest points (n, d)."""
    heights: FloatArray
    """Their heights (n,), not decreasing."""

    @classmethod
    def of(cls, landscape: Landscape) -> "Valleys":
        """Find the valleys of a landscape."""
        from hikergame.survey import find_minima

        minima = find_minima(landscape)
        places = np.array([minimum.x for minimum in minima]).reshape(-1, landscape.dims)
        return cls(landscape, places, np.array([minimum.value for minimum in minima]))

    def below(self, place: FloatArray) -> int | None:
        """Return which valley water runs to from a place (d,); None where it rests in none."""
        from hikergame.landscape import settle

        rest = settle(self.landscape, place)
        bounds = self.landscape.bounds
        if not len(self.places):
            return None
        apart = np.abs(self.places - rest) / (bounds[:, 1] - bounds[:, 0])
        nearest = int(np.argmin(apart.max(axis=1)))
        return nearest if apart[nearest].max() <= _SAME_VALLEY else None

    def name(self, index: int) -> str:
        """Return what to call a valley: by its rank among the depths that differ."""
        if len(self.heights) == 1:
            return "the only valley"
        equal = np.abs(self.heights - self.heights[index]) <= self._tie
        rank = int(np.argmax(equal))
        if np.count_nonzero(equal) == 1:
            return f"the {ordinal(rank)}deepest valley"
        place = index - rank + 1
        equals = np.count_nonzero(equal)
        return f"the {ordinal(rank)}deepest valley, number {place} of {equals} equally deep"

    @property
    def _tie(self) -> float:
        return _SAME_HEIGHT * float(self.landscape.land.relief)


def reveal_lines(reveal: Reveal, won_before: Sequence[str] = ()) -> tuple[str, ...]:
    """Say everything that the reveal shows; `won_before` are the level's medals of old."""
    valleys = Valleys.of(reveal.level.landscape)
    lines = [_ending(reveal), "The blindfold comes off.", _descent(reveal.player)]
    lines += _valley_lines(reveal, valleys)
    if reveal.rival is not None:
        lines += _rival_lines(reveal, reveal.rival, valleys)
    lines += _score_lines(reveal, won_before)
    for text in (reveal.headline, *reveal.story):
        lines += map(spoken, sentences(text))
    lines += _standing_lines(reveal)
    return (*lines, *map(spoken, sentences(reveal.level.debrief)))


def medal_words(medals: Sequence[str]) -> str:
    """Say which of the three medals there are."""
    if not medals:
        return "no medal"
    *but_last, last = medals
    words = f"{', '.join(but_last)} and {last}" if but_last else last
    return f"the {'medals' if but_last else 'medal'} {words}"


def _ending(reveal: Reveal) -> str:
    taken, budget = reveal.score.steps, reveal.level.steps
    if reveal.player.flag:
        return f"You planted your flag after {taken} of {counted(budget, 'step')}."
    return f"Your {counted(budget, 'step')} are used up, so your flag stands where you are."


def _descent(walk: Walk) -> str:
    change = float(walk.values[-1] - walk.values[0])
    return f"Your flag stands {higher(change, 'the start')}."


def _valley_lines(reveal: Reveal, valleys: Valleys) -> list[str]:
    flag, height = reveal.player.track[-1], float(reveal.player.values[-1])
    count = len(valleys.places)
    if not count:
        return ["This ground has no valley."]
    lines = [f"This ground has {counted(count, 'valley')}."]
    yours = valleys.below(flag)
    if yours is not None and count > 1:
        there = "You are in" if reveal.score.rest.bottom else "Downhill from your flag lies"
        lines.append(f"{there} {valleys.name(yours)}.")
    shown = [index for index in range(count) if index < _MOST_VALLEYS or index == yours]
    for index in shown:
        where = _away(valleys.places[index] - flag, reveal.level.axes)
        depth = higher(float(valleys.heights[index]) - height, "your flag")
        lines.append(f"{_capital(valleys.name(index))}: {where}, {depth}.")
    if len(shown) < count:
        lines.append(f"Besides, there {_are(count - len(shown))}, not told here.")
    return lines


def _rival_lines(reveal: Reveal, rival: Walk, valleys: Valleys) -> list[str]:
    end, height = rival.track[-1], float(rival.values[-1])
    where = _away(end - reveal.player.track[-1], reveal.level.axes)
    depth = higher(height - float(reveal.player.values[-1]), "your flag")
    lines = [f"{_capital(rival_name(rival.title, rival.setting))}, ended {where}, {depth}."]
    index = valleys.below(end)
    if index is not None and len(valleys.places) > 1:
        lines.append(f"It is in {valleys.name(index)}.")
    return lines


def _score_lines(reveal: Reveal, won_before: Sequence[str]) -> list[str]:
    score = reveal.score
    lines = [
        f"You have {number(round(score.points, 1))} points of 100.",
        f"That is {halvings_words(score.final_halvings, reveal.level.dims)}.",
        f"{_capital(gap_words(score.gap))}.",
    ]
    if reveal.rival is not None:
        points = number(round(reveal.rival.score.points, 1))
        lines.append(f"{_capital(spoken(reveal.rival.title))} has {points} points.")
    won = [medal.value for medal in score.medals]
    lines.append(f"This hike wins {medal_words(won)}.")
    lines += [f"Medal {medal.value}: {medal.sentence}" for medal in score.medals]
    for medal in Medal:
        reason = why_not(reveal, medal)
        if reason is not None:
            lines.append(f"No medal {medal.value} this time: {spoken(reason)}.")
    missed = [medal.value for medal in Medal if medal.value not in (*won, *won_before)]
    return [*lines, f"Still to win: {', '.join(missed)}."] if missed else lines


def _standing_lines(reveal: Reveal) -> list[str]:
    """Say where the hike stands among blind walks, on each measure, with a bar."""
    from hikergame.survey.certificate import certificate_of, standings
    from hikergame.survey.certificate.comparing import (
        beaten_of_100,
        nothing_to_compare,
        sentence,
    )

    certificate = certificate_of(reveal.level)
    if certificate is None:
        return [spoken(nothing_to_compare(reveal.level))]
    placed = standings(certificate, reveal.player)
    return [line for one in placed for line in (sentence(one), _bar(beaten_of_100(one)))]


def _bar(beaten: int) -> str:
    """Return a line on which a walk stands: "0 ============you------ 100"."""
    worse = round(beaten / 100.0 * _BAR)
    return f"0 {'=' * worse}you{'-' * (_BAR - worse)} 100"


def _away(move: FloatArray, axes: Sequence[str]) -> str:
    length = float(np.linalg.norm(move))
    if number(length) == "0":
        return "at your flag"
    where = direction(tuple(move), axes)
    return f"{metres(length)} from your flag {'' if len(axes) < 3 else 'by '}{where}"


def _are(more: int) -> str:
    return f"{'is' if more == 1 else 'are'} {counted(more, 'more valley')}"


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]
