"""The questions that found nothing, and how often each was asked. Who asked is not kept."""

import re

from bot.storage.database import Database
from bot.storage.sqlite.expendable import expendable

MOST_CHARACTERS = 500
MOST_KEPT = 20_000  # the ones not asked for longest go first

_MAKE_ROOM = (
    "DELETE FROM unanswered WHERE words IN (SELECT words FROM unanswered ORDER BY last_at DESC LIMIT -1 OFFSET ?)"
)


class UnansweredQuestions:
    """Counts questions by their words, whatever their case and punctuation.

    Every method may be called from any thread. If the disk fails, a question is not counted.
    """

    def __init__(self, database: Database) -> None:
        self._database = database

    @expendable(None)
    def note(self, question: str) -> None:
        """Count a question that found nothing."""
        if words := _words(question):
            with self._database.transaction() as db:
                db.execute(
                    "INSERT INTO unanswered VALUES (?, ?, 1, ?) ON CONFLICT (words) DO UPDATE"
                    " SET times = times + 1, last_at = excluded.last_at",
                    (words, question[:MOST_CHARACTERS], self._database.now),
                )
                db.execute(_MAKE_ROOM, (MOST_KEPT,))

    @expendable(None)
    def forget(self, question: str) -> None:
        """Forget a question that finds something now."""
        self._database.write("DELETE FROM unanswered WHERE words = ?", _words(question))

    def most_asked(self, limit: int) -> list[tuple[str, int]]:
        """Return (question, how often it was asked), the most asked first."""
        rows = self._database.rows(
            "SELECT question, times FROM unanswered ORDER BY times DESC, last_at DESC LIMIT ?", limit
        )
        return [(str(question), int(times)) for question, times in rows]


def _words(question: str) -> str:
    return " ".join(re.findall(r"\w+", question.casefold()))[:MOST_CHARACTERS]
