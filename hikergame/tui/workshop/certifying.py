"""Certifying a level from the workshop: with a way to see how far it is, and to stop it.

All of it is slow, and for a thread; the work itself is done in processes of its own.
"""

import os
import sys
from collections.abc import Callable, Mapping
from contextlib import closing, redirect_stderr
from dataclasses import dataclass, field
from threading import Event
from typing import TypeAlias

from hikergame.files import FileError
from hikergame.level import Level
from hikergame.survey.certificate import (
    Certificate,
    certify,
    missed,
    require_room,
    write_certificate,
)


class Stopped(Exception):  # noqa: N818 - it reads as what happened
    """Somebody does not want to wait any longer."""


@dataclass(frozen=True)
class Outcome:
    """What came of it."""

    proven: tuple[str, ...]
    """Claims of the level that hold."""
    missed: Mapping[str, tuple[str, ...]]
    """Of each claim that does not hold: which numbers missed which bars."""
    kept: str
    """Where the certificate is, or why there is none: a sentence."""

    @property
    def holds(self) -> bool:
        """Whether all that the level claims is so."""
        return not self.missed


Measure: TypeAlias = Callable[[Level, Callable[[int, int], None]], Certificate]
"""Measures a level, and says on the way how many parts are done, and of how many."""


def measured(level: Level, watch: Callable[[int, int], None]) -> Certificate:
    """Return a level's certificate, made by as many processes as there are cores."""
    _start_tracker()
    with closing(certify([level], watch=watch)) as certificates:
        _, certificate = next(certificates)
    return certificate


def _start_tracker() -> None:
    """Start what looks after the processes' semaphores, where there is such a thing.

    It is handed the number of standard error, which an app that draws there has taken away
    and given the number -1: the true one stands in for the moment that this takes.
    """
    if os.name == "posix":
        from multiprocessing.resource_tracker import ensure_running

        with redirect_stderr(sys.__stderr__):
            ensure_running()


@dataclass(eq=False)
class Certification:
    """One level being certified. `run` is for a thread; `stop` is for everybody."""

    level: Level
    measure: Measure = measured
    done: int = 0
    """Parts of the work that are done."""
    total: int = 0
    """Parts that there are; 0 while that is not known."""
    outcome: Outcome | None = None
    failure: str = ""
    """Why it came to nothing."""
    _stopping: Event = field(default_factory=Event)

    @property
    def stopping(self) -> bool:
        """Whether it was told to stop; what is being measured at that moment is finished."""
        return self._stopping.is_set()

    @property
    def over(self) -> bool:
        """Whether there is nothing more to come."""
        return self.outcome is not None or bool(self.failure)

    def stop(self) -> None:
        """Let it end at the next opportunity."""
        self._stopping.set()

    def run(self, told: Callable[[], object]) -> None:
        """Measure, judge, and keep the certificate beside the level; call `told` on the way.

        Raises Stopped, and HikergameError where the work fails.
        """

        def watch(done: int, total: int) -> None:
            if self.stopping:
                raise Stopped
            self.done, self.total = done, total
            told()

        require_room(self.level)
        certificate = self.measure(self.level, watch)
        if self.stopping:
            raise Stopped
        self.outcome = _outcome(certificate, self.level)


def _outcome(certificate: Certificate, level: Level) -> Outcome:
    proofs = ((claim, certificate.proof(claim)) for claim in level.claims)
    proven = tuple(claim for claim, proof in proofs if proof is not None and proof.holds)
    try:
        kept = f"Kept as {write_certificate(certificate, level).name}."
    except FileError as error:
        kept = f"The certificate is not kept: {error}."
    return Outcome(proven, missed(certificate, level), kept)
