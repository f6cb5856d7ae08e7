"""What a player may say during a hike, and how a line is understood.

`VERBS` is the one list: the parser, the help and the suggestions for a mistyped word
come from it. An order says what is wanted and nothing about whether it can be done.
"""

import math
import re
from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum

from hikergame.cli.text import one_line
from hikergame.spelling import nearest


class OrderError(ValueError):
    """A line that makes no sense; its text says why, and what to say instead."""


class Verb(Enum):
    """What can be wanted, apart from a step along a heading."""

    DOWNHILL = "downhill"
    UPHILL = "uphill"
    BY = "by"
    AGAIN = "again"
    FEEL = "feel"
    HERE = "here"
    NOTEBOOK = "notebook"
    RIVAL = "rival"
    AGAINST = "against"
    BRIEFING = "briefing"
    BRIEF = "brief"
    FULL = "full"
    RESUME = "resume"
    RESTART = "restart"
    FLAG = "flag"
    HELP = "help"
    QUIT = "quit"


@dataclass(frozen=True, slots=True)
class Order:
    """One line, understood. `heading` is set for a step or feeling along a heading."""

    verb: Verb | None
    """None for a step along `heading`."""
    heading: float | None = None
    length: float | None = None
    """Metres; None for the length of the step before."""
    vector: tuple[float, ...] = ()
    """The displacement of `by`, one number for each axis."""
    words: tuple[str, ...] = ()
    """What else was said: the name after `against`, the number after `notebook`."""


@dataclass(frozen=True, slots=True)
class Entry:
    """A verb with its spellings and what the help says of it."""

    verb: Verb
    words: tuple[str, ...]
    usage: str
    meaning: str


VERBS = (
    Entry(Verb.DOWNHILL, ("downhill", "down", "d"), "d 0.5", "Step 0.5 metres the way "
          "it falls most."),
    Entry(Verb.UPHILL, ("uphill", "up", "u"), "u 0.5", "Step 0.5 metres the way it rises most."),
    Entry(Verb.AGAIN, ("again", "a"), "again", "Repeat the last step."),
    Entry(Verb.FEEL, ("feel",), "feel {way}", "Feel the slope that way, without a step."),
    Entry(Verb.HERE, ("here", "look", "l"), "here", "Hear once more what you feel here."),
    Entry(Verb.NOTEBOOK, ("notebook", "nb"), "notebook", "Where you have been and what you felt; "
          "notebook 5 tells the last five steps."),
    Entry(Verb.RIVAL, ("rival", "r"), "rival", "What may be seen of the rival beside you."),
    Entry(Verb.AGAINST, ("against",), "against NAME", "Before the first step: choose another "
          "rival, or none; against alone lists them."),
    Entry(Verb.RESUME, ("resume",), "resume", "Before the first step: go on with a kept hike."),
    Entry(Verb.RESTART, ("restart",), "restart", "Begin again from the start."),
    Entry(Verb.BRIEFING, ("briefing",), "briefing", "Hear the briefing once more."),
    Entry(Verb.BRIEF, ("brief",), "brief", "One line after each step from now on."),
    Entry(Verb.FULL, ("full",), "full", "The whole answer after each step from now on."),
    Entry(Verb.FLAG, ("flag", "f"), "flag", "Plant your flag: the hike ends, and the blindfold "
          "comes off."),
    Entry(Verb.HELP, ("help", "h", "?"), "help", "Hear this."),
    Entry(Verb.QUIT, ("quit", "q", "exit"), "quit", "Leave; a hike under way is kept."),
)  # fmt: skip

_BY = Entry(Verb.BY, ("by",), "by 0.3 -0.4", "Step 0.3 metres east and 0.4 south.")

_WINDS = ("n", "nne", "ne", "ene", "e", "ese", "se", "sse",
          "s", "ssw", "sw", "wsw", "w", "wnw", "nw", "nnw")  # fmt: skip
_NAMES = {"north": "n", "east": "e", "south": "s", "west": "w", "northeast": "ne",
          "southeast": "se", "southwest": "sw", "northwest": "nw"}  # fmt: skip
_LINE_WINDS = ("e", "w")

_NUMBER = re.compile(r"[+-]?(?:\d+\.?\d*|\.\d+)(?:e[+-]?\d{1,4})?", re.ASCII)
_UNIT = re.compile(r"(?<=[\d.])(?:m|metres?|meters?|°|deg|degrees?)$", re.ASCII)
_UNIT_WORDS = {"m", "metre", "metres", "meter", "meters", "deg", "degree", "degrees"}
_DECIMAL_COMMA = re.compile(r"[+-]?\d+,\d+", re.ASCII)

LONGEST_LINE = 400
"""Characters of a line that is worth understanding."""


def understand(line: str, axes: Sequence[str]) -> Order:
    """Return the order that `line` gives on ground with these axes; raise `OrderError`.

    The line holds something other than blanks.
    """
    if len(line) > LONGEST_LINE:
        raise OrderError(f"That line has more than {LONGEST_LINE} characters. {_examples(axes)}")
    first, *rest = _tokens(line)
    words = {word: entry.verb for entry in _entries(len(axes)) for word in entry.words}
    verb = words.get(first)
    if verb in (Verb.DOWNHILL, Verb.UPHILL):
        return Order(verb, length=_length(rest, axes))
    if verb is Verb.FEEL:
        return Order(verb, heading=_one_heading(rest, axes))
    if verb is Verb.BY:
        return Order(verb, vector=_vector(rest, axes))
    if verb in (Verb.AGAINST, Verb.NOTEBOOK):
        return Order(verb, words=tuple(rest))
    if verb is not None:
        if rest:
            raise OrderError(f"The word {first} stands alone; leave out {_said(' '.join(rest))}.")
        return Order(verb)
    return _step(first, rest, axes)


