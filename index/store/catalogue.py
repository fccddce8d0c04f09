"""The catalogue, in SQLite: the truth about articles, their passages and the days they speak of.

The word and the vector index are derived from it. `passages.worded` and `passages.embedded` say what they hold
already, and `gone` what they must still forget; so a process may die anywhere, and the next one goes on.
"""

import json
import sqlite3
import threading
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any

from index.model.article import Article
from index.model.dates import DaySpan
from index.model.passage import Passage
from index.search.near_duplicates import NEAR, bands, likeness, sign
from index.store.codec import (
    ARTICLE,
    PASSAGE,
    SCHEMA,
    StoredPassage,
    article_row,
    day_of,
    maybe_day,
    now,
    number_of,
    pack,
    source_of,
    span_of,
    stored_passage,
)

# Jumps from year to year along an index: some microseconds a year, where DISTINCT reads every row.
YEARS = """
WITH RECURSIVE years (n) AS (
    SELECT min({column}) / 10000 FROM {table}
    UNION ALL
    SELECT (SELECT min({column}) FROM {table} WHERE {column} >= (n + 1) * 10000) / 10000 FROM years WHERE n IS NOT NULL
) SELECT n FROM years"""
# A whole year, or several, tells nothing of a bare day in it: most of the years that an archive speaks of are no more.
BY_DAY = """ WHERE EXISTS (
    SELECT 1 FROM mentions WHERE first >= n * 10000 AND first < (n + 1) * 10000
    AND NOT (first % 10000 = 101 AND last % 10000 = 1231)
)"""


@dataclass(frozen=True, slots=True)
class StoredArticle:
    """An article as the archive holds it."""

    article: Article
    version: int  # 1, 2, 3…
    passages: int
    added_at: datetime  # UTC
    spans: tuple[DaySpan, ...]  # event dates, sorted
    copies: tuple[str, ...]  # outlets that ran the same words, or where they came from


@dataclass(frozen=True, slots=True)
class Counts:
    """What the catalogue holds, in numbers."""

    articles: int
    passages: int
    copies: int
    embedded: int
    first_day: date | None
    last_day: date | None
    first_published: date | None
    last_published: date | None


