"""Whether a round's ground was the one that the room had promised before the start.

The room shows a commitment before a round, and the level, the seed and a nonce after it. They
are checked here, on the pupil's side: the three have to fit the commitment, the level file has
to be the one that they speak of, and on it the pupil's own steps have to feel as they felt.
"""

import asyncio
from dataclasses import dataclass
from typing import Final

import numpy as np

from hikergame.classroom.client.connection import Connection
from hikergame.classroom.client.http import RevealProof
from hikergame.classroom.client.remote import RemoteWalk
from hikergame.classroom.errors import RefusedError, ServerError
from hikergame.classroom.messages.sealing import commitment
from hikergame.classroom.messages.walking import Why
from hikergame.classroom.messages.watching import RevealView
from hikergame.hike import Hike
from hikergame.level import Level, LevelError, parse_level

_ALIKE: Final = 1e-6
"""Two machines agree on what is felt to so much, of what is felt or absolutely."""
_STRANGE: Final = 0.1
"""The share of what was felt that may differ: on a kink or where it is flat, the last digit of
a place can turn the slope round. Another ground differs nearly everywhere."""
_PATIENCE: Final = 30
"""Times that a reveal is asked for while the server draws it, a second apart."""
_KEPT: Final = "It was the ground that the room had promised: level and seed fit the seal."
_UNSEEN: Final = "You came after this round was sealed: its ground cannot be checked from here."
_UNREAD: Final = "This hikergame cannot read the level, so the room's promise is not checked."
_BROKEN: Final = "Warning: this was not the ground that the room had promised"


@dataclass(frozen=True)
class Verdict:
    """What has come of the room's promise."""

    kept: bool | None
    """None where it could not be checked."""
    says: str
    """One sentence for people."""


def verdict(
    proof: RevealProof | RevealView, promised: str | None, walk: RemoteWalk | None, hiker: str
) -> Verdict:
    """Compare a reveal with what was promised, None for nothing, and with what was felt.

    `walk` is the walk of that round of the hiker with that id, as far as there was one.
    """
    if promised is None:
        return Verdict(None, _UNSEEN)
    if commitment(proof.nonce, proof.level_hash, proof.seed) != promised:
        return Verdict(False, f"{_BROKEN}: level and seed do not fit its seal.")
    try:
        level = parse_level(proof.text)
    except LevelError:
        return Verdict(None, _UNREAD)
    if level.hash != proof.level_hash:
        return Verdict(False, f"{_BROKEN}: the level that is shown is another one.")
    strange = None if walk is None else _strange_step(level, proof.seed, walk, hiker)
    if strange is not None:
        where = f"after step {strange}" if strange else "at the start"
        return Verdict(False, f"{_BROKEN}: it would have felt otherwise {where}.")
    return Verdict(True, _KEPT)


def _strange_step(level: Level, seed: int, walk: RemoteWalk, hiker: str) -> int | None:
    """Return after how many steps another thing was felt than on that level; None for never."""
    readouts, moves = walk.notebook.readouts, walk.notebook.moves
    if (level.dims, level.steps) != (walk.facts.dims, walk.facts.steps):
        return 0
    hike = Hike(level, seed=seed, hiker=hiker)
    trifle = _ALIKE + level.senses.rounding
    strange = []
    for step, felt in enumerate(readouts):
        if step:
            hike.step(moves[step - 1])
        if not np.allclose(hike.readout.slope, felt.slope, rtol=_ALIKE, atol=trifle):
            strange.append(step)
    return strange[0] if len(strange) > _STRANGE * len(readouts) else None


async def examined(connection: Connection, number: int) -> Verdict | None:
    """Ask for a round that is revealed, and compare.

    None where nothing is to be had, and where no promise was heard here: of the earlier
    rounds of whoever has come back, no map is asked for.
    """
    you, walk, promised = connection.you, connection.walk, connection.promises.get(number)
    if you is None or promised is None:
        return None
    own = walk if walk is not None and walk.round == number else None
    for _ in range(_PATIENCE):
        try:
            proof = await asyncio.to_thread(connection.proof, number)
        except RefusedError as error:
            if error.why is not Why.NOT_NOW:
                return None
        except ServerError:
            return None
        else:
            return await asyncio.to_thread(verdict, proof, promised, own, you.hiker)
        await asyncio.sleep(1.0)
    return None
