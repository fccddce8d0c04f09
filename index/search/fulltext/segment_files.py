"""The files of a full-text index: read where nothing can be written, and checked for damage."""

import json
import os
import struct
import tempfile
import zlib
from pathlib import Path

from index.errors import storage_error

FOOTER_MARK = 1337


def is_read_only(folder: Path) -> bool:
    """Whether a folder is there and cannot be written."""
    return folder.is_dir() and not os.access(folder, os.W_OK)


class LinkedFolder:
    """A folder of links to an index that cannot be written: tantivy makes a lock file even to read.

    Raises:
        StorageError: it cannot be made.
    """

    def __init__(self, folder: Path) -> None:
        self._linked = folder
        try:
            self._temporary = tempfile.TemporaryDirectory(prefix="dateline-words-")
        except OSError as error:
            raise storage_error(error.errno or 0, folder) from error
        self.path = Path(self._temporary.name)
        self.follow()

    def follow(self) -> None:
        """Link the files that have come since."""
        for file in self._linked.iterdir():
            link = self.path / file.name
            if file.suffix != ".lock" and not link.is_symlink():
                link.symlink_to(file.absolute())

    def remove(self) -> None:
        """Remove the links."""
        self._temporary.cleanup()


def find_damage(folder: Path) -> str:
    """Return what is wrong with the files of an index; "" for nothing. Reads all of them."""
    for file in sorted(folder.glob("[!.]*.*")):
        if file.suffix not in (".json", ".lock") and not _is_whole(file.read_bytes()):
            return f"{file} is damaged"
    return ""


def _is_whole(held: bytes) -> bool:
    """Whether a file is what tantivy wrote.

    It ends in a footer: JSON with the CRC-32 of what is before it, its length in four bytes, and a mark in four.
    """
    try:
        size, mark = struct.unpack("<II", held[-8:])
        footer = json.loads(held[-8 - size : -8])
        return bool(mark == FOOTER_MARK and footer["crc"] == zlib.crc32(held[: -8 - size]))
    except (struct.error, ValueError, KeyError, TypeError):
        return False