class Catalogue:
    """One SQLite file in WAL mode. Each thread reads through a connection of its own; one thread writes at a time."""

    def __init__(self, path: Path, *, write: bool) -> None:
        self._path = path
        self._write = write
        self._writing = threading.RLock()
        self._local = threading.local()
        self._connections: list[sqlite3.Connection] = []
        if write:
            with self._writing:
                self._db.execute("PRAGMA journal_mode = WAL")
                self._db.executescript(SCHEMA)

    @property
    def db(self) -> sqlite3.Connection:
        """This thread's connection, for the catalogue's sister modules."""
        return self._db

    @property
    def _db(self) -> sqlite3.Connection:
        connection: sqlite3.Connection | None = getattr(self._local, "connection", None)
        if connection is None:
            mode = "rwc" if self._write else "ro"
            connection = sqlite3.connect(
                f"file:{self._path}?mode={mode}", uri=True, timeout=30, isolation_level=None, check_same_thread=False
            )
            connection.execute("PRAGMA foreign_keys = ON")
            connection.execute("PRAGMA synchronous = FULL")  # acknowledged is on disk, also after a power cut
            self._local.connection = connection
            self._connections.append(connection)
        return connection

    def close(self) -> None:
        """Close every thread's connection."""
        for connection in self._connections:
            connection.close()

    @contextmanager
    def transaction(self) -> Iterator[None]:
        """All of what is written inside is stored, or nothing."""
        with self._writing:
            self._db.execute("BEGIN IMMEDIATE")
            try:
                yield
                self._db.execute("COMMIT")
            except BaseException:
                if self._db.in_transaction:  # where the disk is full, SQLite has rolled back itself
                    self._db.execute("ROLLBACK")
                raise

    # ---- facts about the whole -------------------------------------------------------------------------------

    def fact(self, name: str) -> str:
        """Return what was noted under a name, or ""."""
        row = self._db.execute("SELECT value FROM facts WHERE name = ?", (name,)).fetchone()
        return str(row[0]) if row else ""

    def note(self, name: str, value: str) -> None:
        """Note a fact about the whole archive, such as the model that its vectors come from."""
        self._db.execute("INSERT OR REPLACE INTO facts VALUES (?, ?)", (name, value))

    def counts(self) -> Counts:
        """Return what is held, in numbers."""
        row = self._db.execute(
            "SELECT (SELECT count(*) FROM articles), (SELECT count(*) FROM passages), (SELECT count(*) FROM copies),"
            " (SELECT count(*) FROM passages) - (SELECT count(*) FROM passages WHERE embedded = 0),"
            " (SELECT min(first) FROM mentions), (SELECT max(last) FROM mentions),"
            " (SELECT min(published) FROM articles), (SELECT max(published) FROM articles)"
        ).fetchone()
        return Counts(row[0], row[1], row[2], row[3], *map(maybe_day, row[4:]))

    # ---- articles --------------------------------------------------------------------------------------------

    def hashes(self, article_id: str) -> tuple[str, str] | None:
        """Return (words hash, whole hash) of an article, or None where there is none."""
        row = self._db.execute("SELECT words_hash, whole_hash FROM articles WHERE id = ?", (article_id,)).fetchone()
        return (row[0], row[1]) if row else None

    def version(self, article_id: str) -> int:
        """Return an article's version, the last one it had where it was removed, 0 where it never was.

        Versions go on after a removal: the id of a passage is never used for other words.
        """
        row = self._db.execute(
            "SELECT max(version) FROM (SELECT version FROM articles WHERE id = :id"
            " UNION ALL SELECT version FROM last_versions WHERE id = :id)",
            {"id": article_id},
        ).fetchone()
        return int(row[0] or 0)

    def same_words(self, words_hash: str) -> str:
        """Return the id of the article with these words, or ""."""
        row = self._db.execute("SELECT id FROM articles WHERE words_hash = ? LIMIT 1", (words_hash,)).fetchone()
        return str(row[0]) if row else ""

    def is_copy(self, copy_id: str, words_hash: str) -> bool:
        """Return whether these words are already noted as a copy under this id."""
        row = self._db.execute("SELECT words_hash FROM copies WHERE id = ?", (copy_id,)).fetchone()
        return row is not None and row[0] == words_hash

    def kept_for(self, copy_id: str) -> str:
        """Return the id of the article that has this copy's words; "" where there is no such copy."""
        row = self._db.execute(
            "SELECT a.id FROM copies c JOIN articles a ON a.key = c.article WHERE c.id = ?", (copy_id,)
        ).fetchone()
        return str(row[0]) if row else ""

    def add_copy(self, copy: Article, kept_id: str, words_hash: str) -> None:
        """Note that `copy` has the words of the article `kept_id`."""
        row = article_row(copy)
        row |= {"kept": kept_id, "words_hash": words_hash, "added_at": now()}
        self._db.execute(
            "INSERT OR REPLACE INTO copies SELECT :id, key, :title, :outlet, :url, :published, :origin, :words_hash,"
            " :added_at FROM articles WHERE id = :kept",
            row,
        )

    def remove_copy(self, copy_id: str) -> None:
        """Forget that there was a copy under this id."""
        self._db.execute("DELETE FROM copies WHERE id = ?", (copy_id,))

    def upsert(
        self, article: Article, passages: Sequence[Passage], words_hash: str, whole_hash: str, added_at: str = ""
    ) -> str:
        """Store an article and its passages in place of its earlier ones; added now, if `added_at` does not tell.

        Returns the id of an article that it is a near-copy of, or "".
        """
        row = article_row(article) | {
            "version": self.version(article.id) + 1,
            "words_hash": words_hash,
            "whole_hash": whole_hash,
            "added_at": added_at or now(),
        }
        self._forget_passages(article.id)
        self._db.execute("DELETE FROM copies WHERE id = ?", (article.id,))
        names = ", ".join(row)
        values = ", ".join(f":{name}" for name in row)
        changes = ", ".join(f"{name} = excluded.{name}" for name in row)
        (key,) = self._db.execute(
            f"INSERT INTO articles ({names}) VALUES ({values}) ON CONFLICT (id) DO UPDATE SET {changes} RETURNING key",
            row,
        ).fetchone()
        for passage in passages:
            cursor = self._db.execute(
                "INSERT INTO passages (article, number, start, end, sentences) VALUES (?, ?, ?, ?, ?)",
                (key, passage.number, passage.start, passage.end, pack(passage.sentences)),
            )
            self._db.executemany(
                "INSERT OR IGNORE INTO mentions VALUES (?, ?, ?)",
                [(cursor.lastrowid, number_of(s.first), number_of(s.last)) for s in passage.spans],
            )
        return self._join_family(key, sign(article.text))

    def remove(self, article_id: str) -> None:
        """Remove an article, its passages and the copies noted with it."""
        self._forget_passages(article_id)
        self._db.execute(
            "INSERT OR REPLACE INTO last_versions SELECT id, version FROM articles WHERE id = ?", (article_id,)
        )
        self._db.execute("DELETE FROM articles WHERE id = ?", (article_id,))

    def _forget_passages(self, article_id: str) -> None:
        self._db.execute(
            "INSERT INTO gone SELECT p.key, a.id || ':' || a.version || ':' || p.number, 1, 1"
            " FROM passages p JOIN articles a ON a.key = p.article WHERE a.id = ?",
            (article_id,),
        )
        self._db.execute("DELETE FROM passages WHERE article IN (SELECT key FROM articles WHERE id = ?)", (article_id,))

    def article(self, article_id: str) -> StoredArticle | None:
        """Return an article, or None."""
        found = self._articles("WHERE a.id = ?", (article_id,))
        return found[0] if found else None

    def articles(self, limit: int, offset: int) -> list[StoredArticle]:
        """Return articles, the newest publication date first, undated ones last."""
        return self._articles("ORDER BY a.published DESC, a.key DESC LIMIT ? OFFSET ?", (limit, offset))

    def languages(self) -> list[str]:
        """Return the languages that articles are in, the most usual first."""
        sql = "SELECT language FROM articles WHERE language != '' GROUP BY language ORDER BY COUNT(*) DESC"
        return [str(language) for (language,) in self._db.execute(sql)]

    def find_articles(
        self, keys: Sequence[int] | None, span: DaySpan | None, limit: int, offset: int
    ) -> tuple[list[StoredArticle], int]:
        """Return articles as `articles` does, of those with these keys and tied to these days, and how many there are.

        Tied: published then, or speaking of a day or at most a month then.
        """
        conditions, values = ["1"], list[int]()
        if keys is not None:
            conditions.append(f"a.key IN ({','.join(str(int(key)) for key in keys)})")
        if span is not None:
            first, last = number_of(span.first) or 0, number_of(span.last) or 0
            conditions.append(
                "(a.published BETWEEN ? AND ? OR a.key IN (SELECT p.article FROM mentions m JOIN passages p ON"
                " p.key = m.passage WHERE m.first <= ? AND m.last >= ? AND m.last - m.first < 31))"
            )
            values += [first, last, last, first]
        where = "WHERE " + " AND ".join(conditions)
        (total,) = self._db.execute(f"SELECT count(*) FROM articles a {where}", values).fetchone()
        rest = f"{where} ORDER BY a.published DESC, a.key DESC LIMIT ? OFFSET ?"
        return self._articles(rest, [*values, limit, offset]), int(total)

    def article_keys(self, passage_keys: Iterable[int]) -> set[int]:
        """Return the keys of the articles that these passages are of."""
        marks = ",".join(str(int(key)) for key in passage_keys)
        return {row[0] for row in self._db.execute(f"SELECT DISTINCT article FROM passages WHERE key IN ({marks})")}

    def earlier_version(self, article_id: str, origin_before: str) -> str:
        """Return the id of another article that this one looks like a newer version of; "" for none.

        It has the same title and outlet, or comes from a file of the same name: its origin begins with
        `origin_before` and goes on with one more part.
        """
        row = self._db.execute(
            "SELECT b.id FROM articles a JOIN articles b ON b.id <> a.id AND b.words_hash <> a.words_hash"
            " AND (b.title = a.title AND b.outlet = a.outlet AND a.outlet <> ''"
            "  OR :before <> '' AND substr(b.origin, 1, length(:before)) = :before"
            "  AND instr(substr(b.origin, length(:before) + 1), '/') = 0"
            "  AND instr(substr(b.origin, length(:before) + 1), '#') = 0)"
            " WHERE a.id = :id AND b.key < a.key ORDER BY b.key DESC LIMIT 1",
            {"id": article_id, "before": origin_before},
        ).fetchone()
        return str(row[0]) if row else ""

    def ids(self) -> list[str]:
        """Return every article's id, in the order in which they came."""
        return [row[0] for row in self._db.execute("SELECT id FROM articles ORDER BY key")]

    def _articles(self, rest: str, values: Sequence[Any]) -> list[StoredArticle]:
        rows = self._db.execute(
            f"SELECT {ARTICLE}, a.text, a.origin, a.extra, a.added_at,"
            f" (SELECT count(*) FROM passages p WHERE p.article = a.key) FROM articles a {rest}",
            values,
        ).fetchall()
        return [self._stored_article(row) for row in rows]

    def _stored_article(self, row: Sequence[Any]) -> StoredArticle:
        key, article_id, version = row[:3]
        text, origin, extra, added_at, passages = row[10:]
        spans = self._db.execute(
            "SELECT DISTINCT m.first, m.last FROM mentions m JOIN passages p ON p.key = m.passage"
            " WHERE p.article = ? ORDER BY m.first, m.last",
            (key,),
        ).fetchall()
        copies = self._db.execute("SELECT outlet, origin FROM copies WHERE article = ? ORDER BY added_at", (key,))
        return StoredArticle(
            Article(article_id, source_of(row), text, origin, json.loads(extra)),
            version,
            passages,
            datetime.fromisoformat(added_at),
            tuple(span_of(*one) for one in spans),
            tuple(outlet or origin for outlet, origin in copies),
        )

    # ---- passages --------------------------------------------------------------------------------------------

    def passages_of(self, article_id: str) -> list[Passage]:
        """Return an article's passages in order."""
        return [one.passage for one in self._passages("WHERE a.id = ? ORDER BY p.number", (article_id,))]

    def passages(self, keys: Iterable[int]) -> dict[int, StoredPassage]:
        """Return the passages of these keys; a key that is gone is left out."""
        marks = ",".join(str(int(key)) for key in keys)
        return {one.key: one for one in self._passages(f"WHERE p.key IN ({marks})", ())}

    def passage_ids(self, keys: Iterable[int]) -> dict[int, str]:
        """Return the ids of the passages of these keys; a key that is gone is left out."""
        marks = ",".join(str(int(key)) for key in keys)
        rows = self._db.execute(
            "SELECT p.key, a.id || ':' || a.version || ':' || p.number FROM passages p JOIN articles a"
            f" ON a.key = p.article WHERE p.key IN ({marks})"
        )
        return dict(rows.fetchall())

    def keys_of(self, passage_ids: Sequence[str]) -> dict[str, int]:
        """Return the keys of passages by their ids; an id that is gone is left out."""
        found = {}
        for passage_id in passage_ids:
            article_id, version, number = passage_id.rsplit(":", 2)
            row = self._db.execute(
                "SELECT p.key FROM articles a JOIN passages p ON p.article = a.key"
                " WHERE a.id = ? AND a.version = ? AND p.number = ?",
                (article_id, int(version), int(number)),
            ).fetchone()
            if row:
                found[passage_id] = int(row[0])
        return found

    def copy_rows(self, article_id: str) -> list[dict[str, Any]]:
        """Return what is kept of an article's copies, in the order in which they came."""
        names = ("id", "title", "outlet", "url", "published", "origin")
        rows = self._db.execute(
            f"SELECT {', '.join('c.' + name for name in names)} FROM copies c JOIN articles a ON a.key = c.article"
            " WHERE a.id = ? ORDER BY c.added_at, c.rowid",
            (article_id,),
        )
        return [dict(zip(names, row, strict=True)) for row in rows]

    def copies_of(self, article_ids: Iterable[str]) -> dict[str, tuple[str, ...]]:
        """Return, for each article that has copies, the outlets that ran them (or their titles)."""
        found: dict[str, tuple[str, ...]] = {}
        for article_id in article_ids:
            rows = self._db.execute(
                "SELECT c.outlet, c.title FROM copies c JOIN articles a ON a.key = c.article WHERE a.id = ?"
                " ORDER BY c.added_at",
                (article_id,),
            ).fetchall()
            if rows:
                found[article_id] = tuple(dict.fromkeys(outlet or title for outlet, title in rows))
        return found

    def _passages(self, rest: str, values: Sequence[Any]) -> list[StoredPassage]:
        rows = self._db.execute(
            f"SELECT {PASSAGE} FROM passages p JOIN articles a ON a.key = p.article {rest}", values
        ).fetchall()
        return [stored_passage(row) for row in rows]

    # ---- near-copies -----------------------------------------------------------------------------------------

    def _join_family(self, key: int, signature: bytes) -> str:
        """Note an article's likeness to others; return the id of the one it is a near-copy of, or ""."""
        self._db.execute("DELETE FROM bands WHERE article = ?", (key,))
        self._db.execute("DELETE FROM likeness WHERE article = ?", (key,))
        if not signature:
            return ""
        own = bands(signature)
        marks = ",".join("?" * len(own))
        rows = self._db.execute(
            "SELECT l.family, l.signature, a.id FROM likeness l JOIN articles a ON a.key = l.article"
            f" WHERE l.article IN (SELECT article FROM bands WHERE band IN ({marks}))",
            own,
        ).fetchall()
        alike = max(((likeness(signature, row[1]), row) for row in rows), default=(0.0, None), key=lambda one: one[0])
        family, near = (alike[1][0], alike[1][2]) if alike[1] and alike[0] >= NEAR else (key, "")
        self._db.execute("INSERT INTO likeness VALUES (?, ?, ?)", (key, family, signature))
        self._db.executemany("INSERT OR IGNORE INTO bands VALUES (?, ?)", [(band, key) for band in own])
        return str(near)

    def duplicate_clusters_of(self, article_ids: Iterable[str]) -> dict[str, int]:
        """Return the family of each article that has near-copies, or could have."""
        ids = list(article_ids)
        marks = ",".join("?" * len(ids))
        rows = self._db.execute(
            f"SELECT a.id, l.family FROM likeness l JOIN articles a ON a.key = l.article WHERE a.id IN ({marks})", ids
        )
        return dict(rows.fetchall())

    # ---- what the derived indexes have still to do -------------------------------------------------------------

    def without_words(self, limit: int, after: int = 0) -> list[StoredPassage]:
        """Return passages that the word index does not hold yet, by key, from `after` on."""
        return self._passages("WHERE p.worded = 0 AND p.key > ? ORDER BY p.key LIMIT ?", (after, limit))

    def without_vectors(self, limit: int) -> list[StoredPassage]:
        """Return passages that the vector index does not hold yet, the newest articles first."""
        return self._passages("WHERE p.embedded = 0 ORDER BY p.key DESC LIMIT ?", (limit,))

    def set_worded(self, keys: Sequence[int]) -> None:
        """Note that the word index holds these passages."""
        self._db.executemany("UPDATE passages SET worded = 1 WHERE key = ?", [(key,) for key in keys])

    def with_vectors(self, limit: int, after: int = 0) -> list[tuple[int, str]]:
        """Return (key, passage id) of passages that the vector index should hold, by key, from `after` on."""
        return self._db.execute(
            "SELECT p.key, a.id || ':' || a.version || ':' || p.number FROM passages p JOIN articles a"
            " ON a.key = p.article WHERE p.embedded = 1 AND p.key > ? ORDER BY p.key LIMIT ?",
            (after, limit),
        ).fetchall()

    def set_embedded(self, keys: Sequence[int], *, held: bool = True) -> None:
        """Note that the vector index holds these passages, or that it does not."""
        self._db.executemany("UPDATE passages SET embedded = ? WHERE key = ?", [(int(held), key) for key in keys])

    def gone(self, store: str) -> list[tuple[int, str]]:
        """Return (key, passage id) of removed passages that a store ("words" or "vectors") may still hold."""
        return self._db.execute(f"SELECT key, id FROM gone WHERE in_{store} = 1").fetchall()

    def forgotten(self, store: str, keys: Sequence[int]) -> None:
        """Note that a store no longer holds these passages."""
        self._db.executemany(f"UPDATE gone SET in_{store} = 0 WHERE key = ?", [(key,) for key in keys])
        self._db.execute("DELETE FROM gone WHERE in_words = 0 AND in_vectors = 0")

    def start_over(self, store: str) -> None:
        """Note that a derived index ("words" or "vectors") is empty and holds nothing."""
        column = {"words": "worded", "vectors": "embedded"}[store]
        self._db.execute(f"UPDATE passages SET {column} = 0")
        self._db.execute(f"UPDATE gone SET in_{store} = 0")

    # ---- days ------------------------------------------------------------------------------------------------

    def days_around(self, first: date, last: date, limit: int) -> dict[date, int]:
        """Return the single days next before `first` and next after `last` that passages name, with how many do."""
        found: dict[date, int] = {}
        for side, order, day in (("<", "DESC", first), (">", "ASC", last)):
            rows = self._db.execute(
                f"SELECT first, count(*) FROM mentions WHERE first {side} ? AND first = last"
                f" GROUP BY first ORDER BY first {order} LIMIT ?",
                (number_of(day), limit),
            )
            found |= {day_of(number): count for number, count in rows}
        return found

    def newest_day(self, today: date) -> date | None:
        """Return the newest day up to today that a passage names by itself; where the news is newer, its own day.

        News of the 20th tells most of the 19th.
        """
        named, published = self._db.execute(
            "SELECT (SELECT max(first) FROM mentions WHERE first <= :day AND first = last),"
            " (SELECT max(published) FROM articles WHERE published <= :day)",
            {"day": number_of(today)},
        ).fetchone()
        told, printed = maybe_day(named), maybe_day(published)
        return told if told and (not printed or printed - told <= timedelta(days=2)) else printed

    def day_counts(self, first: date, last: date) -> dict[date, int]:
        """Return the single days from `first` to `last` that passages name, with how many do."""
        rows = self._db.execute(
            "SELECT first, count(*) FROM mentions WHERE first BETWEEN ? AND ? AND first = last GROUP BY first",
            (number_of(first), number_of(last)),
        )
        return {day_of(number): count for number, count in rows}

    def years_known(self) -> tuple[list[int], date]:
        """Return the years with days or months that the archive speaks of, or of which its articles are, and the day of
        its newest article. Kept until anybody changes the catalogue."""
        now = (self._db.execute("PRAGMA data_version").fetchone()[0], self._db.total_changes)  # others' changes, ours
        then, known = getattr(self._local, "years", (None, None))
        if known is None or then != now:
            known = self._read_years()
            self._local.years = (now, known)
        return known

    def _read_years(self) -> tuple[list[int], date]:
        years: set[int] = set()
        for table, column, rest in (("mentions", "first", BY_DAY), ("articles", "published", "")):
            rows = self._db.execute(YEARS.format(table=table, column=column) + rest).fetchall()
            years |= {year + more for (year,) in rows if year for more in (0, 1)}  # a span may end in the next year
        newest = self._db.execute(
            "SELECT coalesce((SELECT max(published) FROM articles), (SELECT max(first) FROM mentions))"
        ).fetchone()[0]
        return sorted(years), day_of(newest) if newest else date.min
