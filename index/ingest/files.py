"""Finds the files in the folders that an operator names."""

import errno
import os
from collections.abc import Iterable, Iterator
from pathlib import Path

from index.ingest.skipped import Skipped


def find_files(paths: Iterable[Path]) -> Iterator[Path | Skipped]:
    """Yield the files to read: folders as deep as they go, in order, hidden files left out, each file once.

    A path that is not there, a folder that holds nothing or may not be opened comes as Skipped.
    """
    seen: set[tuple[int, int]] = set()
    for path in map(Path, paths):
        yield from _walk(path, seen, named=True)


def _walk(path: Path, seen: set[tuple[int, int]], named: bool) -> Iterator[Path | Skipped]:
    try:
        stat = path.stat()
        # One file under two names is read once, and a link back to a folder above ends there.
        if (stat.st_dev, stat.st_ino) in seen:
            return
        seen.add((stat.st_dev, stat.st_ino))
        if path.is_file():
            yield path
        elif path.is_dir():
            yield from _walk_folder(path, seen, named)
        else:
            yield Skipped(str(path), "it is neither a file nor a folder: name one that is")
    except OSError as error:
        yield Skipped(str(path), explain_os_error(error))


def _walk_folder(folder: Path, seen: set[tuple[int, int]], named: bool) -> Iterator[Path | Skipped]:
    names = sorted(name for name in os.listdir(folder) if not name.startswith("."))
    empty = True
    for name in names:
        for found in _walk(folder / name, seen, named=False):
            empty = False
            yield found
    if empty and named:
        yield Skipped(str(folder), "the folder holds no files to read: put articles in it, or name another")


def explain_os_error(error: OSError) -> str:
    """Say in one sentence why a path cannot be opened, and what to do."""
    if isinstance(error, FileNotFoundError):
        return "there is no such file or folder: check the spelling of its name"
    if isinstance(error, PermissionError):
        return "it may not be opened: give the user that runs Dateline the right to read it"
    if isinstance(error, IsADirectoryError):
        return "it is a folder: name it to `dateline add`, which reads the files in it"
    return f"it cannot be opened ({error.strerror or error}): see whether the disk and the name are right"


def is_disk_full(error: OSError) -> bool:
    """Whether writing failed because the disk is full, over its quota, or mounted for reading only."""
    return error.errno in (errno.ENOSPC, errno.EDQUOT, errno.EROFS)
