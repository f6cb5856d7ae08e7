"""QR codes: as a path for the board, as text for a terminal."""

from functools import lru_cache
from typing import TypeAlias

import segno

_QUIET = 2
"""Modules of empty border around a code in the terminal."""
_HALVES = " ▄▀█"
"""What a cell shows whose upper and lower half are dark: none, lower, upper, both."""

Modules: TypeAlias = tuple[tuple[bool, ...], ...]


@lru_cache(maxsize=8)
def qr_path(text: str) -> tuple[str, int]:
    """Return the `d` of an SVG path of a text's QR code, one unit a module, and its size."""
    modules = _modules(text)
    strokes = []
    for y, row in enumerate(modules):
        for start, end in _runs(row):
            strokes.append(f"M{start} {y}h{end - start}v1H{start}z")
    return "".join(strokes), len(modules)


def qr_text(text: str, *, light_on_dark: bool = True) -> str:
    """Return a text's QR code in half blocks, two modules a line, with its quiet border.

    Most terminals are dark: there, what is drawn are the light modules.
    """
    modules = _modules(text)
    size = len(modules) + 2 * _QUIET

    def drawn(x: int, y: int) -> bool:
        inside = _QUIET <= x < size - _QUIET and _QUIET <= y < size - _QUIET
        dark = inside and modules[y - _QUIET][x - _QUIET]
        return y < size and dark is not light_on_dark

    lines = []
    for y in range(0, size, 2):
        cells = (_HALVES[2 * drawn(x, y) + drawn(x, y + 1)] for x in range(size))
        lines.append("".join(cells))
    return "\n".join(lines)


def _modules(text: str) -> Modules:
    code = segno.make(text, error="l", micro=False)
    return tuple(tuple(bool(module) for module in row) for row in code.matrix)


def _runs(row: tuple[bool, ...]) -> list[tuple[int, int]]:
    """Return where dark modules begin and end in a row."""
    edges = [x for x in range(len(row) + 1) if _dark(row, x) is not _dark(row, x - 1)]
    return list(zip(edges[::2], edges[1::2], strict=True))


def _dark(row: tuple[bool, ...], x: int) -> bool:
    return 0 <= x < len(row) and row[x]
