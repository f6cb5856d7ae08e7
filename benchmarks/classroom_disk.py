"""Trials of a class's server by its store: a full disk, a file that is held, no database."""

import os
import shutil
import sqlite3
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from classroom_store import own_postgres
from classroom_table import Table
from classroom_trial import Trial, trial

HELD_SECONDS = 8.0
"""How long the log's file is held after the class has first heard of it."""
FULL_SECONDS = 5.0
_SPARE = 256 * 1024
"""Bytes that are left when the disk is filled."""


def disk(table: Table, quick: bool, count: int) -> None:
    """Fill the disk for a while."""
    with _small_disk() as folder:
        if folder is None:
            table.add("a full disk", "not measured: it takes root on Linux, and tmpfs")
            return
        with trial(table, count, folder=folder) as here:
            time.sleep(1.0)
            filler = folder / "filler"
            _fill(filler)
            refused_at = _until_refused(here)
            time.sleep(FULL_SECONDS / (5 if quick else 1))
            filler.unlink()
            _tell(table, here, time.time(), refused_at)
        _refusals(table, here, "the disk was full")


def locked(table: Table, quick: bool, count: int) -> None:
    """Hold the log's file."""
    with trial(table, count) as here:
        time.sleep(1.0)
        with closing(sqlite3.connect(here.server.store, isolation_level=None)) as db:
            db.execute("BEGIN IMMEDIATE")
            refused_at = _until_refused(here)
            time.sleep(0.0 if quick else HELD_SECONDS)
            db.execute("ROLLBACK")
        _tell(table, here, time.time(), refused_at)
    _refusals(table, here, "the log was held")


def away(table: Table, quick: bool, count: int) -> None:
    """Stop PostgreSQL, as if its plug were pulled, for longer than the server has patience."""
    with own_postgres() as database:
        if database is None:
            table.add("PostgreSQL", "not measured: it is not installed")
            return
        with trial(table, count, store=database.url()) as here:
            time.sleep(1.0)
            database.stop()
            refused_at = _until_refused(here)
            time.sleep(FULL_SECONDS / (5 if quick else 1))
            database.start()
            _tell(table, here, time.time(), refused_at)
        _refusals(table, here, "the database was away")


def _until_refused(here: Trial) -> float:
    """Wait until the class hears that nothing can be kept; return when."""
    end = time.monotonic() + 30
    while not here.crowd.standing().refused.get("storage"):
        if time.monotonic() > end:
            return float("inf")
        time.sleep(0.1)
    return time.time()


def _tell(table: Table, here: Trial, mended: float, refused_at: float) -> None:
    table.add(
        "pupils are told that it cannot be kept",
        "yes" if refused_at < float("inf") else "no",
        "yes",
        refused_at < float("inf"),
    )
    end = time.monotonic() + 30
    while min(here.crowd.standing().answered) < mended and time.monotonic() < end:
        time.sleep(0.1)
    table.at_most("everybody moves again, once it is mended", time.time() - mended, 10.0, "s")
    time.sleep(1.0)


def _refusals(table: Table, here: Trial, when: str) -> None:
    told: Counter[str] = Counter()
    for report in here.reports:
        told += report.refusals
    table.add(f"refusals while {when}", f"{dict(told)}")
    table.none("lines that were lost", sum(report.drops for report in here.reports))


@contextmanager
def _small_disk() -> Iterator[Path | None]:
    """Give a file system of a few megabytes; None where that is not possible."""
    folder = Path(tempfile.mkdtemp())
    mount = ["mount", "-t", "tmpfs", "-o", "size=16m", "tmpfs", str(folder)]
    may = sys.platform == "linux" and os.geteuid() == 0 and shutil.which("mount")
    if not may or subprocess.run(mount, check=False, capture_output=True).returncode:
        folder.rmdir()
        yield None
        return
    try:
        yield folder
    finally:
        subprocess.run(["umount", str(folder)], check=False)
        folder.rmdir()


def _fill(filler: Path) -> None:
    """Write until there is hardly any room left."""
    free = shutil.disk_usage(filler.parent).free
    with filler.open("wb") as file:
        file.write(b"\0" * max(0, free - _SPARE))
