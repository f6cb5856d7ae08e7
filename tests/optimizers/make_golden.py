"""Write golden/: what torch.optim, its schedulers and its clipping answer.

    python tests/optimizers/make_golden.py

Runs wherever torch and numpy are installed and needs nothing of hikergame; the tests
read what it wrote. cases.json says what was asked, in the words of both sides;
torch.npz holds the slopes and the answers. A parameter is set to zero before each
step, so that what it is afterwards is the displacement, to the last bit.
"""

import json
from pathlib import Path

import numpy as np
import torch

GOLDEN = Path(__file__).parent / "golden"
STEPS = 48

# algorithm, settings in our words, torch's class, settings in torch's words without lr
CASES = [
    ("gradient-descent", {}, "SGD", {}),
    ("momentum", {}, "SGD", {"momentum": 0.9}),
    ("momentum", {"momentum": 0.5, "dampening": 0.3}, "SGD", {"momentum": 0.5, "dampening": 0.3}),
    ("momentum", {"momentum": 0.0, "dampening": 0.4}, "SGD", {"momentum": 0.0, "dampening": 0.4}),
    ("momentum", {"momentum": 1.0, "dampening": 1.0}, "SGD", {"momentum": 1.0, "dampening": 1.0}),
    ("nesterov", {}, "SGD", {"momentum": 0.9, "nesterov": True}),
    ("nesterov", {"momentum": 0.35}, "SGD", {"momentum": 0.35, "nesterov": True}),
    *(
        (name, settings, torch_name, settings)
        for name, torch_name, choices in [
            (
                "adagrad",
                "Adagrad",
                [
                    {},
                    {"lr_decay": 0.25},
                    {"initial_accumulator_value": 0.1, "eps": 1e-3},
                    {"lr_decay": 2.0, "initial_accumulator_value": 3.0},
                ],
            ),
            (
                "rmsprop",
                "RMSprop",
                [
                    {},
                    {"alpha": 0.5, "eps": 1e-2},
                    {"alpha": 0.0},
                    {"momentum": 0.8},
                    {"centered": True, "eps": 1e-4},
                    {"centered": True, "momentum": 0.6, "alpha": 0.9},
                ],
            ),
            (
                "adam",
                "Adam",
                [
                    {},
                    {"betas": [0.5, 0.9], "eps": 1e-3},
                    {"betas": [0.3, 0.2]},
                    {"betas": [0.0, 0.0]},
                    {"amsgrad": True},
                    {"amsgrad": True, "betas": [0.8, 0.4]},
                ],
            ),
            (
                "rprop",
                "Rprop",
                [
                    {},
                    {"etas": [0.25, 2.0]},
                    {"step_sizes": [0.06, 0.2]},
                    {"step_sizes": [0.5, 1.0], "etas": [0.9, 1.1]},
                ],
            ),
        ]
        for settings in choices
    ),
]
LEARNING_RATES = (0.1, 3.7)
"""They take turns from case to case."""

# our schedule and torch's; the scheduled setting starts from SCHEDULED
SCHEDULED = 0.3
SCHEDULES = [
    ({"exponential": {"decay": 0.9}}, "ExponentialLR", {"gamma": 0.9}),
    ({"cosine": {"total": STEPS}}, "CosineAnnealingLR", {"T_max": STEPS}),
    (
        {"cosine": {"total": STEPS, "final": 0.25}},
        "CosineAnnealingLR",
        {"T_max": STEPS, "eta_min": 0.25 * SCHEDULED},
    ),
    ({"inverse-time": {"decay": 0.5}}, "LambdaLR", {"lr_lambda": 0.5}),
    ("constant", "ConstantLR", {"factor": 1.0}),
]


