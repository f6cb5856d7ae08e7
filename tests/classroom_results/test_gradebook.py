"""A teacher's own gradebook: filled where somebody is meant for certain, else as it was."""

import csv
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hikergame.classroom.errors import GradebookError
from hikergame.classroom.messages.base import EntrantKind
from hikergame.classroom.results.gradebook.filling import fill, read_who
from hikergame.classroom.results.gradebook.layouts import Book
from hikergame.classroom.results.gradebook.sheet import Sheet
from hikergame.classroom.results.session import results_of

CANVAS = (
    "\ufeffStudent,ID,SIS User ID,SIS Login ID,Section,Essay (123),"
    "Essays Current Score,Final Score\r\n"
    "    Points Possible,,,,,10.0,(read only),(read only)\r\n"
    '"Lovelace, Ada",1001,u1,ada@x,"7b ""blue""",9.5,95,95\r\n'
    '"Bo, <i>",1002,u2,zoe,7b,,,\r\n'
    '"Student, Test",1003,,abc,7b,,,\r\n'
)
MOODLE = (
    "Vorname;Nachname;ID-Nummer;E-Mail-Adresse;Aufgabe (Punkte);Zuletzt heruntergeladen\n"
    'Ada;;17;ada@x.example;9,5;170\n"Zoë 🎿";"";18;;-;170\n'
)
SHAPES = st.text(st.sampled_from('a,;"\r\n\té🎿 =1'), max_size=60)


def cells(content: bytes, separator: str = ",") -> list[list[str]]:
    text = content.decode("utf-8-sig")
    return list(csv.reader(io.StringIO(text, newline=""), delimiter=separator))


@given(
    SHAPES,
    st.sampled_from([("utf-8", b""), ("utf-8", b"\xef\xbb\xbf"), ("utf-16-le", b"\xff\xfe")]),
)
def test_what_is_read_is_written_byte_for_byte(text: str, coded: tuple[str, bytes]) -> None:
    encoding, mark = coded
    content = mark + ("Student,ID\r\n" + text).encode(encoding)
    assert Sheet.read(content).content() == content


@given(st.lists(st.lists(SHAPES, min_size=2, max_size=4), min_size=1, max_size=4))
def test_cells_say_what_any_reader_reads(rows: list[list[str]]) -> None:
    text = io.StringIO()
    csv.writer(text).writerows([["Student", "ID", "More", "Other"], *rows])
    sheet = Sheet.read(text.getvalue().encode())
    found = [[row.value(at) for at in range(len(row.cells))] for row in sheet.rows]
    assert found == [["Student", "ID", "More", "Other"], *rows]


@given(st.binary(max_size=80))
def test_any_file_is_read_or_refused(content: bytes) -> None:
    for given_bytes in (content, b"Student,ID\n" + content):
        try:
            sheet = Sheet.read(given_bytes)
        except GradebookError:
            continue
        assert sheet.content() == given_bytes


def test_canvas(played, results) -> None:
    filled = fill(CANVAS.encode(), Book.CANVAS, results, who={"ADA": "u1", "Zoë 🎿": "zoe"})
    head, possible, ada, zoe, test = cells(filled.content)
    columns = [f"hikergame {played.code} {number}" for number in (1, 2, 3)]
    assert head[5:] == ["Essay (123)", *columns, "Essays Current Score", "Final Score"]
    assert possible[6:9] == ["100"] * 3
    points = {row.name: row.points for row in results.rounds[0].rows}
    assert float(ada[6]) == pytest.approx(points["Ada"], abs=0.006)
    assert float(zoe[6]) == pytest.approx(points["Zoë 🎿"], abs=0.006)
    assert test[5:] == [""] * 6
    assert filled.columns == tuple(columns)
    assert filled.added == 3
    said = "\n".join(filled.lines())
    assert "2 of 4 walkers found" in said
    assert "Ada is Lovelace, Ada, by id, as you said" in said
    assert "=1+1: no student is called so" in said
    # All else is as it was, to the byte.
    kept = [[*row[:6], *row[9:]] for row in cells(filled.content)]
    assert kept == cells(CANVAS.encode())
    assert b'"7b ""blue""",9.5,' in filled.content
    assert filled.content.startswith(b"\xef\xbb\xbf")


