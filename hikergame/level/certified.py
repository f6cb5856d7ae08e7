"""What a certificate beside a level says to those who walk there: tuned rates, the best walk.

A level in an archive has its certificate there, by the same rule.

A certificate holds for one level hash and one engine version; of another one, or of one
that cannot be read, nothing is believed. Certificates are written and checked by the
survey; here they are plain data, so that a rival need not know how they are made.
"""

import functools
import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from stat import S_ISREG
from typing import Any, Final

from hikergame.level.errors import LevelError
from hikergame.level.pack import archive_above, packed_file
from hikergame.level.values import Level, RivalSpec
from hikergame.version import __version__

SUFFIX: Final = ".certificate.json"
MAX_BYTES: Final = 2**18
_FASTEST: Final = 1e50
"""More than that no algorithm takes."""


def certificate_path(level_file: Path) -> Path:
    """Return where the certificate of a level file stands: beside it, by the same name."""
    return level_file.with_name(level_file.stem + SUFFIX)


def certificate_bytes(path: Path) -> bytes:
    """Return a certificate's bytes, also from an archive: one more than it may have at most.

    Raises FileNotFoundError where there is none, OSError or ValueError where it cannot be
    read, and PackError for an archive that is refused.
    """
    packed = packed_file(path)
    if packed is None:
        with path.open("rb") as file:
            return file.read(MAX_BYTES + 1)
    archive, name = packed
    if name not in archive.names:
        raise FileNotFoundError(str(path))
    return archive.read(name, MAX_BYTES)


@dataclass(frozen=True, slots=True)
class CertifiedWalk:
    """What the best of the blind hikers comes to on a level, as a rule."""

    hiker: str
    halvings: float
    """Where he ends."""
    steps: int
    """Steps that he uses."""


@dataclass(frozen=True, slots=True)
class _Told:
    """What a certificate tells; nothing by default."""

    rates: Mapping[str, float] = field(default_factory=dict)
    """Tuned rates by algorithm and settings."""
    best: CertifiedWalk | None = None


def certified_rate(level: Level, spec: RivalSpec) -> float | None:
    """Return the tuned rate that the level's certificate records for an algorithm, if any."""
    try:
        return _told(level).rates.get(_key(spec.name, spec.params))
    except (TypeError, ValueError):  # settings that are no plain data
        return None


def certified_best(level: Level) -> CertifiedWalk | None:
    """Return the typical walk of the blind hiker who scores best, where it is recorded."""
    return _told(level).best


def _told(level: Level) -> _Told:
    """Return what the certificate beside a level tells of it as it is now."""
    if level.path is None:
        return _Told()
    path = certificate_path(level.path)
    try:
        found = (archive_above(path) or path).stat()
        if not S_ISREG(found.st_mode):  # a pipe would have us wait
            return _Told()
        return _read(path, found.st_mtime_ns, found.st_size, level.hash)
    except (OSError, ValueError, LevelError):  # no file; a path that is none; a bad archive
        return _Told()


@functools.lru_cache(maxsize=64)
def _read(path: Path, _changed: int, _size: int, level_hash: str) -> _Told:
    """Read a certificate file; it tells nothing of another level, or by another engine."""
    text = certificate_bytes(path)
    if len(text) > MAX_BYTES:
        return _Told()
    try:
        content: Any = json.loads(text)
        if (content["level"], content["engine"]) != (level_hash, __version__):
            return _Told()
        return _Told(_rates(content), _best(content))
    except (AttributeError, KeyError, TypeError, ValueError, RecursionError):
        return _Told()


def _rates(content: Any) -> Mapping[str, float]:
    rivals = [(rival["name"], rival["settings"], rival["tuned"]) for rival in content["rivals"]]
    return {_key(name, settings): rate for name, settings, rate in rivals if _is_rate(rate)}


def _best(content: Any) -> CertifiedWalk | None:
    walks = {hiker: trial["typical"] for hiker, trial in content.get("blind", {}).items()}
    if not walks:
        return None
    best = max(walks, key=lambda hiker: float(walks[hiker]["points"]))
    return CertifiedWalk(best, float(walks[best]["halvings"]), int(walks[best]["steps"]))


def _key(name: str, settings: Mapping[str, object]) -> str:
    return json.dumps([name, dict(settings)], sort_keys=True)


def _is_rate(rate: object) -> bool:
    return isinstance(rate, float) and 0.0 < rate <= _FASTEST
