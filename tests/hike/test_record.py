import json
import math
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

import hikergame
from hikergame.errors import ExitCode
from hikergame.hike import Hike, Record, RecordError, read_record, replay, verify
from hikergame.level import RivalSpec, Senses

_numbers = st.floats(allow_nan=False, allow_infinity=False)
_moves = st.lists(st.lists(_numbers, min_size=2, max_size=2), max_size=20)


@pytest.fixture
def record(make_level):
    hike = Hike(make_level(), seed=3, hiker="Ada")
    hike.step([1.0, -0.5])
    hike.step([0.1, 0.2])
    hike.plant_flag()
    return Record.from_hike(hike, RivalSpec.of("adam", {"learning_rate": 0.3}))


def edited(record, **changes):
    """Return the record's JSON with fields changed by hand."""
    return json.dumps(json.loads(record.to_json()) | changes)


@given(_moves, st.booleans(), st.integers(0, 2**63 - 1))
def test_a_replay_reproduces_the_hike_bit_for_bit(make_level, moves, flag, seed):
    level = make_level(senses=Senses(noise=0.3))
    hike = Hike(level, seed=seed)
    for move in moves:
        hike.step(move)
    if flag and not hike.over:
        hike.plant_flag()
    again = replay(read_record(Record.from_hike(hike).to_json()), level)
    assert np.array_equal(again.track, hike.track)
    assert np.array_equal(again.heights, hike.heights)
    assert np.array_equal(again.readout.slope, hike.readout.slope)
    assert again.outcome is hike.outcome


def test_a_record_reads_back_as_it_was(record, tmp_path):
    path = tmp_path / "hike.json"
    path.write_text(record.to_json(), encoding="utf-8")
    sources = (
        path,
        str(path),
        record.to_json(),
        record.to_json().encode(),
        "\ufeff" + record.to_json(),
    )
    for source in sources:
        assert read_record(source) == record


def test_a_record_says_what_was_walked(record):
    content = json.loads(record.to_json())
    assert content["format"] == 1
    assert content["engine"] == hikergame.__version__
    assert content["level_id"] == "bowl"
    assert (content["seed"], content["hiker"], content["flag"]) == (3, "Ada", True)
    assert content["rival"] == {"name": "adam", "settings": {"learning_rate": 0.3}}
    assert content["moves"] == [[1.0, -0.5], [0.1, 0.2]]
    assert content["end"] == pytest.approx([-1.9, 2.2])
    assert len(content) == 12


def test_a_record_is_a_few_kilobytes(make_level):
    hike = Hike(make_level(steps=60))
    for move in np.random.default_rng(0).normal(size=(60, 2)):
        hike.step(move)
    assert len(Record.from_hike(hike).to_json()) < 4096


def test_rival_settings_come_back(record, make_level):
    spec = RivalSpec.of(
        "normalised", {"step_length": "tuned", "schedule": {"cosine": {"total": 9}}}
    )
    kept = Record.from_hike(Hike(make_level()), spec).rival.spec()
    assert (kept.name, kept.learning_rate, dict(kept.params)) == (
        spec.name, spec.learning_rate, dict(spec.params)
    )  # fmt: skip


def test_settings_that_are_no_data_cannot_be_recorded(make_level):
    with pytest.raises(RecordError, match="plain data"):
        Record.from_hike(Hike(make_level()), RivalSpec.of("adam", {"schedule": object()}))


def test_an_honest_record_verifies(record, make_level):
    verdict = verify(record, make_level())
    assert verdict.ok
    assert verdict.disagreements == ()
    assert verdict.points == record.points
    assert verdict.end == record.end


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"points": 99.0}, "claims 99.000000 points"),
        ({"moves": [[1.0, -0.5], [0.1, 0.3]]}, "its moves end at"),
        ({"end": [0.0, 0.0]}, "claims to end at (0, 0)"),
        ({"flag": False}, "not over: 2 of 20 steps"),
        ({"hiker": "Eve"}, "but the name or something else beside it was edited"),
        ({"seed": 4}, "seal"),
        ({"seal": "0" * 64}, "seal"),
        ({"level_id": "other"}, "seal"),
        ({"rival": None}, "seal"),
    ],
)
def test_an_edit_is_noticed(record, make_level, changes, said):
    verdict = verify(read_record(edited(record, **changes)), make_level())
    assert not verdict.ok
    assert any("seal" in sentence for sentence in verdict.disagreements)
    assert any(said in sentence for sentence in verdict.disagreements)


