"""PNG files, read back by a reader of a few lines."""

import struct
import zlib

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays
from numpy.typing import NDArray

from hikergame.survey.picture import png


def chunks(data: bytes) -> dict[bytes, bytes]:
    """Return the chunks of a PNG file by kind, having checked their sums and their order."""
    assert data[:8] == b"\x89PNG\r\n\x1a\n"
    found, at = {}, 8
    while at < len(data):
        (length,) = struct.unpack(">I", data[at : at + 4])
        kind, content = data[at + 4 : at + 8], data[at + 8 : at + 8 + length]
        (check,) = struct.unpack(">I", data[at + 8 + length : at + 12 + length])
        assert check == zlib.crc32(kind + content)
        found[kind] = content
        at += 12 + length
    assert next(iter(found)) == b"IHDR"
    assert list(found)[-1] == b"IEND"
    return found


def decoded(data: bytes) -> NDArray[np.uint8]:
    """Return the pixels (h, w, 3) of a PNG file of ours."""
    parts = chunks(data)
    width, height, depth, colour, *rest = struct.unpack(">IIBBBBB", parts[b"IHDR"])
    assert (depth, colour, rest) == (8, 2, [0, 0, 0])
    rows = np.frombuffer(zlib.decompress(parts[b"IDAT"]), np.uint8).reshape(height, 3 * width + 1)
    pixels = np.zeros((height + 1, width + 1, 3), dtype=np.uint8)
    for y, row in enumerate(rows):
        line = row[1:].reshape(width, 3)
        if row[0] == 1:
            pixels[y + 1, 1:] = np.cumsum(line, axis=0, dtype=np.uint8)
        else:
            pixels[y + 1, 1:] = line + (pixels[y, 1:] if row[0] == 2 else 0)
        assert row[0] <= 2
    return pixels[1:, 1:]


@given(st.integers(1, 9), st.integers(1, 9), st.data())
def test_pixels_come_back(height: int, width: int, data: st.DataObject) -> None:
    pixels = data.draw(arrays(np.uint8, (height, width, 3)))
    assert (decoded(png.encode(pixels)) == pixels).all()


@pytest.mark.parametrize("axis", [0, 1])
def test_smooth_pixels_are_filtered_and_small(axis: int) -> None:
    ramp = np.linspace(0, 255, 200).astype(np.uint8)
    pixels = np.moveaxis(np.tile(ramp[:, np.newaxis, np.newaxis], (1, 200, 3)), 0, axis)
    data = png.encode(pixels)
    assert (decoded(data) == pixels).all()
    assert len(data) < 2000


def test_the_file_says_how_fine_it_is() -> None:
    pixels = np.zeros((1, 1, 3), dtype=np.uint8)
    said = chunks(png.encode(pixels, dots_per_inch=192))[b"pHYs"]
    assert struct.unpack(">IIB", said) == (7559, 7559, 1)  # to a metre
    assert b"pHYs" not in chunks(png.encode(pixels))
