"""The trail as values: what was won, what is next, and how it winds."""

from datetime import UTC, datetime

import pytest

from hikergame.level import Library
from hikergame.profile import Progress, UnderWay
from hikergame.tui.home.detail import described
from hikergame.tui.home.panorama import BLOCKS, panorama
from hikergame.tui.home.trail import AHEAD, HERE, PATH_WIDTH, WALKED, Trail, lay_out, rows

NOON = datetime(2025, 6, 1, 12, 0, tzinfo=UTC)


def reached(level_id: str, *medals: str, ground: str = "now", points: float = 50.0) -> Progress:
    return Progress(level_id, ground, points, frozenset(medals), 3, NOON)


def begun(level_id: str, path: str | None = None) -> UnderWay:
    return UnderWay("t", level_id, "now", path, "Some level", 3, 8, "{}", NOON)


def trail(levels: Library, *progress: Progress, under_way=(), hashes=None) -> Trail:
    grounds: dict[str, list[Progress]] = {}
    for entry in progress:
        grounds.setdefault(entry.level_id, []).append(entry)
    return lay_out(levels, grounds, under_way, hashes or {})


def test_a_new_player_begins_with_the_first_level(levels):
    fresh = trail(levels)
    assert (fresh.next, fresh.walked, fresh.medals) == (0, 0, 0)


def test_the_first_level_not_walked_is_next(levels):
    assert trail(levels, reached("gentle"), reached("bowl")).next == 1


def test_when_all_are_walked_the_first_short_of_a_medal_is_next(levels):
    all_medals = ("valley", "rival", "deepest")
    full = [reached(entry.id, *all_medals) for entry in levels.entries]
    full[2] = reached(levels.entries[2].id, "valley")
    assert trail(levels, *full).next == 2
    full[2] = reached(levels.entries[2].id, *all_medals)
    assert trail(levels, *full).next == 0


def test_medals_are_counted(levels):
    assert (
        trail(levels, reached("gentle", "valley"), reached("noisy", "rival", "valley")).medals == 3
    )


def test_what_was_won_on_earlier_ground_stays_but_does_not_count(levels):
    changed = trail(levels, reached("gentle", "valley", ground="before"), hashes={"gentle": "now"})
    stop = changed.stops[0]
    assert stop.earlier
    assert stop.progress.medals == {"valley"}
    assert not stop.medals
    assert (changed.walked, changed.medals, changed.next) == (0, 0, 0)
    assert "ground has changed" in described(stop).plain


def test_of_several_grounds_the_present_one_counts(levels):
    both = trail(
        levels,
        reached("gentle", "valley", ground="before", points=90.0),
        reached("gentle", "rival", ground="now", points=40.0),
        hashes={"gentle": "now"},
    )
    stop = both.stops[0]
    assert not stop.earlier
    assert stop.progress.points == 40.0


def test_until_the_ground_is_known_the_last_walked_counts(levels):
    both = trail(levels, reached("gentle", ground="newer"), reached("gentle", ground="older"))
    assert both.stops[0].progress.level_hash == "newer"


def test_the_latest_hike_under_way_is_offered(levels):
    there = trail(levels, under_way=(begun("bowl"), begun("gentle")))
    assert there.resumable.level_id == "bowl"
    assert there.stops[2].under_way is there.resumable


def test_a_hike_on_the_players_own_level_is_offered_but_stands_nowhere_on_the_trail(levels):
    there = trail(levels, under_way=(begun("gentle", path="/own/gentle.yaml"),))
    assert there.resumable is not None
    assert there.stops[0].under_way is None


def test_the_level_after_one_is_the_next_on_the_trail(levels):
    there = trail(levels)
    assert there.after("noisy").id == "bowl"
    assert there.after("deep") is None
    assert there.after("elsewhere") is None
    assert there.number_of("elsewhere") is None


@pytest.mark.parametrize("tall", [False, True])
def test_every_level_stands_on_the_trail_once(levels, tall):
    drawn = list(rows(trail(levels, reached("gentle")), tall=tall))
    assert [row.stop for row in drawn if row.stop is not None] == [0, 1, 2, 3]
    assert [row.stage.title for row in drawn if row.stage] == ["First steps", "Open country"]
    assert {len(row.path) for row in drawn} == {PATH_WIDTH}
    marks = [row.path.strip() for row in drawn if row.stop is not None]
    assert marks == [WALKED, HERE, AHEAD, AHEAD]


def test_an_empty_trail_has_nothing_next_and_no_rows():
    empty = Trail((), None)
    assert empty.next == 0
    assert not list(rows(empty, tall=False))


@pytest.mark.parametrize("size", [(80, 3), (140, 5), (1, 1), (300, 2)])
def test_hills_fill_the_width_and_carry_hiker_and_flag_on_the_ground(size):
    width, height = size
    hills = panorama(width, height)
    assert len(hills.rows) == height
    assert all(len(row) == width for row in hills.rows)
    assert set("".join(hills.rows)) <= set(BLOCKS)
    for column, row in (hills.hiker, hills.flag):
        assert 0 <= column < width
        assert 0 <= row < height
        if height > 1:
            assert hills.rows[row][column] == " "
            assert hills.rows[row + 1][column] != " "