def test_a_forged_seal_does_not_help_a_forged_score(record, make_level):
    forged = record.model_copy(update={"points": 99.0})
    forged = forged.model_copy(update={"seal": forged.proper_seal()})
    said = verify(forged, make_level()).disagreements
    assert len(said) == 1
    assert "claims 99.000000 points; its moves come to" in said[0]


def test_another_engine_is_named_where_points_differ(record, make_level):
    old = read_record(edited(record, engine="0.0.9", points=1.0))
    said = " ".join(verify(old, make_level()).disagreements)
    assert "Engine 0.0.9 wrote it" in said


def test_points_within_agreement_are_the_same(record, make_level):
    near = record.model_copy(update={"points": record.points + 5e-7})
    near = near.model_copy(update={"seal": near.proper_seal()})
    assert verify(near, make_level()).ok


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"level": "f" * 64}, "another level"),
        ({"moves": [[0.0, 0.0]] * 21}, "21 moves where the level allows 20"),
        ({"moves": [[0.0]] * 2, "end": [0.0]}, "cannot be replayed"),
        ({"moves": [[0.0, 0.0]] * 20}, "all 20 steps are taken"),
        ({"rival": {"name": "adan", "settings": {}}}, "did you mean 'adam'"),
        ({"rival": {"name": "adam", "settings": {"learning_rate": -1}}}, "above 0"),
    ],
)
def test_a_record_that_does_not_fit_is_refused(record, make_level, changes, said):
    with pytest.raises(RecordError, match=said):
        verify(read_record(edited(record, **changes)), make_level())


_BOMB = "[" * 100_000


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("{", "not JSON: it breaks off in line 1"),
        ('{"format": 1,\n"engine": "0', "not JSON: it breaks off in line 2"),
        ("{]", "not JSON"),
        (_BOMB.join(("{\"moves\": ", "}")), "not JSON"),
        ('{"format": ' * 50_000, "not JSON"),
        ("{}", "not a record of a hike: 'format', 'engine', 'level' and more are missing"),
        ('{"name": "a package", "version": "1"}', "are missing$"),
        (b"\x00\xff\xfe\x80", "not text in UTF-8"),
        (b"", "not JSON: it is empty"),
        (b" \n", "not JSON: it is empty"),
        (b"[1, 2]", "not an object"),
        (b"null", "not an object"),
        (b"\x1b[31mred", "not JSON"),
        (b" " * (5 * 2**20), "larger than 4 MiB"),
    ],
)  # fmt: skip
def test_what_is_no_record_is_refused_by_name(text, said):
    with pytest.raises(RecordError, match=said):
        read_record(text)


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"format": 2}, "format 2 is that of a newer hikergame; this one reads format 1"),
        ({"format": "1"}, "format"),
        ({"surprise": 1}, "no 'surprise'"),
        ({"\x1b[2J": 1}, r"\\x1b"),
        ({"seed": -1}, "seed"),
        ({"seed": 1.5}, "seed"),
        ({"seed": 2**63}, "seed"),
        ({"seed": "7"}, "seed"),
        ({"hiker": "\x1b[31mred"}, "hiker"),
        ({"hiker": "x" * 65}, "hiker"),
        ({"hiker": ""}, "hiker"),
        ({"level": "beef"}, "level"),
        ({"level": None}, "level"),
        ({"level_id": "x" * 201}, "level_id"),
        ({"moves": [[1.0, 2.0], [1.0]]}, "differ in length"),
        ({"moves": [[1.0, "2"]]}, "moves.0.1: input should be a valid number$"),
        ({"moves": [[True, 1.0]]}, "moves.0.0"),
        ({"moves": [[]]}, "moves.0"),
        ({"moves": {}}, "moves"),
        ({"moves": [[0.0, 0.0]] * 100_001}, "moves"),
        ({"end": []}, "end"),
        ({"flag": 1}, "flag"),
        ({"points": 100.1}, "points"),
        ({"points": True}, "points"),
        ({"rival": {"name": "adam"}}, "'rival.settings' is missing"),
        ({"rival": {"name": "adam", "settings": {str(i): i for i in range(33)}}}, "settings"),
        ({"seal": "Z" * 64}, "seal"),
    ],
)  # fmt: skip
def test_a_field_out_of_bounds_is_named(record, changes, said):
    with pytest.raises(RecordError, match=said) as caught:
        read_record(edited(record, **changes))
    assert str(caught.value).isprintable()
    assert len(str(caught.value)) < 600


