"""The questions that people follow."""

from dataclasses import dataclass

from bot.qa.answer import Question
from bot.storage.database import Database
from bot.storage.sqlite.answer_codec import QUESTION


@dataclass(frozen=True, slots=True)
class Follow:
    """A question that is followed in a chat."""

    id: int
    chat_id: int
    question: Question


class Follows:
    """Followed questions. Every method may be called from any thread, and raises StorageError."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self.changes = 0  # grows with every change of this run

    def add(self, chat_id: int, question: Question) -> bool:
        """Follow a question in a chat; False if it is followed there."""
        self.changes += 1
        statement = "INSERT OR IGNORE INTO follows (chat_id, text, question, made_at) VALUES (?, ?, ?, ?)"
        now = self._database.now
        return self._database.write(statement, chat_id, question.text, QUESTION.write(question), now) > 0

    def remove(self, chat_id: int, follow_id: int) -> bool:
        """Follow a question no longer, and send nothing more of it; False if it was not followed in this chat."""
        self.changes += 1
        with self._database.transaction() as db:
            gone = db.execute("DELETE FROM follows WHERE id = ? AND chat_id = ?", (follow_id, chat_id)).rowcount
            if gone:
                db.execute("DELETE FROM alerts WHERE follow = ? AND state IN ('waiting', 'kept')", (follow_id,))
        return gone > 0

    def of(self, chat_id: int) -> list[Follow]:
        """Return what is followed in a chat, in the order in which it was asked for."""
        return self._read("WHERE chat_id = ? ORDER BY id", chat_id)

    def all(self) -> list[Follow]:
        """Return all that is followed."""
        return self._read("ORDER BY id")

    def _read(self, rest: str, *values: object) -> list[Follow]:
        rows = self._database.rows(f"SELECT id, chat_id, question FROM follows {rest}", *values)
        return [Follow(number, chat_id, QUESTION.read(written)) for number, chat_id, written in rows]
