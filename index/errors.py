"""The errors that a reader, an admin or the operator can be told."""

from errno import EACCES, EDQUOT, ENOSPC, EPERM, EROFS
from os import strerror
from pathlib import Path


class DatelineError(Exception):
    """Something a person can be told: `for_reader` is the one clear sentence they see."""

    def __init__(self, for_reader: str) -> None:
        super().__init__(for_reader)
        self.for_reader = for_reader


class UnreadableError(DatelineError):
    """A file, or one article in it, cannot be read; `for_reader` is the reason."""


class HeldError(DatelineError):
    """Another process holds the data directory."""


class MismatchError(DatelineError):
    """The index was built with something else than what is asked for now; the remedy is `rebuild`."""


class UnknownArticleError(DatelineError):
    """No article has this id."""


class SchemaError(DatelineError):
    """A stored file has the schema of another version, which this one does not open."""


class VectorsAwayError(DatelineError):
    """The Chroma server does not answer, or not as it should. Words and days do."""


class StorageError(DatelineError):
    """A store cannot be read or written; whatever was being written is not stored."""


class DiskFullError(StorageError):
    """There is no room left to write to."""


class ReadOnlyError(StorageError):
    """The data directory may be read and not written."""


class DamagedError(StorageError):
    """A stored file is not what was written to it."""


def storage_error(number: int, path: Path, detail: str = "") -> StorageError:
    """Return what the operating system refused, as a sentence that says what to do.

    `number` is one of `errno`, 0 if it is not known; `detail` is what the store said.
    """
    if number in (ENOSPC, EDQUOT):
        return DiskFullError(f"The disk is full: make room where {path} is, and do it again.")
    if number in (EROFS, EACCES, EPERM):
        return ReadOnlyError(f"{path} cannot be written ({strerror(number)}): see who may write there.")
    return StorageError(f"{path} cannot be used: {detail or strerror(number)}.")
