"""Processes of our own: given back at the end of the work, and ended when it is left early."""

import multiprocessing
import os
import signal
import socket
import subprocess
import sys

import pytest

from hikergame.errors import ExitCode
from hikergame.level.certified import certificate_path
from hikergame.survey.certificate import processes, read_certificate, work
from hikergame.survey.certificate.work import Task, carry_out

from . import held
from .conftest import TRAP
from .held import HOST, Held, has_hung_up
from .test_work import Count

TOO_LONG = 240
"""Seconds after which a program that should have ended is taken to be hanging."""


@pytest.fixture
def door():
    """Return where held work knocks."""
    with socket.create_server((HOST, 0)) as listening:
        listening.settimeout(TOO_LONG)
        yield listening


def port_of(door):
    return door.getsockname()[1]


def command_line(door, *levels):
    """Return the command that certifies levels and is held up on the last."""
    return [sys.executable, held.__file__, str(port_of(door)), "certify", *levels]


def answer(door):
    """Return the line to a process that is held up now."""
    line, _ = door.accept()
    line.settimeout(TOO_LONG)
    return line


def begun(door, trap, executor=None):
    """Return work of which one part is done and the other held up, and the line to that."""
    running = carry_out([Task(trap, Count(0)), Task(trap, Held(port_of(door)))], executor=executor)
    assert next(running) == (0, 18)
    return running, answer(door)


@pytest.mark.parametrize("stop", ["close", "interrupt"])
def test_processes_end_whatever_they_are_at_when_the_work_is_left(trap, door, stop):
    running, line = begun(door, trap)
    if stop == "close":
        running.close()
    else:
        with pytest.raises(KeyboardInterrupt):
            running.throw(KeyboardInterrupt())
    with line:
        assert has_hung_up(line)


def test_those_that_were_handed_in_stay_at_work(trap, door):
    with processes(1) as executor:
        running, line = begun(door, trap, executor)
        running.close()
        with line:
            line.sendall(b"!")
            assert has_hung_up(line)  # as one that is done does
        assert executor.submit(int, "3").result() == 3


def test_a_block_that_is_left_early_ends_its_processes(trap, door):
    lines = []

    def interrupted():
        with processes(1) as executor:
            running, line = begun(door, trap, executor)
            lines.append(line)
            running.throw(KeyboardInterrupt())

    with pytest.raises(KeyboardInterrupt):
        interrupted()
    with lines.pop() as line:
        assert has_hung_up(line)


def test_no_process_outlives_a_parent_that_is_killed(trap, door):
    parent = subprocess.Popen(command_line(door, trap.path), stderr=subprocess.DEVNULL)
    with answer(door) as line:
        parent.kill()
        assert has_hung_up(line)
    parent.wait()


@pytest.mark.skipif(sys.platform == "win32", reason="Ctrl-C is no signal there")
def test_processes_are_deaf_to_ctrl_c_from_birth(trap, monkeypatch):
    def interrupted(*args, wait=work.wait):
        for process in multiprocessing.active_children():
            os.kill(process.pid, signal.SIGINT)
        return wait(*args)

    monkeypatch.setattr(work, "wait", interrupted)
    assert dict(carry_out([Task(trap, Count(0)), Task(trap, Count(1))])) == {0: 18, 1: 19}


@pytest.mark.skipif(sys.platform == "win32", reason="Ctrl-C is no signal there")
def test_ctrl_c_keeps_what_is_certified_and_waits_for_nothing(trap, door):
    other = trap.path.with_name("02-held.yaml")
    other.write_text(TRAP, encoding="utf-8")
    pipes = {"stdout": subprocess.PIPE, "stderr": subprocess.PIPE}
    with subprocess.Popen(
        command_line(door, trap.path, other), **pipes, start_new_session=True
    ) as process:
        try:
            assert process.stdout.readline() == b"a-trap: certified, multimodal proven\n"
            with answer(door) as line:
                os.killpg(process.pid, signal.SIGINT)
                rest = process.communicate(timeout=TOO_LONG)
                assert has_hung_up(line)
        finally:
            process.kill()
    assert (process.returncode, rest) == (ExitCode.INTERRUPTED, (b"", b"Interrupted.\n"))
    kept = certificate_path(trap.path)
    assert read_certificate(kept).level_id == "a-trap"
    assert set(trap.path.parent.iterdir()) == {trap.path, kept, other}
