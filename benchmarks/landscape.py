"""What a landscape costs, beside the same function written out in numpy by hand.

    python benchmarks/landscape.py [--points N] [--repeats N]

Value and gradient at a million points, of a landscape of terms (twenty hills; Rastrigin)
and of formulas (Himmelblau, Ackley); ten thousand gradient descents in lock-step; one
single point. The peer is what a good numpy programmer writes: columns that lie in one
piece, every shared part computed once, work done in place. "In blocks" is the same
peer, called for 32,768 points at a time, so that it stays in cache as ours does.

All take turns within one run, and a ratio is the median of the turns' ratios. Ours is
timed on one thread, and again on as many as it would choose by itself. Where torch is
installed, its autograd walks beside ours in lock-step.
"""

from __future__ import annotations

import argparse
from collections.abc import Callable, Mapping, Sequence
from functools import partial
from statistics import median
from time import perf_counter
from typing import TypeAlias

import numpy as np

from hikergame.arrays import FloatArray
from hikergame.landscape import Expr, Landscape, coordinate
from hikergame.landscape.expression import total
from hikergame.landscape.formula import parse
from hikergame.landscape.tape import available_threads
from hikergame.landscape.terms import Term, make_term

try:
    import torch
except ImportError:
    torch = None

Peer: TypeAlias = "Callable[[FloatArray, FloatArray], tuple[FloatArray, FloatArray, FloatArray]]"
"""From the columns x and y to the value and its two derivatives."""

PEER_BLOCK = 1 << 15
HIKERS, STEPS, RATE = 10_000, 500, 0.005
BOX = [[-6.0, 6.0], [-6.0, 6.0]]
HIMMELBLAU = "(x^2 + y - 11)^2 + (x + y^2 - 7)^2"
ACKLEY = "-20*exp(-0.2*sqrt((x^2 + y^2)/2)) - exp((cos(2*pi*x) + cos(2*pi*y))/2) + 20 + e"
HILLS = [
    {"at": at.tolist(), "radius": float(radius), "height": float(height)}
    for at, radius, height in zip(
        np.random.default_rng(3).uniform(-5, 5, (20, 2)),
        np.random.default_rng(4).uniform(0.5, 3, 20),
        np.random.default_rng(5).uniform(-9, 5, 20),
        strict=True,
    )
]


def hills_by_hand(x: FloatArray, y: FloatArray) -> tuple[FloatArray, FloatArray, FloatArray]:
    """Twenty gaussians, differentiated with them."""
    value, slope_x, slope_y = np.zeros_like(x), np.zeros_like(x), np.zeros_like(x)
    for hill in HILLS:
        sharpness = 1.0 / hill["radius"] ** 2
        dx = x - hill["at"][0]
        dy = y - hill["at"][1]
        height = dx * dx
        height += dy * dy
        height *= -sharpness
        np.exp(height, out=height)
        height *= hill["height"]
        value += height
        height *= -2.0 * sharpness
        dx *= height
        slope_x += dx
        dy *= height
        slope_y += dy
    return value, slope_x, slope_y


def rastrigin_by_hand(x: FloatArray, y: FloatArray) -> tuple[FloatArray, FloatArray, FloatArray]:
    """10 d + the sum of x^2 - 10 cos(2 pi x)."""
    angle_x, angle_y = 2.0 * np.pi * x, 2.0 * np.pi * y
    value = np.cos(angle_x)
    value += np.cos(angle_y)
    value *= -10.0
    value += x * x
    value += y * y
    value += 20.0
    np.sin(angle_x, out=angle_x)
    angle_x *= 20.0 * np.pi
    angle_x += 2.0 * x
    np.sin(angle_y, out=angle_y)
    angle_y *= 20.0 * np.pi
    angle_y += 2.0 * y
    return value, angle_x, angle_y


def himmelblau_by_hand(x: FloatArray, y: FloatArray) -> tuple[FloatArray, FloatArray, FloatArray]:
    """(x^2 + y - 11)^2 + (x + y^2 - 7)^2."""
    a = x * x
    a += y
    a -= 11.0
    b = y * y
    b += x
    b -= 7.0
    value = a * a
    value += b * b
    slope_x = 4.0 * x
    slope_x *= a
    slope_x += 2.0 * b
    slope_y = 4.0 * y
    slope_y *= b
    a *= 2.0
    slope_y += a
    return value, slope_x, slope_y


