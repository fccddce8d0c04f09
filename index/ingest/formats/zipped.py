"""The zip that archives and office documents are: looked at as a whole before anything in it is unpacked."""

import zlib
from dataclasses import dataclass
from datetime import date
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZIP_STORED, BadZipFile, ZipFile, ZipInfo

from index.errors import UnreadableError
from index.ingest.dates.publication_date import day_or_none

MOST_MEMBERS = 10_000  # files in one archive
MOST_UNPACKED = 300_000_000  # bytes of all of them
LARGEST_MEMBER = 50_000_000  # bytes of one
# Words shrink to a fifth, the most regular tables to a fiftieth; a bomb to a thousandth.
MOST_SHRUNK = 200
SMALL = 1_000_000  # bytes; what is smaller may be shrunk as it likes

_ENTRY = b"PK\x01\x02"  # how each entry of a zip's table of contents begins
_LOCKED = 0x1


@dataclass(slots=True)
class UnpackBudget:
    """What one file may still unpack, with all that lies in it."""

    left: int = MOST_UNPACKED  # bytes
    members: int = MOST_MEMBERS  # files in one export; other archives have MOST_MEMBERS

    def spend(self, size: int) -> None:
        """Count bytes.

        Raises:
            UnreadableError: they are too many.
        """
        self.left -= size
        if self.left < 0:
            megabytes = MOST_UNPACKED // 1_000_000
            raise UnreadableError(f"it unpacks to more than {megabytes} MB: send its files in several archives")


def open_zip(raw: bytes) -> ZipFile:
    """Return a zip that may be unpacked.

    Its entries are counted before they are read: a table of 200,000 would take 100 MB of memory.

    Raises:
        UnreadableError: it is broken, or a zip bomb.
    """
    if raw.count(_ENTRY) > MOST_MEMBERS:
        raise UnreadableError(f"it holds more than {MOST_MEMBERS:,} files: send it in several archives")
    try:
        archive = ZipFile(BytesIO(raw))
    except (BadZipFile, ValueError, OSError, EOFError, NotImplementedError, OverflowError):
        raise UnreadableError("the zip in it is broken or cut short: send it again") from None
    try:
        for entry in archive.infolist():
            refuse_zip_bomb(entry.file_size, entry.compress_size)
        UnpackBudget().spend(sum(entry.file_size for entry in archive.infolist()))
    except UnreadableError:
        archive.close()
        raise
    return archive


def refuse_zip_bomb(size: int, packed: int) -> None:
    """Refuse a member that unpacks to far more than its packed size.

    Raises:
        UnreadableError: it does.
    """
    if size > SMALL and size > MOST_SHRUNK * max(packed, 1):
        raise UnreadableError(
            f"it unpacks to more than {MOST_SHRUNK} times its size, as a zip bomb does: send its texts alone"
        )


def unpack(archive: ZipFile, entry: ZipInfo | str, budget: UnpackBudget, most: int = LARGEST_MEMBER) -> bytes:
    """Return what a member holds.

    Raises:
        UnreadableError: it is locked, damaged or too large.
        KeyError: there is no such member.
    """
    entry = archive.getinfo(entry) if isinstance(entry, str) else entry
    if entry.flag_bits & _LOCKED:
        raise UnreadableError("it is locked with a password: send it without one")
    if entry.compress_type not in (ZIP_STORED, ZIP_DEFLATED):
        raise UnreadableError("it is packed in a way that is not read: pack it with an ordinary zip program")
    if entry.file_size > most:
        raise UnreadableError(f"it is larger than {most // 1_000_000} MB: split it")
    try:
        with archive.open(entry) as member:
            raw = member.read(most + 1)  # what the table of contents says of its size may be a lie
    except (BadZipFile, zlib.error, ValueError, OSError, EOFError, NotImplementedError, RuntimeError):
        raise UnreadableError("its place in the zip is damaged: send it again") from None
    if len(raw) > most:
        raise UnreadableError(f"it is larger than {most // 1_000_000} MB: split it")
    refuse_zip_bomb(len(raw), entry.compress_size)
    budget.spend(len(raw))
    return raw


def day_of(entry: ZipInfo) -> date | None:
    """Return the day a member was written; None for 1980-01-01, which stands for none."""
    year, month, day = entry.date_time[:3]
    return day_or_none(year, month, day) if (year, month, day) != (1980, 1, 1) else None
