"""What a chat talks about: each person's last question there, and which message answered which.

Both are for a short while only: a follow-up comes within the hour, and an edit within minutes.
"""

import json
from collections.abc import Sequence
from dataclasses import dataclass

from bot.qa.answer import Question
from bot.storage.database import Database
from bot.storage.sqlite.answer_codec import QUESTION
from bot.storage.sqlite.expendable import expendable

TALK_S = 3600.0  # after so long a question starts afresh
REPLIES_KEPT_S = 86_400.0


@dataclass(frozen=True, slots=True)
class Reply:
    """How a message was answered."""

    message_ids: tuple[int, ...]  # ours, in order
    answer_id: str
    before: Question | None  # what the person had asked before


class Sessions:
    """Talks and replies. Every method may be called from any thread; if the disk fails, talks have no past."""

    def __init__(self, database: Database) -> None:
        self._database = database

    @expendable(None)
    def before(self, chat_id: int, person_id: int) -> Question | None:
        """Return what a person asked last in a chat; None if that is long ago."""
        oldest = self._database.now - TALK_S
        query = "SELECT question FROM sessions WHERE chat_id = ? AND person_id = ? AND asked_at > ?"
        rows = self._database.rows(query, chat_id, person_id, oldest)
        return QUESTION.read(rows[0][0]) if rows else None

    @expendable(None)
    def remember(self, chat_id: int, person_id: int, question: Question) -> None:
        """Note what a person asked last in a chat, and forget what was asked long ago."""
        now = self._database.now
        row = (chat_id, person_id, now, QUESTION.write(question))
        with self._database.transaction() as db:
            db.execute("DELETE FROM sessions WHERE asked_at <= ?", (now - TALK_S,))
            db.execute("INSERT OR REPLACE INTO sessions VALUES (?, ?, ?, ?)", row)

    def forget(self, chat_id: int, person_id: int) -> None:
        """Let a person's next question in a chat start afresh."""
        self._database.write("DELETE FROM sessions WHERE chat_id = ? AND person_id = ?", chat_id, person_id)

    @expendable(None)
    def note_reply(self, chat_id: int, message_id: int, reply: Reply) -> None:
        """Note how a message was answered."""
        now = self._database.now
        before = QUESTION.write(reply.before) if reply.before else None
        ids = json.dumps(reply.message_ids)
        row = (chat_id, message_id, now, ids, reply.message_ids[-1], reply.answer_id, before)
        with self._database.transaction() as db:
            db.execute("DELETE FROM replies WHERE sent_at <= ?", (now - REPLIES_KEPT_S,))
            db.execute("INSERT OR REPLACE INTO replies VALUES (?, ?, ?, ?, ?, ?, ?)", row)

    @expendable(None)
    def reply_to(self, chat_id: int, message_id: int) -> Reply | None:
        """Return how a message was answered; None if it was not, or long ago."""
        query = "SELECT reply_ids, answer_id, before FROM replies WHERE chat_id = ? AND message_id = ?"
        rows = self._database.rows(query, chat_id, message_id)
        if not rows:
            return None
        ids, answer_id, before = rows[0]
        return Reply(tuple(json.loads(ids)), answer_id, QUESTION.read(before) if before else None)

    @expendable(())
    def answers_lately(self, chat_id: int, limit: int = 20) -> Sequence[str]:
        """Return the ids of a chat's last answers, the newest first."""
        query = "SELECT answer_id FROM replies WHERE chat_id = ? ORDER BY sent_at DESC, message_id DESC LIMIT ?"
        return [str(answer_id) for (answer_id,) in self._database.rows(query, chat_id, limit)]

    @expendable("")
    def answer_shown_in(self, chat_id: int, our_message_id: int) -> str:
        """Return the id of the answer that one of our messages shows, or ""."""
        query = "SELECT answer_id FROM replies WHERE chat_id = ? AND last_id = ?"
        rows = self._database.rows(query, chat_id, our_message_id)
        return str(rows[0][0]) if rows else ""
