"""Names, ranges and defaults: what is refused, in which words, and what is told about it."""

import json
import math

import numpy as np
import pytest

from hikergame.errors import ExitCode, HikergameError
from hikergame.optimizers import (
    OPTIMIZERS,
    SCHEDULES,
    Fault,
    OptimizerError,
    Unit,
    check,
    make,
    make_clip,
    make_schedule,
)

GOOD = {"learning_rate": 0.1}


@pytest.mark.parametrize(
    ("said", "meant"),
    [
        ("adm", "adam"),
        ("Adam", "adam"),
        ("SGD", "gradient-descent"),
        ("gradient descent", "gradient-descent"),
        ("gradient_descent", "gradient-descent"),
        ("normalized", "normalised"),
        ("bb", "barzilai-borwein"),
        ("Nesterov momentum", "nesterov"),
        ("xyzzy", None),
        ("", None),
        (7, None),
    ],
)
def test_an_unknown_algorithm_is_answered_with_the_nearest(said, meant):
    (fault,) = check(said, GOOD)
    assert fault == Fault(
        (), f"there is no optimizer {said!r}", meant and f"did you mean {meant!r}?"
    )
    with pytest.raises(OptimizerError, match="there is no optimizer") as caught:
        make(said, **GOOD)
    assert caught.value.faults == (fault,)
    assert str(caught.value).endswith(f"did you mean {meant!r}?" if meant else f"{said!r}")


@pytest.mark.parametrize(
    ("name", "said", "meant"),
    [
        ("adam", "lr", "learning_rate"),
        ("adam", "learning-rate", "learning_rate"),
        ("adam", "beta1", "betas"),
        ("momentum", "momentun", "momentum"),
        ("rmsprop", "rho", "alpha"),
        ("normalised", "learning_rate", "step_length"),
        ("gradient-descent", "step_length", "learning_rate"),
        ("rprop", "schedule", None),
        ("barzilai-borwein", "clip", None),
        ("adam", "weight_decay", None),
    ],
)
def test_an_unknown_setting_is_answered_with_the_nearest(name, said, meant):
    pace = OPTIMIZERS[name].tuned
    (fault,) = check(name, {pace: 0.1, said: 3})
    assert fault == Fault(
        (said,), f"{name} has no setting {said!r}", meant and f"did you mean {meant!r}?"
    )


@pytest.mark.parametrize(
    ("name", "settings", "path", "message"),
    [
        (
            "adam",
            {"betas": [0.9, 1]},
            ("betas", 1),
            "betas[1] must be at least 0 and below 1, not 1",
        ),
        ("adam", {"betas": 0.9}, ("betas",), "betas must be a list of two numbers, not 0.9"),
        ("adam", {"betas": "ab"}, ("betas",), "betas must be a list of two numbers, not 'ab'"),
        ("adam", {"betas": ["a", 0]}, ("betas", 0), "betas[0] must be a number, not 'a'"),
        ("adam", {"eps": 0}, ("eps",), "eps must be at least 1e-50, not 0"),
        ("adam", {"eps": True}, ("eps",), "eps must be a number, not True"),
        ("adam", {"eps": "1e-8"}, ("eps",), "eps must be a number, not '1e-8'"),
        ("adam", {"amsgrad": 1}, ("amsgrad",), "amsgrad must be true or false, not 1"),
        ("momentum", {"momentum": 1.5}, ("momentum",), "at least 0 and at most 1, not 1.5"),
        ("nesterov", {"momentum": 0}, ("momentum",), "above 0 and at most 1, not 0"),
        ("adagrad", {"lr_decay": math.inf}, ("lr_decay",), "must be at least 0, not inf"),
        ("adagrad", {"lr_decay": 10**400}, ("lr_decay",), "must be at least 0, not inf"),
        ("rprop", {"etas": [0.5, 0.9]}, ("etas", 1), "etas[1] must be above 1, not 0.9"),
        ("rprop", {"step_sizes": [2, 1]}, ("step_sizes",), "small to large, not from 2 to 1"),
        ("barzilai-borwein", {"rule": "bb3"}, ("rule",), "rule must be one of bb1, bb2, not 'bb3'"),
        ("barzilai-borwein", {"rule": [1]}, ("rule",), "rule must be one of bb1, bb2, not [1]"),
        ("adam", {"clip": 5}, ("clip",), "clip must name a limit"),
        ("adam", {"clip": {}}, ("clip",), "clip must name a limit"),
        (
            "adam",
            {"clip": {"norm": 0}},
            ("clip", "norm"),
            "clip.norm must be above 0 and at most 1e+100, not 0",
        ),
        ("adam", {"clip": {"norm": 10**9999}}, ("clip", "norm"), "clip.norm must be above 0"),
        ("adam", {"schedule": 5}, ("schedule",), "schedule must be a schedule's name"),
        ("adam", {"schedule": {}}, ("schedule",), "schedule must be a schedule's name"),
        (
            "adam",
            {"schedule": {"cosine": {"total": 0}}},
            ("schedule", "cosine", "total"),
            "schedule.cosine.total must be a whole number, at least 1, not 0",
        ),
        ("adam", {"schedule": "cosine"}, ("schedule",), "cosine needs its total"),
        ("adam", {"schedule": "stairs"}, ("schedule",), "there is no schedule 'stairs'"),
    ],
)
def test_a_value_out_of_range_is_named_with_its_place_and_range(name, settings, path, message):
    (fault,) = check(name, {"learning_rate": 0.1, **settings})
    assert fault.path == path
    assert message in str(fault)


