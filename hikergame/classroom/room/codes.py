"""Codes to read out, tokens to keep, and the hashes of both that events bear.

Codes are made of characters that nobody mistakes for one another, without vowels, so that
none spells a word. What is typed is forgiven its case, its spaces and dashes, and the
characters that look like the one meant.
"""

import hashlib
import json
import random
import unicodedata
from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from typing import Final

ALPHABET: Final = "BCDFGHJKMNPQRSTVWXYZ3479"
"""What codes are made of: of characters that look alike, one at most."""
ROOM_CODE: Final = 6
RECOVERY_CODE: Final = 8
_GROUP: Final = 4
_TOKEN_BYTES: Final = 24
_ID_BYTES: Final = 8
_MEANT: Final = str.maketrans(
    {"8": "B", "5": "S", "2": "Z", "6": "G", "U": "V", "0": "Q", "O": "Q"}
)
"""What is typed for the character of the alphabet that it looks like."""
_MOST: Final = 64
"""Nobody types more than that for a code."""
_CHANCE: Final = random.SystemRandom()


@dataclass(frozen=True)
class Secrets:
    """What a new seat is known by: its id, which all may know, and two secrets."""

    hiker: str
    token: str
    recovery: str
    """The recovery code, as it is written."""

    @property
    def hashes(self) -> tuple[str, str]:
        """The hashes of token and recovery code, as events bear them."""
        return hash_of(self.token), hash_of(canonical(self.recovery))


def new_secrets(chance: random.Random = _CHANCE) -> Secrets:
    """Return what a new seat is to be known by."""
    return Secrets(identifier(chance), token(chance), recovery_code(chance))


def keyed_secrets(room: str, key: str, wish: Sequence[str | None]) -> Secrets:
    """Return what the seat is known by that a wish with a key is for, in the room of that id.

    The id follows from the key alone, so that no key takes two seats; the secrets follow from
    the wish too, so that nobody is given those of another wish. None leads back to the key.
    """
    number = int(_digest("recovery", room, key, *wish), 16)
    signs = []
    for _ in range(RECOVERY_CODE):
        number, sign = divmod(number, len(ALPHABET))
        signs.append(ALPHABET[sign])
    return Secrets(
        hiker=_digest("hiker", room, key)[: 2 * _ID_BYTES],
        token=_digest("token", room, key, *wish)[: 2 * _TOKEN_BYTES],
        recovery=grouped("".join(signs)),
    )


def room_code(chance: random.Random = _CHANCE) -> str:
    """Return a new room code of six characters."""
    return _drawn(ROOM_CODE, chance)


def recovery_code(chance: random.Random = _CHANCE) -> str:
    """Return a new recovery code of eight characters in two groups, such as "HJKM-34PQ"."""
    return grouped(_drawn(RECOVERY_CODE, chance))


def grouped(code: str) -> str:
    """Return a canonical recovery code as it is written."""
    return f"{code[:_GROUP]}-{code[_GROUP:]}"


def token(chance: random.Random = _CHANCE) -> str:
    """Return a new token: 48 hexadecimal digits."""
    return chance.randbytes(_TOKEN_BYTES).hex()


def identifier(chance: random.Random = _CHANCE) -> str:
    """Return a new id, for a room or a hiker: 16 hexadecimal digits."""
    return chance.randbytes(_ID_BYTES).hex()


def canonical(code: str) -> str:
    """Return what was meant by a code as somebody typed it; two codes are equal when this is."""
    typed = unicodedata.normalize("NFKC", code[:_MOST]).upper()
    return "".join(sign for sign in typed if sign.isalnum()).translate(_MEANT)


def hash_of(secret: str) -> str:
    """Return the SHA-256 of a secret, 64 hexadecimal digits: all that events keep of it.

    Of a code as it was typed, hash its canonical form: `hash_of(canonical(code))`.
    """
    return hashlib.sha256(secret.encode("utf-8", "surrogatepass")).hexdigest()


def nickname(taken: Collection[str] | Callable[[str], bool], chance: random.Random) -> str:
    """Return a name for somebody who gives none, such as "Brisk Marmot".

    `taken` holds the names that it must not be, or tells of a name whether it is taken. The
    same state of `chance` and the same names taken make the same nickname.
    """
    is_taken = taken if callable(taken) else taken.__contains__
    start = chance.randrange(_PAIRS)
    for number in range(_PAIRS):
        # A stride without a factor in common with the count reaches every pair once.
        manner, animal = divmod((start + number * _STRIDE) % _PAIRS, len(_ANIMALS))
        name = f"{_MANNERS[manner]} {_ANIMALS[animal]}"
        if not is_taken(name):
            return name
    number = 2
    while is_taken(name := f"{_ANIMALS[start % len(_ANIMALS)]} {number}"):
        number += 1
    return name


def _digest(*parts: str | None) -> str:
    return hash_of(json.dumps(parts))


def _drawn(length: int, chance: random.Random) -> str:
    return "".join(chance.choice(ALPHABET) for _ in range(length))


_MANNERS: Final = (
    "Agile", "Blithe", "Bold", "Brave", "Bright", "Brisk", "Calm", "Canny", "Cheery", "Clever",
    "Curious", "Daring", "Deft", "Eager", "Fleet", "Gallant", "Gentle", "Hardy", "Hearty", "Jaunty",
    "Jolly", "Keen", "Kind", "Lively", "Lucky", "Merry", "Mighty", "Nimble", "Patient", "Plucky",
    "Quick", "Quiet", "Ready", "Spry", "Steady", "Sturdy", "Sunny", "Swift", "Wise", "Witty",
)  # fmt: skip
_ANIMALS: Final = (
    "Badger", "Beaver", "Bison", "Chamois", "Condor", "Crane", "Deer", "Eagle", "Falcon", "Ferret",
    "Finch", "Fox", "Gecko", "Goat", "Hare", "Hawk", "Heron", "Ibex", "Jackdaw", "Kestrel",
    "Kite", "Lark", "Llama", "Lynx", "Magpie", "Marmot", "Marten", "Otter", "Owl", "Pika",
    "Puma", "Raven", "Salamander", "Stoat", "Stork", "Swallow", "Tortoise", "Trout", "Vole", "Yak",
)  # fmt: skip
_PAIRS: Final = len(_MANNERS) * len(_ANIMALS)
_STRIDE: Final = 607
"""A prime, so that names in a row share neither word."""
