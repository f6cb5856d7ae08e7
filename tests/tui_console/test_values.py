"""What a console says and draws, as values: the next step, people, boards, letters, lines."""

from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from hikergame.classroom.client.http import RevealWords
from hikergame.classroom.messages.base import EntrantKind, Phase
from hikergame.classroom.messages.teaching import PAUSED, Do
from hikergame.classroom.messages.watching import BoardView, DistributionView, MetView, PraiseView
from hikergame.classroom.room.codes import ALPHABET
from hikergame.classroom.server.clockwork import RESTARTED
from hikergame.tui.console.desk import Desk, Page
from hikergame.tui.console.lined import Piece, cut, line, width_of, wrapped
from hikergame.tui.console.next_step import next_step
from hikergame.tui.console.people import (
    Order,
    found,
    lasting,
    mark,
    ordered,
    place_words,
    summary,
    word,
)
from hikergame.tui.console.standing import standing
from hikergame.tui.console.telling import next_lines, plan, revealed, timed, title
from hikergame.tui.drawing.backdrop import is_dark
from hikergame.tui.drawing.letters import GLYPHS, ROWS, half_blocks, largest, points
from hikergame.tui.theme import DARK

from .views import board, seat, view

names = st.text(min_size=1, max_size=40)


def said(pieces: tuple[Piece, ...]) -> str:
    return "".join(piece.text for piece in pieces)


# The next step


@pytest.mark.parametrize(
    ("phase", "do", "asks"),
    [
        (Phase.LOBBY, Do.COUNT_DOWN, False),
        (Phase.COUNTDOWN, None, False),
        (Phase.WALKING, Do.CLOSE, True),
        (Phase.PAUSED, Do.RESUME, False),
        (Phase.CLOSED, Do.REVEAL, False),
        (Phase.REVEALED, Do.NEXT, False),
        (Phase.FINISHED, None, False),
    ],
)
def test_every_phase_has_a_next_step(phase: Phase, do: Do | None, asks: bool):
    step = next_step(view(phase, seat("Ada"), round=1, people=1))
    assert step.do is do
    assert bool(step.question) is asks
    assert step.says


def test_what_hurts_nobody_is_not_asked_about():
    assert next_step(view(Phase.WALKING, seat("Ada"), people=1, done=1, round=1)).question is None
    assert next_step(view(Phase.LOBBY)).question is not None
    last = view(Phase.REVEALED, seat("Ada"), people=1, round=2, states=("revealed", "revealed"))
    assert next_step(last).do is Do.FINISH
    assert next_step(last).question is not None


def test_only_a_pause_that_was_not_chosen_is_explained():
    def why(pause: str) -> str:
        return next_step(view(Phase.PAUSED, seat("Ada"), round=1, pause=pause)).why

    assert why(PAUSED) == PAUSED
    assert why(RESTARTED) == f"{RESTARTED} Let the round go on when everybody is back."


def test_a_clock_says_when_the_round_ends():
    clocked = view(Phase.WALKING, seat("Ada"), people=1, round=1, clock_ms=61_000)
    assert "The clock ends the round." in next_step(clocked).why
    desk = Desk().seen(clocked, 100.0)
    assert "1:01 left" in said(title(desk, DARK, 140, 100.0))
    assert "0:31 left" in said(title(desk, DARK, 140, 130.0))
    assert timed(0.2) == "0:01"


# People


def test_orders():
    far = seat("Far", step=5, points=9.0)
    gone = seat("Gone", step=7, connected=False, away_s=30, points=50.0)
    near = seat("Near", step=1)
    seats = [far, gone, near]
    assert [one.name for one in ordered(seats, Order.CAME, Phase.WALKING)] == [
        "Far",
        "Gone",
        "Near",
    ]
    assert [one.name for one in ordered(seats, Order.NEED, Phase.WALKING)] == [
        "Gone",
        "Near",
        "Far",
    ]
    assert [one.name for one in ordered(seats, Order.POINTS, Phase.WALKING)] == [
        "Gone",
        "Far",
        "Near",
    ]
    assert {one.next for one in Order} == set(Order)


def test_words_and_marks_tell_how_somebody_is():
    gone = seat("Gone", connected=False, away_s=30)
    assert word(gone, Phase.WALKING, 40.0) == "away 1 min"
    assert word(seat("Ada", ready=True), Phase.LOBBY, 0.0) == "ready"
    bot = seat("Bot", kind=EntrantKind.BOT, connected=False)
    assert word(bot, Phase.LOBBY, 0.0) == "bot"
    marks = {
        mark(gone, Phase.WALKING),
        mark(seat("Ada"), Phase.WALKING),
        mark(seat("Ada", over=True), Phase.WALKING),
        mark(seat("Ada", ready=True), Phase.LOBBY),
    }
    assert len(marks) == 4
    assert summary([gone, seat("Ada"), bot], Phase.WALKING) == "2 people, 1 away, 1 bot"
    assert [lasting(one) for one in (5, 65, 7300)] == ["5 s", "1 min", "2 h"]


