"""Seats are kept, found again, and forgotten; a damaged file is as good as none."""

import os
import stat
from pathlib import Path

import pytest

from hikergame.classroom.client.address import Address
from hikergame.classroom.client.seats import HeldSeat, Seats
from hikergame.files import FileError

HERE = Address("10.0.0.1", 8750)
SEAT = HeldSeat("token", "ABCD-EFGH", "Ada")


def test_seat_is_found_however_the_code_is_written(tmp_path: Path) -> None:
    Seats(tmp_path).keep(HERE, "K7M-PXW", SEAT)
    assert Seats(tmp_path).find(HERE, "k7mpxw") == SEAT
    assert Seats(tmp_path).find(HERE, "K7MPXX") is None
    assert Seats(tmp_path).find(Address("10.0.0.2", 8750), "K7MPXW") is None


def test_oldest_seats_are_forgotten(tmp_path: Path) -> None:
    seats = Seats(tmp_path)
    for number in range(60):
        seats.keep(HERE, f"CODE{number}", SEAT)
    assert seats.find(HERE, "CODE0") is None
    assert seats.find(HERE, "CODE10") == SEAT


@pytest.mark.parametrize("content", ["", "[]", "{", '{"10.0.0.1:8750 CODE": 3}', "\x00"])
def test_damaged_file_is_as_good_as_none(tmp_path: Path, content: str) -> None:
    (tmp_path / "seats.json").write_text(content)
    seats = Seats(tmp_path)
    assert seats.find(HERE, "CODE") is None
    seats.keep(HERE, "CODE", SEAT)
    assert seats.find(HERE, "CODE") == SEAT


@pytest.mark.skipif(os.name != "posix", reason="rights are told apart on POSIX only")
def test_tokens_are_their_owners_alone(tmp_path: Path) -> None:
    Seats(tmp_path).keep(HERE, "CODE", SEAT)
    assert stat.S_IMODE((tmp_path / "seats.json").stat().st_mode) == 0o600


def test_folder_that_cannot_be_made_is_said(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(FileError, match="file"):
        Seats(tmp_path / "file").keep(HERE, "CODE", SEAT)
