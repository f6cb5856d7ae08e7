"""A row is to be what Textual's own strip of the same letters would be, and shorter to send."""

import re
from collections.abc import Sequence

from hypothesis import given
from hypothesis import strategies as st
from rich.console import Console
from rich.segment import Segment
from rich.style import Style
from textual.strip import Strip

from hikergame.tui.drawing.cells import Cells
from hikergame.tui.drawing.row import Row

WIDTH = 9
LOOKS = st.tuples(st.sampled_from([1, 0xFF0000, 0x00FF80]), st.booleans())
PLACES = st.tuples(st.integers(0, WIDTH - 1), st.sampled_from(["ab", " ", "▀", "x  y"]), LOOKS,
                   st.sampled_from([0, 0x808080]))  # fmt: skip
ROWS = st.lists(PLACES, max_size=8)
CUTS = st.integers(-2, WIDTH + 2)
CONSOLES = [Console(color_system=name) for name in ("truecolor", "256", "standard")]
CODE = re.compile(r"\x1b\[([\d;]*)m|(.)", re.DOTALL)


def row_of(places: Sequence[tuple[int, str, tuple[int, bool], int]]) -> Row:
    cells = Cells(WIDTH, 1, ink=7, paper=9)
    for column, text, (ink, bold), paper in places:
        cells.write(column, 0, text, ink, paper=paper, bold=bold)
    return cells.row(0)


def seen(sent: str) -> list[tuple[str, str, str, bool]]:
    """Return what a terminal shows: letter, ink, paper and boldness of each cell.

    A blank has no ink.
    """
    cells, ink, paper, bold = [], "", "", False
    for codes, letter in CODE.findall(sent):
        if letter:
            blank = letter == " "
            cells.append((letter, "" if blank else ink, paper, bold and not blank))
            continue
        numbers = codes.split(";")
        while numbers:
            code = numbers.pop(0)
            if code in ("", "0"):
                ink, paper, bold = "", "", False
            elif code in ("38", "48"):
                length = 4 if numbers[0] == "2" else 2
                colour, numbers = ";".join(numbers[:length]), numbers[length:]
                ink, paper = (colour, paper) if code == "38" else (ink, colour)
            elif code in ("1", "22"):
                bold = code == "1"
            elif int(code) % 100 // 10 in (3, 9):
                ink = code
            else:
                paper = code
    return cells


def whole(row: Row) -> Strip:
    """Return the strip that Textual would have made.

    Of new styles: one keeps the codes of the first terminal that it was sent to.
    """
    looks = [(segment.text, segment.style or Style()) for segment in row]
    new = [(text, Style(color=a.color, bgcolor=a.bgcolor, bold=a.bold)) for text, a in looks]
    return Strip([Segment(text, style) for text, style in new], row.cell_length)


@given(ROWS)
def test_terminals_of_all_depths_show_what_a_strip_shows(places) -> None:
    for console in CONSOLES:
        strip = whole(row_of(places)).render(console)
        sent = row_of(places).render(console)
        assert seen(sent) == seen(strip)
        assert len(sent) <= len(strip)


@given(ROWS, CUTS, st.none() | CUTS)
def test_a_part_is_that_of_a_strip(places, start: int, stop: int | None) -> None:
    row = row_of(places)
    part = row.crop(start, stop)
    assert part == whole(row).crop(start, stop)
    assert part.text == whole(row).crop(start, stop).text


@given(ROWS, st.lists(st.integers(0, WIDTH + 2), min_size=1, unique=True).map(sorted))
def test_it_is_divided_as_a_strip_is(places, cuts: list[int]) -> None:
    row = row_of(places)
    assert list(row.divide(cuts)) == list(whole(row).divide(cuts))


@given(ROWS)
def test_posts_stand_at_both_ends(places) -> None:
    row = row_of(places)
    framed = row.framed("│", 3, 4)
    assert framed.text == f"│{row.text}│"
    assert framed.crop(1, WIDTH + 1) == row
    assert framed.cell_length == framed.cell_count == WIDTH + 2


def test_what_only_a_strip_has_is_there_when_it_is_asked_for() -> None:
    row = row_of([(0, "ab", (1, True), 0)])
    assert Strip.join([row, row]).text == 2 * row.text
    assert row.extend_cell_length(20).cell_length == 20
    assert not hasattr(row, "no_such_thing")