def test_who_has_done_with_the_round_is_not_missed_until_the_next():
    gone = seat("Gone", connected=False, away_s=30, over=True)
    assert word(gone, Phase.WALKING, 0.0) == "ended"
    assert mark(gone, Phase.WALKING) == mark(seat("Ada", over=True), Phase.WALKING)
    assert summary([gone], Phase.PAUSED) == "1 person"
    assert word(gone, Phase.LOBBY, 0.0) == "away 30 s"
    assert summary([gone], Phase.LOBBY) == "1 person, 1 away"
    assert "1 person has joined, but is away." in next_step(view(Phase.LOBBY, gone)).why


def test_why_the_log_cannot_be_kept_is_read_at_80_columns():
    trouble = "The server could not be noted: the disk is full; make room, and it goes on by itself"
    here = view(Phase.WALKING, seat("Ada")).model_copy(update={"trouble": trouble})
    desk = Desk().seen(here, 0.0)
    _, why = next_lines(desk, DARK, "enter", 0.0)
    assert "the disk is full; make room" in said(why)[:80]


def test_nobody_is_missed_once_the_lesson_is_over():
    gone = seat("Gone", connected=False, away_s=30)
    assert summary([gone], Phase.CLOSED) == "1 person, 1 away"
    assert summary([gone], Phase.FINISHED) == "1 person"


def test_hikes_of_people_and_of_bots_are_counted_apart():
    robo = seat("Robo", kind=EntrantKind.BOT, over=True)
    walking = view(Phase.WALKING, seat("Ada"), seat("Bo"), robo, round=1, people=2, bots=1, done=1)
    said = "Hikes ended: 0 of 2 people, 1 of 1 bot. The last one ends the round."
    assert next_step(walking).why == said
    alone = view(Phase.WALKING, seat("Ada"), round=1, people=1)
    assert "Hikes ended: 0 of 1 person." in next_step(alone).why


@pytest.mark.parametrize(
    ("first", "last", "said"),
    [
        (0, 30, "as they came"),
        (0, 9, "1–9 of 30 ↓ as they came"),
        (9, 18, "10–18 of 30 ↑↓ as they came"),
        (21, 30, "22–30 of 30 ↑ as they came"),
    ],
)
def test_a_list_tells_which_of_it_are_seen(first: int, last: int, said: str):
    assert place_words(first, last, 30, Order.CAME) == said


@pytest.mark.parametrize("width", [60, 80, 100, 140])
def test_a_title_without_room_keeps_what_is_said_nowhere_else(width: int):
    seats = [seat(f"Pupil {number}", connected=number > 3) for number in range(120)]
    room = view(
        Phase.WALKING, *seats, people=120, round=1, locked=True, frozen=True, clock_ms=61_000,
        name="The very first class of the whole school",
    )  # fmt: skip
    shown = title(Desk().seen(room, 0.0), DARK, width, 0.0)
    assert width_of(shown) <= max(width, 71)
    assert all(part in said(shown) for part in ("walking", "1:01 left", "frozen", "locked"))


def test_a_name_is_found_by_its_beginning_before_its_middle():
    seats = [seat("Marianne"), seat("Anne"), seat("李雷")]
    assert found(seats, "anne") is seats[1]
    assert found(seats, "RIA") is seats[0]
    assert found(seats, "雷") is seats[2]
    assert found(seats, "  ") is None
    assert found(seats, "zoe") is None


# The desk


def test_a_new_phase_shows_its_page_and_a_chosen_one_stays_until_then():
    desk = Desk().seen(view(Phase.LOBBY, seat("Ada")), 0.0)
    assert desk.page is Page.INVITATION
    desk = desk.seen(view(Phase.WALKING, seat("Ada"), round=1), 1.0)
    assert desk.page is Page.BOARD
    desk = desk.turned()
    assert desk.page is Page.INVITATION
    assert desk.seen(view(Phase.WALKING, seat("Ada"), round=1), 2.0).page is Page.INVITATION
    assert desk.seen(view(Phase.CLOSED, seat("Ada"), round=1), 3.0).page is Page.BOARD


def test_the_cursor_stays_on_somebody_and_goes_on_when_he_is_removed():
    seats = [seat(name) for name in ("Ada", "Bob", "Cy")]
    desk = Desk().seen(view(Phase.LOBBY, *seats), 0.0).moved(1)
    assert desk.seat is not None
    assert desk.seat.name == "Bob"
    assert desk.moved(-9).seat == seats[0]
    assert desk.moved(9).seat == seats[2]
    assert desk.seen(view(Phase.LOBBY, seats[0], seats[2]), 1.0).seat == seats[2]
    assert desk.moved(1).seen(view(Phase.LOBBY, *seats[:2]), 1.0).seat == seats[1]
    assert desk.seen(view(Phase.LOBBY), 1.0).moved(1).seat is None


# Lines


@given(text=names, width=st.integers(0, 30))
def test_what_is_cut_is_as_wide_as_was_asked(text: str, width: int):
    assert cell_len(cut(text, width)) == width


@given(text=names, width=st.integers(4, 30))
def test_wrapping_loses_no_word(text: str, width: int):
    assert " ".join(wrapped(text, width)).split() == text.split()


