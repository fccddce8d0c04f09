"""Whether a data directory is whole: what must be known before it is opened, and what is damaged in it."""

from dataclasses import dataclass
from pathlib import Path

from index.errors import DatelineError, MismatchError, StorageError
from index.process_lock import ProcessLock
from index.search.fulltext.full_text_index import FullTextIndex
from index.search.fulltext.segment_files import find_damage as find_damaged_segment
from index.search.vectors import VectorIndex
from index.store.catalogue import Catalogue
from index.store.sqlite_file import check_file


@dataclass(frozen=True, slots=True)
class Damage:
    """One store that is not what was written to it."""

    store: str  # "catalogue", "words" or "vectors": as its file or folder is called
    said: str  # what is wrong
    remedy: str  # what to do


def check_before_writing(data_dir: Path) -> None:
    """Check that a lost catalogue is not taken for a new one, which would empty the indexes.

    Raises:
        StorageError: there is a full-text index and no catalogue to it, or one that cannot be read.
    """
    if not _has_articles(data_dir) and (held := _passages_held(data_dir)):
        raise StorageError(_lost(data_dir, held))


def check_before_reading(data_dir: Path) -> None:
    """Check that there is something to be read.

    Raises:
        MismatchError: the full-text index is missing.
        StorageError: the catalogue is missing and the full-text index is not, or the catalogue cannot be read.
        DatelineError: there are no articles yet.
    """
    has_index = (data_dir / "words" / "meta.json").exists()
    if _has_articles(data_dir):
        if has_index:
            return
        raise MismatchError(
            f"The full-text index in {data_dir} is missing: run `dateline rebuild`, or start the bot, and it is made "
            "from the catalogue."
        )
    if held := _passages_held(data_dir):
        raise StorageError(_lost(data_dir, held))
    if not has_index or not (data_dir / "catalogue.sqlite").exists():
        raise DatelineError(f"There are no articles in {data_dir} yet: add some with `dateline add PATH`.")


def find_damage(data_dir: Path, vectors: VectorIndex | None) -> list[Damage]:
    """Return what is damaged; reads every file of the catalogue and the full-text index, and opens the vectors.

    `vectors` is None if they are on a server. Another process's vectors are left alone.
    """
    found = []
    if said := check_file(data_dir / "catalogue.sqlite"):
        found.append(Damage("catalogue", said, "Put your backup of catalogue.sqlite in its place."))
    if said := find_damaged_segment(data_dir / "words"):
        found.append(Damage("words", said, "Run `dateline rebuild`: it is made anew from the catalogue."))
    if vectors and (said := _vector_damage(data_dir, vectors)):
        found.append(Damage("vectors", said, "Run `dateline rebuild`: they are made anew. Words and days answer."))
    return found


def _vector_damage(data_dir: Path, vectors: VectorIndex) -> str:
    file = data_dir / "vectors" / "chroma.sqlite3"
    hold = ProcessLock(data_dir / "vectors.lock")
    if not file.exists() or hold.is_held_elsewhere():
        return ""
    if said := check_file(file):
        return said
    try:
        vectors.count()
    except StorageError as error:
        return error.for_reader
    return ""


def _has_articles(data_dir: Path) -> bool:
    path = data_dir / "catalogue.sqlite"
    if not path.exists():
        return False
    catalogue = Catalogue(path, write=False)
    try:
        return not catalogue.is_empty()
    finally:
        catalogue.close()


def _passages_held(data_dir: Path) -> int:
    """Return how many passages the full-text index holds; 0 if there is none, 1 if it cannot be told."""
    if not (data_dir / "words" / "meta.json").exists():
        return 0
    try:
        index = FullTextIndex(data_dir / "words", write=False)
    except MismatchError:
        return 1
    held = len(index)
    index.close()
    return held


def _lost(data_dir: Path, held: int) -> str:
    return (
        f"{data_dir / 'catalogue.sqlite'} is missing or empty, and the full-text index beside it holds {held} passages:"
        f" restore your backup of that file, or start anew with `mv {data_dir} {data_dir}.old`."
    )
