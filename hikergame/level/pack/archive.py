"""A pack that is a zip archive, read in memory.

Everything that an archive says of its files is checked before one of them is unpacked, and
nothing is unpacked that is larger than was said. The whole archive is in memory, so that
what was checked is what is read.
"""

import io
import stat
import struct
import zipfile
import zlib
from collections.abc import Iterator, Sequence
from itertools import pairwise
from pathlib import Path
from typing import Final, NoReturn

from hikergame.level.errors import MOST_PROBLEMS, PackError, Problem
from hikergame.level.pack.names import (
    ARCHIVES,
    MOST_FILES,
    Complaint,
    clashes,
    complaint_of,
    counts,
)

MOST_BYTES: Final = 32 * 2**20
"""The largest archive that is read."""
MOST_UNPACKED: Final = 64 * 2**20
"""How much all its files together may be."""
MOST_TIMES: Final = 200
"""How many times its packed size a file may be, unless it is small anyway."""
SMALL: Final = 64 * 1024
_MOST_DIRECTORY: Final = 2**20
"""How large the archive's list of its files may be."""

_BROKEN = (
    zipfile.BadZipFile,
    zlib.error,
    struct.error,
    EOFError,
    IndexError,
    OSError,
    OverflowError,
    RuntimeError,  # and NotImplementedError
    ValueError,  # and UnicodeError
)
"""What Python's reader raises over an archive that makes no sense."""

_END, _END_SIZE, _LONGEST_COMMENT = b"PK\x05\x06", 22, 0xFFFF
_LARGE, _LARGE_SIZE = b"PK\x06\x07", 20
_HEADER_SIZE = 30
_ENCRYPTION_FLAGS = 0x1 | 0x40 | 0x2000
_REPARSE_POINT = 0x400
_PACKED = (
    b"PK\x03\x04", b"PK\x05\x06", b"\x1f\x8b", b"7z\xbc\xaf", b"Rar!", b"BZh", b"\xfd7zX",
)  # fmt: skip
"""What files begin with that have files of their own inside, or unpack to something else."""

_AGAIN = "pack the folder again"
_WITHOUT_LINKS = "pack a copy of what it leads to"
_SEVERAL = "make several packs of it"
_NO_ARCHIVE = Complaint("it is no zip archive, or not all of one", "fetch it again")
_OVERLAP = Complaint("its files lie one in another, as in a zip bomb", "do not trust it")
_LINK = Complaint("it is a link, and may lead out of the pack", _WITHOUT_LINKS)
_DEVICE = Complaint("it is no ordinary file, but a device or a pipe", "leave it out")
_ENCRYPTED = Complaint("it is encrypted", f"{_AGAIN} without a password")
_METHOD = Complaint("it is packed by an unusual method", f"{_AGAIN} by the usual one, deflate")
_INSIDE = Complaint("it is an archive inside the archive", "unpack it, or leave it out")
_DAMAGED = Complaint("it is damaged, and cannot be unpacked", f"{_AGAIN}, or fetch it again")
_BOMB = Complaint(
    f"it is more than {MOST_TIMES} times larger than its packed form, as in a zip bomb",
    "do not trust it",
)


