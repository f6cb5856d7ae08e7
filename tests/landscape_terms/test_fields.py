"""Fields: what they say of themselves, and what they refuse."""

import contextlib
import json

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from hikergame.errors import ExitCode
from hikergame.landscape import coordinate
from hikergame.landscape.terms import TERMS, Kind, Term, TermError, described, make_term, term
from hikergame.landscape.terms.registry import term_fields


def faults_of(keyword, fields):
    with pytest.raises(TermError) as caught:
        make_term(keyword, fields)
    assert caught.value.exit_code is ExitCode.BAD_LEVEL
    return caught.value.faults


def info_of(keyword, name):
    return next(info for info in term_fields(TERMS[keyword]) if info.name == name)


def test_a_field_tells_all_that_a_schema_needs():
    radius = info_of("bowl", "radius")
    assert (radius.kind, radius.unit, radius.default, radius.gt) == (Kind.PER_AXIS, "m", 5.0, 0.0)
    assert not radius.required
    assert info_of("formula", "text").required
    assert info_of("ridge", "length").optional
    assert "himmelblau" in info_of("classic", "name").choices


@pytest.mark.parametrize(
    ("keyword", "fields", "path", "said"),
    [
        ("bowl", {"radius": 0}, ("radius",), "greater than 0"),
        ("bowl", {"radius": -1}, ("radius",), "greater than 0"),
        ("bowl", {"radius": 1e-30}, ("radius",), "at least 1e-09"),
        ("bowl", {"radius": [1, 0]}, ("radius", 1), "number 2 of radius must be greater"),
        ("bowl", {"radius": "3"}, ("radius",), "must be a number, or a list"),
        ("bowl", {"radius": True}, ("radius",), "must be a number"),
        ("bowl", {"radius": None}, ("radius",), "must be a number"),
        ("bowl", {"radius": []}, ("radius",), "must be a number, or a list"),
        ("bowl", {"radius": [[1]]}, ("radius", 0), "must be a number"),
        ("bowl", {"depth": [1, 2]}, ("depth",), "must be a number"),
        ("bowl", {"depth": float("nan")}, ("depth",), "between"),
        ("bowl", {"depth": float("inf")}, ("depth",), "between"),
        ("bowl", {"depth": 1e13}, ("depth",), "between"),
        ("bowl", {"depth": 10**400}, ("depth",), "between"),
        ("bowl", {"depth": 10**5000}, ("depth",), "too long to write"),
        ("bowl", {"open": 1}, ("open",), "true or false"),
        ("bowl", {"at": [1, "a"]}, ("at", 1), "number 2 of at must be a number, not 'a'"),
        ("bowl", {"at": {}}, ("at",), "must be a number, or a list"),
        ("bowl", {"scale": [1, -1]}, ("scale", 1), "greater than 0"),
        ("bowl", {"weight": "1"}, ("weight",), "must be a number"),
        ("bowl", {"rotate": "90"}, ("rotate",), "a number of degrees, or {seed"),
        ("bowl", {"rotate": {}}, ("rotate",), "a number of degrees, or {seed"),
        ("bowl", {"rotate": {"seed": -1}}, ("rotate", "seed"), "from 0"),
        ("bowl", {"rotate": {"seed": 1.5}}, ("rotate", "seed"), "whole number"),
        ("bowl", {"rotate": {"seed": True}}, ("rotate", "seed"), "whole number"),
        ("bowl", {"rotate": {"seed": 1, "seeds": 2}}, ("rotate", "seeds"), "only 'seed'"),
        ("plane", {"heading": [0, 0]}, ("heading",), "must point somewhere"),
        ("plane", {"heading": "SE"}, ("heading",), "must be a heading"),
        ("terrace", {"riser": 0.6}, ("riser",), "at most 0.5"),
        ("terrace", {"riser": 0}, ("riser",), "at least 0.001"),
        ("ridge", {"length": 0}, ("length",), "greater than 0"),
        ("formula", {"text": 3}, ("text",), "must be a text"),
        ("formula", {}, (), "needs the field 'text'"),
        ("classic", 3, ("name",), "must be a text"),
        ("cliff", 3, (), "takes its fields by name"),
        ("cliff", [1], (), "takes its fields by name"),
    ],
)  # fmt: skip
def test_a_wrong_value_is_told_by_its_field(keyword, fields, path, said):
    (fault,) = faults_of(keyword, fields)
    assert fault.path == path
    assert said in fault.message
    assert "\n" not in fault.message


@pytest.mark.parametrize(
    ("keyword", "fields", "hint"),
    [
        ("bowl", {"depht": 3}, "did you mean 'depth'?"),
        ("bowl", {"Radius": 3}, "did you mean 'radius'?"),
        ("bowl", {"q": 3}, None),
        ("bol", {}, "did you mean 'bowl'?"),
        ("egg_box", {}, "did you mean 'eggbox'?"),
        ("x" * 5000, {}, None),
        ("classic", "rastrign", "did you mean 'rastrigin'?"),
        ("classic", {"name": "Six Hump Camel"}, "did you mean 'six-hump-camel'?"),
    ],
)
def test_an_unknown_word_is_told_with_the_nearest_right_one(keyword, fields, hint):
    (fault,) = faults_of(keyword, fields)
    assert fault.hint == hint
    assert len(fault.message) < 120


