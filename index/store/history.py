"""What was before: articles that were removed, texts that were replaced, and what each addition changed.

It is in the catalogue's file: a change and the way back from it are stored together or not at all.
"""

import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any, Literal

from index.model.article import Article
from index.store.codec import ARTICLE_FIELDS, article_of_row, now
from index.store.sqlite_file import Database

KEPT_DAYS = 30  # how long a removed article can be restored

ChangeStatus = Literal["added", "updated", "copy", "removed"]

_ARTICLE = (*ARTICLE_FIELDS, "words_hash", "whole_hash", "added_at")
_COPY = ("id", "title", "outlet", "url", "published", "origin", "words_hash", "added_at")


@dataclass(frozen=True, slots=True)
class Past:
    """An article as it was, with all that brings it back."""

    key: int
    article: Article
    words_hash: str
    whole_hash: str
    added_at: str
    copies: tuple[dict[str, Any], ...]  # their rows
    gone_at: datetime  # UTC


@dataclass(frozen=True, slots=True)
class Change:
    """What one addition did to one article."""

    id: str
    status: ChangeStatus
    version: int  # the article's, after it
    past: int | None  # the key of what was there before


class History:
    """Keeps what goes for `KEPT_DAYS`, and what each batch of additions did.

    Methods that write need a transaction around them.
    """

    def __init__(self, db: Database, clock: Callable[[], str] = now) -> None:
        self._db = db
        self._clock = clock

    # ---- articles that went ----------------------------------------------------------------------------------

    def keep(self, article_id: str, *, removed: bool) -> int | None:
        """Keep an article as it stands before it is removed or changed.

        Returns the key to bring it back by; None if there is no such article.
        """
        row = self._db.row(f"SELECT key, {', '.join(_ARTICLE)} FROM articles WHERE id = ?", (article_id,))
        if row is None:
            return None
        copies = self._db.rows(f"SELECT {', '.join(_COPY)} FROM copies WHERE article = ? ORDER BY added_at", row[:1])
        body = {
            "article": dict(zip(_ARTICLE, row[1:], strict=True)),
            "copies": [dict(zip(_COPY, one, strict=True)) for one in copies],
        }
        return self._db.write(
            "INSERT INTO past (id, removed, body, gone_at) VALUES (?, ?, ?, ?)",
            (article_id, int(removed), json.dumps(body, ensure_ascii=False), self._clock()),
        )

    def past(self, key: int) -> Past | None:
        """Return what was kept under a key; None if it is kept no longer."""
        found = self._read("WHERE key = ?", (key,))
        return found[0] if found else None

    def last_removed(self, article_id: str) -> Past | None:
        """Return an article as it was when it was last removed."""
        found = self._read("WHERE id = ? AND removed = 1 ORDER BY key DESC LIMIT 1", (article_id,))
        return found[0] if found else None

    def removed(self, limit: int, offset: int = 0) -> list[Past]:
        """Return the articles that were removed and are not back, the last one first."""
        return self._read(
            "WHERE removed = 1 AND id NOT IN (SELECT id FROM articles)"
            " AND key IN (SELECT max(key) FROM past GROUP BY id) ORDER BY key DESC LIMIT ? OFFSET ?",
            (limit, offset),
        )

    def put_copies_back(self, past: Past) -> None:
        """Note an article's copies with it again, without those that have become articles meanwhile."""
        values = ", ".join(f":{name}" for name in _COPY)
        for copy in past.copies:
            self._db.write(
                f"INSERT OR IGNORE INTO copies ({', '.join(_COPY)}, article)"
                f" SELECT {values}, key FROM articles WHERE id = :article_id"
                " AND NOT EXISTS (SELECT 1 FROM articles WHERE id = :id)",
                copy | {"article_id": past.article.id},
            )

    def forget_old(self) -> None:
        """Forget what has been kept for `KEPT_DAYS`."""
        last = (datetime.fromisoformat(self._clock()) - timedelta(days=KEPT_DAYS)).isoformat(timespec="seconds")
        self._db.write("DELETE FROM past WHERE gone_at < ?", (last,))

    # ---- what each addition did ------------------------------------------------------------------------------

    def note(self, batch: str, change: Change) -> None:
        """Note what a batch did to an article; of several changes in one batch, the first status and past stay."""
        self._db.write(
            "INSERT INTO changes (batch, id, status, version, past) VALUES (?, ?, ?, ?, ?)"
            " ON CONFLICT (batch, id) DO UPDATE SET version = excluded.version",
            (batch, change.id, change.status, change.version, change.past),
        )

    def change(self, batch: str, article_id: str) -> Change | None:
        """Return what a batch did to an article; None for nothing."""
        found = self._changes("WHERE batch = ? AND id = ?", (batch, article_id))
        return found[0] if found else None

    def changes(self, batch: str) -> list[Change]:
        """Return all that a batch did, the last first."""
        return self._changes("WHERE batch = ? ORDER BY rowid DESC", (batch,))

    def follow(self, article_id: str, before: int, after: int) -> None:
        """Tell additions of a new version that is still theirs: its date was set, its passages read anew."""
        self._db.write("UPDATE changes SET version = ? WHERE id = ? AND version = ?", (after, article_id, before))

    def forget_batch(self, batch: str, ids: Sequence[str]) -> None:
        """Forget what was undone of a batch."""
        self._db.write_many("DELETE FROM changes WHERE batch = ? AND id = ?", [(batch, one) for one in ids])

    def _changes(self, rest: str, values: Sequence[Any]) -> list[Change]:
        return [Change(*row) for row in self._db.rows(f"SELECT id, status, version, past FROM changes {rest}", values)]

    def _read(self, rest: str, values: Sequence[Any]) -> list[Past]:
        return [_past(*row) for row in self._db.rows(f"SELECT key, body, gone_at FROM past {rest}", values)]


def _past(key: int, body: str, gone_at: str) -> Past:
    kept = json.loads(body)
    row = kept["article"]
    gone = datetime.fromisoformat(gone_at).replace(tzinfo=UTC)
    hashes = row["words_hash"], row["whole_hash"]
    return Past(key, article_of_row(row), *hashes, row["added_at"], tuple(kept["copies"]), gone)
