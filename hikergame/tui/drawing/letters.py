"""Letters that can be read from the last row of a room, as points and as half blocks.

Room codes and recovery codes are made of a few characters, none of which is like another;
they and the digits are drawn here, five points high. Imports nothing, so that a command
may use it without drawing anything else.
"""

from collections.abc import Iterator
from typing import Final

ROWS: Final = 5
"""Points from top to bottom."""

GLYPHS: Final = {
    "B": ("##.", "#.#", "##.", "#.#", "##."),
    "C": (".##", "#..", "#..", "#..", ".##"),
    "D": ("##.", "#.#", "#.#", "#.#", "##."),
    "F": ("###", "#..", "##.", "#..", "#.."),
    "G": (".###", "#...", "#.##", "#..#", ".###"),
    "H": ("#.#", "#.#", "###", "#.#", "#.#"),
    "J": ("..#", "..#", "..#", "#.#", ".#."),
    "K": ("#..#", "#.#.", "##..", "#.#.", "#..#"),
    "M": ("#...#", "##.##", "#.#.#", "#...#", "#...#"),
    "N": ("#..#", "##.#", "#.##", "#..#", "#..#"),
    "P": ("##.", "#.#", "##.", "#..", "#.."),
    "Q": (".##.", "#..#", "#..#", "#.#.", ".#.#"),
    "R": ("##.", "#.#", "##.", "#.#", "#.#"),
    "S": (".##", "#..", ".#.", "..#", "##."),
    "T": ("###", ".#.", ".#.", ".#.", ".#."),
    "V": ("#.#", "#.#", "#.#", "#.#", ".#."),
    "W": ("#...#", "#...#", "#.#.#", "##.##", "#...#"),
    "X": ("#.#", "#.#", ".#.", "#.#", "#.#"),
    "Y": ("#.#", "#.#", ".#.", ".#.", ".#."),
    "Z": ("###", "..#", ".#.", "#..", "###"),
    "0": ("###", "#.#", "#.#", "#.#", "###"),
    "1": (".#.", "##.", ".#.", ".#.", "###"),
    "2": ("##.", "..#", ".#.", "#..", "###"),
    "3": ("##.", "..#", ".#.", "..#", "##."),
    "4": ("#.#", "#.#", "###", "..#", "..#"),
    "5": ("###", "#..", "##.", "..#", "##."),
    "6": (".##", "#..", "###", "#.#", "###"),
    "7": ("###", "..#", "..#", ".#.", ".#."),
    "8": ("###", "#.#", ".#.", "#.#", "###"),
    "9": (".#.", "#.#", ".##", "..#", "##."),
    "-": ("...", "...", "###", "...", "..."),
    "•": ("...", ".#.", "###", ".#.", "..."),
}
"""The characters that there are, each as its five rows of points."""

_SIZES: Final = ((4, 4), (3, 3), (3, 2), (2, 2), (1, 2), (2, 1), (1, 1))
"""Points as so many cells wide and half cells tall, the largest first."""
_HALVES: Final = {(True, True): "█", (True, False): "▀", (False, True): "▄"}


def points(text: str, wide: int = 1, tall: int = 1) -> list[str]:
    """Return a text as rows of "#" and ".", each point so many wide and tall.

    A character that is not drawn here is left out.
    """
    known = [GLYPHS[sign] for sign in text if sign in GLYPHS]
    rows = (".".join(glyph[row] for glyph in known) for row in range(ROWS))
    stretched = ("".join(point * wide for point in row) for row in rows)
    return [row for row in stretched for _ in range(tall)]


def half_blocks(rows: list[str]) -> Iterator[str]:
    """Yield rows of points as lines of half blocks, two rows a line."""
    blank = "." * len(rows[0]) if rows else ""
    for upper, lower in zip(rows[::2], [*rows[1::2], blank], strict=False):
        pairs = zip(upper, lower, strict=True)
        yield "".join(_HALVES.get((a == "#", b == "#"), " ") for a, b in pairs)


def largest(text: str, width: int, height: int) -> list[str]:
    """Return a text as lines of half blocks, as large as fits in so many cells.

    Where nothing fits, the text stands as it is.
    """
    for wide, tall in _SIZES:
        rows = points(text, wide, tall)
        if len(rows[0]) <= width and (len(rows) + 1) // 2 <= height:
            return list(half_blocks(rows))
    return [text]
