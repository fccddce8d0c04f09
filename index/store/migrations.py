"""Brings a file to the newest schema when it is opened for writing, and says so if a file cannot be used as it is."""

import sqlite3
from collections.abc import Iterator, Sequence
from pathlib import Path

from index.errors import SchemaError
from index.store.schema import MIGRATIONS, OLDEST_READABLE


def migrate(db: sqlite3.Connection, path: Path, scripts: Sequence[str] = MIGRATIONS) -> None:
    """Bring a file to the newest schema: all migrations in one transaction, or none.

    Raises: SchemaError if a newer version wrote the file; sqlite3.Error if it cannot be read or written.
    """
    if version_of(db, path, newest=len(scripts)) == len(scripts):
        return
    db.execute("BEGIN IMMEDIATE")
    try:
        for script in scripts[version_of(db, path, newest=len(scripts)) :]:
            for statement in _statements(script):
                db.execute(statement)
        db.execute(f"PRAGMA user_version = {len(scripts)}")
        db.execute("COMMIT")
    except BaseException:
        if db.in_transaction:
            db.execute("ROLLBACK")
        raise


def check_readable(db: sqlite3.Connection, path: Path, newest: int = len(MIGRATIONS)) -> None:
    """Check that a file opened for reading has a schema that this version reads.

    Raises: SchemaError if it does not; sqlite3.Error if the file cannot be read.
    """
    if version_of(db, path, newest) < OLDEST_READABLE:
        raise SchemaError(
            f"{path} was written by an earlier version: start the bot once, or `dateline add` anything, to upgrade it."
        )


def version_of(db: sqlite3.Connection, path: Path, newest: int) -> int:
    """Return the version of a file's schema, 0 to `newest`.

    Raises: SchemaError if it is newer.
    """
    (version,) = db.execute("PRAGMA user_version").fetchone()
    if version > newest:
        raise SchemaError(
            f"{path} was written by a newer version of Dateline (its schema is {version}, this one knows {newest}): "
            "install that version, or restore the backup made before the upgrade."
        )
    return int(version)


def _statements(script: str) -> Iterator[str]:
    """Yield the statements of a script: SQLite's own `executescript` would commit before it begins."""
    statement = ""
    for line in script.splitlines(keepends=True):
        statement += line
        if sqlite3.complete_statement(statement):
            yield statement
            statement = ""
