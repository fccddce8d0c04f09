"""The answers that were given, so that their buttons work after a restart.

An answer is kept whole, its passages too: its buttons open the words it was made of even after the article has
changed or is gone. Who asked is not kept.
"""

from secrets import token_urlsafe

from bot.qa.answer import Answer, NothingFound
from bot.storage.database import Database
from bot.storage.sqlite.answer_codec import read_answer, write_answer
from bot.storage.sqlite.expendable import expendable

KEPT_ANSWERS = 200_000  # about 1 KB each; the oldest go first


class Answers:
    """Answers by their id. Every method may be called from any thread."""

    def __init__(self, database: Database) -> None:
        self._database = database

    @expendable("")
    def keep(self, found: Answer | NothingFound) -> str:
        """Keep an answer, or the lack of one, and return its id: 12 characters that nobody can guess.

        If the disk fails, the id is "".
        """
        answer_id = token_urlsafe(9)
        kind, body = write_answer(found)
        with self._database.transaction() as db:
            row = (answer_id, kind, self._database.now, body)
            number = db.execute("INSERT INTO answers (id, kind, made_at, body) VALUES (?, ?, ?, ?)", row).lastrowid
            db.execute("DELETE FROM answers WHERE number <= ?", ((number or 0) - KEPT_ANSWERS,))
        return answer_id

    @expendable(None)
    def get(self, answer_id: str) -> Answer | NothingFound | None:
        """Return the answer with this id, equal to the one kept; None if there is none, or the disk fails."""
        rows = self._database.rows("SELECT kind, body FROM answers WHERE id = ?", answer_id)
        return read_answer(*rows[0]) if rows else None