def test_a_gradebook_that_comes_back_is_filled_again(played, results) -> None:
    who = {"Ada": "u1"}
    once = fill(CANVAS.encode(), Book.CANVAS, results, who=who)
    assert fill(once.content, Book.CANVAS, results, who=who).content == once.content
    name = f"hikergame {played.code} 2"
    numbered = once.content.replace(name.encode(), f"{name} (777)".encode())
    again = fill(numbered, Book.CANVAS, results, who=who)
    assert again.added == 0
    assert f"{name} (777)" in again.columns


def test_moodle_in_its_own_dialect(played, results) -> None:
    filled = fill(MOODLE.encode(), Book.MOODLE, results.only(1))
    head, ada, zoe = cells(filled.content, ";")
    assert head[5:] == [f"hikergame {played.code} 1", "Zuletzt heruntergeladen"]
    points = {row.name: row.points for row in results.rounds[0].rows}
    assert float(ada[5].replace(",", ".")) == pytest.approx(points["Ada"], abs=0.006)
    assert "." not in ada[5] + zoe[5]
    assert filled.content.count(b"\n") == MOODLE.count("\n")
    assert b"\r" not in filled.content
    assert b'"Zo\xc3\xab \xf0\x9f\x8e\xbf";"";18;;-;' in filled.content


def test_a_column_that_is_there_is_filled(results) -> None:
    results = results.only(1)
    filled = fill(MOODLE.encode(), Book.MOODLE, results, column="aufgabe (punkte)")
    assert filled.columns == ("Aufgabe (Punkte)",)
    assert filled.added == 0
    head, ada, _ = cells(filled.content, ";")
    assert len(head) == 6
    assert ada[4] != "9,5"


def test_a_column_that_is_out_of_other_points_is_told(results) -> None:
    """A teacher who names an essay of ten points reads that a round has a hundred."""
    alone = results.only(1)
    filled = fill(CANVAS.encode(), Book.CANVAS, alone, column="Essay (123)")
    (told,) = (line for line in filled.lines() if "out of" in line)
    assert told == "  Essay (123) is out of 10.0 points in the gradebook, and a round has 100"
    full = CANVAS.replace(",10.0,", ",100.00,").encode()
    assert not fill(full, Book.CANVAS, alone, column="Essay (123)").scaled
    assert not fill(CANVAS.encode(), Book.CANVAS, alone).scaled


def test_nobody_is_guessed(make_lesson) -> None:
    lesson = make_lesson()
    people = [lesson.join(name) for name in ("Ada Lovelace", "Ann Lee", "lee ann", "Grace", "X1")]
    lesson.play(people)
    book = (
        b"Student,ID,SIS Login ID,Section\n"
        b'"Lovelace, Ada",1,,S\n"Lovelace, Ada",2,,S\n"Lee, Ann",3,,S\n"Hopper, Grace",4,x1,S\n'
        b'"Nobody, Walked",5,,S\n'
    )
    matching = fill(book, Book.CANVAS, results_of(lesson.events)).matching
    assert [(one.name, one.student.name, one.how) for one in matching.matches] == [
        ("X1", "Hopper, Grace", "by id")
    ]
    assert {one.name: one.why for one in matching.unmatched} == {
        "Ada Lovelace": "2 students are called so",
        "Ann Lee": "more than one walker is Lee, Ann",
        "lee ann": "more than one walker is Lee, Ann",
        "Grace": "no student is called so; perhaps Hopper, Grace",
    }
    assert "Nobody, Walked" in matching.without


def test_who_is_who_is_a_table_of_two_columns() -> None:
    told = 'Brisk Marmot;"Lovelace, Ada"\nBold Otter;u1\n;nobody\nlonely;\n'
    assert read_who(told.encode()) == {"Brisk Marmot": "Lovelace, Ada", "Bold Otter": "u1"}


PUPILS = "First name,Surname\nAda,Lovelace\nHannah,Hare\nHugo,Hare\n"


