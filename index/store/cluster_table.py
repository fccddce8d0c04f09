"""The catalogue's clusters of near-duplicates: articles with their signatures, found by the bands of these."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from index.store.sqlite_file import Database


@dataclass(frozen=True, slots=True)
class Signed:
    """An article with the signature of its text."""

    article_id: str
    cluster: int  # the key of the cluster's first article
    signature: bytes


class ClusterTable:
    """Which articles are near-duplicates of each other. Methods that write need a transaction around them."""

    def __init__(self, db: Database) -> None:
        self._db = db

    def sharing(self, bands: Sequence[int]) -> list[Signed]:
        """Return the articles that share at least one of these bands."""
        marks = ",".join("?" * len(bands))
        rows = self._db.rows(
            "SELECT a.id, l.family, l.signature FROM likeness l JOIN articles a ON a.key = l.article"
            f" WHERE l.article IN (SELECT article FROM bands WHERE band IN ({marks}))",
            bands,
        )
        return [Signed(*row) for row in rows]

    def put(self, article_key: int, cluster: int, signature: bytes, bands: Iterable[int]) -> None:
        """Note an article's signature and its cluster."""
        self._db.write("INSERT INTO likeness VALUES (?, ?, ?)", (article_key, cluster, signature))
        self._db.write_many("INSERT OR IGNORE INTO bands VALUES (?, ?)", [(band, article_key) for band in bands])

    def forget(self, article_key: int) -> None:
        """Forget an article's signature."""
        self._db.write("DELETE FROM bands WHERE article = ?", (article_key,))
        self._db.write("DELETE FROM likeness WHERE article = ?", (article_key,))

    def of(self, article_ids: Iterable[str]) -> dict[str, int]:
        """Return the cluster of each article that has near-duplicates, or could have."""
        ids = list(article_ids)
        marks = ",".join("?" * len(ids))
        rows = self._db.rows(
            f"SELECT a.id, l.family FROM likeness l JOIN articles a ON a.key = l.article WHERE a.id IN ({marks})", ids
        )
        return dict(rows)
