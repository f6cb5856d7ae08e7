"""Every algorithm, in the settings that make a difference, as one fixture."""

import pytest

from hikergame.optimizers import OPTIMIZERS, Optimizer, make

SETTINGS = [
    *((name, {}) for name in OPTIMIZERS),
    *(
        (name, {"clip": {"norm": 0.7, "value": 0.6}})
        for name in OPTIMIZERS
        if name not in ("rprop", "barzilai-borwein")
    ),
    ("gradient-descent", {"schedule": {"cosine": {"total": 9, "final": 0.1}}}),
    ("momentum", {"momentum": 0.6, "dampening": 0.3}),
    ("momentum", {"momentum": 0.0}),
    ("momentum", {"schedule": "inverse-time"}),
    ("adagrad", {"lr_decay": 0.2, "initial_accumulator_value": 0.5}),
    ("rmsprop", {"centered": True, "momentum": 0.5}),
    ("adam", {"amsgrad": True, "schedule": {"exponential": {"decay": 0.9}}}),
    ("barzilai-borwein", {"rule": "bb1"}),
    ("normalised", {"decay": 1.0, "schedule": {"inverse-time": {"decay": 0.5}}}),
]


class Variant:
    """An algorithm and all of its settings but the pace."""

    def __init__(self, name, settings):
        self.name, self.settings = name, settings
        self.info = OPTIMIZERS[name]

    def at(self, pace) -> Optimizer:
        """Return the algorithm with a learning rate or a step length of `pace`."""
        return make(self.name, **{self.info.tuned: pace}, **self.settings)


def _label(case):
    name, settings = case
    return "-".join([name, *settings])


@pytest.fixture(scope="session", params=SETTINGS, ids=_label)
def variant(request) -> Variant:
    return Variant(*request.param)


@pytest.fixture(scope="session", params=OPTIMIZERS)
def info(request):
    return OPTIMIZERS[request.param]
