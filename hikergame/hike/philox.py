"""Philox4x64-10, a generator whose random words are a function of a key and a counter.

J. K. Salmon, M. A. Moraes, R. O. Dror and D. E. Shaw, Parallel random numbers: as easy as
1, 2, 3 (2011). The words are those of `numpy.random.Philox`. They are made here because a
hike needs four of them a step, and numpy's module takes seven megabytes of memory.
"""

from typing import Final

_MULTIPLIERS: Final = 0xD2E7470EE14C6C93, 0xCA5A826395121157
_KEY_STEPS: Final = 0x9E3779B97F4A7C15, 0xBB67AE8584CAA73B
_ROUNDS: Final = 10
_WORD: Final = (1 << 64) - 1
_BLOCK: Final = 4
"""Words that one value of the counter gives."""


def words(key: int, counter: int, count: int) -> list[int]:
    """Return the first `count` words of 64 bits after a counter.

    `key` has 128 bits, `counter` 256; as numpy's, the first block is that of the counter's
    next value.
    """
    blocks = -(-count // _BLOCK)
    made = [word for step in range(1, blocks + 1) for word in _block(key, counter + step)]
    return made[:count]


def _block(key: int, counter: int) -> tuple[int, int, int, int]:
    """Return the four words of one value of the counter."""
    a, b, c, d = (counter >> shift & _WORD for shift in (0, 64, 128, 192))
    first, second = key & _WORD, key >> 64 & _WORD
    for _ in range(_ROUNDS):
        low, high = _MULTIPLIERS[0] * a, _MULTIPLIERS[1] * c
        a, b, c, d = high >> 64 ^ b ^ first, high & _WORD, low >> 64 ^ d ^ second, low & _WORD
        first, second = first + _KEY_STEPS[0] & _WORD, second + _KEY_STEPS[1] & _WORD
    return a, b, c, d
