"""What a certificate beside a level says to those who walk there: its tuned rates.

A certificate holds for one level hash and one engine version; of another one, or of one
that cannot be read, nothing is believed. Certificates are written and checked by the
survey; here they are plain data, so that a rival need not know how they are made.
"""

import functools
import json
from collections.abc import Mapping
from pathlib import Path
from stat import S_ISREG
from typing import Any, Final

from hikergame.level.values import Level, RivalSpec
from hikergame.version import __version__

SUFFIX: Final = ".certificate.json"
MAX_BYTES: Final = 2**18
_FASTEST: Final = 1e50
"""More than that no algorithm takes."""


def certificate_path(level_file: Path) -> Path:
    """Return where the certificate of a level file stands: beside it, by the same name."""
    return level_file.with_name(level_file.stem + SUFFIX)


def certified_rate(level: Level, spec: RivalSpec) -> float | None:
    """Return the tuned rate that the level's certificate records for an algorithm, if any."""
    if level.path is None:
        return None
    path = certificate_path(level.path)
    try:
        found = path.stat()
        if not S_ISREG(found.st_mode):  # a pipe would have us wait
            return None
        rates = _tuned_rates(path, found.st_mtime_ns, found.st_size, level.hash)
        return rates.get(_key(spec.name, spec.params))
    except (OSError, TypeError, ValueError):  # no file; settings that are no plain data
        return None


@functools.lru_cache(maxsize=64)
def _tuned_rates(path: Path, _changed: int, _size: int, level_hash: str) -> Mapping[str, float]:
    """Return the tuned rates of a certificate file, by algorithm and settings.

    Empty where it is of another level, another engine, or no certificate.
    """
    with path.open("rb") as file:
        text = file.read(MAX_BYTES + 1)
    if len(text) > MAX_BYTES:
        return {}
    try:
        content: Any = json.loads(text)
        if (content["level"], content["engine"]) != (level_hash, __version__):
            return {}
        rivals = [(rival["name"], rival["settings"], rival["tuned"]) for rival in content["rivals"]]
        return {_key(name, settings): rate for name, settings, rate in rivals if _is_rate(rate)}
    except (KeyError, TypeError, ValueError, RecursionError):
        return {}


def _key(name: str, settings: Mapping[str, object]) -> str:
    return json.dumps([name, dict(settings)], sort_keys=True)


def _is_rate(rate: object) -> bool:
    return isinstance(rate, float) and 0.0 < rate <= _FASTEST
