"""Levels after a classic: a test function of the literature in new clothes.

Who knows a classic knows that its deepest valley lies in the middle, or on a diagonal. So
it is scaled to metres, turned, and looked at through a window off its centre; of several
windows the first is taken through which it is a good level, the widest ones first.
"""

from collections.abc import Iterator
from dataclasses import replace
from typing import Final

import numpy as np

from hikergame.arrays import FloatArray, median
from hikergame.landscape import find_nonfinite
from hikergame.landscape.classics import CLASSICS, Classic, ClassicError, find_classic
from hikergame.landscape.land import is_hollow
from hikergame.landscape.sampling import box_points
from hikergame.landscape.terms.rotation import plane_matrix
from hikergame.level import parse_level
from hikergame.survey.certificate.ground import DEEP
from hikergame.survey.generation.claiming import Trial
from hikergame.survey.generation.drafts import Draft, Ground, Shape
from hikergame.survey.generation.draws import Draws
from hikergame.survey.generation.errors import GenerationError, Missed, WishError
from hikergame.survey.generation.looking import Look
from hikergame.survey.generation.made import Made, Watch
from hikergame.survey.generation.starts import find_starts
from hikergame.survey.generation.wording import UNTITLED, classic_words
from hikergame.survey.surveying import survey

_ZOOMS: Final = (0.9, 0.7, 0.5, 0.35, 0.25, 0.16, 0.1, 0.06, 0.03, 0.02)
"""How wide the window is, as a share of the box that the classic is known by."""
_WIDE: Final = 0.35
_TOGETHER: Final = 4
"""Where a classic has no more deepest places than this, wide windows are to show all of them."""
_WHOLE: Final = 1.1
"""The widest of these: in a box, deepest places may lie too far apart for a smaller one."""
_WINDOWS: Final = 12
"""Windows of each width that are tried."""
_SIDES: Final = {1: ((24, 30),), 2: ((14, 18), (11, 14))}
"""From how many metres to how many each side of the map is long."""
_FENCE: Final = 0.1
"""The deepest valley is so far off the fence, as a share of each side, and"""
_OFF: Final = 0.12
"""so far off the middle of each side."""
_RELIEF: Final = 20.0
_SAMPLE: Final = 1 << 12

_MIDDLE: Final = 3.0
"""Halvings in the middle of the map, at most: to walk there must not pay."""
_MOST_VALLEYS: Final = {1: 12, 2: 40}
_WALLS: Final = 0.05
"""Half of the land lies this far above the bottom, as a share of the relief: where walls soar
at the edges of the window, nothing else can be felt."""
_EVEN: Final = 0.1
"""With the typical slope one would lose this share of the relief across the map, or more: where
there is one hole in a plain, nothing can be felt."""
_COUNTED: Final = {1: 1024, 2: 96}
"""Grid points along each axis at which hollows are counted before a survey, by dimensions."""
_SAME: Final = 1e-6
"""Heights are equal when they differ by this share of the relief."""

_STEPS: Final = {1: 20, 2: 40}
_REACH: Final = 0.2
"""The longest step, as a share of the map's sides."""
_STRIDE: Final = 1.0
_STARTS: Final = 2
"""So many starts above shallower valleys are tried in a good window."""
_UNSOUND: Final = 4
"""So many good windows are tried for one that could be certified."""
_RIVALS: Final = {1: ("gradient-descent", "momentum"), 2: ("gradient-descent", "adam")}


def imitate(
    name: str,
    *,
    seed: int = 0,
    dims: int = 2,
    title: str | None = None,
    watch: Watch | None = None,
) -> Made:
    """Return a level on a classic, called after it unless a title is given.

    Another seed makes another window on it. One that could be certified is taken if a few
    that are good otherwise bring it; else the first of them, which says what is lacking.
    Raises WishError for a classic that there is not, or not in so many dimensions, and
    GenerationError where no window will do.
    """
    classic, box = _asked_for(name, dims)
    tried = _Tried(watch, most=_WINDOWS * sum(len(zooms) for _, zooms in _views(classic, dims)))
    unsound: list[Made] = []
    for shown, zoom, draws in _draws(classic, dims, seed):
        try:
            ground = _window(classic, box, shown, zoom, draws)
            look = _good_look(classic, ground, shown)
            draft, caution = _level_on(ground, look, draws)
        except Missed as miss:
            tried.note(miss)
            continue
        seen = _deepest_shown(look, classic, ground)
        words = classic_words(classic, seed, look, title=title, shown=seen, caution=caution)
        text = draft.text(words)
        made = Made(text, parse_level(text), look.profile, tried.count + 1, caution)
        if not caution:
            return made
        tried.note(Missed(caution, 0.0))
        unsound.append(made)
        if len(unsound) == _UNSOUND:
            break
    if not unsound:
        raise tried.error(classic.name, seed)
    return replace(unsound[0], tries=tried.count)