def test_everything_that_is_wrong_is_told_at_once():
    fields = {"radius": -1, "depht": 3, "at": ["a", "b"], "rotate": {"sed": 1}, "weight": []}
    told = [fault.path for fault in faults_of("bowl", fields)]
    assert told[0] == ("depht",)
    assert {path[0] for path in told} == {"depht", "radius", "at", "rotate", "weight"}
    assert ("at", 0) in told
    assert ("at", 1) in told


def test_a_term_made_in_python_is_held_to_the_same_rules():
    with pytest.raises(TermError, match=r"bowl: radius .*\nbowl: depth") as caught:
        TERMS["bowl"](radius=-1, depth="deep")
    assert caught.value.field == "radius"
    assert caught.value.keyword == "bowl"


def test_arrays_and_numpy_numbers_are_taken_from_python():
    term = make_term(
        "bowl", {"at": np.array([1, 2]), "depth": np.float32(3), "radius": np.int64(2)}
    )
    assert (term.at, term.depth, term.radius) == ((1.0, 2.0), 3.0, 2.0)
    assert isinstance(term.depth, float)


@pytest.mark.parametrize(
    ("keyword", "fields", "dims", "field", "said"),
    [
        ("bowl", {"at": [1, 2, 3]}, 2, "at", "has 3 numbers, but the ground has 2 axes"),
        ("bowl", {"at": [1, 2]}, 1, "at", "has 2 numbers, but the ground has 1 axis"),
        ("bowl", {"radius": [1, 2]}, 3, "radius", "has 2 numbers"),
        ("bowl", {"scale": [1, 2]}, 3, "scale", "has 2 numbers"),
        ("bowl", {"rotate": 30}, 1, "rotate", "turns nothing"),
        ("bowl", {"rotate": {"seed": 1}}, 1, "rotate", "turns nothing"),
        ("bowl", {"rotate": 30}, 3, "rotate", "{seed: a whole number}"),
        ("plane", {"heading": 45}, 1, "heading", "90 (east) or 270 (west)"),
        ("plane", {"heading": [1, 0]}, 3, "heading", "has 2 numbers"),
        ("classic", {"name": "beale"}, 3, "name", "beale is a function of 2 dimensions"),
        ("classic", {"name": "rosenbrock"}, 1, "name", "2 or more dimensions"),
        ("ridge", {}, 1, None, "a ridge needs 2 or more dimensions"),
        ("formula", {"text": "x + z"}, 2, "text", "unknown name 'z'"),
    ],
)
def test_what_does_not_fit_the_ground_is_told_before_it_is_built(
    keyword, fields, dims, field, said
):
    term = make_term(keyword, fields)
    (fault,) = term.faults(dims)
    assert fault.field == field
    assert said in fault.message
    with pytest.raises(TermError) as caught:
        term.expr([coordinate(i) for i in range(dims)])
    assert said in str(caught.value)


def test_a_formula_s_error_points_at_the_character():
    (fault,) = make_term("formula", "x + 2*(y").faults(2)
    assert fault.path == ("text",)
    assert fault.position == 6


@settings(max_examples=300, deadline=None)
@given(
    keyword=st.sampled_from(sorted(TERMS)),
    fields=st.dictionaries(
        st.sampled_from(sorted({i.name for cls in TERMS.values() for i in term_fields(cls)})),
        st.recursive(
            st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=5),
            lambda inner: (
                st.lists(inner, max_size=3)
                | st.dictionaries(st.sampled_from(["seed", "x"]), inner, max_size=2)
            ),
            max_leaves=6,
        ),
        max_size=4,
    ),
    dims=st.integers(1, 4),
)
def test_nothing_but_a_term_error_escapes(keyword, fields, dims):
    with contextlib.suppress(TermError):
        made = make_term(keyword, fields)
        if not made.faults(dims):
            json.dumps(made.settings(dims), allow_nan=False)
        made.expr([coordinate(i) for i in range(dims)])


def test_a_term_without_docs_does_not_get_in():
    def undocumented() -> None:
        @term("bump", example={})
        class Bump(Term):
            def expression(self, local):
                return local[0]

    def field_without_docs() -> None:
        @term("bump", example={})
        class Bump(Term):
            """A bump."""

            size: float = described("", default=1.0)

            def expression(self, local):
                return local[0]

    def field_undescribed() -> None:
        @term("bump", example={})
        class Bump(Term):
            """A bump."""

            size: float = 1.0

            def expression(self, local):
                return local[0]

    for bad in (undocumented, field_without_docs, field_undescribed):
        with pytest.raises(TypeError, match=r"docstring|described"):
            bad()
        assert "bump" not in TERMS


def test_a_name_cannot_be_taken_twice():
    with pytest.raises(TypeError, match="two terms called 'bowl'"):

        @term("bowl", example={})
        class Another(Term):
            """Another bowl."""

            def expression(self, local):
                return local[0]


def test_a_bound_that_does_not_exist_is_refused():
    with pytest.raises(TypeError, match="no bound"):
        described("A size.", least=1.0)