@pytest.mark.parametrize("number", [math.nan, math.inf, -math.inf])
def test_numbers_that_are_not_finite_are_refused(record, number):
    for changes in ({"points": number}, {"moves": [[number, 1.0]]}, {"end": [number, 0.0]}):
        with pytest.raises(RecordError, match=r"finite|points|not JSON"):
            read_record(edited(record, **changes))
    with pytest.raises(RecordError, match="finite"):
        read_record(edited(record, moves=[[0.5, 1.0]]).replace("0.5", "1e999"))


def test_rival_settings_that_are_not_finite_are_refused(record, make_level):
    text = edited(record, rival={"name": "adam", "settings": {"learning_rate": math.nan}})
    with pytest.raises(RecordError):
        verify(read_record(text), make_level())


def test_many_problems_are_told_a_few_at_a_time(record):
    text = edited(record, seed=-1, hiker="", flag=3, points=-1, seal="", level="", moves=3)
    with pytest.raises(RecordError, match="and 2 more"):
        read_record(text)


def test_files_that_cannot_be_read(tmp_path):
    with pytest.raises(RecordError, match="no such file"):
        read_record(tmp_path / "nowhere.json")
    with pytest.raises(RecordError, match="is a directory"):
        read_record(tmp_path)
    with pytest.raises(RecordError):
        read_record("nul\0byte")
    assert RecordError.exit_code is ExitCode.BAD_RECORD


@given(st.one_of(st.text(max_size=60), st.binary(max_size=60)))
def test_nothing_but_a_record_error_escapes_a_text(text):
    with pytest.raises(RecordError):
        read_record(text if isinstance(text, bytes) else "{" + text)


_json = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=5),
    lambda inner: (
        st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3)
    ),
    max_leaves=8,
)
_fields = st.sampled_from(sorted(Record.model_fields))


@given(_fields, _json)
def test_nothing_but_a_record_error_escapes_a_field(make_level, field, value):
    hike = Hike(make_level())
    hike.step([1.0, 1.0])
    honest = Record.from_hike(hike)
    try:
        verdict = verify(read_record(edited(honest, **{field: value})), hike.level)
    except RecordError:
        return
    assert json.loads(honest.to_json())[field] == value or verdict.disagreements


def test_yesterday_s_records_still_verify(make_level):
    """A golden record: it breaks when rules, noise, score or format change under its feet."""
    level = make_level(senses=Senses(noise=0.25, rounding=0.125), hash="5ca1ab1e" * 8)
    record = read_record(Path(__file__).parent / "data" / "golden-record.json")
    assert verify(record, level).disagreements == ()
    # The moves were a fifth of what was felt: the readouts themselves come back.
    hike = Hike(level, seed=record.seed, hiker=record.hiker)
    for move in record.move_array:
        assert -0.2 * hike.readout.slope * [1.0, 1.3] == pytest.approx(move, abs=1e-12)
        hike.step(move)
