import numpy as np
import pytest

from hikergame.hike import Hike, Outcome
from hikergame.hikers import Rival, race, rival_spec, walk
from hikergame.hikers.tuning import (
    RATES,
    best_rate,
    expected_points,
    lockstep,
    sweep,
    sweep_rates,
    tune,
)
from hikergame.landscape import Landscape, coordinate
from hikergame.landscape.expression import cos, exp, sin
from hikergame.level import RivalSpec, Senses, load_level
from hikergame.optimizers import OPTIMIZERS, OptimizerError

SENSES = {
    "exact": Senses(),
    "noise": Senses(noise=0.4),
    "rounding": Senses(rounding=0.5),
    "direction": Senses(direction_only=True),
    "all": Senses(noise=0.4, rounding=0.25, altimeter=True, curvature=True),
}


def uneven():
    x, y = coordinate(0), coordinate(1)
    ground = 0.1 * ((x - 0.7) ** 2 + (y - 1.3) ** 2) + sin(2.1 * x) * cos(1.7 * y + 0.3)
    return Landscape.from_expression(ground, [[-6, 5], [-5, 6]])


@pytest.fixture(scope="module")
def hilly(make_level):
    ground = uneven()
    start = np.array([-5.0, -4.0])
    return lambda **changes: make_level(ground, start=start, **changes)


@pytest.mark.parametrize("senses", SENSES)
@pytest.mark.parametrize("name", OPTIMIZERS)
@pytest.mark.parametrize("pace", ["tuned", 1e-9, 0.3, 1e9])
def test_every_algorithm_walks_every_level_to_the_end(hilly, name, senses, pace):
    """Whatever its pace: in its budget, inside the fence, within the longest step."""
    level = hilly(senses=SENSES[senses])
    spec = RivalSpec(name, pace)
    rival = Rival(spec, level, seed=4)
    hike = rival.finish()
    assert hike.over
    assert hike.outcome is Outcome.TRUNCATED
    assert hike.track.shape == (level.steps + 1, 2)
    assert np.all(np.abs(hike.track - level.landscape.clip(hike.track)) == 0.0)
    assert np.linalg.norm(np.diff(hike.track, axis=0), axis=1).max() <= 2.0 + 1e-9
    again = Rival(spec, level, seed=4).finish()
    assert np.array_equal(hike.track, again.track)
    view = rival.view()
    assert view.step == level.steps
    assert len(view.steepness) == level.steps + 1
    assert len(view.step_lengths) == level.steps
    assert view.title
    assert view.setting


@pytest.mark.parametrize("senses", SENSES)
@pytest.mark.parametrize("name", OPTIMIZERS)
def test_in_lockstep_everyone_walks_as_if_alone(hilly, name, senses):
    level = hilly(senses=SENSES[senses])
    rates = np.array([1e-3, 0.05, 0.7, 40.0])
    together = lockstep(level, RivalSpec(name, "tuned"), rates, seeds=(3, 8))
    alone = [
        [Rival(RivalSpec(name, float(rate)), level, seed=seed).finish().track for rate in rates]
        for seed in (3, 8)
    ]
    assert together == pytest.approx(np.array(alone), abs=1e-9)


def test_a_rate_counts_by_what_it_comes_to_without_luck():
    """In the egg box, long strides are flung about, and one in many comes to rest well."""
    level = load_level("the-egg-box")
    spec = level.rivals[0]
    rates = sweep_rates(level, spec)
    lucky = sweep(level, spec, rates)[0]
    expected = expected_points(level, spec, rates)
    assert np.all(expected <= lucky + 1e-6)
    assert np.any(expected < lucky - 10.0)
    assert expected[:40] == pytest.approx(lucky[:40], abs=1e-4)  # short strides are steady


def test_a_tuned_rate_is_what_the_level_s_certificate_records(hilly, monkeypatch):
    level, spec = hilly(), RivalSpec("adam", "tuned")
    monkeypatch.setattr("hikergame.hikers.tuning.certified_rate", lambda *_: 0.125)
    assert tune(level, spec) == 0.125
    assert Rival(spec, level).learning_rate == 0.125
    assert best_rate(level, spec) != 0.125


