"""What one player has done and chosen, kept between launches.

Every method is one short transaction on the file, so that a `Profile` may be used from
several threads, and beside another copy of the game. Reading a profile that was never
written finds nothing and creates nothing. Each method raises `ProfileError` where the
file fails it; the game goes on and says so.
"""

import json
import os
import sqlite3
from collections.abc import Callable, Iterable, Mapping
from contextlib import suppress
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import TypeVar

from platformdirs import user_data_dir

from hikergame.profile.settings import Settings
from hikergame.profile.store import Store
from hikergame.profile.values import FinishedHike, Progress, UnderWay

HOME_VARIABLE = "HIKERGAME_HOME"
"""Environment variable that names another folder for the player's file."""

T = TypeVar("T")

KEPT_UNDER_WAY = 16
"""Hikes under way that are remembered; the oldest make room."""


def data_folder() -> Path:
    """Return the folder of the player's file: HIKERGAME_HOME, else the system's place."""
    named = os.environ.get(HOME_VARIABLE)
    return Path(named) if named else Path(user_data_dir("hikergame", appauthor=False))


class Profile:
    """The player's progress, settings and hikes under way."""

    def __init__(self, folder: Path | None = None) -> None:
        """Open the profile in a folder, by default `data_folder()`; nothing is touched yet."""
        self._store = Store(data_folder() if folder is None else folder)

    @property
    def path(self) -> Path:
        """The file that is read and written."""
        return self._store.path

    def take_notices(self) -> tuple[str, ...]:
        """Return what the player must know about the file, each sentence once."""
        notices = tuple(self._store.notices)
        del self._store.notices[: len(notices)]
        return notices

    # Settings

    def settings(self) -> Settings:
        """Return the player's choices; defaults where nothing sensible is stored."""

        def query(db: sqlite3.Connection) -> Settings:
            rows = db.execute("SELECT name, value FROM setting").fetchall()
            return Settings.from_stored({name: _from_json(value) for name, value in rows})

        return self._store.read(query, Settings())

    def keep_settings(self, settings: Settings) -> None:
        """Store all of the player's choices."""

        def change(db: sqlite3.Connection) -> None:
            db.executemany(
                "INSERT OR REPLACE INTO setting (name, value) VALUES (?, ?)",
                [(name, json.dumps(value)) for name, value in settings.to_stored().items()],
            )

        self._store.write("Your settings", change)

    # Finished hikes

    def finish(self, hike: FinishedHike, token: str | None = None) -> None:
        """Store a hike that ended and forget, in the same breath, that it was under way."""

        def change(db: sqlite3.Connection) -> None:
            db.execute(
                "INSERT INTO hike (level_id, level_hash, path, finished_at, points, halvings,"
                " medals, rival, rival_points, steps, record)"
                " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                (
                    hike.level_id,
                    hike.level_hash,
                    hike.path,
                    hike.finished_at.isoformat(),
                    hike.points,
                    hike.halvings,
                    " ".join(hike.medals),
                    hike.rival,
                    hike.rival_points,
                    hike.steps,
                    hike.record,
                ),
            )
            db.execute("DELETE FROM under_way WHERE token = ?", (token,))

        self._store.write("This hike", change)

    def finished(
        self,
        level_id: str,
        path: str | None = None,
        *,
        level_hash: str | None = None,
        limit: int = 200,
    ) -> tuple[FinishedHike, ...]:
        """Return the hikes that ended on a level, the latest first.

        With `level_hash` also those on that very ground wherever its file lay.
        """

        def query(db: sqlite3.Connection) -> tuple[FinishedHike, ...]:
            rows = db.execute(
                "SELECT * FROM hike WHERE (level_id = ? AND path IS ?) OR level_hash = ?"
                " ORDER BY finished_at DESC, id DESC LIMIT ?",
                (level_id, path, level_hash, limit),
            )
            return _sensible(_finished, rows)

        return self._store.read(query, ())

    def progress(self) -> dict[str, tuple[Progress, ...]]:
        """Return what was reached on every shipped level, by level id.

        A level that has changed since has one entry per ground, the last walked first:
        what was won on an earlier ground stays, but belongs to that ground.
        """

        def query(db: sqlite3.Connection) -> dict[str, tuple[Progress, ...]]:
            rows = db.execute(
                "SELECT level_id, level_hash, MAX(points) AS points,"
                " GROUP_CONCAT(medals, ' ') AS medals, COUNT(*) AS hikes,"
                " MAX(finished_at) AS last FROM hike WHERE path IS NULL"
                " GROUP BY level_id, level_hash ORDER BY last DESC"
            )
            found: dict[str, list[Progress]] = {}
            for entry in _sensible(_progress, rows):
                found.setdefault(entry.level_id, []).append(entry)
            return {level_id: tuple(grounds) for level_id, grounds in found.items()}

        return self._store.read(query, {})

    def progress_in_pack(
        self, paths: Mapping[str, str], hashes: Mapping[str, str]
    ) -> dict[str, tuple[Progress, ...]]:
        """Return what was reached on the levels of a pack, by level id, as `progress` does.

        `paths` gives each level's file, and `hashes` the ground of as many as were loaded.
        A hike counts if it was walked in that file, or on that very ground in any other: a
        pack may have been renamed, moved, or handed out once more.
        """
        level_at = {path: level_id for level_id, path in paths.items()}

        def query(db: sqlite3.Connection) -> dict[str, tuple[Progress, ...]]:
            rows = db.execute(
                "SELECT level_id, level_hash, path, MAX(points) AS points,"
                " GROUP_CONCAT(medals, ' ') AS medals, COUNT(*) AS hikes,"
                " MAX(finished_at) AS last FROM hike"
                " GROUP BY level_id, level_hash, path ORDER BY last DESC"
            )
            found: dict[str, dict[str, Progress]] = {}
            for path, entry in _sensible(lambda row: (row["path"], _progress(row)), rows):
                same = (level_id for level_id, known in hashes.items() if known == entry.level_hash)
                for level_id in {level_at.get(path), *same} - {None}:
                    grounds = found.setdefault(str(level_id), {})
                    before = grounds.get(entry.level_hash)
                    grounds[entry.level_hash] = _together(str(level_id), entry, before)
            return {level_id: tuple(grounds.values()) for level_id, grounds in found.items()}

        return self._store.read(query, {})

    # Hikes under way

    def keep_under_way(self, hike: UnderWay) -> None:
        """Store how far a hike has come, in place of what its token stored before."""

        def change(db: sqlite3.Connection) -> None:
            db.execute(
                "INSERT OR REPLACE INTO under_way (token, level_id, level_hash, path, title,"
                " step, steps, record, saved_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
                (
                    hike.token,
                    hike.level_id,
                    hike.level_hash,
                    hike.path,
                    hike.title,
                    hike.step,
                    hike.steps,
                    hike.record,
                    hike.saved_at.isoformat(),
                ),
            )
            db.execute(
                "DELETE FROM under_way WHERE token NOT IN"
                " (SELECT token FROM under_way ORDER BY saved_at DESC LIMIT ?)",
                (KEPT_UNDER_WAY,),
            )

        self._store.write("The hike under way", change)

    def under_way(self) -> tuple[UnderWay, ...]:
        """Return the hikes that were begun and not ended, the latest first."""

        def query(db: sqlite3.Connection) -> tuple[UnderWay, ...]:
            rows = db.execute("SELECT * FROM under_way ORDER BY saved_at DESC")
            return _sensible(_under_way, rows)

        return self._store.read(query, ())

    def forget_under_way(self, tokens: Iterable[str]) -> None:
        """Forget hikes that will not be gone on with."""
        doomed = [(token,) for token in tokens]

        def change(db: sqlite3.Connection) -> None:
            db.executemany("DELETE FROM under_way WHERE token = ?", doomed)

        if doomed:
            self._store.write("The end of a hike under way", change)


