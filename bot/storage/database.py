"""bot.sqlite, opened once for the whole bot: answers, updates, deliveries, people, and what buttons refer to.

It can be lost: answers under old messages then no longer open. So a damaged file never keeps the bot from starting.
"""

import logging
import sqlite3
import time
from collections.abc import Callable
from contextlib import AbstractContextManager
from pathlib import Path
from typing import Any, Self

from bot.storage.sqlite.bot_file import SqliteFile
from bot.storage.sqlite.bot_schema import BOT_MIGRATIONS
from index.errors import DamagedError

FILE_NAME = "bot.sqlite"
_BESIDE = ("", "-wal", "-shm")  # the files that SQLite makes of one database

log = logging.getLogger(__name__)


class Database:
    """The bot's own file. Every method may be called from any thread, and raises StorageError if the disk fails."""

    def __init__(self, data_dir: Path, *, clock: Callable[[], float] = time.time) -> None:
        """Open the file and bring it to the newest schema; a damaged one is set aside, and a new one begun.

        Raises: SchemaError if a newer version wrote the file; StorageError if it cannot be used.
        """
        data_dir.mkdir(parents=True, exist_ok=True)
        self._clock = clock
        self.set_aside: Path | None = None  # where a damaged file is now
        path = data_dir / FILE_NAME
        try:
            self._file = SqliteFile(path, BOT_MIGRATIONS)
        except DamagedError:
            self.set_aside = _set_aside(path, clock())
            log.error(
                "%s is damaged. It is kept as %s, and the bot begins a new one: buttons under old answers and receipts"
                " no longer work, and admins and guests have to be invited again.",
                path,
                self.set_aside.name,
            )
            self._file = SqliteFile(path, BOT_MIGRATIONS)

    def close(self) -> None:
        """Let go of the file."""
        self._file.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *exc: object) -> None:
        self.close()

    def rows(self, query: str, *values: object) -> list[tuple[Any, ...]]:
        """Return all rows of a query."""
        return self._file.rows(query, values)

    def write(self, statement: str, *values: object) -> int:
        """Change the file in one step; return how many rows it touched."""
        with self.transaction() as db:
            return int(db.execute(statement, values).rowcount)

    def transaction(self) -> AbstractContextManager[sqlite3.Connection]:
        """Give the connection for one transaction: all of it is stored, or nothing."""
        return self._file.transaction()

    @property
    def now(self) -> float:
        """The clock this file is kept by: seconds since 1970."""
        return self._clock()


def _set_aside(path: Path, now: float) -> Path:
    """Rename a file, and what SQLite keeps beside it; return its new path: bot.sqlite.damaged-20230624-120000."""
    aside = path.with_name(f"{path.name}.damaged-{time.strftime('%Y%m%d-%H%M%S', time.gmtime(now))}")
    for ending in _BESIDE:
        if (file := path.with_name(path.name + ending)).exists():
            file.replace(aside.with_name(aside.name + ending))
    return aside