@pytest.mark.parametrize("name", OPTIMIZERS)
def test_nobody_beats_a_straw_man(hilly, name):
    """A tuned rate scores what no rate of a wide sweep of its own beats by much."""
    level = hilly()
    spec = RivalSpec(name, "tuned")
    tuned = sweep(level, spec, np.array([tune(level, spec)])).item()
    assert tuned >= sweep(level, spec, sweep_rates(level, spec)).max() - 1e-6
    wide = sweep(level, spec, np.geomspace(1e-5, 1e3, 33))
    assert tuned >= np.quantile(wide, 0.97) - 1e-9


@pytest.mark.parametrize("name", OPTIMIZERS)
def test_the_sweep_covers_crawl_to_overshoot(hilly, name):
    level = hilly()
    spec = RivalSpec(name, "tuned")
    rates = sweep_rates(level, spec)
    assert len(rates) == RATES
    assert np.all(np.diff(rates) > 0.0)
    first, last = (
        Rival(RivalSpec(name, float(rate)), level).choose(Hike(level).readout)
        for rate in rates[[0, -1]]
    )
    assert np.linalg.norm(first) < 0.01
    assert np.linalg.norm(last) > 10.0


def test_a_tuned_rate_is_found_once_and_again_the_same(hilly):
    level, twin = hilly(), hilly()
    spec = RivalSpec("gradient-descent", "tuned")
    assert tune(level, spec) == tune(twin, spec)
    assert tune(level, spec) != tune(hilly(steps=3), spec)


def test_among_equal_rates_the_smallest_is_taken(make_level):
    """On a plateau without any slope no rate gets anywhere."""
    flat = Landscape.from_expression(0.0 * coordinate(0) + 0.0 * coordinate(1), [[-1, 1]] * 2)
    level = make_level(flat, start=np.zeros(2))
    spec = RivalSpec("gradient-descent", "tuned")
    assert tune(level, spec) == sweep_rates(level, spec)[0]


def test_a_bowl_s_tuned_descent_goes_to_its_bottom(make_level):
    level = make_level()
    rival = Rival(RivalSpec("gradient-descent", "tuned"), level)
    assert 0.4 < rival.learning_rate < 0.6
    spec = RivalSpec("gradient-descent", "tuned")
    # A Newton step's rate does no better: halvings are capped.
    assert sweep(level, spec, np.array([0.5, rival.learning_rate]))[0] == pytest.approx(
        [96.8] * 2, abs=0.1
    )
    assert rival.finish().heights[-1] < 1e-6
    assert rival.setting.startswith("tuned learning rate 0.")


def test_tuning_on_a_noisy_level_does_not_follow_one_seed_s_luck(hilly):
    level = hilly(senses=Senses(noise=0.6))
    spec = RivalSpec("gradient-descent", "tuned")
    rates = sweep_rates(level, spec)
    fresh = range(100, 140)
    points = sweep(level, spec, rates, seeds=fresh).mean(axis=0)
    chosen = sweep(level, spec, np.array([tune(level, spec)]), seeds=fresh).mean()
    assert chosen >= 0.85 * points.max()


def test_a_rival_is_keyed_by_its_own_name(hilly):
    level = hilly(senses=Senses(noise=0.4))
    adam = Rival(RivalSpec("adam", 0.1), level, seed=2).hike.readout.slope
    player = Hike(level, seed=2).readout.slope
    assert adam.tolist() != player.tolist()
    assert adam.tolist() == Hike(level, seed=2, hiker="adam").readout.slope.tolist()


def test_a_rival_is_a_hiker(hilly):
    level = hilly()
    stroll = walk(Hike(level), Rival(RivalSpec("adam", 0.3), level))
    assert np.array_equal(stroll.track, Rival(RivalSpec("adam", 0.3), level).finish().track)


