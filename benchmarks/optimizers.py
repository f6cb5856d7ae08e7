"""The algorithms in lock-step: 10,000 hikers, 500 steps, on one quadratic, beside torch.optim.

    python benchmarks/optimizers.py [--hikers N] [--steps N] [--repeats N]

Both sides compute the same slopes by hand, h x, in float64 and on one thread, so that
what is compared is the algorithms. Without torch only our own figures are printed.
Times are the best of the repeats, in which the two sides take turns.
"""

import argparse
from collections.abc import Callable
from functools import partial
from time import perf_counter
from typing import Any, Final, Literal

import numpy as np

from hikergame.arrays import FloatArray
from hikergame.optimizers import OPTIMIZERS, make

try:
    import torch
except ImportError:
    torch = None

CURVATURE = (1.0, 8.0)
"""The quadratic is half of the sum of these times x squared."""

ORDERS: Final[tuple[Literal["C", "F"], ...]] = ("C", "F")
"""Memory orders of the hikers' places: each place in one piece, or each coordinate."""

TORCH_SETTINGS: dict[str, dict[str, Any]] = {
    "momentum": {"momentum": 0.9},
    "nesterov": {"momentum": 0.9, "nesterov": True},
}
"""What torch's class must be told to be the same algorithm as ours with its defaults."""


def main() -> None:
    """Print one line per algorithm: our time, torch's, and the ratio."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("--hikers", type=int, default=10_000)
    parser.add_argument("--steps", type=int, default=500)
    parser.add_argument("--repeats", type=int, default=5)
    asked = parser.parse_args()
    starts = np.random.default_rng(7).uniform(-5, 5, (asked.hikers, len(CURVATURE)))
    print(f"{asked.hikers} hikers x {asked.steps} steps, best of {asked.repeats}")
    print(f"{'':18}{'C order':>9}{'F order':>9}{'torch':>9}   F order / torch")
    for name in OPTIMIZERS:
        walks: list[Callable[[], None]] = [
            partial(walk, name, starts.copy(order), asked.steps) for order in ORDERS
        ]
        if torch is not None and OPTIMIZERS[name].torch is not None:
            walks.append(partial(walk_torch, name, starts, asked.steps))
        print(line(name, best_times(walks, asked.repeats)))


def walk(name: str, starts: FloatArray, steps: int) -> None:
    """Walk our algorithm from `starts`, (n, d), in their memory order."""
    places = starts.copy("K")
    curvature = np.empty_like(places)
    curvature[...] = CURVATURE
    optimizer = make(name, **{OPTIMIZERS[name].tuned: 0.05})
    slopes = np.empty_like(places)
    for _ in range(steps):
        np.multiply(places, curvature, out=slopes)
        places += optimizer.ask(slopes)


def walk_torch(name: str, starts: FloatArray, steps: int) -> None:
    """Walk torch's algorithm from `starts`, (n, d)."""
    torch.set_num_threads(1)
    places = torch.tensor(starts, requires_grad=True)
    curvature = torch.empty_like(places).copy_(torch.tensor(CURVATURE))
    rule = getattr(torch.optim, str(OPTIMIZERS[name].torch))
    optimizer = rule([places], lr=0.05, **TORCH_SETTINGS.get(name, {}))
    places.grad = torch.empty_like(places)
    for _ in range(steps):
        torch.mul(places.detach(), curvature, out=places.grad)
        optimizer.step()


def best_times(walks: list[Callable[[], None]], repeats: int) -> list[float]:
    """Return the best time of each walk in seconds, the walks taking turns."""
    best = [float("inf")] * len(walks)
    for _ in range(repeats):
        for number, one in enumerate(walks):
            start = perf_counter()
            one()
            best[number] = min(best[number], perf_counter() - start)
    return best


def line(name: str, times: list[float]) -> str:
    """Return a line of the table; torch's time may be missing."""
    figures = "".join(f"{1000 * time:>7.0f}ms" for time in times)
    ratio = f"{times[1] / times[2]:>8.2f}" if len(times) > 2 else ""
    return f"{name:18}{figures}{ratio}"


if __name__ == "__main__":
    main()
