"""Work on levels in parts, on as many cores as there are, or wherever an executor runs it.

A `Part` is plain data that says what to measure; it travels with the name of its level's
file, which a worker loads and checks, and its result travels back. So whatever runs
functions of picklable arguments will do: processes, threads, dask, ray.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from concurrent.futures import FIRST_COMPLETED, BrokenExecutor, Executor, Future, wait
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import Any, Final, Protocol, TypeAlias

from hikergame.level import Level, load_level
from hikergame.survey.certificate.errors import CertificateError
from hikergame.survey.certificate.ground import valleys_of
from hikergame.survey.certificate.pool import cores, deaf_to_interrupts, processes
from hikergame.survey.certificate.valleys import Valleys
from hikergame.survey.surveying import survey
from hikergame.survey.values import Survey

Watch: TypeAlias = Callable[[int, int], None]
"""Is told how many parts are done, and of how many."""

_SITES: Final = 4
"""Levels that a worker keeps at hand."""
_GLANCE: Final = 0.1
"""Seconds to wait at a stretch: on Windows no Ctrl-C comes through before one is over."""


class Site:
    """A level, and what is found out about its map when it is first asked for."""

    def __init__(self, level: Level) -> None:
        self.level = level

    @cached_property
    def survey(self) -> Survey:
        """The survey of its ground."""
        return survey(self.level)

    @cached_property
    def valleys(self) -> Valleys:
        """Its valleys, numbered as the survey has them."""
        return Valleys(self.level.landscape, [one.x for one in valleys_of(self.survey)])


class Part(Protocol):
    """A piece of the work on one level."""

    def measure(self, site: Site) -> Any:
        """Do it, and return what can be sent to another process."""
        ...  # pragma: no cover


@dataclass(frozen=True)
class Task:
    """A part of the work, and the level that it is about."""

    level: Level
    part: Part


def carry_out(
    tasks: Sequence[Task], *, executor: Executor | None = None, watch: Watch | None = None
) -> Iterator[tuple[int, Any]]:
    """Yield the number of each task with its result, as they come.

    By default as many processes as there are cores share the work. An executor that is
    handed in is left running. A level without a file cannot travel: work on it is done
    here. When the iteration ends early, by an error or Ctrl-C, what has not begun is
    cancelled, and processes that were begun here end at once, whatever they are at.
    Raises CertificateError when a worker dies or meets another level.
    """
    for done, found in enumerate(_results(tasks, executor), start=1):
        if watch is not None:
            watch(done, len(tasks))
        yield found


def _results(tasks: Sequence[Task], executor: Executor | None) -> Iterator[tuple[int, Any]]:
    away = {number: task for number, task in enumerate(tasks) if task.level.path is not None}
    for number, task in enumerate(tasks):
        if number not in away:
            yield number, task.part.measure(Site(task.level))
    if not away:
        return
    try:
        with _running(executor, len(away)) as pool:
            yield from _shared(away, pool)
    except BrokenExecutor as error:
        raise CertificateError(f"a process that did a part of the work died: {error}") from error


def _shared(tasks: Mapping[int, Task], pool: Executor) -> Iterator[tuple[int, Any]]:
    pending: dict[Future[Any], int] = {}
    try:
        with deaf_to_interrupts():
            for number, task in tasks.items():
                pending[pool.submit(_measure, *_travelling(task))] = number
        while pending:
            finished, _ = wait(pending, _GLANCE, FIRST_COMPLETED)
            for future in finished:
                yield pending.pop(future), future.result()
    finally:
        for future in pending:
            future.cancel()


def _running(executor: Executor | None, tasks: int) -> AbstractContextManager[Executor]:
    """Return what runs the tasks; one of our own is shut down at the end."""
    return processes(min(tasks, cores())) if executor is None else nullcontext(executor)


def _travelling(task: Task) -> tuple[str, str, Part]:
    """Return a task as plain data."""
    return str(task.level.path), task.level.hash, task.part


def _measure(file: str, level_hash: str, part: Part) -> Any:
    """Do a part of the work, in whatever process this is."""
    return part.measure(_site(file, level_hash))


@lru_cache(maxsize=_SITES)
def _site(file: str, level_hash: str) -> Site:
    level = load_level(file)
    if level.hash != level_hash:
        raise CertificateError(f"{file} is not the level that it was: it changed, or is elsewhere")
    return Site(level)