def test_ground_without_a_finite_slope_does_not_stop_the_race(make_level):
    def broken(x):
        slope = np.where(x[..., :1] > 0.0, np.nan, 2.0 * x)
        return np.sum(x * x, axis=-1), slope

    level = make_level(Landscape.from_function(broken, [[-4, 4]] * 2))
    for name in OPTIMIZERS:
        assert Rival(RivalSpec(name, 5.0), level).finish().over


def test_a_view_tells_no_more_than_the_steps_taken(hilly):
    rival = Rival(RivalSpec("momentum", 0.05), hilly())
    rival.finish()
    early = rival.view(2)
    assert (early.step, len(early.steepness), len(early.step_lengths)) == (2, 3, 2)
    assert early.steepness == rival.view().steepness[:3]


def test_a_rival_that_crawls_or_has_arrived_is_still(make_level):
    assert Rival(RivalSpec("gradient-descent", 0.5), make_level()).view().still is False
    arrived = Rival(RivalSpec("gradient-descent", 0.45), make_level())
    arrived.finish()
    assert arrived.view().still
    assert not arrived.view(3).still


def test_naming_a_rival(make_level):
    own = RivalSpec("adam", 0.3, {"betas": [0.8, 0.9]})
    level = make_level(rivals=(own,))
    assert rival_spec(level, "adam") is own
    assert rival_spec(level, own) is own
    assert rival_spec(level, "momentum").learning_rate == "tuned"
    given = rival_spec(level, ("momentum", {"learning_rate": 0.2, "momentum": 0.5}))
    assert (given.learning_rate, dict(given.params)) == (0.2, {"momentum": 0.5})
    assert rival_spec(level, ("normalised", {"step_length": 0.2})).learning_rate == 0.2


@pytest.mark.parametrize(
    "choice",
    ["adan", ("adam", {"learning_rate": -1}), ("adam", {"learning_rate": 1, "beta": 2}),
     ("adam", {"bets": [0.8, 0.9]})],
)  # fmt: skip
def test_an_impossible_rival_is_refused(make_level, choice):
    level = make_level()
    with pytest.raises(OptimizerError):
        race(level, [choice])


class TestRace:
    def test_shapes_and_order(self, hilly):
        result = race(hilly(), ["adam", ("gradient-descent", {"learning_rate": 0.01})], seed=1)
        assert [entry.title for entry in result.entries] == ["Adam", "gradient descent"]
        assert result.tracks.shape == (2, 21, 2)
        assert result.values.shape == (2, 21)
        assert result.values == pytest.approx(uneven().value(result.tracks))
        assert [one.points for one in result.scores] == [e.score.points for e in result.entries]
        assert result.ranking[0].score.points == max(one.points for one in result.scores)

    def test_the_level_s_own_rivals_by_default(self, hilly):
        level = hilly(rivals=(RivalSpec("adam", 0.3), RivalSpec("adam", 0.1)))
        assert [entry.setting for entry in race(level).entries] == [
            "learning rate 0.3", "learning rate 0.1"
        ]  # fmt: skip

    def test_nobody_at_the_start(self, hilly):
        empty = race(hilly())
        assert empty.tracks.shape == (0, 21, 2)
        assert empty.values.shape == (0, 21)
        assert empty.ranking == ()

    def test_a_race_is_the_same_every_time(self, hilly):
        level = hilly(senses=Senses(noise=0.3))
        one, two, other = (race(level, ["adam"], seed=seed) for seed in (1, 1, 2))
        assert np.array_equal(one.tracks, two.tracks)
        assert not np.array_equal(one.tracks, other.tracks)


def test_a_start_on_level_ground_still_gets_a_sensible_sweep(make_level):
    x, y = coordinate(0), coordinate(1)
    pit = Landscape.from_expression(-exp(-((x - 2.0) ** 2) - (y - 1.0) ** 2), [[-6, 6]] * 2)
    level = make_level(pit, start=np.array([-5.0, -5.0]))
    rates = sweep_rates(level, RivalSpec("gradient-descent", "tuned"))
    assert np.all(np.isfinite(rates))
    assert np.all(rates > 0.0)
