"""A lesson of three rounds, played once, and stores for those that are changed."""

from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path

import pytest

from hikergame.classroom.log.memory import MemoryStore
from hikergame.classroom.log.opening import open_store
from hikergame.classroom.log.store import Store
from hikergame.classroom.messages.base import EntrantKind
from hikergame.classroom.results.session import ClassResults, results_of

from .lesson import HILL, LINE, SPACE, Lesson

MakeLesson = Callable[..., Lesson]


@pytest.fixture(scope="session")
def played() -> Lesson:
    """Three rounds: a map, a line and a space; people with awkward names, and a bot."""
    lesson = Lesson(MemoryStore(), (HILL, LINE, SPACE))
    people = [lesson.join(name) for name in ("Ada", "=1+1", "<i>Bo</i>", "Zoë 🎿")]
    bot = lesson.join("R2", EntrantKind.BOT)
    for _ in range(3):
        lesson.play([*people, bot])
    return lesson


@pytest.fixture(scope="session")
def results(played: Lesson) -> ClassResults:
    """What came of it."""
    return results_of(played.events)


@pytest.fixture
def make_lesson() -> MakeLesson:
    """A maker of lessons in memory, or in the store that is given."""

    def make(*levels: str, store: Store | None = None, **settings: object) -> Lesson:
        return Lesson(store or MemoryStore(), levels or (HILL,), **settings)

    return make


@pytest.fixture
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The file of the user's own log."""
    monkeypatch.setenv("HIKERGAME_HOME", str(tmp_path / "home"))
    monkeypatch.delenv("HIKERGAME_STORE", raising=False)
    monkeypatch.setenv("COLUMNS", "80")
    return tmp_path / "home" / "classroom.sqlite3"


@pytest.fixture
def store(place: Path) -> Iterator[Store]:
    """The store at that place."""
    with closing(open_store(place)) as opened:
        yield opened
