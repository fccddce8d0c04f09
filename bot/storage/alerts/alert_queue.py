"""Alerts on their way: found, waiting, sent once; and up to which passage new ones were matched.

An alert is claimed before it is sent, and a claim outlives a crash: an alert that was being sent at that moment is
not sent again. So each is sent at most once; one that Telegram said it did not take waits again.
"""

from collections.abc import Collection, Iterable
from dataclasses import dataclass

from bot.storage.database import Database

KEPT_S = 60 * 86_400.0  # that an alert is remembered, so that a near-copy is not told again


@dataclass(frozen=True, slots=True)
class NewAlert:
    """An alert that was found."""

    follow: int
    story: str  # the same for near-copies: a chat is told of each story once
    quote: str  # the same for sentences of the same words: each is told once, too
    answer_id: str  # of the kept answer that holds the quote


@dataclass(frozen=True, slots=True)
class Alert:
    """An alert that waits."""

    number: int
    follow: int
    chat_id: int
    answer_id: str


class AlertQueue:
    """The alerts of all chats. Every method may be called from any thread, and raises StorageError."""

    def __init__(self, database: Database) -> None:
        self._database = database

    # Matching

    def matched_to(self) -> int | None:
        """Return the key of the last passage that was matched; None if none ever was."""
        rows = self._database.rows("SELECT key FROM matched")
        return int(rows[0][0]) if rows else None

    def add(self, alerts: Iterable[NewAlert], matched_to: int) -> int:
        """Note alerts, and up to which passage was matched, in one step; return how many were new to their chats."""
        with self._database.transaction() as db:
            new = sum(
                db.execute(
                    "INSERT OR IGNORE INTO alerts (follow, chat_id, story, quote, answer_id, state, at)"
                    " SELECT id, chat_id, ?, ?, ?, 'waiting', ? FROM follows WHERE id = ?",
                    (one.story, one.quote, one.answer_id, self._database.now, one.follow),
                ).rowcount
                for one in alerts
            )
            db.execute("DELETE FROM matched")
            db.execute("INSERT INTO matched VALUES (?)", (matched_to,))
        return new

    # Sending

    def chats_waiting(self) -> list[int]:
        """Return the chats that have alerts to be sent."""
        return [row[0] for row in self._database.rows("SELECT DISTINCT chat_id FROM alerts WHERE state = 'waiting'")]

    def waiting(self, chat_id: int, state: str = "waiting") -> list[Alert]:
        """Return the alerts of a chat in a state, oldest first: `waiting`, or `kept` for the morning."""
        query = "SELECT number, follow, chat_id, answer_id FROM alerts WHERE chat_id = ? AND state = ? ORDER BY number"
        return [Alert(*row) for row in self._database.rows(query, chat_id, state)]

    def sent_since(self, chat_id: int, moment: float) -> int:
        """Count the alerts that were sent to a chat since a moment, in seconds since 1970."""
        query = "SELECT count(*) FROM alerts WHERE chat_id = ? AND state IN ('sending', 'sent') AND at >= ?"
        return int(self._database.rows(query, chat_id, moment)[0][0])

    def set_state(self, numbers: Collection[int], state: str) -> None:
        """Note that alerts are `waiting`, `kept`, `sending` or `sent`."""
        marks = ",".join(str(int(number)) for number in numbers)
        self._database.write(
            f"UPDATE alerts SET state = ?, at = ? WHERE number IN ({marks})", state, self._database.now
        )
