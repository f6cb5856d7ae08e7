"""The extra without which no room is opened."""

from importlib.util import find_spec

from hikergame.classroom.errors import ExtraMissingError

_PACKAGES = ("starlette", "uvicorn", "websockets", "segno")


def require_extra() -> None:
    """Raise ExtraMissingError, with the cure, where a package of the extra is missing."""
    missing = [name for name in _PACKAGES if find_spec(name) is None]
    if missing:
        raise ExtraMissingError(
            f"a room needs packages that are not installed ({', '.join(missing)}); "
            "this brings them: pip install 'hikergame[class]'"
        )
