"""Whose line is whose: by what a teacher says, by an id, or by the whole name.

Nobody is guessed: a name that two students bear, or two walkers claim, is told and left out.
What is near is only hinted at.
"""

import unicodedata
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from hikergame.classroom.results.gradebook.layouts import Student


@dataclass(frozen=True)
class Match:
    """A walker whose line was found."""

    hiker: str
    name: str
    student: Student
    how: str
    """In words: "by name"."""


@dataclass(frozen=True)
class Unmatched:
    """A walker whose line was not found, or not for certain."""

    name: str
    why: str


@dataclass(frozen=True)
class Matching:
    """Who is who."""

    matches: tuple[Match, ...]
    unmatched: tuple[Unmatched, ...]
    without: tuple[str, ...]
    """Students for whom there is no walker."""


def match(
    walkers: Iterable[tuple[str, str]],
    students: Sequence[Student],
    who: Mapping[str, str] | None = None,
) -> Matching:
    """Find the lines of walkers, each an id and a name.

    `who` says, by a walker's name, the name or the id of the student who it is.
    """
    index = _Index(students)
    said = {_form(name): student for name, student in (who or {}).items()}
    found: list[Match] = []
    unmatched: list[Unmatched] = []
    for hiker, name in walkers:
        told = said.get(_form(name))
        candidates, how = index.find(name if told is None else told)
        if len(candidates) == 1:
            found.append(
                Match(hiker, name, candidates[0], how if told is None else f"{how}, as you said")
            )
        elif candidates:
            unmatched.append(Unmatched(name, f"{len(candidates)} students are called so"))
        else:
            unmatched.append(Unmatched(name, index.hint(name if told is None else told)))
    claims = Counter(id(one.student) for one in found)
    double = [one for one in found if claims[id(one.student)] > 1]
    unmatched += [
        Unmatched(one.name, f"more than one walker is {one.student.name}") for one in double
    ]
    matches = tuple(one for one in found if claims[id(one.student)] == 1)
    taken = {id(one.student) for one in matches}
    without = tuple(one.name for one in students if id(one) not in taken)
    return Matching(matches, tuple(unmatched), without)


class _Index:
    """Students by what they may be called."""

    def __init__(self, students: Sequence[Student]) -> None:
        self._ids: dict[str, list[Student]] = defaultdict(list)
        self._names: dict[str, list[Student]] = defaultdict(list)
        self._parts: dict[str, list[Student]] = defaultdict(list)
        for student in students:
            for one in {_form(text) for text in student.ids}:
                self._ids[one].append(student)
            for one in {_form(text) for text in student.names}:
                self._names[one].append(student)
            for one in {part for text in student.names for part in _form(text).split()}:
                self._parts[one.strip(",")].append(student)

    def find(self, text: str) -> tuple[list[Student], str]:
        """Return the students whom a text may mean, and how they were found."""
        form = _form(text)
        by_id = self._ids.get(form, [])
        return (by_id, "by id") if by_id else (self._names.get(form, []), "by name")

    def hint(self, text: str) -> str:
        """Say that nobody is called so, and who may be meant."""
        near = {id(one): one for part in _form(text).split() for one in self._parts.get(part, ())}
        if len(near) != 1:
            return "no student is called so"
        return f"no student is called so; perhaps {next(iter(near.values())).name}"


def _form(text: str) -> str:
    """Return what two ways to write a name have in common."""
    return " ".join(unicodedata.normalize("NFKC", text).casefold().split())