def ackley_by_hand(x: FloatArray, y: FloatArray) -> tuple[FloatArray, FloatArray, FloatArray]:
    """Ackley's function; its slope at the very bottom is taken as zero."""
    radius = x * x
    radius += y * y
    radius *= 0.5
    np.sqrt(radius, out=radius)
    bowl = np.exp(-0.2 * radius)
    bowl *= 20.0
    angle_x, angle_y = 2.0 * np.pi * x, 2.0 * np.pi * y
    waves = np.cos(angle_x)
    waves += np.cos(angle_y)
    waves *= 0.5
    np.exp(waves, out=waves)
    value = (20.0 + np.e) - bowl
    value -= waves
    np.divide(bowl, radius, out=bowl, where=radius > 0.0)
    bowl *= 0.1
    waves *= np.pi
    for angle, place in ((angle_x, x), (angle_y, y)):
        np.sin(angle, out=angle)
        angle *= waves
        angle += bowl * place
    return value, angle_x, angle_y


def in_blocks(peer: Peer) -> Peer:
    """Return `peer`, called for a block of points at a time."""

    def blocked(x: FloatArray, y: FloatArray) -> tuple[FloatArray, FloatArray, FloatArray]:
        outs = np.empty_like(x), np.empty_like(x), np.empty_like(x)
        for start in range(0, len(x), PEER_BLOCK):
            part = slice(start, start + PEER_BLOCK)
            for out, result in zip(outs, peer(x[part], y[part]), strict=True):
                out[part] = result
        return outs

    return blocked


def from_terms(terms: Sequence[Term]) -> Expr:
    """Return the ground that `terms` add up to."""
    coords = [coordinate(0), coordinate(1)]
    return total(term.expr(coords) for term in terms)


def from_text(text: str) -> Expr:
    """Return the ground of a formula."""
    return parse(text, ["x", "y"])


def turns(work: Mapping[str, Callable[[], object]], repeats: int) -> dict[str, list[float]]:
    """Return the times of each piece of work in milliseconds, the pieces taking turns."""
    times: dict[str, list[float]] = {name: [] for name in work}
    for repeat in range(repeats + 1):
        for name, piece in work.items():
            start = perf_counter()
            piece()
            if repeat:  # the first turn warms up
                times[name].append(1e3 * (perf_counter() - start))
    return times


def ratio(ours: Sequence[float], theirs: Sequence[float]) -> float:
    """Return the median of the ratios turn by turn."""
    return median(a / b for a, b in zip(ours, theirs, strict=True))


def by_hand() -> list[tuple[str, Expr, Peer, float]]:
    """Return what has a peer: a name, the ground, the peer, and the budget in the peer's time."""
    return [
        ("20 hills, terms", from_terms([make_term("hill", h) for h in HILLS]), hills_by_hand, 1.25),
        (
            "Rastrigin, term",
            from_terms([make_term("classic", {"name": "rastrigin"})]),
            rastrigin_by_hand,
            1.25,
        ),
        ("Himmelblau, formula", from_text(HIMMELBLAU), himmelblau_by_hand, 1.7),
        ("Ackley, formula", from_text(ACKLEY), ackley_by_hand, 1.7),
    ]


def compare_points(points: int, repeats: int) -> None:
    """Print value and gradient at many points, ours beside the peer's."""
    x, y = np.random.default_rng(1).uniform(-5, 5, (2, points))
    places = np.stack([x, y]).T
    threads = available_threads()
    print(f"value and gradient at {points:,} points, ms (medians of {repeats}); budget: by hand")
    print(
        f"{'':22}{'ours':>8}{f'{threads} threads':>11}{'by hand':>9}{'in blocks':>11}"
        f"{'ours/hand':>11}{'budget':>8}{'ours/blocks':>13}"
    )
    for name, ground, peer, budget in by_hand():
        alone = Landscape.from_expression(ground, BOX, threads=1)
        shared = Landscape.from_expression(ground, BOX)
        check(alone, peer, places[:1000])
        times = turns(
            {
                "ours": partial(alone.value_and_gradient, places),
                "threads": partial(shared.value_and_gradient, places),
                "hand": partial(peer, x, y),
                "blocks": partial(in_blocks(peer), x, y),
            },
            repeats,
        )
        shown = "".join(
            f"{median(times[key]):{width}.1f}"
            for key, width in (("ours", 8), ("threads", 11), ("hand", 9), ("blocks", 11))
        )
        against = ratio(times["ours"], times["hand"])
        blocked = ratio(times["ours"], times["blocks"])
        print(f"{name:22}{shown}{against:11.2f}{budget:8.2f}{blocked:13.2f}")