@pytest.mark.parametrize("width", [38, 60, 100])
@pytest.mark.parametrize("height", [8, 17, 30])
def test_a_board_fits_its_width_and_names_the_best(width: int, height: int):
    shown = standing(board(people=40, full=True), DARK, width, height)
    texts = [said(one) for one in shown]
    assert all(width_of(one) <= width for one in shown)
    assert texts[0].strip().startswith("17 of 40")
    assert any("Pupil 0" in text for text in texts)
    assert any("gradient descent" in text and "ahead" in text for text in texts)
    assert any(text.strip().startswith("and ") and "more" in text for text in texts)


@pytest.mark.parametrize("height", [12, 20, 24, 30])
def test_a_histogram_is_whole_or_left_out(height: int):
    texts = [said(one) for one in standing(board(people=5), DARK, 38, height)]
    heads = [row for row, text in enumerate(texts) if "POINTS OF ALL" in text]
    assert bool(heads) is (height >= 24)
    assert not heads or len(texts) - heads[0] >= 5
    assert sum("Pupil" in text for text in texts) == (5 if height >= 20 else 2)


def test_a_board_by_steps_shows_no_points():
    shown = standing(board(people=3, by_steps=True), DARK, 60, 30)
    texts = "\n".join(said(one) for one in shown)
    assert "STEPS OF ALL" in texts
    assert "12.0" not in texts


@pytest.mark.parametrize("hidden", [{"frozen": True}, {"shown": board(by_steps=True)}])
def test_points_that_the_board_hides_order_nobody(hidden: dict[str, Any]):
    last, first = seat("Ada", points=1.0), seat("Bob", points=2.0)
    desk = replace(Desk(), order=Order.POINTS)
    assert [one.name for one in desk.seen(view(Phase.WALKING, last, first), 0.0).seats] == [
        "Bob",
        "Ada",
    ]
    kept = desk.seen(view(Phase.WALKING, last, first, **hidden), 0.0)
    assert [one.name for one in kept.seats] == ["Ada", "Bob"]
    assert kept.listed_by is Order.CAME


def test_a_distribution_shows_a_trace_of_one():
    lonely = BoardView(
        round=1, up_to=1, frozen=False, top=(), full=False, headline="",
        distribution=DistributionView(edges=(0.0, 50.0, 100.0), counts=(1, 300)),
    )  # fmt: skip
    assert any("▁" in said(one) for one in standing(lonely, DARK, 40, 12))


def test_a_long_plan_is_seen_around_the_next_round():
    states = ("revealed",) * 10 + ("to come",) * 10
    desk = Desk().seen(view(Phase.LOBBY, states=states), 0.0)
    shown = [said(one) for one in plan(desk, DARK, 40, 6)]
    assert len(shown) == 6
    assert any(one.startswith(" ▸") and " 11 " in one for one in shown)
    assert any("Round title 10" in one for one in shown)
    assert not any("Round title 12" in one for one in shown)


def test_names_in_a_reveal_are_no_markup():
    words = RevealWords(
        round=1, title="[red]Title[/red]", level_hash="0", headline="Nobody",
        praise=(PraiseView(hiker="1", name="[b]Bob[/b]", title="Steady", sentence="Was so."),),
        met=MetView(counts={}, sentences=("1 of 1 ran.",), question="Why?"),
    )  # fmt: skip
    text = "\n".join(said(one) for one in revealed(words, "http://x/board", DARK, 40))
    assert "[red]Title[/red]" in text
    assert "[b]Bob[/b]" in text
    assert "http://x/board" in text


def test_pieces_make_a_line():
    assert width_of(line(Piece("李", 0), Piece("a", 0))) == 3


# Letters


def test_every_code_and_number_can_be_drawn():
    assert set(ALPHABET) | set("0123456789-•") <= set(GLYPHS)
    for glyph in GLYPHS.values():
        assert len(glyph) == ROWS
        assert len({len(row) for row in glyph}) == 1
    assert len(set(GLYPHS.values())) == len(GLYPHS)


@given(
    code=st.text(ALPHABET, min_size=1, max_size=9),
    width=st.integers(1, 140),
    height=st.integers(1, 20),
)
def test_letters_are_as_large_as_fits(code: str, width: int, height: int):
    drawn = largest(code, width, height)
    fits = all(len(row) <= width for row in drawn) and len(drawn) <= height
    assert fits or drawn == [code]


def test_half_blocks_hold_every_point():
    rows = points("7", 1, 1)
    assert list(half_blocks(rows)) == ["▀▀█", " ▄▀", " ▀ "]


@pytest.mark.parametrize(
    ("told", "dark"),
    [("15;0", True), ("0;15", False), ("12;8", True), ("0;default;7", False), ("", None),
     ("0;default", None), ("nonsense", None)],
)  # fmt: skip
def test_a_terminal_that_tells_its_paper_is_believed(told: str, dark: bool | None):
    for otherwise in (True, False):
        assert is_dark({"COLORFGBG": told}, otherwise=otherwise) is (
            otherwise if dark is None else dark
        )
    assert is_dark({})
