"""What a survey costs, and what it finds, beside scipy's global optimisers.

    python benchmarks/survey.py [--repeats N] [--functions N] [--levels]

1. Time against grid size, the proof of the global minimum and traced basins included: the
   first survey of a ground, which compiles it, and the best of the repeats at each size;
   and at the smallest without either, as while a level is edited.
2. Minima found on test functions of the literature whose number of minima is known.
3. Functions with known minima after the GKLS generator, and classics, beside scipy's shgo,
   basinhopping and dual_annealing where it is installed (the extra `bench`): time, and the
   share of all minima that each comes to. All are given the exact gradient; scipy's run as
   they come, but that basinhopping and dual_annealing are asked for all minima they pass.
"""

from __future__ import annotations

import argparse
from collections.abc import Callable, Mapping, Sequence
from functools import partial
from statistics import median
from time import perf_counter
from typing import Any, TypeAlias

import numpy as np
from gkls import gkls

from hikergame.arrays import FloatArray
from hikergame.landscape import Landscape, coordinate
from hikergame.landscape.classics import find_classic
from hikergame.landscape.terms import make_term
from hikergame.level import library, load_level
from hikergame.survey import find_minima, survey

try:
    from scipy import optimize
except ImportError:
    optimize = None

Search: TypeAlias = "Callable[[Landscape], FloatArray]"
"""From a ground to the places (n, d) of the minima that it comes to."""

BUDGETS = {256: 50, 512: 100, 1024: 300}
"""Milliseconds for each number of points a side."""
KNOWN = {
    "himmelblau": 4,
    "six-hump-camel": 6,
    "rastrigin": 121,
    "shubert": 761,
    "holder-table": 56,
    "goldstein-price": 4,
    "cross-in-tray": 64,
    "styblinski-tang": 4,
    "drop-wave": 30,
}
"""Minima on the closed box, those on the fence included; drop-wave's are rings."""
SHARED = ("himmelblau", "six-hump-camel", "rastrigin", "holder-table", "goldstein-price")
"""The classics on which scipy is run as well."""
FOUND = 1e-3
"""In widths of the map: how close to a minimum one has to come."""
LEVELS = ("a-comfortable-trap", "four-valleys", "the-egg-box", "the-terraces")