@pytest.mark.parametrize(
    "pace",
    [
        0,
        -1,
        math.nan,
        math.inf,
        "tuned",
        None,
        True,
        pytest.param(10**5000, id="of-many-digits"),
        1j,
        np.array([[0.1], [0.0]]),
        np.array([[0.1], [math.nan]]),
        np.array([0.1, 0.2]),
        np.array([["a"]]),
        np.array([[True]]),
        np.array(-0.1),
    ],
)
def test_a_pace_is_a_positive_number_or_one_for_each_hiker(info, pace):
    (fault,) = check(info.name, {info.tuned: pace})
    assert fault.path == (info.tuned,)
    assert info.tuned in fault.message


@pytest.mark.parametrize("pace", [1, 0.5, np.float32(0.5), np.int64(2), np.array(0.5)])
def test_a_pace_may_be_any_kind_of_number(info, pace):
    optimizer = make(info.name, **{info.tuned: pace})
    assert type(getattr(optimizer.settings, info.tuned)) is float


def test_the_pace_must_be_given(info):
    (fault,) = check(info.name, {})
    assert fault.message.startswith(f"{info.name} needs its {info.tuned}: ")


def test_every_fault_is_found_at_once():
    wrong = {"lr": 1, "betas": [2, 2], "clip": {"norm": -1, "max": 1}, "schedule": "cosin"}
    with pytest.raises(OptimizerError) as caught:
        make("adam", **wrong)
    paths = [fault.path for fault in caught.value.faults]
    assert paths == [
        ("lr",),
        ("betas", 0),
        ("betas", 1),
        ("clip", "norm"),
        ("clip", "max"),
        ("schedule",),
        (),
    ]
    assert len(str(caught.value).splitlines()) == len(paths)


def test_an_error_of_ours_is_one_of_the_tree():
    error = OptimizerError("so it is")
    assert isinstance(error, HikergameError)
    assert error.exit_code is ExitCode.USAGE
    assert error.faults == (Fault((), "so it is"),)


def test_plain_data_and_values_make_the_same_settings():
    told = {"norm": 2.0}, {"cosine": {"total": 9}}
    made = make_clip(norm=2.0), make_schedule("cosine", total=9)
    for clip, schedule in (told, made):
        settings = make("adam", learning_rate=0.1, clip=clip, schedule=schedule).settings
        assert (settings.clip, settings.schedule) == made
    settings = make("adam", learning_rate=0.1, clip=None, schedule=None).settings
    assert (settings.clip, settings.schedule) == (None, None)


def test_there_are_the_nine_of_the_design():
    assert list(OPTIMIZERS) == [
        "gradient-descent",
        "momentum",
        "nesterov",
        "adagrad",
        "rmsprop",
        "adam",
        "rprop",
        "barzilai-borwein",
        "normalised",
    ]


