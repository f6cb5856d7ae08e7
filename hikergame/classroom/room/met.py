"""What a class met on a ground, in numbers and sentences, and a question to discuss.

Of people only, and never by name: what became of a walk is the ground's doing. The
question is the level's own where its concepts have one that fits what happened.
"""

from collections import Counter
from collections.abc import Iterable, Sequence
from typing import Final

from hikergame.classroom.messages.watching import MetView
from hikergame.classroom.room.walked import Walked
from hikergame.hikers.fates import Fate

ARRIVED, NEARLY, TRAPPED, FENCED, FLAT = "arrived", "nearly", "trapped", "fenced", "on the flat"
OVERSHOT, ZIGZAG, CRAWLED, EARLY, RAN_OUT = (
    "overshot",
    "zigzagged",
    "crawled",
    "stopped early",
    "ran out",
)
STILL_WALKING = "still walking"

WORDS: Final = {
    Fate.ARRIVED: ARRIVED,
    Fate.NOT_DOWN: NEARLY,
    Fate.TRAPPED: TRAPPED,
    Fate.FENCED: FENCED,
    Fate.SHELF: FLAT,
    Fate.CREPT: CRAWLED,
    Fate.FLUNG: OVERSHOT,
    Fate.SWINGING: OVERSHOT,
    Fate.ZIGZAG: ZIGZAG,
    Fate.CRAWLED: CRAWLED,
    Fate.LEFT_EARLY: EARLY,
    Fate.UNDER_WAY: RAN_OUT,
}
"""What became of a walk that had its time, in a word or two."""

_SENTENCES: Final = {
    ARRIVED: "{who} found the deepest valley.",
    NEARLY: "{who} came into the deepest valley, but not quite to its bottom.",
    TRAPPED: "{who} came to rest in a valley that is not the deepest: all ways out lead up.",
    FENCED: "{who} followed the slope to the fence.",
    FLAT: "{who} stopped where it is flat and yet no bottom.",
    OVERSHOT: "{who} stepped over the floor of a valley, or lost ground to one long step.",
    ZIGZAG: "{who} zigzagged between the walls of a narrow valley.",
    CRAWLED: "{who} took steps too short for the way.",
    EARLY: "{who} planted the flag while the ground still fell.",
    RAN_OUT: "{who} ran out of steps on the way down.",
    STILL_WALKING: "{who} {were} still walking when the round ended.",
}
_TOLD: Final = 5
"""So many sentences at most, the commonest fates first."""

_VANISHES: Final = "Where the slope all but vanishes, what should decide how long the next step is?"
_ALONG: Final = (
    "The slope pointed at the wall, and the way led along the floor. "
    "What could a walker remember in order to go along it?"
)
_STUCK: Final = (FLAT, CRAWLED, RAN_OUT)
_NARROW: Final = (ZIGZAG, CRAWLED, RAN_OUT, OVERSHOT, NEARLY)
_OF_CONCEPTS: Final[tuple[tuple[str, tuple[str, ...], str], ...]] = (
    (
        "saddle",
        _STUCK,
        "It was flat there, and no valley. "
        "How could you tell a saddle from a bottom, feeling only the slope?",
    ),
    ("plateau", _STUCK, _VANISHES),
    ("vanishing", _STUCK, _VANISHES),
    (
        "clipping",
        (OVERSHOT,),
        "One steep place can undo a long way. "
        "What rule would have kept that one step short, and what would it cost elsewhere?",
    ),
    (
        "oscillation",
        (OVERSHOT, ZIGZAG),
        "When is it time to take shorter steps, and how would you notice from the slopes alone?",
    ),
    ("ravine", _NARROW, _ALONG),
    ("curved valley", _NARROW, _ALONG),
    (
        "noise",
        (TRAPPED, RAN_OUT, OVERSHOT),
        "No reading could be trusted alone. When is it worth a step to feel the ground again?",
    ),
    (
        "many local minima",
        (TRAPPED,),
        "Small hollows everywhere: how would you feel the large shape of the land through them?",
    ),
    (
        "basin size",
        (TRAPPED,),
        "The widest valley was not the deepest. "
        "What made the wide one so easy to find, and what would it take to find the other?",
    ),
    (
        "when to stop",
        (TRAPPED, ARRIVED),
        "Behind each valley there was another one. When should one stop looking?",
    ),
    (
        "deceptive",
        (TRAPPED, FENCED),
        "Here the slope led away from the goal. "
        "Is there a way to walk that does well on every ground?",
    ),
)
"""A word in a level's concepts, what happened mostly, and the question for both."""

_QUESTIONS: Final = {
    ARRIVED: "Many came to the deepest valley. How could anybody have known, with the "
    "blindfold on, that none was deeper?",
    NEARLY: "Why is the last part of the way, where a valley's floor is almost level, so slow?",
    TRAPPED: "Where you came to rest, every way led up. How long would you look elsewhere "
    "before you believed that it was the deepest valley?",
    FENCED: "The slope led to the fence and on. What can you conclude when you stand there?",
    FLAT: "It was flat, and yet no bottom. What would you have to feel to tell the two apart?",
    OVERSHOT: "The slope was right, and the step was too long. How would you notice in time, "
    "and what would you change first?",
    ZIGZAG: "Each step went downhill, and yet most of the way led sideways. Why?",
    CRAWLED: "Careful steps ran out before the way did. What would you risk, and when?",
    EARLY: "The ground still fell under some of the flags. What made it seem like the end?",
    RAN_OUT: "With the same number of steps, what would you do differently from the first one on?",
    STILL_WALKING: "Where would your next steps have led, and what would have told you "
    "when to plant the flag?",
}
_NOBODY: Final = "Nobody has walked here yet. Which way would you go first, and how far?"


def word_of(one: Walked) -> str:
    """Say what became of a walk in a word or two, or that the round ended before it."""
    return STILL_WALKING if one.was_on_the_way else WORDS[one.fate]


def met(concepts: Iterable[str], people: Sequence[Walked], algorithms: Sequence[Walked]) -> MetView:
    """Return what a class met on a level with these concepts; `algorithms` for comparison."""
    counts = Counter(word_of(one) for one in people)
    ordered = sorted(counts, key=lambda word: (-counts[word], list(_SENTENCES).index(word)))
    also = {word: [one.name for one in algorithms if word_of(one) == word] for word in _SENTENCES}
    return MetView(
        counts={word: counts[word] for word in ordered},
        sentences=tuple(
            _sentence(word, counts[word], len(people), also[word]) for word in ordered[:_TOLD]
        ),
        question=_question(" ".join(concepts).casefold(), ordered),
    )


def _sentence(word: str, count: int, people: int, algorithms: Sequence[str]) -> str:
    """Say of how many of the class something is true, and of which algorithms it is as well."""
    who = "Everybody" if count == people > 1 else f"{count} of {people}"
    were = "was" if count == 1 or who == "Everybody" else "were"
    if not algorithms:
        return _SENTENCES[word].format(who=who, were=were)
    *first, last = algorithms
    listed = f"{', '.join(first)} and {last}" if first else last
    return _SENTENCES[word].format(who=f"{who}, and {listed},", were="were")


def _question(concepts: str, ordered: Sequence[str]) -> str:
    """Return the question for what happened most, and for the level's concepts if it can be."""
    if not ordered:
        return _NOBODY
    for word, happened, question in _OF_CONCEPTS:
        if word in concepts and ordered[0] in happened:
            return question
    return _QUESTIONS[ordered[0]]
