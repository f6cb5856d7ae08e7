"""The search for a generated level: drawn, surveyed, adjusted, tried, and accepted or not.

The same wish and the same seed make the same level. A level is accepted when its survey, at
full resolution, says what was wished for; when none is, within a bounded number of tries,
the error says what the nearest one was.
"""

import math
from collections.abc import Sequence
from dataclasses import replace
from typing import Final

import numpy as np

from hikergame.level import parse_level
from hikergame.survey.generation.claiming import DECEPTIVE, MULTIMODAL, Trial
from hikergame.survey.generation.drafts import Draft, Ground
from hikergame.survey.generation.draws import Draws
from hikergame.survey.generation.errors import GenerationError, Missed
from hikergame.survey.generation.hillside import Sketch, adjusted, labelled, sketch
from hikergame.survey.generation.looking import Look, Profile
from hikergame.survey.generation.made import Made, Watch
from hikergame.survey.generation.starts import find_starts
from hikergame.survey.generation.wishes import Wish
from hikergame.survey.generation.wording import UNTITLED, figures, generated_words, wish_words
from hikergame.survey.surveying import survey

TRIES: Final = 40
"""How many maps are tried unless more are asked for."""
_ADJUSTMENTS: Final = 8
"""How often one sketch is adjusted before another one is drawn."""

TRAP_TOLERANCE: Final = 0.1
TRAP_SLACK: Final = 0.01
"""The deepest trap is as deep as wished for to within this share of the wish, and this much of
the relief besides."""
RUGGEDNESS_TOLERANCE: Final = 0.1
RUGGEDNESS_SLACK: Final = 0.02
"""It is as rugged as wished for to within this share of the wish, and this much besides."""

_MIDDLE: Final = 2.5
"""Halvings in the middle of the map, at most: to walk there must not pay."""
_OFF: Final = 0.04
"""The deepest valley is this far off the fence, as a share of each side."""

_STEPS: Final = {1: (14, 2, 4), 2: (28, 3, 8)}
"""Steps by dimensions: to begin with, more for each valley, and more where slopes deceive."""
_REACH: Final = 0.2
"""The longest step, as a share of the map's sides."""
_STRIDE: Final = 1.0
_STARTS: Final = 4
"""So many starts are tried on a map that is right."""
_RIVALS: Final = {1: ("gradient-descent", "momentum"), 2: ("gradient-descent", "adam")}
_RIVALS_OF_DECEPTIVE: Final = {1: ("gradient-descent",), 2: ("gradient-descent", "adam")}
"""On a line, momentum takes longer to come to rest than people have patience."""


def generate(
    wish: Wish,
    seed: int,
    *,
    title: str | None = None,
    tries: int = TRIES,
    watch: Watch | None = None,
) -> Made:
    """Return a level that is what was wished for, its title drawn as well unless it is given.

    Raises GenerationError, with the nearest that was found, when none is in so many tries.
    """
    nearest, number_of_nearest = Missed("no map at all", math.inf), 1
    for number in range(1, tries + 1):
        try:
            return _try(wish, seed, number, title)
        except Missed as miss:
            if watch is not None:
                watch(number, tries, miss.reason)
            if miss.distance < nearest.distance:
                nearest, number_of_nearest = miss, number
    raise GenerationError(
        f"no level in {tries} tries with seed {seed} was what was asked for: {wish_words(wish)}.\n"
        f"The nearest was try {number_of_nearest}: {nearest.reason}.\n"
        "Ask for that, for more tries, or for another seed."
    )


def distance(profile: Profile, wish: Wish) -> float:
    """Return how far a map is from a wish; 0 where it fulfils it."""
    valleys = abs(profile.valleys - wish.valleys)
    trap = _beyond(profile.trap_depth, wish.trap_depth, TRAP_TOLERANCE, TRAP_SLACK)
    rugged = _beyond(profile.ruggedness, wish.ruggedness, RUGGEDNESS_TOLERANCE, RUGGEDNESS_SLACK)
    return valleys + 10.0 * (trap + rugged)


