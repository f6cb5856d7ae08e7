"""What generated levels say to people: titles drawn from a list, prose from the survey."""

import shlex
import textwrap
from collections.abc import Sequence
from typing import Final

from hikergame.landscape.classics import Classic
from hikergame.survey.generation.drafts import Words
from hikergame.survey.generation.draws import Draws
from hikergame.survey.generation.looking import Look, Profile
from hikergame.survey.generation.wishes import Wish
from hikergame.survey.values import Certainty
from hikergame.version import __version__

UNTITLED: Final = Words("Untitled", "A level.", (), "Walk.\n", "Done.\n")
"""What a level is called while it is tried."""

_OF_WHAT_SORT: Final = (
    "Bleak", "Broken", "Far", "Grey", "Hollow", "Idle", "Long", "Low", "Misty", "Nether",
    "Quiet", "Rough", "Shady", "Stony", "Upper", "Windy",
)  # fmt: skip
_WHAT: Final = (
    "Bank", "Coomb", "Common", "Dale", "Dene", "Down", "Fell", "Fold", "Heath", "Holt",
    "Moor", "Pasture", "Rise", "Strath", "Warren", "Wold",
)  # fmt: skip
_SUMMARIES: Final = (
    "New ground, drawn by lot.",
    "Nobody has walked here before.",
    "A hillside out of nowhere.",
    "Whoever drew this map did not look at it.",
)
_ROUGH: Final = 0.15
"""Ground that is more rugged than this is worth a word."""
_NUMBERS: Final = (
    "no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten",
)  # fmt: skip
_CERTAINTY: Final = {
    Certainty.PROVEN: "It is proven that nothing on the map is deeper than its deepest valley.",
    Certainty.FOUND: "Nothing deeper than its deepest valley was found, which is no proof.",
}
_UNCHANGED: Final = "The next lines are true until you change the ground, the start or the steps."
_WIDTH: Final = 84


def wish_words(wish: Wish) -> str:
    """Say what was asked for."""
    deceptive = "deceptive" if wish.deceptive else "not deceptive"
    asked = Profile(wish.valleys, wish.trap_depth, wish.ruggedness)
    return f"{figures(asked)}, {deceptive}"


def figures(profile: Profile) -> str:
    """Say what a map is like."""
    valleys = profile.valleys
    counted = f"{valleys} valley" if valleys == 1 else f"{valleys} valleys"
    trap = f", trap depth {profile.trap_depth:.2f}" if valleys > 1 else ""
    return f"{counted}{trap}, ruggedness {profile.ruggedness:.2f}"


def generated_words(wish: Wish, seed: int, look: Look, draws: Draws, title: str | None) -> Words:
    """Return the words of a level made at random, which has been surveyed in full."""
    drawn = f"{draws.one_of(_OF_WHAT_SORT)} {draws.one_of(_WHAT)}"
    return Words(
        title=title or drawn,
        summary=draws.one_of(_SUMMARIES),
        concepts=_concepts(wish),
        briefing=_briefing(wish),
        debrief=_debrief(wish, look),
        head=(
            *_command(f"{_options(wish, seed)}{_titled(title)}"),
            _UNCHANGED,
            f"Its survey says: {figures(look.profile)}.",
            _CERTAINTY[look.survey.certainty],
        ),
    )


def classic_words(
    classic: Classic,
    seed: int,
    look: Look,
    *,
    title: str | None,
    shown: int,
    caution: str,
) -> Words:
    """Return the words of a level on a classic, which has been surveyed in full.

    `shown`: how many of the classic's deepest places are on the map. `caution`: why it would
    not be certified.
    """
    source, found = classic.source, look.survey
    return Words(
        title=title or classic.title.title().replace("'S", "'s"),
        summary=f"After a test function of {source.year}, scaled, shifted and turned.",
        concepts=("test function",),
        briefing=_prose(
            [
                "Algorithms have been tried on this ground for years. It was scaled, shifted and "
                "turned before you came: nothing that is known of it helps."
            ]
        ),
        debrief=_prose(
            [
                f"**{classic.title}** ({source.authors}, {source.year}).",
                f"Over all of its ground, it is known for this: {classic.hard[0].lower()}"
                f"{classic.hard[1:]} You walked over a part of it, {_with_valleys(look)}.",
                f"In its own coordinates the least value is {classic.published}. "
                f"{_places_shown(shown, len(classic.minima(found.dims).points))}",
            ]
        ),
        head=(
            *_command(f"--like {classic.name} --dims {found.dims} --seed {seed}{_titled(title)}"),
            _UNCHANGED,
            _CERTAINTY[found.certainty],
            *textwrap.wrap(f"It could not be certified: {caution}." if caution else "", _WIDTH),
        ),
    )