def usages(axes: Sequence[str]) -> tuple[tuple[str, str], ...]:
    """Return every order as an example and its meaning, in the order of the help."""
    dims = len(axes)
    ways: tuple[tuple[str, str], ...]
    if dims == 1:
        ways = (("e 0.5", "Step 0.5 metres east."), ("w 0.5", "Step 0.5 metres west."))
        way = "e"
    elif dims == 2:
        ways = (
            ("132 0.8", "Step 0.8 metres along heading 132 degrees; 0 is north, 90 is east."),
            ("ne 0.8", "Step 0.8 metres north-east; likewise n, e, sse and so on."),
            ("ne", "A step as long as the one before; so with d."),
        )
        way = "132"
    else:
        numbers = " ".join(_example_vector(dims))
        ways = ((numbers, f"Step by so many metres along {', '.join(axes)}."),)
        way = ""
    entries = _entries(dims)
    return ways + tuple((entry.usage.format(way=way), entry.meaning) for entry in entries)


def _entries(dims: int) -> tuple[Entry, ...]:
    """Return the verbs that mean something in this many dimensions."""
    if dims == 2:
        return (_BY, *VERBS)
    return VERBS if dims == 1 else tuple(e for e in VERBS if e.verb is not Verb.FEEL)


def _tokens(line: str) -> list[str]:
    """Split a line into words and numbers, forgiving case, commas between and units."""
    words = line.casefold().replace("north-", "north").replace("south-", "south").split()
    if comma := next((word for word in words if _DECIMAL_COMMA.fullmatch(word)), None):
        raise OrderError(
            f"Write {one_line(comma, 20).replace(',', '.')} with a point, not a comma."
        )
    stripped = [_UNIT.sub("", word.strip(",;")) for word in words]
    kept = [word for word in stripped[1:] if word and word not in _UNIT_WORDS]
    return [stripped[0], *kept]


def _step(first: str, rest: list[str], axes: Sequence[str]) -> Order:
    if len(axes) > 2:
        if _NUMBER.fullmatch(first):
            return Order(Verb.BY, vector=_vector([first, *rest], axes))
        raise OrderError(_unknown(first, axes))
    heading = _heading(first, axes)
    if not rest and _NUMBER.fullmatch(first):
        said = one_line(first, 40)
        raise OrderError(
            f"Say a heading and a length, such as {said} 0.5; "
            f"d {said} is a step of {said} metres downhill."
        )
    return Order(None, heading=heading, length=_length(rest, axes))


def _heading(word: str, axes: Sequence[str]) -> float:
    wind = _NAMES.get(word, word)
    if wind in (_LINE_WINDS if len(axes) == 1 else _WINDS):
        return 360.0 / len(_WINDS) * _WINDS.index(wind)
    if _NUMBER.fullmatch(word):
        if len(axes) == 1:
            raise OrderError("On a line there are two ways only: e 0.5 is east, w 0.5 is west.")
        return _number(word) % 360.0
    raise OrderError(_unknown(word, axes))


def _one_heading(rest: list[str], axes: Sequence[str]) -> float:
    if len(rest) != 1:
        example = "e" if len(axes) == 1 else "132"
        raise OrderError(f"Say which way to feel, for example: feel {example}.")
    return _heading(rest[0], axes)


def _length(rest: list[str], axes: Sequence[str]) -> float | None:
    if not rest:
        return None
    if len(rest) > 1:
        raise OrderError(f"After the way comes one number, the length. {_examples(axes)}")
    if not _NUMBER.fullmatch(rest[0]):
        raise OrderError(f"{_said(rest[0])} is no length in metres. {_examples(axes)}")
    length = _number(rest[0])
    if length < 0.0:
        raise OrderError("A length is not negative. To walk the other way, turn the heading round.")
    return length


def _vector(rest: list[str], axes: Sequence[str]) -> tuple[float, ...]:
    if len(rest) != len(axes):
        named = ", ".join(axes)
        raise OrderError(
            f"A step needs {len(axes)} numbers here, one for each of {named}; "
            f"that was {len(rest)}. {_examples(axes)}"
        )
    for word in rest:
        if not _NUMBER.fullmatch(word):
            raise OrderError(f"{_said(word)} is no number. {_examples(axes)}")
    return tuple(_number(word) for word in rest)


def _number(word: str) -> float:
    value = float(word)
    if not math.isfinite(value):
        raise OrderError(f"{_said(word)} is too large a number.")
    return value


def _unknown(word: str, axes: Sequence[str]) -> str:
    dims = len(axes)
    known = [spelling for entry in _entries(dims) for spelling in entry.words if len(spelling) > 2]
    known += [*_NAMES] if dims == 2 else ["east", "west"] if dims == 1 else []
    near = nearest(word, known)
    guess = f" Did you mean {near}?" if near else ""
    return f"{_said(word)} is not understood.{guess} {_examples(axes)}"


def _examples(axes: Sequence[str]) -> str:
    steps = {1: "e 0.5 or d 0.5", 2: "132 0.8 or d 0.8"}
    vector = " ".join(_example_vector(len(axes)))
    return f"A step is said like {steps.get(len(axes), f'{vector} or d 0.5')}; help tells all."


def _example_vector(dims: int) -> list[str]:
    return (["0.1", "0", "-0.2"] * (dims // 3 + 1))[:dims]


def _said(word: str) -> str:
    return f'"{one_line(word, 40)}"'
