"""Work in parts: on any executor, cancelled cleanly, and never on another level than was meant."""

from concurrent.futures import Executor, Future, ThreadPoolExecutor
from dataclasses import dataclass

import pytest

from hikergame.survey.certificate.errors import CertificateError
from hikergame.survey.certificate.work import Task, carry_out, processes

from .conftest import TRAP, trap_in


@dataclass(frozen=True)
class Count:
    """Measures nothing but a level's steps, and a number of its own."""

    number: int

    def measure(self, site):
        return site.level.steps + self.number


class Fails:
    def measure(self, site):
        raise ZeroDivisionError(site.level.id)


class Dies:
    def measure(self, site):
        import os

        os._exit(1)


class Lazy(Executor):
    """Runs a call when its result is asked for; remembers what was cancelled."""

    def __init__(self):
        self.futures = []

    def submit(self, fn, /, *args, **kwargs):
        future = Future()
        self.futures.append(future)
        if len(self.futures) == 1:
            future.set_running_or_notify_cancel()
            future.set_result(fn(*args, **kwargs))
        return future


def tasks(level, count=5):
    return [Task(level, Count(number)) for number in range(count)]


@pytest.mark.parametrize("make", [lambda: processes(2), lambda: ThreadPoolExecutor(2)])
def test_every_task_has_its_result_whoever_carries_it_out(trap, make):
    with make() as executor:
        found = dict(carry_out(tasks(trap), executor=executor))
        assert found == {number: 18 + number for number in range(5)}
        assert executor.submit(int, "3").result() == 3  # it is left running


def test_by_default_processes_do_it(trap):
    assert dict(carry_out(tasks(trap, 2))) == {0: 18, 1: 19}


def test_a_level_without_a_file_is_worked_on_here(make_level):
    level = make_level()
    assert dict(carry_out(tasks(level, 2), executor=None)) == {0: 20, 1: 21}


def test_nothing_to_do_starts_nothing():
    assert list(carry_out([])) == []


def test_who_watches_is_told_of_every_part(trap, make_level):
    seen = []
    both = [*tasks(make_level(), 2), *tasks(trap, 2)]
    with ThreadPoolExecutor(1) as executor:
        list(carry_out(both, executor=executor, watch=lambda *told: seen.append(told)))
    assert seen == [(1, 4), (2, 4), (3, 4), (4, 4)]


@pytest.mark.parametrize("stop", ["close", "interrupt"])
def test_what_has_not_begun_is_cancelled_when_the_work_is_ended(trap, stop):
    executor = Lazy()
    running = carry_out(tasks(trap), executor=executor)
    next(running)
    if stop == "close":
        running.close()
    else:
        with pytest.raises(KeyboardInterrupt):
            running.throw(KeyboardInterrupt())
    assert [future.cancelled() for future in executor.futures] == [False, True, True, True, True]


def test_an_error_in_a_part_comes_out(trap):
    with ThreadPoolExecutor(1) as executor, pytest.raises(ZeroDivisionError, match="a-trap"):
        list(carry_out([Task(trap, Fails())], executor=executor))


def test_a_worker_that_dies_is_told(trap):
    with pytest.raises(CertificateError, match="died"):
        list(carry_out([Task(trap, Dies())]))


def test_a_level_that_changed_meanwhile_is_refused(tmp_path):
    level = trap_in(tmp_path)
    trap_in(tmp_path, TRAP.replace("steps: 18", "steps: 19"))
    with ThreadPoolExecutor(1) as executor, pytest.raises(CertificateError, match="not the level"):
        list(carry_out(tasks(level), executor=executor))
