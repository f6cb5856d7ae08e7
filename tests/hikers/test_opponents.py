"""Blind hikers chosen as rivals: they walk as certified, are kept in records, tell their walk."""

import numpy as np
import pytest

import hikergame
from hikergame.hike import Hike, MoveError, Record, RecordError, read_record, verify
from hikergame.hike.opponents import BLIND_RIVALS, BlindSpec, faults_of, opponent_of, settings_of
from hikergame.hikers import Outing, Reveal, rival_spec
from hikergame.hikers.blind import BLIND_HIKERS, BlindHikerError, send_out
from hikergame.hikers.naming import RivalTextError, chosen, company
from hikergame.hikers.rivals import rival_of
from hikergame.level import Level, RivalSpec, load_level
from hikergame.optimizers import OPTIMIZERS, OptimizerError


@pytest.fixture(scope="module")
def trap() -> Level:
    """Return a level on which the scout leaves the first valley, and plants his flag early."""
    return load_level("two-valleys")


def stroll(level: Level, rival: str, *, seed: int = 0, steps: int | None = None) -> Outing:
    """Walk west beside a rival, and plant the flag unless the steps run out."""
    outing = Outing(level, rival=rival_spec(level, rival), seed=seed)
    for _ in range(level.steps if steps is None else steps):
        outing.step([-0.2] * level.dims)
    if not outing.over:
        outing.plant_flag()
    return outing


def revealed(level: Level, rival: str, **settings: int) -> Reveal:
    return stroll(level, rival, **settings).reveal()


def test_every_blind_hiker_may_be_chosen_and_no_name_means_two():
    assert {info.hiker for info in BLIND_RIVALS.values()} == set(BLIND_HIKERS)
    assert not set(BLIND_RIVALS) & set(OPTIMIZERS)
    for name, info in BLIND_RIVALS.items():
        assert info.name == name
        assert {one.name for one in info.fields} <= set(BLIND_HIKERS[info.hiker].settings)


@pytest.mark.parametrize("name", BLIND_RIVALS)
def test_it_walks_as_its_certificate_has_it(trap, name):
    walked = send_out(trap, BLIND_RIVALS[name].hiker, seed=3)
    reveal = revealed(trap, name, seed=3)
    assert reveal.rival is not None
    assert np.array_equal(reveal.rival.track, walked.track)
    assert reveal.rival.flag == (walked.outcome is not None and len(walked.moves) < trap.steps)
    raced = hikergame.race(trap, [name], seed=3)
    assert raced.scores[0].points == reveal.rival.score.points
    assert raced.tracks.shape == (1, trap.steps + 1, trap.dims)
    assert np.array_equal(raced.tracks[0, -1], walked.place)


def test_once_its_flag_is_planted_it_stands_there(trap):
    walked = send_out(trap, "scout", seed=0).steps
    outing = Outing(trap, rival=BlindSpec("scout"))
    for step in range(trap.steps):
        view = outing.rival
        assert view is not None
        assert view.flag == (step > walked)
        assert len(view.steepness) == step + 1
        assert len(view.step_lengths) == len(view.fences) == step
        outing.step([-0.2])
    assert view.step_lengths[walked:] == (0.0,) * (trap.steps - 1 - walked)


def test_the_player_hurrying_does_not_change_its_score(trap):
    assert (
        revealed(trap, "scout", steps=1).rival_score.points
        == revealed(trap, "scout").rival_score.points
    )


def test_a_record_keeps_it_and_an_outing_goes_on_beside_it(trap):
    whole = Outing(trap, rival=rival_spec(trap, ("downhill", {"rate": 0.5})), seed=5)
    for _ in range(4):
        whole.step([-0.3])
    kept = read_record(whole.record().to_json())
    assert kept.rival is not None
    assert kept.rival.spec() == BlindSpec("downhill", {"rate": 0.5})
    resumed = Outing.resume(trap, kept)
    assert resumed.rival == whole.rival
    for outing in (whole, resumed):
        outing.step([-0.3])
        outing.plant_flag()
    assert resumed.reveal().rival_score.points == whole.reveal().rival_score.points
    assert verify(resumed.record(), trap).ok
    with pytest.raises(MoveError):
        resumed.step([-0.3])


