"""The update walk: files become articles, and the archive stores them."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from index.adding import Outcome
from index.archive import Archive
from index.export import bring_originals, is_export, read_export
from index.ingest.files import find_files
from index.ingest.reader import read_file
from index.ingest.skipped import Skipped
from index.model.article import Article

Progress = Callable[[str, int], None]  # (the title just stored, articles so far)


class FileReader(Protocol):
    """How a file is read: here, or in a child process."""

    def __call__(self, path: Path, *, origin: str | None = None) -> Iterable[Article | Skipped]:
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
    archive: Archive, paths: Sequence[Path], *, origin: str | None = None, progress: Progress | None = None
) -> AddReport:
    """Add files, and folders with all that is in them. What cannot be read is skipped with its reason.

    `origin` says where a file came from when that is not its path: "telegram/notes.txt".
    """
    skipped: list[Skipped] = []
    outcomes = []
    for outcome in archive.add(_read(paths, archive.data_dir, origin, skipped)):
        outcomes.append(outcome)
        if progress:
            progress(outcome.source.title, len(outcomes))
    return AddReport(tuple(outcomes), tuple(skipped))


def read_any(
    path: Path, data_dir: Path, *, origin: str | None = None, read: FileReader = read_file
) -> Iterator[Article | Skipped]:
    """Yield the articles of a file: an export of Dateline as it was, everything else as `read` understands it."""
    if not is_export(path):
        yield from read(path, origin=origin)
        return
    yield from read_export(path, origin or str(path))
    bring_originals(path, data_dir)


def _read(paths: Iterable[Path], data_dir: Path, origin: str | None, skipped: list[Skipped]) -> Iterator[Article]:
    for path in find_files(paths):
        for one in [path] if isinstance(path, Skipped) else read_any(path, data_dir, origin=origin):
            if isinstance(one, Skipped):
                skipped.append(one)
            else:
                yield one