def _with_valleys(look: Look) -> str:
    """Say what the map has of a classic's valleys."""
    count = len(look.valleys)
    return "in which there is one valley" if count == 1 else f"with {_counted(count)} valleys"


def _places_shown(shown: int, count: int) -> str:
    """Say how many of a classic's deepest places, of which there are so many, are on the map."""
    if count == 1:
        return f"That place is {'' if shown else 'not '}on the map that you walked on."
    number = {0: "None", count: "All"}.get(shown, _counted(shown).capitalize())
    verb = "is" if shown == 1 else "are"
    return f"{number} of these places {verb} on the map that you walked on."


def _counted(number: int) -> str:
    return _NUMBERS[number] if number < len(_NUMBERS) else str(number)


def _options(wish: Wish, seed: int) -> str:
    """Return the options that make a level again, whatever a difficulty means by then."""
    options = [f"--random --seed {seed} --dims {wish.dims} --valleys {wish.valleys}"]
    if wish.valleys > 1:
        options.append(f"--trap-depth {wish.trap_depth!r}")
    options.append(f"--ruggedness {wish.ruggedness!r}")
    options.append("--deceptive" if wish.deceptive else "--not-deceptive")
    return " ".join(options)


def _titled(title: str | None) -> str:
    return "" if title is None else f" --title {_quoted(title)}"


def _quoted(text: str) -> str:
    """Return a text as shells take it: in double quotes if these are enough, for Windows."""
    return shlex.quote(text) if set(text) & set('"\\$`!%') else f'"{text}"'


def _command(options: str) -> tuple[str, ...]:
    """Return lines of a comment that say how a file was made."""
    lines = textwrap.wrap(
        f"hikergame new FILE {options}",
        _WIDTH,
        initial_indent="  ",
        subsequent_indent="    ",
        break_on_hyphens=False,
        break_long_words=False,
    )
    return (f"Made by hikergame {__version__}, which makes the same file again when told", *lines)


def _concepts(wish: Wish) -> tuple[str, ...]:
    if wish.deceptive:
        return ("local minimum", "exploration")
    return ("several minima",) if wish.valleys > 1 else ("gradient descent",)


def _briefing(wish: Wish) -> str:
    ways = "west or east" if wish.dims == 1 else "any way you like"
    said = [f"This ground was drawn by lot. You may go {ways}, and nobody can tell you where."]
    if wish.ruggedness > _ROUGH:
        said.append("It is rough. What you feel underfoot may be no more than a stone.")
    return _prose(said)


def _debrief(wish: Wish, look: Look) -> str:
    climb = f"{look.trap_depth:.0%} of all the height there is on this map"
    if wish.valleys == 1:
        return _prose(["There is one valley here. Every long way down leads into it."])
    said = [f"There are {_NUMBERS[wish.valleys]} valleys here, and one of them is the deepest."]
    if wish.deceptive:
        said.append(
            f"The slope led you into another one. To leave that for a deeper valley one must climb "
            f"{climb}, and nothing that can be felt in it says so. Whoever only goes down stays: "
            "it is a **local minimum**."
        )
    else:
        said.append(
            "From where you began, the slope leads to that one in the end. From elsewhere it "
            f"does not: to leave the deepest of the other valleys one must climb {climb}."
        )
    return _prose(said)


def _prose(paragraphs: Sequence[str]) -> str:
    """Return paragraphs as lines that people can read in a file."""
    filled = (textwrap.fill(one, _WIDTH, break_on_hyphens=False) for one in paragraphs)
    return "\n\n".join(filled) + "\n"
