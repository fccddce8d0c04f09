"""What the model costs: tokens by day and person, in a SQLite file, and the limits on them.

Tokens are taken before a call and settled after it, so that many questions at once keep within the limits too.
People are numbers here ("7" of Telegram); the command line is "".
"""

import sqlite3
from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass, field
from datetime import date, timedelta
from pathlib import Path

from bot.generation.llm.llm_client import Call, ModelError, Spent

FILE_NAME = "model.sqlite"
KEPT_DAYS = 400

_SCHEMA = """
PRAGMA journal_mode = WAL;
CREATE TABLE IF NOT EXISTS spent (
    day     TEXT NOT NULL,               -- 2023-06-24
    person  TEXT NOT NULL,
    answers INTEGER NOT NULL DEFAULT 0,
    prompt  INTEGER NOT NULL DEFAULT 0,  -- tokens
    reply   INTEGER NOT NULL DEFAULT 0,
    taken   INTEGER NOT NULL DEFAULT 0,  -- tokens of calls under way
    PRIMARY KEY (day, person)
) WITHOUT ROWID;
"""


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
    reply: int
    people: int = 1

    @property
    def tokens(self) -> int:
        """Both together."""
        return self.prompt + self.reply


class NothingLeftError(ModelError):
    """A limit would be passed."""


class TokenLedger:
    """The tokens spent. Every method may be called from any thread."""

    def __init__(self, data_dir: Path, *, beside: bool = False) -> None:
        """Open the ledger of a data directory. `beside` another process: what that has set aside stays so."""
        data_dir.mkdir(parents=True, exist_ok=True)
        self._path = data_dir / FILE_NAME
        with self._open() as db:
            db.executescript(_SCHEMA)
            if not beside:
                db.execute("UPDATE spent SET taken = 0")  # calls that a crash ended

    def take(self, person: str, day: date, tokens: int, limits: Limits) -> bool:
        """Set tokens aside for a call; False where a limit would be passed."""
        with self._open() as db:
            db.execute("BEGIN IMMEDIATE")
            own = _sum(db, "day = ? AND person = ?", day.isoformat(), person)
            all_of_day = _sum(db, "day = ?", day.isoformat())
            if _is_over(own + tokens, limits.person) or _is_over(all_of_day + tokens, limits.day):
                db.execute("ROLLBACK")
                return False
            _add(db, person, day, taken=tokens)
            db.execute("COMMIT")
            return True

    def settle(self, person: str, day: date, taken: int, spent: Spent, *, answers: int = 1) -> None:
        """Put what a call took in the place of what was set aside for it."""
        with self._open() as db:
            _add(db, person, day, answers=answers, prompt=spent.prompt, reply=spent.reply, taken=-taken)
            db.execute("DELETE FROM spent WHERE day < ?", ((day - timedelta(days=KEPT_DAYS)).isoformat(),))

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


@dataclass(frozen=True, slots=True)
class TokenBudget:
    """What one person may spend of a language model."""

    ledger: TokenLedger | None = None  # None: nobody counts
    limits: Limits = field(default_factory=Limits)
    person: str = ""

    @contextmanager
    def pay(self, call: Call, day: date, tokens: int, *, answers: int = 1) -> Iterator[None]:
        """Set tokens aside for a call, and write down what it took. Raises NothingLeftError."""
        if self.ledger is None:
            yield
            return
        if not self.ledger.take(self.person, day, tokens, self.limits):
            raise NothingLeftError("no tokens are left for today")
        try:
            yield
        finally:
            self.ledger.settle(self.person, day, tokens, call.spent, answers=answers)


def read_spent(data_dir: Path, most: int = 30) -> list[DaySpent]:
    """Return what the last days cost, newest first, while others write; nothing where no model was ever asked."""
    path = data_dir / FILE_NAME
    return _days(path, most) if path.exists() else []


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
    db = sqlite3.connect(path, isolation_level=None, timeout=10)
    try:
        yield db
    finally:
        db.close()


def _sum(db: sqlite3.Connection, where: str, *values: str) -> int:
    sql = f"SELECT COALESCE(SUM(prompt + reply + taken), 0) FROM spent WHERE {where}"
    return int(db.execute(sql, values).fetchone()[0])


def _add(
    db: sqlite3.Connection, person: str, day: date, *, taken: int, answers: int = 0, prompt: int = 0, reply: int = 0
) -> None:
    db.execute(
        "INSERT INTO spent VALUES (?, ?, ?, ?, ?, ?) ON CONFLICT (day, person) DO UPDATE SET"
        " answers = answers + excluded.answers, prompt = prompt + excluded.prompt,"
        " reply = reply + excluded.reply, taken = MAX(taken + excluded.taken, 0)",
        (day.isoformat(), person, answers, prompt, reply, taken),
    )


def _is_over(tokens: int, limit: int) -> bool:
    return bool(limit) and tokens > limit