def _sensible(read: Callable[[sqlite3.Row], T], rows: Iterable[sqlite3.Row]) -> tuple[T, ...]:
    """Read every row; one that a hand has spoilt is passed over."""
    found = []
    for row in rows:
        with suppress(ValueError, TypeError):
            found.append(read(row))
    return tuple(found)


def _finished(row: sqlite3.Row) -> FinishedHike:
    return FinishedHike(
        level_id=row["level_id"],
        level_hash=row["level_hash"],
        path=row["path"],
        finished_at=datetime.fromisoformat(row["finished_at"]),
        points=float(row["points"]),
        halvings=float(row["halvings"]),
        medals=tuple(row["medals"].split()),
        rival=row["rival"],
        rival_points=None if row["rival_points"] is None else float(row["rival_points"]),
        steps=int(row["steps"]),
        record=row["record"],
        id=row["id"],
    )


def _progress(row: sqlite3.Row) -> Progress:
    return Progress(
        level_id=row["level_id"],
        level_hash=row["level_hash"],
        points=float(row["points"]),
        medals=frozenset(row["medals"].split()),
        hikes=int(row["hikes"]),
        last=datetime.fromisoformat(row["last"]),
    )


def _together(level_id: str, one: Progress, other: Progress | None) -> Progress:
    """Return what was reached on one ground that had two files, `other` the later."""
    if other is None:
        return replace(one, level_id=level_id)
    return replace(
        other,
        points=max(one.points, other.points),
        medals=one.medals | other.medals,
        hikes=one.hikes + other.hikes,
    )


def _under_way(row: sqlite3.Row) -> UnderWay:
    return UnderWay(
        token=row["token"],
        level_id=row["level_id"],
        level_hash=row["level_hash"],
        path=row["path"],
        title=row["title"],
        step=int(row["step"]),
        steps=int(row["steps"]),
        record=row["record"],
        saved_at=datetime.fromisoformat(row["saved_at"]),
    )


def _from_json(text: str) -> object:
    """Read a stored setting; what a hand has spoilt counts as absent."""
    try:
        return json.loads(text)
    except ValueError:
        return None
