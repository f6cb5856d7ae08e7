"""The tutor's examples: how a blind hiker would have walked the ground of a finished hike.

An example walks as a rival would have walked beside the player, on the same level under
the same seed; so whatever shows a rival shows an example.
"""

from dataclasses import replace

from hikergame.hike.opponents import BLIND_RIVALS, BlindSpec
from hikergame.hikers import debrief
from hikergame.hikers.racing import entry_of
from hikergame.hikers.reveal import Reveal
from hikergame.hikers.rivals import rival_of
from hikergame.level.certified import certified_best


def examples_for(reveal: Reveal) -> tuple[str, ...]:
    """Return the names of the blind hikers to learn from, but for one that is the rival."""
    spec = None if reveal.rival is None else reveal.rival.spec
    return tuple(
        name for name in BLIND_RIVALS if not (isinstance(spec, BlindSpec) and spec.name == name)
    )


def with_example(reveal: Reveal, name: str) -> Reveal:
    """Return a finished hike with an example in the rival's place, and its story told first.

    Score and record stay what they were: nobody is measured against an example.
    """
    level, player = reveal.level, reveal.player
    walk = entry_of(rival_of(BlindSpec(name), level, seed=reveal.record.seed))
    *yours, its = debrief.story(level, player, walk)
    return replace(
        reveal,
        rival=walk,
        headline=debrief.headline(player, walk, certified_best(level)),
        story=(
            f"An example: {walk.title}, {walk.setting}, who feels no more than you do. {its}",
            *yours,
        ),
    )
