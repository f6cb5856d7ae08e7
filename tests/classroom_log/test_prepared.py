"""What goes to PostgreSQL without detours comes back as it was."""

import secrets
from collections.abc import Iterator

import psycopg
import pytest
from hypothesis import given
from hypothesis import strategies as st
from psycopg.errors import DivisionByZero

from hikergame.classroom.log.postgres_link import Address, Db, Link
from hikergame.classroom.log.postgres_prepared import Prepared, array

TEXTS = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), max_size=8)
ECHO = Prepared("echo", "SELECT $1::bigint, x FROM unnest($2::text[]) WITH ORDINALITY AS y (x)")
DIVIDE = Prepared("divide", "SELECT 1 / $1::int")


@pytest.fixture(scope="module")
def link(postgres_url: str) -> Iterator[Link]:
    link = Link(Address(postgres_url))
    yield link
    link.close()


@given(texts=st.lists(st.none() | TEXTS, max_size=5), number=st.none() | st.integers(-9, 2**40))
def test_texts_and_numbers_come_back_as_they_were(
    link: Link, texts: list[str | None], number: int | None
) -> None:
    rows = link.query("Nothing came", lambda db: ECHO.execute(db, number, array(texts)))
    assert rows == [(None if number is None else str(number), text) for text in texts]


def test_a_zero_character_is_refused_and_cuts_nothing_off(link: Link) -> None:
    with pytest.raises(ValueError, match="zero character"):
        link.query("Nothing came", lambda db: ECHO.execute(db, 1, array(["a\0b"])))


def test_an_error_is_psycopgs_own_and_the_connection_goes_on(link: Link) -> None:
    def divide(db: Db) -> object:
        with pytest.raises(DivisionByZero):
            DIVIDE.execute(db, 0)
        return DIVIDE.execute(db, 1)

    assert link.query("Nothing came", divide) == [("1",)]


def test_a_statement_that_makes_no_sense_is_told(link: Link) -> None:
    nonsense = Prepared(f"nonsense_{secrets.token_hex(4)}", "SELECT nothing FROM nowhere")

    def execute(db: Db) -> None:
        with pytest.raises(psycopg.errors.UndefinedTable):
            nonsense.execute(db)

    link.query("Nothing came", execute)


def test_over_a_lost_connection_the_next_one_is_prepared_anew(link: Link) -> None:
    lost: list[Db] = []

    def lose_once(db: Db) -> object:
        if not lost:
            lost.append(db)
            with psycopg.connect(db.info.dsn, password=db.info.password) as other:
                other.execute("SELECT pg_terminate_backend(%s)", (db.info.backend_pid,))
        return DIVIDE.execute(db, 1)

    link.query("Nothing came", lambda db: DIVIDE.execute(db, 1))
    assert link.query("Nothing came", lose_once) == [("1",)]
    assert lost[0].closed