class _Tried:
    """The windows that were tried in vain."""

    def __init__(self, watch: Watch | None, most: int) -> None:
        self._watch, self._most = watch, most
        self.count = 0
        self.nearest, self.number_of_nearest = Missed("nothing", np.inf), 1

    def note(self, miss: Missed) -> None:
        """Count one more."""
        self.count += 1
        if self._watch is not None:
            self._watch(self.count, self._most, miss.reason)
        if miss.distance < self.nearest.distance:
            self.nearest, self.number_of_nearest = miss, self.count

    def error(self, name: str, seed: int) -> GenerationError:
        """Return what to raise when all were in vain."""
        return GenerationError(
            f"no window on {name} in {self.count} with seed {seed} made a good level.\n"
            f"The nearest was window {self.number_of_nearest}: {self.nearest.reason}.\n"
            "Try another seed."
        )


def _asked_for(name: str, dims: int) -> tuple[Classic, FloatArray]:
    """Return a classic and its box. Raises WishError."""
    if dims not in _SIDES:
        raise WishError(f"a level is made after a classic in 1 or 2 dimensions, not in {dims}")
    try:
        classic = find_classic(name)
        return classic, classic.bounds(dims)
    except ClassicError as error:
        rest = "" if error.hint or name in CLASSICS else f"; there are {', '.join(CLASSICS)}"
        raise WishError(f"{error}{rest}") from error


