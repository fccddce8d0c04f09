"""model.sqlite: the tokens that a language model took, by day and person, and the limits on them.

Tokens are taken before a call and settled after it, so that many questions at once keep within the limits too.
People are numbers here ("7" of Telegram); the command line is "". The bot and the command line may use the file at
the same time.
"""

import sqlite3
from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path

from bot.storage.sqlite.bot_file import storage_errors
from bot.storage.sqlite.bot_schema import MODEL_MIGRATIONS
from index.store.migrations import migrate

FILE_NAME = "model.sqlite"
KEPT_DAYS = 400
NOBODY = "forgotten"  # in place of those who asked to be forgotten
BUSY_TIMEOUT_S = 10.0


@dataclass(frozen=True, slots=True)
class Limits:
    """How many tokens may be spent in a day; 0 for no limit."""

    person: int = 0
    day: int = 0


@dataclass(frozen=True, slots=True)
class DaySpent:
    """What a day cost, or one person on it."""

    day: date
    answers: int
    prompt: int  # tokens
    reply: int  # tokens
    people: int = 1

    @property
    def tokens(self) -> int:
        """Both together."""
        return self.prompt + self.reply


class TokenLedger:
    """The tokens spent. Every method may be called from any thread, and raises StorageError."""

    def __init__(self, data_dir: Path, *, beside: bool = False) -> None:
        """Open the ledger of a data directory. `beside` another process: what that has set aside stays so.

        Raises: SchemaError if a newer version wrote it; StorageError.
        """
        data_dir.mkdir(parents=True, exist_ok=True)
        self._path = data_dir / FILE_NAME
        with self._open() as db:
            db.execute("PRAGMA journal_mode = WAL")
            migrate(db, self._path, MODEL_MIGRATIONS)
            if not beside:
                db.execute("UPDATE spent SET taken = 0")  # calls that a crash ended

    def take(self, person: str, day: date, tokens: int, limits: Limits) -> bool:
        """Set tokens aside for a call; return False if a limit would be passed."""
        with self._open() as db:
            db.execute("BEGIN IMMEDIATE")
            own = _sum(db, "day = ? AND person = ?", day.isoformat(), person)
            all_of_day = _sum(db, "day = ?", day.isoformat())
            if _is_over(own + tokens, limits.person) or _is_over(all_of_day + tokens, limits.day):
                db.execute("ROLLBACK")
                return False
            _add(db, person, DaySpent(day, 0, 0, 0), taken=tokens)
            db.execute("COMMIT")
            return True

    def settle(self, person: str, spent: DaySpent, taken: int) -> None:
        """Put what a call took in the place of what was set aside for it."""
        with self._open() as db:
            _add(db, person, spent, taken=-taken)
            db.execute("DELETE FROM spent WHERE day < ?", ((spent.day - timedelta(days=KEPT_DAYS)).isoformat(),))

    def spent(self, person: str, day: date) -> DaySpent:
        """Return what one person has spent on a day."""
        with self._open() as db:
            sql = "SELECT answers, prompt, reply FROM spent WHERE day = ? AND person = ?"
            row = db.execute(sql, (day.isoformat(), person)).fetchone() or (0, 0, 0)
        return DaySpent(day, *row)

    def days(self, most: int = 30) -> list[DaySpent]:
        """Return what the last days cost, newest first; days that cost nothing are left out."""
        return _days(self._path, most)

    def _open(self) -> AbstractContextManager[sqlite3.Connection]:
        return _opened(self._path)


def read_spent(data_dir: Path, most: int = 30) -> list[DaySpent]:
    """Return what the last days cost, newest first, while others write; nothing if no model was ever asked.

    Raises: StorageError.
    """
    path = data_dir / FILE_NAME
    return _days(path, most) if path.exists() else []


def forget_spent(data_dir: Path, person: str, *, before: date) -> None:
    """Count what a person has spent before a day as nobody's: the sums by day stay.

    Raises: StorageError.
    """
    path = data_dir / FILE_NAME
    if not path.exists():
        return
    with _opened(path) as db:
        db.execute("BEGIN IMMEDIATE")
        whose = (person, before.isoformat())
        sql = "SELECT day, answers, prompt, reply, taken FROM spent WHERE person = ? AND day < ?"
        days = db.execute(sql, whose).fetchall()
        db.execute("DELETE FROM spent WHERE person = ? AND day < ?", whose)
        for day, answers, prompt, reply, taken in days:
            _add(db, NOBODY, DaySpent(date.fromisoformat(day), answers, prompt, reply), taken=taken)
        db.execute("COMMIT")


def _days(path: Path, most: int) -> list[DaySpent]:
    sql = (
        "SELECT day, SUM(answers), SUM(prompt), SUM(reply), COUNT(*) FROM spent WHERE prompt + reply > 0"
        " GROUP BY day ORDER BY day DESC LIMIT ?"
    )
    with _opened(path) as db:
        rows = db.execute(sql, (most,)).fetchall()
    return [DaySpent(date.fromisoformat(day), *counts) for day, *counts in rows]


@contextmanager
def _opened(path: Path) -> Iterator[sqlite3.Connection]:
    """Open the file for one step: it takes a fraction of a millisecond, and nobody has to close it."""
    with storage_errors(path):
        db = sqlite3.connect(path, isolation_level=None, timeout=BUSY_TIMEOUT_S)
        try:
            yield db
        finally:
            db.close()


def _sum(db: sqlite3.Connection, where: str, *values: str) -> int:
    sql = f"SELECT COALESCE(SUM(prompt + reply + taken), 0) FROM spent WHERE {where}"
    return int(db.execute(sql, values).fetchone()[0])


def _add(db: sqlite3.Connection, person: str, spent: DaySpent, *, taken: int) -> None:
    db.execute(
        "INSERT INTO spent VALUES (?, ?, ?, ?, ?, ?) ON CONFLICT (day, person) DO UPDATE SET"
        " answers = answers + excluded.answers, prompt = prompt + excluded.prompt,"
        " reply = reply + excluded.reply, taken = MAX(taken + excluded.taken, 0)",
        (spent.day.isoformat(), person, spent.answers, spent.prompt, spent.reply, taken),
    )


def _is_over(tokens: int, limit: int) -> bool:
    return bool(limit) and tokens > limit
