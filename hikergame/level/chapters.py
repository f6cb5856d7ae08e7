"""The chapters of a trail: `chapters.toml` beside the levels names them and their order."""

import re
import tomllib
from dataclasses import dataclass
from typing import Any, Final

from hikergame.level.errors import LevelError, Problem
from hikergame.level.files import Files
from hikergame.level.text import (
    LONGEST_SENTENCE,
    LONGEST_TITLE,
    name_character,
    printable,
    quote,
    unsafe_characters,
)
from hikergame.spelling import did_you_mean

NAME = "chapters.toml"
_MOST_BYTES = 64 * 1024
_KEYS: Final = ("id", "title", "summary")
_HEAD: Final = re.compile(r"^\s*\[\[\s*chapter\s*\]\]", re.MULTILINE)
_PLACE: Final = re.compile(r" \(at line (?P<line>[0-9]+), column (?P<column>[0-9]+)\)$")
_UNREADABLE: Final = "the list of chapters cannot be read"


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
        text = data.decode("utf-8")
        listed: Any = tomllib.loads(text).get("chapter", [])
        reading = _Reading(path, text, None if required else _folders(files, root))
        return reading.chapters(listed, problems)
    except LevelError as error:
        problems.extend(error.problems)
    except (ValueError, TypeError, AttributeError, RecursionError) as error:
        problems.append(Problem(path, *_place_and_words(error)))
    return {}


def _folders(files: Files, root: str) -> set[str]:
    """Return the names of the folders beside the list."""
    inside = (name.removeprefix(root) for name in files.names if name.startswith(root))
    return {name.partition("/")[0] for name in inside if "/" in name}


@dataclass(frozen=True)
class _Reading:
    """A list of chapters while it is being read."""

    path: str
    text: str
    folders: set[str] | None
    """The folders that there are; None where a chapter may still lack its own."""

    def chapters(self, listed: Any, problems: list[Problem]) -> dict[str, tuple[str, str]]:
        """Return the chapters of a list; none where one is wrong, which is added to `problems`."""
        told: dict[str, tuple[str, str]] = {}
        before = len(problems)
        for number, one in enumerate(listed):
            try:
                key = _known_id(one)
                told[key] = _told(one)
            except _Mistake as error:
                line = self._line_of(number, error.key)
                problems.append(Problem(self.path, line, 1, str(error), error.hint))
        if len(problems) > before:
            return {}
        for number, key in enumerate(told):
            if self.folders is not None and key not in self.folders:
                message = f"there is no folder {quote(key)} for this chapter"
                hint = did_you_mean(key, map(printable, self.folders))
                line = self._line_of(number, "id")
                problems.append(Problem(self.path, line, 1, message, hint))
        return told

    def _line_of(self, number: int, key: str) -> int:
        """Return the line of a key in a chapter, counted from 0; else the chapter's first."""
        heads = [match.start() for match in _HEAD.finditer(self.text)]
        if number >= len(heads):
            return 1
        end = heads[number + 1] if number + 1 < len(heads) else len(self.text)
        found = re.search(
            rf"^\s*{re.escape(key)}\s*=", self.text[heads[number] : end], re.MULTILINE
        )
        at = heads[number] + (found.end() if found else 0)
        return self.text.count("\n", 0, at) + 1


class _Mistake(ValueError):  # noqa: N818 - it is caught here, and no error of a caller's
    """What is wrong with a chapter, at which of its keys, and the cure."""

    def __init__(self, message: str, key: str, hint: str | None = None) -> None:
        super().__init__(message)
        self.key, self.hint = key, hint


def _known_id(chapter: Any) -> str:
    """Return a chapter's id; raise _Mistake unless it has all keys that it must, and no others."""
    if not isinstance(chapter, dict):
        raise _Mistake("a chapter must have id, title and summary", "")
    for key in chapter:
        if key not in _KEYS:
            hint = did_you_mean(key, _KEYS) or f"its keys are {', '.join(_KEYS)}"
            raise _Mistake(f"a chapter has no key {quote(key)}", key, hint)
    for key in _KEYS:
        if key not in chapter:
            raise _Mistake(f"a chapter has no {key}", key)
    return _line(chapter, "id", LONGEST_TITLE)


def _told(chapter: Any) -> tuple[str, str]:
    return _line(chapter, "title", LONGEST_TITLE), _line(chapter, "summary", LONGEST_SENTENCE)


def _line(chapter: Any, key: str, longest: int) -> str:
    """Return a text on one line; raise _Mistake where it is no text for people."""
    text = chapter[key]
    if not isinstance(text, str):
        raise _Mistake("id, title and summary must be texts", key)
    for index in unsafe_characters(text):
        raise _Mistake(f"the character {name_character(text[index])} is not allowed", key)
    line = " ".join(text.split())
    if len(line) > longest:
        raise _Mistake(f"the {key} is longer than {longest} characters", key)
    return line


def _place_and_words(error: Exception) -> tuple[int, int, str]:
    """Return line, column and what is wrong with a list that is none."""
    if isinstance(error, RecursionError):
        return 1, 1, f"{_UNREADABLE}: it is nested too deep"
    found = _PLACE.search(str(error))
    if found is None:
        return 1, 1, f"{_UNREADABLE}: {error}"
    return int(found["line"]), int(found["column"]), f"{_UNREADABLE}: {str(error)[: found.start()]}"