def test_defaults_are_torch_s():
    """But for momentum, whose 0 in torch would be gradient descent by another name."""
    defaults = {
        name: {field.name: field.default for field in info.fields if not field.required}
        for name, info in OPTIMIZERS.items()
    }
    shared = {"clip": None, "schedule": None}
    assert defaults == {
        "gradient-descent": shared,
        "momentum": {"momentum": 0.9, "dampening": 0.0, **shared},
        "nesterov": {"momentum": 0.9, **shared},
        "adagrad": {"lr_decay": 0.0, "initial_accumulator_value": 0.0, "eps": 1e-10, **shared},
        "rmsprop": {"alpha": 0.99, "eps": 1e-8, "momentum": 0.0, "centered": False, **shared},
        "adam": {"betas": (0.9, 0.999), "eps": 1e-8, "amsgrad": False, **shared},
        "rprop": {"etas": (0.5, 1.2), "step_sizes": (1e-6, 50.0)},
        "barzilai-borwein": {"rule": "bb2", "growth": 10.0},
        "normalised": {"decay": 0.95, **shared},
    }


def test_what_is_told_about_an_algorithm_is_whole(info):
    assert info.title
    assert info.summary.endswith(".")
    assert info.source
    assert info.pace.required
    assert info.pace is not None
    assert info.fields[0] == info.pace
    assert all(field.doc.endswith(".") and field.title for field in info.fields)


def test_a_default_is_a_value_that_is_allowed(info):
    given = {field.name: field.default for field in info.fields if not field.required}
    assert check(info.name, {info.tuned: 0.1, **given}) == ()


def test_only_lengths_are_called_lengths():
    """A step length is never a learning rate; a sweep scales its range by the unit."""
    units = {name: (info.tuned, info.pace.unit) for name, info in OPTIMIZERS.items()}
    assert units["normalised"] == ("step_length", Unit.METRES)
    assert units["gradient-descent"] == ("learning_rate", Unit.METRES_PER_SLOPE)
    assert units["adam"] == ("learning_rate", Unit.METRES_PER_AXIS)
    assert OPTIMIZERS["normalised"].pace.words(0.5) == "step length 0.5 m"
    assert OPTIMIZERS["gradient-descent"].pace.words(0.05) == "learning rate 0.05"
    assert OPTIMIZERS["adam"].pace.words(0.3) == "learning rate 0.3"
    assert OPTIMIZERS["rprop"].pace.words(0.1) == "first step 0.1 m"
    assert OPTIMIZERS["barzilai-borwein"].fields[1].words("bb2") == "rule bb2"


def test_the_schema_is_plain_data_with_a_sentence_for_every_setting(info):
    schema = json.loads(json.dumps(info.schema()))
    assert schema["required"] == [info.tuned]
    assert schema["additionalProperties"] is False
    assert schema["description"] == info.summary
    assert list(schema["properties"]) == [field.name for field in info.fields]
    assert all(told["description"] for told in schema["properties"].values())
    assert schema["properties"][info.tuned] == {
        "type": "number",
        "exclusiveMinimum": 0,
        "maximum": 1e50,
        "description": info.pace.doc,
    }


def test_the_schema_of_each_kind():
    adam = OPTIMIZERS["adam"].schema()["properties"]
    share = {"type": "number", "minimum": 0, "exclusiveMaximum": 1}
    assert adam["betas"]["prefixItems"] == [share, share]
    assert adam["betas"]["default"] == [0.9, 0.999]
    assert (adam["amsgrad"]["type"], adam["amsgrad"]["default"]) == ("boolean", False)
    assert OPTIMIZERS["barzilai-borwein"].schema()["properties"]["rule"]["enum"] == ["bb1", "bb2"]
    bare, named = adam["schedule"]["anyOf"]
    assert bare == {"enum": ["constant", "inverse-time"]}
    assert list(named["properties"]) == list(SCHEDULES)
    assert named["properties"]["cosine"]["properties"]["total"]["type"] == "integer"
    assert adam["clip"]["minProperties"] == 1
