"""Processes of our own to share the work, which end when nobody waits for it any more.

Ctrl-C is heard by every process of a terminal. Here the one that began the others hears
it, and it alone has something to say: the others are deaf to it from birth, and are ended.
"""

import multiprocessing
import os
import signal
import sys
import threading
from collections.abc import Iterator
from concurrent.futures import Executor, ProcessPoolExecutor
from contextlib import contextmanager
from types import TracebackType
from typing import Final

_MOST: Final = 60
"""Windows waits for no more than 61."""


class _Pool(ProcessPoolExecutor):
    """Processes that are waited for where a `with` block ends well, and ended where it does not."""

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> bool | None:
        """Give the processes back; those of a block that was left early finish nothing."""
        if kind is not None:
            self._end()
        return super().__exit__(kind, error, trace)

    def _end(self) -> None:
        born = list((self._processes or {}).values())
        with deaf_to_interrupts():  # a second Ctrl-C would leave some of them at work
            # First, so that a death is what it waits for, and no accident that breaks it.
            self.shutdown(wait=False, cancel_futures=True)
            for process in born:
                process.terminate()
        for process in born:
            process.join()


def processes(count: int | None = None) -> Executor:
    """Return an executor of processes: `count` of them, or one for each core.

    A `with` block that is left by an error or Ctrl-C does not wait for what they are at.
    """
    return _Pool(
        min(count or cores(), _MOST),
        # Spawned on every system: a fork of a process with threads may never come back.
        mp_context=multiprocessing.get_context("spawn"),
        initializer=_serve,
    )


def cores() -> int:
    """Return on how many cores this process may run."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


@contextmanager
def deaf_to_interrupts() -> Iterator[None]:
    """Ignore Ctrl-C for a moment; processes that begin meanwhile do so from the first."""
    if threading.current_thread() is not threading.main_thread():
        yield  # nobody else may change what a signal does
        return
    before = signal.signal(signal.SIGINT, signal.SIG_IGN)
    _pass_on(deafness=True)
    try:
        yield
    finally:
        _pass_on(deafness=False)
        signal.signal(signal.SIGINT, before or signal.SIG_DFL)


def _pass_on(*, deafness: bool) -> None:
    """Let processes to come inherit deafness, or not, where no signal is inherited."""
    if sys.platform == "win32":
        import ctypes

        ctypes.windll.kernel32.SetConsoleCtrlHandler(None, deafness)


def _serve() -> None:
    """Begin a process: one that leaves Ctrl-C to its parent, and does not outlive it."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    threading.Thread(target=_end_with_the_parent, daemon=True).start()


def _end_with_the_parent() -> None:
    """Wait for the parent's end; one that was killed had no time to say that work is over."""
    parent = multiprocessing.parent_process()
    if parent is not None:
        parent.join()
        os._exit(1)
