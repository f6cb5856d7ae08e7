import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hikergame.classroom.room.codes import (
    ALPHABET,
    canonical,
    hash_of,
    identifier,
    keyed_secrets,
    nickname,
    recovery_code,
    room_code,
    token,
)
from hikergame.classroom.room.names import check_name, skeleton

LOOK_ALIKES = ("0OQD", "1IL", "2Z", "5S", "6G", "8B", "UV")


def test_no_two_characters_of_a_code_look_alike() -> None:
    for group in LOOK_ALIKES:
        present = [sign for sign in group if sign in ALPHABET]
        assert len(present) <= 1 or present == ["Q", "D"]
    assert not set("AEIOU") & set(ALPHABET)


@given(st.integers())
def test_codes_have_their_length_and_alphabet(seed: int) -> None:
    chance = random.Random(seed)
    room, recovery = room_code(chance), recovery_code(chance)
    assert len(room) == 6
    assert set(room) <= set(ALPHABET)
    assert len(recovery) == 9
    assert recovery[4] == "-"
    assert set(recovery) <= {*ALPHABET, "-"}


def test_secrets_do_not_repeat() -> None:
    assert len({token() for _ in range(100)}) == 100
    assert len({identifier() for _ in range(100)}) == 100
    assert len({room_code() for _ in range(100)}) == 100


KEYED = st.tuples(st.text(), st.text(), st.lists(st.none() | st.text(), max_size=3).map(tuple))


@given(KEYED, KEYED)
def test_what_a_key_leads_to_is_that_of_its_wish_alone(one: tuple, other: tuple) -> None:
    mine, its = keyed_secrets(*one), keyed_secrets(*other)
    assert (mine == its) == (one == other)
    assert (mine.hiker == its.hiker) == (one[:2] == other[:2])
    assert (mine.token == its.token) == (one == other)


def test_what_a_key_leads_to_has_the_form_of_what_is_drawn() -> None:
    for number in range(50):
        mine = keyed_secrets("room", f"key {number}", ("person", None))
        assert canonical(mine.recovery) == mine.recovery.replace("-", "")
        assert len(mine.recovery) == len(recovery_code())
        assert set(mine.recovery) <= {*ALPHABET, "-"}
        assert (len(mine.hiker), len(mine.token)) == (len(identifier()), len(token()))
        assert mine.hashes == (hash_of(mine.token), hash_of(canonical(mine.recovery)))


@given(st.randoms(use_true_random=False))
def test_a_code_is_meant_however_it_is_typed(chance: random.Random) -> None:
    code = recovery_code(chance)
    bare = code.replace("-", "")
    typed = [code.lower(), f"  {bare} ", " ".join(bare), code.replace("-", "\u2013")]
    swapped = str.maketrans("BSZGV", "852" + "6U")
    typed.append(bare.translate(swapped))
    assert {canonical(one) for one in typed} == {bare}


@given(st.text(max_size=300))
def test_whatever_is_typed_has_a_canonical_form(text: str) -> None:
    assert len(canonical(text)) < 3000
    assert len(hash_of(text)) == 64


def test_a_hash_is_that_of_the_utf8_text() -> None:
    assert hash_of("abc") == "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"


def test_nicknames_are_names_and_never_taken_ones() -> None:
    chance, taken = random.Random(3), set()
    for _ in range(1700):  # more than there are pairs of words
        name = nickname(taken, chance)
        assert name not in taken
        assert check_name(name) == name
        taken.add(name)


def test_the_same_chance_makes_the_same_nickname() -> None:
    assert nickname((), random.Random(5)) == nickname((), random.Random(5))
    assert nickname(lambda name: "Owl" in name, random.Random(5)).split()[1] != "Owl"


@pytest.mark.parametrize(("one", "other"), [("Аda", "Ada"), ("ADA l", "ada 1"), ("Ｋim", "kim")])
def test_names_that_look_alike_have_one_skeleton(one: str, other: str) -> None:
    assert skeleton(one) == skeleton(other)
