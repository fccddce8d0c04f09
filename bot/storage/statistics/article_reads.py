"""How often each article was quoted in an answer, and its passages opened by a tap. Who read it is not kept."""

from collections.abc import Iterable
from dataclasses import dataclass

from bot.storage.database import Database
from bot.storage.sqlite.expendable import expendable


@dataclass(frozen=True, slots=True)
class Reads:
    """How often an article was read, since it is counted."""

    opened: int = 0  # taps on a number under an answer
    cited: int = 0  # answers that quote it


class ArticleReads:
    """Counts by article. Every method may be called from any thread. If the disk fails, nothing is counted."""

    def __init__(self, database: Database) -> None:
        self._database = database

    @expendable(None)
    def cited(self, article_ids: Iterable[str]) -> None:
        """Count an answer that quotes these articles."""
        with self._database.transaction() as db:
            db.executemany(
                "INSERT INTO article_reads (article_id, cited) VALUES (?, 1)"
                " ON CONFLICT (article_id) DO UPDATE SET cited = cited + 1",
                [(article_id,) for article_id in sorted(set(article_ids))],
            )

    @expendable(None)
    def opened(self, article_id: str) -> None:
        """Count a passage of an article that was opened."""
        self._database.write(
            "INSERT INTO article_reads (article_id, opened) VALUES (?, 1)"
            " ON CONFLICT (article_id) DO UPDATE SET opened = opened + 1",
            article_id,
        )

    def all(self) -> dict[str, Reads]:
        """Return the counts of all articles that were read.

        Raises: StorageError.
        """
        rows = self._database.rows("SELECT article_id, opened, cited FROM article_reads")
        return {article_id: Reads(opened, cited) for article_id, opened, cited in rows}