def _beyond(found: float, wished: float, share: float, slack: float) -> float:
    """Return how much a figure lies outside what is allowed."""
    return max(abs(found - wished) - share * wished - slack, 0.0)


def _try(wish: Wish, seed: int, number: int, title: str | None) -> Made:
    """Draw and adjust one map, and make it a level. Raises Missed."""
    draws = Draws(seed, number)
    drawn = sketch(wish, draws)
    if drawn is None:
        raise Missed("the valleys found no room on the map", math.inf)
    ground, look = _fitted(drawn, wish)
    _require_off_the_middle(look)
    full = Look(ground.landscape, survey(ground.landscape))
    if (far := distance(full.profile, wish)) > 0.0:
        raise Missed(figures(full.profile), far)
    draft = _claiming(_drafts(labelled(ground, full), full, wish, draws), full, wish)
    text = draft.text(generated_words(wish, seed, full, draws, title))
    return Made(text, parse_level(text), full.profile, number)


def _fitted(drawn: Sketch, wish: Wish) -> tuple[Ground, Look]:
    """Adjust a sketch until it is what was wished for. Raises Missed with the nearest it came."""
    nearest = Missed("nothing", math.inf)
    for _ in range(_ADJUSTMENTS):
        ground = drawn.ground
        look = Look.at(ground.landscape)
        far = distance(look.profile, wish)
        if far == 0.0:
            return ground, look
        if far < nearest.distance:
            nearest = Missed(figures(look.profile), far)
        drawn = adjusted(drawn, look, wish)
    raise nearest


def _require_off_the_middle(look: Look) -> None:
    """Refuse a map whose middle is a good place, or whose deepest valley lies at the fence."""
    landscape = look.landscape
    low, high = landscape.bounds.T
    middle = float(landscape.land.halvings(landscape.value((low + high) / 2.0)))
    if middle > _MIDDLE:
        raise Missed(f"{figures(look.profile)}, but the middle of the map is a good place", 0.5)
    deepest = look.survey.global_minimum
    edge = _OFF * (high - low)
    if deepest is None or not np.all((deepest.x > low + edge) & (deepest.x < high - edge)):
        raise Missed(f"{figures(look.profile)}, but the deepest valley lies at the fence", 0.5)


def _drafts(ground: Ground, look: Look, wish: Wish, draws: Draws) -> list[Draft]:
    """Return levels on a map, without claims. Raises Missed where no start will do."""
    goal = look.trap if wish.deceptive else 0
    starts = [] if goal is None else find_starts(look, [goal], draws, _STARTS)
    if not starts:
        raise Missed(f"{figures(look.profile)}, but no start leads to the right valley", 0.5)
    longest = float(round(_REACH * float(np.ptp(look.landscape.bounds, axis=1).mean())))
    least, each, more = _STEPS[wish.dims]
    steps = least + each * wish.valleys + (more if wish.deceptive else 0)
    rivals = _RIVALS_OF_DECEPTIVE[wish.dims] if wish.deceptive else _RIVALS[wish.dims]
    return [Draft(ground, start, steps, longest, _STRIDE, rivals) for start in starts]


def _claiming(drafts: Sequence[Draft], look: Look, wish: Wish) -> Draft:
    """Return the first of some levels that can be certified, with all that it can claim.

    Raises Missed where none can.
    """
    must = (DECEPTIVE,) if wish.deceptive else ()
    reason = ""
    for draft in drafts:
        trial = Trial(draft.level(UNTITLED), look.survey)
        reason = trial.unfairness() if wish.deceptive else trial.unsoundness()
        if not reason:
            return replace(draft, claims=(*must, *_told(trial.claims, wish)))
    raise Missed(f"{figures(look.profile)}, but {reason}", 0.0)


def _told(claims: Sequence[str], wish: Wish) -> list[str]:
    """Return claims without that of many valleys where one was asked for.

    The grain of rugged ground may have hollows that a certificate counts.
    """
    return [claim for claim in claims if claim != MULTIMODAL or wish.valleys > 1]
