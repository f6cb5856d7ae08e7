"""Whether a reveal keeps what was promised, checked by the pupil: each way to cheat is seen."""

import asyncio
from contextlib import aclosing
from dataclasses import replace
from typing import Any

import numpy as np
import pytest

from hikergame.classroom.client.connection import Changed, Connection
from hikergame.classroom.client.http import RevealProof, join
from hikergame.classroom.client.promise import Verdict, examined, verdict
from hikergame.classroom.client.remote import RemoteWalk
from hikergame.classroom.messages.base import EntrantKind, Mode, Phase, RoomView
from hikergame.classroom.messages.sealing import commitment
from hikergame.classroom.messages.teaching import Do
from hikergame.classroom.messages.walking import Result, RoomChanged, Self
from hikergame.hikers import Outing
from hikergame.level import parse_level

from .rooms import GROUND, Ear, Room

NOISY = GROUND + "readout: {slope: {noise: 0.3}}\n"
ROUGH = GROUND + "readout: {slope: {rounding: 0.5}}\n"
OTHER = GROUND.replace("depth: 40", "depth: 30")
MOVES = [(1.0, 0.5), (2.0, 1.0), (0.5, -0.5)]


def proof_of(text: str, /, seed: int = 7, **changes: Any) -> RevealProof:
    plain = {"level_hash": parse_level(text).hash, "seed": seed, "nonce": "ab12", "text": text}
    return RevealProof(**{**plain, **changes})


def promise_of(proof: RevealProof) -> str:
    return commitment(proof.nonce, proof.level_hash, proof.seed)


def walk_of(text: str, seed: int = 7) -> RemoteWalk:
    """Return a walk on that ground, as the network would tell it."""
    outing = Outing(parse_level(text), seed=seed, hiker="h1")
    for move in MOVES:
        outing.step(np.array(move))
    return RemoteWalk(
        round=1, facts=outing.facts, notebook=outing.notebook, rival_steps=(),
        over=outing.over, flag=False,
    )  # fmt: skip


def judged(proof: RevealProof, promised: str | None, walk: RemoteWalk | None) -> Verdict:
    return verdict(proof, promised, walk, "h1")


@pytest.mark.parametrize("text", [GROUND, NOISY, ROUGH], ids=["exact", "noisy", "rounded"])
def test_an_honest_room_keeps_its_promise(text: str) -> None:
    proof = proof_of(text)
    for walk in (walk_of(text), None):
        found = judged(proof, promise_of(proof), walk)
        assert found.kept is True
        assert "promised" in found.says


def test_another_level_or_seed_than_was_promised_is_seen() -> None:
    promised = promise_of(proof_of(GROUND))
    for shown in (proof_of(OTHER), proof_of(GROUND, seed=8), proof_of(GROUND, nonce="cd")):
        found = judged(shown, promised, None)
        assert found.kept is False
        assert found.says.startswith("Warning")
        assert "do not fit" in found.says


def test_a_file_that_is_not_the_promised_level_is_seen() -> None:
    lying = proof_of(GROUND, text=OTHER)
    found = judged(lying, promise_of(lying), None)
    assert found.kept is False
    assert "another one" in found.says


def test_ground_that_was_walked_and_is_not_the_promised_one_is_seen() -> None:
    proof = proof_of(GROUND)
    found = judged(proof, promise_of(proof), walk_of(OTHER))
    assert found.kept is False
    assert "at the start" in found.says
    noisy = proof_of(NOISY)
    assert judged(noisy, promise_of(noisy), walk_of(NOISY, seed=8)).kept is False
    assert judged(proof, promise_of(proof), walk_of(GROUND.replace("5", "6"))).kept is False


def test_a_last_digit_is_no_reason_to_accuse_anybody() -> None:
    proof, walk = proof_of(GROUND), walk_of(GROUND)
    *readouts, last = walk.notebook.readouts
    many = walk.notebook.readouts * 4
    near = replace(last, slope=last.slope * (1.0 + 1e-9))
    far = replace(last, slope=-last.slope)
    for felt in ((*readouts, near), (*many[: len(readouts)], near)):
        told = replace(walk, notebook=replace(walk.notebook, readouts=tuple(felt)))
        assert judged(proof, promise_of(proof), told).kept is True
    told = replace(walk, notebook=replace(walk.notebook, readouts=(*readouts, far)))
    found = judged(proof, promise_of(proof), told)
    assert found.kept is False
    assert "after step 3" in found.says


def test_what_cannot_be_checked_is_said_to_be_so() -> None:
    proof = proof_of(GROUND)
    late = judged(proof, None, walk_of(GROUND))
    assert late.kept is None
    assert "You came after" in late.says
    newer = proof_of(GROUND, text="hikergame: 99\n")
    assert judged(newer, promise_of(newer), None).kept is None


def room(phase: Phase, promise: str, number: int = 1) -> RoomChanged:
    view = RoomView(
        name="7b", code="K7MPXW", phase=phase, round=number, rounds=3, mode=Mode.ALONE,
        locked=False, frozen=False, people=1, bots=0, ready=0, done=0, commitment=promise,
    )  # fmt: skip
    return RoomChanged(room=view, you=Self(hiker="h1", name="Ada", kind=EntrantKind.PERSON))


def test_the_first_promise_counts_and_none_that_comes_with_the_map() -> None:
    connection = Connection(None, "token")  # type: ignore[arg-type]
    for heard in (
        room(Phase.COUNTDOWN, "first"),
        room(Phase.WALKING, "second"),
        room(Phase.REVEALED, "third", 2),
        room(Phase.LOBBY, "third", 2),
    ):
        connection.hear(heard.model_dump_json())
    assert connection.promises == {1: "first"}


async def test_a_real_room_is_found_to_keep_its_promise(room: Room) -> None:
    seat = await asyncio.to_thread(join, room.address, room.code, "Ada")
    connection = Connection(room.address, seat.token)
    async with aclosing(Ear(connection)) as ear:
        await ear.until(lambda one: isinstance(one, Changed))
        await asyncio.to_thread(room.teach, Do.COUNT_DOWN)
        await ear.until(lambda _: connection.walk is not None)
        connection.step((1.0, 0.5))
        # The walk is told of by itself, the promise with the news that the round is on.
        await ear.until(lambda _: connection.walk.step == 1 and 1 in connection.promises)
        await asyncio.to_thread(room.teach, Do.CLOSE, Do.REVEAL)
        await ear.until(lambda one: isinstance(one, Result))
        found = await examined(connection, 1)
        assert found is not None
        assert found.kept is True
        assert await examined(connection, 2) is None
    await connection.close()