def make_slopes() -> np.ndarray:
    """Return slopes (steps, axes), one kind of trouble to an axis."""
    rng = np.random.default_rng(2013)
    t = np.arange(STEPS)
    noise = rng.normal(size=(STEPS, 6))
    x, y, valley = -1.2, 1.0, []
    for _ in t:  # the slopes met on Rosenbrock's banana by small steps
        valley.append((-2 * (1 - x) - 400 * x * (y - x * x), 200 * (y - x * x)))
        x, y = x - 1e-3 * valley[-1][0], y - 1e-3 * valley[-1][1]
    columns = [
        noise[:, 0],
        np.where(t % 2 == 0, 1.0, -0.7) * (1 + 0.1 * noise[:, 1]),  # flips at every step
        np.where((t // 5) % 2 == 0, 2.0, -1.0),  # flips at times, else constant
        np.where(t % 4 < 2, 0.0, noise[:, 2]),  # often exactly zero
        np.zeros(STEPS),
        noise[:, 3] * 1e99,
        noise[:, 4] * 1e-100,
        10.0 ** (8 * noise[:, 5]),  # from tiny to huge between two steps
        np.where(t < 20, 1e-3, 1e3),  # a plain, then a cliff
        *np.array(valley).T,
    ]
    return np.stack(columns, axis=1)


def displacements(slopes: np.ndarray, rule: str, settings: dict, lr: float, **extra) -> np.ndarray:
    """Return torch's displacements for `slopes`; `extra` may hold a scheduler and clipping."""
    place = torch.zeros(slopes.shape[1], dtype=torch.float64, requires_grad=True)
    optimizer = getattr(torch.optim, rule)([place], lr=lr, **settings)
    scheduler = make_scheduler(optimizer, *extra["schedule"]) if "schedule" in extra else None
    walked = []
    for slope in slopes:
        place.grad = torch.tensor(slope)
        if "value" in extra:
            torch.nn.utils.clip_grad_value_([place], extra["value"])
        if "norm" in extra:
            torch.nn.utils.clip_grad_norm_([place], extra["norm"])
        with torch.no_grad():
            place.zero_()
        optimizer.step()
        walked.append(place.detach().numpy().copy())
        if scheduler is not None:
            scheduler.step()
    return np.array(walked)


def make_scheduler(optimizer, name: str, settings: dict):
    """Return a torch scheduler; LambdaLR gets 1 / (1 + decay t)."""
    if name == "LambdaLR":
        decay = settings["lr_lambda"]
        settings = {"lr_lambda": lambda t: 1 / (1 + decay * t)}
    return getattr(torch.optim.lr_scheduler, name)(optimizer, **settings)


def main() -> None:
    """Write both files."""
    slopes = make_slopes()
    arrays = {"slopes": slopes}
    cases, schedules, clips = [], [], []
    for name, ours, rule, theirs in CASES:
        key, lr = f"case{len(cases)}", LEARNING_RATES[len(cases) % 2]
        arrays[key] = displacements(slopes, rule, theirs, lr)
        cases.append({"key": key, "name": name, "settings": {"learning_rate": lr, **ours}})
    for ours, name, theirs in SCHEDULES:
        key = f"schedule{len(schedules)}"
        rates = displacements(-np.ones((STEPS, 1)), "SGD", {}, SCHEDULED, schedule=(name, theirs))
        arrays[key] = rates[:, 0]
        schedules.append({"key": key, "schedule": ours, "learning_rate": SCHEDULED})
    tame = slopes[:, [0, 1, 2, 3, 4, 9, 10]]
    arrays["tame"] = tame
    for clip in ({"norm": 1.5}, {"value": 0.8}, {"value": 2.0, "norm": 2.5}, {"norm": 1e6}):
        for name, rule, theirs in (("gradient-descent", "SGD", {}), ("adam", "Adam", {})):
            key = f"clip{len(clips)}"
            schedule = ("ExponentialLR", {"gamma": 0.97})
            arrays[key] = displacements(tame, rule, theirs, 0.2, schedule=schedule, **clip)
            settings = {
                "learning_rate": 0.2,
                "clip": clip,
                "schedule": {"exponential": {"decay": 0.97}},
            }
            clips.append({"key": key, "name": name, "settings": settings})
    told = {
        "torch": torch.__version__,
        "cases": cases,
        "schedules": schedules,
        "clips": clips,
    }
    GOLDEN.mkdir(exist_ok=True)
    (GOLDEN / "cases.json").write_text(json.dumps(told, indent=1) + "\n")
    np.savez_compressed(GOLDEN / "torch.npz", **arrays)


if __name__ == "__main__":
    main()
