"""Files that are written whole or not at all."""

import os
import tempfile
from contextlib import suppress
from pathlib import Path
from typing import ClassVar

from hikergame.errors import ExitCode, HikergameError


class FileError(HikergameError):
    """A file that somebody named cannot be written."""

    exit_code: ClassVar[ExitCode] = ExitCode.STORAGE


def write_whole(path: Path, content: str | bytes, *, private: bool = False) -> None:
    """Write a text, as UTF-8, or bytes: whoever reads them finds all, or what was before.

    A link is followed; a device or a pipe is written to as it is. Where the system knows
    owners, a `private` file is for its owner only. Raises FileError.
    """
    data = content.encode("utf-8") if isinstance(content, str) else content
    try:
        path = path.resolve()
        if path.exists() and not path.is_file():
            path.write_bytes(data)
            return
        handle, name = tempfile.mkstemp(prefix=f".{path.name}.", dir=path.parent)
        draft = Path(name)
        try:
            with os.fdopen(handle, "wb") as file:
                file.write(data)
                file.flush()
                os.fsync(file.fileno())
            if not private:
                _give_usual_rights(draft)
            draft.replace(path)
        except BaseException:
            with suppress(OSError):
                draft.unlink()
            raise
    except OSError as error:
        raise FileError(f"{path} cannot be written: {error.strerror or error}") from error


def _give_usual_rights(draft: Path) -> None:
    """Give a file of `mkstemp`, which is for its owner only, the rights of any new file."""
    if os.name == "posix":
        mask = os.umask(0)
        os.umask(mask)
        draft.chmod(0o666 & ~mask)
