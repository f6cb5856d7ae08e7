"""Files that a player names: told at once when they plainly cannot be written later."""

import os
from pathlib import Path

from hikergame.files import FileError


def check_writable(path: Path, example: str = "hike.json") -> None:
    """Raise FileError now if `path` plainly cannot be written later.

    `example` is the name of such a file, for whoever names a folder.
    """
    if path.is_dir():
        raise FileError(f"{path} is a folder; name a file in it, such as {path / example}")
    if not path.parent.is_dir():
        raise FileError(f"{path} cannot be written: there is no folder {path.parent}")
    if path.exists() and not path.is_file():
        return
    if not os.access(path.parent, os.W_OK):
        raise FileError(f"{path} cannot be written: the folder {path.parent} is read-only")
