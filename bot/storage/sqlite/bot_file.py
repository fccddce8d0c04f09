"""A SQLite file of the bot: one connection for all threads, transactions, and SQLite's errors as StorageError."""

import sqlite3
import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from index.errors import DamagedError
from index.store.migrations import migrate
from index.store.sqlite_file import as_storage_error

BUSY_TIMEOUT_S = 30.0


class SqliteFile:
    """An open file in WAL mode, with the newest schema.

    Every method may be called from any thread, and raises StorageError if the file cannot be read or written.
    """

    def __init__(self, path: Path, migrations: Sequence[str]) -> None:
        """Open a file, or make one.

        Raises: SchemaError if a newer version wrote it; DamagedError if it is not what was written; StorageError.
        """
        self.path = path
        self._lock = threading.RLock()
        with storage_errors(path):
            self._db = sqlite3.connect(path, check_same_thread=False, isolation_level=None, timeout=BUSY_TIMEOUT_S)
        try:
            with storage_errors(path):
                self._db.execute("PRAGMA journal_mode = WAL")
                self._db.execute("PRAGMA synchronous = FULL")  # what is acknowledged survives a power cut
                self._db.execute("PRAGMA secure_delete = ON")  # what is forgotten is not left in free pages
                _check(self._db, path)
                migrate(self._db, path, migrations)
        except BaseException:
            self._db.close()
            raise

    def rows(self, query: str, values: Sequence[object] = ()) -> list[tuple[Any, ...]]:
        """Return all rows of a query."""
        with self._lock, storage_errors(self.path):
            return self._db.execute(query, values).fetchall()

    @contextmanager
    def transaction(self) -> Iterator[sqlite3.Connection]:
        """Give the connection for one transaction: all of it is stored, or nothing."""
        with self._lock, storage_errors(self.path):
            self._db.execute("BEGIN IMMEDIATE")
            try:
                yield self._db
                self._db.execute("COMMIT")
            except BaseException:
                if self._db.in_transaction:  # SQLite rolls back by itself when the disk is full
                    self._db.execute("ROLLBACK")
                raise

    def close(self) -> None:
        """Let go of the file."""
        with self._lock:
            self._db.close()


def _check(db: sqlite3.Connection, path: Path) -> None:
    """Read the whole file once, and see that it is what was written.

    Raises: DamagedError; sqlite3.Error.
    """
    ((found, *_), *_) = db.execute("PRAGMA quick_check(1)").fetchall()
    if found != "ok":
        raise DamagedError(f"{path} is damaged ({found}).")


@contextmanager
def storage_errors(path: Path) -> Iterator[None]:
    """Turn SQLite's errors inside into StorageError.

    Raises: StorageError.
    """
    try:
        yield
    except sqlite3.Error as error:
        raise as_storage_error(error, path) from error
