import pytest
from hypothesis import given
from hypothesis import strategies as st

from hikergame.cli.plain.orders import LONGEST_LINE, Order, OrderError, Verb, understand, usages

LINE, PLANE, SPACE = ("x",), ("x", "y"), ("x", "y", "z")


@pytest.mark.parametrize(
    ("said", "axes", "order"),
    [
        ("132 0.8", PLANE, Order(None, heading=132.0, length=0.8)),
        ("132, 0.8", PLANE, Order(None, heading=132.0, length=0.8)),
        ("132° 0.8 m", PLANE, Order(None, heading=132.0, length=0.8)),
        ("132 deg 0.8metres", PLANE, Order(None, heading=132.0, length=0.8)),
        ("-90 1", PLANE, Order(None, heading=270.0, length=1.0)),
        ("405 1", PLANE, Order(None, heading=45.0, length=1.0)),
        ("down 2", PLANE, Order(Verb.DOWNHILL, length=2.0)),
        ("up", LINE, Order(Verb.UPHILL)),
        ("n 1e-1", PLANE, Order(None, heading=0.0, length=0.1)),
        ("North-East .5", PLANE, Order(None, heading=45.0, length=0.5)),
        ("sse", PLANE, Order(None, heading=157.5)),
        ("e 0.5", LINE, Order(None, heading=90.0, length=0.5)),
        ("WEST", LINE, Order(None, heading=270.0)),
        ("d 0.5", PLANE, Order(Verb.DOWNHILL, length=0.5)),
        ("uphill", LINE, Order(Verb.UPHILL)),
        ("by 1 -2", PLANE, Order(Verb.BY, vector=(1.0, -2.0))),
        ("0.1 0 -0.2", SPACE, Order(Verb.BY, vector=(0.1, 0.0, -0.2))),
        ("0.1, 0, -.2", SPACE, Order(Verb.BY, vector=(0.1, 0.0, -0.2))),
        ("again", SPACE, Order(Verb.AGAIN)),
        ("feel 132", PLANE, Order(Verb.FEEL, heading=132.0)),
        ("notebook all", PLANE, Order(Verb.NOTEBOOK, words=("all",))),
        ("against adam", PLANE, Order(Verb.AGAINST, words=("adam",))),
        ("?", PLANE, Order(Verb.HELP)),
    ],
)
def test_what_is_understood(said: str, axes: tuple[str, ...], order: Order) -> None:
    assert understand(said, axes) == order


@pytest.mark.parametrize(
    ("said", "axes", "cure"),
    [
        ("flg", PLANE, "Did you mean flag?"),
        ("nroth 1", PLANE, "Did you mean north?"),
        ("0,8 3", PLANE, "Write 0.8 with a point"),
        ("132 -1", PLANE, "turn the heading round"),
        ("132 nan", PLANE, "no length in metres"),
        ("132 1e999", PLANE, "too large a number"),
        ("1e999 1", PLANE, "too large a number"),
        ("132 1 2", PLANE, "one number, the length"),
        ("3", PLANE, "Say a heading and a length, such as 3 0.5; d 3 is a step of 3 metres"),
        ("by 1", PLANE, "2 numbers here, one for each of x, y; that was 1"),
        ("flag now", PLANE, 'leave out "now"'),
        ("feel", PLANE, "feel 132"),
        ("feel", LINE, "feel e"),
        ("n 1", LINE, "e 0.5"),
        ("132 1", LINE, "e 0.5 is east"),
        ("n 1", SPACE, "0.1 0 -0.2"),
        ("0.1 2", SPACE, "3 numbers here"),
        ("0.1 x 2", SPACE, '"x" is no number'),
        ("\u0661\u0663\u0662 1", PLANE, "not understood"),
        ("x" * (LONGEST_LINE + 1), PLANE, "more than 400 characters"),
        (",", PLANE, "not understood"),
    ],
)
def test_what_makes_no_sense_is_told_with_its_cure(
    said: str, axes: tuple[str, ...], cure: str
) -> None:
    with pytest.raises(OrderError) as caught:
        understand(said, axes)
    assert cure in str(caught.value)


@given(
    st.text(min_size=1).filter(lambda text: bool(text.strip()))
    | st.text(alphabet="nsewdby0123456789.-+, e", min_size=1).filter(lambda t: bool(t.strip())),
    st.sampled_from([LINE, PLANE, SPACE]),
)
def test_any_line_is_understood_or_told_to_be_wrong_in_one_harmless_line(
    said: str, axes: tuple[str, ...]
) -> None:
    problem = ""
    try:
        understand(said, axes)
    except OrderError as error:
        problem = str(error)
    assert "\n" not in problem
    assert "\x1b" not in problem


@pytest.mark.parametrize("axes", [LINE, PLANE, SPACE])
def test_every_example_of_the_help_is_understood(axes: tuple[str, ...]) -> None:
    for usage, meaning in usages(axes):
        understand(usage, axes)
        assert meaning.endswith(".")
