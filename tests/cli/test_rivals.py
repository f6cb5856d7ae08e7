import pytest
from hypothesis import given
from hypothesis import strategies as st

from hikergame.hikers.naming import RivalTextError, chosen, parsed
from hikergame.level import Level


@pytest.mark.parametrize(
    ("text", "name", "params"),
    [
        ("adam", "adam", {}),
        ("adam:learning_rate=0.3", "adam", {"learning_rate": 0.3}),
        ("adam: learning_rate = tuned ", "adam", {"learning_rate": "tuned"}),
        ("adam:betas=[0.9,0.99]:eps=1e-6", "adam", {"betas": [0.9, 0.99], "eps": 1e-6}),
        ("momentum:nesterov=true", "momentum", {"nesterov": True}),
        (
            'adam:schedule={"cosine":{"total":30}}:eps=1',
            "adam",
            {"schedule": {"cosine": {"total": 30}}, "eps": 1},
        ),
        ("x:clip={no json", "x", {"clip": "{no json"}),
        ("adam:learning_rate", "adam", None),
        ("adam:=3", "adam", None),
        ("adam:learning_rate=", "adam", {"learning_rate": ""}),
        ("adam:learning_rate=NaN", "adam", None),
        ("adam:learning_rate=-Infinity", "adam", None),
        ("", "", {}),
    ],
)
def test_names_and_settings(text: str, name: str, params: dict[str, object] | None) -> None:
    if params is None:
        with pytest.raises(RivalTextError):
            parsed(text)
    else:
        assert parsed(text) == (name, params)


@given(st.text())
def test_any_text_is_parsed_or_refused_in_one_harmless_line(text: str) -> None:
    problem = ""
    try:
        parsed(text)
    except RivalTextError as error:
        problem = str(error)
    assert "\n" not in problem
    assert "\x1b" not in problem


def test_nesting_without_end_is_a_word() -> None:
    assert parsed("adam:betas=" + "[" * 100_000)[1]["betas"].startswith("[[")


def test_a_bare_name_is_the_levels_own_and_a_number_counts_them(false_valley: Level) -> None:
    assert chosen(false_valley, "gradient-descent") is false_valley.rivals[0]
    assert chosen(false_valley, "3") is false_valley.rivals[2]
    assert chosen(false_valley, "momentum").learning_rate == "tuned"
    assert chosen(false_valley, "adam:betas=[0.5,0.9]").learning_rate == "tuned"
    for number in ("0", "4", "9" * 5000):
        with pytest.raises(RivalTextError, match="no rival number"):
            chosen(false_valley, number)
