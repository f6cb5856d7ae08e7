"""What may ail a database and the way to it."""

import secrets
import socket
import threading
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing, contextmanager

import psycopg
import pytest

from hikergame.classroom.errors import RoomError, StoreError
from hikergame.classroom.log import postgres, postgres_link
from hikergame.classroom.log.events import Draft, Kept, Kind
from hikergame.classroom.log.opening import open_store
from hikergame.classroom.log.postgres import PostgresStore
from hikergame.classroom.log.postgres_bell import CHANNEL
from hikergame.classroom.log.settling import Head
from hikergame.errors import ExitCode

from .conftest import move, opened
from .postgres_server import PostgresServer
from .test_stores import wait_for_event


@pytest.fixture
def store(postgres_server: PostgresServer, room: str) -> Iterator[PostgresStore]:
    with closing(PostgresStore(postgres_server.url())) as store:
        store.create(room, opened())
        yield store


@pytest.fixture(autouse=True)
def patience(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let a server that starts again take its time: the machine may be busy."""
    monkeypatch.setattr(postgres_link, "PATIENCE_SECONDS", 120)


@contextmanager
def raw(server: PostgresServer, database: str = "postgres") -> Iterator[psycopg.Connection]:
    """Meddle with a database."""
    with closing(psycopg.connect(server.url(database=database), autocommit=True)) as db:
        yield db


@pytest.fixture
def database(postgres_server: PostgresServer) -> Iterator[str]:
    """A database of this test's own."""
    name = f"class_{secrets.token_hex(4)}"
    with raw(postgres_server) as db:
        db.execute(f"CREATE DATABASE {name}")
        yield name
        db.execute(f"DROP DATABASE {name} WITH (FORCE)")


def test_the_description_names_the_database_without_password(
    store: PostgresStore, postgres_server: PostgresServer
) -> None:
    place = f"PostgreSQL on 127.0.0.1:{postgres_server.port}, database postgres"
    assert store.description == place


def test_a_wrong_password_is_told_and_not_shown(postgres_server: PostgresServer) -> None:
    with pytest.raises(StoreError, match="password authentication failed") as raised:
        open_store(postgres_server.url(password="hunter2"))
    assert raised.value.exit_code is ExitCode.STORAGE
    assert "hunter2" not in told(raised.value)


@pytest.mark.parametrize(
    "url",
    [
        "postgresql://ada:hunter2%@127.0.0.1/db",
        "postgresql://ada:hunter2@127.0.0.1:many/db",
        "postgresql://127.0.0.1:1/db?password=hunter2&sneeze=1",
        "postgresql://127.0.0.1:1/db?password=hunter2",
        "postgres://ada:hunter2@127.0.0.1:1/db?connect_timeout=hunter2",
    ],
)
def test_a_password_is_in_no_message_about_a_bad_url(url: str) -> None:
    with pytest.raises(StoreError) as raised:
        open_store(url)
    assert "hunter2" not in told(raised.value)


def told(error: BaseException | None) -> str:
    """All that a traceback would say of an error and its causes."""
    words = ""
    while error is not None:
        words += repr(error) + str(error)
        error = error.__cause__ or (None if error.__suppress_context__ else error.__context__)
    return words


def test_a_server_that_is_not_there_is_told() -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        port = taken.getsockname()[1]
        with pytest.raises(StoreError, match=rf"cannot be opened: .* \(PostgreSQL on .*:{port}"):
            open_store(f"postgresql://postgres@127.0.0.1:{port}/class")


def test_a_database_of_a_newer_version_is_left_as_it_is(
    postgres_server: PostgresServer, database: str
) -> None:
    url = postgres_server.url(database=database)
    open_store(url).close()
    with raw(postgres_server, database) as db:
        db.execute("UPDATE hikergame.format SET version = 99")
    with pytest.raises(StoreError, match=r"newer hikergame \(format 99"):
        open_store(url)


def test_a_database_that_cannot_hold_every_name_is_refused(postgres_server: PostgresServer) -> None:
    name = f"latin_{secrets.token_hex(4)}"
    with raw(postgres_server) as db:
        db.execute(f"CREATE DATABASE {name} ENCODING 'LATIN1' LOCALE 'C' TEMPLATE template0")
        with pytest.raises(StoreError, match="LATIN1"):
            open_store(postgres_server.url(database=name))
        db.execute(f"DROP DATABASE {name} WITH (FORCE)")


def test_several_servers_may_make_the_tables_at_once(
    postgres_server: PostgresServer, database: str
) -> None:
    url = postgres_server.url(database=database)
    with ThreadPoolExecutor(4) as pool:
        for store in pool.map(open_store, [url] * 4):
            store.close()


def test_a_restart_of_the_server_is_survived(
    store: PostgresStore, room: str, postgres_server: PostgresServer
) -> None:
    (before,) = store.append(room, [move("ada", 0)])
    postgres_server.stop("fast")
    postgres_server.start()
    assert isinstance(before, Kept)
    assert store.append(room, [move("ada", 0)]) == [Kept(before.event, fresh=False)]
    assert store.read(room, after=1) == [before.event]


def test_a_server_that_stays_away_is_told_and_found_again(
    store: PostgresStore,
    room: str,
    postgres_server: PostgresServer,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(postgres_link, "PATIENCE_SECONDS", 0)
    postgres_server.stop()
    with pytest.raises(StoreError, match="may have been done or not"):
        store.append(room, [move("ada", 0)])
    with pytest.raises(StoreError, match="Nothing was kept"):
        store.append(room, [move("ada", 0)])
    with pytest.raises(StoreError):
        store.read(room)
    assert not store.wait(room, after=1, timeout=0)
    postgres_server.start()
    assert wait_for_event(store, room, 0)
    store.append(room, [move("ada", 0)])
    assert [event.number for event in store.read(room)] == [1, 2]


def test_crashes_under_load_lose_nothing_and_keep_nothing_twice(
    store: PostgresStore, room: str, postgres_server: PostgresServer
) -> None:
    """Drafts without keys: whether a lost commit had happened is found out."""
    stop = threading.Event()
    acknowledged: list[int] = []

    def write() -> None:
        step = 0
        while not stop.is_set():
            (result,) = store.append(room, [Draft(Kind.MOVED, {"step": step}, hiker="ada")])
            assert isinstance(result, Kept)
            acknowledged.append(result.event.data["step"])
            step += 1

    with ThreadPoolExecutor(1) as pool:
        writing = pool.submit(write)
        for _ in range(3):
            postgres_server.stop()
            postgres_server.start()
        with raw(postgres_server) as db:
            for _ in range(20):
                db.execute(
                    "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
                    " WHERE application_name = 'hikergame'"
                )
        stop.set()
        writing.result(timeout=240)
    events = store.read(room, after=1)
    assert [event.data["step"] for event in events] == acknowledged == list(range(len(events)))


class LosingAnswers:
    """Loses the answer to one commit: the server has it, and we do not know."""

    def __init__(self, store: PostgresStore, monkeypatch: pytest.MonkeyPatch) -> None:
        self.losses = 0
        db = store._writer._connected()
        commit = db.transaction

        @contextmanager
        def transaction() -> Iterator[None]:
            with commit():
                yield
            self.losses += 1
            db.close()
            raise psycopg.OperationalError("the connection was lost")

        monkeypatch.setattr(db, "transaction", transaction)


def test_a_commit_whose_answer_was_lost_is_not_done_twice(
    store: PostgresStore, room: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    losing = LosingAnswers(store, monkeypatch)
    (result,) = store.append(room, [Draft(Kind.HIKER_READY, hiker="ada")])
    assert losing.losses == 1
    assert isinstance(result, Kept)
    assert store.read(room, after=1) == [result.event]


def test_a_step_whose_answer_was_lost_is_not_kept_twice(
    store: PostgresStore, room: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    execute = postgres._KEEP_PLAIN.execute
    losses = 0

    def lose(db: psycopg.Connection, *parameters: str | int | None) -> None:
        nonlocal losses
        execute(db, *parameters)
        losses += 1
        db.close()
        raise psycopg.OperationalError("the connection was lost")

    monkeypatch.setattr(postgres._KEEP_PLAIN, "execute", lose)
    results = store.append(room, [move("ada", 0), move("bob", 0)])
    assert losses == 1
    assert [one.event for one in results if isinstance(one, Kept)] == store.read(room, after=1)


def test_steps_are_kept_in_one_statement_unless_a_key_is_known(
    store: PostgresStore, room: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    settled: list[str] = []
    locked = postgres._locked

    def lock(db: psycopg.Connection, room: str) -> tuple[int, Head]:
        settled.append(room)
        return locked(db, room)

    monkeypatch.setattr(postgres, "_locked", lock)
    first = store.append(room, [move("ada", 0), move("bob", 0)])
    assert settled == []
    again = store.append(room, [move("ada", 0), move("ada", 1)])
    assert settled == [room]
    assert isinstance(first[0], Kept)
    assert again[0] == Kept(first[0].event, fresh=False)
    assert [event.number for event in store.read(room)] == [1, 2, 3, 4]


def test_whoever_listens_is_told_of_the_last_of_many(
    store: PostgresStore, room: str, postgres_server: PostgresServer
) -> None:
    with raw(postgres_server) as db:
        db.execute(f"LISTEN {CHANNEL}")
        for step in range(30):
            store.append(room, [move("ada", step)])
        told = [notice.payload for notice in db.notifies(timeout=30, stop_after=1)]
        while told[-1] != f"{room} 31":
            told += [notice.payload for notice in db.notifies(timeout=30, stop_after=1)]
    numbers = [int(payload.split()[1]) for payload in told]
    assert numbers == sorted(set(numbers))


def test_no_query_is_compiled_since_that_takes_longer_than_an_answer_may(
    store: PostgresStore,
) -> None:
    def plan(db: psycopg.Connection[tuple[str]]) -> list[str]:
        return [row[0] for row in db.execute(f"EXPLAIN (ANALYZE) {postgres._FORGET}")]

    lines = store._reader.query("It cannot be explained", plan)
    assert "server" in lines[0]
    assert not [line for line in lines if "JIT" in line]


def test_a_room_whose_creation_was_not_answered_is_ours(
    store: PostgresStore, room: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    losing = LosingAnswers(store, monkeypatch)
    other = f"{room}x"
    assert store.create(other, opened()) == store.read(other)[0]
    assert losing.losses == 1
    with pytest.raises(RoomError):
        store.create(other, opened())


def test_who_waits_is_woken_after_a_restart(
    store: PostgresStore, room: str, postgres_server: PostgresServer
) -> None:
    with ThreadPoolExecutor(1) as pool, closing(PostgresStore(postgres_server.url())) as theirs:
        waiting = pool.submit(wait_for_event, theirs, room, 1)
        postgres_server.stop()
        postgres_server.start()
        store.append(room, [move("ada", 0)])
        assert waiting.result(timeout=240)


def test_a_process_that_stands_still_in_a_room_is_told_of(
    store: PostgresStore, room: str, postgres_server: PostgresServer
) -> None:
    store._writer.statements("Never", "SET lock_timeout = '50ms'")
    with raw(postgres_server) as db, db.transaction():
        db.execute("SELECT * FROM hikergame.room WHERE room = %s FOR UPDATE", (room,))
        with pytest.raises(StoreError, match="another process is holding the room"):
            store.append(room, [move("ada", 0)])
    store.append(room, [move("ada", 0)])
    assert len(store.read(room)) == 2


def test_what_was_erased_is_in_no_byte_of_the_tables(
    store: PostgresStore, room: str, postgres_server: PostgresServer
) -> None:
    name = f"Zora-{secrets.token_hex(8)}"

    def found() -> bool:
        with raw(postgres_server) as db:
            db.execute("CHECKPOINT")
        tables = (postgres_server.folder / "data" / "base").rglob("*")
        return any(name.encode() in file.read_bytes() for file in tables if file.is_file())

    joined = Draft(Kind.HIKER_JOINED, {"name": name}, hiker="zora", key=f"join:{name}")
    store.append(room, [joined, move("ada", 0)])
    assert found()
    assert store.erase(room, ["zora"]) == 1
    assert not found()
    assert store.read(room)[1].kind is Kind.ERASED


def test_without_psycopg_the_extra_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(__import__("sys").modules, "psycopg", None)
    with pytest.raises(Exception, match=r"hikergame\[postgres\]"):
        open_store("postgresql://localhost/class")