def check(landscape: Landscape, peer: Peer, places: FloatArray) -> None:
    """Make sure that both compute the same function."""
    value, slope_x, slope_y = peer(places[:, 0].copy(), places[:, 1].copy())
    ours, gradient = landscape.value_and_gradient(places)
    np.testing.assert_allclose(ours, value, rtol=1e-9, atol=1e-9)
    np.testing.assert_allclose(gradient, np.stack([slope_x, slope_y], 1), rtol=1e-9, atol=1e-9)


def compare_descents(repeats: int) -> None:
    """Print gradient descents in lock-step on Himmelblau's function, beside torch's."""
    landscape = Landscape.from_expression(from_text(HIMMELBLAU), BOX)
    starts = np.asfortranarray(np.random.default_rng(2).uniform(-5, 5, (HIKERS, 2)))

    def ours() -> None:
        x = starts.copy("F")
        for _ in range(STEPS):
            x += -RATE * landscape.gradient(x)

    def by_hand() -> None:
        x, y = starts[:, 0].copy(), starts[:, 1].copy()
        for _ in range(STEPS):
            _, slope_x, slope_y = himmelblau_by_hand(x, y)
            x -= RATE * slope_x
            y -= RATE * slope_y

    work: dict[str, Callable[[], object]] = {"ours": ours, "by hand": by_hand}
    if torch is not None:
        work["torch"] = lambda: torch_descents(starts)
    times = turns(work, repeats)
    print(f"\n{HIKERS:,} gradient descents x {STEPS} steps, Himmelblau as a formula; budget 60 ms")
    for name, row in times.items():
        compared = "" if name == "ours" else f"   ours/{name} {ratio(times['ours'], row):.2f}"
        print(f"{name:22}{median(row):8.1f} ms{compared}")
    if torch is None:
        print("torch is not installed here: its turn is left out")


def torch_descents(starts: FloatArray) -> None:
    """Walk as ours do, with torch's autograd on one thread."""
    torch.set_num_threads(1)
    x = torch.tensor(np.ascontiguousarray(starts.T), requires_grad=True)
    for _ in range(STEPS):
        value = (x[0] ** 2 + x[1] - 11) ** 2 + (x[0] + x[1] ** 2 - 7) ** 2
        (slope,) = torch.autograd.grad(value.sum(), x)
        with torch.no_grad():
            x -= RATE * slope


def time_small_things(repeats: int) -> None:
    """Print what one point costs, and what it costs to make a landscape ready."""
    landscape = Landscape.from_expression(from_text(HIMMELBLAU), BOX)
    place = np.array([1.0, 2.0])
    calls = 1_000

    def single() -> None:
        for _ in range(calls):
            landscape.value_and_gradient(place)

    def prepare() -> None:
        Landscape.from_expression(from_text(HIMMELBLAU), BOX).value_and_gradient(place)

    def prepare_hills() -> None:
        hills = from_terms([make_term("hill", hill) for hill in HILLS])
        Landscape.from_expression(hills, BOX).value_and_gradient(place)

    def land() -> None:
        Landscape.from_expression(from_text(HIMMELBLAU), BOX).land.halvings(1.0)

    times = turns(
        {"point": single, "ready": prepare, "hills": prepare_hills, "land": land}, repeats
    )
    one = 1e3 * median(times["point"]) / calls
    print(f"\nvalue and gradient at one point, Himmelblau {one:8.1f} microseconds (budget 25)")
    print(f"formula read, compiled, first point         {median(times['ready']):8.2f} ms")
    print(f"20 hills made, compiled, first point        {median(times['hills']):8.2f} ms")
    print(f"land by height, deepest valley included     {median(times['land']):8.2f} ms")


def main() -> None:
    """Print the tables."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("--points", type=int, default=1_000_000)
    parser.add_argument("--repeats", type=int, default=7)
    asked = parser.parse_args()
    compare_points(asked.points, asked.repeats)
    compare_descents(asked.repeats)
    time_small_things(asked.repeats)


if __name__ == "__main__":
    main()
