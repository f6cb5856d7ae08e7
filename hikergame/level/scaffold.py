"""A level to begin with: sound, playable, and every key of it explained."""

from typing import Any

from hikergame.landscape.terms import TERMS, Term, term_doc
from hikergame.landscape.terms.fields import fields_of
from hikergame.level.bounds import axis_names
from hikergame.level.claims import CLAIMS
from hikergame.level.errors import ScaffoldError
from hikergame.level.models import FORMAT
from hikergame.level.text import LONGEST_TITLE, name_character, unsafe_characters
from hikergame.level.writing import write_level
from hikergame.optimizers import OPTIMIZERS

_GROUNDS: dict[int, dict[str, Any]] = {
    1: {
        "bounds": [[-11, 9]],
        "terms": [
            {"bowl": {"at": 0.5, "radius": 12, "depth": 8, "open": True}},
            {"pit": {"at": 4.6, "radius": 2, "depth": 4}},
            {"pit": {"at": -5.2, "radius": 2.4, "depth": 8}},
        ],
        "start": 7.6,
        "steps": 22,
        "step_length": {"max": 4, "initial": 1},
    },
    2: {
        "bounds": [[-7, 8], [-6, 5]],
        "terms": [
            {"bowl": {"at": [0.5, -0.5], "radius": 11, "depth": 9, "open": True}},
            {"pit": {"at": [3.8, 1.4], "radius": 2.2, "depth": 5}},
            {"pit": {"at": [-3.6, -2.1], "radius": [2.6, 2], "rotate": 30, "depth": 9}},
        ],
        "start": [6.5, 3.6],
        "steps": 36,
        "step_length": {"max": 3, "initial": 1},
    },
}
_WHY = ("the lie of the land", "a valley close by", "and a deeper one farther off")


def scaffold(title: str = "A New Level", *, dims: int = 2) -> str:
    """Return the text of a level file with a comment on every key, for a line or a plane.

    Raises ScaffoldError for other dimensions.
    """
    ground = _GROUNDS.get(dims)
    if ground is None:
        raise ScaffoldError(f"a level to begin with has 1 or 2 dimensions, not {dims}")
    data = {
        "hikergame": FORMAT,
        "title": fair_title(title),
        "summary": "One sentence for the list of levels, which gives nothing away.",
        "concepts": ["local minimum"],
        "landscape": {
            "bounds": dict(zip(axis_names(dims), ground["bounds"], strict=True)),
            "terms": ground["terms"],
        },
        "start": ground["start"],
        "steps": ground["steps"],
        "step_length": ground["step_length"],
        "readout": {"slope": "exact"},
        "rivals": [{"gradient-descent": "tuned"}, {"adam": {"learning_rate": 0.5}}],
        "claims": ["multimodal"],
        "briefing": "Markdown, shown before the hike.\n\nLet people play first.\n",
        "debrief": "Markdown, shown after the hike.\n\nName what was met: a **local minimum**.\n",
    }
    remarks = {f"landscape.terms.{place}": why for place, why in enumerate(_WHY)}
    return write_level(data, head=_HEAD, remarks=remarks | _remarks(dims))


_HEAD = (
    "A level of hikergame. It can be played as it is; change it a little at a time.",
    "",
    "  hikergame check FILE      what is wrong in it, with line and cure",
    "  hikergame survey FILE     what the map really holds",
    "  hikergame race FILE       what the algorithms make of it",
    "  hikergame workshop FILE   see the map follow while you edit",
    "  hikergame play FILE       walk it blindfolded",
    "  hikergame certify FILE    prove what it claims",
    "",
    "What `hikergame schema` prints lets editors complete and explain every key.",
    "",
)


def fair_title(title: str) -> str:
    """Return a title as a level may have it, in one line with single spaces.

    Raises ScaffoldError for one that is empty, too long, or holds what no level may hold.
    """
    line = " ".join(title.split())
    for place in unsafe_characters(line):
        raise ScaffoldError(f"a title may not hold {name_character(line[place])}")
    if not 0 < len(line) <= LONGEST_TITLE:
        raise ScaffoldError(f"a title has 1 to {LONGEST_TITLE} characters, not {len(line)}")
    return line


def _remarks(dims: int) -> dict[str, str]:
    """Return what to say of each key; what can be chosen from comes from where it is defined."""
    return {
        "hikergame": "The version of the level format.",
        "title": f"One line, up to {LONGEST_TITLE} characters.",
        "concepts": "What it teaches, a few words each.",
        "landscape.bounds": "The box that nobody can leave: lowest and highest place along each "
        "coordinate, metres. x points east, y north.",
        "landscape.terms": "\n".join(
            [
                "Shapes whose heights add up to the ground. Each has a place (at), and can be "
                "scaled, turned (scale, rotate) and made higher or lower (weight). There are, with "
                "their own fields:",
                *(_term_words(cls) for cls in TERMS.values() if dims in cls.dims),
            ]
        ),
        "start": "Where the hike begins, one number for each coordinate. Nobody is told.",
        "steps": "How many steps a hike may take, for everyone.",
        "step_length": "The longest step, and how long a step is at first, metres.",
        "readout": "What is felt at each place. The slope is exact, or its direction only, or "
        "blurred, as in {slope: {noise: 0.2}} or {slope: {rounding: 0.5}}; height and curvature "
        "are felt as well with altimeter: true and curvature: true.",
        "rivals": "Algorithms that may walk beside the player; the first one does unless another "
        "is chosen. Tuned: at the best constant rate for this level. There are: "
        f"{', '.join(OPTIMIZERS)}.",
        "claims": "\n".join(
            [
                "What the level claims to be, for its certificate to prove; it may claim nothing.",
                *(f"  {name}: {says}" for name, says in CLAIMS.items()),
            ]
        ),
    }


def _term_words(cls: type[Term]) -> str:
    """Return what a term is called, the fields that it alone has, and what it is."""
    common = {field.name for field in fields_of(Term)}
    fields = ", ".join(field.name for field in fields_of(cls) if field.name not in common)
    return f"  {cls.keyword} ({fields}): {_first_sentence(term_doc(cls))}"


def _first_sentence(text: str) -> str:
    return text.partition(". ")[0].rstrip(".") + "."
