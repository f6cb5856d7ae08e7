"""The chapters of a trail: `chapters.toml` beside the levels names them and their order."""

import tomllib
from typing import Any

from hikergame.level.errors import LevelError, Problem
from hikergame.level.files import Files
from hikergame.level.text import LONGEST_SENTENCE, LONGEST_TITLE, name_character, unsafe_characters

NAME = "chapters.toml"
_MOST_BYTES = 64 * 1024


def read_chapters(
    files: Files, root: str, problems: list[Problem], *, required: bool
) -> dict[str, tuple[str, str]]:
    """Return title and summary of each chapter by its id, in the order of the trail.

    `root` is the folder of the levels: empty, or a name that ends with a slash. What is
    wrong is added to `problems`; then there are none, and the folders are the chapters.
    """
    name = root + NAME
    path = str(files.root / name)
    if name not in files.names and not required:
        return {}
    try:
        data = files.read(name, _MOST_BYTES)
        if len(data) > _MOST_BYTES:
            raise ValueError(f"it is larger than {_MOST_BYTES // 1024} KiB")
        listed: Any = tomllib.loads(data.decode("utf-8")).get("chapter", [])
        return {_line(one["id"], LONGEST_TITLE): _told(one) for one in listed}
    except LevelError as error:
        problems.extend(error.problems)
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError) as error:
        message = f"the list of chapters cannot be read: {_reason(error)}"
        problems.append(Problem(path, 1, 1, message))
    return {}


def _told(chapter: Any) -> tuple[str, str]:
    return _line(chapter["title"], LONGEST_TITLE), _line(chapter["summary"], LONGEST_SENTENCE)


def _line(text: object, longest: int) -> str:
    """Return a text on one line; ValueError where it is no text for people."""
    if not isinstance(text, str):
        raise TypeError("id, title and summary must be texts")
    for index in unsafe_characters(text):
        raise ValueError(f"the character {name_character(text[index])} is not allowed")
    line = " ".join(text.split())
    if len(line) > longest:
        raise ValueError(f"a text is longer than {longest} characters")
    return line


def _reason(error: Exception) -> str:
    if isinstance(error, KeyError):
        return f"a chapter has no {error.args[0]}"
    return "it is nested too deep" if isinstance(error, RecursionError) else str(error)