class Archive:
    """The files of a zip archive. Raises PackError, with all that is wrong, for a bad one."""

    def __init__(self, root: Path) -> None:
        self.root = root
        data = self._read_whole()
        self._check_end(data)
        try:
            self._zip = zipfile.ZipFile(io.BytesIO(data))
        except _BROKEN:
            self._refuse(_NO_ARCHIVE)
        found = self._zip.infolist()
        self._check_size(found)
        self._refuse_any(_complaints(found))
        self._infos = {info.filename: info for info in found if not info.is_dir()}
        self._refuse_any((name, _INSIDE) for name in self._infos if self._begin(name) in _PACKED)
        self.names = sorted(filter(counts, self._infos))

    def read(self, name: str, most: int) -> bytes:
        """Return a file's first `most` + 1 bytes; raise PackError where it cannot be unpacked."""
        if name not in self._infos:
            self._refuse(Complaint("the archive has no such file", ""), name)
        try:
            with self._zip.open(self._infos[name]) as file:
                return file.read(most + 1)
        except _BROKEN:
            self._refuse(_DAMAGED, name)

    def _begin(self, name: str) -> bytes:
        """Return as many bytes of a file as tell whether it is packed itself."""
        data = self.read(name, 3)
        return next((magic for magic in _PACKED if data.startswith(magic)), b"")

    def _read_whole(self) -> bytes:
        try:
            with self.root.open("rb") as file:
                data = file.read(MOST_BYTES + 1)
        except OSError as error:
            reason = (error.strerror or str(error)).lower()
            self._refuse(Complaint(f"the file cannot be read: {reason}", ""))
        if len(data) > MOST_BYTES:
            message = f"the archive is larger than {MOST_BYTES // 2**20} MiB"
            self._refuse(Complaint(message, _SEVERAL))
        return data

    def _check_end(self, data: bytes) -> None:
        """Refuse what is no archive, or has a list of files that is too long to be read.

        Looks for the end where Python's reader does, and does so before it.
        """
        at = len(data) - _END_SIZE
        if not (data.startswith(_END, max(at, 0)) and data.endswith(b"\0\0")):
            at = data.rfind(_END, max(at - _LONGEST_COMMENT, 0))
        if at < 0 or at + _END_SIZE > len(data):
            self._refuse(_NO_ARCHIVE)
        if data.startswith(_LARGE, max(at - _LARGE_SIZE, 0)):
            message = "it has the form for archives of many gigabytes"
            self._refuse(Complaint(message, f"{_AGAIN} in the usual form, without zip64"))
        count, size = struct.unpack_from("<HL", data, at + 10)
        if count > MOST_FILES or size > _MOST_DIRECTORY:
            self._refuse(_too_many())

    def _check_size(self, found: Sequence[zipfile.ZipInfo]) -> None:
        if len(found) > MOST_FILES:
            self._refuse(_too_many())
        if sum(info.file_size for info in found) > MOST_UNPACKED:
            message = f"its files unpack to more than {MOST_UNPACKED // 2**20} MiB"
            self._refuse(Complaint(message, _SEVERAL))
        if _overlap(found, self._zip.start_dir):
            self._refuse(_OVERLAP)

    def _refuse(self, complaint: Complaint, name: str = "") -> NoReturn:
        raise PackError((self._problem(name, complaint),))

    def _refuse_any(self, complaints: Iterator[tuple[str, Complaint]]) -> None:
        told = tuple(self._problem(name, complaint) for name, complaint in complaints)
        if told:
            raise PackError(told[:MOST_PROBLEMS])

    def _problem(self, name: str, complaint: Complaint) -> Problem:
        # Joined as texts: a path would drop what stands before an absolute name.
        file = f"{self.root}/{name}" if name else str(self.root)
        return Problem(file, 1, 1, complaint.message, complaint.cure or None)


def _complaints(found: Sequence[zipfile.ZipInfo]) -> Iterator[tuple[str, Complaint]]:
    """Yield every file that is refused for what the archive's list says of it."""
    for info in found:
        # What the list says in full: Python's reader ends a name at a zero byte.
        name = info.orig_filename.removesuffix("/")
        complaint = complaint_of(name) or _complaint_about(info)
        if complaint is not None:
            yield name, complaint
    yield from clashes(info.filename for info in found)


def _complaint_about(info: zipfile.ZipInfo) -> Complaint | None:
    kind = stat.S_IFMT(info.external_attr >> 16)
    if kind == stat.S_IFLNK or info.external_attr & _REPARSE_POINT:
        return _LINK
    if kind not in (0, stat.S_IFREG, stat.S_IFDIR):
        return _DEVICE
    if info.flag_bits & _ENCRYPTION_FLAGS:
        return _ENCRYPTED
    if info.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
        return _METHOD
    if info.file_size > max(SMALL, MOST_TIMES * info.compress_size):
        return _BOMB
    return _INSIDE if info.filename.lower().endswith(ARCHIVES) else None


def _overlap(found: Sequence[zipfile.ZipInfo], end: int) -> bool:
    """Tell whether two files share bytes of the archive, or one has bytes of its list."""
    spans = sorted((info.header_offset, info.compress_size + _HEADER_SIZE) for info in found)
    spans.append((end, 0))
    return spans[0][0] < 0 or any(at + size > after for (at, size), (after, _) in pairwise(spans))


def _too_many() -> Complaint:
    return Complaint(f"there are more than {MOST_FILES:,} files in it", _SEVERAL)
