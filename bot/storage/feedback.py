"""The questions that found nothing, and how often each was asked. Who asked is not kept."""

import re

from bot.storage.database import Database

MOST_CHARACTERS = 500
MOST_KEPT = 20_000  # the ones not asked for longest go first

_SCHEMA = """
CREATE TABLE IF NOT EXISTS unanswered (
    words TEXT PRIMARY KEY, question TEXT NOT NULL, times INTEGER NOT NULL, last_at REAL NOT NULL
) WITHOUT ROWID;
"""
_MAKE_ROOM = (
    "DELETE FROM unanswered WHERE words IN (SELECT words FROM unanswered ORDER BY last_at DESC LIMIT -1 OFFSET ?)"
)


class UnansweredQuestions:
    """Counts questions by their words: case and punctuation make no other one. Safe to use from any thread."""

    def __init__(self, memory: Database) -> None:
        self._memory = memory
        memory.have(_SCHEMA)

    def note(self, question: str) -> None:
        """Count a question that found nothing."""
        if words := _words(question):
            self._memory.write(
                "INSERT INTO unanswered VALUES (?, ?, 1, ?) ON CONFLICT (words) DO UPDATE"
                " SET times = times + 1, last_at = excluded.last_at",
                *(words, question[:MOST_CHARACTERS], self._memory.now),
            )
            self._memory.write(_MAKE_ROOM, MOST_KEPT)

    def forget(self, question: str) -> None:
        """Forget a question that finds something now."""
        self._memory.write("DELETE FROM unanswered WHERE words = ?", _words(question))

    def most_asked(self, limit: int) -> list[tuple[str, int]]:
        """Return (question, how often it was asked), the most asked first."""
        rows = self._memory.rows(
            "SELECT question, times FROM unanswered ORDER BY times DESC, last_at DESC LIMIT ?", limit
        )
        return [(str(question), int(times)) for question, times in rows]


def _words(question: str) -> str:
    return " ".join(re.findall(r"\w+", question.casefold()))[:MOST_CHARACTERS]
