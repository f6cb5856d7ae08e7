"""Who is seen on the map of a class's reveal, and how each of them is drawn."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum
from typing import Final

import numpy as np

from hikergame.classroom.messages.base import EntrantKind
from hikergame.classroom.messages.watching import RevealView, WalkedView
from hikergame.tui.reveal.prospect import YOU, Way, your_end
from hikergame.tui.theme import Palette

MOST_OTHERS: Final = 60
"""Other people's ways on the map at most, the best of them: more would hide it."""
_GLYPHS: Final = "×+△▽¤"
"""What stands for algorithms, in turn."""
_OTHER: Final = "∘"


class Company(Enum):
    """Whom a pupil sees beside himself; the value says it."""

    ALGORITHMS = "you and the algorithms"
    EVERYBODY = "everybody"
    NOBODY = "you alone"

    @property
    def next(self) -> "Company":
        """The company after this one."""
        every = list(Company)
        return every[(every.index(self) + 1) % len(every)]


@dataclass(frozen=True, eq=False)
class Shown:
    """A walk that is seen, and how."""

    walk: WalkedView
    glyph: str
    ink: int
    """On the map."""
    ink_beside: int
    """On a panel."""
    yours: bool = False

    @property
    def way(self) -> Way:
        """The walk as a way over the map."""
        end = your_end(flag=self.walk.flag) if self.yours else self.glyph
        dot = "•" if self.yours else self.glyph
        track, values = np.array(self.walk.track), np.array(self.walk.values)
        return Way(track, values, self.ink, self.ink_beside, dot, self.glyph, end)


def ranked(view: RevealView) -> list[WalkedView]:
    """Return all walks, the best first."""
    return sorted(view.walks, key=lambda walk: -walk.points)


def shown(view: RevealView, you: str, company: Company, palette: Palette) -> list[Shown]:
    """Return the walks to be seen, later ones on top; the last is yours, if you walked."""
    people = [one for one in ranked(view) if one.kind is not EntrantKind.ALGORITHM]
    mine = [one for one in people if one.hiker == you]
    own = [Shown(one, YOU, palette.you_on_map, palette.text, yours=True) for one in mine]
    algorithms = _algorithms(view, palette) if company is not Company.NOBODY or not own else []
    others: Sequence[WalkedView] = ()
    if company is Company.EVERYBODY:
        others = [one for one in people if one.hiker != you][:MOST_OTHERS]
    inks = palette.others_on_map, palette.muted
    return [*(Shown(one, _OTHER, *inks) for one in reversed(others)), *reversed(algorithms), *own]


def _algorithms(view: RevealView, palette: Palette) -> list[Shown]:
    """Return the algorithms, each with a glyph and an ink of its own as long as there are any."""
    pairs = zip(palette.rivals_on_map, palette.rivals, strict=True)
    inks = [pair for pair in pairs if pair[0] != palette.you_on_map]
    found = [one for one in view.walks if one.kind is EntrantKind.ALGORITHM]
    return [
        Shown(one, _GLYPHS[index % len(_GLYPHS)], *inks[index % len(inks)])
        for index, one in enumerate(found)
    ]
