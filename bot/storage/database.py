"""What the bot remembers across restarts, in its own SQLite file: answers, and updates not yet handled.

An answer is kept whole, its passages too, so that its buttons open the words it was made of even after the
article has changed or is gone. Who asked is not kept.
"""

import sqlite3
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from secrets import token_urlsafe
from typing import Any, Self
from zlib import compress, decompress

from pydantic import TypeAdapter

from bot.qa.answer import Answer, NothingFound

FILE_NAME = "bot.sqlite"
KEPT_ANSWERS = 200_000  # about 1 KB each; the oldest go first
KEPT_HANDLED_S = 3 * 86_400  # Telegram offers an update again for a day at most
MOST_REPLAYS = 10  # an update that was under way at so many crashes in a row is given up

_SCHEMA = """
CREATE TABLE IF NOT EXISTS answers (
    number  INTEGER PRIMARY KEY AUTOINCREMENT,
    id      TEXT NOT NULL UNIQUE,
    kind    TEXT NOT NULL,     -- "answer" or "nothing"
    made_at REAL NOT NULL,     -- seconds since 1970
    body    BLOB NOT NULL      -- zlib over JSON
);
CREATE TABLE IF NOT EXISTS updates (
    update_id   INTEGER PRIMARY KEY,
    received_at REAL NOT NULL,
    replays     INTEGER NOT NULL DEFAULT 0,
    body        TEXT           -- Telegram's JSON; NULL once handled
);
CREATE INDEX IF NOT EXISTS updates_by_time ON updates (received_at);
"""
_ANSWER = TypeAdapter(Answer)
_NOTHING = TypeAdapter(NothingFound)


class Database:
    """The bot's own file. Every method may be called from any thread."""

    def __init__(self, data_dir: Path, *, clock: Callable[[], float] = time.time) -> None:
        data_dir.mkdir(parents=True, exist_ok=True)
        self._clock = clock
        self._lock = threading.Lock()
        self._db = sqlite3.connect(data_dir / FILE_NAME, check_same_thread=False, isolation_level=None)
        self._db.execute("PRAGMA journal_mode = WAL")
        self._db.execute("PRAGMA synchronous = FULL")  # an update is on disk before Telegram is told that it came
        self._db.executescript(_SCHEMA)

    def close(self) -> None:
        """Let go of the file."""
        with self._lock:
            self._db.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *exc: object) -> None:
        self.close()

    # Answers

    def keep_answer(self, found: Answer | NothingFound) -> str:
        """Remember an answer, or the lack of one, and return its id: 12 characters that nobody can guess."""
        if isinstance(found, Answer):
            kind, body = "answer", _ANSWER.dump_json(found)
        else:
            kind, body = "nothing", _NOTHING.dump_json(found)
        answer_id = token_urlsafe(9)
        with self._writing() as db:
            row = (answer_id, kind, self._clock(), compress(body))
            number = db.execute("INSERT INTO answers (id, kind, made_at, body) VALUES (?, ?, ?, ?)", row).lastrowid
            db.execute("DELETE FROM answers WHERE number <= ?", ((number or 0) - KEPT_ANSWERS,))
        return answer_id

    def answer(self, answer_id: str) -> Answer | NothingFound | None:
        """Return the answer with this id, equal to the one kept; None where there is none, or no longer."""
        row = self._one("SELECT kind, body FROM answers WHERE id = ?", answer_id)
        if row is None:
            return None
        kind, body = row
        return (_ANSWER if kind == "answer" else _NOTHING).validate_json(decompress(body))

    # Updates

    def receive(self, update_id: int, body: str) -> bool:
        """Write down an update before Telegram is told that it came; False where it had come before."""
        now = self._clock()
        with self._writing() as db:
            db.execute("DELETE FROM updates WHERE received_at < ? AND body IS NULL", (now - KEPT_HANDLED_S,))
            row = (update_id, now, body)
            found = db.execute("INSERT OR IGNORE INTO updates (update_id, received_at, body) VALUES (?, ?, ?)", row)
            return found.rowcount == 1

    def handled(self, update_id: int) -> None:
        """Note that an update needs nothing more. Its number stays for some days, its words do not."""
        with self._writing() as db:
            db.execute("UPDATE updates SET body = NULL WHERE update_id = ?", (update_id,))

    def unhandled(self) -> list[str]:
        """Return the updates a stop or crash left unhandled, oldest first. Called once, at the start.

        One that was there at too many starts may be what stops the bot: it is given up.
        """
        with self._writing() as db:
            db.execute("DELETE FROM updates WHERE body IS NOT NULL AND replays >= ?", (MOST_REPLAYS,))
            db.execute("UPDATE updates SET replays = replays + 1 WHERE body IS NOT NULL")
            rows = db.execute("SELECT body FROM updates WHERE body IS NOT NULL ORDER BY update_id")
            return [body for (body,) in rows]

    # SQLite

    def have(self, schema: str) -> None:
        """Make sure of some tables: those of a module that keeps its own things in this file."""
        with self._lock:
            self._db.executescript(schema)

    def write(self, statement: str, *values: object) -> int:
        """Change such tables in one step; return how many rows it touched."""
        with self._writing() as db:
            return int(db.execute(statement, values).rowcount)

    def rows(self, query: str, *values: object) -> list[tuple[Any, ...]]:
        """Read from such tables."""
        with self._lock:
            return self._db.execute(query, values).fetchall()

    @property
    def now(self) -> float:
        """The clock this file is kept by: seconds since 1970."""
        return self._clock()

    @contextmanager
    def _writing(self) -> Iterator[sqlite3.Connection]:
        """One transaction, all of it or nothing."""
        with self._lock, self._db:
            self._db.execute("BEGIN IMMEDIATE")
            yield self._db

    def _one(self, query: str, *values: object) -> tuple[Any, ...] | None:
        with self._lock:
            row: tuple[Any, ...] | None = self._db.execute(query, values).fetchone()
        return row