def walked_by(make_lesson, people: list[str], bots: list[str] = ()):
    lesson = make_lesson()
    here = [lesson.join(name) for name in people]
    here += [lesson.join(name, EntrantKind.BOT) for name in bots]
    lesson.play(here)
    return results_of(lesson.events)


@pytest.mark.parametrize("told", ["Lovelace, Ada", "lovelace,ada", "Ada Lovelace", "Lovelace Ada"])
def test_a_name_may_be_told_in_any_order_with_a_comma(make_lesson, told: str) -> None:
    results = walked_by(make_lesson, ["Brisk Marmot"])
    filled = fill(PUPILS.encode(), Book.MOODLE, results, who={"Brisk Marmot": told})
    (found,) = filled.matching.matches
    assert (found.student.name, found.how) == ("Ada Lovelace", "by name, as you said")


def test_what_is_told_of_nobody_is_said(make_lesson) -> None:
    results = walked_by(make_lesson, ["Hearty Hare", "Brisk Marmot"], ["Robo"])
    who = {"Hearty Hare": "Hare, Hanna", "Brisk Marmott": "Ada Lovelace"}
    filled = fill(PUPILS.encode(), Book.MOODLE, results, who=who)
    said = filled.lines()
    assert said[0] == "0 of 2 walkers found in the gradebook."
    assert "  Hearty Hare: no student is called Hare, Hanna; perhaps Hannah Hare" in said
    assert (
        "  Brisk Marmott is Ada Lovelace: nobody who walked is called Brisk Marmott; "
        "perhaps Brisk Marmot"
    ) in said
    assert "Robo" not in "\n".join(said)


def test_a_bot_may_be_a_students(make_lesson) -> None:
    results = walked_by(make_lesson, [], ["Robo"])
    for told, count in (("Ada Lovelace", 1), ("Nobody at all", 0)):
        filled = fill(PUPILS.encode(), Book.MOODLE, results, who={"Robo": told})
        assert filled.lines()[0] == f"{count} of 1 walkers found in the gradebook."


def test_what_is_written_is_guarded(results) -> None:
    results = results.only(1)
    filled = fill(CANVAS.encode(), Book.CANVAS, results, column="=HYPERLINK(1,2)")
    assert cells(filled.content)[0][6] == "'=HYPERLINK(1,2)"
    assert fill(filled.content, Book.CANVAS, results, column="=HYPERLINK(1,2)").added == 0


@pytest.mark.parametrize(
    ("content", "book", "said"),
    [
        (b"", Book.CANVAS, "no table"),
        (b"Student\nAda\n", Book.CANVAS, "no table"),
        (b"PK\x03\x04\0\0,a,b", Book.MOODLE, "export it as CSV"),
        (b"Name,ID\nAda,1\n", Book.CANVAS, "first column is not Student"),
        (CANVAS.encode(), Book.MOODLE, "name it with --canvas"),
        (b"\xff\xfea", Book.CANVAS, "not text in utf-16-le"),
    ],
)
def test_what_is_no_gradebook_is_refused(
    played, results, content: bytes, book: Book, said: str
) -> None:
    with pytest.raises(GradebookError, match=said):
        fill(content, book, results)


def test_a_file_in_an_old_encoding_stays_in_it(results) -> None:
    results = results.only(1)
    old = "First name,Last name,ID number\r\nAda,Müller,7\r\n".encode("cp1252")
    filled = fill(old, Book.MOODLE, results, who={"Ada": "7"})
    assert filled.content.decode("cp1252").splitlines()[1].startswith("Ada,Müller,7,")
    with pytest.raises(GradebookError, match="--column"):
        fill(old, Book.MOODLE, results, column="🎿")


def test_more_columns_tell_students_apart(results) -> None:
    results = results.only(1)
    book = b"Student,ID,Nick,Section\nA,1,Ada,S\n"
    assert not fill(book, Book.CANVAS, results).matching.matches
    assert fill(book, Book.CANVAS, results, id_column="nick").matching.matches
    with pytest.raises(GradebookError, match="did you mean"):
        fill(book, Book.CANVAS, results, id_column="Nikc")
