"""What spreadsheets open: text stays text, numbers are numbers, lines are lines."""

import csv
import io
import unicodedata

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from hikergame.classroom.results.cells import BOM, as_csv, decimal, plain, safe
from hikergame.classroom.results.session import results_of
from hikergame.classroom.results.table import table

ANY = st.text(st.characters(codec=None), max_size=30)
RISKY = st.text(st.sampled_from("=+-@;,|'\" \t\r\n＝＋－＠﹢−aé🎿1/e.\u202e\ud800"), max_size=12)


def read(content: bytes, separator: str = ",") -> list[list[str]]:
    text = content.decode("utf-8")
    assert text.startswith(BOM)
    return list(csv.reader(io.StringIO(text[1:], newline=""), delimiter=separator))


def begins_a_formula(cell: str) -> bool:
    lead = unicodedata.normalize("NFKC", cell.lstrip())
    return lead[:1] in tuple("=+-@\u2212")


@given(st.lists(st.lists(ANY | RISKY, min_size=1, max_size=4), max_size=5))
def test_a_table_reads_back_cell_for_cell(rows: list[list[str]]) -> None:
    assert read(as_csv(rows)) == [[safe(cell) for cell in row] for row in rows]


@given(ANY | RISKY)
@example(",-0")
def test_no_cell_begins_like_a_formula(text: str) -> None:
    for separator in ",;|\t":
        # Also where a spreadsheet of another country parts the cell in two.
        for part in safe(text).split(separator):
            assert not begins_a_formula(part)
    assert not set(safe(text)) & set("\t\r\n\v\f\0\x85\u2028\u2029\u202e")


@given(ANY | RISKY)
def test_nothing_of_a_text_is_lost_but_what_does_not_show(text: str) -> None:
    assert safe(text).replace("'", "") == plain(text).replace("'", "")
    assert plain(plain(text)) == plain(text)


@pytest.mark.parametrize("text", ["Ada", "Zoë 🎿", "王小明", "O'Neill", "7b", "Ada-Maria", "a + b"])
def test_what_is_harmless_stays_as_it_is(text: str) -> None:
    assert safe(text) == text


@pytest.mark.parametrize("text", ["007", "3-4", "1/2", "1e5", "May 5", "12 Mar", "sept1", "TRUE"])
def test_what_a_spreadsheet_would_rewrite_is_marked_as_text(text: str) -> None:
    assert safe(text) == f"'{text}"


@pytest.mark.parametrize(
    "text", ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", "＝1", "﹢1", " =1", "'=1", '"=1"']
)
def test_formulas_are_marked(text: str) -> None:
    assert not begins_a_formula(safe(text))
    assert "'=" in safe(text) or safe(text).startswith("'")


def test_numbers_with_a_comma() -> None:
    content = as_csv([["a;b", 3.5, 7, None], ["c", 1e-9, -2.25, ""]], decimal_comma=True)
    assert read(content, ";") == [["a;b", "3,5", "7", ""], ["c", "0", "-2,25", ""]]
    assert decimal(100.0) == "100"


def test_the_table_of_a_lesson(results) -> None:
    head, *rows = read(table(results))
    assert head[:6] == ["rank", "name", "kind", "team", "points", "rounds"]
    assert head[6] == "Round 1 The <b>Hidden</b> Hill: points"
    assert len(head) == 6 + 3 * 6
    assert all(len(row) == len(head) for row in rows)
    named = {row[1]: row for row in rows}
    assert named.keys() == {"Ada", "'=1+1", "<i>Bo</i>", "Zoë 🎿", "R2", "gradient descent"}
    assert [row[2] for row in rows] == ["person"] * 4 + ["bot", "algorithm"]
    for row in rows:
        assert float(row[4]) == pytest.approx(sum(float(row[at]) for at in (6, 12, 18)), abs=0.02)
        assert row[5] == "3"


def test_points_that_the_board_keeps_are_not_in_the_table(make_lesson) -> None:
    lesson = make_lesson(live="steps")
    ada = lesson.join("Ada")
    lesson.start()
    lesson.walk(ada, 2)
    (_, row) = read(table(results_of(lesson.events)))
    assert row[1] == "Ada"
    assert row[4] == row[6] == ""
    assert row[8] == "2"
