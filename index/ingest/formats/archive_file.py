"""zip, tar, tar.gz and gz → the files in them, none of which is ever written to disk."""

import gzip
import io
import tarfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import PurePosixPath
from typing import TYPE_CHECKING, Protocol

from index.errors import UnreadableError
from index.ingest.draft import ParseError
from index.ingest.formats.zipped import (
    LARGEST_MEMBER,
    MOST_MEMBERS,
    MOST_UNPACKED,
    UnpackBudget,
    day_of,
    open_zip,
    refuse_zip_bomb,
    unpack,
)

if TYPE_CHECKING:
    from _typeshed import WriteableBuffer

_SYSTEM = ("__MACOSX", "Thumbs.db", "desktop.ini")  # what file managers leave in archives
_BROKEN = "the archive is broken or cut short: send it again"


class _Readable(Protocol):
    def read(self, size: int = -1, /) -> bytes: ...


@dataclass(frozen=True, slots=True)
class Member:
    """A file in an archive, or attached to an email."""

    name: str  # "2023/ferry.docx", with "/" between its parts
    raw: bytes
    written: date | None  # when it was last written; None if unknown


def read_zip(raw: bytes, budget: UnpackBudget) -> Iterator[Member | ParseError]:
    """Yield the files of a zip; one that may not be read becomes a ParseError."""
    with open_zip(raw) as archive:
        for entry in archive.infolist():
            name = entry.filename.replace("\\", "/")
            if entry.is_dir() or is_hidden(name):
                continue
            if reason := _unsafe_name_reason(name) or _not_a_file_reason(entry.external_attr >> 16):
                yield ParseError(reason, name)
                continue
            try:
                member = Member(name, unpack(archive, entry, budget), day_of(entry))
            except UnreadableError as error:
                if budget.left < 0:
                    raise
                yield ParseError(error.for_reader, name)
                continue
            yield member


def read_tar(raw: bytes, budget: UnpackBudget, *, gzipped: bool) -> Iterator[Member | ParseError]:
    """Yield the files of a tar; links and devices become ParseErrors.

    It is read through once before, to refuse a bomb as a whole.
    """
    for _ in _walk(raw, gzipped):
        pass
    for entry, file in _walk(raw, gzipped):
        if entry.isdir() or is_hidden(entry.name):
            continue
        if reason := _unsafe_name_reason(entry.name) or _not_a_member_reason(entry):
            yield ParseError(reason, entry.name)
        elif entry.size > LARGEST_MEMBER:
            yield ParseError(f"it is larger than {LARGEST_MEMBER // 1_000_000} MB: split it", entry.name)
        elif file is not None:
            budget.spend(entry.size)
            yield Member(entry.name, _read(file), _day_of(entry))


def read_gzip(raw: bytes, budget: UnpackBudget, name: str) -> Iterator[Member | ParseError]:
    """Yield the one file in a .gz, or the files of the tar in it."""
    with gzip.GzipFile(fileobj=io.BytesIO(raw)) as file:
        head = _read(file, 512)
    if is_tar(head):
        yield from read_tar(raw, budget, gzipped=True)
        return
    with gzip.GzipFile(fileobj=io.BytesIO(raw)) as file:
        held = _read(file, LARGEST_MEMBER + 1)
    if len(held) > LARGEST_MEMBER:
        raise UnreadableError(f"it unpacks to more than {LARGEST_MEMBER // 1_000_000} MB: split it")
    refuse_zip_bomb(len(held), len(raw))
    budget.spend(len(held))
    yield Member(PurePosixPath(name.replace("\\", "/")).name.removesuffix(".gz") or "file", held, None)


def is_tar(raw: bytes) -> bool:
    """Whether a file begins as a tar does."""
    return raw[257:262] == b"ustar"


def is_hidden(name: str) -> bool:
    """Whether a file is its system's own, or hidden: those are left out of folders, too."""
    parts = name.split("/")
    return any(part in _SYSTEM for part in parts) or parts[-1].startswith(".")


def _walk(raw: bytes, gzipped: bool) -> Iterator[tuple[tarfile.TarInfo, _Readable | None]]:
    """Yield the entries of a tar one after the other, counting them and the bytes that come out of the gzip."""
    plain: _Readable = gzip.GzipFile(fileobj=io.BytesIO(raw)) if gzipped else io.BytesIO(raw)
    try:
        with tarfile.open(fileobj=io.BufferedReader(_BudgetedStream(plain, len(raw))), mode="r|") as archive:
            for number, entry in enumerate(archive, 1):
                if number > MOST_MEMBERS:
                    raise UnreadableError(f"it holds more than {MOST_MEMBERS:,} files: send it in several archives")
                yield entry, archive.extractfile(entry) if entry.isreg() and entry.size <= LARGEST_MEMBER else None
    except (tarfile.TarError, zlib.error, OSError, EOFError, ValueError, OverflowError, IndexError):
        raise UnreadableError(_BROKEN) from None


class _BudgetedStream(io.RawIOBase):
    """The bytes of a file, counted: more than may be unpacked, or far more than were packed, are refused."""

    def __init__(self, file: _Readable, packed: int) -> None:
        self._file, self._packed, self._budget = file, packed, UnpackBudget()

    def readable(self) -> bool:
        """Say that one may read it."""
        return True

    def readinto(self, buffer: "WriteableBuffer", /) -> int:
        """Give the next bytes.

        Raises:
            UnreadableError: there are too many.
        """
        room = memoryview(buffer)
        held = self._file.read(len(room))
        self._budget.spend(len(held))
        refuse_zip_bomb(MOST_UNPACKED - self._budget.left, self._packed)
        room[: len(held)] = held
        return len(held)


def _read(file: _Readable, size: int = -1) -> bytes:
    try:
        return file.read(size)
    except (tarfile.TarError, zlib.error, OSError, EOFError, ValueError):
        raise UnreadableError(_BROKEN) from None


def _unsafe_name_reason(name: str) -> str:
    """Return why a name is refused: one that leads out of the archive could overwrite other files."""
    if name.startswith("/") or ".." in name.split("/") or name[1:2] == ":" or "\0" in name:
        return "its name leads out of the archive: pack it again under a plain name"
    return ""


def _not_a_file_reason(mode: int) -> str:
    """Return why an entry of a zip is not a file, by the kind in its Unix mode; 0 and 8 are plain files."""
    return "" if mode >> 12 in (0, 8) else "it is a link or a device, not a file: pack the file itself"


def _not_a_member_reason(entry: tarfile.TarInfo) -> str:
    return "" if entry.isreg() else "it is a link or a device, not a file: pack the file itself"


def _day_of(entry: tarfile.TarInfo) -> date | None:
    """Return the day a file was written; None for 0, which stands for none."""
    return datetime.fromtimestamp(entry.mtime, UTC).date() if 86_400 < entry.mtime < 4_102_444_800 else None
