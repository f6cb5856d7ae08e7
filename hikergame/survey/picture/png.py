"""PNG files of pixels: signature, header, one stream of compressed rows.

As in the W3C's "Portable Network Graphics (PNG) Specification", third edition. Each row is
written by whichever of three filters leaves the smallest sum of differences (its section
12.7), which suits smooth ground.
"""

from __future__ import annotations

import struct
import zlib
from typing import Final

import numpy as np
from numpy.typing import NDArray

from hikergame.colour import Pixels

SIGNATURE: Final = b"\x89PNG\r\n\x1a\n"
_EIGHT_BITS, _RED_GREEN_BLUE = 8, 2
_NONE, _SUB, _UP = 0, 1, 2
"""The numbers of the filters that are tried: the row as it is, less its left, less its upper."""
_EFFORT: Final = 6
_INCH: Final = 0.0254


def encode(pixels: Pixels, *, dots_per_inch: float | None = None) -> bytes:
    """Return an image of pixels (h, w, 3) as a file's content, the same on every machine."""
    height, width = pixels.shape[:2]
    header = struct.pack(">IIBBBBB", width, height, _EIGHT_BITS, _RED_GREEN_BLUE, 0, 0, 0)
    chunks = [_chunk(b"IHDR", header), _chunk(b"sRGB", b"\0")]
    if dots_per_inch is not None:
        density = round(dots_per_inch / _INCH)
        chunks.append(_chunk(b"pHYs", struct.pack(">IIB", density, density, 1)))
    data = zlib.compress(_filtered(pixels).tobytes(), _EFFORT)
    return b"".join([SIGNATURE, *chunks, _chunk(b"IDAT", data), _chunk(b"IEND", b"")])


def _chunk(kind: bytes, content: bytes) -> bytes:
    check = zlib.crc32(kind + content)
    return struct.pack(">I", len(content)) + kind + content + struct.pack(">I", check)


def _filtered(pixels: Pixels) -> NDArray[np.uint8]:
    """Return the rows (h, 1 + 3 w), each with the number of its filter before it."""
    height, width = pixels.shape[:2]
    rows = np.ascontiguousarray(pixels).reshape(height, 3 * width)
    left, upper = np.zeros_like(rows), np.zeros_like(rows)
    left[:, 3:] = rows[:, :-3]
    upper[1:] = rows[:-1]
    ways = np.stack([rows, rows - left, rows - upper])  # modulo 256, as it must be
    sizes = np.abs(ways.view(np.int8).astype(np.int16)).sum(axis=2, dtype=np.int64)
    best = np.argmin(sizes, axis=0)
    filters = np.array([_NONE, _SUB, _UP], dtype=np.uint8)[best]
    return np.column_stack([filters, ways[best, np.arange(height)]])
