"""The catalogue's articles: written, removed, listed and looked for."""

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any

from index.model.article import Article
from index.model.dates import DaySpan, day_number
from index.model.stored import StoredArticle
from index.store.codec import (
    ARTICLE_FIELDS,
    article_of_row,
    article_to_row,
    now,
    span_of,
)
from index.store.sqlite_file import Database, undamaged

_COLUMNS = ", ".join(f"a.{name}" for name in ARTICLE_FIELDS)


class ArticleTable:
    """Articles by id. Its methods that write need a transaction around them."""

    def __init__(self, db: Database) -> None:
        self._db = db

    # ---- one article -----------------------------------------------------------------------------------------

    def get(self, article_id: str) -> StoredArticle | None:
        """Return an article, or None."""
        found = self._read("WHERE a.id = ?", (article_id,))
        return found[0] if found else None

    def hashes(self, article_id: str) -> tuple[str, str] | None:
        """Return (words hash, whole hash) of an article, or None if there is none."""
        row = self._db.row("SELECT words_hash, whole_hash FROM articles WHERE id = ?", (article_id,))
        return (row[0], row[1]) if row else None

    def version(self, article_id: str) -> int:
        """Return an article's version, the last one it had if it was removed, 0 if it never was here.

        Versions go on after a removal: the id of a passage is never used for another text.
        """
        row = self._db.row(
            "SELECT max(version) FROM (SELECT version FROM articles WHERE id = :id"
            " UNION ALL SELECT version FROM last_versions WHERE id = :id)",
            {"id": article_id},
        )
        return int(row[0] or 0)

    def with_words(self, words_hash: str) -> str:
        """Return the id of the article with these words, or ""."""
        row = self._db.row("SELECT id FROM articles WHERE words_hash = ? LIMIT 1", (words_hash,))
        return str(row[0]) if row else ""

    def earlier_version(self, article_id: str, origin_before: str) -> str:
        """Return the id of another article that this one looks like a newer version of; "" for none.

        It has the same title and outlet, or comes from a file of the same name: its origin begins with
        `origin_before` and goes on with one more part.
        """
        row = self._db.row(
            "SELECT b.id FROM articles a JOIN articles b ON b.id <> a.id AND b.words_hash <> a.words_hash"
            " AND (b.title = a.title AND b.outlet = a.outlet AND a.outlet <> ''"
            "  OR :before <> '' AND substr(b.origin, 1, length(:before)) = :before"
            "  AND instr(substr(b.origin, length(:before) + 1), '/') = 0"
            "  AND instr(substr(b.origin, length(:before) + 1), '#') = 0)"
            " WHERE a.id = :id AND b.key < a.key ORDER BY b.key DESC LIMIT 1",
            {"id": article_id, "before": origin_before},
        )
        return str(row[0]) if row else ""

    def put(self, article: Article, words_hash: str, whole_hash: str, added_at: str = "") -> int:
        """Store an article in place of its earlier version, without its passages; return its key.

        It counts as added now if `added_at` is empty. Its earlier passages are noted as gone.
        """
        row = article_to_row(article) | {
            "version": self.version(article.id) + 1,
            "words_hash": words_hash,
            "whole_hash": whole_hash,
            "added_at": added_at or now(),
        }
        self._drop_passages(article.id)
        names = ", ".join(row)
        values = ", ".join(f":{name}" for name in row)
        changes = ", ".join(f"{name} = excluded.{name}" for name in row)
        (key,) = self._db.row(
            f"INSERT INTO articles ({names}) VALUES ({values}) ON CONFLICT (id) DO UPDATE SET {changes} RETURNING key",
            row,
        )
        return int(key)

    def remove(self, article_id: str) -> None:
        """Remove an article, its passages and the copies noted with it."""
        self._drop_passages(article_id)
        self._db.write(
            "INSERT OR REPLACE INTO last_versions SELECT id, version FROM articles WHERE id = ?", (article_id,)
        )
        self._db.write("DELETE FROM articles WHERE id = ?", (article_id,))

    def _drop_passages(self, article_id: str) -> None:
        self._db.write(
            "INSERT INTO gone SELECT p.key, a.id || ':' || a.version || ':' || p.number, 1, 1"
            " FROM passages p JOIN articles a ON a.key = p.article WHERE a.id = ?",
            (article_id,),
        )
        self._db.write("DELETE FROM passages WHERE article IN (SELECT key FROM articles WHERE id = ?)", (article_id,))

    # ---- many articles ---------------------------------------------------------------------------------------

    def newest(self, limit: int, offset: int) -> list[StoredArticle]:
        """Return articles, the newest publication date first, undated ones last."""
        return self._read("ORDER BY a.published DESC, a.key DESC LIMIT ? OFFSET ?", (limit, offset))

    def find(
        self, keys: Sequence[int] | None, span: DaySpan | None, limit: int, offset: int
    ) -> tuple[list[StoredArticle], int]:
        """Return articles as `newest` does, of those with these keys and tied to these days, and how many there are.

        Tied: published then, or speaking of a day or at most a month then.
        """
        conditions, values = ["1"], list[int]()
        if keys is not None:
            conditions.append(f"a.key IN ({','.join(str(int(key)) for key in keys)})")
        if span is not None:
            first, last = day_number(span.first), day_number(span.last)
            conditions.append(
                "(a.published BETWEEN ? AND ? OR a.key IN (SELECT p.article FROM mentions m JOIN passages p ON"
                " p.key = m.passage WHERE m.first <= ? AND m.last >= ? AND m.last - m.first < 31))"
            )
            values += [first, last, last, first]
        where = "WHERE " + " AND ".join(conditions)
        (total,) = self._db.row(f"SELECT count(*) FROM articles a {where}", values)
        rest = f"{where} ORDER BY a.published DESC, a.key DESC LIMIT ? OFFSET ?"
        return self._read(rest, [*values, limit, offset]), int(total)

    def keys_of_passages(self, passage_keys: Iterable[int]) -> set[int]:
        """Return the keys of the articles that these passages are of."""
        marks = ",".join(str(int(key)) for key in passage_keys)
        return {key for (key,) in self._db.rows(f"SELECT DISTINCT article FROM passages WHERE key IN ({marks})")}

    def ids(self) -> list[str]:
        """Return every article's id, in the order in which they came."""
        return [article_id for (article_id,) in self._db.rows("SELECT id FROM articles ORDER BY key")]

    def ids_dated_by(self, evidence: Iterable[str]) -> list[str]:
        """Return the ids of the articles whose date was known in one of these ways, the last added first."""
        kinds = list(evidence)
        marks = ",".join("?" * len(kinds))
        rows = self._db.rows(f"SELECT id FROM articles WHERE evidence IN ({marks}) ORDER BY key DESC", kinds)
        return [article_id for (article_id,) in rows]

    def languages(self) -> list[str]:
        """Return the languages that articles are in, the most usual first."""
        sql = "SELECT language FROM articles WHERE language != '' GROUP BY language ORDER BY COUNT(*) DESC"
        return [str(language) for (language,) in self._db.rows(sql)]

    def _read(self, rest: str, values: Sequence[Any]) -> list[StoredArticle]:
        rows = self._db.rows(
            "SELECT a.key, a.version, a.added_at, (SELECT count(*) FROM passages p WHERE p.article = a.key),"
            f" {_COLUMNS} FROM articles a {rest}",
            values,
        )
        with undamaged(self._db.path):
            return [self._stored(row) for row in rows]

    def _stored(self, row: Sequence[Any]) -> StoredArticle:
        key, version, added_at, passages = row[:4]
        spans = self._db.rows(
            "SELECT DISTINCT m.first, m.last FROM mentions m JOIN passages p ON p.key = m.passage"
            " WHERE p.article = ? ORDER BY m.first, m.last",
            (key,),
        )
        copies = self._db.rows("SELECT outlet, origin FROM copies WHERE article = ? ORDER BY added_at", (key,))
        return StoredArticle(
            article_of_row(dict(zip(ARTICLE_FIELDS, row[4:], strict=True))),
            version,
            passages,
            datetime.fromisoformat(added_at),
            tuple(span_of(*one) for one in spans),
            tuple(outlet or origin for outlet, origin in copies),
        )