def main() -> None:
    """Print the three tables."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--repeats", type=int, default=7)
    parser.add_argument("--functions", type=int, default=20)
    parser.add_argument("--levels", action="store_true", help="time all shipped levels, not four")
    asked = parser.parse_args()
    print_times(grounds(every_level=asked.levels), asked.repeats)
    print_counts()
    print_peers(asked.functions)


def grounds(*, every_level: bool) -> Mapping[str, Landscape]:
    """Return the grounds whose surveys are timed."""
    chosen: dict[str, Landscape] = {
        "himmelblau": classic("himmelblau"),
        "six-hump-camel": classic("six-hump-camel"),
        "twenty gaussians": gaussians(),
    }
    names: Sequence[str] = LEVELS
    if every_level:
        names = [entry.id for chapter in library().chapters for entry in chapter.entries]
    for name in names:
        landscape = load_level(name).landscape
        if landscape.dims == 2:
            chosen[name] = landscape
    return chosen


def classic(name: str) -> Landscape:
    """Return a classic of the literature in two dimensions, over its usual box."""
    known = find_classic(name)
    expression = known.expression([coordinate(0), coordinate(1)])
    return Landscape.from_expression(expression, known.bounds(2))


def gaussians(count: int = 20) -> Landscape:
    """Return a sum of hills and pits of all sizes."""
    rng = np.random.default_rng(3)
    hills = [
        make_term(
            "hill",
            {
                "at": rng.uniform(-5.0, 5.0, 2).tolist(),
                "radius": float(rng.uniform(0.5, 3.0)),
                "height": float(rng.uniform(-9.0, 5.0)),
            },
        )
        for _ in range(count)
    ]
    return Landscape.from_terms(hills, [[-6.0, 6.0], [-6.0, 6.0]])


def print_times(chosen: Mapping[str, Landscape], repeats: int) -> None:
    """Print how long surveys take."""
    print(f"Survey, proof included: ms, best of {repeats}; * past the budget")
    print(f"{'':22}{'first':>8}" + "".join(f"{size:>9}²" for size in BUDGETS) + "   editing")
    print(f"{'budget':22}{'':8}" + "".join(f"{ms:>10}" for ms in BUDGETS.values()))
    for name, ground in chosen.items():
        first = milliseconds(partial(survey, ground), 1)
        figures = []
        for size, budget in BUDGETS.items():
            took = milliseconds(partial(survey, ground, resolution=size), repeats)
            figures.append(f"{took:>9.0f}{'*' if took > budget else ' '}")
        editing = milliseconds(partial(survey, ground, accurate=False, prove=False), repeats)
        certainty = survey(ground).certainty.value
        print(f"{name:22}{first:>8.0f}" + "".join(figures) + f"{editing:>9.0f}  {certainty}")


def milliseconds(work: Callable[[], Any], repeats: int) -> float:
    """Return the best time of some work in milliseconds."""
    times = []
    for _ in range(repeats):
        start = perf_counter()
        work()
        times.append(1e3 * (perf_counter() - start))
    return min(times)


def print_counts() -> None:
    """Print how many minima are found where their number is known."""
    print("\nMinima of the literature's functions, 256 points a side")
    for name, known in KNOWN.items():
        print(f"{name:22}{len(find_minima(classic(name))):>6} of {known}")


def print_peers(functions: int) -> None:
    """Print time and share of minima found, beside scipy."""
    searches: dict[str, Search] = {"survey": by_survey, "its minima only": by_minima}
    if optimize is not None:
        searches |= {
            "shgo": by_shgo,
            "basinhopping": by_basinhopping,
            "dual_annealing": by_dual_annealing,
        }
    made = [gkls(seed) for seed in range(functions)]
    print(f"\nShare of minima found, and median time: {functions} GKLS-like functions; classics")
    print_shares(searches, [(one.landscape, one.minima) for one in made])
    known = [(classic(name), by_minima(classic(name))) for name in SHARED]
    print_shares(searches, known)
    if optimize is None:
        print("scipy is not installed: pip install hikergame[bench]")


def print_shares(
    searches: Mapping[str, Search], known: Sequence[tuple[Landscape, FloatArray]]
) -> None:
    """Print a line for each search: all grounds with all their minima are `known`."""
    total = sum(len(minima) for _, minima in known)
    for name, search in searches.items():
        times, found, beside = [], 0, 0
        for ground, minima in known:
            start = perf_counter()
            places = search(ground)
            times.append(1e3 * (perf_counter() - start))
            width = ground.bounds[:, 1] - ground.bounds[:, 0]
            apart = np.max(np.abs(places[:, np.newaxis] - minima) / width, axis=2)
            found += int(np.count_nonzero(apart.min(axis=0, initial=np.inf) < FOUND))
            beside += int(np.count_nonzero(apart.min(axis=1, initial=np.inf) >= FOUND))
        extra = f", {beside} places that are none" if name in ("survey", "its minima only") else ""
        print(
            f"{name:18}{found:>5} of {total} ({found / total:4.0%}) {median(times):>7.0f} ms{extra}"
        )
    print()


def by_survey(ground: Landscape) -> FloatArray:
    """Return the minima of a survey."""
    return np.array([minimum.x for minimum in survey(ground).minima])


def by_minima(ground: Landscape) -> FloatArray:
    """Return the minima alone."""
    return np.array([minimum.x for minimum in find_minima(ground)])


def by_shgo(ground: Landscape) -> FloatArray:
    """Return the minima that simplicial homology global optimisation comes to."""
    result = optimize.shgo(
        lambda x: float(ground.value(x)),
        ground.bounds,
        n=256,
        sampling_method="sobol",
        minimizer_kwargs={"method": "L-BFGS-B", "jac": ground.gradient},
    )
    return np.array(result.xl).reshape(-1, ground.dims)


def by_basinhopping(ground: Landscape) -> FloatArray:
    """Return the minima that basin hopping passes."""
    passed: list[FloatArray] = []
    optimize.basinhopping(
        lambda x: float(ground.value(x)),
        ground.bounds.mean(axis=1),
        niter=100,
        stepsize=0.25 * float(np.ptp(ground.bounds, axis=1).min()),
        minimizer_kwargs={"method": "L-BFGS-B", "jac": ground.gradient, "bounds": ground.bounds},
        callback=lambda x, _f, _accepted: passed.append(np.array(x)),
        rng=np.random.default_rng(0),
    )
    return np.array(passed).reshape(-1, ground.dims)


def by_dual_annealing(ground: Landscape) -> FloatArray:
    """Return the minima that dual annealing passes."""
    passed: list[FloatArray] = []
    result = optimize.dual_annealing(
        lambda x: float(ground.value(x)),
        ground.bounds,
        maxiter=100,
        minimizer_kwargs={"method": "L-BFGS-B", "jac": ground.gradient, "bounds": ground.bounds},
        callback=lambda x, _f, _context: passed.append(np.array(x)),
        rng=np.random.default_rng(0),
    )
    return np.array([*passed, result.x]).reshape(-1, ground.dims)


if __name__ == "__main__":
    main()
