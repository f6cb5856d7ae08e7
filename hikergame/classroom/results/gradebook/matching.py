"""Whose line is whose: by what a teacher says, by an id, or by the whole name.

Nobody is guessed: a name that two students bear, or two walkers claim, is told and left out.
What is near is only hinted at.
"""

import unicodedata
from collections import Counter, defaultdict
from collections.abc import Container, Iterable, Mapping, Sequence
from dataclasses import dataclass

from hikergame.classroom.results.gradebook.layouts import Student
from hikergame.spelling import nearest


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
    unheeded: tuple[str, ...] = ()
    """Lines that say who is whom of nobody who walked, and who may be meant."""


def match(
    walkers: Iterable[tuple[str, str]],
    students: Sequence[Student],
    who: Mapping[str, str] | None = None,
    bots: Container[str] = frozenset(),
) -> Matching:
    """Find the lines of walkers, each an id and a name.

    `who` says, by a walker's name, the name or the id of the student who it is. Those of the
    ids `bots` may be students' too; nobody misses a line for them unless `who` says so.
    """
    walkers = list(walkers)
    index = _Index(students)
    said = {_form(name): student for name, student in (who or {}).items()}
    found: list[Match] = []
    unmatched: list[Unmatched] = []
    for hiker, name in walkers:
        told = said.get(_form(name))
        candidates, how = index.find(name if told is None else told)
        if told is None and not candidates and hiker in bots:
            continue
        if len(candidates) == 1:
            found.append(
                Match(hiker, name, candidates[0], how if told is None else f"{how}, as you said")
            )
        elif candidates:
            why = f"{len(candidates)} students are called {'so' if told is None else told}"
            unmatched.append(Unmatched(name, why))
        else:
            unmatched.append(Unmatched(name, index.hint(name, told)))
    claims = Counter(id(one.student) for one in found)
    double = [one for one in found if claims[id(one.student)] > 1]
    unmatched += [
        Unmatched(one.name, f"more than one walker is {one.student.name}") for one in double
    ]
    matches = tuple(one for one in found if claims[id(one.student)] == 1)
    taken = {id(one.student) for one in matches}
    without = tuple(one.name for one in students if id(one) not in taken)
    return Matching(matches, tuple(unmatched), without, _unheeded(who or {}, walkers))


def _unheeded(who: Mapping[str, str], walkers: Iterable[tuple[str, str]]) -> tuple[str, ...]:
    """Return what is said of those who did not walk."""
    names = {_form(name): name for _, name in walkers}
    lines = []
    for name, student in who.items():
        if _form(name) not in names:
            near = nearest(name, names.values())
            perhaps = f"; perhaps {near}" if near else ""
            lines.append(f"{name} is {student}: nobody who walked is called {name}{perhaps}")
    return tuple(lines)


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
        if by_id:
            return by_id, "by id"
        # All names are known in both orders, so "Last, First" is one of them without its comma.
        return self._names.get(form) or self._names.get(_bare(form), []), "by name"

    def hint(self, name: str, told: str | None) -> str:
        """Say that nobody is called as a walker, or as was told of him, and who may be meant."""
        text = name if told is None else told
        lost = f"no student is called {'so' if told is None else told}"
        perhaps = self._near(_form(text))
        return lost if perhaps is None else f"{lost}; perhaps {perhaps.name}"

    def _near(self, form: str) -> Student | None:
        """Return the only student who has a part of a name, or who is called nearly so."""
        parts = _bare(form).split()
        near = {id(one): one for part in parts for one in self._parts.get(part, ())}
        if len(near) == 1:
            return next(iter(near.values()))
        alike = nearest(form, self._names)
        return self._names[alike][0] if alike and len(self._names[alike]) == 1 else None


def _form(text: str) -> str:
    """Return what two ways to write a name have in common."""
    return " ".join(unicodedata.normalize("NFKC", text).casefold().split())


def _bare(form: str) -> str:
    """Return a form without the comma of "Last, First"."""
    return " ".join(form.replace(",", " ").split())