def _draws(classic: Classic, dims: int, seed: int) -> Iterator[tuple[int, float, Draws]]:
    """Yield for each window what it must show, how wide it is, and what to draw it with."""
    for shown, zooms in _views(classic, dims):
        for number in range(len(zooms) * _WINDOWS):
            yield shown, zooms[number // _WINDOWS], Draws(seed, number)


def _views(classic: Classic, dims: int) -> Iterator[tuple[int, tuple[float, ...]]]:
    """Yield how many of a classic's deepest places are to be seen, and how wide it is tried."""
    count = len(classic.minima(dims).points)
    if 1 < count <= _TOGETHER:
        yield count, (_WHOLE, *(zoom for zoom in _ZOOMS if zoom >= _WIDE))
    yield 1, _ZOOMS
    # Some are deepest at the edge of their box, where no window shows them whole.
    yield 0, _ZOOMS


def _window(classic: Classic, box: FloatArray, shown: int, zoom: float, draws: Draws) -> Ground:
    """Return a window on a classic, one of its deepest places in it but off the middle.

    Where more than one are to be `shown`, it is laid so that all are in it, if it is wide enough.
    """
    dims = len(box)
    lengths = np.array([draws.whole(*side) for side in _SIDES[dims]], dtype=np.float64)
    low = np.array([-draws.whole(int(side) // 4, int(side) - int(side) // 4) for side in lengths])
    scale = _round(float(lengths.mean() / (zoom * np.ptp(box, axis=1).mean())), 2)
    turn = draws.whole(12, 33) + 90 * draws.whole(0, 3)
    matrix = plane_matrix(turn) if dims == 2 else np.eye(1)
    minima = scale * (classic.minima(dims).points @ matrix.T)
    if shown > 1:
        first, last = minima.min(axis=0), minima.max(axis=0)
        room = np.maximum((1.0 - 2.0 * _FENCE) * lengths - (last - first), 0.0)
        there = low + _FENCE * lengths - first + room * [draws.unit() for _ in lengths]
    else:
        deepest = minima[draws.whole(0, len(minima) - 1)]
        there = low + lengths * [_off_the_middle(draws) for _ in lengths] - deepest
    at = [round(float(x), 2) for x in there]
    settings = {"name": classic.name, "at": at[0] if dims == 1 else at, "scale": scale}
    turned = {"rotate": turn} if dims == 2 else {}
    bounds = tuple((float(a), float(a + b)) for a, b in zip(low, lengths, strict=True))
    relief = float(np.ptp(_sample(Ground(bounds, (Shape("classic", settings | turned),)))))
    weight = _round(_RELIEF / relief, 1) if 0.0 < relief < np.inf else 1.0
    return Ground(bounds, (Shape("classic", settings | turned | {"weight": weight}),))


def _sample(ground: Ground) -> FloatArray:
    """Return heights (n,) at places spread evenly over a map."""
    landscape = ground.landscape
    return landscape.value(box_points(landscape.bounds, np.arange(_SAMPLE)))


def _off_the_middle(draws: Draws) -> float:
    """Return a share of a side: near one end of it or the other."""
    share = draws.between(_FENCE, 0.5 - _OFF)
    return share if draws.unit() < 0.5 else 1.0 - share


def _round(value: float, digits: int) -> float:
    return float(f"{value:.{digits}g}")


def _good_look(classic: Classic, ground: Ground, shown: int) -> Look:
    """Survey a window through which so many of the classic's deepest places must be seen.

    Raises Missed where it is no good: the sooner, the farther it is from good.
    """
    if find_nonfinite(ground.landscape) is not None:
        raise Missed("heights without end", 5.0)
    _require_worth_a_look(ground)
    look = Look.at(ground.landscape)
    _require_some_valleys(look)
    if _deepest_shown(look, classic, ground) < shown:
        raise Missed("it does not show the deepest places of the classic", 3.0)
    _require_level(look)
    # As certificates count: high walls, as classics have them, make all valleys look shallow.
    return Look(ground.landscape, survey(ground.landscape), bar=DEEP)


def _level_on(ground: Ground, look: Look, draws: Draws) -> tuple[Draft, str]:
    """Return a level in a window that has been surveyed, and why it would not be certified.

    It begins above a shallower valley if it can be won from there. Raises Missed where there
    is no place to begin.
    """
    starts = find_starts(look, _shallower(look), draws, _STARTS) + find_starts(look, [0], draws)
    if not starts:
        raise Missed("no place in it is one to start from", 1.0)
    cautions = []
    dims = len(ground.bounds)
    longest = float(round(_REACH * float(np.ptp(look.landscape.bounds, axis=1).mean())))
    for start in starts:
        draft = Draft(ground, start, _STEPS[dims], longest, _STRIDE, _RIVALS[dims])
        trial = Trial(draft.level(UNTITLED), look.survey)
        cautions.append(trial.unsoundness())
        if not cautions[-1]:
            return replace(draft, claims=trial.claims), ""
    return replace(draft, claims=trial.claims), cautions[-1]


def _require_worth_a_look(ground: Ground) -> None:
    """See in a moment whether a map may be a good one. Raises Missed."""
    heights = _sample(ground)
    if median(heights) - np.min(heights) < _WALLS * np.ptp(heights):
        raise Missed("walls so high that nothing else can be felt", 4.0)
    dims = len(ground.bounds)
    axes = [np.linspace(low, high, _COUNTED[dims]) for low, high in ground.bounds]
    grid = ground.landscape.on_grid(axes)
    lowest = np.array(np.unravel_index(np.argmin(grid), grid.shape))
    edge = int(0.5 * _FENCE * _COUNTED[dims])
    if np.any((lowest < edge) | (lowest >= _COUNTED[dims] - edge)):
        raise Missed("its deepest valley lies at the fence", 4.0)
    found = int(np.count_nonzero(is_hollow(grid)))
    if found > 1.5 * _MOST_VALLEYS[dims]:
        raise Missed(f"some {found} valleys", 4.0)


def _require_some_valleys(look: Look) -> None:
    """See whether a map has valleys, few enough of them, and the deepest whole. Raises Missed."""
    landscape, deepest = look.landscape, look.survey.global_minimum
    if deepest is None or len(look.survey.minima) > _MOST_VALLEYS[landscape.dims]:
        raise Missed(f"{len(look.survey.minima)} valleys", 3.0)
    low, high = landscape.bounds.T
    edge = 0.5 * _FENCE * (high - low)
    if not np.all((deepest.x > low + edge) & (deepest.x < high - edge)):
        raise Missed("its deepest valley lies at the fence", 3.0)


def _require_level(look: Look) -> None:
    """See whether slopes lead anywhere, and not just to the middle. Raises Missed."""
    landscape = look.landscape
    low, high = landscape.bounds.T
    if float(landscape.land.halvings(landscape.value((low + high) / 2.0))) > _MIDDLE:
        raise Missed("its middle is a good place", 2.0)
    fall = landscape.land.typical_slope * float((high - low).mean())
    if fall < _EVEN * look.relief:
        raise Missed("one hole in a plain", 2.0)


def _deepest_shown(look: Look, classic: Classic, ground: Ground) -> int:
    """Return how many of the classic's deepest places are the deepest in the window."""
    weight = float(ground.shapes[0].settings["weight"])
    published = weight * classic.minima(look.landscape.dims).value
    heights = np.array([one.value for one in look.survey.minima])
    if float(heights[0]) < published - _SAME * look.relief:
        return 0
    return int(np.count_nonzero(heights <= published + _SAME * look.relief))


def _shallower(look: Look) -> list[int]:
    """Return the numbers of the minima that are not as deep as the deepest."""
    floor = look.survey.minima[0].value + _SAME * look.relief
    return [number for number, one in enumerate(look.survey.minima) if one.value > floor]
