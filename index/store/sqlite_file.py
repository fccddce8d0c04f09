"""One SQLite file: a connection for each thread, transactions, and SQLite's errors as StorageError."""

import os
import sqlite3
import threading
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import closing, contextmanager
from errno import ENOSPC, EROFS
from pathlib import Path
from typing import Any

from index.errors import DamagedError, StorageError, storage_error
from index.store.migrations import check_readable, migrate

Values = Sequence[Any] | Mapping[str, Any]

BUSY_TIMEOUT_S = 30


class Database:
    """A file in WAL mode. Every thread has a connection of its own; one thread writes at a time.

    Every method raises StorageError if the file cannot be read or written: DiskFullError, ReadOnlyError and
    DamagedError tell why.
    """

    def __init__(self, path: Path, *, write: bool) -> None:
        """Open a file, for writing with the newest schema.

        Raises: SchemaError if the file's schema is not one that this version opens; StorageError.
        """
        self.path = path
        self._write = write
        self._writing = threading.RLock()
        self._local = threading.local()
        self._connections: list[sqlite3.Connection] = []
        self._unchanging = not write and _is_unchanging(path)
        try:
            with self._converting_errors():
                if write:
                    self._connection().execute("PRAGMA journal_mode = WAL")
                    migrate(self._connection(), path)
                else:
                    check_readable(self._connection(), path)
        except BaseException:
            self.close()
            raise

    def rows(self, sql: str, values: Values = ()) -> list[Any]:
        """Return all rows of a query, as tuples."""
        with self._converting_errors():
            return self._connection().execute(sql, values).fetchall()

    def row(self, sql: str, values: Values = ()) -> Any:
        """Return the first row of a query as a tuple, or None."""
        with self._converting_errors():
            return self._connection().execute(sql, values).fetchone()

    def write(self, sql: str, values: Values = ()) -> int:
        """Run a statement that changes the file; return the key of the row it has inserted."""
        with self._converting_errors():
            return self._connection().execute(sql, values).lastrowid or 0

    def write_many(self, sql: str, values: Iterable[Values]) -> None:
        """Run a statement once for each of several values."""
        with self._converting_errors():
            self._connection().executemany(sql, values)

    @contextmanager
    def transaction(self) -> Iterator[None]:
        """All of what is written inside is stored, or nothing."""
        with self._writing, self._converting_errors():
            connection = self._connection()
            connection.execute("BEGIN IMMEDIATE")
            try:
                yield
                connection.execute("COMMIT")
            except BaseException:
                if connection.in_transaction:  # SQLite rolls back by itself when the disk is full
                    connection.execute("ROLLBACK")
                raise

    def state(self) -> tuple[int, int, int]:
        """Return numbers that differ, in one thread, if anybody has changed the file in between."""
        with self._converting_errors():
            connection = self._connection()
            (others,) = connection.execute("PRAGMA data_version").fetchone()
            return id(connection), others, connection.total_changes

    def close(self) -> None:
        """Close every thread's connection."""
        while self._connections:
            self._connections.pop().close()
        self._local = threading.local()

    def _connection(self) -> sqlite3.Connection:
        connection: sqlite3.Connection | None = getattr(self._local, "connection", None)
        if connection is None:
            connection = self._connect()
            self._local.connection = connection
            self._connections.append(connection)
        return connection

    def _connect(self) -> sqlite3.Connection:
        mode = "rwc" if self._write else "ro&immutable=1" if self._unchanging else "ro"
        connection = sqlite3.connect(
            f"{self.path.absolute().as_uri()}?mode={mode}",
            uri=True,
            timeout=BUSY_TIMEOUT_S,
            isolation_level=None,
            check_same_thread=False,
        )
        connection.execute("PRAGMA foreign_keys = ON")
        connection.execute("PRAGMA synchronous = FULL")  # what is acknowledged survives a power cut
        return connection

    @contextmanager
    def _converting_errors(self) -> Iterator[None]:
        try:
            yield
        except sqlite3.Error as error:
            raise as_storage_error(error, self.path) from error


def check_file(path: Path) -> str:
    """Return what is wrong with the structure of a file of SQLite; "" for nothing. Reads the whole file.

    `quick_check` is quicker, and finds NULL values in a sound table WITHOUT ROWID (SQLite 3.40).
    """
    try:
        db = sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro", uri=True, timeout=BUSY_TIMEOUT_S)
        with closing(db):
            ((found,),) = db.execute("PRAGMA integrity_check(1)").fetchall()
        return "" if found == "ok" else f"{path} is damaged ({found})"
    except sqlite3.Error as error:
        return f"{path} is damaged ({error})"


@contextmanager
def undamaged(path: Path) -> Iterator[None]:
    """Say that a file is damaged if what it holds cannot be understood.

    Raises:
        DamagedError: instead of ValueError, KeyError and TypeError.
    """
    try:
        yield
    except (ValueError, KeyError, TypeError) as error:
        raise damaged(path, f"{type(error).__name__}: {error}") from error


def damaged(path: Path, detail: str) -> DamagedError:
    """Return the error that tells of a damaged file, and what to do."""
    return DamagedError(f"{path} is damaged ({detail}): put your backup of this file in its place.")


def _is_unchanging(path: Path) -> bool:
    """Whether a file can neither change nor be locked: its folder cannot be written, and nobody has it open.

    SQLite reads such a file only if it is told so.
    """
    beside = [path.with_name(path.name + ending) for ending in ("-wal", "-shm")]
    return path.exists() and not os.access(path.parent, os.W_OK) and not any(file.exists() for file in beside)


def as_storage_error(error: sqlite3.Error, path: Path) -> StorageError:
    """Return one of SQLite's errors as a sentence that says what to do."""
    name = getattr(error, "sqlite_errorname", "")
    if name == "SQLITE_FULL":
        return storage_error(ENOSPC, path)
    if name.startswith("SQLITE_READONLY"):
        return storage_error(EROFS, path)
    if name.startswith(("SQLITE_CORRUPT", "SQLITE_NOTADB")):
        return damaged(path, str(error))
    if not name and "decode" in str(error):  # Python's own: a text that is not UTF-8
        return damaged(path, str(error))
    if name.startswith(("SQLITE_BUSY", "SQLITE_LOCKED")):
        return StorageError(f"{path} is in use by another program: try again when that has ended.")
    if name.startswith("SQLITE_IOERR"):
        return StorageError(f"{path} cannot be read or written ({error}): see whether the disk is full, or fails.")
    return StorageError(f"{path} cannot be used: {error}.")