@pytest.mark.parametrize(
    ("name", "settings", "words"),
    [
        ("scuot", {}, "there is no rival 'scuot'; did you mean 'scout'?"),
        ("adm", {}, "there is no rival 'adm'; did you mean 'adam'?"),
        ("random walk", {}, "did you mean 'random-walk'?"),
        ("downhill", {"raet": 1.0}, "downhill has no setting 'raet'; did you mean 'rate'?"),
        ("downhill", {"rate": 0}, "rate must be above 0"),
        ("scout", {"learning_rate": 0.1}, "scout has no setting 'learning_rate'"),
    ],
)
def test_what_is_not_known_is_refused_with_its_cure(trap, name, settings, words):
    spec = opponent_of(name, settings)
    assert words in str(faults_of(spec)[0])
    with pytest.raises((OptimizerError, BlindHikerError)) as told:
        Outing(trap, rival=spec)
    assert words in str(told.value)
    with pytest.raises((OptimizerError, BlindHikerError)):
        rival_of(spec, trap)
    with pytest.raises((OptimizerError, BlindHikerError)):
        hikergame.race(trap, [(name, settings)])
    record = Record.from_hike(Hike(trap), spec)
    with pytest.raises(RecordError, match="the record's rival is none"):
        verify(record, trap)


@pytest.mark.parametrize("spec", [BlindSpec("downhill", {"rate": 2.0}), RivalSpec("adam", "tuned")])
def test_settings_make_the_same_again(spec):
    assert opponent_of(spec.name, settings_of(spec)) == spec


def test_people_name_both_families(trap):
    assert chosen(trap, "scout") == BlindSpec("scout")
    assert chosen(trap, "downhill:rate=0.3") == BlindSpec("downhill", {"rate": 0.3})
    assert chosen(trap, "adam:learning_rate=0.1") == RivalSpec("adam", 0.1)
    assert company(trap, None) == "first"
    assert company(trap, "none") is None
    for text, error in (("scuot", OptimizerError), ("scout:x=1", BlindHikerError)):
        with pytest.raises(error, match=r"did you mean|no setting"):
            company(trap, text)
    with pytest.raises(RivalTextError):
        company(trap, "7")


class TestAccounts:
    @pytest.mark.parametrize("name", BLIND_RIVALS)
    def test_each_tells_its_own_walk(self, trap, name):
        reveal = revealed(trap, name, seed=1)
        walk = reveal.rival
        assert walk is not None
        told = " ".join(walk.account)
        assert told.startswith(BLIND_RIVALS[name].title[0].upper())
        assert f"{walk.score.steps} steps" in told
        assert ("planted its flag" in told) == walk.flag
        assert reveal.story[-1].startswith(told)

    def test_the_scout_s_is_that_of_his_phases(self, trap):
        walk = revealed(trap, "scout", seed=1).rival
        told = " ".join(walk.account)
        assert "looked around, with" in told
        assert "the best was lower by" in told
        assert "home to that floor" in told
        assert "There it was in the deepest valley." in revealed(trap, "scout", seed=1).story[-1]

    def test_where_nothing_is_deeper_it_says_so(self):
        walk = revealed(load_level("giant-steps"), "scout", seed=1).rival
        assert "nothing that promised to be deeper" in " ".join(walk.account)

    def test_an_algorithm_leaves_it_to_others(self, trap):
        assert revealed(trap, "gradient-descent").rival.account == ()


class TestHeadline:
    def test_names_the_best_blind_hiker_of_the_certificate(self, trap):
        said = revealed(trap, "gradient-descent").headline
        assert said.endswith("; gradient descent to 2.9; our best blind hiker to 7.0 in 15 steps.")

    def test_does_not_name_twice_who_walked_beside(self, trap):
        said = revealed(trap, "scout").headline
        assert "; scout, our best blind hiker, to 7.0 in" in said
        assert said.count("best blind") == 1

    def test_without_a_certificate_there_is_none_to_name(self, make_level):
        assert "blind" not in revealed(make_level(), "gradient-descent", steps=1).headline
