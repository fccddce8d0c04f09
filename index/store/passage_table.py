"""The catalogue's passages, and the days they name."""

from collections.abc import Iterable, Sequence
from typing import Any

from index.model.dates import day_number
from index.model.passage import Passage
from index.model.stored import StoredPassage
from index.store.codec import PASSAGE_COLUMNS, passage_of_row, sentences_to_json
from index.store.sqlite_file import Database, undamaged

PASSAGE_ID = "a.id || ':' || a.version || ':' || p.number"


class PassageTable:
    """Passages by key and by id. A key is never used again; an id is `article:version:number`."""

    def __init__(self, db: Database) -> None:
        self._db = db

    def add(self, article_key: int, passages: Iterable[Passage]) -> None:
        """Store the passages of an article. Needs a transaction around it."""
        for passage in passages:
            key = self._db.write(
                "INSERT INTO passages (article, number, start, end, sentences) VALUES (?, ?, ?, ?, ?)",
                (article_key, passage.number, passage.start, passage.end, sentences_to_json(passage.sentences)),
            )
            self._db.write_many(
                "INSERT OR IGNORE INTO mentions VALUES (?, ?, ?)",
                [(key, day_number(s.first), day_number(s.last)) for s in passage.spans],
            )

    def of(self, article_id: str) -> list[Passage]:
        """Return an article's passages in order."""
        return [one.passage for one in self.read("WHERE a.id = ? ORDER BY p.number", (article_id,))]

    def by_key(self, keys: Iterable[int]) -> dict[int, StoredPassage]:
        """Return the passages of these keys; a key that is gone is left out."""
        marks = ",".join(str(int(key)) for key in keys)
        return {one.key: one for one in self.read(f"WHERE p.key IN ({marks})")}

    def ids(self, keys: Iterable[int]) -> dict[int, str]:
        """Return the ids of the passages of these keys; a key that is gone is left out."""
        marks = ",".join(str(int(key)) for key in keys)
        rows = self._db.rows(
            f"SELECT p.key, {PASSAGE_ID} FROM passages p JOIN articles a ON a.key = p.article WHERE p.key IN ({marks})"
        )
        return dict(rows)

    def last_key(self) -> int:
        """Return the highest key; 0 if there is no passage."""
        row = self._db.row("SELECT max(key) FROM passages")
        return int(row[0] or 0) if row else 0

    def keys(self, passage_ids: Sequence[str]) -> dict[str, int]:
        """Return the keys of passages by their ids; an id that is gone is left out."""
        found = {}
        for passage_id in passage_ids:
            article_id, version, number = passage_id.rsplit(":", 2)
            row = self._db.row(
                "SELECT p.key FROM articles a JOIN passages p ON p.article = a.key"
                " WHERE a.id = ? AND a.version = ? AND p.number = ?",
                (article_id, int(version), int(number)),
            )
            if row:
                found[passage_id] = int(row[0])
        return found

    def read(self, rest: str, values: Sequence[Any] = ()) -> list[StoredPassage]:
        """Return the passages that the rest of a query names: p is the passage, a its article."""
        rows = self._db.rows(
            f"SELECT {PASSAGE_COLUMNS} FROM passages p JOIN articles a ON a.key = p.article {rest}", values
        )
        texts = self._texts_of({str(row[6]) for row in rows if row[5] is None})
        with undamaged(self._db.path):
            return [passage_of_row(row, texts) for row in rows]

    def _texts_of(self, article_ids: Iterable[str]) -> dict[str, str]:
        texts = {}
        for article_id in article_ids:
            [(texts[article_id],)] = self._db.rows("SELECT text FROM articles WHERE id = ?", (article_id,))
        return texts
