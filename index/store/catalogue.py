"""The catalogue, in SQLite: the truth about articles, their passages and the days they speak of.

The full-text and the vector index are derived from it.
"""

from contextlib import AbstractContextManager
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from index.store.article_table import ArticleTable
from index.store.cluster_table import ClusterTable
from index.store.codec import day_or_none
from index.store.copy_table import CopyTable
from index.store.day_table import DayTable
from index.store.history import History
from index.store.index_state import IndexState
from index.store.passage_table import PassageTable
from index.store.sqlite_file import Database


@dataclass(frozen=True, slots=True)
class Counts:
    """What the catalogue holds, in numbers."""

    articles: int
    passages: int
    copies: int
    embedded: int  # passages that the vector index holds
    first_day: date | None
    last_day: date | None
    first_published: date | None
    last_published: date | None


class Catalogue:
    """The tables of one archive, in one file."""

    def __init__(self, path: Path, *, write: bool) -> None:
        """Open the file, made anew or upgraded if it is opened for writing.

        Raises:
            SchemaError: another version's file.
            StorageError: the file cannot be used. So may every method of every table.
        """
        self._db = Database(path, write=write)
        self.articles = ArticleTable(self._db)
        self.copies = CopyTable(self._db)
        self.passages = PassageTable(self._db)
        self.days = DayTable(self._db)
        self.clusters = ClusterTable(self._db)
        self.index_state = IndexState(self._db, self.passages)
        self.history = History(self._db)

    def close(self) -> None:
        """Close the file."""
        self._db.close()

    def is_empty(self) -> bool:
        """Whether nothing was ever stored here, or all of it was taken out and the derived indexes know."""
        if not self._db.row("SELECT 1 FROM sqlite_master WHERE name = 'articles'"):
            return True  # a file of no bytes
        return not self._db.row("SELECT 1 FROM articles UNION ALL SELECT 1 FROM gone LIMIT 1")

    def transaction(self) -> AbstractContextManager[None]:
        """All of what is written inside is stored, or nothing."""
        return self._db.transaction()

    def fact(self, name: str) -> str:
        """Return what was noted about the whole archive under a name, or ""."""
        row = self._db.row("SELECT value FROM facts WHERE name = ?", (name,))
        return str(row[0]) if row else ""

    def note(self, name: str, value: str) -> None:
        """Note a fact about the whole archive, such as the model that its vectors come from."""
        self._db.write("INSERT OR REPLACE INTO facts VALUES (?, ?)", (name, value))

    def counts(self) -> Counts:
        """Return what is held, in numbers."""
        row = self._db.row(
            "SELECT (SELECT count(*) FROM articles), (SELECT count(*) FROM passages), (SELECT count(*) FROM copies),"
            " (SELECT count(*) FROM passages) - (SELECT count(*) FROM passages WHERE embedded = 0),"
            " (SELECT min(first) FROM mentions), (SELECT max(last) FROM mentions),"
            " (SELECT min(published) FROM articles), (SELECT max(published) FROM articles)"
        )
        return Counts(row[0], row[1], row[2], row[3], *map(day_or_none, row[4:]))
