"""The update walk: files become articles, and the archive stores them."""

import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import chain
from pathlib import Path
from typing import Protocol

from index.adding import Outcome
from index.archive import Archive
from index.export import keep_original
from index.ingest.files import find_files
from index.ingest.formats.dateline_export import Original
from index.ingest.formats.zipped import UnpackBudget
from index.ingest.reader import read_file
from index.ingest.repeated_ids import refuse_repeated_ids
from index.ingest.sandbox import read_in_sandbox
from index.ingest.skipped import Skipped
from index.ingest.web.pages import Download
from index.model.article import Article

Progress = Callable[[str, int], None]  # (the title just stored, articles so far)


class FileReader(Protocol):
    """How a file is read: here, or in a child process."""

    def __call__(self, path: Path, *, origin: str | None = None) -> Iterable[Article | Original | Skipped]:
        """Yield what is in it."""
        ...


@dataclass(frozen=True, slots=True)
class AddReport:
    """What became of everything that was to be added."""

    outcomes: tuple[Outcome, ...]
    skipped: tuple[Skipped, ...]

    @property
    def added(self) -> int:
        """Articles that are new."""
        return self._count("added")

    @property
    def updated(self) -> int:
        """Articles that took the place of an earlier version."""
        return self._count("updated")

    @property
    def unchanged(self) -> int:
        """Articles that were here already."""
        return self._count("unchanged")

    @property
    def copies(self) -> int:
        """Articles with the words of another one."""
        return self._count("copy")

    def _count(self, status: str) -> int:
        return sum(one.status == status for one in self.outcomes)


def add_paths(
    archive: Archive,
    paths: Sequence[Path],
    *,
    origin: str | None = None,
    origin_root: Path | None = None,
    downloads: Sequence[Download] = (),
    progress: Progress | None = None,
) -> AddReport:
    """Add files, and folders with all that is in them. What cannot be read is skipped with its reason.

    `origin` says where a file came from when that is not its path: "telegram/notes.txt". With `origin_root` files come
    from their path below that folder's parent, wherever it lies. Downloads come from their URL, and are read in the
    sandbox.
    """
    skipped: list[Skipped] = []
    outcomes = []
    files = _read_paths(paths, archive.data_dir, origin, origin_root)
    found = chain(files, _read_downloads(downloads, archive.data_dir))
    for outcome in archive.add(_articles(found, skipped)):
        outcomes.append(outcome)
        if progress:
            progress(outcome.source.title, len(outcomes))
    return AddReport(tuple(outcomes), tuple(skipped))


def read_any(
    path: Path, data_dir: Path, *, origin: str | None = None, read: FileReader = read_file
) -> Iterator[Article | Skipped]:
    """Yield the articles of a file, and bring the original files of an export to where the archive keeps its own.

    Raises:
        OSError: the disk is full or cannot be written.
    """
    for found in refuse_repeated_ids(read(path, origin=origin)):
        if not isinstance(found, Original):
            yield found
        elif reason := keep_original(found, data_dir):
            yield Skipped(f"{origin or path}/{found.name}", reason)


def read_own_file(path: Path, *, origin: str | None = None) -> Iterable[Article | Original | Skipped]:
    """Yield what `read_file` yields. An export may be of any size: the operator restores an archive with it."""
    return read_file(path, origin=origin, export_budget=UnpackBudget(sys.maxsize, sys.maxsize))


def _read_paths(
    paths: Iterable[Path], data_dir: Path, origin: str | None, root: Path | None
) -> Iterator[Article | Skipped]:
    for path in find_files(paths):
        if isinstance(path, Skipped):
            yield path
        else:
            below = path.relative_to(root.parent).as_posix() if root else origin
            yield from read_any(path, data_dir, origin=below, read=read_own_file)


def _read_downloads(downloads: Iterable[Download], data_dir: Path) -> Iterator[Article | Skipped]:
    for download in downloads:
        yield from read_any(download.path, data_dir, origin=download.url, read=read_in_sandbox)


def _articles(found: Iterable[Article | Skipped], skipped: list[Skipped]) -> Iterator[Article]:
    for one in found:
        if isinstance(one, Skipped):
            skipped.append(one)
        else:
            yield one
