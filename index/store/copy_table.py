"""The catalogue's copies: the same words, published elsewhere. Only where they came from is kept."""

from collections.abc import Iterable

from index.model.article import Article, Source
from index.model.stored import StoredCopy
from index.store.codec import article_to_row, day_or_none, now
from index.store.sqlite_file import Database


class CopyTable:
    """Copies, each noted with the article that has its words. Methods that write need a transaction around them."""

    def __init__(self, db: Database) -> None:
        self._db = db

    def has(self, copy_id: str, words_hash: str) -> bool:
        """Return whether these words are already noted as a copy under this id."""
        row = self._db.row("SELECT words_hash FROM copies WHERE id = ?", (copy_id,))
        return row is not None and row[0] == words_hash

    def article_of(self, copy_id: str) -> str:
        """Return the id of the article that has this copy's words; "" if there is no such copy."""
        row = self._db.row("SELECT a.id FROM copies c JOIN articles a ON a.key = c.article WHERE c.id = ?", (copy_id,))
        return str(row[0]) if row else ""

    def add(self, copy: Article, article_id: str, words_hash: str) -> None:
        """Note that `copy` has the words of an article."""
        self._db.write(
            "INSERT OR REPLACE INTO copies SELECT :id, key, :title, :outlet, :url, :published, :origin, :words_hash,"
            " :added_at FROM articles WHERE id = :article_id",
            article_to_row(copy) | {"article_id": article_id, "words_hash": words_hash, "added_at": now()},
        )

    def remove(self, copy_id: str) -> None:
        """Forget that there was a copy under this id."""
        self._db.write("DELETE FROM copies WHERE id = ?", (copy_id,))

    def of(self, article_id: str) -> list[StoredCopy]:
        """Return an article's copies, in the order in which they came."""
        rows = self._db.rows(
            "SELECT c.id, c.title, c.published, c.outlet, c.url, c.origin"
            " FROM copies c JOIN articles a ON a.key = c.article WHERE a.id = ? ORDER BY c.added_at, c.rowid",
            (article_id,),
        )
        return [
            StoredCopy(copy_id, Source(title, day_or_none(published), outlet=outlet, url=url), origin)
            for copy_id, title, published, outlet, url, origin in rows
        ]

    def outlets(self, article_ids: Iterable[str]) -> dict[str, tuple[str, ...]]:
        """Return, for each article that has copies, the outlets that ran them (or their titles)."""
        found: dict[str, tuple[str, ...]] = {}
        for article_id in article_ids:
            rows = self._db.rows(
                "SELECT c.outlet, c.title FROM copies c JOIN articles a ON a.key = c.article WHERE a.id = ?"
                " ORDER BY c.added_at",
                (article_id,),
            )
            if rows:
                found[article_id] = tuple(dict.fromkeys(outlet or title for outlet, title in rows))
        return found
